"""The index that search and browsing stand on: held in memory, shared by organisations with the same vocabularies.

It is known by the fingerprints of what it was made of, so an import or a removal anywhere, in any process,
is seen at the next search: the old index simply no longer answers to its name. A copy lies in the data
folder, so that a process that has just started reads it in a tenth of a second instead of making it anew.
"""

from __future__ import annotations

import hashlib
import pickle
import tempfile
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from django.conf import settings

from stigar.engine.text.search import Label, SearchIndex
from stigar.library.models import Concept
from stigar.library.queries.vocabularies import fingerprints

MOST_INDEXES, MOST_COPIES = 4, 8
FORMAT = 2  # raise it when what an index holds is changed
SPOKEN_OF = ("occupation", "occupation-group", "skill", "skill-group", "activity", "tool", "trait")  # tasks are not
Key = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """All names, the concepts of each kind, what lies under each concept, and the groups that lie under nothing."""

    names: SearchIndex
    kinds: dict[str, frozenset[str]]
    below: dict[str, tuple[str, ...]]
    tops: tuple[str, ...]


_held: OrderedDict[Key, Held] = OrderedDict()
_lock = Lock()


def index() -> Held:
    """The index of the organisation whose world is open. One query when it is in memory."""
    key = fingerprints()
    with _lock:
        held = _held.get(key)
        if held is None:
            held = _held[key] = _kept(key) or _keep(key, _build())
            while len(_held) > MOST_INDEXES:
                _held.popitem(last=False)
        _held.move_to_end(key)
        return held


def _place(key: Key) -> Path:
    folder = Path(settings.STIGAR.folder) / "indexes"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{hashlib.sha256(repr((FORMAT, key)).encode()).hexdigest()}.index"


def _kept(key: Key) -> Held | None:
    """The copy in the data folder; None when there is none or it cannot be read."""
    try:
        held = pickle.loads(_place(key).read_bytes())
    except Exception:  # whatever is wrong with a copy, it can be made again
        return None
    return held if isinstance(held, Held) else None


def _keep(key: Key, held: Held) -> Held:
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


def _build() -> Held:
    labels: list[Label] = []
    kinds: dict[str, set[str]] = {}
    above: dict[str, list[str]] = {}
    rows = Concept.objects.standing().filter(kind__in=SPOKEN_OF).values_list("uri", "kind", "labels", "broader")
    for uri, kind, names, broader in rows.iterator(chunk_size=5000):
        kinds.setdefault(kind, set()).add(uri)
        above[uri] = broader
        for language, texts in names.items():
            labels.extend(Label(uri, language, text, not place) for place, text in enumerate(texts))
    below: dict[str, list[str]] = {}
    for uri in sorted(above):
        for one in above[uri]:
            if one in above:
                below.setdefault(one, []).append(uri)
    tops = [uri for uri in sorted(below) if not any(one in above for one in above[uri])]
    return Held(
        SearchIndex.of(labels), {kind: frozenset(uris) for kind, uris in kinds.items()},
        {uri: tuple(uris) for uri, uris in below.items()}, tuple(tops),
    )  # fmt: skip
