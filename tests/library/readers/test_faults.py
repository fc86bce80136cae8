"""A file that cannot be read is refused whole, and the fault says where and which rule."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stigar.library.readers import Rule, VocabularyFault, read_vocabulary
from stigar.library.readers import sheets as reading
from stigar.library.readers.sentences import sentence

from . import releases
from .releases import LISTEN

SKILL = ("KnowledgeSkillCompetence", LISTEN, "", "", "listen", "", "released")


def fault_in(path: Path) -> tuple[Rule, str, int, str, str]:
    with pytest.raises(VocabularyFault) as met:
        read_vocabulary(path)
    return met.value.rule, met.value.file, met.value.row, met.value.column, met.value.value


def skills(tmp_path: Path, *rows: tuple[str, ...], name: str = "skills_en.csv") -> Path:
    return releases.folder(tmp_path / "f", {name: releases.table(releases.SKILL_HEADS, rows)})


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert fault_in(tmp_path / "esco.zip") == (Rule.MISSING, "esco.zip", 0, "", "")


def test_an_empty_file_is_empty(tmp_path: Path) -> None:
    (tmp_path / "esco.zip").touch()

    assert fault_in(tmp_path / "esco.zip") == (Rule.EMPTY, "esco.zip", 0, "", "")


def test_a_picture_is_not_a_vocabulary(tmp_path: Path) -> None:
    (tmp_path / "cat.png").write_bytes(b"\x89PNG\r\n\x1a\n")

    assert fault_in(tmp_path / "cat.png") == (Rule.UNKNOWN, "cat.png", 0, "", "")


def test_a_staff_list_is_not_a_vocabulary(tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_text("Namn;Titel\nAda;Kundrådgivare\n", encoding="utf-8")

    assert fault_in(tmp_path / "staff.csv") == (Rule.UNKNOWN, "staff.csv", 0, "", "")


def test_an_archive_cut_in_the_middle_is_damaged(tmp_path: Path) -> None:
    package = releases.esco(tmp_path, "en", listen="listen", explain="explain", adviser="adviser")
    whole = package.read_bytes()
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole[: len(whole) // 2])

    assert fault_in(cut)[0] in (Rule.DAMAGED, Rule.UNKNOWN)


def test_an_archive_with_a_flipped_bit_is_damaged(tmp_path: Path) -> None:
    package = releases.esco(tmp_path, "en", listen="listen " * 50, explain="explain", adviser="adviser")
    whole = bytearray(package.read_bytes())
    whole[60] ^= 0xFF
    package.write_bytes(whole)

    assert fault_in(package)[0] == Rule.DAMAGED


def test_a_packed_file_cut_in_the_middle_is_damaged(tmp_path: Path) -> None:
    whole = gzip.compress(releases.jobtech(tmp_path / "a.json").read_bytes())
    (tmp_path / "b.json.gz").write_bytes(whole[:40])

    assert fault_in(tmp_path / "b.json.gz") == (Rule.DAMAGED, "b.json.gz", 0, "", "")


def test_a_json_file_cut_in_the_middle_says_in_which_line(tmp_path: Path) -> None:
    (tmp_path / "skills.json").write_text('{"data":\n {"concepts": [{"id": "a"', encoding="utf-8")

    assert fault_in(tmp_path / "skills.json") == (Rule.DAMAGED, "skills.json", 2, "", "")


def test_a_locked_archive_is_locked(tmp_path: Path) -> None:
    package = releases.esco(tmp_path, "en", listen="listen", explain="explain", adviser="adviser")
    content = bytearray(package.read_bytes())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        starts = [archive.start_dir]
    content[starts[0] + 8] |= 1
    package.write_bytes(content)

    assert fault_in(package) == (Rule.LOCKED, package.name, 0, "", "")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_WHOLE", 2**20)
    bomb = releases.zipped(tmp_path / "bomb.zip", {"skills_en.csv": b"\0" * 2**21})

    assert fault_in(bomb) == (Rule.TOO_LARGE, "bomb.zip", 0, "", "")


def test_a_packed_bomb_is_refused_without_reading_it_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 2**20)
    (tmp_path / "skills.json.gz").write_bytes(gzip.compress(b" " * 2**22))

    assert fault_in(tmp_path / "skills.json.gz") == (Rule.TOO_LARGE, "skills.json.gz", 0, "", "")


def test_an_archive_of_thousands_of_files_is_refused(tmp_path: Path) -> None:
    many = releases.zipped(tmp_path / "many.zip", {f"{number}.csv": "a" for number in range(501)})

    assert fault_in(many) == (Rule.TOO_MANY, "many.zip", 0, "", "")


@pytest.mark.parametrize("rule", list(Rule))
def test_every_rule_has_a_sentence_that_names_the_file(rule: Rule) -> None:
    told = VocabularyFault(rule, file="esco.zip", row=7, column="preferredLabel", value="x", most=5).told()

    assert "esco.zip" in sentence(told)


def test_what_no_reader_said_still_has_words() -> None:
    with translation.override("en"):
        assert sentence({"code": "broke"}).startswith("The files could not be used")


def test_names_that_climb_out_of_the_archive_are_left_alone(tmp_path: Path) -> None:
    table = releases.table(releases.SKILL_HEADS, [SKILL])
    package = releases.zipped(tmp_path / "a.zip", {"../skills_en.csv": table, "/etc/skills_en.csv": table})

    assert fault_in(package) == (Rule.UNKNOWN, "a.zip", 0, "", "")


def test_letters_that_cannot_be_read_are_found_by_row(tmp_path: Path) -> None:
    path = skills(tmp_path, SKILL)
    file = path / "skills_en.csv"
    file.write_bytes(file.read_bytes() + "KnowledgeSkillCompetence,x,,,förklara,,released\n".encode("cp1252"))

    assert fault_in(path) == (Rule.NOT_UTF8, "skills_en.csv", 3, "", "")


def test_a_row_that_stops_too_early_is_found(tmp_path: Path) -> None:
    path = skills(tmp_path, SKILL, ("KnowledgeSkillCompetence", LISTEN, ""))

    assert fault_in(path) == (Rule.SHORT_ROW, "skills_en.csv", 3, "", f"KnowledgeSkillCompetence {LISTEN} ")


@pytest.mark.parametrize(
    ("uri", "label", "expected"),
    [
        ("", "listen", (Rule.NO_URI, "skills_en.csv", 2, "conceptUri", "")),
        ("javascript:x", "listen", (Rule.BAD_URI, "skills_en.csv", 2, "conceptUri", "javascript:x")),
        (LISTEN, " ", (Rule.NO_LABEL, "skills_en.csv", 2, "preferredLabel", "")),
        (LISTEN, "x" * 1001, (Rule.LONG_LABEL, "skills_en.csv", 2, "preferredLabel", "x" * 80)),
    ],
    ids=["no uri", "no address", "no name", "endless name"],
)
def test_a_concept_needs_an_address_and_a_name(
    uri: str, label: str, expected: tuple[Rule, str, int, str, str], tmp_path: Path
) -> None:
    path = skills(tmp_path, ("KnowledgeSkillCompetence", uri, "", "", label, "", "released"))

    assert fault_in(path) == expected


def test_a_list_without_names_lacks_a_column(tmp_path: Path) -> None:
    table = releases.table(("conceptType", "conceptUri", "altLabels"), [("Occupation", LISTEN, "x")])
    path = releases.folder(tmp_path / "f", {"occupations_en.csv": table})

    assert fault_in(path) == (Rule.NO_COLUMN, "occupations_en.csv", 1, "preferredLabel", "")


def test_a_list_must_tell_its_language(tmp_path: Path) -> None:
    assert fault_in(skills(tmp_path, SKILL, name="skills.csv")) == (Rule.NO_LANGUAGE, "skills.csv", 0, "", "")


def test_relations_alone_are_no_vocabulary(tmp_path: Path) -> None:
    table = releases.table(releases.TIE_HEADS, [("a", "essential", "", "b")])
    path = releases.folder(tmp_path / "f", {"occupationSkillRelations.csv": table})

    assert fault_in(path) == (Rule.NO_CONCEPTS, "occupationSkillRelations.csv", 0, "", "")


def test_two_vocabularies_in_one_upload_are_asked_for_apart(tmp_path: Path) -> None:
    releases.esco(tmp_path, "en", listen="listen", explain="explain", adviser="adviser")
    releases.jobtech(tmp_path / "skills.json")

    assert fault_in(tmp_path) == (Rule.SEVERAL_SOURCES, tmp_path.name, 0, "", "")


@given(content=st.binary(max_size=400), suffix=st.sampled_from([".zip", ".csv", ".txt", ".json", ".xlsx", ".gz"]))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_handed_in_the_only_answer_is_a_fault(content: bytes, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"given{suffix}"
    path.write_bytes(content)

    with pytest.raises(VocabularyFault):
        read_vocabulary(path)


def test_deeply_nested_json_does_not_hang(tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text("[" * 100_000 + "]" * 100_000, encoding="utf-8")

    assert fault_in(tmp_path / "deep.json")[0] in (Rule.DAMAGED, Rule.UNKNOWN)
