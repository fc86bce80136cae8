"""Somebody employed here who wants what is not theirs: each way that was open once is tried again, so that it stays closed."""

import json
import zipfile
from datetime import timedelta
from time import process_time

import pytest
from allauth.account.adapter import get_adapter
from django.test import Client
from django.urls import get_resolver

from stigar.foundation import clock, files, jobs
from stigar.foundation.models import Errand, JournalEntry, Upload
from stigar.foundation.policy import Refused
from stigar.people.actions import accounts
from stigar.people.actions.duties import LastAdministrator, take_duty
from stigar.people.actions.oneself import make_token
from stigar.people.models import DemoVisitor, Duty, Invitation, Organisation, Person, Token
from stigar.people.queries import demo_visitor
from stigar.people.readers import weighing
from stigar.people.readers.faults import Unreadable
from stigar.people.readers.headings import known
from stigar.people.readers.tables import read_table
from stigar.people.rules import may_here, may_see_details
from tests.cast import TODAY
from tests.people import corpus
from tests.people.importing import CAST, CAST_HEAD, bring
from tests.people.test_imports_pages import brought, previewed

YESTERDAY = TODAY - timedelta(days=1)


def test_hr_of_one_unit_is_nothing_elsewhere_and_decides_nothing(cast):
    Duty.objects.create(
        organisation=cast.organisation, person=cast.cai, kind=Duty.HR, unit=cast.merchants, begins=TODAY
    )

    seen = [may_see_details(cast.cai, person, today=TODAY) for person in (cast.dag, cast.bo, cast.gro)]
    rights = (
        "import people",
        "decide on roles",
        "decide on areas",
        "hold a wish survey",
        "see wishes together",
        "import the work",
    )

    assert (seen, [may_here(cast.cai, right, today=TODAY) for right in rights]) == ([True, False, False], [False] * 6)


def test_a_kept_answer_is_not_given_again_to_who_has_lost_the_duty(cast):
    token = make_token(name="x", viewer=cast.hedda, today=TODAY)[1]
    asked = {
        "path": f"/api/v1/roles/{cast.adviser.pk}/merges", "data": json.dumps({"variants": [str(cast.merchant_adviser.pk)]}),
        "content_type": "application/json", "HTTP_AUTHORIZATION": f"Bearer {token}", "HTTP_IDEMPOTENCY_KEY": "one",
    }  # fmt: skip
    first = Client().post(**asked)
    Duty.objects.filter(person=cast.hedda).delete()

    again = Client().post(**asked)

    assert (first.status_code, again.status_code) == (200, 409)
    assert "Handlarsupport" not in again.content.decode()


def test_a_new_password_ends_the_programs_keys(cast, rf):
    make_token(name="stolen", viewer=cast.bo, today=TODAY)

    get_adapter().set_password(cast.bo.identity, "another good long sentence")

    assert Token.objects.filter(person=cast.bo).count() == 0


@pytest.mark.parametrize("ends", ["left", "closed"])
def test_an_import_that_waited_does_nothing_for_somebody_who_is_not_let_in_any_more(cast, visit, tmp_path, ends):
    hedda = visit(cast.hedda)
    address = brought(hedda, tmp_path, [*CAST.values(), ("10", "Åsa", "Öberg", "Kundrådgivare", "A1", "2", "Malmö")])
    page = previewed(hedda, address)
    hedda.post(f"{address}application/", {"digest": page.context["result"]["digest"]})
    if ends == "left":
        Person.objects.filter(pk=cast.hedda.pk).update(ended=YESTERDAY)
    else:
        accounts.close_login(person=cast.hedda, viewer=cast.siv, today=TODAY)

    errand = Errand.objects.get(kind="people.apply_import")
    jobs.do_errand.func(str(errand.organisation_id), str(errand.pk))

    errand.refresh_from_db()
    assert (errand.fault["code"], Person.objects.filter(number="10").count()) == ("refused", 0)


