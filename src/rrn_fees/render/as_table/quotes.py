"""Quotes and refusals for a person at a terminal."""

from collections.abc import Iterator

from rrn_fees.catalogue.model import EXEMPT, Catalogue, EarnedBy, NotAnnounced
from rrn_fees.dates import counted, days_left, long_date, short_date
from rrn_fees.deadline import DeadlineStatus
from rrn_fees.money import percent_text, sterling
from rrn_fees.price_list import Basis
from rrn_fees.quote import Line, PerLearner, Quote, Refusal, Status
from rrn_fees.render.as_table.parts import MARKS, signed, sources, statements
from rrn_fees.render.explanation import explanation
from rrn_fees.render.look import Look, Style
from rrn_fees.render.page import Column, Page
from rrn_fees.windows import IntakeWindow


def quote(quote: Quote, catalogue: Catalogue, look: Look, *, explain: bool) -> str:
    """Write a quote: who and what, the lines and their total, what to do by when, what to know."""
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
            page.indented(_intake(row.window, quote))
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
    page.entries(_particulars(quote, catalogue))
    if quote.notes:
        page.gap()
        page.entries(_notes(quote, several=several))
    if explain:
        _explain(page, quote, catalogue)
    page.gap()
    page.line("A quotation, not a VAT invoice.")
    return signed(page, quote.catalogue)


def _notes(quote: Quote, *, several: bool) -> Iterator[tuple[str, str, Style]]:
    """Yield each note once, with the qualifications that it is about if there are several."""
    about: dict[tuple[tuple[str, Style], str], list[str]] = {}
    for note in quote.notes:
        about.setdefault((MARKS[note.level], note.text), []).append(note.qualification)
    for ((mark, style), text), names in about.items():
        named = ", ".join(filter(None, names)) if several else ""
        yield mark, f"{named}: {text}" if named else text, style


def _intake(window: IntakeWindow, quote: Quote) -> str:
    starts = ", no start announced"
    if window.starts_on:
        starts = f", starts {long_date(window.starts_on)}"
    pay_by = window.final_payment_on
    due = ""
    if pay_by != quote.pay_by:  # of several, only the earliest stands below
        due = f"; pay by {short_date(pay_by)}" if pay_by else "; no date to pay by"
    return f"Intake {window.name}{starts}{due}"


def _lines(quote: Quote, *, several: bool) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table, under the name of each qualification if there are several."""
    above = None
    for line in quote.lines:
        if several and line.row.qualification != above:
            yield (line.row.qualification, "", "", "", "", "")
        above = line.row.qualification
        yield _line(line, indent="  " if several else "")


def _line(line: Line, indent: str) -> tuple[str, ...]:
    row = line.row
    if row.basis is Basis.COHORT:
        what = f"{counted(line.quantity, 'cohort')} of {row.size}"
    else:
        what = counted(line.quantity, "learner")
    early = ", early bird" if row.early_bird else ""
    return (
        f"{indent}{what}{early}",
        sterling(row.price),
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


def _particulars(quote: Quote, catalogue: Catalogue) -> Iterator[tuple[str, str, Style]]:
    pay_by = quote.pay_by
    applying = [each for each in quote.deadlines if each.met_by is EarnedBy.APPLICATION]
    to_come = [each for each in applying if each.status is not DeadlineStatus.PASSED]
    for first in (to_come or applying)[:1]:
        if first.date is not None:
            label = "Apply by" if to_come else "Applications closed"
            yield label, f"{long_date(first.date)}, {days_left(first.date, first.on)}", "bold"
    if pay_by is not None:
        passed = pay_by < quote.request.on
        label = "Payment was due" if passed else "Pay by"
        yield label, f"{long_date(pay_by)}, {days_left(pay_by, quote.request.on)}", "bold"
    else:
        awaited = any(
            isinstance(
                catalogue.qualifications[line.row.qualification]
                .intakes[line.row.window.intake]
                .final_payment_on,
                NotAnnounced,
            )
            for line in quote.lines
            if line.row.window
        )
        yield "Pay by", "not announced" if awaited else "no date is published", "bold"
    for total in quote.vat_summary:
        if total.rate is None:
            how = "exempt" if total.code == EXEMPT else "outside its scope"
            yield "VAT", f"none on {sterling(total.net)}, {how}", "bold"
        else:
            rate = f"{percent_text(total.rate.percent)}% ({total.code})"
            yield "VAT", f"{rate} on {sterling(total.net)}: {sterling(total.vat)}", "bold"
    if quote.tax_point != quote.request.on:
        yield "Tax point", long_date(quote.tax_point), "bold"
    if quote.request.paying_on is not None:
        yield "Paying on", long_date(quote.request.paying_on), "bold"
    for source in dict.fromkeys(line.row.source for line in quote.lines):
        yield "Source", catalogue.sources[source].title, "bold"


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
