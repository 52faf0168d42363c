"""YAML text to placed nodes: syntax, encoding and bounds. Gives no meaning to any value.

Composes with libyaml and resolves nothing: every scalar keeps its text, and what that text means
is decided by the type that is expected where it stands.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import Any

from yaml import CSafeLoader, parse
from yaml import compose as compose_with
from yaml.composer import ComposerError
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import CollectionEndEvent, CollectionStartEvent, ScalarEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from rrn_fees.errors import CatalogueError, Fault, FaultKind, Place

MAX_BYTES = 24 * 2**20
MAX_DEPTH = 32
MAX_NODES = 1_200_000
"""A node takes some 350 bytes and what is read from it as much again: the whole stays well within
the GiB that a command may take, and 10,000 qualifications like the shipped ones have a million."""
MAX_ALIASES = 20

UNTAGGED = ""
"""The tag of every node whose tag the file does not spell out."""

_NOT_ASCII_TEXT = re.compile("[^\t\n\r\x20-\x7e]")
_NOT_TEXT = (
    "[^\t\n\r\x20-\x7e\xa0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff"
    "\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML does not allow, marks that only change the direction in which text is shown, and
U+0085, U+2028 and U+2029. Those end a line to libyaml but not to an editor or to git, which show
what comes after them as the rest of a comment.

Compiled when a file needs it: to compile it takes as long as to read the shipped catalogue.
"""

_LONE_RETURN = re.compile("\r(?!\n)")
_LINE_BREAK = re.compile("\r?\n")
"""The end of a line, as editors and git count them. What `decode` lets through has no other that
libyaml would count."""
_ENDS_A_LINE = "\r\x85\u2028\u2029"


class _OutOfBounds(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, kind: FaultKind, message: str, near: Node | None) -> None:
        super().__init__(message)
        self.kind = kind
        self.near = near


class _PlacedLoader(CSafeLoader):
    """Composes and resolves nothing, within bounds that keep hostile input from running away.

    libyaml composes nested nodes by recursion in C, without a check of its own; both hooks are
    called for every node on the way down and up.
    """

    depth = 0
    nodes = 0

    def resolve(self, *_: object) -> str:
        return UNTAGGED

    def descend_resolver(self, current_node: Node | None, _: object) -> None:
        self.depth += 1
        self.nodes += 1
        if self.depth > MAX_DEPTH:
            raise _OutOfBounds(
                FaultKind.DEPTH, f"nested deeper than {MAX_DEPTH} levels", current_node
            )
        if self.nodes > MAX_NODES:
            raise _OutOfBounds(FaultKind.SIZE, f"more than {MAX_NODES:,} values", current_node)

    def ascend_resolver(self) -> None:
        self.depth -= 1


def not_text(text: str) -> re.Match[str] | None:
    """Find the first character of *text* that YAML does not allow or that hides what is written."""
    return _NOT_ASCII_TEXT.search(text) if text.isascii() else re.search(_NOT_TEXT, text)


def place_of(node: Node) -> Place:
    """Return where *node* stands in the text."""
    start = node.start_mark
    end = node.end_mark or start  # one that is still being composed has no end yet
    return Place(
        line=start.line + 1,
        column=start.column + 1,
        end_line=end.line + 1,
        end_column=end.column + 1,
    )


def decode(content: bytes, file: str) -> str:
    """Return the text of *content*, in UTF-8; CatalogueError names the first bad byte."""
    if len(content) > MAX_BYTES:
        raise _refuse(file, FaultKind.SIZE, f"the file is larger than {MAX_BYTES // 2**20} MiB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        raise _refuse(
            file,
            FaultKind.ENCODING,
            f"byte 0x{content[error.start]:02x} is not UTF-8 text",
            _place_after(before),
            "save the file as UTF-8",
        ) from None
    found = not_text(text)
    found = _LONE_RETURN.search(text, 0, found.start() if found else len(text)) or found
    if found:
        raise _refuse(
            file,
            FaultKind.ENCODING,
            f"the character U+{ord(found[0]):04X} does not belong in a catalogue",
            _place_after(text[: found.start()]),
            _hint_on_character(found[0]),
        )
    return text


