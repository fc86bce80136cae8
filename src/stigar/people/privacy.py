"""What this room, the journal, errands and files hold about a person, and how it is forgotten.

``tell`` answers with sections: ``{"heading": words, "rows": [{column: value, ...}, ...]}``, everything as plain data.
"""

from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Q
from django.utils.translation import gettext as _

from stigar.foundation import files
from stigar.foundation.models import Errand, JournalEntry, Upload
from stigar.foundation.tenancy import everywhere
from stigar.people.actions.accounts import end_sessions
from stigar.people.models import (
    ClosedLogin,
    DemoVisitor,
    Duty,
    ErasureRequest,
    Identity,
    Import,
    Invitation,
    Person,
    Position,
    Token,
)
from stigar.people.queries.journal import Line, told

Section = dict[str, Any]


def tell(person: Person) -> list[dict[str, Any]]:
    """Everything held about the person in this room, in the reader's language."""
    sections = [_the_person(person), *_employment(person), *_logins(person), *_traces(person)]
    return [section for section in sections if section["rows"]]


def forget(person: Person, *, today: date) -> None:
    """Take away what ties these rows to a human being. Who is employed keeps what the employment needs: name, number, position."""
    Token.objects.filter(person=person).delete()
    Invitation.objects.filter(person=person).delete()
    Invitation.objects.filter(by=person).update(by=None)
    DemoVisitor.objects.filter(person=person).delete()
    for upload in Upload.objects.filter(by=person.pk):
        files.drop(upload)
    if person.is_here(today) or (person.started and person.started > today):
        return
    Duty.objects.filter(person=person).delete()
    ClosedLogin.objects.filter(Q(person=person) | Q(by=person)).delete()
    Import.objects.filter(by=person).update(by=None)
    ErasureRequest.objects.filter(by=person).update(by=None)
    Errand.objects.filter(by=person.pk).update(by=None, given={}, result={}, fault=None)
    JournalEntry.objects.erase_names(person.pk)
    _without_a_name(person)


def _the_person(person: Person) -> Section:
    row = {
        _("Employee number"): person.number, _("Given name"): person.given, _("Family name"): person.family,
        _("E-mail"): person.email, _("Language"): person.get_language_display(), _("Employed from"): person.started,
        _("Last day of employment"): person.ended,
    }  # fmt: skip
    return {"heading": _("You in the directory"), "rows": [row]}


def _employment(person: Person) -> list[Section]:
    positions = (
        Position.objects.filter(person=person).select_related("role", "unit", "site", "manager").order_by("begins")
    )
    led = Position.objects.filter(manager=person).select_related("person").order_by("begins")
    duties = Duty.objects.filter(person=person).select_related("unit").order_by("begins")
    return [
        {"heading": _("Your positions"), "rows": [_position(position) for position in positions]},
        {"heading": _("People you lead or have led"), "rows": [
            {_("Name"): position.person.name, _("From"): position.begins, _("To"): position.ends} for position in led
        ]},
        {"heading": _("Your duties"), "rows": [
            {_("Duty"): duty.get_kind_display(), _("Unit"): str(duty.unit or ""), _("From"): duty.begins, _("To"): duty.ends}
            for duty in duties
        ]},
    ]  # fmt: skip


def _position(position: Position) -> dict[str, Any]:
    return {
        _("Role"): str(position.role or ""), _("Unit"): str(position.unit or ""), _("Site"): str(position.site or ""),
        _("Manager"): str(position.manager or ""), _("Per cent of full time"): float(position.share),
        _("From"): position.begins, _("To"): position.ends,
    }  # fmt: skip


def _logins(person: Person) -> list[Section]:
    identity = person.identity
    login = [{
        _("E-mail"): identity.email, _("Language"): identity.get_language_display(), _("Last log-in"): identity.last_login,
    }] if identity else []  # fmt: skip
    return [
        {"heading": _("Your login"), "rows": login},
        {"heading": _("Where you are logged in"), "rows": [
            {_("Since"): row.created_at, _("IP address"): row.ip, _("Browser"): row.user_agent}
            for row in UserSession.objects.filter(user=identity)
        ] if identity else []},
        {"heading": _("Your passkeys and codes"), "rows": [
            {_("Kind"): row.type, _("Made"): row.created_at, _("Last used"): row.last_used_at}
            for row in Authenticator.objects.filter(user=identity)
        ] if identity else []},
        {"heading": _("Invitations to you"), "rows": [
            {_("Sent"): row.sent_at, _("Accepted"): row.accepted_at} for row in Invitation.objects.filter(person=person)
        ]},
        {"heading": _("Your tokens for programs"), "rows": [
            {_("Name"): row.name, _("Made"): row.made_at, _("Last day"): row.last_day, _("Last used"): row.used_on}
            for row in Token.objects.filter(person=person)
        ]},
        {"heading": _("Your closed login"), "rows": [
            {_("Closed"): row.at} for row in ClosedLogin.objects.filter(person=person)
        ]},
        {"heading": _("Your role in the demonstration"), "rows": [
            {_("Shown as"): ", ".join(row.said.values())} for row in DemoVisitor.objects.filter(person=person)
        ]},
        {"heading": _("Your requests to be erased"), "rows": [
            {_("Asked"): row.at, _("Carried out"): row.done_at} for row in ErasureRequest.objects.filter(person=person)
        ]},
    ]  # fmt: skip


def _traces(person: Person) -> list[Section]:
    """What the person has done for others, and what the journal says."""
    invited = Invitation.objects.filter(by=person).select_related("person")
    closed = ClosedLogin.objects.filter(by=person).select_related("person")
    erased = ErasureRequest.objects.filter(by=person).select_related("person")
    lines = JournalEntry.objects.filter(Q(actor=person.pk) | Q(about=person.pk)).order_by("-at")
    return [
        {"heading": _("Invitations you have sent"), "rows": [{_("To"): row.person.name, _("Sent"): row.sent_at} for row in invited]},
        {"heading": _("Logins you have closed"), "rows": [{_("Name"): row.person.name, _("Closed"): row.at} for row in closed]},
        {"heading": _("Erasures you have carried out"), "rows": [{_("Carried out"): row.done_at} for row in erased]},
        {"heading": _("Files of people you have imported"), "rows": [
            {_("File"): row.file_name, _("When"): row.at} for row in Import.objects.filter(by=person)
        ]},
        {"heading": _("Files you have brought"), "rows": [
            {_("File"): row.file_name, _("When"): row.at} for row in Upload.objects.filter(by=person.pk)
        ]},
        {"heading": _("Work in the background you have asked for"), "rows": [
            {_("What"): row.kind, _("Asked"): row.asked_at, _("Finished"): row.ended_at}
            for row in Errand.objects.filter(by=person.pk)
        ]},
        {"heading": _("Lines of the journal"), "rows": [_line(line) for line in told(lines)]},
    ]  # fmt: skip


def _line(line: Line) -> dict[str, Any]:
    return {
        _("When"): line.at, _("Who"): line.actor, _("What was done"): _(line.verb), _("About"): line.about,
        _("To what"): line.thing, _("Why"): line.why,
    }  # fmt: skip


def _without_a_name(person: Person) -> None:
    identity: Identity | None = person.identity
    person.identity, person.given, person.family, person.email = None, _("Former colleague"), "", ""
    person.number, person.language = f"erased-{person.pk.hex[:12]}", ""
    person.save()
    with everywhere():
        if identity and not Person.objects.filter(identity=identity).exists():
            end_sessions(identity)
            identity.delete()
