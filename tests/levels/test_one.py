"""One competence of one person: levels that were seen, answers, evidence."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import escape

from stigar.foundation import files
from stigar.foundation.policy import Refused
from stigar.levels import rules
from stigar.levels.actions import evidence, seen, sharing
from stigar.levels.models import Evidence, Level
from stigar.library.queries.shelf import shelf
from stigar.people.models import Position
from tests.cast import TODAY

PDF = b"%PDF-1.7 a small one"


@pytest.fixture
def listening(books):
    return books["listening"]


@pytest.fixture
def observed(cast, listening):
    """Ada has seen Bo listen at level 2."""
    return seen.observe(
        person=cast.bo,
        competence=listening,
        level=2,
        on=TODAY,
        words="I två samtal i går",
        viewer=cast.ada,
        today=TODAY,
    )


def _address(cast, listening):
    return f"/competence/people/{cast.bo.pk}/{listening}/"


def test_the_latest_counts_and_a_level_taken_back_lets_the_one_before_count(cast, listening, observed):
    later = seen.observe(
        person=cast.bo, competence=listening, level=1, on=TODAY, words="I dag", viewer=cast.ada, today=TODAY
    )
    seen.take_back(level=later, viewer=cast.ada, today=TODAY)

    assert list(rules.visible_levels(cast.bo, cast.bo, today=TODAY).values_list("level", flat=True)) == [2]


def test_the_person_answers_and_contests_and_it_is_settled(cast, visit, listening, observed):
    address = _address(cast, listening)

    visit(cast.bo).post(f"{address}levels/{observed.pk}/replies/", {"words": "Samtalen var svåra", "contests": "on"})
    reply = observed.replies.get()
    visit(cast.ada).post(f"{address}replies/{reply.pk}/", {"words": "Vi lyssnar tillsammans på måndag"})

    page = visit(cast.bo).get(address).content.decode()
    assert ("Samtalen var svåra" in page, "Vi lyssnar tillsammans på måndag" in page) == (True, True)


def test_nobody_answers_for_another(cast, visit, listening, observed):
    address = f"{_address(cast, listening)}levels/{observed.pk}/replies/"

    answers = [
        visit(who).post(address, {"words": "x"}).status_code for who in (cast.ada, cast.cai, cast.hedda, cast.eve)
    ]

    assert answers == [404] * 4


def test_a_colleague_the_person_shares_with_sees_and_adds_a_colleagues_view(cast, listening, observed):
    with pytest.raises(Refused):
        seen.observe(person=cast.bo, competence=listening, level=3, on=TODAY, words="x", viewer=cast.cai, today=TODAY)
    shared = sharing.share(reader=cast.cai, viewer=cast.bo, today=TODAY)

    made = seen.observe(
        person=cast.bo, competence=listening, level=3, on=TODAY, words="I kassan", viewer=cast.cai, today=TODAY
    )
    sharing.stop_sharing(shared=shared, viewer=cast.bo, today=TODAY)

    assert made.source == Level.PEER
    assert not rules.visible_levels(cast.cai, cast.bo, today=TODAY).exists()


def test_a_new_manager_gets_what_stands_and_not_the_history(cast, listening):
    for days, level in ((400, 1), (300, 2)):
        seen.observe(
            person=cast.bo, competence=listening, level=level, on=TODAY - timedelta(days=days), words="x", viewer=cast.ada, today=TODAY
        )  # fmt: skip
    Position.objects.filter(person=cast.bo).update(ends=TODAY - timedelta(days=10))
    Position.objects.create(
        organisation=cast.organisation, person=cast.bo, role=cast.adviser, unit=cast.service, manager=cast.dag, begins=TODAY - timedelta(days=9)
    )  # fmt: skip

    seen_by = {
        who: list(rules.visible_levels(getattr(cast, who), cast.bo, today=TODAY).values_list("level", flat=True))
        for who in ("bo", "dag", "ada")
    }

    assert seen_by == {"bo": [1, 2], "dag": [2], "ada": []}


def test_evidence_is_kept_as_what_it_says_it_is(cast, visit, listening):
    bo, address = visit(cast.bo), _address(cast, listening)

    wrong = bo.post(f"{address}evidence/", {"title": "Intyg", "file": SimpleUploadedFile("intyg.pdf", b"MZ not a pdf")})
    right = bo.post(f"{address}evidence/", {"title": "Intyg", "file": SimpleUploadedFile("intyg.pdf", PDF)})

    kept = Evidence.objects.get()
    file = visit(cast.ada).get(f"{address}evidence/{kept.pk}/")
    assert (wrong.status_code, right.status_code, b"".join(file.streaming_content)) == (422, 302, PDF)
    assert list(wrong.context["forms"]["evidence"].errors) == ["file"]
    assert "intyg.pdf" in wrong.context["forms"]["evidence"].errors["file"][0]
    assert file["Content-Disposition"].startswith("attachment")
    assert visit(cast.cai).get(f"{address}evidence/{kept.pk}/").status_code == 404


def test_evidence_that_is_taken_away_is_gone_from_the_disk(cast, visit, listening):
    kept = evidence.show(
        person=cast.bo, competence=listening, title="Intyg", text="", address="", file=BytesIO(PDF), file_name="i.pdf",
        viewer=cast.bo, today=TODAY,
    )  # fmt: skip
    place = files.place(kept.upload)

    evidence.take_away(evidence=kept, viewer=cast.bo, today=TODAY)

    assert (place.exists(), Evidence.objects.count()) == (False, 0)


def test_what_was_typed_is_still_there_when_something_is_wrong(cast, visit, listening):
    answer = visit(cast.ada).post(
        f"{_address(cast, listening)}levels/", {"level": "3", "on": "2027-01-01", "words": "Det här skrev jag"}
    )

    assert (answer.status_code, "Det här skrev jag" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("who", "status"), [("bo", 200), ("ada", 200), ("cai", 404), ("gro", 404), ("hedda", 404), ("eve", 404)]
)
def test_who_sees_one_competence_of_another(cast, visit, listening, observed, who, status):
    assert visit(getattr(cast, who)).get(_address(cast, listening)).status_code == status


@pytest.mark.parametrize("who", ["bo", "ada"])
def test_what_one_sees_at_each_level_stands_where_a_level_is_given(cast, visit, listening, who):
    shows = [item.text for _level, _name, items in shelf("sv").by_id[listening].levels for item in items]

    page = visit(getattr(cast, who)).get(_address(cast, listening)).content.decode()

    assert shows
    assert [escape(one) in page for one in shows] == [True] * len(shows)


def test_a_level_that_was_left_out_is_said_at_its_place_with_nothing_lost(cast, visit, listening):
    answer = visit(cast.ada).post(
        f"{_address(cast, listening)}levels/", {"on": TODAY.isoformat(), "words": "Det här skrev jag"}
    )

    page = answer.content.decode()
    assert (answer.status_code, "level-wrong" in page, "Det här skrev jag" in page) == (422, True, True)


def test_a_level_that_is_seen_differently_is_told_on_the_persons_page_until_it_is_settled(
    cast, visit, listening, observed, approved
):
    answer = seen.reply(level=observed, words="Samtalen var svåra", contests=True, viewer=cast.bo, today=TODAY)

    before = [
        visit(one).get(f"/competence/people/{cast.bo.pk}/", follow=True).content.decode() for one in (cast.bo, cast.ada)
    ]
    seen.settle(reply=answer, words="Vi pratade", viewer=cast.ada, today=TODAY)
    after = visit(cast.bo).get("/competence/").content.decode()

    assert [("ser det annorlunda" in one, "Samtalen var svåra" in one) for one in before] == [(True, False)] * 2
    assert "ser det annorlunda" not in after


def test_what_nobody_asks_for_is_followed_to_its_own_page_and_answered_there(cast, visit, listening, observed):
    page = visit(cast.bo).get("/competence/").content.decode()

    assert f'href="{_address(cast, listening)}"' in page


def test_from_the_library_one_tells_where_one_is(cast, visit, listening):
    page = visit(cast.bo).get(f"/library/competences/{listening}/").content.decode()

    assert f'href="{_address(cast, listening)}"' in page


@pytest.mark.parametrize(("years", "words"), [(Decimal("1"), "1 year"), (Decimal("2.5"), "2.5 years")])
def test_years_of_experience_are_not_taken_for_this_year(cast, visit_in_english, listening, years, words):
    seen.tell_experience(competence=listening, interest=2, years=years, used=None, viewer=cast.bo, today=TODAY)

    page = visit_in_english(cast.bo).get(_address(cast, listening)).content.decode()

    assert f"<dt>Experience</dt><dd>{words}</dd>" in page
