"""Approvals, profiles in use and training requests as a program meets them."""

import hashlib

from django.test import Client

from stigar.foundation import journal
from stigar.library.models import CompetenceModel, Rights
from stigar.people.models import Token
from stigar.profiles.actions import approvals as actions
from stigar.profiles.models import Objection, Requirement, TrainingRequest
from tests.cast import A_YEAR_ON, TODAY
from tests.profiles import finished


def _program(person):
    key = f"key of {person.given}"
    digest = hashlib.sha256(key.encode()).hexdigest()
    held = {"organisation_id": person.organisation_id, "person": person}
    Token.objects.create(**held, name="test", last_day=A_YEAR_ON, key_hash=digest)
    return Client(headers={"Authorization": f"Bearer {key}"})


def _post(program, address, **told):
    return program.post(f"/api/v1{address}", told, content_type="application/json")


def _put(program, address, **told):
    return program.put(f"/api/v1{address}", told, content_type="application/json")


def test_a_version_is_laid_read_and_approved_by_programs(cast, project):
    begun, _books = finished.profile(cast, project)
    laid = _post(_program(cast.hedda), f"/profiles/{begun.pk}/versions")
    address = f"/profiles/{begun.pk}/versions/1"
    cai, ulf = _program(cast.cai), _program(cast.ulf)
    read = cai.get(f"/api/v1{address}").json()

    first = _post(cai, f"{address}/votes", digest=read["digest"], yes=True)
    second = _post(ulf, f"{address}/votes", digest=read["digest"], yes=True)

    assert (laid.status_code, laid.json()["state"], len(read["content"]["requirements"])) == (201, "waiting", 2)
    assert (first.json(), second.json()) == ({"approved": False}, {"approved": True})
    assert cai.get(f"/api/v1/profiles/{begun.pk}/versions").json()[0]["state"] == "approved"


def test_a_vote_on_old_words_tells_what_has_changed(cast, project):
    old = finished.laid(cast, project)
    Requirement.objects.filter(profile=old.profile, level=3).update(level=4)
    new = actions.lay(profile=old.profile, viewer=cast.hedda, today=TODAY)

    answer = _post(_program(cast.cai), f"/profiles/{old.profile_id}/versions/1/votes", digest=old.digest, yes=True)

    told = answer.json()["error"]
    assert (answer.status_code, told["version"], told["digest"]) == (409, 2, new.digest)
    assert next((one["name"], one["was"], one["now"]) for one in told["changes"]) == (
        "Stängd: Alvbro, egen",
        "nivå 3",
        "nivå 4",
    )


def test_faults_have_their_numbers(cast, project):
    version = finished.laid(cast, project)
    cai, start = _program(cast.cai), f"/profiles/{version.profile_id}"
    address = f"{start}/versions/1/votes"

    assert _post(cai, address, digest=version.digest, yes=False).status_code == 422
    assert _post(cai, address, digest="x", yes=True).status_code == 422
    assert _post(cai, f"{start}/versions/9/votes", digest=version.digest, yes=True).status_code == 404
    assert _post(_program(cast.bo), address, digest=version.digest, yes=True).status_code == 404
    assert _post(_program(cast.gro), f"{start}/objections", words="Nej").status_code == 404
    hedda = _program(cast.hedda)
    assert _post(hedda, f"{start}/versions").status_code == 409
    assert _post(hedda, f"{start}/versions/1/approval", digest=version.digest).status_code == 409


def test_an_objection_is_made_answered_and_ended(cast, project):
    begun, books = finished.profile(cast, project)
    bo = _program(cast.bo)

    made = _post(
        bo, f"/profiles/{begun.pk}/objections", competence=str(books["writing"]), words="Vi skriver knappt"
    ).json()
    answered = _put(_program(cast.hedda), f"/profile-objections/{made['id']}/answer", words="Vi sänker")
    others = _put(_program(cast.ada), f"/profile-objections/{made['id']}/end", end="satisfied")
    ended = _put(bo, f"/profile-objections/{made['id']}/end", end="satisfied")
    again = _put(bo, f"/profile-objections/{made['id']}/end", end="taken_back")

    assert [one.status_code for one in (answered, others, ended, again)] == [200, 404, 200, 409]
    assert Objection.objects.get().end == "satisfied"
    assert bo.get(f"/api/v1/profiles/{begun.pk}/objections").json()[0]["answer"] == "Vi sänker"


def test_everybody_reads_a_profile_in_use_as_data(cast, project):
    version = finished.approved(cast, project)
    Rights.objects.update(may_pass_on=True)
    journal.note(cast.hedda, "changed the rights", CompetenceModel.objects.get())
    gro, start = _program(cast.gro), f"/api/v1/profiles/{version.profile_id}"

    (row,), whole = gro.get("/api/v1/profiles").json(), gro.get(start).json()

    assert (row["name"], whole["number"], [one["name"] for one in whole["requirements"]]) == (
        "Kundrådgivare", 1, ["Lyssna på kunden", "Skriva tydligt"],
    )  # fmt: skip
    assert gro.get(f"{start}/position").json()["positionCompetencyModel"]["statusCode"] == "approved"
    assert gro.get(f"{start}/interview-guide").status_code == 200
    assert gro.get(f"{start}/versions").status_code == 404


def test_a_training_request_is_made_seen_in_the_queue_and_answered(cast, project):
    version = finished.approved(cast, project)
    competence = str(version.profile.requirements.get(level=4).competence_id)
    bo, hedda = _program(cast.bo), _program(cast.hedda)

    made = _post(bo, "/training-requests", competence=competence, wish=3, why="Jag fastnar")
    twice = _post(bo, "/training-requests", competence=competence, wish=3, why="Igen")
    (waiting,) = hedda.get("/api/v1/training-requests/queue").json()
    answered = _put(hedda, f"/training-requests/{made.json()['id']}/answer", words="I februari")

    assert (made.status_code, twice.status_code, answered.status_code) == (201, 409, 204)
    assert (waiting["place"], waiting["benefit"], waiting["terms"][0]["people"]) == ("both", 24, 2)
    assert bo.get("/api/v1/training-requests/queue").status_code == 404
    assert bo.delete(f"/api/v1/training-requests/{made.json()['id']}").status_code == 409
    assert TrainingRequest.objects.get().answer == "I februari"
