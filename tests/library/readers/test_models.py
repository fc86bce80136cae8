"""A competence model is read from whatever people have: a sheet, a framework with its expectations, or CASE."""

from __future__ import annotations

from decimal import Decimal

import pytest

from stigar.library.readers.models import read_model
from stigar.library.readers.models.headings import column_of
from stigar.library.readers.models.layout import read
from stigar.library.readers.models.sentences import SENTENCES, told
from stigar.library.readers.told import ExpectationTold, FamilyTold, ItemTold
from stigar.library.writers.template import NAMES, template
from stigar.people.readers.faults import Unreadable
from stigar.people.readers.tables import read_table
from tests.library.model_files import EXPECTATIONS, FRAMEWORK, HEADINGS, LEVELS, OWN_LAYOUT, WELDING, case, lay, rubric


def faults(files, **more) -> list[tuple[str, int, str]]:
    """What is wrong, as (code, row, column)."""
    with pytest.raises(Unreadable) as wrong:
        read_model(files, **more)
    for fault in wrong.value.faults:
        assert "%(" not in str(told(fault))
    return [(fault.code, fault.row, fault.column) for fault in wrong.value.faults]


def sheet(*rows: str, headings: str = HEADINGS) -> str:
    return "\n".join((headings, *rows))


def test_a_sheet_in_our_layout_is_read_in_both_its_languages(tmp_path):
    model = read_model(lay(tmp_path, OWN_LAYOUT)).told

    (welding,) = model.competences
    assert model.scale == ({"sv": "Ny", "nb": "Ny"}, {"sv": "Van", "nb": "Vant"}, {"sv": "Säker", "nb": "Trygg"})
    assert model.families == (FamilyTold("verkstad", {"sv": "Verkstad"}),)
    assert welding.key == "svetsa-tunnplat"
    assert welding.texts == {
        "sv": {"name": "Svetsa tunnplåt", "definition": "Att foga tunn plåt utan att den slår sig."}
    }
    assert [(item.kind, item.level, item.key) for item in welding.items] == [
        ("behaviour", 1, "svetsa-tunnplat.1a"), ("behaviour", 2, "svetsa-tunnplat.2a"), ("behaviour", 3, "svetsa-tunnplat.3a"),
        ("challenge", None, "svetsa-tunnplat.c1"),
    ]  # fmt: skip
    assert welding.items[3].texts == {
        "sv": {"text": "Plåten slår sig i hörnen"},
        "nb": {"text": "Platen slår seg i hjørnene"},
    }


def test_headings_in_norwegian_make_the_texts_norwegian(tmp_path):
    files = lay(tmp_path, "Kompetanse;Slag;Nivå;Tekst\nLodde;Atferd;2;Varmer jevnt\n")

    (solder,) = read_model(files).told.competences

    assert solder.items == (ItemTold("behaviour", "lodde.2a", {"nb": {"text": "Varmer jevnt"}}, level=2),)


def test_the_language_can_be_said_when_the_headings_are_in_another(tmp_path):
    files = lay(tmp_path, "Competence;Level;Text\nSvetsa;1;Ställer in\n")

    assert list(read_model(files, language="sv").told.competences[0].texts) == ["sv"]


def test_everything_about_an_activity_and_an_interview_question_is_read(tmp_path):
    text = sheet(
        "Svetsa;;;", ";Aktivitet;1;Prova;2;En timme;Åsa;vid bänken;I arbetet;1,5;;", ";Intervjufråga;;Vad gör du?;;;;;;;Svamlar;Visar",
        headings="Kompetens;Slag;Nivå;Text;Till nivå;Rubrik;Med vem;Var;Sätt;Timmar;Svagt svar;Starkt svar",
    ).replace("Svetsa;;;", "Svetsa;;;;;;;;;;;")  # fmt: skip

    activity, question = read_model(lay(tmp_path, text)).told.competences[0].items

    assert (activity.level, activity.until, activity.form, activity.hours) == (1, 2, "job", Decimal("1.50"))
    assert activity.texts["sv"] == {"text": "Prova", "name": "En timme", "who": "Åsa", "where": "vid bänken"}
    assert question.texts["sv"] == {"text": "Vad gör du?", "low": "Svamlar", "high": "Visar"}


