"""The rows of the price list: from when to when each price holds, and what is announced."""

from datetime import date

import pytest
from support import parsed

from rrn_fees import Basis
from rrn_fees.pricing.price_list import PriceRow, price_list

CATALOGUE = """
format: 1
currency: GBP
categories: {{member: {{label: Member}}, non-member: {{label: Non-member}}}}
sources: {{page: {{title: Page}}, other-page: {{title: Other page}}}}
qualifications:
  course:
    title: Course
    kind: training
    source: page
    {intakes}
    fees:
      - {fee}
        vat: exempt
        source: other-page
        individual: {{member: "10.00"}}
"""


def rows_of(fee: str, intake: str | None = None) -> tuple[PriceRow, ...]:
    intakes = f"intakes: {{march: {intake}}}" if intake else ""
    return tuple(price_list(parsed(CATALOGUE.format(fee=fee, intakes=intakes))).rows)


def march(of_march: int | None) -> date | None:
    return None if of_march is None else date(2024, 3, of_march)


@pytest.mark.parametrize(
    ("fee", "intake", "first", "last"),
    [
        ("valid_from: 2024-03-04", None, 4, None),
        ("{valid_from: 2024-03-04, valid_through: 2024-03-09}", None, 4, 9),
        ("intakes: [march]", "{final_payment_on: 2024-03-08}", None, 8),
        ("intakes: [march]", "{applications: {opens_on: 2024-03-05, closes_on: 2024-03-07}}", 5, 7),
        # The later of the two first days, and the earlier of the two last.
        ("{valid_from: 2024-03-04, valid_through: 2024-03-09}",
         "{applications: {opens_on: 2024-03-05, closes_on: 2024-03-07}}", 5, 7),
        ("{valid_from: 2024-03-06, valid_through: 2024-03-06}",
         "{applications: {opens_on: 2024-03-05, closes_on: 2024-03-07}}", 6, 6),
    ],
)  # fmt: skip
def test_a_price_is_available_while_its_fee_schedule_and_its_intake_are(
    fee: str, intake: str | None, first: int | None, last: int | None
) -> None:
    [row] = rows_of(fee.strip("{}").replace(", ", "\n        "), intake)
    assert (row.valid_from, row.valid_through) == (march(first), march(last))


def test_a_price_whose_fee_schedule_ends_before_its_intake_opens_is_no_row() -> None:
    intake = "{applications: {opens_on: 2024-03-05}, starts_on: 2024-03-12}"
    assert not rows_of("valid_from: 2024-01-01\n        valid_through: 2024-03-04", intake)
    assert rows_of("valid_from: 2024-01-01\n        valid_through: 2024-03-05", intake)


@pytest.mark.parametrize(
    ("intake", "announced"),
    [
        (None, True),
        ("{starts_on: 2024-03-12}", True),
        ("{status: closed, starts_on: 2024-03-12}", True),
        ("{status: closed}", True),
        ("{status: speculative, starts_on: 2024-03-12}", False),
        ("{status: scheduled, applications: {opens_on: 2024-03-04}}", False),
    ],
)
@pytest.mark.parametrize(
    ("until", "early_announced"), [("2024-03-05", True), ("not-announced", False)]
)
def test_a_price_is_announced_if_its_intake_is_and_an_early_bird_if_its_deadline_is_too(
    intake: str | None, until: str, *, announced: bool, early_announced: bool
) -> None:
    early = f'{{until: {until}, individual: {{member: "9.00"}}}}'
    standard, lowered = rows_of(f"valid_from: 2024-01-01\n        early_bird: {early}", intake)
    assert standard.announced is announced
    assert lowered.announced is (announced and early_announced)
    assert (standard.early_bird, lowered.early_bird) == (False, True)
    expected = standard.valid_through
    if early_announced and (expected is None or date(2024, 3, 5) < expected):
        expected = date(2024, 3, 5)
    assert lowered.valid_through == expected


def test_a_row_says_all_that_its_price_depends_on() -> None:
    [row, lowered] = rows_of(
        "intakes: [march]\n        prices_include_vat: true\n        early_bird:"
        ' {until: 2024-03-05, percent: "12.5", earned_by: payment}',
        "{starts_on: 2024-03-12}",
    )
    assert (row.qualification, row.title, row.intake) == ("course", "Course", "march")
    assert (row.category, row.basis, row.size) == ("member", Basis.INDIVIDUAL, 1)
    assert (row.price, row.percent_off, row.until, row.earned_by) == (1000, None, None, None)
    assert (row.includes_vat, row.vat_code, row.source) == (True, "exempt", "other-page")
    assert row.schedule == "qualifications.course.fees[0]"
    assert (lowered.price, lowered.percent_off, lowered.until) == (875, 1250, march(5))
    assert lowered.earned_by == "payment"


