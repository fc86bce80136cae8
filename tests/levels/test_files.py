"""A skill matrix is brought in whatever shape it has: found, shown, corrected, and then all of it or nothing; taken back as a whole."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from stigar.foundation import jobs
from stigar.foundation.models import Errand, JournalEntry, Upload
from stigar.levels import rules
from stigar.levels.actions.assessments import open_assessment
from stigar.levels.models import Level, LevelImport
from stigar.people.models import Duty, Position
from tests.cast import LONG_AGO, TODAY

FILES = "/competence/files/"
DOWN = [["Medarbetare", "Lyssna på kunden", "Skriva tydligt"], ["Bo Test", 3, 2], ["Cai Test", 4, ""]]


def work():
    """A worker does what waits."""
    for asked in Errand.objects.filter(ended_at=None).order_by("asked_at"):
        jobs.do_errand.func(str(asked.organisation_id), str(asked.pk))


def workbook(*sheets, merged=()):
    """The bytes of a workbook with these sheets of rows; ``merged`` are (row, first, last, text) in the first."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        for place, rows in enumerate(sheets):
            page = book.add_worksheet(f"Blad {place + 1}")
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
            for row, first, last, text in merged if not place else ():
                page.merge_range(row, first, row, last, text)
    return kept.getvalue()


def brought(browser, content, name="matris.xlsx"):
    """Bring a file and let it be looked at. Returns its address."""
    if isinstance(content, list):
        content = workbook(content)
    sent = browser.post(FILES, {"file": SimpleUploadedFile(name, content)})
    assert sent.status_code == 302, sent.content.decode()[-2000:]
    work()
    return sent.headers["Location"]


def look(browser, address):
    return browser.get(f"{address}meaning/").context["look"]


def chosen(browser, address, **changed):
    """Say yes to what was understood, from today, and let it be planned."""
    page = browser.get(f"{address}meaning/")
    form = page.context["form"]
    given = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
    given |= {"day": TODAY.isoformat()} | changed
    sent = browser.post(f"{address}meaning/", {name: value for name, value in given.items() if value is not False})
    assert sent.status_code == 302, sent.context["form"].errors
    work()
    return browser.get(address)


def written(browser, address, page):
    browser.post(f"{address}application/", {"digest": page.context["result"]["digest"]})
    work()
    return browser.get(address)


def whole(browser, content, **changed):
    """All the way in."""
    address = brought(browser, content)
    page = chosen(browser, address, **changed)
    assert page.context["result"]["of_faults"] == 0, page.context["result"]["faults"]
    written(browser, address, page)
    return address


def levels(cast, books):
    """(person, competence, level, day, by) of what came from files and counts."""
    names = {key: name for name, key in books.items()}
    return sorted(
        (one.person.given, names[one.competence_id], one.level, one.on, one.by.given)
        for one in Level.objects.filter(source="file", taken_back=None).select_related("person", "by")
    )


def codes(page):
    return [(fault["code"], fault["letter"], fault["row"]) for fault in page.context["result"]["faults"]]


IN_PLACE = [
    ("Bo", "listening", 3, TODAY, "Ada"), ("Bo", "writing", 2, TODAY, "Ada"), ("Cai", "listening", 4, TODAY, "Ada"),
]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        DOWN,
        [["Kompetensmatris Kundservice"], [], ["Namn", "Enhet", *DOWN[0][1:]], ["Bo Test", "A1", 3, 2], ["Cai Test", "A1", 4, ""]],
        [["Anst.nr", "Namn", *DOWN[0][1:]], ["4", "Bo Test", 3, 2], ["5", "Cai Test", 4, ""]],
        [["Förnamn", "Efternamn", *DOWN[0][1:]], ["Bo", "Test", 3, 2], ["Cai", "Test", 4, ""]],
        [["E-post", *DOWN[0][1:]], ["bo@alvbro.example", 3, 2], ["CAI@alvbro.example ", "4", "-"]],
        [["", "Bo Test", "Cai Test"], ["Lyssna på kunden", 3, 4], ["Skriva tydligt", 2, ""]],
        [
            ["Person", "Kompetens", "Nivå"], ["Bo Test", "Lyssna på kunden", 3], ["Bo Test", "Skriva tydligt", 2],
            ["Cai Test", "Lyssna på kunden", 4],
        ],
        [["Namn", "listening", "writing", "Kommentar"], ["Test, Bo", 3, 2, "lugn"], ["Cai Test", 4, "", "ny"]],
    ],
)  # fmt: skip
def test_the_shape_is_found_by_itself(cast, books, visit, rows):
    whole(visit(cast.ada), rows)

    assert levels(cast, books) == IN_PLACE


