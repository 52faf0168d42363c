"""How a single value is read: what its text must look like, by the type that is expected of it."""

import re
from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any

from rrn_fees.catalogue import model
from rrn_fees.catalogue.reading import UNREADABLE, Reader, Reading
from rrn_fees.catalogue.yaml import UNTAGGED, Node, ScalarNode, SequenceNode, not_text
from rrn_fees.dates import parse_iso_date
from rrn_fees.errors import FaultKind, did_you_mean, odd_character, quoted
from rrn_fees.money import Pence, Percent, parse_percent, parse_pounds

MOST = 999_999_999
"""The largest whole number."""

_INTEGER = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)
_NUMBER = re.compile(
    r"[-+]?(\.[0-9]|[0-9])[0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?"
    r"|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
    re.ASCII,
)
_TRUTHS = ("true", "True", "TRUE", "false", "False", "FALSE")
IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
# It begins with a letter or a digit: a spreadsheet would take "-4000" for a formula.
ACCOUNT_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9./-]*", re.ASCII)

LONGEST_IDENTIFIER = 100
LONGEST_ACCOUNT_CODE = 30
LONGEST_LINE = 500
LONGEST_PROSE = 20_000
"""Characters. A title is told with each of its prices: one of a megabyte would be told thousands of
times."""


def _text_of(node: Node, reading: Reading, expected: str) -> Any:
    """Return a scalar's text, or note what stands there instead."""
    if type(node) is not ScalarNode:
        found = "a list" if type(node) is SequenceNode else "a mapping"
        return reading.note(node, FaultKind.WRONG_TYPE, f"expected {expected}, found {found}")
    if node.tag != UNTAGGED:
        return reading.note_tag(node)
    if not node.value.strip() or (_is_plain(node) and node.value in ("null", "Null", "NULL", "~")):
        hint = "write a value, or leave out a key that the format does not need"
        return reading.note(
            node, FaultKind.EMPTY_VALUE, f"expected {expected}, found nothing", hint
        )
    return _only_text(node, reading)


def _only_text(node: ScalarNode, reading: Reading) -> Any:
    """Return a scalar's text, or note what escapes have brought into it that is no text."""
    if node.style == '"' and (found := not_text(node.value)):
        message = f"the character U+{ord(found[0]):04X} does not belong in a catalogue"
        return reading.note(node, FaultKind.CHARACTER, message)
    return node.value


def _is_plain(node: Node) -> bool:
    """Whether a scalar stands without quotes."""
    return isinstance(node, ScalarNode) and not node.style


def _line_reader(most: int, what: str, hint_if_long: str | None = None) -> Reader:
    def read_line(node: Node, reading: Reading) -> Any:
        text = _text_of(node, reading, "text")
        if text is UNREADABLE:
            return UNREADABLE
        if len(text.strip().splitlines()) > 1:
            message = "expected one line of text, found several"
            return reading.note(node, FaultKind.WRONG_TYPE, message)
        if len(text) > most:
            return _note_long(text, most, what, node, reading, hint_if_long)
        return text.strip() if _stays_text(node) else _note_unquoted(text, node, reading)

    return read_line


def _note_long(  # noqa: PLR0913, PLR0917 - what the message needs, and where it goes
    text: str, most: int, what: str, node: Node, reading: Reading, hint: str | None = None
) -> Any:
    message = f"{what} has at most {most:,} characters, not {len(text):,}"
    return reading.note(node, FaultKind.OUT_OF_BOUNDS, message, hint)


def _stays_text(node: Node) -> bool:
    """Whether every other reader of YAML 1.2 takes a scalar for text too."""
    unquoted = node.value if _is_plain(node) else ""
    return unquoted not in _TRUTHS and _NUMBER.fullmatch(unquoted) is None


def _note_unquoted(text: str, node: Node, reading: Reading) -> Any:
    found = text if text in _TRUTHS else f"the number {text}"
    hint = f'write it in quotes: "{text}"'
    return reading.note(node, FaultKind.WRONG_TYPE, f"expected text, found {found}", hint)


def _read_prose(node: Node, reading: Reading) -> Any:
    text = _text_of(node, reading, "text")
    if text is UNREADABLE:
        return UNREADABLE
    if len(text) > LONGEST_PROSE:
        return _note_long(text, LONGEST_PROSE, "a text", node, reading)
    return " ".join(text.split()) if _stays_text(node) else _note_unquoted(text, node, reading)


