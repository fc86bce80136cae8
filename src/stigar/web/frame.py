"""What every page's frame shows: the places in the main menu, the visitor, and how the page is to look."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

SCHEMES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the main menu: its address by name, its word, and the first part of the addresses that belong to it."""

    address: str
    word: Any
    begins: str
    icon: str


PLACES = (
    Place("home", _("Home"), "/home/", "house"),
    Place("areas:map", _("Areas"), "/areas/", "mountain"),
    Place("areas:works", _("Everyday work"), "/work/", "tasklist"),
    Place("people:directory", _("People"), "/people/", "person-group"),
    Place("library:vocabularies", _("Vocabularies"), "/library/", "book"),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of every page: ``places`` (with which is ``here``), ``viewer``, ``scheme``, ``languages``, ``is_demo``."""
    scheme = request.COOKIES.get("scheme", "auto")
    viewer = getattr(request, "viewer", None)
    here = next((place.address for place in PLACES if request.path.startswith(place.begins)), "home")
    return {
        "viewer": viewer,
        "places": PLACES if viewer else (),
        "here": here,
        "scheme": scheme if scheme in SCHEMES else "auto",
        "languages": settings.LANGUAGES,
        "is_demo": settings.STIGAR.demo,
    }
