"""The other verbs of the terminal: a new organisation, files to try on, and the imports that stand beside the pages."""

import csv

import pytest
from django.utils import translation
from typer.testing import CliRunner

from stigar.areas.models import Skill, Task
from stigar.cli.speaking import language_of
from stigar.cli.terminal import app
from stigar.foundation.tenancy import inside
from stigar.people.models import Duty, Organisation, Person

FOUNDING = (
    "organisation", "Nya Bolaget", "--key", "nya", "--number", "1", "--given", "Mia", "--family", "Lind", "--email", "mia@nya.example",
)  # fmt: skip
SKILLS = (
    "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,scopeNote,definition,"
    "inScheme,description\nKnowledgeSkillCompetence,urn:x:1,skill,,lyssna aktivt,,,released,,,,,\n"
)


@pytest.fixture
def run(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C")

    def ask(*words):
        with translation.override("en"):
            return CliRunner().invoke(app, [str(word) for word in words])

    return ask


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "sv_SE.UTF-8"}, "sv"), ({"LANG": "nb_NO"}, "nb"), ({"LANG": "no_NO"}, "nb"), ({"LC_ALL": "en_GB", "LANG": "sv_SE"}, "en"),
        ({}, "en"), ({"LANG": "C.UTF-8"}, "en"), ({"LC_ALL": "", "LANG": "sv_SE"}, "sv"),
    ],
)  # fmt: skip
def test_the_terminal_speaks_what_the_environment_asks_for(environment, language):
    assert language_of(environment) == language


@pytest.mark.django_db
def test_a_founder_gets_a_link_that_makes_a_login(run, client):
    made = run(*FOUNDING, "--language", "nb", "--time-zone", "Europe/Oslo")

    organisation = Organisation.objects.get(key="nya")
    with inside(organisation.pk):
        founder = Person.objects.get()
        duties = sorted(Duty.objects.values_list("kind", flat=True))
    assert made.exit_code == 0, made.output
    assert (organisation.language, organisation.time_zone, founder.email) == ("nb", "Europe/Oslo", "mia@nya.example")
    assert duties == ["admin", "hr"]
    assert client.get("/" + made.stdout.strip().split("/", 3)[3]).status_code == 200


@pytest.mark.django_db
def test_a_key_can_be_taken_once(run):
    run(*FOUNDING)

    again = run(*FOUNDING)

    assert (again.exit_code, Organisation.objects.count()) == (2, 1)
    assert "Choose another key" in again.stderr


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("option", "value"), [("--key", "Å b"), ("--language", "fi"), ("--time-zone", "Mars/Olympus"), ("--email", "mia")]
)
def test_what_cannot_be_is_told_and_nothing_is_founded(run, option, value):
    words = list(FOUNDING)
    if option in words:
        words[words.index(option) + 1] = value
    else:
        words += [option, value]

    made = run(*words)

    assert (made.exit_code, Organisation.objects.count()) == (2, 0)
    assert value in made.stderr


def test_the_example_files_can_be_tried_on_the_commands(run, tmp_path):
    made = run("example", tmp_path / "try")

    assert made.exit_code == 0, made.output
    assert sorted(path.name for path in (tmp_path / "try").iterdir()) == [
        "arbetsuppgifter.csv",
        "personal.csv",
        "personal.xlsx",
        "roller.csv",
    ]
    with (tmp_path / "try" / "roller.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert list(rows[0]) == ["role", "unit", "kind", "text", "weight"]
    assert len({row["role"] for row in rows}) == 43


def test_the_example_needs_a_place_to_be_written(run, tmp_path):
    (tmp_path / "file").write_text("x")

    assert run("example", tmp_path / "file" / "folder").exit_code == 2


@pytest.mark.django_db(transaction=True)
def test_work_is_imported_by_hr_and_once(run, cast, tmp_path):
    path = tmp_path / "work.csv"
    path.write_text(
        "Roll;Uppgift;Slag\nKundrådgivare;Svarar i telefon;uppgift\nKundrådgivare;Lyssna;färdighet\n", encoding="utf-8"
    )

    first, second = (run("import", "work", path, "--by", "6", "-o", "alvbro") for _ in range(2))

    assert (first.exit_code, second.exit_code) == (0, 0), first.output + second.output
    assert (Task.objects.count(), Skill.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_work_with_a_fault_or_by_somebody_else_is_refused_whole(run, cast, tmp_path):
    path = tmp_path / "work.csv"
    path.write_text("Roll;Uppgift\nKundrådgivare;Svarar i telefon\nKejsare;Regerar\n", encoding="utf-8")

    faulty, refused = (
        run("import", "work", path, "--by", "6", "-o", "alvbro"),
        run("import", "work", path, "--by", "4", "-o", "alvbro"),
    )

    assert (faulty.exit_code, refused.exit_code) == (2, 3)
    assert "Kejsare" in faulty.stderr
    assert Task.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_vocabulary_is_imported_with_its_licence_line(run, cast, tmp_path):
    folder = tmp_path / "esco"
    folder.mkdir()
    (folder / "skills_sv.csv").write_text(SKILLS, encoding="utf-8")

    made = run("import", "vocabulary", folder, "-o", "alvbro")

    assert made.exit_code == 0, made.output
    assert "1 added" in made.stdout
    assert "ESCO" in made.stdout


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_no_vocabulary_is_told(run, cast, tmp_path):
    (tmp_path / "list.csv").write_text("a,b\n1,2\n", encoding="utf-8")

    made = run("import", "vocabulary", tmp_path / "list.csv", "-o", "alvbro")

    assert made.exit_code == 2
    assert "neither ESCO" in made.stderr
