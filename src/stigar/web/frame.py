"""What every page's frame shows: the places in the main menu, the visitor, and how the page is to look."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from stigar.people.queries import demo_visitors
from stigar.people.rules import may_here
from stigar.web.handbook.places import help_on

SCHEMES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the main menu: its address by name, its word, and the first parts of the addresses that belong to it."""

    address: str
    word: Any
    begins: tuple[str, ...]
    icon: str
    near: bool = False  # within reach of the thumb on a phone: what everybody goes to every week


PLACES = (
    Place("home", _("Home"), ("/home/",), "house", near=True),
    Place("areas:map", _("Areas"), ("/areas/",), "mountain"),
    Place("areas:works", _("Everyday work"), ("/work/", "/wishes/"), "tasklist", near=True),
    Place("profiles:front", _("Profiles"), ("/profiles/",), "clipboard"),
    Place("levels:mine", _("Competence"), ("/competence/",), "trend-up", near=True),
    Place("dialogues:talks", _("Dialogues"), ("/dialogues/",), "chat", near=True),
    Place("people:directory", _("People"), ("/people/", "/roles/", "/units/"), "person-group"),
    Place("library:competences", _("Library"), ("/library/",), "book"),
)

TRUSTED_PLACES = (
    ("manage accounts", Place("people:accounts", _("Logins and duties"), ("/accounts/",), "person-group")),
    ("manage settings", Place("people:settings", _("The organisation's settings"), ("/settings/",), "cog")),
    ("see the journal", Place("people:journal", _("The journal"), ("/journal/",), "shield-checkmark")),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of every page: ``main_places`` (with which is ``here``), ``viewer``, ``scheme``, ``languages``, ``is_demo``,
    ``help`` (what the handbook says about the page), ``page_address``; ``trusted_places`` (of an administrator or auditor),
    ``menus`` (all that the visitor's menus depend on), ``cast`` and ``cast_address`` (the demo's log-in page).
    """
    scheme = request.COOKIES.get("scheme", "auto")
    viewer = getattr(request, "viewer", None)
    here = next((place.address for place in PLACES if request.path.startswith(place.begins)), "")
    return {
        "viewer": viewer,
        "main_places": PLACES if viewer else (),
        "here": here,
        "scheme": scheme if scheme in SCHEMES else "auto",
        "languages": settings.LANGUAGES,
        "is_demo": settings.STIGAR.demo,
        "help": help_on(request),
        "page_address": request.get_full_path(),
        "trusted_places": partial(_trusted_places, request, viewer),
        "menus": partial(_menus, request, viewer),
        "cast": partial(demo_visitors, language=get_language()) if settings.STIGAR.demo and not viewer else (),
        "cast_address": "/demo/visitors/",
    }


def _menus(request: HttpRequest, viewer: Any) -> tuple[Any, ...]:
    """What the visitor's menus say: while it is the same, so are they."""
    if viewer is None:
        return ()
    trusted = tuple(place.address for place in _trusted_places(request, viewer))
    return viewer.pk, viewer.name, viewer.organisation.name, tuple(viewer.worlds), trusted


def _trusted_places(request: HttpRequest, viewer: Any) -> list[Place]:
    """What the visitor's duties open. Asked only when the menu is drawn."""
    if viewer is None:
        return []
    return [place for right, place in TRUSTED_PLACES if may_here(viewer, right, today=request.today)]  # type: ignore[attr-defined]
