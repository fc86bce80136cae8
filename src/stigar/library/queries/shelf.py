"""Every competence as the organisation reads it, kept in memory until something about the models changes.

The organisation's own words stand in front of the model's, what is hidden is left out, and everything speaks the reader's
language, or the model's own where the model does not. Reading, searching and comparing all ask here, so a page costs one query.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from stigar.engine.text.search import Found, Label, Match, SearchIndex
from stigar.foundation.journal import kept_until
from stigar.library.models import Competence, CompetenceModel, Family, Hiding, Item, Rights, Wording
from stigar.library.queries.finding import nearest

CHANGING = ("library.competencemodel", "library.competence", "library.item")  # as the journal calls them
FALLBACK = ("en", "sv", "nb")
OWN = "own:"  # how the key of an item begins that the organisation has added itself


@dataclass(frozen=True, slots=True)
class RightsShown:
    """Whose words, under which licence, to when, and whether they may leave the organisation."""

    id: uuid.UUID
    holder: str
    licence: str
    address: str
    terms: str
    attribution: str
    ends: date | None
    may_pass_on: bool

    def stands(self, on: date) -> bool:
        """Whether the right to use the words has not run out."""
        return self.ends is None or self.ends >= on


@dataclass(frozen=True, slots=True)
class ModelShown:
    """A model as it is told in lists: ``scale`` is (level, its name), lowest first; ``families`` is (key, name) in order."""

    id: uuid.UUID
    key: str
    kind: str
    name: str
    about: str
    version: str
    scale: tuple[tuple[int, str], ...]
    families: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]
    rights: RightsShown
    competences: int


@dataclass(frozen=True, slots=True)
class ItemShown:
    """One thing written about a competence, in ``language``. ``own`` when the words are the organisation's."""

    id: uuid.UUID
    key: str
    kind: str
    words: Mapping[str, str]
    language: str
    own: bool
    level: int | None
    until: int | None
    form: str
    hours: Decimal | None
    tie: str
    rights: RightsShown

    @property
    def text(self) -> str:
        return self.words.get("text", "")

    @property
    def title(self) -> str:
        """What it is called in a list: an activity has a name of its own."""
        return self.words.get("name") or self.text


@dataclass(frozen=True, slots=True)
class CompetenceShown:
    """A competence with all that is shown of it. ``no`` is what it is not."""

    id: uuid.UUID
    key: str
    model: ModelShown
    family: str
    family_name: str
    discipline: str
    concepts: tuple[str, ...]
    name: str
    definition: str
    no: str
    language: str
    own: bool
    rights: RightsShown
    items: tuple[ItemShown, ...]

    def of(self, kind: str) -> list[ItemShown]:
        """Its behaviours, challenges and so on, in order."""
        return [item for item in self.items if item.kind == kind]

    @property
    def challenges(self) -> list[ItemShown]:
        return self.of("challenge")

    @property
    def activities(self) -> list[ItemShown]:
        return self.of("activity")

    @property
    def interviews(self) -> list[ItemShown]:
        return self.of("interview")

    @property
    def reflections(self) -> list[ItemShown]:
        return self.of("reflection")

    @property
    def levels(self) -> list[tuple[int, str, list[ItemShown]]]:
        """Each level with its name and the behaviours that show it."""
        shown: dict[int | None, list[ItemShown]] = defaultdict(list)
        for item in self.of("behaviour"):
            shown[item.level].append(item)
        return [(level, name, shown[level]) for level, name in self.model.scale]

    @property
    def on_no_level(self) -> list[ItemShown]:
        """Behaviours that do not say which level they belong to, as frameworks from elsewhere may have them."""
        levels = {level for level, _name in self.model.scale}
        return [item for item in self.of("behaviour") if item.level not in levels]


@dataclass(frozen=True, slots=True)
class Shelf:
    """All competences that are shown, in the order of their models."""

    models: tuple[ModelShown, ...]
    competences: tuple[CompetenceShown, ...]
    by_id: Mapping[uuid.UUID, CompetenceShown]
    of_item: Mapping[uuid.UUID, tuple[CompetenceShown, ItemShown]]
    words: SearchIndex = field(repr=False)

    def __iter__(self) -> Iterator[CompetenceShown]:
        return iter(self.competences)

    def find(
        self, text: str, *, language: str, limit: int = 12
    ) -> list[tuple[CompetenceShown, ItemShown | None, Found]]:
        """The competences that ``text`` finds, each once, with what of it was found (None: its own name or definition).

        Those with all the words in one text come first, then those with most of the words in their texts together.
        """
        shown: dict[uuid.UUID, tuple[CompetenceShown, ItemShown | None, Found]] = {}
        for hit in self.words.find(text, language=language, limit=limit * 6):
            competence, item = self.told(hit.concept)
            shown.setdefault(competence.id, (competence, item, hit))
        if len(shown) < limit:
            for near in nearest(self.words, text, language=language, limit=limit):
                competence, item = self.told(near.best)
                words = item.text if item else competence.name
                hit = Found(near.best, words, (item or competence).language, item is None, Match.SOME)
                shown.setdefault(competence.id, (competence, item, hit))
        return list(shown.values())[:limit]

    def told(self, concept: str) -> tuple[CompetenceShown, ItemShown | None]:
        """What the index calls ``concept``: a competence, or one of its items."""
        key = uuid.UUID(concept[-36:])
        return self.of_item[key] if key in self.of_item else (self.by_id[key], None)


