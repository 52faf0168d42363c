"""A page of text for a person, laid out by Rich. The only module that knows Rich."""

import io
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from rich.box import Box
from rich.console import Console, RenderableType
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rrn_fees.render.look import Look

_PLAIN = str.maketrans(
    {"£": "GBP ", "×": "x", "–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "..."}
)

_LINES = Box("    \n    \n ── \n    \n    \n ── \n    \n    \n")
_ASCII_LINES = Box("    \n    \n -- \n    \n    \n -- \n    \n    \n", ascii=True)

Style = Literal["", "bold", "dim", "green", "yellow", "red", "cyan"]


class Column(NamedTuple):
    """A column of a table: figures stand to the right and are never broken."""

    title: str
    figures: bool = False


class Page:
    """What is added to a page stands below what was added before. Text is never markup."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._parts: list[RenderableType] = []

    def _text(self, text: str, style: Style = "") -> Text:
        return Text(text.translate(_PLAIN) if self._look.plain else text, style)

    def gap(self) -> None:
        """Leave a line empty."""
        self._parts.append(Text(""))

    def line(self, *runs: tuple[str, Style] | str) -> None:
        """Add a line of text, in runs of one style each; it wraps at words."""
        whole = Text()
        for run in runs:
            whole.append_text(self._text(*((run, "") if isinstance(run, str) else run)))
        self._parts.append(whole)

    def entries(self, entries: Iterable[tuple[str, str, Style]]) -> None:
        """Add a list: a short mark or name on the left, text that wraps beside it on the right."""
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(no_wrap=True)
        grid.add_column()
        for mark, text, style in entries:
            grid.add_row(self._text(mark, style), self._text(text))
        self._parts.append(grid)

    def table(
        self, columns: Sequence[Column], rows: Iterable[Sequence[str]], total: Sequence[str] = ()
    ) -> None:
        """Add a table, with a total set off below it."""
        table = Table(
            box=_ASCII_LINES if self._look.plain else _LINES,
            show_edge=False,
            pad_edge=False,
            show_footer=bool(total),
            header_style="dim",
            padding=(0, 1, 0, 0),
        )
        rows = list(rows)
        for at, column in enumerate(columns):
            cells = [column.title, *(row[at] for row in rows), *total[at : at + 1]]
            table.add_column(
                self._text(column.title),
                self._text(total[at], "bold") if total else "",
                justify="right" if column.figures else "left",
                no_wrap=column.figures,
                overflow="fold",
                min_width=max(self._text(cell).cell_len for cell in cells)
                if column.figures
                else None,
            )
        for row in rows:
            table.add_row(*(self._text(cell) for cell in row))
        self._parts.append(table)

    def indented(self, text: str) -> None:
        """Add a paragraph a little to the right; a word that is too long is not broken."""
        self._parts.append(Padding(self._text(text), (0, 0, 0, 2)))

    def text(self) -> str:
        """Return the page as text; a table that needs more columns than there are takes them."""
        written = io.StringIO()
        console = self._console(written)
        unbounded = console.options.update(width=10_000)
        for part in self._parts:
            measured = Measurement.get(console, unbounded, part)
            width = max(self._look.width, measured.minimum)
            if isinstance(part, Table) and part.show_header and width > self._look.width:
                width = measured.maximum  # too wide anyhow: then without folded cells
            console.print(part, width=width)
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
