"""Both press in the same moment: hand in, sign, write and sign; and a process that is killed while somebody signs."""

import subprocess
import sys

import pytest
from django.db import connection

from stigar.dialogues.actions import signing, talks
from stigar.dialogues.models import Signature, Summary, Talk
from stigar.dialogues.queries.templates import blocks_of
from stigar.foundation.models import JournalEntry
from stigar.foundation.tenancy import inside
from stigar.levels.actions import assessments
from stigar.levels.models import Level
from tests.cast import TODAY, assemble
from tests.house.tree import TOP
from tests.profiles import written
from tests.profiles.test_at_once import at_once, unexpected

pytestmark = pytest.mark.django_db(transaction=True)
CLOSED = "both had signed: the dialogue is closed"


@pytest.fixture
def cast(transactional_db):
    """Everybody, where other threads see them."""
    company = assemble()
    with inside(company.organisation.pk):
        yield company


@pytest.fixture
def talk(cast):
    return talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="sv", viewer=cast.ada, today=TODAY
    )


@pytest.fixture
def summed_up(cast, talk):
    """Both have handed in and a summary is written."""
    for viewer in (cast.bo, cast.ada):
        talks.hand_in(talk=talk, viewer=viewer, today=TODAY)
    signing.write_summary(talk=talk, text="Vi ser det lika.", turn=0, viewer=cast.ada, today=TODAY)
    return Talk.objects.get()


def _signs(talk, viewer, digest):
    return lambda: signing.sign(talk=talk, digest=digest, viewer=viewer, today=TODAY)


@pytest.mark.parametrize("_time", range(5))
def test_both_sign_in_the_same_moment_and_it_is_closed_once(cast, summed_up, _time):
    digest = signing.digest_of(summed_up)

    answers = at_once(cast.organisation, _signs(summed_up, cast.bo, digest), _signs(summed_up, cast.ada, digest))

    summed_up.refresh_from_db()
    assert (unexpected(answers), summed_up.closed_at is None) == ([], False)
    assert sorted(Signature.objects.values_list("digest", "taken_away_at")) == [(digest, None)] * 2
    assert JournalEntry.objects.filter(verb=CLOSED).count() == 1


def test_who_presses_sign_twice_has_signed_once(cast, summed_up):
    digest = signing.digest_of(summed_up)

    answers = at_once(cast.organisation, *(_signs(summed_up, cast.bo, digest) for _ in range(3)))

    assert unexpected(answers) == []
    assert Signature.objects.filter(by=cast.bo, taken_away_at=None).count() == 1


@pytest.mark.parametrize("_time", range(5))
def test_nobody_has_signed_other_words_than_those_that_stand(cast, summed_up, _time):
    digest = signing.digest_of(summed_up)

    def writes():
        return signing.write_summary(talk=summed_up, text="Nya ord.", turn=1, viewer=cast.ada, today=TODAY)

    answers = at_once(cast.organisation, _signs(summed_up, cast.bo, digest), writes)

    assert unexpected(answers, signing.OtherWords) == []
    assert (Summary.objects.get().text, Signature.objects.filter(taken_away_at=None).count()) == ("Nya ord.", 0)


def test_two_who_write_the_summary_at_once_lose_no_word(cast, summed_up):
    def writes(viewer, text):
        return lambda: signing.write_summary(talk=summed_up, text=text, turn=1, viewer=viewer, today=TODAY)

    answers = at_once(cast.organisation, writes(cast.bo, "Bos ord"), writes(cast.ada, "Adas ord"))

    (newer,) = [one for one in answers if isinstance(one, talks.NewerElsewhere)]
    assert unexpected(answers, talks.NewerElsewhere) == []
    assert newer.theirs.text == Summary.objects.get().text


@pytest.mark.parametrize("_time", range(3))
def test_both_hand_in_their_judgements_in_the_same_moment_and_the_levels_come_once(cast, _time):
    one = written.library(cast)["listening"]
    opened = assessments.open_assessment(
        person=cast.bo, reviewer=cast.ada, competences=[one], role=None, due=None, viewer=cast.ada, today=TODAY
    )
    for viewer in (cast.bo, cast.ada):
        given = assessments.Judged(level=2)
        assessments.save_rating(assessment=opened, competence=one, judged=given, turn=0, viewer=viewer, today=TODAY)

    def hands_in(viewer):
        return lambda: assessments.hand_in(assessment=opened, viewer=viewer, today=TODAY)

    answers = at_once(cast.organisation, hands_in(cast.bo), hands_in(cast.ada))

    opened.refresh_from_db()
    assert (unexpected(answers), opened.revealed_at is None) == ([], False)
    assert sorted(Level.objects.values_list("source", flat=True)) == ["manager", "self"]


@pytest.mark.slow
@pytest.mark.once
def test_killed_twenty_times_while_signing_it_is_signed_and_closed_or_neither():
    if connection.vendor != "sqlite":
        pytest.skip("it kills processes on a database file of its own")

    told = subprocess.run(
        [sys.executable, "-m", "tests.dialogues.killed_signing", "20"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 0, told.stdout[-2000:] + told.stderr[-2000:]
    assert told.stdout.startswith("killed 20 times: wrong 0")
