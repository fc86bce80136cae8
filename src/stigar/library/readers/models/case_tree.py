"""The items of a CASE package as a tree, and what each of them is: a family, a competence, or something written about one.

An item's own type decides where it has one, and a rubric says that it is a competence. Else its place does: what has only
leaves under it is a competence and the leaves describe it; but where the leaves read as names, they are the competences.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from statistics import mean
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from stigar.library.readers.models.case_words import Package, as_number, as_text
from stigar.library.readers.models.headings import KINDS
from stigar.people.readers.faults import FileFault
from stigar.people.readers.tables import plain

NAME = 120  # characters of a statement that can be a name
FEW_WORDS = 6  # a leaf with so few words on average is a name
FAMILIES = (
    "family", "competence family", "familj", "familie", "domain", "cluster", "category", "area", "strand", "dimension", "pillar", "group",
)  # fmt: skip
COMPETENCES = ("competence", "competency", "kompetens", "kompetanse", "skill", "ability", "proficiency")
STATEMENTS = (
    "behaviour",
    "behavior",
    "indicator",
    "performance indicator",
    "statement",
    "descriptor",
    "element",
    "component",
)
NOTS = ("what it is not", "är inte", "vad det inte är", "hva det ikke er", "er ikke")
TYPES: Mapping[str, str] = {
    plain(word): kind
    for kind, words in {
        **KINDS, "behaviour": (*KINDS["behaviour"], *STATEMENTS), "family": FAMILIES, "competence": COMPETENCES, "not": NOTS,
    }.items()
    for word in words
}  # fmt: skip


@dataclass(slots=True)
class Node:
    """One item. ``kind`` is what its type says; empty when it says nothing we know."""

    identifier: str
    told: Mapping[str, Any]
    statement: str
    name: str
    kind: str
    place: tuple[float, int]
    above: str = ""
    below: list[Node] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Tree:
    """All items by identifier, and those that stand at the top."""

    nodes: dict[str, Node]
    tops: list[Node]
    rubrics: frozenset[str]
    names: bool = False  # the leaves read as names
    seen: dict[str, str] = field(default_factory=dict)  # what each has turned out to be
    told: frozenset[str] = frozenset()  # those that are competences by their own word, and all above them

    def competences(self) -> list[Node]:
        """In the order of the file's own tree."""
        return [node for node in self._all() if self.what(node) == "competence"]

    def families(self) -> list[Node]:
        """Those that have a competence somewhere under them, nearest first taken."""
        used = {family.identifier: family for one in self.competences() if (family := self.family_of(one))}
        return [node for node in self._all() if node.identifier in used]

    def family_of(self, node: Node) -> Node | None:
        """The nearest family above."""
        while node.above:
            node = self.nodes[node.above]
            if self.what(node) == "family":
                return node
        return None

    def under(self, node: Node) -> Iterator[Node]:
        """Everything written about a competence, however deep."""
        for child in node.below:
            if self.what(child) == "item":
                yield child
                yield from self.under(child)

    def same_as(self, node: Node) -> tuple[str, ...]:
        return tuple(dict.fromkeys(node.addresses))

    def what(self, node: Node) -> str:
        """``family``, ``competence`` or ``item``."""
        if node.identifier not in self.seen:
            self.seen[node.identifier] = self._found(node)
        return self.seen[node.identifier]

    def _found(self, node: Node) -> str:
        if node.identifier in self.rubrics or node.kind == "competence":
            return "competence"
        if node.kind == "family" and node.below:
            return "family"
        if node.kind and node.kind not in ("family", "level"):
            return "item"
        above = self.nodes.get(node.above)
        if above is not None and self.what(above) in ("competence", "item"):
            return "item"
        return "family" if node.identifier in self.told else self._by_place(node)

    def _by_place(self, node: Node) -> str:
        if not node.below:
            return "competence"
        if all(not child.below for child in node.below):
            typed = any(child.kind not in ("", "family", "competence") for child in node.below)
            return "family" if self.names and not typed else "competence"
        return "family"

    def _all(self) -> Iterator[Node]:
        waiting = list(reversed(self.tops))
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.below)


