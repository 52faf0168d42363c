"""A line of a file with a mark below what is meant, as compilers show it."""

from collections.abc import Iterator, Sequence
from unicodedata import combining, east_asian_width

from rrn_fees.errors import Place
from rrn_fees.printable import printable
from rrn_fees.render.look import Look

_INDENT, _BAR, _CUT = "    ", " | ", "..."
_LEAST = 20
"""Characters of a line that are shown, however narrow it is."""


def excerpt(lines: Sequence[str], place: Place, look: Look) -> Iterator[str]:
    """Yield the line at *place*, numbered, and a line of carets below what stands there.

    Of a line that is wider than *look* those characters are shown that are around what is meant.
    """
    if not 1 <= place.line <= len(lines):
        return
    line = lines[place.line - 1]
    begins = min(place.column - 1, len(line))
    ends = place.end_column - 1 if place.end_line == place.line else len(line)
    ends = max(begins + 1, min(ends, len(line)))
    number = str(place.line)
    room = max(look.width - len(_INDENT) - len(number) - len(_BAR), _LEAST)
    before, meant, after = (
        _shown(part, look) for part in (line[:begins], line[begins:ends], line[ends:])
    )
    if _columns(before + (meant or " ") + after) > room:  # the caret takes a column of its own
        before, meant, after = _cut(before, meant, after, room - 2 * len(_CUT))
    carets = " " * _columns(before) + "^" * max(1, _columns(meant))
    yield f"{_INDENT}{number}{_BAR}{before}{meant}{after}"
    yield f"{_INDENT}{' ' * len(number)}{_BAR}{carets}"


def _cut(before: str, meant: str, after: str, room: int) -> tuple[str, str, str]:
    """Return as much of a line as there is room for: what is meant, then what is around it."""
    kept = _first(meant, room)
    cut_after = len(kept) < len(meant)
    ahead = _first(before[::-1], max((room - _columns(kept)) // 2, room - _columns(kept + after)))
    behind = "" if cut_after else _first(after, room - _columns(kept + ahead))
    cut_after = cut_after or len(behind) < len(after)
    cut_before = _CUT if len(ahead) < len(before) else ""
    return cut_before + ahead[::-1], kept, behind + (_CUT if cut_after else "")


def _first(text: str, columns: int) -> str:
    """Return as much from the beginning of *text* as takes no more than so many columns."""
    taken = 0
    for at, character in enumerate(text):
        taken += _columns(character)
        if taken > columns:
            return text[:at]
    return text


def _shown(text: str, look: Look) -> str:
    shown = printable(text.replace("\t", "    "))
    return shown.encode("ascii", "backslashreplace").decode() if look.plain else shown


def _columns(text: str) -> int:
    """Return how many columns *text* takes on a terminal (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1
        for character in text
    )
