"""What we remember of people: organisations, sites, units, roles, persons, and the dated positions between them."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Lower, Replace
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from stigar.foundation.tenancy import Held, scoped

LANGUAGES = [("sv", "Svenska"), ("nb", "Norsk bokmål"), ("en", "English")]


_LAST = {"sv": {"Åå": "zza", "ÄäÆæ": "zzb", "ÖöØø": "zzc"}, "nb": {"ÆæÄä": "zza", "ØøÖö": "zzb", "Åå": "zzc"}}


def alphabetical(language: str, *fields: str) -> models.GeneratedField:
    """A column the database keeps by itself, by which rows stand in alphabetical order as ``language`` has it."""
    parts = [part for name in fields for part in (F(name), Value("00"))]
    key: Any = Lower(Concat(*parts))
    for letters, place in {**_LAST[language], " -": "0"}.items():
        for letter in letters:
            key = Replace(key, Value(letter), Value(place))
    return models.GeneratedField(expression=key, output_field=models.CharField(max_length=600), db_persist=True)


class Organisation(models.Model):
    """One world: its people, its words, its decisions. Nothing in it is seen from another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    key = models.SlugField(max_length=60, unique=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="sv")
    time_zone = models.CharField(max_length=60, default="Europe/Stockholm")
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Identities(BaseUserManager["Identity"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Identity:
        """A login. Without a password only an invitation or a passkey opens it; no hash is made."""
        identity = self.model(email=self.normalize_email(email).lower(), **fields)
        if password:
            identity.set_password(password)
        else:
            identity.set_unusable_password()
        identity.save(using=self._db)
        return identity


class Identity(AbstractBaseUser):
    """One login. The same human being may be a person in several organisations."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("E-mail"), max_length=254, unique=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, blank=True)
    is_active = models.BooleanField(default=True)
    let_in_as = models.UUIDField(default=uuid.uuid4, editable=False)  # a new one ends every session of this login
    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    objects = Identities()

    def __str__(self) -> str:
        return self.email

    def get_full_name(self) -> str:
        return self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must carry: it stops fitting when the password or ``let_in_as`` changes."""
        return salted_hmac(
            "stigar.people.session", f"{self.password} {self.let_in_as}", secret, algorithm="sha256"
        ).hexdigest()


class Site(Held):
    """A place where people work, with its country and clock."""

    name = models.CharField(max_length=120)
    country = models.CharField(max_length=2, blank=True)  # ISO 3166-1 alpha-2
    time_zone = models.CharField(max_length=60, default="Europe/Stockholm")

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="a_site_has_one_name")]

    def __str__(self) -> str:
        return self.name


class Unit(Held):
    """A part of the organisation; parts form a tree."""

    code = models.CharField(max_length=60)
    name = models.CharField(max_length=160)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="a_unit_has_one_code"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="a_unit_is_not_its_own_part"),
        ]

    def __str__(self) -> str:
        return self.name


class RoleQuerySet(models.QuerySet["Role"]):
    def standing(self) -> RoleQuerySet:
        """Roles that have not been merged into another."""
        return self.filter(merge=None)


class Role(Held):
    """What somebody is hired to do, under the title that the organisation uses."""

    title = models.CharField(max_length=160)
    language = models.CharField(max_length=2, choices=LANGUAGES, blank=True)  # of the title and the work described

    objects = scoped(RoleQuerySet)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "title"], name="a_role_has_one_title")]

    def __str__(self) -> str:
        return self.title


class Merge(Held):
    """People decided that one title is a variant of another. Taking it back is to remove this row."""

    gone = models.OneToOneField(Role, models.CASCADE, related_name="merge")
    kept = models.ForeignKey(Role, models.CASCADE, related_name="variants")
    carried = models.JSONField(default=list)  # ids of variants that followed with it, so that undoing gives them back
    at = models.DateTimeField(auto_now_add=True)

    objects = scoped()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(gone=F("kept")), name="a_role_is_not_its_own_variant")]


class KeptApart(Held):
    """People decided that two titles that look alike are different work, so that they are not asked again."""

    one = models.ForeignKey(Role, models.CASCADE, related_name="+")
    other = models.ForeignKey(Role, models.CASCADE, related_name="+")

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="two_roles_are_kept_apart_once")]


class PersonQuerySet(models.QuerySet["Person"]):
    def here(self, on: date) -> PersonQuerySet:
        """Employed that day."""
        return self.filter(Q(started=None) | Q(started__lte=on)).filter(Q(ended=None) | Q(ended__gte=on))

    def let_in(self, on: date) -> PersonQuerySet:
        """Employed that day, and their login has not been closed."""
        return self.here(on).filter(closed_login=None)

    def led_by(self, manager: Person, on: date) -> PersonQuerySet:
        """Those whose direct manager is ``manager`` that day."""
        return self.filter(pk__in=Position.objects.standing(on).filter(manager=manager).values("person"))


