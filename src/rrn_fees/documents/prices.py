"""A price in words: what it buys, how it stands to VAT, and what was never published."""

from __future__ import annotations

from rrn_fees.catalogue.model import WITHOUT_VAT, Catalogue
from rrn_fees.documents.blocks import Money
from rrn_fees.pricing.price_list import FEE_NAMES, Basis, PriceRow, Unpublished
from rrn_fees.pricing.quote import PerLearner

VAT_ON_TOP = "+ VAT"


def what_it_buys(row: PriceRow) -> str:
    """Say what a price buys: a place for one learner, or those of a cohort."""
    what = f"cohort of {row.size}" if row.basis is Basis.COHORT else "one learner"
    return f"{what}, early bird" if row.early_bird else what


def vat_mark(row: PriceRow) -> str:
    """Return how a printed price stands to VAT."""
    if row.vat_code in WITHOUT_VAT:
        return "no VAT"
    return "with VAT" if row.includes_vat else VAT_ON_TOP


def gap_text(gap: Unpublished, catalogue: Catalogue) -> str:
    """Say which price nobody published."""
    whom = f" for {catalogue.categories[gap.category].label}" if gap.category else ""
    return f"No {FEE_NAMES[gap.basis]}{whom} is published."


def per_learner(each: PerLearner) -> Money:
    """Return what one learner pays, which may be rounded."""
    return Money(each.amount, about=not each.exact)
