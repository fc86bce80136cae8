"""Any table somebody brings is read as it is, or refused with the reason and the place."""

import resource
import subprocess
import sys
import zipfile
from datetime import date
from unicodedata import normalize

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stigar.people.readers.faults import FileFault, Unreadable
from stigar.people.readers.tables import Table, read_table
from tests.house.tree import TOP
from tests.people import corpus

ROWS = [("Namn", "Ort", "Dag", "Tal"), ("Åsa Öberg", "Malmö", date(2026, 11, 21), 12), ("Bjørn", "", "", 0.8)]
READ = [(2, ["Åsa Öberg", "Malmö", date(2026, 11, 21), 12]), (3, ["Bjørn", "", "", 0.8])]
TEXT_READ = [(2, ["Åsa Öberg", "Malmö", "2026-11-21", "12"]), (3, ["Bjørn", "", "", "0.8"])]


def known(heading):
    return heading in {"Namn", "Ort", "Dag", "Tal"}


def faults(path, **how):
    with pytest.raises(Unreadable) as refused:
        read_table(path, **how)
    return list(refused.value.faults)


def test_a_workbook_is_read_with_its_days_and_numbers(tmp_path):
    table = read_table(corpus.workbook(tmp_path / "staff.xlsx", ROWS))

    assert table == Table("staff.xlsx", ROWS[0], READ, "Personal", ("Personal",))


def test_an_ods_workbook_is_read_the_same(tmp_path):
    table = read_table(corpus.ods(tmp_path / "staff.ods", ROWS))

    assert (table.headings, table.rows) == (ROWS[0], READ)


