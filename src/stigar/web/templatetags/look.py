"""The small words templates use for how things look: an icon, a field, a bar, a share in the reader's own writing.

What is bigger stands in ``web/parts/``; docs/look.md tells what each part is for and what it wants to know.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Textarea
from django.forms.boundfield import BoundWidget
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()
TINTS = ("second", "attention")
BROWSERS = (
    ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
DEVICES = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite, by its name there. With a label it speaks; without, it is only seen.

    >>> str(icon("phone")).endswith('#phone"></use></svg>')
    True
    """
    return _icon(name, str(label))


@lru_cache(maxsize=1000)
def _icon(name: str, label: str) -> SafeString:
    voice = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="icon" {} focusable="false"><use href="{}#{}"></use></svg>', voice, _sprite(), name)


@register.filter
def initials(name: object) -> str:
    """The first letters of the first and the last name.

    >>> initials("Åsa Maria Öberg"), initials("Prince"), initials("")
    ('ÅÖ', 'P', '')
    """
    words = str(name).split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


@register.filter
def browser(agent: object) -> str:
    """What a browser calls itself, in words a person knows.

    >>> browser("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1")
    'Safari, iPhone'
    """
    words = str(agent)
    found = [next((plain for sign, plain in signs if sign in words), "") for signs in (BROWSERS, DEVICES)]
    return ", ".join(filter(None, found)) or words


@register.filter
def share(part: float) -> str:
    """A part of one as per cent, written as the reader's language does.

    >>> share(0.716)
    '72%'
    """
    space = "\N{NO-BREAK SPACE}" if (get_language() or "en")[:2] in ("sv", "nb") else ""
    return f"{round(float(part) * 100)}{space}%"


@register.simple_tag
def bar(part: float, tint: str = "", *, enough: float = 0.0) -> SafeString:
    """A thin bar filled to a part of one (0-1), in cloudberry while it is under ``enough``.

    Always put the number in words beside it; the bar itself is silent.
    """
    tint = "attention" if float(part) < enough else tint
    css = f"bar-line bar-line--{tint}" if tint in TINTS else "bar-line"
    width = round(max(0.0, min(1.0, float(part))) * 100, 1)
    return format_html(
        '<svg class="{}" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{}" height="8" rx="3"></rect></svg>',
        css,
        str(width),
    )


@register.simple_tag
def field(bound: BoundField, *, short: bool = False, left: str = "") -> SafeString:
    """One field of a form with its label, help and faults. ``left`` ("%d characters left") counts while typing."""
    widget = bound.field.widget
    widget.attrs.setdefault("class", "" if isinstance(widget, FileInput) else "ds-input")
    widget.attrs.pop("placeholder", None)  # it vanishes as one types; the label stays
    if isinstance(widget, Textarea):
        widget.attrs.pop("cols", None)
    told = {"field": bound, "kind": _kind(widget), "short": short, "left": left, "choices": _choices(bound)}
    return mark_safe(get_template("web/field.html", using="jinja2").render(told))


@register.inclusion_tag("web/parts/fields.html")
def fields(form: Any) -> dict[str, Any]:
    """All of a form: what was wrong first, then each field in turn."""
    return {"form": form}


def _kind(widget: Any) -> str:
    if isinstance(widget, CheckboxSelectMultiple | RadioSelect):
        return "choices"
    if isinstance(widget, CheckboxInput):
        return "tick"
    return "file" if isinstance(widget, FileInput) else "plain"


def _choices(bound: BoundField) -> Sequence[BoundWidget]:
    return list(bound) if _kind(bound.field.widget) == "choices" else ()


@lru_cache(maxsize=1)
def _sprite() -> str:
    return static("vendor/icons.svg")
