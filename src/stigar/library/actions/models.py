"""Keeping a competence model as it was told: new, or a newer version of one that is here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.foundation import clock, journal
from stigar.foundation.policy import demand
from stigar.foundation.tenancy import where_we_are
from stigar.library.actions.keeping import Keeping, keep_rights, rights_told
from stigar.library.models import CompetenceModel
from stigar.library.readers.open_model import read_open_model
from stigar.library.readers.told import ModelTold
from stigar.people.rules import grounds

if TYPE_CHECKING:
    from stigar.people.models import Person


class AnotherKind(Exception):
    """The key belongs to a model of another kind: our open one is not replaced by a file."""


def bring_open_model(*, viewer: Person | None, today: date) -> CompetenceModel:
    """Give the organisation our own open model, or its newer version. ``viewer`` None is the operator at the terminal."""
    return keep_model(told=read_open_model(), viewer=viewer, today=today)


def changes_of(told: ModelTold) -> dict[str, int]:
    """How many competences and items keeping a model would add, change and retire."""
    known = CompetenceModel.objects.filter(key=told.key).first()
    return Keeping(known, told).counts


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
        _say_again(known, told, viewer)
        return known
    keeping = Keeping(known, told)
    model = _model(known, told, world, viewer)
    keeping.write(model)
    counts: dict[str, Any] = dict(keeping.counts)
    journal.note(viewer, gettext_noop("kept a competence model"), model, version=told.version, **counts)
    return model


def _say_again(known: CompetenceModel, told: ModelTold, viewer: Person | None) -> None:
    """The same words again, but perhaps with something else said of whose they are."""
    if rights_told(known.rights) != told.rights:
        keep_rights(told.rights, known.organisation_id, known.rights)
        journal.note(
            viewer, gettext_noop("said whose a competence model is"), known, holder=told.rights.holder, licence=told.rights.licence,
            may_pass_on=told.rights.may_pass_on,
        )  # fmt: skip


def _model(known: CompetenceModel | None, told: ModelTold, world: UUID, viewer: Person | None) -> CompetenceModel:
    """The model's own row. What the organisation calls the levels stands in front of the model's names for them."""
    model = known or CompetenceModel(organisation_id=world, key=told.key, kind=told.kind)
    own = {level["level"]: level["own"] for level in model.scale if level.get("own")}
    model.rights = keep_rights(told.rights, world, known.rights if known else None)
    model.names, model.about, model.version = dict(told.names), dict(told.about), told.version
    model.scale = [
        {"level": place, "names": dict(names)} | ({"own": own[place]} if place in own else {})
        for place, names in enumerate(told.scale, 1)
    ]
    model.fingerprint, model.file_name, model.by, model.at = told.fingerprint, told.file_name, viewer, clock.now()
    model.save()
    return model
