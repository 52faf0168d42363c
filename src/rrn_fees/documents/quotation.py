"""A quotation: who asks and who sells, the prices, what to do by when, how it is worked out."""

from __future__ import annotations

from collections.abc import Iterator

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.dates import counted, long_date
from rrn_fees.documents.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Count,
    Day,
    Document,
    Entries,
    Entry,
    Gap,
    Medium,
    Money,
    Paragraph,
    Point,
    Points,
    Rate,
    Row,
    RowGroup,
    Section,
    Sum,
    Summary,
    Table,
    Tone,
    with_content,
)
from rrn_fees.documents.parts import (
    answered_by,
    author_of,
    entries,
    source_titles,
    sources,
    sources_named,
    supplier,
    worth_knowing,
)
from rrn_fees.documents.prices import per_learner
from rrn_fees.documents.quote_text import (
    distinct_notes,
    intake_text,
    line_description,
    other_days,
    payment_dates,
    reason_for_no_vat,
    vat_text,
)
from rrn_fees.pricing.explanation import explanation
from rrn_fees.pricing.quotation import Quotation
from rrn_fees.pricing.quote import Line, Quote, Status
from rrn_fees.render_options import RenderOptions

NOT_AN_INVOICE = "A quotation, not a VAT invoice."
NOT_AN_OFFER = "Indicative quotation, not an offer"


def quotation_document(
    quotation: Quotation, catalogue: Catalogue, options: RenderOptions
) -> Document:
    """Return what *quotation* says; with ``explain`` also how each figure came about."""
    quote = quotation.quote
    is_firm = quote.status is Status.FIRM
    category = catalogue.categories[quote.request.category].label
    return Document(
        title="Quotation" if is_firm else NOT_AN_OFFER,
        lead=NOT_AN_INVOICE,
        summary=Summary(
            "Firm quote" if is_firm else "Indicative quote, not an offer",
            f": {long_date(quote.request.on)}, {category}",
            Tone.GOOD if is_firm else Tone.WARNING,
        ),
        tone=Tone.PLAIN if is_firm else Tone.WARNING,
        author=author_of(catalogue),
        dated=quotation.issued_on,
        reference=quotation.reference,
        sections=with_content(_sections(quotation, catalogue, options)),
    )


def _sections(
    quotation: Quotation, catalogue: Catalogue, options: RenderOptions
) -> Iterator[Section]:
    quote = quotation.quote
    yield _particulars(quotation, catalogue)
    yield supplier(catalogue.publisher)
    yield _subjects(quote)
    yield Section(title="Prices", blocks=tuple(_prices(quote)), is_obvious=True)
    yield _payment(quote, catalogue)
    points = tuple(distinct_notes(quote, whole=options.explain))
    yield Section(title="What to know", blocks=(Points(points),) if points else (), is_obvious=True)
    if options.explain:
        yield from _explained(quote, catalogue)
    yield Section(blocks=(Paragraph(NOT_AN_INVOICE),), only_on=Medium.TERMINAL)
    yield answered_by((quote.catalogue, ""))


def _particulars(quotation: Quotation, catalogue: Catalogue) -> Section:
    """Return what the quotation is filed under; a terminal shows as much as was asked for."""
    asked = quotation.addressed
    category = catalogue.categories[quotation.quote.request.category]
    rows: list[tuple[str, Cell | None, bool]] = [
        ("Reference", quotation.reference, asked.reference is not None),
        ("Date of issue", Day(quotation.issued_on), False),
        ("Valid until", _validity(quotation), asked.valid_until is not None),
        ("Customer", asked.customer, True),
        ("Purchase order", asked.purchase_order, True),
        ("Prices for", category.label, False),
    ]
    made = (
        Entry(label, cell, only_on=None if was_asked else Medium.PAGE)
        for label, cell, was_asked in rows
        if cell is not None
    )
    return Section(blocks=(Entries(tuple(made)),))


def _validity(quotation: Quotation) -> Cell:
    if quotation.quote.status is Status.INDICATIVE:
        return Gap("indicative only: no day")
    if quotation.valid_until is None:
        return Gap("no end of these prices is published")
    return Day(quotation.valid_until)