def tree_of(package: Package) -> Tree:
    """The tree; children in the order of their associations, then of their places, then of the file."""
    nodes = _nodes(package)
    _bind(package, nodes)
    _cut_rings(package, nodes)
    for node in nodes.values():
        if node.above:
            nodes[node.above].below.append(node)
    for node in nodes.values():
        node.below.sort(key=lambda one: one.place)
    tops = sorted((node for node in nodes.values() if not node.above), key=lambda one: one.place)
    rubrics = frozenset(package.identifier_of(one.get("CFItemURI")) for one in package.criteria()) & frozenset(nodes)
    leaves = [len(node.statement.split()) for node in nodes.values() if not node.below]
    names = bool(leaves) and mean(leaves) <= FEW_WORDS
    return Tree(nodes, tops, rubrics, names, told=_told_above(nodes, rubrics))


def _told_above(nodes: Mapping[str, Node], rubrics: frozenset[str]) -> frozenset[str]:
    """Everything above an item that says itself, or whose rubric says, that it is a competence."""
    found: set[str] = set()
    for node in nodes.values():
        above = node.above if node.identifier in rubrics or node.kind == "competence" else ""
        while above and above not in found:
            found.add(above)
            above = nodes[above].above
    return frozenset(found)


def _nodes(package: Package) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for number, told in enumerate(package.parts("CFItems")):
        place = f"CFItems[{number}].fullStatement"
        statement = package.words(told.get("fullStatement"), place)
        short = package.words(told.get("abbreviatedStatement"), place)
        identifier = (as_text(told.get("identifier")) or package.identifier_of(told.get("uri")))[:110]
        if not statement and not short:
            package.warn("case-empty", identifier or place)
            continue
        if not identifier:
            package.warn("case-no-identifier", (short or statement)[:60])
            identifier = str(uuid5(NAMESPACE_URL, statement or short))
        if identifier in nodes:
            if nodes[identifier].statement == (statement or short):
                package.warn("case-same-item", identifier)
            else:
                package.faults.append(FileFault("same-identifier", package.file, column=place, value=identifier))
            continue
        order = as_number(told.get("listEnumeration")) or 0
        name = short or (statement if len(statement) <= NAME else f"{statement[: NAME - 1].rstrip()}…")
        nodes[identifier] = Node(identifier, told, statement or short, name, _kind(told), (order, number))
    return nodes


def _kind(told: Mapping[str, Any]) -> str:
    linked = told.get("CFItemTypeURI")
    title = as_text(linked.get("title")) if isinstance(linked, dict) else ""
    return TYPES.get(plain(as_text(told.get("CFItemType")) or title), "")


def _bind(package: Package, nodes: Mapping[str, Node]) -> None:
    """Who is whose child, and which addresses elsewhere mean the same."""
    document = as_text(package.document.get("identifier"))
    for one in package.parts("CFAssociations"):
        kind = as_text(one.get("associationType"))
        origin, target = (package.identifier_of(one.get(end)) for end in ("originNodeURI", "destinationNodeURI"))
        node = nodes.get(origin)
        if kind in ("exactMatchOf", "isRelatedTo") and node and target not in nodes:
            link = one.get("destinationNodeURI")
            address = as_text(link.get("uri")) if isinstance(link, dict) else as_text(link)
            if address.startswith(("http://", "https://")) and len(address) <= 300:
                node.addresses.append(address)
                continue
        if node is None or (target not in nodes and not (document and target == document)):
            if origin != document:
                package.warn("case-dangling", f"{origin or '?'} → {target or '?'}")
        elif kind in ("isChildOf", "isPartOf") and target in nodes and not node.above and target != origin:
            node.above = target
            place = as_number(one.get("sequenceNumber"))
            node.place = (place if place is not None else node.place[0], node.place[1])


def _cut_rings(package: Package, nodes: Mapping[str, Node]) -> None:
    """Items that lie within each other in a ring: the first of them is put at the top."""
    safe: set[str] = set()
    for start in nodes.values():
        path: set[str] = set()
        node = start
        while node.identifier not in safe and node.above:
            if node.identifier in path:
                package.warn("case-ring", node.name[:60])
                node.above = ""
                break
            path.add(node.identifier)
            node = nodes[node.above]
        safe.update(path)
