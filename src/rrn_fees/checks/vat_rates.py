"""On which days a catalogue's rates of VAT are in force, and which rates the UK has had since 1991.

Nothing is charged by the table here: a catalogue states its own rates, each with its source.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from rrn_fees.catalogue.model import VatRate
from rrn_fees.money import Percent

_DAY = timedelta(days=1)


def last_days(rates: Iterable[VatRate]) -> Iterator[tuple[VatRate, date]]:
    """Yield the rates of one code, the earliest first, each with the last day it is in force."""
    in_turn = sorted(rates, key=lambda rate: rate.valid_from)
    for rate, following in pairwise((*in_turn, None)):
        if rate is not None:
            replaced = following.valid_from - _DAY if following else date.max
            yield rate, min(rate.valid_through or date.max, replaced)


class UkRate(NamedTuple):
    """A rate of VAT in force in the UK from one day through another."""

    kind: str
    """Standard, reduced or zero: a catalogue's code of that name is held against that kind."""
    percent: Percent
    first: date
    last: date
    law: str


UK_RATES = (
    UkRate("standard", 1500, date.min, date(1991, 3, 31), "Finance (No. 2) Act 1979, section 1"),
    UkRate("standard", 1750, date(1991, 4, 1), date(2008, 11, 30), "Finance Act 1991, section 13"),
    UkRate(
        "standard",
        1500,
        date(2008, 12, 1),
        date(2009, 12, 31),
        "SI 2008/3020 and Finance Act 2009, section 9",
    ),
    UkRate("standard", 1750, date(2010, 1, 1), date(2011, 1, 3), "Finance Act 2009, section 9"),
    UkRate("standard", 2000, date(2011, 1, 4), date.max, "Finance (No. 2) Act 2010, section 3"),
    # Fuel and power alone, until others joined them at 5%.
    UkRate("reduced", 800, date(1994, 4, 1), date(1997, 8, 31), "Finance Act 1993, section 42"),
    UkRate("reduced", 500, date(1997, 9, 1), date.max, "Finance (No. 2) Act 1997, section 6"),
    # Hospitality and tourism alone; other reduced rates stayed at 5%.
    UkRate("reduced", 1250, date(2021, 10, 1), date(2022, 3, 31), "Finance Act 2021, section 93"),
    UkRate("zero", 0, date.min, date.max, "Value Added Tax Act 1994, section 30"),  # as before it
)
"""By kind, in the order of their first days. Two of one kind and per cent never touch."""

KINDS = frozenset(rate.kind for rate in UK_RATES)


def rates_of(kind: str | None) -> Iterator[UkRate]:
    """Yield the UK's rates of one kind; None: of every kind."""
    return (rate for rate in UK_RATES if kind in (None, rate.kind))


def days_without(
    kind: str | None, percent: Percent, first: date, last: date
) -> tuple[date, date] | None:
    """Return the first days from *first* to *last* on which no UK rate of *kind* was *percent*.

    >>> days_without(None, 2000, date(2010, 12, 1), date(2012, 1, 1))
    (datetime.date(2010, 12, 1), datetime.date(2011, 1, 3))
    """
    begins = first
    for rate in rates_of(kind):
        if rate.percent == percent and rate.last >= begins:
            if rate.first > begins:
                return begins, min(last, rate.first - _DAY)
            if rate.last >= last:
                return None
            begins = rate.last + _DAY
    return begins, last
