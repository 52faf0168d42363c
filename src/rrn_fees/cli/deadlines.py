"""``rrn-fees deadlines``: what is due when, and whether a payment would be in time."""

from typing import TYPE_CHECKING, Annotated

import typer

from rrn_fees.cli.completion import complete_intake, complete_qualification
from rrn_fees.cli.delivery import Delivery
from rrn_fees.cli.options import (
    DEADLINE_FORMATS,
    CatalogueOption,
    ColourOption,
    DeadlinesFormatOption,
    OnOption,
    OutputOption,
    read_day,
    read_within,
)
from rrn_fees.cli.shell import open_catalogue, say, today
from rrn_fees.dates import Day

if TYPE_CHECKING:
    from rrn_fees.catalogue.model import Catalogue
    from rrn_fees.deadline import Deadlines


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
            help="Tell whether a payment on that day would be in time, and how late if not.",
        ),
    ] = None,
    catalogue: CatalogueOption = None,
    form: DeadlinesFormatOption = None,
    output: OutputOption = "-",
    colour: ColourOption = "auto",
) -> None:
    """List every dated event of every intake, in order, with the days left and the working days.

    A deadline ends at midnight in the catalogue's timezone. With --paying-on it exits with 1 if the
    payment would miss a final payment date. The ics format is a calendar file with alarms.
    """
    from rrn_fees.bank_holidays import WorkingDaysWhenNeeded
    from rrn_fees.deadlines import deadlines_of
    from rrn_fees.render import Format

    delivery = Delivery(form, output, colour, DEADLINE_FORMATS)
    loaded = open_catalogue(catalogue)
    now = today(loaded)
    found = deadlines_of(
        loaded,
        WorkingDaysWhenNeeded(loaded.bank_holidays),
        on.seen_from(now) if on else now,
        qualifications=qualifications or (),
        intake=intake,
        within=within,
        paying_on=paying_on.seen_from(now) if paying_on else None,
    )
    if delivery.form is Format.ICS:
        _say_what_is_left_out(found)
    delivery.write(_written(found, loaded, delivery))
    if found.in_time is False:
        if delivery.form is Format.ICS or delivery.to_file:
            say("The payment would be too late.")
        raise typer.Exit(1)


def _written(found: "Deadlines", catalogue: "Catalogue", delivery: Delivery) -> str | bytes:
    from rrn_fees.render import deadlines_renderer

    if not delivery.form.is_paper:
        return deadlines_renderer(delivery.form).deadlines(found, catalogue, delivery.look)
    from rrn_fees.render.papers.deadline_list import deadlines_paper

    return delivery.laid_out(deadlines_paper(found, catalogue))


def _say_what_is_left_out(found: "Deadlines") -> None:
    """Say how many events have no date and so no place in a calendar; leave if none has one."""
    undated = sum(deadline.day is None for deadline in found.deadlines)
    if undated == len(found.deadlines):
        say("There is no event with a date, and a calendar file needs one: nothing is written.")
        raise typer.Exit(1)
    if undated:
        say(f"Events without a date, which are not in the calendar: {undated:,}.")
