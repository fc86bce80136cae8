"""The pages of a profile project: seen by those it concerns, gone through step by step, in words."""

import json

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from stigar.foundation.models import Errand
from stigar.profiles import jobs
from stigar.profiles.actions import following
from stigar.profiles.models import (
    Architecture,
    Delivery,
    Goal,
    Learned,
    Message,
    Profile,
    Project,
    TimeFrame,
    Viewpoint,
)
from stigar.profiles.queries.architecture import rules_of
from tests.cast import TODAY

GOAL = {
    "kind": "business",
    "words": "Rätt svar första gången",
    "expected": "Färre vidarekopplingar",
    "seen": "I statistiken",
}
PAGES = (
    "",
    "goal/",
    "rules/",
    "rules/file/",
    "time/",
    "participants/",
    "letters/",
    "steps/finish/",
    "guides/",
    "follow-up/",
)

POSTS = (
    "goal/", "rules/", "time/", "participants/new/", "viewpoints/", "letters/drafts/", "follow-up/", "steps/1/done/",
)  # fmt: skip


def _at(project, rest=""):
    return f"/profiles/projects/{project.pk}/{rest}"


@pytest.mark.parametrize("rest", PAGES)
def test_a_project_is_seen_by_its_own_and_by_hr_only(project, cast, visit, rest):
    seen = {
        name: visit(getattr(cast, name)).get(_at(project, rest)).status_code
        for name in ("hedda", "bo", "ada", "cai", "ulf")
    }
    unseen = {
        name: visit(getattr(cast, name)).get(_at(project, rest)).status_code for name in ("dag", "siv", "rut", "eve")
    }

    assert set(seen.values()) == {200}, seen
    assert set(unseen.values()) == {404}, unseen


def test_everyone_here_finds_the_place_and_only_hr_the_button(project, cast, visit):
    hedda, dag = (visit(one).get("/profiles/").content.decode() for one in (cast.hedda, cast.dag))

    assert ('/profiles/projects/"' in hedda, '/profiles/projects/"' in dag) == (True, False)
    assert ("Kundservice</a>" in hedda, "Kundservice</a>" in dag) == (True, False)
    assert visit(cast.dag).get("/profiles/projects/").status_code == 404


def test_hr_begins_a_project_on_the_page_and_comes_to_its_goal(cast, visit):
    answer = visit(cast.hedda).post("/profiles/projects/", {"name": "Rådgivarna", "roles": [str(cast.adviser.pk)]})

    made = Project.objects.get()
    assert (answer.status_code, answer.url) == (302, _at(made, "goal/"))
    assert (made.name, made.owner) == ("Rådgivarna", cast.hedda)


def test_an_owner_is_found_by_name_and_an_unknown_one_is_said(cast, visit):
    hedda = visit(cast.hedda)
    told = {"name": "Rådgivarna", "roles": [str(cast.adviser.pk)]}

    wrong = hedda.post("/profiles/projects/", {**told, "owner_name": "Ingen Alls"})
    hedda.post("/profiles/projects/", {**told, "owner_name": "Ada Test"})

    assert wrong.status_code == 422
    assert Project.objects.get().owner == cast.ada
    assert "Ada Test" in hedda.get("/profiles/people/?owner_name=ad").content.decode()


def test_the_goal_stands_on_every_later_page(project, cast, visit):
    hedda = visit(cast.hedda)

    answer = hedda.post(_at(project, "goal/"), GOAL)

    assert answer.status_code == 302
    for rest in ("", "rules/", "time/", "participants/", "letters/", "steps/finish/", "guides/", "follow-up/"):
        assert "Rätt svar första gången" in hedda.get(_at(project, rest)).content.decode(), rest


def test_a_goal_without_words_is_not_kept(project, cast, visit):
    answer = visit(cast.hedda).post(_at(project, "goal/"), {**GOAL, "seen": " "})

    assert (answer.status_code, Goal.objects.count()) == (422, 0)


@pytest.mark.parametrize("somebody", ["bo", "ada", "ulf", "dag"])
@pytest.mark.parametrize(
    "rest",
    ["goal/", "rules/", "time/", "participants/new/", "viewpoints/", "letters/drafts/", "follow-up/", "steps/1/done/"],
)
def test_who_does_not_lead_cannot_post(project, cast, visit, somebody, rest):
    assert visit(getattr(cast, somebody)).post(_at(project, rest), GOAL).status_code == 404
    assert not Goal.objects.exists()


def test_a_step_is_said_to_be_done_and_can_be_undone(project, cast, visit):
    hedda = visit(cast.hedda)
    early = hedda.post(_at(project, "steps/1/done/"), follow=True).content.decode()
    hedda.post(_at(project, "goal/"), GOAL)

    hedda.post(_at(project, "steps/1/done/"), {"said": "Klart"})
    done = hedda.get(_at(project)).content.decode()

    assert early.count("toast--wrong") == 1
    assert _at(project, "steps/1/again/") in done
    assert "Klart" in done
    assert hedda.post(_at(project, "steps/10/done/")).status_code == 404