def _hint_on_character(character: str) -> str | None:
    if character == "\0":
        return "is this a text file?"
    if character in _ENDS_A_LINE:
        return (
            "put a line break in its place, or take it out: YAML ends the line here, "
            "but editors and git may not"
        )
    return None


def compose(text: str, file: str) -> Node:
    """Return the root node of the one document in *text*; CatalogueError has the fault's place."""
    try:
        root = _compose_within_bounds(text, file)
    except MarkedYAMLError as error:
        _refuse_what_comes_before(error, text, file)
        raise _syntax_fault(error, text, file) from None
    except UnicodeError:  # libyaml lets a tag stand for bytes that are no text
        raise _refuse(file, FaultKind.TAG, "a tag in this file is not text") from None
    if root is None:
        raise _refuse(
            file, FaultKind.EMPTY, "the file is empty", None, "a catalogue begins: format: 1"
        )
    _bound_aliases(root, text, file)
    return root


def _compose_within_bounds(text: str, file: str) -> Node | None:
    """Return the root node, if any; CatalogueError for all but a fault of syntax."""
    try:
        return compose_with(text, _PlacedLoader)
    except _OutOfBounds as error:
        place = place_of(error.near) if error.near else None
        raise _refuse(file, error.kind, str(error), place) from None
    except ComposerError as error:
        raise _misplaced(error, file) from None


def _refuse_what_comes_before(error: MarkedYAMLError, text: str, file: str) -> None:
    """Refuse *text* if it is at fault, but for its syntax, before the place of *error*.

    To see whether "[" begins a key, libyaml reads up to 1,024 characters ahead, and reports what is
    wrong there before the nesting above it. From 0.2.6 on (PyYAML 6.0.4), a thousand levels of
    nesting are wrong to it as well. To compose what comes before counts the depth in this module:
    the answer is the same on each release, however far that reads ahead.
    """
    marks = [mark.index for mark in (error.context_mark, error.problem_mark) if mark is not None]
    with suppress(YAMLError, UnicodeError):  # text that is cut off is at fault because of that
        _compose_within_bounds(text[: min(marks, default=0)], file)


def children(node: Node) -> Iterator[Node]:
    """Yield the nodes directly below *node*: items, or keys and values."""
    if isinstance(node, SequenceNode):
        yield from node.value
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield key
            yield value


def _bound_aliases(root: Node, text: str, file: str) -> None:
    """Refuse more than a few aliases: twenty cannot be made to stand for billions of values."""
    if "&" not in text:
        return
    seen = {id(root)}
    aliases = 0
    unvisited = [root]
    while unvisited:
        parent = unvisited.pop()
        for child in children(parent):
            if id(child) not in seen:
                seen.add(id(child))
                unvisited.append(child)
                continue
            aliases += 1
            if aliases > MAX_ALIASES:
                hint = "write the values out"
                message = f"more than {MAX_ALIASES} aliases"
                raise _refuse(file, FaultKind.ALIAS, message, place_of(parent), hint)
    if aliases:
        _Unfolded(file).add(root)


class _Unfolded:
    """Counts what there is to read if each alias is written out, and refuses too much of it.

    Twenty aliases within each other still stand for hundreds of times what the file has.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.sizes: dict[int, tuple[int, int] | None] = {}
        """By the identity of a list or a mapping: values and characters; None while it is open."""

    def add(self, node: Node) -> tuple[int, int]:
        """Return how many values and characters there are at *node*, itself among them."""
        if isinstance(node, ScalarNode):
            return 1, len(node.value)
        self.sizes[id(node)] = None
        values, characters = 1, 0
        for child in children(node):
            if id(child) not in self.sizes:
                more = self.add(child)  # no deeper than the file: anchors come first
            elif (known := self.sizes[id(child)]) is not None:
                more = known
            else:
                message = "an alias stands for what it is part of"
                raise _refuse(self.file, FaultKind.ALIAS, message, place_of(child))
            values, characters = values + more[0], characters + more[1]
        if values > MAX_NODES or characters > MAX_BYTES:
            message = "too large with its aliases written out"
            raise _refuse(self.file, FaultKind.SIZE, message, place_of(node))
        self.sizes[id(node)] = values, characters
        return values, characters


def lines_at(text: str, numbers: Collection[int]) -> dict[int, str]:
    """Return the lines of *text* that have these *numbers*, as far as there are such lines.

    Without the list of all lines, which takes ten times the memory of a text of short ones.
    """
    last = max(numbers, default=0)
    found: dict[int, str] = {}
    for number, line in numbered_lines(text):
        if number > last:
            break
        if number in numbers:
            found[number] = line
    return found


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of *text* with their numbers, as editors and git count them."""
    number, begins = 1, 0
    for line_break in _LINE_BREAK.finditer(text):
        yield number, text[begins : line_break.start()]
        number, begins = number + 1, line_break.end()
    yield number, text[begins:]


