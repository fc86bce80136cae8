"""``stigar areas FILE``: the competence areas of an organisation from a plain file, with no database and nothing kept.

The file is read and checked, the engine thinks, and the answer is told as text, as data or as a workbook.
"""

from dataclasses import dataclass
from pathlib import Path

FAULTS = 2  # exit code: something handed in must be corrected; nothing was written


class Wrong(Exception):
    """Something handed in cannot be used; ``sentences`` say what, one each, in the terminal's language."""

    def __init__(self, *sentences: str) -> None:
        self.sentences = sentences
        super().__init__(*sentences)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for at the terminal. ``kept`` is the folder where fitted models of vocabularies lie."""

    file: Path
    kept: Path
    resolution: float | None = None
    vocabularies: tuple[Path, ...] = ()
    answers: Path | None = None
    ask: int = 10
    seed: int = 7
