"""An organisation's own words: rewritten, hidden, added. The model's words stay behind, and can always be had back."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_noop

from stigar.foundation import clock, journal
from stigar.foundation.policy import demand
from stigar.library.models import Competence, CompetenceModel, Hiding, Item, Wording
from stigar.people.rules import grounds

if TYPE_CHECKING:
    from stigar.people.models import Person

Thing = Competence | Item
OWN = "own:"


@transaction.atomic
def reword(*, thing: Thing, language: str, texts: Mapping[str, str], viewer: Person, today: date) -> bool:
    """Put the organisation's words in front of the model's, in one language. The model's own words again are as no wording.

    Returns whether these are the first: then to undo is to give the model's words back.
    """
    demand("write in the library", grounds(viewer, today=today))
    told = {name: words.strip() for name, words in texts.items()}
    was, first = thing.texts.get(language, {}), not Wording.objects.filter(language=language, **_tie(thing)).exists()
    if all(was.get(name, "") == words for name, words in told.items()):
        Wording.objects.filter(language=language, **_tie(thing)).delete()
    else:
        Wording.objects.update_or_create(
            language=language, **_tie(thing),
            defaults={"texts": told, "was": was, "by": viewer, "at": clock.now(), "organisation_id": thing.organisation_id},
        )  # fmt: skip
    journal.note(viewer, gettext_noop("rewrote a text of the library"), thing, language=language)
    return first


@transaction.atomic
def restore(*, thing: Thing, language: str, viewer: Person, today: date) -> Mapping[str, str] | None:
    """Give back the model's own words. Returns the organisation's, which are taken away; None when there were none."""
    demand("write in the library", grounds(viewer, today=today))
    wording = Wording.objects.filter(language=language, **_tie(thing)).first()
    if wording is None:
        return None
    wording.delete()
    journal.note(viewer, gettext_noop("gave a text of the library its own words back"), thing, language=language)
    texts: Mapping[str, str] = wording.texts
    return texts


@transaction.atomic
def stand_by(*, thing: Thing, language: str, viewer: Person, today: date) -> Mapping[str, str] | None:
    """Keep the organisation's own words though the model's have changed behind them. Returns what they were written in front of."""
    demand("write in the library", grounds(viewer, today=today))
    wording = Wording.objects.filter(language=language, **_tie(thing)).first()
    now = thing.texts.get(language, {})
    if wording is None or wording.was == now:
        return None
    before: Mapping[str, str] = wording.was
    wording.was = now
    wording.save(update_fields=["was"])
    journal.note(
        viewer, gettext_noop("kept a text of its own though the model's has changed"), thing, language=language
    )
    return before


@transaction.atomic
def hide(*, thing: Thing, viewer: Person, today: date) -> None:
    """Leave something out of what the organisation reads."""
    demand("write in the library", grounds(viewer, today=today))
    Hiding.objects.get_or_create(
        **_tie(thing), defaults={"by": viewer, "at": clock.now(), "organisation_id": thing.organisation_id}
    )
    journal.note(viewer, gettext_noop("hid something in the library"), thing)


@transaction.atomic
def show(*, thing: Thing, viewer: Person, today: date) -> None:
    """Take it in again."""
    demand("write in the library", grounds(viewer, today=today))
    Hiding.objects.filter(**_tie(thing)).delete()
    journal.note(viewer, gettext_noop("showed something in the library again"), thing)


@transaction.atomic
def add_competence(
    *,
    model: CompetenceModel,
    language: str,
    texts: Mapping[str, str],
    discipline: str,
    family: str,
    viewer: Person,
    today: date,
) -> Competence:
    """Write a competence of one's own into a model; ``family`` is the key of one of its families, or nothing."""
    demand("write in the library", grounds(viewer, today=today))
    last: Any = model.competences.aggregate(last=Max("place"))["last"]
    competence = Competence.objects.create(
        organisation_id=model.organisation_id, model=model, key=f"{OWN}{uuid.uuid4().hex}", place=(last or 0) + 1,
        discipline=discipline, family=model.families.filter(key=family).first() if family else None,
        texts={language: {name: words.strip() for name, words in texts.items()}},
    )  # fmt: skip
    journal.note(viewer, gettext_noop("added a competence to the library"), competence)
    return competence


@transaction.atomic
def add_item(
    *,
    competence: Competence,
    kind: str,
    language: str,
    texts: Mapping[str, str],
    viewer: Person,
    today: date,
    level: int | None = None,
    until: int | None = None,
    form: str = "",
    hours: Decimal | None = None,
) -> Item:
    """Write something of one's own about a competence, beside what its model says."""
    demand("write in the library", grounds(viewer, today=today))
    last: Any = competence.items.filter(kind=kind).aggregate(last=Max("place"))["last"]
    item = Item.objects.create(
        organisation_id=competence.organisation_id, competence=competence, kind=kind, key=f"{OWN}{uuid.uuid4().hex}",
        place=(last or 0) + 1, level=level, until=until, form=form, hours=hours,
        texts={language: {name: words.strip() for name, words in texts.items()}},
    )  # fmt: skip
    journal.note(viewer, gettext_noop("added something to the library"), item, kind=kind)
    return item


def _tie(thing: Thing) -> dict[str, Any]:
    return {"competence": thing} if isinstance(thing, Competence) else {"item": thing}
