"""What a price is called and said to be, to a person, in whatever format."""

from rrn_fees.catalogue.model import WITHOUT_VAT, Catalogue
from rrn_fees.money import sterling
from rrn_fees.pricing.price_list import FEE_NAMES, Basis, PriceRow, Unpublished


def what_said(row: PriceRow) -> str:
    """Say what a price buys: a place for one learner, or those of a cohort."""
    what = f"cohort of {row.size}" if row.basis is Basis.COHORT else "one learner"
    return f"{what}, early bird" if row.early_bird else what


def vat_of_price(row: PriceRow) -> str:
    """Say how a printed price stands to VAT; nothing where it comes on top."""
    if row.vat_code in WITHOUT_VAT:
        return "no VAT"
    return "with VAT" if row.includes_vat else ""


def price_said(row: PriceRow) -> str:
    """Say a price as it is printed."""
    return f"{sterling(row.price)} {vat_of_price(row)}".rstrip()


def gap_said(gap: Unpublished, catalogue: Catalogue) -> str:
    """Say which price nobody published."""
    whom = f" for {catalogue.categories[gap.category].label}" if gap.category else ""
    return f"No {FEE_NAMES[gap.basis]}{whom} is published."
