"""What one shares with a reader: parts, until a day, who has looked, and gone at once when it is stopped."""

from datetime import timedelta

import pytest

from stigar.foundation.policy import Refused
from stigar.levels import rules
from stigar.levels.actions import seen, sharing
from stigar.levels.models import Activity, SharedWith
from stigar.levels.queries.sharing import own_shares
from tests.cast import TODAY
from tests.levels.test_certificates import told

LEVEL, PAPER, PLAN = "niva-hemlig-11", "intyg-hemligt-22", "plan-hemlig-33"
PARTS = {"levels": LEVEL, "certificates": PAPER, "plan": PLAN}


@pytest.fixture
def known(cast, approved, books):
    """Bo has a level with words, a certificate and an activity that the manager sees."""
    listening = books["listening"]
    seen.observe(person=cast.bo, competence=listening, level=2, on=TODAY, words=LEVEL, viewer=cast.ada, today=TODAY)
    told(cast.bo, name=PAPER)
    row = told(cast.ada, name="inte-bos")
    Activity.objects.create(
        organisation=cast.organisation, person=cast.bo, competence_id=listening, name=PLAN, shared=True, at=row.at
    )
    return listening


def _everything(cast, visit, who, listening):
    """All that the reader can open of Bo, in one text."""
    pages = (
        f"/competence/people/{cast.bo.pk}/", f"/competence/people/{cast.bo.pk}/{listening}/", f"/competence/people/{cast.bo.pk}/certificates/",
        f"/competence/sharing/people/{cast.bo.pk}/", f"/competence/people/{cast.bo.pk}/standing/", "/competence/sharing/", "/home/",
        "/competence/certificates/ending/", "/people/?q=Bo", f"/people/{cast.bo.pk}/",
    )  # fmt: skip
    browser = visit(getattr(cast, who))
    return "".join(browser.get(page).content.decode() for page in pages)


@pytest.mark.parametrize("part", ["levels", "certificates", "plan"])
def test_only_the_part_that_was_chosen_is_seen(cast, visit, known, part):
    sharing.share(reader=cast.cai, viewer=cast.bo, today=TODAY, parts=[part])

    read = _everything(cast, visit, "cai", known)

    assert {name: secret in read for name, secret in PARTS.items()} == {name: name == part for name in PARTS}


def test_when_it_is_stopped_it_is_gone_at_the_next_request_and_undo_brings_it_back(cast, visit, known):
    bo = visit(cast.bo)
    bo.post("/competence/sharing/", {"email": "cai@alvbro.example", "parts": [*PARTS], "ends": "2026-12-31"})
    row = SharedWith.objects.get()

    during = _everything(cast, visit, "cai", known)
    bo.post(f"/competence/sharing/{row.pk}/removal/")
    after = _everything(cast, visit, "cai", known)
    bo.post(f"/competence/sharing/{row.pk}/return/")
    again = _everything(cast, visit, "cai", known)

    found = [{secret in read for secret in PARTS.values()} for read in (during, after, again)]
    assert found == [{True}, {False}, {True}]


def test_it_ends_by_itself(cast, known):
    sharing.share(reader=cast.cai, viewer=cast.bo, today=TODAY, ends=TODAY + timedelta(days=7))

    days = [
        rules.visible_people(cast.cai, today=TODAY + timedelta(days=n)).filter(pk=cast.bo.pk).exists()
        for n in (0, 7, 8)
    ]

    assert days == [True, True, False]


def test_what_has_ended_can_be_shared_anew_and_what_stands_only_once(cast):
    sharing.share(reader=cast.cai, viewer=cast.bo, today=TODAY, ends=TODAY)
    with pytest.raises(sharing.SharedAlready):
        sharing.share(reader=cast.cai, viewer=cast.bo, today=TODAY)

    sharing.share(reader=cast.cai, viewer=cast.bo, today=TODAY + timedelta(days=1))

    assert SharedWith.objects.filter(stopped_at=None).count() == 1


def test_the_person_sees_when_the_reader_has_looked(cast, visit, known):
    sharing.share(reader=cast.cai, viewer=cast.bo, today=TODAY, parts=["plan"])
    before = [one.looked for one in own_shares(cast.bo, today=TODAY)]

    visit(cast.cai).get(f"/competence/sharing/people/{cast.bo.pk}/")

    assert (before, own_shares(cast.bo, today=TODAY)[0].looked is not None) == ([None], True)
    assert "Cai" in visit(cast.bo).get("/account/looks/").content.decode()


def test_nobody_but_the_reader_sees_anything(cast, visit, known):
    sharing.share(reader=cast.cai, viewer=cast.bo, today=TODAY)

    leaks = {
        who: [secret for secret in PARTS.values() if secret in _everything(cast, visit, who, known)]
        for who in ("dag", "gro", "hedda", "ulf", "rut", "siv", "eve")
    }

    assert leaks == {who: [] for who in leaks}


def test_what_another_shares_is_stopped_by_nobody_else(cast, visit):
    row = sharing.share(reader=cast.cai, viewer=cast.bo, today=TODAY)

    answers = [
        visit(who).post(f"/competence/sharing/{row.pk}/removal/").status_code
        for who in (cast.cai, cast.ada, cast.hedda, cast.eve)
    ]

    assert (answers, SharedWith.objects.get().stopped_at) == ([404] * 4, None)


def test_one_does_not_share_with_strangers_oneself_or_for_ever(cast, visit):
    bo = visit(cast.bo)
    right = {"email": "cai@alvbro.example", "parts": ["levels"], "ends": "2026-12-31"}

    answers = [
        bo.post("/competence/sharing/", {**right, **wrong}).status_code
        for wrong in (
            {"email": "eve@havre.example"}, {"email": "bo@alvbro.example"}, {"ends": "2029-01-01"}, {"ends": "2020-01-01"}, {"parts": []},
        )
    ]  # fmt: skip

    assert (answers, SharedWith.objects.count()) == ([422] * 5, 0)
    with pytest.raises(Refused):
        sharing.share(reader=cast.eve, viewer=cast.bo, today=TODAY)


def test_the_reader_who_has_left_sees_nothing(cast, visit, known):
    sharing.share(reader=cast.cai, viewer=cast.bo, today=TODAY)
    type(cast.cai).objects.filter(pk=cast.cai.pk).update(ended=TODAY - timedelta(days=1))
    gone = type(cast.cai).objects.get(pk=cast.cai.pk)

    assert not rules.visible_people(gone, today=TODAY).exists()
    assert not rules.shared_with(gone, today=TODAY).exists()


def test_sharing_with_three_costs_as_many_questions_as_with_one(cast, visit, django_assert_num_queries):
    sharing.share(reader=cast.cai, viewer=cast.bo, today=TODAY)
    bo = visit(cast.bo)
    bo.get("/competence/sharing/")

    with django_assert_num_queries(6):
        bo.get("/competence/sharing/")
    for reader in (cast.dag, cast.gro):
        sharing.share(reader=reader, viewer=cast.bo, today=TODAY)
    with django_assert_num_queries(6):
        bo.get("/competence/sharing/")
