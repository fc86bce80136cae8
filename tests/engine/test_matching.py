"""Which described thing a sentence speaks of, and which of some sentences says the same."""

from stigar.engine.text.matching import Matcher, Thing

THINGS = (
    Thing("conflict", "sv", ((4.0, "Hantera konflikter"), (1.0, "Håller sig lugn när en kund är arg"))),
    Thing("writing", "sv", ((4.0, "Skriva tydligt"), (1.0, "Skriver mejl som kunden förstår"))),
    Thing("systems", "sv", ((4.0, "Arbeta i flera system"), (1.0, "Hittar rätt medan kunden väntar"))),
)


def keys(text: str) -> list[str]:
    return [one.key for one in Matcher.of(THINGS).match(text, "sv")]


def test_a_sentence_finds_what_it_speaks_of_by_rare_words_rather_than_common_ones():
    assert keys("Kunden är arg")[0] == "conflict"
    assert keys("Mejl till kunder")[0] == "writing"


def test_a_word_in_the_name_counts_more_than_in_the_description():
    things = (Thing("a", "sv", ((4.0, "Mejl"),)), Thing("b", "sv", ((4.0, "Brev"), (1.0, "Också mejl"))))

    assert [one.key for one in Matcher.of(things).match("mejl", "sv")] == ["a", "b"]


def test_what_nothing_speaks_of_finds_nothing():
    assert (keys("Vattna blommor"), keys(""), Matcher.of([]).match("mejl", "sv")) == ([], [], [])


def test_the_answer_tells_which_words_spoke():
    (found, *_) = Matcher.of(THINGS).match("Arga mejl", "sv", limit=1)

    assert set(found.words) <= {"arga", "mejl"}
    assert 0 < found.share <= 1


def test_the_nearest_is_the_one_that_says_most_of_the_same():
    matcher = Matcher.of(THINGS)

    assert matcher.nearest("Kunna bra norska", ["Förstå danska", "Kunna norska"], "sv")[1] == 1
    assert matcher.nearest("Kunna norska", [], "sv") == (0.0, -1)


def test_the_order_of_the_things_does_not_matter():
    text = "Kunden är arg i mejl"

    assert Matcher.of(THINGS).match(text, "sv") == Matcher.of(reversed(THINGS)).match(text, "sv")
