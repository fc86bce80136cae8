"""Our own words in front of a model that has moved on: told, both shown, ours kept or the model's taken."""

import pytest

from stigar.library.actions import reword
from stigar.library.models import Competence, Wording
from stigar.library.queries.shelf import shelf
from tests.cast import TODAY
from tests.library.shelves import competence, keep


@pytest.fixture
def grinding(cast):
    """A competence with our own name, whose model has since changed its definition."""
    keep(cast.hedda, "bok", competence("a", "Slipa", definition="Att jämna.", damm="Det dammar"))
    found = Competence.objects.get(key="a")
    reword(
        thing=found,
        language="sv",
        texts={"name": "Putsa", "definition": "Att jämna.", "not": ""},
        viewer=cast.hedda,
        today=TODAY,
    )
    keep(cast.hedda, "bok", competence("a", "Slipa", definition="Att jämna utan damm.", damm="Det dammar"))
    return Competence.objects.get(key="a")


def address(grinding):
    return f"/library/competences/{grinding.pk}/"


def test_who_writes_is_told_that_the_models_text_has_changed_and_sees_both(cast, grinding, visit):
    page, readers = (visit(who).get(address(grinding)).content.decode() for who in (cast.hedda, cast.bo))

    assert ["Att jämna utan damm." in one for one in (page, readers)] == [True, False]
    assert f"{address(grinding)}own-words/" in page


def test_ours_are_kept_and_it_is_not_told_again(cast, grinding, visit):
    hedda = visit(cast.hedda)

    hedda.post(f"{address(grinding)}own-words/")

    assert "own-words/" not in hedda.get(address(grinding)).content.decode()
    assert (shelf("sv").by_id[grinding.pk].name, Wording.objects.get().was["definition"]) == (
        "Putsa",
        "Att jämna utan damm.",
    )


def test_the_models_are_taken(cast, grinding, visit):
    visit(cast.hedda).post(f"{address(grinding)}model-words/")

    now = shelf("sv").by_id[grinding.pk]
    assert (now.name, now.definition, Wording.objects.count()) == ("Slipa", "Att jämna utan damm.", 0)


def test_a_model_that_has_not_moved_says_nothing(cast, visit):
    keep(cast.hedda, "bok", competence("a", "Slipa", damm="Det dammar"))
    found = Competence.objects.get(key="a")
    item = found.items.get()
    reword(thing=item, language="sv", texts={"text": "Det ryker"}, viewer=cast.hedda, today=TODAY)

    assert "own-words/" not in visit(cast.hedda).get(address(found)).content.decode()


def test_only_who_writes_keeps_ours(cast, grinding, visit):
    answers = [visit(who).post(f"{address(grinding)}own-words/").status_code for who in (cast.bo, cast.ada, cast.eve)]

    assert answers == [404, 404, 404]
