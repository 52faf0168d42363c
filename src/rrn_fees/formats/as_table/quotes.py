"""Quotes and refusals for a person at a terminal."""

from collections.abc import Iterator

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.dates import counted, long_date
from rrn_fees.documents.quote_words import (
    bought,
    dates_said,
    intake_said,
    notes_said,
    other_days_said,
    sources_said,
    vat_said,
)
from rrn_fees.formats.as_table.parts import MARKS, signed, sources, statements
from rrn_fees.formats.look import Look, Style
from rrn_fees.formats.page import Column, Page
from rrn_fees.money import sterling
from rrn_fees.pricing.explanation import explanation
from rrn_fees.pricing.quotation import Quotation
from rrn_fees.pricing.quote import Line, PerLearner, Quote, Refusal, Status


def quotation(sent: Quotation, catalogue: Catalogue, look: Look, *, explain: bool) -> str:
    """Write a quote: who and what, the lines and their total, what to do by when, what to know."""
    quote = sent.quote
    page = Page(look)
    firm = quote.status is Status.FIRM
    page.line(
        ("Firm quote" if firm else "Indicative quote, not an offer", "green" if firm else "yellow"),
        f": {long_date(quote.request.on)}, {catalogue.categories[quote.request.category].label}",
    )
    page.gap()
    several = len({line.row.qualification for line in quote.lines}) > 1
    for row in {line.row.qualification: line.row for line in quote.lines}.values():
        page.line((row.title, "bold"))
        if row.window is not None:
            page.indented(intake_said(row.window, quote))
    page.gap()
    page.table(
        (
            Column("For"),
            Column("Price", figures=True),
            Column("Net", figures=True),
            Column("VAT", figures=True),
            Column("Gross", figures=True),
            Column("Per learner", figures=True),
        ),
        _lines(quote, several=several),
        _total(quote),
    )
    page.gap()
    page.entries((*_addressed(sent), *_particulars(quote, catalogue)))
    if quote.notes:
        page.gap()
        marked = ((*MARKS[level], text) for level, text in notes_said(quote))
        page.entries((mark, text, style) for mark, style, text in marked)
    if explain:
        _explain(page, quote, catalogue)
    page.gap()
    page.line("A quotation, not a VAT invoice.")
    return signed(page, quote.catalogue)


def _lines(quote: Quote, *, several: bool) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table, under the name of each qualification if there are several."""
    above = None
    for line in quote.lines:
        if several and line.row.qualification != above:
            yield (line.row.qualification, "", "", "", "", "")
        above = line.row.qualification
        yield _line(line, indent="  " if several else "")


def _line(line: Line, indent: str) -> tuple[str, ...]:
    return (
        f"{indent}{bought(line)}",
        sterling(line.row.price),
        sterling(line.net),
        sterling(line.vat),
        sterling(line.gross),
        _each(line.gross_per_learner),
    )


def _each(each: PerLearner) -> str:
    return sterling(each.amount) if each.exact else f"~{sterling(each.amount)}"


def _total(quote: Quote) -> tuple[str, ...]:
    totals = quote.totals
    return (
        f"Total, {counted(quote.learners, 'learner')}",
        "",
        sterling(totals.net),
        sterling(totals.vat),
        sterling(totals.gross),
        _each(quote.gross_per_learner),
    )


def _addressed(sent: Quotation) -> Iterator[tuple[str, str, Style]]:
    """Yield what was asked to stand on it."""
    asked = sent.addressed
    for label, text in (
        ("Reference", asked.reference),
        ("Valid until", long_date(asked.valid_until) if asked.valid_until else None),
        ("Customer", asked.customer),
        ("Order", asked.purchase_order),
    ):
        if text is not None:
            yield label, text, "bold"


def _particulars(quote: Quote, catalogue: Catalogue) -> Iterator[tuple[str, str, Style]]:
    said = [
        *dates_said(quote, catalogue),
        *(("VAT", vat_said(total)) for total in quote.vat_summary),
        *other_days_said(quote),
        *(("Source", title) for title in sources_said(quote, catalogue)),
    ]
    for label, text in said:
        yield label, text, "bold"


def _explain(page: Page, quote: Quote, catalogue: Catalogue) -> None:
    steps = explanation(quote, catalogue)
    page.gap()
    page.line(("How this is worked out", "bold"))
    page.entries(
        (
            f"{number}.",
            f"{step.text} [{', '.join(step.sources)}]" if step.sources else step.text,
            "dim",
        )
        for number, step in enumerate(steps, start=1)
    )
    remarks = [
        remark
        for name in {line.row.qualification: None for line in quote.lines}
        for remark in catalogue.qualifications[name].remarks
    ]
    statements(page, "Worth knowing", (f"{r.text} [{r.source}]" for r in remarks))
    named = {source for step in steps for source in step.sources}
    named |= {note.source for note in quote.notes if note.source}
    named |= {remark.source for remark in remarks}
    page.gap()
    sources(page, {name: of for name, of in catalogue.sources.items() if name in named})


def refusal(refusal: Refusal, catalogue: Catalogue, look: Look) -> str:
    """Write a refusal: why not, and what to do instead."""
    del catalogue
    page = Page(look)
    for refused in (refusal, *refusal.also):
        page.line(("No quote", "red"), f" for {refused.qualification}: {refused.code.value}")
        page.gap()
        page.indented(refused.message)
        page.indented(refused.hint)
        page.gap()
    return signed(page, refusal.catalogue, gap=False)
