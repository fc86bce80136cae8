"""How two models stand to each other: proposed from addresses, names and words; decided by people."""

from __future__ import annotations

from stigar.library.actions.crosswalks import tie
from stigar.library.models import Crosswalk
from stigar.library.queries.crosswalks import proposals, ties
from tests.cast import TODAY
from tests.library.shelves import competence, keep

ADDRESS = "http://data.europa.eu/esco/skill/listen"


def two(cast):
    one = keep(
        cast.hedda, "ett", competence("a", "Lyssna", concepts=(ADDRESS,)), competence("b", "Slipa kanter"),
        competence("c", "Planera veckan", definition="Att lägga arbetet i en ordning som håller."), competence("d", "Simma"),
    )  # fmt: skip
    other = keep(
        cast.hedda, "två", competence("x", "Höra på", concepts=(ADDRESS,)), competence("y", "slipa KANTER"),
        competence("z", "Planering", definition="Arbetet läggs i en ordning som håller hela veckan."),
    )  # fmt: skip
    return one, other


def test_the_same_address_comes_first_then_the_same_name_then_the_same_words(cast):
    one, other = two(cast)

    found = proposals(one, other, "sv")

    assert [(each.name, [(near.other.name, near.why) for near in nearest][:1]) for each, nearest in found] == [
        ("Lyssna", [("Höra på", "concept")]), ("Slipa kanter", [("slipa KANTER", "name")]), ("Planera veckan", [("Planering", "words")]),
    ]  # fmt: skip


def test_what_has_been_decided_is_no_longer_proposed_and_is_seen_from_both_sides(cast):
    one, other = two(cast)
    tie(
        one=one.competences.get(key="a"),
        other=other.competences.get(key="x"),
        kind="wider",
        viewer=cast.hedda,
        today=TODAY,
    )

    assert "Lyssna" not in [each.name for each, _near in proposals(one, other, "sv")]
    assert [(each.one.name, each.kind, each.other.name) for each in ties(one, "sv")] == [("Lyssna", "wider", "Höra på")]
    assert [(each.one.name, each.kind, each.other.name) for each in ties(other, "sv", one)] == [
        ("Höra på", "narrower", "Lyssna")
    ]


def test_a_proposal_that_was_turned_down_is_not_made_again_until_it_is_taken_back(cast, visit):
    one = keep(cast.hedda, "ett", competence("a", "Slipa kanter", definition="Att jämna kanter."))
    other = keep(cast.hedda, "två", competence("b", "Slipa kanter", definition="Att jämna kanter."))
    first, second = one.competences.get(), other.competences.get()
    hedda, address = visit(cast.hedda), f"/library/models/{one.pk}/ties/"

    hedda.post(address, {"one": first.pk, "other": second.pk, "kind": "same", "unlike": "on"})
    after = [len(proposals(a, b, "sv")) for a, b in ((one, other), (other, one))]
    tied, said = ties(one, "sv"), Crosswalk.objects.get()
    hedda.post(f"/library/ties/{said.pk}/removal/")

    assert (after, tied, said.kind) == ([0, 0], [], "unlike")
    assert len(proposals(one, other, "sv")) == 1