def lines_of(text: str) -> list[str]:
    """Return the lines of *text*, as editors and git count them."""
    return _LINE_BREAK.split(text)


def _place_after(text: str) -> Place:
    *above, last = lines_of(text)
    line, column = len(above) + 1, len(last) + 1
    return Place(line=line, column=column, end_line=line, end_column=column + 1)


def _syntax_fault(error: MarkedYAMLError, text: str, file: str) -> CatalogueError:
    """Return the fault in words; a sound file has not even imported what finds them."""
    from rrn_fees.catalogue.syntax import ParseError, Position, ReadBefore, explained

    def position(mark: Any) -> Position:
        return Position(mark.line, mark.column)

    def read_before() -> ReadBefore:
        last: ScalarEvent | None = None
        starts: list[CollectionStartEvent] = []
        with suppress(YAMLError, UnicodeError):
            for event in parse(text, CSafeLoader):
                match event:
                    case ScalarEvent():
                        last = event
                    case CollectionStartEvent():
                        starts.append(event)
                    case CollectionEndEvent():
                        starts.pop()
                    case _:
                        pass
        in_quotes = last is not None and last.style in ("'", '"')
        return ReadBefore(
            (position(last.start_mark), position(last.end_mark)) if last and in_quotes else None,
            tuple(  # the one pair of a mapping in a list needs no brace
                position(start.start_mark)
                for start in starts
                if start.flow_style and start.start_mark and text[start.start_mark.index] in "[{"
            ),
        )

    parse_error = ParseError(
        context=error.context or "",
        problem=error.problem or "",
        begun=position(error.context_mark) if error.context_mark else None,
        at=position(error.problem_mark) if error.problem_mark else Position(0, 0),
        read_before=read_before,
    )
    place, message, hint = explained(parse_error, lines_of(text))
    return _refuse(file, FaultKind.SYNTAX, message, place, hint)


def _misplaced(error: ComposerError, file: str) -> CatalogueError:
    """Return the fault of an alias, an anchor or a document that cannot be where it is."""
    hint = None
    if "single document" in (error.context or ""):
        kind, message = FaultKind.SEVERAL_DOCUMENTS, "a second document begins here"
    elif "duplicate anchor" in f"{error.context} {error.problem}":
        kind, message = FaultKind.ALIAS, "an anchor of this name is set above"
    else:
        kind, message = FaultKind.ALIAS, "this alias stands for nothing"
        hint = "put a text that begins with * in quotes"
    mark = error.problem_mark
    place = None
    if mark is not None:
        line, column = mark.line + 1, mark.column + 1
        place = Place(line=line, column=column, end_line=line, end_column=column + 1)
    return _refuse(file, kind, message, place, hint)


def _refuse(
    file: str, kind: FaultKind, message: str, place: Place | None = None, hint: str | None = None
) -> CatalogueError:
    return CatalogueError([Fault(kind=kind, message=message, hint=hint, file=file, place=place)])


__all__ = [
    "UNTAGGED",
    "MappingNode",
    "Node",
    "ScalarNode",
    "SequenceNode",
    "children",
    "compose",
    "decode",
    "lines_at",
    "lines_of",
    "not_text",
    "numbered_lines",
    "place_of",
]
