"""Spreadsheets, read by a program that this project did not write; and one that calculates."""

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sample_documents import entries, of_sections
from support import (
    FEBRUARY,
    REPOSITORY,
    catalogue,
    environment,
    prices_of,
    quoted,
    run,
    sent,
    working_days,
)

from rrn_fees.deadlines.listing import deadlines_of
from rrn_fees.documents.blocks import (
    Align,
    Block,
    Cell,
    Code,
    Column,
    Count,
    Day,
    Document,
    Gap,
    Money,
    Paragraph,
    Point,
    Points,
    Rate,
    Row,
    Section,
    SectionLink,
    Sum,
    Table,
    Tone,
    shown,
)
from rrn_fees.documents.deadlines import deadlines_document
from rrn_fees.documents.price_list import price_list_document
from rrn_fees.documents.quotation import quotation_document
from rrn_fees.formats.xlsx.writer import write_document
from rrn_fees.money import decimal_text
from rrn_fees.render_options import RenderOptions

LONGEST_OF_A_CELL = 32_767


def book(content: bytes, *, calculated: bool = False) -> Any:
    """Return what openpyxl reads: formulas, or the values that were stored beside them."""
    return load_workbook(BytesIO(content), data_only=calculated)


def texts_of(workbook: Any) -> list[str]:
    cells = (cell for sheet in workbook for row in sheet.iter_rows() for cell in row)
    return [cell.value for cell in cells if isinstance(cell.value, str)]


def document_of(*blocks: Block, title: str = "Document", section: str = "") -> Document:
    return of_sections(Section(title=section, blocks=blocks), title=title, lead="")


def table_of(caption: str, columns: tuple[Column, ...], *rows: tuple[Cell, ...]) -> Table:
    return Table(caption=caption, columns=columns, rows=tuple(map(Row, rows)))


def summed(*amounts: int) -> Table:
    total = ("Total", Sum(Money(sum(amounts))))
    rows = tuple(Row((f"Line {at}", Money(each))) for at, each in enumerate(amounts, start=1))
    columns = (Column("What"), Column("Price", Align.RIGHT))
    return Table(caption="Lines", columns=columns, rows=rows, total=total)


def quotation_of(*items: str, **addressed: object) -> Document:
    of = catalogue()
    quote = quoted(*items, of=of, category="non-member")
    return quotation_document(sent(quote, of, **addressed), of, RenderOptions())


def row_that_begins(sheet: Any, text: str) -> tuple[Any, ...]:
    [found] = [row for row in sheet.iter_rows() if row[0].value == text]
    return tuple(found)


def values(row: tuple[Any, ...]) -> list[Any]:
    return [cell.value for cell in row]


def test_the_lines_of_a_quote_are_numbers_and_its_totals_are_formulas() -> None:
    content = write_document(quotation_of("certificate:7", "diploma:12"))
    sheet = book(content)["Quotation"]
    head = row_that_begins(sheet, "Qualification")
    assert values(head) == [
        "Qualification", "For", "Quantity", "Unit price", "Net", "VAT rate", "VAT", "Gross",
        "Gross per learner",
    ]  # fmt: skip
    top = head[0].row + 1
    lines = [values(row)[1:] for row in sheet.iter_rows(min_row=top, max_row=top + 2)]
    assert lines == [
        ["1 cohort of 6", 1, 5280, 5280, 0.2, 1056, 6336, 1056],
        ["1 learner", 1, 880, 880, 0.2, 176, 1056, 1056],
        ["2 cohorts of 6", 2, 11940, 23880, 0.2, 4776, 28656, 2388],
    ]
    [line] = sheet.iter_rows(min_row=top, max_row=top)
    assert [cell.data_type for cell in line] == ["s", "s", *"nnnnnnn"]
    assert [cell.number_format for cell in line][2:6] == [
        "#,##0", "[$£-809]#,##0.00", "[$£-809]#,##0.00", "0%",
    ]  # fmt: skip
    total = row_that_begins(sheet, "Total, 19 learners")
    over = f"{top}:{{}}{top + 2})"
    assert [cell.value for cell in total if cell.data_type == "f"] == [
        f"=SUM({column}{over.format(column)}" for column in "EGH"
    ]
    stored = row_that_begins(book(content, calculated=True)["Quotation"], "Total, 19 learners")
    assert [value for value in values(stored) if value is not None][1:] == [
        30040, 6008, 36048, 1897.26,
    ]  # fmt: skip


