"""What each of the cast sees of the vocabularies."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from stigar.foundation.models import Errand
from stigar.foundation.tenancy import inside
from stigar.library import actions, queries
from stigar.library import models as kept
from tests.cast import Cast

from .conftest import ADVISER, LICENCE, LISTEN, TODAY, lexicon


@pytest.fixture
def brought(cast: Cast) -> Cast:
    actions.import_vocabulary(lexicon=lexicon(), file_names=["esco.zip"], viewer=cast.hedda, today=TODAY)
    return cast


def text(answer) -> str:
    return answer.content.decode()


def test_everybody_sees_which_there_are_with_the_licence_line(brought: Cast, visit) -> None:
    page = visit(brought.bo).get("/library/vocabularies/")

    assert page.status_code == 200
    assert "ESCO" in text(page)
    assert LICENCE in text(page)
    assert "/library/imports/" not in text(page)
    assert "/removal/" not in text(page)


def test_hr_and_the_administrator_are_offered_to_bring_and_remove(brought: Cast, visit) -> None:
    for who in (brought.hedda, brought.siv):
        page = text(visit(who).get("/library/vocabularies/"))

        assert "/library/imports/" in page
        assert "/removal/" in page


def test_typing_answers_with_the_list_alone(brought: Cast, visit) -> None:
    page = visit(brought.bo).get("/library/concepts/?q=lyss", headers={"HX-Request": "true"})

    assert "<html" not in text(page)
    assert '<mark class="found">lyss</mark>na aktivt' in text(page)
    assert LICENCE in text(page)


def test_searching_works_without_scripts(brought: Cast, visit) -> None:
    page = text(visit(brought.bo).get("/library/concepts/?q=adviser&kind=occupation"))

    assert "<html" in page
    assert "kundrådgivare" in page


def test_suggestions_carry_the_address_of_the_skill(brought: Cast, visit) -> None:
    page = text(visit(brought.bo).get("/library/suggestions/?text=lyss"))

    assert f'data-value="{LISTEN}"' in page
    assert 'data-text="lyss"' in page


def test_one_concept_shows_names_links_source_and_licence(brought: Cast, visit) -> None:
    adviser = kept.Concept.objects.get(uri=ADVISER)

    page = text(visit(brought.bo).get(f"/library/concepts/{adviser.pk}/"))

    for words in ("kundrådgivare", "customer adviser", "lyssna aktivt", "Kundservicepersonal", LICENCE, ADVISER):
        assert words in page


def test_a_concepts_own_address_leads_to_its_page(brought: Cast, visit) -> None:
    adviser = kept.Concept.objects.get(uri=ADVISER)

    answer = visit(brought.bo).get("/library/address/", {"uri": ADVISER})

    assert (answer.status_code, answer["Location"]) == (302, f"/library/concepts/{adviser.pk}/")


def test_hr_brings_files_and_sees_how_it_goes(cast: Cast, visit) -> None:
    hedda = visit(cast.hedda)
    files = [SimpleUploadedFile("a.json", b"{}"), SimpleUploadedFile("b.json", b"{}")]

    answer = hedda.post("/library/imports/", {"brought": files})

    errand = Errand.objects.get()
    assert answer["Location"] == f"/library/imports/{errand.pk}/"
    assert len(errand.given["uploads"]) == 2
    assert hedda.get(answer["Location"]).status_code == 200
    assert "progress" in text(hedda.get(answer["Location"], headers={"HX-Request": "true"}))


def test_a_form_without_a_file_says_so(cast: Cast, visit) -> None:
    assert visit(cast.hedda).post("/library/imports/", {}).status_code == 422


def test_removing_leads_back_to_the_list(brought: Cast, visit) -> None:
    esco = kept.Vocabulary.objects.get()

    answer = visit(brought.hedda).post(f"/library/vocabularies/{esco.pk}/removal/")

    assert answer["Location"] == "/library/vocabularies/"
    assert queries.vocabularies() == []


def test_who_may_not_bring_meets_what_is_not_there(brought: Cast, visit) -> None:
    esco = kept.Vocabulary.objects.get()
    bo = visit(brought.bo)

    answers = [
        bo.get("/library/imports/"),
        bo.post("/library/imports/"),
        bo.post(f"/library/vocabularies/{esco.pk}/removal/"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len(queries.vocabularies()) == 1


def test_the_stranger_finds_nothing_of_ours(brought: Cast, visit) -> None:
    adviser, esco, eve = kept.Concept.objects.get(uri=ADVISER), kept.Vocabulary.objects.get(), visit(brought.eve)

    assert eve.get(f"/library/concepts/{adviser.pk}/").status_code == 404
    assert eve.get("/library/address/", {"uri": ADVISER}).status_code == 404
    assert eve.post(f"/library/vocabularies/{esco.pk}/removal/").status_code == 404
    assert "kundrådgivare" not in text(eve.get("/library/concepts/?q=kund"))
    with inside(brought.organisation.id):
        assert len(queries.vocabularies()) == 1


def test_nobody_sees_anything_without_logging_in(client: Client, db: None) -> None:
    addresses = [
        "/library/",
        "/library/imports/",
        "/library/concepts/",
        "/library/suggestions/?q=a",
        "/library/address/",
    ]

    assert [client.get(address).status_code for address in addresses] == [302] * 5


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "' OR 1=1 --", "\u202eabc", "a" * 3000, "%00"])
def test_whatever_is_typed_is_only_words(typed: str, brought: Cast, visit) -> None:
    page = visit(brought.bo).get("/library/concepts/", {"q": typed})

    assert page.status_code == 200
    assert "<script>alert" not in text(page)