def test_groups_above_the_headings_and_a_text_file_are_read_too(cast, books, visit):
    grouped = workbook([["", "", ""], *DOWN], merged=[(0, 1, 2, "Kundmöte")])
    text = "Navn;Lyssna på kunden;Skriva tydligt\nBo Test;3;2\nCai Test;4;\n".encode("cp1252")

    whole(visit(cast.ada), grouped)
    first = levels(cast, books)
    address = brought(visit(cast.hedda), text, "matrise.csv")

    assert first == IN_PLACE
    assert look(visit(cast.hedda), address)["language"] == "nb"
    assert chosen(visit(cast.hedda), address).context["result"]["levels"] == 3


def test_one_level_a_row_brings_its_day_and_who_saw_it(cast, books, visit):
    rows = [
        ["Anställningsnummer", "Kompetens", "Nivå", "Datum", "Bedömd av"], ["4", "Lyssna på kunden", "3", "2026-03-01", "Gro Test"],
        ["4", "Skriva tydligt", "0", "2.5.2025", ""],
    ]  # fmt: skip

    whole(visit(cast.hedda), rows, day="")

    assert levels(cast, books) == [
        ("Bo", "listening", 3, TODAY.replace(month=3, day=1), "Gro"), ("Bo", "writing", 0, TODAY.replace(year=2025, month=5, day=2), "Hedda"),
    ]  # fmt: skip


def test_words_and_crosses_are_levels_when_somebody_has_said_which(cast, books, visit):
    ada = visit(cast.ada)
    address = brought(ada, [DOWN[0], ["Bo Test", "expert", "x"], ["Cai Test", "grund", ""]])
    values = {one["value"]: one["level"] for one in look(ada, address)["values"]}

    unsaid = chosen(ada, address)
    place = sorted(values).index("x")
    said = chosen(ada, address, **{f"value_{place}": "2"})
    written(ada, address, said)

    assert (values["grund"], values["x"]) == (1, None)
    assert codes(unsaid) == [("no-level", "C", 2)]
    assert [one[:3] for one in levels(cast, books)] == [
        ("Bo", "listening", values["expert"]), ("Bo", "writing", 2), ("Cai", "listening", 1),
    ]  # fmt: skip


def test_nothing_is_written_while_anything_is_wrong_and_every_fault_has_its_place(cast, books, visit):
    ada = visit(cast.ada)
    rows = [*DOWN, ["Dag Test", 3, 3], ["Ada Test", 2, 2], ["Bo Test", 1, 2], ["Cai Test", 9, ""]]

    address = brought(ada, rows)
    page = chosen(ada, address)

    assert codes(page) == [("unknown-person", "A", 4), ("yourself", "A", 5), ("twice", "B", 6), ("no-level", "B", 7)]
    assert "”Dag Test”" in page.content.decode()  # in the file's own letters
    assert ada.post(f"{address}application/", {"digest": page.context["result"]["digest"]}).status_code == 302
    work()
    assert (Level.objects.count(), LevelImport.objects.count()) == (0, 0)


def test_rows_about_people_who_are_not_found_can_be_left_out(cast, books, visit):
    ada = visit(cast.ada)
    address = brought(ada, [*DOWN, ["Dag Test", 3, 3]])

    page = chosen(ada, address, leave_unknown="on")
    written(ada, address, page)

    assert page.context["result"]["left"] == 1
    assert levels(cast, books) == IN_PLACE


def test_a_level_outside_the_competences_own_scale_is_told_with_the_scale(cast, books, visit):
    ada = visit(cast.ada)
    address = brought(ada, [DOWN[0], ["Bo Test", 7, 2], ["Cai Test", 4, 1]])

    page = chosen(ada, address)

    assert codes(page) == [("no-level", "B", 2)]
    assert "7" in page.content.decode()


