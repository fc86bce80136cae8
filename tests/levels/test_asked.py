"""Certificates that a role asks for: said by who writes its profile, read by everybody, and held against what people have."""

from datetime import date, timedelta

import pytest
from django.core import mail

from stigar.foundation.policy import Refused
from stigar.levels.actions import asked, certificates, standing
from stigar.levels.actions.standing import ThereAlready
from stigar.levels.models import Certificate, RequiredCertificate
from stigar.levels.queries.asked import lasts_until, wanted_of
from stigar.levels.queries.certificates import certificates_of
from stigar.profiles.models import Profile
from tests.cast import TODAY

MINE, NAME, SECRET = "/competence/certificates/", "Truckkort", "kallskuret-9117"


@pytest.fixture
def visit(visit_in_english):
    """These read the pages' words in English."""
    return visit_in_english


@pytest.fixture
def profile(approved) -> Profile:
    """The advisers' approved profile."""
    return Profile.objects.get(core=None, put_down=None)


@pytest.fixture
def card(cast, profile):
    """Advisers need a fork-lift card, renewed every year."""
    return asked.ask_for_certificate(profile=profile, name=NAME, months=12, viewer=cast.hedda, today=TODAY)


def _tell(person, *, name=NAME, begins=TODAY, ends=None):
    return standing.tell_certificate(
        person=person, name=name, issuer="", begins=begins, ends=ends, competence=None, level=None, viewer=person, today=TODAY
    )  # fmt: skip


def _states(person):
    papers = certificates_of(person, person, today=TODAY)
    return [(one.name, one.state, one.until) for one in wanted_of(person, papers, today=TODAY)]


def test_hr_says_it_on_the_profile_and_everybody_reads_it_there(cast, visit, profile):
    hedda = visit(cast.hedda)
    address = f"/competence/profiles/{profile.pk}/certificates/"

    said = hedda.post(address, {"name": "  Truckkort  ", "months": "36"})
    page = hedda.get(address).content.decode()

    assert (said.status_code, RequiredCertificate.objects.get().name) == (302, NAME)
    assert (NAME in page, "renewed every 3 years" in page) == (True, True)
    for who in ("bo", "ada", "dag", "ulf"):
        assert NAME in visit(getattr(cast, who)).get(f"/profiles/{profile.pk}/").content.decode()


@pytest.mark.parametrize("who", ["ada", "bo", "cai", "gro", "ulf", "rut", "siv", "eve"])
def test_who_does_not_write_the_profile_says_nothing(cast, visit, profile, card, who):
    browser, address = visit(getattr(cast, who)), f"/competence/profiles/{profile.pk}/certificates/"

    tried = [
        browser.get(address),
        browser.post(address, {"name": "Annat"}),
        browser.post(f"{address}{card.pk}/removal/"),
    ]
    tried.append(browser.post(f"{address}return/?name=Annat"))

    assert ([one.status_code for one in tried], RequiredCertificate.objects.count()) == ([404] * 4, 1)
    with pytest.raises(Refused):
        asked.ask_no_more(asked=card, profile=profile, viewer=getattr(cast, who), today=TODAY)


def test_it_is_asked_for_no_more_and_again(cast, visit, profile, card):
    hedda, address = visit(cast.hedda), f"/competence/profiles/{profile.pk}/certificates/"
    hedda.post(f"{address}{card.pk}/removal/")
    gone = RequiredCertificate.objects.count()
    hedda.post(f"{address}return/?name={NAME}&months=12")

    back = RequiredCertificate.objects.get()
    assert (gone, back.name, back.months) == (0, NAME, 12)


def test_a_role_asks_once_whatever_the_capitals(cast, visit, profile, card):
    with pytest.raises(ThereAlready):
        asked.ask_for_certificate(profile=profile, name=" truckKORT", months=None, viewer=cast.hedda, today=TODAY)
    answer = visit(cast.hedda).post(f"/competence/profiles/{profile.pk}/certificates/", {"name": "truckkort"})

    assert (answer.status_code, "The role asks for it already." in answer.content.decode()) == (422, True)


def test_bo_reads_what_is_missing_and_tells_of_it_with_its_name_filled_in(cast, visit, card):
    bo = visit(cast.bo)
    page = bo.get(MINE).content.decode()
    form = bo.get(f"/competence/people/{cast.bo.pk}/certificates/new/?asked={card.pk}").content.decode()

    assert ("Your work requires 1 certificate that you have not added" in page, "not added" in page) == (True, True)
    assert f'value="{NAME}"' in form


def test_what_says_nothing_itself_ends_when_the_role_asks_for_a_new_one_and_is_warned_of(cast, visit, card):
    told = visit(cast.bo).post(
        f"/competence/people/{cast.bo.pk}/certificates/new/", {"name": "truckkort", "begins": "2025-12-01"}, follow=True
    )
    sent = certificates.warn_of_endings(today=TODAY)

    assert (Certificate.objects.get().ends, sent, len(mail.outbox)) == (date(2026, 11, 30), 1, 1)
    assert "since the work requires it to be renewed" in told.content.decode()
    assert _states(cast.bo) == [(NAME, "ends", date(2026, 11, 30))]


def test_the_longest_that_one_has_answers_and_the_shortest_that_is_asked_counts(cast, card):
    _tell(cast.bo, begins=TODAY - timedelta(days=900), ends=TODAY + timedelta(days=900))
    old = _states(cast.bo)
    _tell(cast.bo, begins=TODAY - timedelta(days=3), ends=TODAY + timedelta(days=900))

    assert [state for _name, state, _until in old] == ["ended"]
    assert _states(cast.bo) == [(NAME, "holds", lasts_until(TODAY - timedelta(days=3), None, 12))]


def test_who_has_another_role_is_not_asked(cast, visit, card):
    assert _states(cast.ada) == []
    assert "What your work asks for" not in visit(cast.ada).get(MINE).content.decode()


def test_the_manager_reads_how_it_stands_and_nobody_else_does(cast, visit, card):
    _tell(cast.bo, name=SECRET)
    address = f"/competence/people/{cast.bo.pk}/certificates/"
    answers = {
        who: visit(getattr(cast, who)).get(address, follow=True)
        for who in ("ada", "cai", "gro", "dag", "hedda", "ulf", "eve")
    }

    ada = answers.pop("ada").content.decode()

    assert ("not added" in ada, SECRET in ada) == (True, True)
    assert [
        who for who, one in answers.items() if "not added" in one.content.decode() or SECRET in one.content.decode()
    ] == []


@pytest.mark.parametrize(
    ("begins", "ends", "months", "until"),
    [
        (date(2024, 2, 29), None, 12, date(2025, 2, 27)), (date(2026, 1, 31), None, 1, date(2026, 2, 27)),
        (date(2026, 1, 1), date(2026, 3, 1), 12, date(2026, 3, 1)), (date(2026, 1, 1), None, None, None),
        (date(2026, 12, 31), None, 2, date(2027, 2, 27)),
    ],
)  # fmt: skip
def test_a_year_ends_the_day_before_it_comes_round(begins, ends, months, until):
    assert lasts_until(begins, ends, months) == until
