"""An organisation's own words: in front of the model's, never instead of them."""

import pytest

from stigar.foundation.models import JournalEntry
from stigar.foundation.tenancy import inside
from stigar.library import actions
from stigar.library.models import Competence, Item, Wording
from stigar.library.queries.shelf import shelf
from tests.cast import TODAY


@pytest.fixture
def listening(cast):
    actions.bring_open_model(viewer=cast.hedda, today=TODAY)
    return Competence.objects.get(key="listening")


def read(listening, language="sv"):
    return shelf(language).by_id[listening.pk]


def test_a_competence_is_read_rewritten_and_restored(cast, listening, visit):
    hedda = visit(cast.hedda)
    address = f"/library/competences/{listening.pk}/wording/"
    given = read(listening)

    hedda.post(address, {"name": "Höra på", "definition": "Vi hör på varandra.", "no": ""})
    rewritten, other_language = read(listening), read(listening, "nb")
    hedda.post(f"/library/competences/{listening.pk}/model-words/")

    assert (rewritten.name, rewritten.own, other_language.own) == ("Höra på", True, False)
    assert (read(listening).name, read(listening).own) == (given.name, False)


def test_the_models_own_words_again_are_as_no_wording(cast, listening, visit):
    given = read(listening)

    visit(cast.hedda).post(
        f"/library/competences/{listening.pk}/wording/",
        {"name": given.name, "definition": given.definition, "no": given.no},
    )

    assert Wording.objects.count() == 0


def test_what_is_hidden_is_left_out_and_can_be_shown_again(cast, listening, visit):
    item = Item.objects.get(key="listening.q1")
    hedda = visit(cast.hedda)

    hedda.post(f"/library/items/{item.pk}/hiding/")
    hidden = [one.key for one in read(listening).of("question")]
    page = hedda.get(f"/library/competences/{listening.pk}/?writing=1").content.decode()
    hedda.post(f"/library/items/{item.pk}/showing/")

    assert "listening.q1" not in hidden
    assert f"/library/items/{item.pk}/showing/" in page
    assert read(listening).of("question")[0].key == "listening.q1"


def test_a_hidden_competence_is_gone_for_readers_and_comes_back(cast, listening, visit):
    hedda, bo = visit(cast.hedda), visit(cast.bo)
    address = f"/library/competences/{listening.pk}/"

    hedda.post(f"{address}hiding/")
    gone = bo.get(address).status_code
    offered = hedda.get("/library/").content.decode()
    hedda.post(f"{address}showing/")

    assert (gone, bo.get(address).status_code) == (404, 200)
    assert f"{address}showing/" in offered


def test_something_of_our_own_stands_beside_the_models(cast, listening, visit):
    visit(cast.hedda).post(
        f"/library/competences/{listening.pk}/items/activity/",
        {"name": "Kaffe med en kund", "text": "Bjud in en kund.", "form": "others", "hours": "1.5", "level": "2", "until": "4"},
    )  # fmt: skip

    own = read(listening).activities[-1]

    assert (own.title, own.own, own.form, own.level, own.until, str(own.hours)) == (
        "Kaffe med en kund",
        True,
        "others",
        2,
        4,
        "1.50",
    )


def test_an_activity_that_ends_below_where_it_begins_is_refused(cast, listening, visit):
    answer = visit(cast.hedda).post(
        f"/library/competences/{listening.pk}/items/activity/",
        {"name": "X", "text": "Y", "form": "job", "level": "4", "until": "2"},
    )

    assert answer.status_code == 422
    assert "Den sista nivån ligger under den första" in answer.content.decode()


def test_a_newer_version_lets_our_own_words_and_additions_stand(cast, listening):
    actions.reword(
        thing=listening,
        language="sv",
        texts={"name": "Höra på", "definition": "D", "not": ""},
        viewer=cast.hedda,
        today=TODAY,
    )
    actions.add_item(
        competence=listening, kind="question", language="sv", texts={"text": "Egen?"}, viewer=cast.hedda, today=TODAY
    )
    listening.model.fingerprint = "older"
    listening.model.save()

    actions.bring_open_model(viewer=cast.hedda, today=TODAY)

    assert (read(listening).name, read(listening).of("question")[-1].text) == ("Höra på", "Egen?")


def test_only_hr_writes(cast, listening, visit):
    addresses = [f"/library/competences/{listening.pk}/{end}" for end in ("hiding/", "showing/", "model-words/")]

    assert {
        visit(who).post(one).status_code
        for who in (cast.bo, cast.ada, cast.ulf, cast.siv, cast.eve)
        for one in addresses
    } == {404}
    assert visit(cast.bo).get(f"/library/competences/{listening.pk}/wording/").status_code == 404


def test_a_stranger_sees_nothing_of_our_words(cast, listening):
    actions.reword(
        thing=listening,
        language="sv",
        texts={"name": "Höra på", "definition": "D", "not": ""},
        viewer=cast.hedda,
        today=TODAY,
    )

    with inside(cast.elsewhere.id):
        actions.bring_open_model(viewer=None, today=TODAY)
        names = [one.name for one in shelf("sv")]

    assert ("Höra på" in names, "Lyssna" in names) == (False, True)


def test_every_change_is_written_in_the_journal(cast, listening):
    item = Item.objects.get(key="listening.q1")
    who = {"viewer": cast.hedda, "today": TODAY}
    actions.reword(thing=item, language="sv", texts={"text": "Vår fråga?"}, **who)
    actions.restore(thing=item, language="sv", **who)
    actions.hide(thing=item, **who)
    actions.show(thing=item, **who)

    verbs = list(JournalEntry.objects.filter(thing="library.item").order_by("at").values_list("verb", flat=True))

    assert verbs == [
        "rewrote a text of the library", "gave a text of the library its own words back", "hid something in the library",
        "showed something in the library again",
    ]  # fmt: skip


def test_a_competence_of_our_own_is_written_and_shown_in_its_family(cast, listening, visit):
    hedda = visit(cast.hedda)
    address = f"/library/models/{listening.model_id}/competences/new/"

    answer = hedda.post(
        address,
        {"name": "Köra truck", "definition": "Att köra truck säkert.", "discipline": "subject", "family": "solving"},
    )
    made = next(one for one in shelf("sv") if one.name == "Köra truck")

    assert answer["Location"] == f"/library/competences/{made.id}/?writing=1"
    assert (made.family_name, made.discipline, made.definition) == ("Lösa ärendet", "subject", "Att köra truck säkert.")
    assert [visit(who).get(address).status_code for who in (cast.bo, cast.eve)] == [404, 404]
