"""A deadline: an event of an intake, seen from a day, and whether a payment would meet it. Pure.

A day is over at midnight in the catalogue's timezone: a deadline of today can still be met.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, assert_never

from rrn_fees.catalogue.model import (
    EarnedBy,
    IntakeId,
    IntakeStatus,
    NotAnnounced,
    NotPublished,
    Origin,
    QualificationId,
    SourceId,
)
from rrn_fees.dates import WEEKDAYS, counted
from rrn_fees.deadlines.day_notes import MAY_CLOSE_EARLY, DayNote, on_a_deadline, on_paying
from rrn_fees.deadlines.notes import Note, NoteCode
from rrn_fees.deadlines.windows import IntakeState, IntakeWindow, days_after
from rrn_fees.deadlines.working_days import CalendarDay
from rrn_fees.errors import listed


class Event(StrEnum):
    """What happens on a day, in the order in which it does where the day is the same."""

    APPLICATIONS_OPEN = "applications-open"
    APPLICATIONS_CLOSE = "applications-close"
    EARLY_BIRD_ENDS = "early-bird-ends"
    FINAL_PAYMENT = "final-payment"
    COURSE_STARTS = "course-starts"
    COURSE_COMPLETES = "course-completes"


class DeadlineStatus(StrEnum):
    """Where an event lies, seen from a day."""

    UPCOMING = "upcoming"
    TODAY = "today"
    PASSED = "passed"
    NOT_ANNOUNCED = "not-announced"


class PaymentOutcome(StrEnum):
    """What becomes of a payment, the worst last."""

    IN_TIME = "in-time"
    AT_RISK = "at-risk"
    """In time as published, but made on a day on which banks do not move money: it would arrive
    on the next working day, which is too late."""
    TOO_LATE = "too-late"


class Payment(NamedTuple):
    """Whether a payment on a day would be in time."""

    in_time: bool | None
    """By the published date alone; None: there is no known date to be in time for."""
    days_late: int | None
    outcome: PaymentOutcome | None
    """None: there is no known date, or it is not known whether banks move money on the day."""

    @property
    def may_arrive_late(self) -> bool:
        """Whether it is in time as published, and is not certain to arrive in time."""
        return self.in_time is True and self.outcome is not PaymentOutcome.IN_TIME


def payment_by(last_day: dt.date | None, paying_on: CalendarDay) -> Payment:
    """Return what becomes of a payment on *paying_on* that is due by *last_day*."""
    if last_day is None:
        return Payment(None, None, None)
    late = days_after(last_day, paying_on.date)
    if late:
        return Payment(in_time=False, days_late=late, outcome=PaymentOutcome.TOO_LATE)
    match paying_on.arrives_by(last_day):
        case True:
            outcome: PaymentOutcome | None = PaymentOutcome.IN_TIME
        case False:
            outcome = PaymentOutcome.AT_RISK
        case None:
            outcome = None
    return Payment(in_time=True, days_late=0, outcome=outcome)


Gap = NotAnnounced | NotPublished | None
_GAPS = {
    NotAnnounced.NOT_ANNOUNCED: "Its date has not been announced.",
    NotPublished.NOT_PUBLISHED: "No date for it is published.",
    None: "No date for it is recorded.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One event of one intake, seen from the day *on*."""

    qualification: QualificationId
    title: str
    window: IntakeWindow | None
    """The intake; None for the early bird of a qualification without intakes."""
    event: Event
    on: dt.date
    day: CalendarDay | None
    """When it is; None where that is not known."""
    gap: Gap = None
    """What the page has in place of a date."""
    earned_by: EarnedBy | None = None
    """Of the end of an early bird: whose date must meet it."""
    schedule: int | None = None
    """Of the end of an early bird: the place of its fee schedule in the catalogue, from 0."""
    months: int | None = None
    """Of an expected completion: how many months after the start."""
    may_close_early: bool
    source: SourceId

    @property
    def date(self) -> dt.date | None:
        """The day of the event, if it is known."""
        return self.day.date if self.day else None

    @property
    def weekday(self) -> str | None:
        """The day of the week of the event, if its date is known."""
        return WEEKDAYS[self.day.date.weekday()] if self.day else None

    @property
    def working_day(self) -> bool | None:
        """Whether it is on a working day; None where that is unknown."""
        return self.day.working if self.day else None

    @property
    def last_working_day(self) -> dt.date | None:
        """The last working day on or before its date; None where that is unknown."""
        return self.day.last_working_day if self.day else None

    @property
    def days_left(self) -> int | None:
        """How many days it is away; less than 0 once it has passed."""
        return (self.day.date - self.on).days if self.day else None

    @property
    def status(self) -> DeadlineStatus:
        """Where it lies, seen from the day *on*."""
        match self.days_left:
            case None:
                return DeadlineStatus.NOT_ANNOUNCED
            case 0:
                return DeadlineStatus.TODAY
            case days:
                return DeadlineStatus.UPCOMING if days > 0 else DeadlineStatus.PASSED

    @property
    def state(self) -> IntakeState | None:
        """Whether its intake can be applied for, as a quote on the same day has it."""
        return self.window.state(self.on) if self.window else None

    @property
    def met_by(self) -> EarnedBy | None:
        """Whether it is applying or paying that meets it; None where there is nothing to meet.

        An intake that its page calls closed leaves nothing to meet, whatever dates it prints.
        """
        if self.window is not None and self.window.status is IntakeStatus.CLOSED:
            return None
        match self.event:
            case Event.FINAL_PAYMENT:
                return EarnedBy.PAYMENT
            case Event.APPLICATIONS_CLOSE:
                return EarnedBy.APPLICATION
            case Event.EARLY_BIRD_ENDS:
                return self.earned_by
            case Event.APPLICATIONS_OPEN | Event.COURSE_STARTS | Event.COURSE_COMPLETES:
                return None
            case _:
                assert_never(self.event)

    def payment(self, paying_on: CalendarDay) -> Payment:
        """Return whether a payment on *paying_on* would meet it."""
        return payment_by(self.date, paying_on)

    @property
    def intake(self) -> IntakeId | None:
        """The identifier of its intake, if it has one."""
        return self.window.intake if self.window else None

    @property
    def subject(self) -> str:
        """The qualification and its intake, by their identifiers."""
        return f"{self.qualification} {self.window.intake}" if self.window else self.qualification

    @property
    def notes(self) -> tuple[Note, ...]:
        """What there is to know about it."""
        return tuple(
            Note(of_day.code, of_day.text, self.qualification, self.source, of_day.short)
            for of_day in self._day_notes()
        )

    def _day_notes(self) -> Iterator[DayNote]:
        if self.day is None:
            yield DayNote(NoteCode.NO_DATE, _GAPS[self.gap])
        else:
            yield from on_a_deadline(self.day, self.met_by, self.on)
        if self.may_close_early:
            yield MAY_CLOSE_EARLY
        if self.months is not None:
            months = counted(self.months, "month")
            text = f"Expected {months} after the start, as its page gives it."
            yield DayNote(NoteCode.EXPECTED, text)


