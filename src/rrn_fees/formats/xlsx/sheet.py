"""One sheet of a spreadsheet, written from the top down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from xlsxwriter.utility import xl_range

from rrn_fees.documents.blocks import (
    Align,
    Block,
    Cell,
    Code,
    Document,
    Entries,
    Paragraph,
    Points,
    Section,
    Sum,
    Table,
    Tone,
    text_of,
)
from rrn_fees.formats.xlsx.cells import Style, number_of, style_of
from rrn_fees.formats.xlsx.room import lines_of, parts_of, widths_of

_A4 = 9
_WIDEST_PORTRAIT = 100
"""Characters beyond which a sheet is printed on its side."""
_SIZE, _HEADING_SIZE, _TITLE_SIZE = 11, 13, 16
"""Points, of letters."""
_LINE = 15
"""Points, for a line of text of the usual size; a row has at most 409 of them."""

_TONES = {Tone.WARNING: "Note: ", Tone.NOTICE: "Please read: "}
_TEXT: Style = {"valign": "top", "text_wrap": True}
_CODE: Style = {"font_name": "Courier New", "indent": 1}
_BOLD: Style = {"bold": True}
_RULED: Style = {"bottom": 1, "bottom_color": "#BFBFBF"}
_HEAD: Style = {**_BOLD, "bottom": 1, "bg_color": "#E7EBF0", "valign": "vcenter"}
_TOTAL: Style = {**_BOLD, "top": 1, "bottom": 6}
_LEFT: Style = {"align": "left"}
_INDENTED: Style = {"align": "left", "indent": 1}
"""Apart from the figures that stand on the right of the column before."""


def list_of(section: Section) -> Table | None:
    """Return the table that a section consists of, if readers look for rows in it."""
    match section.blocks:
        case (Table(columns=columns) as table,) if any(column.is_filter for column in columns):
            return table
        case _:
            return None


class CellFormats:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        self.made: dict[tuple[tuple[str, object], ...], Any] = {}

    def __call__(self, style: Style) -> Any:
        """Return the format of *style*."""
        key = tuple(sorted(style.items()))
        if key not in self.made:
            self.made[key] = self.workbook.add_format(style)
        return self.made[key]


@dataclass(frozen=True, slots=True)
class _Span:
    """A cell, how it looks, and the columns that it takes."""

    cell: Cell | Sum
    style: Style
    first: int
    last: int
    top: int | None = None
    """The first row of the table that a sum is over."""


class Sheet:
    """A sheet that is written from the top down."""

    def __init__(self, formats: CellFormats, name: str, sections: Sequence[Section]) -> None:
        self.formats = formats
        self.sections = sections
        self.widths = widths_of([block for section in sections for block in section.blocks])
        self.sheet = formats.workbook.add_worksheet(name)
        self.row = 0
        self.last = len(self.widths) - 1

    def write(self, document: Document) -> None:
        """Write the title, what must be known first, and each section."""
        self._set_up()
        self._across(document.title, _BOLD, _TITLE_SIZE)
        self._across(document.lead, _BOLD)
        for section in self.sections:
            self.row += 1
            if table := list_of(section):
                self._list(table)
                return
            if section.title:
                size = _SIZE if section.is_part else _HEADING_SIZE
                self._across(f"{section.title}{section.aside or ''}", {**_BOLD, **_RULED}, size)
            for at, block in enumerate(section.blocks):
                self.row += at > 0
                self._block(block)

    def _set_up(self) -> None:
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)
        self.sheet.set_paper(_A4)
        self.sheet.fit_to_pages(1, 0)
        if sum(self.widths) > _WIDEST_PORTRAIT:
            self.sheet.set_landscape()
        self.sheet.set_footer("&L&A&RPage &P of &N")
        self.sheet.hide_gridlines(2)
        # An order number is text, whatever its digits: there is nothing to warn of.
        self.sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def _block(self, block: Block) -> None:
        match block:
            case Entries(entries):
                for entry in entries:
                    self._entry(entry.label, entry.cell)
            case Points(points, numbered):
                for number, point in enumerate(points, start=1):
                    mark = f"{number}. " if numbered else ""
                    named = f" [{', '.join(point.sources)}]" if point.sources else ""
                    url = f" {point.url}" if point.url else ""
                    aside = f" ({point.aside})" if point.aside else ""
                    label = f"{point.label}: " if point.label else _TONES.get(point.tone, "")
                    self._across(f"{mark}{label}{point.text}{named}{aside}{url}", {})
            case Table():
                self._across(block.caption, _BOLD)
                self._table(block)
            case Paragraph(text, tone):
                bold = _BOLD if tone in (Tone.WARNING, Tone.GOOD, Tone.BAD) else {}
                self._across(f"{_TONES.get(tone, '')}{text}", bold)
            case Code(text):
                for line in text.splitlines():
                    self._across(line, _CODE)

    def _across(self, text: str, style: Style, size: int = _SIZE) -> None:
        """Write a text over the whole width."""
        self._line([_Span(text, {**style, "font_size": size}, 0, self.last)], size)

    def _entry(self, label: str, cell: Cell) -> None:
        """Write a name, and what stands under it over the columns beside it."""
        self._line([_Span(label, _BOLD, 0, 0), _Span(cell, _LEFT, 1, self.last)])

    def _list(self, table: Table) -> None:
        """Write a table that is looked through: its head stays in sight and has filters."""
        head = self.row
        self._table(table)
        self.sheet.freeze_panes(head + 1, 0)
        self.sheet.repeat_rows(head)
        last = self.row - 1 - bool(table.total)
        self.sheet.autofilter(head, 0, last, len(table.columns) - 1)

    def _table(self, table: Table) -> None:
        aligns = [
            {"align": "right"} if column.align is Align.RIGHT else _INDENTED if at else _LEFT
            for at, column in enumerate(table.columns)
        ]
        titles = [column.title for column in table.columns]
        self._cells(titles, [{**_HEAD, **align} for align in aligns])
        top = self.row
        for row in table.rows:
            self._cells(row.cells, [{**_RULED, **align} for align in aligns])
        if table.total:
            self._cells(table.total, [{**_TOTAL, **align} for align in aligns], top)

    def _cells(
        self, cells: Sequence[Cell | Sum], styles: Sequence[Style], top: int | None = None
    ) -> None:
        """Write a row of a table, whose first row is *top* if this is the one that sums up."""
        both = enumerate(zip(cells, styles, strict=True))
        self._line([_Span(cell, style, at, at, top) for at, (cell, style) in both])

    def _line(self, spans: Sequence[_Span], size: int = _SIZE) -> None:
        """Write what stands side by side; a long text takes more rows than one."""
        widths = [sum(self.widths[span.first : span.last + 1]) for span in spans]
        parts = [parts_of(span.cell, width) for span, width in zip(spans, widths, strict=True)]
        for side_by_side in zip_longest(*parts, fillvalue=""):
            lines = 1
            for span, part, width in zip(spans, side_by_side, widths, strict=True):
                self._put(span, part)
                lines = max(lines, lines_of(text_of(part), width * _SIZE // size - 1))
            # No program fits the height of a row to cells that are merged, nor all to others.
            self.sheet.set_row(self.row, lines * _LINE * size // _SIZE)
            self.row += 1

    def _put(self, span: _Span, part: Cell | Sum) -> None:
        """Write one cell of this row: a formula, a number or a text."""
        form = self.formats({**_TEXT, **span.style, **style_of(part)})
        if span.first < span.last:
            self.sheet.merge_range(self.row, span.first, self.row, span.last, "", form)
        number = number_of(part)
        if number is None:
            self._put_text(span.first, text_of(part), form)
        elif isinstance(part, Sum) and span.top is not None and span.top < self.row:
            formula = f"=SUM({xl_range(span.top, span.first, self.row - 1, span.first)})"
            self.sheet.write_formula(self.row, span.first, formula, form, number)
        else:
            self.sheet.write_number(self.row, span.first, number, form)

    def _put_text(self, column: int, text: str, form: Any) -> None:
        if text.startswith("<r>"):
            # XlsxWriter takes what begins and ends so for markup of its own, unless it is in parts.
            self.sheet.write_rich_string(self.row, column, *text[:2], text[2:], form)
        elif text:
            self.sheet.write_string(self.row, column, text, form)
        else:
            self.sheet.write_blank(self.row, column, None, form)
