"""One reading of a file: the faults noted on the way, told in the end with their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from enum import Enum
from typing import Any, Final, NamedTuple

from rrn_fees.catalogue.yaml import MappingNode, Node, ScalarNode, SequenceNode, place_of
from rrn_fees.errors import Fault, FaultKind, nearest, quoted, shortened
from rrn_fees.printable import printable


class _Unreadable(Enum):
    UNREADABLE = "unreadable"


UNREADABLE: Final = _Unreadable.UNREADABLE
"""Stands for a value whose fault is already noted."""


MOST_COMPARED = 20_000
"""How many names are compared for suggestions: the first thousand slips get one, in any file."""

MOST_KEPT = 10_000
"""How many faults are kept with their places; whatever a file has beyond is counted."""


class Noted(NamedTuple):
    """A fault noted on the way, at a node."""

    node: Node
    kind: FaultKind
    message: str
    hint: str | None


class Reading:
    """One reading of one file: the faults noted so far, and the names that must exist somewhere."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.noted: list[Noted] = []
        """The first faults, at most `MOST_KEPT`."""
        self.beyond: Counter[FaultKind] = Counter()
        """How many faults of each kind there are besides."""
        self.times_noted = 0
        """How often a fault was noted: more often than there are, where an alias repeats one."""
        self._counted: set[int] = set()
        self._kept_last = False
        self.references: list[tuple[object, Node]] = []
        self.records: dict[int, tuple[object, Node]] = {}
        """By identity: each record that was read, and the node that it was read from."""
        self.parts: dict[tuple[int, int], Any] = {}
        """By a node and its reader: what could be read of one that could not be read whole."""
        self.compared = 0
        self.entries = Entries()

    def note(self, node: Node, kind: FaultKind, message: str, hint: str | None = None) -> Any:
        """Note a fault at *node* and return `UNREADABLE`."""
        noted = Noted(node, kind, shortened(message), shortened(hint) if hint else None)
        self.times_noted += 1
        self._kept_last = self.has_room
        if self._kept_last:
            self.noted.append(noted)
        else:
            self._count(noted)
        return UNREADABLE

    @property
    def has_room(self) -> bool:
        """Whether the next fault is kept: of one that is only counted nobody reads the hint."""
        return len(self.noted) < MOST_KEPT

    def _count(self, noted: Noted) -> None:
        """Count a fault that is not kept, once, however often an alias repeats it."""
        if not self._counted:
            self._counted.update(map(_mark, self.noted))
        mark = _mark(noted)
        if mark not in self._counted:
            self._counted.add(mark)
            self.beyond[noted.kind] += 1

    def change_hint(self, change: Callable[[str | None], str]) -> None:
        """Give the fault that was noted last the hint that *change* makes of the one it has."""
        if self._kept_last:
            self.noted[-1] = self.noted[-1]._replace(hint=change(self.noted[-1].hint))

    def note_tag(self, node: Node) -> Any:
        """Note that the tag of *node* means nothing here, and return `UNREADABLE`."""
        message = f"the tag {quoted(node.tag)} has no place in a catalogue"
        return self.note(node, FaultKind.TAG, message)

    def nearest(self, name: str, known: Collection[str]) -> str | None:
        """Return the nearest of *known*, as long as looking for it does not take too long."""
        self.compared += len(known)
        return nearest(name, known) if self.compared <= MOST_COMPARED else None

    def keep_part(self, node: Node, read: Reader, part: Any) -> Any:
        """Keep what *read* could read of *node*, which it cannot read whole: UNREADABLE."""
        self.parts[id(node), id(read)] = part
        return UNREADABLE

    def as_far_as_readable(self, value: Any, node: Node, read: Reader) -> Any:
        """Return the *value* that *read* made of *node*, else what of it it could, else UNREADABLE.

        An alias may stand where it is read as one thing, and again where it is read as another.
        """
        return self.parts.get((id(node), id(read)), UNREADABLE) if value is UNREADABLE else value

    def faults(self, root: Node) -> list[Fault]:
        """Return what was noted and kept, in the file's order, each with its place and path."""
        if not self.noted:
            return []
        paths = paths_of([noted.node for noted in self.noted], root)
        in_order = sorted(self.noted, key=lambda noted: position(noted.node))
        faults = dict.fromkeys(  # what an alias repeats is at fault once
            Fault(
                kind=kind,
                message=message,
                hint=hint,
                file=self.file,
                place=place_of(node),
                path=paths.get(id(node), ""),
            )
            for node, kind, message, hint in in_order
        )
        return list(faults)


