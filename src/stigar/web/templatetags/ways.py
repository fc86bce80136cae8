"""``{% url %}`` as everywhere, without working out the address of a page anew each time: a page has ten to forty of them.

It stands in the settings as one of the tags that every template knows (docs/decisions/0105).
"""

from typing import Any
from uuid import UUID

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as plain
from django.urls import NoReverseMatch

from stigar.web.fragments import between

register = template.Library()


class Way(URLNode):
    """An address by its name and the ids of things; what asks for anything else is worked out as always."""

    def render(self, context: Context) -> Any:
        args = [arg.resolve(context) for arg in self.args]
        if self.kwargs or not all(isinstance(arg, UUID) for arg in args):
            return super().render(context)
        try:
            first, *rest = between(self.view_name.resolve(context), len(args))
        except NoReverseMatch:
            return super().render(context)
        address = first + "".join(f"{arg}{part}" for arg, part in zip(args, rest, strict=True))
        if self.asvar is None:
            return address
        context[self.asvar] = address
        return ""


@register.tag
def url(parser: Parser, token: Token) -> Way:
    """``{% url "people:person" one.pk %}``"""
    found = plain(parser, token)
    return Way(found.view_name, found.args, found.kwargs, found.asvar)
