"""Which deadlines there are: every event of every intake, seen from a day. Pure.

Working days are handed in, since they come from a file.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import cache

from rrn_fees.catalogue.model import (
    Catalogue,
    EarnedBy,
    Intake,
    IntakeId,
    IntakeStatus,
    NotAnnounced,
    QualificationId,
    SourceId,
)
from rrn_fees.catalogue.schedules import schedules_of
from rrn_fees.dates import months_after
from rrn_fees.deadlines.events import Deadline, Deadlines, Event, Gap
from rrn_fees.deadlines.windows import IntakeWindow, early_bird_until, in_order, window_of
from rrn_fees.deadlines.working_days import Calendar, CalendarDay
from rrn_fees.errors import RequestError, no_such


def deadlines_of(  # noqa: PLR0913 - what can be asked, each by its name
    catalogue: Catalogue,
    working_days: Calendar,
    on: date,
    *,
    qualifications: Collection[QualificationId] = (),
    intake: IntakeId | None = None,
    within: int | None = None,
    paying_on: date | None = None,
) -> Deadlines:
    """Return every event of *qualifications*, by default of all, as it lies seen from *on*.

    *intake* keeps those of that intake. *within* keeps those of the next so many days, those
    without a date, which may be among them, and where *paying_on* asks about a payment what it is
    to meet. Raises `RequestError` for a qualification or an intake that there is not, and for a
    negative *within*.
    """
    names = _names(catalogue, {*qualifications}, intake)
    if within is not None and within < 0:
        raise RequestError(f"Within counts days from 0, not {within}.")
    day = cache(working_days.day)
    found: list[Deadline] = []
    without: list[QualificationId] = []
    for name in names:
        events = [*_Events(catalogue, name, on, day).all()]
        found += (event for event in events if intake is None or event.intake == intake)
        without += [] if events else [name]
    kept = [
        event
        for event in found
        if within is None
        or _is_within(event.days_left, within)
        or (paying_on is not None and event.met_by is EarnedBy.PAYMENT)
    ]
    return Deadlines(
        on=on,
        within=within,
        paying_on=day(paying_on) if paying_on else None,
        deadlines=tuple(sorted(kept, key=lambda deadline: deadline.date or date.max)),
        without_dates=tuple(without),
        catalogue=catalogue.origin,
    )


def _names(
    catalogue: Catalogue, qualifications: Collection[QualificationId], intake: IntakeId | None
) -> list[QualificationId]:
    """Return the qualifications that are asked about, in the catalogue's order."""
    known = catalogue.qualifications
    unknown = [
        no_such("qualification", name, known) for name in qualifications if name not in known
    ]
    names = [name for name in known if not qualifications or name in qualifications]
    intakes = {each: name for name in names for each in known[name].intakes}
    if intake is not None:
        if intake not in intakes:
            unknown.append(no_such("intake", intake, intakes))
        elif qualifications:  # what is named is not passed over
            unknown += [
                no_such(f"intake of {name} called", intake, known[name].intakes)
                for name in names
                if intake not in known[name].intakes
            ]
        names = [name for name in names if intake in known[name].intakes]
    if unknown:
        raise RequestError(*unknown)
    return names


def to_be_met(
    catalogue: Catalogue,
    working_days: Calendar,
    on: date,
    qualification: QualificationId,
    intake: IntakeId | None,
) -> list[Deadline]:
    """Return the events of one intake by which something must have been done to have a place."""
    events = _Events(catalogue, qualification, on, working_days.day)
    if intake is None:
        return [*events.early_birds(None)]
    of = catalogue.qualifications[qualification].intakes[intake]
    return [*events.to_be_met(window_of(intake, of), of)]


def _is_within(days: int | None, within: int) -> bool:
    return days is None or 0 <= days <= within


class _Events:
    """Finds the events of one qualification, intake by intake."""

    __slots__ = ("day", "name", "on", "qualification", "schedules")

    def __init__(
        self,
        catalogue: Catalogue,
        name: QualificationId,
        on: date,
        day: Callable[[date], CalendarDay],
    ) -> None:
        self.name, self.on, self.day = name, on, day
        self.qualification = catalogue.qualifications[name]
        self.schedules = schedules_of(catalogue, name)

    def all(self) -> Iterator[Deadline]:
        intakes = self.qualification.intakes
        windows = [window_of(name, intake) for name, intake in intakes.items()]
        for window in sorted(windows, key=in_order):
            yield from self.of_intake(window, intakes[window.intake])
        if not windows:
            yield from self.early_birds(None)

    def of_intake(self, window: IntakeWindow, intake: Intake) -> Iterator[Deadline]:
        """Yield the events of one intake, in the order of `Event`."""
        source, opens_on = self.qualification.source_of(window.intake), intake.applications.opens_on
        if opens_on is not None:
            yield self.event(window, Event.APPLICATIONS_OPEN, opens_on, source)
        yield from self.to_be_met(window, intake)
        months, starts_on = self.qualification.duration_months, window.starts_on
        if starts_on is not None and isinstance(months, int):
            ends_on = months_after(starts_on, months)
            yield self.event(window, Event.COURSE_COMPLETES, ends_on, source, months=months)

    def to_be_met(self, window: IntakeWindow, intake: Intake) -> Iterator[Deadline]:
        """Yield the events by which something must have been done."""
        source, applications = self.qualification.source_of(window.intake), intake.applications
        early = applications.may_close_early and intake.status is not IntakeStatus.CLOSED
        closes_on, event = applications.closes_on, Event.APPLICATIONS_CLOSE
        if closes_on is not None:
            yield self.event(window, event, closes_on, source, may_close_early=early)
        yield from self.early_birds(window)
        early = early and closes_on is None
        final, event = intake.final_payment_on, Event.FINAL_PAYMENT
        yield self.event(window, event, final, source, may_close_early=early)
        yield self.event(window, Event.COURSE_STARTS, intake.starts_on, source)

    def early_birds(self, window: IntakeWindow | None) -> Iterator[Deadline]:
        """Yield the end of each early bird, once where two fee schedules have the same."""
        ends: dict[tuple[date | NotAnnounced, EarnedBy], int] = {}
        for at, early in self.schedules.early_birds(window.intake if window else None):
            until = early_bird_until(early, window) or NotAnnounced.NOT_ANNOUNCED
            ends.setdefault((until, early.earned_by), at)
        for (until, earned_by), at in ends.items():
            source, event = self.qualification.fees[at].source, Event.EARLY_BIRD_ENDS
            yield self.event(window, event, until, source, earned_by=earned_by, schedule=at)

    def event(  # noqa: PLR0913 - what an event is made of, each by its name
        self,
        window: IntakeWindow | None,
        event: Event,
        at: date | Gap,
        source: SourceId,
        *,
        earned_by: EarnedBy | None = None,
        schedule: int | None = None,
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
            schedule=schedule,
            months=months,
            may_close_early=may_close_early,
            source=source,
        )
