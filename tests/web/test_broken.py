"""When something breaks nobody meets a bare error: a page in one's own language, kept by nobody, that tells nothing of what broke."""

import pytest
from django.test import Client

from tests.web.broken import SECRET

WORDS = {"sv": "Något gick sönder hos oss", "nb": "Noe gikk i stykker hos oss", "en": "Something broke on our side"}


@pytest.fixture
def broken(settings):
    settings.ROOT_URLCONF = "tests.web.broken"
    return "/broken/"


@pytest.mark.parametrize("language", WORDS)
def test_it_is_said_in_ones_own_language(cast, broken, language):
    browser = Client(raise_request_exception=False, HTTP_ACCEPT_LANGUAGE=language)

    answer = browser.get(broken)
    page = answer.content.decode()

    assert (answer.status_code, WORDS[language] in page, f'lang="{language}"' in page) == (500, True, True)


def test_who_is_logged_in_meets_it_too_and_reads_nothing_of_what_broke(cast, broken):
    browser = Client(raise_request_exception=False)
    browser.force_login(cast.bo.identity)

    answer = browser.get(broken, {"q": SECRET})
    page = answer.content.decode()

    assert (answer.status_code, 'href="/"' in page) == (500, True)
    assert (SECRET in page, "Traceback" in page, "Broken" in page) == (False, False, False)
    assert "default-src" in answer.headers["Content-Security-Policy"]
