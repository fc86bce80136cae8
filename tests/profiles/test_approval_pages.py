"""The pages on which a profile is finished, as each of the cast meets them."""

import pytest

from stigar.profiles.actions import approvals as actions
from stigar.profiles.actions import profiles as writing
from stigar.profiles.models import Approval, Objection, Participant, Vote
from tests.cast import TODAY
from tests.profiles import finished


def _address(version, *more):
    return "/".join(["/profiles", str(version.profile_id), "versions", str(version.number), *more, ""])


def test_the_page_says_what_is_in_the_way_and_then_lays_the_words_before_the_group(cast, project, visit):
    begun, _books = finished.profile(cast, project)
    objection = actions.object_to(profile=begun, competence=None, words="Natten saknas", viewer=cast.bo, today=TODAY)
    hedda = visit(cast.hedda)
    before = hedda.get(f"/profiles/{begun.pk}/finish/").content.decode()
    visit(cast.bo).post(f"/profiles/objections/{objection.pk}/end/", {"end": "taken_back"})

    answer = hedda.post(f"/profiles/{begun.pk}/versions/", follow=True)

    assert ("Natten saknas" in before, '/versions/"' in before) == (True, False)
    assert (answer.status_code, begun.versions.get().number) == (200, 1)


@pytest.mark.parametrize(
    ("somebody", "finish", "version"),
    [("hedda", 200, 200), ("ada", 200, 200), ("bo", 200, 200), ("cai", 200, 200), ("ulf", 200, 200), ("gro", 404, 404), ("eve", 404, 404)],
)  # fmt: skip
def test_a_version_on_the_way_is_read_by_those_in_the_project(cast, project, visit, somebody, finish, version):
    laid = finished.laid(cast, project)

    who = visit(getattr(cast, somebody))

    assert (who.get(f"/profiles/{laid.profile_id}/finish/").status_code, who.get(_address(laid)).status_code) == (
        finish,
        version,
    )


def test_an_approved_version_is_everybodys_to_read_but_not_who_voted_what(cast, project, visit):
    version = finished.approved(cast, project)

    page = visit(cast.gro).get(_address(version))

    assert (page.status_code, "Cai" in page.content.decode()) == (200, False)


def test_both_in_the_group_vote_and_it_is_approved(cast, project, visit):
    version = finished.laid(cast, project)

    for voter in (cast.cai, cast.ulf):
        answer = visit(voter).post(_address(version, "votes"), {"answer": "yes", "digest": version.digest})
        assert answer.status_code == 302

    assert Approval.objects.get().version == version


def test_a_not_yet_without_words_is_asked_for_them_and_keeps_the_choice(cast, project, visit):
    version = finished.laid(cast, project)

    answer = visit(cast.cai).post(_address(version, "votes"), {"answer": "no", "digest": version.digest})

    assert (answer.status_code, Vote.objects.count()) == (422, 0)
    assert 'value="no" checked' in answer.content.decode()


def test_a_vote_on_old_words_gets_409_with_what_has_changed(cast, project, visit):
    old = finished.laid(cast, project)
    row = old.profile.requirements.get(level=3)
    wanted = writing.Wanted(row.competence_id, 4, why="Nästan alla ärenden är mejl")
    writing.change_requirement(requirement=row, wanted=wanted, seen=row.turn, viewer=cast.hedda, today=TODAY)
    actions.lay(profile=old.profile, viewer=cast.hedda, today=TODAY)

    answer = visit(cast.cai).post(_address(old, "votes"), {"answer": "yes", "digest": old.digest, "words": "Bra!"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("<del>" in page, "<ins>" in page, "Nästan alla" in page, "Bra!" in page) == (True, True, True, True)


def test_a_vote_twice_and_after_closing_gets_409(cast, project, visit):
    version = finished.laid(cast, project)
    cai, told = visit(cast.cai), {"answer": "yes", "digest": version.digest}
    cai.post(_address(version, "votes"), told)

    twice = cai.post(_address(version, "votes"), told | {"words": "igen"})
    visit(cast.ulf).post(_address(version, "votes"), told)
    after = cai.post(_address(version, "votes"), told | {"words": "efteråt"})

    assert (twice.status_code, after.status_code, Vote.objects.count()) == (409, 409, 2)


def test_the_owner_who_is_the_author_gets_no_vote_and_cannot_conclude(cast, project, visit):
    version = finished.laid(cast, project)
    Participant.objects.create(
        organisation=cast.organisation, project=project, person=cast.hedda, part=Participant.REFERENCE, joined=TODAY
    )
    hedda, told = visit(cast.hedda), {"answer": "yes", "digest": version.digest}

    answers = (hedda.post(_address(version, "votes"), told), hedda.post(_address(version, "approval"), told))

    assert ([one.status_code for one in answers], 'name="answer"' in hedda.get(_address(version)).content.decode()) == (
        [409, 409], False,
    )  # fmt: skip


def test_an_objection_is_answered_and_settled_on_the_page(cast, project, visit):
    begun, books = finished.profile(cast, project)
    bo, hedda = visit(cast.bo), visit(cast.hedda)

    bo.post(f"/profiles/{begun.pk}/objections/", {"about": str(books["writing"]), "words": "Vi skriver knappt"})
    row = Objection.objects.get()
    hedda.post(f"/profiles/objections/{row.pk}/answer/", {"words": "Vi sänker till nivå 2"})
    page = bo.get(f"/profiles/{begun.pk}/finish/").content.decode()
    bo.post(f"/profiles/objections/{row.pk}/end/", {"end": "satisfied"})

    row.refresh_from_db()
    assert ("Vi sänker till nivå 2" in page, 'value="satisfied"' in page, row.end) == (True, True, "satisfied")


def test_an_objection_without_words_is_asked_for_them(cast, project, visit):
    begun, _books = finished.profile(cast, project)

    answer = visit(cast.bo).post(f"/profiles/{begun.pk}/objections/", {"about": "", "words": " "})
    odd = visit(cast.bo).post(f"/profiles/{begun.pk}/objections/", {"about": "x", "words": "hej"})

    assert (answer.status_code, odd.status_code, Objection.objects.count()) == (422, 404, 0)


def test_words_in_an_objection_are_shown_as_words(cast, project, visit):
    begun, _books = finished.profile(cast, project)
    actions.object_to(profile=begun, competence=None, words="<script>alert(1)</script>", viewer=cast.bo, today=TODAY)

    assert "<script>alert(1)" not in visit(cast.hedda).get(f"/profiles/{begun.pk}/finish/").content.decode()


def test_who_made_it_sees_that_the_words_are_the_approved_ones_until_they_change(cast, project, visit):
    version = finished.approved(cast, project)
    address = f"/profiles/{version.profile_id}/"
    hedda = visit(cast.hedda)

    same = hedda.get(address).content.decode()
    who = {"viewer": cast.hedda, "today": TODAY}
    writing.set_purpose(profile=version.profile, purpose="Något annat", seen=version.profile.purpose, **who)
    changed = hedda.get(address).content.decode()

    assert ("version 1, godkänd" in same, "på gång" in same) == (True, False)
    assert ("version 1, godkänd" in changed, "på gång" in changed) == (False, True)


def test_a_variant_is_called_by_its_role_and_what_sets_it_apart(cast, project, visit):
    core, _books = finished.profile(cast, project)
    oslo = writing.begin_variant(core=core, difference="place", name="Oslo", viewer=cast.hedda, today=TODAY)

    page = visit(cast.hedda).get(f"/profiles/{oslo.pk}/finish/").content.decode()

    assert "<h1>Kundrådgivare, Oslo " in page
