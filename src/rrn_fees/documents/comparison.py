"""Every way to buy the same thing, as a paper."""

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
    Entries,
    Gap,
    Money,
    Paper,
    Paragraph,
    Point,
    Points,
    Rate,
    Table,
    Tone,
    sections,
)
from rrn_fees.documents.comparison_words import (
    BASES,
    NO_OFFER,
    SizeRow,
    by_size,
    cheapest_said,
    comparison_notes,
    days_said,
    group_said,
    joining_said,
    later_said,
    refused_said,
    same_said,
    subjects_said,
)
from rrn_fees.documents.parts import author_of, noted, signed, sources, supplier
from rrn_fees.money import Percent, signed_percent_text
from rrn_fees.pricing.quote import PerLearner, Quote, Status


def comparison_paper(comparison: Comparison, catalogue: Catalogue) -> Paper:
    """Return the options that are to be had, then those that are not, and what to know."""
    return Paper(
        title="Comparison of prices" if comparison.is_answered else "No price to compare",
        lead=f"{long_date(comparison.wanted.on)}. {NO_OFFER}",
        tone=Tone.PLAIN if comparison.is_answered else Tone.WARNING,
        author=author_of(catalogue),
        dated=comparison.wanted.on,
        sections=sections(
            ("", _particulars(comparison, catalogue)),
            ("Prices", _prices(comparison, catalogue)),
            ("Not to be had", _refused(comparison, catalogue)),
            ("Membership", [Paragraph(text) for text in joining_said(comparison)]),
            ("What to know", _notes(comparison, catalogue)),
            ("Supplier", supplier(catalogue.publisher)),
            ("Sources", _sources(comparison, catalogue)),
            ("Catalogue", signed(comparison.catalogue)),
        ),
    )


def _particulars(comparison: Comparison, catalogue: Catalogue) -> Iterator[Block]:
    subjects = tuple(
        (subject, intake or Gap("no intake"))
        for subject, intake in subjects_said(comparison, catalogue)
    )
    yield Entries((*subjects, *days_said(comparison)))


def _prices(comparison: Comparison, catalogue: Catalogue) -> Iterator[Block]:
    if not comparison.is_answered:
        return
    if comparison.wanted.sizes is not None:
        yield from _by_size(comparison, catalogue)
        return
    size = comparison.sizes[0]
    yield Table(
        caption="Every option that is to be had",
        columns=(
            Column("Who pays", is_filter=True),
            Column("What is charged"),
            Column("Net", Align.RIGHT),
            Column("Gross", Align.RIGHT),
            Column("Net per learner", Align.RIGHT),
            Column("Gross per learner", Align.RIGHT),
            Column("Net saving", Align.RIGHT),
            Column("Gross saving", Align.RIGHT),
            Column("Saving", Align.RIGHT),
            Column("To note"),
        ),
        rows=tuple(_row(option, quote, size, catalogue) for option, quote in size.priced),
    )
    yield Paragraph(f"{cheapest_said(size)} Savings are against the dearest option.")


def _row(
    option: Option, quote: Quote, size: SizeComparison, catalogue: Catalogue
) -> tuple[Cell, ...]:
    saving = size.saving(quote)
    said = (
        ("cheapest", size.differs and size.is_cheapest(quote)),
        ("indicative", quote.status is Status.INDICATIVE),
        (f"from {long_date(option.from_day)}" if option.from_day else "", option.from_day),
    )
    return (
        group_said(option, catalogue),
        BASES[option.basis],
        Money(quote.totals.net),
        Money(quote.totals.gross),
        _each(quote.net_per_learner),
        _each(quote.gross_per_learner),
        Money(saving.net),
        Money(saving.gross),
        _percent(saving.gross_percent),
        ", ".join(text for text, holds in said if holds),
    )


def _each(each: PerLearner) -> Money:
    return Money(each.amount, about=not each.exact)


def _percent(percent: Percent | None) -> Cell:
    if percent is None:
        return Gap("none")
    return Rate(percent) if percent >= 0 else f"{signed_percent_text(percent)}%"


def _by_size(comparison: Comparison, catalogue: Catalogue) -> Iterator[Block]:
    for table in by_size(comparison, catalogue):
        columns = [Column("Learners", Align.RIGHT)]
        for label in table.labels:
            columns += [Column(label, Align.RIGHT), Column(f"{label}, each", Align.RIGHT)]
        yield Table(
            caption=f"{table.title} by number of learners, with VAT",
            columns=(*columns, Column("To note")),
            rows=tuple(_size(row) for row in table.rows),
        )
    yield Paragraph("Charged is whichever of individual and cohort fees costs no more.")


def _size(row: SizeRow) -> tuple[Cell, ...]:
    cells: list[Cell] = [Count(row.learners)]
    for quote in row.quotes:
        if quote is None:
            cells += [Gap("none"), Gap("none")]
        else:
            cells += [Money(quote.totals.gross), _each(quote.gross_per_learner)]
    return (*cells, row.begins)


def _refused(comparison: Comparison, catalogue: Catalogue) -> Iterator[Block]:
    points = tuple(
        Point(f"{who}: {code}. {text}") for who, code, text in refused_said(comparison, catalogue)
    )
    if points:
        yield Points(points)


def _notes(comparison: Comparison, catalogue: Catalogue) -> Iterator[Block]:
    said = (*later_said(comparison, catalogue), *same_said(comparison, catalogue))
    notes = comparison_notes(comparison, catalogue)
    yield from noted([*notes, *((NoteLevel.INFO, text) for text in said)])


def _sources(comparison: Comparison, catalogue: Catalogue) -> Iterator[Block]:
    named = {
        line.row.source
        for size in comparison.sizes
        for _, quote in size.priced
        for line in quote.lines
    }
    yield from sources({name: of for name, of in catalogue.sources.items() if name in named})
