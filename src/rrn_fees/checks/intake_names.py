"""What the name of an intake says about its start: ``2024-05`` and ``may-2024`` say May 2024."""

import re
from datetime import date
from typing import NamedTuple

from rrn_fees.catalogue.model import Intake, IntakeId, known_date
from rrn_fees.dates import FIRST_YEAR, LAST_YEAR, MONTH_NUMBERS, MONTHS
from rrn_fees.errors import quoted

_YEAR = re.compile(r"[0-9]{4}", re.ASCII)
_MONTH = re.compile(r"0[1-9]|1[0-2]", re.ASCII)

# As wide as the seasons of any course: only a start far outside one contradicts its name. Winter
# has the end of one year and the beginning of the next, so it says nothing that could be held.
_SEASONS = {"spring": (1, 6), "summer": (4, 9), "autumn": (8, 12)}


class NamedTime(NamedTuple):
    """The months in which an intake starts, as its name says."""

    year: int
    first_month: int
    last_month: int
    words: str

    def holds(self, day: date) -> bool:
        """Return whether *day* is in one of these months."""
        return day.year == self.year and self.first_month <= day.month <= self.last_month


def contradiction(name: IntakeId, intake: Intake) -> str | None:
    """Say what the identifier of *intake*, or else its label, says against its start, if it does.

    A label counts if it is a month or season with its year, and nothing else.
    """
    starts = known_date(intake.starts_on)
    if starts is None:
        return None
    said = named_time(name)
    if said is not None and not said.holds(starts):
        return f"its name says {said.words}"
    label = (intake.label or "").casefold().split()
    said = named_time("-".join(label)) if len(label) == 2 else None
    if said is not None and not said.holds(starts):
        return f"its label says {quoted(intake.label or '')}"
    return None


def named_time(name: str) -> NamedTime | None:
    """Return the months that *name* says, such as ``2024-05-evening``; None if it is not clear.

    A year alone says nothing, since a course of the academic year 2024 may start in 2025; neither
    does a month alone, nor ``2010-11``, which may be an academic year.
    """
    parts = name.split("-")
    said = set()
    for at, part in enumerate(parts):
        if not _YEAR.fullmatch(part) or not FIRST_YEAR <= int(part) <= LAST_YEAR:
            continue
        before, after = parts[at - 1] if at else "", parts[at + 1] if at + 1 < len(parts) else ""
        if _MONTH.fullmatch(after) and int(after) != (int(part) + 1) % 100:
            said.add(_month(int(part), int(after)))
        for word in (before, after):
            if word in MONTH_NUMBERS:
                said.add(_month(int(part), MONTH_NUMBERS[word]))
            elif word in _SEASONS:
                said.add(NamedTime(int(part), *_SEASONS[word], f"{word} {part}"))
    return said.pop() if len(said) == 1 else None


def _month(year: int, month: int) -> NamedTime:
    return NamedTime(year, month, month, f"{MONTHS[month - 1]} {year}")
