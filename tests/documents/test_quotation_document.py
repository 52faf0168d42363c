"""What a quotation says, whatever it is then written as."""

from datetime import date

from read_documents import ANSWERS, OF, PLAIN, rows_of, tables
from support import catalogue, quoted, sent

from rrn_fees.documents.blocks import (
    Cell,
    Document,
    Entries,
    Medium,
    Money,
    Sum,
    Tone,
)
from rrn_fees.documents.quotation import quotation_document


def test_the_total_of_a_quotation_is_the_sum_of_its_lines() -> None:
    quote = quoted("certificate:7", "diploma:12", of=catalogue(), category="non-member")
    document = quotation_document(sent(quote, catalogue()), catalogue(), PLAIN)
    [table] = tables(document)
    for at, cell in enumerate(table.total):
        if isinstance(cell, Sum):
            above = [row.cells[at] for row in rows_of(table)]
            assert cell == Sum(Money(sum(each.pence for each in above if isinstance(each, Money))))
    assert sum(isinstance(cell, Sum) for cell in table.total) == 3


def test_what_is_excluding_and_including_vat_is_in_every_line() -> None:
    quote = quoted("inclusive:4", "exempt", of=catalogue("rules"))
    document = quotation_document(sent(quote, catalogue("rules")), catalogue("rules"), PLAIN)
    table = next(tables(document))
    titles = [column.title for column in table.columns]
    for row, line in zip(rows_of(table), quote.lines, strict=True):
        cells: dict[str, Cell] = dict(zip(titles, row.cells, strict=True))
        assert (cells["Net"], cells["VAT"], cells["Gross"]) == (
            Money(line.net), Money(line.vat), Money(line.gross),
        )  # fmt: skip
    # None of the amounts of a line may be left out where there is little room.
    assert {"Net", "VAT", "Gross"} <= {
        column.title for column in table.columns if not column.wide_only
    }


def test_what_was_not_asked_for_is_for_pages_alone() -> None:
    quote = quoted("certificate", of=catalogue())
    plain = quotation_document(sent(quote, catalogue()), catalogue(), PLAIN)
    asked = quotation_document(
        sent(quote, catalogue(), reference="R1", valid_until=date(2024, 2, 9), customer="Us"),
        catalogue(), PLAIN,
    )  # fmt: skip

    def on_a_terminal(document: Document) -> set[str]:
        [entries] = document.sections[0].blocks
        assert isinstance(entries, Entries)
        return {each.label for each in entries.entries if each.only_on is not Medium.PAGE}

    assert on_a_terminal(plain) == set()
    assert on_a_terminal(asked) == {"Reference", "Valid until", "Customer"}


def test_an_indicative_quotation_warns_before_anything_else() -> None:
    answer = ANSWERS["an indicative quotation"]
    document = quotation_document(answer, OF, PLAIN)  # type: ignore[arg-type]
    assert "not an offer" in document.title
    assert document.tone is Tone.WARNING
    assert document.summary is not None
    assert "not an offer" in document.summary.text
    assert document.summary.tone is Tone.WARNING
