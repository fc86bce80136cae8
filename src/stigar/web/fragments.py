"""How the rows of big tables are made: Jinja2, with the few words they need."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext
from jinja2 import Environment

from stigar.web.templatetags.look import icon


def environment(**options: Any) -> Environment:
    """What Django asks for: everything is escaped, and a name that is not given is a mistake rather than nothing."""
    made = Environment(**options)
    made.globals |= {"_": gettext, "icon": icon, "at": at, "between": between}
    made.filters |= {"day": day, "linebreaksbr": linebreaksbr}
    return made


def day(on: date | None) -> str:
    """A day as the reader's language writes it, of a moment the day it was here, nothing for no day. A page may say hundreds, few of
    which differ."""
    if isinstance(on, datetime):
        on = localtime(on).date()
    return _day(on, get_language()) if on else ""


@lru_cache(maxsize=2000)
def _day(on: date, _language: str) -> str:
    return date_format(on, "DATE_FORMAT")


@lru_cache(maxsize=256)
def at(name: str) -> Callable[[UUID], str]:
    """The address of a thing by its id: looked up once and not once a row.

    >>> at("people:person")(UUID(int=7))
    '/people/00000000-0000-0000-0000-000000000007/'
    """
    before, after = between(name, 1)
    return lambda key: f"{before}{key}{after}"


@lru_cache(maxsize=1024)
def between(name: str, ids: int) -> tuple[str, ...]:
    """What stands before, between and after the ids in an address that has so many.

    >>> between("people:person", 1)
    ('/people/', '/')
    """
    nobodies = [UUID(int=number) for number in range(ids)]
    address, parts = reverse(name, args=nobodies), []
    for one in nobodies:
        part, _, address = address.partition(str(one))
        parts.append(part)
    return (*parts, address)
