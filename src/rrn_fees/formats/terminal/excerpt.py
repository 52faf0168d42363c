"""A line of a file with a mark below what is meant, as compilers show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rrn_fees.errors import Place
from rrn_fees.formats.terminal.style import TerminalStyle
from rrn_fees.formats.terminal.wrapping import columns_of
from rrn_fees.printable import printable

_INDENT, _BAR, _CUT = "    ", " | ", "..."
_LEAST = 20
"""Characters of a line that are shown, however narrow it is."""


def excerpt(lines: Mapping[int, str], place: Place, style: TerminalStyle) -> Iterator[str]:
    """Yield the line at *place*, numbered, and a line of carets below what stands there.

    Of a line that is wider than *style* those characters are shown that are around what is meant.
    *lines* has the lines of the file by their numbers, as far as they are shown.
    """
    line = lines.get(place.line)
    if line is None:
        return
    begins = min(place.column - 1, len(line))
    ends = place.end_column - 1 if place.end_line == place.line else len(line)
    ends = max(begins + 1, min(ends, len(line)))
    number = str(place.line)
    room = max(style.width - len(_INDENT) - len(number) - len(_BAR), _LEAST)
    before = _end_shown(line, begins, room, style)
    meant = _start_shown(line, begins, ends, room, style)
    after = _start_shown(line, ends, len(line), room, style)
    if columns_of(before + (meant or " ") + after) > room:  # the caret takes a column of its own
        before, meant, after = _cut(before, meant, after, room - 2 * len(_CUT))
    carets = " " * columns_of(before) + "^" * max(1, columns_of(meant))
    yield f"{_INDENT}{number}{_BAR}{before}{meant}{after}"
    yield f"{_INDENT}{' ' * len(number)}{_BAR}{carets}"


def _cut(before: str, meant: str, after: str, room: int) -> tuple[str, str, str]:
    """Return as much of a line as there is room for: what is meant, then what is around it."""
    kept = _first(meant, room)
    cut_after = len(kept) < len(meant)
    ahead = _first(
        before[::-1], max((room - columns_of(kept)) // 2, room - columns_of(kept + after))
    )
    behind = "" if cut_after else _first(after, room - columns_of(kept + ahead))
    cut_after = cut_after or len(behind) < len(after)
    cut_before = _CUT if len(ahead) < len(before) else ""
    return cut_before + ahead[::-1], kept, behind + (_CUT if cut_after else "")


def _first(text: str, columns: int) -> str:
    """Return as much from the beginning of *text* as takes no more than so many columns."""
    taken = 0
    for at, character in enumerate(text):
        taken += columns_of(character)
        if taken > columns:
            return text[:at]
    return text


def _start_shown(line: str, first: int, last: int, room: int, style: TerminalStyle) -> str:
    """Return how the part of *line* between two places is shown, or more of it than there is room.

    A line may be as long as the file and be shown once for each of thousands of findings.
    """
    size = 2 * room
    while size < last - first:
        shown = _shown(line[first : first + size], style)
        if columns_of(shown) > room:
            return shown
        size *= 2  # some characters take no room
    return _shown(line[first:last], style)


def _end_shown(line: str, last: int, room: int, style: TerminalStyle) -> str:
    """Return how *line* up to a place is shown, or more of its end than there is room for."""
    size = 2 * room
    while size < last:
        shown = _shown(line[last - size : last], style)
        if columns_of(shown) > room:
            return shown
        size *= 2
    return _shown(line[:last], style)


def _shown(text: str, style: TerminalStyle) -> str:
    shown = printable(text.replace("\t", "    "))
    return shown.encode("ascii", "backslashreplace").decode() if style.ascii_only else shown
