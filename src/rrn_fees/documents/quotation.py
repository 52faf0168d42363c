"""A quotation, or a refusal, as a paper that can be sent."""

from collections.abc import Iterator

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.dates import counted
from rrn_fees.documents.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Count,
    Day,
    Entries,
    Gap,
    Money,
    Paper,
    Paragraph,
    Point,
    Points,
    Rate,
    Sum,
    Table,
    Tone,
    sections,
)
from rrn_fees.documents.parts import author_of, noted, signed, sources, supplier
from rrn_fees.documents.quote_words import (
    bought,
    dates_said,
    intake_said,
    notes_said,
    other_days_said,
    why_no_vat,
)
from rrn_fees.pricing.explanation import explanation
from rrn_fees.pricing.quotation import Quotation
from rrn_fees.pricing.quote import Line, Quote, Refusal, Status

NOT_AN_INVOICE = "Quotation: not a VAT invoice"


def quotation_paper(quotation: Quotation, catalogue: Catalogue) -> Paper:
    """Return a quotation: who asks and who sells, the prices, what to do by when, how it came."""
    quote = quotation.quote
    firm = quote.status is Status.FIRM
    return Paper(
        title="Quotation" if firm else "Indicative quotation, not an offer",
        lead=NOT_AN_INVOICE,
        tone=Tone.PLAIN if firm else Tone.WARNING,
        author=author_of(catalogue),
        dated=quotation.issued_on,
        reference=quotation.reference,
        sections=sections(
            ("", [_particulars(quotation, catalogue)]),
            ("Supplier", supplier(catalogue.publisher)),
            ("Prices", _prices(quote)),
            ("Dates", [Entries((*dates_said(quote, catalogue), *other_days_said(quote)))]),
            ("What to know", noted(notes_said(quote))),
            ("How each price came about", _explained(quote, catalogue)),
            ("Sources", _sources(quote, catalogue)),
            ("Catalogue", signed(quote.catalogue)),
        ),
    )


def _particulars(quotation: Quotation, catalogue: Catalogue) -> Entries:
    rows: list[tuple[str, Cell]] = [
        ("Reference", quotation.reference),
        ("Date of issue", Day(quotation.issued_on)),
        ("Valid until", _validity(quotation)),
    ]
    if quotation.addressed.customer is not None:
        rows.append(("Customer", quotation.addressed.customer))
    if quotation.addressed.purchase_order is not None:
        rows.append(("Purchase order", quotation.addressed.purchase_order))
    category = catalogue.categories[quotation.quote.request.category]
    return Entries((*rows, ("Prices for", category.label)))


def _validity(quotation: Quotation) -> Cell:
    if quotation.quote.status is Status.INDICATIVE:
        return Gap("indicative only: no day")
    if quotation.valid_until is None:
        return Gap("no end of these prices is published")
    return Day(quotation.valid_until)


def _prices(quote: Quote) -> Iterator[Block]:
    titles = {line.row.qualification: line.row.title for line in quote.lines}
    intakes = {
        line.row.qualification: intake_said(line.row.window, quote)
        for line in quote.lines
        if line.row.window is not None
    }
    yield Table(
        caption="Lines",
        columns=(
            Column("Qualification"),
            Column("For"),
            Column("Quantity", Align.RIGHT),
            Column("Unit price", Align.RIGHT),
            Column("Net", Align.RIGHT),
            Column("VAT rate", Align.RIGHT),
            Column("VAT", Align.RIGHT),
            Column("Gross", Align.RIGHT),
        ),
        rows=tuple(_line(line) for line in quote.lines),
        total=_total(quote),
    )
    yield Entries(tuple((titles[name], said) for name, said in intakes.items()))
    yield Table(
        caption="VAT by rate",
        columns=(
            Column("VAT"),
            Column("Rate", Align.RIGHT),
            Column("Net", Align.RIGHT),
            Column("VAT", Align.RIGHT),
        ),
        rows=tuple(
            (
                total.name,
                f"none: {why_no_vat(total)}" if total.percent is None else Rate(total.percent),
                Money(total.net),
                Money(total.vat),
            )
            for total in quote.vat_summary
        ),
        total=("Total", "", Sum(Money(quote.totals.net)), Sum(Money(quote.totals.vat))),
    )


def _line(line: Line) -> tuple[Cell, ...]:
    with_vat = " with VAT" if line.row.includes_vat else ""
    return (
        line.row.title,
        bought(line) + (f", price{with_vat}" if with_vat else ""),
        Count(line.quantity),
        Money(line.row.price),
        Money(line.net),
        Rate(line.rate.percent) if line.rate else "none",
        Money(line.vat),
        Money(line.gross),
    )


def _total(quote: Quote) -> tuple[Cell | Sum, ...]:
    totals = quote.totals
    return (
        f"Total, {counted(quote.learners, 'learner')}",
        "",
        "",
        "",
        Sum(Money(totals.net)),
        "",
        Sum(Money(totals.vat)),
        Sum(Money(totals.gross)),
    )


def _explained(quote: Quote, catalogue: Catalogue) -> Iterator[Block]:
    steps = explanation(quote, catalogue)
    yield Points(tuple(Point(step.text, sources=step.sources) for step in steps), numbered=True)


def _sources(quote: Quote, catalogue: Catalogue) -> Iterator[Block]:
    named = {source for step in explanation(quote, catalogue) for source in step.sources}
    named |= {note.source for note in quote.notes if note.source}
    yield from sources({name: of for name, of in catalogue.sources.items() if name in named})


def refusal_paper(refusal: Refusal, catalogue: Catalogue) -> Paper:
    """Return a refusal: why there is no price, and what to do instead."""
    refused = (refusal, *refusal.also)
    return Paper(
        title="No quotation",
        lead="The price cannot honestly be given.",
        tone=Tone.WARNING,
        author=author_of(catalogue),
        dated=refusal.on,
        sections=sections(
            *(
                (
                    f"{each.qualification}: {each.code.value}",
                    [Paragraph(each.message), Paragraph(each.hint)],
                )
                for each in refused
            ),
            ("Supplier", supplier(catalogue.publisher)),
            ("Catalogue", signed(refusal.catalogue)),
        ),
    )
