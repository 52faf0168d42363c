"""Answers for a person at a terminal, made for 80 columns."""

from collections.abc import Iterable, Iterator
from datetime import date

from rrn_fees.catalogue.model import (
    EXEMPT,
    WITHOUT_VAT,
    Catalogue,
    NotAnnounced,
    NotPublished,
    Origin,
    QualificationId,
    Source,
)
from rrn_fees.dates import days_left, long_date, short_date
from rrn_fees.money import percent_text, sterling
from rrn_fees.notes import counted, notice_text
from rrn_fees.price_list import FEE_NAMES, Basis, PriceList, PriceRow, Unpublished
from rrn_fees.price_list import price_list as prices_of
from rrn_fees.quote import Line, NoteLevel, PerLearner, Quote, Refusal, Status
from rrn_fees.render.explanation import explanation, sources_of, validity
from rrn_fees.render.look import Look
from rrn_fees.render.page import Column, Page, Style
from rrn_fees.windows import IntakeWindow

_MARKS: dict[NoteLevel, tuple[str, Style]] = {
    NoteLevel.WARNING: ("!", "yellow"),
    NoteLevel.NOTICE: ("*", "cyan"),
    NoteLevel.INFO: ("-", "dim"),
}


# Quotes ----------------------------------------------------------------------------------------


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
        page.entries(
            (
                _MARKS[note.level][0],
                f"{note.qualification}: {note.text}" if several else note.text,
                _MARKS[note.level][1],
            )
            for note in quote.notes
        )
    if explain:
        _explain(page, quote, catalogue)
    page.gap()
    page.line("A quotation, not a VAT invoice.")
    return _signed(page, quote.catalogue)


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
    _statements(page, "Worth knowing", (f"{r.text} [{r.source}]" for r in remarks))
    named = {source for step in steps for source in step.sources}
    named |= {note.source for note in quote.notes if note.source}
    named |= {remark.source for remark in remarks}
    page.gap()
    _sources(page, {name: of for name, of in catalogue.sources.items() if name in named})


def _sources(page: Page, sources: dict[str, Source]) -> None:
    page.line(("Sources", "bold"))
    for name, source in sources.items():
        published = f", {short_date(source.published_on)}" if source.published_on else ""
        page.line(f"[{name}] {source.title}{published}")
        if source.url:
            page.indented(source.url)
        if source.note:
            page.indented(source.note)


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
    return _signed(page, refusal.catalogue, gap=False)


def _signed(page: Page, origin: Origin, *, gap: bool = True) -> str:
    """Say which catalogue answered, and return the page."""
    if gap:
        page.gap()
    shipped = ", shipped with rrn-fees" if origin.shipped else ""
    page.entries(
        [
            ("Catalogue", f"{origin.path}{shipped}", "dim"),
            ("Digest", f"sha256 {origin.sha256[:16]}", "dim"),
        ]
    )
    return page.text()


# The price list --------------------------------------------------------------------------------


def price_list(prices: PriceList, catalogue: Catalogue, look: Look) -> str:
    """Write every price, qualification by qualification, and what nobody published."""
    page = Page(look)
    page.line(("Prices", "bold"), " before VAT unless marked; rrn-fees quote adds it")
    for name, qualification in catalogue.qualifications.items():
        page.gap()
        page.line((qualification.title, "bold"), (f"  {name}", "dim"))
        _fees(page, name, prices, catalogue)
    return _signed(page, catalogue.origin)


def _fees(page: Page, name: str, prices: PriceList, catalogue: Catalogue) -> None:
    """Add the prices of one qualification, and what of them nobody published."""
    rows = [row for row in prices.rows if row.qualification == name]
    if rows:
        page.table(
            (
                Column("Intake"),
                Column("Who pays"),
                Column("For"),
                Column("Price", figures=True),
                Column("To be had"),
            ),
            (
                (
                    row.intake or "any",
                    catalogue.categories[row.category].label,
                    _what(row),
                    _price(row),
                    validity(row),
                )
                for row in rows
            ),
        )
    gaps = [gap for gap in prices.unpublished if gap.qualification == name]
    entries: list[tuple[str, str, Style]] = [("-", _gap(gap, catalogue), "dim") for gap in gaps]
    sources = dict.fromkeys(row.source for row in rows)
    entries += [("-", f"Source: {catalogue.sources[source].title}", "dim") for source in sources]
    page.entries(entries)


