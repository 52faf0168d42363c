"""What a price list says."""

from read_documents import PLAIN, rows_of, tables
from support import catalogue, prices_of

from rrn_fees.documents.blocks import (
    Money,
    text_of,
)
from rrn_fees.documents.price_list import price_list_document


def test_a_price_list_tells_which_prices_do_not_have_vat_on_top_where_any_is_so() -> None:
    [shipped] = tables(price_list_document(prices_of(catalogue()), catalogue(), PLAIN))
    assert [column.title for column in shipped.columns] == [
        "Intake", "Who pays", "For", "Price excl. VAT", "Available",
    ]  # fmt: skip
    rules = catalogue("rules")
    [mixed] = tables(price_list_document(prices_of(rules), rules, PLAIN))
    assert [column.title for column in mixed.columns][3:5] == ["Price", "VAT"]
    marks = {text_of(row.cells[4]) for row in rows_of(mixed)}
    assert marks == {"+ VAT", "with VAT", "no VAT"}


def test_a_price_list_has_every_price_below_its_qualification_and_what_nobody_published() -> None:
    rules = catalogue("rules")
    answer = prices_of(rules)
    [table] = tables(price_list_document(answer, rules, PLAIN))
    assert [group.identifier for group in table.groups] == [*rules.qualifications]
    for group in table.groups:
        published = answer.prices.of(str(group.identifier))
        assert [row.cells[3] for row in group.rows] == [Money(row.price) for row in published.rows]
        missing = [note for note in group.notes if "is published." in note.text]
        assert len(missing) == len([*published.unpublished])
