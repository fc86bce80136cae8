"""A place to be filled, who recruits to it, and who wants to be considered: seen for this one only, and gone when it ends."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models

from stigar.foundation.sealing import SealedText
from stigar.foundation.tenancy import Held, scoped

DECIDED_WITHIN = timedelta(days=60)  # after the last day; then it has ended, whether anybody has said so or not


class Vacancy(Held):
    """A vacancy in a role. ``version`` is the approved profile as it stood when it was opened: what is asked does not change on the way."""

    role = models.ForeignKey("people.Role", models.CASCADE, related_name="+")
    version = models.ForeignKey("profiles.Version", models.CASCADE, related_name="+")
    unit = models.ForeignKey("people.Unit", models.SET_NULL, null=True, related_name="+")  # whose HR holds it
    where = models.CharField(max_length=160, blank=True)
    words = models.TextField(max_length=3000, blank=True)
    last_day = models.DateField()  # on which one can say that one wants to be considered
    put_off_at = models.DateTimeField(null=True)  # when the last day was last moved ahead
    opened_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField()
    ended_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = scoped()

    def __str__(self) -> str:
        return ""

    @property
    def gone_after(self) -> date:
        """The day after which nothing is left of who wanted to be considered."""
        return self.last_day + DECIDED_WITHIN

    def is_open(self, on: date) -> bool:
        """Whether one can say that day that one wants to be considered."""
        return self.ended_at is None and on <= self.last_day

    def is_over(self, on: date) -> bool:
        """Whether it has ended, so that nobody sees any more who wanted to be considered."""
        return self.ended_at is not None or on > self.gone_after


class Recruiter(Held):
    """Somebody whom HR has named to recruit. They see who has said yes since they were named, and nothing of anybody else."""

    vacancy = models.ForeignKey(Vacancy, models.CASCADE, related_name="recruiters")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vacancy", "person"], name="a_recruiter_is_named_once")]

    def __str__(self) -> str:
        return ""


class OptIn(Held):
    """The person wants to be considered for this vacancy. ``at`` is when they last said yes to being seen by those who were named then, and
    ``last_day`` the vacancy's last day as the page told it then: if it is moved ahead, what was said does not hold for longer."""

    vacancy = models.ForeignKey(Vacancy, models.CASCADE, related_name="opted_in")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    words = SealedText(blank=True)
    at = models.DateTimeField()
    last_day = models.DateField()
    left_at = models.DateTimeField(
        null=True
    )  # what was new by then they have read, and not said yes to; nobody else reads this
    told_until = models.DateTimeField(null=True)  # a letter has gone about what was new by then
    taken_back_at = models.DateTimeField(null=True)  # nobody sees it any more; gone for good the next night

    objects = scoped()

    @property
    def until(self) -> date:
        """The last day on which anybody sees it."""
        return self.last_day + DECIDED_WITHIN

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vacancy", "person"], name="one_wants_a_vacancy_once")]

    def __str__(self) -> str:
        return ""
