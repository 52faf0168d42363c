"""``rrn-fees compare``: every way to buy the same thing, side by side."""

from typing import Annotated

import typer

from rrn_fees.catalogue.extent import most_options, options_of, refuse_beyond
from rrn_fees.cli.completion import complete_qualification
from rrn_fees.cli.delivery import Delivery, No
from rrn_fees.cli.options import (
    CatalogueOption,
    ColourOption,
    IndicativeOption,
    IntakeOption,
    ItemText,
    OnOption,
    OutputOption,
    PayingOnOption,
    Sizes,
    TaxPointOption,
    format_option,
    read_amount,
    read_item,
    read_sizes,
    require_use_of_learners,
)
from rrn_fees.cli.shell import Today, open_catalogue
from rrn_fees.cli.unused import without_effect
from rrn_fees.comparison import Comparison, Wanted, with_deadlines
from rrn_fees.comparison import compare as compared
from rrn_fees.deadlines.bank_holidays import WorkingDaysWhenNeeded
from rrn_fees.errors import RequestError, listed
from rrn_fees.formats import formats_of
from rrn_fees.pricing.quote import Item

COMPARE_FORMATS = formats_of("Comparison")


def compare(  # noqa: PLR0913 - a parameter for each option
    items: Annotated[
        list[ItemText],
        typer.Argument(
            metavar="QUALIFICATION[:LEARNERS]...",
            parser=read_item,
            autocompletion=complete_qualification,
            help="What to compare, and for how many learners; rrn-fees list names what there is.",
        ),
    ],
    *,
    learners: Annotated[
        Sizes | None,
        typer.Option(
            "-n",
            "--learners",
            metavar="NUMBER|FIRST..LAST",
            parser=read_sizes,
            help="How many learners, where it is not said otherwise, by default 1; 1..12 gives a "
            "table by size.",
        ),
    ] = None,
    membership_fee: Annotated[
        int | None,
        typer.Option(
            "--membership-fee",
            metavar="AMOUNT",
            parser=read_amount,
            help="What joining costs, without VAT, like 250.00: tells from how many learners it "
            "pays.",
        ),
    ] = None,
    on: OnOption = None,
    intake: IntakeOption = None,
    paying_on: PayingOnOption = None,
    tax_point: TaxPointOption = None,
    indicative: IndicativeOption = False,
    catalogue: CatalogueOption = None,
    form: Annotated[str | None, format_option(COMPARE_FORMATS)] = None,
    output: OutputOption = "-",
    colour: ColourOption = "auto",
) -> None:
    """Compare every way to buy the same thing: members and others, individuals and cohorts.

    Early-bird prices stand beside standard ones where there are any. Each option has its total and
    its price per learner, with what it saves against the dearest; one that is not available, the
    reason. Exits with 1 if none is available.
    """
    delivery = Delivery(COMPARE_FORMATS, form, output, colour)
    require_use_of_learners(items, learners)
    first, several = _sizes(items, learners)
    loaded = open_catalogue(catalogue, delivery.reads)
    refuse_beyond(
        most_options(),
        options_of(loaded, 1 + several[1] - several[0] if several else 1),
        "The comparison",
        "Compare fewer numbers of learners at a time.",
    )
    today = Today(loaded.timezone)
    wanted = Wanted(
        items=tuple(Item(item.qualification, item.learners or first) for item in items),
        on=today.meant_by(on) or today.day,
        intake=intake,
        paying_on=today.meant_by(paying_on),
        tax_point=today.meant_by(tax_point),
        indicative=indicative,
        sizes=several,
        membership_fee=membership_fee,
    )
    days = WorkingDaysWhenNeeded(loaded.bank_holidays)
    comparison = with_deadlines(compared(loaded, wanted), loaded, days)
    quotes = [quote for size in comparison.sizes for _, quote in size.priced]
    delivery.write(
        comparison,
        loaded,
        no=None if comparison.is_answered else _why_not(comparison),
        beside=without_effect(wanted, quotes),
    )


def _why_not(comparison: Comparison) -> No:
    reasons = (
        f"{reason.qualification}: {reason.message}"
        for size in comparison.sizes
        for option in size.options
        for reason in option.reasons
    )
    return No(sentence=f"No option has a price. {next(reasons, '')}".rstrip())


def _sizes(items: list[ItemText], learners: Sizes | None) -> tuple[int, tuple[int, int] | None]:
    """Return the learners of items that state none, and the sizes of a table by size."""
    if learners is None:
        return 1, None
    if learners.last is None:
        return learners.first, None
    stated = [item.qualification for item in items if item.learners is not None]
    if stated:
        raise RequestError(
            "A range of learners is for items that state none; leave out the number after "
            f"{listed(stated)}."
        )
    return learners.first, (learners.first, learners.last)
