"""Looking things up: searching, one concept, names for other rooms."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from stigar.library import actions, queries
from stigar.library import models as kept
from stigar.library.queries import held
from stigar.library.queries.words import readers_language
from tests.cast import Cast

from .conftest import ADVISER, EXPLAIN, FAX, LICENCE, LISTEN, SERVICE, TODAY, lexicon


@pytest.fixture
def brought(cast: Cast) -> Cast:
    actions.import_vocabulary(lexicon=lexicon(), file_names=["esco.zip"], viewer=cast.hedda, today=TODAY)
    return cast


def test_a_few_letters_find_the_skill_in_the_readers_language(brought: Cast) -> None:
    (hit,) = queries.search("lyss", language="sv", kinds=["skill"])

    assert (hit.uri, hit.name, hit.label, hit.source) == (LISTEN, "lyssna aktivt", "lyssna aktivt", "ESCO")
    assert hit.pieces == (("lyss", True), ("na aktivt", False))


def test_an_english_word_finds_it_for_a_swedish_reader(brought: Cast) -> None:
    (hit,) = queries.search("invoices", language="sv")

    assert (hit.uri, hit.name, hit.label, hit.language) == (EXPLAIN, "förklara fakturor", "explain invoices", "en")


def test_only_the_wanted_kind_is_found(brought: Cast) -> None:
    assert [hit.uri for hit in queries.search("kund", language="sv", kinds=["occupation"])] == [ADVISER]
    assert queries.search("kund", language="sv", kinds=["skill"]) == ()


def test_the_retired_is_not_suggested_but_still_has_its_page(brought: Cast) -> None:
    without = tuple(one for one in lexicon().concepts if one.uri != FAX)
    newer = lexicon(without, lexicon().links[:2], version="1.2")
    actions.import_vocabulary(lexicon=newer, file_names=["esco.zip"], viewer=brought.hedda, today=TODAY)

    page = queries.concept_page(kept.Concept.objects.all(), language="sv", uri=FAX)

    assert queries.search("fax", language="sv") == ()
    assert page is not None
    assert (page.name, page.deprecated) == ("skicka fax", True)


def test_searching_asks_two_questions_once_it_is_warm(brought: Cast) -> None:
    queries.search("kund", language="sv")

    with CaptureQueriesContext(connection) as asked:
        queries.search("kund", language="sv")

    assert len(asked) == 2


def test_several_texts_are_looked_up_as_cheaply_as_one(brought: Cast) -> None:
    queries.make_ready()

    with CaptureQueriesContext(connection) as asked:
        found = queries.search_each(["lyssna", "fakturor", "xyz"], language="sv")

    assert [[hit.uri for hit in hits] for hits in found] == [[LISTEN], [EXPLAIN], []]
    assert len(asked) == 2


def test_a_new_process_reads_the_copy(brought: Cast) -> None:
    queries.make_ready()
    held._held.clear()

    with CaptureQueriesContext(connection) as asked:
        queries.make_ready()

    assert len(asked) == 1


@pytest.mark.parametrize("content", [b"", b"not an index", pickle.dumps({"some": "thing"})])
def test_a_damaged_copy_is_made_anew(content: bytes, brought: Cast) -> None:
    queries.make_ready()
    held._held.clear()
    for copy in (Path(configured.STIGAR.folder) / "indexes").iterdir():
        copy.write_bytes(content)

    assert [hit.uri for hit in queries.search("lyssna", language="sv")] == [LISTEN]


def test_one_concept_tells_all_it_hangs_together_with(brought: Cast) -> None:
    page = queries.concept_page(kept.Concept.objects.all(), language="sv", uri=ADVISER)

    assert page is not None
    assert (page.name, page.kind, page.source, page.licence, page.page) == (
        "kundrådgivare", "occupation", "ESCO", LICENCE, ADVISER,
    )  # fmt: skip
    assert page.labels == (("sv", "kundrådgivare", ()), ("en", "customer adviser", ()))
    assert [row.name for row in page.broader] == ["Kundservicepersonal"]
    assert [row.name for row in page.essential] == ["lyssna aktivt"]
    assert [row.name for row in page.optional] == ["förklara fakturor", "skicka fax"]


def test_a_skill_tells_which_occupations_need_it_and_a_group_what_is_in_it(brought: Cast) -> None:
    skill = queries.concept_page(kept.Concept.objects.all(), language="en", uri=LISTEN)
    group = queries.concept_page(kept.Concept.objects.all(), language="en", uri=SERVICE)

    assert skill is not None
    assert group is not None
    assert ([row.name for row in skill.needed_by], skill.useful_to) == (["customer adviser"], ())
    assert [row.name for row in group.narrower] == ["customer adviser"]


def test_a_concept_page_asks_as_many_questions_for_one_link_as_for_many(brought: Cast) -> None:
    queries.make_ready()

    counts = []
    for uri in (ADVISER, SERVICE):
        with CaptureQueriesContext(connection) as asked:
            queries.concept_page(kept.Concept.objects.all(), language="sv", uri=uri)
        counts.append(len(asked))

    assert counts == [5, 5]


def test_browsing_begins_with_the_topmost_groups(brought: Cast) -> None:
    ((name, kind, rows),) = queries.beginnings(language="sv")

    assert (name, kind, [row.uri for row in rows]) == ("ESCO", "occupation-group", [SERVICE])


def test_other_rooms_get_names_in_the_readers_language(brought: Cast) -> None:
    names = queries.names_of([LISTEN, EXPLAIN, "urn:unknown", ""], language="en")

    assert names == {LISTEN: "listen actively", EXPLAIN: "explain invoices"}


def test_the_licence_line_follows_the_words(brought: Cast) -> None:
    assert queries.licence_lines([LISTEN]) == [LICENCE]
    assert queries.licence_lines(["urn:own"]) == []
    assert queries.licence_lines() == [LICENCE]


def test_without_vocabularies_there_is_nothing_and_no_fault(cast: Cast) -> None:
    assert queries.search("kund", language="sv") == ()
    assert (queries.lexicons(), queries.beginnings(language="sv"), queries.counts_by_kind()) == ([], [], {})


def test_a_language_with_a_country_is_read_as_the_language():
    with override("sv-fi"):
        assert readers_language() == "sv"
