"""Working days, as GOV.UK's bank holidays make them."""

import pickle
import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rrn_fees.catalogue.model import BankHolidays
from rrn_fees.deadlines.bank_holidays import load_working_days, parse_bank_holidays
from rrn_fees.deadlines.working_days import WorkingDays

ENGLAND, SCOTLAND, NORTHERN_IRELAND = map(load_working_days, BankHolidays)
GOOD_FRIDAY, EASTER_MONDAY = date(2024, 3, 29), date(2024, 4, 1)


def test_good_friday_2024_is_no_working_day_anywhere_in_the_united_kingdom() -> None:
    for division in (ENGLAND, SCOTLAND, NORTHERN_IRELAND):
        day = division.day(GOOD_FRIDAY)
        assert (day.working, day.off, day.before) == (False, "Good Friday", date(2024, 3, 28))


def test_easter_monday_is_a_working_day_in_scotland_alone() -> None:
    assert SCOTLAND.is_working(EASTER_MONDAY) is True
    assert ENGLAND.is_working(EASTER_MONDAY) is False
    assert NORTHERN_IRELAND.is_working(EASTER_MONDAY) is False
    assert SCOTLAND.day(GOOD_FRIDAY).after == EASTER_MONDAY
    assert ENGLAND.day(GOOD_FRIDAY).after == date(2024, 4, 2)


@pytest.mark.parametrize(
    ("day", "working", "before", "after", "off"),
    [
        pytest.param(date(2024, 3, 28), True, date(2024, 3, 27), date(2024, 4, 2), None,
                     id="the day before Good Friday"),
        pytest.param(date(2024, 3, 30), False, date(2024, 3, 28), date(2024, 4, 2), "Saturday",
                     id="the Saturday of Easter"),
        pytest.param(date(2024, 5, 6), False, date(2024, 5, 3), date(2024, 5, 7),
                     "Early May bank holiday", id="the early May bank holiday"),
        pytest.param(date(2024, 5, 7), True, date(2024, 5, 3), date(2024, 5, 8), None,
                     id="the day after the early May bank holiday"),
        pytest.param(date(2024, 2, 29), True, date(2024, 2, 28), date(2024, 3, 1), None,
                     id="a leap day"),
        pytest.param(date(2022, 9, 19), False, date(2022, 9, 16), date(2022, 9, 20),
                     "Bank Holiday for the State Funeral of Queen Elizabeth II",
                     id="a holiday of one year"),
    ],
)  # fmt: skip
def test_a_day_knows_the_working_days_around_it(
    day: date, *, working: bool, before: date, after: date, off: str | None
) -> None:
    seen = ENGLAND.day(day)
    assert (seen.working, seen.before, seen.after, seen.off) == (working, before, after, off)


def test_a_day_knows_the_bank_holiday_that_it_follows() -> None:
    assert ENGLAND.day(date(2024, 5, 7)).follows == (date(2024, 5, 6), "Early May bank holiday")
    assert ENGLAND.day(date(2024, 4, 2)).follows == (EASTER_MONDAY, "Easter Monday")
    assert ENGLAND.day(date(2024, 5, 8)).follows is None
    assert ENGLAND.day(date(2024, 5, 13)).follows is None  # after a weekend like any other


def test_beyond_the_last_year_of_the_data_nothing_is_guessed() -> None:
    last = ENGLAND.last
    assert (last.month, last.day) == (12, 31)
    weekday = last + timedelta(days=1)
    while weekday.weekday() > 4:
        weekday += timedelta(days=1)
    after = ENGLAND.day(weekday + timedelta(days=7))
    assert (after.working, after.off, after.before, after.after) == (None, None, None, None)
    saturday = weekday + timedelta(days=(5 - weekday.weekday()) % 7 + 7)
    assert ENGLAND.day(saturday).working is False
    assert ENGLAND.day(saturday).before is None
    assert ENGLAND.is_working(date(2011, 12, 28)) is None


def test_the_first_and_the_last_day_of_the_data_are_known() -> None:
    monday, friday = date(2024, 6, 3), date(2024, 6, 7)
    week = WorkingDays(BankHolidays.SCOTLAND, {}, monday, friday)
    assert week.is_working(monday) is True
    assert week.is_working(friday) is True
    assert week.is_working(monday - timedelta(days=3)) is None
    assert week.is_working(friday + timedelta(days=3)) is None


