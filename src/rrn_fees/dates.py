"""Dates, read strictly and written out in words. Knows no clock: a day is a parameter.

Written in English whatever the locale, which is why `strftime` is not used.
"""

import datetime as dt
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Dates outside are taken for slips of the pen."""
MOST_DAYS = (date(LAST_YEAR, 12, 31) - date(FIRST_YEAR, 1, 1)).days
"""The days between the first and the last of them."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})", re.ASCII)
_SLASHED = r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})"
_NAMED = r"(?P<day>[0-9]{1,2}) +(?P<name>[A-Za-z]+) +(?P<year>[0-9]{4})"
MONTH_NUMBERS = {
    name: number
    for number, month in enumerate(MONTHS, start=1)
    for name in (month.casefold(), month[:3].casefold())
} | {"sept": 9}


class Day(NamedTuple):
    """A day as a person says it: a date, or so many days from today."""

    date: dt.date | None
    from_today: int = 0

    def seen_from(self, today: dt.date) -> dt.date:
        """Return the date that is meant when it is said on *today*."""
        return self.date or today + timedelta(days=self.from_today)


_RELATIVE = {"today": Day(None, 0), "tomorrow": Day(None, 1)}


def parse_iso_date(text: str) -> date:
    """Read ``2024-05-07`` and nothing else; ValueError says what is wrong."""
    match = _ISO.fullmatch(text)
    if match is None:
        raise ValueError("write a date as year, month and day, like 2024-05-07")
    return _day(text, int(match["year"]), int(match["month"]), int(match["day"]))


def parse_day(text: str) -> Day:
    """Read a day as a person types it: ISO, UK day-first, ``today`` or ``tomorrow``.

    Strict: nothing is filled in and nothing is fuzzy. ValueError says what is wrong.
    """
    words = text.strip()
    if words.casefold() in _RELATIVE:
        return _RELATIVE[words.casefold()]
    if match := _ISO.fullmatch(words):
        return Day(_day(words, int(match["year"]), int(match["month"]), int(match["day"])))
    if match := re.fullmatch(_SLASHED, words):
        return Day(_day(words, int(match["year"]), int(match["month"]), int(match["day"])))
    if match := re.fullmatch(_NAMED, words):
        month = MONTH_NUMBERS.get(match["name"].casefold())
        if month is not None:
            return Day(_day(words, int(match["year"]), month, int(match["day"])))
    raise ValueError("write a whole date, like 2024-05-07, 7/5/2024 or 7 May 2024, or today")


def _day(text: str, year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"the year {year} is outside {FIRST_YEAR} to {LAST_YEAR}")
    if not 1 <= month <= len(MONTHS):
        day_first = "; the day comes first, like 7/5/2024 for 7 May 2024" if "/" in text else ""
        raise ValueError(f"there is no month {month}{day_first}")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{MONTHS[month - 1]} {year} has no day {day}") from None


def long_date(day: date) -> str:
    """``Thursday 28 March 2024``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def plain_date(day: date) -> str:
    """``28 March 2024``."""
    return f"{day_and_month(day)} {day.year}"


def day_and_month(day: date) -> str:
    """``28 March``."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def short_date(day: date) -> str:
    """``28 Mar 2024``."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


@lru_cache(maxsize=1024)
def months_after(day: date, months: int) -> date:
    """Return the same day of the month, *months* later; the last day of a month that is shorter.

    31 August and six months is 28 February, or 29 February in a leap year.
    """
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=months)


def counted(number: int, noun: str) -> str:
    """``1 learner``, ``6 learners``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def days_left(day: date, on: date) -> str:
    """Say how far *day* is from *on*: ``56 days left``, ``today``, ``3 days ago``."""
    days = (day - on).days
    if days == 0:
        return "today"
    return f"{counted(days, 'day')} left" if days > 0 else f"{counted(-days, 'day')} ago"
