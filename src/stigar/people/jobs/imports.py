"""Imports in the background: look at a file, work out a plan, apply it. Run twice, each does no harm."""

from functools import partial

from stigar.foundation import clock
from stigar.foundation.jobs import errand, once, tell
from stigar.foundation.models import Errand, Upload
from stigar.foundation.policy import Refused
from stigar.people.actions import filing, imports, left_files
from stigar.people.models import Person
from stigar.people.queries import colleague

left_files.after(imports.WAY.apply, imports.clear_away)


@errand(imports.WAY.look)
def look_at_import(asked: Errand) -> None:
    """Which columns the file has, and what they seem to be."""
    with filing.told(), once(asked) as result:
        tell(asked, 0, 0, "Reading the file")
        result.update(imports.look_at_file(_upload(asked)))


@errand(imports.WAY.plan)
def plan_import(asked: Errand) -> None:
    """What the file would do."""
    with filing.told():
        upload, viewer = _upload(asked), _viewer(asked)
        plan = imports.plan_of(imports.brought(upload), viewer=viewer, progress=partial(tell, asked))
        with once(asked) as result:
            result.update(imports.keep_preview(plan, upload, viewer))


@errand(imports.WAY.apply)
def apply_import(asked: Errand) -> None:
    """Bring the people in. The effect and the errand's end are one transaction."""
    with filing.told():
        upload, viewer = _upload(asked), _viewer(asked)
        brought, progress = imports.brought(upload), partial(tell, asked)
        staff = imports.staff_of(brought, progress=progress)
        with once(asked) as result:
            made = imports.apply_import(
                brought=brought, staff=staff, viewer=viewer, today=clock.today(viewer.organisation.time_zone),
                digest=asked.given["digest"], key=upload.pk, progress=progress,
            )  # fmt: skip
            result["import"] = str(made.pk)
        imports.clear_away(upload)


def _upload(asked: Errand) -> Upload:
    upload: Upload = Upload.objects.get(pk=asked.given["upload"])
    return upload


def _viewer(asked: Errand) -> Person:
    """Who asked, if that person is still let in: an errand that waited does nothing for somebody who has left."""
    viewer: Person | None = colleague(asked.by, today=clock.today())
    if viewer is None:
        raise Refused("import people")
    return viewer
