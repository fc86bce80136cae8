"""How the rows of big tables are made: Jinja2, with the few words they need."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from jinja2 import Environment

from stigar.web.templatetags.look import icon

NOBODY = UUID(int=0)


def environment(**options: Any) -> Environment:
    """What Django asks for: everything is escaped, and a name that is not given is a mistake rather than nothing."""
    made = Environment(**options)
    made.globals |= {"_": gettext, "icon": icon, "at": at}
    return made


@lru_cache(maxsize=256)
def at(name: str) -> Callable[[UUID], str]:
    """The address of a thing by its id: looked up once and not once a row.

    >>> at("people:person")(UUID(int=7))
    '/people/00000000-0000-0000-0000-000000000007/'
    """
    before, _, after = reverse(name, args=[NOBODY]).partition(str(NOBODY))
    return lambda key: f"{before}{key}{after}"
