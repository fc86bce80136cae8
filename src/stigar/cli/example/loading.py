"""Brings the example companies into a database, through the same verbs as people use: founded, imported, described, surveyed."""

import hashlib
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from stigar.areas.actions import decisions, wishes, work
from stigar.areas.actions import map as maps
from stigar.areas.queries import area_names
from stigar.areas.queries.map import newest_map
from stigar.cli.example import alvbro, havre, write_hr_export
from stigar.cli.example.bygone import days_ago
from stigar.cli.example.history import make_history, move_earlier
from stigar.cli.example.projects import make_projects
from stigar.cli.example.rows import Company, Role
from stigar.cli.example.starting import start_with_one
from stigar.engine.vocabulary import Concept, Lexicon
from stigar.foundation.tenancy import inside
from stigar.levels.actions import groups
from stigar.library.actions import bring_open_model, import_vocabulary
from stigar.people.actions import duties, roles
from stigar.people.actions.founding import Founder, NameTaken, found_organisation
from stigar.people.actions.imports import Brought, apply_import
from stigar.people.actions.visitors import keep_cast
from stigar.people.queries import directory, variants

Tell = Callable[[str], None]
DUTIES = {"hr": "hr", "administrator": "admin", "union": "representative", "auditor": "auditor"}
ICONS = {"hr": "person-group", "administrator": "cog", "union": "handshake", "auditor": "shield-checkmark"}
LEFT_TO_DECIDE = {"Kundradgivare", "Kunderådgiver"}  # so that there are merges for the visitor to make
SURVEY_DAYS, WISHING_DAYS = 21, 12  # how long it stays open, and how long it has been
ROUNDS_OVER, START_DAYS_AGO = (345, 150), 117
FOUNDED_DAYS_AGO = 120  # before anything that the company has behind it


def load(*, today: date, tell: Tell) -> bool:
    """Bring Alvbro and Bakeriet Havre; False when they are there already. All of a company, or nothing of it."""
    loaded = False
    for company, language, zone in (
        (alvbro(today=today), "sv", "Europe/Stockholm"),
        (havre(today=today), "nb", "Europe/Oslo"),
    ):
        try:
            with transaction.atomic():
                _load(company, language, zone, today, tell)
            loaded = True
        except NameTaken:
            continue
    return loaded


def _load(company: Company, language: str, zone: str, today: date, tell: Tell) -> None:
    first = next(company.person(number) for number, duty in company.duties if duty == "administrator")
    begun = today - timedelta(days=FOUNDED_DAYS_AGO)
    with days_ago(FOUNDED_DAYS_AGO):
        founder = found_organisation(
            name=company.name, key=company.key, language=language, time_zone=zone, is_demo=True, today=begun,
            founder=Founder(first.number, first.given, first.family, first.email, first.start),
        )  # fmt: skip
        with inside(founder.organisation_id), override(language):
            people, known, hr = _settle_in(company, founder, begun, today, tell)
    with inside(founder.organisation_id), override(language):
        start_with_one(company, known, hr, today)
        if company.programme:
            tell(_("%(company)s: job profiles") % {"company": company.name})
        make_projects(company, people, known, hr, today)
        _wish(company, people, known, hr, today)
        tell(_("%(company)s: dialogues and levels") % {"company": company.name})
        make_history(company, people, known, founder.organisation, hr, today)
        _count_groups(today)


def _count_groups(today: date) -> None:
    """As after each round and as every night: the first visitor finds the units' figures, and what they were before."""
    for ago in ROUNDS_OVER:
        with days_ago(START_DAYS_AGO):  # of the time before it was worked out when the company came here
            groups.count(today=today - timedelta(days=ago))
    groups.count(today=today)


def _settle_in(
    company: Company, founder: Any, begun: date, today: date, tell: Tell
) -> tuple[dict[str, Any], dict[str, UUID], Any]:
    """People, their duties, their everyday work and the map of it; who is who, which role each key is, and HR."""
    tell(_("%(company)s: people") % {"company": company.name})
    _bring_people(company, founder, today)
    people = directory.by_number()
    move_earlier(company, people, founder.organisation, today)
    _hand_out_duties(company, people, founder, begun)
    hr = next(people[number] for number, duty in company.duties if duty == "hr")
    known = _merge_titles(company, hr, today)
    tell(_("%(company)s: everyday work") % {"company": company.name})
    import_vocabulary(lexicon=own_list(company), file_names=["skills.toml"], viewer=hr, today=today)
    bring_open_model(viewer=hr, today=today)
    for role in company.roles:
        _describe(company, role, known[role.key], people, today)
    faces = [(face.person, face.what, ICONS.get(face.key, "person-circle")) for face in company.cast]
    keep_cast(organisation=founder.organisation, cast=faces)
    tell(_("%(company)s: competence areas") % {"company": company.name})
    maps.draw_map(viewer=hr, today=today)
    _keep_to_what_is_stable(hr, today)
    return people, known, hr


