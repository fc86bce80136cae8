"""What stands on the stage while every route is tried: one of each thing in Alvbro, brought by its cast.

``SLOTS`` says which thing fills a slot of an address; a slot's name is enough, a route's own entry goes before it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from stigar.areas.actions.decisions import rename_area
from stigar.areas.actions.map import draw_map
from stigar.areas.models import Answer, Area, Skill, Steering, Survey, Task, Trait, Wish
from stigar.foundation import files
from stigar.foundation.models import Errand
from stigar.foundation.tenancy import inside
from stigar.library.actions import bring_open_model, keep_model
from stigar.library.actions.crosswalks import tie
from stigar.library.actions.model_files import KEEP, READ
from stigar.library.actions.model_files import KIND as MODEL
from stigar.library.jobs import read_model_files
from stigar.library.models import Competence, Concept, Item, Vocabulary
from stigar.library.readers.told import CompetenceTold, ModelTold, RightsTold
from stigar.people.actions.imports import bring_file
from stigar.people.models import Duty, ErasureRequest, Merge, Person, Role, Token
from stigar.profiles.models import Delivery, Message, Participant, Project, ProjectRole, Pulse, Viewpoint
from tests.cast import A_YEAR_ON, LONG_AGO, TODAY, Cast
from tests.web import approvals, between_two, brought, groups, holding, plans, rounds, vacancies, workshops

TRADES = (
    ("Kock", "Lagar soppa", "Kokar potatis", "Diskar grytor"),
    ("Snickare", "Sågar brädor", "Hyvlar lister", "Spikar paneler"),
)
PEOPLE_FILE = "Anställningsnummer;Förnamn;Efternamn\n1;Gro;Test\n"
WORK_FILE = "Roll;Uppgift\nKundrådgivare;Svarar på brev\n"
MODEL_FILE = "Kompetens;Nivå;Text\nSlipa;1;Jämnar kanten\n"
GOAL = {"kind": "business", "words": "Rätt svar", "expected": "Färre fel", "seen": "I statistiken"}
CAST = ("hedda", "ada", "cai", "bo", "dag", "ulf", "rut", "siv", "eve", "nobody")
NOBODYS = UUID("00000000-0000-4000-8000-000000000000")


@dataclass
class Stage:
    """The cast, and the ids of one thing of each kind; ``made`` in Alvbro, ``foreign`` in Havre."""

    cast: Cast
    made: dict[str, Any] = field(default_factory=dict)
    foreign: dict[str, Any] = field(default_factory=dict)


def set_stage(cast: Cast) -> Stage:
    """Make one of each in both organisations; in Alvbro it is Bo's where it is somebody's own, else HR's."""
    stage = Stage(cast)
    stage.made = _things(
        cast, organisation=cast.organisation, own=cast.bo, hr=cast.hedda, admin=cast.siv, role=cast.adviser
    )
    stage.made |= between_two.things_between(cast.bo, cast.ada)
    stage.made |= plans.things_planned(cast.bo) | groups.things_of_groups(cast.bo)
    stage.made |= rounds.things_of_rounds(cast.bo, cast.ada, cast.hedda)
    stage.made |= brought.things_brought(cast.hedda) | holding.things_held(cast.bo, cast.ada, cast.cai)
    stage.made |= vacancies.things_vacant(cast.bo, cast.cai, cast.hedda)
    stage.made["library activity"] = Item.objects.get(key="listening.a1").pk
    with inside(cast.elsewhere.id):
        role = Role.objects.get(title="HR")
        stage.foreign = _things(cast, organisation=cast.elsewhere, own=cast.eve, hr=cast.eve, admin=cast.eve, role=role)
        kim = Person.objects.get(pk=stage.foreign["kim"])
        stage.foreign |= between_two.things_between(cast.eve, kim)
        stage.foreign |= plans.things_planned(cast.eve) | groups.things_of_groups(cast.eve)
        stage.foreign |= rounds.things_of_rounds(cast.eve, kim, cast.eve)
        stage.foreign |= brought.things_brought(cast.eve) | holding.things_held(cast.eve, kim, kim)
        stage.foreign |= vacancies.things_vacant(cast.eve, kim, cast.eve)
    return stage


