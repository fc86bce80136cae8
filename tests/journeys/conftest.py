"""A real browser, a real server and a copied company for every journey.

``enter(person, language="nb", width=390, scheme="dark")`` opens the door as somebody. When the journey is over the
browser must have met nothing wrong: no error in its console, no breach of the content policy, no dialog, no 5xx.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as house_settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, expect, sync_playwright

from stigar.foundation.tenancy import inside
from tests.cast import Cast
from tests.journeys import worlds

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
LISTEN = """addEventListener('securitypolicyviolation', event =>
    console.error('policy', event.violatedDirective, event.blockedURI, event.sourceFile))"""
Enter = Callable[..., Page]
PATIENCE = 20_000  # milliseconds; a busy machine is no fault of the house
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("Chromium is not here; on Debian: apt install chromium")
    with pytest.MonkeyPatch.context() as world, sync_playwright() as playwright:
        world.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop running in this thread
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a house that answers from whichever database the house lives in just now."""
    if connection.vendor != "sqlite":
        pytest.skip("Journeys run once, on SQLite; on PostgreSQL the same pages are tried without a browser")
    thread = LiveServerThread("localhost", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://localhost:{thread.port}"
    thread.terminate()


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers share."""
    return worlds.shelf_of(tmp_path_factory)


@pytest.fixture
def world(server, shelf, tmp_path, settings, django_db_blocker) -> Iterator[Cast]:
    """The cast's company, its work told, no map drawn yet; the world is open."""
    settings.STIGAR = settings.STIGAR.model_copy(update={"address": server})
    with django_db_blocker.unblock():
        file = worlds.copied(shelf, "cast.sqlite3", worlds.make_cast, tmp_path)
        with worlds.living_in(file):
            company = worlds.cast_in(shelf / "cast.sqlite3")
            with inside(company.organisation.id):
                yield company


@pytest.fixture
def example(server, shelf, tmp_path, settings, django_db_blocker) -> Iterator[str]:
    """The example companies, in demo mode; gives the address."""
    settings.STIGAR = settings.STIGAR.model_copy(update={"address": server, "demo": True})
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "outbox")
    with (
        django_db_blocker.unblock(),
        worlds.living_in(worlds.copied(shelf, "example.sqlite3", worlds.make_example, tmp_path)),
    ):
        yield server


@pytest.fixture
def enter(chromium: Browser, server: str) -> Iterator[Enter]:
    """Open the door as somebody (an identity's owner, or nobody), with a browser of their own."""
    contexts, wrongs = [], []

    def come_in(person=None, *, language="sv", width=1280, scheme="light", address="/", workers="block") -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, locale=language, base_url=server,
            has_touch=width < 500, accept_downloads=True, timezone_id="Europe/Stockholm", service_workers=workers,
        )  # fmt: skip
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(LISTEN)
        context.add_cookies(_cookies(person, language, server))
        page = context.new_page()
        _listen(page, wrongs)
        page.goto(address)
        return page

    yield come_in
    for context in contexts:
        context.close()
    assert wrongs == []


def _cookies(person, language: str, server: str) -> list[dict]:
    found = {house_settings.LANGUAGE_COOKIE_NAME: language}
    if person is not None:
        browser = Client()
        browser.force_login(person.identity)
        found |= {name: morsel.value for name, morsel in browser.cookies.items()}
    return [{"name": name, "value": value, "url": server} for name, value in found.items()]


def _listen(page: Page, wrongs: list) -> None:
    """Remember what a browser complains of. A form answered with its faults (422), or words kept inside (403), are no complaint."""
    page.on("console", lambda said: _complain(page, wrongs, said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrongs.append((page.url, str(error))))
    page.on("response", lambda got: wrongs.append((got.url, got.status)) if got.status >= 500 else None)
    page.on("dialog", lambda dialog: (wrongs.append((page.url, f"dialog: {dialog.message}")), dialog.dismiss()))


def _complain(page: Page, wrongs: list, text: str) -> None:
    if not re.search(
        r"status of (403|409|422)|ERR_INTERNET_DISCONNECTED", text
    ):  # the last is a journey's own lost connection
        wrongs.append((page.url, text))
