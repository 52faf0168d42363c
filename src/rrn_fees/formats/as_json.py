"""JSON, the same bytes everywhere: ASCII with escapes, which no terminal or locale can break."""

from __future__ import annotations

import json
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rrn_fees.catalogue.model import Catalogue, QualificationId
    from rrn_fees.comparison import Comparison
    from rrn_fees.contract.base import JsonAnswer
    from rrn_fees.deadlines.events import Deadlines
    from rrn_fees.diff.changes import Changes
    from rrn_fees.eligibility.enquiry import Eligibility
    from rrn_fees.formats.look import Look
    from rrn_fees.pricing.price_list import PriceList
    from rrn_fees.pricing.quotation import Quotation
    from rrn_fees.pricing.quote import Refusal
    from rrn_fees.verification import Verification

_AT_ONCE = 1_000
"""Rows written at a time: each call of json.dumps leaves garbage, which no command collects."""


def json_text(answer: JsonAnswer) -> str:
    """Return the text of *answer*, with its rows in the places of the empty lists.

    The rows are written some at a time: all of them as documents take several times the room.
    """
    # json.dumps makes a list of every bracket and comma first: twice the memory of the document.
    whole = StringIO()
    json.dump(answer.written, whole, indent=2)
    left = f"{whole.getvalue()}\n"
    written = []  # io.StringIO would take four bytes for each character
    for key, rows in answer.rows.items():
        # Within a text a quotation mark stands behind a backslash, and no line ends.
        before, empty, left = left.partition(f'\n  "{key}": []')
        written.append(before)
        remaining = iter(rows)
        begin = f'\n  "{key}": ['
        while some := [*islice(remaining, _AT_ONCE)]:
            listed = json.dumps(some, indent=2).removeprefix("[").removesuffix("\n]")
            written += [begin, listed.replace("\n", "\n  ")]
            begin = ","
        written.append("\n  ]" if begin == "," else empty)
    return "".join([*written, left])


# Each answer imports pydantic and its own models when it is written: no other answer pays for them.


def quotation(sent: Quotation, catalogue: Catalogue, look: Look, *, explain: bool) -> str:
    """Write a quote as ``rrn-fees/quote/1``."""
    from rrn_fees.contract.quote import quote_answer

    del look
    return json_text(quote_answer(sent, catalogue, explain=explain))


def refusal(refusal: Refusal, catalogue: Catalogue, look: Look) -> str:
    """Write a refusal as ``rrn-fees/refusal/1``."""
    from rrn_fees.contract.refusal import refusal_answer

    del catalogue, look
    return json_text(refusal_answer(refusal))


def deadlines(found: Deadlines, catalogue: Catalogue, look: Look) -> str:
    """Write deadlines as ``rrn-fees/deadlines/1``."""
    from rrn_fees.contract.deadlines import deadlines_answer

    del look
    return json_text(deadlines_answer(found, catalogue))


def eligibility(found: Eligibility, catalogue: Catalogue, look: Look) -> str:
    """Write findings as ``rrn-fees/eligibility/1``."""
    from rrn_fees.contract.eligibility import eligibility_answer

    del catalogue, look
    return json_text(eligibility_answer(found))


def price_list(prices: PriceList, catalogue: Catalogue, look: Look) -> str:
    """Write every price as ``rrn-fees/price-list/1``."""
    from rrn_fees.contract.price_list import price_list_answer

    del look
    return json_text(price_list_answer(prices, catalogue))


def qualification(name: QualificationId, catalogue: Catalogue, look: Look) -> str:
    """Write a qualification as ``rrn-fees/qualification/1``."""
    from rrn_fees.contract.qualification import qualification_answer

    del look
    return json_text(qualification_answer(name, catalogue))


def changes(changes: Changes, look: Look, labels: object = None) -> str:
    """Write what a change of the catalogue does as ``rrn-fees/diff/1``."""
    from rrn_fees.contract.diff import diff_answer

    del look, labels
    return json_text(diff_answer(changes))


def verification(found: Verification, look: Look) -> str:
    """Write what has become of a saved quote as ``rrn-fees/verification/1``."""
    from rrn_fees.contract.verification import verification_answer

    del look
    return json_text(verification_answer(found))


def comparison(comparison: Comparison, catalogue: Catalogue, look: Look) -> str:
    """Write every way to buy as ``rrn-fees/comparison/1``."""
    from rrn_fees.contract.comparison import comparison_answer

    del look
    return json_text(comparison_answer(comparison, catalogue))