class Deadlines(NamedTuple):
    """What was asked for and the events found, in order of date; those without one come last."""

    on: dt.date
    within: int | None
    paying_on: CalendarDay | None
    deadlines: tuple[Deadline, ...]
    without_dates: tuple[QualificationId, ...]
    """Qualifications that were asked about and have no event at all, with or without a date."""
    catalogue: Origin

    @property
    def to_be_paid(self) -> tuple[Deadline, ...]:
        """The deadlines that the payment asked about is to meet.

        Of each qualification those that have not passed; of one whose every date to pay by has
        passed, those of the intake that was the last to be paid for.
        """
        if self.paying_on is None:
            return ()
        by_payment: dict[QualificationId, list[Deadline]] = {}
        for each in self.deadlines:
            if each.met_by is EarnedBy.PAYMENT:
                by_payment.setdefault(each.qualification, []).append(each)
        judged = {id(each) for group in by_payment.values() for each in _still_to_be_paid(group)}
        return tuple(each for each in self.deadlines if id(each) in judged)

    @property
    def in_time(self) -> bool | None:
        """Whether the payment asked about meets every final payment date, as published.

        None where there is one that is not known, or none at all, unless another is missed.
        """
        outcomes = {payment.in_time for payment in self._final_payments}
        return False if False in outcomes else None if None in outcomes or not outcomes else True

    @property
    def outcome(self) -> PaymentOutcome | None:
        """The worst that becomes of the payment asked about, over every final payment date.

        None where nothing is known to be wrong, and it is not known of all.
        """
        outcomes = {payment.outcome for payment in self._final_payments}
        for bad in (PaymentOutcome.TOO_LATE, PaymentOutcome.AT_RISK):
            if bad in outcomes:
                return bad
        return None if None in outcomes or not outcomes else PaymentOutcome.IN_TIME

    @property
    def may_arrive_late(self) -> bool:
        """Whether the payment is in time as published, and is not certain to arrive in time."""
        return any(payment.may_arrive_late for payment in self._final_payments)

    @property
    def _final_payments(self) -> list[Payment]:
        """What becomes of the payment asked about, for each final payment date it is to meet."""
        if self.paying_on is None:
            return []
        return [
            each.payment(self.paying_on)
            for each in self.to_be_paid
            if each.event is Event.FINAL_PAYMENT
        ]

    @property
    def notes(self) -> tuple[Note, ...]:
        """What there is to know about a payment on the day asked about."""
        return tuple(notes_on_paying(self.paying_on, self.to_be_paid) if self.paying_on else ())


def _still_to_be_paid(of_one: Sequence[Deadline]) -> Iterator[Deadline]:
    final = [each for each in of_one if each.event is Event.FINAL_PAYMENT]
    current = [each.intake for each in final if each.status is not DeadlineStatus.PASSED]
    intakes = set(current or [each.intake for each in final[-1:]])
    yield from (each for each in of_one if not final or each.intake in intakes)


def notes_on_paying(day: CalendarDay, deadlines: Iterable[Deadline]) -> Iterator[Note]:
    """Say of a payment on *day* that it is no working day, if so, and what that makes it miss."""
    missed = [
        f"the early bird of {each.subject}" if each.event is Event.EARLY_BIRD_ENDS else each.subject
        for each in deadlines
        if each.met_by is EarnedBy.PAYMENT and each.payment(day).outcome is PaymentOutcome.AT_RISK
    ]
    for of_day in on_paying(day, listed(missed)):
        yield Note(of_day.code, of_day.text, "", None, of_day.short)
