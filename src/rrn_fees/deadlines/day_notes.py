"""The sentences about a day: what its weekend, its bank holiday or its unknown year makes of it."""

from collections.abc import Iterator
from datetime import date

from rrn_fees.catalogue.model import EarnedBy
from rrn_fees.dates import WEEKDAYS, long_date
from rrn_fees.deadlines.notes import NoteCode
from rrn_fees.deadlines.working_days import DIVISION_NAMES, CalendarDay

MAY_CLOSE_EARLY = "Applications may close early if more arrive than expected."

_ACTS = {EarnedBy.APPLICATION: "Apply", EarnedBy.PAYMENT: "Pay"}

Said = tuple[NoteCode, str]


def on_a_deadline(day: CalendarDay, met_by: EarnedBy | None, on: date) -> Iterator[Said]:
    """Say what there is to know of a deadline on *day*, seen from *on*, and by when to act."""
    if day.working is None:
        yield NoteCode.WORKING_DAY_UNKNOWN, unknown(day)
    elif not day.working:
        yield NoteCode.NOT_WORKING_DAY, f"{not_working(day)}.{_instead(day, met_by, on)}"
    elif day.follows is not None and day.before is not None:
        holiday, name = day.follows
        text = (
            f"{long_date(holiday)} is {_named(name)}; the last working day before "
            f"{long_date(day.date)} is {long_date(day.before)}."
        )
        yield NoteCode.FOLLOWS_BANK_HOLIDAY, text


def _instead(day: CalendarDay, met_by: EarnedBy | None, on: date) -> str:
    if day.before is None:
        return ""
    if day.before < on:
        return f" The last working day before it was {long_date(day.before)}."
    if met_by is None:
        return f" The last working day before it is {long_date(day.before)}."
    return f" {_ACTS[met_by]} by {long_date(day.before)}."


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


def unknown(day: CalendarDay) -> str:
    """Say that it is not known of *day* whether it is a working day."""
    first, last = day.known
    return (
        f"Whether {long_date(day.date)} is a working day is not known: bank holidays are at hand "
        f"for {first} to {last}."
    )


def on_paying(day: CalendarDay, too_late_for: str) -> Iterator[Said]:
    """Say of a payment on *day* when it may arrive; *too_late_for*: what it then misses, if any."""
    if day.working is None:
        yield NoteCode.WORKING_DAY_UNKNOWN, unknown(day)
    elif not day.working:
        text = not_working(day)
        if day.after is not None:
            text += f"; a payment may only arrive on the next one, {long_date(day.after)}"
        elif too_late_for:
            text += "; a payment may only arrive on the next one"
        text += f": too late for {too_late_for}" if too_late_for else ""
        yield NoteCode.PAYMENT_NOT_WORKING_DAY, f"{text}."
