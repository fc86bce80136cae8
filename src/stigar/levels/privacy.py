"""What this room holds about a person: levels, assessments, what they told, their plan; and what they gave others or decided.

Everything about the person goes with the person. What they saw of others stays with those others, without the name.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Prefetch
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from stigar.foundation import files
from stigar.levels.models import (
    Activity,
    Assessment,
    CareerInterest,
    Certificate,
    Evidence,
    EvidenceShown,
    Exemption,
    Experience,
    HoldsFor,
    Level,
    Opening,
    OptIn,
    Part,
    Rating,
    Recruiter,
    Reply,
    SharedWith,
)
from stigar.library.queries.shelf import shelf
from stigar.people.queries.columns import columns_of_people

if TYPE_CHECKING:
    from stigar.foundation.models import Upload
    from stigar.people.models import Person

WHOSE = ("person", "reader")  # a row with one of these columns is about that person, or theirs
_N = gettext_noop
MOMENTS = ("at", "opened_at")
CALLED = {
    "Certificate": _N("a certificate of somebody"), "Evidence": _N("evidence of a level"),
    "EvidenceShown": _N("evidence shown to a manager"), "Exemption": _N("an exemption"),
    "HoldsFor": _N("a profile that holds for somebody"), "Level": _N("a level you gave somebody"), "LevelImport": _N("a file of levels"),
    "Offer": _N("an answer to an offered activity"), "Opening": _N("a look at somebody's levels, with your reason"),
    "Prerequisite": _N("what comes before a competence"), "Reply": _N("an answer to a level"),
    "RequiredCertificate": _N("a certificate that a role asks for"), "Assessment": _N("an assessment"),
    "Vacancy": _N("a vacancy"), "Recruiter": _N("somebody you named to recruit"),
}  # fmt: skip


def tell(person: Person) -> list[dict[str, Any]]:
    """Everything held here about the person, under headings; what is empty is left out. What the other one in an assessment has
    written is told when both have handed in."""
    headings: dict[str, Callable[[Person], list[dict[str, Any]]]] = {
        _("Your levels"): _levels, _("What you have told of interest and experience"): _experience,
        _("What shows your levels"): _evidence, _("Assessments you are or were in"): _assessments,
        _("What you have written in assessments"): _ratings, _("Your certificates"): _certificates,
        _("Requirements you are exempt from"): _exemptions, _("Profiles that apply to you"): _holding,
        _("Your development activities"): _activities,
        _("Roles you are interested in"): _interests, _("With whom you share your levels, and who shares with you"): _sharing,
        _("What others have shown you of their evidence"): _shown_to,
        _("Vacancies you want to be considered for"): _wanted, _("Vacancies you recruit to"): _recruiting,
        _("When HR has opened your levels, and why"): _openings,
        _("What else carries your name: levels and decisions about others"): _signed,
    }  # fmt: skip
    told = {heading: rows(person) for heading, rows in headings.items()}
    return [{"heading": heading, "rows": rows} for heading, rows in told.items() if rows]


def files_of(person: Person) -> list[tuple[str, Upload]]:
    """The files that show the person's levels and certificates, with what they are called: they go along with everything held."""
    found = []
    for kept in (Evidence, Certificate):
        rows = kept.objects.filter(person=person).exclude(upload=None).select_related("upload")
        found += [(one.upload.file_name, one.upload) for one in rows.order_by("at")]
    return found


def forget(person: Person, *, today: date) -> None:
    """What is about the person goes, and their words about others; what they saw of others stays with those others, without the name."""
    for kept in (Evidence, Certificate):
        for shown in kept.objects.filter(person=person).exclude(upload=None).select_related("upload"):
            upload = shown.upload
            shown.delete()
            files.drop(upload)
    Rating.objects.filter(part__giver=person).delete()
    for model, column in columns_of_people("levels"):
        rows = model.objects.filter(**{column: person})  # type: ignore[attr-defined]
        if column in WHOSE:
            rows.delete()
        elif model._meta.get_field(column).null:
            rows.update(**{column: None})


