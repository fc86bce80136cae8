"""What becomes of a model that is brought: kept, renewed, named, tied to another, taken away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stigar.foundation.models import JournalEntry
from stigar.foundation.policy import Refused
from stigar.library.actions import crosswalks, model_rights, wording
from stigar.library.actions.model_files import bring_model, placed
from stigar.library.actions.models import AnotherKind, bring_open_model, changes_of, keep_model
from stigar.library.models import Competence, CompetenceModel, Crosswalk, Expectation, Family, Item, Rights, Wording
from stigar.library.queries.shelf import shelf
from stigar.library.readers.models import read_model
from stigar.profiles.models import Profile, Requirement
from tests.cast import TODAY, Cast
from tests.library.model_files import EXPECTATIONS, FRAMEWORK, OWN_LAYOUT, lay
from tests.library.shelves import CLOSED, OPEN, bring, competence, keep


def told(cast: Cast, **more):
    return {"viewer": cast.hedda, "today": TODAY, **more}


def test_a_model_is_kept_whole_with_its_rights_and_a_line_in_the_journal(cast, tmp_path):
    model = bring(cast.hedda, tmp_path)

    assert (model.kind, model.key, str(model)) == ("brought", "model", "Svets")
    assert (model.rights.holder, model.rights.may_pass_on) == ("Gillet AB", False)
    assert (Competence.objects.count(), Item.objects.count(), Family.objects.count()) == (1, 4, 1)
    assert JournalEntry.objects.filter(verb="kept a competence model", thing_id=model.pk).count() == 1


def test_a_framework_keeps_what_roles_are_expected_to_have(cast, tmp_path):
    paths = [*lay(tmp_path, FRAMEWORK), *lay(tmp_path, EXPECTATIONS, "roles.csv")]

    model, _reading = bring_model(
        paths=paths, language="", name="Metal", own=True, rights=CLOSED, renews=None, **told(cast)
    )

    assert model.kind == "own"
    assert sorted(Expectation.objects.values_list("role", "competence__key", "level")) == [
        ("Fitter", "grinding", 2), ("Fitter", "welding", 2), ("Foreman", "welding", 3),
    ]  # fmt: skip


def test_a_newer_version_changes_adds_and_retires_and_leaves_our_own_words(cast, tmp_path):
    model = bring(cast.hedda, tmp_path)
    challenge = Item.objects.get(kind="challenge")
    wording.reword(thing=challenge, language="sv", texts={"text": "Det blir snett"}, **told(cast))
    gone = ";;;;3;Visar andra hur värmen vandrar.;Viser andre hvordan varmen vandrer.\n"
    newer = OWN_LAYOUT.replace("Ställer in strömmen", "Väljer ström").replace(gone, "")

    reading, known = placed(read_model(lay(tmp_path, f"{newer}\n;;;Coachfråga;;Vad hör du?;")), model)

    assert changes_of(reading.told) == {
        "added": 1,
        "changed": 2,
        "retired": 1,
    }  # the text, and the place of the challenge
    again = keep_model(told=reading.told, **told(cast))
    assert (again.pk, known) == (model.pk, model)
    assert [item.retired for item in Item.objects.order_by("key") if item.level == 3] == [True]
    assert "Det blir snett" in [item.text for one in shelf("sv") for item in one.items]


def test_the_same_file_again_changes_nothing(cast, tmp_path):
    model = bring(cast.hedda, tmp_path)
    before = JournalEntry.objects.count()

    again, _reading = bring_model(
        paths=lay(tmp_path, OWN_LAYOUT), language="", name="", own=False, rights=None, renews=model, **told(cast)
    )

    assert (again.pk, JournalEntry.objects.count(), Item.objects.count()) == (model.pk, before, 4)


def test_the_same_file_with_other_rights_changes_whose_it_is_and_nothing_else(cast, tmp_path):
    model = bring(cast.hedda, tmp_path)

    again, _reading = bring_model(
        paths=lay(tmp_path, OWN_LAYOUT), language="", name="", own=False, rights=OPEN, renews=model, **told(cast)
    )

    model.rights.refresh_from_db()
    assert (again.pk, model.rights.may_pass_on, model.rights.attribution) == (model.pk, True, OPEN.attribution)


def test_two_files_of_the_same_name_are_two_models(cast, tmp_path):
    first, second = bring(cast.hedda, tmp_path), bring(cast.hedda, tmp_path, text=OWN_LAYOUT.replace("Svetsa", "Löda"))

    assert [first.key, second.key] == ["model", "model-2"]


def test_a_file_does_not_take_the_place_of_our_open_model(cast, tmp_path):
    open_model = bring_open_model(**told(cast))

    with pytest.raises(AnotherKind):
        placed(read_model(lay(tmp_path, OWN_LAYOUT)), open_model)


@pytest.mark.parametrize("who", ["bo", "ada", "dag", "siv", "rut", "ulf", "eve"])
def test_only_hr_brings_manages_and_removes(cast, tmp_path, who):
    model = bring(cast.hedda, tmp_path)
    viewer = {"viewer": getattr(cast, who), "today": TODAY}
    if who == "eve":  # HR, but elsewhere
        assert CompetenceModel.objects.filter(organisation=cast.elsewhere).count() == 0
        return
    for act in (
        lambda: bring(viewer["viewer"], tmp_path), lambda: model_rights.say_rights(model=model, told=OPEN, **viewer),
        lambda: model_rights.name_levels(model=model, names=["a", "b", "c"], language="sv", **viewer),
        lambda: model_rights.begin_own_model(name="Vår", levels=[{"sv": "a"}] * 3, **viewer),
        lambda: model_rights.rename_model(model=model, names={"sv": "x"}, **viewer),
        lambda: model_rights.remove_model(model=model, **viewer),
    ):  # fmt: skip
        with pytest.raises(Refused):
            act()

    assert (CompetenceModel.objects.count(), model.rights.may_pass_on) == (1, False)


def test_what_we_call_the_levels_stands_also_when_a_newer_version_comes(cast, tmp_path):
    model = bring(cast.hedda, tmp_path)
    model_rights.name_levels(model=model, names=["Ny", "Kan", "Säker"], language="sv", **told(cast))

    reading, _known = placed(read_model(lay(tmp_path, OWN_LAYOUT.replace("foga", "sätta ihop"))), model)
    keep_model(told=reading.told, **told(cast))

    assert [name for _level, name in shelf("sv").models[0].scale] == ["Ny", "Kan", "Säker"]
    assert [name for _level, name in shelf("nb").models[0].scale] == ["Ny", "Vant", "Trygg"]


def test_a_brought_models_levels_are_as_many_as_they_are(cast, tmp_path):
    model = bring(cast.hedda, tmp_path)

    with pytest.raises(model_rights.BadScale):
        model_rights.name_levels(model=model, names=["a", "b", "c", "d"], language="sv", **told(cast))


def test_our_own_model_gets_more_levels_but_none_that_is_used_goes(cast):
    own = model_rights.begin_own_model(name="Vår modell", levels=[{"sv": name} for name in "abc"], **told(cast))
    welding = Competence.objects.create(
        organisation=cast.organisation, model=own, key="w", texts={"sv": {"name": "Svetsa"}}
    )

    model_rights.name_levels(model=own, names=["a", "b", "c", "d"], language="sv", **told(cast))
    Item.objects.create(
        organisation=cast.organisation, competence=welding, kind="behaviour", key="w.4a", level=4, texts={}
    )

    with pytest.raises(model_rights.BadScale):
        model_rights.name_levels(model=own, names=["a", "b", "c"], language="sv", **told(cast))
    assert (own.kind, len(own.scale), own.rights.holder, own.rights.may_pass_on) == ("own", 4, "Alvbro", True)


def test_saying_whose_words_they_are_leaves_a_line_with_what_was_said(cast, tmp_path):
    model = bring(cast.hedda, tmp_path)

    model_rights.say_rights(model=model, told=OPEN, **told(cast))
    model_rights.say_rights(model=model, told=OPEN, **told(cast))

    line = JournalEntry.objects.get(verb="said whose a competence model is")
    assert line.details == {"holder": "Gillet AB", "licence": "CC BY 4.0", "ends": "", "may_pass_on": True}


def test_removing_takes_everything_of_the_model_and_nothing_else(cast, tmp_path):
    model, kept = bring(cast.hedda, tmp_path), keep(cast.hedda, "kvar", competence("a", "Slipa"))
    crosswalks.tie(one=model.competences.get(), other=kept.competences.get(), kind="same", **told(cast))
    wording.reword(thing=model.competences.get(), language="sv", texts={"name": "Fogar"}, **told(cast))

    model_rights.remove_model(model=model, **told(cast))

    assert [str(one) for one in CompetenceModel.objects.all()] == ["Kvar"]
    assert [kind.objects.count() for kind in (Competence, Item, Crosswalk, Wording, Rights)] == [1, 0, 0, 0, 1]


def test_our_open_model_and_one_that_a_profile_points_at_stay(cast, tmp_path):
    open_model, model = bring_open_model(**told(cast)), bring(cast.hedda, tmp_path)
    held = {"organisation": cast.organisation}
    profile = Profile.objects.create(**held, role=cast.adviser, name="Svetsare", language="sv", made=TODAY)
    Requirement.objects.create(
        **held,
        profile=profile,
        competence=model.competences.get(),
        level=2,
        importance=2,
        origin="own",
        at="2026-11-01T08:00Z",
    )

    for one in (open_model, model):
        with pytest.raises(model_rights.NotRemovable) as kept:
            model_rights.remove_model(model=one, **told(cast))

    assert kept.value.pointing == {"profiles.requirement": 1}
    assert CompetenceModel.objects.count() == 2


def test_two_competences_are_tied_once_whichever_way_round(cast):
    one = keep(cast.hedda, "ett", competence("a", "Svetsa")).competences.get()
    other = keep(cast.hedda, "två", competence("b", "Foga")).competences.get()

    crosswalks.tie(one=one, other=other, kind="close", **told(cast))
    said = crosswalks.tie(one=other, other=one, kind="same", **told(cast))

    assert [(tie.one, tie.other, tie.kind) for tie in Crosswalk.objects.all()] == [(other, one, "same")]
    crosswalks.untie(said=said, **told(cast))
    assert Crosswalk.objects.count() == 0
    with pytest.raises(crosswalks.SameModel):
        crosswalks.tie(one=one, other=one, kind="same", **told(cast))


def test_a_model_that_stops_in_the_middle_leaves_nothing(cast, tmp_path):
    reading = read_model(lay(tmp_path, OWN_LAYOUT))
    (welding,) = reading.told.competences
    broken = replace(
        reading.told, competences=(welding, replace(welding, key="x" * 20, family="no-such-family")), rights=CLOSED
    )

    with pytest.raises(KeyError):
        keep_model(told=broken, **told(cast))

    assert (CompetenceModel.objects.count(), Rights.objects.count(), Family.objects.count()) == (0, 0, 0)
