"""``stigar areas`` keeps its promise: the promised JSON, every role in one area, and a clear word about what is wrong."""

import io
import json
import os
import subprocess
import sys
import time
import zipfile

import pytest
import xlsxwriter
from django.utils import translation
from python_calamine import load_workbook
from typer.testing import CliRunner

from stigar.cli.terminal import app
from tests.house.tree import TOP

HEAD = "role,unit,kind,text\n"
SMALL = HEAD + (
    "Kundrådgivare,Konsument,task,Svarar i telefon när kunder undrar över sin faktura\n"
    "Kundrådgivare,Konsument,task,Hjälper kunder att betala i tid\n"
    "Kundrådgivare,Konsument,skill,Lyssna aktivt\n"
    "Butiksrådgivare,Handel,task,Svarar i telefon när butiker undrar över en faktura\n"
    "Butiksrådgivare,Handel,task,Hjälper butiker att ta betalt\n"
    "Butiksrådgivare,Handel,skill,Lyssna aktivt\n"
    "Testare,Teknik,task,Skriver automatiska tester\n"
    "Testare,Teknik,task,Rättar fel i koden\n"
    "Testare,Teknik,skill,Programmera i Python\n"
    "Utvecklare,Teknik,task,Skriver kod och automatiska tester\n"
    "Utvecklare,Teknik,task,Rättar fel i koden\n"
    "Utvecklare,Teknik,skill,Programmera i Python\n"
)
SKILLS = (
    "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,scopeNote,definition,"
    "inScheme,description\n"
)
NAUGHTY = (
    "🦔🦔",
    "שלום עולם",
    "‮evil",
    "Robert'); DROP TABLE roles;--",
    "<script>alert(1)</script>",
    "[bold]x[/bold]",
    "=cmd|' /C calc'!A0",
    "ÅÄÖ æøå ß",
    "Ｔｅｘｔ",
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the command as somebody with an English terminal; the kept models lie in the test's own folder."""
    for name in ("LC_ALL", "LC_MESSAGES", "STIGAR_FOLDER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)

    def ask(*words, **environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        with translation.override("en"):
            return CliRunner().invoke(app, ["areas", *map(str, words)])

    return ask


@pytest.fixture
def small(tmp_path):
    (tmp_path / "small.csv").write_text(SMALL, encoding="utf-8")
    return tmp_path / "small.csv"


def answer(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def workbook_of(path, rows, **more):
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Evidence")
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(line, column, cell) if not str(cell).startswith("=") else sheet.write_formula(
                    line, column, cell, value=more.get("value", "")
                )
    return path


def test_the_answer_is_exactly_what_is_promised(run, small):
    found = answer(run(small, "--format", "json", "--ask", 0))

    service = next(area for area in found["areas"] if any(one["role"] == "Kundrådgivare" for one in area["roles"]))
    assert [one["role"] for area in found["areas"] for one in area["roles"] if area is service] == [
        "Butiksrådgivare",
        "Kundrådgivare",
    ]
    assert found == {
        "areas": [
            {
                "key": area["key"], "name": area["name"],
                "roles": [
                    {"role": one["role"], "unit": one["unit"], "confidence": one["confidence"],
                     "because": [{"kind": why["kind"], "text": why["text"], "weight": why["weight"]} for why in one["because"]]}
                    for one in area["roles"]
                ],
                "base": [{"text": item["text"], "coverage": item["coverage"], "outside": item["outside"]} for item in area["base"]],
                "specific": {one["role"]: area["specific"][one["role"]] for one in area["roles"]},
            }
            for area in found["areas"]
        ],
        "bridges": [{"role": one["role"], "areas": one["areas"]} for one in found["bridges"]],
        "questions": [],
        "evidence": {role: found["evidence"][role] for role in ("Butiksrådgivare", "Kundrådgivare", "Testare", "Utvecklare")},
        "org_chart": {
            "agreement": found["org_chart"]["agreement"],
            "overlap": [
                {"area": one["area"], "unit": one["unit"], "roles": one["roles"], "jaccard": one["jaccard"]}
                for one in found["org_chart"]["overlap"]
            ],
        },
        "stable": found["stable"],
    }  # fmt: skip


def test_every_role_is_in_exactly_one_area(run, small):
    found = answer(run(small, "--format", "json"))

    assert sorted(one["role"] for area in found["areas"] for one in area["roles"]) == [
        "Butiksrådgivare", "Kundrådgivare", "Testare", "Utvecklare",
    ]  # fmt: skip
    assert set(found["evidence"]) == {"Butiksrådgivare", "Kundrådgivare", "Testare", "Utvecklare"}


def test_what_people_answered_is_kept(run, small, tmp_path):
    (tmp_path / "answers.csv").write_text(
        "one,other,same\nKundrådgivare,Testare,yes\nTestare,Utvecklare,no\n", encoding="utf-8"
    )

    found = answer(run(small, "--format", "json", "--answers", "answers.csv"))

    home = {one["role"]: area["key"] for area in found["areas"] for one in area["roles"]}
    assert home["Kundrådgivare"] == home["Testare"] != home["Utvecklare"]


def test_answers_that_contradict_each_other_are_told(run, small, tmp_path):
    text = "one,other,same\nKundrådgivare,Testare,yes\nTestare,Utvecklare,yes\nKundrådgivare,Utvecklare,no\n"
    (tmp_path / "answers.csv").write_text(text, encoding="utf-8")

    asked = run(small, "--answers", "answers.csv")

    assert asked.exit_code == 2
    assert "contradict each other" in asked.stderr
    assert asked.stdout == ""


def test_the_same_seed_and_any_order_of_rows_give_the_same_answer(run, small, tmp_path):
    lines = SMALL.splitlines()
    (tmp_path / "turned.csv").write_text("\n".join([lines[0], *reversed(lines[1:])]), encoding="utf-8")

    assert answer(run(small, "--format", "json")) == answer(run("turned.csv", "--format", "json"))


def test_a_finer_look_gives_more_areas(run, small):
    coarse, fine = (answer(run(small, "--format", "json", "--resolution", value)) for value in (0.1, 8))

    assert len(coarse["areas"]) <= len(fine["areas"])


def test_the_page_of_text_tells_areas_roles_and_reasons(run, small):
    told = run(small)

    assert told.exit_code == 0
    for words in ("Kundrådgivare", "How sure", "Lyssna aktivt", "Testare"):
        assert words in told.stdout


def test_a_workbook_and_a_picture_are_written(run, small, tmp_path):
    made = run(small, "--format", "xlsx", "--output", "areas.xlsx", "--picture", "map.svg")

    assert made.exit_code == 0, made.output
    assert load_workbook(tmp_path / "areas.xlsx").sheet_names[1:3] == ["Areas", "Roles"]
    assert (tmp_path / "map.svg").read_text(encoding="utf-8").startswith("<svg")


def test_only_what_was_asked_for_is_written(run, small, tmp_path):
    run(small, "--format", "json")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["small.csv"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv_SE.UTF-8", "finns inte"), ("nb_NO.UTF-8", "finnes ikke"), ("de_DE.UTF-8", "there is no such file")],
)
def test_faults_are_told_in_the_terminals_language(run, language, words):
    asked = run("nowhere.csv", LANG=language)

    assert asked.exit_code == 2
    assert words in asked.stderr


def bad_file(tmp_path, name):
    path = tmp_path / f"{name}.csv"
    texts = {
        "empty": "", "only headings": HEAD, "other headings": "a,b\n1,2\n", "no text": "role,unit,kind\nA,B,task\n",
        "two headings alike": "role,role,kind,text\nA,A,task,x\n", "unknown kind": HEAD + "A,,job,x\n", "no role": HEAD + ",,task,x\n",
        "a novel": HEAD + "A,,task," + "ord " * 2500 + "\n", "a weight in words": "role,kind,text,weight\nA,task,x,much\n",
        "a weight below nothing": "role,kind,text,weight\nA,task,x,-1\n",
    }  # fmt: skip
    if name in texts:
        path.write_text(texts[name], encoding="utf-8")
        return path
    path = tmp_path / f"{name}.xlsx"
    rows = [("role", "unit", "kind", "text"), ("A", "U", "task", "Svarar")]
    if name == "wrong kind":
        path.write_bytes(b"%PDF-1.7 not a table at all \x00\x01\x02")
    elif name == "locked":
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le"))
    elif name == "cut in the middle":
        content = workbook_of(path, rows * 50).read_bytes()
        path.write_bytes(content[: len(content) // 2])
    elif name == "merged headings":
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, rows[0])
            sheet.merge_range(0, 1, 0, 2, "unit")
            sheet.write_row(1, 0, rows[1])
    return path


FAULTS = {
    "empty": "is empty", "only headings": "nothing below", "other headings": "The first row must say: role, unit, kind, text",
    "no text": "“text” is missing", "two headings alike": "role", "unknown kind": "row 2, column kind", "no role": "row 2, column role",
    "a novel": "2000", "a weight in words": "“much” is no number", "a weight below nothing": "too small or too large",
    "wrong kind": "not a table", "locked": "password", "cut in the middle": "ends in the middle", "merged headings": "merged",
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_wrong_is_said_and_nothing_is_written(run, tmp_path, name):
    path = bad_file(tmp_path, name)

    asked = run(path, "--format", "json", "--output", tmp_path / "out.json", "--picture", tmp_path / "map.svg")

    assert asked.exit_code == 2, asked.output
    assert FAULTS[name] in asked.stderr
    assert path.name in asked.stderr
    assert asked.stdout == ""
    assert not (tmp_path / "out.json").exists()
    assert not (tmp_path / "map.svg").exists()


def test_rows_are_counted_as_the_spreadsheet_counts_them(run, tmp_path):
    path = workbook_of(
        tmp_path / "titled.xlsx",
        [("Our roles",), (), ("role", "kind", "text"), ("A", "task", "x"), (), ("B", "job", "y")],
    )

    assert "row 6, column kind" in run(path).stderr


def test_a_million_rows_in_a_small_file_are_refused_at_once(run, tmp_path):
    path = tmp_path / "million.xlsx"
    workbook_of(path, [("role", "unit", "kind", "text")])
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>A</t></is></c></row>'
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    rows = "".join(row.format(number) for number in range(2, 1_000_002))
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
        b"</sheetData>", rows.encode() + b"</sheetData>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    began = time.process_time()

    asked = run(path)

    assert path.stat().st_size < 10 << 20
    assert asked.exit_code == 2
    assert "too many" in asked.stderr or "too large" in asked.stderr
    assert time.process_time() - began < 12


def test_the_sheet_with_the_headings_is_the_one_that_is_read(run, tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "several.xlsx")) as book:
        book.add_worksheet("Notes").write_row(0, 0, ["Made by", "HR"])
        sheet = book.add_worksheet("Evidence")
        for number, line in enumerate(SMALL.splitlines()):
            sheet.write_row(number, 0, line.split(","))

    found = answer(run("several.xlsx", "--format", "json"))

    assert len(found["evidence"]) == 4


def test_a_formula_is_what_it_last_answered(run, tmp_path):
    path = workbook_of(
        tmp_path / "formula.xlsx",
        [("role", "kind", "text"), ("A", "task", '="Svarar"&" kunder"')],
        value="Svarar kunder",
    )

    found = answer(run(path, "--format", "json"))

    assert found["areas"][0]["roles"][0]["role"] == "A"


def test_one_role_only_is_one_area(run, tmp_path):
    (tmp_path / "one.csv").write_text(HEAD + "Ensam,,task,Gör allt\n", encoding="utf-8")

    found = answer(run("one.csv", "--format", "json"))

    assert [[one["role"] for one in area["roles"]] for area in found["areas"]] == [["Ensam"]]


def test_roles_with_identical_texts_are_each_placed_once_and_nothing_firm_is_claimed(run, tmp_path):
    (tmp_path / "same.csv").write_text(
        HEAD + "".join(f"Roll {n},,task,Svarar kunder\n" for n in range(6)), encoding="utf-8"
    )

    found = answer(run("same.csv", "--format", "json"))

    assert sorted(one["role"] for area in found["areas"] for one in area["roles"]) == [f"Roll {n}" for n in range(6)]
    assert found["stable"] is False


@pytest.mark.parametrize("form", ["text", "json", "xlsx"])
def test_names_in_any_writing_survive(run, tmp_path, form):
    rows = "".join(f'"{text}","{text}",task,"{text} svarar"\n' for text in NAUGHTY)
    (tmp_path / "naughty.csv").write_text(HEAD + rows, encoding="utf-8")

    made = run("naughty.csv", "--format", form, "--output", "out", "--picture", "map.svg")

    assert made.exit_code == 0, made.output
    content = (tmp_path / "out").read_bytes()
    if form == "json":
        assert {one["role"] for area in json.loads(content)["areas"] for one in area["roles"]} == {
            text.replace("‮", "") for text in NAUGHTY
        }
    if form == "text":
        assert "[bold]x[/bold]" in content.decode()


def test_a_place_that_cannot_be_written_is_told(run, small, tmp_path):
    asked = run(small, "--format", "json", "--output", tmp_path / "nowhere" / "a.json")

    assert asked.exit_code == 2
    assert "cannot be written" in asked.stderr


def test_the_second_run_with_a_vocabulary_uses_the_model_that_was_kept(run, small, tmp_path):
    rows = "".join(
        f"KnowledgeSkillCompetence,urn:x:{n},skill,,förmåga {n} att räkna och skriva,,,released,,,,,\n"
        for n in range(600)
    )
    with zipfile.ZipFile(tmp_path / "ESCO dataset - v1.2.0 - classification - sv - csv.zip", "w") as book:
        book.writestr("skills_sv.csv", SKILLS + rows)
    words = (small, "--format", "json", "--vocabulary", "ESCO dataset - v1.2.0 - classification - sv - csv.zip")

    first = run(*words).stdout
    [kept] = (tmp_path / "cache" / "stigar").glob("text-model-*")
    before = kept.stat()
    second = run(*words).stdout

    assert second == first
    assert (kept.stat().st_mtime_ns, kept.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_vocabulary_that_is_none_is_told(run, small, tmp_path):
    (tmp_path / "list.csv").write_text("a,b\n1,2\n", encoding="utf-8")

    asked = run(small, "--vocabulary", "list.csv")

    assert asked.exit_code == 2
    assert "neither ESCO, O*NET nor JobTech" in asked.stderr


def test_as_a_real_command_it_needs_no_database_and_leaves_nothing(small, tmp_path):
    environment = {
        **os.environ,
        "PYTHONPATH": str(TOP / "src"),
        "LANG": "sv_SE.UTF-8",
        "LC_ALL": "",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    environment.pop("STIGAR_FOLDER", None)
    environment.pop("DJANGO_SETTINGS_MODULE", None)

    made = subprocess.run(
        [sys.executable, "-m", "stigar", "areas", "small.csv", "--format", "json"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )

    assert made.returncode == 0, made.stderr.decode()
    assert json.loads(made.stdout)["areas"]
    assert made.stderr == b""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["small.csv"]


def test_as_a_real_command_a_workbook_can_be_piped(small, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(TOP / "src"), "LANG": "C", "LC_ALL": ""}

    made = subprocess.run(
        [sys.executable, "-m", "stigar", "areas", str(small), "--format", "xlsx"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )

    assert load_workbook(io.BytesIO(made.stdout)).sheet_names[0] == "About the file"
