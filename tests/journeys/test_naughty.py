"""Whatever people write is words, wherever it is shown: nothing runs, nothing is swallowed, nothing breaks the page."""

import pytest

from tests.journeys.naughty import STRINGS, write_everywhere
from tests.journeys.walking import TOO_WIDE, walk

pytestmark = [pytest.mark.journey, pytest.mark.slow]
HARM = "[...document.querySelectorAll('img[src=x], svg[onload], script:not([src]):not([type]), [onerror]')].map(one => one.outerHTML)"
DOORS = {
    "hedda": ["/home/", "/library/concepts/?q=alert", "/wishes/reasons/"],
    "bo": ["/account/tokens/"],
    "rut": ["/journal/"],
}


@pytest.fixture
def written(world):
    write_everywhere(world)
    return world


def test_what_is_written_is_shown_as_words_and_nothing_more(written, enter):
    shown = []

    for name, doors in DOORS.items():
        page = enter(getattr(written, name), width=390, address="/machines/")
        shown += walk(page, [*doors, f"/work/{written.adviser.pk}/", f"/work/{written.adviser.pk}/traits/"], _look)[1]

    assert [f"{address} {what}: {found}" for address, (what, found) in shown if what != "text"] == []
    texts = " ".join(found[1][1] for found in shown)
    assert [text for text in STRINGS if " ".join(text.split()) not in texts] == []


def _look(page, address, answer):
    """What stands on the page, and what harm it did (the browser's own complaints are read when it closes)."""
    yield "text", page.evaluate("document.body.innerText.replace(/\\s+/g, ' ')")
    yield from (("harm", one) for one in page.evaluate(HARM))
    yield from (("too wide", one) for one in page.evaluate(TOO_WIDE, 390))
    if answer.status != 200:
        yield "status", answer.status
