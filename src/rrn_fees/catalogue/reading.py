"""One reading of a file: the faults noted on the way, told in the end with their places."""

from collections.abc import Callable, Collection
from enum import Enum
from typing import Any, Final

from rrn_fees.catalogue.yaml import MappingNode, Node, ScalarNode, children, place_of
from rrn_fees.errors import Fault, FaultKind, nearest, printable, quoted


class _Unreadable(Enum):
    UNREADABLE = "unreadable"


UNREADABLE: Final = _Unreadable.UNREADABLE
"""Stands for a value whose fault is already noted."""


MOST_COMPARED = 20_000
"""How many names are compared for suggestions: the first thousand slips get one, in any file."""


class Reading:
    """One reading of one file: the faults noted so far, and the names that must exist somewhere."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.noted: list[tuple[Node, FaultKind, str, str | None]] = []
        self.references: list[tuple[object, Node]] = []
        self.compared = 0

    def note(self, node: Node, kind: FaultKind, message: str, hint: str | None = None) -> Any:
        """Note a fault at *node* and return `UNREADABLE`."""
        self.noted.append((node, kind, message, hint))
        return UNREADABLE

    def note_tag(self, node: Node) -> Any:
        """Note that the tag of *node* means nothing here, and return `UNREADABLE`."""
        message = f"the tag {quoted(node.tag)} has no place in a catalogue"
        return self.note(node, FaultKind.TAG, message)

    def nearest(self, name: str, known: Collection[str]) -> str | None:
        """Return the nearest of *known*, as long as looking for it does not take too long."""
        self.compared += len(known)
        return nearest(name, known) if self.compared <= MOST_COMPARED else None

    def faults(self, root: Node) -> list[Fault]:
        """Return what was noted, in the file's order, each with its place and path."""
        if not self.noted:
            return []
        paths = _paths(root)
        in_order = sorted(
            self.noted, key=lambda noted: (noted[0].start_mark.line, noted[0].start_mark.column)
        )
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


Reader = Callable[[Node, Reading], Any]


def _paths(root: Node) -> dict[int, str]:
    """Return the path of every node below *root*, by identity; an alias has its anchor's path."""
    paths = {id(root): ""}
    unvisited = [root]
    while unvisited:
        parent = unvisited.pop()
        here = paths[id(parent)]
        if isinstance(parent, MappingNode):
            steps = [
                (node, _below(here, key)) for key, value in parent.value for node in (key, value)
            ]
        else:
            steps = [(item, f"{here}[{at}]") for at, item in enumerate(children(parent))]
        for node, path in steps:
            if id(node) not in paths:
                paths[id(node)] = path
                unvisited.append(node)
    return paths


def _below(path: str, key: Node) -> str:
    if not isinstance(key, ScalarNode):
        return path
    name = printable(key.value)
    return f"{path}.{name}" if path else name
