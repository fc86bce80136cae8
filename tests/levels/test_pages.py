"""What the pages of levels show, and to whom."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from stigar.levels.actions import assessments, seen, sharing
from stigar.levels.actions.assessments import Judged
from stigar.levels.models import Assessment
from tests.cast import TODAY

NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)


@pytest.fixture
def judged(cast, approved, books):
    """Bo and Ada have judged what the profile asks for (listening at 4, writing at 3), and both have handed in."""
    opened = assessments.open_assessment(
        person=cast.bo, reviewer=cast.ada, competences=[books["listening"], books["writing"]], role=None, due=None,
        viewer=cast.bo, today=TODAY,
    )  # fmt: skip
    for viewer, listening, writing in ((cast.bo, 4, 3), (cast.ada, 2, 3)):
        for competence, level in ((books["listening"], listening), (books["writing"], writing)):
            assessments.save_rating(
                assessment=opened, competence=competence, judged=Judged(level=level, words=f"{viewer.given} saw it"), turn=0,
                viewer=viewer, today=TODAY,
            )  # fmt: skip
        assessments.hand_in(assessment=opened, viewer=viewer, today=TODAY)
    return opened


def test_my_page_tells_what_is_missing_as_arithmetic(cast, visit, judged):
    page = visit(cast.bo).get("/competence/").content.decode()

    assert "2 steg × betydelse 3 = 6" in page


@pytest.mark.parametrize(
    ("who", "status"), [("ada", 200), ("cai", 404), ("dag", 404), ("gro", 404), ("rut", 404), ("siv", 404), ("ulf", 404), ("eve", 404)]
)  # fmt: skip
def test_who_sees_anothers_levels(cast, visit, judged, who, status):
    assert visit(getattr(cast, who)).get(f"/competence/people/{cast.bo.pk}/").status_code == status


def test_hr_says_why_first_and_the_person_reads_it(cast, visit, judged):
    hedda, address = visit(cast.hedda), f"/competence/people/{cast.bo.pk}/"

    before = hedda.get(address).content.decode()
    hedda.post(f"{address}opening/", {"why": "Bo har bett om hjälp med en plan"})
    after = hedda.get(address).content.decode()

    assert ("Ada saw it" in before, "Ada saw it" in after) == (False, True)
    assert "Bo har bett om hjälp med en plan" in visit(cast.bo).get("/account/looks/").content.decode()


def test_both_walk_through_an_assessment(cast, visit, approved, books):
    bo, ada = visit(cast.bo), visit(cast.ada)
    keys = [str(books["listening"]), str(books["writing"])]

    address = bo.post(f"/competence/people/{cast.bo.pk}/assessments/new/", {"competences": keys}).headers["Location"]
    for browser in (bo, ada):
        for key in keys:
            assert browser.get(f"{address}{key}/").status_code == 200
            browser.post(f"{address}{key}/", {"turn": 0, "level": "3", "words": "Så här ser jag det"})
        browser.get(address)
        browser.post(f"{address}part/")

    assert "Så här ser jag det" not in ada.get("/home/").content.decode()
    assert ada.get(address).status_code == bo.get(address).status_code == 200


def test_what_the_other_wrote_is_nowhere_before_both_have_handed_in(cast, visit, approved, books):
    bo, ada = visit(cast.bo), visit(cast.ada)
    key = str(books["listening"])
    address = bo.post(f"/competence/people/{cast.bo.pk}/assessments/new/", {"competences": [key]}).headers["Location"]
    bo.post(f"{address}{key}/", {"turn": 0, "level": "3", "words": "bos-hemlighet"})
    bo.post(f"{address}part/")

    seen = "".join(
        ada.get(page).content.decode() for page in (address, f"{address}{key}/", f"/competence/people/{cast.bo.pk}/")
    )

    assert "bos-hemlighet" not in seen


def test_what_a_manager_is_to_somebody_is_asked_once_for_their_page(cast, visit, django_assert_num_queries):
    ada, address = visit(cast.ada), f"/competence/people/{cast.bo.pk}/"
    ada.get(address)

    with django_assert_num_queries(11):
        page = ada.get(address)

    assert page.status_code == 200


def _revealed(judged, days):
    Assessment.objects.filter(pk=judged.pk).update(revealed_at=NOON - timedelta(days=days))


@pytest.mark.parametrize(("days", "next_step"), [(0, True), (13, True), (14, False), (400, False)])
@pytest.mark.parametrize("who", ["bo", "ada"])
def test_both_find_both_parts_again_and_the_talk_comes_first_for_two_weeks(
    cast, visit_in_english, judged, who, days, next_step
):
    _revealed(judged, days)

    page = visit_in_english(getattr(cast, who)).get(f"/competence/people/{cast.bo.pk}/", follow=True).content.decode()

    assert (page.count(f"/competence/assessments/{judged.pk}/"), "You have both handed in" in page) == (
        1 + next_step, next_step,
    )  # fmt: skip


def test_a_new_assessment_is_begun_when_everything_is_known(cast, visit, judged):
    address = f"/competence/people/{cast.bo.pk}/assessments/new/"
    known = [
        address in visit(one).get(f"/competence/people/{cast.bo.pk}/", follow=True).content.decode()
        for one in (cast.bo, cast.ada)
    ]

    assessments.open_assessment(
        person=cast.bo, reviewer=cast.ada, competences=[UUID(judged.competences[0])], role=None, due=None, viewer=cast.bo, today=TODAY
    )  # fmt: skip
    under_way = address in visit(cast.bo).get("/competence/").content.decode()

    assert (known, under_way) == ([True, True], False)


def test_a_colleague_one_shows_ones_levels_to_finds_neither_part(cast, visit, judged):
    sharing.share(reader=cast.cai, viewer=cast.bo, today=TODAY)

    page = visit(cast.cai).get(f"/competence/people/{cast.bo.pk}/").content.decode()

    assert ("/assessments/" in page, "Ada saw it" in page) == (False, True)


def test_against_another_role_the_page_asks_what_it_would_take_and_leads_to_the_paths(cast, visit_in_english, approved):
    address = f"/competence/people/{cast.dag.pk}/?profile={approved.profile_id}"

    mine = visit_in_english(cast.dag).get(f"/competence/?profile={approved.profile_id}").content.decode()
    theirs = visit_in_english(cast.gro).get(address).content.decode()

    assert ("What would it take to become Kundrådgivare?" in mine, "Dag compared with Kundrådgivare" in theirs) == (
        True,
        True,
    )
    assert [f"/competence/roles/{cast.adviser.pk}/" in page for page in (mine, theirs)] == [True, False]


def test_what_is_not_known_is_told_beside_what_is_missing(cast, visit_in_english, approved, books):
    seen.observe(
        person=cast.bo, competence=books["listening"], level=2, on=TODAY, words="x", viewer=cast.ada, today=TODAY
    )

    page = visit_in_english(cast.bo).get("/competence/").content.decode()

    assert ("You have 1 thing to grow in" in page, "1 is not known yet." in page) == (True, True)
