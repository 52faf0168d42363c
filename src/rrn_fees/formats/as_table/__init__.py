"""Answers for a person at a terminal, made for 80 columns: a module for each kind of answer.

Each is imported when there is such an answer to write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rrn_fees.catalogue.model import Catalogue, QualificationId
    from rrn_fees.deadlines.events import Deadlines
    from rrn_fees.eligibility.enquiry import Eligibility
    from rrn_fees.formats.look import Look
    from rrn_fees.pricing.price_list import PriceList
    from rrn_fees.pricing.quotation import Quotation
    from rrn_fees.pricing.quote import Refusal


def quotation(sent: Quotation, catalogue: Catalogue, look: Look, *, explain: bool) -> str:
    """Write a quote."""
    from rrn_fees.formats.as_table import quotes

    return quotes.quotation(sent, catalogue, look, explain=explain)


def refusal(refusal: Refusal, catalogue: Catalogue, look: Look) -> str:
    """Write a refusal."""
    from rrn_fees.formats.as_table import quotes

    return quotes.refusal(refusal, catalogue, look)


def deadlines(found: Deadlines, catalogue: Catalogue, look: Look) -> str:
    """Write the deadlines that were found."""
    from rrn_fees.formats.as_table import deadline_list

    return deadline_list.deadlines(found, catalogue, look)


def eligibility(found: Eligibility, catalogue: Catalogue, look: Look) -> str:
    """Write what was found on a subject."""
    from rrn_fees.formats.as_table import findings

    return findings.eligibility(found, catalogue, look)


def price_list(prices: PriceList, catalogue: Catalogue, look: Look) -> str:
    """Write every price."""
    from rrn_fees.formats.as_table import catalogue as pages

    return pages.price_list(prices, catalogue, look)


def qualification(name: QualificationId, catalogue: Catalogue, look: Look) -> str:
    """Write all that is known of one qualification."""
    from rrn_fees.formats.as_table import catalogue as pages

    return pages.qualification(name, catalogue, look)
