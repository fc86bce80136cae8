"""What both stand for: the summary, the two signatures under exactly these words, closing, and opening again with a trace."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.dialogues import rules
from stigar.dialogues.actions.meetings import call_off_handed_on
from stigar.dialogues.actions.talks import NewerElsewhere, clean, locked, unsign
from stigar.dialogues.models import Agreed, Goal, Reopening, Signature, Signed, Summary, Talk, TimeSet
from stigar.dialogues.queries.signed import standing
from stigar.dialogues.queries.time import time_signed
from stigar.foundation import clock, journal
from stigar.foundation.policy import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from stigar.people.models import Person

PARTS = ("summary", "agreed", "goals", "time")  # of what is signed


class NothingToSign(Exception):
    """A summary is written before it is signed, and both have handed in their preparations."""


class OtherWords(Exception):
    """The words were changed after the signer read them. They read them again and sign then."""


class NoReason(Exception):
    """Opening a closed dialogue again says why."""


@transaction.atomic
def write_summary(*, talk: Talk, text: str, turn: int, viewer: Person, today: date) -> Summary:
    """Write what both stand for. Changed words take a signature away. Raises ``NewerElsewhere`` when both wrote at once."""
    now = locked(talk, viewer, today=today)
    there = Summary.objects.filter(talk=now).first()
    words = clean(text)
    if there is None:
        there = Summary.objects.create(organisation_id=viewer.organisation_id, talk=now, text=words, at=clock.now())
    elif there.text == words:
        return there
    elif there.turn != turn:
        raise NewerElsewhere(there)
    else:
        there.text, there.turn, there.at = words, there.turn + 1, clock.now()
        there.save(update_fields=["text", "turn", "at"])
    unsign(now)
    return there


@transaction.atomic
def sign(*, talk: Talk, digest: str, viewer: Person, today: date) -> Talk:
    """Sign exactly the words with this digest. With the second signature the dialogue is closed.

    Raises :class:`OtherWords` when they were changed meanwhile, :class:`NothingToSign`, ``Closed``. Signing twice does no harm.
    """
    now = locked(talk, viewer, today=today)
    if now.revealed_at is None or not Summary.objects.filter(talk=now).exclude(text="").exists():
        raise NothingToSign
    if digest != digest_of(now):
        raise OtherWords
    other_words = Signature.objects.filter(talk=now, taken_away_at=None).exclude(digest=digest)
    other_words.update(taken_away_at=clock.now())  # something agreed was changed after the first had signed
    Signature.objects.get_or_create(
        talk=now, by=viewer, taken_away_at=None,
        defaults={"organisation_id": viewer.organisation_id, "digest": digest, "at": clock.now()},
    )  # fmt: skip
    signers = set(Signature.objects.filter(talk=now, taken_away_at=None).values_list("by", flat=True))
    journal.note(viewer, gettext_noop("signed a dialogue"), now, about=now.person_id)
    if signers == {now.person_id, now.reviewer_id}:
        keep_as_signed([now], at=clock.now())
        now.closed_at = clock.now()
        now.save(update_fields=["closed_at"])
        journal.note(None, gettext_noop("both had signed: the dialogue is closed"), now, about=now.person_id)
    return now


@transaction.atomic
def open_again(*, talk: Talk, why: str, viewer: Person, today: date) -> Talk:
    """Open a closed dialogue again: it says who, when and why, and keeps all that was signed, each time. Raises :class:`NoReason`."""
    seen = rules.visible_talks(viewer, today=today).filter(pk=talk.pk)
    now: Talk | None = Talk.objects.select_for_update().filter(pk__in=seen.values("pk")).exclude(closed_at=None).first()
    if now is None:
        raise Refused("prepare a dialogue")
    said = clean(why)[:600]
    if not said:
        raise NoReason
    if standing.first(now) is None:
        keep_as_signed([now])  # closed unsigned: it says so, and its words are kept all the same
    Reopening.objects.create(
        organisation_id=viewer.organisation_id, talk=now, by=viewer, why=said, at=clock.now(), was=standing.first(now)
    )  # fmt: skip
    unsign(now)
    now.closed_at = None
    now.save(update_fields=["closed_at"])
    journal.note(viewer, gettext_noop("opened a closed dialogue again"), now, about=now.person_id)
    return now


@transaction.atomic
def close_unsigned(*, talk: Talk, viewer: Person, today: date) -> Talk:
    """Close without both signatures, when one of the two has left for instance. It says so for ever. A time that was set is called off."""
    now = locked(talk, viewer, today=today)
    call_off_handed_on(talk=now, by=viewer)
    now.closed_at = clock.now()
    now.save(update_fields=["closed_at"])
    journal.note(viewer, gettext_noop("closed a dialogue without both signatures"), now, about=now.person_id)
    return now


def digest_of(talk: Talk) -> str:
    """The hash of what is signed: the summary, what was agreed, the goals of the dialogue and the time set aside in it, as they stand."""
    return digest_of_words(_read(talk))


def marks_of(talk: Talk) -> str:
    """A mark of each part of what is signed, as the page shows it, to tell afterwards which of them has been changed."""
    return marks_of_words(_read(talk))


def changed_since(talk: Talk, marks: str) -> list[str]:
    """The parts that are not as they were when the page with these ``marks`` was shown: summary, agreed, goals, time."""
    now, then = set(marks_of(talk).split()), set(marks.split())
    return [part for part in PARTS if any(mark.startswith(f"{part}:") for mark in now ^ then)]


def digest_of_words(words: Any) -> str:
    """The hash of what has been read already (:func:`words_signed`): of what stands on the page."""
    return hashlib.sha256(json.dumps(words, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def marks_of_words(words: dict[str, Any]) -> str:
    """The marks of the same."""
    return " ".join(f"{part}:{digest_of_words(told)[:12]}" for part, told in sorted(words.items()))


def words_signed(
    summary: Summary | None, agreed: Iterable[Agreed], goals: Iterable[Goal], time: Iterable[TimeSet]
) -> dict[str, Any]:
    """All that is signed, as plain data. A part that came to be signed later is left out where there is none, so that older signatures hold."""
    set_aside = [[str(one.hours), one.less_of, str(one.begins), str(one.ends or "")] for one in time]
    return {
        "summary": summary.text if summary else "",
        "agreed": [[str(one.who_id), one.text, str(one.by_day or "")] for one in sorted(agreed, key=_in_order)],
        "goals": [
            [one.text, str(one.target or ""), one.unit, str(one.ends or "")] for one in sorted(goals, key=_in_order)
        ],
        **({"time": set_aside} if set_aside else {}),
    }


def keep_as_signed(talks: Iterable[Talk], *, at: datetime | None = None) -> None:
    """Keep, word for word, what each was closed with: nothing that is agreed later changes it."""
    told = [(talk, _read(talk), at or talk.closed_at) for talk in talks]
    Signed.objects.bulk_create(
        Signed(
            organisation_id=talk.organisation_id, talk=talk, words=json.dumps(words, ensure_ascii=False), digest=digest_of_words(words),
            at=moment,
        )
        for talk, words, moment in told
        if moment
    )  # fmt: skip


def _read(talk: Talk) -> dict[str, Any]:
    agreed = Agreed.objects.filter(talk=talk, dropped_at=None)
    goals = Goal.objects.filter(talk=talk, put_down_on=None)
    return words_signed(Summary.objects.filter(talk=talk).first(), agreed, goals, time_signed(talk))


def _in_order(one: Agreed | Goal) -> tuple[datetime, UUID]:
    return one.at, one.pk
