"""A secret word in every personal field; then everyone of the cast reads everything there is to read.

Pages are those of the resolver and every link on them, operations those of OpenAPI, searches are for the secrets
themselves, and what can be taken along is taken along. A word read where the policy forbids it is red.
"""

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from urllib.parse import quote, urlsplit

import pytest
from django.test import Client

from stigar.areas.actions.map import draw_map
from stigar.foundation.tenancy import inside
from stigar.people.actions.oneself import make_token
from stigar.web.api import api
from tests.areas.worked import tell_the_work
from tests.cast import TODAY
from tests.proof.secrets import DETAILS, NAMES, may_read, plant, secrets, word
from tests.web.matrix import TABLE

SEARCHES = (
    "/people/?q={}", "/roles/?q={}", "/work/?q={}", "/accounts/?q={}", "/work/skills/options/?text={}", "/library/suggestions/?q={}",
    "/library/concepts/?q={}",
)  # fmt: skip
MACHINE_SEARCHES = ("/api/v1/people?q={}", "/api/v1/work?q={}", "/api/v1/concepts?q={}")
ENDS_THE_VISIT = re.compile(r"/logout/|/openapi|^/account/(2fa|password|reauthenticate)")
HREF = re.compile(r'(?:href|hx-get|src)="(/[^"#]*)"')
pytestmark = pytest.mark.once  # what a page shows is the same from either database, and this is a long walk
ALIKE = 3  # links to pages of the same kind that are followed, besides those of people and roles


@pytest.fixture
def planted(cast):
    plant(cast)
    tell_the_work(cast)
    draw_map(viewer=cast.hedda, today=TODAY)
    return cast


@pytest.mark.parametrize("viewer", [*NAMES, "eve"])
def test_a_secret_is_read_only_by_whom_the_policy_names(planted, viewer):
    person = getattr(planted, viewer)
    person.refresh_from_db()

    read = dict(_everything(planted, person))

    forbidden = sorted(
        (whose, field, address)
        for whose, field, pattern in secrets()
        if not may_read(viewer, whose, field)
        for address, text in read.items()
        if pattern.search(text)
    )
    assert forbidden == []
    assert len(read) > 60
    if viewer == "ada":  # who may read them does, or the walk went nowhere
        sung = {
            field for whose, field, pattern in secrets()
            if whose in ("ada", "bo") and any(pattern.search(text) for text in read.values())
        }  # fmt: skip
        assert sung == {*DETAILS, "wish", "why", "token"}


def test_nobody_is_found_by_a_secret_one_may_not_read(planted):
    """A search is a question too: an employee number, typed figure by figure, must not give away whose it is."""
    begun = [f"77{place}{place}" for place in range(len(NAMES))]

    found = {
        (who, number): pages
        for who in ("cai", "ulf", "dag", "rut")
        for number in begun
        if (pages := _hits(planted, getattr(planted, who), number))
    }

    assert found == {}


def test_what_somebody_answered_about_a_trait_is_seen_by_nobody_else(planted):
    """Bo and Cai have each rated a trait of their role; fewer than three answers show nothing to anyone else."""
    answered = {}

    for who in ("bo", "cai", "ada", "hedda"):
        browser, _ = _browsers(getattr(planted, who))
        page = browser.get(f"/work/{planted.adviser.pk}/traits/").content.decode()
        answered[who] = len(re.findall(r'name="rating" value="\d" aria-pressed="true"', page))

    assert answered == {"bo": 1, "cai": 1, "ada": 0, "hedda": 0}


def _hits(cast, person, number):
    browser, machine = _browsers(person)
    page = browser.get(f"/people/?q={number}").content.decode()
    rows = machine.get(f"/api/v1/people?q={number}").json()["rows"]
    others = [other for other in NAMES if getattr(cast, other).pk != person.pk]
    links = [other for other in others if f"/people/{getattr(cast, other).pk}/" in page]
    return links + [row["name"] for row in rows if row["id"] != str(person.pk)]


def _browsers(person):
    browser, machine = Client(raise_request_exception=False), Client(raise_request_exception=False)
    browser.force_login(person.identity)
    with inside(person.organisation_id):
        key = make_token(name="m", viewer=person, today=TODAY)[1]
    machine.defaults["HTTP_AUTHORIZATION"] = f"Bearer {key}"
    return browser, machine


def _everything(cast, person):
    """Every (address, text) this person can read."""
    browser, machine = _browsers(person)
    yield from _walked(browser, [*_pages(cast), *_searched(SEARCHES)])
    yield from _walked(machine, [*_operations(cast), *_searched(MACHINE_SEARCHES)])


def _walked(browser, addresses):
    waiting, seen, kinds = list(addresses), set(), Counter()
    given = set(addresses)
    while waiting:
        address = waiting.pop(0)
        kind = re.sub(r"[0-9a-f-]{36}|=.*", "", address)
        if address in seen or ENDS_THE_VISIT.search(address) or (address not in given and kinds[kind] >= ALIKE):
            continue
        seen.add(address)
        kinds[kind] += 1
        answer = browser.get(address)
        text = _text(answer)
        yield address, text.replace(quote(address), "").replace(_asked(address), "")
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            waiting += [link.replace("&amp;", "&") for link in HREF.findall(text) if not link.startswith("/static/")]


def _asked(address):
    """What was searched for stands in the search box; that is no secret to who typed it."""
    return urlsplit(address).query.partition("=")[2] or "\0"


def _text(answer):
    """What can be read in an answer: a page, JSON, the sheets of a workbook, or the text of a PDF."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    if content[:4] == b"%PDF" and shutil.which("pdftotext"):
        return subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    return content.decode("utf-8", "replace")


def _pages(cast):
    """Every page of the resolver; where an address has a slot, for every person and every role."""
    patterns = [route.removeprefix("GET ") for route in TABLE if route.startswith("GET ") and "/api/" not in route]
    yield from (f"/{pattern}" for pattern in patterns if "<" not in pattern and "(" not in pattern)
    yield from (f"/areas/{kind}/" for kind in ("workbook", "report", "json"))
    yield from _filled(patterns, cast, "/")


def _operations(cast):
    paths = [path for path, methods in api.get_openapi_schema()["paths"].items() if "get" in methods]
    yield from (path for path in paths if "{" not in path)
    yield from _filled([path.replace("{", "<").replace("}", ">") for path in paths], cast, "")


def _filled(patterns, cast, before):
    slot = re.compile(r"<(?:\w+:)?(person|person_id|role|role_id)>")
    for pattern in patterns:
        if len(slot.findall(pattern)) == pattern.count("<") == 1:
            things = [getattr(cast, name) for name in NAMES] if "person" in pattern else [cast.adviser, cast.leader]
            yield from (before + slot.sub(str(thing.pk), pattern) for thing in things)


def _searched(forms):
    """Every search, for the beginnings of the secrets."""
    begun = ["kanari", "77", "196", word("bo", "wish"), word("bo", "email")]
    return [form.format(words) for form in forms for words in begun]