def test_letters_that_waited_are_not_sent_for_an_administrator_who_has_left(cast, mailoutbox):
    Person.objects.filter(pk=cast.bo.pk).update(identity=None)
    asked = accounts.ask_to_invite(people=[cast.bo.pk], viewer=cast.siv, today=TODAY - timedelta(days=9))
    Person.objects.filter(pk=cast.siv.pk).update(ended=YESTERDAY)

    with pytest.raises(Refused):
        jobs.do_errand.func(str(asked.organisation_id), str(asked.pk))

    assert mailoutbox == []


def test_looking_at_a_preview_and_at_the_logins_is_written_down(cast, visit, tmp_path):
    hedda, siv = visit(cast.hedda), visit(cast.siv)

    previewed(hedda, brought(hedda, tmp_path, [("4", "Bo", "Annan", "Kundrådgivare", "A1", "2", "Malmö")]))
    siv.get("/accounts/")
    siv.get(f"/accounts/{cast.bo.pk}/")

    looks = JournalEntry.objects.looks().order_by("at").values_list("actor", "verb", "about")
    assert list(looks) == [
        (cast.hedda.pk, "saw what a file of people would change", None),
        (cast.siv.pk, "saw the list of logins", None),
        (cast.siv.pk, "saw somebody's login", cast.bo.pk),
    ]


def test_a_corrected_address_takes_the_letter_to_the_old_one_back(cast, tmp_path, mailoutbox):
    Person.objects.filter(pk=cast.bo.pk).update(identity=None, email="wrong@alvbro.example")
    accounts.invite_person(person=Person.objects.get(pk=cast.bo.pk), viewer=cast.siv, today=TODAY)

    bring(tmp_path, [(*CAST["4"], "bo@alvbro.example")], (*CAST_HEAD, "E-post"), viewer=cast.hedda)

    assert (len(mailoutbox), Invitation.objects.count()) == (1, 0)


def test_the_last_administrator_who_is_let_in_keeps_the_duty_and_the_login(cast):
    Duty.objects.create(organisation=cast.organisation, person=cast.gro, kind=Duty.ADMIN, begins=TODAY)
    accounts.close_login(person=cast.gro, viewer=cast.siv, today=TODAY)

    with pytest.raises(LastAdministrator):
        take_duty(duty=Duty.objects.get(person=cast.siv, kind=Duty.ADMIN), viewer=cast.siv, today=TODAY)
    with pytest.raises(Refused):
        accounts.close_login(person=cast.siv, viewer=cast.siv, today=TODAY)


def test_the_demo_never_opens_a_login_that_works_for_real_elsewhere(cast):
    Organisation.objects.filter(pk=cast.organisation.pk).update(is_demo=True)
    for sort, person in enumerate((cast.bo, cast.cai)):
        DemoVisitor.objects.create(organisation=cast.organisation, person=person, sort=sort)
    Person.objects.filter(pk=cast.cai.pk).update(identity=cast.eve.identity)

    assert (demo_visitor(cast.bo.pk), demo_visitor(cast.cai.pk)) == (cast.bo.identity, None)


def test_values_of_a_file_do_not_stay_in_the_errands(cast, visit, tmp_path):
    hedda = visit(cast.hedda)
    address = brought(hedda, tmp_path, [("4", "Kanariefågel", "Test", "Kundrådgivare", "A1", "2", "Malmö")])
    previewed(hedda, address)
    before = _noted()

    hedda.post(f"{address}removal/")

    assert ("Kanariefågel" in before, "Kanariefågel" in _noted(), Upload.objects.count()) == (True, False, 0)


