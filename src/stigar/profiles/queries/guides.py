"""The guides to using profiles: hiring, development talks, careers; each with an exercise on an example and its answer."""

from __future__ import annotations

from dataclasses import dataclass

from stigar.profiles.queries.drafts import LANGUAGES, told

KEYS = ("hiring", "dialogue", "career")


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide in one language: whom it is for, how long it takes, its parts (heading, text), and the exercise with its answer."""

    key: str
    name: str
    lead: str
    minutes: int
    parts: tuple[tuple[str, str], ...]
    example: tuple[tuple[str, str, str], ...]  # competence, level, importance
    example_name: str
    task: str
    choices: tuple[str, ...]
    right: int  # place of the right choice, from 0
    answer: str


def guide(key: str, language: str) -> Guide:
    """One guide in the reader's language, or in English.

    >>> guide("hiring", "en").name
    'Hiring with a job profile'
    """
    said = told(f"guides.{language if language in LANGUAGES else 'en'}")[key]
    return Guide(
        key, said["name"], said["lead"], said["minutes"],
        tuple((part["heading"], part["text"].strip()) for part in said["parts"]),
        tuple((row["competence"], row["level"], row["importance"]) for row in said["example"]["rows"]),
        said["example"]["name"], said["task"], tuple(said["choices"]), said["right"], said["answer"].strip(),
    )  # fmt: skip


def guides(language: str) -> list[Guide]:
    """All three, in order."""
    return [guide(key, language) for key in KEYS]
