"""Existing profiles from a file: everything wrong with it at once, shown before it is kept, all of it or nothing."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from stigar.foundation.models import Upload
from stigar.profiles.models import Profile, Requirement
from tests.profiles import written

GOOD = (
    ("Roll", "Kompetens", "Nivå", "Till nivå", "Betydelse", "Varför"),
    ("Kundrådgivare", "Lyssna på kunden", 3, 4, "nödvändig", "Varje samtal"),
    ("Kundrådgivare", "writing", "Trygg", "", "", ""),
    ("Handlarsupport", "Hantera konflikter", 2, "", 1, "Reklamationer"),
)


def _sheet(rows):
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        page = book.add_worksheet()
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
    return SimpleUploadedFile("profiler.xlsx", kept.getvalue())


def test_the_file_is_shown_and_then_begins_every_profile(cast, project, visit):
    written.library(cast)
    hedda = visit(cast.hedda)

    shown = hedda.post("/profiles/imports/", {"file": _sheet(GOOD)}, follow=True)
    before = Profile.objects.count()
    hedda.post(f"/profiles/imports/{Upload.objects.get().pk}/run/")

    assert (shown.status_code, "Reklamationer" in shown.content.decode(), before) == (200, True, 0)
    assert list(Requirement.objects.order_by("profile__name", "place").values_list(
        "profile__name", "competence__key", "level", "until", "importance", "why"
    )) == [
        ("Handlarsupport", "conflict", 2, None, 1, "Reklamationer"),
        ("Kundrådgivare", "listening", 3, 4, 3, "Varje samtal"), ("Kundrådgivare", "writing", 3, None, 2, ""),
    ]  # fmt: skip
    assert not Profile.objects.exclude(project=None).exists()


def test_every_fault_is_told_with_its_cell_and_nothing_is_kept(cast, project, visit):
    written.library(cast)
    written.profile(cast, project)
    rows = [
        GOOD[0], ("Kundrådgivare", "writing", 3, "", "", ""), ("Handlarsuport", "Lysna på kunden", 9, "", "kanske", ""),
        ("Handlarsupport", "writing", 9, "", "kanske", "x" * 1001), ("Handlarsupport", "conflict", 3, 2, "", ""),
        ("Handlarsupport", "conflict", "", "", "", ""),
    ]  # fmt: skip

    answer = visit(cast.hedda).post("/profiles/imports/", {"file": _sheet(rows)})

    page = answer.content.decode()
    assert (answer.status_code, Profile.objects.count(), Upload.objects.count()) == (422, 1, 0)
    for words in ("Handlarsupport", "Lyssna på kunden", "1 Ny, 2 Van", "kanske", "001"):
        assert words in page


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"Roll;Text\nKundr\xc3\xa5dgivare;hej\n", b"PK\x03\x04trasig"])
def test_what_is_no_table_of_profiles_is_refused_in_words(cast, visit, content):
    written.library(cast)

    answer = visit(cast.hedda).post("/profiles/imports/", {"file": SimpleUploadedFile("x.xlsx", content)})

    assert (answer.status_code, Profile.objects.count()) == (422, 0)


def test_the_template_is_read_back_when_it_is_filled_in(cast, visit):
    written.library(cast)

    answer = visit(cast.hedda).get("/profiles/imports/template/")

    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.get_sheet_by_index(0).to_python() == [["Roll", "Kompetens", "Nivå", "Till nivå", "Betydelse", "Varför"]]
    assert ["Lyssna på kunden", "listening"] in [row[:2] for row in book.get_sheet_by_index(1).to_python()]


@pytest.mark.parametrize("somebody", ["ada", "bo", "siv", "ulf"])
def test_only_hr_brings_profiles(cast, visit, somebody):
    who = visit(getattr(cast, somebody))

    assert (who.get("/profiles/imports/").status_code, who.get("/profiles/imports/template/").status_code) == (404, 404)
