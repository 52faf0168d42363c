"""A paper: what an answer says as a document, in blocks that each format lays out in its own way.

Cells keep what they are, so that a spreadsheet has numbers and a reader of screens has dates. All
text is text: it is for each format to see that none of it becomes markup or a formula.
"""

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
    """How much a text weighs."""

    PLAIN = "plain"
    GOOD = "good"
    INFO = "info"
    NOTICE = "notice"
    WARNING = "warning"


TONE_WORDS = {Tone.WARNING: "Note", Tone.NOTICE: "Please read"}
"""What a text of some weight begins with, since colour alone tells nothing to many."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole pence; *about* if it was rounded to be shown."""

    pence: Pence
    about: bool = False


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


Cell = str | Money | Count | Rate | Day | Gap


@dataclass(frozen=True, slots=True)
class Sum:
    """In the last row of a table: the sum of the amounts or numbers above it, and what it is."""

    cell: Money | Count


@dataclass(frozen=True, slots=True)
class Entries:
    """Names, and what stands under each."""

    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a list: a text, its weight, and the sources it names."""

    text: str
    tone: Tone = Tone.PLAIN
    sources: tuple[str, ...] = ()
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


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; the first cell of a row names it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell | Sum, ...] = ()
    """The last row, which sums up; empty if there is none."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text of its own."""

    text: str
    tone: Tone = Tone.PLAIN


Block = Entries | Points | Table | Paragraph


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it; without a title, what stands first on the paper."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole document."""

    title: str
    lead: str
    """What must be known of it before anything else."""
    tone: Tone
    author: str
    """Who answers for what it says; the publisher of the catalogue."""
    dated: date
    reference: str | None = None
    """What it is filed under."""
    sections: tuple[Section, ...]

    language = "en-GB"


def text_of(cell: Cell | Sum) -> str:
    """Return a cell as it is read by a person."""
    match cell:
        case Sum(of):
            return text_of(of)
        case Money(pence, about):
            return f"about {sterling(pence)}" if about else sterling(pence)
        case Count(number):
            return f"{number:,}"
        case Rate(percent):
            return f"{percent_text(percent)}%"
        case Day(day):
            return long_date(day)
        case Gap(text) | str(text):
            return shown(text)
        case _:
            assert_never(cell)


WEB_ADDRESS = re.compile(r"https?://[^\s<>\\]+", re.ASCII)
"""An address that may be linked to; another is no more than text."""


def shown(text: str) -> str:
    """Return *text* with whatever would not show as an escape, in one line."""
    return printable(text, keep=JOINERS)


def sections(*given: tuple[str, Iterable[Block]]) -> tuple[Section, ...]:
    """Return the sections that have anything to say."""
    made = (Section(title, tuple(blocks)) for title, blocks in given)
    return tuple(section for section in made if section.blocks)
