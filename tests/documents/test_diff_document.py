"""What a change of the catalogue does."""

from read_documents import ANSWERS, OF, PLAIN, sections, tables, texts

from rrn_fees.documents.blocks import (
    Tone,
)
from rrn_fees.documents.diff import diff_document
from rrn_fees.render_options import RenderOptions


def test_a_change_says_first_what_it_does() -> None:
    document = diff_document(ANSWERS["a change"], OF, PLAIN)  # type: ignore[arg-type]
    assert document.lead == "1 price dearer, 1 deadline moved."
    assert document.tone is Tone.WARNING
    nothing = diff_document(ANSWERS["no change"], OF, PLAIN)  # type: ignore[arg-type]
    assert nothing.lead == "No change in prices, deadlines or eligibility."
    assert sections(nothing) == ["Catalogue"]


def test_the_sides_of_a_change_have_the_names_that_are_asked_for() -> None:
    options = RenderOptions(before_label="main", after_label="branch")
    document = diff_document(ANSWERS["a change"], OF, options)  # type: ignore[arg-type]
    prices, deadlines = tables(document)
    assert [column.title for column in prices.columns][2:4] == [
        "main excl. VAT", "branch excl. VAT",
    ]  # fmt: skip
    assert [column.title for column in deadlines.columns][3:5] == ["main", "branch"]
    assert "catalogue.yaml (main)" in texts(document)
    assert "catalogue.yaml (branch)" in texts(document)
