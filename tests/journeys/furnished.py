"""The example company with something of everything in it, so that no page of the crawl is empty."""

import uuid
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

from stigar.areas.actions.questions import answer_question
from stigar.areas.actions.start import start_area
from stigar.areas.actions.wishes import make_wish
from stigar.areas.queries.map import newest_map
from stigar.dialogues.actions import goals, reflections, templates
from stigar.dialogues.queries.goals import Draft
from stigar.foundation import clock, files
from stigar.foundation.tenancy import everywhere, inside
from stigar.levels.actions import offers, plan, vacancies
from stigar.levels.actions.careers import be_interested
from stigar.library.actions import hide, keep_model
from stigar.library.models import Competence
from stigar.library.queries.shelf import shelf
from stigar.people.actions.accounts import invite_person
from stigar.people.actions.imports import bring_file
from stigar.people.actions.oneself import ask_for_erasure, make_token
from stigar.people.models import DemoVisitor, Person
from stigar.people.queries.roles import roles_today
from stigar.profiles.queries.profiles.asking import askings
from tests.journeys.between_two import judge_and_talk
from tests.journeys.grouped import count_groups
from tests.journeys.holding import hold
from tests.journeys.opened import open_for
from tests.journeys.rounds import hold_rounds
from tests.journeys.under_way import ask_all, bring_files
from tests.library.told import brought

ICONS = {"hr": "person-group", "admin": "cog", "union": "handshake", "auditor": "shield-checkmark"}
PEOPLE = "Anställningsnummer;Förnamn;Efternamn;Befattning\n9001;Åsa;Öberg;Kundradgivare\n9002;Ørjan;Ås;Kundrådgivare\n"
WRONG = "Anställningsnummer;Förnamn;Efternamn;Anställd från\n9001;Åsa;Öberg;i våras\n9001;Ørjan;Ås;2020-01-01\n"
WORK = "Roll;Uppgift;Hur ofta\nKundrådgivare;Svarar på brev;varje dag\nTestare;Provar med skärmläsare;varje vecka\n"


def somebody(kind: str) -> Person:
    """One of Alvbro's cast; ``employee`` is the first who has no duty."""
    with everywhere():
        faces = DemoVisitor.objects.filter(person__organisation__key="alvbro").select_related(
            "person__organisation", "person__identity"
        )
        wanted = (
            faces.filter(icon=ICONS[kind]) if kind in ICONS else faces.filter(person__duties=None, person__leads=None)
        )
        return wanted.order_by("sort").first().person


def furnish() -> None:
    """Leave a file half way in, an answer, a wave, a token, an invitation, a question and a request for erasure."""
    hr, employee, admin = somebody("hr"), somebody("employee"), somebody("admin")
    today = clock.today()
    with inside(hr.organisation_id):
        bring_file(file=BytesIO(PEOPLE.encode()), name="personal.csv", viewer=hr, today=today)
        files.keep(BytesIO(WORK.encode()), "arbete.csv", kind="work", by=hr)
        view = newest_map("sv")
        waits = next(area.key for area in view.areas if area.wave is None)
        start_area(
            key=waits, begins=today + timedelta(days=30), weeks=8, why="Flest personer", seen=view.turn,
            viewer=hr, today=today,
        )  # fmt: skip
        one, other = (uuid.UUID(role.id) for role in view.areas[0].roles[:2])
        answer_question(one=one, other=other, same=True, viewer=hr, today=today)
        make_token(name="Lönesystemet", viewer=employee, today=today)
        make_token(name="Rapporter", viewer=hr, today=today)
        make_wish(text="Hantera klagomål", why="Det är svårt", viewer=employee, today=today)
        ask_for_erasure(viewer=employee, today=today)
        keep_model(told=brought(kind="own"), viewer=hr, today=today)
        hide(thing=Competence.objects.get(key="energy"), viewer=hr, today=today)
        ask_all(hr, employee)
        judge_and_talk(employee)
        templates.copy(key="short", viewer=hr, today=today)
        _plan(employee)
        hold(employee, hr)
        _goal_and_thought(employee)
        open_for(hr, employee)
        hold_rounds(hr)
        bring_files(hr)
        outside = Person.objects.here(today).filter(identity=None).exclude(email="").first()
        invite_person(person=outside, viewer=admin, today=today)
        count_groups(today=today)
        _vacancy(hr, employee)


def _goal_and_thought(person: Person) -> None:
    """A goal of one's own that is counted every week, and something one has thought over."""
    today = clock.today()
    words = "Jag ringer tillbaka två kunder i veckan till den sista februari"
    draft = Draft(
        words, "sv", today, counts="samtal", unit="samtal", baseline=Decimal(0), target=Decimal(2), attractive=4
    )
    goals.write(draft=draft, viewer=person, today=today)
    reflections.keep(pieces=[reflections.Piece("Vad blev svårt?", "Kön på måndagen")], viewer=person, today=today)


def _vacancy(hr: Person, employee: Person) -> None:
    """A vacancy in a role of which one of the cast is told, to which they are named to recruit, and one that has ended."""
    told = {"unit": None, "where": "Malmö", "words": "Från våren", "viewer": hr, "today": clock.today()}
    for role in list(askings().by_role)[:2]:
        made = vacancies.open_vacancy(role=role, last_day=clock.today() + timedelta(days=20), **told)
        vacancies.name_recruiter(vacancy=made, person=employee, viewer=hr, today=clock.today())
    vacancies.end_vacancy(vacancy=made, viewer=hr, today=clock.today())


def _plan(person: Person) -> None:
    """An activity of the library under way, one of their own that is offered, one that is done; and a role that interests them."""
    today = clock.today()
    listening = next(one for one in shelf("sv") if one.key == "listening" and one.activities)
    told = {"viewer": person, "today": today}
    plan.take(item=listening.activities[0].id, toward=2, reason="urgent", language="sv", **told)
    for name in ("Ringa tillbaka en kund om dagen", "Lyssna på mina egna samtal"):
        own = plan.add_own(planned=plan.Planned(name=name, hours=Decimal(2)), competence=listening.id, toward=2, **told)
        offers.offer(activity=own, **told)
    plan.do(activity=own, on=today, use=3, **told)
    own_roles = {role.pk for role in roles_today(person, today=today)}
    other = next((role for role in askings().by_role if role not in own_roles), None)
    if other:
        be_interested(role=other, audience="manager", why="Jag vill lära mig mer", **told)
