"""What the busiest and the newest pages ask the database: no more than was measured, and as much of one row as of four."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stigar.dialogues.models import Agreed, Break, Goal, Note, Preparation, Reflection, Round, Talk, Template, TimeSet
from stigar.dialogues.queries.templates import blocks_of
from stigar.foundation import clock
from stigar.levels.models import Activity, Assessment, CareerInterest, Certificate, Exemption, Level, LevelImport, Offer
from stigar.people.models import Person, Role
from stigar.profiles.models import (
    Confidence,
    Delivery,
    Message,
    Objection,
    Participant,
    Profile,
    Project,
    ProjectRole,
    Pulse,
    TrainingRequest,
)  # fmt: skip
from tests.cast import LONG_AGO, TODAY
from tests.levels.conftest import approved, books, project  # noqa: F401 - fixtures, asked for by their names
from tests.levels.groups import advisers


class Growing:
    """Rows of each kind, one at a time: of Bo, whom Ada leads, or of somebody new whom she leads too."""

    def __init__(self, cast, shelf, profile) -> None:
        self.cast, self.books, self.bo, self.profile = cast, shelf, cast.bo, profile
        self.held = {"organisation": cast.organisation}
        self.now = clock.now()
        self.talk = self._talk(revealed_at=self.now)
        for giver in (self.bo, cast.ada):
            Preparation.objects.create(**self.held, talk=self.talk, giver=giver, submitted_at=self.now)
        self.template = Template.objects.create(
            **self.held, key="egen", names={"sv": "Egen"}, blocks=blocks_of("short"), at=self.now
        )

    def _talk(self, **more) -> Talk:
        return Talk.objects.create(
            **self.held, person=self.bo, reviewer=self.cast.ada, as_manager=True, blocks=blocks_of("short"), language="sv",
            opened_at=self.now, **more,
        )  # fmt: skip

    def certificates(self, at: int) -> None:
        for who in (self.bo, self._new()):
            Certificate.objects.create(
                **self.held, person=who, name=f"Intyg {at}", competence_id=self.books["listening"], level=3, begins=LONG_AGO,
                ends=TODAY + timedelta(days=10 + at), by=self.cast.ada, confirmed_by=self.cast.ada, confirmed_at=self.now, at=self.now,
            )  # fmt: skip

    def exemptions(self, at: int) -> None:
        Exemption.objects.create(
            **self.held, person=self.bo, competence_id=self.books["writing"], why="Gör annat", begins=TODAY - timedelta(days=30 + at),
            ends=TODAY - timedelta(days=20) if at else None, by=self.cast.ada, at=self.now,
        )  # fmt: skip

    def files(self, at: int) -> None:
        LevelImport.objects.create(
            **self.held, file_name=f"{at}.xlsx", sha256=f"{at:064}", by=self.cast.hedda, at=self.now, added=3, people=2
        )

    def activities(self, at: int) -> None:
        made = Activity.objects.create(
            **self.held, person=self.bo, competence_id=self.books["listening"], toward=4, name=f"Öva {at}", at=self.now
        )
        Offer.objects.create(**self.held, activity=made, at=self.now)

    def levels(self, at: int) -> None:
        Level.objects.create(
            **self.held, person=self.bo, competence_id=self.books["listening"], level=1 + at % 4, source=Level.OBSERVATION,
            on=TODAY - timedelta(days=at), by=self.cast.ada, at=self.now,
        )  # fmt: skip

    def assessments(self, at: int) -> None:
        Assessment.objects.create(
            **self.held, person=self.bo, reviewer=self.cast.ada, as_manager=True, competences=[str(self.books["listening"])],
            opened_at=self.now, revealed_at=self.now if at else None,
        )  # fmt: skip

    def talks(self, at: int) -> None:
        self._talk(closed_at=self.now, revealed_at=self.now)
        Note.objects.create(**self.held, talk=self.talk, by=self.bo, text=f"Not {at}", shared=True, at=self.now)
        Agreed.objects.create(**self.held, talk=self.talk, who=self.bo, text=f"Lova {at}", at=self.now)

    def breaks(self, at: int) -> None:
        Break.objects.create(**self.held, person=self._new(), by=self.cast.hedda, why="Anmälan", at=self.now)

    def times(self, at: int) -> None:
        TimeSet.objects.create(
            **self.held, person=self.bo, hours=Decimal(2), begins=TODAY - timedelta(days=90 + at),
            ends=TODAY - timedelta(days=40 - at) if at else None, by=self.cast.ada, at=self.now,
        )  # fmt: skip

    def reflections(self, at: int) -> None:
        Reflection.objects.create(**self.held, person=self.bo, text=f"Tanke {at}", at=self.now)

    def goals(self, at: int) -> None:
        Goal.objects.create(
            **self.held, person=self.bo, text=f"Ringa {at}", language="sv", begins=TODAY, ends=TODAY + timedelta(days=60),
            shared=True, at=self.now,
        )  # fmt: skip

    def rounds(self, at: int) -> None:
        Round.objects.create(
            **self.held, name=f"Omgång {at}", template=self.template, begins=TODAY, ends=TODAY + timedelta(days=30), by=self.cast.hedda,
            at=self.now, started_at=self.now,
        )  # fmt: skip

    def objections(self, at: int) -> None:
        Objection.objects.create(**self.held, profile=self.profile, words=f"Fattas {at}", by=self.cast.cai, at=self.now)

    def parts(self, at: int) -> None:
        inside, held = self.profile.project, self.held
        Participant.objects.create(
            **held, project=inside, person=self._new(), part=Participant.PARTICIPANT, joined=TODAY
        )
        role = Role.objects.create(**held, title=f"Roll {at} {Role.objects.count()}")
        ProjectRole.objects.create(**held, project=inside, role=role)
        Profile.objects.create(**held, project=inside, role=role, name=role.title, language="sv", made=TODAY)

    def projects(self, at: int) -> None:
        """Projects about the work of the advisers, each with a letter to Bo and a round that is open."""
        made = Project.objects.create(**self.held, name=f"Projekt {at}", owner=self.cast.hedda, begun=TODAY)
        ProjectRole.objects.create(**self.held, project=made, role=self.cast.adviser)
        self._asked(made, 1)
        sent = Message.objects.create(
            **self.held, project=made, audience=Message.HOLDERS, moment=Message.BEGINS, day=TODAY, sent_at=self.now
        )
        Delivery.objects.create(**self.held, message=sent, person=self.bo)

    def letters(self, at: int) -> None:
        audiences = [(one, moment) for one, _ in Message.AUDIENCES for moment, _ in Message.MOMENTS]
        audience, moment = audiences[-1 - Message.objects.filter(sent_at=None).count()]
        Message.objects.create(**self.held, project=self.profile.project, audience=audience, moment=moment, day=TODAY)

    def answers(self, at: int) -> None:
        made = self._asked(self.profile.project, Pulse.objects.count() + 1)
        Confidence.objects.create(**self.held, pulse=made, person=self._new(), answer=4, at=self.now)

    def _asked(self, about, number: int) -> Pulse:
        return Pulse.objects.create(
            **self.held,
            project=about,
            number=number,
            opens=TODAY,
            closes=TODAY + timedelta(days=9),
            threshold=Decimal(4),
        )

    def requests(self, at: int) -> None:
        for who in (self.bo, self._new()):
            TrainingRequest.objects.create(
                **self.held, person=who, competence_id=list(self.books.values())[TrainingRequest.objects.filter(person=who).count() % 3],
                wish=2, why="Till våren", at=self.now, taken_back=self.now if at > 2 else None,
            )  # fmt: skip

    def interests(self, at: int) -> None:
        role = Role.objects.create(**self.held, title=f"Roll {at} {Role.objects.count()}")
        CareerInterest.objects.create(
            **self.held, person=self.bo, role=role, audience=CareerInterest.MANAGER, at=self.now
        )

    def _new(self) -> Person:
        return advisers(self.cast, self.cast.service, self.cast.ada, 1)[0]


PAGES = {  # address -> who, what grows, the most it may ask
    "/competence/": ("bo", "levels", 8),
    "/competence/certificates/": ("bo", "certificates", 8),
    "/competence/certificates/ending/": ("ada", "certificates", 6),
    "/competence/people/{bo}/certificates/": ("ada", "certificates", 10),
    "/competence/standing/": ("bo", "exemptions", 7),
    "/competence/people/{bo}/standing/": ("ada", "exemptions", 10),
    "/competence/files/": ("hedda", "files", 6),
    "/competence/plan/": ("bo", "activities", 9),
    "/competence/offers/": ("hedda", "activities", 4),
    "/competence/roles/": ("bo", "interests", 8),
    "/competence/people/{bo}/": ("ada", "assessments", 11),
    "/competence/people/{bo}/{listening}/": ("bo", "levels", 8),
    "/dialogues/": ("bo", "talks", 8),
    "/dialogues/{talk}/": ("bo", "talks", 7),
    "/dialogues/people/{bo}/": ("ada", "talks", 9),
    "/dialogues/opened/": ("hedda", "breaks", 5),
    "/dialogues/time/": ("bo", "times", 4),
    "/dialogues/reflections/": ("bo", "reflections", 6),
    "/dialogues/goals/": ("bo", "goals", 8),
    "/dialogues/rounds/": ("hedda", "rounds", 3),
    "/dialogues/kept/": ("hedda", "rounds", 4),
    "/home/": ("bo", "projects", 10),
    "/dialogues/handover/": ("bo", "goals", 9),
    "/dialogues/people/{bo}/start/changed/": ("ada", "levels", 10),
    "/competence/people/{bo}/assessments/new/": ("ada", "assessments", 7),
    "/profiles/": ("bo", "projects", 9),
    "/profiles/requests/": ("hedda", "requests", 10),
    "/profiles/{profile}/": ("bo", "parts", 10),
    "/profiles/{profile}/writing/": ("hedda", "parts", 8),
    "/profiles/{profile}/finish/": ("cai", "objections", 12),
    "/profiles/{profile}/versions/1/": ("cai", "objections", 9),
    "/profiles/{profile}/guide/": ("bo", "parts", 9),
    "/profiles/projects/{project}/": ("bo", "parts", 9),
    "/profiles/projects/{project}/participants/": ("bo", "parts", 8),
    "/profiles/projects/{project}/letters/": ("hedda", "letters", 7),
    "/profiles/projects/{project}/follow-up/": ("bo", "answers", 11),
    "/profiles/projects/{project}/rules/": ("hedda", "parts", 7),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_no_more_than_was_measured_and_as_much_of_one_as_of_four(cast, approved, books, visit, page):  # noqa: F811
    who, what, most = PAGES[page]
    growing, browser = Growing(cast, books, approved.profile), visit(getattr(cast, who))
    path = page.format(
        bo=cast.bo.pk, listening=books["listening"], talk=growing.talk.pk, profile=approved.profile_id,
        project=approved.profile.project_id,
    )  # fmt: skip

    asked = []
    for rows in (1, 3):
        for at in range(rows):
            getattr(growing, what)(at if rows == 1 else at + 1)
        assert browser.get(path).status_code == 200  # what is kept in memory is made
        with CaptureQueriesContext(connection) as seen:
            browser.get(path)
        asked.append(len(seen))

    assert asked[0] == asked[1]
    assert asked[0] <= most
