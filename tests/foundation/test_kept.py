"""What is kept in memory until the journal tells of a change."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from stigar.foundation import clock, journal
from stigar.foundation.journal import EVERYTHING, Kept, kept_until
from stigar.foundation.models import JournalEntry
from stigar.foundation.tenancy import inside
from stigar.people.models import Role
from tests.cast import TODAY

ROLES = ("people.role",)


@pytest.fixture
def titles():
    """A query that is kept: the titles of the roles, and beside it how many times it has been read."""
    read = []

    @kept_until(ROLES, most=2)
    def ask(language: str = "sv", *, today: date = TODAY) -> tuple[str, ...]:
        read.append((language, today))
        return tuple(Role.objects.order_by("title").values_list("title", flat=True))

    yield ask, read
    EVERYTHING.remove(ask)


def rename(cast, title, **how):
    """As an action does: the row, then the line."""
    Role.objects.filter(pk=cast.adviser.pk).update(title=title)
    return journal.note(cast.hedda, "renamed a role", cast.adviser, **how)


def late(organisation, *, minutes):
    """A line that comes to be seen now, and was written some minutes ago, as when its transaction was long."""
    line = JournalEntry(
        organisation_id=organisation.pk,
        kind="change",
        verb="renamed a role",
        thing="people.role",
        outdates="people.role",
    )
    at = JournalEntry._meta.get_field("at")
    at.auto_now_add, line.at = False, clock.now() - timedelta(minutes=minutes)
    try:
        line.save(force_insert=True)
    finally:
        at.auto_now_add = True


def test_what_is_asked_again_is_read_once_and_costs_one_query(cast, titles, django_assert_num_queries):
    ask, read = titles
    first = ask("sv", today=TODAY)

    with django_assert_num_queries(1):
        again = ask("sv", today=TODAY)

    assert again is first
    assert read == [("sv", TODAY)]


def test_a_change_is_seen_at_once(cast, titles):
    ask, _read = titles
    before = ask()

    rename(cast, "Rådgivare")

    assert ("Rådgivare" in before, "Rådgivare" in ask()) == (False, True)


def test_a_change_to_other_things_a_look_and_an_export_let_it_stand(cast, titles):
    ask, read = titles
    ask()

    journal.note(cast.hedda, "changed the organisation's settings", cast.organisation)
    journal.look(cast.hedda, "saw the personal details", cast.adviser, about=cast.bo.pk)
    journal.note(cast.hedda, "took out a role", cast.adviser, outdates="")
    ask()

    assert len(read) == 1


def test_a_line_may_name_other_things_that_are_old_now(cast, titles):
    ask, read = titles
    ask()

    journal.note(cast.siv, "took in a file of roles", cast.organisation, outdates="people.role")
    ask()

    assert len(read) == 2


@pytest.mark.parametrize("minutes", [0, 1, 59])
def test_a_line_seen_long_after_it_was_written_counts(cast, titles, minutes):
    ask, read = titles
    rename(cast, "Rådgivare")
    ask()

    late(cast.organisation, minutes=minutes)
    ask()

    assert len(read) == 2


def test_another_day_takes_the_place_of_the_old_one(cast, titles):
    ask, read = titles
    tomorrow = TODAY + timedelta(days=1)

    for day in (TODAY, tomorrow, tomorrow, TODAY):
        ask(today=day)

    assert [day for _language, day in read] == [TODAY, tomorrow, TODAY]


def test_organisations_have_each_their_own(cast, titles):
    ask, _read = titles
    ours = ask()

    with inside(cast.elsewhere.pk):
        theirs = ask()

    assert (len(ours), theirs, ask()) == (4, ("HR",), ours)


def test_nothing_is_kept_outside_an_organisation(db, titles):
    ask, _read = titles

    with pytest.raises(AssertionError):
        ask()


def test_what_was_used_longest_ago_is_let_go(cast, titles):
    ask, read = titles

    for language in ("sv", "nb", "sv", "en", "sv", "nb"):
        ask(language)

    assert [language for language, _day in read] == ["sv", "nb", "en", "nb"]


def test_what_was_read_in_a_transaction_that_was_undone_is_forgotten(cast, titles):
    ask, _read = titles
    before = ask()

    with transaction.atomic():
        rename(cast, "Rådgivare")
        inside_it = ask()
        transaction.set_rollback(True)

    assert ("Rådgivare" in inside_it, ask()) == (True, before)


def test_what_a_transaction_read_before_its_line_was_written_is_forgotten_with_it(cast, titles):
    ask, _read = titles

    with transaction.atomic():
        Role.objects.filter(pk=cast.adviser.pk).update(title="Rådgivare")
        inside_it = ask()
        transaction.set_rollback(True)

    assert ("Rådgivare" in inside_it, "Rådgivare" in ask()) == (True, False)


def test_an_answer_is_patched_with_the_lines_since_then(cast):
    given = []

    def patch(answer, lines):
        given.append([line.thing_id for line in lines])
        return None if len(lines) > 1 else answer | {line.thing_id: "anew" for line in lines}

    ask = Kept(lambda: {"all": "read"}, ROLES, 2, patch)
    journal.note(cast.hedda, "renamed a role", cast.leader)

    answers = [ask()]
    rename(cast, "Rådgivare")
    answers.append(ask())
    rename(cast, "Handläggare"), journal.note(cast.hedda, "renamed a role", cast.leader)
    answers.append(ask())
    EVERYTHING.remove(ask)

    assert [set(lines) for lines in given] == [{cast.adviser.pk}, {cast.adviser.pk, cast.leader.pk}]
    assert answers == [{"all": "read"}, {"all": "read", cast.adviser.pk: "anew"}, {"all": "read"}]


def test_forgetting_reads_anew(cast, titles):
    ask, read = titles
    ask(), ask.forget(), ask()

    assert len(read) == 2


def test_the_question_is_asked_of_an_index_with_nothing_but_such_lines(cast):
    looks = (
        JournalEntry(organisation=cast.organisation, kind="look", thing="people.role", outdates="") for _ in range(500)
    )
    JournalEntry.objects.bulk_create(looks)
    journal.note(cast.hedda, "renamed a role", cast.adviser)
    sql = (
        "SELECT count(*) FROM foundation_journalentry"
        " WHERE at >= %s AND organisation_id = %s AND outdates > '' AND outdates IN (%s)"
    )

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE foundation_journalentry")
        how = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        since = clock.now() - journal.LONGEST
        cursor.execute(f"{how} {sql}", [since, cast.organisation.pk.hex, "people.role"])
        plan = str(cursor.fetchall())

    assert "journal_outdating" in plan
