"""The sentences that go with a quote. Given what the engine found; computes no price."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import assert_never

from rrn_fees.catalogue.model import (
    EXEMPT,
    MEMBER,
    WITHOUT_VAT,
    Catalogue,
    EarnedBy,
    IntakeStatus,
    Notice,
    NotPublished,
    Qualification,
    VatRate,
    claim_of,
)
from rrn_fees.dates import counted, long_date, plain_date
from rrn_fees.deadlines.day_notes import MAY_CLOSE_EARLY
from rrn_fees.deadlines.notes import Note, NoteCode, first_that_fits
from rrn_fees.deadlines.windows import ClosedBy, IntakeState, IntakeWindow
from rrn_fees.money import Pence, percent_text, sterling
from rrn_fees.pricing.price_list import Basis, PriceRow, Terms
from rrn_fees.pricing.quote import Quote, Status

weight = attrgetter("code.rank")
"""Sort key of a note: the heaviest first."""


def as_printed(amount: Pence, row: PriceRow) -> str:
    """Write an amount the way its fee schedule prints it: ``£799.00 + VAT``."""
    if row.vat_code in WITHOUT_VAT:
        return sterling(amount)
    return f"{sterling(amount)} with VAT" if row.includes_vat else f"{sterling(amount)} + VAT"


def _apart(more: Pence, row: PriceRow) -> str:
    """Say by how much something costs more, or less, or not."""
    if more == 0:
        return "the same"
    return f"{as_printed(abs(more), row)} {'more' if more > 0 else 'less'}"


def whom_to_ask(catalogue: Catalogue, qualification: str | None) -> str:
    """Say who can answer what was not published: its provider, else the catalogue's publisher."""
    provider = catalogue.qualifications[qualification].provider if qualification else None
    if provider is not None:
        return f"Ask its provider, {provider}."
    publisher = catalogue.publisher
    if publisher is None:
        return "Ask whoever publishes the fees."
    return f"Ask {publisher.name}{f' at {publisher.email}' if publisher.email else ''}."


def claimed(label: str, claim: str) -> str:
    """Say that a price depends on a claim, which whoever publishes the fees will verify."""
    return f"{label} price claimed: subject to verification of {claim.rstrip('.')}."


def _claimed_in_short(category: str, label: str, claim: str) -> str:
    """Say the same in one line; a member's claim is membership, whatever it is membership of."""
    of_member = category == MEMBER
    return first_that_fits(
        *(() if of_member else (f"{label} prices: {claim.rstrip('.')} will be checked.",)),
        f"{label} prices: your {'membership' if of_member else 'claim'} will be checked.",
        f"Your {'membership' if of_member else 'claim'} will be checked.",
    )


_NO_OFFER = "Indicative, not an offer"


def indicative_intake(qualification: str, window: IntakeWindow, state: IntakeState) -> Note:
    """Say why a quote for an intake that is not open is not firm."""
    return Note(
        NoteCode.INDICATIVE,
        f"Indicative only, not an offer: {not_open(window, state)}.",
        qualification,
        None,
        _not_open_in_short(window, state),
    )


def _not_open_in_short(window: IntakeWindow, state: IntakeState) -> str:
    intake = window.label or window.intake
    if window.status is IntakeStatus.CLOSED:
        return first_that_fits(f"{_NO_OFFER}: {intake} is closed.", f"{_NO_OFFER}: it is closed.")
    if window.status is IntakeStatus.SPECULATIVE and window.starts_on:
        return f"{_NO_OFFER}: speculative applications only."
    if state is IntakeState.NOT_YET_OPEN and window.opens_on is not None and window.scheduled:
        return f"{_NO_OFFER}: it opens on {plain_date(window.opens_on)}."
    if window.status is IntakeStatus.SPECULATIVE or window.last_day is None:
        no_dates = f"{_NO_OFFER}: no dates announced"
        return first_that_fits(f"{no_dates} for {intake}.", f"{no_dates}.")
    return f"{_NO_OFFER}: closed on {plain_date(window.last_day)}."


def not_open(window: IntakeWindow, state: IntakeState) -> str:
    """Say what keeps an intake from being open, naming the date if there is one."""
    name = f"intake {window.name}"
    if window.status is IntakeStatus.CLOSED:
        return f"{name} is closed, as its page says"
    if window.status is IntakeStatus.SPECULATIVE:
        dates = "" if window.starts_on else "; its dates are not announced"
        return f"{name} takes speculative applications only{dates}"
    if state is IntakeState.NOT_YET_OPEN and window.opens_on is not None:
        return f"{name} opens for applications on {long_date(window.opens_on)}"
    if window.last_day is None:
        return f"{name} has neither a start nor a last day for applying or paying announced"
    match window.closed_by:
        case ClosedBy.APPLICATIONS_CLOSE:
            why = f"applications closed on {long_date(window.last_day)}"
        case ClosedBy.FINAL_PAYMENT:
            why = f"final payment was due on {long_date(window.last_day)}"
        case ClosedBy.COURSE_STARTS | None:
            why = f"the last day before its start was {long_date(window.last_day)}"
        case _:
            assert_never(window.closed_by)
    return f"{name} is closed: {why}"