def _read_identifier(node: Node, reading: Reading) -> Any:
    text = _text_of(node, reading, "a name")
    if text is UNREADABLE:
        return UNREADABLE
    if _is_plain(node) and text in _TRUTHS:
        return _note_unquoted(text, node, reading)
    if len(text) > LONGEST_IDENTIFIER:
        return _note_long(text, LONGEST_IDENTIFIER, "an identifier", node, reading)
    if IDENTIFIER.fullmatch(text):
        return text
    odd = odd_character(text)
    message = f"{quoted(text)} is not an identifier" + (f": it holds {odd}" if odd else "")
    return reading.note(
        node, FaultKind.IDENTIFIER, message, "lower-case letters, digits and hyphens"
    )


def _read_account_code(node: Node, reading: Reading) -> Any:
    text = _text_of(node, reading, "an account code")
    if text is UNREADABLE:
        return UNREADABLE
    if len(text) > LONGEST_ACCOUNT_CODE:
        return _note_long(text, LONGEST_ACCOUNT_CODE, "an account code", node, reading)
    if not ACCOUNT_CODE.fullmatch(text):
        odd = odd_character(text)
        message = f"{quoted(text)} is not an account code" + (f": it holds {odd}" if odd else "")
        return reading.note(node, FaultKind.WRONG_TYPE, message, ACCOUNT_CODE_HINT)
    return text if _stays_text(node) else _note_unquoted(text, node, reading)


ACCOUNT_CODE_HINT = "letters, digits, hyphens, dots and slashes, with a letter or digit first"


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
        return reading.note(
            node, FaultKind.WRONG_TYPE, f"expected true or false, found {quoted(text)}"
        )
    return text == "true"


def _read_integer(node: Node, reading: Reading) -> Any:
    text = _text_of(node, reading, "a whole number")
    if text is UNREADABLE:
        return UNREADABLE
    if not _is_plain(node) or not _INTEGER.fullmatch(text):
        message = f"expected a whole number, found {quoted(text)}"
        return reading.note(
            node, FaultKind.WRONG_TYPE, message, "digits alone, without quotes, like 6"
        )
    return int(text)


def _read_count(node: Node, reading: Reading) -> Any:
    number = _read_integer(node, reading)
    if number == 0:
        return reading.note(node, FaultKind.ZERO, "expected a whole number from 1, found 0")
    return number


def _figure_reader(parse: Callable[[str], Any], kind: FaultKind, expected: str) -> Reader:
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
        return reading.note(node, FaultKind.DATE, f"{quoted(text)}: {error}")


def _read_timezone(node: Node, reading: Reading) -> Any:
    text = _text_of(node, reading, "a timezone")
    if text is UNREADABLE or text == "Europe/London":
        return text
    known = _timezones()
    if text in known:
        return text
    near = reading.nearest(text, known)
    hint = did_you_mean(near, ()) if near else None
    return reading.note(node, FaultKind.TIMEZONE, f"{quoted(text)} is not a timezone", hint)


def _timezones() -> frozenset[str]:
    """Return the names of the timezones that IANA publishes.

    Not what the machine has: its files hold names such as ``localtime``, which is another timezone
    on each. ``Factory`` is what IANA has a machine say on which nobody has set one.
    """
    from importlib.resources import files

    names = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return frozenset(names) - {"Factory"}


def choice_reader(enum: type[Enum]) -> Reader:
    """Return the reader of one of the words of *enum*."""
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
            return reading.note(node, FaultKind.WRONG_CHOICE, message, hint)
        return members[text]

    return read_choice


SCALARS: dict[Any, Reader] = {
    str: _line_reader(LONGEST_LINE, "a line of text"),
    int: _read_integer,
    bool: _read_boolean,
    date: _read_date,
    Pence: _figure_reader(parse_pounds, FaultKind.MONEY, "an amount"),
    Percent: _figure_reader(parse_percent, FaultKind.PERCENT, "a rate"),
    model.Prose: _read_prose,
    model.ShortLine: _line_reader(
        model.LONGEST_SHORT_LINE, "a line for the terminal", "the whole text stands under text"
    ),
    model.AccountCode: _read_account_code,
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