def test_a_framework_with_behaviour_per_level_brings_its_expectations_on_roles(tmp_path):
    files = [*lay(tmp_path, FRAMEWORK), *lay(tmp_path, EXPECTATIONS, "roles.csv")]

    model = read_model(files).told

    grinding = model.competences[1]
    assert model.scale == ({"en": "Learner"}, {"en": "Able"}, {"en": "Leads"})
    assert [(item.level, item.texts["en"]["text"]) for item in grinding.items] == [
        (1, "Wears goggles."), (2, "Keeps the angle."), (2, "Feels for heat."), (3, "Chooses the disc."),
    ]  # fmt: skip
    assert model.expectations == (
        ExpectationTold("Fitter", "welding", 2), ExpectationTold("Fitter", "grinding", 2), ExpectationTold("Foreman", "welding", 3),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((*LEVELS[:2], ";;;Nivå;4;Mest;", *WELDING[:2]), [("scale-gap", 0, "")]),
        ((LEVELS[0], LEVELS[0], *LEVELS[1:], *WELDING[:2]), [("same-level", 3, "Nivå")]),
        ((LEVELS[0], *WELDING[:2]), [("scale-size", 0, "")]),
        ((";;;Nivå;9;Hög;", *WELDING[:2]), [("scale-size", 2, "Nivå")]),
        ((*LEVELS, ";Svetsa;;;7;Skär;"), [("not-a-level", 5, "Nivå")]),
        ((*LEVELS, ";Svetsa;;Beteende;;Skär;"), [("no-level", 5, "Nivå")]),
        ((*LEVELS, ";Svetsa;;;;Skär;"), [("no-kind", 5, "Slag")]),
        ((*LEVELS, ";Svetsa;;Saga;;Skär;"), [("not-a-kind", 5, "Slag")]),
        ((*LEVELS, ";Svetsa;;Utmaning;;;"), [("missing-text", 5, "Text")]),
        ((";;;;1;Skär;",), [("missing-competence", 2, "Kompetens")]),
        ((*WELDING, "V;Svetsa tunnplåt;En gång till;;;;"), [("same-competence", 7, "Kompetens")]),
        ((";Svetsa;Att <b>foga</b>;;;;",), [("mark-up", 2, "Definition")]),
        ((";Svetsa;<img src=x onerror=alert(1)>;;;;",), [("mark-up", 2, "Definition")]),
        ((f";Svetsa;{'x' * 2001};;;;",), [("text-too-long", 2, "Definition")]),
    ],
)
def test_what_is_wrong_is_told_with_row_and_column(tmp_path, rows, expected):
    assert faults(lay(tmp_path, sheet(*rows))) == expected


def test_everything_wrong_is_told_at_once(tmp_path):
    rows = (*LEVELS, ";Svetsa;;Saga;;Skär;", ";Svetsa;;;8;Skär;", ";Svetsa;<script>x</script>;;;;")

    assert [code for code, _row, _column in faults(lay(tmp_path, sheet(*rows)))] == [
        "not-a-kind",
        "not-a-level",
        "mark-up",
    ]


def test_a_key_belongs_to_one_thing(tmp_path):
    text = "Kompetens;Slag;Nivå;Text;Nyckel\nSvetsa;;;;s1\nSvetsa;;1;Skär;b1\nSvetsa;;2;Fogar;b1\n"

    assert faults(lay(tmp_path, text)) == [("same-key", 4, "Nyckel")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Namn;Ort\nÅsa;Malmö\n", [("no-headings", 1, "")]),
        ("Text;Nivå\nSkär;1\n", [("no-competence-column", 1, "")]),
        ("Kompetens;Nivå\nSvetsa;1\n", [("no-text-column", 1, "")]),
        ("", [("empty", 0, "")]),
        ("Kompetens;Text\n", [("no-rows", 1, "")]),
    ],
)
def test_a_table_that_is_no_model_is_told_what_it_lacks(tmp_path, text, expected):
    assert faults(lay(tmp_path, text)) == expected


def test_expectations_must_be_about_the_framework_beside_them(tmp_path):
    wrong = "Role;Competence;Level\nFitter;Weldin;2\nFitter;Welding;9\nFitter;Welding;1\nFitter;Welding;2\n;Welding;1\n"
    files = [*lay(tmp_path, FRAMEWORK), *lay(tmp_path, wrong, "roles.csv")]

    assert faults(files) == [
        ("unknown-competence", 2, "Competence"), ("not-a-level", 3, "Level"), ("same-expectation", 5, "Level"), ("missing-cell", 6, "Role"),
    ]  # fmt: skip


