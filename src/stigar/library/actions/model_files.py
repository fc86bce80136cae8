"""Bringing the file of a competence model: read and shown first, kept when somebody has said whose it is. All or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from django.db import transaction

from stigar.foundation import files, jobs
from stigar.foundation.models import Errand, Upload
from stigar.foundation.policy import demand
from stigar.library.actions.keeping import rights_told
from stigar.library.actions.model_rights import free_key
from stigar.library.actions.models import AnotherKind, changes_of, keep_model
from stigar.library.models import CompetenceModel
from stigar.library.readers.models import Reading, read_model
from stigar.library.readers.told import ModelTold, RightsTold
from stigar.people.rules import grounds

if TYPE_CHECKING:
    from stigar.people.models import Person

KIND, READ, KEEP = "competence model", "library.model reading", "library.model keeping"
MOST_SHOWN = 12


class GroundMoved(Exception):
    """What keeping the file would do is no longer what was shown."""


@transaction.atomic
def bring_model_files(
    *,
    brought: Iterable[tuple[IO[bytes], str]],
    language: str,
    renews: CompetenceModel | None,
    viewer: Person,
    today: date,
) -> Errand:
    """Keep the files and have them read in the background. ``renews``: the model they are a newer version of."""
    demand("manage competence models", grounds(viewer, today=today))
    kept = [files.keep(file, name, kind=KIND, by=viewer) for file, name in brought]
    return jobs.start(
        READ, by=viewer, uploads=[str(upload.pk) for upload in kept], language=language, renews=str(renews.pk) if renews else "",
    )  # fmt: skip


@transaction.atomic
def keep_brought_model(
    *, reading: Errand, name: str, own: bool, rights: RightsTold, viewer: Person, today: date
) -> Errand:
    """Have what was read and shown kept under these rights; it goes on in the background."""
    demand("manage competence models", grounds(viewer, today=today))
    told = {**asdict(rights), "ends": rights.ends.isoformat() if rights.ends else None}
    return jobs.start(
        KEEP, by=viewer, uploads=reading.given["uploads"], language=reading.given["language"], renews=reading.given["renews"],
        reading=str(reading.pk), counts=reading.result["counts"], name=name, own=own, rights=told,
    )  # fmt: skip


def uploads_of(errand: Errand) -> list[Upload]:
    """The files an errand was given, in the order they came; fewer when they are no longer here."""
    found = {
        str(upload.pk): upload for upload in Upload.objects.filter(pk__in=errand.given.get("uploads", []), kind=KIND)
    }
    return [found[pk] for pk in errand.given.get("uploads", []) if pk in found]


def read_brought(errand: Errand) -> tuple[Reading, CompetenceModel | None]:
    """What an errand's files hold, and the model they renew. Raises ``Unreadable``."""
    reading = read_model(
        [(files.place(upload), upload.file_name) for upload in uploads_of(errand)], language=errand.given["language"]
    )
    known = CompetenceModel.objects.filter(pk=errand.given["renews"]).first() if errand.given["renews"] else None
    return placed(reading, known)


def placed(reading: Reading, known: CompetenceModel | None) -> tuple[Reading, CompetenceModel | None]:
    """What was read, under the key it will have: that of the model it renews, or one that is free.

    A CASE document is known again by its own identifier. Raises :class:`AnotherKind` for our open model.
    """
    told = reading.told
    known = known or (CompetenceModel.objects.filter(key=told.key).first() if told.key.startswith("case-") else None)
    if known and known.kind == CompetenceModel.OPEN:
        raise AnotherKind
    if known:
        told = replace(
            _families_of(told, known),
            key=known.key,
            kind=known.kind,
            names=known.names,
            rights=rights_told(known.rights),
        )
        return replace(reading, told=told), known
    return replace(
        reading, told=replace(told, key=told.key if told.key.startswith("case-") else free_key(told.key))
    ), None


def _families_of(told: ModelTold, known: CompetenceModel) -> ModelTold:
    """Families known again by their names, so that a newer file does not move every competence."""
    keys = {name.casefold(): family.key for family in known.families.all() for name in family.names.values()}
    found = {
        one.key: next((keys[name.casefold()] for name in one.names.values() if name.casefold() in keys), one.key)
        for one in told.families
    }
    return replace(
        told, families=tuple(replace(one, key=found[one.key]) for one in told.families),
        competences=tuple(replace(one, family=found.get(one.family, one.family)) for one in told.competences),
    )  # fmt: skip


def shown_of(reading: Reading, known: CompetenceModel | None) -> dict[str, Any]:
    """What the preview says, as plain data: what the files hold, what keeping them would change, and what is odd."""
    told = reading.told
    kinds = Counter(item.kind for one in told.competences for item in one.items)
    changes = {"added": 0, "changed": 0, "retired": 0} | changes_of(told)
    return {
        "name": next(iter(told.names.values()), ""), "renews": str(known) if known else "", "own": told.kind == CompetenceModel.OWN,
        "languages": list(_spoken(told)), "levels": [next(iter(names.values()), "") for names in told.scale],
        "families": len(told.families), "competences": len(told.competences), "kinds": dict(kinds),
        "roles": len({one.role for one in told.expectations}), "expectations": len(told.expectations), "counts": changes,
        "first": [next(iter(one.texts.values()))["name"] for one in told.competences[:MOST_SHOWN]],
        "rights": {**asdict(told.rights), "ends": told.rights.ends.isoformat() if told.rights.ends else None},
        "warnings": [fault.told() for fault in reading.warnings],
    }  # fmt: skip


def keep_read(
    *, reading: Reading, known: CompetenceModel | None, name: str, own: bool, rights: RightsTold, viewer: Person | None, today: date,
    expected: Mapping[str, int] | None = None,
) -> CompetenceModel:  # fmt: skip
    """Keep what was read, under a name and rights that somebody has said. Raises :class:`GroundMoved` when it is not as ``expected``."""
    told = replace(reading.told, rights=rights)
    if known is None:
        kind = CompetenceModel.OWN if own else CompetenceModel.BROUGHT
        told = replace(told, kind=kind, names=dict.fromkeys(_spoken(told), name))
    if expected is not None and {"added": 0, "changed": 0, "retired": 0} | changes_of(told) != dict(expected):
        raise GroundMoved
    return keep_model(told=told, viewer=viewer, today=today)


def bring_model(
    *, paths: Sequence[tuple[Path, str]], language: str, name: str, own: bool, rights: RightsTold | None,
    renews: CompetenceModel | None, viewer: Person | None, today: date,
) -> tuple[CompetenceModel, Reading]:  # fmt: skip
    """Read and keep at once, as a program or the terminal does. ``rights`` None: as they were. Raises ``Unreadable``."""
    if viewer is not None:
        demand("manage competence models", grounds(viewer, today=today))
    reading, known = placed(read_model(paths, language=language), renews)
    kept = keep_read(
        reading=reading, known=known, name=name or next(iter(reading.told.names.values())), own=own,
        rights=rights or reading.told.rights, viewer=viewer, today=today,
    )  # fmt: skip
    return kept, reading


def _spoken(told: ModelTold) -> tuple[str, ...]:
    """The languages of a model that was told, the first the one it was written in."""
    spoken = Counter(code for one in told.competences for code in one.texts)
    return tuple(dict.fromkeys((*told.names, *spoken)))