def test_rules_are_set_taken_along_and_read_back(project, cast, visit):
    hedda = visit(cast.hedda)
    hedda.post(_at(project, "rules/"), {
        "fewest": 3, "most": 9, "levels": [1, 2, 3], "why": "on", "longest": 300, "avoid": "flexibel\nsocial",
    })  # fmt: skip
    file = hedda.get(_at(project, "rules/file/"))
    Architecture.objects.all().delete()

    hedda.post(_at(project, "rules/reading/"), {"file": SimpleUploadedFile("r.json", file.content)})

    rules = rules_of(project)
    assert (rules.fewest, rules.most, rules.levels, rules.avoid) == (3, 9, (1, 2, 3), ("flexibel", "social"))
    assert json.loads(file.content)["format"] == "stigar-profile-rules"


def test_a_file_that_is_not_rules_changes_nothing_and_says_why(project, cast, visit):
    hedda = visit(cast.hedda)

    page = hedda.post(
        _at(project, "rules/reading/"), {"file": SimpleUploadedFile("r.json", b'{"format": "other"}')}, follow=True
    )

    assert "stigar-profile-rules" in page.content.decode()
    assert not Architecture.objects.exists()


def test_an_unrealistic_wish_is_kept_and_told_with_what_would_help(project, cast, visit):
    hedda = visit(cast.hedda)

    hedda.post(_at(project, "time/"), {"begins": "2027-01-11", "workshops": 6, "wished": "2027-01-20"})
    page = hedda.get(_at(project, "time/")).content.decode()

    assert str(TimeFrame.objects.get().wished) == "2027-01-20"
    assert "notice--attention" in page


def test_somebody_is_found_taken_in_and_out_and_back(project, cast, visit):
    hedda = visit(cast.hedda)
    found = hedda.get(_at(project, "participants/?q=dag")).content.decode()

    hedda.post(_at(project, "participants/new/"), {"person": str(cast.dag.pk), "part": "participant"})
    dag = project.participants.get(person=cast.dag)
    hedda.post(_at(project, f"participants/{dag.pk}/removal/"))
    out = project.participants.filter(person=cast.dag, left=None).exists()
    hedda.post(_at(project, f"participants/{dag.pk}/return/"))

    assert f'value="{cast.dag.pk}"' in found
    assert (out, project.participants.filter(person=cast.dag, left=None).exists()) == (False, True)


def test_a_viewpoint_is_added_on_the_page(project, cast, visit):
    hedda = visit(cast.hedda)

    hedda.post(_at(project, "viewpoints/"), {"kind": "own", "key": "De som är nya", "needed": "on"})

    assert Viewpoint.objects.get().key == "De som är nya"
    assert "De som är nya" in hedda.get(_at(project, "participants/")).content.decode()


def test_a_viewpoint_of_ones_own_is_taken_away_and_put_back_with_who_spoke_for_it(project, cast, visit):
    hedda = visit(cast.hedda)
    hedda.post(
        _at(project, "viewpoints/"), {"kind": "own", "key": "Natten", "needed": "on", "spoken_for": str(cast.bo.pk)}
    )
    row = Viewpoint.objects.get()

    def shown():
        return "Natten" in hedda.get(_at(project, "participants/")).content.decode().split('id="main"')[1]

    before = shown()
    hedda.post(_at(project, f"viewpoints/{row.pk}/removal/"))
    hedda.get("/profiles/")  # what was said of it in passing is read here
    away = shown()
    hedda.post(_at(project, f"viewpoints/{row.pk}/return/"))
    hedda.get("/profiles/")

    row.refresh_from_db()
    assert (before, away, shown(), row.spoken_for) == (True, False, True, cast.bo)


def test_a_viewpoint_that_comes_from_the_work_is_not_taken_away(project, cast, visit):
    row = Viewpoint.objects.create(
        organisation=cast.organisation, project=project, kind="site", key="Malmö", needed=False, why="Samma arbete"
    )

    assert visit(cast.hedda).post(_at(project, f"viewpoints/{row.pk}/removal/")).status_code == 404


def test_who_is_in_the_project_reads_on_the_profile_which_viewpoint_is_missing(project, cast, visit):
    profile = Profile.objects.create(
        organisation=cast.organisation,
        project=project,
        role=cast.adviser,
        name="Kundrådgivare",
        language="sv",
        made=TODAY,
    )
    Viewpoint.objects.create(organisation=cast.organisation, project=project, kind="own", key="De som är nya")

    page = visit(cast.bo).get(f"/profiles/{profile.pk}/").content.decode()

    assert "De som är nya" in page


