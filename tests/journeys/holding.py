"""Certificates, an exemption, a profile besides the role, what comes first, and something shared: so that no page of them is empty."""

from datetime import timedelta

from stigar.foundation import clock
from stigar.levels.actions import sharing, standing
from stigar.levels.queries.required import profiles_for, required_in
from stigar.library.queries.shelf import shelf
from stigar.people.models import Person
from stigar.people.queries.leading import manager_of
from stigar.people.queries.roles import roles_today
from stigar.profiles.queries.profiles.asking import askings


def hold(person: Person, hr: Person) -> None:
    """Two certificates of the employee, one seen and one not; what need not hold and what holds besides; shared with HR as a reader."""
    today = clock.today()
    manager = manager_of(person, today=today)
    listening, other = list(shelf("sv"))[:2]
    paper = {"issuer": "Yrkesskolan", "begins": today - timedelta(days=700), "competence": listening.id, "today": today}
    standing.tell_certificate(
        person=person, name="Säker i trafiken", ends=today + timedelta(days=40), level=2, viewer=manager, **paper
    )
    standing.tell_certificate(
        person=person, name="Första hjälpen", ends=today + timedelta(days=200), level=None, viewer=person, **paper
    )
    own = profiles_for(person, [role.pk for role in roles_today(person, today=today)], today=today)
    asked = required_in(own, language="sv")
    if asked:
        standing.exempt(
            person=person, competence=asked[-1].competence, why="Kollegan på kontoret tar den delen i vinter", ends=today + timedelta(days=90),
            viewer=manager, today=today,
        )  # fmt: skip
    besides = next((one for one in askings().by_profile.values() if one not in own and one.core is None), None)
    if besides:
        standing.let_hold(person=person, profile=besides.profile, viewer=hr, today=today)
    standing.need_first(competence=other.id, needs=listening.id, level=1, viewer=hr, today=today)
    sharing.share(reader=hr, viewer=person, today=today, ends=today + timedelta(days=60))
