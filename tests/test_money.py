import re
from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rrn_fees.money import (
    RoundingMode,
    decimal_text,
    divide,
    less_percent,
    parse_percent,
    parse_pounds,
    parse_typed_pounds,
    percent_change,
    percent_text,
    pounds,
    share,
    signed_percent_text,
    sterling,
)


@pytest.mark.parametrize(
    ("text", "pence"), [("0.00", 0), ("0.01", 1), ("799.00", 79900), ("999999999.99", 99999999999)]
)
def test_pounds_are_read_to_the_penny(text: str, pence: int) -> None:
    assert parse_pounds(text) == pence
    assert decimal_text(pence) == text


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param("799.100", "two decimals, not 3", id="three decimals"),
        pytest.param("799.1", "has two decimals", id="one decimal"),
        pytest.param("799", "has two decimals", id="no decimals"),
        pytest.param("799.", "has two decimals", id="a point and no decimals"),
        pytest.param("-5.00", "cannot be negative", id="negative"),
        pytest.param("1e3", "exponent", id="exponent"),
        pytest.param("1.00E+2", "exponent", id="exponent with a sign"),
        pytest.param("1,000.00", "no separators", id="comma"),
        pytest.param("1_000.00", "no separators", id="underscore"),
        pytest.param("£5.00", "no pound sign", id="pound sign"),
        pytest.param("007.00", "not an amount", id="leading zeros"),
        pytest.param("٧٩٩.٠٠", "not an amount", id="other digits"),
        pytest.param("five", "not an amount", id="a word"),
        pytest.param("1x.123", "not an amount", id="a letter before the point"),
        pytest.param("1.abc", "not an amount", id="letters after the point"),
        pytest.param("", "not an amount", id="nothing"),
        pytest.param("1000000000.00", "at most 9 digits", id="too many digits"),
    ],
)
def test_what_is_not_pounds_and_pence_is_told_why(text: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        parse_pounds(text)


@pytest.mark.parametrize(
    ("read", "text", "sentence"),
    [
        (parse_pounds, "799",
         'an amount has two decimals; write pounds and pence, like "799.00"'),
        (parse_percent, "20%",
         'write a rate from 0 to 100 with at most two decimals, like "17.5"'),
        (parse_percent, "100.01", "a rate is at most 100 per cent"),
        (parse_typed_pounds, "-5", "an amount cannot be negative"),
        (parse_typed_pounds, "2.5",
         'write pounds, or pounds and pence, like "250", "£250.00" or "1,250.00"'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_sentence(
    read: Callable[[str], int], text: str, sentence: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        read(text)


@pytest.mark.parametrize(
    ("text", "percent"), [("0", 0), ("20", 2000), ("17.5", 1750), ("17.25", 1725), ("100", 10000)]
)
def test_rates_are_read_and_written(text: str, percent: int) -> None:
    assert parse_percent(text) == percent
    assert percent_text(percent) == text


@pytest.mark.parametrize(
    ("old", "new", "change", "text"),
    [
        (100, 110, 1000, "10"),
        (110, 100, -909, "-9.09"),
        (100, 100, 0, "0"),
        (300, 301, 33, "0.33"),
        (600, 601, 17, "0.17"),
        (20_000, 19_999, -1, "-0.01"),  # half of a hundredth of a per cent, away from 0
        (100, 0, -10_000, "-100"),
    ],
)
def test_a_change_is_written_with_its_sign(old: int, new: int, change: int, text: str) -> None:
    assert percent_change(old, new) == change
    assert signed_percent_text(change) == text


def test_a_change_from_nothing_has_no_per_cent() -> None:
    assert percent_change(0, 100) is None


def test_needless_zeros_of_a_rate_are_not_written() -> None:
    assert percent_text(parse_percent("17.50")) == "17.5"
    assert percent_text(parse_percent("20.00")) == "20"


@pytest.mark.parametrize("text", ["-1", "20%", "17.555", "1e1", "", "100.01", "101", "٢٠"])
def test_what_is_not_a_rate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="rate"):
        parse_percent(text)


@pytest.mark.parametrize(
    ("numerator", "denominator", "half_up", "down"),
    [(149, 100, 1, 1), (150, 100, 2, 1), (151, 100, 2, 1), (250, 100, 3, 2), (0, 7, 0, 0)],
)
def test_rounding_is_half_up_or_down(
    numerator: int, denominator: int, half_up: int, down: int
) -> None:
    assert divide(numerator, denominator, RoundingMode.HALF_UP) == half_up
    assert divide(numerator, denominator, RoundingMode.DOWN) == down


def test_ten_per_cent_off_the_hopes_fee_would_be_its_early_bird_price() -> None:
    assert less_percent(184000, 1000) == 165600
    assert less_percent(9999, 1250) == 8749  # 87.49125


def test_shares_add_up_and_the_earlier_of_equal_remainders_comes_first() -> None:
    assert share(2, [5, 5, 5], 10) == [1, 1, 0]
    assert share(1, [2, 6, 2], 10) == [0, 1, 0]
    assert share(0, [], 10) == []


def test_pounds_are_exact_whatever_the_decimal_context() -> None:
    with localcontext() as context:
        context.prec = 2
        assert str(pounds(575280)) == "5752.80"
    assert pounds(1) == Decimal("0.01")
    assert Fraction(pounds(99999999999)) == Fraction(99999999999, 100)


@given(st.integers(-(10**12), 10**12))
def test_pounds_and_pence_are_the_same_amount(pence: int) -> None:
    assert pounds(pence) * 100 == pence
    assert sterling(pence).replace("£", "").replace(",", "") == decimal_text(pence)


def test_sterling_is_written_for_people() -> None:
    assert [sterling(p) for p in (0, 5, 100, 479400, 17500000000)] == [
        "£0.00",
        "£0.05",
        "£1.00",
        "£4,794.00",
        "£175,000,000.00",
    ]


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("250", 250_00), ("250.00", 250_00), ("£250", 250_00), ("1,250.00", 1_250_00),
        ("£1,250,000.09", 1_250_000_09), ("0", 0), ("0.01", 1), ("1250", 1_250_00),
        ("999,999,999.99", 999_999_999_99),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_people_type_it(text: str, pence: int) -> None:
    assert parse_typed_pounds(text) == pence


@pytest.mark.parametrize(
    "text",
    ["", "£", "-1", "1,25", "12,50", "1.5", "1.250", "1.250,00", "01", "0,250", "1,2500", "$5",
     "5£", "1 250", "1_000", "1e3", "٢٥", "1,000,000,000", "5%", " 5", "£-5", "NaN", "2.50\n"],
)  # fmt: skip
def test_what_could_be_two_amounts_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"amount|write pounds"):
        parse_typed_pounds(text)
