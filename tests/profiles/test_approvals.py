"""Finishing a profile: what is in the way, one version read and voted on, objections answered, and approval by others than the author."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stigar.foundation.policy import Refused
from stigar.profiles.actions import approvals as actions
from stigar.profiles.actions import profiles as writing
from stigar.profiles.actions import workshops as meeting
from stigar.profiles.models import Approval, Objection, Participant, Version
from stigar.profiles.queries import approvals as queries
from stigar.profiles.queries.lacking import Lacking
from stigar.profiles.queries.profiles import content
from tests.cast import TODAY
from tests.profiles import finished, written

UNHURRIED = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _vote(version, viewer, yes=True, words="", digest=None):
    return actions.vote(
        version=version, digest=digest or version.digest, yes=yes, words=words, viewer=viewer, today=TODAY
    )


def _tally(version):
    return queries.tally(
        Version.objects.select_related("profile__project").get(pk=version.pk), today=TODAY, language="sv"
    )


def _change(profile, cast, level):
    row = profile.requirements.order_by("place").first()
    wanted = writing.Wanted(row.competence_id, level, importance=3, why="Varje samtal börjar och slutar där")
    return writing.change_requirement(requirement=row, wanted=wanted, seen=row.turn, viewer=cast.hedda, today=TODAY)


def test_everything_in_the_way_is_told_at_once(cast, project):
    begun = written.profile(cast, project)
    Participant.objects.filter(person=cast.ulf).delete()

    with pytest.raises(actions.Hindered) as told:
        actions.lay(profile=begun, viewer=cast.hedda, today=TODAY)

    assert [one.code for one in told.value.lacking] == ["no-requirement", "reference", *["step"] * 6]
    assert not Version.objects.exists()


def test_a_breach_of_the_rules_and_an_open_objection_are_in_the_way(cast, project):
    begun, books = finished.profile(cast, project)
    written.require(cast, begun, books["conflict"], 2)  # without why
    actions.object_to(
        profile=begun, competence=books["writing"], words="Vi skriver knappt", viewer=cast.bo, today=TODAY
    )

    with pytest.raises(actions.Hindered) as told:
        actions.lay(profile=begun, viewer=cast.hedda, today=TODAY)

    assert told.value.lacking == (Lacking("breaches", 1), Lacking("objections", 1))


def test_a_version_is_the_words_in_full_with_a_hash_of_them(cast, project):
    version = finished.laid(cast, project)

    assert (version.number, version.content, version.digest) == (
        1, content(version.profile), queries.digest_of(content(version.profile)),
    )  # fmt: skip
    with pytest.raises(actions.SameWords):
        actions.lay(profile=version.profile, viewer=cast.hedda, today=TODAY)


@UNHURRIED
@given(st.dictionaries(st.text(), st.lists(st.text() | st.integers() | st.none()), max_size=5), st.randoms())
def test_the_hash_does_not_care_in_which_order_a_database_keeps_the_words(told, luck):
    turned = list(told.items())
    luck.shuffle(turned)

    assert queries.digest_of(dict(turned)) == queries.digest_of(told)


def test_it_is_approved_by_the_vote_that_makes_it_enough(cast, project):
    version = finished.laid(cast, project)

    _first, waits = _vote(version, cast.cai)
    _second, approval = _vote(version, cast.ulf)

    assert (waits, approval.version) == (None, version)
    assert (_tally(version).state, _tally(version).yes) == ("approved", 2)


def test_one_of_two_is_not_two_thirds(cast, project):
    version = finished.laid(cast, project)

    _vote(version, cast.cai)
    _vote(version, cast.ulf, yes=False, words="Chatten saknas")

    assert (_tally(version).state, Approval.objects.count()) == ("turned down", 0)


def test_two_of_three_is_enough_and_the_third_is_heard(cast, project):
    version = finished.laid(cast, project)
    Participant.objects.create(
        organisation=cast.organisation, project=project, person=cast.dag, part=Participant.REFERENCE, joined=TODAY
    )

    _vote(version, cast.dag, yes=False, words="Handlarna saknas")
    _vote(version, cast.cai)
    _vote(version, cast.ulf)

    assert [(one.vote.yes, one.vote.words) for one in _tally(version).voters if not one.vote.yes] == [
        (False, "Handlarna saknas")
    ]
    assert Approval.objects.get().version == version


def test_the_author_does_not_vote_even_from_inside_the_group(cast, project):
    version = finished.laid(cast, project)
    Participant.objects.create(
        organisation=cast.organisation, project=project, person=cast.hedda, part=Participant.REFERENCE, joined=TODAY
    )

    with pytest.raises(actions.AuthorDoesNotVote):
        _vote(version, cast.hedda)
    with pytest.raises(actions.AuthorDoesNotVote):
        actions.conclude(version=version, digest=version.digest, viewer=cast.hedda, today=TODAY)
    assert cast.hedda not in [one.person for one in _tally(version).voters]


@pytest.mark.parametrize("somebody", ["bo", "ada", "gro", "dag", "siv"])
def test_nobody_outside_the_group_votes(cast, project, somebody):
    version = finished.laid(cast, project)

    with pytest.raises(Refused):
        _vote(version, getattr(cast, somebody))


def test_a_vote_is_given_once_and_a_not_yet_says_why(cast, project):
    version = finished.laid(cast, project)
    with pytest.raises(actions.NoReason):
        _vote(version, cast.cai, yes=False, words="  ")
    _vote(version, cast.cai)

    with pytest.raises(actions.VotedAlready):
        _vote(version, cast.cai, yes=False, words="Ångrar mig")

    assert version.votes.get().yes is True


def test_a_vote_after_approval_changes_nothing(cast, project):
    version = finished.approved(cast, project)

    with pytest.raises(actions.Closed):
        _vote(version, cast.cai)


def test_a_vote_on_an_old_version_is_refused_with_what_stands_now(cast, project):
    old = finished.laid(cast, project)
    _change(old.profile, cast, 5)
    new = actions.lay(profile=old.profile, viewer=cast.hedda, today=TODAY)

    with pytest.raises(actions.OldVersion) as told:
        _vote(old, cast.cai)

    assert (told.value.seen, told.value.now) == (old, new)
    assert [(one.kind, one.name, one.was, one.now) for one in queries.compared(old.content, new.content)[:1]] == [
        ("level", "Lyssna på kunden", (4, None), (5, None))
    ]


def test_a_vote_carries_the_words_that_were_shown(cast, project):
    version = finished.laid(cast, project)

    with pytest.raises(actions.OldVersion):
        _vote(version, cast.cai, digest="0" * 64)
    Version.objects.filter(pk=version.pk).update(content={**version.content, "purpose": "Ändrad i databasen"})
    with pytest.raises(actions.OldVersion):
        _vote(version, cast.cai)


def test_an_approved_version_stays_when_the_profile_is_changed(cast, project):
    version = finished.approved(cast, project)
    before = version.content

    _change(version.profile, cast, 5)
    later = actions.lay(profile=version.profile, viewer=cast.hedda, today=TODAY)

    version.refresh_from_db()
    assert (version.content, version.taken_back, later.number) == (before, None, 2)
    assert _tally(later).state == "waiting"


def test_an_objection_during_the_vote_waits_and_its_end_approves(cast, project):
    version = finished.laid(cast, project)
    objection = actions.object_to(
        profile=version.profile, competence=None, words="Nattpasset saknas", viewer=cast.ada, today=TODAY
    )
    _vote(version, cast.cai)
    _vote(version, cast.ulf)
    waits = _tally(version)

    actions.answer_objection(objection=objection, words="Det blir en variant", viewer=cast.hedda, today=TODAY)
    actions.end_objection(objection=objection, end=Objection.SATISFIED, viewer=cast.ada, today=TODAY)

    assert (waits.state, waits.enough, waits.hindering) == ("waiting", True, (Lacking("objections", 1),))
    assert Approval.objects.get().version == version


def test_only_who_objected_settles_and_the_author_sets_nothing_aside(cast, project):
    begun, _books = finished.profile(cast, project)
    objection = actions.object_to(profile=begun, competence=None, words="Nej", viewer=cast.bo, today=TODAY)

    for viewer, end in (
        (cast.ada, "satisfied"),
        (cast.hedda, "satisfied"),
        (cast.hedda, "set_aside"),
        (cast.bo, "bogus"),
    ):
        with pytest.raises(actions.NotTheirs):
            actions.end_objection(objection=objection, end=end, why="x", viewer=viewer, today=TODAY)
    actions.end_objection(objection=objection, end=Objection.TAKEN_BACK, viewer=cast.bo, today=TODAY)
    with pytest.raises(actions.AlreadyEnded):
        actions.answer_objection(objection=objection, words="Varför?", viewer=cast.hedda, today=TODAY)


def test_the_vote_goes_on_without_who_has_left_the_group(cast, project):
    version = finished.laid(cast, project)
    _vote(version, cast.cai)
    Participant.objects.filter(person=cast.ulf).update(left=TODAY)
    Participant.objects.create(
        organisation=cast.organisation, project=project, person=cast.dag, part=Participant.REFERENCE, joined=TODAY
    )
    version.profile.author = cast.gro
    version.profile.save()

    with pytest.raises(actions.Hindered) as told:
        actions.conclude(version=version, digest=version.digest, viewer=cast.hedda, today=TODAY)
    _vote(version, cast.dag)

    assert told.value.lacking == (Lacking("votes", 1, 2),)
    assert Approval.objects.get().version == version


def test_a_version_can_be_taken_back_until_it_is_approved(cast, project):
    version = finished.laid(cast, project)

    actions.take_back_version(version=version, viewer=cast.hedda, today=TODAY)

    assert _tally(version).state == "taken back"
    with pytest.raises(actions.OldVersion):
        _vote(version, cast.cai)


def test_agreement_is_told_of_what_everybody_has_been_shown(cast, project):
    begun, books = finished.profile(cast, project)
    met = written.workshop(cast, project, begun)
    for key, text in (
        ("listening", "Lyssna på kunden"),
        ("writing", "Skriva tydligt"),
        ("conflict", "Hantera konflikter"),
    ):
        written.say(met, begun, cast.bo, text)
        met.groups.filter(competence=None).update(competence=books[key])
    meeting.go_to(workshop=met, stage="estimate", seen="propose", viewer=cast.ada, today=TODAY)
    for who, levels in ((cast.bo, (4, 3, 1)), (cast.ada, (4, 3, 5)), (cast.hedda, (4, 4, 3))):
        for key, level in zip(("listening", "writing", "conflict"), levels, strict=True):
            meeting.estimate(
                workshop=met,
                group_id=met.groups.get(competence=books[key]).pk,
                importance=2,
                level=level,
                viewer=who,
                today=TODAY,
            )
    hidden = queries.agreement_of(begun, "sv")
    met = meeting.go_to(workshop=met, stage="talk", seen="estimate", viewer=cast.ada, today=TODAY)

    told = queries.agreement_of(begun, "sv")

    assert (hidden.verdict, hidden.judges) == ("nothing", 0)
    assert [(one.name, one.judges, one.lowest, one.highest, one.level, one.beside) for one in told.requirements] == [
        ("Hantera konflikter", 3, 1, 5, None, False), ("Skriva tydligt", 3, 3, 4, (3, None), False),
        ("Lyssna på kunden", 3, 4, 4, (4, None), False),
    ]  # fmt: skip
    assert told.requirements[0].verdict == "apart"


def test_a_difference_tells_what_came_what_went_and_which_words(cast, project):
    begun, books = finished.profile(cast, project)
    before = content(begun)
    _change(begun, cast, 4)
    writing.remove_requirement(requirement=begun.requirements.get(level=3), viewer=cast.hedda, today=TODAY)
    written.require(cast, begun, books["conflict"], 2, why="Arga samtal")

    found = queries.compared(before, content(begun))

    assert [(one.kind, one.name) for one in found] == [
        ("added", "Hantera konflikter"), ("removed", "Skriva tydligt"), ("words", "Lyssna på kunden"),
    ]  # fmt: skip
    assert found[2].pieces == (("same", "Varje samtal börjar "), ("new", "och slutar "), ("same", "där"))


@UNHURRIED
@given(st.text(), st.text())
def test_the_pieces_of_a_changed_text_put_together_are_both_texts(was, now):
    pieces = queries.words_apart(was, now)

    assert "".join(text for kind, text in pieces if kind != "new") == was
    assert "".join(text for kind, text in pieces if kind != "old").split() == now.split()
