"""What all documents have in common."""

import re

import pytest
from read_documents import ANSWERS, OF, PLAIN, texts
from sample_documents import DOCUMENTS
from support import FEBRUARY

from rrn_fees.documents.blocks import (
    Document,
)
from rrn_fees.documents.check_report import report_document
from rrn_fees.documents.comparison import comparison_document
from rrn_fees.documents.deadlines import deadlines_document
from rrn_fees.documents.diff import diff_document
from rrn_fees.documents.quotation import quotation_document


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_a_document_uses_the_words_of_everybody(document: Document) -> None:
    avoided = r"\b(?:to be had|honestly|whichever costs|hangs on|is no purchase|is to confirm)\b"
    assert re.findall(avoided, texts(document), re.IGNORECASE) == []


def test_the_day_of_a_document_is_the_one_that_was_asked_about() -> None:
    for name in ("a quotation", "deadlines", "a comparison", "a change", "a report"):
        make = {
            "a quotation": quotation_document, "deadlines": deadlines_document,
            "a comparison": comparison_document, "a change": diff_document,
            "a report": report_document,
        }[name]  # fmt: skip
        assert make(ANSWERS[name], OF, PLAIN).dated == FEBRUARY  # type: ignore[operator]