@kept_until(CHANGING)
def shelf(language: str) -> Shelf:
    """The shelf in the reader's language, kept in memory. One query while nothing has changed, six more when something has."""
    gathered = _Gathering(language)
    shown = list(gathered.competences())
    return Shelf(
        tuple(gathered.models.values()),
        tuple(shown),
        MappingProxyType({one.id: one for one in shown}),
        MappingProxyType({item.id: (one, item) for one in shown for item in one.items}),
        SearchIndex.of(_labels(shown)),
    )


def _labels(shown: Iterable[CompetenceShown]) -> Iterator[Label]:
    for one in shown:
        yield Label(str(one.id), one.language, one.name, True)
        yield Label(str(one.id), one.language, one.definition, False)
        for item in one.items:
            for part in {item.title, item.text}:
                yield Label(f"{one.id}/{item.id}", item.language, part, False)


class _Gathering:
    """What the tables hold, read once and put together for one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.rights = {row.pk: _rights(row) for row in Rights.objects.all()}
        self.hidden = {one or other for one, other in Hiding.objects.values_list("competence", "item")}
        self.wordings: dict[uuid.UUID, dict[str, str]] = {
            competence or item: texts
            for competence, item, texts in Wording.objects.filter(language=language).values_list(
                "competence", "item", "texts"
            )
        }
        self.families = {family.pk: family for family in Family.objects.order_by("place", "key")}
        self.rows = [one for one in Competence.objects.filter(retired=False) if one.pk not in self.hidden]
        self.models = {one.pk: self._model(one) for one in _in_order(CompetenceModel.objects.all())}

    def competences(self) -> list[CompetenceShown]:
        """Those that are shown, in the order of their models and of their authors."""
        items: dict[uuid.UUID, list[Item]] = defaultdict(list)
        for item in Item.objects.filter(retired=False).order_by("place", "key"):
            if item.pk not in self.hidden:
                items[item.competence_id].append(item)
        order = {model: place for place, model in enumerate(self.models)}
        self.rows.sort(key=lambda one: (order[one.model_id], one.place, one.key))
        return [self._competence(one, items[one.pk]) for one in self.rows]

    def _model(self, one: CompetenceModel) -> ModelShown:
        families = [family for family in self.families.values() if family.model_id == one.pk]
        return ModelShown(
            one.pk, one.key, one.kind, said(one.names, self.language), said(one.about, self.language), one.version,
            tuple((level["level"], said({**level["names"], **level.get("own", {})}, self.language)) for level in one.scale),
            tuple((family.key, said(family.names, self.language)) for family in families),
            tuple(one.names), self.rights[one.rights_id], sum(row.model_id == one.pk for row in self.rows),
        )  # fmt: skip

    def _competence(self, one: Competence, items: Iterable[Item]) -> CompetenceShown:
        model = self.models[one.model_id]
        family = self.families.get(one.family_id) if one.family_id else None
        words, language, own = self._words(one.pk, one.texts)
        rights = self.rights[one.rights_id] if one.rights_id else model.rights
        return CompetenceShown(
            one.pk, one.key, model, family.key if family else "", said(family.names, self.language) if family else "",
            one.discipline, tuple(one.concepts), words.get("name", ""), words.get("definition", ""), words.get("not", ""),
            language, own, rights, tuple(self._item(item, rights) for item in items),
        )  # fmt: skip

    def _item(self, item: Item, rights: RightsShown) -> ItemShown:
        words, language, own = self._words(item.pk, item.texts)
        return ItemShown(
            item.pk, item.key, item.kind, words, language, own or item.key.startswith(OWN), item.level, item.until, item.form,
            item.hours, item.tie, self.rights[item.rights_id] if item.rights_id else rights,
        )  # fmt: skip

    def _words(self, key: uuid.UUID, texts: Mapping[str, Any]) -> tuple[Mapping[str, str], str, bool]:
        """The words to show, in which language, and whether the organisation has put its own in front."""
        if key in self.wordings:
            return MappingProxyType(self.wordings[key]), self.language, True
        language = next((one for one in (self.language, *FALLBACK, *texts) if texts.get(one)), self.language)
        return MappingProxyType(texts.get(language, {})), language, False


def _in_order(models: Iterable[CompetenceModel]) -> list[CompetenceModel]:
    """The organisation's own first, then our open one, then those brought, by name."""
    order = {CompetenceModel.OWN: 0, CompetenceModel.OPEN: 1, CompetenceModel.BROUGHT: 2}
    return sorted(models, key=lambda one: (order[one.kind], str(one), one.key))


def _rights(row: Rights) -> RightsShown:
    return RightsShown(
        row.pk, row.holder, row.licence, row.address, row.terms, row.attribution, row.ends, row.may_pass_on
    )


def said(names: Mapping[str, str], language: str) -> str:
    """The words in the reader's language, else in another that is there; nothing when there are none."""
    return next((names[one] for one in (language, *FALLBACK, *names) if names.get(one)), "")
