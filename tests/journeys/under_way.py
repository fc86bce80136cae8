"""What is only there while something is under way: a question that is open, a file that is half way in, an errand that is not done.

``ask_all`` and ``bring_profiles`` leave such things behind; ``errands_of`` begins errands that no worker takes up.
"""

from decimal import Decimal
from io import BytesIO

from stigar.areas.actions import map as maps
from stigar.areas.actions import taking, work_import
from stigar.foundation import clock, files
from stigar.foundation.models import Errand, Upload
from stigar.levels.actions import bringing
from stigar.library.actions import model_files, vocabularies
from stigar.people.models import Person
from stigar.profiles.actions import importing
from stigar.profiles.actions.following import ask_confidence
from stigar.profiles.models import Participant, Project
from tests.library.model_files import OWN_LAYOUT

PROFILES = "Roll;Kompetens;Nivå;Varför\nTestare;Felsöka;3;Hittar fel innan kunden gör det\nTestare;Lyssna;2;\n"
LEVELS = "Namn;Lyssna;Svetsa i taket\nEn Som Slutat;2;3\n"


def ask_all(hr: Person, *people: Person) -> None:
    """Ask the people of a project that goes on how secure they feel, and let HR and these people be among them."""
    project = Project.objects.get(name="De som stoppar bedrägerierna")
    for one in (hr, *people):
        Participant.objects.get_or_create(
            organisation=hr.organisation, project=project, person=one, part=Participant.PARTICIPANT, left=None,
            defaults={"joined": clock.today()},
        )  # fmt: skip
    ask_confidence(project=project, threshold=Decimal(4), viewer=hr, today=clock.today())


def bring_files(hr: Person) -> None:
    """A file of profiles that is not run yet, one of a competence model that is to be read, and a skill matrix to be looked at."""
    bringing.bring_file(file=BytesIO(LEVELS.encode()), name="matris.csv", language="sv", viewer=hr, today=clock.today())
    files.keep(BytesIO(PROFILES.encode()), "profiler.csv", kind=importing.KIND, by=hr)
    model_files.bring_model_files(
        brought=[(BytesIO(OWN_LAYOUT.encode()), "svets.csv")],
        language="sv",
        renews=None,
        viewer=hr,
        today=clock.today(),
    )


def pages_under_way(who: Person) -> list[str]:
    """Addresses of what is under way for HR; the worker has gone home."""
    read = Errand.objects.get(kind=model_files.READ)
    return [
        f"/profiles/imports/{Upload.objects.get(kind=importing.KIND).pk}/",
        f"/competence/files/{Upload.objects.get(kind=bringing.KIND).pk}/meaning/",
        f"/work/imports/{Upload.objects.get(kind=work_import.KIND).pk}/",
        f"/work/runs/{_waiting(who, work_import.IMPORT_WORK)}/",
        f"/library/imports/{_waiting(who, vocabularies.ERRAND)}/",
        f"/library/models/imports/{read.pk}/",
        f"/library/models/keeping/{_waiting(who, model_files.KEEP)}/",
        f"/areas/takings/{_waiting(who, taking.ERRAND)}/",
        drawing(who),
    ]


def drawing(who: Person) -> str:
    """The address of a map that is being drawn."""
    return f"/areas/runs/{_waiting(who, maps.ERRAND)}/"


def _waiting(who: Person, kind: str) -> str:
    return str(Errand.objects.create(organisation_id=who.organisation_id, kind=kind, by=who.pk).pk)
