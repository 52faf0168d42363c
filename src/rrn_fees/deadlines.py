"""Deadlines: every dated event of every intake, and whether a payment would be in time. Pure.

A day is over at midnight in the catalogue's timezone: a deadline of today can still be met. Working
days are handed in, since they come from a file.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple, assert_never

from rrn_fees.catalogue.model import (
    Catalogue,
    EarnedBy,
    FeeSchedule,
    Intake,
    IntakeId,
    NotAnnounced,
    NotPublished,
    Origin,
    Qualification,
    QualificationId,
    SourceId,
)
from rrn_fees.dates import long_date, months_after
from rrn_fees.errors import RequestError, no_such
from rrn_fees.windows import (
    ClosedBy,
    IntakeState,
    IntakeWindow,
    days_after,
    early_bird_until,
    in_order,
    window_of,
)
from rrn_fees.working_days import DIVISION_NAMES, CalendarDay, WorkingDays

MOST_DAYS = 40_541
"""The days from the first to the last date that is taken for one: 1990 to 2100."""


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


class DeadlineNoteCode(StrEnum):
    """What there is to know about an event."""

    NOT_WORKING_DAY = "not-working-day"
    WORKING_DAY_UNKNOWN = "working-day-unknown"
    FOLLOWS_BANK_HOLIDAY = "follows-bank-holiday"
    MAY_CLOSE_EARLY = "may-close-early"
    EXPECTED = "expected"
    NO_DATE = "no-date"
    PAYMENT_NOT_WORKING_DAY = "payment-not-working-day"


class DeadlineNote(NamedTuple):
    """Something to know about an event, as a sentence."""

    code: DeadlineNoteCode
    text: str


class Payment(NamedTuple):
    """Whether a payment on a day would be in time."""

    in_time: bool | None
    """None: there is no known date to be in time for."""
    days_late: int | None


_Gap = NotAnnounced | NotPublished | None
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
    gap: _Gap = None
    """What the page has in place of a date."""
    earned_by: EarnedBy | None = None
    """Of the end of an early bird: whose date must meet it."""
    months: int | None = None
    """Of an expected completion: how many months after the start."""
    may_close_early: bool = False
    source: SourceId

    @property
    def date(self) -> dt.date | None:
        """The day of the event, if it is known."""
        return self.day.date if self.day else None

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
    def is_paid_for(self) -> bool:
        """Whether it is a payment that meets it."""
        return self.event is Event.FINAL_PAYMENT or self.earned_by is EarnedBy.PAYMENT

    def payment(self, paying_on: dt.date) -> Payment:
        """Return whether a payment on *paying_on* would meet it."""
        late = days_after(self.date, paying_on)
        return Payment(None if late is None else late == 0, late)

    @property
    def intake(self) -> IntakeId | None:
        """The identifier of its intake, if it has one."""
        return self.window.intake if self.window else None

    @property
    def subject(self) -> str:
        """The qualification and its intake, by their identifiers."""
        return f"{self.qualification} {self.window.intake}" if self.window else self.qualification

    @property
    def notes(self) -> tuple[DeadlineNote, ...]:
        """What there is to know about it."""
        return tuple(self._notes())

    def _notes(self) -> Iterator[DeadlineNote]:
        if self.day is None:
            yield DeadlineNote(DeadlineNoteCode.NO_DATE, _GAPS[self.gap])
        else:
            yield from _on_the_day(self.day, self.act, self.on)
        if self.may_close_early:
            text = "Applications may close early if more arrive than expected."
            yield DeadlineNote(DeadlineNoteCode.MAY_CLOSE_EARLY, text)
        if self.months is not None:
            text = f"Expected {self.months} months after the start, as its page gives the time."
            yield DeadlineNote(DeadlineNoteCode.EXPECTED, text)

    @property
    def act(self) -> str | None:
        """What one does to meet it, if it is met by doing something."""
        match self.event:
            case Event.FINAL_PAYMENT:
                return "pay"
            case Event.APPLICATIONS_CLOSE:
                return "apply"
            case Event.EARLY_BIRD_ENDS:
                return "pay" if self.is_paid_for else "apply"
            case Event.APPLICATIONS_OPEN | Event.COURSE_STARTS | Event.COURSE_COMPLETES:
                return None
            case _:
                assert_never(self.event)


def _on_the_day(day: CalendarDay, act: str | None, on: date) -> Iterator[DeadlineNote]:
    """Say of a day what its bank holidays make of it, and by when to *act* if one still can."""
    if day.working is None:
        yield DeadlineNote(DeadlineNoteCode.WORKING_DAY_UNKNOWN, working_day_unknown(day))
    elif not day.working:
        instead = ""
        if day.before is not None:
            is_or_was = "is" if on <= day.before else "was"
            by = f"The last working day before it {is_or_was}"
            if act and on <= day.before:
                by = f"{act.capitalize()} by"
            instead = f" {by} {long_date(day.before)}."
        yield DeadlineNote(DeadlineNoteCode.NOT_WORKING_DAY, f"{not_a_working_day(day)}.{instead}")
    elif day.follows is not None and day.before is not None:
        holiday, name = day.follows
        text = (
            f"{long_date(holiday)} is a bank holiday ({name}); the last working day before "
            f"{long_date(day.date)} is {long_date(day.before)}."
        )
        yield DeadlineNote(DeadlineNoteCode.FOLLOWS_BANK_HOLIDAY, text)


def not_a_working_day(day: CalendarDay) -> str:
    """``Friday 29 March 2024 is Good Friday, not a working day in England and Wales``."""
    why = f" is {day.off}," if day.off and day.off not in long_date(day.date) else " is"
    return (
        f"{long_date(day.date)}{why} not a working day in {DIVISION_NAMES[day.calendar.division]}"
    )


def working_day_unknown(day: CalendarDay) -> str:
    """Say that it is not known of *day* whether it is a working day."""
    first, last = day.calendar.first.year, day.calendar.last.year
    return (
        f"Whether {long_date(day.date)} is a working day is not known: bank holidays are at hand "
        f"for {first} to {last}."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """What was asked for and the events found, in order of date; those without one come last."""

    on: dt.date
    within: int | None
    paying_on: CalendarDay | None
    deadlines: tuple[Deadline, ...]
    catalogue: Origin

    @property
    def too_late(self) -> bool:
        """Whether a payment on the day asked about would miss a final payment date."""
        return self.paying_on is not None and any(
            deadline.payment(self.paying_on.date).in_time is False
            for deadline in self.deadlines
            if deadline.event is Event.FINAL_PAYMENT
        )

    @property
    def notes(self) -> tuple[DeadlineNote, ...]:
        """What there is to know about a payment on the day asked about."""
        return tuple(notes_on_paying(self.paying_on, self.deadlines) if self.paying_on else ())


def notes_on_paying(day: CalendarDay, deadlines: Iterable[Deadline]) -> Iterator[DeadlineNote]:
    """Say of a payment on *day* that no bank works on it, if so, and what that makes it miss."""
    if day.working is None:
        yield DeadlineNote(DeadlineNoteCode.WORKING_DAY_UNKNOWN, working_day_unknown(day))
    elif not day.working:
        text = not_a_working_day(day)
        if day.after is not None:
            text += f"; a payment may only arrive on the next one, {long_date(day.after)}"
            missed = [
                deadline.subject
                for deadline in deadlines
                if deadline.event is Event.FINAL_PAYMENT
                and deadline.payment(day.date).in_time
                and not deadline.payment(day.after).in_time
            ]
            text += f": too late for {', '.join(missed)}" if missed else ""
        yield DeadlineNote(DeadlineNoteCode.PAYMENT_NOT_WORKING_DAY, f"{text}.")


def deadlines_of(  # noqa: PLR0913 - what can be asked, each by its name
    catalogue: Catalogue,
    working_days: WorkingDays,
    on: date,
    *,
    qualifications: Collection[QualificationId] = (),
    within: int | None = None,
    paying_on: date | None = None,
) -> Deadlines:
    """Return every event of *qualifications*, by default of all, as it lies seen from *on*.

    *within* keeps those of the next so many days, and those without a date, which may be among
    them. Raises `RequestError` for a qualification that there is not and for a negative *within*.
    """
    unknown = [name for name in qualifications if name not in catalogue.qualifications]
    if unknown:
        known = catalogue.qualifications
        raise RequestError("\n".join(no_such("qualification", name, known) for name in unknown))
    if within is not None and within < 0:
        raise RequestError(f"Within counts days from 0, not {within}.")
    day = cache(working_days.day)
    events = (
        deadline
        for name, qualification in catalogue.qualifications.items()
        if not qualifications or name in qualifications
        for deadline in _Events(name, qualification, on, day).all()
    )
    kept = [event for event in events if within is None or _is_within(event.days_left, within)]
    return Deadlines(
        on=on,
        within=within,
        paying_on=day(paying_on) if paying_on else None,
        deadlines=tuple(sorted(kept, key=lambda deadline: deadline.date or date.max)),
        catalogue=catalogue.origin,
    )


def to_be_met(
    catalogue: Catalogue,
    working_days: WorkingDays,
    on: date,
    qualification: QualificationId,
    intake: IntakeId | None,
) -> list[Deadline]:
    """Return the events of one intake by which something must have been done to have a place."""
    of = catalogue.qualifications[qualification]
    events = _Events(qualification, of, on, working_days.day)
    if intake is None:
        return [*events.early_birds(None)]
    return [*events.to_be_met(window_of(intake, of.intakes[intake]), of.intakes[intake])]


def _is_within(days: int | None, within: int) -> bool:
    return days is None or 0 <= days <= within


@dataclass(frozen=True, slots=True)
class _Events:
    """Finds the events of one qualification, intake by intake."""

    name: QualificationId
    qualification: Qualification
    on: date
    day: Callable[[date], CalendarDay]

    def all(self) -> Iterator[Deadline]:
        intakes = self.qualification.intakes
        windows = [window_of(name, intake) for name, intake in intakes.items()]
        for window in sorted(windows, key=in_order):
            yield from self.of_intake(window, intakes[window.intake])
        if not windows:
            yield from self.early_birds(None)

    def of_intake(self, window: IntakeWindow, intake: Intake) -> Iterator[Deadline]:
        """Yield the events of one intake, in the order of `Event`."""
        source, opens_on = self.source_of(intake), intake.applications.opens_on
        if opens_on is not None:
            yield self.event(window, Event.APPLICATIONS_OPEN, opens_on, source)
        yield from self.to_be_met(window, intake)
        months, starts_on = self.qualification.duration_months, window.starts_on
        if starts_on is not None and isinstance(months, int):
            ends_on = months_after(starts_on, months)
            yield self.event(window, Event.COURSE_COMPLETES, ends_on, source, months=months)

    def to_be_met(self, window: IntakeWindow, intake: Intake) -> Iterator[Deadline]:
        """Yield the events by which something must have been done."""
        source, closes_on = self.source_of(intake), intake.applications.closes_on
        early = intake.applications.may_close_early
        if closes_on is not None:
            event = Event.APPLICATIONS_CLOSE
            yield self.event(window, event, closes_on, source, may_close_early=early)
        yield from self.early_birds(window)
        early = early and window.closed_by is ClosedBy.FINAL_PAYMENT
        final, event = intake.final_payment_on, Event.FINAL_PAYMENT
        yield self.event(window, event, final, source, may_close_early=early)
        yield self.event(window, Event.COURSE_STARTS, intake.starts_on, source)

    def source_of(self, intake: Intake) -> SourceId:
        return intake.source or self.qualification.source

    def early_birds(self, window: IntakeWindow | None) -> Iterator[Deadline]:
        """Yield the end of each early bird, once where two fee schedules have the same."""
        ends: dict[tuple[date | NotAnnounced, EarnedBy], SourceId] = {}
        for schedule in self.qualification.fees:
            early = schedule.early_bird
            if early is not None and (window is None or _holds_for(schedule, window)):
                until = early_bird_until(early, window) or NotAnnounced.NOT_ANNOUNCED
                ends.setdefault((until, early.earned_by), schedule.source)
        for (until, earned_by), source in ends.items():
            yield self.event(window, Event.EARLY_BIRD_ENDS, until, source, earned_by=earned_by)

    def event(  # noqa: PLR0913 - what an event is made of, each by its name
        self,
        window: IntakeWindow | None,
        event: Event,
        at: date | _Gap,
        source: SourceId,
        *,
        earned_by: EarnedBy | None = None,
        months: int | None = None,
        may_close_early: bool = False,
    ) -> Deadline:
        return Deadline(
            qualification=self.name,
            title=self.qualification.title,
            window=window,
            event=event,
            on=self.on,
            day=self.day(at) if isinstance(at, date) else None,
            gap=None if isinstance(at, date) else at,
            earned_by=earned_by,
            months=months,
            may_close_early=may_close_early,
            source=source,
        )


def _holds_for(schedule: FeeSchedule, window: IntakeWindow) -> bool:
    return not schedule.intakes or window.intake in schedule.intakes
