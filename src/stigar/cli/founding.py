"""``stigar organisation NAME``: a new organisation, its founder, and the link with which the founder makes a login."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

import typer
from django.utils.translation import gettext as _

from stigar.cli import speaking

FAULTS = 2
KEY = re.compile(r"[a-z0-9][a-z0-9-]{1,38}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
Name = Annotated[str, typer.Argument(help="What the organisation is called.")]
Key = Annotated[str, typer.Option(help="A short name in small letters, for the terminal and for files.")]
Language = Annotated[str, typer.Option(help="sv, nb or en.")]
Zone = Annotated[str, typer.Option("--time-zone", help="For example Europe/Oslo.")]
Number = Annotated[str, typer.Option(help="The founder's employee number, as in the HR system.")]
Given = Annotated[str, typer.Option(help="The founder's given name.")]
Family = Annotated[str, typer.Option(help="The founder's family name.")]
Email = Annotated[str, typer.Option(help="The founder's e-mail address.")]


def organisation(
    name: Name, key: Key, number: Number, given: Given, family: Family, email: Email, language: Language = "sv",
    time_zone: Zone = "Europe/Stockholm",
) -> None:  # fmt: skip
    """Found an organisation; its first person becomes administrator and HR."""
    speaking.speak_from_the_house()
    wrong = _wrong(key, language, time_zone, email)
    if wrong:
        raise _refused(*wrong)
    from stigar.people.actions.founding import Founder, NameTaken, found_organisation  # noqa: PLC0415 - once Django stands

    today = _today(time_zone)
    founder = Founder(number, given, family, email)
    try:
        person = found_organisation(
            name=name, key=key, language=language, time_zone=time_zone, founder=founder, today=today
        )
    except NameTaken:
        raise _refused(
            _("There is an organisation with the key “%(key)s” already. Choose another key.") % {"key": key}
        ) from None
    _hand_over(person, today)


def _hand_over(founder: Any, today: date) -> None:
    """The link goes to standard output alone, so that it can be piped; the words beside it to the other."""
    from stigar.foundation.tenancy import inside  # noqa: PLC0415 - once Django stands
    from stigar.library.actions import bring_open_model  # noqa: PLC0415
    from stigar.people.actions.accounts import invitation_link  # noqa: PLC0415

    with inside(founder.organisation_id):
        bring_open_model(viewer=founder, today=today)
        link = invitation_link(person=founder, viewer=founder, today=today)
    words = _("%(name)s can make a login at this address. It works once and for a few days:") % {
        "name": f"{founder.given} {founder.family}"
    }
    typer.echo(words, err=True)
    typer.echo(link)


def _wrong(key: str, language: str, time_zone: str, email: str) -> list[str]:
    found = []
    if not KEY.fullmatch(key):
        found.append(_("--key “%(value)s”: use 2 to 39 small letters, figures and hyphens.") % {"value": key})
    if language not in ("sv", "nb", "en"):
        found.append(_("--language “%(value)s”: use sv, nb or en.") % {"value": language})
    if time_zone not in available_timezones():
        found.append(_("--time-zone “%(value)s”: use a name such as Europe/Oslo.") % {"value": time_zone})
    if not EMAIL.fullmatch(email):
        found.append(_("--email “%(value)s”: this is not an e-mail address.") % {"value": email})
    return found


def _today(time_zone: str) -> date:
    from stigar.foundation import clock  # noqa: PLC0415 - once Django stands

    return clock.today(str(ZoneInfo(time_zone)))


def _refused(*sentences: str) -> typer.Exit:
    for sentence in sentences:
        typer.echo(sentence, err=True)
    return typer.Exit(FAULTS)
