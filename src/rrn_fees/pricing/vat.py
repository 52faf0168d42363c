"""VAT on a quote's lines, in whole pence: which rate, on what it is rounded, and how it is shared.

Rates are dated; the one in force at the tax point holds. By default VAT is worked out per rate on
the sum of the lines (EN 16931, BR-CO-17), half-up to the penny (HMRC VATREC12030). A rate is a
percentage, not a code of the catalogue: two codes at 20% are rounded together, once.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from rrn_fees.catalogue.model import Rounding, VatRate, VatRounding
from rrn_fees.money import WHOLE, divide, share
from rrn_fees.pricing.price_list import PriceRow
from rrn_fees.pricing.quote import Line, VatTreatment, vat_treatment


class Charge(NamedTuple):
    """One price, how many times it is paid, and the rate of VAT that it carries, if any."""

    row: PriceRow
    quantity: int
    rate: VatRate | None


# Bound once: on Python 3.11 to look a member up takes as long as the arithmetic.
_PER_UNIT, _PER_RATE = VatRounding.UNIT, VatRounding.RATE

_BEGINS = attrgetter("valid_from")


def rate_in_force(in_turn: Sequence[VatRate], tax_point: date) -> VatRate | None:
    """Return the rate in force at *tax_point*: the latest to have begun, if it has not ended.

    *in_turn* are the rates of one code, the earliest first.
    """
    begun = bisect_right(in_turn, tax_point, key=_BEGINS)
    if not begun:
        return None
    rate = in_turn[begun - 1]
    ended = rate.valid_through is not None and rate.valid_through < tax_point
    return None if ended else rate


def lines_with_vat(charges: Sequence[Charge], rounding: Rounding) -> list[Line]:
    """Return a line for each charge, in their order.

    Per rate, the VAT of the lines at one percentage adds up to VAT rounded once on their sum.
    """
    if len(charges) == 1:
        return [_alone(charges[0], rounding)]
    if rounding.per is not _PER_RATE:
        return [_alone(charge, rounding) for charge in charges]
    by_rate: dict[VatTreatment, list[int]] = {}
    for at, (row, _, rate) in enumerate(charges):
        by_rate.setdefault(vat_treatment(row, rate), []).append(at)
    lines: dict[int, Line] = {}
    for places in by_rate.values():
        together = [charges[at] for at in places]
        lines |= zip(places, _together(together, rounding), strict=True)
    return [lines[at] for at in range(len(charges))]


def _alone(charge: Charge, rounding: Rounding) -> Line:
    """Work out one charge by itself: VAT rounded on the unit, or on the whole of the line."""
    row, quantity, rate = charge
    if rate is None:
        vat = 0
    else:
        whole = WHOLE + rate.percent if row.includes_vat else WHOLE
        if rounding.per is _PER_UNIT:
            vat = divide(row.price * rate.percent, whole, rounding.mode) * quantity
        else:
            vat = divide(row.price * quantity * rate.percent, whole, rounding.mode)
    return Line(row, quantity, rate, vat)


def _together(charges: Sequence[Charge], rounding: Rounding) -> list[Line]:
    """Work out charges at one rate: VAT rounded once on their sum, and shared out again.

    Exact VAT is net x rate / 100, or gross x rate / (100 + rate) where prices include it: both in
    units of 1 / (100 x (100 + rate)) of a penny, so that they can be added before they are rounded.
    """
    rate = charges[0].rate
    if rate is None:
        return [Line(row, quantity, None, 0) for row, quantity, _ in charges]
    with_rate = WHOLE + rate.percent
    exact = [
        row.price * quantity * rate.percent * (WHOLE if row.includes_vat else with_rate)
        for row, quantity, _ in charges
    ]
    unit = WHOLE * with_rate
    shares = share(divide(sum(exact), unit, rounding.mode), exact, unit)
    return [Line(row, quantity, rate, shares[at]) for at, (row, quantity, _) in enumerate(charges)]
