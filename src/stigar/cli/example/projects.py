"""An example company's profile projects, made through the same verbs as people use: begun, told, laid before its readers, voted on.

Each project is a TOML file in the company's folder ``projects``, and what its roles require stands in a folder of the
same name. Days are counted back from today, so that the company is as far on whenever it is brought.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from stigar.areas.queries.map import newest_map
from stigar.cli.example import reading
from stigar.cli.example.bygone import days_ago
from stigar.cli.example.meetings import hold
from stigar.cli.example.rows import Company
from stigar.library.queries.shelf import shelf
from stigar.profiles.actions import approvals, following, messages, profiles, projects, requests, steps
from stigar.profiles.actions.profiles import Wanted
from stigar.profiles.queries.architecture import from_data

GOAL, RULES, TIME, PEOPLE, LETTERS, PROFILES, FINISH, TEACH, FOLLOW = range(1, 10)
AFTER = {
    "goal": 1,
    "rules": 4,
    "time": 7,
    "people": 11,
    "profiles": 22,
    "variants": 54,
    "objections": 60,
    "answers": 64,
}


@dataclass(slots=True)
class Told:
    """A project on its way into the database: what its file says, who is who, and what has been made so far."""

    told: dict[str, Any]
    folder: tuple[str, ...]
    company: Company
    people: dict[str, Any]
    roles: dict[str, uuid.UUID]
    hr: Any
    today: date
    project: Any = None
    competences: dict[str, uuid.UUID] = field(default_factory=dict)
    letters: list[Any] = field(default_factory=list)
    profiles: dict[str, Any] = field(default_factory=dict)
    requirements: dict[tuple[str, str], Any] = field(default_factory=dict)

    def who(self, name: str) -> Any:
        """Somebody by their key in the cast, else by name. Raises ``LookupError`` when nobody is called so."""
        number = next((face.person for face in self.company.cast if face.key == name), "")
        found = next((one.number for one in self.company.people if f"{one.given} {one.family}" == name), number)
        if not found:
            raise LookupError(f"nobody at {self.company.name} is called {name}")
        return self.people[found]

    def day(self, ago: int) -> date:
        """The day so many days ago."""
        return self.today - timedelta(days=ago)

    def since(self, what: str) -> int:
        """How many days ago this part of the project's work was done."""
        return int(self.told["begun"]) - AFTER[what]

    @property
    def owner(self) -> Any:
        return self.who(self.told["owner"])

    def competence(self, key: str) -> uuid.UUID:
        """The competence of the open model under this key."""
        if not self.competences:
            self.competences = {one.key: one.id for one in shelf(self.told["language"])}
        return self.competences[key]

    def wanted(self, line: dict[str, Any]) -> Wanted:
        """A requirement as its line tells it."""
        return Wanted(
            self.competence(line["competence"]), line["level"], line.get("until") or None, line["importance"],
            line.get("origin", "specific"), line["why"],
        )  # fmt: skip

    def done(self, number: int, name: str, ago: int) -> None:
        """The owner says that a step is done."""
        said = self.told["said"].get(name, "")
        projects.finish_step(project=self.project, number=number, said=said, viewer=self.owner, today=self.day(ago))


def make_projects(company: Company, people: dict[str, Any], roles: dict[str, uuid.UUID], hr: Any, today: date) -> None:
    """Every project of the company, the oldest first; a company without any keeps none."""
    folder = reading.HERE / company.key / "projects"
    files = [(reading.read(company.key, "projects", file.name), file.stem) for file in sorted(folder.glob("*.toml"))]
    for told, name in sorted(files, key=lambda one: -one[0]["begun"]):
        _make(Told(told, (company.key, "projects", name), company, people, roles, hr, today))


def _make(one: Told) -> None:
    _begin(one)
    if "rules" not in one.told:
        return
    _plan(one)
    _gather(one)
    _send(one, "begins")
    told_first = one.told["letters"][0]["sent"]
    with days_ago(told_first):
        one.done(LETTERS, "engagement", told_first)
    _write(one)
    for workshop in one.told["workshops"]:
        with days_ago(max(workshop["ago"], 0)) as moment:
            hold(one, workshop, moment)
    if "votes" in one.told:
        _finish(one)
        _follow(one)


