"""The example companies must be whole, believable and the same every time: demo, pictures and tests stand on them."""

import csv
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from python_calamine import load_workbook

from stigar.cli.example import TODAY, alvbro, havre, write_hr_export
from stigar.cli.example.building import build, seat_the_named
from stigar.cli.example.rows import Company, Role
from stigar.engine.areas import AreaFinder
from stigar.engine.vocabulary import Evidence, Kind

ALVBRO = alvbro()
HAVRE = havre()
BOTH = pytest.mark.parametrize("company", [ALVBRO, HAVRE], ids=["alvbro", "havre"])
EVERY_ROLE = pytest.mark.parametrize("role", ALVBRO.roles + HAVRE.roles, ids=lambda role: role.key)
SAID_ONLY_IN = {
    "sv": {"och", "är", "inte", "från", "jag", "att", "eller", "hur", "vad"},
    "nb": {"og", "ikke", "fra", "jeg", "å", "eller", "hvor", "hva", "noe"},
    "en": {"and", "the", "not", "with", "what", "is"},
}
LETTERS_OF_OTHERS = {"sv": "æø", "nb": "äö", "en": "åäöæø"}
NAMES_OF_PLACES = {"malmö"}


def texts_of(role: Role) -> list[str]:
    everyday = [text for task in role.tasks for text in (task.text, task.situation)]
    return everyday + [skill.text for skill in role.skills] + [trait.text for trait in role.traits]


def words_of(texts: list[str]) -> set[str]:
    return set(re.findall(r"\w+", " ".join(texts).lower())) - NAMES_OF_PLACES


def shingles(text: str) -> set[str]:
    plain = re.sub(r"\W+", " ", text.lower())
    return {plain[place : place + 5] for place in range(len(plain) - 4)}


def way_to_the_top(company: Company, number: str) -> list[str]:
    """Managers above somebody. A loop would end in an answer as long as the company."""
    managers = {person.number: person.manager for person in company.people}
    way = []
    while managers[number] and len(way) < len(managers):
        number = managers[number]
        way.append(number)
    return way


def test_alvbro_has_the_size_of_a_real_payments_company():
    found = {
        "people": len([person for person in ALVBRO.people if person.end is None and person.start <= TODAY]),
        "departments": len({unit.department for unit in ALVBRO.units if unit.parent}),
        "roles": len(ALVBRO.roles),
        "tasks": sum(len(role.tasks) for role in ALVBRO.roles),
        "languages": Counter(role.language for role in ALVBRO.roles),
        "time zones": {site.name: site.time_zone for site in ALVBRO.sites},
        "wishes": len(ALVBRO.wishes),
    }

    assert found == {
        "people": 261,
        "departments": 6,
        "roles": 43,
        "tasks": 340,
        "languages": {"sv": 25, "nb": 15, "en": 3},
        "time zones": {"Malmö": "Europe/Stockholm", "Oslo": "Europe/Oslo", "Manila": "Asia/Manila"},
        "wishes": 65,
    }


def test_the_bakery_is_small():
    found = (len(HAVRE.people), len(HAVRE.roles), HAVRE.languages, HAVRE.programme)

    assert found == (14, 5, ("nb",), None)


@BOTH
def test_a_company_is_the_same_every_time(company: Company):
    again = build(company.key, today=TODAY)

    assert again == company


def test_another_day_moves_only_those_who_left_or_will_start():
    later = alvbro(today=date(2027, 5, 10))

    still = [person for person in later.people if person in ALVBRO.people]
    moved = [person for person in later.people if person.end or person.start > date(2027, 5, 10)]
    assert len(moved) == 6
    assert {person.number for person in later.people} == {person.number for person in ALVBRO.people}
    assert {person.email for person in still} | {person.email for person in moved} == {p.email for p in ALVBRO.people}


@BOTH
def test_every_reference_leads_somewhere(company: Company):
    sites = {site.key for site in company.sites}
    units = {unit.code for unit in company.units}
    roles = {role.key for role in company.roles}
    numbers = {person.number for person in company.people}

    assert {unit.parent for unit in company.units} - {""} <= units
    assert {unit.site for unit in company.units} <= sites
    assert {role.department for role in company.roles} <= {unit.department for unit in company.units}
    assert {person.unit for person in company.people} <= units
    assert {person.site for person in company.people} <= sites
    assert {person.role for person in company.people} == roles
    assert {wish.person for wish in company.wishes} <= numbers
    assert {face.person for face in company.cast} <= numbers
    assert {number for number, _ in company.duties} <= numbers
    assert set(company.leaders) == units


