"""A quote: ``rrn-fees/quote/1``."""

from typing import Literal

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.contract.base import (
    JsonAnswer,
    Model,
    OriginModel,
    at,
    optional,
    schema_key,
    written,
)
from rrn_fees.contract.deadlines import DeadlineModel
from rrn_fees.contract.values import IsoDate, Money, Rate
from rrn_fees.deadlines.notes import NoteLevel
from rrn_fees.pricing.explanation import explanation
from rrn_fees.pricing.price_list import Basis
from rrn_fees.pricing.quotation import Quotation
from rrn_fees.pricing.quote import Status
from rrn_fees.render_options import RenderOptions


class ItemModel(Model):
    """What was asked for."""

    qualification: str
    learners: int


class RequestModel(Model):
    """The whole request, so that a quote can be worked out again."""

    items: tuple[ItemModel, ...]
    category: str
    on: IsoDate
    intake: str | None
    basis: Basis | None
    early_bird: bool
    paying_on: IsoDate | None
    tax_point: IsoDate | None
    indicative: bool


class QuotationModel(Model):
    """What a quotation carries besides the quote: ``valid_until`` is null if it has no last day."""

    reference: str
    issued_on: IsoDate
    valid_until: IsoDate | None
    customer: str | None = at("addressed.customer")
    purchase_order: str | None = at("addressed.purchase_order")


class LineModel(Model):
    """One price, a number of times."""

    qualification: str = at("row.qualification")
    title: str = at("row.title")
    intake: str | None = at("row.intake")
    category: str = at("row.category")
    basis: Basis = at("row.basis")
    quantity: int
    learners: int
    unit_price: Money
    early_bird: bool = at("row.early_bird")
    vat_code: str = at("row.vat_code")
    vat_percent: Rate | None
    net: Money
    vat: Money
    gross: Money
    source: str = at("row.source")
    account_code: str | None = optional("row.account_code")
    """The code of the account to which it is booked, if any; absent from older quotes."""


class VatModel(Model):
    """All that is charged at one rate of VAT, or without VAT for one reason.

    ``code`` is the catalogue's name for the rate; where it has several, all: ``other, standard``.
    """

    code: str = at("name")
    percent: Rate | None
    net: Money
    vat: Money


class TotalsModel(Model):
    """The sums of the lines."""

    net: Money
    vat: Money
    gross: Money


class NoteModel(Model):
    """Something to know about a quote."""

    code: str
    level: NoteLevel
    text: str
    qualification: str
    source: str | None
    short: str | None = optional()
    """The same in one line, null if the text is that line; absent from older quotes."""


class StepModel(Model):
    """One step of how a quote is worked out, and the sources of its figures."""

    text: str
    sources: tuple[str, ...]


class QuoteModel(Model):
    """A quote: ``rrn-fees/quote/1``."""

    schema_: Literal["rrn-fees/quote/1"] = schema_key("rrn-fees/quote/1")
    status: Status = at("quote.status")
    on: IsoDate = at("quote.request.on")
    tax_point: IsoDate = at("quote.tax_point")
    currency: str = at("catalogue.currency")
    request: RequestModel = at("quote.request")
    quotation: QuotationModel = at("sent")
    lines: tuple[LineModel, ...] = at("quote.lines")
    vat_summary: tuple[VatModel, ...] = at("quote.vat_summary")
    totals: TotalsModel = at("quote.totals")
    pay_by: IsoDate | None = at("quote.pay_by")
    pay_by_working_day: IsoDate | None = optional("quote.pay_by_working_day")
    """The last working day on or before ``pay_by``; absent from quotes of older releases."""
    deadline: DeadlineModel | None = at("quote.deadline")
    notes: tuple[NoteModel, ...] = at("quote.notes")
    catalogue: OriginModel = at("quote.catalogue")
    explanation: tuple[StepModel, ...] = optional()


def quote_answer(sent: Quotation, catalogue: Catalogue, options: RenderOptions) -> JsonAnswer:
    """Return a quote as it is written in JSON."""
    sources: dict[str, object] = {"sent": sent, "quote": sent.quote, "catalogue": catalogue}
    if options.explain:
        sources["explanation"] = tuple(explanation(sent.quote, catalogue))
    return JsonAnswer(written(QuoteModel.of(**sources)))
