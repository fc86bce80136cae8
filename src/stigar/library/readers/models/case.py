"""A framework as 1EdTech CASE 1.0 or 1.1 JSON: a package with a document, items, associations and rubrics.

Read leniently: numbers may be written as text, what is optional may be missing, what we do not know is passed over, and an
association that leads nowhere is told as a warning. What would make the model another than its author meant is a fault.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stigar.library.readers.models.case_tree import Node, Tree, tree_of
from stigar.library.readers.models.case_words import Package, as_text, spoken
from stigar.library.readers.models.checks import MOST_LEVELS, USUAL_LEVELS, key_of, scale_of
from stigar.library.readers.told import CompetenceTold, FamilyTold, ItemTold, ModelTold, RightsTold
from stigar.people.readers.faults import FileFault, Unreadable, unreadable

if TYPE_CHECKING:
    from stigar.library.readers.models import Reading

LARGEST = 30 << 20  # bytes; read into memory it is about eight times as much
NAME = 120  # characters of a statement that can be a name


def looks_like(path: Path) -> bool:
    """Whether a file begins as JSON does."""
    with path.open("rb") as file:
        return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def read(path: Path, name: str) -> Reading:
    """The model in one package. Raises ``Unreadable``."""
    from stigar.library.readers.models import Reading  # noqa: PLC0415 - they make up one package

    package = Package(_parsed(path, name), name)
    tree = tree_of(package)
    levels = _levels(package, tree)
    scale = _scale(package)
    language = package.language
    try:
        competences = tuple(_competence(package, tree, node, levels) for node in tree.competences())
    except RecursionError as problem:
        raise unreadable("case-too-deep", name) from problem
    silent = sum(item.kind == "behaviour" and item.level is None for one in competences for item in one.items)
    if silent:
        package.warn("no-levels", value=str(silent))
    if package.faults:
        raise Unreadable(package.faults)
    if not competences:
        raise unreadable("no-competences", name)
    document = package.document
    title = as_text(document.get("title")) or Path(name).stem
    told = ModelTold(
        key=f"case-{key_of(as_text(document.get('identifier')) or title, 1)}"[:80], kind="brought", names={language: title[:200]},
        scale=scale, rights=_rights(document), competences=competences, about=_about(package, document),
        families=tuple(FamilyTold(one.identifier[:80], {package.language_of(one.told): one.name[:120]}) for one in tree.families()),
        version=as_text(document.get("version"))[:40],
    )  # fmt: skip
    return Reading(told, tuple(package.warnings))


def _parsed(path: Path, name: str) -> dict[str, Any]:
    if path.stat().st_size > LARGEST:
        raise unreadable("too-large", name, more={"most": LARGEST >> 20})
    try:
        found = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        line = getattr(problem, "lineno", 0)
        raise unreadable("not-json", name, row=line) from problem
    if isinstance(found, dict) and isinstance(found.get("CFPackage"), dict):
        found = found["CFPackage"]
    if not isinstance(found, dict) or not isinstance(found.get("CFItems"), list):
        raise unreadable("not-case", name)
    return found


def _about(package: Package, document: Mapping[str, Any]) -> dict[str, str]:
    words = package.words(document.get("description"), "CFDocument.description")
    return {package.language: words[:2000]} if words else {}


def _rights(document: Mapping[str, Any]) -> RightsTold:
    """What the document says of itself. Whether it may be passed on is for a person to say."""
    licence = document.get("licenseURI")
    title, address = (
        (as_text(licence.get("title")), as_text(licence.get("uri")))
        if isinstance(licence, dict)
        else ("", as_text(licence))
    )
    holder = as_text(document.get("publisher")) or as_text(document.get("creator"))
    page = address if address.startswith(("https://", "http://")) else ""
    return RightsTold(holder[:200], title[:120], page[:300])


def _levels(package: Package, tree: Tree) -> dict[str, list[tuple[str, int, str, str]]]:
    """Behaviour per level from the rubrics: competence -> (key, level, text, language)."""
    found: dict[str, list[tuple[str, int, str, str]]] = {}
    for criterion in package.criteria():
        item = package.identifier_of(criterion.get("CFItemURI"))
        if item not in tree.nodes:
            package.warn("case-dangling", value=item or "CFRubricCriterion")
            continue
        for place, (key, text) in enumerate(package.steps(criterion), start=1):
            if text and place <= MOST_LEVELS:
                found.setdefault(item, []).append((key, place, text, package.language))
            elif place > MOST_LEVELS:
                package.faults.append(
                    FileFault("scale-size", package.file, value=str(place), more={"least": 3, "most": MOST_LEVELS})
                )
                break
    return found


def _scale(package: Package) -> tuple[Mapping[str, str], ...]:
    """The names of the levels in the fullest rubric; levels that nothing names are called by their number."""
    names = max((package.step_names(criterion) for criterion in package.criteria()), key=len, default=[])[:MOST_LEVELS]
    if not names:
        package.warn("scale-guessed", levels=USUAL_LEVELS)
    count = max(len(names), 3) if names else USUAL_LEVELS
    told = {place: {package.language: name[:60]} for place, name in enumerate(names, start=1) if name}
    return scale_of(told, count, (package.language,))


def _competence(
    package: Package, tree: Tree, node: Node, levels: Mapping[str, list[tuple[str, int, str, str]]]
) -> CompetenceTold:
    language = package.language_of(node.told)
    words = {"name": node.name[:NAME]}
    if node.statement and node.statement != node.name:
        words["definition"] = node.statement[:2000]
    items = [
        ItemTold("behaviour", key[:140], {code: {"text": text}}, level)
        for key, level, text, code in sorted(levels.get(node.identifier, []), key=lambda one: one[1])
    ]
    for child in tree.under(node):
        if child.kind == "not":
            words["not"] = child.statement[:2000]
        else:
            items.append(_item(package, child))
    family = tree.family_of(node)
    return CompetenceTold(
        node.identifier, {language: words}, family.identifier[:80] if family else "", concepts=tree.same_as(node), items=_once(items),
    )  # fmt: skip


def _once(items: list[ItemTold]) -> tuple[ItemTold, ...]:
    """No key twice: a rubric's levels need not have identifiers of their own."""
    found: dict[str, ItemTold] = {}
    for item in items:
        key = item.key if item.key not in found else f"{item.key[:130]}-{len(found)}"
        found[key] = replace(item, key=key)
    return tuple(found.values())


def _item(package: Package, node: Node) -> ItemTold:
    texts = {"text": node.statement[:2000]}
    if node.kind == "activity":
        texts["name"] = node.name[:200]
    return ItemTold(node.kind or "behaviour", node.identifier, {spoken(package.language_of(node.told)): texts})
