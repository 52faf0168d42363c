"""VAT on a quote's lines, in whole pence: which rate, on what it is rounded, and how it is shared.

Rates are dated; the one in force at the tax point holds. By default VAT is worked out per rate on
the sum of the lines (EN 16931, BR-CO-17), half-up to the penny (HMRC VATREC12030).
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rrn_fees.catalogue.model import Rounding, VatRate, VatRounding
from rrn_fees.money import WHOLE, Pence, divide, share
from rrn_fees.price_list import PriceRow


class Charge(NamedTuple):
    """One price, a number of times, and the rate of VAT that it carries, if any."""

    row: PriceRow
    quantity: int
    rate: VatRate | None


class Amounts(NamedTuple):
    """What a charge comes to: ``gross - net = vat``, to the penny."""

    net: Pence
    vat: Pence
    gross: Pence


def rate_in_force(rates: Sequence[VatRate], tax_point: date) -> VatRate | None:
    """Return the rate in force at *tax_point*: the latest to have begun, if it has not ended."""
    latest = None
    for rate in rates:
        if rate.valid_from <= tax_point and (latest is None or rate.valid_from > latest.valid_from):
            latest = rate
    if latest is None or (latest.valid_through is not None and latest.valid_through < tax_point):
        return None
    return latest


def amounts(charges: Sequence[Charge], rounding: Rounding) -> list[Amounts]:
    """Return net, VAT and gross of each charge; per rate they add up to VAT rounded once."""
    if rounding.per is not VatRounding.RATE or len(charges) == 1:
        return [_alone(charge, rounding) for charge in charges]
    at_rate: dict[VatRate | None, list[int]] = {}
    for at, charge in enumerate(charges):
        at_rate.setdefault(charge.rate, []).append(at)
    worked_out: dict[int, Amounts] = {}
    for places in at_rate.values():
        together = [charges[at] for at in places]
        worked_out |= zip(places, _shared(together, rounding), strict=True)
    return [worked_out[at] for at in range(len(charges))]


def _alone(charge: Charge, rounding: Rounding) -> Amounts:
    """Work out one charge by itself: rounded on the unit, or on the whole of it."""
    row, quantity, rate = charge
    printed = row.price * quantity
    if rate is None:
        vat = 0
    else:
        per_unit = rounding.per is VatRounding.UNIT
        base = row.price if per_unit else printed
        whole = WHOLE + rate.percent if row.includes_vat else WHOLE
        vat = divide(base * rate.percent, whole, rounding.mode)
        if per_unit:
            vat *= quantity
    return _with_vat(row, printed, vat)


def _shared(charges: Sequence[Charge], rounding: Rounding) -> list[Amounts]:
    """Work out charges of one rate together: VAT rounded once, and shared out again.

    Exact VAT is net x rate / 100, or gross x rate / (100 + rate) where prices include it: both in
    units of 1 / (100 x (100 + rate)) of a penny, so that they can be added before they are rounded.
    """
    rate = charges[0].rate
    if rate is None:
        return [_with_vat(charge.row, charge.row.price * charge.quantity, 0) for charge in charges]
    unit = WHOLE * (WHOLE + rate.percent)
    exact = [
        charge.row.price
        * charge.quantity
        * rate.percent
        * (WHOLE if charge.row.includes_vat else WHOLE + rate.percent)
        for charge in charges
    ]
    shares = share(divide(sum(exact), unit, rounding.mode), exact, unit)
    return [
        _with_vat(charge.row, charge.row.price * charge.quantity, vat)
        for charge, vat in zip(charges, shares, strict=True)
    ]


def _with_vat(row: PriceRow, printed: int, vat: int) -> Amounts:
    """Return what was printed with *vat* taken out of it or put on it."""
    net = printed - vat if row.includes_vat else printed
    return Amounts(Pence(net), Pence(vat), Pence(net + vat))
