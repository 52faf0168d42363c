"""How records, mappings and lists are read: by the types that `model` declares.

`reader_of` turns an annotation into a function from a node to a value. A value that cannot be read
is `UNREADABLE`, and so is whatever holds it; reading goes on beside it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from types import MappingProxyType, UnionType
from typing import Any, Union, get_args, get_origin

from rrn_fees.catalogue import model
from rrn_fees.catalogue.contradictions import CONTRADICTIONS, Contradiction
from rrn_fees.catalogue.reading import UNREADABLE, Reader, Reading, node_below
from rrn_fees.catalogue.scalars import SCALARS, choice_reader
from rrn_fees.catalogue.yaml import UNTAGGED, MappingNode, Node, ScalarNode, SequenceNode
from rrn_fees.errors import FaultKind, did_you_mean, odd_character, quoted

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

DECISIVE: dict[type, frozenset[str]] = {
    model.FeeSchedule: frozenset({"intakes", "valid_from", "valid_through"}),
    model.EarlyBird: frozenset({"individual", "cohort", "percent", "until"}),
    model.Intake: frozenset({"status"}),
}
"""The fields of a record without which nothing can be said of the rest of it.

A record of these in which one of them cannot be read, or may stand under a misspelt key, has no
readable part: its default would say something else than the file.
"""

REQUIRED_DECLARATIONS = frozenset({"categories", "sources"})
"""Mappings that a catalogue must have: if one is missing, that is the fault, not each reference."""


def _sequence_reader(read_item: Reader) -> Reader:
    def read_sequence(node: Node, reading: Reading) -> Any:
        if type(node) is not SequenceNode or node.tag != UNTAGGED:
            return _not_a(node, reading, "a list")
        items = tuple([read_item(item, reading) for item in node.value])
        if UNREADABLE not in items:
            return items
        parts = (
            reading.as_far_as_readable(value, item, read_item)
            for value, item in zip(items, node.value, strict=True)
        )
        readable = tuple(part for part in parts if part is not UNREADABLE)
        return reading.keep_part(node, read_sequence, readable)

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
            reading.note(key, FaultKind.WRONG_TYPE, "a key is a plain name")
            continue
        if key.value in lines:
            message = (
                f"the key {quoted(key.value)} stands here again; "
                f"it was given in line {lines[key.value]}"
            )
            reading.note(key, FaultKind.DUPLICATE_KEY, message)
        else:
            lines[key.value] = key.start_mark.line + 1
        entries.append((key.value, key, value))
    return entries


def _not_a(node: Node, reading: Reading, expected: str) -> Any:
    if node.tag != UNTAGGED:
        return reading.note_tag(node)
    hint = None
    match node:
        case MappingNode():
            found = "a mapping"
        case SequenceNode():
            found = "a list"
        case _:
            found = f"the text {quoted(node.value)}" if node.value else "nothing"
            hint = _hint_on(node)
    return reading.note(node, FaultKind.WRONG_TYPE, f"expected {expected}, found {found}", hint)


def _hint_on(node: Node) -> str | None:
    """Return what to write instead of a text that is none but for a slip."""
    from rrn_fees.catalogue.syntax import hint_on_text

    return hint_on_text(node.value) if isinstance(node, ScalarNode) and not node.style else None


def _mapping_reader(read_key: Reader, read_value: Reader) -> Reader:
    def read_mapping(node: Node, reading: Reading) -> Any:
        noted_before = reading.times_noted
        entries = _entries(node, reading, "a mapping of names")
        if entries is UNREADABLE:
            return UNREADABLE
        values = [(read_key(key, reading), read_value(value, reading)) for _, key, value in entries]
        if reading.times_noted == noted_before:
            return MappingProxyType(dict(values))
        parts = {
            name: reading.as_far_as_readable(value, node_of, read_value)
            for (name, _, node_of), (_, value) in zip(entries, values, strict=True)
        }
        readable = {name: part for name, part in parts.items() if part is not UNREADABLE}
        return reading.keep_part(node, read_mapping, MappingProxyType(readable))

    return read_mapping


def _record_reader(record: type[Any]) -> Reader:
    in_file = [field for field in fields(record) if field.metadata.get("in_file", True)]
    types = {field.name: field.type for field in in_file}
    readers = {name: reader_of(annotation) for name, annotation in types.items()}
    required = [field.name for field in in_file if model.is_required(field)]
    defaults = {
        field.name: model.default_of(field) for field in in_file if not model.is_required(field)
    }
    contradictions = CONTRADICTIONS.get(record, ())
    declares = DECLARES.get(record, {})
    expected = f"a mapping with {', '.join(required)}" if required else "a mapping"

    def read_record(node: Node, reading: Reading) -> Any:
        first_reference = len(reading.references)
        noted_before = reading.times_noted
        entries = _entries(node, reading, expected)
        if entries is UNREADABLE:
            return UNREADABLE
        values: dict[str, Any] = {}
        places: dict[str, Node] = {}
        for name, key, value in entries:
            read = readers.get(name)
            if read is None:
                _note_unknown_key(key, name, readers.keys(), places.keys(), reading)
            else:
                values[name] = read(value, reading)
                places[name] = value
        for name in required:
            if name not in places:
                kind = FaultKind.NO_SOURCE if name == "source" else FaultKind.MISSING_KEY
                values[name] = reading.note(node, kind, f"the key {quoted(name)} is missing")
        for target, path in declares.items():
            _check_references(node, target, path, reading, first_reference)
        sound = reading.times_noted == noted_before
        _note_contradictions(contradictions, defaults | values, node, reading)
        # One that contradicts itself is still read: what holds it may contradict it too.
        if sound:
            return _placed(record(**values), node, reading)
        readable = {
            name: reading.as_far_as_readable(values[name], at, readers[name])
            for name, at in places.items()
        }
        whole = {name for name in places if values[name] is not UNREADABLE}
        part = _part(record, readable, whole, stray=len(entries) > len(places))
        if part is UNREADABLE:
            return UNREADABLE
        return reading.keep_part(node, read_record, _placed(part, node, reading))

    return read_record


def _note_unknown_key(
    key: Node, name: str, known: AbstractSet[str], given: AbstractSet[str], reading: Reading
) -> None:
    hint = None
    if reading.has_room:
        hint = did_you_mean(reading.nearest(name, known), known - given)
    odd = odd_character(name)
    message = f"unknown key {quoted(name)}" + (f": it holds {odd}" if odd else "")
    reading.note(key, FaultKind.UNKNOWN_KEY, message, hint)


def _placed(record: Any, node: Node, reading: Reading) -> Any:
    """Return *record*, and remember the node that it was read from."""
    reading.records[id(record)] = record, node
    return record


def _part(
    record: type[Any], readable: Mapping[str, Any], whole: Collection[str], *, stray: bool
) -> Any:
    """Return what could be read of a *record*, as a record; UNREADABLE if that would mislead.

    *whole* names the fields of which nothing is missing, *stray* tells of keys that are none.
    """
    decisive = DECISIVE.get(record, frozenset())
    if decisive and (stray or any(name in readable and name not in whole for name in decisive)):
        return UNREADABLE
    known = {name: of for name, of in readable.items() if of is not UNREADABLE}
    others = {
        field.name: _neutral(field.type) if model.is_required(field) else model.default_of(field)
        for field in fields(record)
        if field.name not in known and field.metadata.get("in_file", True)
    }
    return UNREADABLE if UNREADABLE in others.values() else record(**known, **others)


def _neutral(annotation: Any) -> Any:
    """Return what stands, in a part of a record, for something required that cannot be read.

    Only where nothing is computed with it: names and texts, and mappings, of which nothing is left.
    """
    if annotation in (model.Kind, model.Currency):
        return next(iter(annotation))
    if get_origin(annotation) is Mapping:
        return MappingProxyType({})
    if annotation is int:
        return 0
    return "" if annotation in _TEXTS else UNREADABLE


_TEXTS = (str, model.Prose, model.SourceId, model.VatCode, model.FactId, model.Identifier)


def _note_contradictions(
    contradictions: Iterable[Contradiction],
    values: Mapping[str, Any],
    node: Node,
    reading: Reading,
) -> None:
    """Note what the values of one record contradict, as far as they could be read."""
    for contradiction in contradictions:
        asked = [values.get(name, UNREADABLE) for name in contradiction.reads]
        if UNREADABLE not in asked:
            for message, below, at_key in contradiction.broken(*asked):
                at = reading.entries.node_below(node, below, at_key=at_key)
                reading.note(at, contradiction.kind, message)


def _check_references(
    node: Node, target: object, path: tuple[str, ...], reading: Reading, first: int
) -> None:
    """Note each reference made below *node* that nothing below *node* at *path* declares."""
    declared = _declared(node, path)
    if declared is None:
        return
    known = declared | model.WITHOUT_VAT if target is model.VatCode else declared
    choices: str | None = None  # the same for each that has no near name, and slow to make of many
    for made_to, reference in reading.references[first:]:
        if made_to is target and reference.value not in known:
            message = f"no {NOUNS[target]} {quoted(reference.value)} is declared"
            hint = None
            if reading.has_room and (near := reading.nearest(reference.value, known)):
                hint = did_you_mean(near, known)
            elif reading.has_room:
                hint = choices = choices or did_you_mean(None, known)
            reading.note(reference, FaultKind.UNKNOWN_REFERENCE, message, hint)


def declarations(root: Node) -> Iterator[tuple[object, dict[str, Node]]]:
    """Yield what a catalogue declares: the type of the reference, and each name with its key."""
    for target, path in DECLARES[model.Catalogue].items():
        node = node_below(root, path)
        if isinstance(node, MappingNode) and node is not root:
            yield target, {key.value: key for key, _ in node.value}


def mentions(root: Node, reading: Reading) -> set[tuple[object, str]]:
    """Return every reference that is made anywhere, other than by what declares it."""
    keys = {id(key) for _, declared in declarations(root) for key in declared.values()}
    declared_once = set()
    found = set()
    for to, node in reading.references:
        if id(node) in keys and id(node) not in declared_once:
            declared_once.add(id(node))  # by its own declaration; again, through an alias
        else:
            found.add((to, node.value))
    return found


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
        noted_before = reading.times_noted
        value = (of_mapping if type(node) is MappingNode else of_scalar)(node, reading)
        if value is UNREADABLE and type(node) is MappingNode:
            part = reading.as_far_as_readable(UNREADABLE, node, of_mapping)
            return UNREADABLE if part is UNREADABLE else reading.keep_part(node, read_union, part)
        if type(node) is ScalarNode and reading.times_noted > noted_before:
            near = reading.nearest(node.value, gaps)
            either = f"or write {' or '.join(gaps)}"
            reading.change_hint(lambda hint: did_you_mean(near, gaps) if near else hint or either)
        return value

    return read_union


def reader_of(annotation: Any) -> Reader:
    """Return the function that reads a value of the type *annotation* from a node."""
    if annotation not in _MADE:
        _MADE[annotation] = _make_reader(annotation)
    return _MADE[annotation]


_MADE: dict[Any, Reader] = {}
"""Readers are made once: a record's holds those of its fields."""


def _make_reader(annotation: Any) -> Reader:
    if annotation in SCALARS:
        return SCALARS[annotation]
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
    return choice_reader(annotation)