def test_letters_are_drafted_sent_and_read(project, cast, visit):
    hedda, bo = visit(cast.hedda), visit(cast.bo)
    hedda.post(_at(project, "goal/"), GOAL)
    hedda.post(_at(project, "letters/drafts/"))
    letter = Message.objects.get(audience="holders", moment="begins")
    before = bo.get(f"/profiles/letters/{letter.pk}/").status_code

    hedda.post(_at(project, f"letters/{letter.pk}/sending/"))
    page = bo.get(f"/profiles/letters/{letter.pk}/").content.decode()

    assert (Message.objects.count(), before) == (8, 404)
    assert "Rätt svar första gången" in page
    assert Delivery.objects.get(person=cast.bo).read_at is not None
    assert Delivery.objects.get(person=cast.cai).read_at is None
    assert visit(cast.dag).get(f"/profiles/letters/{letter.pk}/").status_code == 404
    assert "Rätt svar" in hedda.get(_at(project, f"letters/{letter.pk}/")).content.decode()


def test_a_letter_goes_by_mail_in_each_readers_language_once(project, cast, visit):
    cast.cai.language = "nb"
    cast.cai.save()
    cast.cai.identity.language = "nb"
    cast.cai.identity.save()
    hedda = visit(cast.hedda)
    hedda.post(_at(project, "goal/"), GOAL)
    hedda.post(_at(project, "letters/drafts/"))
    letter = Message.objects.get(audience="holders", moment="begins")
    hedda.post(_at(project, f"letters/{letter.pk}/sending/"))
    asked = Errand.objects.get(kind="profiles.letters")
    mail.outbox.clear()
    Delivery.objects.update(mailed_at=None)
    Errand.objects.update(ended_at=None)

    jobs.send_the_letters(asked)
    Errand.objects.update(ended_at=None)
    jobs.send_the_letters(asked)

    assert sorted((one.to[0], one.subject) for one in mail.outbox) == [
        ("bo@alvbro.example", "Kundservice: du vet bäst vad ditt jobb kräver"),
        ("cai@alvbro.example", "Kundservice: du vet best hva jobben din krever"),
    ]


def test_a_guide_is_read_answered_and_ticked_off(cast, visit):
    ada = visit(cast.ada)
    wrong, right = (ada.get(f"/profiles/guides/hiring/?answer={n}").content.decode() for n in (0, 1))

    ada.post("/profiles/guides/hiring/tick/")

    assert ("notice--good" in wrong, "notice--good" in right) == (False, True)
    assert Learned.objects.get().person == cast.ada
    ada.post("/profiles/guides/hiring/tick/removal/")
    assert not Learned.objects.exists()
    assert ada.get("/profiles/guides/magic/").status_code == 404
    assert visit(cast.eve).get("/profiles/guides/hiring/").status_code == 200


def test_only_the_owner_sees_who_has_not_been_through_a_guide(project, cast, visit):
    project.owner = cast.ada
    project.save()

    owner, other = (visit(one).get(_at(project, "guides/")).content.decode() for one in (cast.ada, cast.hedda))

    assert ('chip--quiet">Ada' in owner, 'chip--quiet">Ada' in other) == (True, False)


def test_how_secure_one_feels_is_answered_once_by_those_asked(project, cast, visit):
    pulse = following.ask_confidence(project=project, threshold=4, viewer=cast.hedda, today=TODAY)
    bo, dag = visit(cast.bo), visit(cast.dag)

    first = bo.post(f"/profiles/pulses/{pulse.pk}/", {"answer": "4"})
    second = bo.post(f"/profiles/pulses/{pulse.pk}/", {"answer": "1"})

    assert (first.status_code, second.status_code, pulse.answers.get().answer) == (302, 302, 4)
    assert dag.post(f"/profiles/pulses/{pulse.pk}/", {"answer": "4"}).status_code == 404


def test_a_project_that_has_ended_is_read_and_not_changed(project, cast, visit):
    hedda = visit(cast.hedda)
    hedda.post(_at(project, "ending/"), {"why": "Avdelningen läggs ner"})

    answer = hedda.post(_at(project, "goal/"), GOAL)

    assert (answer.url, Goal.objects.count()) == (_at(project), 0)
    assert "Avdelningen läggs ner" in hedda.get(_at(project)).content.decode()
    hedda.post(_at(project, "ending/removal/"))
    assert hedda.post(_at(project, "goal/"), GOAL).url == _at(project, "goal/")


def test_an_unread_letter_and_an_open_question_stand_on_the_home_page(project, cast, visit):
    hedda, bo = visit(cast.hedda), visit(cast.bo)
    before = bo.get("/home/").content.decode()
    hedda.post(_at(project, "goal/"), GOAL)
    hedda.post(_at(project, "letters/drafts/"))
    letter = Message.objects.get(audience="holders", moment="begins")
    hedda.post(_at(project, f"letters/{letter.pk}/sending/"))
    following.ask_confidence(project=project, threshold=4, viewer=cast.hedda, today=TODAY)

    home = bo.get("/home/").content.decode()
    bo.get(f"/profiles/letters/{letter.pk}/")
    after = bo.get("/home/").content.decode()

    assert [f"/profiles/letters/{letter.pk}/" in page for page in (before, home, after)] == [False, True, False]
    assert ["/profiles/pulses/" in page for page in (before, home, after)] == [False, True, True]