@given(st.dates(date(2012, 1, 9), date(2028, 12, 20)), st.sampled_from([*BankHolidays]))
def test_the_working_days_around_a_day_are_the_nearest(day: date, division: BankHolidays) -> None:
    calendar = load_working_days(division)
    seen = calendar.day(day)
    assert seen.before is not None
    assert seen.after is not None
    assert seen.before < day < seen.after
    assert calendar.is_working(seen.before)
    assert calendar.is_working(seen.after)
    between = (seen.before + timedelta(days=n) for n in range(1, (seen.after - seen.before).days))
    assert not any(calendar.is_working(other) for other in between if other != day)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b'{"scotland": {"events": []}}', b'{"scotland": 1}']
)
def test_what_is_no_list_of_bank_holidays_is_an_error(content: bytes) -> None:
    with pytest.raises((ValueError, LookupError, TypeError)):
        parse_bank_holidays(content, BankHolidays.SCOTLAND)


def test_bank_holidays_that_are_missing_are_a_sentence() -> None:
    program = (
        "import sys; sys.modules['govuk_bank_holidays'] = None\n"
        "from rrn_fees.__main__ import main; sys.argv[1:] = ['deadlines']; main()"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 3
    assert "pip install --force-reinstall govuk-bank-holidays" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_substitute_day_is_not_called_the_day_that_it_stands_for() -> None:
    assert ENGLAND.day(date(2022, 1, 3)).off == "New Year’s Day (substitute day)"
    assert ENGLAND.day(date(2024, 1, 1)).off == "New Year’s Day"


def test_a_day_can_be_kept_and_compared() -> None:
    day = ENGLAND.day(GOOD_FRIDAY)
    assert pickle.loads(pickle.dumps(day)) == day  # noqa: S301 - our own
    assert len({day, ENGLAND.day(GOOD_FRIDAY), SCOTLAND.day(GOOD_FRIDAY)}) == 2


@pytest.mark.parametrize(
    ("day", "last"),
    [
        pytest.param(date(2024, 3, 28), date(2024, 3, 28), id="a working day is its own"),
        pytest.param(GOOD_FRIDAY, date(2024, 3, 28), id="Good Friday"),
        pytest.param(EASTER_MONDAY, date(2024, 3, 28), id="Easter Monday"),
        pytest.param(date(2024, 3, 24), date(2024, 3, 22), id="a Sunday"),
        pytest.param(date(2012, 1, 1), None, id="a Sunday before which nothing is known"),
        pytest.param(date(2011, 12, 28), None, id="a day of which nothing is known"),
    ],
)
def test_the_last_working_day_is_on_or_before_a_day(day: date, last: date | None) -> None:
    assert ENGLAND.day(day).last_working_day == last


WEEK = WorkingDays(BankHolidays.SCOTLAND, {}, date(2024, 6, 3), date(2024, 6, 7))
"""Monday to Friday of a week are known; the weekend after it is one, and then nothing is known."""


@pytest.mark.parametrize(
    ("paid", "last_day", "arrives"),
    [
        pytest.param(date(2024, 6, 7), date(2024, 6, 7), True, id="on a working day"),
        pytest.param(date(2024, 6, 7), date(2024, 6, 6), False, id="a day late"),
        pytest.param(date(2024, 6, 1), date(2024, 6, 2), False, id="a weekend, due within it"),
        pytest.param(date(2024, 6, 1), date(2024, 6, 3), True, id="a weekend, due on Monday"),
        pytest.param(date(2024, 6, 8), date(2024, 6, 9), False,
                     id="a weekend, due within it, before an unknown Monday"),
        pytest.param(date(2024, 6, 8), date(2024, 6, 10), None,
                     id="a weekend, due on an unknown Monday"),
        pytest.param(date(2024, 6, 10), date(2024, 6, 30), None, id="an unknown day"),
        pytest.param(date(2024, 6, 11), date(2024, 6, 10), False, id="an unknown day, too late"),
    ],
)  # fmt: skip
def test_a_payment_arrives_on_a_working_day(
    paid: date, last_day: date, *, arrives: bool | None
) -> None:
    assert WEEK.day(paid).arrives_by(last_day) is arrives


@given(
    st.dates(date(2012, 1, 9), date(2028, 12, 1)),
    st.integers(-3, 10),
    st.sampled_from([*BankHolidays]),
)
def test_a_payment_arrives_where_a_working_day_is_left(
    paid: date, left: int, division: BankHolidays
) -> None:
    """By definition: there is a working day from the payment to the last day, both included."""
    calendar = load_working_days(division)
    days = (paid + timedelta(days=n) for n in range(left + 1))
    arrives = any(calendar.is_working(day) for day in days)
    assert calendar.day(paid).arrives_by(paid + timedelta(days=left)) is arrives
