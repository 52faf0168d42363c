"""``rrn-fees list`` and ``rrn-fees show``: what the catalogue in force says."""

from typing import Annotated

import typer

from rrn_fees.catalogue.extent import listed_of, most_rows, refuse_beyond
from rrn_fees.cli.completion import complete_qualification
from rrn_fees.cli.delivery import Delivery
from rrn_fees.cli.options import (
    CatalogueOption,
    ColourOption,
    OutputOption,
    format_option,
)
from rrn_fees.cli.shell import open_catalogue, today
from rrn_fees.errors import RequestError, no_such
from rrn_fees.formats import formats_of
from rrn_fees.pricing.price_list import price_list
from rrn_fees.pricing.published import PublishedPrices, PublishedQualification

LIST_FORMATS = formats_of("PublishedPrices")
SHOW_FORMATS = formats_of("PublishedQualification")


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
    delivery.write(PublishedPrices(prices=price_list(loaded), on=today(loaded)), loaded)


def show(
    qualification: Annotated[
        str,
        typer.Argument(
            metavar="QUALIFICATION",
            autocompletion=complete_qualification,
            help="What to show; rrn-fees list names all.",
        ),
    ],
    *,
    catalogue: CatalogueOption = None,
    form: Annotated[str | None, format_option(SHOW_FORMATS)] = None,
    output: OutputOption = "-",
    colour: ColourOption = "auto",
) -> None:
    """Show all that is known of one qualification, with its sources."""
    delivery = Delivery(SHOW_FORMATS, form, output, colour)
    loaded = open_catalogue(catalogue, delivery.reads)
    if qualification not in loaded.qualifications:
        raise RequestError(no_such("qualification", qualification, loaded.qualifications))
    refuse_beyond(
        most_rows(delivery.form),
        listed_of(loaded, [qualification]),
        "The answer",
        "Ask for a quote instead.",
    )
    delivery.write(PublishedQualification(name=qualification, on=today(loaded)), loaded)
