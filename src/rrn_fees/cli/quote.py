"""``rrn-fees quote``: what a qualification costs, for whom, on a day."""

from typing import Annotated

import typer

from rrn_fees.cli.delivery import Delivery
from rrn_fees.cli.options import (
    BasisOption,
    CatalogueOption,
    CategoryOption,
    ColourOption,
    FormatOption,
    IntakeOption,
    ItemText,
    LearnersOption,
    OnOption,
    OutputOption,
    PayingOnOption,
    read_day,
    read_item,
)
from rrn_fees.cli.shell import open_catalogue, today
from rrn_fees.dates import Day
from rrn_fees.errors import RequestError


def quote(  # noqa: PLR0913 - a parameter for each option
    items: Annotated[
        list[ItemText],
        typer.Argument(
            metavar="QUALIFICATION[:LEARNERS]...",
            parser=read_item,
            help="What to price, and for how many learners; rrn-fees list names what there is.",
        ),
    ],
    *,
    category: CategoryOption = None,
    learners: LearnersOption = None,
    on: OnOption = None,
    intake: IntakeOption = None,
    basis: BasisOption = None,
    early_bird: Annotated[
        bool,
        typer.Option(
            "--early-bird",
            help="Ask for the early-bird price, also where its deadline is not announced.",
        ),
    ] = False,
    paying_on: PayingOnOption = None,
    tax_point: Annotated[
        Day | None,
        typer.Option(
            "--tax-point",
            metavar="DATE",
            parser=read_day,
            help="The date that decides the rate of VAT. By default the day of the quote.",
        ),
    ] = None,
    indicative: Annotated[
        bool,
        typer.Option(
            "--indicative", help="Price an intake that is not open all the same, not as an offer."
        ),
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how each figure is worked out, with its source.")
    ] = False,
    catalogue: CatalogueOption = None,
    form: FormatOption = None,
    output: OutputOption = "-",
    colour: ColourOption = "auto",
) -> None:
    """Price one or more qualifications for one customer: net, VAT, gross, and by when to pay.

    Learners of one organisation are charged as whole cohorts where that costs no more. Exits with 1
    if the price cannot honestly be given, and says why.
    """
    from rrn_fees.bank_holidays import WorkingDaysWhenNeeded
    from rrn_fees.due import with_deadline
    from rrn_fees.price_list import Basis
    from rrn_fees.pricing import price
    from rrn_fees.quote import Item, Refusal, Request
    from rrn_fees.render import renderer

    delivery = Delivery(form, output, colour)
    if explain and delivery.form == "csv":
        raise RequestError("A CSV file has no room for --explain; use the table or json format.")
    loaded = open_catalogue(catalogue)
    if category is None:
        raise RequestError(f"Say who pays with --as: {' or '.join(loaded.categories)}.")
    now = today(loaded)
    request = Request(
        items=tuple(Item(item.qualification, item.learners or learners or 1) for item in items),
        category=category,
        on=on.seen_from(now) if on else now,
        intake=intake,
        basis=Basis(basis) if basis else None,
        early_bird=early_bird,
        paying_on=paying_on.seen_from(now) if paying_on else None,
        tax_point=tax_point.seen_from(now) if tax_point else None,
        indicative=indicative,
    )
    answer = price(loaded, request)
    write = renderer(delivery.form)
    if isinstance(answer, Refusal):
        delivery.write(write.refusal(answer, loaded, delivery.look))
        raise typer.Exit(1)
    answer = with_deadline(answer, loaded, WorkingDaysWhenNeeded(loaded.bank_holidays))
    delivery.write(write.quote(answer, loaded, delivery.look, explain=explain))
