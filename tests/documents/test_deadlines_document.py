"""What is due when."""

from read_documents import ANSWERS, OF, PLAIN, tables

from rrn_fees.documents.blocks import (
    Day,
    Tone,
    text_of,
)
from rrn_fees.documents.deadlines import deadlines_document


def test_deadlines_have_each_date_once_in_order_and_mark_what_has_passed() -> None:
    found = ANSWERS["deadlines"]
    document = deadlines_document(found, OF, PLAIN)  # type: ignore[arg-type]
    dates, undated = tables(document)
    days = [cell.date for row in dates.rows for cell in row.cells if isinstance(cell, Day)]
    assert days == sorted(days)
    assert len(days) == len([each for each in found.deadlines if each.day])  # type: ignore[attr-defined]
    passed = [row for row in dates.rows if "passed" in map(text_of, row.cells)]
    assert passed
    assert {row.tone for row in passed} == {Tone.QUIET}
    assert undated.rows
