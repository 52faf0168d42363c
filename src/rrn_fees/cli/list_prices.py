"""``rrn-fees list``: every price that the catalogue in force has."""

from typing import Annotated

from rrn_fees.catalogue.extent import listed_of, most_rows, refuse_beyond
from rrn_fees.cli.delivery import Delivery
from rrn_fees.cli.options import (
    CatalogueOption,
    ColourOption,
    OutputOption,
    format_option,
)
from rrn_fees.cli.shell import Today, open_catalogue
from rrn_fees.formats import formats_of
from rrn_fees.pricing.price_list import price_list
from rrn_fees.pricing.published import PublishedPrices

LIST_FORMATS = formats_of("PublishedPrices")


def list_prices(
    *,
    catalogue: CatalogueOption = None,
    form: Annotated[str | None, format_option(LIST_FORMATS)] = None,
    output: OutputOption = "-",
    colour: ColourOption = "auto",
) -> None:
    """List every price that can be paid, and until when; and what nobody published."""
    delivery = Delivery(LIST_FORMATS, form, output, colour)
    loaded = open_catalogue(catalogue, delivery.reads)
    refuse_beyond(
        most_rows(delivery.form),
        listed_of(loaded),
        "The price list",
        "Show one qualification at a time, with rrn-fees show.",
    )
    today = Today(loaded.timezone).day
    delivery.write(PublishedPrices(prices=price_list(loaded), on=today), loaded)
