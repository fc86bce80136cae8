"""What a profile feeds: files in the reader's language, an interview guide, and a queue of training requests with reasons."""

import io
import json

import pytest
from python_calamine import CalamineWorkbook

from stigar.foundation import journal
from stigar.foundation.policy import Refused
from stigar.library.actions import bring_open_model
from stigar.library.models import Competence, CompetenceModel, Rights
from stigar.library.queries.shelf import shelf
from stigar.profiles.actions import requests as actions
from stigar.profiles.models import TrainingRequest, Use
from stigar.profiles.queries.feeds import guide_of, own_requests, queue, told_out
from stigar.profiles.writers.position import told
from tests.cast import TODAY
from tests.profiles import finished
from tests.profiles.programs import program


def _ask(cast, who, competence, wish=2, why="Jag fastnar ofta"):
    return actions.ask_for_training(competence=competence, wish=wish, why=why, viewer=who, today=TODAY)


def _rights(cast, **said):
    """Say something else of the rights; the line in the journal makes the library read it."""
    Rights.objects.update(**said)
    journal.note(cast.hedda, "changed the rights", CompetenceModel.objects.get())


def _key(key):
    return Competence.objects.get(key=key).pk


def test_everybody_takes_along_what_is_approved_and_nobody_outside_what_is_not(cast, project, visit):
    version = finished.laid(cast, project)
    address = f"/profiles/{version.profile_id}/file/json/"

    outside, inside = visit(cast.gro).get(address), visit(cast.bo).get(address)

    assert (outside.status_code, inside.status_code) == (404, 200)
    assert json.loads(inside.content)["positionCompetencyModel"]["statusCode"] == "draft"


def test_a_profile_is_a_page_of_paper_in_the_readers_language(cast, project, visit):
    version = finished.approved(cast, project)
    _rights(cast, may_pass_on=True)

    answer = visit(cast.gro).get(f"/profiles/{version.profile_id}/file/pdf/")

    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert Use.objects.get(kind="file").times == 1


def test_closed_words_stay_behind_and_in_their_place_it_says_whose_they_are(cast, project, visit):
    version = finished.approved(cast, project)
    _rights(cast, may_pass_on=False, holder="Bokförlaget", terms="Bara för egna medarbetare.")

    told_inside = told_out(version.profile, version, "sv", leaves=False, today=TODAY)
    out = told_out(version.profile, version, "sv", leaves=True, today=TODAY)

    words = "Stängd: Bokförlaget, Bara för egna medarbetare."
    assert [one.name for one in told_inside.requirements] == ["Lyssna på kunden", "Skriva tydligt"]
    assert [(one.competence, one.closed, one.name, one.key, one.definition, one.shows) for one in out.requirements] == [
        (one.competence, True, words, "", "", ()) for one in told_inside.requirements
    ]
    assert ([one.level for one in out.requirements], out.left, guide_of(out).without) == ([4, 3], 2, ())
    assert visit(cast.gro).get(f"/profiles/{version.profile_id}/file/pdf/").status_code == 200


def test_no_door_to_the_outside_gives_a_closed_competence_a_name(cast, project, visit):
    version = finished.approved(cast, project)
    _ask(cast, cast.bo, _key("listening"))
    _rights(cast, may_pass_on=False, holder="Bokförlaget")
    bo, hedda, start = program(cast.bo), program(cast.hedda), f"/api/v1/profiles/{version.profile_id}"

    doors = [
        bo.get(start), bo.get(f"{start}/position"), bo.get(f"{start}/interview-guide"), bo.get(f"{start}/versions/1"),
        bo.get("/api/v1/training-requests"), hedda.get("/api/v1/training-requests/queue"),
        visit(cast.bo).get(f"/profiles/{version.profile_id}/file/json/"),
    ]  # fmt: skip

    assert [door.status_code for door in doors] == [200] * 7
    told = [json.dumps(json.loads(door.content), ensure_ascii=False) for door in doors]
    assert [any(word in one for word in ("Lyssna på", "listening", "Skriva tydligt")) for one in told] == [False] * 7
    assert ["Bokförlaget" in one for one in told] == [True, True, False, True, True, True, True]


