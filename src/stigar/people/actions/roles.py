"""What people decide about roles: that two titles are one role, that they are not, and what a role is called."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop as _

from stigar.foundation import journal
from stigar.foundation.policy import demand
from stigar.people.models import KeptApart, Merge, Person, Role
from stigar.people.rules import grounds


class NotAVariant(ValueError):
    """A role is not a variant of itself, nor of a role that has itself been merged."""


class TitleTaken(ValueError):
    """Another role has this title."""


@transaction.atomic
def merge_roles(*, kept: Role, variants: Sequence[Role], viewer: Person, today: date) -> list[Merge]:
    """Let ``variants`` count as ``kept``. Titles merged into a variant earlier follow with it."""
    demand("decide on roles", grounds(viewer, today=today))
    gone = list(
        Role.objects.select_for_update(of=("self",))
        .standing()
        .filter(pk__in=[role.pk for role in variants])
        .order_by("title")
    )
    if len(gone) != len(set(variants)) or kept in gone or not Role.objects.standing().filter(pk=kept.pk).exists():
        raise NotAVariant
    return [_merge(kept, role, viewer) for role in gone]


def _merge(kept: Role, gone: Role, viewer: Person) -> Merge:
    carried = [str(pk) for pk in Merge.objects.filter(kept=gone).values_list("gone", flat=True)]
    Merge.objects.filter(kept=gone).update(kept=kept)
    merge = Merge.objects.create(organisation_id=kept.organisation_id, gone=gone, kept=kept, carried=carried)
    journal.note(viewer, _("merged a role into another"), gone, kept=str(kept), carried=len(carried))
    return merge


@transaction.atomic
def undo_merge(*, merge: Merge, viewer: Person, today: date) -> Role:
    """Take a merge back: the role stands again, with the variants that had followed it."""
    demand("decide on roles", grounds(viewer, today=today))
    gone, kept, carried = merge.gone, merge.kept, merge.carried
    Merge.objects.filter(gone__in=carried, kept=kept).update(kept=gone)
    merge.delete()
    journal.note(viewer, _("took back a merge of roles"), gone, kept=str(kept))
    return gone


@transaction.atomic
def keep_apart(*, one: Role, other: Role, viewer: Person, today: date) -> KeptApart:
    """Say that two titles that look alike are different work; they are not suggested again. Twice is as once."""
    demand("decide on roles", grounds(viewer, today=today))
    first, second = sorted((one, other), key=lambda role: role.pk.hex)
    apart, is_new = KeptApart.objects.get_or_create(organisation_id=one.organisation_id, one=first, other=second)
    if is_new:
        journal.note(viewer, _("said that two roles are different work"), one, other=str(other))
    return apart


@transaction.atomic
def undo_keeping_apart(*, apart: KeptApart, viewer: Person, today: date) -> None:
    """Let the two titles be suggested again."""
    demand("decide on roles", grounds(viewer, today=today))
    journal.note(viewer, _("let two roles be compared again"), apart.one, other=str(apart.other))
    apart.delete()


@transaction.atomic
def rename_role(*, role: Role, title: str, viewer: Person, today: date) -> Role:
    """Give a role another title. Raises :class:`TitleTaken` when another role has it."""
    demand("decide on roles", grounds(viewer, today=today))
    before, role.title = role.title, title.strip()
    try:
        with transaction.atomic():
            role.save(update_fields=["title"])
    except IntegrityError as taken:
        raise TitleTaken from taken
    journal.note(viewer, _("renamed a role"), role, before=before)
    return role
