"""What was asked and changes nothing: an option that the catalogue leaves nothing to decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from rrn_fees.pricing.quote import Quote


class Asked(Protocol):
    """The days that may be asked for beside the day in question."""

    @property
    def paying_on(self) -> date | None:
        """When payment is meant to be made."""

    @property
    def tax_point(self) -> date | None:
        """The date that decides the rate of VAT."""


def without_effect(asked: Asked, quotes: Sequence[Quote]) -> Iterator[str]:
    """Say which of the days *asked* for decide nothing in any of *quotes*."""
    lines = [line for quote in quotes for line in quote.lines]
    if not lines:
        return
    if asked.tax_point is not None and all(line.rate is None for line in lines):
        yield "None of these fees carries VAT: --tax-point changes nothing."
    if asked.paying_on is not None and all(line.pay_by is None for line in lines):
        yield "No day by which to pay is known: --paying-on changes nothing."
