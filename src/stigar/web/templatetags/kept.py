"""What a page says again and again, made once: the frame's menus, and the rows of long tables.

``{% kept %}`` keeps the finished text of a part of a page for as long as what it depends on is the same; ``{% rows %}``
makes a big table's rows through Jinja2, which costs a tenth of a Django template (docs/decisions/0044).
"""

import secrets
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from stigar.foundation.tenancy import where_we_are

register = template.Library()
MOST = 2000  # texts kept at a time, a few kB each
FRESH = {name: f"fresh-{secrets.token_hex(8)}" for name in ("csrf_token", "page_address")}
_texts: dict[tuple[Any, ...], str] = {}


class Kept(template.Node):
    """A part of a template that is made once for each language, organisation and value of what it depends on."""

    def __init__(self, name: str, depends: list[FilterExpression], nodelist: NodeList) -> None:
        self.name, self.depends, self.nodelist = name, depends, nodelist

    def render(self, context: Context) -> SafeString:
        on = tuple(expression.resolve(context) for expression in self.depends)
        key = (self.name, get_language(), where_we_are(), *on)
        text = _texts.get(key)
        if text is None:
            with context.push(**FRESH):
                text = self.nodelist.render(context)
            if len(_texts) >= MOST:
                _texts.clear()
            _texts[key] = text
        for name, mark in FRESH.items():
            if mark in text:
                text = text.replace(mark, conditional_escape(str(context.get(name, ""))))
        return mark_safe(text)


@register.tag
def kept(parser: Parser, token: Token) -> Kept:
    """Keep what stands within, by a name and all that it depends on: ``{% kept "bar" here menus %}...{% endkept %}``.

    The language and the organisation always count. What depends on the single request must not stand within, but for the
    page's ``page_address`` and its ``csrf_token``, which are put in afresh each time.
    """
    _, name, *depends = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(name.strip("\"'"), [parser.compile_filter(one) for one in depends], nodelist)


@register.simple_tag
def rows(name: str, **what: Any) -> SafeString:
    """The rows of a table, made by the Jinja2 template of this name: ``{% rows "people/directory_rows.html" people=page %}``."""
    return mark_safe(get_template(name, using="jinja2").render(what))
