"""Placed nodes to typed values: every fault is noted with its place, and reading goes on.

A type says how it is read: `reader_of` turns an annotation of the model into a function from a
node to a value, once. A value that cannot be read is `UNREADABLE`, and so is whatever holds it.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from types import MappingProxyType, UnionType
from typing import Any, Final, Union, get_args, get_origin

from rrn_fees.catalogue import model
from rrn_fees.catalogue.contradictions import CONTRADICTIONS
from rrn_fees.catalogue.yaml import (
    UNTAGGED,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    children,
    not_text,
    place_of,
)
from rrn_fees.dates import parse_iso_date
from rrn_fees.errors import Fault, did_you_mean, nearest, printable, quoted
from rrn_fees.money import Pence, Percent, parse_percent, parse_pounds


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
        self.noted: list[tuple[Node, str, str, str | None]] = []
        self.references: list[tuple[object, Node]] = []
        self.compared = 0

    def note(self, node: Node, kind: str, message: str, hint: str | None = None) -> Any:
        """Note a fault at *node* and return `UNREADABLE`."""
        self.noted.append((node, kind, message, hint))
        return UNREADABLE

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


# Scalars ---------------------------------------------------------------------------------------

_INTEGER = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)
_NUMBER = re.compile(r"[-+]?(\.[0-9]|[0-9])[0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?", re.ASCII)
_IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


def _text_of(node: Node, reading: Reading, expected: str) -> Any:
    """Return a scalar's text, or note what stands there instead."""
    if type(node) is not ScalarNode:
        found = "a list" if type(node) is SequenceNode else "a mapping"
        return reading.note(node, "wrong-type", f"expected {expected}, found {found}")
    if node.tag != UNTAGGED:
        return reading.note(node, "tag", f"the tag {quoted(node.tag)} has no place in a catalogue")
    if not node.value.strip() or (_is_plain(node) and node.value in ("null", "~")):
        hint = "write a value, or leave out a key that the format does not need"
        return reading.note(node, "empty-value", f"expected {expected}, found nothing", hint)
    return _only_text(node, reading)


def _only_text(node: ScalarNode, reading: Reading) -> Any:
    """Return a scalar's text, or note what escapes have brought into it that is no text."""
    if node.style == '"' and (found := not_text(node.value)):
        message = f"the character U+{ord(found[0]):04X} does not belong in a catalogue"
        return reading.note(node, "character", message)
    return node.value


def _is_plain(node: Node) -> bool:
    """Whether a scalar stands without quotes."""
    return isinstance(node, ScalarNode) and not node.style


def _read_line(node: Node, reading: Reading) -> Any:
    text = _text_of(node, reading, "text")
    if text is UNREADABLE:
        return UNREADABLE
    if "\n" in text.strip():
        return reading.note(node, "wrong-type", "expected one line of text, found several")
    if _is_plain(node) and _NUMBER.fullmatch(text):
        hint = f'write it in quotes: "{text}"'
        return reading.note(node, "wrong-type", f"expected text, found the number {text}", hint)
    return text.strip()


def _read_prose(node: Node, reading: Reading) -> Any:
    text = _text_of(node, reading, "text")
    return text if text is UNREADABLE else " ".join(text.split())


def _read_identifier(node: Node, reading: Reading) -> Any:
    text = _text_of(node, reading, "a name")
    if text is UNREADABLE or _IDENTIFIER.fullmatch(text):
        return text
    message = f"{quoted(text)} is not an identifier"
    return reading.note(node, "identifier", message, "lower-case letters, digits and hyphens")


def _reference_reader(target: object) -> Reader:
    def read_reference(node: Node, reading: Reading) -> Any:
        name = _read_identifier(node, reading)
        if name is not UNREADABLE:
            reading.references.append((target, node))
        return name

    return read_reference


