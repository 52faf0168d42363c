"""How a quote is worked out, in sentences: a rendering of the quote's own lines, no second sum."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, assert_never

from rrn_fees.catalogue.model import (
    EXEMPT,
    Catalogue,
    EarnedBy,
    IntakeStatus,
    Rounding,
    Source,
    SourceId,
    VatRounding,
)
from rrn_fees.dates import counted, long_date, short_date
from rrn_fees.deadlines.notes import NoteCode
from rrn_fees.deadlines.windows import ClosedBy, IntakeWindow
from rrn_fees.money import WHOLE, RoundingMode, percent_text, sterling
from rrn_fees.pricing.messages import as_printed, not_open
from rrn_fees.pricing.price_list import Basis, PriceRow
from rrn_fees.pricing.quote import Line, Quote, VatTotal


class Step(NamedTuple):
    """One step of a working, and the sources of the figures in it."""

    text: str
    sources: tuple[SourceId, ...]


_DECISIONS = frozenset(
    {
        NoteCode.COHORT_SHORT,
        NoteCode.EARLY_BIRD_MISSED,
        NoteCode.COHORT_DEARER,
        NoteCode.EARLY_BIRD_UNANNOUNCED,
        NoteCode.EARLY_BIRD_APPLIED,
        NoteCode.COHORT_SAVING,
        NoteCode.COHORT_NO_SAVING,
    }
)
"""The notes that say why these prices and no others."""


def explanation(quote: Quote, catalogue: Catalogue) -> list[Step]:
    """Return how *quote* came about, in the order in which it was worked out."""
    return [*_steps(quote, catalogue)]


def _steps(quote: Quote, catalogue: Catalogue) -> Iterator[Step]:
    yield Step(f"The quote is for {long_date(quote.request.on)}.", ())
    several = len({line.row.qualification for line in quote.lines}) > 1
    seen = None
    for line in quote.lines:
        if line.row.qualification != seen and line.row.window is not None:
            yield _intake_step(line.row.window, line.row, quote.request.on, catalogue)
        seen = line.row.qualification
        yield _price_step(line, catalogue, several=several)
    for note in quote.notes:
        if note.code in _DECISIONS:
            named = f"{note.qualification}: {note.text}" if several else note.text
            yield Step(named, (note.source,) if note.source else ())
    for total in quote.vat_summary:
        yield _vat_step(total, quote, catalogue)
    yield _total_step(quote)


def _intake_step(window: IntakeWindow, row: PriceRow, on: date, catalogue: Catalogue) -> Step:
    qualification = catalogue.qualifications[row.qualification]
    source = qualification.source_of(window.intake)
    if not window.is_open(on) or window.last_day is None:
        return Step(f"{row.title}: {not_open(window, window.state(on))}.", (source,))
    starts = f"starts on {long_date(window.starts_on)} and " if window.starts_on else ""
    match window.closed_by:
        case ClosedBy.APPLICATIONS_CLOSE:
            why = "when applications close"
        case ClosedBy.FINAL_PAYMENT:
            why = "when final payment is due"
        case ClosedBy.COURSE_STARTS | None:
            why = "the day before it starts"
        case _:
            assert_never(window.closed_by)
    until = f"until {long_date(window.last_day)}, {why}"
    return Step(f"{row.title}: intake {window.name} {starts}is open {until}.", (source,))


def _price_step(line: Line, catalogue: Catalogue, *, several: bool) -> Step:
    row = line.row
    payer = catalogue.categories[row.category].label
    if several:
        payer = f"{row.qualification}, {payer}"
    kind = "early-bird " if row.early_bird else ""
    if row.basis is Basis.COHORT:
        price = f"the {kind}price of a cohort of {row.size} learners of one organisation"
        times = counted(line.quantity, "full cohort")
    else:
        price = f"the {kind}price of one learner"
        times = counted(line.quantity, "learner")
    off = f", the standard price less {percent_text(row.percent_off)}%" if row.percent_off else ""
    text = (
        f"{payer}: {price} is {as_printed(row.price, row)}{off} "
        f"({validity(row)}). {times} at {sterling(row.price)} "
        f"{'comes' if line.quantity == 1 else 'come'} to {sterling(line.printed)}."
    )
    return Step(text, (row.source,))


def validity(row: PriceRow) -> str:
    """Say when a price can be had, and what earns it."""
    window = row.window
    if window is not None and window.status is IntakeStatus.CLOSED:
        return "closed"
    if window is not None and not (window.scheduled and window.last_day):
        return "dates not announced"
    if row.early_bird and row.until is None:
        return "deadline not announced"
    first = f"from {short_date(row.valid_from)}" if row.valid_from else ""
    last = f"until {short_date(row.valid_through)}" if row.valid_through else ""
    days = " ".join(part for part in (first, last) if part) or "at any time"
    return f"{days}, by payment" if row.earned_by is EarnedBy.PAYMENT else days


def _vat_step(total: VatTotal, quote: Quote, catalogue: Catalogue) -> Step:
    if total.percent is None:
        how = "exempt from VAT" if EXEMPT in total.codes else "outside the scope of VAT"
        text = f"{sterling(total.net)} is {how} and carries none."
        return Step(text, tuple(dict.fromkeys(line.row.source for line in total.lines)))
    percent = percent_text(total.percent)
    rounded = _rounding(catalogue.vat.rounding)
    parts = []
    if total.printed_without_vat or not total.printed_with_vat:
        parts.append(f"{percent}% of {sterling(total.printed_without_vat)}")
    if total.printed_with_vat:
        whole = f"{percent}/{percent_text(WHOLE + total.percent)}"
        parts.append(f"{whole} of {sterling(total.printed_with_vat)}, which includes it,")
    rates = {line.row.vat_code: line.rate for line in total.lines if line.rate is not None}
    since = " and ".join(
        f"the {code} rate, {percent}% since {long_date(rate.valid_from)}"
        for code, rate in rates.items()
    )
    text = (
        f"VAT at {since}, at the tax point {long_date(quote.tax_point)}: "
        f"{' and '.join(parts)} is {sterling(total.vat)}, {rounded}."
    )
    return Step(text, tuple(dict.fromkeys(rate.source for rate in rates.values())))


def _rounding(rounding: Rounding) -> str:
    where = {
        VatRounding.RATE: "once, on the sum of the lines",
        VatRounding.LINE: "on each line",
        VatRounding.UNIT: "on each price",
    }[rounding.per]
    half_up = rounding.mode is RoundingMode.HALF_UP
    how = "to the nearest penny, half a penny up" if half_up else "down"
    return f"rounded {where}, {how}"


def _total_step(quote: Quote) -> Step:
    totals = quote.totals
    each = quote.gross_per_learner
    about = "" if each.exact else "about "
    shared = f", {about}{sterling(each.amount)} for each of {quote.learners:,} learners"
    return Step(
        f"Together {sterling(totals.net)} + {sterling(totals.vat)} VAT = {sterling(totals.gross)}"
        f"{shared if quote.learners > 1 else ''}.",
        (),
    )


def sources_of(name: str, catalogue: Catalogue) -> dict[str, Source]:
    """Return the sources that a qualification's own facts name, in the catalogue's order."""
    qualification = catalogue.qualifications[name]
    named = {qualification.source}
    named |= {intake.source for intake in qualification.intakes.values() if intake.source}
    for group in (
        qualification.fees,
        qualification.criteria,
        qualification.notices,
        qualification.remarks,
    ):
        named |= {entry.source for entry in group}
    if qualification.how_to_apply is not None:
        named.add(qualification.how_to_apply.source)
    return {source: of for source, of in catalogue.sources.items() if source in named}