def _begin(one: Told) -> None:
    ago, view = one.told["begun"], newest_map("sv")
    area = view.area_of(str(one.roles[one.told["area_of"]])) if view else None
    with days_ago(ago):
        one.project = projects.begin_project(
            name=one.told["name"], roles=[one.roles[key] for key in one.told["roles"]], owner=one.owner,
            area=area.key if area else "", viewer=one.hr, today=one.day(ago),
        )  # fmt: skip
    with days_ago(one.since("goal")):
        steps.set_goal(project=one.project, viewer=one.owner, today=one.day(one.since("goal")), **one.told["goal"])
        if "said" in one.told:
            one.done(GOAL, "goal", one.since("goal"))


def _plan(one: Told) -> None:
    with days_ago(one.since("rules")):
        day = one.day(one.since("rules"))
        steps.set_rules(project=one.project, wanted=from_data(one.told["rules"]), viewer=one.owner, today=day)
        one.done(RULES, "architecture", one.since("rules"))
    with days_ago(one.since("time")):
        begins, time = one.day(one.told["begun"]), one.told["time"]
        steps.set_time(
            project=one.project, begins=begins, workshops=time["workshops"], wished=begins + timedelta(days=time["wished"]),
            viewer=one.owner, today=one.day(one.since("time")),
        )  # fmt: skip
        one.done(TIME, "time", one.since("time"))


def _gather(one: Told) -> None:
    """Those who take part, and who speaks for whom."""
    ago = one.since("people")
    with days_ago(ago):
        for line in one.told["people"]:
            for name in line["who"]:
                projects.add_participant(
                    project=one.project,
                    person=one.who(name).pk,
                    part=line["part"],
                    viewer=one.owner,
                    today=one.day(ago),
                )
        for view in one.told["viewpoints"]:
            speaks = one.who(view["spoken_for"]).pk if "spoken_for" in view else None
            projects.tell_viewpoint(
                project=one.project, kind=view["kind"], key=view["key"], needed=view.get("needed", True), why=view.get("why", ""),
                spoken_for=speaks, viewer=one.owner, today=one.day(ago),
            )  # fmt: skip
        one.done(PEOPLE, "participants", ago)


def _send(one: Told, moment: str) -> None:
    """The letters of one moment, with the drafts as they are; some have read theirs."""
    for letter in [line for line in one.told["letters"] if line["moment"] == moment]:
        with days_ago(letter["sent"]):
            day = one.day(letter["sent"])
            if moment == "begins":
                one.letters = messages.plan_messages(project=one.project, viewer=one.owner, today=day)
            for message in one.letters:
                if message.moment == moment and message.audience in letter["to"]:
                    messages.ask_to_send(message=message, viewer=one.owner, today=day)
                    for name in letter.get("read", {}).get(message.audience, ()):
                        messages.read_message(message=message.pk, viewer=one.who(name))


def _write(one: Told) -> None:
    """A profile for each role, with what its people share already written."""
    ago = one.since("profiles")
    with days_ago(ago):
        for key in one.told["roles"]:
            told = reading.read(*one.folder, f"{key}.toml")
            profile = profiles.begin_profile(
                project=one.project,
                role_id=one.roles[key],
                language=told["language"],
                viewer=one.owner,
                today=one.day(ago),
            )
            purpose = told["purpose"]
            one.profiles[key] = profiles.set_purpose(
                profile=profile, purpose=purpose, seen="", viewer=one.owner, today=one.day(ago)
            )
            wanted = [one.wanted(line) for line in told.get("written", ())]
            if wanted:
                profiles.require_all(profile=profile, wanted=wanted, viewer=one.owner, today=one.day(ago))


def _finish(one: Told) -> None:
    ago = one.since("variants")
    with days_ago(ago):
        for line in one.told["variants"]:
            _vary(one, line, one.day(ago))
        one.done(PROFILES, "profiles", ago)
    _settle_objections(one)
    laid, given = one.told["votes"]["laid"], one.told["votes"]["given"]
    with days_ago(laid):
        versions = {
            key: approvals.lay(profile=profile, viewer=one.owner, today=one.day(laid))
            for key, profile in one.profiles.items()
        }
    with days_ago(given):
        for key, version in versions.items():
            _vote(one, key, version, one.day(given))
        one.done(FINISH, "finish", given)