def test_expectations_alone_and_two_models_at_once_are_refused(tmp_path):
    alone = lay(tmp_path, EXPECTATIONS, "roles.csv")
    two = [*lay(tmp_path, FRAMEWORK, "a.csv"), *lay(tmp_path, OWN_LAYOUT, "b.csv")]

    assert faults(alone) == [("only-expectations", 0, "")]
    assert faults(two) == [("one-at-a-time", 0, "")]


def test_what_is_odd_is_read_and_told(tmp_path):
    rows = (*LEVELS, *WELDING[:2], ";;;;1;Ställer in strömmen efter tabellen.;")

    reading = read_model(lay(tmp_path, sheet(*rows)))

    assert [(one.code, one.value) for one in reading.warnings] == [
        ("said-twice", "Ställer in strömmen efter tabellen."), ("levels-empty", "Svetsa tunnplåt"), ("language-missing", "nb"),
    ]  # fmt: skip
    assert len(reading.told.competences[0].items) == 1


def test_levels_without_names_are_called_by_their_numbers(tmp_path):
    reading = read_model(lay(tmp_path, "Kompetens;Nivå;Text\nSvetsa;4;Skär\n"))

    assert reading.told.scale == ({"sv": "Nivå 1"}, {"sv": "Nivå 2"}, {"sv": "Nivå 3"}, {"sv": "Nivå 4"})
    assert "scale-guessed" in [one.code for one in reading.warnings]


def test_whose_a_single_competence_is_can_stand_in_its_row(tmp_path):
    text = "Kompetens;Definition;Rättighetshavare;Licens;Får föras vidare\nSvetsa;Att foga;Gillet;Avtal 7;nej\nSlipa;Att jämna;;Avtal;\n"

    assert faults(lay(tmp_path, text)) == [("no-holder", 3, "Rättighetshavare")]
    (welding,) = read_model(lay(tmp_path, text.replace("Slipa;Att jämna;;Avtal;\n", ""))).told.competences
    assert (welding.rights.holder, welding.rights.licence, welding.rights.may_pass_on) == ("Gillet", "Avtal 7", False)


def test_case_with_families_competences_and_rubrics_is_read(tmp_path):
    items = [
        {"identifier": "f", "fullStatement": "Metal", "CFItemType": "Domain"},
        {
            "identifier": "w",
            "fullStatement": "To join sheets.",
            "abbreviatedStatement": "Welding",
            "CFItemType": "Competency",
        },
        {
            "identifier": "a",
            "fullStatement": "Hear the arc for a morning.",
            "abbreviatedStatement": "Listen",
            "CFItemType": "Activity",
        },
    ]
    levels = ((1, "Learner", "Sets the current."), (2, "Able", "Hears the fault."), (3, "Leads", "Teaches heat."))
    files = lay(tmp_path, case(items, [("w", "f"), ("a", "w")], CFRubrics=[rubric("w", *levels)]), "trades.json")

    model = read_model(files).told

    (welding,) = model.competences
    assert (model.key, model.names, model.rights.holder) == ("case-doc", {"en": "Trades"}, "Guild")
    assert model.families == (FamilyTold("f", {"en": "Metal"}),)
    assert model.scale == ({"en": "Learner"}, {"en": "Able"}, {"en": "Leads"})
    assert (welding.key, welding.family, welding.texts) == (
        "w",
        "f",
        {"en": {"name": "Welding", "definition": "To join sheets."}},
    )
    assert [(item.kind, item.level, item.key) for item in welding.items] == [
        ("behaviour", 1, "w-1"), ("behaviour", 2, "w-2"), ("behaviour", 3, "w-3"), ("activity", None, "a"),
    ]  # fmt: skip


