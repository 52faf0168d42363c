"""A refusal: why there is no price, and what to do instead."""

from __future__ import annotations

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.documents.blocks import Document, Paragraph, Section, Tone
from rrn_fees.documents.parts import answered_by, author_of, supplier
from rrn_fees.pricing.quote import Refusal
from rrn_fees.render_options import RenderOptions


def refusal_document(refusal: Refusal, catalogue: Catalogue, options: RenderOptions) -> Document:
    """Return what *refusal* says of each item that has no price."""
    del options
    refused = (
        Section(
            title=f"No quote for {each.qualification}",
            aside=f": {each.code.value}",
            tone=Tone.BAD,
            blocks=(Paragraph(each.message), Paragraph(each.hint)),
        )
        for each in (refusal, *refusal.also)
    )
    return Document(
        title="No quotation",
        lead="There is no price for this.",
        tone=Tone.WARNING,
        author=author_of(catalogue),
        dated=refusal.on,
        sections=(*refused, supplier(catalogue.publisher), answered_by((refusal.catalogue, ""))),
    )