def _vary(one: Told, line: dict[str, Any], day: date) -> None:
    core = one.profiles[line["of"]]
    made = profiles.begin_variant(
        core=core, difference=line["difference"], name=line["name"], viewer=one.owner, today=day
    )
    made = profiles.set_purpose(profile=made, purpose=line["purpose"], seen="", viewer=one.owner, today=day)
    profiles.require_all(
        profile=made, wanted=[one.wanted(row) for row in line["requirements"]], viewer=one.owner, today=day
    )
    for waived in line.get("waived", ()):
        competence = one.competence(waived["competence"])
        profiles.waive(profile=made, competence=competence, why=waived["why"], viewer=one.owner, today=day)
    one.profiles[f"{line['of']}/{line['name']}"] = made


def _settle_objections(one: Told) -> None:
    """Objections are made, and a few days later answered and ended; what was right in them changes the profile."""
    made = []
    with days_ago(one.since("objections")):
        for line in one.told["objections"]:
            about = one.competence(line["competence"]) if "competence" in line else None
            made.append(
                approvals.object_to(
                    profile=one.profiles[line["profile"]], competence=about, words=line["words"], viewer=one.who(line["by"]),
                    today=one.day(one.since("objections")),
                )
            )  # fmt: skip
    day = one.day(one.since("answers"))
    with days_ago(one.since("answers")):
        for line, objection in zip(one.told["objections"], made, strict=True):
            answering = one.who(line["answered_by"])
            approvals.answer_objection(objection=objection, words=line["answer"], viewer=answering, today=day)
            if "changed" in line:
                _change(one, line, day)
            approvals.end_objection(
                objection=objection,
                end=line["end"],
                why=line.get("why", ""),
                viewer=one.who(line["ended_by"]),
                today=day,
            )


def _change(one: Told, line: dict[str, Any], day: date) -> None:
    row = one.requirements[line["profile"], line["competence"]]
    now = line["changed"]
    wanted = Wanted(row.competence_id, now["level"], now["until"] or None, now["importance"], row.origin, row.why)
    profiles.change_requirement(requirement=row, wanted=wanted, seen=row.turn, viewer=one.owner, today=day)


def _vote(one: Told, key: str, version: Any, day: date) -> None:
    told = one.told["votes"]
    for name in told["voters"]:
        yes = name not in told["against"].get(key, ())
        words = told["words"].get(f"{key} {name}", "")
        approvals.vote(version=version, digest=version.digest, yes=yes, words=words, viewer=one.who(name), today=day)


def _follow(one: Told) -> None:
    """What happens afterwards: letters, guides, how secure people feel, and use; then the project ends."""
    _send(one, "afterwards")
    learned, asked = one.told["guides"]["learned"], one.told["confidence"]["asked"]
    with days_ago(learned):
        for guide in ("hiring", "dialogue", "career"):
            for name in one.told["guides"][guide]:
                following.learn(guide=guide, viewer=one.who(name), today=one.day(learned))
        one.done(TEACH, "teach", learned)
    with days_ago(asked):
        threshold = Decimal(str(one.told["confidence"]["threshold"]))
        pulse = following.ask_confidence(
            project=one.project, threshold=threshold, viewer=one.owner, today=one.day(asked)
        )
        for name, answer in one.told["confidence"]["answers"].items():
            following.answer_confidence(pulse=pulse, answer=answer, viewer=one.who(name), today=one.day(asked))
    _ask_for_training(one)
    for use in one.told["uses"]:
        for key, times in use["profiles"].items():
            for _ in range(times):
                following.count_use(profile=one.profiles[key], kind=use["kind"], today=one.today)
    with days_ago(one.told["ended"]):
        one.done(FOLLOW, "follow", one.told["ended"])
        projects.end_project(project=one.project, kind="secure", viewer=one.owner, today=one.day(one.told["ended"]))


def _ask_for_training(one: Told) -> None:
    """With the profiles in hand people ask for training; some have been answered."""
    for line in one.told["requests"]:
        with days_ago(line["ago"]):
            asked = requests.ask_for_training(
                competence=one.competence(line["competence"]), wish=line["wish"], why=line["why"], viewer=one.who(line["who"]),
                today=one.day(line["ago"]),
            )  # fmt: skip
        if "answer" in line:
            with days_ago(line["answered"]):
                requests.answer_request(
                    request=asked,
                    words=line["answer"],
                    viewer=one.who(line["answered_by"]),
                    today=one.day(line["answered"]),
                )
