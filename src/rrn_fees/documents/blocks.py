"""A document: what an answer says, in blocks that each format lays out in its own way.

A block says what it is and how much it matters, never how it looks. Cells keep what they are, so
that a spreadsheet has numbers and a screen reader has dates. All text is text: it is for each
format to see that none of it becomes markup or a formula.

Blocks are named tuples: a quote waits for twenty of these classes to be made, and that of a frozen
dataclass takes seven times as long (0.8 ms).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple, assert_never

from rrn_fees.dates import long_date
from rrn_fees.money import Pence, Percent, percent_text, sterling
from rrn_fees.printable import JOINERS, printable

LANGUAGE = "en-GB"
"""That all documents are in."""


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


class Money(NamedTuple):
    """An amount in whole pence."""

    pence: Pence
    about: bool = False
    """Whether it was rounded to be shown."""
    is_difference: bool = False
    """Whether it tells how far two amounts are apart: one that is more then has a plus."""


class Count(NamedTuple):
    """A whole number of things."""

    number: int


class Rate(NamedTuple):
    """A rate, in hundredths of a per cent."""

    percent: Percent


class Day(NamedTuple):
    """A day."""

    date: date


class Gap(NamedTuple):
    """What stands in the place of something that is not known, and says why."""

    text: str


class Share(NamedTuple):
    """An amount as a part of the largest beside it; a bar, where a format can draw one."""

    part: int
    whole: int


class SectionLink(NamedTuple):
    """A text that leads to the section of the document with that title."""

    text: str
    title: str


Cell = str | Money | Count | Rate | Day | Gap | Share | SectionLink


class Sum(NamedTuple):
    """In the last row of a table: the sum of the amounts or numbers above it, and what it is."""

    cell: Money | Count


class Entry(NamedTuple):
    """A name, and what stands under it."""

    label: str
    cell: Cell
    tone: Tone = Tone.PLAIN
    only_on: Medium | None = None


class Entries(NamedTuple):
    """Names, and what stands under each."""

    entries: tuple[Entry, ...]


class Point(NamedTuple):
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
    only_on: Medium | None = None
    short: str | None = None
    """The same in a line of a terminal; None: the whole text is wanted there, too."""


class Points(NamedTuple):
    """A list of points, numbered if their order matters."""

    points: tuple[Point, ...]
    numbered: bool = False


class Align(StrEnum):
    """On which side the cells of a column stand."""

    LEFT = "left"
    RIGHT = "right"


class Column(NamedTuple):
    """A column of a table."""

    title: str
    align: Align = Align.LEFT
    is_filter: bool = False
    """Whether a reader looks for rows by it."""
    wide_only: int = 0
    """In which order columns are left out where there is no room for all; 0: never."""
    below: bool = False
    """Whether it stands below the row, with its title, where there is no room beside it."""


class Row(NamedTuple):
    """A row of a table; the first cell names it."""

    cells: tuple[Cell, ...]
    tone: Tone = Tone.PLAIN


class RowGroup(NamedTuple):
    """Rows about one thing, under its name, and what is said of all of them."""

    title: str
    rows: tuple[Row, ...]
    identifier: str | None = None
    """What a command calls it."""
    notes: tuple[Point, ...] = ()


class Table(NamedTuple):
    """A table with its caption. It has rows, or groups of rows under a title each."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    groups: tuple[RowGroup, ...] = ()
    group_column: Column | None = None
    """What the titles of the groups are, where they stand in a column of their own."""
    total: tuple[Cell | Sum, ...] = ()
    """The last row, which sums up; empty if there is none."""
    notes_title: str = "Notes"
    """What a page calls the notes of the groups, which it has in a section of their own."""


class Paragraph(NamedTuple):
    """A text of its own."""

    text: str
    tone: Tone = Tone.PLAIN


class Code(NamedTuple):
    """Lines that are shown as they are, such as a passage of a catalogue."""

    text: str
    language: str


Block = Entries | Points | Table | Paragraph | Code


class Section(NamedTuple):
    """A heading and what stands below it; without a title, it goes on from what stands above."""

    blocks: tuple[Block, ...]
    title: str = ""
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


class Summary(NamedTuple):
    """The answer in a line, apart from the title of the document."""

    text: str
    aside: str = ""
    """What goes on in the same line, less loudly."""
    tone: Tone = Tone.PLAIN
    identifier: str | None = None
    """What a command calls that which the document is about."""


class Document(NamedTuple):
    """A whole document."""

    title: str
    lead: str
    """What must be known of it before anything else."""
    author: str
    """Who answers for what it says; the publisher of the catalogue."""
    dated: date
    sections: tuple[Section, ...]
    summary: Summary | None = None
    """What a terminal begins with; without one, it begins with the first section."""
    tone: Tone = Tone.PLAIN
    reference: str | None = None
    """What it is filed under."""
    marker: str | None = None
    """By which a program finds its Markdown again, such as a comment that it replaces."""
    most_characters: int | None = None
    """How long its Markdown may be: what has no room is counted, never left out in silence."""


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
