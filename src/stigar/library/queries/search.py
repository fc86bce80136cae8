"""Search while typing. The index is held in memory and shared by organisations that have the same vocabularies.

It is known by the fingerprints of what it was made of, so an import or a removal anywhere, in any process,
is seen at the next search: the old index simply no longer answers to its name. A copy lies in the data
folder, so that a process that has just started reads it in a tenth of a second instead of making it anew.
"""

from __future__ import annotations

import hashlib
import itertools
import pickle
import tempfile
import uuid
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from django.conf import settings

from stigar.engine.text.search import Found, Label, SearchIndex
from stigar.library.models import Concept
from stigar.library.queries.vocabularies import fingerprints

MOST_INDEXES, MOST_COPIES = 4, 8
FORMAT = 1  # raise it when what an index holds is changed
SPOKEN_OF = ("occupation", "occupation-group", "skill", "skill-group", "activity", "tool", "trait")  # tasks are not


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that was found: its preferred name for the reader, and the label that matched when it is another."""

    id: uuid.UUID
    uri: str
    kind: str
    name: str
    label: str
    language: str
    marks: tuple[tuple[int, int], ...]
    match: str
    source: str

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The label in stretches, each with whether it matched what was typed."""
        cuts = sorted({0, len(self.label), *(cut for mark in self.marks for cut in mark)})
        return tuple(
            (self.label[start:stop], any(first <= start < last for first, last in self.marks))
            for start, stop in itertools.pairwise(cuts)
        )


@dataclass(frozen=True, slots=True)
class _Held:
    index: SearchIndex
    kinds: dict[str, frozenset[str]]


_held: OrderedDict[tuple[tuple[str, str], ...], _Held] = OrderedDict()
_lock = Lock()


def search(query: str, *, language: str, kinds: Iterable[str] = SPOKEN_OF, limit: int = 10) -> tuple[Hit, ...]:
    """At most ``limit`` concepts of these kinds, best first; two queries once the index is warm. Retired ones are left out."""
    held = _index()
    wanted = frozenset[str]().union(*(held.kinds.get(kind, ()) for kind in kinds))
    found = held.index.find(query, language=language, limit=limit, among=wanted)
    concepts = {one.uri: one for one in Concept.objects.with_uris(one.concept for one in found)}
    return tuple(_hit(one, concepts[one.concept], language) for one in found if one.concept in concepts)


def counts_by_kind() -> dict[str, int]:
    """How many concepts can be found, per kind."""
    return {kind: len(uris) for kind, uris in _index().kinds.items()}


def _hit(found: Found, concept: Concept, language: str) -> Hit:
    return Hit(
        concept.pk, concept.uri, concept.kind, concept.name(language), found.label, found.language, found.marks,
        found.match.value, concept.vocabulary.get_source_display(),
    )  # fmt: skip


def make_ready() -> int:
    """Make the index now, so that the first who searches need not wait. Returns how many names it holds."""
    return len(_index().index)


def _index() -> _Held:
    key = fingerprints()
    with _lock:
        held = _held.get(key)
        if held is None:
            held = _held[key] = _kept(key) or _keep(key, _build())
            while len(_held) > MOST_INDEXES:
                _held.popitem(last=False)
        _held.move_to_end(key)
        return held


def _place(key: tuple[tuple[str, str], ...]) -> Path:
    folder = Path(settings.STIGAR.folder) / "indexes"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{hashlib.sha256(repr((FORMAT, key)).encode()).hexdigest()}.index"


def _kept(key: tuple[tuple[str, str], ...]) -> _Held | None:
    """The copy in the data folder; None when there is none or it cannot be read."""
    try:
        held = pickle.loads(_place(key).read_bytes())
    except Exception:  # whatever is wrong with a copy, it can be made again
        return None
    return held if isinstance(held, _Held) else None


def _keep(key: tuple[tuple[str, str], ...], held: _Held) -> _Held:
    """Put a copy in the data folder, whole or not at all; a full disk costs only the copy."""
    place = _place(key)
    with suppress(OSError):
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
            file.write(pickle.dumps(held, protocol=5))
        Path(file.name).replace(place)
        copies = sorted(place.parent.iterdir(), key=lambda copy: copy.stat().st_mtime)
        for old in copies[:-MOST_COPIES]:
            old.unlink(missing_ok=True)
    return held


def _build() -> _Held:
    labels: list[Label] = []
    kinds: dict[str, set[str]] = {}
    rows = Concept.objects.standing().filter(kind__in=SPOKEN_OF).values_list("uri", "kind", "labels")
    for uri, kind, names in rows.iterator(chunk_size=5000):
        kinds.setdefault(kind, set()).add(uri)
        for language, texts in names.items():
            labels.extend(Label(uri, language, text, not place) for place, text in enumerate(texts))
    return _Held(SearchIndex.of(labels), {kind: frozenset(uris) for kind, uris in kinds.items()})
