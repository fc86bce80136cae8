"""What the pages of levels show, and to whom."""

import pytest

from stigar.levels.actions import assessments
from stigar.levels.actions.assessments import Judged
from tests.cast import TODAY


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
