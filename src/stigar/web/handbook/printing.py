"""From a chapter's Markdown to what a browser reads: made once for each language, since the texts come with the release.

No HTML of the text's own is let through. Tables of three columns or more become cards on a phone, as the product's own do;
a picture leads to itself in full size; a link to another chapter leads there, and one that leads out of the handbook is plain words.
"""

import re
import struct
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from stigar.web.handbook.book import FRONT, Section, address, chapters, front

PICTURES = Path(__file__).resolve().parents[1] / "static" / "handbook"
CHAPTER = re.compile(r"(?P<key>[\w-]+)\.md(?:#(?P<anchor>[\w-]+))?")
CARDS, WIDE = 3, 5  # columns from which a table is read row by row on a phone, and from which it may scroll by itself


@cache
def printed(language: str, key: str) -> SafeString:
    """The whole chapter without its title, ready for the page. ``key`` is a chapter's, or the first page's."""
    chapter = front(language) if key == FRONT else chapters(language)[key]
    return mark_safe("".join(_section(section) for section in chapter.sections))


def _section(section: Section) -> str:
    body = made(section.text, section.title)
    if not section.anchor:
        return body
    return format_html('<section id="{}"><h2>{}</h2>{}</section>', section.anchor, section.title, body)


def made(text: str, title: str = "") -> SafeString:
    """A piece of Markdown as it stands on a page, under the heading ``title``."""
    reader = MarkdownIt("commonmark", {"html": False}, renderer_cls=Printer).enable("table")
    return mark_safe(str(reader.render(text, {"title": title})))


def size(picture: Path) -> tuple[int, int]:
    """How wide and high a PNG picture is, in points of the screen: so that the text does not jump when it comes."""
    with picture.open("rb") as file:
        width, height = struct.unpack(">II", file.read(24)[16:])
    return width, height


class Printer(RendererHTML):
    """What we say otherwise than plain Markdown does; each method is named after the token it prints."""

    def image(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        name = str(tokens[at].attrGet("src")).rpartition("/")[2]
        width, height = size(PICTURES / name)
        words = self.renderInlineAsText(tokens[at].children, options, env)
        return format_html(
            '<a href="{0}"><img src="{0}" alt="{1}" width="{2}" height="{3}" decoding="async"></a>',
            static(f"handbook/{name}"), words, width, height,
        )  # fmt: skip

    def link_open(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        found = CHAPTER.fullmatch(str(tokens[at].attrGet("href")))
        env["leads_out"] = not found
        if not found:
            return ""
        return format_html('<a href="{}">', address(found["key"], found["anchor"] or ""))

    def link_close(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        return "" if env["leads_out"] else "</a>"

    def paragraph_open(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        return "<figure>" if _is_picture(tokens[at + 1]) else self.renderToken(tokens, at, options, env)

    def paragraph_close(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        return "</figure>" if _is_picture(tokens[at - 1]) else self.renderToken(tokens, at, options, env)

    def table_open(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        end = next(place for place in range(at, len(tokens)) if tokens[place].type == "thead_close")
        heads = [tokens[place + 1] for place in range(at, end) if tokens[place].type == "th_open"]
        env["heads"] = [self.renderInlineAsText(head.children or [], options, env) for head in heads]
        table = '<table class="table table--cards">' if len(heads) >= CARDS else '<table class="table">'
        frame = '<div class="table-frame" tabindex="0" role="region" aria-label="{}">'
        return format_html(frame, env["title"]) + table if len(heads) >= WIDE else table

    def table_close(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        return "</table></div>" if len(env["heads"]) >= WIDE else "</table>"

    def th_open(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        return '<th scope="col">'

    def tr_open(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        env["column"] = -1
        return "<tr>"

    def td_open(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        env["column"] += 1
        if len(env["heads"]) < CARDS:
            return "<td>"
        return format_html('<td data-label="{}">', env["heads"][env["column"]]) if env["column"] else '<th scope="row">'

    def td_close(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        return "</td>" if env["column"] or len(env["heads"]) < CARDS else "</th>"


def _is_picture(token: Token) -> bool:
    return [one.type for one in token.children or []] == ["image"]