def _subjects(quote: Quote) -> Section:
    """Return what is bought, and of which intake."""
    rows = {line.row.qualification: line.row for line in quote.lines}.values()
    named = (
        (row.title, intake_text(row.window, quote) if row.window else Gap("no intakes"))
        for row in rows
    )
    return Section(title="What is quoted", blocks=entries(named), is_obvious=True)


def _prices(quote: Quote) -> Iterator[Block]:
    """Yield the lines, below the name of each qualification if there are several."""
    by_name: dict[str, list[Line]] = {}
    for line in quote.lines:
        by_name.setdefault(line.row.qualification, []).append(line)
    are_several = len(by_name) > 1
    totals = quote.totals
    yield Table(
        caption="Lines",
        columns=(
            Column("For"),
            Column("Quantity", Align.RIGHT, wide_only=1),
            Column("Unit price", Align.RIGHT, wide_only=3),
            Column("Net", Align.RIGHT),
            Column("VAT rate", Align.RIGHT, wide_only=2),
            Column("VAT", Align.RIGHT),
            Column("Gross", Align.RIGHT),
            Column("Gross per learner", Align.RIGHT, wide_only=4),
        ),
        rows=() if are_several else tuple(map(_row, quote.lines)),
        groups=tuple(
            RowGroup(lines[0].row.title, tuple(map(_row, lines)), name)
            for name, lines in by_name.items()
            if are_several
        ),
        group_column=Column("Qualification") if are_several else None,
        total=(
            f"Total, {counted(quote.learners, 'learner')}",
            "",
            "",
            Sum(Money(totals.net)),
            "",
            Sum(Money(totals.vat)),
            Sum(Money(totals.gross)),
            per_learner(quote.gross_per_learner),
        ),
    )
    if len(quote.vat_summary) > 1:
        yield _vat_by_rate(quote)


def _row(line: Line) -> Row:
    with_vat = ", price with VAT" if line.row.includes_vat else ""
    return Row(
        (
            f"{line_description(line)}{with_vat}",
            Count(line.quantity),
            Money(line.row.price),
            Money(line.net),
            Rate(line.rate.percent) if line.rate else "none",
            Money(line.vat),
            Money(line.gross),
            per_learner(line.gross_per_learner),
        )
    )


def _vat_by_rate(quote: Quote) -> Table:
    return Table(
        caption="VAT by rate",
        columns=(
            Column("VAT"),
            Column("Rate", Align.RIGHT),
            Column("Net", Align.RIGHT),
            Column("VAT", Align.RIGHT),
        ),
        rows=tuple(
            Row(
                (
                    total.name,
                    f"none: {reason_for_no_vat(total)}"
                    if total.percent is None
                    else Rate(total.percent),
                    Money(total.net),
                    Money(total.vat),
                )
            )
            for total in quote.vat_summary
        ),
        total=("Total", "", Sum(Money(quote.totals.net)), Sum(Money(quote.totals.vat))),
    )


def _payment(quote: Quote, catalogue: Catalogue) -> Section:
    rows: list[tuple[str, Cell]] = [*payment_dates(quote, catalogue)]
    if len(quote.vat_summary) == 1:
        rows.append(("VAT", vat_text(quote.vat_summary[0])))
    rows += other_days(quote)
    named = sources_named(catalogue, (line.row.source for line in quote.lines))
    made = (*(Entry(label, cell) for label, cell in rows), *source_titles(named.values()))
    return Section(title="Payment", blocks=(Entries(made),), is_obvious=True)


def _explained(quote: Quote, catalogue: Catalogue) -> Iterator[Section]:
    steps = explanation(quote, catalogue)
    points = tuple(Point(step.text, sources=step.sources) for step in steps)
    yield Section(title="How this is worked out", blocks=(Points(points, numbered=True),))
    names = {line.row.qualification: None for line in quote.lines}
    remarks = [remark for name in names for remark in catalogue.qualifications[name].remarks]
    yield worth_knowing(remarks)
    named = {source for step in steps for source in step.sources}
    named |= {note.source for note in quote.notes if note.source}
    named |= {remark.source for remark in remarks}
    yield sources(sources_named(catalogue, named))
