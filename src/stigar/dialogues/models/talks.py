"""One dialogue between two: prepared alone, held together, agreed on, signed by both."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from stigar.dialogues.models.rounds import Round
from stigar.foundation.sealing import SealedText
from stigar.foundation.tenancy import Held, scoped


class Talk(Held):
    """A dialogue between ``person`` and ``reviewer`` in the language they chose. ``blocks`` as the template had them at its opening."""

    CHANGED, GROW, HIRED, MORE_SELF, MORE_WORK, SEEN = "changed", "grow", "hired", "more-self", "more-work", "seen"
    SITUATIONS = [
        (CHANGED, _("My role has changed")), (GROW, _("I want to grow into another role")),
        (HIRED, _("I was hired with something to learn")), (MORE_SELF, _("I meet what is asked and want more, for myself")),
        (MORE_WORK, _("I meet what is asked and want more, in my profession")), (SEEN, _("Somebody else sees a need")),
    ]  # fmt: skip

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    reviewer = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    as_manager = models.BooleanField(default=False)
    round = models.ForeignKey(Round, models.SET_NULL, null=True, related_name="talks")
    before = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="+"
    )  # what was left open there came along
    assessment = models.ForeignKey("levels.Assessment", models.SET_NULL, null=True, related_name="+")
    about = SealedText(blank=True)  # other change work it belongs to: a project, a reorganisation
    situation = models.CharField(max_length=9, choices=SITUATIONS, blank=True)
    blocks = models.JSONField(default=list)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    opened_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField()
    due = models.DateField(null=True)
    away_until = models.DateField(null=True)  # on leave: nobody is reminded before
    revealed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)  # both have signed, or it was closed without
    put_down_at = models.DateTimeField(null=True)

    objects = scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("reviewer")), name="a_dialogue_takes_two"),
            models.UniqueConstraint(
                fields=["round", "person"],
                condition=Q(round__isnull=False, put_down_at=None),
                name="one_dialogue_a_round",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "person"], name="dialogues_of_a_person"),
            models.Index(fields=["organisation", "reviewer"], name="dialogues_of_a_reviewer"),
        ]

    def __str__(self) -> str:
        return ""  # who talks about what stays out of the journal


class Preparation(Held):
    """What one of the two prepares. Nobody else reads it before both have handed in."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="preparations")
    giver = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    submitted_at = models.DateTimeField(null=True)

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["talk", "giver"], name="each_prepares_once")]

    def __str__(self) -> str:
        return ""


class Answer(Held):
    """An answer to a question of the template, saved while writing. ``turn`` as in ``levels.Rating``."""

    preparation = models.ForeignKey(Preparation, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=120)  # "block.question"
    text = SealedText(blank=True)
    turn = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["preparation", "question"], name="a_question_is_answered_once")]

    def __str__(self) -> str:
        return ""


class Note(Held):
    """A note in the room: the writer's own until it is moved to what both see, and back again by the writer."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="notes")
    by = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    block = models.CharField(max_length=60, blank=True)
    shared = models.BooleanField(default=False)
    text = SealedText()
    turn = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    objects = scoped()

    def __str__(self) -> str:
        return ""


class Agreed(Held):
    """Something the two have agreed that one of them does. What is not done comes along to the next dialogue."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="agreed")
    who = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    text = SealedText()
    by_day = models.DateField(null=True)
    carried_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    done_on = models.DateField(null=True)
    dropped_at = models.DateTimeField(null=True)

    objects = scoped()

    def __str__(self) -> str:
        return ""


class Summary(Held):
    """What both stand for. ``digest`` is of the words, the agreed actions and the goals as they stood: it is what is signed."""

    talk = models.OneToOneField(Talk, models.CASCADE, related_name="summary")
    text = SealedText(blank=True)
    turn = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    objects = scoped()

    def __str__(self) -> str:
        return ""


class Signature(Held):
    """One of the two has signed exactly these words. Changed words take both signatures away."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="signatures")
    by = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    taken_away_at = models.DateTimeField(
        null=True
    )  # the words were changed afterwards, or the dialogue was opened again

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["talk", "by"], condition=Q(taken_away_at=None), name="each_signs_once")
        ]

    def __str__(self) -> str:
        return ""


class Signed(Held):
    """All that was signed, word for word (``actions.signing.words_signed``), as it stood when the dialogue was closed.

    Nothing that is agreed afterwards changes it. Who had signed is told by the signatures that stood at that moment.
    """

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="as_signed")
    words = SealedText()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects = scoped()

    def __str__(self) -> str:
        return ""


class Reopening(Held):
    """A closed dialogue was opened again: by whom and why. What had been signed before is kept as it was, each time."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="reopenings")
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    why = SealedText()
    at = models.DateTimeField()
    was = models.OneToOneField(Signed, models.CASCADE, null=True, related_name="reopening")

    objects = scoped()

    def __str__(self) -> str:
        return ""


class Booking(Held):
    """When and where the two meet; the invitation in their calendars follows every change of it and is cancelled with it."""

    talk = models.OneToOneField(Talk, models.CASCADE, related_name="booking")
    begins = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    place = models.CharField(max_length=200, blank=True)
    uid = models.CharField(max_length=120)
    sequence = models.PositiveIntegerField(default=0)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)

    objects = scoped()

    def __str__(self) -> str:
        return ""


class CalledOff(Held):
    """One of the two is still to see that the time they had is called off. Gone when they have, or when a new time is set."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="called_off")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    other = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    begins = models.DateTimeField()
    day = models.DateField()  # of ``begins``, where the organisation is
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["talk", "person"], name="each_is_told_once_of_a_time")]

    def __str__(self) -> str:
        return ""
