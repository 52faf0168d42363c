"""A document as PDF/UA-1: tagged, its fonts within it, and the same bytes for the same document."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pkgutil import get_data

import typst

from rrn_fees.documents.blocks import Document
from rrn_fees.errors import OutputError
from rrn_fees.formats.pdf.glyphs import fonts_with, latin_alone
from rrn_fees.formats.pdf.template_values import Values, template_values


def write_document(document: Document) -> bytes:
    """Return *document*; `OutputError` says why it cannot be laid out."""
    try:
        return compiled(template_values(document, fonts_with), document.dated)
    except typst.TypstError:
        return _with_the_least(document)


def _with_the_least(document: Document) -> bytes:
    """Return *document* for a Typst whose fonts have less than was measured."""
    try:
        return compiled(template_values(document, latin_alone), document.dated)
    except typst.TypstError as error:
        raise OutputError(f"The PDF cannot be laid out: {error}.") from None


def compiled(values: Values, dated: date) -> bytes:
    """Return what the template makes of *values*; `typst.TypstError` if it is no PDF/UA-1."""
    return typst.compile(
        get_data(__package__ or "", "document.typ") or b"",
        sys_inputs={"document": json.dumps(values)},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        # Never the clock's: the day that the document is of, whoever writes it, whenever, wherever.
        timestamp=datetime.combine(dated, time(), UTC),
    )
