"""The text model: what an imported vocabulary teaches about which words belong together.

Nothing is downloaded. Every concept of the vocabulary becomes one short document of its labels in all languages,
so that words of different languages that name the same thing end up near each other (latent semantic analysis,
Deerwester et al. 1990). Without a vocabulary there is still stemming, compounds and spelling.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from stigar.engine.text.words import Compounds, language_of, terms
from stigar.engine.vocabulary import Lexicon

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy import sparse

    from stigar.engine.text.work import WorkSpace

    Numbers = NDArray[np.float32]

EDITION = "12"  # change when the fitting changes: kept models of another edition are fitted again
UNKNOWN_RARITY = 8.0


@dataclass(frozen=True, slots=True)
class Known:
    """A concept as the model remembers it: enough to show it and to say where it came from."""

    uri: str
    kind: str
    source: str
    labels: Mapping[str, str]

    def label(self, language: str) -> str:
        """The label to show, in ``language`` if there is one.

        >>> Known("urn:1", "skill", "esco", {"en": "listen"}).label("sv")
        'listen'
        """
        return self.labels.get(language) or self.labels.get("en") or next(iter(self.labels.values()), self.uri)


@dataclass(frozen=True, slots=True, eq=False)
class TextModel:
    """Stems, compounds, how rare words are, and what they mean; picklable, never changed once fitted.

    >>> TextModel.fit(()).bag("Svarar på kundernas frågor", "sv")
    Counter({'svar': 1, 'kund': 1, 'fråg': 1})
    """

    compounds: Compounds = field(default_factory=Compounds)
    rarities: Mapping[str, float] = field(default_factory=dict)
    columns: Mapping[str, int] = field(default_factory=dict)
    meanings: Numbers | None = None
    space: WorkSpace | None = None
    concepts: tuple[Known, ...] = ()
    needs: Mapping[int, tuple[tuple[int, bool], ...]] = field(default_factory=dict)
    labels: tuple[tuple[int, tuple[str, ...], float], ...] = ()
    spoken: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    heard: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fingerprint: str = "nothing"

    @classmethod
    def fit(cls, lexicons: Sequence[Lexicon], *, seed: int = 7) -> TextModel:
        """Learn from vocabularies; with none, a model that knows only spelling."""
        from stigar.engine.text.learning import learn  # noqa: PLC0415 - heavy: only when asked for

        return learn(lexicons, seed=seed, fingerprint=fingerprint(lexicons, seed))

    def language(self, texts: Iterable[str], otherwise: str = "en") -> str:
        """The language most of some texts are written in."""
        return language_of(" \n ".join(texts), otherwise, self.heard)

    def bag(self, text: str, language: str | None = None) -> Counter[str]:
        """How often each stem is said in a text."""
        return Counter(terms(text, language or self.language([text]), self.compounds))

    def rarity(self, term: str) -> float:
        """Inverse document frequency in the vocabulary; a word it never uses is rare."""
        return self.rarities.get(term, UNKNOWN_RARITY)

    def meaning(self, bags: Sequence[Mapping[str, float]]) -> Numbers:
        """One unit vector a bag (zeros where no word is known); no columns without a vocabulary."""
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        if self.meanings is None:
            return np.zeros((len(bags), 0), dtype=np.float32)
        found = np.asarray(self.weighted(bags) @ self.meanings, dtype=np.float32)
        size = np.linalg.norm(found, axis=1, keepdims=True)
        found /= np.where(size > 0, size, np.float32(1))
        return found

    def weighted(self, bags: Sequence[Mapping[str, float]]) -> sparse.csr_matrix:
        """Bags as rows over the words of the vocabulary, rare words more."""
        from stigar.engine.text.learning import matrix  # noqa: PLC0415 - heavy: only when asked for

        return matrix(bags, self.columns, self.rarities)

    def rows(self, bags: Sequence[Mapping[str, float]]) -> sparse.csr_matrix:
        """Bags as rows over the words of the vocabulary, for ``space``."""
        from stigar.engine.text.learning import matrix  # noqa: PLC0415 - heavy: only when asked for

        return matrix(bags, self.columns)

    def known(self, uri: str) -> Known | None:
        """The concept with this address, if the vocabularies hold it."""
        return _by_uri(self).get(uri) if uri else None

    def likely(self, title: Mapping[str, float], work: Mapping[str, float]) -> list[tuple[int, float]]:
        """Skills a role probably needs, from the occupations it resembles: (number in ``concepts``, share of them)."""
        return self.space.likely(self.rows([title]), self.rows([work])) if self.space else []

    def concepts_in(self, bag: Mapping[str, float], *, whole: bool = False, most: int = 3) -> list[tuple[int, float]]:
        """Which skills a text names: (number in ``concepts``, how sure 0..1), surest first.

        A label counts when every word of it is said. ``whole``: and nothing much else is said, as when the text
        itself is the name of a skill.
        """
        size = sum(self.rarity(term) for term in bag)
        found: dict[int, float] = {}
        least = size * (0.9 if whole else 0.25)
        for label in (at for term in bag for at in self.spoken.get(term, ())):
            concept, atoms, weight = self.labels[label]
            if weight >= least and (len(atoms) == 1 or all(atom in bag for atom in atoms)):
                sure = 1.0 if whole else min(1.0, 0.3 + weight / size)
                found[concept] = max(found.get(concept, 0.0), sure)
        return sorted(found.items(), key=lambda item: (-item[1], item[0]))[: 1 if whole else most]


@lru_cache(maxsize=4)
def _by_uri(model: TextModel) -> Mapping[str, Known]:
    return {one.uri: one for one in model.concepts}


def fingerprint(lexicons: Sequence[Lexicon], seed: int) -> str:
    """Names what a model is fitted on: content, edition of the method, seed.

    >>> fingerprint((), 7) == fingerprint((), 8)
    False
    """
    parts = [EDITION, str(seed), *sorted(f"{one.source} {one.version} {_content(one)}" for one in lexicons)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _content(lexicon: Lexicon) -> str:
    return lexicon.fingerprint or hashlib.sha256(repr((lexicon.concepts, lexicon.links)).encode()).hexdigest()


def kept_model(lexicons: Sequence[Lexicon], *, folder: Path, seed: int = 7) -> TextModel:
    """The model of these vocabularies, fitted once and kept in ``folder``.

    A damaged or foreign file is fitted again; writing is all or nothing, and a folder that cannot be
    written to only costs the next run its speed. The folder must be the product's own: it is trusted.
    """
    mark = fingerprint(lexicons, seed)
    file = _place(mark, folder)
    kept = _read(file, mark)
    if kept is not None:
        return kept
    model = TextModel.fit(lexicons, seed=seed)
    _write(file, model)
    return model


def model_called(mark: str, *, folder: Path) -> TextModel | None:
    """The kept model with this fingerprint, for who knows it already; None when it is not kept."""
    return _read(_place(mark, folder), mark)


def _place(mark: str, folder: Path) -> Path:
    return folder / f"text-model-{mark[:24]}.pickle"


def _read(file: Path, expected: str) -> TextModel | None:
    try:
        digest, content = file.read_bytes().split(b"\n", 1)
        if digest.decode() != hashlib.sha256(content).hexdigest():
            return None
        model = pickle.loads(content)
        return model if isinstance(model, TextModel) and model.fingerprint == expected else None
    except Exception:  # a file that cannot be read for any reason is simply fitted again
        return None


def _write(file: Path, model: TextModel) -> None:
    content = pickle.dumps(model, protocol=5)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as draft:
            draft.write(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
            draft.flush()
            os.fsync(draft.fileno())
        Path(draft.name).replace(file)
    except OSError:
        return
