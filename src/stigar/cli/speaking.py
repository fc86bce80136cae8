"""The terminal's own language: Swedish, bokmål or English, as ``LC_ALL``, ``LC_MESSAGES`` or ``LANG`` asks for."""

import os
from collections.abc import Mapping
from pathlib import Path

import stigar

LOCALE = Path(stigar.__file__).parent / "web" / "locale"
SPOKEN = {"sv": "sv", "nb": "nb", "no": "nb", "nn": "nb", "en": "en"}


def language_of(environment: Mapping[str, str]) -> str:
    """Which of the languages the environment asks for; English when it says nothing or something else.

    >>> language_of({"LANG": "sv_SE.UTF-8"}), language_of({"LANG": "sv_SE", "LC_ALL": "nb_NO.UTF-8"}), language_of({"LANG": "C"})
    ('sv', 'nb', 'en')
    """
    asked = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return SPOKEN.get(asked[:2].lower(), "en")


def speak_alone() -> str:
    """Be ready to speak without any of the product's settings: no database, no folder, nothing written. Returns the language."""
    import django  # noqa: PLC0415 - heavy: only when asked for
    from django.conf import settings  # noqa: PLC0415
    from django.utils import translation  # noqa: PLC0415

    if not settings.configured:
        settings.configure(
            USE_I18N=True, USE_TZ=True, LANGUAGE_CODE="en", LANGUAGES=[(code, code) for code in ("sv", "nb", "en")],
            LOCALE_PATHS=[LOCALE], INSTALLED_APPS=[],
        )  # fmt: skip
        django.setup()
    translation.activate(language_of(os.environ))
    return language_of(os.environ)


def speak_from_the_house() -> str:
    """Start Django with the product's settings, and speak the terminal's language. Returns it."""
    import django  # noqa: PLC0415 - heavy: only when asked for
    from django.utils import translation  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stigar.web.settings")
    django.setup()
    translation.activate(language_of(os.environ))
    return language_of(os.environ)
