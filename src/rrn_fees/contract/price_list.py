"""Every price: ``rrn-fees/price-list/1``."""

from typing import Literal

from rrn_fees.catalogue.model import Catalogue, IntakeStatus
from rrn_fees.contract.base import (
    JsonAnswer,
    Model,
    OriginModel,
    at,
    schema_key,
    written,
    written_rows,
)
from rrn_fees.contract.values import IsoDate, Money, Rate
from rrn_fees.pricing.price_list import Basis
from rrn_fees.pricing.published import PublishedPrices
from rrn_fees.render_options import RenderOptions


class PriceModel(Model):
    """One price that can be paid. A window's missing end is null."""

    qualification: str
    title: str
    intake: str | None
    intake_status: IntakeStatus | None
    category: str
    basis: Basis
    size: int
    early_bird: bool
    percent_off: Rate | None
    price: Money
    includes_vat: bool
    vat_code: str
    valid_from: IsoDate | None
    valid_through: IsoDate | None
    announced: bool
    schedule: str
    source: str


class UnpublishedModel(Model):
    """A price that nobody published: of a qualification, on a basis, for a category."""

    qualification: str
    title: str
    basis: Basis | None
    category: str | None


class PriceListModel(Model):
    """Every price: ``rrn-fees/price-list/1``."""

    schema_: Literal["rrn-fees/price-list/1"] = schema_key("rrn-fees/price-list/1")
    currency: str = at("catalogue.currency")
    prices: tuple[PriceModel, ...]
    not_published: tuple[UnpublishedModel, ...]
    catalogue: OriginModel = at("catalogue.origin")


def price_list_answer(
    published: PublishedPrices, catalogue: Catalogue, options: RenderOptions
) -> JsonAnswer:
    """Return every price as it is written in JSON."""
    del options
    prices = published.prices
    without_rows = PriceListModel.of(
        catalogue=catalogue, prices=(), not_published=tuple(prices.unpublished)
    )
    return JsonAnswer(written(without_rows), {"prices": written_rows(PriceModel, prices.rows)})
