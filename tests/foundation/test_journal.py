"""The journal: one line each, only ever added."""

import pytest

from stigar.foundation import journal
from stigar.foundation.models import JournalEntry, OnlyEverAdded


def test_a_line_says_who_did_what_to_what(cast):
    journal.note(cast.hedda, "renamed a role", cast.adviser, before="Rådgivare")

    line = JournalEntry.objects.get()
    assert (line.actor, line.verb, line.thing, line.thing_name, line.details) == (
        cast.hedda.pk, "renamed a role", "people.role", "Kundrådgivare", {"before": "Rådgivare"},
    )  # fmt: skip


def test_a_line_is_never_changed_nor_removed(cast):
    line = journal.note(cast.hedda, "renamed a role", cast.adviser)

    for try_it in (
        line.save,
        line.delete,
        JournalEntry.objects.all().delete,
        lambda: JournalEntry.objects.update(verb="x"),
    ):
        with pytest.raises(OnlyEverAdded):
            try_it()


def test_a_person_sees_what_concerns_her_and_what_concerned_everybody(cast):
    journal.look(cast.ada, "saw the personal details", cast.bo, about=cast.bo.pk)
    journal.look(cast.ada, "saw the personal details", cast.cai, about=cast.cai.pk)
    journal.look(cast.hedda, "took out everybody's details", cast.organisation, about=None)

    assert [line.verb for line in JournalEntry.objects.about(cast.bo.pk).order_by("at")] == [
        "saw the personal details", "took out everybody's details",
    ]  # fmt: skip
