"""Our own open model reads well in every language: whole, short, in its own words, and nothing said twice."""

import re
from collections import Counter
from itertools import combinations

import pytest

from stigar.library.readers.open_model import LANGUAGES, read_open_model

MODEL = read_open_model()
LENGTHS = {  # characters, shortest and longest
    "name": (2, 70), "definition": (110, 430), "not": (45, 280), "behaviour": (35, 200), "challenge": (15, 115),
    "question": (30, 200), "reflection": (25, 180), "activity": (80, 345), "interview": (45, 245), "low": (35, 245), "high": (35, 245),
    "who": (3, 70), "where": (5, 100),
}  # fmt: skip
COUNTS = {"behaviour": 10, "question": 6, "activity": 6, "interview": 3, "reflection": 3}
LIX = (18.0, 45.0)  # from a children's book to an ordinary newspaper
NEAR, TOLD_LONG = 0.5, 45  # share of shingles in common, and from how many characters on texts are compared
FOREIGN = {
    "sv": re.compile(r"[æøÆØ]|\b(ikke|hva|jeg|også|spørsmål|the|and|with)\b"),
    "nb": re.compile(r"[äöÄÖ]|\b(inte|och|vad|jag|också|fråga|är|the|and|with)\b"),
    "en": re.compile(r"[åäöæøÅÄÖÆØ]|\b(och|inte|ikke|hva|att)\b"),
}
OWN = {
    "sv": re.compile(r"\b(och|att|som|inte|är|du)\b"),
    "nb": re.compile(r"\b(og|å|som|ikke|er|du)\b"),
    "en": re.compile(r"\b(and|the|to|not|is|you|of)\b"),
}
WORN = re.compile(
    r"proaktiv|optimer|säkerställ|leverera|synerg|proactiv|leverag|utilis|Beskriv en situation där du|Beskriv en situasjon der du", re.I
)  # fmt: skip


def texts(language):
    """(where it stands, what it is, words) of every text in one language."""
    for one in MODEL.competences:
        for name in ("name", "definition", "not"):
            yield one.key, f"{one.key}.{name}", name, one.texts[language][name]
        for item in one.items:
            for name, words in item.texts[language].items():
                kind = item.kind if name == "text" else name
                yield one.key, f"{item.key}.{name}", kind, words


def test_the_model_has_its_thirty_six_competences_in_seven_families():
    assert (len(MODEL.families), len(MODEL.competences), len({one.key for one in MODEL.competences})) == (7, 36, 36)


@pytest.mark.parametrize("one", MODEL.competences, ids=lambda one: one.key)
def test_every_competence_is_whole(one):
    counts = Counter(item.kind for item in one.items)
    ids = {item.key for item in one.items}
    ties = [item.tie for item in one.items if item.kind == "question"]

    assert {kind: counts[kind] for kind in COUNTS} == COUNTS
    assert counts["challenge"] >= 4
    assert Counter(item.level for item in one.items if item.kind == "behaviour") == dict.fromkeys(range(1, 6), 2)
    assert set(ties) <= ids
    assert one.concepts
    assert one.discipline in ("subject", "communication", "both")
    assert {"job", "others", "reflection"} <= {item.form for item in one.items if item.kind == "activity"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_things_are_told_in_every_language(language):
    assert {where for _, where, _, _ in texts(language)} == {where for _, where, _, _ in texts("en")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_a_fit_length(language):
    unfit = {
        where: len(words)
        for _, where, kind, words in texts(language)
        if not (LENGTHS[kind][0] <= len(words) <= LENGTHS[kind][1])
    }

    assert unfit == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_speaks_its_own_language(language):
    foreign = {where: words for _, where, _, words in texts(language) if FOREIGN[language].search(words)}
    own = Counter(key for key, _, _, words in texts(language) for _ in OWN[language].findall(words))
    silent = [one.key for one in MODEL.competences if own[one.key] < 60]

    assert (foreign, silent) == ({}, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_worn_words_and_no_dashes(language):
    worn = {
        where: words for _, where, _, words in texts(language) if WORN.search(words) or "—" in words or "–" in words
    }

    assert worn == {}


@pytest.mark.parametrize("language", ["sv", "nb"])
def test_every_competence_is_easy_to_read(language):
    whole = {}
    for key, _, _, words in texts(language):
        whole.setdefault(key, []).append(words if words[-1] in ".!?”»" else f"{words}.")

    hard = {key: value for key, told in whole.items() if not LIX[0] <= (value := lix(" ".join(told))) <= LIX[1]}

    assert hard == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_competences_say_the_same(language):
    told = [
        (key, where, shingles(words))
        for key, where, kind, words in texts(language)
        if len(words) >= TOLD_LONG and kind not in ("who", "where")  # "with a colleague you trust" may be said again
    ]

    same = [
        (where, other_where)
        for (key, where, one), (other_key, other_where, other) in combinations(told, 2)
        if key != other_key and alike(one, other) > NEAR
    ]

    assert same == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_do_not_all_begin_alike(language):
    openings = Counter(
        " ".join(words.split()[:3]).lower() for _, _, kind, words in texts(language) if kind == "question"
    )

    assert openings.most_common(1)[0][1] <= 12


def lix(text):
    """Björnsson's readability index: words in a sentence, and how many in a hundred are longer than six letters."""
    words = re.findall(r"[\w'-]+", text)
    sentences = max(1, len(re.findall(r"[.!?:]+(?:\s|$)", text)))
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


def shingles(words, size=5):
    plain = re.sub(r"\W+", " ", words.lower())
    return {plain[place : place + size] for place in range(len(plain) - size + 1)}


def alike(one, other):
    return (
        len(one & other) / min(len(one), len(other))
        if abs(len(one) - len(other)) < max(len(one), len(other)) / 2
        else 0.0
    )
