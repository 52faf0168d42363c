"""Values that JSON answers write as text: what they are in memory, and how they are written.

Money is a string with two decimals, a rate a string, a date an ISO string. A model that is filled
from a result takes the value itself and nothing else; one that is read from JSON takes the text.
"""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, Strict, WithJsonSchema
from pydantic_core import CoreSchema, core_schema

from rrn_fees.catalogue.model import NotAnnounced, NotPublished
from rrn_fees.dates import parse_iso_date
from rrn_fees.money import (
    Pence,
    Percent,
    decimal_text,
    parse_percent,
    parse_pounds,
    percent_text,
    signed_percent_text,
)

MOST_DIGITS = 18
"""Of an amount, before the point: a total has more than a price."""


class Written:
    """How a value is written as text, and how it is read back; its JSON Schema says so.

    Without *read* it stands in no answer that is read back.
    """

    def __init__(
        self,
        pattern: str,
        description: str,
        *,
        write: Callable[[Any], str] | None = None,
        read: Callable[[str], Any] | None = None,
    ) -> None:
        self.schema = {"type": "string", "pattern": pattern, "description": description}
        self.write, self.read = write, read

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Take the value itself from Python, and text from JSON."""
        held = text = handler(source)
        if self.read is not None:
            strings = core_schema.str_schema(strict=True)
            text = core_schema.no_info_after_validator_function(self.read, strings)
        schema = core_schema.json_or_python_schema(json_schema=text, python_schema=held)
        if self.write is not None:
            schema["serialization"] = core_schema.plain_serializer_function_ser_schema(
                self.write, when_used="json"
            )
        return schema

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: object) -> dict[str, Any]:
        """Return the schema of the text."""
        del core, handler
        return self.schema


def _read_pounds(text: str) -> Pence:
    return parse_pounds(text, MOST_DIGITS)


Money = Annotated[
    Pence,
    Written(
        r"^(0|[1-9][0-9]*)\.[0-9]{2}$",
        "Pounds, with two decimals.",
        write=decimal_text,
        read=_read_pounds,
    ),
]
SignedMoney = Annotated[
    Pence,
    Written(
        r"^-?(0|[1-9][0-9]*)\.[0-9]{2}$",
        "Pounds, with two decimals; below 0 with a minus.",
        write=decimal_text,
    ),
]
Rate = Annotated[
    Percent,
    Written(
        r"^(0|[1-9][0-9]*)(\.[0-9]{1,2})?$",
        "A rate in per cent.",
        write=percent_text,
        read=parse_percent,
    ),
]
SignedRate = Annotated[
    Percent,
    Written(
        r"^-?(0|[1-9][0-9]*)(\.[0-9]{1,2})?$",
        "Per cent; below 0 with a minus.",
        write=signed_percent_text,
    ),
]
IsoDate = Annotated[
    date,
    Written(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "Year, month and day.", read=parse_iso_date),
]
Digest = Annotated[str, Written(r"^[0-9a-f]{64}$", "The SHA-256 of the catalogue file's bytes.")]

_TEXT = WithJsonSchema({"type": "string"})
Gap = Annotated[NotAnnounced | NotPublished, _TEXT]
TextOrGap = Annotated[str | NotPublished, _TEXT]
DayOrGap = Annotated[date | NotAnnounced | NotPublished, _TEXT]

AsMapping = Strict(False)  # noqa: FBT003 - pydantic's name for it
"""Of a `dict` that is filled from another mapping, such as one that cannot be changed."""
