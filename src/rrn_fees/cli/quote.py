"""``rrn-fees quote``: what a qualification costs, for whom, on a day."""

from collections.abc import Iterator, Mapping
from typing import Annotated

import typer

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.cli.completion import complete_qualification
from rrn_fees.cli.delivery import STANDARD_OUTPUT, Delivery, No
from rrn_fees.cli.options import (
    BasisOption,
    CatalogueOption,
    CategoryOption,
    ColourOption,
    IndicativeOption,
    IntakeOption,
    ItemText,
    LearnersOption,
    NoInputOption,
    OnOption,
    OutputOption,
    PayingOnOption,
    TaxPointOption,
    format_option,
    read_day,
    read_item,
    require_use_of_learners,
)
from rrn_fees.cli.quote_guide import Asked, completed, repeating, require_known
from rrn_fees.cli.shell import Today, open_catalogue
from rrn_fees.cli.unused import without_effect
from rrn_fees.dates import Day
from rrn_fees.deadlines.bank_holidays import WorkingDaysWhenNeeded
from rrn_fees.errors import MOST_NAMED, RequestError, listed
from rrn_fees.formats import PAGES, Format, formats_of
from rrn_fees.pricing.engine import price
from rrn_fees.pricing.payment_deadline import with_deadline
from rrn_fees.pricing.price_list import Basis
from rrn_fees.pricing.quotation import Addressed, Quotation, quotation
from rrn_fees.pricing.quote import Item, Refusal, Request
from rrn_fees.render_options import RenderOptions
from rrn_fees.standard_error import can_ask

QUOTE_FORMATS = formats_of("Quotation")


def quote(  # noqa: PLR0913 - a parameter for each option
    items: Annotated[
        list[ItemText] | None,
        typer.Argument(
            metavar="QUALIFICATION[:LEARNERS]...",
            parser=read_item,
            autocompletion=complete_qualification,
            help="What to price, and for how many learners; rrn-fees list names what there is.",
        ),
    ] = None,
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
    tax_point: TaxPointOption = None,
    indicative: IndicativeOption = False,
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
            help="The last day on which it holds. By default the last on which its figures stay "
            "the same, which is as late as it may be.",
        ),
    ] = None,
    customer: Annotated[
        str | None, typer.Option("--customer", metavar="NAME", help="Whom the quotation is for.")
    ] = None,
    purchase_order: Annotated[
        str | None,
        typer.Option("--purchase-order", metavar="NUMBER", help="The customer's order number."),
    ] = None,
    no_input: NoInputOption = False,
    catalogue: CatalogueOption = None,
    form: Annotated[str | None, format_option(QUOTE_FORMATS)] = None,
    output: OutputOption = "-",
    colour: ColourOption = "auto",
) -> None:
    """Price one or more qualifications for one customer: net, VAT, gross, and by when to pay.

    Learners of one organisation are charged as whole cohorts where that costs no more. Exits with 1
    if there is no price, and says why. On a terminal it asks for what is missing.
    """
    delivery = Delivery(QUOTE_FORMATS, form, output, colour)
    require_use_of_learners(items or (), learners)
    if explain and delivery.form is Format.CSV:
        raise RequestError("A CSV file has no room for --explain; use the table or json format.")
    named = {
        "--reference": reference,
        "--valid-until": valid_until,
        "--customer": customer,
        "--purchase-order": purchase_order,
    }
    if delivery.form is Format.CSV and any(each is not None for each in named.values()):
        raise RequestError(
            "A CSV file has no room for --reference, --valid-until, --customer and "
            "--purchase-order; use another format."
        )
    loaded = open_catalogue(catalogue, delivery.reads)
    today = Today(loaded.timezone)
    asked = Asked(
        items=tuple(items or ()),
        category=category,
        learners=learners,
        on=today.meant_by(on),
    )
    guided = asked.lacks_something and not no_input and can_ask()
    if guided:
        require_known(asked, loaded)
        asked = completed(asked, loaded, today.day)
    request = Request(
        items=tuple(Item(*item) for item in _items(asked)),
        category=_category(asked, loaded),
        on=asked.on or today.day,
        intake=intake,
        basis=Basis(basis) if basis else None,
        early_bird=early_bird,
        paying_on=today.meant_by(paying_on),
        tax_point=today.meant_by(tax_point),
        indicative=indicative,
    )
    addressed = Addressed(
        reference=reference,
        valid_until=today.meant_by(valid_until),
        customer=customer,
        purchase_order=purchase_order,
    )
    answer = price(loaded, request)
    no: No | None = None
    sent: Quotation | Refusal
    if isinstance(answer, Refusal):
        no, sent = _why_not(answer), answer
        beside = [*_unused_by_a_refusal({**named, "--explain": explain})]
    else:
        answer = with_deadline(answer, loaded, WorkingDaysWhenNeeded(loaded.bank_holidays))
        sent = quotation(answer, addressed, loaded)
        beside = [*without_effect(request, [answer])]
    if guided:
        to = None if output == STANDARD_OUTPUT else output
        more = {"--catalogue": catalogue, "--format": form, "--output": to}
        again = repeating(request, addressed, more, explain=explain)
        beside += ["", "The same again:", f"  {again}"]
    options = RenderOptions(explain=explain or delivery.form in PAGES)
    delivery.write(sent, loaded, options, no=no, beside=beside)


def _items(asked: Asked) -> Iterator[tuple[str, int]]:
    """Yield each qualification and its learners; RequestError if none is named."""
    if not asked.items:
        raise RequestError(
            "Name a QUALIFICATION to price, like certificate:6; rrn-fees list names what there is."
        )
    for item in asked.items:
        yield item.qualification, item.learners or asked.learners or 1


def _why_not(refusal: Refusal) -> No:
    refused = [f"{no.qualification} ({no.code}): {no.message}" for no in (refusal, *refusal.also)]
    more = len(refused) - MOST_NAMED
    others = [f"{more:,} more."] if more > 0 else []
    return No(sentence=f"No quote for {' And for '.join([*refused[:MOST_NAMED], *others])}")


def _unused_by_a_refusal(named: Mapping[str, object]) -> Iterator[str]:
    """Say which of the options *named* were given, and have no place on a refusal."""
    given = [option for option, value in named.items() if value not in (None, False)]
    if given:
        changes = "changes" if len(given) == 1 else "change"
        yield f"A refusal has no place for {' and '.join(given)}, which {changes} nothing."


def _category(asked: Asked, catalogue: Catalogue) -> str:
    if asked.category is None:
        raise RequestError(f"Say who pays with --as: {listed(catalogue.categories, ' or ')}.")
    return asked.category
