"""``rrn-fees catalogue diff``: what a change of the catalogue does to prices."""

from typing import Annotated

import typer

from rrn_fees.catalogue.extent import events_of, most_compared, prices_of, refuse_beyond
from rrn_fees.catalogue.loader import load_catalogue, parse_catalogue
from rrn_fees.catalogue.model import Catalogue
from rrn_fees.catalogue.yaml import MAX_BYTES
from rrn_fees.cli.delivery import Delivery, No
from rrn_fees.cli.options import (
    ColourOption,
    FailOn,
    FailOnOption,
    OutputOption,
    format_option,
    read_day,
    read_group,
    read_label,
)
from rrn_fees.cli.shell import STANDARD_INPUT, Today, read_standard_catalogue
from rrn_fees.dates import Day
from rrn_fees.deadlines.bank_holidays import WorkingDaysWhenNeeded
from rrn_fees.diff.changes import LEARNERS, Changes, diff_catalogues
from rrn_fees.diff.price_changes import Limit
from rrn_fees.documents.diff_text import increase, may_be_renamed
from rrn_fees.errors import CatalogueError, Fault, RequestError
from rrn_fees.formats import Format, formats_of
from rrn_fees.render_options import AFTER, BEFORE, RenderOptions

DIFF_FORMATS = formats_of("Changes")


def catalogue_diff(  # noqa: PLR0913 - a parameter for each option
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="The catalogue before; - is standard input.")
    ],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="The catalogue after; - is standard input.")
    ],
    *,
    on: Annotated[
        Day | None,
        typer.Option(
            "--on",
            metavar="DATE",
            parser=read_day,
            help="The day whose rates of VAT count. By default today.",
        ),
    ] = None,
    learners: Annotated[
        int | None,
        typer.Option(
            "-n",
            "--learners",
            metavar="NUMBER",
            parser=read_group,
            help="How many learners a group has, beside one. By default 6.",
        ),
    ] = None,
    before_label: Annotated[
        str | None,
        typer.Option(
            "--before-label",
            metavar="TEXT",
            parser=read_label,
            help="What the columns of OLD are called, such as a branch.",
        ),
    ] = None,
    after_label: Annotated[
        str | None,
        typer.Option(
            "--after-label",
            metavar="TEXT",
            parser=read_label,
            help="What the columns of NEW are called.",
        ),
    ] = None,
    fail_on: FailOnOption = None,
    form: Annotated[str | None, format_option(DIFF_FORMATS)] = None,
    output: OutputOption = "-",
    colour: ColourOption = "auto",
) -> None:
    """Tell what became dearer, cheaper, new or gone, by how much, and whatever else differs.

    Prices are compared row by row, without and with VAT, for one learner and for a group; the order
    and the layout of the files do not matter. markdown is a comment for a pull request.
    """
    delivery = Delivery(DIFF_FORMATS, form, output, colour)
    if delivery.form is Format.JSON and (before_label or after_label):
        raise RequestError("The json format has no room for --before-label and --after-label.")
    options = RenderOptions(before_label=before_label or BEFORE, after_label=after_label or AFTER)
    if options.before_label.casefold() == options.after_label.casefold():
        raise RequestError("--before-label and --after-label are to differ.")
    for name in (old, new):
        delivery.reads(name)
    before, after = _both(old, new)
    rows = sum(prices_of(each) + events_of(each) for each in (before, after))
    most = most_compared(delivery.form)
    refuse_beyond(most, rows, "The comparison", "Compare a part of each catalogue at a time.")
    today = Today(after.timezone)
    changes = diff_catalogues(
        before,
        after,
        today.meant_by(on) or today.day,
        WorkingDaysWhenNeeded(after.bank_holidays),
        learners=learners or LEARNERS,
    )
    why = _why_it_fails(changes, fail_on or FailOn("never"))
    delivery.write(
        changes,
        after,
        options,
        no=No(sentence=why, in_answer=False) if why else None,
    )


def _why_it_fails(changes: Changes, fail_on: FailOn) -> str | None:
    if fail_on.what == "change" and not changes.is_empty:
        return "The catalogues differ."
    if fail_on.what != "increase":
        return None
    limit = Limit(percent=fail_on.percent, amount=fail_on.amount)
    above = increase(changes, limit)
    return " ".join([*([above] if above else []), *may_be_renamed(changes)]) or None


def _both(old: str, new: str) -> tuple[Catalogue, Catalogue]:
    """Return both catalogues; CatalogueError has every fault of the one and of the other."""
    if not (old and new):
        raise RequestError("Name two catalogues to compare.")
    if old == new == STANDARD_INPUT:
        raise RequestError("Standard input can be one of the two catalogues, not both.")
    read: list[Catalogue] = []
    faults: list[Fault] = []
    more = 0
    for name in (old, new):
        try:
            read.append(_read(name))
        except CatalogueError as error:
            faults += error.faults
            more += error.more
    if faults:
        raise CatalogueError(faults, more)
    before, after = read
    return before, after


def _read(name: str) -> Catalogue:
    if name == STANDARD_INPUT:
        return parse_catalogue(read_standard_catalogue(MAX_BYTES + 1), "standard input")
    return load_catalogue(name)
