"""Those who do not work here any more."""

from datetime import date

from stigar.people.models import Person, PersonQuerySet


def gone(*, by: date) -> PersonQuerySet:
    """Those whose last day was ``by`` or earlier."""
    left: PersonQuerySet = Person.objects.filter(ended__lte=by)
    return left