def _things(cast: Cast, *, organisation: Any, own: Any, hr: Any, admin: Any, role: Role) -> dict[str, Any]:
    held = {"organisation": organisation}
    told = {**held, "role": role, "by": own}
    survey = Survey.objects.create(**held, number=1, opens=LONG_AGO, by=hr)
    gone = Role.objects.create(**held, title="Kundradgivare")
    vocabulary = Vocabulary.objects.create(
        **held,
        source="esco",
        version="1.2",
        licence="CC BY 4.0",
        fingerprint="f" * 64,
        by=hr,
        at="2026-11-01T08:00:00Z",
    )
    kim = Person.objects.create(**held, number="kim", given="Kim")
    duty = Duty.objects.create(**held, person=kim, kind=Duty.REPRESENTATIVE, begins=LONG_AGO)
    ErasureRequest.objects.create(**held, person=own)
    things = {
        "person": own, "kim": kim, "role": role, "duty": duty,
        "token": Token.objects.create(**held, person=own, name="t", last_day=A_YEAR_ON, key_hash=f"{organisation.key:0>64}"),
        "task": Task.objects.create(**told, text="Svarar i telefon"),
        "skill": Skill.objects.create(**told, text="Lyssna"),
        "trait": Trait.objects.create(**told, text="Lugn"),
        "survey": survey, "wish": Wish.objects.create(**held, survey=survey, person=own, text="Norska"),
        "merge": Merge.objects.create(**held, gone=gone, kept=role), "variant": Role.objects.create(**held, title="Radgivare"),
        "vocabulary": vocabulary,
        "concept": Concept.objects.create(**held, vocabulary=vocabulary, uri=f"u:{organisation.key}", kind="skill", labels={"sv": ["a"]}),
        "sending": Errand.objects.create(**held, kind="people.invite", by=admin.id, given={"people": []}),
        "errand": Errand.objects.create(**held, kind="library.import", by=hr.id),
        "work run": Errand.objects.create(**held, kind="areas.import work", by=hr.id),
        "upload": files.keep(BytesIO(WORK_FILE.encode()), "work.csv", kind="work", by=hr),
    }  # fmt: skip
    made = (
        {name: thing.pk for name, thing in things.items()}
        | _map(held, role, hr)
        | _library(hr)
        | _project(held, role, own, hr)
    )
    made |= workshops.profile_things(made["project"], role, own, hr)
    return made | approvals.approval_things(made["profile"], made["required"], own, hr)


def _map(held: dict[str, Any], role: Role, hr: Any) -> dict[str, Any]:
    """A map of two areas, with a decision and an answer; and a file of people on its way."""
    trades = TRADES if role.title == "Kundrådgivare" else TRADES[:1]  # the last area's key stands in Alvbro only
    for title, *tasks in trades:
        other = Role.objects.create(**held, title=title)
        for text in tasks:
            Task.objects.create(**held, role=other, by=hr, text=text)
    drawn = draw_map(viewer=hr, today=TODAY)
    key = Area.objects.order_by("key").last().key
    decision = rename_area(key=key, name="Köket", seen=_turn(), viewer=hr, today=TODAY)
    answer = Answer.objects.create(**held, one=role, other=other, same=False, by=hr)
    brought = bring_file(file=BytesIO(PEOPLE_FILE.encode()), name="people.csv", viewer=hr, today=TODAY)
    run = Errand.objects.create(**held, kind="areas.map", by=hr.id)
    taking = Errand.objects.create(**held, kind="areas.taking", by=hr.id)
    return {
        "map": drawn.pk, "area": key, "area2": Area.objects.order_by("key")[0].key, "decision": decision.pk,
        "answer": answer.pk, "people file": brought.pk, "map run": run.pk, "taking": taking.pk, "turn": _turn(), "other role": other.pk,
    }  # fmt: skip


