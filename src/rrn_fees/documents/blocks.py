"""A document: what an answer says, in blocks that each format lays out in its own way.

A block says what it is and how much it matters, never how it looks. Cells keep what they are, so
that a spreadsheet has numbers and a screen reader has dates. All text is text: it is for each
format to see that none of it becomes markup or a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from rrn_fees.dates import long_date
from rrn_fees.money import Pence, Percent, percent_text, sterling
from rrn_fees.printable import JOINERS, printable


class Tone(StrEnum):
    """How good or how important what is said is."""

    PLAIN = "plain"
    QUIET = "quiet"
    """Of less interest than what stands around it, such as a day that has passed."""
    GOOD = "good"
    INFO = "info"
    NOTICE = "notice"
    WARNING = "warning"
    BAD = "bad"


TONE_WORDS = {Tone.WARNING: "Note", Tone.NOTICE: "Please read"}
"""What a text of some weight begins with, since colour alone tells nothing to many."""


class Medium(StrEnum):
    """Where a document is read."""

    TERMINAL = "terminal"
    """By somebody who is typing commands, on a small screen."""
    PAGE = "page"
    """By somebody to whom it was sent: as Markdown, HTML, PDF or a spreadsheet."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole pence."""

    pence: Pence
    about: bool = False
    """Whether it was rounded to be shown."""
    is_difference: bool = False
    """Whether it tells how far two amounts are apart: one that is more then has a plus."""


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number of things."""

    number: int


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate, in hundredths of a per cent."""

    percent: Percent


@dataclass(frozen=True, slots=True)
class Day:
    """A day."""

    date: date


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands in the place of something that is not known, and says why."""

    text: str


@dataclass(frozen=True, slots=True)
class Share:
    """An amount as a part of the largest beside it; a bar, where a format can draw one."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A text that leads to the section of the document with that title."""

    text: str
    title: str


Cell = str | Money | Count | Rate | Day | Gap | Share | SectionLink


@dataclass(frozen=True, slots=True)
class Sum:
    """In the last row of a table: the sum of the amounts or numbers above it, and what it is."""

    cell: Money | Count


@dataclass(frozen=True, slots=True)
class Entry:
    """A name, and what stands under it."""

    label: str
    cell: Cell
    tone: Tone = Tone.PLAIN
    only_on: Medium | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """Names, and what stands under each."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a list."""

    text: str
    tone: Tone = Tone.PLAIN
    sources: tuple[str, ...] = ()
    """The identifiers of the sources that it rests on."""
    label: str | None = None
    """A word or two that the point begins with, such as ``not met``."""
    aside: str | None = None
    """What is said after it, less loudly."""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """A list of points, numbered if their order matters."""

    points: tuple[Point, ...]
    numbered: bool = False


class Align(StrEnum):
    """On which side the cells of a column stand."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    title: str
    align: Align = Align.LEFT
    is_filter: bool = False
    """Whether a reader looks for rows by it."""
    wide_only: int = 0
    """In which order columns are left out where there is no room for all; 0: never."""
    below: bool = False
    """Whether it stands below the row, with its title, where there is no room beside it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; the first cell names it."""

    cells: tuple[Cell, ...]
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows about one thing, under its name, and what is said of all of them."""

    title: str
    rows: tuple[Row, ...]
    identifier: str | None = None
    """What a command calls it."""
    notes: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its caption. It has rows, or groups of rows under a title each."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    groups: tuple[RowGroup, ...] = ()
    group_column: Column | None = None
    """What the titles of the groups are, where they stand in a column of their own."""
    total: tuple[Cell | Sum, ...] = ()
    """The last row, which sums up; empty if there is none."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text of its own."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Code:
    """Lines that are shown as they are, such as a passage of a catalogue."""

    text: str
    language: str


Block = Entries | Points | Table | Paragraph | Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands below it; without a title, it goes on from what stands above."""

    title: str = ""
    blocks: tuple[Block, ...]
    tone: Tone = Tone.PLAIN
    aside: str | None = None
    """What is said after the title, less loudly."""
    identifier: str | None = None
    """What a command calls that which the section is about."""
    is_obvious: bool = False
    """Whether its content says what it is: a terminal has no line to spare for the title."""
    is_part: bool = False
    """Whether it belongs to the section above it."""
    only_on: Medium | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The answer in a line, apart from the title of the document."""

    text: str
    aside: str = ""
    """What goes on in the same line, less loudly."""
    tone: Tone = Tone.PLAIN
    identifier: str | None = None
    """What a command calls that which the document is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document."""

    title: str
    lead: str
    """What must be known of it before anything else."""
    summary: Summary | None = None
    """What a terminal begins with; without one, it begins with the first section."""
    tone: Tone = Tone.PLAIN
    author: str
    """Who answers for what it says; the publisher of the catalogue."""
    dated: date
    reference: str | None = None
    """What it is filed under."""
    sections: tuple[Section, ...]
    marker: str | None = None
    """By which a program finds its Markdown again, such as a comment that it replaces."""
    most_characters: int | None = None
    """How long its Markdown may be: what has no room is counted, never left out in silence."""

    language = "en-GB"


def text_of(cell: Cell | Sum) -> str:
    """Return a cell as it is read by a person."""
    match cell:
        case Sum(of):
            text = text_of(of)
        case Money(pence, about, is_difference):
            plus = "+" if is_difference and pence > 0 else ""
            text = f"{'about ' if about else ''}{plus}{sterling(pence)}"
        case Count(number):
            text = f"{number:,}"
        case Rate(percent):
            text = f"{percent_text(percent)}%"
        case Day(day):
            text = long_date(day)
        case Share(part, whole):
            text = f"{100 * part // whole}%" if whole else ""
        case Gap(words) | SectionLink(words) | str(words):
            text = shown(words)
        case _:
            assert_never(cell)
    return text


WEB_ADDRESS = re.compile(r"https?://[^\s<>\\]+", re.ASCII)
"""An address that may be linked to; another is no more than text."""


def shown(text: str) -> str:
    """Return *text* with whatever would not show as an escape, in one line."""
    return printable(text, keep=JOINERS)


def with_content(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return the sections that have anything to say, be it a name alone."""
    return tuple(section for section in sections if section.blocks or section.identifier)
