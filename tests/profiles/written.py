"""A library of three competences, and a profile with a workshop about it: what the tests of writing and of workshops begin from."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from stigar.library.actions.models import keep_model
from stigar.library.readers.told import CompetenceTold, ItemTold, ModelTold, RightsTold
from stigar.profiles.actions import profiles as writing
from stigar.profiles.actions import workshops as meeting
from stigar.profiles.models import Profile, Workshop
from tests.cast import TODAY, Cast

LEVELS = ("Ny", "Van", "Trygg", "Säker", "Vägvisande")
TOLD = {
    "listening": ("Lyssna på kunden", "Att förstå vad kunden behöver, också det som inte sägs.", "Frågar tills behovet är klart"),
    "writing": ("Skriva tydligt", "Att skriva mejl och brev så att läsaren förstår vid första läsningen.", "Skriver korta svar"),
    "conflict": ("Hantera konflikter", "Att möta arga kunder och komma fram till något båda kan leva med.", "Håller sig lugn när någon är arg"),
}  # fmt: skip
WHEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def library(cast: Cast) -> dict[str, UUID]:
    """Keep three competences, each with a behaviour per level; key -> id."""
    model = keep_model(
        told=ModelTold(
            key="vara", kind="own", names={"sv": "Våra"}, about={}, version="1", scale=tuple({"sv": name} for name in LEVELS),
            rights=RightsTold("Alvbro", "egen", attribution="Våra egna ord."), families=(),
            competences=tuple(_competence(key, *words) for key, words in TOLD.items()), fingerprint="f",
        ),
        viewer=cast.hedda, today=TODAY,
    )  # fmt: skip
    return dict(model.competences.values_list("key", "pk"))


def _competence(key: str, name: str, definition: str, shows: str) -> CompetenceTold:
    return CompetenceTold(
        key=key, texts={"sv": {"name": name, "definition": definition}},
        items=tuple(
            ItemTold("behaviour", f"{key}-{level}", {"sv": {"text": f"{shows}, nivå {level}"}}, level=level) for level in range(1, 6)
        ),
    )  # fmt: skip


def profile(cast: Cast, project: Any) -> Profile:
    """The advisers' profile, begun by Hedda and without requirements."""
    return writing.begin_profile(
        project=project, role_id=cast.adviser.pk, language="sv", viewer=cast.hedda, today=TODAY
    )


def require(cast: Cast, begun: Profile, competence: UUID, level: int = 3, **more: Any) -> Any:
    return writing.require(
        profile=begun, wanted=writing.Wanted(competence, level, **more), viewer=cast.hedda, today=TODAY
    )


def workshop(cast: Cast, project: Any, *about: Profile, led_by: Any = None, talks_with: Any = None) -> Workshop:
    """Led by Ada, about these profiles."""
    return meeting.plan_workshop(
        project=project, profiles=about, kind="interview" if talks_with else "workshop", name="Tisdag", at=WHEN, place="Malmö",
        led_by=(led_by or cast.ada).pk, talks_with=talks_with.pk if talks_with else None, viewer=cast.hedda, today=TODAY,
    )  # fmt: skip


def say(met: Workshop, about: Profile, who: Any, text: str, **more: Any) -> Any:
    """One proposal; returns it."""
    told = {"key": uuid4(), **more}
    return meeting.propose(workshop=met, profile_id=about.pk, text=text, viewer=who, today=TODAY, **told)[0]
