"""What a comparison says."""

from read_documents import ANSWERS, OF, PLAIN, rows_of, sections, tables

from rrn_fees.documents.blocks import (
    Money,
    Tone,
    text_of,
)
from rrn_fees.documents.comparison import comparison_document


def test_a_comparison_has_each_option_once_and_marks_the_cheapest() -> None:
    comparison = ANSWERS["a comparison"]
    document = comparison_document(comparison, OF, PLAIN)  # type: ignore[arg-type]
    [table] = tables(document)
    [size] = comparison.sizes  # type: ignore[attr-defined]
    gross = [row.cells[2] for row in rows_of(table)]
    assert gross == [Money(quote.totals.gross) for _, quote in size.priced]
    marked = [row for row in rows_of(table) if "cheapest" in text_of(row.cells[8])]
    least = Money(min(quote.totals.gross for _, quote in size.priced))
    assert {row.cells[2] for row in marked} == {least}
    assert {row.tone for row in marked} == {Tone.GOOD}
    assert len(marked) == gross.count(least)


def test_a_comparison_without_a_price_says_so_and_why() -> None:
    comparison = ANSWERS["a comparison without a price"]
    document = comparison_document(comparison, OF, PLAIN)  # type: ignore[arg-type]
    assert document.title == "No price to compare"
    assert not [*tables(document)]
    assert "Not available" in sections(document)