def test_what_is_not_published_is_listed_by_basis_and_by_category() -> None:
    cohort = 'valid_from: 2024-01-01\n        cohort: {size: 2, prices: {non-member: "25.00"}}'
    both = price_list(parsed(CATALOGUE.format(fee=cohort, intakes="")))
    gaps = [(gap.basis, gap.category) for gap in both.unpublished]
    assert gaps == [(Basis.INDIVIDUAL, "non-member"), (Basis.COHORT, "member")]
    alone = price_list(parsed(CATALOGUE.format(fee="valid_from: 2024-01-01", intakes="")))
    gaps = [(gap.basis, gap.category) for gap in alone.unpublished]
    assert gaps == [(Basis.INDIVIDUAL, "non-member"), (Basis.COHORT, None)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ('cohort: {member: "15.00"}', [("cohort", 1500)]),
        ('individual: {member: "9.99"}', [("individual", 999)]),
        ("", [("individual", 900), ("cohort", 1620)]),
    ],
)
def test_a_per_cent_derives_early_bird_prices_only_where_none_is_printed(
    printed: str, expected: list[tuple[str, int]]
) -> None:
    early = f'{{until: 2024-03-05, percent: "10"{", " if printed else ""}{printed}}}'
    rows = rows_of(
        "valid_from: 2024-01-01\n"
        '        cohort: {size: 2, prices: {member: "18.00"}}\n'
        f"        early_bird: {early}"
    )
    assert [(row.basis.value, row.price) for row in rows if row.early_bird] == expected


def test_a_qualification_without_fees_hides_no_gap_of_the_next() -> None:
    text = CATALOGUE.format(fee="valid_from: 2024-01-01", intakes="")
    first = "qualifications:\n  free: {title: Free, kind: training, source: page}"
    gaps = price_list(parsed(text.replace("qualifications:", first))).unpublished
    assert [(gap.qualification, gap.basis, gap.category) for gap in gaps] == [
        ("free", None, None),
        ("course", Basis.INDIVIDUAL, "non-member"),
        ("course", Basis.COHORT, None),
    ]


@pytest.mark.parametrize(
    ("closes_on", "there_is_one"), [("2024-03-01", True), ("2024-02-29", False)]
)
def test_an_early_bird_for_which_there_is_no_day_is_none(
    closes_on: str, *, there_is_one: bool
) -> None:
    early = '{until: 2024-03-05, individual: {member: "9.00"}}'
    fee = f"valid_from: 2024-03-01\n        early_bird: {early}"
    intakes = f"intakes: {{march: {{applications: {{closes_on: {closes_on}}}}}}}"
    prices = price_list(parsed(CATALOGUE.format(fee=fee, intakes=intakes))).of("course")
    assert prices.has_early_bird(None) is there_is_one
    assert prices.has_early_bird("march") is there_is_one


@pytest.mark.parametrize(
    ("intake", "on", "may_be_paid", "announced"),
    [
        ("{final_payment_on: 2024-03-08}", 7, True, True),
        ("{final_payment_on: 2024-03-08}", 8, True, True),
        ("{final_payment_on: 2024-03-08}", 9, False, True),
        ("{status: closed, final_payment_on: 2024-03-08}", 7, False, True),
        ("{status: closed}", 7, False, True),
        ("{status: speculative, final_payment_on: 2024-03-08}", 7, True, False),
        ("{status: speculative}", 7, True, False),
        (None, 7, True, True),
    ],
)
def test_a_price_may_be_paid_until_its_last_day_unless_its_intake_is_closed(
    intake: str | None, on: int, *, may_be_paid: bool, announced: bool
) -> None:
    fee = "intakes: [march]" if intake else "valid_from: 2024-01-01"
    [row] = rows_of(fee, intake)
    day = date(2024, 3, on)
    assert row.may_be_paid_from(day) is may_be_paid
    assert row.can_be_paid_from(day) is (may_be_paid and announced)
    assert row.intake_status == (row.window and row.window.status)
