"""``rrn-fees show``: all that the catalogue in force has on one qualification."""

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
from rrn_fees.cli.shell import Today, open_catalogue
from rrn_fees.errors import RequestError, no_such
from rrn_fees.formats import formats_of
from rrn_fees.pricing.published import PublishedQualification

SHOW_FORMATS = formats_of("PublishedQualification")


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
    today = Today(loaded.timezone).day
    delivery.write(PublishedQualification(name=qualification, on=today), loaded)
