"""When fee schedules hold for an intake: where two overlap, and on which days there is none."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from heapq import merge
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from rrn_fees.catalogue.model import FeeSchedule, Intake, IntakeId, Qualification
from rrn_fees.dates import FIRST_YEAR, LAST_YEAR
from rrn_fees.deadlines.windows import window_of

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


Days = tuple[date, date]
"""The first and the last of some days."""

Overlap = tuple[Span, Span, date]
"""A fee schedule, another that begins before it, and the first day on which both hold."""


_Placed = tuple[tuple[date, date, int], Span]
"""A span behind what it is sorted by: its days, and of equal ones the place in the file."""


class Held:
    """When the fee schedules of a qualification hold, for each of its intakes.

    Most are for every intake. What is to know of those is found once and not for each intake.
    """

    def __init__(self, qualification: Qualification) -> None:
        self._for_all: list[_Placed] = []
        self._named: dict[IntakeId | None, list[_Placed]] = {}
        for at, schedule in enumerate(qualification.fees):
            span = Span(schedule.valid_from, schedule.valid_through, schedule)
            placed = (span.begins, span.ends, at), span
            for intake in dict.fromkeys(schedule.intakes):
                self._named.setdefault(intake, []).append(placed)
            if not schedule.intakes:
                self._for_all.append(placed)
        self._for_all.sort(key=itemgetter(0))
        self._overlaps_for_all = [*_overlaps(span for _, span in self._for_all)]
        self._days_for_all = _together(span for _, span in self._for_all)

    def any_for(self, intake: IntakeId | None) -> bool:
        """Return whether there is a fee schedule for *intake* at all."""
        return bool(self._for_all or intake in self._named)

    def overlaps(self, intake: IntakeId | None, opens: date, closes: date) -> Iterator[Overlap]:
        """Yield where two fee schedules for *intake* hold on a day from *opens* to *closes*."""
        found: Iterable[Overlap] = self._overlaps_for_all
        if intake in self._named:
            found = _overlaps(self._spans(intake))
        for span, longest, begins in found:
            first = max(begins, opens)
            if first <= min(longest.ends, span.ends, closes):
                yield span, longest, first

    def gaps(self, intake: IntakeId | None, opens: date, closes: date) -> Iterator[Days]:
        """Yield the days from *opens* to *closes* on which none for *intake* holds.

        Without ends of its own an intake has those of the fee schedules.
        """
        days = self._days_for_all
        if intake in self._named:
            days = _together(self._spans(intake))
        if not days:
            return
        covered = opens - _DAY if opens > BEFORE_ALL else min(days[0][0], closes) - _DAY
        for begins, ends in islice(days, bisect_right(days, covered, key=itemgetter(1)), None):
            if begins > covered + _DAY:
                yield covered + _DAY, min(begins - _DAY, closes)
            covered = ends
            if covered >= closes:
                return
        if closes < AFTER_ALL:
            yield covered + _DAY, closes

    def _spans(self, intake: IntakeId | None) -> Iterator[Span]:
        """Yield when each fee schedule for *intake* holds, the earliest first."""
        named = sorted(self._named.get(intake, ()), key=itemgetter(0))
        yield from (span for _, span in merge(self._for_all, named, key=itemgetter(0)))


def _overlaps(in_turn: Iterable[Span]) -> Iterator[Overlap]:
    """Yield each span that begins while another holds, with the longest of those before it."""
    longest: Span | None = None
    for span in in_turn:
        if longest is not None and span.begins <= min(longest.ends, span.ends):
            yield span, longest, span.begins
        if longest is None or span.ends > longest.ends:
            longest = span


def _together(in_turn: Iterable[Span]) -> list[Days]:
    """Return the days on which any of the spans holds, without a break between them as one."""
    days: list[Days] = []
    for span in in_turn:
        if days and span.begins <= days[-1][1] + _DAY:
            days[-1] = days[-1][0], max(days[-1][1], span.ends)
        else:
            days.append((span.begins, span.ends))
    return days


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