def _read_boolean(node: Node, reading: Reading) -> Any:
    text = _text_of(node, reading, "true or false")
    if text is UNREADABLE:
        return UNREADABLE
    if not _is_plain(node) or text not in ("true", "false"):
        return reading.note(node, "wrong-type", f"expected true or false, found {quoted(text)}")
    return text == "true"


def _read_integer(node: Node, reading: Reading) -> Any:
    text = _text_of(node, reading, "a whole number")
    if text is UNREADABLE:
        return UNREADABLE
    if not _is_plain(node) or not _INTEGER.fullmatch(text):
        message = f"expected a whole number, found {quoted(text)}"
        return reading.note(node, "wrong-type", message, "digits alone, without quotes, like 6")
    return int(text)


def _read_count(node: Node, reading: Reading) -> Any:
    number = _read_integer(node, reading)
    if number == 0:
        return reading.note(node, "wrong-type", "expected a whole number from 1, found 0")
    return number


def _figure_reader(parse: Callable[[str], Any], kind: str, expected: str) -> Reader:
    def read_figure(node: Node, reading: Reading) -> Any:
        text = _text_of(node, reading, expected)
        if text is UNREADABLE:
            return UNREADABLE
        try:
            figure = parse(text)
        except ValueError as error:
            return reading.note(node, kind, f"{quoted(text)}: {error}")
        if _is_plain(node):
            # Unquoted it is a YAML float, and the next program to save the file may change it.
            return reading.note(node, kind, "a figure stands in quotes", f'write "{text}"')
        return figure

    return read_figure


def _read_date(node: Node, reading: Reading) -> Any:
    text = _text_of(node, reading, "a date")
    if text is UNREADABLE:
        return UNREADABLE
    try:
        return parse_iso_date(text)
    except ValueError as error:
        return reading.note(node, "date", f"{quoted(text)}: {error}")


def _read_timezone(node: Node, reading: Reading) -> Any:
    text = _text_of(node, reading, "a timezone")
    if text is UNREADABLE or text == "Europe/London":
        return text
    from zoneinfo import available_timezones

    if text in available_timezones():
        return text
    near = reading.nearest(text, available_timezones())
    hint = did_you_mean(near, ()) if near else None
    return reading.note(node, "timezone", f"{quoted(text)} is not a timezone", hint)


def _choice_reader(enum: type[Enum]) -> Reader:
    members = {str(member.value): member for member in enum}

    def read_choice(node: Node, reading: Reading) -> Any:
        text = _text_of(node, reading, " or ".join(members))
        if text is UNREADABLE:
            return UNREADABLE
        if text not in members:
            expected = ", ".join(members)
            near = reading.nearest(text, members)
            hint = did_you_mean(near, members) if near else None
            message = f"expected {expected}, found {quoted(text)}"
            return reading.note(node, "wrong-choice", message, hint)
        return members[text]

    return read_choice


# Names that must be declared --------------------------------------------------------------------

NOUNS: dict[object, str] = {
    model.CategoryId: "category",
    model.FactId: "fact",
    model.IntakeId: "intake of this qualification",
    model.SourceId: "source",
    model.VatCode: "VAT code",
}
"""What a reference of each type is to, in a sentence."""

DECLARES: dict[type, dict[object, tuple[str, ...]]] = {
    model.Catalogue: {
        model.CategoryId: ("categories",),
        model.FactId: ("facts",),
        model.SourceId: ("sources",),
        model.VatCode: ("vat", "rates"),
    },
    model.Qualification: {model.IntakeId: ("intakes",)},
}
"""Within which record a reference must be declared, and by the keys of which mapping there."""

REQUIRED_DECLARATIONS = frozenset({"categories", "sources"})
"""Mappings that a catalogue must have: if one is missing, that is the fault, not each reference."""


# Containers ------------------------------------------------------------------------------------


