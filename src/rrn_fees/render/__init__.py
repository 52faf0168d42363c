"""Answers to text, one module per format. Takes results and computes no figure of its own."""

from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import Protocol, cast

from rrn_fees.catalogue.model import Catalogue, QualificationId
from rrn_fees.price_list import PriceList
from rrn_fees.quote import Quote, Refusal


class Format(StrEnum):
    """What an answer can be written as."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How an answer for a person is to look. Machine formats look the same everywhere."""

    width: int = 80
    """In columns; a table that needs more takes more, and is never cut."""
    colour: bool = False
    plain: bool = False
    """Whether only ASCII can be shown."""


class Renderer(Protocol):
    """What the module of each format does."""

    def quote(self, quote: Quote, catalogue: Catalogue, look: Look, *, explain: bool) -> str:
        """Write a quote."""

    def refusal(self, refusal: Refusal, catalogue: Catalogue, look: Look) -> str:
        """Write a refusal."""

    def price_list(self, prices: PriceList, catalogue: Catalogue, look: Look) -> str:
        """Write every price."""

    def qualification(self, name: QualificationId, catalogue: Catalogue, look: Look) -> str:
        """Write all that is known of one qualification."""


def renderer(form: Format) -> Renderer:
    """Return the module that writes *form*, importing it and what it needs now."""
    return cast("Renderer", import_module(f"rrn_fees.render.as_{form}"))