def _bring_people(company: Company, founder: Any, today: date) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workbook, _listing = write_hr_export(company, Path(folder) / f"personal-{company.key}")
        digest = hashlib.sha256(workbook.read_bytes()).hexdigest()
        apply_import(brought=Brought(workbook, workbook.name, digest, today), viewer=founder, today=today)


def _hand_out_duties(company: Company, people: dict[str, Any], founder: Any, today: date) -> None:
    for number, kind in company.duties:
        if people[number] != founder:
            duties.give_duty(person=people[number], kind=DUTIES[kind], unit=None, viewer=founder, today=today)
    if any(kind == "hr" and people[number] != founder for number, kind in company.duties):
        own = next(duty for duty in directory.duties(founder, today=today) if duty.kind == "hr")
        duties.take_duty(duty=own, viewer=founder, today=today)


def _merge_titles(company: Company, hr: Any, today: date) -> dict[str, UUID]:
    """Let the HR system's variants count as one role; returns which role each key of the example is."""
    found = {role.title: role for role in variants.all_standing()}
    known: dict[str, UUID] = {}
    for role in company.roles:
        titles = [title for title in (role.title, *role.variants) if title in found]
        kept, *others = [found[title] for title in titles if title not in LEFT_TO_DECIDE]
        if others:
            roles.merge_roles(kept=kept, variants=others, viewer=hr, today=today)
        known[role.key] = kept.pk
    return known


def own_list(company: Company) -> Lexicon:
    """The company's own list of skills as a vocabulary in three languages."""
    concepts = tuple(
        Concept(_address(company, one.key), "skill", {code: (text,) for code, text in one.labels.items()})
        for one in company.skills
    )
    mark = hashlib.sha256(repr(concepts).encode()).hexdigest()
    return Lexicon("own", "1", company.name, concepts, (), mark)


def _address(company: Company, key: str) -> str:
    return f"urn:stigar:{company.key}:skill:{key}" if key else ""


def _describe(company: Company, role: Role, role_id: UUID, people: dict[str, Any], today: date) -> None:
    """Those who have the role tell its work, taking turns."""
    employed = [one for one in company.staff_of(role.key) if people[one.number].is_here(today)]
    staff = [people[one.number] for one in employed if one.title not in LEFT_TO_DECIDE]
    taking_turns = cycle(staff[:6])
    for task in role.tasks:
        work.tell_task(
            role_id=role_id, text=task.text, language=role.language, viewer=next(taking_turns), today=today,
            frequency=task.frequency, channel=task.channel, counterpart=task.counterpart, situation=task.situation,
        )  # fmt: skip
    for skill in role.skills:
        work.tell_skill(
            role_id=role_id, text=skill.text, concept=_address(company, skill.key), language=role.language,
            essential=skill.importance == "essential", viewer=next(taking_turns), today=today,
        )  # fmt: skip
    for trait in role.traits:
        told = work.tell_trait(role_id=role_id, text=trait.text, language=role.language, viewer=staff[0], today=today)
        for rater, rating in zip(staff, trait.ratings, strict=False):
            work.rate_trait(trait=told, rating=rating, viewer=rater, today=today)


def _wish(company: Company, people: dict[str, Any], known: dict[str, UUID], hr: Any, today: date) -> None:
    """A survey has been open for a while; people have wished in their own words, day by day, and most for their own area too."""
    if not company.wishes:
        return
    with days_ago(WISHING_DAYS):
        opened = today - timedelta(days=WISHING_DAYS)
        wishes.hold_survey(closes=today + timedelta(days=SURVEY_DAYS), viewer=hr, today=opened)
    view, ids = newest_map("sv"), {name: area for area, name in area_names("sv").items()}
    for number, wish in enumerate(company.wishes):
        ago = WISHING_DAYS - 1 - number * (WISHING_DAYS - 1) // len(company.wishes)
        if not people[wish.person].is_here(today):
            continue
        own = view.area_of(str(known[wish.role])) if view else None
        with days_ago(ago):
            told = {"viewer": people[wish.person], "today": today - timedelta(days=ago)}
            if own and number % 7 != 6:
                wishes.make_wish(area_id=ids[own.name], **told)
            wishes.make_wish(text=wish.text, why=wish.why, **told)


def _keep_to_what_is_stable(hr: Any, today: date) -> None:
    """HR has looked at the map and chosen the finest areas that stay the same when one looks a little closer."""
    view = newest_map("sv")
    stable = [step.resolution for step in view.steps if step.stable] if view else []
    if view and stable and view.resolution not in stable:
        decisions.choose_fineness(resolution=max(stable), seen=view.turn, viewer=hr, today=today)
        maps.draw_map(viewer=hr, today=today)
