"""A paper as PDF/UA-1: tagged, its fonts within it, and the same bytes for the same paper."""

import json
from datetime import UTC, datetime, time
from pkgutil import get_data

import typst

from rrn_fees.errors import OutputError
from rrn_fees.render.as_pdf.document import document
from rrn_fees.render.as_pdf.glyphs import Coverage, fonts_with, latin_alone
from rrn_fees.render.paper import Paper


def paper(paper: Paper) -> bytes:
    """Write *paper*; `OutputError` says why it cannot be laid out."""
    try:
        return _laid_out(paper, fonts_with)
    except typst.TypstError:
        # A Typst with other fonts than those that were measured: take what all fonts have.
        try:
            return _laid_out(paper, latin_alone)
        except typst.TypstError as error:
            raise OutputError(f"The PDF cannot be laid out: {error}.") from None


def _laid_out(paper: Paper, fonts_with: Coverage) -> bytes:
    return typst.compile(
        get_data(__package__ or "", "paper.typ") or b"",
        sys_inputs={"paper": json.dumps(document(paper, fonts_with))},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        # Never the clock's: the day that the paper is of, whoever writes it, whenever, wherever.
        timestamp=datetime.combine(paper.dated, time(), UTC),
    )
