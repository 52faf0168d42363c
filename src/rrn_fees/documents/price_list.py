"""Every price there is, as a paper."""

from collections.abc import Iterator, Sequence
from datetime import date

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.documents.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Money,
    Paper,
    Point,
    Points,
    Table,
    Tone,
    sections,
)
from rrn_fees.documents.parts import author_of, signed, sources, supplier
from rrn_fees.documents.price_words import gap_said, vat_of_price, what_said
from rrn_fees.pricing.explanation import validity
from rrn_fees.pricing.price_list import PriceList, PriceRow


def price_list_paper(prices: PriceList, catalogue: Catalogue, on: date) -> Paper:
    """Return the price list, as it stands on the day *on*."""
    rows = [*prices.rows]
    named = {row.source for row in rows}
    return Paper(
        title="Price list",
        lead="Prices are before VAT unless it says otherwise.",
        tone=Tone.PLAIN,
        author=author_of(catalogue),
        dated=on,
        sections=sections(
            ("Prices", _prices(rows, catalogue)),
            ("Not published", _not_published(prices, catalogue)),
            ("Supplier", supplier(catalogue.publisher)),
            ("Sources", sources({name: catalogue.sources[name] for name in sorted(named)})),
            ("Catalogue", signed(catalogue.origin)),
        ),
    )


def _prices(rows: Sequence[PriceRow], catalogue: Catalogue) -> Iterator[Block]:
    if rows:
        yield Table(
            caption="Every price that is published",
            columns=(
                Column("Qualification", is_filter=True),
                Column("Intake"),
                Column("Who pays", is_filter=True),
                Column("For"),
                Column("Price", Align.RIGHT),
                Column("VAT"),
                Column("To be had"),
                Column("Source"),
            ),
            rows=tuple(_row(row, catalogue) for row in rows),
        )


def _row(row: PriceRow, catalogue: Catalogue) -> tuple[Cell, ...]:
    return (
        row.title,
        row.window.name if row.window else "any",
        catalogue.categories[row.category].label,
        what_said(row),
        Money(row.price),
        vat_of_price(row) or "+ VAT",
        validity(row),
        row.source,
    )


def _not_published(prices: PriceList, catalogue: Catalogue) -> Iterator[Block]:
    points = tuple(Point(f"{gap.title}: {gap_said(gap, catalogue)}") for gap in prices.unpublished)
    if points:
        yield Points(points)
