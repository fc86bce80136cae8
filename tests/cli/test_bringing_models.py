"""A competence model is brought from the terminal with the same checks, and not without saying whose it is."""

import typer
from typer.testing import CliRunner

from stigar.cli.bringing_models import model
from stigar.library.models import CompetenceModel
from tests.library.model_files import EXPECTATIONS, FRAMEWORK, OWN_LAYOUT, lay

RIGHTS = ("--holder", "Gillet AB", "--licence", "Avtal 7", "-o", "alvbro")


def run(*words):
    app = typer.Typer()
    app.command()(model)
    return CliRunner(env={"COLUMNS": "400", "TERM": "dumb"}).invoke(app, [str(word) for word in words])


def test_a_framework_and_its_expectations_are_brought(cast, tmp_path):
    files = [path for path, _name in (*lay(tmp_path, FRAMEWORK, "f.csv"), *lay(tmp_path, EXPECTATIONS, "r.csv"))]

    told = run(*files, *RIGHTS, "--name", "Metall", "--by", "hedda@alvbro.example")

    kept = CompetenceModel.objects.get()
    assert told.exit_code == 0, told.output
    assert (str(kept), kept.by, kept.rights.may_pass_on, kept.expectations.count()) == ("Metall", cast.hedda, False, 3)


def test_a_newer_version_keeps_its_rights(cast, tmp_path):
    ((path, _name),) = lay(tmp_path, OWN_LAYOUT, "svets.csv")
    run(path, *RIGHTS, "--may-pass-on")
    path.write_text(OWN_LAYOUT.replace("foga", "ordna"))

    told = run(path, "--renews", "svets", "-o", "alvbro")

    kept = CompetenceModel.objects.get()
    assert (told.exit_code, kept.rights.may_pass_on, kept.competences.get().texts["sv"]["definition"][:9]) == (
        0,
        True,
        "Att ordna",
    )


def test_without_rights_with_faults_or_without_the_right_nothing_is_kept(cast, tmp_path):
    ((path, _name),) = lay(tmp_path, OWN_LAYOUT)
    ((bad, _bad),) = lay(tmp_path, f"{OWN_LAYOUT}\n;;;Saga;;Det var;", "bad.csv")

    codes = [run(*words).exit_code for words in (
        (path, "-o", "alvbro"), (bad, *RIGHTS), (path, *RIGHTS, "--by", "bo@alvbro.example"), (path, "-o", "alvbro", "--renews", "ingen"),
        (path, *RIGHTS, "--ends", "igår"),
    )]  # fmt: skip

    assert (codes, CompetenceModel.objects.count()) == ([2, 2, 3, 3, 2], 0)
