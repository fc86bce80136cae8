"""The import in the background: from files to vocabularies, all or nothing."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from stigar.foundation.jobs import do_errand
from stigar.foundation.models import Errand, Upload
from stigar.library import actions, queries
from stigar.people.models import Person
from tests.cast import Cast

from .conftest import TODAY
from .readers import releases


def carried_out(cast: Cast, *files: tuple[bytes, str]) -> Errand:
    """Bring the files and let a worker do its work."""
    brought = [(io.BytesIO(content), name) for content, name in files]
    errand = actions.bring_files(brought=brought, viewer=cast.hedda, today=TODAY)
    do_errand.func(str(cast.organisation.id), str(errand.pk))
    errand.refresh_from_db()
    return errand


def package(tmp_path: Path, language: str, listen: str) -> tuple[bytes, str]:
    path = releases.esco(tmp_path, language, listen=listen, explain="b " + listen, adviser="c " + listen)
    return path.read_bytes(), path.name


def test_packages_in_two_languages_become_one_vocabulary(cast: Cast, tmp_path: Path) -> None:
    errand = carried_out(cast, package(tmp_path, "sv", "lyssna"), package(tmp_path, "no", "lytte"))

    assert errand.result == {"imported": [{"source": "esco", "added": 3, "changed": 0, "retired": 0}]}
    assert [hit.name for hit in queries.search("lytte", language="sv", kinds=["skill"])][:1] == ["lyssna"]
    assert Upload.objects.count() == 0


def test_two_vocabularies_may_come_at_the_same_time(cast: Cast, tmp_path: Path) -> None:
    taxonomy = releases.jobtech(tmp_path / "ssyk.json")

    errand = carried_out(cast, package(tmp_path, "sv", "lyssna"), (taxonomy.read_bytes(), "ssyk.json"))

    assert [one["source"] for one in errand.result["imported"]] == ["esco", "jobtech"]
    assert [row.source for row in queries.vocabularies()] == ["esco", "jobtech"]


def test_a_file_that_cannot_be_used_changes_nothing_and_says_why(cast: Cast, tmp_path: Path) -> None:
    errand = carried_out(cast, package(tmp_path, "sv", "lyssna"), (b"{", "skills.json"))

    assert errand.fault == {
        "code": "damaged", "file": "skills.json", "row": 1, "column": "", "value": "", "most": 0,
    }  # fmt: skip
    assert queries.vocabularies() == []


def test_doing_it_twice_is_as_doing_it_once(cast: Cast, tmp_path: Path) -> None:
    errand = carried_out(cast, package(tmp_path, "sv", "lyssna"))

    do_errand.func(str(cast.organisation.id), str(errand.pk))

    assert [row.concepts for row in queries.vocabularies()] == [3]


def test_who_has_left_since_brings_nothing(cast: Cast, tmp_path: Path) -> None:
    content, name = package(tmp_path, "sv", "lyssna")
    errand = actions.bring_files(brought=[(io.BytesIO(content), name)], viewer=cast.hedda, today=TODAY)
    Person.objects.filter(pk=cast.hedda.pk).update(ended=date(2026, 11, 1))

    do_errand.func(str(cast.organisation.id), str(errand.pk))

    errand.refresh_from_db()
    assert errand.fault == {"code": "gone"}
    assert queries.vocabularies() == []
