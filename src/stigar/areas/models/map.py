"""The map of areas: each run kept whole, and beside it what people have decided, which every new run keeps."""

from django.db import models
from django.db.models import F, Q

from stigar.foundation.tenancy import Held, scoped


class Map(Held):
    """One run of the area finder: what it was given, and its whole answer. The newest is the map people see."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    resolution = models.FloatField()
    seed = models.PositiveIntegerField(default=7)
    fingerprint = models.CharField(max_length=64)  # of the evidence and the decisions it was made from
    answer = models.JSONField()  # the engine's answer as JSON (ids of roles, keys of areas)
    slider = models.JSONField(default=dict)
    changes = models.JSONField(default=list)  # what differs from the map before, and why

    objects = scoped()

    class Meta:
        ordering = ["-at"]
        get_latest_by = "at"
        indexes = [models.Index(fields=["organisation", "-at"], name="maps_newest_first")]


class Sketch(Held):
    """The same evidence at another fineness: somebody moved the slider to look. It decides nothing."""

    map = models.ForeignKey(Map, models.CASCADE, related_name="sketches")
    resolution = models.FloatField()
    answer = models.JSONField()

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["map", "resolution"], name="a_fineness_is_sketched_once")]


class Picture(Held):
    """A picture of a map, drawn once per language and width. ``ground`` is where everything lies, so that the next stays put."""

    map = models.ForeignKey(Map, models.CASCADE, related_name="pictures")
    kind = models.CharField(max_length=10)  # landscape or org_chart
    resolution = models.FloatField()
    language = models.CharField(max_length=2)
    width = models.PositiveSmallIntegerField()
    svg = models.TextField()
    ground = models.JSONField(null=True)

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["map", "kind", "resolution", "language", "width"], name="a_picture_is_drawn_once"
            )
        ]


class Steering(Held):
    """How fine HR wants the areas (empty: as measured best), and how many decisions have been made: of two at once, one wins."""

    resolution = models.FloatField(null=True)
    turn = models.PositiveIntegerField(default=0)

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="one_steering")]


class Decision(Held):
    """One thing people decided about the areas, whole, so that it can be told and undone as one."""

    KINDS = [(kind, kind) for kind in ("name", "move", "merge", "split", "lock", "unlock", "fineness", "start")]

    kind = models.CharField(max_length=10, choices=KINDS)
    areas = models.JSONField(default=list)  # the keys of the areas it concerns
    said = models.JSONField(default=dict)  # names and titles as they were, so that it reads the same in ten years
    before = models.JSONField(default=dict)  # what to put back
    after = models.JSONField(default=dict)  # what it made; it can be undone while this still stands
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = scoped()

    class Meta:
        ordering = ["-at"]


class Area(Held):
    """A competence area that lives from map to map under the same key."""

    key = models.CharField(max_length=40)
    colour = models.PositiveSmallIntegerField(default=1)
    first_map = models.ForeignKey(Map, models.SET_NULL, null=True, related_name="+")

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="an_area_has_one_key")]


class AreaName(Held):
    """The name people have given an area; without it the area goes by the name the map proposes."""

    area = models.OneToOneField(Area, models.CASCADE, related_name="given_name")
    name = models.CharField(max_length=80)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    objects = scoped()


class Placement(Held):
    """People decided that this role belongs in this area."""

    role = models.OneToOneField("people.Role", models.CASCADE, related_name="+")
    area = models.ForeignKey(Area, models.CASCADE, related_name="placements")
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = scoped()


class Lock(Held):
    """People decided that an area stays as it is: its roles stay in it, and no other is added by itself."""

    area = models.OneToOneField(Area, models.CASCADE, related_name="lock")
    roles = models.JSONField(default=list)  # the ids of its roles when it was locked
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = scoped()


class Answer(Held):
    """Somebody's answer to "do these two roles need to be able to do the same things?"."""

    one = models.ForeignKey("people.Role", models.CASCADE, related_name="+")
    other = models.ForeignKey("people.Role", models.CASCADE, related_name="+")
    same = models.BooleanField(null=True)  # None is "I don't know": not asked again, decides nothing
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="a_pair_of_roles_is_answered_once"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="a_question_takes_two_roles"),
        ]
