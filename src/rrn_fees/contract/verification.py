"""A saved quote read back, and what has become of it: ``rrn-fees/verification/1``."""

import json
from typing import Any, Literal, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.contract.base import (
    JsonAnswer,
    Model,
    OriginModel,
    at,
    at_if_there,
    schema_key,
    written,
)
from rrn_fees.contract.quote import QuoteModel, RequestModel, TotalsModel
from rrn_fees.contract.refusal import RefusalModel
from rrn_fees.contract.values import IsoDate, Money, Rate, SignedMoney
from rrn_fees.errors import RequestError, quoted
from rrn_fees.pricing.price_list import Basis
from rrn_fees.pricing.quote import Item, Request
from rrn_fees.render_options import RenderOptions
from rrn_fees.verification import (
    LineKey,
    SavedLine,
    SavedQuote,
    SavedTotals,
    SavedVat,
    Verdict,
    Verification,
)

MOST_BYTES = 8 * 2**20
SCHEMA = "rrn-fees/quote/1"
_REPEATED = "a key stands in it twice"

T = TypeVar("T")


class SavedLineModel(Model):
    """What a line came to, or comes to now."""

    quantity: int
    unit_price: Money
    vat_percent: Rate | None
    net: Money
    vat: Money
    gross: Money


class LineChangeModel(Model):
    """A line that is not what it was; null on the side where there is none."""

    qualification: str = at("key.qualification")
    intake: str | None = at("key.intake")
    category: str = at("key.category")
    basis: Basis = at("key.basis")
    early_bird: bool = at("key.early_bird")
    old: SavedLineModel | None
    new: SavedLineModel | None
    difference: SignedMoney
    """How much more it comes to now, with VAT."""


class VerificationModel(Model):
    """What has become of a saved quote: ``rrn-fees/verification/1``."""

    schema_: Literal["rrn-fees/verification/1"] = schema_key("rrn-fees/verification/1")
    verdict: Verdict
    on: IsoDate
    reference: str = at("saved.reference")
    quoted_on: IsoDate = at("saved.on")
    valid_until: IsoDate | None = at("saved.valid_until")
    faults: tuple[str, ...]
    unknown: str | None
    """What the catalogue at hand does not have and the quote names."""
    refusal: RefusalModel | None
    changes: tuple[LineChangeModel, ...]
    old_totals: TotalsModel = at("saved.totals")
    new_totals: TotalsModel | None = at_if_there("quote.totals")
    difference: SignedMoney | None
    old_pay_by: IsoDate | None = at("saved.pay_by")
    new_pay_by: IsoDate | None = at_if_there("quote.pay_by")
    same_catalogue: bool
    made_from: OriginModel = at("saved.made_from")
    catalogue: OriginModel = at("catalogue.origin")


def verification_answer(
    found: Verification, catalogue: Catalogue, options: RenderOptions
) -> JsonAnswer:
    """Return *found* as it is written in JSON."""
    del catalogue, options
    return JsonAnswer(written(VerificationModel.model_validate(found)))


def read_quote(content: bytes, name: str) -> SavedQuote:
    """Return the quote that *content* holds; RequestError says why it is none. Reads no file."""
    try:
        document = _parsed(content, name)
        schema = document.get("schema")
        if schema != SCHEMA:
            raise RequestError(_another(schema, name))
        # The path of a catalogue whose name is no text has half a pair, of which UTF-8 knows none.
        text = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
    except RecursionError:
        raise RequestError(_too_deep(name)) from None
    try:
        return _saved(QuoteModel.read(text), document["catalogue"]["path"])
    except ValidationError as error:
        raise RequestError(*_wrong(error, name)) from None
    except RequestError as error:
        raise RequestError(f"{name} is no quote that was saved: {error}") from None


def _parsed(content: bytes, name: str) -> dict[str, Any]:
    """Return what *content* holds, in any encoding of JSON; pydantic reads UTF-8, and repeats."""
    if len(content) > MOST_BYTES:
        raise RequestError(f"{name} is larger than {MOST_BYTES // 2**20} MiB: that is no quote.")
    try:
        document = json.loads(content, object_pairs_hook=_without_repeats)
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


def _too_deep(name: str) -> str:
    return f"{name} is nested too deeply: that is no quote."


def _wrong(error: ValidationError, name: str) -> list[str]:
    """Say every field that is missing, of another type, or not what it is to be."""
    faults = error.errors(include_url=False, include_input=False)
    if faults[0]["type"] == "json_invalid":  # it is JSON: pydantic takes less nesting than Python
        return [_too_deep(name)]
    lines = (f"  {'.'.join(map(str, fault['loc']))}: {_says(fault)}" for fault in faults)
    return [f"{name} is no quote that was saved:", *lines]


def _says(fault: ErrorDetails) -> str:
    """Return the sentence of our own error, or else that of pydantic, which begins a line."""
    ours = fault.get("ctx", {}).get("error")
    return str(ours) if ours else f"{fault['msg'][0].lower()}{fault['msg'][1:]}"


def _saved(quote: QuoteModel, path: str) -> SavedQuote:
    has_working_day = "pay_by_working_day" in quote.model_fields_set
    return _as(
        SavedQuote,
        quote,
        request=_request(quote.request),
        reference=quote.quotation.reference,
        valid_until=quote.quotation.valid_until,
        lines=tuple(_as(SavedLine, line, key=_as(LineKey, line)) for line in quote.lines),
        vat_summary=tuple(_as(SavedVat, of_rate) for of_rate in quote.vat_summary),
        totals=_as(SavedTotals, quote.totals),
        pay_by_working_day=quote.pay_by_working_day if has_working_day else None,
        catalogue=path,
        sha256=quote.catalogue.sha256,
    )


def _request(request: RequestModel) -> Request:
    return _as(Request, request, items=tuple(_as(Item, item) for item in request.items))


def _as(kind: type[T], model: Model, **others: object) -> T:
    """Return a *kind* of the domain: its fields by their names from *model*, and *others*."""
    taken = {name: getattr(model, name) for name in kind.__annotations__ if name not in others}
    return kind(**taken, **others)
