"""The sentences about a day: what its weekend, its bank holiday or its unknown year makes of it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rrn_fees.catalogue.model import EarnedBy
from rrn_fees.dates import WEEKDAYS, day_and_month, long_date, plain_date
from rrn_fees.deadlines.notes import NoteCode, first_that_fits
from rrn_fees.deadlines.working_days import DIVISION_NAMES, CalendarDay


class DayNote(NamedTuple):
    """What there is to know of a day, whatever it is the day of."""

    code: NoteCode
    text: str
    short: str | None = None
    """The same in one line for a terminal; None: the text is that line."""


MAY_CLOSE_EARLY = DayNote(
    NoteCode.MAY_CLOSE_EARLY,
    "Applications may close early if more arrive than expected.",
    "Applications may close early.",
)

_ACTS = {EarnedBy.APPLICATION: "Apply", EarnedBy.PAYMENT: "Pay"}


def on_a_deadline(day: CalendarDay, met_by: EarnedBy | None, on: date) -> Iterator[DayNote]:
    """Say what there is to know of a deadline on *day*, seen from *on*, and by when to act."""
    if day.working is None:
        yield _unknown(day)
    elif not day.working:
        text = f"{not_working(day)}.{_instead(day, met_by, on)}"
        yield DayNote(NoteCode.NOT_WORKING_DAY, text, _instead_in_short(day, met_by, on))
    elif day.follows is not None and day.before is not None:
        holiday, name = day.follows
        text = (
            f"{long_date(holiday)} is {_named(name)}; the last working day before "
            f"{long_date(day.date)} is {long_date(day.before)}."
        )
        short = f"The last working day before {plain_date(day.date)} is {plain_date(day.before)}."
        yield DayNote(NoteCode.FOLLOWS_BANK_HOLIDAY, text, short)


def _instead(day: CalendarDay, met_by: EarnedBy | None, on: date) -> str:
    if day.before is None:
        return ""
    if day.before < on:
        return f" The last working day before it was {long_date(day.before)}."
    if met_by is None:
        return f" The last working day before it is {long_date(day.before)}."
    return f" {_ACTS[met_by]} by {long_date(day.before)}."


def _instead_in_short(day: CalendarDay, met_by: EarnedBy | None, on: date) -> str:
    """Say first by when to act, if that can still be done, and then why."""
    if day.before is None:
        return f"{plain_date(day.date)} is not a working day."
    if day.before < on or met_by is None:
        was = "was" if day.before < on else "is"
        return f"The last working day before {plain_date(day.date)} {was} {plain_date(day.before)}."
    act, deadline = f"{_ACTS[met_by]} by {long_date(day.before)}", day_and_month(day.date)
    why = [f"{act}: {deadline} is {_called(day.off)}."] if day.off else []
    return first_that_fits(*why, f"{act}: {deadline} is not a working day.", f"{act}.")


def _called(off: str) -> str:
    return f"a {off}" if off in WEEKDAYS else _named(off)


def not_working(day: CalendarDay) -> str:
    """``Friday 29 March 2024 is Good Friday, not a working day in England and Wales``."""
    where = f"not a working day in {DIVISION_NAMES[day.division]}"
    if day.off is None or day.off in WEEKDAYS:
        return f"{long_date(day.date)} is {where}"
    return f"{long_date(day.date)} is {_named(day.off)}, {where}"


def _named(holiday: str) -> str:
    """Give the name of a bank holiday its article where it has one in a sentence."""
    words = holiday.casefold()
    has_article = any(noun in words for noun in ("holiday", "jubilee", "battle"))
    return f"the {holiday}" if has_article else holiday


def _unknown(day: CalendarDay) -> DayNote:
    """Say that it is not known of *day* whether it is a working day."""
    first, last = day.known
    text = (
        f"Whether {long_date(day.date)} is a working day is not known: bank holidays are at hand "
        f"for {first} to {last}."
    )
    short = f"It is not known whether {plain_date(day.date)} is a working day."
    return DayNote(NoteCode.WORKING_DAY_UNKNOWN, text, short)


def on_paying(day: CalendarDay, too_late_for: str) -> Iterator[DayNote]:
    """Say of a payment on *day* when it may arrive; *too_late_for*: what it then misses, if any."""
    if day.working is None:
        yield _unknown(day)
    elif not day.working:
        text = not_working(day)
        if day.after is not None:
            text += f"; a payment may only arrive on the next one, {long_date(day.after)}"
        elif too_late_for:
            text += "; a payment may only arrive on the next one"
        text += f": too late for {too_late_for}" if too_late_for else ""
        short = f"{_arrival(day)}: too late." if too_late_for else f"{_arrival(day)}."
        yield DayNote(NoteCode.PAYMENT_NOT_WORKING_DAY, f"{text}.", short)


def _arrival(day: CalendarDay) -> str:
    """Say in short when a payment on *day*, which is no working day, may arrive."""
    if day.after is None:
        return f"A payment on {plain_date(day.date)} arrives on a later day"
    return f"A payment on {day_and_month(day.date)} may arrive on {plain_date(day.after)}"
