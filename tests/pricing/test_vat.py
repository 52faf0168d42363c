"""VAT to the penny: each way of rounding, with the exact figures that it rounds beside it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from support import catalogue, quoted

from rrn_fees.catalogue.model import Rounding, VatRate, VatRounding
from rrn_fees.money import RoundingMode
from rrn_fees.pricing.quote import Line
from rrn_fees.pricing.vat import Charge, GrossTotal, lines_with_vat, rate_in_force

[SOME_LINE] = quoted("odd-standard", of=catalogue("rules")).lines
PER_RATE, PER_LINE, PER_UNIT = VatRounding.RATE, VatRounding.LINE, VatRounding.UNIT
HALF_UP, DOWN = RoundingMode.HALF_UP, RoundingMode.DOWN


def rate(percent: int, begins: date = date(2011, 1, 4), ends: date | None = None) -> VatRate:
    """Return a rate of so many hundredths of a per cent."""
    return VatRate(valid_from=begins, valid_through=ends, percent=percent, source="law")


def charge(
    price: int,
    quantity: int = 1,
    percent: int | None = 20_00,
    *,
    inside: bool = False,
    code: str = "standard",
) -> Charge:
    """Return a price in pence, so many times; *inside*: VAT is in the price already."""
    row = replace(SOME_LINE.row, price=price, includes_vat=inside, vat_code=code)
    return Charge(row, quantity, None if percent is None else rate(percent))


def vat_of(
    *charges: Charge, per: VatRounding = PER_RATE, mode: RoundingMode = HALF_UP
) -> list[int]:
    return [line.vat for line in lines_with_vat(charges, Rounding(per=per, mode=mode))]


@pytest.mark.parametrize(
    ("of", "half_up", "down"),
    [
        pytest.param(charge(79900), 15980, 15980, id="whole pence"),  # 20% of 799.00
        pytest.param(charge(2), 0, 0, id="below half a penny"),  # 0.4
        pytest.param(charge(3), 1, 0, id="above half a penny"),  # 0.6
        pytest.param(charge(20, percent=17_50), 4, 3, id="half a penny exactly"),  # 3.5
        pytest.param(charge(10, percent=5_00), 1, 0, id="half a penny and nothing else"),  # 0.5
        pytest.param(charge(9, percent=5_00), 0, 0, id="just below half a penny"),  # 0.45
        pytest.param(charge(10000, percent=1), 1, 1, id="a hundredth of a per cent"),  # 1.00
        pytest.param(charge(100, percent=100_00), 100, 100, id="a hundred per cent"),
        pytest.param(charge(100, percent=0), 0, 0, id="a rate of zero"),
        pytest.param(charge(100, percent=None, code="exempt"), 0, 0, id="exempt"),
        pytest.param(charge(0), 0, 0, id="a price of nothing"),
        pytest.param(charge(120, inside=True), 20, 20, id="inside, whole pence"),  # 120 x 20/120
        pytest.param(charge(100, inside=True), 17, 16, id="inside, two thirds"),  # 16.67
        pytest.param(charge(7, inside=True), 1, 1, id="inside, a sixth"),  # 1.17
        pytest.param(charge(9, inside=True), 2, 1, id="inside, half a penny"),  # 1.5
        pytest.param(charge(100, percent=0, inside=True), 0, 0, id="inside, a rate of zero"),
        # 1,175 x 17.5 / 117.5 = 175: a rate with decimals in the denominator too.
        pytest.param(charge(1175, percent=17_50, inside=True), 175, 175, id="inside, 17.5%"),
    ],
)
@pytest.mark.parametrize("per", VatRounding)
def test_vat_of_one_price_is_the_same_wherever_it_is_rounded(
    of: Charge, half_up: int, down: int, per: VatRounding
) -> None:
    assert vat_of(of, per=per) == [half_up]
    assert vat_of(of, per=per, mode=DOWN) == [down]


@pytest.mark.parametrize(
    ("of", "mode", "per_unit", "per_line"),
    [
        # Each 0.6 goes up to 1, three times; 1.8 goes up to 2 once.
        pytest.param(charge(3, 3), HALF_UP, 3, 2, id="up on each unit"),
        # Each 0.4 is dropped; 1.2 is 1.
        pytest.param(charge(2, 3), HALF_UP, 0, 1, id="dropped on each unit"),
        # Each 0.6 is dropped; of 1.8 only 0.8 is.
        pytest.param(charge(3, 3), DOWN, 0, 1, id="down on each unit"),
        # Each 1.5 goes up to 2; 4.5 goes up to 5.
        pytest.param(charge(9, 3, inside=True), HALF_UP, 6, 5, id="inside, up on each unit"),
        # Each 1.5 is 1; 4.5 is 4.
        pytest.param(charge(9, 3, inside=True), DOWN, 3, 4, id="inside, down on each unit"),
        # 3.5 a unit: 4 each, a hundred of them 400; 350 on the line.
        pytest.param(charge(20, 100, 17_50), HALF_UP, 400, 350, id="half a penny a hundred times"),
    ],
)
def test_vat_of_several_of_a_price_is_rounded_on_the_unit_or_on_the_line(
    of: Charge, mode: RoundingMode, per_unit: int, per_line: int
) -> None:
    assert vat_of(of, per=PER_UNIT, mode=mode) == [per_unit]
    assert vat_of(of, per=PER_LINE, mode=mode) == [per_line]
    # One line is all there is at its rate.
    assert vat_of(of, per=PER_RATE, mode=mode) == [per_line]


@pytest.mark.parametrize(
    ("charges", "per_rate", "per_line"),
    [
        # 0.4 + 0.4 = 0.8 is a penny; the remainders are equal, and the first line gets it.
        pytest.param([charge(2), charge(2)], [1, 0], [0, 0], id="equal remainders"),
        # 0.4 + 0.6 = 1: the penny goes where 0.6 is left.
        pytest.param([charge(2), charge(3)], [0, 1], [0, 1], id="the larger remainder"),
        # 0.6 + 0.4 = 1.
        pytest.param([charge(3), charge(2)], [1, 0], [1, 0], id="the larger remainder first"),
        # 0.6 + 0.6 = 1.2 is one penny, and not the two that lines round to.
        pytest.param([charge(3), charge(3)], [1, 0], [1, 1], id="a penny less than on lines"),
        # 0.8 + 0.2 + 0.6 = 1.6 is two: to 0.8 and to 0.6.
        pytest.param([charge(4), charge(1), charge(3)], [1, 0, 1], [1, 0, 1], id="two of three"),
        # 0.2 + 0.2 + 0.2 = 0.6 is one.
        pytest.param([charge(1)] * 3, [1, 0, 0], [0, 0, 0], id="one of three"),
        # 1.4 + 0.8 = 2.2 is two: a whole penny to the first, the other to the larger remainder.
        pytest.param([charge(7), charge(1, 4)], [1, 1], [1, 1], id="whole pence first"),
        # 0.2 + 0.2 = 0.4 is nothing.
        pytest.param([charge(1), charge(1)], [0, 0], [0, 0], id="nothing to share"),
        # 5 + 10: nothing is left over.
        pytest.param([charge(25), charge(50)], [5, 10], [5, 10], id="nothing is left over"),
        # 1.5 + 1.5 = 3, inside prices of 9.
        pytest.param(
            [charge(9, inside=True), charge(9, inside=True)], [2, 1], [2, 2],
            id="inside, equal remainders"),
        # 0.4 on top and 4 x 20/120 = 0.67 inside make 1.07: the penny goes to the latter.
        pytest.param([charge(2), charge(4, inside=True)], [0, 1], [0, 1], id="on top and inside"),
        # 0.6 on top and 0.5 inside make 1.1, one penny: lines would round both up.
        pytest.param([charge(3), charge(3, inside=True)], [1, 0], [1, 1], id="both would go up"),
    ],
)  # fmt: skip
def test_vat_is_rounded_once_for_a_rate_and_shared_by_the_largest_remainder(
    charges: Sequence[Charge], per_rate: list[int], per_line: list[int]
) -> None:
    assert vat_of(*charges, per=PER_RATE) == per_rate
    assert vat_of(*charges, per=PER_LINE) == per_line


@pytest.mark.parametrize(
    ("charges", "shares"),
    [
        # 0.4 + 0.4 = 0.8 is dropped.
        pytest.param([charge(2), charge(2)], [0, 0], id="less than a penny"),
        # 0.6 + 0.6 = 1.2: only 0.2 is dropped.
        pytest.param([charge(3), charge(3)], [1, 0], id="more than a penny together"),
        # 1.8 + 0.6 = 2.4 is two: the whole penny, and one to 0.8.
        pytest.param([charge(9), charge(3)], [2, 0], id="to the larger remainder"),
    ],
)
def test_what_is_dropped_is_dropped_once_for_a_rate(
    charges: Sequence[Charge], shares: list[int]
) -> None:
    assert vat_of(*charges, mode=DOWN) == shares


def test_two_codes_at_one_percentage_are_rounded_together() -> None:
    # 0.4 + 0.4 = 0.8 is a penny; apart, each would be dropped.
    assert vat_of(charge(2, code="standard"), charge(2, code="other")) == [1, 0]


def test_two_percentages_are_rounded_apart() -> None:
    # 0.4 of 2 at 20%, and 0.45 of 9 at 5%: together 0.85, but neither is half a penny.
    assert vat_of(charge(2), charge(9, percent=5_00)) == [0, 0]
    # With another 2 at 20%, 0.8 there is a penny; the line at 5% between them keeps its own.
    assert vat_of(charge(2), charge(9, percent=5_00), charge(2)) == [1, 0, 0]


def test_lines_stay_in_the_order_of_their_charges_whatever_their_rates() -> None:
    charges = [
        charge(100, 2),
        charge(300, percent=None, code="exempt"),
        charge(500, percent=5_00, code="reduced"),
        charge(700, code="other"),
        charge(900, percent=None, code="outside-scope"),
    ]
    for per in VatRounding:
        lines = lines_with_vat(charges, Rounding(per=per))
        assert [(line.row, line.quantity, line.rate) for line in lines] == charges
        assert [line.vat for line in lines] == [40, 0, 25, 140, 0]


def test_no_charges_make_no_lines() -> None:
    assert lines_with_vat([], Rounding()) == []


@pytest.mark.parametrize(
    ("of", "printed", "net", "vat", "gross"),
    [
        # 2 x 1.03 = 2.06, and 41.2 of VAT on top.
        pytest.param(charge(103, 2), 206, 206, 41, 247, id="on top"),
        # 2 x 1.03 = 2.06 in all, of which 34.3 is VAT.
        pytest.param(charge(103, 2, inside=True), 206, 172, 34, 206, id="inside"),
        pytest.param(charge(103, 2, None, code="exempt"), 206, 206, 0, 206, id="none"),
    ],
)
def test_net_and_vat_make_gross(of: Charge, printed: int, net: int, vat: int, gross: int) -> None:
    [line] = lines_with_vat([of], Rounding())
    assert (line.printed, line.net, line.vat, line.gross) == (printed, net, vat, gross)


def test_gross_prices_are_paid_to_the_penny_whatever_is_rounded() -> None:
    charges = [charge(price, quantity, inside=True) for price in (1, 7, 99) for quantity in (1, 3)]
    for per in VatRounding:
        for mode in RoundingMode:
            lines = lines_with_vat(charges, Rounding(per=per, mode=mode))
            assert [line.gross for line in lines] == [1, 3, 7, 21, 99, 297]


RATES = [
    rate(17_50, date(2008, 1, 1), date(2008, 11, 30)),
    rate(15_00, date(2008, 12, 1), date(2009, 12, 31)),
    rate(20_00, date(2011, 1, 4)),
    rate(25_00, date(2030, 1, 1)),
]


@pytest.mark.parametrize(
    ("tax_point", "percent"),
    [
        pytest.param(date(2007, 12, 31), None, id="the day before the first"),
        pytest.param(date(2008, 1, 1), 17_50, id="the first day of the first"),
        pytest.param(date(2008, 11, 30), 17_50, id="the last day of the first"),
        pytest.param(date(2008, 12, 1), 15_00, id="the first day of the next"),
        pytest.param(date(2009, 12, 31), 15_00, id="the last day before a gap"),
        pytest.param(date(2010, 1, 1), None, id="the first day of a gap"),
        pytest.param(date(2011, 1, 3), None, id="the last day of a gap"),
        pytest.param(date(2011, 1, 4), 20_00, id="the first day after a gap"),
        pytest.param(date(2029, 12, 31), 20_00, id="without an end, until the next"),
        pytest.param(date(2030, 1, 1), 25_00, id="the next ends the one before"),
        pytest.param(date(9999, 12, 31), 25_00, id="the last has no end"),
    ],
)
def test_the_rate_in_force_is_the_latest_to_have_begun_and_not_ended(
    tax_point: date, percent: int | None
) -> None:
    found = rate_in_force(RATES, tax_point)
    assert (found and found.percent) == percent


def test_without_rates_none_is_in_force() -> None:
    assert rate_in_force([], date(2024, 1, 1)) is None


def gross(charges: Sequence[Charge], rounding: Rounding) -> int:
    return sum(line.gross for line in lines_with_vat(charges, rounding))


KEPT = [charge(2), charge(9, percent=5_00), charge(4, percent=None, code="exempt")]


@pytest.mark.parametrize(
    ("old", "new", "per_rate", "per_unit"),
    [
        # 0.02 and 0.02 at 20% are 0.04 + 0.8, that is 0.05; 0.02 and 0.01 are 0.03 + 0.6, 0.04.
        pytest.param([charge(2)], [charge(1)], 1, 1, id="a penny less"),
        # 5 and 2 at 20%: 0.07 + 1.4, that is 0.08, against 0.05: of it 1p is VAT.
        pytest.param([charge(5)], [charge(2)], 3, 4, id="with VAT on what is kept"),
        # Six at 3p are 0.18, with 2p at 20% 4.0: 0.24. In their place 0.15: with 2p 3.4, 0.20.
        pytest.param([charge(3, 6)], [charge(15)], 4, 6, id="a cohort"),
        # More: 0.02 + 0.02 + 0.8, against 0.02 + 0.05 + 1.4.
        pytest.param([charge(2)], [charge(5)], -3, -4, id="dearer"),
        pytest.param(
            [charge(8, percent=None, code="exempt")],
            [charge(5, percent=None, code="exempt")], 3, 3, id="without VAT"),
        # 12 with 2.0 inside, beside 0.4 on top; then 6 with 1.0 inside.
        pytest.param(
            [charge(12, inside=True)], [charge(6, inside=True)], 6, 6, id="VAT inside"),
    ],
)  # fmt: skip
def test_what_a_change_saves_is_the_difference_of_the_totals(
    old: list[Charge], new: list[Charge], per_rate: int, per_unit: int
) -> None:
    for per, saved in ((PER_RATE, per_rate), (PER_UNIT, per_unit)):
        rounding = Rounding(per=per)
        total = GrossTotal([*KEPT, *old], rounding)
        assert total.saved_by(old, new) == saved
        assert total.saved_by(old, new) == saved, "the second answer is from what is remembered"
        assert saved == gross([*KEPT, *old], rounding) - gross([*KEPT, *new], rounding)


def test_a_line_is_what_its_charge_says() -> None:
    of = charge(300, 4)
    assert lines_with_vat([of], Rounding()) == [Line(of.row, 4, of.rate, 240)]