def _price(row: PriceRow) -> str:
    if row.vat_code in WITHOUT_VAT:
        return f"{sterling(row.price)} no VAT"
    return f"{sterling(row.price)} with VAT" if row.includes_vat else sterling(row.price)


def _what(row: PriceRow) -> str:
    what = f"cohort of {row.size}" if row.basis is Basis.COHORT else "one learner"
    return f"{what}, early bird" if row.early_bird else what


def _gap(gap: Unpublished, catalogue: Catalogue) -> str:
    whom = f" for {catalogue.categories[gap.category].label}" if gap.category else ""
    return f"No {FEE_NAMES[gap.basis]}{whom} is published."


# One qualification -----------------------------------------------------------------------------


def qualification(name: QualificationId, catalogue: Catalogue, look: Look) -> str:
    """Write all that is known of one qualification."""
    page = Page(look)
    qualification = catalogue.qualifications[name]
    prices = prices_of(catalogue)
    page.line((qualification.title, "bold"), (f"  {name}", "dim"))
    page.gap()
    page.entries(
        (field, _value(value), "dim")
        for field, value in (
            ("Kind", qualification.kind.value),
            ("Provider", qualification.provider),
            ("Award", qualification.award),
            ("Level", qualification.level),
            ("Credits", qualification.credits),
            ("Learning", _with_unit(qualification.learning_hours, "hour")),
            ("Takes", qualification.duration or _with_unit(qualification.duration_months, "month")),
        )
        if value is not None
    )
    if qualification.units:
        page.gap()
        page.line(("Units", "bold"))
        numbered = enumerate(qualification.units, start=1)
        page.entries((f"{number}.", unit, "dim") for number, unit in numbered)
    for window in prices.windows[name]:
        page.gap()
        page.line((f"Intake {window.name}", "bold"), f", {window.status.value}")
        page.entries(_intake_dates(window, name, catalogue))
    page.gap()
    page.line(("Fees", "bold"), " before VAT unless marked")
    _fees(page, name, prices, catalogue)
    _statements(page, "For whom", (criterion.statement for criterion in qualification.criteria))
    _statements(page, "What every quote carries", map(notice_text, qualification.notices))
    _statements(page, "Worth knowing", (remark.text for remark in qualification.remarks))
    page.gap()
    _sources(page, sources_of(name, catalogue))
    return _signed(page, catalogue.origin)


def _value(value: object) -> str:
    match value:
        case NotPublished():
            return "not published"
        case NotAnnounced():
            return "not announced"
        case _:
            return str(value)


def _with_unit(value: int | NotPublished | None, unit: str) -> object:
    return counted(value, unit) if isinstance(value, int) else value


def _intake_dates(
    window: IntakeWindow, name: str, catalogue: Catalogue
) -> Iterator[tuple[str, str, Style]]:
    intake = catalogue.qualifications[name].intakes[window.intake]
    dated = (
        ("Applications open", intake.applications.opens_on),
        ("Applications close", intake.applications.closes_on),
        ("Final payment", intake.final_payment_on),
        ("Starts", intake.starts_on),
    )
    for event, day in dated:
        if day is not None:
            yield event, long_date(day) if isinstance(day, date) else _value(day), "dim"
    if intake.applications.may_close_early:
        yield "Applications", "may close early", "dim"


def _statements(page: Page, title: str, statements: Iterable[str]) -> None:
    entries: list[tuple[str, str, Style]] = [("-", statement, "dim") for statement in statements]
    if entries:
        page.gap()
        page.line((title, "bold"))
        page.entries(entries)