def indicative_payment(qualification: str, window: IntakeWindow, paying_on: date) -> Note:
    """Say that the payment date of a quote that is no offer would be too late for its intake."""
    assert window.final_payment_on is not None  # noqa: S101 - only a known date can be missed
    late = window.days_late(paying_on) or 0
    return Note(
        NoteCode.INDICATIVE,
        f"Payment on {long_date(paying_on)} would be {counted(late, 'day')} late for intake "
        f"{window.name}.",
        qualification,
        None,
        f"Payment on {plain_date(paying_on)} would be {counted(late, 'day')} late.",
    )


def indicative_early_bird(qualification: str, saving: Pence, row: PriceRow) -> Note:
    """Say why a quote at an early-bird price without an announced deadline is not firm."""
    return Note(
        NoteCode.INDICATIVE,
        "Indicative only, not an offer: the early-bird price was asked for, but its deadline has "
        f"not been announced. Without it the fee is {_apart(saving, row)}.",
        qualification,
        row.source,
        f"{_NO_OFFER}: early-bird deadline not announced.",
    )


def early_bird_unannounced(qualification: str, total: Pence, row: PriceRow) -> Note:
    """Say what the early-bird price would be, had its deadline been announced."""
    return Note(
        NoteCode.EARLY_BIRD_UNANNOUNCED,
        "An early-bird price is published, but no date by which it is earned, so it is not "
        "applied. It would "
        f"come to {as_printed(total, row)}.",
        qualification,
        row.source,
        f"Early-bird price {as_printed(total, row)}: its deadline is not announced.",
    )


def early_bird_missed(
    qualification: str, until: date, on: date, saving: Pence, row: PriceRow
) -> Note:
    """Say what it costs to miss the early bird, and whether it can still be had."""
    day, less = long_date(until), _apart(-saving, row)
    short = f"Early bird ended on {plain_date(until)}. It was {less}."
    if row.earned_by is not EarnedBy.PAYMENT:
        text = f"The early-bird price ended on {day}. It would have been {less}."
    elif on <= until:
        text = f"The early-bird price is earned by paying by {day}. It would be {less}."
        short = f"Early bird if you pay by {plain_date(until)}: {less}."
    else:
        text = f"The early-bird price was earned by paying by {day}. It would have been {less}."
    return Note(NoteCode.EARLY_BIRD_MISSED, text, qualification, row.source, short)


def early_bird_applied(
    qualification: str, until: date, saving: Pence, row: PriceRow, standard_until: date | None
) -> Note:
    """Say by when the early-bird price is earned, and what comes after if anything does.

    *standard_until* is the last day on which the standard price is to be had, if it has one.
    """
    day = long_date(until)
    if row.earned_by is EarnedBy.PAYMENT:
        text = f"Early-bird price, earned by paying by {day}."
        short = f"Early-bird price: pay by {plain_date(until)}."
    else:
        text = f"Early-bird price, earned by applying by {day}."
        short = f"Early-bird price: apply by {plain_date(until)}."
    if standard_until is None or standard_until > until:
        text += f" After that it is {_apart(saving, row)}."
    elif standard_until < until:
        text += f" No price is to be had after {long_date(standard_until)}."
    return Note(NoteCode.EARLY_BIRD_APPLIED, text, qualification, row.source, short)


def tax_point_rate(
    qualification: str, rate: VatRate, tax_point: date, today: VatRate | None, on: date
) -> Note:
    """Say that VAT is charged at another *rate* than that of the day of the quote, *today*'s."""
    charged = f"{percent_text(rate.percent)}%"
    that_day = f"{percent_text(today.percent)}%" if today else "not in the catalogue"
    of_today = f"; {that_day} on the day of the quote" if today else ""
    return Note(
        NoteCode.TAX_POINT_RATE,
        f"VAT is charged at {charged}, the rate on the tax point, "
        f"{long_date(tax_point)}. On the day of the quote, {long_date(on)}, the rate is "
        f"{that_day}.",
        qualification,
        rate.source,
        f"VAT at {charged}, the rate on the tax point{of_today}.",
    )


@lru_cache(maxsize=256)
def cohort_no_saving(qualification: str, cohort: PriceRow, individual: PriceRow) -> Note:
    """Say that a cohort costs exactly what its learners would cost one by one."""
    return Note(
        NoteCode.COHORT_NO_SAVING,
        f"The cohort fee saves nothing: a cohort of {cohort.size} costs exactly {cohort.size} "
        f"individual fees of {as_printed(individual.price, individual)}.",
        qualification,
        cohort.source,
        f"The cohort fee is the same as {cohort.size:,} individual fees of "
        f"{sterling(individual.price)}.",
    )


