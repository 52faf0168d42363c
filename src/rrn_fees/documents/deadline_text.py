"""Deadlines in words: what can still be met, what a payment meets, and what to know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.dates import counted
from rrn_fees.deadlines.events import (
    Deadline,
    Deadlines,
    DeadlineStatus,
    Event,
    Payment,
    PaymentOutcome,
)
from rrn_fees.deadlines.notes import NoteCode, NoteLevel
from rrn_fees.deadlines.windows import IntakeState
from rrn_fees.deadlines.working_days import DIVISION_NAMES, CalendarDay
from rrn_fees.documents.events import event_name
from rrn_fees.errors import MOST_NAMED

BY_THE_PUBLISHED_DATE = "in time as published"
"""What is said of a payment that meets the published date and may arrive later."""

_STATES = {
    IntakeState.OPEN: "Open",
    IntakeState.NOT_YET_OPEN: "Not yet open",
    IntakeState.CLOSED: "Closed",
    IntakeState.NOT_ANNOUNCED: "Not announced",
}
_ELSEWHERE = {
    NoteCode.NO_DATE,
    NoteCode.EXPECTED,
    NoteCode.WORKING_DAY_UNKNOWN,
}
"""Notes that the tables say already."""


def intakes_by_state(found: Deadlines) -> Iterator[tuple[IntakeState, str, str]]:
    """Yield which intakes can be applied for on the day and which cannot: state, name, intakes."""
    states = {deadline.subject: deadline.state for deadline in found.deadlines if deadline.state}
    for state, called in _STATES.items():
        subjects = [subject for subject, of in states.items() if of is state]
        if subjects:
            yield state, called, _listed(subjects)


def _listed(subjects: Sequence[str], noun: str = "intake") -> str:
    """Name a few intakes, or what else they are, and count many."""
    few = len(subjects) <= MOST_NAMED
    return ", ".join(subjects) if few else counted(len(subjects), noun)


def nothing_to_list(found: Deadlines) -> Iterator[str]:
    """Say of what was asked about that there is nothing to list, and why."""
    if found.within is not None and not found.deadlines:
        yield f"No date falls within the next {counted(found.within, 'day')}."
    if found.without_dates:
        named = _listed(found.without_dates, "qualification")
        yield f"No intakes and no dates are recorded for {named}."


def days_left_text(deadline: Deadline) -> str:
    """Say how many days are left, or that it is today or has passed."""
    match deadline.status:
        case DeadlineStatus.UPCOMING:
            return f"{deadline.days_left:,}"
        case status:
            return status.value


def working_day_text(day: CalendarDay) -> str:
    """Say whether a day is a working day, and if not, what it is."""
    return "not known" if day.working is None else day.off or "yes"


def verdict_text(found: Deadlines) -> str:
    """Say whether the payment asked about would be in time."""
    match found.outcome:
        case PaymentOutcome.IN_TIME:
            return "in time"
        case PaymentOutcome.AT_RISK:
            return f"at risk ({BY_THE_PUBLISHED_DATE}, but banks do not move money that day)"
        case PaymentOutcome.TOO_LATE:
            return "too late"
        case None if not found.to_be_paid:
            return "there is nothing to pay"
        case None if found.in_time:
            return f"{BY_THE_PUBLISHED_DATE}; whether banks move money that day is not known"
        case None:
            return "not known of all"
        case _:
            assert_never(found.outcome)


def failure_text(found: Deadlines, *, strict: bool) -> str | None:
    """Say why the payment asked about fails, in a sentence; None if it does not.

    A *strict* judge also fails one that is in time as published and may arrive late.
    """
    if found.in_time is False:
        return "The payment would be too late."
    if strict and found.outcome is PaymentOutcome.AT_RISK:
        return "The payment is at risk: it may arrive too late."
    if strict and found.may_arrive_late:
        return "The payment may arrive too late: whether banks move money that day is not known."
    return None


def payment_text(payment: Payment) -> str:
    """Say whether a payment would meet one deadline, and if not, how late it is."""
    match payment.outcome:
        case PaymentOutcome.IN_TIME:
            return "in time"
        case PaymentOutcome.AT_RISK:
            return "at risk"
        case PaymentOutcome.TOO_LATE:
            return f"too late by {counted(payment.days_late or 0, 'day')}"
        case None:
            return BY_THE_PUBLISHED_DATE if payment.in_time else "not known"
        case _:
            assert_never(payment.outcome)


def undated_events(found: Deadlines) -> Iterator[tuple[str, str, str]]:
    """Yield each event without a date: its name, whose it is, and why it has none."""
    for deadline in found.deadlines:
        if deadline.day is None:
            [why] = [note.text for note in deadline.notes if note.code is NoteCode.NO_DATE]
            yield event_name(deadline), deadline.subject, why


def distinct_notes(found: Deadlines, catalogue: Catalogue) -> Iterator[tuple[NoteLevel, str]]:
    """Yield each note once; of days that have passed there is nothing left to know."""
    about: dict[tuple[NoteLevel, NoteCode, str], list[str]] = {}
    for deadline in found.deadlines:
        if deadline.status is DeadlineStatus.PASSED:
            continue
        for note in deadline.notes:
            if note.code not in _ELSEWHERE:
                level = note.level if deadline.met_by else NoteLevel.INFO
                about.setdefault((level, note.code, note.text), []).append(deadline.subject)
    unknown = [each.day for each in found.deadlines if each.day and each.day.working is None]
    if unknown:
        first, last = unknown[0].known
        text = (
            f"Bank holidays of {DIVISION_NAMES[catalogue.bank_holidays]} are at hand for {first} "
            f"to {last}: whether a weekday outside is a working day is not known."
        )
        about[NoteLevel.WARNING, NoteCode.WORKING_DAY_UNKNOWN, text] = []
    order = list(NoteLevel)
    heaviest_first = sorted(about.items(), key=lambda noted: order.index(noted[0][0]))
    for (level, code, text), subjects in heaviest_first:
        named = code is NoteCode.MAY_CLOSE_EARLY
        yield level, f"{_listed(subjects)}: {text}" if named else text
    if any(deadline.event is Event.COURSE_COMPLETES for deadline in found.deadlines):
        text = (
            "An expected end is as many months after the start as the page gives the course, or "
            "the last day of a month that is too short."
        )
        yield NoteLevel.INFO, text
