"""What the database itself keeps true about people."""

from stigar.people.models import Person
from tests.cast import TODAY


def test_names_stand_in_the_readers_alphabetical_order(cast):
    for number, (given, family) in enumerate(
        [("Åsa", "Ek"), ("Bo", "Åberg"), ("Bo", "Zorn"), ("Bo", "Ärlig"), ("Bo", "Öberg"), ("Ada", "Ek-Dahl")]
    ):
        Person.objects.create(
            organisation=cast.organisation, number=f"n{number}", given=given, family=family, started=TODAY
        )

    def ordered(column):
        return [person.name for person in Person.objects.exclude(family="Test").order_by(column)]

    assert ordered("order_sv") == ["Åsa Ek", "Ada Ek-Dahl", "Bo Zorn", "Bo Åberg", "Bo Ärlig", "Bo Öberg"]
    assert ordered("order_nb") == ["Åsa Ek", "Ada Ek-Dahl", "Bo Zorn", "Bo Ärlig", "Bo Öberg", "Bo Åberg"]