def test_the_latest_day_counts_and_a_file_is_never_a_self_rating(cast, books, visit):
    listening = books["listening"]
    made = {"organisation": cast.organisation, "person": cast.bo, "competence_id": listening, "at": "2026-11-20T09:00Z"}
    Level.objects.create(source="manager", level=2, on=TODAY, by=cast.ada, **made)
    Level.objects.create(source="self", level=5, on=TODAY, by=cast.bo, **made)

    whole(visit(cast.ada), DOWN, day=(TODAY - timedelta(days=30)).isoformat())
    page = visit(cast.bo).get(f"/competence/people/{cast.bo.pk}/{listening}/").content.decode()

    assert Level.objects.filter(person=cast.bo, source="self").count() == 1
    assert Level.objects.filter(person=cast.bo, competence=listening, taken_back=None).order_by("-on", "-at").filter(
        source__in=Level.SEEN_BY_OTHERS
    ).first().level == 2  # fmt: skip
    assert "From a file" in page or "Från en fil" in page


def test_the_same_file_again_writes_nothing_and_the_whole_is_taken_back_and_put_back(cast, books, visit):
    ada = visit(cast.ada)
    address = whole(ada, DOWN)
    again = brought(ada, DOWN)
    nothing = chosen(ada, again)

    ada.post(f"{address}removal/")
    gone = levels(cast, books)
    ada.post(f"{address}return/")

    assert (nothing.context["result"]["levels"], nothing.context["result"]["unchanged"]) == (0, 3)
    assert gone == []
    assert levels(cast, books) == IN_PLACE


def test_a_preview_tells_nothing_of_levels_that_the_one_who_brings_may_not_see(cast, books, visit):
    whole(visit(cast.ada), DOWN)
    hedda = visit(cast.hedda)

    right = chosen(hedda, brought(hedda, DOWN)).context["result"]
    wrong = chosen(hedda, brought(hedda, [DOWN[0], ["Bo Test", 1, 1], ["Cai Test", 1, ""]])).context["result"]

    assert (right["levels"], right["unchanged"]) == (wrong["levels"], wrong["unchanged"]) == (3, 0)


def test_what_two_judge_blind_is_not_said_by_a_file(cast, books, visit):
    open_assessment(
        person=cast.bo,
        reviewer=cast.ada,
        competences=[books["listening"]],
        role=None,
        due=None,
        viewer=cast.ada,
        today=TODAY,
    )
    ada = visit(cast.ada)

    page = chosen(ada, brought(ada, DOWN))

    assert codes(page) == [("both-judge-now", "B", 2)]


def test_a_self_rating_in_the_file_is_not_taken_for_somebody_elses(cast, books, visit):
    ada = visit(cast.ada)
    rows = [["Namn", "Kompetens", "Nivå", "Bedömd av"], ["Bo Test", "Lyssna på kunden", 3, "Bo Test"]]

    page = chosen(ada, brought(ada, rows))

    assert codes(page) == [("self-said", "C", 2)]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"%PDF-1.7 ...", "matris.pdf", "wrong-kind"), (b"", "tom.xlsx", ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "gammal.xls", "old-workbook"),
        (("Namn;" + ";".join(f"K{n}" for n in range(3000)) + "\nBo Test" + ";1" * 3000 + "\n").encode(), "bred.csv", "too-many-columns"),
        (b"Skonummer;Hund\n42;Fido\n43;Karo\n", "hundar.csv", "no-person-column"),
    ],
)  # fmt: skip
def test_a_file_of_the_wrong_kind_is_told_in_clear_words(cast, books, visit, content, name, words):
    ada = visit(cast.ada)
    sent = ada.post(FILES, {"file": SimpleUploadedFile(name, content)})
    work()

    if not content:
        assert sent.status_code == 422
        return
    page = ada.get(sent.headers["Location"])
    errand = Errand.objects.latest("asked_at")

    assert [fault["code"] for fault in errand.fault["faults"]] == [words]
    assert page.status_code == 200
    assert "broke" not in page.content.decode()


def test_a_bomb_of_three_thousand_columns_in_a_workbook_and_a_zip_bomb_are_refused_fast(cast, books, visit):
    ada = visit(cast.ada)
    wide = workbook([["Namn", *(f"K{n}" for n in range(3000))], ["Bo Test", *([1] * 3000)]])
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as book, zipfile.ZipFile(io.BytesIO(workbook(DOWN))) as real:
        for one in real.namelist():
            big = one.endswith("sheet1.xml")
            book.writestr(one, b"<worksheet><sheetData>" + b" " * (300 << 20) if big else real.read(one))

    for content, code in ((wide, "too-many-columns"), (kept.getvalue(), "too-large")):
        brought(ada, content)
        assert [fault["code"] for fault in Errand.objects.latest("asked_at").fault["faults"]] == [code]


