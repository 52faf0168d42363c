"""What the rows of a price list come to on one day, and on which days they hold. Pure."""

from __future__ import annotations

from datetime import date

from rrn_fees.catalogue.model import WITHOUT_VAT, Catalogue
from rrn_fees.diff.price_changes import Amounts, Paid
from rrn_fees.money import RoundingMode, divide
from rrn_fees.pricing.price_list import Basis, PriceRow, price_list
from rrn_fees.pricing.vat import Charge, lines_with_vat, rate_in_force

Key = tuple[str, str | None, str, Basis, bool, int]
"""Qualification, intake, category, basis, whether it is an early bird's, and size."""
Days = tuple[date | None, date | None]


def paid_for(row: PriceRow, catalogue: Catalogue, on: date, learners: int) -> Paid:
    """Return what *row* comes to for one learner and for a group, at the rate of the day *on*."""
    rate = rate_in_force(price_list(catalogue).rates.get(row.vat_code, ()), on)

    if row.basis is Basis.COHORT:
        whole = bought(row, catalogue, on, 1)
        return Paid(row, rate, share_of(whole, row.size), whole, row.size)
    one, group = (bought(row, catalogue, on, quantity) for quantity in (1, learners))
    return Paid(row, rate, one, group, learners)


def bought(row: PriceRow, catalogue: Catalogue, on: date, quantity: int) -> Amounts:
    """Return what *row* comes to so many times; as printed alone if no rate is in force."""
    rate = rate_in_force(price_list(catalogue).rates.get(row.vat_code, ()), on)
    if rate is None and row.vat_code not in WITHOUT_VAT:
        printed = row.price * quantity
        return Amounts(None, None, printed) if row.includes_vat else Amounts(printed, None, None)
    [line] = lines_with_vat([Charge(row, quantity, rate)], catalogue.vat.rounding)
    return Amounts(line.net, line.vat, line.gross)


def share_of(whole: Amounts, learners: int) -> Amounts:
    """Return what each of *learners* pays: net and gross half-up, VAT what lies between them."""
    net, gross = (
        None if amount is None else divide(amount, learners, RoundingMode.HALF_UP)
        for amount in (whole.net, whole.gross)
    )
    return Amounts(net, None if net is None or gross is None else gross - net, gross)


def first_day(paid: Paid) -> date:
    """Return the first day on which a price holds: the first of all if it has none."""
    return paid.row.valid_from or date.min


def last_day(paid: Paid) -> date:
    """Return the last day on which a price holds: the last of all if it has none."""
    return paid.row.valid_through or date.max


def open_days(first: date, last: date) -> Days:
    """Return days as a row of a price list has them: None for an end that is open."""
    return None if first == date.min else first, None if last == date.max else last
