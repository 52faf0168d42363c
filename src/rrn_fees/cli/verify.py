"""``rrn-fees verify``: does a saved quote still hold."""

from typing import Annotated

import typer

from rrn_fees.cli.delivery import Delivery, No
from rrn_fees.cli.options import (
    CatalogueOption,
    ColourOption,
    OutputOption,
    format_option,
    read_day,
)
from rrn_fees.cli.shell import Today, open_catalogue, read_file
from rrn_fees.contract.verification import MOST_BYTES, read_quote
from rrn_fees.dates import Day
from rrn_fees.documents.verification import verdict_text
from rrn_fees.formats import formats_of
from rrn_fees.verification import Verdict
from rrn_fees.verification import verify as verified

VERIFY_FORMATS = formats_of("Verification")


def verify(  # noqa: PLR0913 - a parameter for each option
    quote: Annotated[
        str,
        typer.Argument(
            metavar="QUOTE.json", help="A quote saved with -o QUOTE.json; - is standard input."
        ),
    ],
    *,
    on: Annotated[
        Day | None,
        typer.Option(
            "--on",
            metavar="DATE",
            parser=read_day,
            help="The day on which it is to hold. By default today.",
        ),
    ] = None,
    catalogue: CatalogueOption = None,
    form: Annotated[str | None, format_option(VERIFY_FORMATS)] = None,
    output: OutputOption = "-",
    colour: ColourOption = "auto",
) -> None:
    """Price a saved quote again, and tell line by line what is not what it was.

    Exits with 0 if it holds, with 1 if it has changed, has lapsed, can no longer be had or was
    edited. With --on the day of the quote it tells what the catalogue has changed since.
    """
    delivery = Delivery(VERIFY_FORMATS, form, output, colour)
    delivery.reads(quote)
    name, content = read_file(quote, MOST_BYTES + 1)
    saved = read_quote(content, name)
    loaded = open_catalogue(catalogue, delivery.reads)
    today = Today(loaded.timezone)
    found = verified(loaded, saved, today.meant_by(on) or today.day)
    delivery.write(
        found,
        loaded,
        no=None if found.verdict is Verdict.HOLDS else No(sentence=f"{verdict_text(found)}."),
    )
