"""A saved quote read back: the JSON document ``rrn-fees/quote/1``, strictly, field by field.

Needs pydantic, which knows the types of the contract; what they do not say is checked here.
"""

import json
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from rrn_fees.contract.answers import LineDocument, QuoteDocument, RequestDocument
from rrn_fees.dates import parse_iso_date
from rrn_fees.errors import RequestError, quoted
from rrn_fees.money import Pence, parse_percent, parse_pounds
from rrn_fees.pricing.price_list import Basis
from rrn_fees.pricing.quote import Item, Request, Status
from rrn_fees.verification import LineKey, SavedLine, SavedQuote, SavedTotals, SavedVat

MOST_BYTES = 8 * 2**20
MOST_DIGITS = 18
"""Before the point: a total has more than a price."""
SCHEMA = "rrn-fees/quote/1"
_REPEATED = "a key stands in it twice"
_DOCUMENT = TypeAdapter(QuoteDocument)  # once: to build it takes longer than to read a quote


def read_quote(content: bytes, name: str) -> SavedQuote:
    """Return the quote that *content* holds; RequestError says why it is none. Reads no file."""
    document = _document(content, name)
    schema = document.get("schema")
    if schema != SCHEMA:
        raise RequestError(_another(schema, name))
    try:
        checked = _DOCUMENT.validate_python(document, strict=True)
    except ValidationError as error:
        raise RequestError(_wrong(error, name)) from None
    try:
        return _saved(checked)
    except (ValueError, RequestError) as error:
        raise RequestError(f"{name} is no quote that was saved: {error}") from None


def _document(content: bytes, name: str) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        raise RequestError(f"{name} is larger than {MOST_BYTES // 2**20} MiB: that is no quote.")
    try:
        document = json.loads(content, object_pairs_hook=_without_repeats)
    except RecursionError:
        raise RequestError(f"{name} is nested too deeply: that is no quote.") from None
    except ValueError as error:
        repeated = error.args == (_REPEATED,)
        reason = _REPEATED if repeated else "it is cut short, or no JSON"
        raise RequestError(f"{name} cannot be read as a saved quote: {reason}.") from None
    if not isinstance(document, dict):
        raise RequestError(f"{name} is JSON, and no saved quote.")
    return document


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) < len(pairs):
        raise ValueError(_REPEATED)
    return document


def _another(schema: object, name: str) -> str:
    if not isinstance(schema, str) or not schema.startswith("rrn-fees/"):
        return f'{name} is no saved quote: it does not say "schema": "{SCHEMA}".'
    kind, _, version = schema.removeprefix("rrn-fees/").partition("/")
    if kind == "quote" and version.isdigit() and version.strip("0"):
        return (
            f"{name} is a quote of a later version ({quoted(version)}) than this one reads: "
            "install a newer rrn-fees."
        )
    return f"{name} is no quote, it is of the schema {quoted(schema)}."


def _wrong(error: ValidationError, name: str) -> str:
    """Say every field that is missing or of another type."""
    wrong = [
        f"  {'.'.join(map(str, fault['loc']))}: {fault['msg'][0].lower()}{fault['msg'][1:]}"
        for fault in error.errors(include_url=False, include_input=False)
    ]
    return "\n".join([f"{name} is no quote that was saved:", *wrong])


def _saved(document: QuoteDocument) -> SavedQuote:
    totals = document["totals"]
    return SavedQuote(
        request=_request(document["request"]),
        reference=document["quotation"]["reference"],
        status=Status(document["status"]),
        on=parse_iso_date(document["on"]),
        tax_point=parse_iso_date(document["tax_point"]),
        valid_until=_day(document["quotation"]["valid_until"]),
        lines=tuple(_line(line) for line in document["lines"]),
        vat_summary=tuple(
            SavedVat(of["code"], _percent(of["percent"]), _pence(of["net"]), _pence(of["vat"]))
            for of in document["vat_summary"]
        ),
        totals=SavedTotals(_pence(totals["net"]), _pence(totals["vat"]), _pence(totals["gross"])),
        pay_by=_day(document["pay_by"]),
        pay_by_working_day=_day(document.get("pay_by_working_day")),
        currency=document["currency"],
        catalogue=document["catalogue"]["path"],
        sha256=document["catalogue"]["sha256"],
    )


def _request(document: RequestDocument) -> Request:
    items = (Item(item["qualification"], item["learners"]) for item in document["items"])
    basis = document["basis"]
    return Request(
        items=tuple(items),
        category=document["category"],
        on=parse_iso_date(document["on"]),
        intake=document["intake"],
        basis=Basis(basis) if basis else None,
        early_bird=document["early_bird"],
        paying_on=_day(document["paying_on"]),
        tax_point=_day(document["tax_point"]),
        indicative=document["indicative"],
    )


def _line(document: LineDocument) -> SavedLine:
    return SavedLine(
        key=LineKey(
            document["qualification"],
            document["intake"],
            document["category"],
            Basis(document["basis"]),
            document["early_bird"],
        ),
        title=document["title"],
        quantity=document["quantity"],
        learners=document["learners"],
        unit_price=_pence(document["unit_price"]),
        vat_code=document["vat_code"],
        vat_percent=_percent(document["vat_percent"]),
        net=_pence(document["net"]),
        vat=_pence(document["vat"]),
        gross=_pence(document["gross"]),
    )


def _pence(text: str) -> Pence:
    return parse_pounds(text, MOST_DIGITS)


def _percent(text: str | None) -> int | None:
    return None if text is None else parse_percent(text)


def _day(text: str | None) -> date | None:
    return None if text is None else parse_iso_date(text)