def _sequence_reader(read_item: Reader) -> Reader:
    def read_sequence(node: Node, reading: Reading) -> Any:
        if type(node) is not SequenceNode or node.tag != UNTAGGED:
            return _not_a(node, reading, "a list")
        items = tuple([read_item(item, reading) for item in node.value])
        return UNREADABLE if UNREADABLE in items else items

    return read_sequence


Entries = list[tuple[str, Node, Node]]


def _entries(node: Node, reading: Reading, expected: str) -> Any:
    """Return a mapping's keys with both their nodes, noting keys that are none or repeated."""
    if type(node) is not MappingNode or node.tag != UNTAGGED:
        return _not_a(node, reading, expected)
    entries: Entries = []
    lines: dict[str, int] = {}
    for key, value in node.value:
        if type(key) is not ScalarNode or key.tag != UNTAGGED:
            reading.note(key, "wrong-type", "a key is a plain name")
            continue
        if key.value in lines:
            message = (
                f"the key {quoted(key.value)} stands here again; "
                f"it was given in line {lines[key.value]}"
            )
            reading.note(key, "duplicate-key", message)
        else:
            lines[key.value] = key.start_mark.line + 1
        entries.append((key.value, key, value))
    return entries


def _not_a(node: Node, reading: Reading, expected: str) -> Any:
    if node.tag != UNTAGGED:
        return reading.note(node, "tag", f"the tag {quoted(node.tag)} has no place in a catalogue")
    match node:
        case MappingNode():
            found = "a mapping"
        case SequenceNode():
            found = "a list"
        case _:
            found = f"the text {quoted(node.value)}" if node.value else "nothing"
    return reading.note(node, "wrong-type", f"expected {expected}, found {found}")


def _mapping_reader(read_key: Reader, read_value: Reader) -> Reader:
    def read_mapping(node: Node, reading: Reading) -> Any:
        noted_before = len(reading.noted)
        entries = _entries(node, reading, "a mapping of names")
        if entries is UNREADABLE:
            return UNREADABLE
        values = {read_key(key, reading): read_value(value, reading) for _, key, value in entries}
        return UNREADABLE if len(reading.noted) > noted_before else MappingProxyType(values)

    return read_mapping


def _record_reader(record: type[Any]) -> Reader:
    in_file = [field for field in fields(record) if field.metadata.get("in_file", True)]
    readers = {field.name: reader_of(field.type) for field in in_file}
    required = [field.name for field in in_file if _is_required(field)]
    defaults = {field.name: _default(field) for field in in_file if not _is_required(field)}
    contradictions = CONTRADICTIONS.get(record, ())
    declares = DECLARES.get(record, {})
    expected = f"a mapping with {', '.join(required)}" if required else "a mapping"

    def read_record(node: Node, reading: Reading) -> Any:
        first_reference = len(reading.references)
        noted_before = len(reading.noted)
        entries = _entries(node, reading, expected)
        if entries is UNREADABLE:
            return UNREADABLE
        values: dict[str, Any] = {}
        places: dict[str, Node] = {}
        for name, key, value in entries:
            read = readers.get(name)
            if read is None:
                near = reading.nearest(name, readers)
                hint = did_you_mean(near, readers.keys() - places.keys())
                reading.note(key, "unknown-key", f"unknown key {quoted(name)}", hint)
            else:
                values[name] = read(value, reading)
                places[name] = value
        for name in required:
            if name not in places:
                values[name] = reading.note(
                    node, "missing-key", f"the key {quoted(name)} is missing"
                )
        for contradiction in contradictions:
            asked = [values.get(name, defaults.get(name)) for name in contradiction.reads]
            if UNREADABLE not in asked and (message := contradiction.broken(*asked)):
                reading.note(places.get(contradiction.at, node), "contradiction", message)
        for target, path in declares.items():
            _check_references(node, target, path, reading, first_reference)
        return UNREADABLE if len(reading.noted) > noted_before else record(**values)

    return read_record