@pytest.mark.parametrize("parter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_text_file_is_read_whatever_parts_it_and_whichever_letters_it_is_written_in(tmp_path, parter, letters):
    table = read_table(corpus.listing(tmp_path / "staff.csv", ROWS, parter=parter, letters=letters))

    assert (table.headings, table.rows) == (ROWS[0], TEXT_READ)


def test_the_sheet_with_known_headings_is_taken_below_a_title_and_beside_notes(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        corpus.fill(book, "Läs mig", [("Detta är en lista",), ("Fråga HR",)])
        sheet = corpus.fill(book, "Data", [("Personallista",), (), *ROWS])
        sheet.merge_range(0, 0, 0, 3, "Personallista")
        hidden = corpus.fill(book, "Gömd", ROWS)
        hidden.hide()

    table = read_table(tmp_path / "a.xlsx", known=known)

    assert (table.sheet, table.sheets, table.heading_row, len(table.rows)) == ("Data", ("Läs mig", "Data"), 3, 2)
    assert read_table(tmp_path / "a.xlsx", sheet="Läs mig").rows == [(2, ["Fråga HR"])]
    assert faults(tmp_path / "a.xlsx", sheet="Borta") == [
        FileFault("no-such-sheet", "a.xlsx", value="Borta", more={"names": ["Läs mig", "Data"]})
    ]


def _cut_workbook(path):
    whole = corpus.workbook(path, ROWS).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def _damaged_workbook(path):
    whole = bytearray(corpus.workbook(path, ROWS * 50).read_bytes())
    with zipfile.ZipFile(path) as file:
        place = file.getinfo("xl/worksheets/sheet1.xml").header_offset
    whole[place + 80 : place + 120] = bytes(40)
    path.write_bytes(whole)


def _another_zip(path):
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("letter.docx", "hej")


BAD_FILES = {
    "empty": ("a.csv", lambda path: path.write_bytes(b"")),
    "only spaces": ("a.csv", lambda path: path.write_bytes(b" \r\n\r\n")),
    "a picture": ("a.xlsx", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))),
    "a page": ("a.xls", lambda path: path.write_bytes(b"<html><table><tr><td>1</td></tr></table></html>")),
    "a pdf": ("a.pdf", lambda path: path.write_bytes(b"%PDF-1.7 hej")),
    "another zip": ("a.xlsx", _another_zip),
    "old": ("a.xls", lambda path: path.write_bytes(corpus.OLD_XLS)),
    "locked": ("a.xlsx", lambda path: path.write_bytes(corpus.LOCKED)),
    "locked ods": ("a.ods", lambda path: corpus.ods(path, ROWS, manifest="<manifest:encryption-data/>")),
    "cut workbook": ("a.xlsx", _cut_workbook),
    "damaged workbook": ("a.xlsx", _damaged_workbook),
    "cut list": ("a.csv", lambda path: path.write_bytes("Namn;Ort;Land\nÅsa;Malmö;SE\nBo;Mal".encode())),
    "cut in a letter": ("a.csv", lambda path: path.write_bytes("Namn;Ort\nÅsa;Malmö".encode()[:-1])),
    "cut in quotes": ("a.csv", lambda path: path.write_bytes(b'Namn;Ort\nBo;"Mal')),
    "wrong letters": ("a.csv", lambda path: path.write_bytes(b"Namn;Ort\nBo;Malm\x81\xff\xfe\n")),
    "letters twice": (
        "a.csv",
        lambda path: path.write_bytes("Namn;Ort\nÅsa;Malmö\nBo;".encode() + b"\xe5land i havet\n"),
    ),
    "headings only": ("a.csv", lambda path: path.write_bytes(b"Namn;Ort\n")),
}


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ("empty", "empty"), ("only spaces", "empty"), ("a picture", "wrong-kind"), ("a page", "wrong-kind"), ("a pdf", "wrong-kind"),
        ("another zip", "wrong-kind"), ("old", "old-workbook"), ("locked", "locked"), ("locked ods", "locked"), ("cut workbook", "cut"),
        ("damaged workbook", "damaged"), ("cut list", "cut"), ("cut in a letter", "cut"), ("cut in quotes", "cut"),
        ("wrong letters", "letters"), ("letters twice", "letters"), ("headings only", "no-rows"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(tmp_path, bad, code):
    name, make = BAD_FILES[bad]
    make(tmp_path / name)

    assert [(fault.code, fault.file) for fault in faults(tmp_path / name)] == [(code, name)]


def test_headings_that_say_nothing_known_are_refused(tmp_path):
    assert faults(corpus.listing(tmp_path / "a.csv", [("X", "Y"), (1, 2)]), known=known) == [
        FileFault("no-headings", "a.csv", 1, value="X, Y")
    ]


def test_a_heading_that_stands_twice_is_refused_with_both_columns(tmp_path):
    assert faults(corpus.workbook(tmp_path / "a.xlsx", [("Namn", "Ort", "namn"), ("a", "b", "c")])) == [
        FileFault("same-heading", "a.xlsx", 1, "namn", "C", "namn", {"other": "A"})
    ]


def test_merged_cells_are_refused_among_the_headings_and_below(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = corpus.fill(book, "Personal", ROWS)
        sheet.merge_range(0, 0, 0, 1, "Namn")
        sheet.merge_range(1, 2, 2, 2, "x")

    assert [(fault.code, fault.row, fault.value) for fault in faults(tmp_path / "a.xlsx")] == [
        ("merged-heading", 1, "A1:B1"), ("merged", 2, "C2:C3"),
    ]  # fmt: skip


def test_values_without_a_heading_and_short_rows_are_told_by_row(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"Namn;;Ort\nBo;x;Oslo\nCai;;Oslo\nDag;\nEva;;Oslo;more\n")

    assert [(fault.code, fault.row, fault.letter, fault.value) for fault in faults(tmp_path / "a.csv")] == [
        ("no-heading", 2, "B", "x"), ("short-row", 4, "", "Dag"), ("no-heading", 5, "D", "more"),
    ]  # fmt: skip


def test_formulas_are_read_as_what_they_last_answered_and_one_without_an_answer_is_refused(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        corpus.fill(book, "Personal", [("Namn", "Tal")]).write_formula(1, 1, "=40*2", None, 80)
        book.worksheets()[0].write_string(1, 0, "Bo")

    assert read_table(tmp_path / "a.xlsx").rows == [(2, ["Bo", 80])]

    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>Namn</t></is></c><c r="B1" t="inlineStr"><is><t>Tal</t></is></c></row>'
    bare = '<row r="2"><c r="A2" t="inlineStr"><is><t>Bo</t></is></c><c r="B2"><f>40*2</f><v></v></c></row>'
    error = (
        '<row r="3"><c r="A3" t="inlineStr"><is><t>Bo</t></is></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    corpus.sheet_of(tmp_path / "b.xlsx", cells + bare + error)

    assert [(fault.code, fault.place, fault.column) for fault in faults(tmp_path / "b.xlsx")] == [
        ("no-value", "B2", "Tal"), ("wrong-value", "B3", "Tal"),
    ]  # fmt: skip


def _refused_within(path):
    """(codes, seconds, MiB) of refusing a file, in a process of its own."""
    code = (
        "import sys, pathlib; sys.path.insert(0, 'src')\n"
        "from stigar.people.readers.tables import read_table\nfrom stigar.people.readers.faults import Unreadable\n"
        "try: read_table(pathlib.Path(sys.argv[1]))\n"
        "except Unreadable as wrong: print(wrong.faults[0].code)\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))\n"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=TOP, capture_output=True, text=True, check=True, timeout=300
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    words = told.stdout.split()
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return words[0], cpu, int(words[1]) // 1024


def _million_rows(path):
    return corpus.sheet_of(path, '<row><c t="n"><v>1</v></c></row>' * 1_000_000)


def _two_far_cells(path):
    return corpus.sheet_of(
        path, '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )


def _wide(path):
    return corpus.sheet_of(path, '<row r="1"><c s="0" r="A1"><v>1</v></c><c s="0" r="XFD1"><v>1</v></c></row>')


def _full(path):
    cells = "".join(f"<c><v>{n}</v></c>" for n in range(150))
    return corpus.sheet_of(path, f"<row>{cells}</row>" * 40_000)


def _repeated_ods(path):
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="150"/>'
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    return corpus.ods_of(path, f'<table:table table:name="a">{row}</table:table>')


def _far_ods(path):
    gap = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
    row = '<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
    return corpus.ods_of(path, f'<table:table table:name="a">{row}{gap}{row}</table:table>')


def _long_list(path):
    path.write_bytes(b"Namn;Ort\n" + b"a;b\n" * 1_200_000)
    return path


def _strings(path):
    corpus.workbook(path, [("Namn",), ("x",)])
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts["xl/sharedStrings.xml"] += b" " * (300 << 20)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("bomb", "name", "code"),
    [
        (_million_rows, "a.xlsx", "too-many-rows"), (_two_far_cells, "a.xlsx", "too-many-rows"), (_wide, "a.xlsx", "too-many-columns"),
        (_full, "a.xlsx", "too-many-cells"), (_repeated_ods, "a.ods", "too-many-rows"), (_far_ods, "a.ods", "too-many-rows"),
        (_long_list, "a.csv", "too-many-rows"), (_strings, "a.xlsx", "too-large"),
    ],
)  # fmt: skip
def test_a_file_that_would_unfold_beyond_reason_is_refused_quickly_and_in_little_memory(tmp_path, bomb, name, code):
    path = bomb(tmp_path / name)
    assert path.stat().st_size < 6 << 20

    refused, seconds, mib = _refused_within(path)

    assert refused == code
    assert seconds < 2
    assert mib < 200


NAUGHTY = [
    "=1+1", "'; DROP TABLE people_person; --", "<script>alert(1)</script>", "😀👩‍👩‍👧", "‮مرحبا", "Z̷a̷l̷g̷o̷", "${7*7}", "{{ 7 }}", "\u200b", "NULL",
]  # fmt: skip


def test_naughty_texts_come_through_as_they_are(tmp_path):
    rows = [("Namn",), *((text,) for text in NAUGHTY)]

    written = [
        corpus.workbook(tmp_path / "a.xlsx", rows), corpus.listing(tmp_path / "a.csv", rows), corpus.ods(tmp_path / "a.ods", rows),
    ]  # fmt: skip

    for path in written:
        assert [cells[0] for _, cells in read_table(path).rows] == NAUGHTY


def test_marks_that_cannot_be_seen_are_left_out_and_letters_in_two_parts_become_one(tmp_path):
    (tmp_path / "a.csv").write_bytes("Namn\nMalmo\u0308\x01\x07\n".encode())

    assert read_table(tmp_path / "a.csv").rows == [(2, ["Malmö"])]


texts = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30).map(
    lambda text: text.strip() or "x"
)
cells = st.one_of(texts, st.integers(-(10**9), 10**9), st.just(""))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(texts, cells, cells), min_size=1, max_size=8), st.sampled_from(["xlsx", "ods"]))
def test_what_is_written_in_a_workbook_is_what_is_read(tmp_path, rows, kind):
    write = corpus.workbook if kind == "xlsx" else corpus.ods
    path = write(tmp_path / f"a.{kind}", [("Namn", "Ort", "Tal"), *rows])

    read = read_table(path, known=known)

    expected = [[normalize("NFC", cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    assert [cells for _, cells in read.rows] == expected


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(texts, texts), min_size=1, max_size=8),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_what_is_written_in_a_text_file_is_what_is_read(tmp_path, rows, parter, letters):
    path = corpus.listing(tmp_path / "a.csv", [("Namn", "Ort"), *rows], parter=parter, letters=letters)

    read = read_table(path, known=known)

    assert [cells for _, cells in read.rows] == [[normalize("NFC", cell) for cell in row] for row in rows]
