"""Keeping a competence model as it was told: new, or a newer version of one that is here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext_noop

from stigar.foundation import clock, journal
from stigar.foundation.policy import demand
from stigar.foundation.tenancy import where_we_are
from stigar.library.models import Competence, CompetenceModel, Expectation, Family, Item, Rights
from stigar.library.readers.open_model import read_open_model
from stigar.library.readers.told import CompetenceTold, ItemTold, ModelTold, RightsTold
from stigar.people.rules import grounds

if TYPE_CHECKING:
    from stigar.people.models import Person

AT_ONCE = 1000
Row = TypeVar("Row", bound=models.Model)


class AnotherKind(Exception):
    """The key belongs to a model of another kind: our open one is not replaced by a file."""


def bring_open_model(*, viewer: Person | None, today: date) -> CompetenceModel:
    """Give the organisation our own open model, or its newer version. ``viewer`` None is the operator at the terminal."""
    return keep_model(told=read_open_model(), viewer=viewer, today=today)


@transaction.atomic
def keep_model(*, told: ModelTold, viewer: Person | None, today: date) -> CompetenceModel:
    """Keep a model as told. What was there under the same key is renewed: rows keep their address, and what has
    disappeared is retired. The organisation's own words, and what it has hidden, stand as they were. The same again changes nothing.
    """
    if viewer is not None:
        demand("manage competence models", grounds(viewer, today=today))
    world = viewer.organisation_id if viewer else where_we_are()
    assert world is not None, "open an organisation's world first"
    known = CompetenceModel.objects.select_for_update().filter(key=told.key).first()
    if known and known.kind != told.kind:
        raise AnotherKind
    if known and told.fingerprint and known.fingerprint == told.fingerprint:
        return known
    model = _model(known, told, world, viewer)
    families = _families(model, told)
    counts: dict[str, Any] = _Keeping(model, families).keep(told.competences)
    _expectations(model, told)
    journal.note(viewer, gettext_noop("kept a competence model"), model, version=told.version, **counts)
    return model


def _model(known: CompetenceModel | None, told: ModelTold, world: UUID, viewer: Person | None) -> CompetenceModel:
    model = known or CompetenceModel(organisation_id=world, key=told.key, kind=told.kind)
    model.rights = _rights(told.rights, world, getattr(known, "rights", None))
    model.names, model.about, model.version = dict(told.names), dict(told.about), told.version
    model.scale = [{"level": place, "names": dict(names)} for place, names in enumerate(told.scale, 1)]
    model.fingerprint, model.file_name, model.by, model.at = told.fingerprint, told.file_name, viewer, clock.now()
    model.save()
    return model


def _rights(told: RightsTold, world: UUID, known: Rights | None) -> Rights:
    rights = known or Rights(organisation_id=world)
    for name in ("holder", "licence", "address", "terms", "attribution", "ends", "may_pass_on"):
        setattr(rights, name, getattr(told, name))
    rights.save()
    return rights


def _families(model: CompetenceModel, told: ModelTold) -> dict[str, Family]:
    known = {family.key: family for family in model.families.all()}
    for place, one in enumerate(told.families):
        family = known.setdefault(one.key, Family(organisation_id=model.organisation_id, model=model, key=one.key))
        family.names, family.place = dict(one.names), place
        family.save()
    return known


def _expectations(model: CompetenceModel, told: ModelTold) -> None:
    model.expectations.all().delete()
    keys = dict(model.competences.values_list("key", "pk"))
    Expectation.objects.bulk_create(
        [
            Expectation(
                organisation_id=model.organisation_id, model=model, role=one.role, competence_id=keys[one.competence], level=one.level
            )
            for one in told.expectations
        ],
        batch_size=AT_ONCE,
    )  # fmt: skip


class _Keeping:
    """Keeps competences and items of one model: in bulk, by key."""

    def __init__(self, model: CompetenceModel, families: Mapping[str, Family]) -> None:
        self.model, self.families, self.rights = model, families, dict[RightsTold, Rights]()

    def keep(self, told: Iterable[CompetenceTold]) -> dict[str, Any]:
        """Returns how many competences and items were added, changed and retired."""
        told = list(told)
        known = {one.key: one for one in self.model.competences.all()}
        wanted = {one.key: self._of_competence(one, place) for place, one in enumerate(told)}
        counts = _keep_rows(
            Competence, known, wanted, {"model": self.model, "organisation_id": self.model.organisation_id}
        )
        keys = dict(self.model.competences.values_list("key", "pk"))
        items = {(one.competence_id, one.key): one for one in Item.objects.filter(competence__model=self.model)}
        wanted_items = {
            (keys[one.key], item.key): self._of_item(item, place) | {"competence_id": keys[one.key]}
            for one in told
            for place, item in enumerate(one.items)
        }
        counts.update(_keep_rows(Item, items, wanted_items, {"organisation_id": self.model.organisation_id}))
        return dict(counts)

    def _of_competence(self, told: CompetenceTold, place: int) -> dict[str, Any]:
        return {
            "key": told.key, "place": place, "family_id": self.families[told.family].pk if told.family else None,
            "discipline": told.discipline, "concepts": list(told.concepts), "texts": _plain(told.texts), "retired": False,
            "rights_id": self._own_rights(told.rights),
        }  # fmt: skip

    def _of_item(self, told: ItemTold, place: int) -> dict[str, Any]:
        return {
            "key": told.key, "place": place, "kind": told.kind, "level": told.level, "until": told.until, "form": told.form,
            "hours": told.hours, "tie": told.tie, "texts": _plain(told.texts), "retired": False,
            "rights_id": self._own_rights(told.rights),
        }  # fmt: skip

    def _own_rights(self, told: RightsTold | None) -> UUID | None:
        if told is None:
            return None
        if told not in self.rights:
            self.rights[told] = _rights(told, self.model.organisation_id, None)
        return self.rights[told].pk


def _keep_rows(
    kind: type[Row], known: Mapping[Any, Any], wanted: Mapping[Any, dict[str, Any]], always: Mapping[str, Any]
) -> Counter[str]:
    """Add, change and retire rows so that they are as wanted; an own item of the organisation (``own:``) is let be."""
    fresh = [kind(**always, **told) for key, told in wanted.items() if key not in known]
    changed, counts = [], Counter[str](added=len(fresh))
    names: set[str] = {"retired"}
    for key, row in known.items():
        told = wanted.get(key, {"retired": True} if not row.key.startswith("own:") else {})
        news = {name: value for name, value in told.items() if getattr(row, name) != value}
        if news:
            for name, value in news.items():
                setattr(row, name, value)
            changed.append(row)
            names |= set(news)
            counts["changed" if key in wanted else "retired"] += 1
    kind._default_manager.bulk_create(fresh, batch_size=AT_ONCE)
    kind._default_manager.bulk_update(changed, sorted(names), batch_size=200)
    return counts


def _plain(texts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {language: dict(words) for language, words in texts.items()}
