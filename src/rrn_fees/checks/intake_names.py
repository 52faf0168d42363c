"""What the name of an intake says about its start.

``2024-05``, ``202405``, ``05-2024``, ``may-2024``, ``may2024`` and ``may-24`` say May 2024.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rrn_fees.catalogue.model import Intake, IntakeId, known_date
from rrn_fees.dates import FIRST_YEAR, LAST_YEAR, MONTH_NUMBERS, MONTHS
from rrn_fees.errors import quoted

_YEAR = re.compile(r"[0-9]{4}", re.ASCII)
_SHORT_YEAR = re.compile(r"[2-9][0-9]", re.ASCII)
"""Of this century; a lower number beside a month counts intakes more likely, as in ``may-02``."""
_MONTH = re.compile(r"(0[1-9]|1[0-2])[a-z]?", re.ASCII)
"""With a letter where several intakes start in it."""
_COMPACT = re.compile(r"([0-9]{4})((?:0[1-9]|1[0-2])[a-z]?)", re.ASCII)
_WORD_AND_YEAR = re.compile(r"([a-z]+)([0-9]{2}|[0-9]{4})", re.ASCII)
_YEAR_AND_WORD = re.compile(r"([0-9]{4})([a-z]+)", re.ASCII)

# As wide as the seasons of any course: only a start far outside one contradicts its name. Winter
# has the end of one year and the beginning of the next, so it says nothing that could be held.
_SEASONS = {"spring": (1, 6), "summer": (4, 9), "autumn": (8, 12)}


class NamedTime(NamedTuple):
    """The months in which an intake starts, as its name says."""

    year: int
    first_month: int
    last_month: int
    words: str
    or_day: int | None = None
    """What may be a day of the month instead of the year: ``jun-26`` may start on any 26 June."""

    def holds(self, day: date) -> bool:
        """Return whether *day* is in one of these months."""
        if (day.month, day.day) == (self.first_month, self.or_day):
            return True
        return day.year == self.year and self.first_month <= day.month <= self.last_month


def contradiction(name: IntakeId, intake: Intake) -> str | None:
    """Say what the identifier of *intake*, or else its label, says against its start, if it does.

    A label counts if it is a month or season with its year, and nothing else.
    """
    starts = known_date(intake.starts_on)
    if starts is None:
        return None
    named = named_time(name)
    if named is not None and not named.holds(starts):
        return f"its name says {named.words}"
    label = (intake.label or "").casefold().split()
    named = named_time("-".join(label)) if len(label) == 2 else None
    if named is not None and not named.holds(starts):
        return f"its label says {quoted(intake.label or '')}"
    return None


def named_time(name: str) -> NamedTime | None:
    """Return the months that *name* says, such as ``2024-05-evening``; None if it is not clear.

    A year alone says nothing, since a course of the academic year 2024 may start in 2025; neither
    does a month alone, nor ``2010-11``, which may be an academic year, nor ``cohort-05-2024``,
    which may be the fifth one. A year of two digits counts beside the name of a month only.
    """
    parts = [piece for part in name.split("-") for piece in _pieces(part)]
    found = {*_with_whole_years(parts)} or {*_with_short_years(parts)}
    return found.pop() if len(found) == 1 else None


def _with_whole_years(parts: list[str]) -> Iterator[NamedTime]:
    for at, part in enumerate(parts):
        if not _YEAR.fullmatch(part) or not FIRST_YEAR <= int(part) <= LAST_YEAR:
            continue
        year, before, after = int(part), *_beside(parts, at)
        if (month := _MONTH.fullmatch(after)) and int(month[1]) != (year + 1) % 100:
            yield _month(year, int(month[1]))
        if at == 1 and (month := _MONTH.fullmatch(before)):
            yield _month(year, int(month[1]))
        for word in (before, after):
            if word in MONTH_NUMBERS:
                yield _month(year, MONTH_NUMBERS[word])
            elif word in _SEASONS:
                yield NamedTime(year, *_SEASONS[word], f"{word} {part}")


def _with_short_years(parts: list[str]) -> Iterator[NamedTime]:
    years = [at for at, part in enumerate(parts) if _SHORT_YEAR.fullmatch(part)]
    # Beside a whole year it is a day, and two of them may be an academic year.
    if len(years) != 1 or any(_YEAR.fullmatch(part) for part in parts):
        return
    short = int(parts[years[0]])
    for word in _beside(parts, years[0]):
        if word in MONTH_NUMBERS:
            yield _month(2000 + short, MONTH_NUMBERS[word])._replace(or_day=short)


def _beside(parts: list[str], at: int) -> tuple[str, str]:
    return parts[at - 1] if at else "", parts[at + 1] if at + 1 < len(parts) else ""


def _pieces(part: str) -> tuple[str, ...]:
    """Return the year and the month that are written in one, else *part* as it stands."""
    if compact := _COMPACT.fullmatch(part):
        return compact[1], compact[2]
    if (joined := _WORD_AND_YEAR.fullmatch(part)) and _is_time(joined[1]):
        return joined[1], joined[2]
    if (joined := _YEAR_AND_WORD.fullmatch(part)) and _is_time(joined[2]):
        return joined[1], joined[2]
    return (part,)


def _is_time(word: str) -> bool:
    return word in MONTH_NUMBERS or word in _SEASONS


def _month(year: int, month: int) -> NamedTime:
    return NamedTime(year, month, month, f"{MONTHS[month - 1]} {year}")