def test_particulars_stand_beside_their_names_as_what_they_are() -> None:
    sheet = book(write_document(quotation_of("certificate", purchase_order="0004512")))["Quotation"]
    issued = row_that_begins(sheet, "Date of issue")[1]
    assert issued.value == datetime(2024, 2, 1)  # noqa: DTZ001 - a day has no timezone
    assert issued.number_format == "[$-809]dddd d mmmm yyyy"
    order = row_that_begins(sheet, "Purchase order")[1]
    assert (order.value, order.data_type) == ("0004512", "s")


def test_a_price_list_is_one_table_with_filters_and_a_head_that_stays() -> None:
    of = catalogue()
    prices, about = book(write_document(price_list_document(prices_of(of), of, RenderOptions())))
    assert (prices.title, about.title) == ("Prices", "About")
    head = row_that_begins(prices, "Qualification")
    assert all(cell.font.bold for cell in head)
    assert prices.freeze_panes == f"A{head[0].row + 1}"
    assert prices.auto_filter.ref == f"A{head[0].row}:F{prices.max_row}"
    assert prices.print_title_rows == f"${head[0].row}:${head[0].row}"
    amounts = [row[4].value for row in prices.iter_rows(min_row=head[0].row + 1)]
    assert amounts == [row.price // 100 for row in prices_of(of).prices.rows]
    assert "Charity number" in texts_of([about])


def test_deadlines_begin_with_what_is_to_be_known_and_list_the_dates_apart() -> None:
    of = catalogue()
    found = deadlines_of(of, working_days(), FEBRUARY, paying_on=date(2024, 3, 29))
    first, dates = book(write_document(deadlines_document(found, of, RenderOptions())))
    assert (first.title, dates.title) == ("Deadlines", "Dates")
    assert "Paying on Friday 29 March 2024: too late." in texts_of([first])
    days = [row[1].value for row in dates.iter_rows() if isinstance(row[1].value, datetime)]
    assert days == sorted(days)
    assert days[0].date() == date(2024, 3, 28)


def test_it_prints_on_a4_as_wide_as_the_page_and_says_whose_it_is() -> None:
    workbook = book(write_document(quotation_of("certificate")))
    [sheet] = workbook
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.orientation == "landscape"
    assert workbook.properties.title == "Quotation"
    assert workbook.properties.creator == "Restraint Reduction Network"
    assert workbook.properties.created == datetime(2024, 2, 1)  # noqa: DTZ001


def test_the_same_document_is_the_same_bytes() -> None:
    first = write_document(quotation_of("certificate:7"))
    assert write_document(quotation_of("certificate:7")) == first
    with ZipFile(BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


LARGE = [0, 1, 10, 79_900, 99_999_999_999, 999_999_999_999_999]


@pytest.mark.parametrize("pence", LARGE)
def test_an_amount_is_written_to_the_penny(pence: int) -> None:
    content = write_document(document_of(summed(pence)))
    with ZipFile(BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count(f"<v>{decimal_text(pence)}</v>") == 2


def test_what_no_spreadsheet_can_hold_to_the_penny_is_text() -> None:
    workbook = book(write_document(document_of(summed(10**15 - 1, 1))))
    assert "£10,000,000,000,000.00" in texts_of(workbook)
    assert not any(text.startswith("=") for text in texts_of(workbook))


@pytest.mark.parametrize(
    ("cell", "value", "form"),
    [
        pytest.param(Rate(2000), 0.2, "0%", id="whole"),
        pytest.param(Rate(1750), 0.175, "0.0%", id="tenths"),
        pytest.param(Rate(1), 0.0001, "0.00%", id="hundredths"),
        pytest.param(Rate(10_000), 1, "0%", id="all"),
        pytest.param(Count(100_000), 100_000, "#,##0", id="count"),
        pytest.param(Money(15_882, about=True), 158.82, '"about "[$£-809]#,##0.00', id="about"),
    ],
)
def test_a_number_is_a_number_and_shows_what_it_is(cell: Cell, value: object, form: str) -> None:
    [sheet] = book(write_document(document_of(entries(("Figure", cell)))))
    written = row_that_begins(sheet, "Figure")[1]
    assert (written.value, written.number_format, written.data_type) == (value, form, "n")


def test_a_sum_over_no_rows_is_its_value() -> None:
    workbook = book(write_document(document_of(summed())))
    assert values(row_that_begins(workbook["Document"], "Total")) == ["Total", 0]


def test_a_count_is_summed_too() -> None:
    rows = (Row(("a", Count(2))), Row(("b", Count(3))))
    columns = (Column("What"), Column("N"))
    table = Table(caption="T", columns=columns, rows=rows, total=("All", Sum(Count(5))))
    content = write_document(document_of(table))
    assert row_that_begins(book(content)["Document"], "All")[1].value == "=SUM(B6:B7)"
    assert row_that_begins(book(content, calculated=True)["Document"], "All")[1].value == 5


HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(1)", "=cmd|' /C calc'!A0", "{=1}", "<r>a</r>", "<r></r>", "<b>&amp;",
    "'", '"', "http://example.org", "internal:Sheet1!A1", "\t=1", "\r\n", "\x00\x1b[31m", "_x0041_",
    "👩🏽‍⚕️", "الرعاية", "\u202ereversed", "0123", "1e5", "TRUE", " ", "  two  spaces  ", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_is_text_wherever_it_stands(text: str) -> None:
    table = Table(
        caption=text,
        columns=(Column(text),) * 3,
        rows=(Row((text, Gap(text), SectionLink(text, text))),),
        total=(text,) * 3,
    )
    points = (
        Point(text, Tone.WARNING, (text,), url=text),
        Point(text, label=text, aside=text),
    )
    workbook = book(
        write_document(
            document_of(
                entries((text, text)),
                Points(points, numbered=True),
                table,
                Paragraph(text),
                Code(text, text),
                title=text,
                section=text,
            )
        )
    )
    cells = [cell for row in workbook.worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    is_a_line_of_code = text.splitlines() == [text]
    assert texts_of(workbook).count(shown(text)) == 15 + is_a_line_of_code
    # The reader leaves the escape of an escape in the properties as it is.
    assert workbook.properties.title.replace("_x005F_", "_") == shown(text)


def test_text_that_begins_like_a_formula_stays_text_when_it_is_edited() -> None:
    workbook = book(write_document(document_of(entries(("=A1", "plain")))))
    cells = {cell.value: cell for row in workbook["Document"].iter_rows() for cell in row}
    assert cells["=A1"].quotePrefix
    assert not cells["plain"].quotePrefix


@pytest.mark.parametrize("length", [10_000, 40_000])
@pytest.mark.parametrize("text", ["x", "word ", "👩🏽‍⚕️", "界"])
def test_long_text_goes_on_in_the_rows_below(text: str, length: int) -> None:
    long = (text * length)[:length].rstrip()
    table = table_of("T", (Column("Who"), Column("Why")), (long, "because"))
    workbook = book(write_document(document_of(entries(("Customer", long)), table)))
    cells = [row[:2] for row in workbook["Document"].iter_rows()]
    top = next(at for at, row in enumerate(cells) if row[0].value == "Customer")
    bottom = next(at for at, row in enumerate(cells) if row[0].value == "T")
    named = [row[1].value for row in cells[top:bottom] if row[1].value]
    below = next(at for at, row in enumerate(cells) if row[0].value == "Who")
    tabled = [row[0].value for row in cells[below + 1 :] if row[0].value]
    assert "".join(named) == "".join(tabled) == long
    assert max(len(piece.encode("utf-16-le")) // 2 for piece in named) <= LONGEST_OF_A_CELL
    heights = workbook["Document"].row_dimensions
    assert max(heights[row].height for row in heights if heights[row].height) <= 409


def test_sheets_have_names_that_they_may_have() -> None:
    def listed(title: str) -> Section:
        listing = table_of("", (Column("A", is_filter=True),), ("b",))
        return Section(title=title, blocks=(listing,))

    titles = ("Prices", "prices", "History", "[a]:*?/\\", "'quoted'", "", "long " * 20)
    document = of_sections(*map(listed, titles), title="", lead="", author="")
    names = book(write_document(document)).sheetnames
    assert names[:4] == ["Prices", "prices 2", "History 2", "a"]
    assert len({name.casefold() for name in names}) == len(titles)
    assert max(map(len, names)) <= 31


def test_a_document_that_says_nothing_more_is_a_sheet_all_the_same() -> None:
    document = of_sections(title="No", lead="Sorry.", author="")
    assert texts_of(book(write_document(document))) == ["No", "Sorry."]


TEXTS = st.text(st.characters(codec=None, categories=None), max_size=40)
CELLS = st.one_of(
    TEXTS,
    TEXTS.map(Gap),
    st.integers(0, 10**13).map(Money),
    st.integers(0, 10_000).map(Rate),
    st.integers(0, 100_000).map(Count),
    st.dates(date(1990, 1, 1), date(2100, 12, 31)).map(Day),
)


LONG = "0000000\x1f\x1f\U00012544\U00018cd6\U00018cd6\U0001b2fc\U0002ebe1\U0003134b\U0003134b"
"""Characters that do not print take ten each where they are shown."""


@given(st.lists(st.tuples(TEXTS, CELLS), max_size=5), st.lists(st.integers(0, 10**11), max_size=5))
@example([("", LONG)], [])
def test_nothing_is_lost_and_only_totals_are_formulas(
    rows: list[tuple[str, Cell]], amounts: list[int]
) -> None:
    content = write_document(document_of(entries(*rows), summed(*amounts)))
    [sheet] = book(content)
    formulas = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(formulas) == bool(amounts)
    read = [value for value in values_in(sheet) if isinstance(value, str)]
    # What is too long for a row stands in cells below one another.
    columns = [
        "".join(cell.value for cell in column if isinstance(cell.value, str))
        for column in sheet.iter_cols()
    ]
    for label, cell in rows:
        # The reader takes "x005F_" for an escape wherever it stands.
        for text in (label, cell.text if isinstance(cell, Gap) else cell):
            if isinstance(text, str) and text and "x005F_" not in text:
                assert shown(text) in read or any(shown(text) in column for column in columns)
    [stored] = book(content, calculated=True)
    assert row_that_begins(stored, "Total")[1].value == pytest.approx(sum(amounts) / 100, abs=0.001)


def values_in(sheet: Any) -> Iterator[Any]:
    return (cell.value for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("command", [["quote", "certificate", "--as", "member"], ["list"]])
def test_without_the_library_it_says_how_to_get_it(command: list[str], tmp_path: Path) -> None:
    output = tmp_path / "answer.xlsx"
    if command[0] == "quote":
        command = [*command, "--on", "2024-02-01"]
    program = (
        "import sys; sys.modules['xlsxwriter'] = None; from rrn_fees.__main__ import main; "
        f"sys.argv[1:] = {[*command, '-o', str(output)]}; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env=environment(), check=False
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [
        "Error: A spreadsheet needs an extra that is not installed: pip install 'rrn-fees[xlsx]'"
    ]
    assert not output.exists()


# LibreOffice calculates the totals itself.

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def calculated(content: bytes, tmp_path: Path) -> list[list[str]]:
    """Return the rows of the first sheet as LibreOffice shows them, having calculated anew."""
    if OFFICE is None:
        pytest.skip("LibreOffice Calc is not installed")
    (tmp_path / "document.xlsx").write_bytes(content)
    subprocess.run(
        [OFFICE, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
         "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true",
         "--outdir", tmp_path, tmp_path / "document.xlsx"],
        capture_output=True, check=True, timeout=120, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    text = (tmp_path / "document.csv").read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))


def without_stored_values(content: bytes) -> bytes:
    """Return a spreadsheet whose formulas have no values, so that they are calculated."""
    stripped = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stripped, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.startswith("xl/worksheets/"):
                data, count = re.subn(rb"(</f>)<v>[^<]*</v>", rb"\1", data)
                assert count
            new.writestr(entry, data)
    return stripped.getvalue()


@pytest.mark.slow
def test_libreoffice_calculates_the_totals_of_a_quote(tmp_path: Path) -> None:
    content = write_document(quotation_of("certificate:7", "diploma:12", customer="=1+1"))
    rows = calculated(without_stored_values(content), tmp_path)
    [total] = [row for row in rows if row[0] == "Total, 19 learners"]
    assert [cell for cell in total[1:] if cell] == [
        "£30,040.00", "£6,008.00", "£36,048.00", "about £1,897.26",
    ]  # fmt: skip
    [customer] = [row for row in rows if row[0] == "Customer"]
    assert customer[1] == "=1+1"
    [issued] = [row for row in rows if row[0] == "Date of issue"]
    assert issued[1] == "Thursday 1 February 2024"


@pytest.mark.slow
def test_libreoffice_adds_up_many_lines_and_large_ones_to_the_penny(tmp_path: Path) -> None:
    amounts = [*range(1, 2000, 7), *[99_999_999_999] * 500]
    rows = calculated(
        without_stored_values(write_document(document_of(summed(*amounts)))), tmp_path
    )
    [total] = [row for row in rows if row[0] == "Total"]
    assert total[1].replace(",", "") == f"£{decimal_text(sum(amounts))}"


def test_the_command_writes_one(tmp_path: Path) -> None:
    file = tmp_path / "quote.xlsx"
    done = run("quote", "certificate:6", "--as", "member", "--on", "2024-02-01",
               "-o", str(file), cwd=REPOSITORY)  # fmt: skip
    assert (done.code, done.out) == (0, "")
    assert book(file.read_bytes()).sheetnames == ["Quotation"]
