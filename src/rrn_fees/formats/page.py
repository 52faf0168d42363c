"""A page of text for a person, laid out by Rich. The only module that knows Rich."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import NamedTuple

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rrn_fees.formats.look import Look, Style
from rrn_fees.printable import printable

_PLAIN = str.maketrans(
    {"£": "GBP ", "×": "x", "–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "..."}
)

_LINES = Box("    \n    \n ── \n    \n    \n ── \n    \n    \n")
_ASCII_LINES = Box("    \n    \n -- \n    \n    \n -- \n    \n    \n", ascii=True)


class Column(NamedTuple):
    """A column of a table: figures stand to the right and are never broken."""

    title: str
    figures: bool = False


class _Lines(list[str]):
    """Lines laid out already: Rich takes half a millisecond for each, and is here for folding."""


_SHORTEST_BAR, _LONGEST_BAR = 4, 24
_EIGHTHS = "▏▎▍▌▋▊▉"

_MOST_FOLDED = 1_000
"""Rows from which on a table takes the columns it needs: to fold so many would take seconds."""


class Page:
    """What is added to a page stands below what was added before. Text is never markup."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._parts: list[RenderableType | _Lines] = []

    def _shown(self, text: str) -> str:
        """Return *text* as it stands on the page: this is where text from data becomes text."""
        shown = printable(text)
        return shown.translate(_PLAIN) if self._look.plain else shown

    def gap(self) -> None:
        """Leave a line empty."""
        self._parts.append(_Lines([""]))

    def line(self, *runs: tuple[str, Style] | str) -> None:
        """Add a line of text, in runs of one style each; it wraps at words."""
        styled: list[tuple[str, Style]] = [
            (self._shown(run), "") if isinstance(run, str) else (self._shown(run[0]), run[1])
            for run in runs
        ]
        if sum(cell_len(text) for text, _ in styled) <= self._look.width:
            line = "".join(self._look.styled(text, style) for text, style in styled)
            self._parts.append(_Lines([line]))
        else:
            self._parts.append(Text.assemble(*styled))

    def entries(self, entries: Iterable[tuple[str, str, Style]]) -> None:
        """Add a list: a short mark or name on the left, text that wraps beside it on the right."""
        shown = [(self._shown(mark), self._shown(text), style) for mark, text, style in entries]
        room = max((cell_len(mark) for mark, _, _ in shown), default=0)
        if all(room + 2 + cell_len(text) <= self._look.width for _, text, _ in shown):
            padded = ((mark + " " * (room - cell_len(mark)), text, of) for mark, text, of in shown)
            lines = (f"{self._look.styled(mark, style)}  {text}" for mark, text, style in padded)
            self._parts.append(_Lines(lines))
        else:
            self._parts.append(_wrapping_entries(shown))

    def table(
        self,
        columns: Sequence[Column],
        rows: Iterable[Sequence[str]],
        total: Sequence[str] = (),
        styles: Iterable[Style] = (),
        bars: Sequence[int] = (),
    ) -> None:
        """Add a table, with a total set off below it; *styles* has one for each row, or none.

        *bars* has an amount for each row, which a bar shows in what is left of the width.
        """
        cells = _Cells(
            columns=columns,
            titles=[self._shown(column.title) for column in columns],
            rows=[[*map(self._shown, row)] for row in rows],
            total=[*map(self._shown, total)],
            styles=[*styles],
        )
        if bars:
            cells = self._with_bars(cells, bars)
        if len(cells.rows) <= _MOST_FOLDED and cells.must_fold(self._look.width):
            self._parts.append(self._folding_table(cells))
        else:
            self._parts.append(self._aligned_table(cells))

    def _with_bars(self, cells: _Cells, amounts: Sequence[int]) -> _Cells:
        """Add a column of bars in proportion to *amounts*, if there is room for it."""
        room = min(self._look.width - cells.width - 2, _LONGEST_BAR)
        most = max(amounts)
        if room < _SHORTEST_BAR or most <= 0:
            return cells
        bars = [_bar(amount, most, room, plain=self._look.plain) for amount in amounts]
        return replace(
            cells,
            columns=[*cells.columns, Column("")],
            titles=[*cells.titles, ""],
            rows=[[*row, bar] for row, bar in zip(cells.rows, bars, strict=True)],
            total=[*cells.total, ""] if cells.total else [],
        )

    def _aligned_table(self, cells: _Cells) -> _Lines:
        """Lay out what needs no folding."""
        rule = ("-" if self._look.plain else "─") * cells.width
        lines = [self._look.styled(cells.aligned(cells.titles), "dim"), rule]
        rows = (cells.aligned(row) for row in cells.rows)
        if cells.styles:
            rows = (self._look.styled(row, of) for row, of in zip(rows, cells.styles, strict=True))
        lines += rows
        if cells.total:
            lines += [rule, self._look.styled(cells.aligned(cells.total), "bold")]
        return _Lines(lines)

    def _folding_table(self, cells: _Cells) -> Table:
        """Let Rich share out the width among the columns, and fold the cells that may be."""
        table = Table(
            box=_ASCII_LINES if self._look.plain else _LINES,
            show_edge=False,
            pad_edge=False,
            show_footer=bool(cells.total),
            header_style="dim",
            footer_style="bold",
            padding=(0, 1, 0, 0),
        )
        for at, column in enumerate(cells.columns):
            table.add_column(
                Text(cells.titles[at]),
                Text(cells.total[at]) if cells.total else "",
                justify="right" if column.figures else "left",
                no_wrap=column.figures,
                overflow="fold",
                min_width=cells.widths[at] if column.figures else None,
            )
        for row, style in zip_longest(cells.rows, cells.styles):
            table.add_row(*map(Text, row), style=style)
        return table

    def indented(self, text: str) -> None:
        """Add a paragraph a little to the right; a word that is too long is not broken."""
        self._parts.append(Padding(Text(self._shown(text)), (0, 0, 0, 2)))

    def text(self) -> str:
        """Return the page as text; a table that needs more columns than there are takes them."""
        written = io.StringIO()
        console = self._console(written)
        unbounded = console.options.update(width=10_000)
        for part in self._parts:
            if isinstance(part, _Lines):
                written.writelines(f"{line}\n" for line in part)
            else:
                minimum = Measurement.get(console, unbounded, part).minimum
                console.print(part, width=max(self._look.width, minimum))
        return "\n".join(line.rstrip() for line in written.getvalue().split("\n"))

    def _console(self, file: io.StringIO) -> Console:
        """Return a console that takes nothing from the environment."""
        return Console(
            file=file,
            width=10_000,
            height=100,
            force_terminal=self._look.colour,
            force_interactive=False,
            force_jupyter=False,
            color_system="standard" if self._look.colour else None,
            no_color=not self._look.colour,
            legacy_windows=False,
            safe_box=False,
            markup=False,
            emoji=False,
            highlight=False,
            _environ={},
        )


