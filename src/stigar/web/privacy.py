"""What the whole house holds about a person: every room is asked, and the door itself."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from stigar.areas import privacy as areas
from stigar.dialogues import privacy as dialogues
from stigar.levels import privacy as levels
from stigar.library import privacy as library
from stigar.people import privacy as people
from stigar.profiles import privacy as profiles
from stigar.web.letters import drop_letters_to
from stigar.web.models import KeptAnswer

ROOMS = (
    people,
    library,
    areas,
    profiles,
    levels,
    dialogues,
)  # a new room is added here, or tests/house/test_privacy.py says so


def tell(person: Any) -> list[dict[str, Any]]:
    """Every section of every room, in order."""
    return [section for _name, told in tell_by_room(person) for section in told]


def tell_by_room(person: Any) -> list[tuple[str, list[dict[str, Any]]]]:
    """The same with the name of the room that holds each; ``web`` is the door."""
    told = [(room.__name__.split(".")[-2], room.tell(person)) for room in ROOMS]
    return [*told, ("web", _at_the_door(person))]


def files_of(person: Any) -> list[tuple[str, Any]]:
    """The files that rooms keep of the person, each by a name of its own."""
    found: dict[str, Any] = {}
    for room in ROOMS:
        for name, upload in getattr(room, "files_of", _none)(person):
            stem, dot, ending = name.rpartition(".")
            free = (name, *(f"{stem or ending} ({number}){dot}{ending if stem else ''}" for number in range(2, 10_000)))
            found[next(one for one in free if one not in found)] = upload
    return list(found.items())


def _none(_person: Any) -> list[tuple[str, Any]]:
    return []


def forget(person: Any, *, today: date) -> None:
    """Every room forgets what it may. People last: the others still need to know who it is."""
    KeptAnswer.objects.filter(by=person.pk).delete()
    known = (person.email, person.identity.email if person.identity else "")
    drop_letters_to({address.casefold() for address in known if address}, Path(settings.EMAIL_FILE_PATH))
    for room in reversed(ROOMS):
        room.forget(person, today=today)


def _at_the_door(person: Any) -> list[dict[str, Any]]:
    rows = [{_("When"): kept.at, _("Key"): kept.key} for kept in KeptAnswer.objects.filter(by=person.pk)]
    return [{"heading": _("Answers kept for your programs, for a week"), "rows": rows}] if rows else []
