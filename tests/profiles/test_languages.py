"""An approved profile is read in the reader's own language: the library's words there, what people wrote as they wrote it."""

from typing import Any

import pytest
from django.utils.translation import override

from stigar.foundation import journal
from stigar.library.actions.models import keep_model
from stigar.library.models import Competence, CompetenceModel, Rights
from stigar.library.readers.told import CompetenceTold, ItemTold, ModelTold, RightsTold
from stigar.profiles.models import Version
from stigar.profiles.queries.feeds import told_out
from stigar.profiles.queries.profiles import spoken
from stigar.profiles.writers import sayings
from tests.cast import TODAY
from tests.profiles import finished

SCALE = (("Ny", "New"), ("Van", "Used"), ("Trygg", "Sure"), ("Säker", "Steady"), ("Lots", "Guide"))
WORDS = {
    "listening": {"sv": ("Lyssna på kunden", "Förstår vad kunden behöver.", "Frågar tills det är klart"),
                  "en": ("Listening to the customer", "Understands what the customer needs.", "Asks until it is clear")},
    "writing": {"sv": ("Skriva tydligt", "Skriver så att läsaren förstår.", "Skriver korta svar"),
                "en": ("Writing clearly", "Writes so that the reader understands.", "Writes short answers")},
}  # fmt: skip


def library(cast) -> dict[str, Any]:
    """Two competences in two languages."""
    told = ModelTold(
        key="vara", kind="own", names={"sv": "Våra", "en": "Ours"}, about={}, version="1",
        scale=tuple({"sv": sv, "en": en} for sv, en in SCALE),
        rights=RightsTold("Alvbro", "egen", attribution="Våra egna ord."), families=(), fingerprint="f",
        competences=tuple(
            CompetenceTold(
                key=key, texts={one: {"name": name, "definition": about} for one, (name, about, _shows) in said.items()},
                items=tuple(
                    ItemTold("behaviour", f"{key}-{at}", {one: {"text": f"{shows} {at}"} for one, (_n, _a, shows) in said.items()}, level=at)
                    for at in range(1, 6)
                ),
            )
            for key, said in WORDS.items()
        ),
    )  # fmt: skip
    return dict(keep_model(told=told, viewer=cast.hedda, today=TODAY).competences.values_list("key", "pk"))


@pytest.fixture
def version(cast, project) -> Version:
    return finished.approved(cast, project, library)


def changed(cast, key, language, name) -> None:
    """The library calls a competence something else."""
    row = Competence.objects.get(key=key)
    row.texts = {**row.texts, language: {**row.texts[language], "name": name}}
    row.save()
    journal.note(cast.hedda, "changed a competence", CompetenceModel.objects.get())


def page(client, address, language) -> str:
    return client.get(address, headers={"accept-language": language}).content.decode()


def test_the_librarys_words_are_the_readers_and_what_people_wrote_is_theirs(version):
    said = spoken(version.content, "en")

    first = said.content["requirements"][0]
    assert (first["name"], first["why"], first["behaviours"]) == (
        "Listening to the customer", "Varje samtal börjar där",
        [{"level": 4, "name": "Steady", "shows": ["Asks until it is clear 4"]}],
    )  # fmt: skip
    assert (said.told, said.kept, said.content["purpose"]) == (2, 0, version.content["purpose"])


def test_what_the_library_has_changed_since_stands_as_it_was_approved(cast, version):
    changed(cast, "writing", "sv", "Skriva begripligt")

    said = spoken(version.content, "en")

    assert [one["name"] for one in said.content["requirements"]] == ["Listening to the customer", "Skriva tydligt"]
    assert (said.told, said.kept) == (1, 1)


def test_in_the_language_it_was_approved_in_it_is_letter_for_letter_the_same(cast, version):
    changed(cast, "writing", "sv", "Skriva begripligt")

    assert spoken(version.content, "sv").content is version.content


def test_the_page_says_in_which_language_it_was_approved_and_shows_it_so(version, visit, cast):
    gro, address = visit(cast.gro), f"/profiles/{version.profile_id}/"

    own, approved, home = page(gro, address, "en"), page(gro, f"{address}?language=sv", "en"), page(gro, address, "sv")

    assert ("Listening to the customer" in own, "Lyssna på kunden" in own, "Approved in Swedish." in own) == (
        True,
        False,
        True,
    )
    assert ("Lyssna på kunden" in approved, "These are exactly those words." in approved) == (True, True)
    assert ("Lyssna på kunden" in home, "Godkänd på svenska" in home) == (True, False)


def test_the_versions_page_is_the_readers_when_it_is_approved(version, visit, cast):
    gro, address = visit(cast.gro), f"/profiles/{version.profile_id}/versions/1/"

    own, approved = page(gro, address, "en"), page(gro, f"{address}?language=sv", "en")

    assert ("Listening to the customer" in own, "Lyssna på kunden" in approved) == (True, True)


def test_whoever_votes_reads_the_very_words_that_are_voted_on(cast, project, visit):
    laid = finished.laid(cast, project, library)

    voted = page(visit(cast.cai), f"/profiles/{laid.profile_id}/versions/1/", "en")

    assert ("Lyssna på kunden" in voted, "Submitted to the group in Swedish." in voted) == (True, True)


def test_paper_is_printed_in_the_language_that_is_asked_for(cast, version, visit):
    Rights.objects.update(may_pass_on=True)
    journal.note(cast.hedda, "changed the rights", CompetenceModel.objects.get())
    gro, address = visit(cast.gro), f"/profiles/{version.profile_id}/file/"

    paper = gro.get(f"{address}pdf/?language=en")
    data = gro.get(f"{address}json/?language=en").json()["positionCompetencyModel"]

    assert (paper.content[:5], "job-profile" in paper["Content-Disposition"]) == (b"%PDF-", True)
    assert (data["languageCode"], data["positionCompetencies"][0]["competencyName"]) == (
        "en",
        "Listening to the customer",
    )


def test_a_machine_asks_for_a_language(cast, version):
    told = told_out(version.profile, version, "en", leaves=False, today=TODAY)
    approved = told_out(version.profile, version, "sv", leaves=False, today=TODAY)

    assert (told.requirements[0].name, told.requirements[0].shows[0][1]) == ("Listening to the customer", "Steady")
    assert (approved.requirements[0].name, approved.told, approved.kept) == ("Lyssna på kunden", 0, 0)
    with override("en"):
        assert next(sayings.foot(told)) == "Approved in Swedish. The library's words are shown here in English."
