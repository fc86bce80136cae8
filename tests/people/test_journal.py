"""The journal as the auditor reads it, and the looks as each person sees them: who and when, never what was written."""

from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from stigar.foundation import journal
from stigar.foundation.models import JournalEntry
from stigar.people import rules
from tests.cast import TODAY


def test_somebody_sees_who_looked_at_them_and_why(cast, visit):
    journal.look(cast.hedda, "saw the personal details", cast.bo, about=cast.bo.pk, why="salary talks")
    journal.look(cast.hedda, "saw the personal details", cast.cai, about=cast.cai.pk)

    page = visit(cast.bo).get("/account/looks/")

    assert [(line.actor, line.why) for line in page.context["lines"]] == [("Hedda Test", "salary talks")]


def test_looking_at_yourself_leaves_no_line(cast, visit):
    bo = visit(cast.bo)

    bo.get(f"/people/{cast.bo.pk}/")

    assert list(bo.get("/account/looks/").context["lines"]) == []


def test_the_manager_who_looks_is_seen_and_the_peer_had_nothing_to_see(cast, visit):
    for person in (cast.ada, cast.cai):
        visit(person).get(f"/people/{cast.bo.pk}/")

    assert [line.actor for line in visit(cast.bo).get("/account/looks/").context["lines"]] == ["Ada Test"]


def test_a_look_at_everybody_at_once_is_everybodys(cast, visit):
    journal.look(cast.hedda, "took out the register", cast.organisation, about=None)

    assert [line.actor for line in visit(cast.bo).get("/account/looks/").context["lines"]] == ["Hedda Test"]


def test_the_auditor_finds_by_person_deed_and_day(cast, visit):
    journal.note(cast.hedda, "merged two roles", cast.adviser)
    journal.note(cast.siv, "gave a duty", cast.bo, about=cast.bo.pk)
    day = timezone.localdate(timezone=ZoneInfo("Europe/Stockholm")).isoformat()  # as the organisation counts days
    rut = visit(cast.rut)

    def shown(**asked):
        return [line.verb for line in rut.get("/journal/", asked).context["lines"] if line.verb != "read the journal"]

    assert shown() == ["gave a duty", "merged two roles"]
    assert (shown(person="bo"), shown(person="hedda"), shown(person="nobody")) == (
        ["gave a duty"],
        ["merged two roles"],
        [],
    )
    assert (shown(verb="gave a duty"), shown(first="2100-01-01"), len(shown(first="2020-01-01", last=day))) == (
        ["gave a duty"],
        [],
        2,
    )


def test_what_was_written_is_never_in_the_journal(cast, visit):
    JournalEntry.objects.create(
        organisation=cast.organisation, kind="change", actor=cast.bo.pk, verb="made a wish", thing="areas.wish",
        thing_name="canary of a wish", details={"text": "canary of details"},
    )  # fmt: skip

    page = visit(cast.rut).get("/journal/").content.decode()

    assert ("Bo Test" in page, "canary" in page) == (True, False)


def test_reading_the_journal_is_written_down(cast, visit):
    visit(cast.rut).get("/journal/")

    assert JournalEntry.objects.filter(actor=cast.rut.pk, kind="look", verb="read the journal").count() == 1


def test_the_journal_costs_the_same_for_one_row_and_for_three(cast, visit, django_assert_num_queries):
    rut = visit(cast.rut)
    rut.get("/journal/")  # the verbs are remembered for five minutes

    with django_assert_num_queries(7):
        rut.get("/journal/")
    for person in (cast.ada, cast.bo, cast.cai):
        journal.note(person, "merged two roles", cast.adviser)
    with django_assert_num_queries(7):
        rut.get("/journal/")


def test_only_the_auditor_and_oneself_see_the_looks(cast):
    may = {
        viewer.given
        for viewer in (
            cast.gro,
            cast.ada,
            cast.bo,
            cast.cai,
            cast.dag,
            cast.hedda,
            cast.ulf,
            cast.rut,
            cast.siv,
            cast.eve,
        )
        if rules.may_see_looks(viewer, cast.bo, today=TODAY)
    }

    assert may == {"Bo", "Rut"}


def test_a_line_is_never_changed_and_never_removed(cast):
    line = journal.note(cast.hedda, "merged two roles", cast.adviser)

    for change in (
        line.save,
        line.delete,
        JournalEntry.objects.all().delete,
        lambda: JournalEntry.objects.update(verb="x"),
    ):
        with pytest.raises(TypeError):
            change()
