"""What a model that was told would change, and how it is kept: rows found again by their keys, many written by one statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from stigar.library.models import Competence, CompetenceModel, Expectation, Family, Item, Rights
from stigar.library.readers.told import CompetenceTold, ItemTold, ModelTold, RightsTold

AT_ONCE = 1000
OWN = "own:"  # how the key of what the organisation has added itself begins
ON_COMPETENCE = ["place", "family", "discipline", "concepts", "texts", "rights", "retired"]
ON_ITEM = ["place", "kind", "level", "until", "form", "hours", "tie", "texts", "rights", "retired"]
TOLD_OF_RIGHTS = ("holder", "licence", "address", "terms", "attribution", "ends", "may_pass_on")
Wanted = dict[str, Any]


@dataclass(slots=True)
class Change:
    """What would become of rows of one kind, by key: new, changed to other values, or retired."""

    fresh: dict[Any, Wanted] = field(default_factory=dict)
    changed: dict[Any, Wanted] = field(default_factory=dict)
    retired: list[Any] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        return Counter(added=len(self.fresh), changed=len(self.changed), retired=len(self.retired))


class Keeping:
    """One model as it stands beside one that was told."""

    def __init__(self, model: CompetenceModel | None, told: ModelTold) -> None:
        self.model, self.told = model, told
        self.families: dict[UUID, str] = dict(model.families.values_list("pk", "key")) if model else {}
        self.rights = {row.pk: rights_told(row) for row in Rights.objects.all()} if model else {}
        self.competences = {one.key: one for one in model.competences.all()} if model else {}
        names = {one.pk: one.key for one in self.competences.values()}
        kept = Item.objects.filter(competence__model=model) if model else Item.objects.none()
        self.items = {(names[item.competence_id], item.key): item for item in kept}
        self.on_competences = _change(
            self._competences_wanted(), {key: self._of_competence(one) for key, one in self.competences.items()}
        )
        self.on_items = _change(self._items_wanted(), {key: self._of_item(item) for key, item in self.items.items()})

    @property
    def counts(self) -> dict[str, int]:
        """How many competences and items are added, changed and retired."""
        counts = self.on_competences.counts
        counts.update(self.on_items.counts)
        return dict(counts)

    def write(self, model: CompetenceModel) -> None:
        """Make the rows as they were told."""
        families = _families(model, self.told)
        rights = _Rights(model.organisation_id, (*self.competences.values(), *self.items.values()))
        held = {"organisation_id": model.organisation_id}

        def competence(wanted: Wanted) -> Wanted:
            family = families[wanted["family"]] if wanted["family"] else None
            return {**wanted, "family": family, "rights": rights.row(wanted["rights"])}

        fresh = [Competence(**held, model=model, **competence(one)) for one in self.on_competences.fresh.values()]
        Competence.objects.bulk_create(fresh, batch_size=AT_ONCE)
        _overwrite(Competence, self.competences, self.on_competences, competence, ON_COMPETENCE)
        keys = {one.key: one for one in (*self.competences.values(), *fresh)}

        def item(wanted: Wanted) -> Wanted:
            return {**wanted, "rights": rights.row(wanted["rights"])}

        added = [Item(**held, competence=keys[key[0]], **item(one)) for key, one in self.on_items.fresh.items()]
        Item.objects.bulk_create(added, batch_size=AT_ONCE)
        _overwrite(Item, self.items, self.on_items, item, ON_ITEM)
        _expectations(model, self.told, keys)

    def _competences_wanted(self) -> Iterator[tuple[str, Wanted]]:
        for place, told in enumerate(self.told.competences):
            yield told.key, {
                "key": told.key, "place": place, "family": told.family, "discipline": told.discipline,
                "concepts": list(told.concepts), "texts": _plain(told), "rights": self._rights_of(told, self.competences.get(told.key)),
                "retired": False,
            }  # fmt: skip

    def _items_wanted(self) -> Iterator[tuple[tuple[str, str], Wanted]]:
        for one in self.told.competences:
            for place, told in enumerate(one.items):
                yield (one.key, told.key), {
                    "key": told.key, "place": place, "kind": told.kind, "level": told.level, "until": told.until, "form": told.form,
                    "hours": told.hours, "tie": told.tie, "texts": _plain(told),
                    "rights": self._rights_of(told, self.items.get((one.key, told.key))), "retired": False,
                }  # fmt: skip

    def _rights_of(self, told: CompetenceTold | ItemTold, known: Competence | Item | None) -> RightsTold | None:
        """Whose it is when it is not the model's: as told, else as somebody has said here. Silence never opens closed words."""
        said = self.rights.get(known.rights_id) if known and known.rights_id else None
        return told.rights or said

    def _of_competence(self, one: Competence) -> Wanted:
        return {
            "key": one.key, "place": one.place, "family": self.families.get(one.family_id, "") if one.family_id else "",
            "discipline": one.discipline, "concepts": one.concepts, "texts": one.texts,
            "rights": self.rights.get(one.rights_id) if one.rights_id else None, "retired": one.retired,
        }  # fmt: skip

    def _of_item(self, one: Item) -> Wanted:
        return {
            "key": one.key, "place": one.place, "kind": one.kind, "level": one.level, "until": one.until, "form": one.form,
            "hours": one.hours, "tie": one.tie, "texts": one.texts,
            "rights": self.rights.get(one.rights_id) if one.rights_id else None, "retired": one.retired,
        }  # fmt: skip


