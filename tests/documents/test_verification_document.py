"""What has become of a saved quote."""

from read_documents import ANSWERS, OF, PLAIN, tables

from rrn_fees.documents.blocks import (
    Money,
)
from rrn_fees.documents.verification import verification_document


def test_a_verification_tells_what_each_changed_line_came_to_and_comes_to() -> None:
    found = ANSWERS["a verification that changed"]
    document = verification_document(found, OF, PLAIN)  # type: ignore[arg-type]
    [table] = tables(document)
    for group, change in zip(table.groups, found.changes, strict=True):  # type: ignore[attr-defined]
        saved, now, apart = group.rows
        assert saved.cells[2:] == (
            Money(change.old.net), Money(change.old.vat), Money(change.old.gross),
        )  # fmt: skip
        assert now.cells[4] == Money(change.new.gross)
        assert apart.cells[4] == Money(change.new.gross - change.old.gross, is_difference=True)
