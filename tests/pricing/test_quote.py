"""What is asked and what is answered: slips of a request in full, and the sums of a quote."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from support import FEBRUARY, catalogue, quoted

from rrn_fees import Item, Request, RequestError
from rrn_fees.pricing.price_list import Basis
from rrn_fees.pricing.quote import MOST_LEARNERS, per_learner, require_basis, require_days

RULES = catalogue("rules")
A_TIME = datetime(2024, 2, 1, 12, tzinfo=UTC)


def request(*of: Item, **more: Any) -> Request:
    return Request(items=of, category="member", on=more.pop("on", FEBRUARY), **more)


@pytest.mark.parametrize(
    ("of", "more", "message"),
    [
        pytest.param([], {}, "A quote needs at least one qualification.", id="nothing"),
        pytest.param(
            [Item("a", 0)], {}, "Learners are a whole number from 1, not 0.", id="no learner"),
        pytest.param(
            [Item("a", -1)], {}, "Learners are a whole number from 1, not -1.", id="below zero"),
        pytest.param(
            [Item("a", 1.0)], {},  # type: ignore[arg-type]
            "Learners are a whole number from 1, not 1.0.", id="a number with a point"),
        pytest.param(
            [Item("a", True)], {}, "Learners are a whole number from 1, not True.", id="a truth"),
        pytest.param(
            [Item("a", 100_001)], {}, '100,001 learners on "a" are more than 100,000.',
            id="a learner too many"),
        pytest.param(
            [Item("a", 60_000), Item("b"), Item("a", 40_001)], {},
            '100,001 learners on "a" are more than 100,000.', id="a learner too many together"),
        pytest.param(
            [Item("a")], {"basis": "group"}, "The basis is individual or cohort, not 'group'.",
            id="another basis"),
        pytest.param(
            [Item("a")], {"paying_on": date(2024, 1, 31)},
            "The payment date 2024-01-31 is before the day in question, 2024-02-01.",
            id="paying the day before"),
        pytest.param(
            [Item("a")], {"on": None}, "on is the day in question, and it is needed.", id="no day"),
        pytest.param(
            [Item("a")], {"on": A_TIME}, f"on is a date without a time, not {A_TIME!r}.",
            id="a time for the day"),
        pytest.param(
            [Item("a")], {"paying_on": "2024-02-01"},
            "paying_on is a date without a time, not '2024-02-01'.", id="a text for a day"),
        pytest.param(
            [Item("a")], {"tax_point": A_TIME},
            f"tax_point is a date without a time, not {A_TIME!r}.", id="a time for the tax point"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_in_a_sentence(
    of: list[Item], more: dict[str, Any], message: str
) -> None:
    with pytest.raises(RequestError) as caught:
        request(*of, **more)
    assert str(caught.value) == message


def test_what_is_just_within_its_bounds_can_be_asked() -> None:
    assert request(Item("a", MOST_LEARNERS)).items == (Item("a", 100_000),)
    assert request(Item("a"), paying_on=FEBRUARY).paying_on == FEBRUARY
    # A tax point may lie before the day of the quote, and after it.
    for tax_point in (date(2009, 1, 1), date(2030, 1, 1)):
        assert request(Item("a"), tax_point=tax_point).tax_point == tax_point
    require_days(on=FEBRUARY, paying_on=None)


def test_items_of_one_qualification_are_added_together_where_the_first_stands() -> None:
    of = request(Item("b", 2), Item("a"), Item("b", 3), Item("a", 4))
    assert of.items == (Item("b", 5), Item("a", 5))


@pytest.mark.parametrize(
    ("given", "basis"),
    [(None, None), ("cohort", Basis.COHORT), (Basis.INDIVIDUAL, Basis.INDIVIDUAL)],
)
def test_a_basis_is_one_of_two_or_none(given: str | None, basis: Basis | None) -> None:
    assert require_basis(given) is basis
    assert request(Item("a"), basis=given).basis is basis


@pytest.mark.parametrize(
    ("amount", "learners", "each", "exact"),
    [
        pytest.param(600, 6, 100, True, id="nothing is left over"),
        pytest.param(100, 3, 33, False, id="a third goes down"),  # 33.33
        pytest.param(200, 3, 67, False, id="two thirds go up"),  # 66.67
        pytest.param(1, 2, 1, False, id="half a penny goes up"),
        pytest.param(0, 7, 0, True, id="nothing at all"),
    ],
)
def test_an_amount_for_each_learner_is_rounded_half_up_and_says_so(
    amount: int, learners: int, each: int, *, exact: bool
) -> None:
    assert per_learner(amount, learners) == (each, exact)


def test_the_sums_of_a_quote_are_those_of_its_lines() -> None:
    quote = quoted("cheap-cohort:7", "inclusive:4", "exempt:2", of=RULES)
    # 450 + 100 on top; 299.99 + 100 with VAT inside; 2 x 10 without any.
    assert [line.printed for line in quote.lines] == [450_00, 100_00, 299_99, 100_00, 20_00]
    # At 20%: 110 on top and 399.99 / 6 = 66.665 inside make 176.665, half-up 176.67.
    # To be paid: 550.00 and 110.00 on top, 399.99 as printed, and 20.00.
    assert quote.totals == (903_32, 176_67, 1079_99)
    assert quote.totals.gross - quote.totals.net == quote.totals.vat
    assert quote.learners == 13
    # 1,079.99 / 13 = 83.0762
    assert quote.gross_per_learner == (83_08, False)


def test_vat_is_summed_up_by_rate_in_the_order_of_the_lines() -> None:
    quote = quoted("exempt", "odd-standard", "reduced", "odd-other", "inclusive", of=RULES)
    exempt, at_twenty, at_five = quote.vat_summary
    assert (exempt.name, exempt.percent, exempt.net, exempt.vat) == ("exempt", None, 10_00, 0)
    assert (at_twenty.codes, at_twenty.name) == (("standard", "other"), "standard, other")
    assert (at_twenty.percent, len(at_twenty.lines)) == (20_00, 3)
    assert (at_twenty.printed_without_vat, at_twenty.printed_with_vat) == (4, 100_00)
    # 0.8 on top of 0.04 and 1,666.67 inside 100.00 make 1,667.47 pence.
    assert at_twenty.vat == 16_67
    assert (at_five.name, at_five.net, at_five.vat) == ("reduced", 30, 2)  # 1.5 goes up


@pytest.mark.parametrize(
    ("texts", "pay_by"),
    [
        pytest.param(["cheap-cohort"], None, id="no day is announced"),
        pytest.param(["early"], date(2024, 7, 31), id="final payment"),
        pytest.param(["early-paid"], date(2024, 7, 8), id="an early bird that is paid for"),
        pytest.param(["early", "early-paid"], date(2024, 7, 8), id="the earlier of two"),
        pytest.param(["same-day", "early"], date(2024, 3, 1), id="the earlier of two intakes"),
    ],
)
def test_a_quote_is_to_be_paid_by_the_earliest_day_of_its_lines(
    texts: list[str], pay_by: date | None
) -> None:
    assert quoted(*texts, of=RULES).pay_by == pay_by
