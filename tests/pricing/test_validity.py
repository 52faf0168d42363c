"""Until when a quote holds: one example for each thing that ends it."""

from datetime import date, timedelta

import pytest
from support import parsed, quoted

from rrn_fees.pricing.validity import asked_again, holds_until

COURSE = """
format: 1
currency: GBP
categories: {{member: {{label: Member}}}}
sources: {{page: {{title: Page}}, law: {{title: Law}}}}
vat:
  rates:
    standard:
      - {{valid_from: 2011-01-04, valid_through: 2024-03-31, percent: "20", source: law}}
      - {{valid_from: 2024-04-01, percent: "25", source: law}}
qualifications:
  course:
    title: Course
    kind: training
    source: page
    intakes: {{run: {intake}}}
    fees:
      - intakes: [run]
        source: page
        individual: {{member: "100.00"}}
        {schedule}
"""
MAY = "{starts_on: 2024-05-07}"


@pytest.mark.parametrize(
    ("intake", "schedule", "asked", "until"),
    [
        (MAY, "vat: exempt", {}, date(2024, 5, 6)),
        ("{starts_on: 2024-05-07, final_payment_on: 2024-04-02}", "vat: exempt", {},
         date(2024, 4, 2)),
        (MAY, "vat: exempt\n        valid_through: 2024-03-15", {}, date(2024, 3, 15)),
        (MAY, "vat: standard", {}, date(2024, 3, 31)),
        (MAY, "vat: standard", {"tax_point": date(2024, 2, 1)}, date(2024, 5, 6)),
        (MAY, 'vat: exempt\n        early_bird: {percent: "10", until: 2024-02-20}', {},
         date(2024, 2, 20)),
        # The price is earned by a payment: paying on 10 February is not what ends it.
        (MAY, ('vat: exempt\n        early_bird: {percent: "10", until: 2024-02-20, '
         "earned_by: payment}"), {"paying_on": date(2024, 2, 10)}, date(2024, 2, 20)),
        ("{}", "vat: exempt", {"indicative": True}, None),
    ],
)  # fmt: skip
def test_what_ends_a_quote(
    intake: str, schedule: str, asked: dict[str, object], until: date | None
) -> None:
    of = parsed(COURSE.format(intake=intake, schedule=schedule))
    assert holds_until(of, quoted("course", of=of, **asked)) == until


def test_a_request_is_asked_again_without_a_payment_that_has_passed() -> None:
    of = parsed(COURSE.format(intake=MAY, schedule="vat: exempt"))
    paying_on = date(2024, 2, 10)
    request = quoted("course", of=of, paying_on=paying_on).request
    again = asked_again(request, paying_on)
    assert (again.on, again.paying_on) == (paying_on, paying_on)
    later = asked_again(request, paying_on + timedelta(days=1))
    assert (later.on, later.paying_on) == (paying_on + timedelta(days=1), None)
