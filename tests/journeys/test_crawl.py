"""Every page somebody can reach by following links: usable by everyone, in its own language, on the desk and the phone.

Each visitor walks three times, in each language, in the light and in the dark, at the desk and on a phone: once at every
landing, and the other two times by night.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from stigar.areas.queries.map import newest_map
from stigar.dialogues.queries.waiting import waits_between_two
from stigar.foundation import clock
from stigar.foundation.tenancy import inside
from stigar.levels.models import Vacancy
from stigar.library.models import Competence, Item
from stigar.profiles.models import Version, Workshop
from tests.journeys.between_two import of_the_two
from tests.journeys.english import READABLE, left_in
from tests.journeys.furnished import furnish, somebody
from tests.journeys.opened import opened_for
from tests.journeys.rounds import plan_of_a_round
from tests.journeys.turns import by_night
from tests.journeys.under_way import drawing, pages_under_way
from tests.journeys.walking import TOO_WIDE, walk
from tests.journeys.working import work_off
from tests.web.matrix import TABLE
from tests.web.stage import CAST

pytestmark = [pytest.mark.journey, pytest.mark.slow]
WALKS = [  # most on the phone, where there is least room
    ("hr", "sv", 390, "light"), ("employee", "nb", 390, "dark"), ("admin", "en", 390, "dark"), ("auditor", "sv", 1280, "dark"),
    ("nobody", "en", 1280, "light"),
]  # fmt: skip
BY_NIGHT = [
    ("hr", "nb", 1280, "dark"), ("hr", "en", 390, "dark"), ("employee", "sv", 1280, "light"), ("employee", "en", 1280, "dark"),
    ("admin", "sv", 390, "light"), ("admin", "nb", 1280, "dark"), ("auditor", "nb", 390, "light"), ("auditor", "en", 1280, "light"),
    ("nobody", "sv", 390, "dark"), ("nobody", "nb", 1280, "light"),
]  # fmt: skip
ONLY = {"admin": ("/accounts/", "/settings/"), "auditor": ("/journal/",)}  # of these only what nobody else sees
BEHIND_FORMS = [  # pages that no link leads to, only a form or a letter
    "/account/password/set/", "/account/password/reset/", "/account/password/reset/done/", "/account/password/reset/key/done/",
    "/account/password/reset/key/abc-x/", "/account/inactive/",
    "/account/logout/", "/account/2fa/webauthn/", "/account/2fa/recovery-codes/generate/",
]  # fmt: skip
DOORS = {
    "hr": ["/home/", "/library/concepts/?q=kund", "/wishes/reasons/"],
    "employee": ["/home/", "/library/concepts/?q=kund", *BEHIND_FORMS],
    "nobody": ["/account/login/", "/account/password/reset/", "/machines/"],
    "admin": ["/accounts/", "/settings/"],
    "auditor": ["/journal/"],
}
FOR_PROGRAMMERS = "/machines/"  # the operations are described in the language of the contract, English
# A part of another page, or a file.
NEVER_BY_THEMSELVES = {
    "work/skills/options/", "work/<uuid:role>/skills/suggestions/", "library/suggestions/", "people/imports/<uuid:key>/progress/",
    "areas/<form:kind>/", "people/imports/example/", "account/held/file/", "account/held/everything/",
    "competence/groups/workbook/", "competence/groups/csv/", "competence/file/<str:kind>/", "competence/plan/file/",
    "competence/team/file/<str:kind>/", "competence/certificates/<uuid:certificate>/file/", "dialogues/<uuid:talk>/summary/file/",
    "competence/files/<uuid:key>/progress/",
    "profiles/workshops/<str:key>/board/", "profiles/people/", "profiles/imports/template/",
    "profiles/<uuid:profile>/file/<str:kind>/", "profiles/<uuid:profile>/guide/<str:kind>/", "profiles/projects/<uuid:project>/rules/file/",
    "areas/takings/<uuid:errand>/file/", "library/models/template/", "library/models/<uuid:model>/files/<slug:kind>/",
    "library/models/<uuid:model>/ties/file/", "dialogues/<uuid:talk>/booking/file/",
    "competence/people/<uuid:person>/<uuid:competence>/evidence/<uuid:evidence_key>/",
    "dialogues/rounds/colleagues/", "dialogues/rounds/<uuid:round>/opening/",
    "app/<str:language>/manifest.webmanifest", "app/<str:language>/worker.js", "app/<str:language>/offline/",
}  # fmt: skip
AXE = {"resultTypes": ["violations"]}


@pytest.mark.parametrize(("who", "language", "width", "scheme"), [*WALKS, *by_night(BY_NIGHT)])
def test_every_page_can_be_used_by_everyone(example, enter, who, language, width, scheme):
    page = _come_in(enter, who, language, width, scheme)

    walked, faults = walk(
        page,
        [*DOORS[who], *_inner_doors(who)],
        lambda *seen: _faults(*seen, language, width),
        only=ONLY.get(who, ("/",)),
    )

    assert faults == []
    assert _unreached(who, walked) == set()


def _inner_doors(who):
    """What is under way just now; and what HR writes in: a competence, a text of the library, a project with a workshop open."""
    if who not in {"hr", "employee"}:
        return []
    hr = somebody("hr")
    with inside(hr.organisation_id):
        listening = Competence.objects.get(key="listening")
        way = f"/competence/plan/ways/{listening.pk}/"
        between = _between_two(somebody("employee"))
        if who == "employee":
            return [drawing(hr), way, *between, *of_the_two(somebody("employee"))]
        one = f"/library/competences/{listening.pk}"
        workshop = Workshop.objects.filter(stage=Workshop.PROPOSE, proposals__isnull=False).earliest("at")
        about = workshop.project
        return [
            f"{one}/wording/", f"{one}/items/activity/", f"/library/items/{listening.items.first().pk}/wording/",
            f"/library/items/{Item.objects.filter(competence__model__kind='own').first().pk}/rights/",
            f"/profiles/projects/{about.pk}/workshops/", f"/profiles/workshops/{workshop.key}/",
            f"/profiles/workshops/{workshop.key}/groups/{workshop.groups.first().pk}/",
            f"/profiles/workshops/{workshop.key}/proposals/{workshop.proposals.first().pk}/",
            f"/profiles/projects/{about.pk}/letters/{about.messages.first().pk}/",
            f"/profiles/{Version.objects.earliest('at').profile_id}/versions/1/",
            f"/profiles/areas/{newest_map('sv').areas[0].key}/", *pages_under_way(hr), way, *between[:3],
            *opened_for(hr, somebody("employee")), plan_of_a_round(),
            f"/competence/vacancies/{Vacancy.objects.filter(ended_at=None).first().pk}/consideration/",
        ]  # fmt: skip


def _between_two(person):
    """Pages about somebody that no link leads to once they are under way: HR's too, which asks for a reason first."""
    one = f"people/{person.pk}"
    waiting = next(iter(waits_between_two(person, today=clock.today()).assessments))
    return [
        f"/competence/{one}/",
        f"/competence/{one}/assessments/new/",
        f"/dialogues/{one}/new/",
        f"/competence/assessments/{waiting.key}/",
    ]


