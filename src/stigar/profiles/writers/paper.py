"""A profile and an interview guide on paper: A4, in the reader's language, set by Typst as the areas' report is.

What people have written reaches the page only as data, never as markup. It is an optional part: ``stigar[pdf]``.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from stigar.areas.writers import report
from stigar.areas.writers.report import ACCESSIBLE, NoPrinter
from stigar.profiles.queries.feeds import Guide, ProfileOut, RequiredOut
from stigar.profiles.writers import sayings

HERE = Path(__file__).resolve().parent
FONTS = Path(report.__file__).resolve().parent / "fonts"


def profile_paper(profile: ProfileOut, *, organisation: str, today: date) -> bytes:
    """The profile as the bytes of a PDF. Raises ``NoPrinter``. The same profile gives the same bytes."""
    with override(profile.language):
        return set_page(_profile(profile) | _around(profile, organisation, _("Job profile")), today)


def guide_paper(guide: Guide, *, organisation: str, today: date) -> bytes:
    """The guide as the bytes of a PDF, the scorecard last. Raises ``NoPrinter``."""
    with override(guide.profile.language):
        return set_page(_guide(guide) | _around(guide.profile, organisation, _("Interview guide")), today)


def _around(profile: ProfileOut, organisation: str, kind: str) -> dict[str, Any]:
    return {
        "language": profile.language, "organisation": organisation, "kind": kind, "title": profile.heading,
        "state": sayings.state(profile), "page": _("Page"), "of": _("of"), "foot": list(sayings.foot(profile)),
        "strong": _("A strong answer"), "weak": _("A weak answer"), "notes": _("Notes"),
    }  # fmt: skip


def _profile(profile: ProfileOut) -> dict[str, Any]:
    table = {
        "columns": [4, 3, 3], "heads": [_("Competence"), _("Level"), _("Importance")],
        "rows": [[one.name, sayings.level(one), sayings.importance(one)] for one in profile.requirements],
    }  # fmt: skip
    sections: list[dict[str, Any]] = [{"heading": _("What the role asks for"), "table": table}]
    if profile.tasks:
        groups = {often: [text for text, found in profile.tasks if found == often] for _text, often in profile.tasks}
        lists = [{"heading": sayings.frequency(often), "items": items} for often, items in groups.items()]
        sections.append({"heading": _("Everyday work"), "lists": lists})
    sections += [_required(one) for one in profile.requirements]
    return {"lead": profile.purpose, "sections": sections}


def _required(one: RequiredOut) -> dict[str, Any]:
    lists = [
        {"heading": f"{level}. {name}" if one.until else _("One sees it when somebody"), "items": list(shows)}
        for level, name, shows in one.shows
        if shows
    ]
    why = [{"heading": _("Why the work asks for it"), "items": [one.why]}] if one.why else []
    return {
        "heading": one.name, "steps": [one.level, one.until or one.level, one.top], "text": one.definition, "lists": lists + why,
        "facts": f"{sayings.level(one)} · {sayings.importance(one)}",
    }  # fmt: skip


def _guide(guide: Guide) -> dict[str, Any]:
    lead = ngettext(
        "Ask everybody the same questions in the same order. It takes about %(n)d minute. Each interviewer scores alone before you talk.",
        "Ask everybody the same questions in the same order. It takes about %(n)d minutes. Each interviewer scores alone before you talk.",
        guide.minutes,
    ) % {"n": guide.minutes}
    sections = [
        _required(one.required)
        | {"questions": [{"ask": each.ask, "low": each.low, "high": each.high} for each in one.questions]}
        for one in guide.asked
    ]
    rows = [[one.name, sayings.level(one), "", ""] for one in guide.scored]
    heads = [_("Competence"), _("Asked for"), _("What you heard (level)"), _("Because")]
    card = {
        "heading": _("Scorecard"),
        "page": True,
        "text": scorecard_help(),
        "table": {"columns": [4, 3, 2, 5], "heads": heads, "rows": rows},
    }
    apart = (
        (_("Not covered in this conversation"), guide.untouched),
        (_("Without questions in the library"), guide.without),
    )
    card["lists"] = [
        {"heading": heading, "items": [", ".join(one.name for one in some)]} for heading, some in apart if some
    ]
    return {"lead": lead, "sections": [*sections, card]}


def scorecard_help() -> str:
    """How the scorecard is used."""
    return _(
        "Write the level you heard, and what was said that makes you think so. Leave it empty when you have not heard enough."
        " Do not add the figures up: hold each against what the role asks for."
    )


def set_page(told: dict[str, Any], today: date) -> bytes:
    """The bytes of a PDF with what is told: heading, lead and sections. Raises ``NoPrinter``."""
    try:
        import typst  # noqa: PLC0415 - heavy: only when asked for
    except ImportError as missing:
        raise NoPrinter from missing
    noon = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    given: dict[str, Any] = {
        "root": str(HERE), "font_paths": [str(FONTS)], "timestamp": int(noon.timestamp()),
        "sys_inputs": {"told": json.dumps(told, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")},
    }  # fmt: skip
    for standards, own_only in ((ACCESSIBLE, True), (ACCESSIBLE, False), ([], False)):
        try:
            return bytes(
                typst.compile(str(HERE / "paper.typ"), ignore_system_fonts=own_only, pdf_standards=standards, **given)
            )
        except typst.TypstError:
            if not standards:
                raise
    raise AssertionError("the last try either answers or raises")
