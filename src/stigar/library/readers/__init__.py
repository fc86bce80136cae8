"""What others hand us: the official files of vocabularies, as anyone can download them.

Hand over what you downloaded, packed or unpacked, and it is recognised by what stands in it:
ESCO in any language, an O*NET release, the JobTech taxonomy. The answer is a lexicon; the first
thing that is wrong stops everything with a fault that says which file, row and column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from stigar.engine.vocabulary import Lexicon

from . import esco, jobtech, onet
from .faults import Rule, VocabularyFault
from .sheets import Member, members, sheet_of

__all__ = ["Rule", "VocabularyFault", "read_vocabularies", "read_vocabulary"]

NO_NAMES: Mapping[Path, str] = MappingProxyType({})


def read_vocabulary(path: Path, *, name: str = "") -> Lexicon:
    """The one vocabulary in a file or folder.

    ``name`` is what the user's file is called when ``path`` is called something else.

    Raises VocabularyFault when it cannot be read, is unknown, or holds more than one vocabulary.
    """
    found = read_vocabularies([path], names={path: name} if name else NO_NAMES)
    if len(found) > 1:
        raise VocabularyFault(Rule.SEVERAL_SOURCES, file=name or path.name)
    return found[0]


def read_vocabularies(paths: Sequence[Path], *, names: Mapping[Path, str] = NO_NAMES) -> list[Lexicon]:
    """Every vocabulary in several files and folders; packages of one in several languages become one."""
    files = [member for path in paths for member in members(path, names.get(path, ""))]
    sheets = [sheet for sheet in map(sheet_of, files) if sheet is not None]
    documents = [(one.name, jobtech.parsed(one)) for one in files if one.suffix == ".json"]
    taxonomy = [(name, document) for name, document in documents if jobtech.knows(document)]
    european = [sheet for sheet in sheets if esco.knows(sheet)]
    american = [sheet for sheet in sheets if onet.knows(sheet)]
    found = [esco.read(european)] if european else []
    if american:
        found.append(onet.read(american, _notes(paths, files)))
    if taxonomy:
        found.append(jobtech.read(taxonomy))
    if not found:
        raise VocabularyFault(Rule.UNKNOWN, file=", ".join(names.get(path, path.name) for path in paths))
    return found


def _notes(paths: Sequence[Path], files: Sequence[Member]) -> list[str]:
    """The read-me of a release, and the names that carry its number."""
    readme = [one.read(4000).decode(errors="replace") for one in files if "read" in one.stem.lower()]
    return [*readme, *(one.within for one in files), *(path.name for path in paths)]
