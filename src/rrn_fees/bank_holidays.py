"""Bank holidays as GOV.UK publishes them, from the data that comes with govuk-bank-holidays.

The only module that knows that package. Its code is not imported: that would import an HTTP client
and could call out. Source: https://www.gov.uk/bank-holidays, kept by the Ministry of Justice.
"""

from datetime import date
from functools import cache
from types import MappingProxyType

from rrn_fees.catalogue.model import BankHolidays
from rrn_fees.errors import RrnFeesError
from rrn_fees.working_days import WorkingDays

_PACKAGE, _FILE = "govuk_bank_holidays", "bank-holidays.json"


@cache
def load_working_days(division: BankHolidays = BankHolidays.ENGLAND_AND_WALES) -> WorkingDays:
    """Return the working days of *division*, known for every year whose bank holidays are listed.

    Raises `RrnFeesError` if the data cannot be read.
    """
    import json
    import pkgutil

    try:
        content = pkgutil.get_data(_PACKAGE, _FILE)
        events = json.loads(content or "")[division.value]["events"]
        titles = {date.fromisoformat(event["date"]): str(event["title"]) for event in events}
        first, last = min(titles).year, max(titles).year
    except (OSError, ImportError, ValueError, KeyError, TypeError) as error:
        raise RrnFeesError(
            "The bank holidays that come with govuk-bank-holidays cannot be read "
            f"({type(error).__name__}): pip install --force-reinstall govuk-bank-holidays"
        ) from None
    return WorkingDays(division, MappingProxyType(titles), date(first, 1, 1), date(last, 12, 31))
