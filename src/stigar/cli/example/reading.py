"""Reads the TOML files of an example company into roles, wishes and figures.

A role is one file, named as its key. Skills that stand in the company's shared
list get its key, so that the same skill is one thing in every language.
"""

import tomllib
from pathlib import Path
from typing import Any

from stigar.cli.example.rows import Language, Need, Programme, Role, SharedSkill, Site, Skill, Task, Trait, Unit

HERE = Path(__file__).parent
LANGUAGES: tuple[Language, ...] = ("sv", "nb", "en")


def read(*parts: str) -> dict[str, Any]:
    """One TOML file beside this module: ``read("alvbro", "company.toml")``."""
    return tomllib.loads(HERE.joinpath(*parts).read_text(encoding="utf-8"))


def read_roles(company: str, skills: tuple[SharedSkill, ...]) -> tuple[Role, ...]:
    """Every role of a company in the order of their keys."""
    keys = {label: skill.key for skill in skills for label in skill.labels.values()}
    files = sorted(HERE.joinpath(company, "roles").glob("*.toml"))
    return tuple(_role(file.stem, read(company, "roles", file.name), keys) for file in files)


def _role(key: str, told: dict[str, Any], keys: dict[str, str]) -> Role:
    return Role(
        key=key,
        title=told["title"],
        variants=tuple(told.get("variants", ())),
        language=told["language"],
        department=told["department"],
        tasks=tuple(Task(**task) for task in told["tasks"]),
        skills=tuple(Skill(key=keys.get(skill["text"], ""), **skill) for skill in told["skills"]),
        traits=tuple(Trait(trait["text"], tuple(trait["ratings"])) for trait in told["traits"]),
    )


def read_skills(company: str) -> tuple[SharedSkill, ...]:
    """The company's own list of shared skills; empty when it keeps none."""
    if not HERE.joinpath(company, "skills.toml").exists():
        return ()
    return tuple(SharedSkill(key, labels) for key, labels in read(company, "skills.toml").items())


def read_programme(company: str) -> Programme | None:
    """The figures for the savings, or ``None`` when the company has entered none."""
    if not HERE.joinpath(company, "programme.toml").exists():
        return None
    told = read(company, "programme.toml")
    return Programme(needs=tuple(_need(need) for need in told["needs"]), **told["programme"])


def _need(told: dict[str, Any]) -> Need:
    return Need(tuple(told["roles"]), told["weight"], {key: told[key] for key in LANGUAGES if key in told})


def sites_of(told: dict[str, Any]) -> tuple[Site, ...]:
    """The sites as ``company.toml`` tells them."""
    return tuple(Site(**site) for site in told["sites"])


def units_of(told: dict[str, Any]) -> tuple[Unit, ...]:
    """The units, each with the department it belongs to: the box right under the top (the top is its own)."""
    above = {unit["code"]: unit["parent"] for unit in told["units"]}

    def department(code: str) -> str:
        parent = above[code]
        return code if not parent or not above[parent] else department(parent)

    return tuple(
        Unit(unit["code"], unit["name"], unit["parent"], unit["site"], department(unit["code"]))
        for unit in told["units"]
    )
