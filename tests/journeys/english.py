"""Which English words of the interface stand on a page that should speak another language.

Every text of the catalogues (ours, Django's and the log-in library's) that is said differently in the language is
looked for among what a visitor can read: text, labels for screen readers, titles and help.
"""

import gettext
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import allauth
import django
from babel.messages.pofile import read_po

from tests.house.words import catalogue

READABLE = """() => {
    const found = new Set([document.title]);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const own = one => one.closest('script, style, template, [lang]:not(html), datalist, code');
    while (walker.nextNode()) if (!own(walker.currentNode.parentElement)) found.add(walker.currentNode.data);
    for (const one of document.querySelectorAll('[aria-label], [title], [alt]'))
        if (!own(one)) for (const name of ['aria-label', 'title', 'alt']) found.add(one.getAttribute(name) ?? '');
    return [...found].map(text => text.replace(/\\s+/g, ' ').trim()).filter(text => /\\p{L}{2}/u.test(text));
}"""
HOLE = re.compile(r"%\(\w+\)[sd]|%[sd]|<[^>]+>")
OTHERS = [Path(django.__file__).parent / "conf" / "locale", Path(allauth.__file__).parent / "locale"]


def left_in(texts: Iterable[str], language: str) -> list[str]:
    """Those of the ``texts`` that are English words of the interface."""
    return sorted(text for text in texts if _is_left(text, language))


@cache
def _is_left(text: str, language: str) -> bool:
    plain, patterns = _english(language)
    return text in plain or any(pattern.fullmatch(text) for pattern in patterns.get(text[:3], ()))


@cache
def _english(language: str) -> tuple[frozenset[str], dict[str, list[re.Pattern[str]]]]:
    """What would be said differently: whole texts, and patterns of those with a hole, by their first three letters."""
    plain: set[str] = set()
    patterns: dict[str, list[re.Pattern[str]]] = {}
    for english, translated in _pairs(language):
        english, translated = (" ".join(words.split()) for words in (english, translated))
        if english == translated or not translated:
            continue
        pieces = HOLE.split(english)
        if len(pieces) == 1:
            plain.add(english)
        elif len(pieces[0].strip()) >= 3 and sum(map(len, pieces)) >= 8:
            pattern = re.compile(".+".join(re.escape(piece) for piece in pieces))
            patterns.setdefault(english[:3], []).append(pattern)
    said = {" ".join(translated.split()) for _, translated in _pairs(language)}
    return frozenset(plain - said - {"English"}), patterns  # a language goes by its own name


def _pairs(language: str) -> Iterable[tuple[str, str]]:
    for message in catalogue(language):
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            said = message.string if isinstance(message.string, tuple) else (message.string,)
            yield from zip(ids, said, strict=False)
    for folder in OTHERS:
        file = folder / language / "LC_MESSAGES" / "django.mo"
        known = gettext.GNUTranslations(file.open("rb"))._catalog if file.exists() else {}
        for words, said in known.items():
            yield (words[0] if isinstance(words, tuple) else words).split("\x04")[-1], said
    yield from _unsaid(language)


def _unsaid(language: str) -> Iterable[tuple[str, str]]:
    """Texts of the log-in library that nobody has translated at all: any answer but itself is right."""
    own = {message.id for message in catalogue(language) if message.id}
    for file in (OTHERS[1] / language / "LC_MESSAGES").glob("django.po"):
        with file.open("rb") as source:
            for message in read_po(source):
                if message.id and not message.string and isinstance(message.id, str) and message.id not in own:
                    yield message.id, "…"
