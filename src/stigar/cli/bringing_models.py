"""``stigar import model``: a competence model from a file, with the same checks and the same question about whose it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils import translation
from django.utils.translation import gettext as _

from stigar.cli import bringing, imports, speaking

FORMATS = "XLSX, ODS, CSV or CASE JSON; a framework may have its expectations on roles as a second file."
Files = Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, readable=True, help=FORMATS)]
Name = Annotated[str, typer.Option(help="What the model is called; the file's name without.")]
Holder = Annotated[str, typer.Option(help="Whose words they are. Must be given for a new model.")]
Licence = Annotated[
    str, typer.Option(help="The licence or agreement they are used under. Must be given for a new model.")
]
PassOn = Annotated[
    bool, typer.Option("--may-pass-on", help="They may leave the organisation. Without it they are only used inside.")
]
Attribution = Annotated[str, typer.Option(help="The line to stand beside the words when they leave.")]
Ends = Annotated[str, typer.Option(help="The last day of the right, as 2026-11-21.")]
Own = Annotated[bool, typer.Option("--own", help="The organisation has written it itself.")]
Language = Annotated[str, typer.Option(help="The language of columns that do not say it: sv, nb or en.")]
Renews = Annotated[str, typer.Option(help="The key of the model that this is a newer version of.")]


def model(
    files: Files, name: Name = "", holder: Holder = "", licence: Licence = "", may_pass_on: PassOn = False, attribution: Attribution = "",
    ends: Ends = "", own: Own = False, language: Language = "", renews: Renews = "", by: imports.By = "", organisation: imports.Key = "",
) -> None:  # fmt: skip
    """Bring a competence model: everything or nothing. Whose words they are decides what may leave."""
    spoken = speaking.speak_from_the_house()
    from stigar.foundation.tenancy import inside  # noqa: PLC0415 - once Django stands
    from stigar.library.readers.told import RightsTold  # noqa: PLC0415

    where, _own = imports._organisation(organisation)
    with translation.override(spoken), inside(where):
        rights = (
            RightsTold(holder, licence, "", "", attribution, _day(ends), may_pass_on) if holder and licence else None
        )
        _bring(files, name=name, rights=rights, own=own, language=language, renews=renews, viewer=imports._viewer(by))


def _bring(files: list[Path], *, name: str, rights: Any, own: bool, language: str, renews: str, viewer: Any) -> None:
    from stigar.foundation import clock  # noqa: PLC0415 - once Django stands
    from stigar.foundation.policy import Refused  # noqa: PLC0415
    from stigar.library.actions.model_files import bring_model  # noqa: PLC0415
    from stigar.library.actions.models import AnotherKind  # noqa: PLC0415
    from stigar.library.queries.models import model_called  # noqa: PLC0415
    from stigar.library.readers.models.sentences import told  # noqa: PLC0415
    from stigar.people.readers.faults import Unreadable  # noqa: PLC0415

    known = model_called(renews) if renews else None
    if renews and known is None:
        raise bringing.stop(_("There is no model with the key %(key)s here.") % {"key": renews}, code=bringing.REFUSED)
    if rights is None and known is None:
        raise bringing.stop(
            _("Say whose words they are: --holder and --licence, and --may-pass-on if they may leave the organisation.")
        )
    paths = [(path, path.name) for path in files]
    try:
        kept, reading = bring_model(
            paths=paths,
            language=language,
            name=name,
            own=own,
            rights=rights,
            renews=known,
            viewer=viewer,
            today=clock.today(),
        )
    except Unreadable as wrong:
        raise bringing.stop(*(f"{fault.file}: {told(fault)}" for fault in wrong.faults)) from None
    except AnotherKind:
        words = _("This file is a version of our open model, which is renewed by itself and not by a file.")
        raise bringing.stop(words) from None
    except Refused:
        raise bringing.stop(
            _("%(who)s may not bring competence models here.") % {"who": viewer}, code=bringing.REFUSED
        ) from None
    for warning in reading.warnings:
        bringing.say(str(told(warning)))
    words = _("%(name)s is here: %(competences)s competences. Key: %(key)s. Rights: %(rights)s.")
    bringing.say(
        words % {"name": kept, "competences": len(reading.told.competences), "key": kept.key, "rights": kept.rights}
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise bringing.stop(_("“%(day)s” is not a day, such as 2026-11-21.") % {"day": text}) from None