def _come_in(enter, who, language, width, scheme):
    furnish()
    work_off()
    person = None if who == "nobody" else somebody(who)
    return enter(person, language=language, width=width, scheme=scheme, address="/machines/")


def _faults(page, address, answer, language, width):
    if answer.status != 200:
        yield f"status {answer.status}"
    for fault in Axe().run(page, options=AXE).response["violations"]:
        yield fault["id"], [node["html"] for node in fault["nodes"]][:3]
    yield from (f"too wide: {one}" for one in page.evaluate(TOO_WIDE, width))
    if language != "en" and address != FOR_PROGRAMMERS:
        yield from (f"English: {text}" for text in left_in(page.evaluate(READABLE), language))
    if page.locator("html").get_attribute("lang") != language or page.locator("h1").count() != 1:
        yield "not in the language, or not one heading"


def _unreached(who, walked):
    """Pages that answer this visitor and were not walked."""
    column = {"hr": "hedda", "employee": "bo"}.get(who)
    if column is None:
        return set()
    answers = {
        route.removeprefix("GET "): cells[CAST.index(column)]
        for route, cells in TABLE.items()
        if route.startswith("GET ")
    }
    pages = {
        route.replace("/^", "/") for route, status in answers.items() if status == 200 and not route.startswith("/api/")
    }
    logins = (
        {page for page in pages if page.startswith("account/")} if who == "hr" else set()
    )  # the employee walks those
    return pages - set(walked) - NEVER_BY_THEMSELVES - logins
