"""Colleagues with a browser each: small verbs, so that a journey reads as what people do.

``helena.press("Save the goal")`` takes the English words and presses what stands there in Helena's own language.
"""

import re
from typing import Self

from playwright.sync_api import Locator, Page, expect

from stigar.people.models import Identity, Person
from tests.journeys.words import word

#: A page that is being sent away carries a mark, so that nobody takes it for the page that answers.
MARK = """addEventListener("submit", (event) => {
  if (!event.defaultPrevented && event.target.method !== "dialog") document.documentElement.dataset.sent = "";
});"""


def let_in(person: Person) -> Person:
    """The person with a login of their own, made now if there was none."""
    if person.identity is None:
        person.identity = Identity.objects.create_user(person.email)
        person.save(update_fields=["identity"])
    return person


class Colleague:
    """Somebody at a screen or a phone: goes, reads, presses and writes in their own language."""

    def __init__(self, page: Page, person: Person, language: str) -> None:
        self.page, self.person, self.language = page, person, language
        page.add_init_script(MARK)

    def go(self, address: str) -> Self:
        self.page.goto(address)
        return self

    def said(self, text: str, /, **values: object) -> str:
        """What stands for this English text in the colleague's language."""
        return word(text, self.language) % values

    def button(self, text: str, /, *, of: str = "", among: Locator | None = None, **values: object) -> Locator:
        """A button by its words; ``of`` is what it is about, as somebody who hears the page is told."""
        found = re.compile(rf"^\s*{re.escape(self.said(text, **values))}[\s:]*{re.escape(of)}\s*$")
        return (among or self.page.locator("body")).get_by_role("button", name=found).first

    def link(self, text: str, /, **values: object) -> Locator:
        return self.page.locator("body").get_by_role("link", name=self.said(text, **values)).first

    def press(self, text: str, /, *, of: str = "", among: Locator | None = None, **values: object) -> Self:
        self.button(text, of=of, among=among, **values).click()
        return self._arrived()

    def follow(self, text: str, /, **values: object) -> Self:
        self.link(text, **values).click()
        return self._arrived()

    def write(self, **fields: str) -> Self:
        for name, text in fields.items():
            self.page.locator(f"main [name={name}]").filter(visible=True).first.fill(text)
        return self

    def unfold(self, action: str) -> Self:
        """Open what is folded round the form that goes to this address."""
        self.page.locator(f"details:has(form[action$='{action}']) > summary").first.click()
        return self

    def choose(self, name: str, value: str) -> Self:
        self.page.locator(f"main [name={name}][value='{value}']").check()
        return self

    def sees(self, text: str, /, **values: object) -> Self:
        """The words, in the colleague's language, stand on the page for anybody to read."""
        return self.reads(self.said(text, **values))

    def reads(self, words: str) -> Self:
        """These very words stand on the page."""
        expect(self.page.locator("body").get_by_text(words).filter(visible=True).first).to_be_visible()
        return self

    def misses(self, text: str, /, **values: object) -> Self:
        expect(self.page.get_by_text(self.said(text, **values), exact=True)).to_have_count(0)
        return self

    def heads(self, text: str, /, **values: object) -> Self:
        """The page is headed so."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.said(text, **values))
        return self

    def _arrived(self) -> Self:
        expect(self.page.locator("html:not([data-sent]):not(:has(.htmx-request))")).to_be_attached()
        self.page.wait_for_load_state()
        return self
