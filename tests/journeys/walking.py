"""Walking through the house in a browser: link by link, one page of each kind, looking closely at every one."""

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from django.urls import resolve
from playwright.sync_api import Page, Response

NOT_PAGES = re.compile(
    r"(?<!^/competence)/files?/[\w-]+/?$|^/competence/file/|/(file|everything|csv|example|template|workbook|table|case|report|pdf|xlsx|json|openapi\.json)/?$|/evidence/[\w-]+/?$|^/look/|^/api/|^/static/|^/demo/|/logout/$"
)
TOO_WIDE = """width => {
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > width + 1);
    const own = wide.filter(one => !one.closest('.subplaces, .table-frame'));  // those two scroll by themselves
    return [document.documentElement.scrollWidth, ...own.slice(0, 3).map(one => one.outerHTML.slice(0, 120))];
}"""
Look = Callable[[Page, str, Response], Iterable[Any]]


def walk(
    page: Page, doors: Iterable[str], look: Look, *, only: tuple[str, ...] = ("/",)
) -> tuple[dict[str, str], list[Any]]:
    """Follow links breadth first from the ``doors``. Gives the kinds of pages walked, and what ``look`` found where."""
    waiting, walked, found = list(doors), {}, []
    while waiting:
        address = waiting.pop(0)
        kind = resolve(urlsplit(address).path).route
        if kind in walked:
            continue
        walked[kind] = address
        answer = page.goto(address, wait_until="load")
        page.locator(".htmx-request").first.wait_for(state="detached")
        found += [(address, fault) for fault in look(page, address, answer)]
        waiting += [
            link for link in _links(page) if link.startswith(only) and not NOT_PAGES.search(urlsplit(link).path)
        ]
    return walked, found


def _links(page: Page) -> list[str]:
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    here = urlsplit(page.url).netloc
    return [f"{parts.path}?{parts.query}".rstrip("?") for link in found if (parts := urlsplit(link)).netloc == here]
