"""A matrix is taken along with what the reader may see and nothing more, and everybody in it reads who took it."""

from __future__ import annotations

import io

from python_calamine import CalamineWorkbook

from stigar.foundation.models import JournalEntry
from stigar.levels.models import Opening
from stigar.people.models import Duty
from tests.cast import LONG_AGO
from tests.levels.test_team import level

TEAM, OUT = "/competence/team/file/{}/", "/competence/taking/"
WHY = {"why": "Underlag för kompetensplanen", "kind": "csv"}


def lines(answer):
    return answer.content.decode("utf-8-sig").splitlines()


def test_a_leader_takes_the_team_along_as_figures_and_in_colours(cast, approved, books, visit):
    level(cast, cast.cai, books["listening"], 5)
    level(cast, cast.bo, books["writing"], 0)
    ada = visit(cast.ada)

    text = ada.get(TEAM.format("csv"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(ada.get(TEAM.format("xlsx")).content))

    assert lines(text) == ["Namn;Lyssna på kunden;Skriva tydligt", "Bo Test;;0", "Cai Test;5;"] or lines(text)[1:] == [
        "Bo Test;;0", "Cai Test;5;"
    ]  # fmt: skip
    assert book.get_sheet_by_index(0).to_python()[2:] == [["Bo Test", "?", 0.0], ["Cai Test", 5.0, "?"]]
    looks = JournalEntry.objects.filter(verb="took the levels along in a file", actor=cast.ada.pk)
    assert {one.about for one in looks} == {cast.bo.pk, cast.cai.pk}


def test_hr_takes_levels_along_for_a_reason_that_everybody_in_the_file_reads(cast, approved, books, visit):
    level(cast, cast.cai, books["listening"], 5)
    hedda = visit(cast.hedda)

    without = hedda.post(OUT, WHY | {"why": "för"})
    answer = hedda.post(OUT, WHY | {"unit": str(cast.service.pk)})

    assert without.status_code == 422
    assert [line.split(";")[0] for line in lines(answer)[1:]] == ["Ada Test", "Bo Test", "Cai Test"]
    assert sorted((one.person.given, one.why) for one in Opening.objects.select_related("person")) == [
        (who, WHY["why"]) for who in ("Ada", "Bo", "Cai")
    ]
    looks = JournalEntry.objects.filter(kind="look", actor=cast.hedda.pk, why=WHY["why"])
    assert {one.about for one in looks} == {cast.ada.pk, cast.bo.pk, cast.cai.pk}
    assert visit(cast.cai).get("/account/held/").status_code == 200


def test_hr_in_one_unit_gets_that_unit_and_never_themself(cast, approved, books, visit):
    Duty.objects.create(
        organisation=cast.organisation, person=cast.dag, kind=Duty.HR, unit=cast.service, begins=LONG_AGO
    )
    dag = visit(cast.dag)

    everybody, elsewhere = dag.post(OUT, WHY), dag.post(OUT, WHY | {"unit": str(cast.merchants.pk)})

    assert [line.split(";")[0] for line in lines(everybody)[1:]] == ["Ada Test", "Bo Test", "Cai Test"]
    assert elsewhere.status_code == 422


def test_nobody_else_takes_anything_along(cast, approved, visit):
    others = ("bo", "cai", "dag", "ulf", "rut", "siv", "eve")

    assert {visit(getattr(cast, who)).get(TEAM.format("csv")).status_code for who in (*others, "hedda")} == {404}
    assert {visit(getattr(cast, who)).post(OUT, WHY).status_code for who in (*others[:-1], "ada", "gro")} == {404}
    assert Opening.objects.count() == 0


def test_a_name_that_looks_like_a_formula_stays_a_name(cast, approved, visit):
    cast.bo.given = "=cmd"
    cast.bo.save()

    assert any(line.startswith("'=cmd Test") for line in lines(visit(cast.ada).get(TEAM.format("csv"))))
