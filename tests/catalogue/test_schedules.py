"""Which fee schedules hold on a day, also where several do, which only a faulty catalogue has."""

from datetime import date

import pytest
from support import parsed

from rrn_fees.catalogue.schedules import _Periods, schedules_of

COURSE = """
format: 1
currency: GBP
categories: {member: {label: Member}}
sources: {page: {title: Page}}
qualifications:
  course:
    title: Course
    kind: training
    source: page
    intakes: {run: {}, other: {}}
    fees:
"""
DATES = (
    "valid_from: 2023-01-01, valid_through: 2023-12-31",
    "valid_from: 2024-01-01, valid_through: 2024-03-31",
    "valid_from: 2024-03-01",
    "valid_from: 2024-03-15, valid_through: 2024-03-20",
    "valid_from: 2024-06-01",
)
FEES = "".join(
    f'      - {{{dates}, vat: exempt, source: page, individual: {{member: "100.00"}}}}\n'
    for dates in (*DATES, "intakes: [run], valid_from: 2024-03-10, valid_through: 2024-03-15")
)


@pytest.mark.parametrize(
    ("on", "held"),
    [
        (date(2023, 12, 31), [0]),
        (date(2024, 1, 1), [1]),
        (date(2024, 2, 29), [1]),
        (date(2024, 3, 1), [1, 2]),
        (date(2024, 3, 15), [1, 2, 3]),
        (date(2024, 3, 20), [1, 2, 3]),
        (date(2024, 3, 21), [1, 2]),
        (date(2024, 3, 31), [1, 2]),
        (date(2024, 4, 1), [2]),
        (date(2024, 6, 1), [2, 4]),
    ],
)
def test_those_in_force_are_those_whose_days_include_it(on: date, held: list[int]) -> None:
    schedules = schedules_of(parsed(COURSE + FEES), "course")
    assert schedules.in_force("other", on) == held
    own = [5] if date(2024, 3, 10) <= on <= date(2024, 3, 15) else []
    assert schedules.in_force("run", on) == [*held, *own]
    assert schedules.in_force("run", on) == [*held, *own]  # and so when it is asked again


def test_one_that_holds_is_known_beforehand_and_several_once_they_are_asked_about() -> None:
    fees = parsed(COURSE + FEES).qualifications["course"].fees
    periods = _Periods(fees, range(len(DATES)))
    assert periods.held == [(), (0,), (1,), None, None, None, (2,), None]
    periods.on(date(2024, 3, 15))
    assert periods.held == [(), (0,), (1,), None, (1, 2, 3), None, (2,), None]
