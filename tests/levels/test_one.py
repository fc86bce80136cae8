"""One competence of one person: levels that were seen, answers, evidence."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from stigar.foundation import files
from stigar.foundation.policy import Refused
from stigar.levels import rules
from stigar.levels.actions import evidence, seen, sharing
from stigar.levels.models import Evidence, Level
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
