"""Bringing a vocabulary in, bringing it again, bringing a newer one, taking it away."""

from __future__ import annotations

import pytest

from stigar.engine.vocabulary import Concept
from stigar.foundation.models import JournalEntry
from stigar.foundation.policy import Refused
from stigar.foundation.tenancy import inside
from stigar.library import actions, queries
from stigar.library import models as kept
from tests.cast import Cast

from .conftest import ADVISER, CONCEPTS, EXPLAIN, FAX, LICENCE, LISTEN, TODAY, lexicon

NEWER = (*CONCEPTS[:4], Concept("http://data.europa.eu/esco/skill/chat", "skill", {"sv": ("chatta med kunder",)}))


def bring(cast: Cast, what=None, viewer=None) -> dict[str, int | str]:
    return actions.import_vocabulary(
        lexicon=what or lexicon(), file_names=["esco.zip"], viewer=viewer or cast.hedda, today=TODAY
    )


def test_what_was_brought_is_there_as_it_was(cast: Cast) -> None:
    told = bring(cast)

    (found,) = queries.lexicons()
    assert told == {"source": "esco", "added": 5, "changed": 0, "retired": 0}
    assert found.concepts == lexicon().concepts
    assert found.links == tuple(sorted(lexicon().links, key=lambda link: (link.occupation, link.skill)))
    assert (found.source, found.version, found.licence) == ("esco", "1.1", LICENCE)


def test_the_list_tells_what_each_holds(cast: Cast) -> None:
    bring(cast)

    (row,) = queries.vocabularies()
    assert (row.name, row.version, row.licence, row.by, row.files) == (
        "ESCO",
        "1.1",
        LICENCE,
        "Hedda Test",
        ("esco.zip",),
    )
    assert row.kinds == (("occupation", 1), ("occupation-group", 1), ("skill", 3))
    assert (dict(row.languages), row.links, row.concepts) == ({"sv": 5, "en": 5}, 3, 5)


def test_the_same_again_changes_nothing(cast: Cast) -> None:
    bring(cast)
    before = list(kept.Concept.objects.order_by("uri").values())

    told = bring(cast)

    assert told == {"source": "esco", "added": 0, "changed": 0, "retired": 0}
    assert list(kept.Concept.objects.order_by("uri").values()) == before
    assert JournalEntry.objects.filter(verb="imported a vocabulary").count() == 1


def test_a_newer_version_keeps_the_rows_and_retires_what_is_gone(cast: Cast) -> None:
    bring(cast)
    before = dict(kept.Concept.objects.values_list("uri", "pk"))

    told = bring(cast, lexicon(NEWER, lexicon().links[:2], version="1.2"))

    after = {one.uri: one for one in kept.Concept.objects.all()}
    assert told == {"source": "esco", "added": 1, "changed": 0, "retired": 1}
    assert {uri: after[uri].pk for uri in before} == before
    assert [uri for uri, one in after.items() if one.deprecated] == [FAX]
    assert [row.version for row in queries.vocabularies()] == ["1.2"]


def test_the_same_version_in_another_language_is_added(cast: Cast) -> None:
    bring(cast)
    norwegian = (Concept(LISTEN, "skill", {"nb": ("lytte aktivt",)}),)

    told = bring(cast, lexicon(norwegian, ()))

    assert told == {"source": "esco", "added": 0, "changed": 1, "retired": 0}
    listen = kept.Concept.objects.get(uri=LISTEN)
    assert listen.labels == {"sv": ["lyssna aktivt", "höra på"], "en": ["listen actively"], "nb": ["lytte aktivt"]}
    assert listen.description == "Give attention."
    assert kept.Link.objects.count() == 3


def test_every_import_changes_the_fingerprint_that_others_keep_things_by(cast: Cast) -> None:
    bring(cast)
    first = queries.fingerprints()

    bring(cast, lexicon(NEWER, version="1.2"))

    assert first != queries.fingerprints()


def test_the_import_is_in_the_journal(cast: Cast) -> None:
    bring(cast)

    line = JournalEntry.objects.get(verb="imported a vocabulary")
    assert (line.actor, line.thing_name) == (cast.hedda.pk, "ESCO 1.1")
    assert line.details == {"files": ["esco.zip"], "version": "1.1", "added": 5, "changed": 0, "retired": 0}


def test_taking_a_vocabulary_away_leaves_nothing_of_it(cast: Cast) -> None:
    bring(cast)

    actions.remove_vocabulary(vocabulary=kept.Vocabulary.objects.get(), viewer=cast.siv, today=TODAY)

    assert (kept.Vocabulary.objects.count(), kept.Concept.objects.count(), kept.Link.objects.count()) == (0, 0, 0)
    assert JournalEntry.objects.filter(verb="removed a vocabulary").count() == 1


@pytest.mark.parametrize("who", ["gro", "ada", "bo", "ulf", "rut"])
def test_only_hr_and_the_administrator_bring_and_remove(who: str, cast: Cast) -> None:
    bring(cast)
    viewer = getattr(cast, who)

    with pytest.raises(Refused):
        bring(cast, viewer=viewer)
    with pytest.raises(Refused):
        actions.remove_vocabulary(vocabulary=kept.Vocabulary.objects.get(), viewer=viewer, today=TODAY)
    with pytest.raises(Refused):
        actions.bring_files(brought=[], viewer=viewer, today=TODAY)


def test_another_organisation_has_its_own(cast: Cast) -> None:
    bring(cast)

    with inside(cast.elsewhere.id):
        assert queries.vocabularies() == []
        assert queries.search("kund", language="sv") == ()
        actions.import_vocabulary(lexicon=lexicon(), file_names=["e"], viewer=cast.eve, today=TODAY)
        assert [hit.uri for hit in queries.search("kundråd", language="sv")] == [ADVISER]
        ids = set(kept.Concept.objects.values_list("pk", flat=True))

    assert ids.isdisjoint(kept.Concept.objects.values_list("pk", flat=True))


def test_a_link_that_is_essential_somewhere_is_told(cast: Cast) -> None:
    bring(cast)

    assert sorted(kept.Link.objects.values_list("skill__uri", "essential")) == [
        (EXPLAIN, False),
        (FAX, False),
        (LISTEN, True),
    ]