class Person(Held):
    """Somebody in this organisation. The login, if there is one, is ``identity``."""

    identity = models.ForeignKey(Identity, models.SET_NULL, null=True, related_name="persons")
    number = models.CharField(max_length=60)  # the employee number in the HR system
    given = models.CharField(max_length=80)
    family = models.CharField(max_length=80, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, blank=True)
    started = models.DateField(null=True)  # first day of employment
    ended = models.DateField(null=True)  # last day of employment
    order_sv = alphabetical("sv", "family", "given")
    order_nb = alphabetical("nb", "family", "given")

    objects = scoped(PersonQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="an_employee_number_is_one_person"),
            models.UniqueConstraint(
                fields=["organisation", "email"], condition=~Q(email=""), name="an_address_is_one_person"
            ),
            models.UniqueConstraint(
                fields=["organisation", "identity"],
                condition=Q(identity__isnull=False),
                name="one_person_per_organisation",
            ),
            models.CheckConstraint(
                condition=Q(started=None) | Q(ended=None) | Q(ended__gte=F("started")),
                name="employment_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "order_sv"], name="people_by_name_sv"),
            models.Index(fields=["organisation", "order_nb"], name="people_by_name_nb"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip()

    def is_here(self, on: date) -> bool:
        """Employed that day."""
        return (self.started is None or self.started <= on) and (self.ended is None or self.ended >= on)


class PositionQuerySet(models.QuerySet["Position"]):
    def standing(self, on: date) -> PositionQuerySet:
        """In force that day: begun, and not past its last day."""
        return self.filter(begins__lte=on).filter(Q(ends=None) | Q(ends__gte=on))


class Position(Held):
    """Who does what, where, for whom, and from when to when. ``ends`` is the last day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="positions")
    role = models.ForeignKey(Role, models.PROTECT, related_name="positions", null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="positions", null=True)
    site = models.ForeignKey(Site, models.PROTECT, related_name="positions", null=True)
    manager = models.ForeignKey(Person, models.SET_NULL, related_name="leads", null=True)
    share = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(100))  # per cent of full time
    begins = models.DateField()
    ends = models.DateField(null=True)

    objects = scoped(PositionQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ends=None), name="one_open_position_per_person"),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("begins")), name="a_position_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=100), name="a_share_is_over_0_and_at_most_100"),
            models.CheckConstraint(condition=Q(manager=None) | ~Q(manager=F("person")), name="nobody_leads_themselves"),
        ]
        # With the organisation in them: else SQLite reads all positions of the organisation to find those of one person.
        indexes = [
            models.Index(fields=["organisation", "person"], name="positions_of_a_person"),
            models.Index(fields=["organisation", "manager"], name="positions_led"),
        ]


class DutyQuerySet(models.QuerySet["Duty"]):
    def standing(self, on: date) -> DutyQuerySet:
        return self.filter(begins__lte=on).filter(Q(ends=None) | Q(ends__gte=on))


class Duty(Held):
    """A task of trust in the product: HR (in a unit with its parts, or everywhere), administrator, auditor, union or safety representative."""

    HR, ADMIN, AUDITOR, REPRESENTATIVE = "hr", "admin", "auditor", "representative"
    KINDS = [
        (HR, _("HR")),
        (ADMIN, _("Administrator")),
        (AUDITOR, _("Auditor")),
        (REPRESENTATIVE, _("Union or safety representative")),
    ]

    person = models.ForeignKey(Person, models.CASCADE, related_name="duties")
    kind = models.CharField(max_length=14, choices=KINDS)
    unit = models.ForeignKey(
        Unit, models.CASCADE, related_name="+", null=True
    )  # HR's scope; None is the whole organisation
    begins = models.DateField()
    ends = models.DateField(null=True)

    objects = scoped(DutyQuerySet)


class Invitation(Held):
    """A letter that lets a person make a login. Only the hash of its key is kept; it works once."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    key_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects = scoped()


class Import(Held):
    """A file of people that was applied: which, by whom, when, and what it changed."""

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    ended = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)

    objects = scoped()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.file_name


class Token(Held):
    """A key with which a program acts as this person through REST, to its last day. Only its hash is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    last_day = models.DateField()
    used_on = models.DateField(null=True)

    objects = scoped()


class ClosedLogin(Held):
    """Somebody may not come in here for now, though employed. Opening again is to remove this row."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="closed_login")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = scoped()


class ErasureRequest(Held):
    """Somebody has asked that what is held about them be erased; carried out or not yet."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="erasure_request")
    at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects = scoped()


class DemoVisitor(Held):
    """One of the demo's cast: a person whom anyone may log in as, and what they are, in each language."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="demo_visitor")
    sort = models.PositiveSmallIntegerField(default=0)
    icon = models.CharField(max_length=40, blank=True)
    said = models.JSONField(default=dict)  # {"sv": "HR-chef", "nb": ..., "en": ...}

    objects = scoped()

    class Meta:
        ordering = ["sort"]
