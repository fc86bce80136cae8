"""Skills that a vocabulary knows: offered while typing and from the title, told in the reader's language with the licence."""

import pytest

from stigar.areas import queries
from stigar.areas.actions.work import tell_skill
from stigar.engine.vocabulary import Concept, Lexicon, Link
from stigar.library.actions import import_vocabulary
from tests.cast import TODAY

LICENCE = "Words of a vocabulary, used with thanks."


def test_a_concept_is_offered_by_its_first_letters_in_the_reader_s_language(cast, vocabulary):
    found = [queries.matching_skills("hantera kl", language="sv"), queries.matching_skills("hånd", language="nb")]

    assert [[option.text for option in options] for options in found] == [["hantera klagomål"], ["håndtere klager"]]


def test_a_taken_concept_is_told_in_the_reader_s_language_with_its_licence(cast, vocabulary, visit):
    tell_skill(role_id=cast.adviser.pk, text="hantera klagomål", concept="urn:s1", viewer=cast.bo, today=TODAY)

    page = visit(cast.bo).get(f"/work/{cast.adviser.pk}/skills/", headers={"Accept-Language": "nb"}).content.decode()

    assert "håndtere klager" in page
    assert LICENCE in page


def test_what_occupations_of_the_same_title_need_is_suggested_nearest_to_the_tasks_first(cast, vocabulary):
    found = queries.suggested_skills(["Kundrådgivare"], ["Förklarar fakturor för kunder"], [], language="sv")

    assert [option.text for option in found] == ["förklara fakturor", "hantera klagomål"]


def test_what_is_told_already_is_not_suggested(cast, vocabulary):
    told = ["Förklara fakturor", "urn:s1"]

    assert queries.suggested_skills(["Kundrådgivare"], [], told, language="sv") == []


@pytest.mark.parametrize("title", ["Astronaut", "Kund"])
def test_a_title_that_is_nobody_s_or_many_s_suggests_nothing(cast, vocabulary, title):
    assert queries.suggested_skills([title], ["Förklarar fakturor"], [], language="sv") == []


def test_suggestions_come_as_a_part_of_the_page_for_who_may_tell(cast, vocabulary, visit):
    address = f"/work/{cast.adviser.pk}/skills/suggestions/"

    assert "hantera klagomål" in visit(cast.bo).get(address).content.decode()
    assert [visit(who).get(address).status_code for who in (cast.dag, cast.ulf, cast.eve)] == [404, 404, 404]


@pytest.fixture
def vocabulary(cast):
    def concept(uri, kind, sv, nb):
        return Concept(uri, kind, {"sv": (sv,), "nb": (nb,)})

    import_vocabulary(
        lexicon=Lexicon(
            "esco", "1.2", LICENCE,
            (
                concept("urn:o1", "occupation", "kundrådgivare", "kunderådgiver"),
                concept("urn:o2", "occupation", "kundansvarig", "kundeansvarlig"),
                concept("urn:s1", "skill", "hantera klagomål", "håndtere klager"),
                concept("urn:s2", "skill", "förklara fakturor", "forklare fakturaer"),
                concept("urn:s3", "skill", "programmera", "programmere"),
            ),
            (Link("urn:o1", "urn:s1"), Link("urn:o1", "urn:s2"), Link("urn:o1", "urn:s3", essential=False)),
            "a-small-one",
        ),
        file_names=["small.zip"], viewer=None, today=TODAY,
    )  # fmt: skip
