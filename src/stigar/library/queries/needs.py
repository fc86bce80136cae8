"""What occupations need, asked by other rooms that know only the occupations' addresses."""

from collections.abc import Iterable

from stigar.library.models import Link
from stigar.library.queries.concepts import ConceptRow

MOST = 400


def essential_in(occupations: Iterable[str], *, language: str) -> list[ConceptRow]:
    """The skills that any of these occupations cannot do without, by name. One query."""
    needs = Link.objects.filter(occupation__uri__in=list(occupations), essential=True, skill__deprecated=False)
    skills = {link.skill.uri: link.skill for link in needs.select_related("skill").order_by("pk")[:MOST]}
    rows = [ConceptRow(one.pk, one.uri, one.kind, one.name(language)) for one in skills.values()]
    return sorted(rows, key=lambda row: row.name.casefold())