def _named(rows: Any) -> list[tuple[str, Any]]:
    """Each row with what its competence is called."""
    books = shelf(get_language() or "en").by_id
    return [
        (books[one.competence_id].name if one.competence_id in books else str(one.competence_id), one) for one in rows
    ]


def _levels(person: Person) -> list[dict[str, Any]]:
    answers = Prefetch("replies", Reply.objects.order_by("at"))
    rows = Level.objects.filter(person=person).select_related("by", "brought").order_by("on", "at")
    return [
        {
            _("Competence"): name, _("Level"): one.level, _("How"): one.get_source_display(), _("Given by"): one.by.name if one.by else "",
            _("Day"): one.on, _("Words"): one.words, _("Taken back"): one.taken_back,
            _("File"): one.brought.file_name if one.brought else "",
            _("Answers"): [
                {_("Words"): reply.words, _("Settled"): reply.settlement, _("When"): reply.at} for reply in one.replies.all()
            ],
        }
        for name, one in _named(rows.prefetch_related(answers))
    ]  # fmt: skip


def _experience(person: Person) -> list[dict[str, Any]]:
    rows = Experience.objects.filter(person=person).order_by("on", "at")
    return [
        {_("Competence"): name, _("Interest"): one.get_interest_display(), _("Years"): one.years, _("Last used"): one.used, _("When"): one.at}
        for name, one in _named(rows)
    ]  # fmt: skip


def _evidence(person: Person) -> list[dict[str, Any]]:
    rows = Evidence.objects.filter(person=person).select_related("by", "upload").prefetch_related("shown__reader")
    return [
        {
            _("Competence"): name, _("What"): one.title, _("Text"): one.text, _("Link"): one.address,
            _("File"): one.upload.file_name if one.upload else "", _("By"): one.by.name if one.by else "", _("Day"): one.on,
            _("Shown to"): ", ".join(each.reader.name for each in one.shown.all()),
        }
        for name, one in _named(rows.order_by("on", "at"))
    ]  # fmt: skip


def _assessments(person: Person) -> list[dict[str, Any]]:
    rows = Assessment.objects.filter(models.Q(person=person) | models.Q(reviewer=person)).select_related(
        "person", "reviewer"
    )
    return [
        {
            _("Concerns"): one.person.name,
            _("By"): one.reviewer.name,
            _("Opened"): one.opened_at,
            _("Both had handed in"): one.revealed_at,
        }
        for one in rows.order_by("opened_at")
    ]


def _ratings(person: Person) -> list[dict[str, Any]]:
    given = {part.pk: part for part in Part.objects.filter(giver=person)}
    rows = Rating.objects.filter(part__in=given.values()).order_by("at")
    return [
        {
            _("Competence"): name, _("Level"): _("cannot say") if one.cannot_say else one.level, _("Words"): one.words, _("When"): one.at,
            _("Handed in"): given[one.part_id].submitted_at,
        }
        for name, one in _named(rows)
    ]  # fmt: skip


def _certificates(person: Person) -> list[dict[str, Any]]:
    return [
        {
            _("Certificate"): one.name,
            _("Issued by"): one.issuer,
            _("From"): one.begins,
            _("Until"): one.ends,
            _("Level"): one.level,
            _("Link"): one.address,
            _("File"): one.upload.file_name if one.upload else "",
            _("Seen by"): one.confirmed_by.name if one.confirmed_by else "",
            _("Letters sent about its end"): [letter.at for letter in one.warnings.all()],
            _("Taken away"): one.taken_away,
        }
        for one in Certificate.objects.filter(person=person)
        .select_related("upload", "confirmed_by")
        .prefetch_related("warnings")
        .order_by("begins")
    ]


def _exemptions(person: Person) -> list[dict[str, Any]]:
    rows = Exemption.objects.filter(person=person).order_by("begins")
    return [
        {
            _("Competence"): name, _("Why"): one.why, _("From"): one.begins, _("Until"): one.ends, _("What you hold against it"): one.contest,
            _("Answer"): one.answer,
        }
        for name, one in _named(rows)
    ]  # fmt: skip


