"""Which fee schedules of a qualification are for an intake, and on which days: each found at once.

A schedule that names intakes is for those, one that names none for all. Nothing here prices.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property, lru_cache
from heapq import merge
from operator import itemgetter

from rrn_fees.catalogue.model import (
    Catalogue,
    EarlyBird,
    EarnedBy,
    FeeSchedule,
    IntakeId,
    QualificationId,
)

_DAY = timedelta(days=1)

Period = int | tuple[int, int]
"""The days between two on which a fee schedule begins or ends."""


class Schedules:
    """The fee schedules of a qualification, by the intakes that they name."""

    def __init__(self, fees: Sequence[FeeSchedule]) -> None:
        self.fees = fees
        self.for_all = [at for at, schedule in enumerate(fees) if not schedule.intakes]
        """The places in the file of those that name no intake and are for every one."""
        self.by_intake: dict[IntakeId | None, list[int]] = {}
        """The places of those that name an intake."""
        for at, schedule in enumerate(fees):
            for intake in dict.fromkeys(schedule.intakes):
                self.by_intake.setdefault(intake, []).append(at)
        self._periods: dict[IntakeId | None, tuple[_Periods, _Periods | None]] = {}

    def held_for(self, intake: IntakeId | None) -> Iterator[int]:
        """Yield the places of the schedules for *intake*, in the order of the file."""
        named = self.by_intake.get(intake)
        yield from merge(self.for_all, named) if named else self.for_all

    def early_birds(self, intake: IntakeId | None) -> Iterator[tuple[int, EarlyBird]]:
        """Yield the place and the early bird of the schedules for *intake* that have one.

        Of those for all intakes that end alike, the first.
        """
        named = (
            (at, early)
            for at in self.by_intake.get(intake, ())
            if (early := self.fees[at].early_bird)
        )
        yield from merge(self._early_birds_for_all, named, key=itemgetter(0))

    @cached_property
    def _early_birds_for_all(self) -> list[tuple[int, EarlyBird]]:
        found: dict[tuple[object, EarnedBy], tuple[int, EarlyBird]] = {}
        for at in self.for_all:
            early = self.fees[at].early_bird
            if early is not None:
                found.setdefault((early.until, early.earned_by), (at, early))
        return [*found.values()]

    def period(self, intake: IntakeId | None, on: date) -> Period:
        """Return what tells the days apart on which other schedules for *intake* hold."""
        periods, others = self._periods.get(intake) or self._periods_of(intake)
        at = bisect_right(periods.days, on)
        return at if others is None else (at, bisect_right(others.days, on))

    def in_force(self, intake: IntakeId | None, on: date) -> list[int]:
        """Return the places of the schedules for *intake* that hold on the day *on*."""
        periods, others = self._periods_of(intake)
        return sorted((*periods.on(on), *(others.on(on) if others else ())))

    def _periods_of(self, intake: IntakeId | None) -> tuple[_Periods, _Periods | None]:
        """Return those that name *intake* by day, and those for every intake: one if one is all."""
        if intake not in self._periods:
            named = self.by_intake.get(intake)
            others = self._periods_for_all if self.for_all else None
            if named:
                self._periods[intake] = _Periods(self.fees, named), others
            else:
                self._periods[intake] = self._periods_for_all, None
        return self._periods[intake]

    @cached_property
    def _periods_for_all(self) -> _Periods:
        return _Periods(self.fees, self.for_all)


class _Periods:
    """Some fee schedules by day: between two days on which one begins or ends nothing changes."""

    def __init__(self, fees: Sequence[FeeSchedule], places: Iterable[int]) -> None:
        self.fees, self.places = fees, places
        begin: dict[date, list[int]] = {}
        end: dict[date, list[int]] = {}
        for at in places:
            first = fees[at].valid_from or date.min
            last = fees[at].valid_through or date.max
            if first <= last:
                begin.setdefault(first, []).append(at)
                if last < date.max:
                    end.setdefault(last + _DAY, []).append(at)
        self.days = sorted(begin.keys() | end.keys())
        self.held: list[Sequence[int] | None] = [()]
        """What holds before the first of the days, and from each of them on.

        None: several, which only a faulty catalogue has. They are looked for when they are asked
        about: kept for every period, a hundred that all overlap would be held in ten thousand.
        """
        holding: set[int] = set()
        for day in self.days:
            holding.difference_update(end.get(day, ()))
            holding.update(begin.get(day, ()))
            self.held.append(tuple(holding) if len(holding) <= 1 else None)

    def on(self, day: date) -> Sequence[int]:
        """Return the places of those that hold on *day*."""
        period = bisect_right(self.days, day)
        found = self.held[period]
        if found is None:
            found = self.held[period] = tuple(
                at for at in self.places if _holds_on(self.fees[at], day)
            )
        return found


def _holds_on(schedule: FeeSchedule, day: date) -> bool:
    return (schedule.valid_from or day) <= day <= (schedule.valid_through or day)


@lru_cache(maxsize=16)
def _of_catalogue(catalogue: Catalogue) -> dict[QualificationId, Schedules]:
    """Return what is kept of *catalogue*, to which `schedules_of` adds."""
    del catalogue
    return {}


def schedules_of(catalogue: Catalogue, name: QualificationId) -> Schedules:
    """Return the fee schedules of the qualification *name*, sorted when they are first needed."""
    kept = _of_catalogue(catalogue)
    if name not in kept:
        kept[name] = Schedules(catalogue.qualifications[name].fees)
    return kept[name]