@BOTH
def test_everyone_is_led_by_the_leader_of_their_unit_and_leaders_by_the_one_above(company: Company):
    above = {unit.code: unit.parent for unit in company.units}

    for person in company.people:
        leads_here = company.leaders[person.unit] == person.number
        assert person.manager == company.leaders.get(above[person.unit] if leads_here else person.unit, "")


@BOTH
def test_every_way_up_ends_with_the_same_person(company: Company):
    top = [person.number for person in company.people if not person.manager]

    ends = {way_to_the_top(company, person.number)[-1] for person in company.people if person.manager}

    assert [*ends] == top


@BOTH
def test_nobody_shares_name_mail_or_number(company: Company):
    people = company.people

    assert len({(person.given, person.family) for person in people}) == len(people)
    assert len({person.email for person in people}) == len(people)
    assert len({person.number for person in people}) == len(people)
    assert all(re.fullmatch(r"[a-z-]+\.[a-z-]+@(alvbro|havre)\.example", person.email) for person in people)


def test_the_two_companies_share_some_names_so_that_a_mix_up_would_show():
    names = {(person.given, person.family) for person in ALVBRO.people}

    shared = [person for person in HAVRE.people if (person.given, person.family) in names]

    assert len(shared) == 12
    assert {person.email for person in shared} & {person.email for person in ALVBRO.people} == set()


@BOTH
def test_every_title_in_use_is_the_title_of_the_role_or_a_known_variant(company: Company):
    told = {(role.key, title) for role in company.roles for title in (role.title, *role.variants)}

    used = {(person.role, person.title) for person in company.people}

    assert used <= told
    assert {(role.key, variant) for role in company.roles for variant in role.variants} <= used


@BOTH
def test_most_work_full_time_and_leaders_always_do(company: Company):
    shares = Counter(person.share for person in company.people)

    assert shares[100] > len(company.people) / 2
    assert set(shares) <= {50, 60, 75, 80, 100}
    assert {person.share for person in company.people if person.number in company.leaders.values()} == {100}


def test_the_cast_can_be_introduced_in_three_languages():
    told = {face.key: set(face.who) for face in ALVBRO.cast}

    assert told == {
        key: {"sv", "nb", "en"}
        for key in (
            "hr", "administrator", "department-manager", "team-leader", "merchant-adviser",
            "collections-adviser", "union", "auditor", "developer", "manila-adviser",
        )
    }  # fmt: skip


def test_every_duty_is_held_by_somebody():
    held = Counter(duty for _, duty in ALVBRO.duties)

    assert held == {"hr": 2, "administrator": 2, "union": 2, "auditor": 1}


@EVERY_ROLE
def test_a_role_brings_enough_everyday_work(role: Role):
    assert 6 <= len(role.tasks) <= 10
    assert 5 <= len(role.skills) <= 9
    assert 3 <= len(role.traits) <= 5
    assert {skill.importance for skill in role.skills} == {"essential", "useful"}
    assert all(3 <= len(trait.ratings) <= 6 and set(trait.ratings) <= {1, 2, 3, 4, 5} for trait in role.traits)


@EVERY_ROLE
def test_a_role_names_each_skill_and_trait_once(role: Role):
    assert len({skill.text for skill in role.skills}) == len(role.skills)
    assert len({trait.text for trait in role.traits}) == len(role.traits)


@EVERY_ROLE
def test_a_task_is_one_breath_long(role: Role):
    lengths = {task.text: len(task.text.split()) for task in role.tasks}

    assert {text: words for text, words in lengths.items() if not 6 <= words <= 18} == {}


@EVERY_ROLE
def test_choices_of_a_task_are_the_ones_the_form_offers(role: Role):
    assert {task.frequency for task in role.tasks} <= {"daily", "weekly", "monthly", "seldom"}
    assert {task.channel for task in role.tasks} <= {"phone", "mail", "chat", "meeting", "system", "post"}
    assert {task.counterpart for task in role.tasks} <= {
        "consumer", "merchant", "colleague", "authority", "supplier", "leader",
    }  # fmt: skip


@EVERY_ROLE
def test_a_role_speaks_one_language(role: Role):
    words = words_of(texts_of(role))

    foreign = {word for word in words if set(word) & set(LETTERS_OF_OTHERS[role.language])}
    for language, said in SAID_ONLY_IN.items():
        if language != role.language:
            foreign |= words & (said - SAID_ONLY_IN[role.language])

    assert foreign == set()


@pytest.mark.parametrize("language", ["sv", "nb", "en"])
def test_a_shared_skill_is_said_in_every_language_and_in_that_language(language: str):
    labels = [dict(skill.labels)[language] for skill in ALVBRO.skills]  # type: ignore[index]

    others = {word for other in SAID_ONLY_IN for word in SAID_ONLY_IN[other]} - SAID_ONLY_IN[language]

    assert len(set(labels)) == len(ALVBRO.skills)
    assert words_of(labels) & others == set()
    assert not set("".join(labels)) & set(LETTERS_OF_OTHERS[language])


