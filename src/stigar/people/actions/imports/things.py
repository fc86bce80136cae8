"""Which roles and sites the file speaks of: those there are, however the title is cased, and those that are new."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict

from stigar.people.actions.imports.plan import Fact, Plan, RoleDraft, SiteDraft, ThingChange
from stigar.people.queries.ground import SiteNow
from stigar.people.readers.headings import Field
from stigar.people.readers.places import clock_of
from stigar.people.readers.staff import Staff


def find_roles(now: dict[str, uuid.UUID], staff: Staff, plan: Plan) -> dict[str, uuid.UUID]:
    """Each title in the file and the role it is; new roles are put in the plan."""
    cased = {title.casefold(): role for title, role in reversed(now.items())}
    spoken: dict[str, Counter[str]] = defaultdict(Counter)
    for row in staff.rows:
        if row.role:
            spoken[row.role][row.language] += 1
    found = {}
    for title, languages in spoken.items():
        role = now.get(title) or cased.get(title.casefold())
        if role is None:
            role = cased[title.casefold()] = uuid.uuid4()
            plan.writes.new_roles.append(RoleDraft(role, title, languages.most_common(1)[0][0]))
            plan.things.append(ThingChange("role", title, True, ()))
        found[title] = role
    return found


def find_sites(now: dict[uuid.UUID, SiteNow], staff: Staff, plan: Plan, *, time_zone: str) -> dict[str, uuid.UUID]:
    """Each site in the file and which it is; new sites, and those with another country or clock, are put in the plan.

    A new site without a clock gets its country's, or the organisation's ``time_zone``.
    """
    cased = {site.name.casefold(): site for site in now.values()}
    told: dict[str, tuple[str, str]] = {}
    for row in staff.rows:
        if row.site:
            country, zone = told.get(row.site, ("", ""))
            told[row.site] = (country or row.country, zone or row.zone)
    found: dict[str, uuid.UUID] = {}
    for name, (country, zone) in told.items():
        site = cased.get(name.casefold())
        if site is None:
            site = SiteNow(uuid.uuid4(), name, country, zone or clock_of(country) or time_zone)
            cased[name.casefold()] = site
            plan.writes.new_sites.append(SiteDraft(*site))
            plan.things.append(
                ThingChange("site", name, True, (Fact("country", "", country), Fact("zone", "", site.zone)))
            )
        else:
            _change_site(site, country or site.country, zone or site.zone, plan)
        found[name] = site.id
    return found


def _change_site(site: SiteNow, country: str, zone: str, plan: Plan) -> None:
    facts = [
        Fact(about.value, old, new)
        for about, old, new in ((Field.COUNTRY, site.country, country), (Field.ZONE, site.zone, zone))
        if old != new
    ]
    if facts and site.id not in {draft.id for draft in (*plan.writes.new_sites, *plan.writes.changed_sites)}:
        plan.writes.changed_sites.append(SiteDraft(site.id, site.name, country, zone))
        plan.things.append(ThingChange("site", site.name, False, tuple(facts)))