def cohort_saving(
    qualification: str, cohort: PriceRow, saving: Pence, cohorts: int, *, used: bool
) -> Note:
    """Say what cohorts save, or would save, against individual fees."""
    verb = "saves" if used else "would save"
    why = "" if used else "; individual fees were asked for"
    return Note(
        NoteCode.COHORT_SAVING,
        f"The cohort fee {verb} {as_printed(saving, cohort)} against individual fees "
        f"({counted(cohorts, 'cohort')} of {cohort.size}){why}.",
        qualification,
        cohort.source,
        f"The cohort fee {verb} {as_printed(saving, cohort)}.",
    )


def cohort_dearer(qualification: str, cohort: PriceRow, excess: Pence, *, used: bool) -> Note:
    """Say that a cohort costs more than its learners would cost one by one."""
    outcome = "It was asked for and is used" if used else "Individual fees are used instead"
    more = as_printed(excess, cohort)
    if used:
        short = f"The cohort fee costs {more} more than individual fees."
    else:
        short = f"Individual fees are used: a cohort costs {more} more."
    return Note(
        NoteCode.COHORT_DEARER,
        f"A cohort of {cohort.size} costs {more} more than {cohort.size} individual fees. "
        f"{outcome}.",
        qualification,
        cohort.source,
        short,
    )


def cohort_short(qualification: str, cohort: PriceRow, learners: int, less: Pence) -> Note:
    """Say that one learner more would lower the total. *less* is the fall in gross."""
    filled = (learners + 1) // cohort.size
    cohorts = "a cohort" if filled == 1 else f"{filled:,} cohorts"
    with_vat = "" if cohort.vat_code in WITHOUT_VAT else " with VAT"
    return Note(
        NoteCode.COHORT_SHORT,
        f"One learner more would cost less: {counted(learners + 1, 'learner')} fill {cohorts} of "
        f"{cohort.size}, and the total falls by {sterling(less)}{with_vat}.",
        qualification,
        cohort.source,
        f"With one learner more the total falls by {sterling(less)}{with_vat}.",
    )


def way_out(quote: Quote, learners: int) -> str:
    """Say what the learners of a refused request would cost without what is not to be had."""
    bases = {line.row.basis for line in quote.lines}
    early = "early-bird " if any(line.row.early_bird for line in quote.lines) else ""
    fees = f"{early}individual fee" if bases == {Basis.INDIVIDUAL} else f"{early or 'standard '}fee"
    firm = "" if quote.status is Status.FIRM else " (indicative)"
    totals = quote.totals
    without = f"{sterling(totals.net)} + VAT, " if totals.vat else ""
    come = "comes" if learners == 1 else "come"
    return (
        f"{counted(learners, 'learner')} at the {fees} {come} to {without}{sterling(totals.gross)}"
        f"{' with VAT' if totals.vat else ''}{firm}."
    )


def without_vat(qualification: str, terms: Terms) -> Note:
    """Say why a fee carries no VAT, in the catalogue's words if it has any."""
    exempt = terms.vat_code == EXEMPT
    what = "exempt from VAT" if exempt else "outside the scope of VAT"
    reason = terms.vat_reason or "its fee schedule records it so"
    stop = "" if reason.endswith((".", "!", "?")) else "."
    return Note(
        NoteCode.VAT_EXEMPT if exempt else NoteCode.VAT_OUTSIDE_SCOPE,
        f"The fee is {what}: {reason}{stop}",
        qualification,
        terms.source,
        f"The fee is {what}.",
    )


@lru_cache(maxsize=1024)
def of_page(
    catalogue: Catalogue, name: str, open_intake: str | None, category: str
) -> tuple[Note, ...]:
    """Return what every quote for a qualification carries, whatever it comes to.

    *open_intake* is the intake that it is for, if that is open.
    """
    qualification = catalogue.qualifications[name]
    return (
        *_claim(name, qualification, catalogue, category),
        *_of_the_page(name, qualification, open_intake),
    )


def _claim(
    name: str, qualification: Qualification, catalogue: Catalogue, category: str
) -> Iterator[Note]:
    of = catalogue.categories[category]
    claim = claim_of(category, of)
    if claim is not None:
        text, short = claimed(of.label, claim), _claimed_in_short(category, of.label, claim)
        yield Note(NoteCode.PRICE_CLAIMED, text, name, qualification.source, short)


def _of_the_page(name: str, qualification: Qualification, intake: str | None) -> list[Note]:
    found = [
        Note(
            NoteCode.NOTICE_SILENT if isinstance(notice.text, NotPublished) else NoteCode.NOTICE,
            notice_text(notice),
            name,
            notice.source,
            notice.short,
        )
        for notice in qualification.notices
    ]
    if intake and qualification.intakes[intake].applications.may_close_early:
        source = qualification.source_of(intake)
        may_close = MAY_CLOSE_EARLY
        found.append(Note(may_close.code, may_close.text, name, source, may_close.short))
    return sorted(found, key=weight)


def notice_text(notice: Notice) -> str:
    """Return what a page says, or that it says nothing."""
    if isinstance(notice.text, NotPublished):
        return f"Its page says nothing about {notice.about.replace('-', ' ')}."
    return notice.text