def test_case_is_read_leniently_and_says_what_it_passed_over(tmp_path):
    items = [
        {"identifier": 7, "fullStatement": "Welding", "CFItemType": "Skill", "unknown": {"a": 1}},
        {"fullStatement": "<p>Sets the <b>current</b> &amp; checks it</p>", "listEnumeration": "2"},
        {"identifier": "e"}, {"identifier": "7", "fullStatement": "Welding"}, "no item",
    ]  # fmt: skip
    levels = (("2", "Able", "Hears."), ("1", "Learner", "Sets."), ("3", "Leads", "Teaches."))
    package = case(items, [("7", "nowhere"), ("ghost", "7")], {"title": "Trades"}, CFRubrics=[rubric("7", *levels)])

    reading = read_model(lay(tmp_path, package, "trades.json"))

    welding = next(one for one in reading.told.competences if one.key == "7")
    assert [item.texts["en"]["text"] for item in welding.items] == ["Sets.", "Hears.", "Teaches."]
    assert {one.code: one.more["number"] for one in reading.warnings} == {
        "case-language": 1, "tags-taken-off": 1, "case-no-identifier": 1, "case-empty": 1, "case-same-item": 1, "case-dangling": 2,
    }  # fmt: skip
    assert all("%(" not in str(told(one)) for one in reading.warnings)


def test_case_without_types_is_understood_by_its_tree(tmp_path):
    items = [{"identifier": key, "fullStatement": words} for key, words in (
        ("m", "Metal"), ("w", "Welding"), ("s", "Sets the current by the table before every new job"),
        ("h", "Hears by the sound that the current is wrong and stops"),
    )]  # fmt: skip
    files = lay(tmp_path, case(items, [("w", "m"), ("s", "w"), ("h", "w")]), "trades.json")

    reading = read_model(files)

    (welding,) = reading.told.competences
    assert (welding.key, welding.family, [item.level for item in welding.items]) == ("w", "m", [None, None])
    assert ("no-levels", "2") in [(one.code, one.value) for one in reading.warnings]


def test_case_whose_leaves_are_names_has_competences_in_families(tmp_path):
    items = [
        {"identifier": key, "fullStatement": words}
        for key, words in (("m", "Metal"), ("w", "Welding"), ("g", "Grinding"))
    ]

    model = read_model(lay(tmp_path, case(items, [("w", "m"), ("g", "m")]), "trades.json")).told

    assert [(one.key, one.family) for one in model.competences] == [("w", "m"), ("g", "m")]


def test_items_that_lie_in_a_ring_are_still_read(tmp_path):
    items = [{"identifier": key, "fullStatement": key.upper(), "CFItemType": "Skill"} for key in "abc"]

    reading = read_model(lay(tmp_path, case(items, [("a", "b"), ("b", "c"), ("c", "a")]), "ring.json"))

    assert {one.key for one in reading.told.competences} == {"a", "b", "c"}
    assert "case-ring" in [one.code for one in reading.warnings]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"{", "not-json"),
        (b"[1, 2]", "not-case"),
        (b'{"CFItems": "none"}', "not-case"),
        (b"[" * 100_000, "not-json"),
        (b'{"CFDocument": {}, "CFItems": []}', "no-competences"),
        (case([{"identifier": "a", "fullStatement": "Hi <script>alert(1)</script>"}]).encode(), "mark-up"),
        (
            case([{"identifier": "a", "fullStatement": "One"}, {"identifier": "a", "fullStatement": "Two"}]).encode(),
            "same-identifier",
        ),
    ],
)
def test_json_that_cannot_be_used_says_why(tmp_path, content, expected):
    assert expected in [code for code, _row, _column in faults(lay(tmp_path, content, "a.json"))]


def test_forty_megabytes_of_json_are_refused_before_they_are_read(tmp_path):
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.write(b'{"CFItems": [')
        file.truncate(40 << 20)

    assert faults([(path, "large.json")]) == [("too-large", 0, "")]


def test_every_fault_has_three_sentences():
    assert all(len(words) == 3 and all(words) for words in SENTENCES.values())


def test_the_template_in_each_language_is_read_as_it_is_filled_in(tmp_path):
    for language, (_file, empty, example, _how) in NAMES.items():
        name, content = template(language)
        ((path, _name),) = lay(tmp_path, content, name)
        table = read_table(path, name, known=lambda heading: column_of(heading) is not None, sheet=example)

        model, warnings, wrong = read(table, "")

        assert (
            list(model.names),
            len(model.scale),
            len(model.competences),
            len(model.competences[0].items),
            wrong,
        ) == ([language], 5, 1, 8, [])
        assert [one.code for one in warnings] == ["levels-empty"]
        assert read_table(path, name, known=lambda heading: column_of(heading) is not None).sheet == empty
