"""Telling the work: once, by who may; changed, removed and put back as it was."""

import pytest

from stigar.areas.actions import work as actions
from stigar.areas.models import Skill, Task, Trait, TraitRating
from stigar.foundation.models import JournalEntry
from stigar.foundation.policy import Refused
from tests.cast import TODAY


def test_a_task_is_told_in_plain_words_and_noted(cast):
    task = _tell(cast, "  Svarar \n i telefon ", frequency="daily", channel="phone")

    assert (task.text, task.frequency, task.channel, task.by) == ("Svarar i telefon", "daily", "phone", cast.bo)
    assert JournalEntry.objects.get().verb == "described a task"


def test_the_same_task_is_told_once_whatever_its_letters(cast):
    _tell(cast, "Svarar i telefon")

    with pytest.raises(actions.AlreadyTold):
        _tell(cast, "SVARAR i telefon", viewer=cast.cai)


@pytest.mark.parametrize("somebody", ["dag", "gro", "ulf", "rut", "siv", "eve"])
def test_who_neither_does_nor_leads_the_work_tells_nothing(cast, somebody):
    with pytest.raises(Refused):
        _tell(cast, "Svarar i telefon", viewer=getattr(cast, somebody))

    assert Task.objects.count() == 0


def test_nothing_is_not_a_task(cast):
    with pytest.raises(actions.NothingTold):
        _tell(cast, " \0 ")


def test_a_task_said_better_keeps_its_author(cast):
    task = _tell(cast, "Svarar i telefon")

    actions.change_task(task=task, text="Svarar kunder i telefon", frequency="daily", viewer=cast.ada, today=TODAY)

    task.refresh_from_db()
    assert (task.text, task.frequency, task.by) == ("Svarar kunder i telefon", "daily", cast.bo)


def test_a_peer_does_not_change_your_words(cast):
    task = _tell(cast, "Svarar i telefon")

    with pytest.raises(Refused):
        actions.change_task(task=task, text="Något annat", viewer=cast.cai, today=TODAY)


def test_a_concept_no_vocabulary_has_is_own_words(cast):
    skill = actions.tell_skill(
        role_id=cast.adviser.pk, text="lyssna", concept="https://example.org/none", viewer=cast.bo, today=TODAY
    )

    assert (skill.concept, skill.essential) == ("", True)


def test_a_skill_is_weighed_by_its_author(cast):
    skill = actions.tell_skill(role_id=cast.adviser.pk, text="lyssna", viewer=cast.bo, today=TODAY)

    actions.weigh_skill(skill=skill, essential=False, viewer=cast.bo, today=TODAY)

    assert Skill.objects.get().essential is False


def test_a_removed_trait_comes_back_with_its_ratings(cast):
    trait = actions.tell_trait(role_id=cast.adviser.pk, text="Tålmodig", viewer=cast.bo, today=TODAY)
    actions.rate_trait(trait=trait, rating=4, viewer=cast.cai, today=TODAY)

    removed = actions.remove(said=trait, viewer=cast.bo, today=TODAY)
    assert Trait.objects.count() == 0
    actions.put_back(removed=removed, viewer=cast.bo, today=TODAY)

    assert [(one.trait.text, one.rater, one.rating) for one in TraitRating.objects.all()] == [("Tålmodig", cast.cai, 4)]


def test_a_removed_task_comes_back_as_it_was(cast):
    task = _tell(cast, "Svarar i telefon", frequency="daily", situation="Kunden är arg.")

    removed = actions.remove(said=task, viewer=cast.ada, today=TODAY)
    back = actions.put_back(removed=removed, viewer=cast.ada, today=TODAY)

    assert (back.text, back.frequency, back.situation, back.by) == (
        "Svarar i telefon",
        "daily",
        "Kunden är arg.",
        cast.bo,
    )


def test_what_was_told_again_meanwhile_is_not_put_back_twice(cast):
    removed = actions.remove(said=_tell(cast, "Svarar i telefon"), viewer=cast.bo, today=TODAY)
    _tell(cast, "Svarar i telefon")

    with pytest.raises(actions.AlreadyTold):
        actions.put_back(removed=removed, viewer=cast.bo, today=TODAY)


def test_a_new_rating_of_yours_replaces_the_old(cast):
    trait = actions.tell_trait(role_id=cast.adviser.pk, text="Tålmodig", viewer=cast.bo, today=TODAY)

    actions.rate_trait(trait=trait, rating=2, viewer=cast.cai, today=TODAY)
    actions.rate_trait(trait=trait, rating=5, viewer=cast.cai, today=TODAY)

    assert [one.rating for one in TraitRating.objects.all()] == [5]


def test_who_does_not_know_the_role_rates_nothing(cast):
    trait = actions.tell_trait(role_id=cast.adviser.pk, text="Tålmodig", viewer=cast.bo, today=TODAY)

    with pytest.raises(Refused):
        actions.rate_trait(trait=trait, rating=1, viewer=cast.dag, today=TODAY)


def _tell(cast, text, *, viewer=None, **how):
    return actions.tell_task(role_id=cast.adviser.pk, text=text, viewer=viewer or cast.bo, today=TODAY, **how)