def test_the_shape_can_be_corrected(cast, books, visit):
    ada = visit(cast.ada)
    address = brought(
        ada, [["Namn", "Kollega", *DOWN[0][1:]], ["Bo Test", "Cai Test", 3, 2], ["Cai Test", "Bo Test", 4, ""]]
    )
    form = ada.get(f"{address}meaning/").context["shape_form"]
    given = {name: "" if value is None else value for name, value in form.initial.items()}

    sent = ada.post(f"{address}shape/", given | {"person": "1"})
    work()
    page = chosen(ada, address)
    written(ada, address, page)

    assert sent.status_code == 302
    assert [one[:3] for one in levels(cast, books)] == [
        ("Bo", "listening", 4),
        ("Cai", "listening", 3),
        ("Cai", "writing", 2),
    ]


def test_who_may_bring_and_for_whom(cast, books, visit):
    asked = {
        who: visit(getattr(cast, who)).get(FILES).status_code
        for who in ("hedda", "ada", "gro", "dag", "bo", "ulf", "rut", "siv", "eve")
    }

    reach = {
        who: sorted(one.given for one in rules.people_to_bring_for(getattr(cast, who), today=TODAY))
        for who in ("ada", "hedda", "bo")
    }

    assert asked == {
        "hedda": 200, "ada": 200, "gro": 200, "dag": 404, "bo": 404, "ulf": 404, "rut": 404, "siv": 404, "eve": 404,
    }  # fmt: skip
    assert reach == {"ada": ["Bo", "Cai"], "hedda": ["Ada", "Bo", "Cai", "Dag", "Gro", "Rut", "Siv", "Ulf"], "bo": []}


def test_hr_in_one_unit_brings_for_that_unit(cast, books):
    Duty.objects.create(
        organisation=cast.organisation, person=cast.dag, kind=Duty.HR, unit=cast.service, begins=LONG_AGO
    )

    assert sorted(one.given for one in rules.people_to_bring_for(cast.dag, today=TODAY)) == ["Ada", "Bo", "Cai"]


def test_a_file_on_its_way_is_only_who_brought_its(cast, books, visit):
    address = brought(visit(cast.ada), DOWN)

    others = [visit(who).get(address).status_code for who in (cast.hedda, cast.gro, cast.bo, cast.eve)]

    assert others == [404, 404, 404, 404]


def test_a_leader_takes_back_only_while_all_of_them_are_theirs(cast, books, visit):
    address = whole(visit(cast.ada), DOWN)
    Position.objects.filter(person=cast.cai).update(manager=cast.dag)

    visit(cast.ada).post(f"{address}removal/")
    still = levels(cast, books)
    visit(cast.hedda).post(f"{address}removal/")

    assert still == IN_PLACE
    assert levels(cast, books) == []


def test_the_journal_says_who_brought_levels_of_whom_and_never_which(cast, books, visit):
    whole(visit(cast.ada), DOWN)

    lines = JournalEntry.objects.filter(verb="gave levels from a file")

    assert sorted((one.about, one.details) for one in lines) == sorted(
        [(cast.bo.pk, {"levels": 2}), (cast.cai.pk, {"levels": 1})]
    )
    assert Upload.objects.count() == 0


def test_two_columns_are_not_guessed_to_be_the_same_competence(cast, books, visit):
    rows = [["Namn", "Lyssna på kunden", "Lyssna på kunder"], ["Bo Test", 3, 2], ["Cai Test", 4, 1]]

    things = look(visit(cast.ada), brought(visit(cast.ada), rows))["things"]

    assert [(one["label"], one["name"], one["others"][:1]) for one in things] == [
        ("Lyssna på kunden", "Lyssna på kunden", []), ("Lyssna på kunder", "", ["Lyssna på kunden"]),
    ]  # fmt: skip


def test_who_was_in_the_file_and_took_a_level_back_by_itself_keeps_that(cast, books, visit):
    address = whole(visit(cast.ada), DOWN)
    visit(cast.ada).post(
        f"/competence/people/{cast.bo.pk}/{books['writing']}/levels/{Level.objects.get(person=cast.bo, level=2).pk}/removal/"
    )

    visit(cast.ada).post(f"{address}removal/")
    visit(cast.ada).post(f"{address}return/")

    assert [one[:3] for one in levels(cast, books)] == [("Bo", "listening", 3), ("Cai", "listening", 4)]
