"""Names and points beside their texts, which fold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rrn_fees.documents.blocks import Cell, Entry, Medium, Point, text_of
from rrn_fees.formats.terminal.cells import MARKS, STYLES, displayed
from rrn_fees.formats.terminal.style import Style, TerminalStyle
from rrn_fees.formats.terminal.wrapping import columns_of, indented, padded, wrapped

_GAP = "  "
_LEAST_TEXT = 0.55
"""Of the width: with less room for the texts beside them, names stand above their texts."""


class _Item(NamedTuple):
    """A mark or a name, what stands beside it, and further lines below that."""

    mark: str
    style: Style
    text: str
    below: tuple[str, ...] = ()


def entry_lines(entries: Iterable[Entry], style: TerminalStyle) -> Iterator[str]:
    """Yield names with what stands under each: beside them, or below where names are long."""
    items = [
        _Item(
            displayed(entry.label, style),
            STYLES[entry.tone] or "bold",
            _text(entry.cell, style),
        )
        for entry in entries
        if entry.only_on is not Medium.PAGE
    ]
    room = max((columns_of(item.mark) for item in items), default=0)
    if style.width - room - len(_GAP) >= _LEAST_TEXT * style.width:
        yield from _beside(items, style)
        return
    for item in items:
        yield from (style.styled(line, item.style) for line in wrapped(item.mark, style.width))
        yield from indented(item.text, style.width, _GAP)


def _text(cell: Cell, style: TerminalStyle) -> str:
    return displayed(cell if isinstance(cell, str) else text_of(cell), style)


def point_lines(
    points: Sequence[Point], style: TerminalStyle, *, numbered: bool = False, indent: str = ""
) -> Iterator[str]:
    """Yield the points of a list, each with its mark, its number or its label."""
    items = [
        _point(point, f"{number}." if numbered else None, style)
        for number, point in enumerate(points, start=1)
    ]
    yield from _beside(items, style, indent)


def _point(point: Point, number: str | None, style: TerminalStyle) -> _Item:
    mark, of_mark = MARKS[point.tone]
    if point.label is not None:
        mark, of_mark = point.label, STYLES[point.tone]
    if number is not None:
        mark = f"{number} {point.label}" if point.label else number
    named = f" [{', '.join(point.sources)}]" if point.sources else ""
    below = (text for text in (point.url, point.aside) if text)
    return _Item(
        displayed(mark, style),
        of_mark,
        displayed(f"{point.short or point.text}{named}", style),
        tuple(displayed(text, style) for text in below),
    )


def _beside(items: Sequence[_Item], style: TerminalStyle, indent: str = "") -> Iterator[str]:
    room = max((columns_of(item.mark) for item in items), default=0)
    hanging = indent + " " * room + _GAP
    for item in items:
        mark = style.styled(padded(item.mark, room, right=False), item.style)
        first, *others = wrapped(item.text, max(style.width - len(hanging), 1))
        yield f"{indent}{mark}{_GAP}{first}".rstrip()
        yield from (f"{hanging}{line}" for line in others)
        for text in item.below:
            yield from indented(text, style.width, hanging)
