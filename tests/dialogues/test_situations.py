"""Where a dialogue begins: each situation holds up its own profile, its own gap and its own questions."""

import pytest

from stigar.dialogues.models import Talk
from stigar.dialogues.queries import situations
from stigar.dialogues.queries.talks import talk_shown
from stigar.levels.actions import seen
from stigar.people.models import Role
from stigar.profiles.models import Approval, Profile, Version
from stigar.profiles.queries.profiles.asking import askings
from tests.cast import TODAY
from tests.levels.conftest import approved, books, project  # noqa: F401 - fixtures, asked for by their names

ALL = [key for key, _words in Talk.SITUATIONS]


@pytest.fixture
def known(cast, approved, books):  # noqa: F811
    """Bo is asked for listening at 4 and writing at 3; Ada has seen 2 and 3, he himself says 4 of listening."""
    for key, level in (("listening", 2), ("writing", 3)):
        seen.observe(
            person=cast.bo,
            competence=books[key],
            level=level,
            on=TODAY,
            words="hemligt sett",
            viewer=cast.ada,
            today=TODAY,
        )
    seen.say_of_oneself(competence=books["listening"], level=4, words="", viewer=cast.bo, today=TODAY)
    return books


@pytest.fixture
def other(cast, books, approved):  # noqa: F811
    """The merchants' advisers have a profile that asks for writing at 5."""
    held = {"organisation_id": cast.organisation.pk}
    role = Role.objects.get(pk=cast.merchant_adviser.pk)
    profile = Profile.objects.create(**held, role=role, name=role.title, language="sv", made=TODAY)
    asked = {
        "competence": str(books["writing"]), "name": "Skriva", "level": 5, "until": None, "importance": 2, "origin": "role", "top": 5,
    }  # fmt: skip
    content = {"title": role.title, "name": role.title, "requirements": [asked]}
    version = Version.objects.create(
        **held, profile=profile, number=1, content=content, digest="2" * 64, at="2026-11-01T08:00:00Z"
    )
    Approval.objects.create(**held, version=version, at="2026-11-01T08:00:00Z")
    askings.forget()
    return next(one for one in askings().by_profile.values() if one.profile == profile.pk)


def _start(cast, situation, *, viewer=None, chosen=None, sees=True):
    return situations.start(
        situation, cast.bo, viewer=viewer or cast.bo, chosen=chosen, sees=sees, language="sv", today=TODAY
    )


def _names(start):
    return [row.asked.competence for row in start.rows]


def test_a_changed_role_and_something_to_learn_begin_in_what_is_missing(cast, known):
    found = {key: _names(_start(cast, key)) for key in (Talk.CHANGED, Talk.HIRED)}

    assert found == {Talk.CHANGED: [known["listening"]], Talk.HIRED: [known["listening"]]}


def test_who_wants_more_begins_in_what_they_can(cast, known):
    found = {key: _names(_start(cast, key)) for key in (Talk.MORE_SELF, Talk.MORE_WORK)}

    assert found == {Talk.MORE_SELF: [known["writing"]], Talk.MORE_WORK: [known["writing"]]}


def test_a_need_somebody_else_sees_begins_where_the_two_see_it_differently(cast, known):
    first = _start(cast, Talk.SEEN).rows[0]

    assert (first.asked.competence, first.own.level, first.seen.level) == (known["listening"], 4, 2)


def test_another_role_is_held_against_that_role(cast, known, other):
    start = _start(cast, Talk.GROW, chosen=other)

    assert (start.heading, [(row.asked.competence, row.asked.level) for row in start.rows]) == (
        "Handlarsupport",
        [(known["writing"], 5)],
    )