def _holding(person: Person) -> list[dict[str, Any]]:
    rows = HoldsFor.objects.filter(person=person).select_related("profile").order_by("begins")
    return [{_("Profile"): str(one.profile), _("From"): one.begins, _("Until"): one.ends} for one in rows]


def _activities(person: Person) -> list[dict[str, Any]]:
    rows = Activity.objects.filter(person=person).select_related("offer").order_by("at")
    return [
        {
            _("What"): one.name, _("Text"): one.text, _("With whom"): one.who, _("Hours"): one.hours, _("No later than"): one.by_day,
            _("Done"): one.done_on, _("How useful"): one.get_use_display(), _("Seen by the manager"): one.shared,
            _("Offered to the library"): one.offer.at if hasattr(one, "offer") else None,
        }
        for one in rows
    ]  # fmt: skip


def _interests(person: Person) -> list[dict[str, Any]]:
    rows = CareerInterest.objects.filter(person=person).select_related("role").order_by("at")
    return [
        {_("Role"): one.role.title, _("Who sees it"): one.get_audience_display(), _("Why"): one.why, _("When"): one.at}
        for one in rows
    ]


def _sharing(person: Person) -> list[dict[str, Any]]:
    rows = SharedWith.objects.filter(models.Q(person=person) | models.Q(reader=person)).select_related(
        "person", "reader"
    )
    return [
        {
            _("Whose levels"): one.person.name, _("Seen by"): one.reader.name, _("From"): one.begins, _("Until"): one.ends,
            _("Levels shown"): one.levels, _("Plan shown"): one.plan, _("Certificates shown"): one.certificates,
            _("Goals shown"): one.goals, _("Signed summary shown"): one.summary, _("Roles of interest shown"): one.interests,
            _("Stopped"): one.stopped_at,
        }
        for one in rows.order_by("begins")
    ]  # fmt: skip


def _shown_to(person: Person) -> list[dict[str, Any]]:
    """Whose and when; what it is stays theirs to take out."""
    rows = EvidenceShown.objects.filter(reader=person).select_related("evidence__person").order_by("at")
    return [{_("Whose levels"): one.evidence.person.name, _("When"): one.at} for one in rows]


def _wanted(person: Person) -> list[dict[str, Any]]:
    rows = OptIn.objects.filter(person=person).select_related("vacancy__role").order_by("at")
    return [
        {
            _("Role"): one.vacancy.role.title,
            _("Words"): one.words,
            _("When"): one.at,
            _("Until"): one.until,
            _("Left as it was"): one.left_at,
            _("Taken back"): one.taken_back_at,
        }
        for one in rows
    ]


def _recruiting(person: Person) -> list[dict[str, Any]]:
    rows = Recruiter.objects.filter(person=person).select_related("vacancy__role").order_by("at")
    return [{_("Role"): one.vacancy.role.title, _("From"): one.at, _("Until"): one.stopped_at} for one in rows]


def _openings(person: Person) -> list[dict[str, Any]]:
    rows = Opening.objects.filter(person=person).select_related("by").order_by("at")
    return [{_("Who"): one.by.name, _("Why"): one.why, _("Day"): one.on} for one in rows]


def _signed(person: Person) -> list[dict[str, Any]]:
    """What is about others: that it is there and when, not what it says of them."""
    return [
        {
            _("What"): _(CALLED.get(model.__name__, str(model._meta.verbose_name))),
            _("Which"): str(row.pk),
            _("When"): _moment(row),
        }
        for model, column in columns_of_people("levels")
        if column not in (*WHOSE, "giver", "reviewer")
        for row in model.objects.filter(**{column: person}).only(*_moments(model))  # type: ignore[attr-defined]
    ]


def _moments(model: type[models.Model]) -> list[str]:
    """What tells when: no more is read of what is about others, so that none of its words are opened."""
    return ["pk", *(one.name for one in model._meta.concrete_fields if one.name in MOMENTS)]


def _moment(row: Any) -> Any:
    return next((value for name in MOMENTS if (value := getattr(row, name, None))), "")
