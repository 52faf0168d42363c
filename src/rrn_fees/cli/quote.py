"""``rrn-fees quote``: what a qualification costs, for whom, on a day."""

from typing import TYPE_CHECKING, Annotated

import typer

from rrn_fees.cli.delivery import Delivery
from rrn_fees.cli.options import (
    PAPER_FORMATS,
    BasisOption,
    CatalogueOption,
    CategoryOption,
    ColourOption,
    IntakeOption,
    ItemText,
    LearnersOption,
    OnOption,
    OutputOption,
    PaperFormatOption,
    PayingOnOption,
    read_day,
    read_item,
)
from rrn_fees.cli.shell import open_catalogue, today
from rrn_fees.dates import Day
from rrn_fees.errors import RequestError

if TYPE_CHECKING:
    from rrn_fees.catalogue.model import Catalogue
    from rrn_fees.quotation import Quotation
    from rrn_fees.quote import Refusal


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
    reference: Annotated[
        str | None,
        typer.Option(
            "--reference",
            metavar="TEXT",
            help="What the quotation is filed under. By default it follows from the content.",
        ),
    ] = None,
    valid_until: Annotated[
        Day | None,
        typer.Option(
            "--valid-until",
            metavar="DATE",
            parser=read_day,
            help="The last day on which it holds. By default the last on which its price can be "
            "had, which is as late as it may be.",
        ),
    ] = None,
    customer: Annotated[
        str | None, typer.Option("--customer", metavar="NAME", help="Whom the quotation is for.")
    ] = None,
    purchase_order: Annotated[
        str | None,
        typer.Option("--purchase-order", metavar="NUMBER", help="The customer's order number."),
    ] = None,
    catalogue: CatalogueOption = None,
    form: PaperFormatOption = None,
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
    from rrn_fees.quotation import Addressed, quotation
    from rrn_fees.quote import Item, Refusal, Request

    delivery = Delivery(form, output, colour, PAPER_FORMATS)
    if explain and delivery.form == "csv":
        raise RequestError("A CSV file has no room for --explain; use the table or json format.")
    named = [reference, valid_until, customer, purchase_order]
    if delivery.form == "csv" and any(each is not None for each in named):
        raise RequestError(
            "A CSV file has no room for --reference, --valid-until, --customer and "
            "--purchase-order; use another format."
        )
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
    if isinstance(answer, Refusal):
        delivery.write(_refusal(answer, loaded, delivery))
        raise typer.Exit(1)
    answer = with_deadline(answer, loaded, WorkingDaysWhenNeeded(loaded.bank_holidays))
    sent = quotation(
        answer,
        Addressed(
            reference=reference,
            valid_until=valid_until.seen_from(now) if valid_until else None,
            customer=customer,
            purchase_order=purchase_order,
        ),
    )
    delivery.write(_quotation(sent, loaded, delivery, explain=explain))


def _quotation(
    sent: "Quotation", catalogue: "Catalogue", delivery: Delivery, *, explain: bool
) -> str | bytes:
    from rrn_fees.render import renderer

    if not delivery.form.is_paper:
        write = renderer(delivery.form)
        return write.quotation(sent, catalogue, delivery.look, explain=explain)
    from rrn_fees.render.papers.quotation import quotation_paper

    return delivery.laid_out(quotation_paper(sent, catalogue))


def _refusal(refusal: "Refusal", catalogue: "Catalogue", delivery: Delivery) -> str | bytes:
    from rrn_fees.render import renderer

    if not delivery.form.is_paper:
        return renderer(delivery.form).refusal(refusal, catalogue, delivery.look)
    from rrn_fees.render.papers.quotation import refusal_paper

    return delivery.laid_out(refusal_paper(refusal, catalogue))
