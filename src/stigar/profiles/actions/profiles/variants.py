"""The same role in another place or function, or with other work: only what differs from the core is written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.engine.text.typed import one_line
from stigar.foundation import journal
from stigar.profiles import rules
from stigar.profiles.models import Profile, Requirement, Waiver

if TYPE_CHECKING:
    from stigar.people.models import Person


class NameTaken(Exception):
    """The core has a variant of this name."""


class NothingToWaive(Exception):
    """The core does not require this competence, or the profile is not a variant."""


@transaction.atomic
def begin_variant(*, core: Profile, difference: str, name: str, viewer: Person, today: date) -> Profile:
    """Begin a variant of a profile, such as a place: ``difference="place", name="Oslo"``. Raises :class:`NameTaken`."""
    rules.demand_in(core.project, "write in a profile", viewer, today=today)
    name = one_line(name)
    if any(one.name.casefold() == name.casefold() for one in core.variants.filter(put_down=None)):
        raise NameTaken
    variant: Profile = Profile.objects.create(
        organisation_id=core.organisation_id, project_id=core.project_id, role_id=core.role_id, core=core.core or core,
        difference=difference, name=name, language=core.language, author=viewer, made=today,
    )  # fmt: skip
    journal.note(viewer, gettext_noop("began a variant of a profile"), variant, core=str(core.pk))
    return variant


@transaction.atomic
def put_down_variant(*, variant: Profile, viewer: Person, today: date) -> None:
    """The variant is not used any more."""
    _stand(variant, today, viewer, today)
    journal.note(viewer, gettext_noop("retired a variant of a profile"), variant)


@transaction.atomic
def take_up_variant(*, variant: Profile, viewer: Person, today: date) -> None:
    """The variant is used after all."""
    _stand(variant, None, viewer, today)
    journal.note(viewer, gettext_noop("took up a variant of a profile"), variant)


@transaction.atomic
def waive(*, profile: Profile, competence: UUID, why: str, viewer: Person, today: date) -> Waiver:
    """Here the core's requirement does not hold. Raises :class:`NothingToWaive`."""
    rules.demand_in(profile.project, "write in a profile", viewer, today=today)
    if (
        profile.core_id is None
        or not Requirement.objects.filter(profile=profile.core_id, competence=competence).exists()
    ):
        raise NothingToWaive
    Requirement.objects.filter(profile=profile, competence=competence).delete()
    waiver, _ = Waiver.objects.get_or_create(
        profile=profile, competence_id=competence,
        defaults={"organisation_id": profile.organisation_id, "why": one_line(why)},
    )  # fmt: skip
    journal.note(
        viewer, gettext_noop("said that a requirement does not hold in a variant"), profile, competence=str(competence)
    )
    return waiver


@transaction.atomic
def unwaive(*, profile: Profile, competence: UUID, viewer: Person, today: date) -> None:
    """The core's requirement holds here too."""
    rules.demand_in(profile.project, "write in a profile", viewer, today=today)
    Waiver.objects.filter(profile=profile, competence=competence).delete()
    journal.note(
        viewer, gettext_noop("said that a requirement holds in a variant"), profile, competence=str(competence)
    )


def _stand(variant: Profile, put_down: date | None, viewer: Person, today: date) -> None:
    rules.demand_in(variant.project, "write in a profile", viewer, today=today)
    if variant.core_id is None:
        raise NothingToWaive
    variant.put_down = put_down
    variant.save(update_fields=["put_down"])
