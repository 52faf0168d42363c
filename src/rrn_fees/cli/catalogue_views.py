"""``rrn-fees list`` and ``rrn-fees show``: what the catalogue in force says."""

from typing import Annotated

import typer

from rrn_fees.cli.completion import complete_qualification
from rrn_fees.cli.delivery import Delivery
from rrn_fees.cli.options import (
    PAPER_FORMATS,
    CatalogueOption,
    ColourOption,
    FormatOption,
    OutputOption,
    PaperFormatOption,
)
from rrn_fees.cli.shell import open_catalogue, today
from rrn_fees.errors import RequestError, no_such


def list_prices(
    *,
    catalogue: CatalogueOption = None,
    form: PaperFormatOption = None,
    output: OutputOption = "-",
    colour: ColourOption = "auto",
) -> None:
    """List every price that can be paid, and until when; and what nobody published."""
    from rrn_fees.catalogue.extent import listed_of, most_rows, refuse_beyond
    from rrn_fees.formats import renderer
    from rrn_fees.pricing.price_list import price_list

    delivery = Delivery(form, output, colour, PAPER_FORMATS)
    loaded = open_catalogue(catalogue, delivery.reads)
    refuse_beyond(
        most_rows(delivery.form),
        listed_of(loaded),
        "The price list",
        "Show one qualification at a time, with rrn-fees show.",
    )
    prices = price_list(loaded)
    if delivery.form.is_paper:
        from rrn_fees.documents.price_list import price_list_paper

        paper = price_list_paper(prices, loaded, today(loaded))
        delivery.write(delivery.laid_out(paper))
    else:
        delivery.write(renderer(delivery.form).price_list(prices, loaded, delivery.look))


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
    form: FormatOption = None,
    output: OutputOption = "-",
    colour: ColourOption = "auto",
) -> None:
    """Show all that is known of one qualification, with its sources."""
    from rrn_fees.catalogue.extent import listed_of, most_rows, refuse_beyond
    from rrn_fees.formats import renderer

    delivery = Delivery(form, output, colour)
    loaded = open_catalogue(catalogue, delivery.reads)
    if qualification not in loaded.qualifications:
        raise RequestError(no_such("qualification", qualification, loaded.qualifications))
    refuse_beyond(
        most_rows(delivery.form),
        listed_of(loaded, [qualification]),
        "The answer",
        "Ask for a quote instead.",
    )
    delivery.write(renderer(delivery.form).qualification(qualification, loaded, delivery.look))
