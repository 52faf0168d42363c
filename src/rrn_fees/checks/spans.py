"""When fee schedules hold for an intake: where two overlap, and on which days there is none."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from rrn_fees.catalogue.model import FeeSchedule, Intake, IntakeId, Qualification
from rrn_fees.dates import FIRST_YEAR, LAST_YEAR
from rrn_fees.windows import window_of

_DAY = timedelta(days=1)
BEFORE_ALL, AFTER_ALL = date(FIRST_YEAR - 1, 1, 1), date(LAST_YEAR + 1, 12, 31)
"""Days that stand for an end that is open: no date of a catalogue lies beyond them."""


class Span(NamedTuple):
    """The days on which a fee schedule holds for an intake; an end that is None is open."""

    first: date | None
    last: date | None
    schedule: FeeSchedule

    @property
    def begins(self) -> date:
        """The first day, or one before all."""
        return self.first or BEFORE_ALL

    @property
    def ends(self) -> date:
        """The last day, or one after all."""
        return self.last or AFTER_ALL


def spans(qualification: Qualification, intake: IntakeId | None) -> list[Span]:
    """Return when each fee schedule for *intake* holds, the earliest first."""
    held = [
        Span(schedule.valid_from, schedule.valid_through, schedule)
        for schedule in qualification.fees
        if schedule.holds_for(intake)
    ]
    return sorted(held, key=lambda span: (span.begins, span.ends))


def days_of(intake: Intake | None) -> tuple[date, date]:
    """Return the first and the last day on which an intake can be applied for, open if unknown."""
    if intake is None:
        return BEFORE_ALL, AFTER_ALL
    window = window_of("", intake)
    return window.opens_on or BEFORE_ALL, window.last_day or AFTER_ALL


Runs = tuple[tuple[IntakeId | None, Intake | None], ...]


def runs(qualification: Qualification) -> Runs:
    """Return the intakes of a qualification; one that has none is one run without a name."""
    return tuple(qualification.intakes.items()) or ((None, None),)


def gaps(held: Sequence[Span], opens: date, closes: date) -> Iterator[tuple[date, date]]:
    """Yield the days from *opens* to *closes* on which none of *held* does, if they have ends."""
    if not held:
        return
    covered = opens - _DAY if opens > BEFORE_ALL else min(held[0].begins, closes) - _DAY
    for span in held:
        if span.begins > covered + _DAY:
            yield covered + _DAY, min(span.begins - _DAY, closes)
        covered = max(covered, span.ends)
        if covered >= closes:
            return
    if closes < AFTER_ALL:
        yield covered + _DAY, closes
