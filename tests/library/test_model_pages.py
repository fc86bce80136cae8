"""Bringing a model page by page, with rights, refusals and ties, as each of the cast meets it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from stigar.foundation import files
from stigar.foundation.jobs import do_errand
from stigar.foundation.models import Errand, Upload
from stigar.library.actions import model_files
from stigar.library.actions.model_files import bring_model
from stigar.library.actions.models import bring_open_model
from stigar.library.models import Competence, CompetenceModel, Crosswalk, Item
from tests.cast import TODAY
from tests.library.model_files import OWN_LAYOUT, case, lay
from tests.library.shelves import CLOSED, OPEN, bring, competence, keep

RIGHTS = {"holder": "Gillet AB", "licence": "Avtal 7", "may_pass_on": "no", "name": "Svets", "own": "no"}


def text(answer) -> str:
    return answer.content.decode()


def work(kind: str) -> Errand:
    """Do what the worker does with the newest errand of a kind."""
    errand = Errand.objects.filter(kind=kind).order_by("asked_at").last()
    do_errand.call(str(errand.organisation_id), str(errand.pk))
    errand.refresh_from_db()
    return errand


def send(browser, content: str = OWN_LAYOUT, name: str = "svets.csv", **more):
    return browser.post("/library/models/imports/", {"brought": SimpleUploadedFile(name, content.encode()), **more})


def test_hr_brings_a_model_sees_what_it_holds_says_whose_it_is_and_keeps_it(cast, visit):
    hedda = visit(cast.hedda)

    sent = send(hedda)
    waiting = hedda.get(sent["Location"])
    work(model_files.READ)
    preview = text(hedda.get(sent["Location"]))
    kept = hedda.post(sent["Location"], RIGHTS)
    work(model_files.KEEP)
    model = CompetenceModel.objects.get()

    assert "progress" in text(waiting)
    assert ("Svetsa tunnplåt" in preview, CompetenceModel.objects.count()) == (True, 1)
    assert hedda.get(kept["Location"])["Location"] == f"/library/models/{model.pk}/"
    assert (str(model), model.rights.holder, model.rights.may_pass_on, Upload.objects.count()) == (
        "Svets",
        "Gillet AB",
        False,
        0,
    )


def test_nothing_is_kept_before_somebody_has_said_whose_words_they_are(cast, visit):
    hedda = visit(cast.hedda)
    address = send(hedda)["Location"]
    work(model_files.READ)

    answer = hedda.post(address, {**RIGHTS, "holder": "", "may_pass_on": ""})

    assert (
        answer.status_code,
        CompetenceModel.objects.count(),
        Errand.objects.filter(kind=model_files.KEEP).count(),
    ) == (422, 0, 0)


def test_a_file_with_faults_tells_every_one_and_keeps_nothing(cast, visit):
    hedda = visit(cast.hedda)
    address = send(hedda, f"{OWN_LAYOUT}\n;;;Saga;;Det var en gång;\n;;;;9;<b>x</b>;")["Location"]
    work(model_files.READ)

    page = text(hedda.get(address))

    assert ("Saga" in page, "&lt;b&gt;" in page, "<b>x" in page, CompetenceModel.objects.count()) == (
        True,
        True,
        False,
        0,
    )
    assert hedda.post(address, RIGHTS).status_code == 409


def test_marks_that_slip_through_are_only_words_on_every_page(cast, visit):
    nasty = "<xss onmouseover=alert(1)>Svetsa"
    hedda = visit(cast.hedda)
    address = send(hedda, OWN_LAYOUT.replace("Svetsa tunnplåt", nasty))["Location"]
    work(model_files.READ)
    preview = text(hedda.get(address))
    hedda.post(address, RIGHTS)
    work(model_files.KEEP)
    model = CompetenceModel.objects.get()

    pages = [preview, *(text(hedda.get(f"/library/models/{model.pk}/{rest}")) for rest in ("", "ties/", "rights/"))]

    assert [nasty in page for page in pages] == [False] * 4
    assert "&lt;xss" in preview


def test_what_has_changed_since_the_preview_is_shown_anew(cast, visit, tmp_path):
    model = bring(cast.hedda, tmp_path)
    hedda = visit(cast.hedda)
    address = send(hedda, OWN_LAYOUT.replace("foga", "sätta ihop"), renews=model.key)["Location"]
    work(model_files.READ)
    hedda.post(address, RIGHTS)
    Item.objects.update(retired=True)

    errand = work(model_files.KEEP)

    assert (errand.fault, Item.objects.filter(retired=False).count()) == ({"code": "ground-moved"}, 0)
    assert hedda.get(f"/library/models/keeping/{errand.pk}/").status_code == 200


def test_an_errand_done_twice_keeps_one_model(cast, visit):
    hedda = visit(cast.hedda)
    address = send(hedda)["Location"]
    work(model_files.READ)
    hedda.post(address, RIGHTS)
    hedda.post(address, RIGHTS)

    first, second = Errand.objects.filter(kind=model_files.KEEP).order_by("asked_at")
    for errand in (first, first, second):
        do_errand.call(str(errand.organisation_id), str(errand.pk))

    second.refresh_from_db()
    assert second.fault == {"code": "gone"}
    assert CompetenceModel.objects.count() == 1


def test_a_json_over_the_limit_is_refused_at_once(cast, visit):
    large = SimpleUploadedFile("large.json", b" " * ((30 << 20) + 1))

    answer = visit(cast.hedda).post("/library/models/imports/", {"brought": large})

    assert (answer.status_code, Upload.objects.count(), Errand.objects.count()) == (422, 0, 0)


def test_files_that_are_gone_are_said_to_be(cast, visit):
    hedda = visit(cast.hedda)
    address = send(hedda)["Location"]
    for upload in Upload.objects.all():
        files.drop(upload)
    work(model_files.READ)

    assert Errand.objects.get().fault == {"code": "gone"}
    assert hedda.get(address).status_code == 200


def test_the_template_comes_in_three_languages(cast, visit):
    hedda = visit(cast.hedda)

    names = [
        hedda.get(f"/library/models/template/?language={code}")["Content-Disposition"] for code in ("sv", "nb", "en")
    ]

    assert names == [
        f'attachment; filename="{name}.xlsx"' for name in ("kompetensmodell", "kompetansemodell", "competence-model")
    ]


def test_everybody_reads_whose_words_a_model_is_and_only_hr_changes_it(cast, visit, tmp_path):
    model = bring(cast.hedda, tmp_path)
    address = f"/library/models/{model.pk}/"

    for who in (cast.bo, cast.ada, cast.siv):
        page = text(visit(who).get(address))
        assert ("Gillet AB" in page, f"{address}rights/" in page, "remove-model" in page) == (True, False, False)
        assert [visit(who).get(f"{address}{rest}/").status_code for rest in ("rights", "levels", "removal")] == [
            404,
            404,
            405,
        ]
        assert visit(who).post(f"{address}removal/").status_code == 404
    assert f"{address}rights/" in text(visit(cast.hedda).get(address))


def test_the_stranger_finds_nothing_of_ours(cast, visit, tmp_path):
    model = bring(cast.hedda, tmp_path, OPEN)
    said = keep(cast.hedda, "två", competence("a", "Slipa"))
    eve = visit(cast.eve)

    answers = [
        eve.get(f"/library/models/{model.pk}/{rest}")
        for rest in ("", "rights/", "levels/", "ties/", "ties/file/", "files/case/")
    ]
    answers += [
        eve.post(f"/library/models/{model.pk}/removal/"),
        eve.post(f"/library/models/{model.pk}/ties/", {"one": said.pk}),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert "Svets" not in text(eve.get("/library/models/"))


@pytest.mark.parametrize("place", ["imports/", "template/", "new/"])
def test_who_may_not_bring_meets_what_is_not_there(cast, visit, place):
    assert [visit(who).get(f"/library/models/{place}").status_code for who in (cast.bo, cast.ada, cast.siv)] == [
        404,
        404,
        404,
    ]


def test_hr_says_that_words_may_leave_and_then_they_do(cast, visit, tmp_path):
    model = bring(cast.hedda, tmp_path)
    hedda = visit(cast.hedda)
    before = hedda.get(f"/library/models/{model.pk}/files/table/").status_code

    hedda.post(
        f"/library/models/{model.pk}/rights/", {"holder": "Gillet AB", "licence": "CC BY 4.0", "may_pass_on": "yes"}
    )

    after = hedda.get(f"/library/models/{model.pk}/files/table/")
    assert (before, after.status_code, after["X-Content-Type-Options"]) == (403, 200, "nosniff")
    assert "Gillet AB, CC BY 4.0" in text(after)


def test_levels_are_named_in_the_readers_language(cast, visit, tmp_path):
    model = bring(cast.hedda, tmp_path)
    hedda = visit(cast.hedda)

    few = hedda.post(f"/library/models/{model.pk}/levels/", {"levels": "A\nB"})
    hedda.post(f"/library/models/{model.pk}/levels/", {"levels": "A\n\nB\nC\n"})

    assert (few.status_code, "1. A" in text(hedda.get(f"/library/models/{model.pk}/"))) == (422, True)


def test_hr_begins_a_model_of_our_own(cast, visit):
    answer = visit(cast.hedda).post("/library/models/new/", {"name": "Vår modell", "levels": "Ny\nVan\nSäker"})

    model = CompetenceModel.objects.get()
    assert (answer["Location"], model.kind, model.key) == (f"/library/models/{model.pk}/", "own", "var-modell")


def test_removing_leads_back_and_our_open_model_says_why_it_stays(cast, visit, tmp_path):
    brought, ours = bring(cast.hedda, tmp_path), bring_open_model(viewer=cast.hedda, today=TODAY)
    hedda = visit(cast.hedda)

    gone = hedda.post(f"/library/models/{brought.pk}/removal/")
    kept = hedda.post(f"/library/models/{ours.pk}/removal/", follow=True)

    assert (gone["Location"], [one.pk for one in CompetenceModel.objects.all()]) == ("/library/models/", [ours.pk])
    assert kept.status_code == 200


def test_hr_ties_two_competences_and_takes_it_back(cast, visit):
    one, other = keep(cast.hedda, "ett", competence("a", "Slipa")), keep(cast.hedda, "två", competence("b", "Slipa"))
    hedda, address = visit(cast.hedda), f"/library/models/{one.pk}/ties/"
    body = {"one": str(one.competences.get().pk), "other": str(other.competences.get().pk), "kind": "same"}

    proposed = text(hedda.get(address))
    said = hedda.post(address, body, follow=True)

    tie = Crosswalk.objects.get()
    assert f'value="{other.competences.get().pk}"' in proposed
    assert f"/library/ties/{tie.pk}/removal/" in text(said)
    assert visit(cast.bo).post(f"/library/ties/{tie.pk}/removal/").status_code == 404
    assert visit(cast.bo).post(address, body).status_code == 404
    assert hedda.post(f"/library/ties/{tie.pk}/removal/").status_code == 302
    assert Crosswalk.objects.count() == 0


def test_only_words_that_may_leave_are_offered_as_files(cast, visit, tmp_path):
    closed, opened = bring(cast.hedda, tmp_path, CLOSED), keep(cast.hedda, "öppen", competence("a", "Slipa"))
    bo = visit(cast.bo)

    assert [f"/models/{one.pk}/files/" in text(bo.get(f"/library/models/{one.pk}/")) for one in (closed, opened)] == [
        False,
        True,
    ]


def test_one_model_and_three_cost_the_same(cast, visit, django_assert_num_queries):
    keep(cast.hedda, "ett", competence("a", "Slipa"))
    bo = visit(cast.bo)
    bo.get("/library/models/")
    with django_assert_num_queries(4):
        bo.get("/library/models/")
    for key in ("två", "tre"):
        keep(cast.hedda, key, competence("a", "Slipa"))
    bo.get("/library/models/")

    with django_assert_num_queries(4):
        bo.get("/library/models/")


def test_what_says_no_level_is_read_beside_the_levels(cast, visit, tmp_path):
    items = [{"identifier": key, "fullStatement": words} for key, words in (
        ("m", "Metal"), ("w", "Welding"), ("s", "Sets the current by the table before every new job"),
    )]  # fmt: skip
    path = lay(tmp_path, case(items, [("w", "m"), ("s", "w")]), "trades.json")
    bring_model(
        paths=path, language="", name="Trades", own=False, rights=CLOSED, renews=None, viewer=cast.hedda, today=TODAY
    )

    page = text(visit(cast.bo).get(f"/library/competences/{Competence.objects.get().pk}/"))

    assert "Sets the current by the table" in page


def test_hr_renames_a_model_in_each_language_it_speaks(cast, visit, tmp_path):
    model = bring(cast.hedda, tmp_path)
    hedda, address = visit(cast.hedda), f"/library/models/{model.pk}/name/"

    page = text(hedda.get(address))
    none = hedda.post(address, {"name_sv": ""}).status_code
    hedda.post(address, {"name_sv": "Svetsmodellen", "name_nb": "Sveisemodellen"})

    model.refresh_from_db()
    assert ('name="name_nb"' in page, none) == (True, 422)
    assert model.names == {"sv": "Svetsmodellen", "nb": "Sveisemodellen"}
    assert visit(cast.bo).post(address, {"name_sv": "Nej"}).status_code == 404


def test_a_model_of_our_own_may_be_passed_on_unless_we_say_no(cast, visit):
    hedda, said = visit(cast.hedda), {"levels": "Ny\nVan\nSäker"}

    hedda.post("/library/models/new/", said | {"name": "Öppen"})
    hedda.post("/library/models/new/", said | {"name": "Sluten", "may_pass_on": "no"})

    found = {one.names["sv"]: one.rights for one in CompetenceModel.objects.select_related("rights")}
    assert {name: (rights.holder, rights.attribution, rights.may_pass_on) for name, rights in found.items()} == {
        "Öppen": ("Alvbro", "© Alvbro", True), "Sluten": ("Alvbro", "© Alvbro", False),
    }  # fmt: skip
