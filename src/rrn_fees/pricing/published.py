"""What the catalogue publishes, as it stands on a day: the answers of ``list`` and ``show``."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from rrn_fees.catalogue.model import QualificationId
from rrn_fees.pricing.price_list import PriceList


class PublishedPrices(NamedTuple):
    """Every price of a catalogue."""

    prices: PriceList
    on: date
    """The day on which somebody asks."""


class PublishedQualification(NamedTuple):
    """All that is known of one qualification."""

    name: QualificationId
    on: date
    """The day on which somebody asks."""
