"""The result as a report to print: it says what it should, reads aloud, and nothing people wrote can run in it."""

import shutil
import subprocess
from dataclasses import replace

import pytest

from stigar.areas.writers.report import Pictures, for_paper, report
from stigar.areas.writers.result import AreaResult, RoleResult
from tests.areas.results import HARMFUL, RESULT, with_texts

pytest.importorskip("typst", reason="the report is an optional part: stigar[pdf]")
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="0 0 100 50" width="100" height="50">'
    '<title>t</title><desc>d</desc><text x="5" y="20" class="map-label">Kundmöte</text></svg>'
)


@pytest.fixture
def words_of(tmp_path):
    """The text of each page, as somebody who copies from the file gets it."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not on this machine")

    def read(pdf: bytes) -> list[str]:
        file = tmp_path / "report.pdf"
        file.write_bytes(pdf)
        found = subprocess.run(
            ["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True
        ).stdout.decode()
        return [" ".join(page.split()) for page in found.split("\f")[:-1]]

    return read


def test_the_cover_says_the_result_in_one_sentence(words_of):
    cover = words_of(report(replace(RESULT, language="en")))[0]

    assert cover == (
        "Alvbro Competence areas Two competence areas run through your work 20 November 2026 2 3 36 3 areas roles people departments"
    )


def test_every_area_has_its_section_with_the_evidence_for_each_role(words_of):
    pages = words_of(report(replace(RESULT, language="en")))

    section = next(page for page in pages if "The roles, and why they stand here" in page)
    for words in (
        "Kundmöte",
        "What these roles share",
        "Kundrådgivare",
        "Svarar i telefon",
        "unsure",
        "Also belongs in",
    ):
        assert words in section


def test_it_tells_how_it_was_made_and_prints_the_licences(words_of):
    last = words_of(report(replace(RESULT, language="en")))[-1]

    assert "How it was made, and how sure it is" in last
    assert "repeated 24 times" in last
    assert "ESCO v1.2, CC BY 4.0" in last


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "Kompetensområden"), ("nb", "Kompetanseområder"), ("en", "Competence areas")]
)
def test_it_speaks_the_readers_language(words_of, language, words):
    assert words in words_of(report(replace(RESULT, language=language)))[0]


def test_pages_are_numbered(words_of):
    pages = words_of(report(replace(RESULT, language="en")))

    assert [f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, start=1)] == [False] + [
        True
    ] * (len(pages) - 1)


def test_pictures_are_drawn_with_their_own_colours(words_of):
    pages = words_of(report(replace(RESULT, language="en"), Pictures(landscape=PICTURE)))

    assert "Kundmöte" in next(page for page in pages if "The landscape of competence" in page)
    assert ".map-hatch { display: inline; opacity: 0.3; }" in for_paper(PICTURE)


def test_it_reads_aloud():
    content = report(RESULT)

    assert content.startswith(b"%PDF-1.7")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"sv" in content


def test_what_people_wrote_stays_text(words_of):
    pages = " ".join(words_of(report(with_texts(HARMFUL))))

    for text in ('#eval("1")', "$x$ *b* _i_ `c` <script> & ]", "@SUM(A1)"):
        assert text in pages


def test_the_same_result_gives_the_same_bytes():
    assert report(RESULT) == report(RESULT)


def test_an_area_of_one_role_says_so(words_of):
    alone = replace(
        RESULT,
        language="en",
        areas=(AreaResult("x", "Ensam", (RoleResult("Ensam roll"),)),),
        order=(),
        savings=(),
        meetings=(),
    )

    assert any("One role stands alone here" in page for page in words_of(report(alone)))


def test_an_empty_result_is_a_short_report(words_of):
    bare = replace(
        RESULT, language="en", areas=(), questions=(), untold=(), order=(), savings=(), meetings=(), stable=False
    )

    assert "No areas stand firm yet" in words_of(report(bare))[0]
