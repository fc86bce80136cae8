"""A competence or a text that is somebody else's than its model: said on a page, over REST and in a file, and held everywhere."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from stigar.library.actions.keeping import rights_told
from stigar.library.actions.taking_models import take_model
from stigar.library.models import Competence, Item, Rights
from stigar.library.queries.shelf import shelf
from tests.cast import TODAY
from tests.library.model_files import lay
from tests.library.shelves import CLOSED, OPEN, bring, competence, keep
from tests.library.test_rest import program_of

SAID = {
    "holder": "Förlaget", "licence": "Avtal 9", "may_pass_on": "no", "terms": "Bara för oss.", "ends": "2027-06-30",
}  # fmt: skip


@pytest.fixture
def model(cast):
    """An open model: one competence with two challenges, and one beside it."""
    return keep(
        cast.hedda, "två", competence("a", "Slipa", ja="Det gnistrar", nej="Det dammar"), competence("b", "Borra")
    )


def test_hr_says_whose_one_competence_is_and_it_stays_inside_while_the_rest_leaves(cast, model, visit):
    grinding = Competence.objects.get(key="a")
    address, hedda = f"/library/competences/{grinding.pk}/", visit(cast.hedda)

    hedda.post(f"{address}rights/", SAID)

    page, sheet = visit(cast.bo).get(address).content.decode(), visit(cast.bo).get(f"{address}sheet/")
    assert ("Förlaget, Avtal 9" in page, "30 juni 2027" in page, sheet.status_code) == (True, True, 403)
    table = take_model(model=model, kind="table", viewer=cast.hedda, today=TODAY).content.decode()
    assert ("Borra" in table, "Slipa" in table) == (True, False)


def test_one_closed_text_is_named_on_the_page_and_left_out_of_the_file(cast, model, visit):
    sparks = Item.objects.get(key="a.ja")

    visit(cast.hedda).post(f"/library/items/{sparks.pk}/rights/", SAID)

    page = visit(cast.bo).get(f"/library/competences/{sparks.competence_id}/").content.decode()
    table = take_model(model=model, kind="table", viewer=cast.hedda, today=TODAY).content.decode()
    assert page.count("Förlaget, Avtal 9") == 1
    assert ("Det gnistrar" in table, "Det dammar" in table) == (False, True)


def test_the_same_as_the_model_again_is_as_nothing_said(cast, model, visit):
    grinding, hedda = Competence.objects.get(key="a"), visit(cast.hedda)
    hedda.post(f"/library/competences/{grinding.pk}/rights/", SAID)
    rows = Rights.objects.count()

    hedda.post(f"/library/competences/{grinding.pk}/rights/", {"as_model": "1"})

    assert (Competence.objects.get(key="a").rights, Rights.objects.count()) == (None, rows - 1)
    assert shelf("sv").by_id[grinding.pk].rights.holder == "Gillet AB"


def test_a_newer_file_that_says_nothing_of_rights_does_not_open_closed_words(cast, model, visit):
    grinding = Competence.objects.get(key="a")
    visit(cast.hedda).post(f"/library/competences/{grinding.pk}/rights/", SAID)

    keep(cast.hedda, "två", competence("a", "Slipa kanter", ja="Det gnistrar"), competence("b", "Borra"))

    grinding.refresh_from_db()
    assert (grinding.texts["sv"]["name"], grinding.rights.holder, grinding.rights.may_pass_on) == (
        "Slipa kanter",
        "Förlaget",
        False,
    )
    assert Rights.objects.filter(holder="Förlaget").count() == 1


def test_a_program_says_whose_a_competence_and_a_text_are_and_lets_go_of_it(cast, model):
    grinding, sparks = Competence.objects.get(key="a"), Item.objects.get(key="a.ja")
    program, start = program_of(cast.hedda), "/api/v1/competence"
    said = SAID | {"may_pass_on": False}

    put = program.put(f"{start}s/{grinding.pk}/rights", said, content_type="application/json").json()
    below = program.get(f"{start}-items/{sparks.pk}/rights").json()
    program.put(f"{start}-items/{sparks.pk}/rights", said | {"holder": "Skolan"}, content_type="application/json")
    gone = program.delete(f"{start}s/{grinding.pk}/rights").status_code

    assert (put["holder"], put["own"], put["ends"], put["line"]) == (
        "Förlaget",
        True,
        "2027-06-30",
        "Förlaget, Avtal 9",
    )
    assert (below["holder"], below["own"], gone) == ("Förlaget", False, 204)
    assert [program.get(address).json()["holder"] for address in (f"{start}s/{grinding.pk}/rights", f"{start}-items/{sparks.pk}/rights")] == [
        "Gillet AB", "Skolan",
    ]  # fmt: skip


def test_only_hr_says_whose_a_text_is_and_the_stranger_finds_none(cast, model, visit):
    grinding, sparks = Competence.objects.get(key="a"), Item.objects.get(key="a.ja")
    pages = (f"/library/competences/{grinding.pk}/rights/", f"/library/items/{sparks.pk}/rights/")

    answers = {
        visit(who).post(page, SAID).status_code for who in (cast.bo, cast.ada, cast.siv, cast.eve) for page in pages
    }
    address, opened = f"/api/v1/competences/{grinding.pk}/rights", SAID | {"may_pass_on": True}
    programs = {
        program_of(who).put(address, opened, content_type="application/json").status_code for who in (cast.bo, cast.eve)
    }

    assert (answers, programs, Rights.objects.filter(holder="Förlaget").count()) == ({404}, {404}, 0)


def test_a_file_tells_everything_of_somebody_elses_words_and_gets_it_back(cast, tmp_path):
    bought = replace(
        OPEN,
        holder="Skolan",
        licence="CC BY",
        address="https://skolan.example/cc",
        terms="Namnge oss.",
        ends=date(2030, 1, 31),
    )
    kept = keep(cast.hedda, "egen", competence("a", "Slipa", rights=bought, ja="Det gnistrar"))
    table = take_model(model=kept, kind="table", viewer=cast.hedda, today=TODAY, language="sv").content.decode(
        "utf-8-sig"
    )

    bring(cast.hedda, tmp_path, OPEN, text=table[table.index("Familj") :], name="Igen")

    (again,) = Competence.objects.filter(model__names__sv="Igen")
    assert rights_told(again.rights) == bought


def test_a_file_says_what_is_wrong_with_a_right(cast, tmp_path):
    sheet = "Kompetens;Definition;Rättighetshavare;Sista dag;Licensadress\nSlipa;Jämna;Skolan;snart;skolan.example\nBorra;Hål;;2030-01-31;\n"
    program = program_of(cast.hedda)

    with lay(tmp_path, sheet)[0][0].open("rb") as file:
        answer = program.post("/api/v1/models", {"files": [file], "holder": "Oss", "licence": "egen"})

    faults = answer.json()["error"]["faults"]
    assert [(one["code"], one["row"]) for one in faults] == [("not-an-address", 2), ("not-a-day", 2), ("no-holder", 3)]


def test_a_closed_model_tells_a_program_its_name_and_owner_and_none_of_its_words(cast, tmp_path):
    bring(cast.hedda, tmp_path, CLOSED)

    (told,) = program_of(cast.bo).get("/api/v1/models").json()

    assert (told["name"], told["closed"]) == ("Svets", "Stängd: Gillet AB, Bara för egna medarbetare.")
    assert (told["about"], told["scale"], told["families"]) == ("", [], {})


def test_what_is_closed_in_a_mixed_model_is_known_by_id_and_owner(cast):
    kept = keep(cast.hedda, "två", competence("a", "Slipa", rights=CLOSED), competence("b", "Borra", ja="Hål"))
    closed = Competence.objects.get(key="a")

    told = program_of(cast.bo).get(f"/api/v1/models/{kept.pk}/competences").json()

    assert told["closed"] == [{"id": str(closed.pk), "closed": "Stängd: Gillet AB, Bara för egna medarbetare."}]
    assert ("Slipa" in json.dumps(told), [one["texts"]["sv"]["name"] for one in told["competences"]]) == (
        False,
        ["Borra"],
    )
