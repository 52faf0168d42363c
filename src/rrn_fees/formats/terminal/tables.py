"""A table in so many columns: what fits, what is left out, what folds and what is stacked.

Where there is not room for all, the least is done that helps, in this order: titles are folded; the
columns that the document marks as `wide_only` are left out, in the order it gives; columns that it
marks as `below` stand under their row; texts are folded. If all that is not enough, each row
becomes a block, a line for each of its cells. No figure and no word is ever broken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from rrn_fees.documents.blocks import (
    Align,
    Cell,
    Column,
    Points,
    Row,
    RowGroup,
    Share,
    Sum,
    Table,
)
from rrn_fees.formats.terminal.cells import STYLES, cell_text, displayed
from rrn_fees.formats.terminal.lists import point_lines
from rrn_fees.formats.terminal.style import Style, TerminalStyle
from rrn_fees.formats.terminal.wrapping import (
    columns_of,
    indented,
    longest_word,
    padded,
    wrapped,
)

_GAP = 2
"""Columns between two columns of a table."""
_INDENT = "  "
_SHORTEST_BAR, _LONGEST_BAR = 4, 24
_EIGHTHS = "▏▎▍▌▋▊▉"


def table_lines(table: Table, style: TerminalStyle) -> Iterator[str]:
    """Yield the lines of *table*, laid out for the width of *style*."""
    grid = _Grid(table, style)
    grid.make_room()
    yield from grid.stacked() if grid.width > style.width else grid.aligned()


@dataclass(slots=True)
class _GridColumn:
    """A column as it is laid out."""

    column: Column
    texts: list[str]
    """Of every row, and of the total if there is one."""
    unfolded: str
    """The title in one line."""
    is_shares: bool = False
    title: list[str] = field(init=False)
    width: int = field(init=False)
    is_below: bool = False

    def __post_init__(self) -> None:
        self.unfold_title()

    @property
    def is_right(self) -> bool:
        return self.column.align is Align.RIGHT

    def measure(self) -> None:
        """Take as much room as the longest text and the title need."""
        self.width = max(map(columns_of, (*self.texts, *self.title)), default=0)

    def fold_title(self) -> None:
        """Take two lines for the title, if that makes the column narrower."""
        title = self.unfolded
        words = title.split(" ")
        in_two = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
        lines = min(in_two, key=lambda pair: max(map(columns_of, pair)), default=(title,))
        if columns_of(title) > max(map(columns_of, self.texts), default=0):
            self.title = [*lines]
        self.measure()

    def unfold_title(self) -> None:
        """Take one line for the title."""
        self.title = [self.unfolded]
        self.measure()

    @property
    def narrowest(self) -> int:
        """The least it can be folded to; a figure cannot."""
        if self.is_right:
            return self.width
        return max(longest_word(text) for text in (*self.texts, *self.title))


class _Grid:
    """A table whose columns are left out, folded or stacked until it fits."""

    def __init__(self, table: Table, style: TerminalStyle) -> None:
        self.table = table
        self.style = style
        self.rows: list[Row] = []
        self.order: list[int | RowGroup | Points] = []
        """What stands below what: rows by number, heads of groups, and what is said of them."""
        self._take(table.rows)
        for group in table.groups:
            self.order.append(group)
            self._take(group.rows)
            self.order.append(Points(group.notes))
        indent = _INDENT if table.groups else ""
        self.columns = [
            self._column(at, column, indent if at == 0 else "")
            for at, column in enumerate(table.columns)
        ]
        self.shares = [each for each in self.columns if each.is_shares]
        self.columns = [each for each in self.columns if not each.is_shares]

    def _take(self, rows: Sequence[Row]) -> None:
        self.order += range(len(self.rows), len(self.rows) + len(rows))
        self.rows += rows

    def _column(self, at: int, column: Column, indent: str) -> _GridColumn:
        cells: list[Cell | Sum] = [row.cells[at] for row in self.rows]
        texts = [f"{indent}{cell_text(cell, self.style)}" for cell in cells]
        if self.table.total:
            texts.append(cell_text(self.table.total[at], self.style))
        is_shares = any(isinstance(cell, Share) for cell in cells)
        return _GridColumn(column, texts, displayed(column.title, self.style), is_shares)

    @property
    def beside(self) -> list[_GridColumn]:
        return [each for each in self.columns if not each.is_below]

    @property
    def width(self) -> int:
        return sum(each.width + _GAP for each in self.beside) - _GAP

    def make_room(self) -> None:
        """Do the least that makes the table fit; see the head of this module."""
        if self.width > self.style.width:
            for each in self.columns:
                each.fold_title()
        self._leave_out()
        for each in self.columns:
            if self.width > self.style.width:
                each.is_below = each.column.below
        self._fold()
        self._add_bars()

    def _leave_out(self) -> None:
        """Leave out what the document says may be; then titles may have room in one line again."""
        optional = [each for each in self.columns if each.column.wide_only]
        for each in sorted(optional, key=lambda of: of.column.wide_only):
            if self.width > self.style.width:
                self.columns.remove(each)
        for each in self.columns:
            folded = each.title
            each.unfold_title()
            if self.width > self.style.width:
                each.title = folded
                each.measure()

    def _fold(self) -> None:
        """Fold the texts, the widest first, if the table then fits."""
        beside = self.beside
        narrowest = sum(each.narrowest + _GAP for each in beside) - _GAP
        if narrowest > self.style.width:
            return
        while (excess := self.width - self.style.width) > 0:
            widest = max(
                (each for each in beside if each.width > each.narrowest), key=lambda of: of.width
            )
            others = [each.width for each in beside if each is not widest and not each.is_right]
            enough = max(widest.width - excess, widest.narrowest)
            # No narrower at a time than the next widest, so that two long texts share the room.
            widest.width = max(enough, min(widest.width - 1, max(others, default=0)))
        for each in beside:
            each.title = wrapped(each.unfolded, each.width)

    def _add_bars(self) -> None:
        """Add a column of bars in proportion to the amounts, where there is room for it."""
        room = min(self.style.width - self.width - _GAP, _LONGEST_BAR)
        if self.shares and room >= _SHORTEST_BAR:
            [shares] = self.shares
            [at] = [at for at, of in enumerate(self.table.columns) if of is shares.column]
            shares.texts = [self._bar(row.cells[at], room) for row in self.rows] + shares.texts[
                len(self.rows) :
            ]
            shares.unfolded = ""
            shares.unfold_title()
            self.columns.append(shares)

    def _bar(self, cell: Cell, room: int) -> str:
        """Return a bar as long, of *room* columns, as the part is of the whole, to an eighth."""
        if not isinstance(cell, Share) or cell.whole <= 0:
            return ""
        whole, eighths = divmod(8 * room * cell.part // cell.whole, 8)
        if self.style.ascii_only:
            return "#" * max(whole, cell.part > 0)
        part = _EIGHTHS[eighths - 1] if eighths else ""
        return "█" * whole + part or (_EIGHTHS[0] if cell.part > 0 else "")

    def aligned(self) -> Iterator[str]:
        """Yield the lines of a table that fits: its head, each row, and the total below a rule."""
        beside = self.beside
        rule = ("-" if self.style.ascii_only else "─") * self.width
        if self.rows and any(title for each in beside for title in each.title):
            lines = max(len(each.title) for each in beside)
            bottom_up = [[""] * (lines - len(each.title)) + each.title for each in beside]
            yield from self._side_by_side(bottom_up, "dim")
            yield rule
        yield from self._in_order(self._row)
        if self.table.total:
            yield rule
            yield from self._row(len(self.rows), "bold")

    def stacked(self) -> Iterator[str]:
        """Yield each row as a block: its name, then its figures together and its texts apart."""
        yield from self._in_order(self._block)
        if self.table.total:
            yield from self._block(len(self.rows), "bold")

    def _in_order(self, lay_out: Callable[[int, Style], Iterator[str]]) -> Iterator[str]:
        for at, item in enumerate(self.order):
            match item:
                case RowGroup():
                    if at:
                        yield ""
                    yield from self._head(item)
                case Points(points):
                    yield from point_lines(points, self.style, indent=_INDENT)
                case _:
                    yield from lay_out(item, STYLES[self.rows[item].tone])

    def _head(self, group: RowGroup) -> Iterator[str]:
        lines = wrapped(displayed(group.title, self.style), self.style.width)
        name = displayed(f"  {group.identifier}", self.style) if group.identifier else ""
        *full, last = (self.style.styled(line, "bold") for line in lines)
        yield from full
        if columns_of(lines[-1]) + columns_of(name) <= self.style.width:
            yield last + self.style.styled(name, "dim")
        else:
            yield from (last, self.style.styled(name, "dim"))

    def _row(self, at: int, style: Style) -> Iterator[str]:
        cells = [wrapped(each.texts[at], each.width) for each in self.beside]
        yield from self._side_by_side(cells, style)
        for each in self.columns:
            if each.is_below and each.texts[at].strip():
                yield from self._named(each, at)

    def _named(self, of: _GridColumn, at: int) -> Iterator[str]:
        title, text = of.unfolded, of.texts[at].strip()
        named = f"{title}: {text}" if title else text
        yield from indented(named, self.style.width, _INDENT * 2)

    def _side_by_side(self, cells: Sequence[Sequence[str]], style: Style) -> Iterator[str]:
        beside = self.beside
        for at in range(max(map(len, cells))):
            texts = (
                padded(lines[at] if at < len(lines) else "", each.width, right=each.is_right)
                for lines, each in zip(cells, beside, strict=True)
            )
            yield self.style.styled((" " * _GAP).join(texts).rstrip(), style)

    def _block(self, at: int, style: Style) -> Iterator[str]:
        first, *others = self.columns
        for line in wrapped(first.texts[at], self.style.width):
            yield self.style.styled(line, style)
        figures: list[str] = []
        for each in others:
            text = each.texts[at].strip()
            if not text:
                continue
            if each.is_right:
                figure = f"{each.unfolded} {text}".strip()
                if columns_of(_INDENT * 2 + figure) <= self.style.width:
                    figures.append(figure)
                    continue
                yield from _packed(figures, self.style.width)
                figures.clear()
                for part in (each.unfolded, text):
                    yield from indented(part, self.style.width, _INDENT * 2)
                continue
            yield from _packed(figures, self.style.width)
            figures.clear()
            yield from self._named(each, at)
        yield from _packed(figures, self.style.width)


def _packed(figures: Sequence[str], width: int) -> Iterator[str]:
    """Yield figures side by side, as many in a line as fit."""
    line = ""
    for figure in figures:
        if line and columns_of(line) + 3 + columns_of(figure) > width:
            yield line
            line = ""
        line = f"{line}   {figure}" if line else f"{_INDENT * 2}{figure}"
    if line:
        yield line