def _library(hr: Any) -> dict[str, Any]:
    """The open model; what is tried with is one competence of it, one of its questions and one of its challenges."""
    bring_open_model(viewer=hr, today=TODAY)
    return {
        "competence": Competence.objects.get(key="listening").pk, "item": Item.objects.get(key="listening.q1").pk,
        "challenge": Item.objects.get(key="listening.c1").pk,
    } | _brought_model(hr)  # fmt: skip


def _brought_model(hr: Any) -> dict[str, Any]:
    """A model from a file, tied to the open one; another file that has been read, and one that is being kept."""
    rights = RightsTold("Gillet", "CC BY 4.0", may_pass_on=True)
    told = ModelTold(
        "gillet",
        "brought",
        {"sv": "Gillets"},
        ({"sv": "Ny"},) * 3,
        rights,
        (CompetenceTold("fil", {"sv": {"name": "Fila"}}),),
    )
    model = keep_model(told=told, viewer=hr, today=TODAY)
    filing, listening = model.competences.get(), Competence.objects.get(key="listening")
    said = tie(one=filing, other=listening, kind="close", viewer=hr, today=TODAY)
    held, upload = (
        {"organisation_id": hr.organisation_id, "by": hr.id},
        files.keep(BytesIO(MODEL_FILE.encode()), "m.csv", kind=MODEL, by=hr),
    )
    given = {"uploads": [str(upload.pk)], "language": "", "renews": ""}
    read = Errand.objects.create(**held, kind=READ, given=given)
    read_model_files(read)
    return {
        "model": model.pk, "filing": filing.pk, "tie": said.pk, "model read": read.pk,
        "model kept": Errand.objects.create(**held, kind=KEEP, given=given).pk,
    }  # fmt: skip


def _project(held: dict[str, Any], role: Role, own: Any, hr: Any) -> dict[str, Any]:
    """A profile project that HR leads and in which somebody takes part, with a letter to them and a question."""
    project = Project.objects.create(**held, name="Köket", owner=hr, begun=TODAY)
    ProjectRole.objects.create(**held, project=project, role=role)
    taking_part = Participant.objects.create(**held, project=project, person=own, part="participant", joined=TODAY)
    words = {language: {"subject": "Hej", "text": "Hej"} for language in ("sv", "nb", "en")}
    to = {"audience": "holders", "day": TODAY, "words": words, "by": hr}
    letter = Message.objects.create(**held, project=project, moment="begins", sent_at="2026-11-19T08:00:00Z", **to)
    Delivery.objects.create(**held, message=letter, person=own)
    draft = Message.objects.create(**held, project=project, moment="afterwards", **to)
    pulse = Pulse.objects.create(**held, project=project, number=1, opens=TODAY, closes=TODAY, threshold=4, by=hr)
    view = Viewpoint.objects.create(**held, project=project, kind="own", key="Helgen", by=hr)
    things = {
        "project": project, "participant": taking_part, "letter": letter, "draft": draft, "pulse": pulse, "viewpoint": view,
    }  # fmt: skip
    return {name: thing.pk for name, thing in things.items()}


def _turn() -> int:
    return Steering.objects.get().turn


def _seen(stage: Stage, **more: str) -> dict[str, Any]:
    return {"seen": str(stage.made["turn"]), **more}