@pytest.mark.parametrize("key", ALL)
def test_each_has_three_to_six_questions_for_both_in_three_languages(cast, known, other, key):
    block = situations.block_of(_start(cast, key, chosen=other))
    asked = {
        (language, to_me): situations.put_to(block, to_me=to_me, name="Bo", language=language)
        for language in ("sv", "nb", "en")
        for to_me in (True, False)
    }

    assert all(3 <= len(questions) <= 6 for questions in asked.values())
    assert not any("{" in question for questions in asked.values() for question in questions)
    assert asked["sv", True] != asked["sv", False]
    assert len({tuple(asked[language, True]) for language in ("sv", "nb", "en")}) == 3


def test_things_to_try_lead_to_the_next_level_that_is_missing(cast, known):
    found = [(one.competence.id, one.level) for one in _start(cast, Talk.CHANGED).to_try]

    assert found == [(known["listening"], 3)]


def test_where_the_levels_are_not_the_readers_to_see_there_are_only_questions(cast, known):
    start = _start(cast, Talk.CHANGED, viewer=cast.hedda, sees=False)

    assert (start.rows, start.to_try) == (None, ())


def test_hr_begins_it_for_somebody_without_seeing_the_levels(cast, visit, known):
    page = visit(cast.hedda).get(f"/dialogues/people/{cast.bo.pk}/start/changed/").content.decode()
    of_manager = visit(cast.ada).get(f"/dialogues/people/{cast.bo.pk}/start/changed/").content.decode()

    assert ("sedd på nivå 2" in page or "seen at level 2" in page) is False
    assert "nivå 2" in of_manager or "level 2" in of_manager
    assert "hemligt sett" not in page + of_manager


@pytest.mark.parametrize("who", ["cai", "dag", "gro", "rut", "siv", "ulf", "eve"])
def test_nobody_else_begins_there(cast, visit, known, who):
    browser, address = visit(getattr(cast, who)), f"/dialogues/people/{cast.bo.pk}/start/"

    assert [browser.get(address + rest).status_code for rest in ("", "changed/")] == [404, 404]
    assert browser.post(f"{address}changed/", {"template": "short", "language": "sv"}).status_code == 404


def test_the_dialogue_begins_with_its_questions_for_both(cast, visit, known, other):
    bo, address = visit(cast.bo), f"/dialogues/people/{cast.bo.pk}/start/grow/"

    choosing = bo.get(address).content.decode()
    told = bo.get(f"{address}?profile={other.profile}").content.decode()
    to = bo.post(address, {"profile": str(other.profile), "template": "short", "language": "sv"}).headers["Location"]

    talk = Talk.objects.get()
    asked = {who.given: talk_shown(talk, viewer=who).blocks[0] for who in (cast.bo, cast.ada)}
    assert "Handlarsupport" in choosing
    assert "Vad är det i rollen som lockar dig?" in told
    assert (to, talk.situation) == (f"/dialogues/{talk.pk}/", Talk.GROW)
    assert {who: (block.title, block.questions[0].text) for who, block in asked.items()} == {
        "Bo": ("Mot en annan roll: Handlarsupport", "Vad är det i rollen som lockar dig?"),
        "Ada": ("Mot en annan roll: Handlarsupport", "Vad hos Bo passar för den rollen, som du ser det?"),
    }


def test_one_answers_the_first_questions_as_any_other(cast, visit, known):
    bo = visit(cast.bo)
    to = bo.post(f"/dialogues/people/{cast.bo.pk}/start/hired/", {"template": "short", "language": "sv"}).headers[
        "Location"
    ]

    answer = bo.post(f"{to}answers/one/", {"question": "start.since", "text": "Allt om returer", "turn": "0"})

    assert answer.json() == {"turn": 1}


def test_a_situation_that_is_none_is_not_there(cast, visit):
    assert visit(cast.bo).get(f"/dialogues/people/{cast.bo.pk}/start/other/").status_code == 404


def test_looking_at_somebodys_gap_there_is_written_down(cast, visit, known):
    visit(cast.ada).get(f"/dialogues/people/{cast.bo.pk}/start/changed/")

    assert "Ada Test" in visit(cast.bo).get("/account/looks/").content.decode()
