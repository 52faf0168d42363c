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
from rrn_fees.money import WHOLE, Pence, divide, share
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
    exact = [_exact(charge, rate) for charge in charges]
    unit = _unit(rate)
    shares = share(divide(sum(exact), unit, rounding.mode), exact, unit)
    return [
        Line(row, quantity, rate, vat)
        for (row, quantity, _), vat in zip(charges, shares, strict=True)
    ]


def _exact(charge: Charge, rate: VatRate) -> int:
    """Return the VAT of one charge before it is rounded, in units of 1 / `_unit` of a penny."""
    row, quantity, _ = charge
    of = WHOLE if row.includes_vat else WHOLE + rate.percent
    return row.price * quantity * rate.percent * of


def _unit(rate: VatRate) -> int:
    return WHOLE * (WHOLE + rate.percent)


class GrossTotal:
    """What charges come to with VAT, to ask what a few others in their place would save.

    Of many charges at one rate only their sums are needed: to work out all of them again for each
    question takes time in proportion to the square of how many there are.
    """

    def __init__(self, charges: Sequence[Charge], rounding: Rounding) -> None:
        self._rounding = rounding
        self._by_rate: dict[VatTreatment, list[Charge]] = {}
        for charge in charges:
            self._by_rate.setdefault(vat_treatment(charge.row, charge.rate), []).append(charge)
        self._exact: dict[VatTreatment, int | None] = {}

    def saved_by(self, old: Sequence[Charge], new: Sequence[Charge]) -> Pence:
        """Return how much less all come to with *new* in place of *old*, which are some of them.

        All of *old* and *new* are at one rate, as the charges of one item are.
        """
        rate = old[0].rate
        if rate is None or self._rounding.per is not _PER_RATE:
            return _gross(old, self._rounding) - _gross(new, self._rounding)
        treatment = vat_treatment(old[0].row, rate)
        exact = self._exact_sum(treatment, rate)
        if exact is None:
            # How VAT is shared out among the lines then counts, as it is in some of the prices.
            together = self._by_rate[treatment]
            left = [charge for charge in together if not any(charge is each for each in old)]
            return _gross(together, self._rounding) - _gross([*left, *new], self._rounding)
        then = exact - sum(_exact(charge, rate) for charge in old)
        then += sum(_exact(charge, rate) for charge in new)
        unit, mode = _unit(rate), self._rounding.mode
        vat_saved = divide(exact, unit, mode) - divide(then, unit, mode)
        return _printed(old) - _printed(new) + vat_saved

    def _exact_sum(self, treatment: VatTreatment, rate: VatRate) -> int | None:
        """Return the VAT of all charges at one rate, unrounded; None if some prices include it."""
        if treatment not in self._exact:
            together = self._by_rate[treatment]
            has_inclusive = any(charge.row.includes_vat for charge in together)
            self._exact[treatment] = (
                None if has_inclusive else sum(_exact(charge, rate) for charge in together)
            )
        return self._exact[treatment]


def _gross(charges: Sequence[Charge], rounding: Rounding) -> Pence:
    return sum(line.gross for line in lines_with_vat(charges, rounding))


def _printed(charges: Sequence[Charge]) -> Pence:
    return sum(charge.row.price * charge.quantity for charge in charges)
