"""Working days: which days are Saturdays, Sundays or bank holidays, as far as that is published.

Pure: the holidays are handed in (`bank_holidays` reads them). A working day is Monday to Friday and
no bank holiday of the division. Of a weekday in a year whose bank holidays are not published it is
unknown whether it is one, and so is every answer that depends on it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from rrn_fees.catalogue.model import BankHolidays
from rrn_fees.dates import WEEKDAYS

DIVISION_NAMES = {
    BankHolidays.ENGLAND_AND_WALES: "England and Wales",
    BankHolidays.SCOTLAND: "Scotland",
    BankHolidays.NORTHERN_IRELAND: "Northern Ireland",
}
"""What GOV.UK's divisions are called in a sentence."""


class Calendar(Protocol):
    """What tells of a day whether it is a working day."""

    def day(self, day: date) -> CalendarDay:
        """Return what is known of *day*, and of the working days around it."""


_ONE = timedelta(days=1)
_SATURDAY = 5


class WorkingDays(NamedTuple):
    """The bank holidays of one division, and the days among which all of them are known."""

    division: BankHolidays
    holidays: Mapping[date, str]
    first: date
    last: date

    def is_working(self, day: date) -> bool | None:
        """Return whether *day* is a working day; None where that is not known."""
        if day.weekday() >= _SATURDAY:
            return False
        if not self.first <= day <= self.last:
            return None
        return day not in self.holidays

    def day(self, day: date) -> CalendarDay:
        """Return what is known of *day*, and of the working days around it."""
        working, before = self.is_working(day), self._nearest(day, -_ONE)
        off = self.holidays.get(day) or WEEKDAYS[day.weekday()] if working is False else None
        return CalendarDay(
            date=day,
            division=self.division,
            working=working,
            off=off,
            before=before,
            after=self._nearest(day, _ONE),
            may_work_from=self._not_known_to_be_off(day, _ONE),
            follows=self._last_holiday(before, day),
            known=(self.first.year, self.last.year),
        )

    def _nearest(self, day: date, step: timedelta) -> date | None:
        """Return the nearest working day in the direction of *step*, *day* itself left out."""
        nearest = self._not_known_to_be_off(day, step)
        return nearest if self.is_working(nearest) else None

    def _not_known_to_be_off(self, day: date, step: timedelta) -> date:
        """Return the nearest day that is a working day or may be one, *day* itself left out."""
        day += step
        while self.is_working(day) is False:
            day += step
        return day

    def _last_holiday(self, before: date | None, day: date) -> tuple[date, str] | None:
        """Return the last bank holiday after the working day *before* and before *day*."""
        between = day - _ONE
        while before is not None and between > before:
            if between in self.holidays:
                return between, self.holidays[between]
            between -= _ONE
        return None


class CalendarDay(NamedTuple):
    """A day as the bank holidays of a division make it."""

    date: dt.date
    division: BankHolidays
    working: bool | None
    """None: the bank holidays of its year are not at hand."""
    off: str | None
    """Why it is no working day: a bank holiday's name, or the day of the weekend."""
    before: dt.date | None
    """The last working day before it; None if that is unknown."""
    after: dt.date | None
    """The first working day after it; None if that is unknown."""
    may_work_from: dt.date
    """The first day after it that is a working day or may be one; `after` where that is known."""
    follows: tuple[dt.date, str] | None
    """The last bank holiday since `before`, with its name."""
    known: tuple[int, int]
    """The first and the last year whose bank holidays are at hand."""

    @property
    def last_working_day(self) -> dt.date | None:
        """The last working day on or before it; None if that is unknown."""
        match self.working:
            case True:
                return self.date
            case False:
                return self.before
            case None:
                return None

    def arrives_by(self, last_day: dt.date) -> bool | None:
        """Return whether a payment on this day arrives by *last_day*; None if that is unknown.

        Banks move money on working days: one made on any other day arrives on the next.
        """
        if self.date > last_day:
            return False
        if self.working is not False:
            return self.working
        if self.may_work_from > last_day:
            return False
        return True if self.after is not None else None
