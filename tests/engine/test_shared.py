"""What roles share, against a count by hand."""

from __future__ import annotations

from stigar.engine.areas.shared import SharedRow, matrix
from stigar.engine.text.model import TextModel
from stigar.engine.vocabulary import Evidence, Kind
from tests.engine.planted import LEXICON

SAID = [
    ("Adviser", Kind.TASK, "Answer the phone"), ("Chat", Kind.TASK, "Answer the chat"), ("Mail", Kind.TASK, "Answer the phone"),
    ("Claims", Kind.TASK, "answer   the PHONE"), ("Sales", Kind.TASK, "Visit shops"), ("Law", Kind.TASK, "Write contracts"),
    *((role, Kind.SKILL, "Listening") for role in ("Adviser", "Chat", "Mail", "Claims", "Sales", "Law")),
    ("Adviser", Kind.TRAIT, "Calm"), ("Claims", Kind.TRAIT, "Calm"), ("Law", Kind.TRAIT, "Exact"),
]  # fmt: skip


def test_the_matrix_of_six_roles_equals_a_count_by_hand():
    table = matrix(Evidence(role, text, kind) for role, kind, text in SAID)

    assert table.roles == ("Adviser", "Chat", "Claims", "Law", "Mail", "Sales")
    assert table.common == (SharedRow(Kind.SKILL, "Listening", table.roles),)
    assert table.several == (
        SharedRow(Kind.TASK, "Answer the phone", ("Adviser", "Claims", "Mail")),
        SharedRow(Kind.TRAIT, "Calm", ("Adviser", "Claims")),
    )
    assert [(row.text, row.roles) for row in table.single] == [
        ("Answer the chat", ("Chat",)), ("Visit shops", ("Sales",)), ("Write contracts", ("Law",)), ("Exact", ("Law",)),
    ]  # fmt: skip


def test_a_swedish_and_a_norwegian_name_of_one_skill_are_one_row():
    model = TextModel.fit([LEXICON])

    table = matrix([Evidence("A", "Lyssna aktivt", Kind.SKILL), Evidence("B", "Lytte aktivt", Kind.SKILL)], model)

    assert [(row.uri, row.roles) for row in table] == [("s:listen", ("A", "B"))]


def test_nothing_said_gives_an_empty_matrix():
    assert (matrix([]).rows, matrix([Evidence("A", " ")]).rows) == ((), ())
