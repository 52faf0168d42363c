from collections.abc import Callable
from datetime import date, timedelta

import pytest

from rrn_fees.dates import (
    MOST_DAYS,
    Day,
    days_left,
    long_date,
    parse_day,
    parse_iso_date,
    short_date,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-05-07", date(2024, 5, 7)),
        ("2024-02-29", date(2024, 2, 29)),
        ("7/5/2024", date(2024, 5, 7)),
        ("07/05/2024", date(2024, 5, 7)),
        ("7 May 2024", date(2024, 5, 7)),
        ("07 may 2024", date(2024, 5, 7)),
        ("7  SEPTEMBER  2024", date(2024, 9, 7)),
        ("7 Sep 2024", date(2024, 9, 7)),
        ("7 Sept 2024", date(2024, 9, 7)),
        (" 2024-05-07 ", date(2024, 5, 7)),
        ("1990-01-01", date(1990, 1, 1)),
        ("2100-12-31", date(2100, 12, 31)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 23)),
    ],
)
def test_a_day_is_read_as_it_is_said(text: str, day: date) -> None:
    assert parse_day(text).seen_from(TODAY) == day


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("0", "write a whole date"),
        ("10", "write a whole date"),
        ("May", "write a whole date"),
        ("", "write a whole date"),
        ("yesterday", "write a whole date"),
        ("20240507", "write a whole date"),
        ("2024-5-7", "write a whole date"),
        ("2024-W19-2", "write a whole date"),
        ("2024-05-07T00:00", "write a whole date"),
        ("7 Maybe 2024", "write a whole date"),
        ("7/5/24", "write a whole date"),
        ("May 7 2024", "write a whole date"),
        ("٢٠٢٤-٠٥-٠٧", "write a whole date"),
        ("2024-02-30", "February 2024 has no day 30"),
        ("2023-02-29", "February 2023 has no day 29"),
        ("2024-05-00", "has no day 0"),
        ("10/13/2024", "no month 13; the day comes first"),
        ("2024-13-01", "no month 13"),
        ("2024-00-01", "no month 0"),
        ("1989-12-31", "outside 1990 to 2100"),
        ("2101-01-01", "outside 1990 to 2100"),
        ("1/1/0001", "outside 1990 to 2100"),
    ],
)
def test_what_is_not_a_day_is_told_why(text: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        parse_day(text)


@pytest.mark.parametrize(
    ("read", "text", "sentence"),
    [
        (parse_day, "10",
         "write a whole date, like 2024-05-07, 7/5/2024 or 7 May 2024, or today"),
        (parse_day, "2024-13-01", "there is no month 13"),
        (parse_day, "1/13/2024",
         "there is no month 13; the day comes first, like 7/5/2024 for 7 May 2024"),
        (parse_iso_date, "7/5/2024", "write a date as year, month and day, like 2024-05-07"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_sentence(
    read: Callable[[str], object], text: str, sentence: str
) -> None:
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        read(text)


def test_a_day_without_a_date_is_today_unless_it_is_said_otherwise() -> None:
    assert Day(None).seen_from(TODAY) == TODAY
    assert parse_day("2024-05-07") == Day(date(2024, 5, 7), 0)


def test_no_day_that_can_be_read_is_further_from_another_than_the_most_days() -> None:
    first, last = parse_iso_date("1990-01-01"), parse_iso_date("2100-12-31")
    assert last - first == timedelta(days=MOST_DAYS)


def test_a_catalogue_writes_dates_one_way_only() -> None:
    assert parse_iso_date("2024-05-07") == date(2024, 5, 7)
    with pytest.raises(ValueError, match="like 2024-05-07"):
        parse_iso_date("7/5/2024")


def test_dates_are_written_in_english() -> None:
    assert long_date(date(2024, 3, 29)) == "Friday 29 March 2024"
    assert short_date(date(2024, 3, 29)) == "29 Mar 2024"
    assert " ".join(long_date(date(2024, month, 1)).split()[2] for month in range(1, 13)) == (
        "January February March April May June July August September October November December"
    )


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 23), "1 day left"),
        (date(2026, 12, 1), "9 days left"),
        (date(2026, 11, 21), "1 day ago"),
        (date(2026, 11, 1), "21 days ago"),
    ],
)
def test_days_left_are_counted(day: date, said: str) -> None:
    assert days_left(day, TODAY) == said
