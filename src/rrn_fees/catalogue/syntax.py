"""Why a text is not YAML, in words, and where: what libyaml says of it, turned into what to write.

libyaml stops at the first token that cannot be right, which is often one line below the slip, and
names it by its grammar. Here the lines around it are read as a person reads them. Only a file with
such a fault comes here.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rrn_fees.errors import Place, quoted


class Position(NamedTuple):
    """Where a character stands: its line and column, from 0."""

    line: int
    column: int


class ReadBefore(NamedTuple):
    """What could be read before the fault."""

    quoted: tuple[Position, Position] | None
    """Where the last value begins and ends, if it stands in quotes."""
    brackets: tuple[Position, ...]
    """Each [ and { that is open, the innermost last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseError:
    """What libyaml says: what it was doing since when, what it met, and where."""

    context: str
    problem: str
    begun: Position | None
    at: Position
    read_before: Callable[[], ReadBefore]
    """Found only if it is asked for: the text has to be read once more for it."""


class Slip(NamedTuple):
    """What was meant otherwise: where, what is wrong, and what to write instead."""

    place: Place
    message: str
    hint: str | None


_Slips = Iterator[Slip]

_CONFLICT = re.compile(r" *(<{7}|>{7}) |(<{7}|\|{7}|={7}|>{7})(?: |$)")
_TAB_AFTER_DASH = re.compile(r" *(?:- +)*-(?P<tab>\t+)")
_BULLET = re.compile(r"(?P<lead> *)(?P<bullet>[•·‣▪●◦–—*])\s+(?P<item>[\w-]+:(?: .*|$))")
_TIGHT_DASH = re.compile(r"(?P<lead> *)-(?P<item>[a-z_]\w*:(?: .*|$))")
_KEY = re.compile(r"(?P<lead>[ ]*(?:- +)*)(?P<key>[^\W\d][^:;#=：꞉∶﹕'\"\[\]{},]*?)")
_KEY_AND_VALUE = re.compile(rf"{_KEY.pattern}:(?: |$)")
_NO_SPACE_AFTER = re.compile(rf"{_KEY.pattern}(?P<colon>:)(?P<value>(?!//)\S.*)")
_OTHER_COLON = re.compile(rf"{_KEY.pattern}\s*(?P<colon>[：꞉∶﹕=;])\s*(?P<value>.*)")
_NO_SPACE_AFTER_DASH = re.compile(r"(?P<lead>[ ]*(?:- +)*)(?P<dash>-)(?P<value>[^\s-].*)")
_TWO_PAIRS = re.compile(r": +(?P<value>[^,:\s][^,:]*?) +(?P<key>[a-z][a-z_-]+)$")
_LEAD = re.compile(r"[ ]*(?:- +)*")
_ANY_KEY = re.compile(rf"{_LEAD.pattern}[\w-]+:(?: |$)")
_OTHER_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_OTHER_INDENT = re.compile(rf"[ \t]*(?P<space>[{_OTHER_SPACES}][{_OTHER_SPACES} ]*)")
_OTHER_SPACE_AFTER = re.compile(rf"[^'\"]*?(?:[:]|^ *-)(?P<space>[{_OTHER_SPACES}]+)")
_CLOSES = {"[": "]", "{": "}"}
_CALLED = {"[": "list", "{": "mapping"}


def explained(error: ParseError, lines: Sequence[str]) -> Slip:
    """Return the slip that made of *lines* what is not YAML."""
    found = next(_slips(error, lines), None)
    if found is not None:
        return found
    message = "this is not YAML: the text cannot be read on from here"
    hint = "look for a quote, a bracket, a colon, a comma or a space that is missing or too many"
    at = error.at
    if at.line >= len(lines):  # libyaml can place the end of a file in a line that is not there
        at = Position(len(lines) - 1, len(lines[-1]))
    return _at(at, message, f"{hint}, here or in the line above")


def _slips(error: ParseError, lines: Sequence[str]) -> _Slips:
    """Yield what may be wrong, the most certain first."""
    yield from _conflict(lines)
    yield from _line_that_is_none(error, lines)
    yield from _indent_that_is_none(error, lines)
    yield from _quotes(error, lines)
    yield from _left_open(error, lines)
    if "flow" in error.context:
        yield from _brackets(error, lines)
    elif "mapping values are not allowed" in error.problem:
        yield from _second_colon(error, lines)
    elif "could not find expected ':'" in error.problem and error.begun:
        yield from _key_without_colon(error.begun.line, lines)
    elif "did not find expected" in error.problem and error.context.startswith("while parsing a b"):
        yield from _after_a_value(error, lines)
        yield from _indentation(error, lines)
    yield from _first_character(error, lines)


def _at(at: Position, message: str, hint: str | None = None, width: int = 1) -> Slip:
    line, column = at.line + 1, at.column + 1
    place = Place(line=line, column=column, end_line=line, end_column=column + width)
    return Slip(place, message, hint)


_MOST_OF_A_LINE = 4_000
"""Characters of a line that are looked at: some patterns take the square of the time for more."""


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number][:_MOST_OF_A_LINE] if 0 <= number < len(lines) else ""


def _above(lines: Sequence[str], number: int) -> Iterator[int]:
    """Yield the lines above one, the nearest first, that hold more than a comment."""
    for at in range(min(number, len(lines)) - 1, -1, -1):
        text = lines[at].strip()
        if text and not text.startswith("#"):
            yield at


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _conflict(lines: Sequence[str]) -> _Slips:
    for number, line in enumerate(lines):
        if marker := _CONFLICT.match(line):
            message = f"a merge conflict was left here: {quoted(marker[1] or marker[2])}"
            hint = (
                "keep what is right of both versions, and take out the lines that begin with "
                "<<<<<<<, ======= and >>>>>>>"
            )
            yield _at(Position(number, 0), message, hint, width=len(line))
            return


def _line_that_is_none(error: ParseError, lines: Sequence[str]) -> _Slips:
    """Look for a line of another language, or one that begins with what is no dash."""
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if _line(lines, first).lstrip().startswith("<") and not _CONFLICT.match(lines[first]):
        message = "this is a web page or XML, not a catalogue"
        hint = "save the file itself, not the page that shows it"
        yield _at(Position(first, _indent(lines[first])), message, hint)
    above = next(_above(lines, error.at.line), 0)
    for number in sorted({above, error.at.line, *([error.begun.line] if error.begun else [])}):
        line = _line(lines, number)
        at = Position(number, _indent(line))
        if line.lstrip().startswith("//"):
            rest = _brief(line.lstrip().lstrip("/"))
            yield _at(at, "a comment begins with #, not with //", f"write: # {rest}", width=2)
        elif tab := _TAB_AFTER_DASH.match(line):
            where = Position(number, tab.start("tab"))
            message = "there is a tab after the dash"
            yield _at(where, message, "write a space instead", width=len(tab["tab"]))
        elif bullet := _BULLET.fullmatch(line):
            message = f"an item of a list begins with a dash, not with {quoted(bullet['bullet'])}"
            yield _at(at, message, f"write: - {_brief(bullet['item'])}")
        elif tight := _TIGHT_DASH.fullmatch(line):
            message = "there is no space after the dash"
            yield _at(at, message, f"write: - {_brief(tight['item'])}")


def _indent_that_is_none(error: ParseError, lines: Sequence[str]) -> _Slips:
    """Look for a tab before a line, or a space of another kind, which YAML takes for text."""
    above = next(_above(lines, error.at.line), 0)
    for number in sorted({above, error.at.line, *([error.begun.line] if error.begun else [])}):
        line = _line(lines, number)
        lead = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in lead and "flow" not in error.context:
            yield _at(
                Position(number, lead.index("\t")),
                "the line is indented with a tab",
                "indent with spaces",
                width=lead.count("\t"),
            )
        if other := _OTHER_INDENT.match(line):
            yield _at(
                Position(number, other.start("space")),
                f"the line is indented with {_space_name(other['space'])}",
                "type the spaces anew: they were copied from a document or a web page",
                width=len(other["space"]),
            )


def _space_name(space: str) -> str:
    name = "no-break spaces" if "\xa0" in space else "spaces of another kind"
    return f"{name} (U+{ord(space.strip(' ')[0]):04X})"


def _quotes(error: ParseError, lines: Sequence[str]) -> _Slips:
    """Look at the quotes around a value, or those that should be."""
    if error.context == "while scanning a quoted scalar" and error.begun:
        yield _unclosed_quote(error.begun, lines)
    elif error.begun and "could not find expected ':'" in error.problem:
        mark = _line(lines, error.begun.line)[error.begun.column :][:1]
        if mark in ("'", '"') and error.at.line > error.begun.line:
            yield _unclosed_quote(error.begun, lines)
    elif error.context == "while parsing a quoted scalar":
        yield _at(
            _backslash_before(error.at, lines),
            "a backslash in double quotes begins an escape, and there is no such escape",
            "write it twice: \\\\, or put the text in single quotes",
        )
    elif "did not find expected" in error.problem and (last := error.read_before().quoted):
        yield from _after_a_quote(*last, error, lines)


def _after_a_quote(
    start: Position, end: Position, error: ParseError, lines: Sequence[str]
) -> _Slips:
    """Look at what follows a value in quotes: the rest of it, or what a lost quote swallowed."""
    line = _line(lines, error.at.line)
    if end.line != error.at.line or line[end.column : error.at.column].strip():
        return
    if start.line < end.line:
        yield _unclosed_quote(start, lines)
    elif "flow" not in error.context and line[error.at.column : error.at.column + 1] not in "]},":
        single = "within single quotes a single quote is written twice: ''"
        double = 'within double quotes a double quote is written \\"'
        hint = single if lines[start.line][start.column] == "'" else double
        message = f"text follows the quote that closes the one in column {start.column + 1}"
        yield _at(error.at, message, f"put all of the text between the quotes; {hint}")


def _unclosed_quote(at: Position, lines: Sequence[str]) -> Slip:
    line = _line(lines, at.line)
    mark = line[at.column : at.column + 1]
    called = "single" if mark == "'" else "double"
    return _at(
        at,
        f"the {called} quote that is opened here is not closed",
        f"close it with {mark} at the end of the text",
        width=max(1, len(line.rstrip()) - at.column),
    )


def _backslash_before(at: Position, lines: Sequence[str]) -> Position:
    column = _line(lines, at.line).rfind("\\", 0, at.column + 1)
    return Position(at.line, column) if column >= 0 else at


def _brackets(error: ParseError, lines: Sequence[str]) -> _Slips:
    """Something within [...] or {...}: it is not closed, or two parts of it are not set apart."""
    open_brackets = error.read_before().brackets
    if not open_brackets:
        return
    begun = open_brackets[-1]
    opening = lines[begun.line][begun.column]
    closing = _CLOSES[opening]
    met = _line(lines, error.at.line)[error.at.column :]
    where = f"the {opening} in line {begun.line + 1}, column {begun.column + 1}"
    after = error.at.line >= len(lines) or not _rest_of(lines, error.at)
    outside = _is_outside(begun, error.at, lines)
    if met[:1] in ("]", "}") and met[0] != closing:
        yield _at(error.at, f"{where}, is closed with {met[0]}", f"close it with {closing}")
    elif (after or outside) and met[:1] != closing:
        yield _not_closed(begun, opening)
    elif met.startswith(":"):
        message = "there is a second colon in the text"
        hint = "put the text in quotes, from its beginning to its end"
        before = _line(lines, error.at.line)[: error.at.column]
        if two := _TWO_PAIRS.search(before):
            key = two["key"]
            message = f"there is a second colon in the text: is a comma missing before {key}?"
            hint = f"write: {_brief(two['value'])}, {_brief(key)}: or {hint}"
        yield _at(error.at, message, hint)
    elif met[:1] == ",":
        yield _at(error.at, "there is nothing before this comma", "take one comma out")
    else:
        message = f"a comma or {closing} is missing before this; {where}, is still open"
        hint = "write a comma between the parts; put a text with , [ ] { or } in it in quotes"
        yield _at(error.at, message, hint)


def _left_open(error: ParseError, lines: Sequence[str]) -> _Slips:
    """Look for a bracket that is open although the key that holds it has ended."""
    open_brackets = error.read_before().brackets
    if open_brackets and _is_outside(open_brackets[-1], error.at, lines):
        begun = open_brackets[-1]
        opening = lines[begun.line][begun.column]
        if _line(lines, error.at.line)[error.at.column :][:1] not in ("]", "}"):
            yield _not_closed(begun, opening)


def _not_closed(begun: Position, opening: str) -> Slip:
    hint = f"close the {_CALLED[opening]} with {_CLOSES[opening]}"
    return _at(begun, f"the {opening} that is opened here is not closed", hint)


def _is_outside(begun: Position, at: Position, lines: Sequence[str]) -> bool:
    """Return whether a line from the bracket's to that of *at* belongs to what holds the bracket.

    A key in the column of the key that has the bracket, or to the left of it, is the next key: in
    "- a: [b" that column is the one after the dash. A bracket that is an item itself holds what
    stands to the right of the dash.
    """
    opening = _line(lines, begun.line)
    lead = _LEAD.match(opening)
    holder = lead.end() if lead and lead.end() < begun.column else _indent(opening)
    between = (lines[number] for number in range(begun.line + 1, min(at.line, len(lines))))
    if any(_indent(line) <= holder and _ANY_KEY.match(line) for line in between):
        return True
    met = _line(lines, at.line)
    if at.line == begun.line or _indent(met) > holder:
        return False
    return _indent(met) <= _indent(opening) or bool(_ANY_KEY.match(met))


def _rest_of(lines: Sequence[str], at: Position) -> bool:
    """Return whether anything but comments stands from *at* on."""
    rest = [_line(lines, at.line)[at.column :], *lines[at.line + 1 :]]
    return any(line.strip() and not line.strip().startswith("#") for line in rest)


def _second_colon(error: ParseError, lines: Sequence[str]) -> _Slips:
    """A colon where there cannot be one: in a text, or after a line that ended too early."""
    line = _line(lines, error.at.line)
    first = _KEY_AND_VALUE.match(line)
    if first and first.end() <= error.at.column:
        value = line[first.end() :].split(" #")[0].strip()
        yield _at(
            error.at,
            "there is a second colon in the text",
            f"put the text in quotes: {_brief(first['key'])}: {_in_quotes(value)}",
        )
        return
    for above in _above(lines, error.at.line):
        yield from _line_without_key(above, lines)
        if _KEY_AND_VALUE.match(_line(lines, above)) and _indent(line) > _indent(lines[above]):
            yield from _dash_left_out(error.at.line, lines)
            wanted = _indent(lines[above])
            message = f"the line is indented by {_spaces(_indent(line))}, the one above by {wanted}"
            hint = f"indent it by {_spaces(wanted)}, or put the text above it in quotes"
            yield _at(Position(error.at.line, 0), message, hint, width=_indent(line))
        return


def _key_without_colon(number: int, lines: Sequence[str]) -> _Slips:
    yield from _line_without_key(number, lines)


def _line_without_key(number: int, lines: Sequence[str]) -> _Slips:
    """Say what keeps a line from being a key and its value."""
    line = _line(lines, number)
    if other := _OTHER_SPACE_AFTER.match(line):
        column = other.start("space")
        yield _at(
            Position(number, column),
            f"there is {_a_space(other['space'])} after the {line[column - 1]}",
            "type an ordinary space",
            width=len(other["space"]),
        )
    if _KEY_AND_VALUE.match(line):
        return
    if dash := _NO_SPACE_AFTER_DASH.fullmatch(line):
        message = "there is no space after the dash"
        at = Position(number, dash.start("dash"))
        yield _at(at, message, f"write: - {_brief(dash['value'])}")
    elif tight := _NO_SPACE_AFTER.fullmatch(line):
        yield _at(
            Position(number, tight.start("colon")),
            "there is no space after the colon",
            f"write: {_brief(tight['key'])}: {_brief(tight['value'])}",
        )
    elif other := _OTHER_COLON.fullmatch(line):
        yield _at(
            Position(number, other.start("colon")),
            f"there is {quoted(other['colon'])} where a colon should be",
            f"write: {_brief(other['key'])}: {_brief(other['value'])}",
        )
    elif bare := re.fullmatch(rf"{_KEY.pattern}\s*", line):
        yield _at(
            Position(number, bare.end("lead")),
            "this key has no colon and no value",
            f"write: {_brief(bare['key'])}: and its value",
            width=len(bare["key"]),
        )


def _a_space(space: str) -> str:
    name = "a no-break space" if "\xa0" in space else "a space of another kind"
    return f"{name} (U+{ord(space[0]):04X})"


def _after_a_value(error: ParseError, lines: Sequence[str]) -> _Slips:
    """Something that follows a value in its line, or closes what was not opened."""
    line = _line(lines, error.at.line)
    before, met = line[: error.at.column].rstrip(), line[error.at.column :]
    if met[:1] in ("]", "}", ","):
        message = (
            f"this {quoted(met[0])} closes nothing"
            if met[0] != ","
            else "this comma separates nothing"
        )
        yield _at(error.at, message, "take it out, or put the text in quotes")
    elif before.endswith(("]", "}")):
        key = _KEY_AND_VALUE.match(line)
        value = line[key.end() :].strip() if key else line.strip()
        message = f"text follows the {before[-1]} that closes the value"
        yield _at(error.at, message, f"put the text in quotes: {_in_quotes(value)}")


def _indentation(error: ParseError, lines: Sequence[str]) -> _Slips:
    line = _line(lines, error.at.line)
    indent = _indent(line)
    if indent != error.at.column:
        return
    used = [*_indents_above(error.at.line, lines)]
    whole = Position(error.at.line, 0)
    yield from _dash_left_out(error.at.line, lines)
    if used and indent not in used:
        nearest = min(used, key=lambda each: abs(each - indent))
        others = " or ".join(map(str, sorted(used, reverse=True)))
        message = f"the line is indented by {_spaces(indent)}, the lines above it by {others}"
        yield _at(whole, message, f"indent it by {_spaces(nearest)}", width=max(1, indent))
    elif re.match(r" *- ", line):
        message = "this is an item of a list, among keys"
        hint = "give it a key, and indent it below that, or take out the dash"
        yield _at(error.at, message, hint, width=1)
    elif "'-'" in error.problem:
        message = "this is no item of the list above it"
        yield _at(error.at, message, 'begin it with "- ", or indent it as its key should be')


def _dash_left_out(number: int, lines: Sequence[str]) -> _Slips:
    left_out = _item_without_dash(number, lines)
    if left_out is not None:
        item = _line(lines, left_out)
        at = Position(left_out, _indent(item))
        yield _at(at, "the dash of this item of a list is missing", f"write: - {_brief(item)}")


def _item_without_dash(number: int, lines: Sequence[str]) -> int | None:
    """Return the line that should begin the list in which the line of that number stands."""
    line, first = _line(lines, number), next(_above(lines, number), 0)
    indent = _indent(line)
    if line.lstrip().startswith("- "):  # the items below the first, which is indented as its keys
        for above in _above(lines, number):
            if _indent(lines[above]) <= indent:
                is_parent = _indent(lines[above]) < indent and lines[above].rstrip().endswith(":")
                return first if is_parent and _indent(_line(lines, first)) == indent + 2 else None
            first = above
        return None
    if _indent(_line(lines, first)) + 2 != indent or not _ANY_KEY.match(_line(lines, first)):
        return None
    column = _indent(lines[first])
    below = (each for each in lines[number:] if each.strip() and _indent(each) <= column)
    after = next(below, "")
    return first if _indent(after) == column and after.lstrip().startswith("- ") else None


def _indents_above(number: int, lines: Sequence[str]) -> Iterator[int]:
    """Yield how far the lines are indented that a line may belong to or stand beside."""
    least = None
    for above in _above(lines, number):
        indent = _indent(lines[above])
        if least is None or indent < least:
            least = indent
            yield indent
        if indent == 0:
            return


_INDICATOR = {"-": "an item of a list", "?": "a key of several lines"}
_SPECIAL = {
    "*": "an alias",
    "&": "an anchor",
    "!": "a tag",
    "|": "a text of several lines",
    ">": "a text of several lines",
    "%": "a directive",
    "@": "something that YAML keeps for later",
    "`": "something that YAML keeps for later",
}


def _first_character(error: ParseError, lines: Sequence[str]) -> _Slips:
    """A text that begins with a character that means something else to YAML."""
    at = error.begun or error.at
    line = _line(lines, at.line)
    first = line[at.column : at.column + 1]
    special = _SPECIAL | (_INDICATOR if "are not allowed" in error.problem else {})
    if first in special:
        value = line[at.column :].split(" #")[0].strip()
        message = f"a text cannot begin with {quoted(first)}, which begins {special[first]}"
        yield _at(at, message, f"put the text in quotes: {_in_quotes(value)}")
    elif "<document start>" in error.problem:
        yield _at(error.at, "the file goes on after the line that ends it", 'take out the "..."')


def hint_on_text(text: str) -> str | None:
    """Return what to write where YAML took *text* for text, and a key or an item was meant."""
    if _OTHER_INDENT.match(text):
        return "type the spaces anew: they were copied from a document or a web page"
    if other := _OTHER_SPACE_AFTER.match(text):
        return f"write an ordinary space in the place of {_a_space(other['space'])}"
    if _NO_SPACE_AFTER_DASH.match(text):
        return "write a space after the dash"
    if _NO_SPACE_AFTER.match(text):
        return "write a space after the colon"
    if other := _OTHER_COLON.match(text):
        return f"write a colon in the place of {quoted(other['colon'])}"
    return None


_MOST_SHOWN = 60


def _in_quotes(text: str) -> str:
    """Return *text* as YAML has it in double quotes, as far as it is worth showing."""
    inside = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_brief(inside)}"'


def _brief(text: str) -> str:
    """Return *text*, or the beginning of a long one."""
    text = text.strip()
    return f"{text[:_MOST_SHOWN]}..." if len(text) > _MOST_SHOWN else text


def _spaces(count: int) -> str:
    return "1 space" if count == 1 else f"{count} spaces"
