"""The pages keep the strict content policy, and name only icons that exist."""

import re

from django.template import Context, Template

from tests.house.tree import HOUSE, shown, templates

SPRITE = HOUSE / "web" / "static" / "vendor" / "icons.svg"
STYLES = HOUSE / "web" / "static" / "web"
FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>{]*\sstyle\s*="),
    "a style element": re.compile(r"<style"),
    "an inline script": re.compile(r"<script(?![^>]*\b(src|type=\"application/json\"))[^>]*>"),
    "an inline event": re.compile(r"<[^>{]*\son[a-z]+\s*=\s*[\"']"),
    "script in an htmx attribute": re.compile(r"hx-(vals|headers|on)[^=]*=\s*[\"'](js|javascript):|hx-on"),
    "a javascript address": re.compile(r"(href|action)\s*=\s*[\"']javascript:", re.I),
}


def test_no_template_breaks_the_content_policy():
    broken = [
        (shown(path), why)
        for path in templates()
        for why, sign in FORBIDDEN.items()
        if sign.search(path.read_text("utf-8"))
    ]

    assert broken == []


def test_every_icon_named_in_a_template_is_in_the_sprite():
    known = set(re.findall(r'symbol id="([^"]+)"', SPRITE.read_text(encoding="utf-8")))

    named = {
        name for path in templates() for name in re.findall(r'{% icon "([a-z0-9-]+)"', path.read_text(encoding="utf-8"))
    }

    assert named - known == set()


def test_no_style_sheet_reaches_outside_the_house():
    reaching = [path.name for path in STYLES.glob("*.css") if "://" in path.read_text(encoding="utf-8")]

    assert reaching == []


def test_an_icon_is_silent_unless_it_is_given_words():
    silent = Template('{% load look %}{% icon "phone" %}').render(Context())
    spoken = Template('{% load look %}{% icon "phone" words %}').render(Context({"words": "Telefon & sms"}))

    assert 'aria-hidden="true"' in silent
    assert 'role="img" aria-label="Telefon &amp; sms"' in spoken


def test_a_bar_is_as_long_as_its_part_and_warns_under_enough():
    answers = [
        Template("{% load look %}{% bar part enough=0.7 %}").render(Context({"part": part})) for part in (0.456, 0.7, 7)
    ]

    assert [re.search(r'rect width="([\d.]+)"', answer)[1] for answer in answers] == ["45.6", "70.0", "100.0"]
    assert ["attention" in answer for answer in answers] == [True, False, False]
