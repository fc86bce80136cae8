"""Countries by name, for the few that matter here; another shows its letters."""

from django.utils.translation import gettext_lazy as _

NAMES = {
    "SE": _("Sweden"), "NO": _("Norway"), "DK": _("Denmark"), "FI": _("Finland"), "IS": _("Iceland"), "DE": _("Germany"),
    "NL": _("the Netherlands"), "PL": _("Poland"), "GB": _("the United Kingdom"), "EE": _("Estonia"), "LV": _("Latvia"),
    "LT": _("Lithuania"), "ES": _("Spain"), "PT": _("Portugal"), "FR": _("France"), "IE": _("Ireland"), "US": _("the United States"),
    "PH": _("the Philippines"), "IN": _("India"),
}  # fmt: skip


def country_name(letters: str) -> str:
    """The country's name in the reader's language.

    >>> country_name("NO"), country_name("XX")
    ('Norway', 'XX')
    """
    return str(NAMES.get(letters, letters))
