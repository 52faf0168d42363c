"""When an intake can be applied for: the one place that decides whether it is open.

A window includes both its ends. An end that was never published does not close it.
"""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from heapq import heappop, heappush
from typing import NamedTuple

from rrn_fees.catalogue.model import (
    EarlyBird,
    EarnedBy,
    Intake,
    IntakeId,
    IntakeStatus,
    WeeksBeforeStart,
    known_date,
)

_DAY = timedelta(days=1)


class IntakeState(StrEnum):
    """Whether an intake can be applied for on a day."""

    OPEN = "open"
    NOT_YET_OPEN = "not-yet-open"
    CLOSED = "closed"
    NOT_ANNOUNCED = "not-announced"


class ClosedBy(StrEnum):
    """Which date ends an intake's window, in the order that decides between equal ones."""

    APPLICATIONS_CLOSE = "applications-close"
    FINAL_PAYMENT = "final-payment"
    COURSE_STARTS = "course-starts"


class IntakeWindow(NamedTuple):
    """The days on which an intake can be applied for, as far as they are known."""

    intake: IntakeId
    label: str | None
    status: IntakeStatus
    scheduled: bool
    """Whether the status is `scheduled`: any other is never open."""
    opens_on: date | None
    last_day: date | None
    """The earliest of applications closing, final payment and the day before the start."""
    closed_by: ClosedBy | None
    starts_on: date | None
    final_payment_on: date | None

    @property
    def name(self) -> str:
        """How a person speaks of the intake, with its identifier."""
        return f"{self.label} ({self.intake})" if self.label else self.intake

    def is_open(self, on: date) -> bool:
        """Return whether the intake can be applied for on the day *on*."""
        return (
            self.scheduled
            and self.last_day is not None
            and on <= self.last_day
            and (self.opens_on is None or on >= self.opens_on)
        )

    def state(self, on: date) -> IntakeState:
        """Return whether the intake can be applied for on the day *on*, and if not, why."""
        if self.is_open(on):
            return IntakeState.OPEN
        if self.is_unannounced:
            return IntakeState.NOT_ANNOUNCED
        if self.status is IntakeStatus.CLOSED or days_after(self.last_day, on):
            return IntakeState.CLOSED
        return IntakeState.NOT_YET_OPEN

    @property
    def is_unannounced(self) -> bool:
        """Whether its dates are still to be announced, on whatever day one asks."""
        if self.status is IntakeStatus.CLOSED:
            return False
        return self.status is IntakeStatus.SPECULATIVE or self.last_day is None

    def days_late(self, paying_on: date) -> int | None:
        """Return by how many days a payment misses the final payment date; None if unknown."""
        return days_after(self.final_payment_on, paying_on)


def days_after(last_day: date | None, day: date) -> int | None:
    """Return by how many days *day* misses *last_day*, 0 if in time; None if that is unknown."""
    return None if last_day is None else max(0, (day - last_day).days)


def is_met(until: date, earned_by: EarnedBy | None, on: date, paying_on: date | None) -> bool:
    """Return whether the day that earns an early bird, of applying or of paying, is in time."""
    if earned_by is EarnedBy.PAYMENT and paying_on is not None:
        return paying_on <= until
    return on <= until


def window_of(name: IntakeId, intake: Intake) -> IntakeWindow:
    """Return the window of *intake*, from the dates that are known of it."""
    starts_on = known_date(intake.starts_on)
    final_payment_on = known_date(intake.final_payment_on)
    closes_on = known_date(intake.applications.closes_on)
    ends = [
        (closes_on, ClosedBy.APPLICATIONS_CLOSE),
        (final_payment_on, ClosedBy.FINAL_PAYMENT),
        (starts_on - _DAY if starts_on else None, ClosedBy.COURSE_STARTS),
    ]
    known = [(day, event) for day, event in ends if day is not None]
    last_day, closed_by = min(known, key=lambda end: end[0]) if known else (None, None)
    return IntakeWindow(
        intake=name,
        label=intake.label,
        status=intake.status,
        scheduled=intake.status is IntakeStatus.SCHEDULED,
        opens_on=intake.applications.opens_on,
        last_day=last_day,
        closed_by=closed_by,
        starts_on=starts_on,
        final_payment_on=final_payment_on,
    )


def in_order(window: IntakeWindow) -> tuple[date, str]:
    """Sort key: the earliest start first, an unknown one last, then by name."""
    return (window.starts_on or date.max, window.intake)


class Windows:
    """The windows of a qualification's intakes, and which of them to take on a day."""

    def __init__(self, intakes: Mapping[IntakeId, Intake]) -> None:
        windows = (window_of(name, intake) for name, intake in intakes.items())
        self.in_order = tuple(sorted(windows, key=in_order))
        """The earliest start first."""
        self.by_intake = {window.intake: window for window in self.in_order}

    def chosen(self, on: date, asked: IntakeId | None) -> IntakeWindow | None:
        """Return the intake *asked* for, else the first that is open, else the nearest to that.

        None if there are none. What is returned need not be open on *on*.
        """
        if asked is not None:
            return self.by_intake[asked]
        days, first_open = self._first_open
        return first_open[bisect_right(days, on)] or self._nearest_to_open

    @cached_property
    def _first_open(self) -> tuple[list[date], list[IntakeWindow | None]]:
        """The first intake that is open, between the days on which that may change."""
        opening: dict[date, list[int]] = {}
        days: set[date] = set()
        for at, window in enumerate(self.in_order):
            first, last = window.opens_on or date.min, window.last_day
            if last is not None:  # whether it is ever open is asked below, of each
                opening.setdefault(first, []).append(at)
                days |= {first, min(last, date.max - _DAY) + _DAY}
        found: list[IntakeWindow | None] = [None]
        begun: list[int] = []  # a heap: those that have ended leave it when they come first
        in_turn = sorted(days)
        for day in in_turn:
            for at in opening.get(day, ()):
                heappush(begun, at)
            while begun and not self.in_order[begun[0]].is_open(day):
                heappop(begun)
            found.append(self.in_order[begun[0]] if begun else None)
        return in_turn, found

    @cached_property
    def _nearest_to_open(self) -> IntakeWindow | None:
        """The intake to speak of when none is open: one without dates, else the latest."""
        unannounced = (window for window in self.in_order if window.is_unannounced)
        latest = max(
            self.in_order,
            key=lambda window: (window.starts_on or date.min, window.intake),
            default=None,
        )
        return next(unannounced, latest)


def early_bird_until(early: EarlyBird, window: IntakeWindow | None) -> date | None:
    """Return the last day of an early bird; None where it cannot be known yet."""
    if isinstance(early.until, WeeksBeforeStart):
        starts_on = window.starts_on if window else None
        return early.until.before(starts_on) if starts_on else None
    return known_date(early.until)
