"""When an intake can be applied for: the one place that decides whether it is open.

A window includes both its ends. An end that was never published does not close it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rrn_fees.catalogue.model import (
    EarlyBird,
    EarnedBy,
    Intake,
    IntakeId,
    IntakeStatus,
    WeeksBeforeStart,
    known_date,
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeWindow:
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
        if self.status is IntakeStatus.CLOSED:
            return IntakeState.CLOSED
        if self.status is IntakeStatus.SPECULATIVE or self.last_day is None:
            return IntakeState.NOT_ANNOUNCED
        return IntakeState.CLOSED if on > self.last_day else IntakeState.NOT_YET_OPEN

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
        (starts_on - timedelta(days=1) if starts_on else None, ClosedBy.COURSE_STARTS),
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


def chosen(
    windows: Sequence[IntakeWindow], on: date, asked: IntakeId | None
) -> IntakeWindow | None:
    """Return the intake *asked* for, else the first that is open, else the nearest to that.

    *windows* are in order; None if there are none. What is returned need not be open on *on*.
    """
    for window in windows:
        if window.intake == asked or (asked is None and window.is_open(on)):
            return window
    return _nearest_to_open(windows, on) if windows else None


def _nearest_to_open(windows: Sequence[IntakeWindow], on: date) -> IntakeWindow:
    """Return the intake to speak of when none is open: one without dates, else the latest."""
    for window in windows:
        if window.state(on) is IntakeState.NOT_ANNOUNCED:
            return window
    return max(windows, key=lambda window: (window.starts_on or date.min, window.intake))


def early_bird_until(early: EarlyBird, window: IntakeWindow | None) -> date | None:
    """Return the last day of an early bird; None where it cannot be known yet."""
    if isinstance(early.until, WeeksBeforeStart):
        starts_on = window.starts_on if window else None
        return early.until.before(starts_on) if starts_on else None
    return known_date(early.until)