def test_what_old_errands_were_given_and_found_is_let_go_of(cast):
    old = clock.now() - timedelta(hours=files.KEPT_HOURS + 1)
    for ended in (old, clock.now()):
        Errand.objects.create(
            organisation=cast.organisation, kind="people.invite", ended_at=ended, given={"people": ["Bo"]}, result={"sent": 1},
            fault={"code": "faults", "faults": ["Bo"]},
        )  # fmt: skip

    jobs.forget_old()

    kept = Errand.objects.order_by("ended_at").values_list("given", "result", "fault")
    assert list(kept) == [
        ({}, {}, {"code": "faults"}),
        ({"people": ["Bo"]}, {"sent": 1}, {"code": "faults", "faults": ["Bo"]}),
    ]


def test_what_is_said_of_the_work_stays_out_of_the_journal(cast, visit):
    visit(cast.bo).post(f"/work/{cast.adviser.pk}/tasks/", {"text": "Ringer Kanariefågel", "frequency": "daily"})

    [line] = JournalEntry.objects.filter(verb="described a task")

    assert "Kanariefågel" not in str([line.thing_name, line.why, line.details])


def test_broken_marks_in_a_workbook_are_searched_through_in_no_time():
    texts = [b"<c " * 100_000, b"<c " + b'r="A1" ' * 100_000 + b">", b"<" + b"x" * 300_000 + b":c>"]

    began = process_time()
    for text in texts:
        for pattern in (weighing._ROW, weighing._CELL, weighing._UNANSWERED, weighing._WRONG):
            pattern.findall(text)

    assert process_time() - began < 9


def test_no_part_of_a_workbook_unfolds_without_end(tmp_path):
    small, large = corpus.workbook(tmp_path / "small.xlsx", [CAST_HEAD, CAST["4"]]), tmp_path / "large.xlsx"
    with zipfile.ZipFile(small) as before, zipfile.ZipFile(large, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.namelist():
            after.writestr(
                part, b" " * (weighing.LARGEST_STRINGS + 1) if part == "xl/styles.xml" else before.read(part)
            )

    with pytest.raises(Unreadable) as wrong:
        read_table(large, large.name, known=known)

    assert [fault.code for fault in wrong.value.faults] == ["too-large"]


@pytest.mark.parametrize("address", ["/areas/?step=", "/people/?page=", "/roles/?page="])
def test_a_number_of_five_thousand_figures_breaks_no_page(cast, visit, address):
    assert visit(cast.bo).get(address + "9" * 5000).status_code == 200


def test_a_search_of_thousands_of_words_breaks_no_page(cast, visit):
    siv = visit(cast.siv)

    for address in ("/people/", "/accounts/", "/work/", "/roles/", "/library/concepts/"):
        assert siv.get(address, {"q": "a " * 2000}).status_code == 200


@pytest.mark.parametrize(
    "target", ["//evil.example/", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/\t/evil.example"]
)
def test_no_choice_leads_out_of_the_house(cast, visit, target):
    for address in ("/language/", "/scheme/"):
        answer = visit(cast.bo).post(address, {"next": target, "language": "sv", "scheme": "dark"})

        assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_every_writing_address_asks_for_the_pages_own_mark(cast):
    for address in (
        "/language/",
        "/scheme/",
        "/world/",
        "/account/login/",
        "/account/tokens/",
        "/people/imports/",
        "/wishes/",
    ):
        own = Client(enforce_csrf_checks=True)
        own.force_login(cast.bo.identity)

        assert own.post(address, {"language": "sv"}).status_code == 403


def test_nobody_can_sign_up_by_any_door(cast):
    doors = [
        "/account/signup/",
        "/account/signup/passkey/",
        "/account/2fa/webauthn/signup/",
        "/_allauth/browser/v1/auth/signup",
    ]

    assert [Client().post(door, {"email": "new@evil.example"}).status_code for door in doors] == [404] * 4
    assert not any("social" in str(key) or "headless" in str(key) for key in get_resolver().reverse_dict)


def _noted():
    return json.dumps(list(Errand.objects.values_list("given", "result", "fault")), ensure_ascii=False)
