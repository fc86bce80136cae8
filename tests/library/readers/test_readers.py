"""The official files, as downloaded, become one lexicon."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest
import xlsxwriter

from stigar.engine.vocabulary import Concept, Lexicon, Link
from stigar.library.readers import read_vocabularies, read_vocabulary

from . import releases
from .releases import ADVISER, EXPLAIN, LISTEN

SHARED = Path(os.environ.get("STIGAR_SHARED", Path(__file__).parents[4] / "shared")) / "data"


def by_uri(lexicon: Lexicon) -> dict[str, Concept]:
    return {concept.uri: concept for concept in lexicon}


def test_an_esco_package_gives_concepts_labels_and_links(tmp_path: Path) -> None:
    package = releases.esco(tmp_path, "sv", listen="lyssna aktivt", explain="kassarutiner", adviser="kundrådgivare")

    lexicon = read_vocabulary(package)

    assert (lexicon.source, lexicon.version) == ("esco", "1.2.0")
    assert by_uri(lexicon) == {
        ADVISER: Concept(
            ADVISER,
            "occupation",
            {"sv": ("kundrådgivare", "senior kundrådgivare")},
            broader=("http://data.europa.eu/esco/isco/C4225",),
        ),
        LISTEN: Concept(LISTEN, "skill", {"sv": ("lyssna aktivt",)}),
        EXPLAIN: Concept(EXPLAIN, "skill", {"sv": ("kassarutiner",)}),
    }
    assert lexicon.links == (Link(ADVISER, EXPLAIN, essential=False), Link(ADVISER, LISTEN, essential=True))


def test_packages_in_three_languages_become_one_vocabulary(tmp_path: Path) -> None:
    english = releases.esco(tmp_path, "en", listen="listen actively", explain="till routines", adviser="adviser")
    swedish = releases.esco(tmp_path, "sv", listen="lyssna aktivt", explain="kassarutiner", adviser="rådgivare")
    norwegian = releases.esco(tmp_path, "no", listen="lytte aktivt", explain="kasserutiner", adviser="rådgiver")

    (lexicon,) = read_vocabularies([norwegian, english, swedish])

    labels = {"en": ("listen actively",), "nb": ("lytte aktivt",), "sv": ("lyssna aktivt",)}
    assert by_uri(lexicon)[LISTEN].labels == labels


def test_a_folder_of_packages_says_the_same_as_the_packages(tmp_path: Path) -> None:
    one = releases.esco(tmp_path, "en", listen="listen", explain="explain", adviser="adviser")
    other = releases.esco(tmp_path, "sv", listen="lyssna", explain="förklara", adviser="rådgivare")

    in_a_folder, one_by_one = read_vocabulary(tmp_path), read_vocabularies([other, one])

    assert [in_a_folder.fingerprint] == [lexicon.fingerprint for lexicon in one_by_one]


def test_what_esco_has_retired_says_what_to_use_instead(tmp_path: Path) -> None:
    heads = (*releases.SKILL_HEADS, "replacedBy")
    row = ("KnowledgeSkillCompetence", LISTEN, "", "", "hör på", "", "obsolete", EXPLAIN)
    other = ("KnowledgeSkillCompetence", EXPLAIN, "", "", "lyssna", "", "released", "")
    path = releases.folder(tmp_path / "f", {"skills_sv.csv": releases.table(heads, [row, other])})

    lexicon = read_vocabulary(path)

    assert [(one.uri, one.deprecated, one.replaced_by) for one in lexicon] == [
        (EXPLAIN, False, ""),
        (LISTEN, True, EXPLAIN),
    ]


def test_the_first_esco_columns_are_enough(tmp_path: Path) -> None:
    heads = ("conceptType", "conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels", "description")
    rows = [("KnowledgeSkillCompetence", LISTEN, "", "", "listen", "hear out\npay attention", "Give heed.")]
    path = releases.folder(tmp_path / "f", {"skills_en.csv": "\ufeff" + releases.table(heads, rows)})

    lexicon = read_vocabulary(path)

    labels = {"en": ("listen", "hear out", "pay attention")}
    assert lexicon.concepts == (Concept(LISTEN, "skill", labels, "Give heed."),)


def test_broader_relations_are_kept(tmp_path: Path) -> None:
    package = releases.esco(tmp_path, "en", listen="listen", explain="explain", adviser="adviser")
    heads = ("conceptType", "conceptUri", "broaderType", "broaderUri")
    rows = [("KnowledgeSkillCompetence", LISTEN, "SkillGroup", "http://data.europa.eu/esco/skill/S1")]
    above = releases.folder(tmp_path / "f", {"broaderRelationsSkillPillar.csv": releases.table(heads, rows)})

    (lexicon,) = read_vocabularies([above, package])

    assert by_uri(lexicon)[LISTEN].broader == ("http://data.europa.eu/esco/skill/S1",)


@pytest.mark.parametrize(
    ("release", "version"), [(releases.BEFORE_30_3, "29.3"), (releases.FROM_30_3, "30.3")], ids=["29.3", "30.3"]
)
def test_onet_says_the_same_before_and_after_its_files_were_renamed(
    release: dict[str, str], version: str, tmp_path: Path
) -> None:
    path = releases.folder(tmp_path / "db", release)

    lexicon = read_vocabulary(path)

    work = "https://www.onetonline.org/link/summary/43-4051.00"
    element = "https://www.onetonline.org/find/descriptor/result/"
    assert (lexicon.source, lexicon.version) == ("onet", version)
    assert {(one.kind, *one.labels["en"]) for one in lexicon} == {
        ("occupation", "Customer Service Representatives", "Call Center Agent"),
        ("task", "Confer with customers by telephone."),
        ("activity", "Respond to customer problems or complaints"),
        ("skill", "Active Listening"),
        ("skill", "Service Orientation"),
        ("skill", "Programming"),
        ("tool", "C#"),
    }
    assert lexicon.links == (
        Link(work, element + "2.A.1.b", essential=True),
        Link(work, element + "2.B.1.f", essential=False),
        Link(work, "urn:onet:dwa:d1", essential=True),
        Link(work, "urn:onet:task:100", essential=True),
        Link(work, "urn:onet:tool:c-#", essential=False),
    )


def test_onet_workbooks_say_the_same_as_its_text_files(tmp_path: Path) -> None:
    text = releases.folder(tmp_path / "text", releases.SAME_IN_BOTH)
    books = tmp_path / "books"
    books.mkdir()
    for name, content in releases.SAME_IN_BOTH.items():
        with xlsxwriter.Workbook(books / name.replace(".txt", ".xlsx")) as book:
            sheet = book.add_worksheet()
            for number, line in enumerate(content.splitlines()):
                sheet.write_row(number, 0, [int(cell) if cell.isdigit() else cell for cell in line.split("\t")])

    from_books, from_text = read_vocabulary(books), read_vocabulary(text)

    assert from_books == from_text


def test_jobtech_groups_hold_occupations_and_are_related_to_skills(tmp_path: Path) -> None:
    path = releases.jobtech(tmp_path / "ssyk.json")

    lexicon = read_vocabulary(path)

    root = "http://data.jobtechdev.se/taxonomy/concept/"
    group = root + "grp1_aaa_bbb"
    assert lexicon.source == "jobtech"
    assert lexicon.concepts == (
        Concept(group, "occupation-group", {"sv": ("Kundtjänstpersonal",)}, "Svarar på frågor från kunder."),
        Concept(root + "occ1_aaa_bbb", "occupation", {"sv": ("Kundtjänstmedarbetare",)}, broader=(group,)),
        Concept(root + "skl1_aaa_bbb", "skill", {"sv": ("Ärendehantering",)}),
    )
    assert lexicon.links == (Link(group, root + "skl1_aaa_bbb", essential=False),)


def test_a_packed_json_file_is_read_as_it_was_downloaded(tmp_path: Path) -> None:
    plain = releases.jobtech(tmp_path / "ssyk.json")
    packed = tmp_path / "ssyk.json.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))

    assert read_vocabulary(packed) == read_vocabulary(plain)


def test_an_upload_kept_under_another_name_is_known_by_the_users_name(tmp_path: Path) -> None:
    package = releases.esco(tmp_path, "en", listen="listen", explain="explain", adviser="adviser")
    kept = package.rename(tmp_path / "3f2a")

    assert read_vocabulary(kept, name=package.name).version == "1.2.0"


@pytest.mark.skipif(not (SHARED / "esco").exists(), reason="the real releases are not on this machine")
def test_the_real_releases_are_read_whole() -> None:
    read = {one.source: one for one in read_vocabularies([SHARED / "esco", SHARED / "onet", SHARED / "jobtech"])}

    counts = {source: (len(one.concepts), len(one.links), one.version) for source, one in read.items()}

    assert counts == {
        "esco": (18162, 123788, "1.1.1"),
        "onet": (21983, 55780, "29.3"),
        "jobtech": (9672, 17517, ""),
    }
