"""A quote in words: what is bought, by when to pay, and what to know."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date

from rrn_fees.catalogue.model import EXEMPT, Catalogue, EarnedBy, NotAnnounced
from rrn_fees.dates import WEEKDAYS, counted, days_left, long_date, short_date
from rrn_fees.deadlines.events import DeadlineStatus
from rrn_fees.deadlines.notes import NoteLevel
from rrn_fees.deadlines.windows import IntakeWindow
from rrn_fees.deadlines.working_days import CalendarDay
from rrn_fees.documents.blocks import Point
from rrn_fees.documents.parts import TONES
from rrn_fees.money import percent_text, sterling
from rrn_fees.pricing.price_list import Basis
from rrn_fees.pricing.quote import Line, Quote, VatTotal


def line_description(line: Line) -> str:
    """Return what a line is for: so many learners, or cohorts."""
    row = line.row
    if row.basis is Basis.COHORT:
        what = f"{counted(line.quantity, 'cohort')} of {row.size}"
    else:
        what = counted(line.quantity, "learner")
    return f"{what}, early bird" if row.early_bird else what


def intake_text(window: IntakeWindow, quote: Quote) -> str:
    """Say which intake it is, when it starts, and by when to pay if that is not the quote's day.

    The last working day comes first, as in `pay_by_text`.
    """
    starts = ", no start announced"
    if window.starts_on:
        starts = f", starts {long_date(window.starts_on)}"
    pay_by = window.final_payment_on
    due = ""
    if pay_by != quote.pay_by:  # of several, only the earliest is the quote's
        due = "; no date to pay by"
        if pay_by:
            day = _calendar_day(pay_by, quote)
            first, aside = _working_day_first(pay_by, day, quote.request.on, short_date)
            due = f"; pay by {short_date(first)}{aside}"
    return f"Intake {window.name}{starts}{due}"


def _calendar_day(at: date, quote: Quote) -> CalendarDay | None:
    """Return what the calendar makes of the day *at* among the deadlines, in order of date."""
    on, deadlines = quote.request.on, quote.deadlines
    place = bisect_left(deadlines, at, key=lambda each: each.date or on)
    day = deadlines[place].day if place < len(deadlines) else None
    return day if day is not None and day.date == at else None


def payment_dates(quote: Quote, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield by when to apply and to pay, each under its name."""
    pay_by = quote.pay_by
    applying = [each for each in quote.deadlines if each.met_by is EarnedBy.APPLICATION]
    to_come = [each for each in applying if each.status is not DeadlineStatus.PASSED]
    for first in (to_come or applying)[:1]:
        if first.date is not None:
            label = "Apply by" if to_come else "Applications closed"
            yield label, f"{long_date(first.date)}, {days_left(first.date, first.on)}"
    if pay_by is not None:
        passed = pay_by < quote.request.on
        label = "Payment was due" if passed else "Pay by"
        yield label, pay_by_text(pay_by, quote.pay_by_day, quote.request.on)
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
        yield "Pay by", "not announced" if awaited else "no date is published"


def pay_by_text(pay_by: date, day: CalendarDay | None, on: date) -> str:
    """Say by when to pay: the last working day first, with the published one in brackets.

    *day* is what the calendar makes of *pay_by*; None where nobody asked it.
    """
    first, aside = _working_day_first(pay_by, day, on, long_date)
    return f"{long_date(first)}, {days_left(first, on)}{aside}"


def _working_day_first(
    pay_by: date, day: CalendarDay | None, on: date, write: Callable[[date], str]
) -> tuple[date, str]:
    """Return the day to name first, and what to say in brackets after it."""
    if day is None or day.working is not False or pay_by < on:
        return pay_by, ""  # a day that has passed is told as it was published
    why = "not a working day" if day.off is None or day.off in WEEKDAYS else day.off
    if day.before is None:
        return pay_by, f" ({why}; the last working day before it is not known)"
    if day.before < on:
        return pay_by, f" ({why}; the last working day was {write(day.before)})"
    return day.before, f" (published: {write(pay_by)}, {why})"


def vat_text(total: VatTotal) -> str:
    """Say what is charged at one rate of VAT."""
    if total.percent is None:
        return f"none on {sterling(total.net)}, {reason_for_no_vat(total)}"
    rate = f"{percent_text(total.percent)}% ({total.name})"
    return f"{rate} on {sterling(total.net)}: {sterling(total.vat)}"


def reason_for_no_vat(total: VatTotal) -> str:
    """Say why no VAT is charged."""
    return "exempt" if EXEMPT in total.codes else "outside its scope"


def other_days(quote: Quote) -> Iterator[tuple[str, str]]:
    """Yield the tax point and the day of payment, where they were asked for."""
    if quote.tax_point != quote.request.on:
        yield "Tax point", long_date(quote.tax_point)
    if quote.request.paying_on is not None:
        yield "Paying on", long_date(quote.request.paying_on)


def distinct_notes(quote: Quote, *, whole: bool) -> Iterator[Point]:
    """Yield each note once, with the qualifications that it is about if there are several.

    A terminal shows their short lines, unless it is to tell the *whole*.
    """
    several = len({line.row.qualification for line in quote.lines}) > 1
    about: dict[tuple[NoteLevel, str, str], list[str]] = {}
    for note in quote.notes:
        about.setdefault((note.level, note.text, note.line), []).append(note.qualification)
    for (level, text, line), names in about.items():
        named = ", ".join(filter(None, names)) if several else ""
        prefix = f"{named}: " if named else ""
        short = None if whole else f"{prefix}{line}"
        yield Point(f"{prefix}{text}", TONES[level], short=short)