ROOMS = (workshops, approvals, between_two, brought, groups, holding, plans, rounds, vacancies)
SLOTS: dict[str, str] = {slot: thing for room in ROOMS for slot, thing in getattr(room, "SLOTS", {}).items()} | {
    # slot, or "pattern slot" -> thing
    "person": "person", "person_id": "person", "role": "role", "role_id": "role", "duty": "duty", "token": "token",
    "task": "task", "skill": "skill", "trait": "trait", "survey": "survey", "wish": "wish", "merge_id": "merge",
    "competence": "competence", "item": "item", "library/challenges/<uuid:item>/ item": "challenge",
    "model": "model", "tie": "tie", "library/models/imports/<uuid:errand>/ errand": "model read",
    "library/models/keeping/<uuid:errand>/ errand": "model kept",
    "vocabulary": "vocabulary", "concept": "concept", "errand": "errand", "upload": "upload", "said": "task",
    "project": "project", "participant": "participant", "viewpoint": "viewpoint", "message": "letter", "pulse": "pulse",
    "profiles/projects/<uuid:project>/letters/<uuid:message>/ message": "draft",
    "profiles/projects/<uuid:project>/letters/<uuid:message>/sending/ message": "draft",
    "decision": "decision", "answer": "answer", "areas/history/<uuid:key>/ key": "map",
    "areas/runs/<uuid:errand>/ errand": "map run", "/api/v1/areas/runs/{errand} errand": "map run",
    "areas/takings/<uuid:errand>/ errand": "taking", "areas/takings/<uuid:errand>/file/ errand": "taking",
    "areas/start/waves/<slug:key>/removal/ key": "area",
    **{f"areas/<slug:key>/{rest} key": "area" for rest in ("", "name/", "parts/", "merge/", "lock/")},
    **{f"people/imports/<uuid:key>/{rest} key": "people file" for rest in (
        "", "progress/", "columns/", "sheet/", "preview/", "application/", "removal/",
    )},
    "accounts/invitations/<uuid:errand>/ errand": "sending", "work/runs/<uuid:errand>/ errand": "work run",
    "accounts/<uuid:person>/duties/<uuid:duty>/end/ person": "kim",
}  # fmt: skip
SHARED = {"area"}  # a word that each organisation has of its own: the same key is another area there
WORDS: dict[str, str] = approvals.WORDS | between_two.WORDS | {  # slots that are not ids
    "key": "no-such-key", "uidb36": "abc", "rest": "nothing", "kind": "tasks", "pk": "1", "guide_key": "hiring", "number": "1", "language": "nb",
    "areas/<form:kind>/ kind": "json", "library/competences/<uuid:competence>/items/<slug:kind>/ kind": "question",
    "library/models/<uuid:model>/files/<slug:kind>/ kind": "case", "situation": "changed", "chapter": "employee",
    **brought.WORDS,
}  # fmt: skip
BODIES: dict[str, Callable[[Stage], dict[str, Any]]] = {
    line: body for room in ROOMS for line, body in getattr(room, "BODIES", {}).items()
} | {  # what is sent, so that the rule is reached
    "POST accounts/invitations/": lambda stage: {"person": [str(stage.cast.bo.pk)]},
    "POST library/competences/<uuid:competence>/wording/": lambda _: {
        "name": "Höra på",
        "definition": "Vi hör på.",
    },
    "POST library/models/new/": lambda _: {"name": "Vår", "levels": "Ny\nVan\nSäker"},
    "POST library/models/imports/": lambda _: {"brought": SimpleUploadedFile("m.csv", MODEL_FILE.encode())},
    "POST library/models/imports/<uuid:errand>/": lambda _: {
        "name": "M",
        "own": "no",
        "holder": "G",
        "licence": "L",
        "may_pass_on": "no",
    },
    "POST library/models/<uuid:model>/rights/": lambda _: {"holder": "G", "licence": "L", "may_pass_on": "no"},
    "POST library/models/<uuid:model>/name/": lambda _: {"name_sv": "Nytt namn"},
    "POST library/models/<uuid:model>/levels/": lambda _: {"levels": "Ny\nVan\nSäker"},
    "POST library/models/<uuid:model>/ties/": lambda stage: {
        "one": str(stage.made["filing"]),
        "other": str(stage.made["competence"]),
        "kind": "same",
    },
    "POST /api/v1/models": lambda _: {"files": SimpleUploadedFile("m.csv", MODEL_FILE.encode())},
    "PUT /api/v1/models/{model}/rights": lambda _: {"holder": "G", "licence": "L", "may_pass_on": False},
    "POST library/competences/<uuid:competence>/rights/": lambda _: {
        "holder": "G",
        "licence": "L",
        "may_pass_on": "yes",
    },
    "POST library/items/<uuid:item>/rights/": lambda _: {"holder": "G", "licence": "L", "may_pass_on": "yes"},
    "PUT /api/v1/competences/{competence}/rights": lambda _: {"holder": "G", "licence": "L", "may_pass_on": True},
    "PUT /api/v1/competence-items/{item}/rights": lambda _: {"holder": "G", "licence": "L", "may_pass_on": True},
    "POST library/models/<uuid:model>/competences/new/": lambda _: {
        "name": "Truck",
        "definition": "Köra.",
        "discipline": "subject",
    },
    "POST library/items/<uuid:item>/wording/": lambda _: {"text": "Vår fråga?"},
    "POST library/competences/<uuid:competence>/items/<slug:kind>/": lambda _: {"text": "Vår fråga?"},
    "POST accounts/<uuid:person>/duties/": lambda stage: {"kind": "auditor"},
    "POST settings/": lambda stage: {"name": "Alvbro", "language": "sv", "time_zone": "Europe/Oslo"},
    "POST account/tokens/": lambda stage: {"name": "x", "days": 90},
    "POST roles/merges/removal/": lambda stage: {"merge": str(stage.made["merge"])},
    "POST roles/<uuid:role_id>/merges/": lambda stage: {"variant": [str(stage.made["variant"])], "answer": "same"},
    "POST work/<uuid:role>/tasks/": lambda stage: {"text": "Ringer upp", "frequency": "daily"},
    "POST work/<uuid:role>/skills/": lambda stage: {"text": "Fråga", "weight": "essential"},
    "POST work/<uuid:role>/traits/": lambda stage: {"text": "Nyfiken"},
    "POST work/tasks/<uuid:task>/": lambda stage: {"text": "Ringer upp", "frequency": "daily"},
    "POST work/traits/<uuid:trait>/rating/": lambda stage: {"rating": "4"},
    "POST work/skills/<uuid:skill>/weight/": lambda stage: {"weight": "essential"},
    "POST profiles/projects/": lambda stage: {"name": "Köket", "roles": [str(stage.cast.adviser.pk)]},
    "POST profiles/projects/<uuid:project>/goal/": lambda _: GOAL,
    "POST profiles/projects/<uuid:project>/rules/": lambda _: {
        "fewest": 1,
        "most": 9,
        "levels": [1, 2],
        "longest": 300,
    },
    "POST profiles/projects/<uuid:project>/time/": lambda _: {"begins": "2027-01-11", "workshops": 2},
    "POST profiles/projects/<uuid:project>/participants/new/": lambda stage: {
        "person": str(stage.cast.dag.pk),
        "part": "ambassador",
    },
    "POST profiles/projects/<uuid:project>/viewpoints/": lambda _: {"kind": "own", "key": "Natten", "needed": "on"},
    "POST profiles/projects/<uuid:project>/ending/": lambda _: {"why": "Klart"},
    "POST profiles/projects/<uuid:project>/follow-up/": lambda _: {"threshold": "4"},
    "POST profiles/pulses/<uuid:pulse>/": lambda _: {"answer": "4"},
    "POST /api/v1/profile-projects": lambda stage: {"name": "Köket", "roles": [str(stage.cast.adviser.pk)]},
    "PUT /api/v1/profile-projects/{project}/goal": lambda _: GOAL,
    "PUT /api/v1/profile-projects/{project}/rules": lambda _: {},
    "PUT /api/v1/profile-projects/{project}/time": lambda _: {"begins": "2027-01-11", "workshops": 2},
    "POST /api/v1/profile-projects/{project}/participants": lambda stage: {
        "person": str(stage.cast.dag.pk),
        "part": "ambassador",
    },
    "POST /api/v1/profile-projects/{project}/steps/{number}/records": lambda _: {"kind": "again"},
    "POST wishes/": lambda stage: {"text": "Danska"},
    "POST wishes/<uuid:wish>/": lambda stage: {"why": "roligt"},
    "POST wishes/surveys/": lambda stage: {"opens": "2026-11-20"},
    "POST /api/v1/work/imports": lambda _: {"file": SimpleUploadedFile("work.csv", WORK_FILE.encode())},
    "POST /api/v1/vocabulary-imports": lambda _: {"files": SimpleUploadedFile("esco.zip", b"PK")},
    "POST areas/start/weights/": lambda _: dict.fromkeys(("people", "need", "common", "wishes", "coordination"), "3"),
    "POST areas/start/figures/": lambda _: {
        "hours": "16",
        "preparation_hours": "40",
        "group_size": "12",
        "trainers": "1",
        "coordination_hours": "6",
    },
    "POST areas/takings/": lambda _: {"kind": "json"},
    "POST /api/v1/areas/answers": lambda stage: {
        "one": str(stage.made["role"]),
        "other": str(stage.made["other role"]),
        "same": None,
    },
    "POST /api/v1/areas/decisions": lambda stage: {
        "kind": "name",
        "area": stage.made["area"],
        "name": "Maten",
        "turn": stage.made["turn"],
    },
    "POST /api/v1/areas/start/waves": lambda stage: {
        "area": stage.made["area"],
        "begins": "2027-01-11",
        "turn": stage.made["turn"],
    },
    "PUT /api/v1/areas/start/weights": lambda _: dict.fromkeys(
        ("people", "need", "common", "wishes", "coordination"), 3
    ),
    "POST areas/fineness/": lambda stage: _seen(stage, step="0"),
    "POST areas/placements/": lambda stage: _seen(stage, role=str(stage.made["role"]), to=stage.made["area"]),
    "POST areas/answers/": lambda stage: {
        "one": str(stage.made["role"]),
        "other": str(stage.made["other role"]),
        "answer": "unknown",
    },
    "POST areas/start/waves/": lambda stage: _seen(
        stage, key=stage.made["area"], number="1", begins="2027-01-11", weeks="8", why="x"
    ),
    "POST areas/start/waves/<slug:key>/removal/": lambda stage: _seen(stage),
    "POST areas/<slug:key>/name/": lambda stage: _seen(stage, name="Maten"),
    "POST areas/<slug:key>/parts/": lambda stage: _seen(stage, role=str(stage.made["role"]), name="Ny"),
    "POST areas/<slug:key>/merge/": lambda stage: _seen(stage, into=stage.made["area2"]),
    "POST areas/<slug:key>/lock/": lambda stage: _seen(stage, lock="on"),
    "POST /api/v1/roles/{role_id}/merges": lambda stage: {"variants": [str(stage.made["variant"])]},
    "POST /api/v1/work/{role}/tasks": lambda stage: {"text": "Ringer upp"},
    "PUT /api/v1/work/tasks/{task}": lambda stage: {"text": "Ringer upp"},
    "POST /api/v1/work/{role}/skills": lambda stage: {"text": "Fråga"},
    "POST /api/v1/work/{role}/traits": lambda stage: {"text": "Nyfiken"},
    "PUT /api/v1/work/traits/{trait}/rating": lambda stage: {"rating": 4},
    "POST /api/v1/wishes": lambda stage: {"text": "Danska"},
    "POST /api/v1/wishes/surveys": lambda stage: {},
}
ASKED: dict[str, str] = {  # what is asked for in the address
    "GET /api/v1/concepts": "?q=lyssna",
    "GET /api/v1/concept": "?uri=u:alvbro",
    "GET library/address/": "?uri=u:alvbro",
}
