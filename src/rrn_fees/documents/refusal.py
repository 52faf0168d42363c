"""A refusal: why there is no price, what it cost when it was last open, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterator

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.dates import counted
from rrn_fees.documents.blocks import Block, Document, Paragraph, Section, Tone
from rrn_fees.documents.parts import answered_by, author_of, supplier
from rrn_fees.money import sterling
from rrn_fees.pricing.quote import Quote, Refusal, RefusalCode
from rrn_fees.render_options import RenderOptions


def refusal_document(refusal: Refusal, catalogue: Catalogue, options: RenderOptions) -> Document:
    """Return what *refusal* says of each item that has no price."""
    del options
    refused = (
        Section(
            title=f"No quote for {each.qualification}",
            aside=f": {each.code.value}",
            tone=Tone.BAD,
            blocks=tuple(_blocks(each, catalogue)),
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


def _blocks(refusal: Refusal, catalogue: Catalogue) -> Iterator[Block]:
    yield Paragraph(refusal.message)
    if refusal.last_published is not None:
        yield Paragraph(last_published_text(refusal, refusal.last_published, catalogue))
    yield Paragraph(refusal.hint)


def last_published_text(refusal: Refusal, quote: Quote, catalogue: Catalogue) -> str:
    """Say what the same item cost when it was last open, or would cost, and that it is no offer."""
    totals, each = quote.totals, quote.gross_per_learner
    learners = counted(quote.learners, "learner")
    label = catalogue.categories[quote.request.category].label
    when = "When it was last open"
    cost = "cost"
    if refusal.code is RefusalCode.INTAKE_NOT_ANNOUNCED:
        when, cost = "At the fees published", "would cost"
    amounts = f"{sterling(totals.net)} excl. VAT, {sterling(totals.gross)} inc. VAT"
    if quote.learners > 1:
        about = "" if each.exact else "about "
        amounts += f" ({about}{sterling(each.amount)} each)"
    return f"{when}, {learners} {cost}, as {label}: {amounts}. This is not an offer."
