"""Every price, qualification by qualification, and what nobody published."""

from __future__ import annotations

from collections.abc import Sequence

from rrn_fees.catalogue.model import Catalogue, QualificationId, Source
from rrn_fees.documents.blocks import (
    Align,
    Column,
    Document,
    Medium,
    Money,
    Point,
    Row,
    RowGroup,
    Section,
    Summary,
    Table,
    Tone,
    with_content,
)
from rrn_fees.documents.parts import answered_by, author_of, sources, sources_named, supplier
from rrn_fees.documents.prices import VAT_ON_TOP, gap_text, vat_mark, what_it_buys
from rrn_fees.pricing.explanation import validity
from rrn_fees.pricing.price_list import PriceList, PriceRow
from rrn_fees.pricing.published import PublishedPrices
from rrn_fees.render_options import RenderOptions

BEFORE_VAT = "Prices are before VAT unless it says otherwise."


def price_list_document(
    answer: PublishedPrices, catalogue: Catalogue, options: RenderOptions
) -> Document:
    """Return the price list as it stands on a day."""
    del options
    names = [*catalogue.qualifications]
    groups = tuple(price_group(name, answer.prices, catalogue) for name in names)
    named = {row.source for name in names for row in answer.prices.of(name).rows}
    return Document(
        title="Price list",
        lead=BEFORE_VAT,
        summary=Summary("Prices", " before VAT unless marked; rrn-fees quote adds it"),
        author=author_of(catalogue),
        dated=answer.on,
        sections=with_content(
            (
                Section(
                    title="Prices",
                    blocks=(price_table("Every price that is published", groups, has_groups=True),),
                    is_obvious=True,
                ),
                supplier(catalogue.publisher),
                sources(sources_named(catalogue, named), only_on=Medium.PAGE),
                answered_by((catalogue.origin, "")),
            )
        ),
    )


def price_table(caption: str, groups: Sequence[RowGroup], *, has_groups: bool) -> Table:
    """Return a table of prices; only where some do not have VAT on top does it tell which.

    Of one group the rows can stand without its title: *has_groups* is then false.
    """
    marks = {row.cells[_VAT] for group in groups for row in group.rows}
    columns = [
        Column("Intake"),
        Column("Who pays", is_filter=True),
        Column("For"),
        Column("Price excl. VAT" if marks <= {VAT_ON_TOP} else "Price", Align.RIGHT),
        Column("VAT"),
        Column("Available"),
    ]
    if marks <= {VAT_ON_TOP}:
        del columns[_VAT]
        groups = [group._replace(rows=tuple(map(_without_mark, group.rows))) for group in groups]
    return Table(
        caption=caption,
        columns=tuple(columns),
        rows=() if has_groups else tuple(row for group in groups for row in group.rows),
        groups=tuple(groups) if has_groups else (),
        group_column=Column("Qualification", is_filter=True) if has_groups else None,
        notes_title="Sources, and what was not published",
    )


_VAT = 4
"""Where the mark for VAT stands in a row."""


def _without_mark(row: Row) -> Row:
    return row._replace(cells=(*row.cells[:_VAT], *row.cells[_VAT + 1 :]))


def price_group(name: QualificationId, prices: PriceList, catalogue: Catalogue) -> RowGroup:
    """Return the prices of one qualification, what of them nobody published, and the sources."""
    published = prices.of(name)
    rows = [*published.rows]
    named = dict.fromkeys(row.source for row in rows)
    return RowGroup(
        published.qualification.title,
        tuple(_row(row, catalogue) for row in rows),
        name,
        (
            *(Point(gap_text(gap, catalogue), Tone.INFO) for gap in published.unpublished),
            *(_source(catalogue.sources[source]) for source in named),
        ),
    )


def _source(source: Source) -> Point:
    """Return where the prices of a qualification were published."""
    return Point(f"Source: {source.title}", Tone.QUIET)


def _row(row: PriceRow, catalogue: Catalogue) -> Row:
    return Row(
        (
            row.intake or "any",
            catalogue.categories[row.category].label,
            what_it_buys(row),
            Money(row.price),
            vat_mark(row),
            validity(row),
        )
    )
