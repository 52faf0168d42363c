"""Every way to buy the same thing, for a person at a terminal."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.comparison import Comparison, Option, SizeComparison
from rrn_fees.dates import long_date
from rrn_fees.deadlines.notes import NoteLevel
from rrn_fees.documents.comparison_words import (
    BASES,
    NO_OFFER,
    SizeRow,
    by_size,
    cheapest_said,
    comparison_notes,
    days_said,
    groups,
    joining_said,
    later_said,
    refused_said,
    same_said,
    subjects_said,
)
from rrn_fees.formats.as_table.parts import MARKS, signed
from rrn_fees.formats.look import Look, Style
from rrn_fees.formats.page import Column, Page
from rrn_fees.money import Pence, Percent, signed_percent_text, sterling
from rrn_fees.pricing.quote import PerLearner, Quote

_CHEAPEST = "> "


def comparison(comparison: Comparison, catalogue: Catalogue, look: Look) -> str:
    """Write the options that are to be had, then those that are not, and what to know."""
    page = Page(look)
    answered = comparison.is_answered
    title: tuple[str, Style] = ("Comparison", "bold") if answered else ("No price", "red")
    page.line(title, f": {long_date(comparison.wanted.on)}")
    page.gap()
    for subject, intake in subjects_said(comparison, catalogue):
        page.line((subject, "bold"))
        if intake is not None:
            page.indented(intake)
    if comparison.wanted.sizes is not None:
        _by_size(page, comparison, catalogue)
    elif answered:
        _options(page, comparison.sizes[0], catalogue)
    _refused(page, comparison, catalogue)
    _entries(page, [(label, text, "bold") for label, text in days_said(comparison)])
    _entries(page, [("", text, "") for text in joining_said(comparison)], "Membership")
    _entries(page, _notes(comparison, catalogue))
    page.gap()
    page.line(NO_OFFER)
    return signed(page, comparison.catalogue)


class _Row(NamedTuple):
    """A row of the table: its cells, how it is to look, and the amount of its bar."""

    cells: tuple[str, ...]
    style: Style = ""
    amount: Pence = 0


def _options(page: Page, size: SizeComparison, catalogue: Catalogue) -> None:
    rows = [*_rows(size, catalogue)]
    page.gap()
    page.table(
        (
            Column(""),
            Column("In all", figures=True),
            Column("Per learner", figures=True),
            Column("Saving", figures=True),
            Column("", figures=True),
        ),
        [row.cells for row in rows],
        styles=[row.style for row in rows],
        bars=[row.amount for row in rows] if size.differs else (),
    )
    page.gap()
    if size.differs:
        page.line((f"{_CHEAPEST}{cheapest_said(size)}", "green"))
    else:
        page.line(cheapest_said(size))


def _rows(size: SizeComparison, catalogue: Catalogue) -> Iterator[_Row]:
    """Yield the rows: without VAT and below that with it, unless there is none."""
    with_vat = any(quote.totals.vat for _, quote in size.priced)
    for group in groups(size, catalogue):
        status = "indicative" if group.is_indicative else ""
        yield _Row((group.title, status, "", "", ""), "bold")
        for option, quote in group.options:
            yield from _of_option(option, quote, size, with_vat=with_vat)


def _of_option(
    option: Option, quote: Quote, size: SizeComparison, *, with_vat: bool
) -> Iterator[_Row]:
    saving, totals = size.saving(quote), quote.totals
    net, gross = quote.net_per_learner, quote.gross_per_learner
    marked = size.differs and size.is_cheapest(quote)
    label = f"{_CHEAPEST if marked else '  '}{BASES[option.basis]}"
    style: Style = "green" if marked else ""
    if with_vat:
        figures = (sterling(totals.net), _each(net), *_saved(saving.net, saving.net_percent))
        yield _Row((label, *figures), style)
        label = "    with VAT"
    figures = (sterling(totals.gross), _each(gross), *_saved(saving.gross, saving.gross_percent))
    yield _Row((label, *figures), style, totals.gross)


def _saved(amount: Pence, percent: Percent | None) -> tuple[str, str]:
    if not amount:
        return "", ""
    return sterling(amount), "" if percent is None else f"{signed_percent_text(percent)}%"


def _each(each: PerLearner) -> str:
    return sterling(each.amount) if each.exact else f"~{sterling(each.amount)}"


def _by_size(page: Page, comparison: Comparison, catalogue: Catalogue) -> None:
    for table in by_size(comparison, catalogue):
        columns = [Column("Learners", figures=True)]
        for label in table.labels:
            columns += [Column(label, figures=True), Column("each", figures=True)]
        page.gap()
        page.line((table.title, "bold"))
        page.table([*columns, Column("")], [_size(row) for row in table.rows])
    if comparison.is_answered:
        page.gap()
        page.line("With VAT; whichever of individual and cohort fees costs no more.")


def _size(row: SizeRow) -> tuple[str, ...]:
    cells = [f"{row.learners:,}"]
    for quote in row.quotes:
        cells += (
            [sterling(quote.totals.gross), _each(quote.gross_per_learner)]
            if quote
            else ["none", ""]
        )
    return (*cells, row.begins)


def _refused(page: Page, comparison: Comparison, catalogue: Catalogue) -> None:
    for who, code, text in refused_said(comparison, catalogue):
        page.gap()
        page.line(("Not to be had", "red"), f": {who}: {code}")
        page.indented(text)


def _notes(comparison: Comparison, catalogue: Catalogue) -> Iterator[tuple[str, str, Style]]:
    for level, text in comparison_notes(comparison, catalogue):
        mark, style = MARKS[level]
        yield mark, text, style
    mark, style = MARKS[NoteLevel.INFO]
    for text in (*later_said(comparison, catalogue), *same_said(comparison, catalogue)):
        yield mark, text, style


def _entries(page: Page, entries: Iterable[tuple[str, str, Style]], title: str = "") -> None:
    listed = [*entries]
    if listed:
        page.gap()
        if title:
            page.line((title, "bold"))
        page.entries(listed)