def _mark(noted: Noted) -> int:
    """Return a number by which a fault is known again: it takes a tenth of its memory."""
    return hash((id(noted.node), noted.kind, noted.message))


Reader = Callable[[Node, Reading], Any]


def position(node: Node) -> tuple[int, int]:
    """Sort key: where *node* begins."""
    return node.start_mark.line, node.start_mark.column


Link = tuple["Link | None", str | int, Node]
"""A step of a path, between the one that leads to it and the node that it leads to.

A path is spelt out only when it is wanted.
"""


def paths_of(wanted: Iterable[Node], root: Node) -> dict[int, str]:
    """Return the path of each node *wanted*, by identity; an alias has its anchor's path."""
    return {identity: spelt(link) for identity, link in links_of(wanted, root).items()}


def links_of(wanted: Iterable[Node], root: Node) -> dict[int, Link | None]:
    """Return the last step to each node *wanted*, by identity; None for the root."""
    missing = {id(node) for node in wanted}
    found: dict[int, Link | None] = {}
    seen: set[int] = set()

    waiting: list[tuple[Node, Link | None]] = [(root, None)]
    # A function within this one that calls itself would keep the whole file in memory: it and its
    # own name are a cycle, which nothing collects while a command runs.
    while waiting and missing:  # in the file's order: anchors come first
        node, link = waiting.pop()
        if id(node) in missing:
            missing.remove(id(node))
            found[id(node)] = link
        if not isinstance(node, ScalarNode) and id(node) not in seen:
            seen.add(id(node))
            waiting.extend(reversed([*_steps(node, link)]))
    return found


def _steps(node: Node, link: Link | None) -> Iterable[tuple[Node, Link | None]]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            step = (link, key.value, value) if isinstance(key, ScalarNode) else link
            yield key, step
            yield value, step
    elif isinstance(node, SequenceNode):
        for at, item in enumerate(node.value):
            yield item, (link, at, item)


def spelt(link: Link | None, item: Callable[[int, Node], str] = lambda at, _: str(at)) -> str:
    """Return a path in one line: an item of a list by its number, or by what *item* makes of it."""
    steps: list[str] = []
    while link is not None:
        link, step, node = link
        steps.append(f"[{item(step, node)}]" if isinstance(step, int) else f".{_shown(step)}")
    return "".join(reversed(steps)).removeprefix(".")


def _shown(key: str) -> str:
    """Return a key as a step: of a very long one the beginning, since many paths may hold it."""
    return printable(key if len(key) <= LONGEST_STEP else f"{key[:LONGEST_STEP]}...")


LONGEST_STEP = 100


def node_below(node: Node, below: Iterable[str | int], *, at_key: bool = False) -> Node:
    """Return the node that is reached from *node*, as `Entries.node_below` does, for once."""
    return Entries().node_below(node, below, at_key=at_key)


class Entries:
    """The entries of mappings by their keys: of each mapping those that were asked for are kept."""

    def __init__(self) -> None:
        self._of: dict[int, tuple[Node, dict[str | int, tuple[Node, Node]]]] = {}

    def node_below(self, node: Node, below: Iterable[str | int], *, at_key: bool = False) -> Node:
        """Return the node that is reached from *node* by keys and indexes, as far as there is one.

        Of two equal keys the last, whose value is the one that is read. With *at_key* the last key
        itself instead of what stands under it.
        """
        key: Node = node
        for step in below:
            entry: tuple[Node, Node] | None = None
            if isinstance(node, MappingNode):
                entry = self._entries_of(node).get(step)
            elif isinstance(node, SequenceNode) and isinstance(step, int):
                entry = next(((item, item) for item in node.value[step : step + 1]), None)
            if entry is None:
                return node
            key, node = entry
        return key if at_key else node

    def _entries_of(self, node: MappingNode) -> dict[str | int, tuple[Node, Node]]:
        if id(node) not in self._of:
            entries: dict[str | int, tuple[Node, Node]] = {
                key.value: (key, value) for key, value in node.value if isinstance(key, ScalarNode)
            }
            self._of[id(node)] = node, entries  # the node too, so that its id stays its own
        return self._of[id(node)][1]
