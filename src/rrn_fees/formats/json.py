"""JSON, the same bytes everywhere: ASCII with escapes, which no terminal or locale can break."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.contract.results import (
    deadlines_document,
    eligibility_document,
    price_document,
    price_list_document,
    qualification_document,
    quote_document,
    refusal_document,
)
from rrn_fees.deadlines.events import Deadlines
from rrn_fees.documents.options import RenderOptions
from rrn_fees.pricing.published import PublishedPrices, PublishedQualification
from rrn_fees.pricing.quote import Refusal

if TYPE_CHECKING:
    from rrn_fees.comparison import Comparison
    from rrn_fees.diff.changes import Changes
    from rrn_fees.eligibility.enquiry import Eligibility
    from rrn_fees.pricing.quotation import Quotation
    from rrn_fees.verification import Verification


def _dump(document: Mapping[str, object]) -> str:
    # json.dumps makes a list of every bracket and comma first: twice the memory of the document.
    text = StringIO()
    json.dump(document, text, indent=2)
    text.write("\n")
    return text.getvalue()


def _dump_with(
    document: Mapping[str, object], key: str, rows: Iterable[Mapping[str, object]]
) -> str:
    """Return *document* with *rows* under *key*, where it has none, as `_dump` would write it.

    The rows are written some at a time: all of them as documents take several times the room.
    """
    # Within a text a quotation mark stands behind a backslash, and no line ends.
    before, key_of_none, after = _dump(document).partition(f'\n  "{key}": []')
    written = [before]  # io.StringIO would take four bytes for each character
    remaining = iter(rows)
    while some := [*islice(remaining, _AT_ONCE)]:
        written.append("," if len(written) > 1 else f'\n  "{key}": [')
        listed = json.dumps(some, indent=2).removeprefix("[").removesuffix("\n]")
        written.append(listed.replace("\n", "\n  "))
    written += ["\n  ]" if len(written) > 1 else key_of_none, after]
    return "".join(written)


_AT_ONCE = 1_000
"""Rows written at a time: each call of json.dumps leaves garbage, which no command collects."""


def write_quotation(sent: Quotation, catalogue: Catalogue, options: RenderOptions) -> str:
    """Write a quote as ``rrn-fees/quote/1``."""
    return _dump(quote_document(sent, catalogue, explain=options.explain))


def write_refusal(refusal: Refusal, catalogue: Catalogue, options: RenderOptions) -> str:
    """Write a refusal as ``rrn-fees/refusal/1``."""
    del catalogue, options
    return _dump(refusal_document(refusal))


def write_deadlines(found: Deadlines, catalogue: Catalogue, options: RenderOptions) -> str:
    """Write deadlines as ``rrn-fees/deadlines/1``."""
    del options
    return _dump(deadlines_document(found, catalogue))


def write_eligibility(found: Eligibility, catalogue: Catalogue, options: RenderOptions) -> str:
    """Write findings as ``rrn-fees/eligibility/1``."""
    del catalogue, options
    return _dump(eligibility_document(found))


def write_price_list(answer: PublishedPrices, catalogue: Catalogue, options: RenderOptions) -> str:
    """Write every price as ``rrn-fees/price-list/1``."""
    del options
    document = price_list_document(answer.prices, catalogue)
    return _dump_with(document, "prices", map(price_document, answer.prices.rows))


def write_qualification(
    answer: PublishedQualification, catalogue: Catalogue, options: RenderOptions
) -> str:
    """Write a qualification as ``rrn-fees/qualification/1``."""
    del options
    return _dump(qualification_document(answer.name, catalogue))


def write_diff(changes: Changes, catalogue: Catalogue, options: RenderOptions) -> str:
    """Write what a change of the catalogue does as ``rrn-fees/diff/1``."""
    from rrn_fees.contract.diff import diff_document

    del catalogue, options
    return _dump(diff_document(changes))


def write_verification(found: Verification, catalogue: Catalogue, options: RenderOptions) -> str:
    """Write what has become of a saved quote as ``rrn-fees/verification/1``."""
    from rrn_fees.contract.verification import verification_document

    del catalogue, options
    return _dump(verification_document(found))


def write_comparison(comparison: Comparison, catalogue: Catalogue, options: RenderOptions) -> str:
    """Write every way to buy as ``rrn-fees/comparison/1``."""
    from rrn_fees.contract.comparison import comparison_document

    del options
    return _dump(comparison_document(comparison, catalogue))
