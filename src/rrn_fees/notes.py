"""The sentences that go with a quote. Given what the engine found; computes no price."""

from datetime import date
from functools import lru_cache

from rrn_fees.catalogue.model import (
    EXEMPT,
    WITHOUT_VAT,
    Catalogue,
    EarnedBy,
    IntakeId,
    NotPublished,
    QualificationId,
)
from rrn_fees.dates import long_date
from rrn_fees.money import Pence, sterling
from rrn_fees.price_list import Basis, Offer, PriceRow
from rrn_fees.quote import Note, NoteCode, Quote, Status
from rrn_fees.windows import ClosedBy, IntakeState, IntakeWindow

_RANKS = {code: rank for rank, code in enumerate(NoteCode)}


def weight(note: Note) -> int:
    """Sort key: the heaviest first."""
    return _RANKS[note.code]


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


def counted(number: int, noun: str) -> str:
    """``1 learner``, ``6 learners``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def indicative_intake(qualification: str, window: IntakeWindow, state: IntakeState) -> Note:
    """Say why a quote for an intake that is not open is not firm."""
    return Note(
        NoteCode.INDICATIVE,
        f"Indicative only, not an offer: {not_open(window, state)}.",
        qualification,
        None,
    )


def not_open(window: IntakeWindow, state: IntakeState) -> str:
    """Say what keeps an intake from being open, naming the date if there is one."""
    if state is IntakeState.NOT_ANNOUNCED:
        return f"the dates of {window.name} have not been announced"
    if state is IntakeState.NOT_YET_OPEN and window.opens_on is not None:
        return f"applications for {window.name} open on {long_date(window.opens_on)}"
    if window.last_day is None:
        return f"applications for {window.name} are closed"
    match window.closed_by:
        case ClosedBy.APPLICATIONS_CLOSE:
            why = f"applications closed on {long_date(window.last_day)}"
        case ClosedBy.FINAL_PAYMENT:
            why = f"final payment was due on {long_date(window.last_day)}"
        case _:
            why = f"the last day before its start was {long_date(window.last_day)}"
    return f"{window.name} is closed: {why}"


def indicative_early_bird(qualification: str, saving: Pence, row: PriceRow) -> Note:
    """Say why a quote at an early-bird price without an announced deadline is not firm."""
    return Note(
        NoteCode.INDICATIVE,
        "Indicative only, not an offer: the early-bird price was asked for, but its deadline has "
        f"not been announced. Without it the fee is {_apart(saving, row)}.",
        qualification,
        row.source,
    )


def early_bird_unannounced(qualification: str, total: Pence, row: PriceRow) -> Note:
    """Say what the early-bird price would be, had its deadline been announced."""
    return Note(
        NoteCode.EARLY_BIRD_UNANNOUNCED,
        "An early-bird price is published, but not its deadline, so it is not applied. It would "
        f"come to {as_printed(total, row)}.",
        qualification,
        row.source,
    )


def early_bird_missed(
    qualification: str, earned_by: EarnedBy, until: date, saving: Pence, row: PriceRow
) -> Note:
    """Say what it cost to miss the early bird."""
    ended = "had to be paid" if earned_by is EarnedBy.PAYMENT else "ended"
    by = "by" if earned_by is EarnedBy.PAYMENT else "on"
    return Note(
        NoteCode.EARLY_BIRD_MISSED,
        f"The early-bird price {ended} {by} {long_date(until)}. It would have been "
        f"{_apart(-saving, row)}.",
        qualification,
        row.source,
    )


def early_bird_applied(
    qualification: str, earned_by: EarnedBy, until: date, saving: Pence, row: PriceRow
) -> Note:
    """Say through when the early-bird price is to be had, and what comes after."""
    earned = "paying" if earned_by is EarnedBy.PAYMENT else "applying"
    return Note(
        NoteCode.EARLY_BIRD_APPLIED,
        f"Early-bird price, earned by {earned} by {long_date(until)}. After that it is "
        f"{_apart(saving, row)}.",
        qualification,
        row.source,
    )


@lru_cache(maxsize=4096)
def cohort_no_saving(qualification: str, group: PriceRow, single: PriceRow) -> Note:
    """Say that a cohort costs exactly what its learners would cost one by one."""
    return Note(
        NoteCode.COHORT_NO_SAVING,
        f"The cohort fee saves nothing: a cohort of {group.size} costs exactly {group.size} "
        f"individual fees of {as_printed(single.price, single)}.",
        qualification,
        group.source,
    )


def cohort_saving(
    qualification: str, group: PriceRow, saving: Pence, cohorts: int, *, used: bool
) -> Note:
    """Say what cohorts save, or would save, against individual fees."""
    verb = "saves" if used else "would save"
    why = "" if used else "; individual fees were asked for"
    return Note(
        NoteCode.COHORT_SAVING,
        f"The cohort fee {verb} {as_printed(saving, group)} against individual fees "
        f"({counted(cohorts, 'cohort')} of {group.size}){why}.",
        qualification,
        group.source,
    )


def cohort_dearer(qualification: str, group: PriceRow, excess: Pence, *, used: bool) -> Note:
    """Say that a cohort costs more than its learners would cost one by one."""
    outcome = "It was asked for and is used" if used else "Individual fees are used instead"
    return Note(
        NoteCode.COHORT_DEARER,
        f"A cohort of {group.size} costs {as_printed(excess, group)} more than {group.size} "
        f"individual fees. {outcome}.",
        qualification,
        group.source,
    )


def cohort_short(qualification: str, group: PriceRow, learners: int, less: Pence) -> Note:
    """Say that one learner more would lower the total. *less* is the fall in gross."""
    return Note(
        NoteCode.COHORT_SHORT,
        f"One learner more would cost less: {counted(learners + 1, 'learner')} fill a cohort of "
        f"{group.size}, and the total falls by {sterling(less)} with VAT.",
        qualification,
        group.source,
    )


def way_out(quote: Quote, learners: int) -> str:
    """Say what the learners of a refused request would cost without what is not to be had."""
    bases = {line.row.basis for line in quote.lines}
    fees = "individual fee" if bases == {Basis.INDIVIDUAL} else "standard fee"
    firm = "" if quote.status is Status.FIRM else " (indicative)"
    totals = quote.totals
    without = f"{sterling(totals.net)} + VAT, " if totals.vat else ""
    come = "comes" if learners == 1 else "come"
    return (
        f"{counted(learners, 'learner')} at the {fees} {come} to {without}{sterling(totals.gross)}"
        f"{' with VAT' if totals.vat else ''}{firm}."
    )


def without_vat(qualification: str, offer: Offer) -> Note:
    """Say why a fee carries no VAT, in the catalogue's words if it has any."""
    exempt = offer.vat_code == EXEMPT
    what = "exempt from VAT" if exempt else "outside the scope of VAT"
    why = f": {offer.vat_reason}" if offer.vat_reason else ", as its fee schedule records."
    return Note(
        NoteCode.VAT_EXEMPT if exempt else NoteCode.VAT_OUTSIDE_SCOPE,
        f"The fee is {what}{why}",
        qualification,
        offer.source,
    )


@lru_cache(maxsize=4096)
def of_the_page(
    catalogue: Catalogue, name: QualificationId, intake_id: IntakeId | None
) -> tuple[Note, ...]:
    """Return what every quote for a qualification carries, as its page prints it."""
    qualification = catalogue.qualifications[name]
    found = []
    for notice in qualification.notices:
        if isinstance(notice.text, NotPublished):
            about = notice.about.replace("-", " ")
            text = f"The page says nothing about {about}."
            found.append(Note(NoteCode.NOTICE_SILENT, text, name, notice.source))
        else:
            found.append(Note(NoteCode.NOTICE, notice.text, name, notice.source))
    intake = qualification.intakes[intake_id] if intake_id else None
    if intake and intake.applications.may_close_early:
        text = "Applications may close early if more arrive than expected."
        source = intake.source or qualification.source
        found.append(Note(NoteCode.MAY_CLOSE_EARLY, text, name, source))
    return tuple(found)
