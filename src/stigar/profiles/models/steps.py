"""What we remember of a project's steps: its goal, the rules of its profiles, its time, its viewpoints, its letters, and its end."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stigar.foundation.tenancy import Held, scoped
from stigar.profiles.models.projects import Project


class Goal(Held):
    """What the work is for, what is expected of it, and how that will be seen. Shown on every later page."""

    BUSINESS, CHANGE, KEEP, DEVELOP = "business", "change", "keep", "develop"
    KINDS = [
        (BUSINESS, _("A business goal")), (CHANGE, _("A change we are going through")),
        (KEEP, _("Keeping good people")), (DEVELOP, _("Developing people")),
    ]  # fmt: skip

    project = models.OneToOneField(Project, models.CASCADE, related_name="goal")
    kind = models.CharField(max_length=8, choices=KINDS)
    words = models.CharField(max_length=400)  # what it is for
    expected = models.CharField(max_length=400)  # the result
    seen = models.CharField(max_length=400)  # how one will see it
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = scoped()


class Architecture(Held):
    """The rules that the project's profiles keep, as ``queries.architecture.Rules`` reads them."""

    project = models.OneToOneField(Project, models.CASCADE, related_name="architecture")
    rules = models.JSONField(default=dict)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = scoped()


class TimeFrame(Held):
    """When the project begins, how many workshops it plans, and when people wish it to be ready."""

    project = models.OneToOneField(Project, models.CASCADE, related_name="time_frame")
    begins = models.DateField()
    workshops = models.PositiveSmallIntegerField()
    wished = models.DateField(null=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = scoped()


class Viewpoint(Held):
    """What people have said about a viewpoint: who speaks for it, or that it needs no seat, and why. What they add themselves too;
    one of their own that is not needed, and without a reason, has been taken away."""

    FUNCTION, SITE, COUNTRY, CUSTOMER, OWN = "function", "site", "country", "customer", "own"
    KINDS = [
        (FUNCTION, _("Function")), (SITE, _("Site")), (COUNTRY, _("Country")), (CUSTOMER, _("Kind of customer")),
        (OWN, _("Something else")),
    ]  # fmt: skip

    project = models.ForeignKey(Project, models.CASCADE, related_name="viewpoints")
    kind = models.CharField(max_length=8, choices=KINDS)
    key = models.CharField(max_length=120)  # a site's name, a country's letters, consumer, or one's own words
    needed = models.BooleanField(default=True)
    why = models.CharField(max_length=300, blank=True)  # why it needs no seat
    spoken_for = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "kind", "key"], name="a_viewpoint_is_told_once")]


class Message(Held):
    """A letter to an audience: planned for a day, written in three languages, and sent once. ``words`` is {"sv": {"subject", "text"}}."""

    MANAGERS, HOLDERS, OTHERS, REPRESENTATIVES = "managers", "holders", "others", "representatives"
    AUDIENCES = [
        (MANAGERS, _("Managers of those in the roles")), (HOLDERS, _("Those in the roles")),
        (OTHERS, _("The other employees")), (REPRESENTATIVES, _("Union and safety representatives")),
    ]  # fmt: skip
    BEGINS, AFTERWARDS = "begins", "afterwards"
    MOMENTS = [(BEGINS, _("What begins, and what is in it for you")), (AFTERWARDS, _("What happens afterwards"))]

    project = models.ForeignKey(Project, models.CASCADE, related_name="messages")
    audience = models.CharField(max_length=16, choices=AUDIENCES)
    moment = models.CharField(max_length=10, choices=MOMENTS)
    day = models.DateField()
    words = models.JSONField(default=dict)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "audience", "moment"], name="an_audience_hears_once_of_each")
        ]


class Delivery(Held):
    """A message on its way to one reader: mailed when it went as a letter, read when the reader opened it here."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="deliveries")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    mailed_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "person"], name="a_message_reaches_a_reader_once")]


class Learned(Held):
    """Somebody has been through a guide to using profiles, and done its exercise."""

    GUIDES = [(guide, guide) for guide in ("hiring", "dialogue", "career")]

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    guide = models.CharField(max_length=8, choices=GUIDES)
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "guide"], name="a_guide_is_learned_once")]


class Pulse(Held):
    """One round of asking how secure people feel in using the profiles; ``threshold`` is the mean (1-5) at which it is enough."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="pulses")
    number = models.PositiveSmallIntegerField()
    opens = models.DateField()
    closes = models.DateField()  # the last day to answer
    threshold = models.DecimalField(max_digits=2, decimal_places=1)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="rounds_are_numbered_once"),
            models.CheckConstraint(condition=Q(threshold__gte=1, threshold__lte=5), name="a_threshold_is_one_to_five"),
        ]


class Confidence(Held):
    """One person's answer in a round, 1 (not at all) to 5 (wholly secure). Given once; only seen together, from five people.

    It outlives the name: if it went, the figures before and after would tell of it.
    """

    pulse = models.ForeignKey(Pulse, models.CASCADE, related_name="answers")
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    answer = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pulse", "person"], name="one_answer_in_a_round"),
            models.CheckConstraint(condition=Q(answer__gte=1, answer__lte=5), name="confidence_is_one_to_five"),
        ]


class Use(Held):
    """How often a profile was used in a month, and for what; never by whom."""

    READ, GUIDE, FILE = "read", "guide", "file"
    KINDS = [(READ, _("Read")), (GUIDE, _("Interview guide")), (FILE, _("Taken along as a file"))]

    profile = models.ForeignKey("profiles.Profile", models.CASCADE, related_name="uses")
    month = models.DateField()  # its first day
    kind = models.CharField(max_length=5, choices=KINDS)
    times = models.PositiveIntegerField(default=0)

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["profile", "month", "kind"], name="use_is_counted_by_month")]


class Ending(Held):
    """The project has ended: because the organisation feels secure, or put down with a reason."""

    SECURE, PUT_DOWN = "secure", "put_down"
    KINDS = [(SECURE, _("The organisation feels confident")), (PUT_DOWN, _("Closed early"))]

    project = models.OneToOneField(Project, models.CASCADE, related_name="ending")
    kind = models.CharField(max_length=8, choices=KINDS)
    why = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind="secure") | ~Q(why=""), name="who_puts_down_says_why"),
        ]
