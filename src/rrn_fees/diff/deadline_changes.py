"""What a change of the catalogue does to deadlines: which move, come or go. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import zip_longest

from rrn_fees.catalogue.model import Catalogue, EarnedBy
from rrn_fees.deadlines.events import Deadline, Event, Gap
from rrn_fees.deadlines.listing import deadlines_of
from rrn_fees.deadlines.working_days import Calendar
from rrn_fees.diff.multiset import multiset_difference
from rrn_fees.diff.renames import Renames


class DeadlineChangeKind(StrEnum):
    """What became of a deadline."""

    MOVED = "moved"
    """To another day, or between a day and none."""
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class DeadlineChange:
    """What became of one event of one intake."""

    old: Deadline | None
    new: Deadline | None

    @property
    def kind(self) -> DeadlineChangeKind:
        """What became of it."""
        if self.old is None:
            return DeadlineChangeKind.NEW
        return DeadlineChangeKind.GONE if self.new is None else DeadlineChangeKind.MOVED

    @property
    def at(self) -> Deadline:
        """The event as it is now, or was if it is gone."""
        deadline = self.new or self.old
        assert deadline is not None  # noqa: S101 - there is one of the two
        return deadline


Key = tuple[str, str | None, Event, EarnedBy | None]


def deadline_changes(
    old: Catalogue, new: Catalogue, on: date, working_days: Calendar, renames: Renames
) -> tuple[DeadlineChange, ...]:
    """Return every event that is not when it was, in the order of *new*, seen from the day *on*."""
    were = _by_key(old, on, working_days, renames)
    are = _by_key(new, on, working_days, Renames())
    return tuple(
        change
        for key in dict.fromkeys([*are, *were])
        for change in _changes(were.get(key, []), are.get(key, []))
    )


def _by_key(
    catalogue: Catalogue, on: date, working_days: Calendar, renames: Renames
) -> dict[Key, list[Deadline]]:
    found: dict[Key, dict[date | Gap, Deadline]] = {}
    for deadline in deadlines_of(catalogue, working_days, on).deadlines:
        name, intake = deadline.qualification, deadline.intake
        named = renames.qualification(name), renames.intake(name, intake)
        key = *named, deadline.event, deadline.earned_by
        # Two fee schedules may share a deadline.
        found.setdefault(key, {}).setdefault(when(deadline), deadline)
    return {key: [*by_day.values()] for key, by_day in found.items()}


def _changes(old: Sequence[Deadline], new: Sequence[Deadline]) -> Iterator[DeadlineChange]:
    """Yield what is left when those that stay are taken away, side by side in order of date."""
    for before, after in zip_longest(
        multiset_difference(old, new, when), multiset_difference(new, old, when)
    ):
        yield DeadlineChange(before, after)


def when(deadline: Deadline) -> date | Gap:
    """Return the day of a deadline, or what the page has in its place."""
    return deadline.date or deadline.gap
