"""A paper as PDF/UA-1: tagged, its fonts within it, and the same bytes for the same paper."""

import json
from datetime import UTC, date, datetime, time
from pkgutil import get_data

import typst

from rrn_fees.documents.blocks import Paper
from rrn_fees.errors import OutputError
from rrn_fees.formats.as_pdf.document import Values, document
from rrn_fees.formats.as_pdf.glyphs import fonts_with, latin_alone


def paper(paper: Paper) -> bytes:
    """Write *paper*; `OutputError` says why it cannot be laid out."""
    try:
        return compiled(document(paper, fonts_with), paper.dated)
    except typst.TypstError:
        return _with_the_least(paper)


def _with_the_least(paper: Paper) -> bytes:
    """Write *paper* for a Typst whose fonts have less than was measured."""
    try:
        return compiled(document(paper, latin_alone), paper.dated)
    except typst.TypstError as error:
        raise OutputError(f"The PDF cannot be laid out: {error}.") from None


def compiled(values: Values, dated: date) -> bytes:
    """Return what the template makes of *values*; `typst.TypstError` if it is no PDF/UA-1."""
    return typst.compile(
        get_data(__package__ or "", "paper.typ") or b"",
        sys_inputs={"paper": json.dumps(values)},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        # Never the clock's: the day that the paper is of, whoever writes it, whenever, wherever.
        timestamp=datetime.combine(dated, time(), UTC),
    )
