"""From which day another rate of VAT is in force under a code. Pure.

Prices are compared under the rates of one day, so a rate that changes later shows in none of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rrn_fees.catalogue.model import Catalogue, VatCode
from rrn_fees.money import Percent
from rrn_fees.pricing.price_list import price_list
from rrn_fees.pricing.vat import rate_in_force

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class VatRateChange:
    """The rate of one code on the days from *valid_from* through *valid_through*."""

    code: VatCode
    old: Percent | None
    """In hundredths of a per cent; None where no rate was in force."""
    new: Percent | None
    valid_from: date
    valid_through: date | None
    """None: until further notice."""


def vat_rate_changes(old: Catalogue, new: Catalogue, on: date) -> Iterator[VatRateChange]:
    """Yield, for each code of both, the days from *on* on with another rate than before."""
    for code in new.vat.rates:
        if code in old.vat.rates:
            yield from _of_code(old, new, code, on)


def _of_code(old: Catalogue, new: Catalogue, code: VatCode, on: date) -> Iterator[VatRateChange]:
    rates = [price_list(of).rates[code] for of in (old, new)]
    days = {rate.valid_from for side in rates for rate in side}
    days |= {
        rate.valid_through + _DAY
        for side in rates
        for rate in side
        if rate.valid_through is not None and rate.valid_through < date.max
    }
    starts = sorted(days)
    through: list[date | None] = [*(day - _DAY for day in starts[1:]), None]
    found: list[VatRateChange] = []
    for first, last in zip(starts, through, strict=True):
        was, now = (
            rate.percent if (rate := rate_in_force(side, first)) else None for side in rates
        )
        if was == now or (last is not None and last < on):
            continue
        began = first
        if found and found[-1].valid_through == first - _DAY:
            before = found[-1]
            if (before.old, before.new) == (was, now):
                began = found.pop().valid_from
        found.append(
            VatRateChange(code=code, old=was, new=now, valid_from=began, valid_through=last)
        )
    yield from found
