"""The JSON Schemas of the answers, made from the types of their documents. Needs pydantic.

The files in ``rrn_fees/schemas`` are what this writes; a test keeps them so.
"""

import json
from typing import Any

from pydantic import TypeAdapter
from pydantic.version import version_short

from rrn_fees.contract.answers import (
    CheckDocument,
    ComparisonDocument,
    DeadlinesDocument,
    DiffDocument,
    EligibilityDocument,
    PriceListDocument,
    QualificationDocument,
    QuoteDocument,
    RefusalDocument,
    RulesDocument,
    VerificationDocument,
)

DOCUMENTS: dict[str, type] = {
    "quote-1": QuoteDocument,
    "refusal-1": RefusalDocument,
    "deadlines-1": DeadlinesDocument,
    "eligibility-1": EligibilityDocument,
    "price-list-1": PriceListDocument,
    "qualification-1": QualificationDocument,
    "check-1": CheckDocument,
    "rules-1": RulesDocument,
    "diff-1": DiffDocument,
    "verification-1": VerificationDocument,
    "comparison-1": ComparisonDocument,
}
"""By the name of its file: the type of each document."""


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the document *name*, such as ``quote-1``."""
    schema = TypeAdapter(DOCUMENTS[name]).json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:rrn-fees:{name}",
        "$comment": f"made with pydantic {version_short()}",
        **schema,
    }


def schema_text(name: str) -> str:
    """Return the text of the file that ships for the document *name*."""
    return json.dumps(json_schema(name), indent=2) + "\n"
