"""Which titles are suggested for merging, why, and which are always left alone."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stigar.engine.text.titles import Because, Merge, TitleVariants, Variant

SAME = [
    ("Kundrådgivare", "Kundradgivare", Because.DIACRITICS),
    ("Kundrådgivare", "KUNDRÅDGIVARE", Because.LETTERS),
    ("Kundrådgivare", "Kund-rådgivare", Because.JOINED),
    ("Kundrådgivare", "Kundrådgivare senior", Because.SENIORITY),
    ("Kundrådgivare", "Senior kundrådgivare", Because.SENIORITY),
    ("Kundrådgivare", "Kundrådgivare, Sr", Because.SENIORITY),
    ("Kundrådgivare", "Kundrådgivare II", Because.SENIORITY),
    ("Kundrådgivare", "Kundrådgivare 2", Because.SENIORITY),
    ("Rådgiver", "Seniorrådgiver", Because.SENIORITY),
    ("Utvikler", "Juniorutvikler", Because.SENIORITY),
    ("Software developer", "Senior Software Developer", Because.SENIORITY),
    ("Kundrådgivare", "Kunderådgiver", Because.SPELLING),
    ("Teamledare", "Teamleder", Because.SPELLING),
    ("Avdelningschef", "Avdelingssjef", Because.SPELLING),
    ("Systemutvecklare", "Systemutvikler", Because.SPELLING),
    ("Projektledare", "Prosjektleder", Because.SPELLING),
    ("Säljare", "Selger", Because.SPELLING),
    ("Ekonom", "Økonom", Because.SPELLING),
    ("Ingenjör", "Ingeniør", Because.SPELLING),
    ("Inköpare", "Innkjøper", Because.SPELLING),
    ("Lönespecialist", "Lønnsspesialist", Because.SPELLING),
    ("Gruppledare", "Gruppeleder", Because.SPELLING),
    ("Förskollärare", "Førskolelærer", Because.SPELLING),
    ("Vaktmästare", "Vaktmester", Because.SPELLING),
    ("Kock", "Kokk", Because.SPELLING),
    ("Administratör", "Administratør", Because.LETTERS),
    ("Kundrådgivare", "Kundrådgvare", Because.MISSPELT),
    ("Kundrådgivare", "Kundrådigvare", Because.MISSPELT),
    ("Inkassohandläggare", "Inkassohandlägare", Because.MISSPELT),
    ("Ekonomiassistent", "Ekonomiasisstent", Because.MISSPELT),
    ("Ekonomiassistent", "Ekonomi assistent", Because.JOINED),
    ("Kundservicemedarbetare", "Kundservice-medarbetare", Because.JOINED),
    ("Key Account Manager", "KAM", Because.ABBREVIATION),
    ("Customer Success Manager", "CSM", Because.ABBREVIATION),
    ("Ekonomi assistent", "Ekonomi ass.", Because.ABBREVIATION),
    ("Administrativ chef", "Adm. chef", Because.ABBREVIATION),
    ("Inkassohandläggare", "Inkassohandl.", Because.ABBREVIATION),
    ("Produktägare", "Produkteier", Because.SPELLING),
    ("Projektledare", "PL", Because.ABBREVIATION),
    ("Verkställande direktör", "VD", Because.ABBREVIATION),
    ("Löner och pension handläggare", "Handläggare löner och pension", Because.ORDER),
    ("Account Manager", "Manager, Account", Because.ORDER),
    ("Kundrådgivare", "Kundrådgivare Malmö", Because.PLACE),
    ("Kunderådgiver", "Kunderådgiver (Oslo)", Because.PLACE),
    ("Säljare", "Säljare Norge", Because.PLACE),
    ("Selger", "Selger sør", Because.PLACE),
    ("Undersköterska", "Undersköterska vikarie", Because.EMPLOYMENT),
    ("Butikksmedarbeider", "Butikksmedarbeider deltid", Because.EMPLOYMENT),
]
OTHER_WORK = [
    ("Kundrådgivare konsument", "Kundrådgivare företag"),
    ("Kunderådgiver privat", "Kunderådgiver bedrift"),
    ("Teamledare", "Ledare"),
    ("Sjuksköterska", "Undersköterska"),
    ("Nurse", "Assistant nurse"),
    ("Läkare", "Lärare"),
    ("Projektledare", "Produktledare"),
    ("Produktchef", "Projektchef"),
    ("Ljudtekniker", "Ljustekniker"),
    ("Barnskötare", "Barnsköterska"),
    ("Chef", "Biträdande chef"),
    ("Rektor", "Biträdande rektor"),
    ("Assistent till chef", "Chef till assistent"),
    ("Utvecklare", "Lead utvecklare"),
    ("Kundrådgivare", "Kundrådgivare chatt"),
    ("Kundrådgivare", "Kundansvarig"),
    ("Säljare", "Säljchef"),
    ("Innesäljare", "Utesäljare"),
    ("Lärare 4-6", "Lärare 7-9"),
    ("HR-chef", "IT-chef"),
    ("Frontend-utvecklare", "Backend-utvecklare"),
    ("Vårdare", "Värdare"),
    ("Controller", "Group controller"),
    ("Analytiker", "Dataanalytiker"),
    ("Systemtestare", "Systemtekniker"),
    ("Bandtekniker", "Tandtekniker"),
    ("Customer Success Manager", "Chief Sales Manager"),
    ("Inkassohandläggare", "Kredithandläggare"),
    ("Målare", "Mätare"),
    ("Trainee", "Senior"),
    ("Jurist", "Jurist trainee"),
    ("Regionchef", "Sektionschef"),
    ("Tandsköterska", "Tandläkare"),
    ("Bårbärare", "Barberare"),
    ("Ljuddesigner", "Ljusdesigner"),
    ("Glasmålare", "Glassmältare"),
    ("Organisk kemist", "Oorganisk kemist"),
    ("Geologist", "Gemmologist"),
    ("Försäljningschef", "Säljchef"),
]


def suggested(*titles: str) -> set[frozenset[str]]:
    """The titles of each suggestion, when the first title is the one most people have."""
    counted = {title: 20 if place == 0 else 2 for place, title in enumerate(titles)}
    return {frozenset([one.title, *(variant.title for variant in one.variants)]) for one in TitleVariants().of(counted)}


@pytest.mark.parametrize(("title", "variant", "because"), SAME, ids=lambda one: str(one))
def test_the_same_work_in_other_letters_is_suggested(title: str, variant: str, because: Because) -> None:
    (merge,) = TitleVariants().of({title: 20, variant: 2})

    assert (merge.title, [one.title for one in merge.variants]) == (title, [variant])
    assert because in merge.variants[0].because


@pytest.mark.parametrize(("one", "other"), OTHER_WORK, ids=lambda one: str(one))
def test_different_work_is_left_alone(one: str, other: str) -> None:
    assert suggested(one, other) == set()
    assert suggested(other, one) == set()


def test_a_title_cut_off_where_two_go_on_is_left_alone() -> None:
    assert TitleVariants().of({"Kundansvarig": 5, "Kundanalytiker": 5, "Kundan.": 1}).merges == ()


@pytest.mark.parametrize(("one", "other"), [("Byggmästare", "Bryggmästare"), ("Metrolog", "Meterolog")])
def test_two_titles_that_are_both_common_are_not_each_others_slips(one: str, other: str) -> None:
    assert TitleVariants().of({one: 3, other: 2}).merges == ()


def test_a_lost_consonant_is_less_sure_than_a_lost_vowel() -> None:
    (vowel,), (consonant,) = (
        TitleVariants().of({"Kundrådgivare": 9, slip: 1}) for slip in ("Kundrådgvare", "Kundrågivare")
    )

    assert (vowel.sure, consonant.sure) == (0.86, 0.66)


def test_a_letter_that_is_doubled_is_a_slip_however_common() -> None:
    (merge,) = TitleVariants().of({"Chattrådgivare": 10, "Chatrådgivare": 8})

    assert merge.variants == (Variant("Chatrådgivare", 8, (Because.MISSPELT,), (), 0.86),)


def test_the_variants_of_one_title_come_as_one_suggestion() -> None:
    counted = {"Kundrådgivare": 41, "Kundradgivare": 3, "Kundrådgivare senior": 9, "Kunderådgiver": 17, "Jurist": 2}

    found = TitleVariants().of(counted)

    assert found.merges == (
        Merge(
            "Kundrådgivare",
            41,
            (
                Variant("Kundradgivare", 3, (Because.DIACRITICS,), (), 0.97),
                Variant("Kunderådgiver", 17, (Because.SPELLING,), (), 0.9),
                Variant("Kundrådgivare senior", 9, (Because.SENIORITY,), ("senior",), 0.78),
            ),
        ),
    )


def test_two_reasons_make_it_less_sure_than_one() -> None:
    (merge,) = TitleVariants().of({"Kundrådgivare": 40, "Kundradgivare senior": 1})

    assert merge.variants == (
        Variant("Kundradgivare senior", 1, (Because.SENIORITY, Because.DIACRITICS), ("senior",), 0.76),
    )


def test_the_title_kept_is_the_one_that_says_only_the_work() -> None:
    (merge,) = TitleVariants().of({"Kundrådgivare senior": 40, "Kundrådgivare": 12})

    assert merge.title == "Kundrådgivare"


def test_the_organisations_own_sites_are_known_as_places() -> None:
    counted = {"Baker": 5, "Baker Grünerløkka": 2}

    assert len(TitleVariants().of(counted)) == 0
    assert len(TitleVariants(places=("Grünerløkka",)).of(counted)) == 1


def test_nothing_gives_nothing() -> None:
    assert TitleVariants().of({}).merges == ()
    assert TitleVariants().of({"": 3, "—": 1, "😀": 1}).merges == ()


TITLE = st.lists(
    st.sampled_from(["kund", "rådgivare", "Senior", "ledare", "team", "Oslo", "adm.", "chef", "2", "företag", "lege"]),
    min_size=1,
    max_size=4,
).map(" ".join)


@given(titles=st.lists(st.tuples(TITLE | st.text(max_size=20), st.integers(1, 50))), choose=st.randoms())
def test_the_order_of_the_titles_changes_nothing(titles: list[tuple[str, int]], choose: random.Random) -> None:
    shuffled = choose.sample(titles, len(titles))

    assert TitleVariants().of(shuffled) == TitleVariants().of(titles)


@given(titles=st.dictionaries(TITLE | st.text(max_size=20), st.integers(1, 50)))
def test_every_title_is_suggested_at_most_once(titles: dict[str, int]) -> None:
    found = TitleVariants().of(titles)

    said = [title for one in found for title in (one.title, *(variant.title for variant in one.variants))]
    assert len(said) == len(set(said))
    assert set(said) <= set(titles)
    assert all(0.5 <= variant.sure < 1 for one in found for variant in one.variants)


@pytest.mark.parametrize(("many", "seconds"), [(200, 0.2), (2000, 3.0)])
def test_the_titles_of_a_large_organisation_are_compared_at_once(many: int, seconds: float) -> None:
    chance = random.Random(3)
    parts = [
        "kund",
        "tjänste",
        "inkasso",
        "kredit",
        "löne",
        "projekt",
        "system",
        "data",
        "risk",
        "vård",
        "försäljnings",
    ]
    ends = ["rådgivare", "handläggare", "ledare", "chef", "utvecklare", "tekniker", "assistent", "medarbeider"]
    more = ["", " senior", " Oslo", " 2", " företag", " konsument"]
    titles = {
        f"{chance.choice(parts)}{n % 400 or ''}{chance.choice(ends)}{chance.choice(more)}": 3 for n in range(many)
    }

    began = time.process_time()
    TitleVariants().of(titles)

    assert time.process_time() - began < 3 * seconds