def rights_told(row: Rights) -> RightsTold:
    """A row of rights as plain data."""
    return RightsTold(**{name: getattr(row, name) for name in TOLD_OF_RIGHTS})


def keep_rights(told: RightsTold, world: UUID, known: Rights | None) -> Rights:
    """The row of a model's rights, new or changed to be as told."""
    rights = known or Rights(organisation_id=world)
    for name in TOLD_OF_RIGHTS:
        setattr(rights, name, getattr(told, name))
    rights.save()
    return rights


class _Rights:
    """Rows for words that are somebody else's than the model's: one for each holder and licence, those that are here first."""

    def __init__(self, world: UUID, known: Iterable[Competence | Item]) -> None:
        here = Rights.objects.filter(pk__in={one.rights_id for one in known if one.rights_id})
        self.world, self.made = world, {rights_told(row): row for row in here}

    def row(self, told: RightsTold | None) -> Rights | None:
        if told is not None and told not in self.made:
            self.made[told] = keep_rights(told, self.world, None)
        return self.made[told] if told is not None else None


def _change(wanted: Iterable[tuple[Any, Wanted]], known: Mapping[Any, Wanted]) -> Change:
    """What must be done so that what is known is as wanted; the organisation's own things are let be."""
    change, seen = Change(), set()
    for key, told in wanted:
        seen.add(key)
        if key not in known:
            change.fresh[key] = told
        elif known[key] != told:
            change.changed[key] = told
    change.retired = [
        key for key, one in known.items() if key not in seen and not one["retired"] and not one["key"].startswith(OWN)
    ]
    return change


def _overwrite(kind: Any, known: Mapping[Any, Any], change: Change, made: Any, names: list[str]) -> None:
    """Rows that exist get their new content by their id: one statement for many."""
    rows = []
    for key, wanted in change.changed.items():
        for name, value in made(wanted).items():
            setattr(known[key], name, value)
        rows.append(known[key])
    for key in change.retired:
        known[key].retired = True
        rows.append(known[key])
    if rows:
        kind.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["id"], update_fields=names, batch_size=AT_ONCE
        )


def _families(model: CompetenceModel, told: ModelTold) -> dict[str, Family]:
    known = {family.key: family for family in model.families.all()}
    for place, one in enumerate(told.families):
        family = known.setdefault(one.key, Family(organisation_id=model.organisation_id, model=model, key=one.key))
        family.names, family.place = dict(one.names), place
    Family.objects.bulk_create(
        known.values(),
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["names", "place"],
        batch_size=AT_ONCE,
    )
    return known


def _expectations(model: CompetenceModel, told: ModelTold, keys: Mapping[str, Competence]) -> None:
    model.expectations.all().delete()
    Expectation.objects.bulk_create(
        [
            Expectation(
                organisation_id=model.organisation_id, model=model, role=one.role, competence=keys[one.competence], level=one.level
            )
            for one in told.expectations
        ],
        batch_size=AT_ONCE,
    )  # fmt: skip


def _plain(told: CompetenceTold | ItemTold) -> dict[str, dict[str, str]]:
    return {language: dict(words) for language, words in told.texts.items()}
