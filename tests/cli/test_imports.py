"""People are brought from the terminal with the same checks and history as on the page."""

import typer
from typer.testing import CliRunner

from stigar.cli.imports import import_people
from stigar.people.models import Import, Person
from tests.people import corpus
from tests.people.importing import CAST_HEAD


def run(*words):
    app = typer.Typer()
    app.command()(import_people)
    return CliRunner(env={"COLUMNS": "400", "TERM": "dumb"}).invoke(app, [str(word) for word in words])


def staff(tmp_path, *rows):
    return corpus.workbook(tmp_path / "staff.xlsx", [CAST_HEAD, *rows])


def test_people_are_brought_and_the_same_file_again_changes_nothing(cast, tmp_path):
    file = staff(tmp_path, ("10", "Åsa", "Ny", "Ny roll", "A1", "2", "Oslo"))

    first = run(file, "--organisation", "alvbro", "--by", "hedda@alvbro.example")
    again = run(file, "--organisation", "alvbro", "--by", "6")

    assert (first.exit_code, again.exit_code) == (0, 0), first.output + again.output
    assert Import.objects.values_list("file_name", "added", "by").get() == ("staff.xlsx", 1, cast.hedda.pk)
    assert Person.objects.filter(number="10").count() == 1


def test_every_fault_is_printed_and_nothing_is_written(cast, tmp_path):
    told = run(staff(tmp_path, ("10", "Åsa", "Ny", "", "", "99", ""), ("11", "", "Ny", "", "", "", "")), "-o", "alvbro")

    assert told.exit_code == 2
    assert "F (Chef)" in told.output
    assert "B (Förnamn)" in told.output
    assert Person.objects.count() == 9


def test_a_file_that_is_no_table_is_told(cast, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(corpus.LOCKED)

    assert run(tmp_path / "a.xlsx", "-o", "alvbro").exit_code == 2


def test_a_dry_run_only_tells(cast, tmp_path):
    told = run(staff(tmp_path, ("10", "Åsa", "Ny", "", "", "", "")), "-o", "alvbro", "--dry-run")

    assert told.exit_code == 0
    assert Person.objects.count() == 9


def test_whoever_may_not_import_may_not_from_the_terminal_either(cast, tmp_path):
    file = staff(tmp_path, ("10", "Åsa", "Ny", "", "", "", ""))

    assert [
        run(file, "-o", "alvbro", "--by", who).exit_code for who in ("ada@alvbro.example", "eve@havre.example")
    ] == [3, 3]
    assert Person.objects.count() == 9


def test_it_must_be_clear_which_organisation_is_meant(cast, tmp_path):
    file = staff(tmp_path, ("10", "Åsa", "Ny", "", "", "", ""))

    told = run(file)

    assert (told.exit_code, "alvbro | havre" in told.output) == (3, True)
