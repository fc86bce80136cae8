"""Separate worlds: every row an organisation holds raises when it is asked for outside, and stays in its own world inside."""

import pytest
from django.apps import apps
from django_scopes.exceptions import ScopeError

from stigar.foundation.tenancy import Held, inside

TENANTS = sorted((model for model in apps.get_models() if issubclass(model, Held)), key=lambda model: model._meta.label)


def test_every_model_of_ours_that_points_at_an_organisation_is_held_by_it():
    ours = [model for model in apps.get_models() if model.__module__.startswith("stigar.")]

    loose = [
        model._meta.label
        for model in ours
        if not issubclass(model, Held) and any(field.name == "organisation" for field in model._meta.get_fields())
    ]

    assert loose == []


def test_only_logins_and_organisations_stand_outside_every_world():
    free = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("stigar.") and not issubclass(model, Held)
    }

    assert free == {"people.Identity", "people.Organisation"}


@pytest.mark.parametrize("model", TENANTS, ids=lambda model: model._meta.label)
def test_outside_every_world_a_question_raises(db, model):
    for ask in (
        lambda: list(model.objects.all()),
        lambda: model.objects.filter(pk=None).exists(),
        lambda: model.objects.count(),
        lambda: model.objects.update(organisation=None),
    ):
        with pytest.raises(ScopeError):
            ask()


@pytest.mark.parametrize("model", TENANTS, ids=lambda model: model._meta.label)
def test_every_question_inside_asks_for_that_organisation_only(cast, model):
    with inside(cast.elsewhere.id):
        assert str(cast.elsewhere.id).replace("-", "") in str(model.objects.all().query).replace("-", "")
        assert str(cast.organisation.id).replace("-", "") not in str(model.objects.all().query).replace("-", "")
