"""Evidence from before a manager began is the person's to show, piece by piece, unless a level that stands was given on it."""

from datetime import timedelta
from io import BytesIO

import pytest

from stigar.foundation.policy import Refused
from stigar.levels import rules
from stigar.levels.actions import evidence, seen, sharing, showing
from stigar.levels.models import Evidence, EvidenceShown, Level
from stigar.people.models import Position
from tests.cast import TODAY

BEFORE = TODAY - timedelta(days=200)
SECRET = "gammal-handling-4411"
PDF = b"%PDF-1.7 a small one"


@pytest.fixture
def visit(visit_in_english):
    """These read the pages' words in English."""
    return visit_in_english


@pytest.fixture
def listening(books):
    return books["listening"]


@pytest.fixture
def old(cast, listening):
    """Bo showed something two hundred days ago; Dag leads him since yesterday."""
    kept = _shown(cast, listening, SECRET)
    _dag_leads_bo(cast)
    return kept


def _shown(cast, listening, title, *, by=None, on=BEFORE):
    return evidence.show(
        person=cast.bo, competence=listening, title=title, text=title, address="", file=BytesIO(PDF), file_name="i.pdf",
        viewer=by or cast.bo, today=on,
    )  # fmt: skip


def _dag_leads_bo(cast):
    Position.objects.filter(person=cast.bo).update(manager=cast.dag, begins=TODAY - timedelta(days=1))


def _page(cast, listening):
    return f"/competence/people/{cast.bo.pk}/{listening}/"


def _seen(cast, viewer):
    levels = rules.visible_levels(viewer, cast.bo, today=TODAY)
    return set(rules.visible_evidence(viewer, cast.bo, levels, today=TODAY).values_list("title", flat=True))


def test_a_new_manager_sees_old_evidence_when_bo_shows_it_and_no_longer_when_he_does_not(cast, visit, listening, old):
    page, bo, dag = _page(cast, listening), visit(cast.bo), visit(cast.dag)
    before = SECRET in dag.get(page).content.decode()
    own = bo.get(page).content.decode()

    bo.post(f"/competence/evidence/{old.pk}/readers/{cast.dag.pk}/")
    bo.post(f"/competence/evidence/{old.pk}/readers/{cast.dag.pk}/")  # pressed twice
    shown = (SECRET in dag.get(page).content.decode(), dag.get(f"{page}evidence/{old.pk}/").status_code)
    bo.post(f"/competence/evidence/{old.pk}/readers/{cast.dag.pk}/removal/")

    assert (before, "Show it to Dag" in own, shown) == (False, True, (True, 200))
    assert SECRET not in dag.get(page).content.decode()
    assert dag.get(f"{page}evidence/{old.pk}/").status_code == 404


def test_what_is_put_there_since_the_manager_began_is_seen_at_once(cast, listening, old):
    _shown(cast, listening, "ny", on=TODAY)

    assert _seen(cast, cast.dag) == {"ny"}


def test_what_stands_behind_a_level_that_stands_comes_along(cast, listening):
    for title, by, day in (("av Ada", cast.ada, 100), ("samma dag", cast.bo, 50), ("annars", cast.bo, 60)):
        _shown(cast, listening, title, by=by, on=TODAY - timedelta(days=day))
    given = {
        "organisation": cast.organisation,
        "person": cast.bo,
        "competence_id": listening,
        "source": Level.MANAGER,
        "by": cast.ada,
    }
    Level.objects.create(**given, level=2, on=TODAY - timedelta(days=50), at="2026-10-01T09:00+00:00")
    _dag_leads_bo(cast)

    assert _seen(cast, cast.dag) == {"av Ada", "samma dag"}


def test_what_one_says_of_oneself_is_no_ground_that_shows_it(cast, listening):
    _shown(cast, listening, "mitt", on=BEFORE)
    seen.say_of_oneself(competence=listening, level=2, words="", viewer=cast.bo, today=BEFORE)
    _dag_leads_bo(cast)

    assert _seen(cast, cast.dag) == set()


def test_who_it_is_shared_with_and_bo_himself_see_all_of_it(cast, listening, old):
    sharing.share(reader=cast.cai, viewer=cast.bo, today=TODAY)

    assert (_seen(cast, cast.cai), _seen(cast, cast.bo)) == ({SECRET}, {SECRET})


def test_a_manager_who_no_longer_leads_sees_nothing_of_what_was_shown(cast, listening, old):
    showing.show_to(evidence=old, reader=cast.dag.pk, viewer=cast.bo, today=TODAY)
    Position.objects.filter(person=cast.bo).update(manager=cast.ada)

    assert _seen(cast, cast.dag) == set()


@pytest.mark.parametrize("reader", ["cai", "gro", "hedda", "eve", "bo"])
def test_it_is_shown_to_a_manager_of_today_and_to_nobody_else(cast, old, reader):
    with pytest.raises(Refused):
        showing.show_to(evidence=old, reader=getattr(cast, reader).pk, viewer=cast.bo, today=TODAY)

    assert EvidenceShown.objects.count() == 0


@pytest.mark.parametrize("who", ["dag", "ada", "cai", "gro", "hedda", "ulf", "rut", "eve"])
def test_nobody_but_the_person_shows_it_or_sees_it(cast, visit, listening, old, who):
    page, browser = _page(cast, listening), visit(getattr(cast, who))
    pressed = browser.post(f"/competence/evidence/{old.pk}/readers/{cast.dag.pk}/")
    taken = browser.post(f"/competence/evidence/{old.pk}/readers/{cast.dag.pk}/removal/")

    assert (pressed.status_code, taken.status_code, EvidenceShown.objects.count()) == (404, 404, 0)
    assert SECRET not in browser.get(page).content.decode()


def test_evidence_that_goes_takes_with_it_that_it_was_shown(cast, old):
    showing.show_to(evidence=old, reader=cast.dag.pk, viewer=cast.bo, today=TODAY)

    evidence.take_away(evidence=old, viewer=cast.bo, today=TODAY)

    assert (Evidence.objects.count(), EvidenceShown.objects.count()) == (0, 0)
