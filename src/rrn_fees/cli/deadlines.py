"""``rrn-fees deadlines``: what is due when, and whether a payment would be in time."""

from collections.abc import Iterator
from typing import Annotated

import typer

from rrn_fees.catalogue.extent import events_of, most_rows, refuse_beyond
from rrn_fees.cli.completion import complete_intake, complete_qualification
from rrn_fees.cli.delivery import Delivery, No
from rrn_fees.cli.options import (
    CatalogueOption,
    ColourOption,
    OnOption,
    OutputOption,
    format_option,
    read_day,
    read_within,
)
from rrn_fees.cli.shell import Today, open_catalogue
from rrn_fees.dates import Day
from rrn_fees.deadlines.bank_holidays import WorkingDaysWhenNeeded
from rrn_fees.deadlines.events import Deadlines
from rrn_fees.deadlines.listing import deadlines_of
from rrn_fees.documents.deadline_text import failure_text
from rrn_fees.errors import RequestError
from rrn_fees.formats import Format, formats_of

DEADLINE_FORMATS = formats_of("Deadlines")
NO_DATES = "There is no event with a date, and a calendar file needs one: nothing is written."


def deadlines(  # noqa: PLR0913 - a parameter for each option
    qualifications: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[QUALIFICATION]...",
            autocompletion=complete_qualification,
            help="Whose dates to list. By default those of all.",
        ),
    ] = None,
    *,
    on: OnOption = None,
    intake: Annotated[
        str | None,
        typer.Option(
            "--intake",
            metavar="ID",
            autocompletion=complete_intake,
            help="Only that intake. By default every one.",
        ),
    ] = None,
    within: Annotated[
        int | None,
        typer.Option(
            "--within",
            metavar="DAYS",
            parser=read_within,
            help="Only the next so many days, what has no date, and what --paying-on is to meet.",
        ),
    ] = None,
    paying_on: Annotated[
        Day | None,
        typer.Option(
            "--paying-on",
            metavar="DATE",
            parser=read_day,
            help="Tell whether a payment on that day would be in time, at risk or too late.",
        ),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="Exit with 1 also if the payment of --paying-on may arrive late: it is in time as "
            "published, but banks move no money on that day, or that is not known.",
        ),
    ] = False,
    catalogue: CatalogueOption = None,
    form: Annotated[str | None, format_option(DEADLINE_FORMATS)] = None,
    output: OutputOption = "-",
    colour: ColourOption = "auto",
) -> None:
    """List every dated event of every intake, in order, with the days left and the working days.

    A deadline ends at midnight in the catalogue's timezone. With --paying-on it exits with 1 if the
    payment would miss a final payment date. A payment is at risk if it is in time as published, but
    on a day on which banks do not move money, and would arrive on the next working day: too late.
    The ics format is a calendar file with alarms.
    """
    delivery = Delivery(DEADLINE_FORMATS, form, output, colour)
    if strict and paying_on is None:
        raise RequestError("--strict judges a payment: say when with --paying-on.")
    loaded = open_catalogue(catalogue, delivery.reads)
    refuse_beyond(
        most_rows(delivery.form),
        events_of(loaded, qualifications or None),
        "The list of deadlines",
        "Name fewer qualifications.",
    )
    today = Today(loaded.timezone)
    found = deadlines_of(
        loaded,
        WorkingDaysWhenNeeded(loaded.bank_holidays),
        today.meant_by(on) or today.day,
        qualifications=qualifications or (),
        intake=intake,
        within=within,
        paying_on=today.meant_by(paying_on),
    )
    calendar = delivery.form is Format.ICS
    if calendar and all(deadline.day is None for deadline in found.deadlines):
        delivery.write_nothing(No(sentence=NO_DATES))
    why = failure_text(found, strict=strict)
    delivery.write(
        found,
        loaded,
        no=No(sentence=why, in_answer=not calendar) if why else None,
        beside=_left_out(found, delivery.form),
    )


def _left_out(found: Deadlines, form: Format) -> Iterator[str]:
    """Say what has no place in a format: events without a date, a payment with nothing to meet."""
    undated = sum(deadline.day is None for deadline in found.deadlines)
    if form is Format.ICS and undated:
        yield f"Events without a date, which are not in the calendar: {undated:,}."
    if form in (Format.ICS, Format.CSV) and found.paying_on is not None and not found.to_be_paid:
        yield "There is nothing to pay: --paying-on changes nothing."
