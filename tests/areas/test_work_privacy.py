"""What areas hold about a person is told whole, and forgotten without losing what was said of the work."""

from django.apps import apps
from django.utils import translation

from stigar.areas import privacy
from stigar.areas.actions import wishes
from stigar.areas.actions import work as actions
from stigar.areas.models import Task, TraitRating, Wish
from tests.cast import TODAY


def test_every_column_that_points_at_a_person_is_accounted_for():
    pointing = {
        (model, column.name)
        for model in apps.get_app_config("areas").get_models()
        for column in model._meta.fields
        if column.is_relation and column.related_model._meta.label == "people.Person"
    }

    assert pointing == set(privacy.SIGNED) | set(privacy.OWN.items())


def test_all_that_is_held_is_told(cast):
    _leave_traces(cast)

    with translation.override("en"):
        told = {section["heading"]: section["rows"] for section in privacy.tell(cast.bo)}

    assert [row["Text"] for row in told["Everyday work you have told"]] == ["Svarar i telefon", "Tålmodig"]
    assert [row["Rating"] for row in told["Traits you have rated"]] == [4]
    assert [(row["Wish"], row["Why"]) for row in told["Your wishes"]] == [("Norska", "Kunderna")]


def test_the_forgotten_leave_the_work_but_not_their_name(cast):
    _leave_traces(cast)

    privacy.forget(cast.bo, today=TODAY)

    assert [(task.text, task.by) for task in Task.objects.all()] == [("Svarar i telefon", None)]
    assert (Wish.objects.count(), TraitRating.objects.count(), privacy.tell(cast.bo)) == (0, 0, [])


def test_of_who_has_told_nothing_nothing_is_held(cast):
    assert privacy.tell(cast.cai) == []


def _leave_traces(cast):
    actions.tell_task(role_id=cast.adviser.pk, text="Svarar i telefon", viewer=cast.bo, today=TODAY)
    trait = actions.tell_trait(role_id=cast.adviser.pk, text="Tålmodig", viewer=cast.bo, today=TODAY)
    actions.rate_trait(trait=trait, rating=4, viewer=cast.bo, today=TODAY)
    wishes.hold_survey(closes=None, viewer=cast.hedda, today=TODAY)
    wishes.make_wish(text="Norska", why="Kunderna", viewer=cast.bo, today=TODAY)
