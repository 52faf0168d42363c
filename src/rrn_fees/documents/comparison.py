"""A comparison: every way to buy the same thing, side by side."""

from __future__ import annotations

from collections.abc import Iterator

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.comparison import Comparison, Option, SizeComparison
from rrn_fees.dates import long_date
from rrn_fees.deadlines.notes import NoteLevel
from rrn_fees.documents.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Count,
    Document,
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
    Share,
    Summary,
    Table,
    Tone,
    with_content,
)
from rrn_fees.documents.comparison_text import (
    BASES,
    NO_OFFER,
    SizeRow,
    by_size,
    cheapest_text,
    comparison_notes,
    groups,
    joining_text,
    later_text,
    payment_dates,
    same_lines_text,
    subjects,
    unavailable,
)
from rrn_fees.documents.parts import (
    answered_by,
    author_of,
    entries,
    sources,
    sources_named,
    supplier,
    what_to_know,
)
from rrn_fees.documents.prices import per_learner
from rrn_fees.money import Percent, signed_percent_text
from rrn_fees.pricing.quote import Quote, Status
from rrn_fees.render_options import RenderOptions


def comparison_document(
    comparison: Comparison, catalogue: Catalogue, options: RenderOptions
) -> Document:
    """Return the options that are available, then those that are not, and what to know."""
    del options
    on = long_date(comparison.wanted.on)
    is_answered = comparison.is_answered
    return Document(
        title="Comparison of prices" if is_answered else "No price to compare",
        lead=f"{on}. {NO_OFFER}",
        summary=Summary(
            "Comparison" if is_answered else "No price",
            f": {on}",
            Tone.PLAIN if is_answered else Tone.BAD,
        ),
        tone=Tone.PLAIN if is_answered else Tone.WARNING,
        author=author_of(catalogue),
        dated=comparison.wanted.on,
        sections=with_content(_sections(comparison, catalogue)),
    )


def _sections(comparison: Comparison, catalogue: Catalogue) -> Iterator[Section]:
    # Of which intake it would be is not known where nothing has a price.
    no_intake = Gap("no intakes" if comparison.is_answered else "no price")
    bought = ((title, intake or no_intake) for title, intake in subjects(comparison, catalogue))
    yield Section(title="What is compared", blocks=entries(bought), is_obvious=True)
    if comparison.wanted.sizes is not None:
        yield from _by_size(comparison, catalogue)
    elif comparison.is_answered:
        blocks = tuple(_options(comparison.sizes[0], catalogue))
        yield Section(title="Prices", blocks=blocks, is_obvious=True)
    refused = tuple(
        Point(f"{who}: {code}. {text}") for who, code, text in unavailable(comparison, catalogue)
    )
    yield Section(
        title="Not available", tone=Tone.BAD, blocks=(Points(refused),) if refused else ()
    )
    dates = entries(payment_dates(comparison))
    yield Section(title="Payment", blocks=dates, is_obvious=True)
    yield Section(title="Membership", blocks=tuple(map(Paragraph, joining_text(comparison))))
    texts = (*later_text(comparison, catalogue), *same_lines_text(comparison, catalogue))
    notes = comparison_notes(comparison, catalogue)
    yield what_to_know([*notes, *((NoteLevel.INFO, text) for text in texts)])
    yield supplier(catalogue.publisher)
    named = {
        line.row.source
        for size in comparison.sizes
        for _, quote in size.priced
        for line in quote.lines
    }
    yield sources(sources_named(catalogue, named), only_on=Medium.PAGE)
    yield Section(blocks=(Paragraph(NO_OFFER),), only_on=Medium.TERMINAL)
    yield answered_by((comparison.catalogue, ""))


def _options(size: SizeComparison, catalogue: Catalogue) -> Iterator[Block]:
    """Yield what each option comes to, and what the cheapest saves."""
    dearest = max(quote.totals.gross for _, quote in size.priced) if size.differs else 0
    yield Table(
        caption="Every option that is available",
        columns=(
            Column("What is charged"),
            Column("Net", Align.RIGHT),
            Column("Gross", Align.RIGHT),
            Column("Net per learner", Align.RIGHT, wide_only=1),
            Column("Gross per learner", Align.RIGHT),
            Column("Net saving", Align.RIGHT, wide_only=2),
            Column("Gross saving", Align.RIGHT),
            Column("Saving in %", Align.RIGHT),
            Column("To note"),
            Column("Gross, as a bar"),
        ),
        groups=tuple(
            RowGroup(
                group.title,
                tuple(_option(option, quote, size, dearest) for option, quote in group.options),
            )
            for group in groups(size, catalogue)
        ),
        group_column=Column("Who pays", is_filter=True),
    )
    tone = Tone.GOOD if size.differs else Tone.PLAIN
    yield Paragraph(f"{cheapest_text(size)} Savings are against the dearest option.", tone)


def _option(option: Option, quote: Quote, size: SizeComparison, dearest: int) -> Row:
    saving = size.saving(quote)
    is_cheapest = size.differs and size.is_cheapest(quote)
    remarks = (
        ("cheapest", is_cheapest),
        ("indicative", quote.status is Status.INDICATIVE),
        (f"from {long_date(option.from_day)}" if option.from_day else "", option.from_day),
    )
    return Row(
        (
            BASES[option.basis],
            Money(quote.totals.net),
            Money(quote.totals.gross),
            per_learner(quote.net_per_learner),
            per_learner(quote.gross_per_learner),
            Money(saving.net),
            Money(saving.gross),
            _percent(saving.gross_percent),
            ", ".join(text for text, holds in remarks if holds),
            Share(quote.totals.gross, dearest),
        ),
        Tone.GOOD if is_cheapest else Tone.PLAIN,
    )


def _percent(percent: Percent | None) -> Cell:
    if percent is None:
        return Gap("none")
    return Rate(percent) if percent >= 0 else f"{signed_percent_text(percent)}%"


def _by_size(comparison: Comparison, catalogue: Catalogue) -> Iterator[Section]:
    """Yield a table for the standard prices and one for the early-bird ones, if there are any."""
    for table in by_size(comparison, catalogue):
        columns = [Column("Learners", Align.RIGHT)]
        for label in table.labels:
            columns += [Column(label, Align.RIGHT), Column(f"{label}, each", Align.RIGHT)]
        yield Section(
            title=table.title,
            blocks=(
                Table(
                    caption=f"{table.title} by number of learners, with VAT",
                    columns=(*columns, Column("To note")),
                    rows=tuple(map(_size, table.rows)),
                ),
            ),
        )
    if comparison.is_answered:
        yield Section(
            blocks=(
                Paragraph("With VAT; the best price of individual and cohort fees for each size."),
            )
        )


def _size(row: SizeRow) -> Row:
    cells: list[Cell] = [Count(row.learners)]
    for quote in row.quotes:
        if quote is None:
            cells += [Gap("none"), Gap("none")]
        else:
            cells += [Money(quote.totals.gross), per_learner(quote.gross_per_learner)]
    return Row((*cells, row.begins))