def test_every_shared_skill_is_used_and_some_roles_use_words_of_their_own():
    used = {skill.key for role in ALVBRO.roles for skill in role.skills}

    assert used == {skill.key for skill in ALVBRO.skills} | {""}


def test_wishes_are_written_in_the_language_they_say():
    for language in ("sv", "nb", "en"):
        wishes = [wish for wish in ALVBRO.wishes if wish.language == language]
        words = words_of([text for wish in wishes for text in (wish.text, wish.why)])

        assert not {word for word in words if set(word) & set(LETTERS_OF_OTHERS[language])} - {"oppgjør"}


def test_no_two_tasks_are_nearly_the_same():
    tasks = [(role.key, task.text, shingles(task.text)) for role in ALVBRO.roles + HAVRE.roles for task in role.tasks]

    alike = [
        (one[1], other[1])
        for one, other in combinations(tasks, 2)
        if len(one[2] & other[2]) > 0.4 * len(one[2] | other[2])
    ]

    assert alike == []


def test_no_situation_is_told_twice():
    situations = [task.situation for role in ALVBRO.roles + HAVRE.roles for task in role.tasks]

    assert [text for text, times in Counter(situations).items() if times > 1] == []


def test_service_work_across_departments_shares_what_one_needs_to_be_able_to_do():
    service = ["kundradgivare", "kundradgivare-handel", "inkassohandlaggare", "kundeveileder", "butikkradgiver"]

    departments = {ALVBRO.role(key).department for key in service}
    shared = set.intersection(*({skill.key for skill in ALVBRO.role(key).skills} for key in service))

    assert departments == {"100", "200", "300"}
    assert shared == {"listen", "calm-upset", "explain-invoice", "case-notes", "satisfied-customer", "phone-talk"}


def said_about(roles: list[Role]) -> list[Evidence]:
    tasks = [Evidence(role.key, task.text) for role in roles for task in role.tasks]
    return tasks + [Evidence(role.key, skill.text, Kind.SKILL) for role in roles for skill in role.skills]


def test_the_service_area_across_the_org_chart_is_there_to_be_found():
    swedish = [role for role in ALVBRO.roles if role.language == "sv"]

    found = AreaFinder(runs=4).of(said_about(swedish), language="sv", ask=0)

    service = next(area for area in found.areas if "kundradgivare" in area)
    base = {item.text for item in service.base}
    assert {"kundradgivare-handel", "inkassohandlaggare", "betalningsradgivare"} < {one.role for one in service.roles}
    assert {"Lyssna in kundens ärende", "Bemöta upprörda kunder lugnt"} <= base
    assert not {text for text in base if "Programmera" in text}


def test_needs_of_the_programme_speak_of_roles_that_exist():
    programme = ALVBRO.programme

    assert programme is not None
    assert {role for need in programme.needs for role in need.roles} <= {role.key for role in ALVBRO.roles}
    assert all(set(need.why) == {"sv", "nb", "en"} and 1 <= need.weight <= 5 for need in programme.needs)


def test_somebody_named_without_a_free_chair_is_said_by_name():
    nowhere = [{"given": "Ada", "family": "Lund", "role": "baker", "unit": "B2"}]

    with pytest.raises(LookupError, match="Ada Lund"):
        seat_the_named([], nowhere)


def test_the_export_reads_like_one_from_an_hr_system(tmp_path):
    workbook, listing = write_hr_export(ALVBRO, tmp_path / "personal")

    sheet = load_workbook(workbook).get_sheet_by_index(0).to_python()
    with listing.open(encoding="cp1252", newline="") as file:
        lines = list(csv.reader(file, delimiter=";"))
    assert lines[0] == sheet[0]
    assert lines[0][:5] == ["Anställningsnummer", "Förnamn", "Efternamn", "E-post", "Befattning"]
    assert len(lines) == len(sheet) == len(ALVBRO.people) + 1
    assert [row[0] for row in lines[1:]] == [person.number for person in ALVBRO.people]
    assert [row[13] for row in sheet[1:]] == [person.start for person in ALVBRO.people]


def test_the_same_company_gives_the_same_listing_and_a_change_shows(tmp_path):
    married = replace(ALVBRO, people=(replace(ALVBRO.people[0], family="Ny"), *ALVBRO.people[1:]))

    first = write_hr_export(ALVBRO, tmp_path / "first")
    second = write_hr_export(ALVBRO, tmp_path / "second")
    third = write_hr_export(married, tmp_path / "third")

    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert first[1].read_bytes() != third[1].read_bytes()