def _is_required(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _default(field: "Field[Any]") -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _check_references(
    node: Node, target: object, path: tuple[str, ...], reading: Reading, first: int
) -> None:
    """Note each reference made below *node* that nothing below *node* at *path* declares."""
    declared = _declared(node, path)
    if declared is None:
        return
    known = declared | model.WITHOUT_VAT if target is model.VatCode else declared
    for made_to, reference in reading.references[first:]:
        if made_to is target and reference.value not in known:
            noun = NOUNS[target]
            message = f"no {noun} {quoted(reference.value)} is declared"
            hint = did_you_mean(reading.nearest(reference.value, known), known)
            reading.note(reference, "unknown-reference", message, hint)


def _declared(node: Node, path: tuple[str, ...]) -> set[str] | None:
    """Return the keys of the mapping at *path*; None if that is itself at fault, which is noted."""
    for step in path:
        if not isinstance(node, MappingNode):
            return None
        below = [value for key, value in node.value if key.value == step]
        if not below:
            return None if step in REQUIRED_DECLARATIONS else set()
        node = below[0]
    if not isinstance(node, MappingNode):
        return None
    return {key.value for key, _ in node.value if isinstance(key, ScalarNode)}


def _union_reader(members: list[Any]) -> Reader:
    """Read a word that stands for a gap, or else the one scalar or mapping that is expected."""
    gaps = {
        str(gap.value): gap
        for member in members
        if member in (model.NotPublished, model.NotAnnounced)
        for gap in member
    }
    others = [m for m in members if m not in (model.NotPublished, model.NotAnnounced)]
    of_mapping = next((reader_of(m) for m in others if is_dataclass(m)), reader_of(others[0]))
    of_scalar = next((reader_of(m) for m in others if not is_dataclass(m)), of_mapping)

    def read_union(node: Node, reading: Reading) -> Any:
        if type(node) is ScalarNode and node.value in gaps and node.tag == UNTAGGED:
            return gaps[node.value]
        noted_before = len(reading.noted)
        value = (of_mapping if type(node) is MappingNode else of_scalar)(node, reading)
        if type(node) is ScalarNode and len(reading.noted) > noted_before:
            _, kind, message, hint = reading.noted.pop()
            near = reading.nearest(node.value, gaps)
            either = f"or write {' or '.join(gaps)}"
            reading.note(node, kind, message, did_you_mean(near, gaps) if near else hint or either)
        return value

    return read_union


_READERS: dict[Any, Reader] = {
    str: _read_line,
    int: _read_integer,
    bool: _read_boolean,
    date: _read_date,
    Pence: _figure_reader(parse_pounds, "money", "an amount"),
    Percent: _figure_reader(parse_percent, "percent", "a rate"),
    model.Prose: _read_prose,
    model.Count: _read_count,
    model.Timezone: _read_timezone,
    model.Identifier: _read_identifier,
    model.QualificationId: _read_identifier,
    model.IntakeId: _reference_reader(model.IntakeId),
    model.CategoryId: _reference_reader(model.CategoryId),
    model.SourceId: _reference_reader(model.SourceId),
    model.FactId: _reference_reader(model.FactId),
    model.VatCode: _reference_reader(model.VatCode),
}


def reader_of(annotation: Any) -> Reader:
    """Return the function that reads a value of the type *annotation* from a node."""
    if annotation not in _READERS:
        _READERS[annotation] = _make_reader(annotation)
    return _READERS[annotation]


def _make_reader(annotation: Any) -> Reader:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):  # X | None is either, by what X is
        members = [member for member in arguments if member is not type(None)]
        return reader_of(members[0]) if len(members) == 1 else _union_reader(members)
    if origin is tuple:
        return _sequence_reader(reader_of(arguments[0]))
    if origin is Mapping:
        return _mapping_reader(reader_of(arguments[0]), reader_of(arguments[1]))
    if isinstance(annotation, type) and is_dataclass(annotation):
        return _record_reader(annotation)
    return _choice_reader(annotation)
