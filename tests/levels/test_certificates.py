"""Certificates: told, seen by the manager, warned of once, renewed, taken away and put back; and who sees what."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from stigar.dialogues.queries.waiting import waits_between_two
from stigar.foundation import clock, files
from stigar.foundation.policy import Refused
from stigar.levels import rules
from stigar.levels.actions import certificates, sharing, standing
from stigar.levels.models import Certificate, CertificateWarning, Level, Opening
from stigar.levels.queries.gaps import gap_picture
from stigar.levels.queries.required import role_and_required
from tests.cast import TODAY

PDF, SECRET = b"%PDF-1.7 a small one", "kallskuret-7731"
MINE, ENDING = "/competence/certificates/", "/competence/certificates/ending/"


def told(person, *, viewer=None, ends=TODAY + timedelta(days=20), name="Truckkort", **more):
    """A certificate of the person."""
    given = {"issuer": "Yrkesskolan", "begins": TODAY - timedelta(days=300), "competence": None, "level": None, **more}
    return standing.tell_certificate(person=person, name=name, ends=ends, viewer=viewer or person, today=TODAY, **given)


@pytest.fixture
def bos(cast):
    """Bo has told of a certificate that ends in twenty days; nobody has seen it."""
    return told(cast.bo, name=SECRET)


def test_bo_tells_of_a_certificate_and_ada_writes_that_she_has_seen_it(cast, visit, books):
    visit(cast.bo).post(
        f"/competence/people/{cast.bo.pk}/certificates/new/",
        {
            "name": "Truckkort", "issuer": "Yrkesskolan", "begins": "2026-01-01", "ends": "2027-01-31", "competence": str(books["listening"]),
            "level": "3", "file": SimpleUploadedFile("kort.pdf", PDF),
        },
    )  # fmt: skip
    row = Certificate.objects.get()
    visit(cast.ada).post(f"{MINE}{row.pk}/confirmation/")

    row.refresh_from_db()
    assert (row.confirmed_by, Level.objects.get().source, Level.objects.get().level) == (cast.ada, Level.CERTIFICATE, 3)
    assert b"".join(visit(cast.ada).get(f"{MINE}{row.pk}/file/").streaming_content) == PDF


def test_the_gap_says_until_when_the_certificate_holds(cast, approved, books):
    told(cast.bo, viewer=cast.ada, ends=TODAY + timedelta(days=72), competence=books["listening"], level=4)

    _role, required = role_and_required(cast.bo, language="sv", today=TODAY)
    picture = gap_picture(cast.bo, required, rules.visible_levels(cast.bo, cast.bo, today=TODAY), today=TODAY)
    row = next(row for row in picture.rows if row.asked.competence == books["listening"])

    assert (row.state, row.gap.paper.last_day, "expires" in [one.code for one in row.gap.why]) == (
        "meets", TODAY + timedelta(days=72), True,
    )  # fmt: skip


def test_nobody_warns_twice_and_what_is_renewed_is_warned_of_no_more(cast, bos):
    first = certificates.warn_of_endings(today=TODAY)
    again = certificates.warn_of_endings(today=TODAY)
    last_week = certificates.warn_of_endings(today=TODAY + timedelta(days=14))
    certificates.renew_certificate(
        certificate=bos, issuer="", begins=TODAY, ends=TODAY + timedelta(days=500), viewer=cast.bo, today=TODAY
    )

    renewed = certificates.warn_of_endings(today=TODAY + timedelta(days=18))

    assert (first, again, last_week, renewed) == (1, 0, 1, 0)
    assert sorted(CertificateWarning.objects.values_list("days", flat=True)) == [7, 30]
    assert [one.to for one in mail.outbox] == [["bo@alvbro.example"]] * 2


def test_the_letter_says_when_and_not_what(cast, bos):
    certificates.warn_of_endings(today=TODAY)

    letter = mail.outbox[0]

    assert (SECRET in letter.subject + letter.body, MINE in letter.body) == (False, True)


def test_a_letter_that_cannot_go_is_tried_again(cast, bos, settings):
    settings.EMAIL_BACKEND = "tests.levels.deaf.EmailBackend"
    before = certificates.warn_of_endings(today=TODAY)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert (before, certificates.warn_of_endings(today=TODAY)) == (0, 1)


def test_who_has_left_is_not_written_to(cast, bos):
    type(cast.bo).objects.filter(pk=cast.bo.pk).update(ended=TODAY - timedelta(days=1))

    assert certificates.warn_of_endings(today=TODAY) == 0


def test_home_shows_ones_own_and_of_ones_people_only_how_many(cast, visit, bos):
    adas = waits_between_two(cast.ada, today=TODAY)
    pages = {
        who: visit(getattr(cast, who)).get("/home/").content.decode() for who in ("bo", "ada", "cai", "hedda", "gro")
    }

    assert (adas.certificates, adas.of_team, SECRET in pages.pop("bo")) == ((), 1, True)
    assert [who for who, page in pages.items() if SECRET in page] == []
    assert ENDING in pages["ada"]


def test_renewing_shows_the_old_as_renewed_and_undo_makes_it_end_again(cast, visit, bos):
    bo = visit(cast.bo)
    bo.post(f"{MINE}{bos.pk}/renewal/", {"begins": "2026-11-20", "ends": "2028-11-20"})
    new = Certificate.objects.exclude(pk=bos.pk).get()
    after = waits_between_two(cast.bo, today=TODAY).certificates
    bo.post(f"{MINE}{new.pk}/removal/")

    assert (new.renews_id, new.name, after) == (bos.pk, SECRET, ())
    assert [one.name for one in waits_between_two(cast.bo, today=TODAY).certificates] == [SECRET]


def test_what_is_taken_away_can_be_put_back_and_is_gone_after_a_month(cast, visit):
    row = told(cast.bo, file=BytesIO(PDF), file_name="kort.pdf")
    place, bo = files.place(row.upload), visit(cast.bo)
    bo.post(f"{MINE}{row.pk}/removal/")
    gone = "Truckkort" in bo.get(MINE).content.decode().split("toasts")[0]
    bo.post(f"{MINE}{row.pk}/return/")
    back = "Truckkort" in bo.get(MINE).content.decode()

    Certificate.objects.update(taken_away=clock.now() - timedelta(days=31))

    assert (gone, back, certificates.erase_taken_away(), place.exists()) == (False, True, 1, False)


def test_a_manager_sees_their_own_by_name_and_hr_says_why_first(cast, visit, bos):
    ada, hedda, gro = visit(cast.ada), visit(cast.hedda), visit(cast.gro)

    assert SECRET in ada.get(ENDING).content.decode()
    assert [SECRET in page.get(ENDING).content.decode() for page in (hedda, gro)] == [False, False]

    refused = hedda.post(f"{ENDING}reasons/", {"within": "90", "why": "ja"}).status_code
    hedda.post(f"{ENDING}reasons/", {"within": "90", "why": "Vi planerar höstens kurser"})

    assert (refused, SECRET in hedda.get(ENDING).content.decode()) == (422, True)
    assert "Vi planerar höstens kurser" in visit(cast.bo).get("/account/looks/").content.decode()
    assert hedda.get(f"/competence/people/{cast.bo.pk}/certificates/").status_code == 200


def test_the_reason_opens_certificates_and_no_levels(cast, visit, bos, books):
    sharing.open_certificates(people=[cast.bo], why="Vi planerar kurser", viewer=cast.hedda, today=TODAY)

    assert Opening.objects.get().what == Opening.CERTIFICATES
    assert not rules.may_towards(cast.hedda, cast.bo, "see a person's levels", today=TODAY)
    assert not rules.visible_people(cast.hedda, today=TODAY).filter(pk=cast.bo.pk).exists()
    assert not rules.may_see_certificates(cast.hedda, cast.bo, today=TODAY + timedelta(days=1))


def test_one_who_is_not_hr_opens_nothing(cast, bos):
    with pytest.raises(Refused):
        sharing.open_certificates(people=[cast.bo], why="Jag är nyfiken", viewer=cast.cai, today=TODAY)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("bo", 302), ("ada", 200), ("cai", 404), ("dag", 404), ("gro", 404), ("hedda", 302), ("ulf", 404), ("rut", 404), ("siv", 404),
        ("eve", 404),
    ],
)  # fmt: skip
def test_who_sees_anothers_certificates(cast, visit, bos, who, status):
    answer = visit(getattr(cast, who)).get(f"/competence/people/{cast.bo.pk}/certificates/")

    assert (answer.status_code, SECRET in answer.content.decode()) == (status, status == 200)


@pytest.mark.parametrize("what", ["file/", "renewal/", "confirmation/", "removal/", "return/"])
def test_nobody_else_touches_it(cast, visit, what):
    row = told(cast.bo, file=BytesIO(PDF), file_name="kort.pdf")

    answers = {
        visit(who).generic("GET" if what == "file/" else "POST", f"{MINE}{row.pk}/{what}").status_code
        for who in (cast.cai, cast.dag, cast.gro, cast.hedda, cast.ulf, cast.eve)
    }

    assert answers == {404}


def test_a_reader_sees_certificates_and_changes_nothing(cast, visit, bos):
    sharing.share(reader=cast.cai, viewer=cast.bo, today=TODAY, parts=["certificates"])
    cai = visit(cast.cai)

    seen = SECRET in cai.get(f"/competence/sharing/people/{cast.bo.pk}/").content.decode()
    tries = [cai.post(f"{MINE}{bos.pk}/{what}/").status_code for what in ("removal", "confirmation", "renewal")]

    assert (seen, tries) == (True, [404] * 3)


def test_what_is_typed_wrong_is_said_at_its_place(cast, visit):
    address = f"/competence/people/{cast.bo.pk}/certificates/new/"
    right = {"name": "Truckkort", "begins": "2026-01-01", "ends": "2027-01-01"}

    answers = [
        visit(cast.bo).post(address, {**right, **wrong}).status_code
        for wrong in (
            {"begins": "2027-01-01"},
            {"ends": "2025-01-01"},
            {"name": ""},
            {"file": SimpleUploadedFile("a.exe", b"MZ")},
        )
    ]

    assert (answers, Certificate.objects.count()) == ([422] * 4, 0)
