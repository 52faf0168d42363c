"""A line of a file with a mark below what is meant, as compilers show it."""

from collections.abc import Iterator, Sequence
from unicodedata import combining, east_asian_width

from rrn_fees.errors import Place, printable

LONGEST = 100
"""Characters of a line that are shown; of a longer one those around what is meant."""
_BEFORE = 40
_CUT = "..."


def excerpt(lines: Sequence[str], place: Place) -> Iterator[str]:
    """Yield the line at *place*, numbered, and a line of carets below what stands there."""
    if not 1 <= place.line <= len(lines):
        return
    line = lines[place.line - 1]
    begins = min(place.column - 1, len(line))
    ends = place.end_column - 1 if place.end_line == place.line else len(line)
    ends = max(begins + 1, min(ends, len(line)))
    first, cut_before, cut_after = 0, "", ""
    if len(line) > LONGEST:
        first = max(0, begins - _BEFORE)
        cut_before = _CUT if first else ""
        cut_after = _CUT if first + LONGEST < len(line) else ""
        line, ends = line[first : first + LONGEST], min(ends, first + LONGEST)
    before, meant = line[: begins - first], line[begins - first : ends - first]
    after = line[ends - first :]
    number = str(place.line)
    shown = "".join(map(_shown, (before, meant, after)))
    lead = " " * _columns(cut_before + _shown(before))
    carets = "^" * max(1, _columns(_shown(meant)))
    yield f"{number} | {cut_before}{shown}{cut_after}"
    yield f"{' ' * len(number)} | {lead}{carets}"


def _shown(text: str) -> str:
    return printable(text.replace("\t", "    "))


def _columns(text: str) -> int:
    """Return how many columns *text* takes on a terminal (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1
        for character in text
    )