def test_the_position_as_data_has_levels_importance_and_attribution(cast, project):
    version = finished.approved(cast, project)
    _rights(cast, may_pass_on=True)

    data = told(told_out(version.profile, version, "sv", leaves=True, today=TODAY))["positionCompetencyModel"]

    first = data["positionCompetencies"][0]
    assert (data["positionTitle"], data["versionId"], data["attributions"]) == ("Kundrådgivare", 1, ["Våra egna ord."])
    assert (first["competencyCode"], first["requiredProficiencyLevel"]["minimum"], first["relativeImportance"]["code"]) == (
        "listening", 4, "Essential",
    )  # fmt: skip


def test_the_guide_can_be_read_printed_and_filled_in(cast, project, visit):
    version = finished.approved(cast, project)
    _rights(cast, may_pass_on=True)
    gro, start = visit(cast.gro), f"/profiles/{version.profile_id}/guide/"

    page, paper, sheet = gro.get(start), gro.get(f"{start}pdf/"), gro.get(f"{start}xlsx/")

    book = CalamineWorkbook.from_filelike(io.BytesIO(sheet.content))
    rows = book.get_sheet_by_index(2).to_python()
    assert (page.status_code, paper.content[:5], gro.get(f"{start}exe/").status_code) == (200, b"%PDF-", 404)
    assert [row[0] for row in rows[1:]] == ["Lyssna på kunden", "Skriva tydligt"]


def test_the_guide_of_the_open_model_has_questions_with_what_to_listen_for(cast, project):
    bring_open_model(viewer=cast.hedda, today=TODAY)
    begun, _books = finished.profile(cast, project)
    known = next(one for one in shelf("sv") if one.interviews)
    finished.written.require(cast, begun, known.id, 3, why="Därför")

    guide = guide_of(told_out(begun, None, "sv", leaves=True, today=TODAY))

    assert [one.required.name for one in guide.asked] == [known.name]
    assert all(one.ask and one.low and one.high for one in guide.asked[0].questions)
    assert guide.minutes == 4 * len(guide.asked[0].questions)


def test_a_request_is_placed_by_wish_and_by_a_benefit_one_can_follow(cast, project):
    finished.approved(cast, project)
    _ask(cast, cast.bo, _key("listening"), wish=3)
    _ask(cast, cast.cai, _key("writing"), wish=1)
    _ask(cast, cast.dag, _key("conflict"), wish=2)

    found = queue(cast.hedda, sees_all=True, language="sv", today=TODAY)

    assert [(one.name, one.corner, one.benefit.points, one.better) for one in found] == [
        ("Lyssna på kunden", "both", 24, ()), ("Hantera konflikter", "wish", 0, ("no-profile",)),
        ("Skriva tydligt", "benefit", 12, ()),
    ]  # fmt: skip
    assert [(term.title, term.level, term.importance, term.people) for term in found[0].benefit.terms] == [
        ("Kundrådgivare", 4, 3, 2)
    ]


def test_the_project_leader_sees_those_in_the_roles_and_nobody_else(cast, project):
    finished.approved(cast, project)
    project.owner = cast.ada
    project.save()
    _ask(cast, cast.bo, _key("listening"))
    _ask(cast, cast.dag, _key("listening"))

    assert [one.request.person for one in queue(cast.ada, sees_all=False, language="sv", today=TODAY)] == [cast.bo]


