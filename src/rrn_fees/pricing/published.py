"""What the catalogue publishes, as it stands on a day: the answers of ``list`` and ``show``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rrn_fees.catalogue.model import QualificationId
from rrn_fees.pricing.price_list import PriceList


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPrices:
    """Every price of a catalogue."""

    prices: PriceList
    on: date
    """The day on which somebody asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedQualification:
    """All that is known of one qualification."""

    name: QualificationId
    on: date
    """The day on which somebody asks."""