def _bar(amount: int, most: int, room: int, *, plain: bool) -> str:
    """Return a bar as long, of *room* columns, as *amount* is of *most*; down to an eighth."""
    whole, eighths = divmod(8 * room * amount // most, 8)
    if plain:
        return "#" * max(whole, amount > 0)
    part = _EIGHTHS[eighths - 1] if eighths else ""
    return "█" * whole + part or (_EIGHTHS[0] if amount > 0 else "")


def _wrapping_entries(shown: Iterable[tuple[str, str, Style]]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for mark, text, style in shown:
        grid.add_row(Text(mark, style), Text(text))
    return grid


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cells:
    """The cells of a table, as they are shown, and the columns they take."""

    columns: Sequence[Column]
    titles: Sequence[str]
    rows: Sequence[Sequence[str]]
    total: Sequence[str]
    styles: Sequence[Style]
    widths: Sequence[int] = field(init=False)

    def __post_init__(self) -> None:
        widths = [max(map(cell_len, in_column)) for in_column in self._in_columns()]
        object.__setattr__(self, "widths", widths)

    def _in_columns(self) -> Iterator[tuple[str, ...]]:
        every = [self.titles, *self.rows, *([self.total] if self.total else [])]
        return zip(*every, strict=True)

    @property
    def width(self) -> int:
        """How many columns the table takes if nothing is folded."""
        return sum(self.widths) + 2 * (len(self.widths) - 1)

    def must_fold(self, available: int) -> bool:
        """Whether it is too wide as it is, and fits once the cells that may are folded."""
        if self.width <= available:
            return False
        folded = [
            0 if column.figures else width - max(map(_longest_word, in_column))
            for column, width, in_column in zip(
                self.columns, self.widths, self._in_columns(), strict=True
            )
        ]
        return self.width - sum(folded) <= available

    def aligned(self, row: Sequence[str]) -> str:
        """Return one line of the table: figures to the right, everything else to the left."""
        padded = [
            " " * (width - cell_len(cell)) + cell
            if column.figures
            else cell + " " * (width - cell_len(cell))
            for cell, column, width in zip(row, self.columns, self.widths, strict=True)
        ]
        return "  ".join(padded)


def _longest_word(cell: str) -> int:
    return max(map(cell_len, cell.split()), default=0)