def test_one_sees_ones_own_and_takes_it_back(cast, project, visit):
    finished.approved(cast, project)
    made = _ask(cast, cast.bo, _key("listening"))
    bo = visit(cast.bo)

    page = bo.get("/profiles/requests/").content.decode()
    others = visit(cast.cai).get("/profiles/requests/").content.decode()
    bo.post(f"/profiles/requests/{made.pk}/removal/")

    made.refresh_from_db()
    assert ("Jag fastnar ofta" in page, "Jag fastnar ofta" in others, made.taken_back is None) == (True, False, False)
    assert own_requests(cast.bo, language="sv", today=TODAY)[0] == []


def test_the_same_is_asked_for_once_and_says_why(cast, project):
    finished.approved(cast, project)
    _ask(cast, cast.bo, _key("listening"))

    with pytest.raises(actions.AskedAlready):
        _ask(cast, cast.bo, _key("listening"), wish=3)
    with pytest.raises(actions.NoWhy):
        _ask(cast, cast.bo, _key("writing"), why="  ")


def test_hr_answers_and_the_person_reads_it(cast, project, visit):
    finished.approved(cast, project)
    made = _ask(cast, cast.bo, _key("listening"))

    visit(cast.hedda).post(f"/profiles/requests/{made.pk}/answer/", {"words": "I februari, med Cai"})

    assert "I februari, med Cai" in visit(cast.bo).get("/profiles/requests/").content.decode()
    with pytest.raises(actions.Ended):
        actions.take_request_back(request=made, viewer=cast.bo, today=TODAY)


def test_that_a_request_is_answered_is_told_only_those_who_may_answer(cast, project, visit):
    finished.approved(cast, project)
    project.owner = cast.ada
    project.save()
    made = _ask(cast, cast.bo, _key("listening"))
    actions.answer_request(request=made, words="I februari", viewer=cast.hedda, today=TODAY)
    at = f"/api/v1/training-requests/{made.pk}/answer"

    answers = {
        name: program(getattr(cast, name)).put(at, {"words": "Nej"}, content_type="application/json").status_code
        for name in ("hedda", "ada", "bo", "cai", "dag", "ulf")
    }
    pages = [visit(who).post(f"/profiles/requests/{made.pk}/answer/", {"words": "Nej"}) for who in (cast.ada, cast.cai)]

    assert answers == {"hedda": 409, "ada": 409, "bo": 404, "cai": 404, "dag": 404, "ulf": 404}
    assert [page.status_code for page in pages] == [302, 404]
    assert TrainingRequest.objects.get().answer == "I februari"


@pytest.mark.parametrize("somebody", ["cai", "dag", "siv", "ulf", "rut", "bo"])
def test_nobody_else_answers(cast, project, visit, somebody):
    finished.approved(cast, project)
    made = _ask(cast, cast.bo, _key("listening"))
    viewer = getattr(cast, somebody)

    with pytest.raises(Refused):
        actions.answer_request(request=made, words="Nej", viewer=viewer, today=TODAY)
    assert visit(viewer).post(f"/profiles/requests/{made.pk}/answer/", {"words": "Nej"}).status_code == 404
    assert TrainingRequest.objects.get().answer == ""


def test_closed_words_are_read_on_the_pages_and_not_printed_from_them(cast, project, visit):
    version = finished.approved(cast, project)
    _rights(cast, may_pass_on=False, holder="Bokförlaget")
    closed = [visit(cast.gro).get(f"/profiles/{version.profile_id}/{page}").content.decode() for page in ("", "guide/")]
    _rights(cast, may_pass_on=True)

    opened = [visit(cast.gro).get(f"/profiles/{version.profile_id}/{page}").content.decode() for page in ("", "guide/")]

    assert ["Skriver korta svar" in page for page in closed[:1]] == [True]
    assert ["Stängd: Bokförlaget" in page for page in (*closed, *opened)] == [True, True, False, False]
    assert [page.count("requirement no-print") + page.count("guide no-print") for page in (*closed, *opened)][::2] == [
        2,
        0,
    ]
    assert ["Bokförlaget" in page for page in (*closed, *opened)] == [True, True, False, False]
