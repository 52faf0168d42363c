"""What this project raises on purpose, and the sentence that goes with it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from typing import NamedTuple

from rrn_fees.printable import printable, shown_lines


class RrnFeesError(Exception):
    """Base of every error raised on purpose: a sentence for a person, or several, a line for each.

    They may hold text from anywhere: it is made harmless when they become text.
    """

    def __init__(self, *lines: str) -> None:
        self.lines = lines
        super().__init__(*lines)

    def __str__(self) -> str:
        return shown_lines(*self.lines)


class RequestError(RrnFeesError):
    """What was asked cannot be understood: an unknown name, a malformed number or date (exit 2)."""


class OutputError(RrnFeesError):
    """The answer is known but could not be written where it was asked for (exit 3)."""


class FaultKind(StrEnum):
    """Which rule of the catalogue's format is broken; stable, for those who count or filter."""

    FILE = "file"
    SIZE = "size"
    ENCODING = "encoding"
    EMPTY = "empty"
    SYNTAX = "syntax"
    SEVERAL_DOCUMENTS = "several-documents"
    ALIAS = "alias"
    DEPTH = "depth"
    TAG = "tag"
    DUPLICATE_KEY = "duplicate-key"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    NO_SOURCE = "no-source"
    EMPTY_VALUE = "empty-value"
    WRONG_TYPE = "wrong-type"
    WRONG_CHOICE = "wrong-choice"
    CHARACTER = "character"
    IDENTIFIER = "identifier"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    TIMEZONE = "timezone"
    FORMAT = "format"
    OUT_OF_BOUNDS = "out-of-bounds"
    INCOMPLETE = "incomplete"
    UNKNOWN_REFERENCE = "unknown-reference"
    RESERVED_NAME = "reserved-name"
    EARLY_BIRD_NOT_LOWER = "early-bird-not-lower"
    DATE_ORDER = "date-order"
    VAT_OVERLAP = "vat-overlap"
    ZERO = "zero"


class Place(NamedTuple):
    """Where in a file: lines and columns count from 1, the end is one past the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong with a catalogue file: what, where, what was expected, what to do."""

    kind: FaultKind
    message: str
    hint: str | None = None
    file: str
    place: Place | None = None
    """None where the fault is the file's as a whole, such as one that does not exist."""
    path: str = ""
    """The path within the file, such as ``qualifications.certificate.fees[0].vat``."""

    def __str__(self) -> str:
        where = f"{self.file}:{self.place.line}:{self.place.column}" if self.place else self.file
        path = f"{self.path}: " if self.path else ""
        hint = f" ({self.hint})" if self.hint else ""
        return shown_lines(f"{where}: {path}{self.message}{hint}")


MOST_FAULTS = 1000
"""How many faults of a catalogue are told; of the others, how many there are."""


class CatalogueError(RrnFeesError):
    """A catalogue cannot be used: the first faults found in it, in the file's order (exit 3)."""

    def __init__(self, faults: Iterable[Fault], more: int = 0) -> None:
        """Take the *faults* that are known, and how many *more* there are."""
        every = tuple(faults)
        self.faults = every[:MOST_FAULTS]
        self.more = more + len(every) - len(self.faults)
        """How many faults there are besides."""
        lines = [str(fault) for fault in self.faults]
        if self.more:
            lines.append(f"and {self.more:,} more")
        super().__init__(*lines)
        self.args = (self.faults, self.more)  # by which a copy is made, in another process too

    @property
    def count(self) -> int:
        """How many faults there are."""
        return len(self.faults) + self.more


LONGEST_QUOTED = 60
MOST_NAMED = 10
"""How many names a sentence lists: of more than these nobody reads the last."""
LONGEST_MESSAGE = 1000


def quoted(text: str) -> str:
    """*text* in double quotes, printable; of a very long one the beginning and its length."""
    if len(text) > LONGEST_QUOTED:
        return f'"{printable(text[:LONGEST_QUOTED])}..." ({len(text):,} characters)'
    return f'"{printable(text)}"'


def shortened(text: str) -> str:
    """*text* as it is, or the beginning of one that no person would read to the end."""
    return text if len(text) <= LONGEST_MESSAGE else f"{text[:LONGEST_MESSAGE]}..."


def nearest(name: str, known: Collection[str]) -> str | None:
    """Return the name in *known* that *name* most likely stands for, or None if none is near."""
    from difflib import get_close_matches

    wanted = name[:LONGEST_QUOTED].casefold()
    names = {candidate.casefold(): candidate for candidate in sorted(known, reverse=True)}
    close = get_close_matches(wanted, names, n=1, cutoff=0.6)
    if close:
        return names[close[0]]
    return next((names[n] for n in sorted(names) if len(wanted) > 2 and wanted in n), None)


def did_you_mean(near: str | None, known: Collection[str]) -> str:
    """Return what follows an unknown name: the nearest there is, or the first few of them."""
    if near is not None:
        return f"did you mean {quoted(near)}?"
    if not known:
        return "there is none"
    first = nsmallest(MOST_NAMED, known)
    return f"choose from {listed(first, of=len(known))}"


def listed(names: Iterable[str], joint: str = ", ", *, of: int | None = None) -> str:
    """Join *names*, each once, at most ten, and say how many more there are: ``a, b and 34 more``.

    *of* is how many there are, where not all of them are given.
    """
    every = [*dict.fromkeys(names)]
    first = every[:MOST_NAMED]
    more = (len(every) if of is None else of) - len(first)
    return f"{joint.join(first)} and {more:,} more" if more else joint.join(first)


def no_such(noun: str, name: str, known: Collection[str]) -> str:
    """Return the sentence for a *name* that is not among those *known*."""
    hint = did_you_mean(nearest(name, known), known)
    odd = odd_character(name)
    named = f"{quoted(name)}, which holds {odd}" if odd else quoted(name)
    return f"There is no {noun} {named}; {hint}{'' if hint.endswith('?') else '.'}"


_LIKE_LATIN = dict(
    zip(
        "аеорсухіјѕһԁԛԝѵӏкмтвοανικρτυχ‐‑‒–—―−",
        "aeopcyxijshdqwvlkmtboavikptux" + "-" * 7,
        strict=True,
    )
)
"""Small letters of Cyrillic and Greek, and dashes, by what they are taken for in an identifier."""


def odd_character(name: str) -> str | None:
    """Say of the first character of *name* that is not ASCII which it is; None if all are.

    With what it looks like, as in most fonts nothing else tells a Cyrillic e from a Latin one.
    """
    if name.isascii():
        return None
    from unicodedata import name as name_of
    from unicodedata import normalize

    odd = next(each for each in name if not each.isascii())
    script, letter, _ = name_of(odd, "").partition(" LETTER ")
    script = script.removesuffix(" SMALL").removesuffix(" CAPITAL").title() if letter else ""
    like = _LIKE_LATIN.get(odd.lower()) or normalize("NFKD", odd).lower()[:1]
    looks = (
        f', which looks like "{like}"' if like.isascii() and (like.isalnum() or like == "-") else ""
    )
    return f"{script} {quoted(odd)} (U+{ord(odd):04X}){looks}".strip()
