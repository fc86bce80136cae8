"""What we can do with a model that is here: say whose it is, name its levels, begin one of our own, take one away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext, gettext_noop

from stigar.foundation import clock, journal
from stigar.foundation.policy import demand
from stigar.library.actions.keeping import keep_rights, rights_told
from stigar.library.models import (
    Competence,
    CompetenceModel,
    Crosswalk,
    Expectation,
    Family,
    Hiding,
    Item,
    Rights,
    Wording,
)
from stigar.library.queries.models import pointing_at
from stigar.library.readers.models.checks import LEAST_LEVELS, MOST_LEVELS, key_of
from stigar.library.readers.told import RightsTold
from stigar.people.rules import grounds

if TYPE_CHECKING:
    from stigar.people.models import Person


class NotRemovable(Exception):
    """Only what was brought from elsewhere is removed, and only while nothing points at it: ``pointing`` says what does."""

    def __init__(self, pointing: Mapping[str, int]) -> None:
        super().__init__(", ".join(pointing))
        self.pointing = pointing


class BadScale(Exception):
    """A scale has three to seven levels, and a level that has behaviours is not taken away."""


@transaction.atomic
def say_rights(*, model: CompetenceModel, told: RightsTold, viewer: Person, today: date) -> None:
    """Whose words a model is, and what may be done with them."""
    demand("manage competence models", grounds(viewer, today=today))
    if rights_told(model.rights) == told:
        return
    keep_rights(told, model.organisation_id, model.rights)
    journal.note(
        viewer, gettext_noop("said whose a competence model is"), model, holder=told.holder, licence=told.licence,
        ends=told.ends.isoformat() if told.ends else "", may_pass_on=told.may_pass_on,
    )  # fmt: skip


@transaction.atomic
def name_levels(*, model: CompetenceModel, names: Sequence[str], language: str, viewer: Person, today: date) -> None:
    """What the organisation calls the levels, lowest first, in one language. Its own model may also get more levels, or fewer."""
    demand("manage competence models", grounds(viewer, today=today))
    own = model.kind == CompetenceModel.OWN
    count = len(names) if own else len(model.scale)
    used = Item.objects.filter(competence__model=model, retired=False, level__gt=count).exists()
    if not LEAST_LEVELS <= count <= MOST_LEVELS or len(names) != count or used:
        raise BadScale
    before = {level["level"]: level for level in model.scale}
    model.scale = [
        _level(before.get(place), place, name.strip(), language, own=own) for place, name in enumerate(names, 1)
    ]
    model.save(update_fields=["scale"])
    journal.note(viewer, gettext_noop("named the levels of a competence model"), model, language=language)


@transaction.atomic
def begin_own_model(
    *, name: str, levels: Sequence[Mapping[str, str]], viewer: Person, today: date, may_pass_on: bool = True
) -> CompetenceModel:
    """An empty model of the organisation's own, to be filled page by page. ``levels``: a name per language, lowest first.

    The organisation holds the rights to what it writes itself, so the words may be passed on unless it says no.
    """
    demand("manage competence models", grounds(viewer, today=today))
    if not LEAST_LEVELS <= len(levels) <= MOST_LEVELS:
        raise BadScale
    whose = viewer.organisation.name
    told = RightsTold(whose, gettext("Our own material"), attribution=f"© {whose}", may_pass_on=may_pass_on)
    languages = dict.fromkeys(code for names in levels for code in names)
    model = CompetenceModel.objects.create(
        organisation_id=viewer.organisation_id, key=free_key(name), kind=CompetenceModel.OWN, names=dict.fromkeys(languages, name),
        scale=[{"level": place, "names": dict(names)} for place, names in enumerate(levels, 1)],
        rights=keep_rights(told, viewer.organisation_id, None), by=viewer, at=clock.now(),
    )  # fmt: skip
    journal.note(viewer, gettext_noop("began a competence model"), model)
    return model


@transaction.atomic
def rename_model(*, model: CompetenceModel, names: Mapping[str, str], viewer: Person, today: date) -> None:
    """What a model is called, per language. Our open one keeps its name."""
    demand("manage competence models", grounds(viewer, today=today))
    if model.kind == CompetenceModel.OPEN or model.names == names:
        return
    model.names = dict(names)
    model.save(update_fields=["names"])
    journal.note(viewer, gettext_noop("renamed a competence model"), model)


@transaction.atomic
def remove_model(*, model: CompetenceModel, viewer: Person, today: date) -> None:
    """Take away a model that was brought, with everything written in it. Raises :class:`NotRemovable`."""
    demand("manage competence models", grounds(viewer, today=today))
    pointing = pointing_at(model)
    if model.kind == CompetenceModel.OPEN or pointing:
        raise NotRemovable(pointing)
    competences = Competence.objects.filter(model=model)
    items = Item.objects.filter(competence__model=model)
    rights = {
        model.rights_id,
        *competences.values_list("rights", flat=True),
        *items.values_list("rights", flat=True),
    } - {None}
    journal.note(viewer, gettext_noop("removed a competence model"), model, competences=competences.count())
    about = Q(competence__model=model) | Q(item__competence__model=model)
    for rows in (
        Wording.objects.filter(about), Hiding.objects.filter(about), Expectation.objects.filter(model=model),
        Crosswalk.objects.filter(Q(one__model=model) | Q(other__model=model)), items, competences, Family.objects.filter(model=model),
    ):  # fmt: skip
        rows._raw_delete(rows.db)
    model.delete()
    Rights.objects.filter(pk__in=rights).delete()


def free_key(name: str) -> str:
    """A key for a new model, like its name and unlike every key that is taken."""
    key = key_of(name, 1)[:60]
    taken = set(CompetenceModel.objects.filter(key__startswith=key).values_list("key", flat=True))
    return next(
        one for number in range(1, len(taken) + 2) if (one := key if number == 1 else f"{key}-{number}") not in taken
    )


def _level(known: Mapping[str, object] | None, place: int, name: str, language: str, *, own: bool) -> dict[str, object]:
    """One level with a new name in one language: in the model itself when it is the organisation's, else in front of its own."""
    kept = dict(known or {"level": place, "names": {}})
    where = "names" if own else "own"
    told = dict(kept.get(where) or {})  # type: ignore[call-overload]  # JSON
    told[language] = name
    model_says = kept.get("names", {})
    if not own and (not name or name == model_says.get(language)):  # type: ignore[attr-defined]  # JSON
        del told[language]
    kept[where] = told
    return kept
