"""Bank holidays as GOV.UK publishes them, from the data that comes with govuk-bank-holidays.

The only module that knows that package. Its code is not imported: that would import an HTTP client
and could call out. Source: https://www.gov.uk/bank-holidays, kept by the Ministry of Justice.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from rrn_fees.catalogue.model import BankHolidays
from rrn_fees.deadlines.working_days import CalendarDay, WorkingDays
from rrn_fees.errors import RrnFeesError

_PACKAGE, _FILE = "govuk_bank_holidays", "bank-holidays.json"


@cache
def load_working_days(division: BankHolidays = BankHolidays.ENGLAND_AND_WALES) -> WorkingDays:
    """Return the working days of *division*, known for every year whose bank holidays are listed.

    Raises `RrnFeesError` if the data cannot be read.
    """
    from importlib.util import find_spec

    try:
        found = find_spec(_PACKAGE)  # which does not import it
        folders = found.submodule_search_locations if found else None
        return parse_bank_holidays(Path(*(folders or ())[:1], _FILE).read_bytes(), division)
    except (OSError, ImportError, ValueError, LookupError, TypeError) as error:
        raise RrnFeesError(
            "The bank holidays that come with govuk-bank-holidays cannot be read "
            f"({type(error).__name__}): pip install --force-reinstall govuk-bank-holidays"
        ) from None


class WorkingDaysWhenNeeded(NamedTuple):
    """The working days of a division, read when the first day is asked about."""

    division: BankHolidays

    def day(self, day: date) -> CalendarDay:
        """Return what is known of *day*, and of the working days around it."""
        return load_working_days(self.division).day(day)


def parse_bank_holidays(content: bytes, division: BankHolidays) -> WorkingDays:
    """Return the working days of *division* by the JSON that GOV.UK publishes.

    Raises `ValueError`, `LookupError` or `TypeError` if *content* is anything else.
    """
    import json

    events = json.loads(content)[division.value]["events"]
    holidays = {date.fromisoformat(event["date"]): _name(event) for event in events}
    first, last = min(holidays).year, max(holidays).year
    return WorkingDays(division, MappingProxyType(holidays), date(first, 1, 1), date(last, 12, 31))


def _name(event: Mapping[str, str]) -> str:
    """Return what a bank holiday is called, and that it stands for one on a weekend if it does."""
    substitute = event.get("notes", "").casefold() == "substitute day"
    return f"{event['title']} (substitute day)" if substitute else event["title"]
