"""Small releases as their publishers shape them, written into a folder for one test."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

ESCO = "http://data.europa.eu/esco/"
LISTEN, EXPLAIN = ESCO + "skill/listen", ESCO + "skill/explain"
ADVISER = ESCO + "occupation/adviser"
SKILL_HEADS = ("conceptType", "conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels", "status")
WORK_HEADS = ("conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels", "description")
TIE_HEADS = ("occupationUri", "relationType", "skillType", "skillUri")


def table(heads: Iterable[str], rows: Iterable[Iterable[object]], *, delimiter: str = ",") -> str:
    """A text table as the publishers write it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue()


def zipped(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """An archive holding ``files``."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def folder(path: Path, files: Mapping[str, str]) -> Path:
    """A folder holding ``files``."""
    path.mkdir(exist_ok=True)
    for name, content in files.items():
        (path / name).write_text(content, encoding="utf-8")
    return path


def esco(path: Path, language: str, *, listen: str, explain: str, adviser: str, version: str = "1.2.0") -> Path:
    """An ESCO package in one language with one occupation and two skills."""
    skill = "KnowledgeSkillCompetence"
    skills = [
        (skill, LISTEN, "skill/competence", "transversal", listen, "", "released"),
        (skill, EXPLAIN, "knowledge", "cross-sector", explain, "", "released"),
    ]
    work = [("Occupation", ADVISER, "4225", adviser, f"senior {adviser}\n{adviser}", "")]
    ties = [(ADVISER, "essential", "skill/competence", LISTEN), (ADVISER, "optional", "knowledge", EXPLAIN)]
    files = {
        f"occupations_{language}.csv": table(WORK_HEADS, work),
        f"skills_{language}.csv": table(SKILL_HEADS, skills),
        f"occupationSkillRelations_{language}.csv": table(TIE_HEADS, ties),
    }
    return zipped(path / f"ESCO dataset - v{version} - classification - {language} - csv.zip", files)


ONET_CODE = "O*NET-SOC Code"
RATING = (ONET_CODE, "Element ID", "Element Name", "Scale ID", "Data Value", "Recommend Suppress")
SAME_IN_BOTH = {
    "Occupation Data.txt": table(
        (ONET_CODE, "Title", "Description"),
        [("43-4051.00", "Customer Service Representatives", "Interact with customers.")],
        delimiter="\t",
    ),
    "Task Statements.txt": table(
        (ONET_CODE, "Task ID", "Task", "Task Type"),
        [("43-4051.00", 100, "Confer with customers by telephone.", "Core")],
        delimiter="\t",
    ),
}
BEFORE_30_3 = SAME_IN_BOTH | {
    "Read Me.txt": "O*NET 29.3 Database\nMay 2025 Release\n",
    "Alternate Titles.txt": table(
        (ONET_CODE, "Alternate Title", "Short Title"), [("43-4051.00", "Call Center Agent", "")], delimiter="\t"
    ),
    "Skills.txt": table(
        RATING,
        [
            ("43-4051.00", "2.A.1.b", "Active Listening", "IM", "4.00", "N"),
            ("43-4051.00", "2.B.1.f", "Service Orientation", "IM", "3.5", "N"),
            ("43-4051.00", "2.B.3.e", "Programming", "IM", "1.5", "N"),
        ],
        delimiter="\t",
    ),
    "Tasks to DWAs.txt": table(
        (ONET_CODE, "Task ID", "DWA ID", "DWA Title"),
        [("43-4051.00", 100, "d1", "Respond to customer problems or complaints.")],
        delimiter="\t",
    ),
    "Technology Skills.txt": table(
        (ONET_CODE, "Example", "Commodity Code", "Commodity Title", "Hot Technology"),
        [("43-4051.00", "C#", "1", "Languages", "N")],
        delimiter="\t",
    ),
}
FROM_30_3 = SAME_IN_BOTH | {
    "Read Me.txt": "O*NET 30.3 Database\nMay 2026 Release\n",
    "Job Titles.txt": table(
        (ONET_CODE, "Job Title", "Short Title"), [("43-4051.00", "Call Center Agent", "")], delimiter="\t"
    ),
    "Essential Skills.txt": table(
        RATING, [("43-4051.00", "2.A.1.b", "Active Listening", "IM", "4.00", "N")], delimiter="\t"
    ),
    "Transferable Skills.txt": table(
        RATING,
        [
            ("43-4051.00", "2.B.1.f", "Service Orientation", "IM", "3.5", "N"),
            ("43-4051.00", "2.B.3.e", "Programming", "IM", "1.5", "N"),
        ],
        delimiter="\t",
    ),
    "Tasks to DWAs.txt": table(
        (ONET_CODE, "Task ID", "DWA Element ID", "DWA Element Name"),
        [("43-4051.00", 100, "d1", "Respond to customer problems or complaints.")],
        delimiter="\t",
    ),
    "Software Skills.txt": table(
        (ONET_CODE, "Workplace Example", "Element ID", "Element Name", "Hot Technology"),
        [("43-4051.00", "C#", "2.E.1", "Languages", "N")],
        delimiter="\t",
    ),
}


def jobtech(path: Path) -> Path:
    """A JobTech document with one group, its occupation and a related skill."""
    group = {
        "id": "grp1_aaa_bbb",
        "type": "ssyk-level-4",
        "preferred_label": "Kundtjänstpersonal",
        "definition": "Svarar på frågor från kunder.",
        "ssyk_code_2012": "4222",
        "narrower": [{"id": "occ1_aaa_bbb", "type": "occupation-name", "preferred_label": "Kundtjänstmedarbetare"}],
        "related": [{"id": "skl1_aaa_bbb", "type": "skill", "preferred_label": "Ärendehantering"}],
    }
    path.write_text(json.dumps({"data": {"concepts": [group]}}, ensure_ascii=False), encoding="utf-8")
    return path
