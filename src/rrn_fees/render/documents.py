"""Results to the documents of the JSON contract, field by field."""

from datetime import date
from typing import TypeVar

from rrn_fees.catalogue.model import (
    Catalogue,
    Intake,
    NotAnnounced,
    NotPublished,
    Origin,
    Qualification,
)
from rrn_fees.money import decimal_text, percent_text
from rrn_fees.price_list import PriceList, PriceRow, Unpublished, price_list
from rrn_fees.quote import Line, Quote, Refusal, Request
from rrn_fees.render.contract import (
    IntakeDocument,
    LineDocument,
    OriginDocument,
    PriceDocument,
    PriceListDocument,
    QualificationDocument,
    QuoteDocument,
    RefusalDocument,
    RequestDocument,
    StepDocument,
    UnpublishedDocument,
)
from rrn_fees.render.explanation import Step, explanation, sources_of

T = TypeVar("T")


def quote_document(quote: Quote, catalogue: Catalogue, *, explain: bool) -> QuoteDocument:
    """Return *quote* as the document of schema ``rrn-fees/quote/1``."""
    totals = quote.totals
    document: QuoteDocument = {
        "schema": "rrn-fees/quote/1",
        "status": quote.status.value,
        "on": quote.request.on.isoformat(),
        "tax_point": quote.tax_point.isoformat(),
        "currency": catalogue.currency.value,
        "request": _request(quote.request),
        "lines": [_line(line) for line in quote.lines],
        "vat_summary": [
            {
                "code": total.code,
                "percent": percent_text(total.rate.percent) if total.rate else None,
                "net": decimal_text(total.net),
                "vat": decimal_text(total.vat),
            }
            for total in quote.vat_summary
        ],
        "totals": {
            "net": decimal_text(totals.net),
            "vat": decimal_text(totals.vat),
            "gross": decimal_text(totals.gross),
        },
        "pay_by": quote.pay_by.isoformat() if quote.pay_by else None,
        "notes": [
            {
                "code": note.code.value,
                "level": note.level.value,
                "text": note.text,
                "qualification": note.qualification,
                "source": note.source,
            }
            for note in quote.notes
        ],
        "catalogue": _origin(quote.catalogue),
    }
    if explain:
        document["explanation"] = [_step(step) for step in explanation(quote, catalogue)]
    return document


def refusal_document(refusal: Refusal) -> RefusalDocument:
    """Return *refusal* as the document of schema ``rrn-fees/refusal/1``."""
    return {
        "schema": "rrn-fees/refusal/1",
        "code": refusal.code.value,
        "message": refusal.message,
        "hint": refusal.hint,
        "qualification": refusal.qualification,
        "on": refusal.on.isoformat(),
        "also": [
            {
                "code": other.code.value,
                "message": other.message,
                "hint": other.hint,
                "qualification": other.qualification,
            }
            for other in refusal.also
        ],
        "catalogue": _origin(refusal.catalogue),
    }


def price_list_document(prices: PriceList, catalogue: Catalogue) -> PriceListDocument:
    """Return *prices* as the document of schema ``rrn-fees/price-list/1``."""
    return {
        "schema": "rrn-fees/price-list/1",
        "currency": catalogue.currency.value,
        "prices": [price_document(row) for row in prices.rows],
        "not_published": [_gap(gap) for gap in prices.unpublished],
        "catalogue": _origin(catalogue.origin),
    }


def price_document(row: PriceRow) -> PriceDocument:
    """Return one row of the price list."""
    return {
        "qualification": row.qualification,
        "title": row.title,
        "intake": row.intake,
        "intake_status": row.window.status.value if row.window else None,
        "category": row.category,
        "basis": row.basis.value,
        "size": row.size,
        "early_bird": row.early_bird,
        "percent_off": percent_text(row.percent_off) if row.percent_off is not None else None,
        "price": decimal_text(row.price),
        "includes_vat": row.includes_vat,
        "vat_code": row.vat_code,
        "valid_from": row.valid_from.isoformat() if row.valid_from else None,
        "valid_through": row.valid_through.isoformat() if row.valid_through else None,
        "announced": row.announced,
        "schedule": row.schedule,
        "source": row.source,
    }


def qualification_document(name: str, catalogue: Catalogue) -> QualificationDocument:
    """Return all that is known of a qualification: ``rrn-fees/qualification/1``."""
    qualification = catalogue.qualifications[name]
    prices = price_list(catalogue)
    return {
        "schema": "rrn-fees/qualification/1",
        "qualification": name,
        "title": qualification.title,
        "kind": qualification.kind.value,
        "provider": qualification.provider,
        "award": _or_gap(qualification.award),
        "level": _or_gap(qualification.level),
        "credits": _or_gap(qualification.credits),
        "learning_hours": _or_gap(qualification.learning_hours),
        "duration_months": _or_gap(qualification.duration_months),
        "duration": qualification.duration,
        "units": list(qualification.units),
        "source": qualification.source,
        "intakes": [
            _intake(intake, of, qualification) for intake, of in qualification.intakes.items()
        ],
        "prices": [price_document(row) for row in prices.rows if row.qualification == name],
        "not_published": [_gap(gap) for gap in prices.unpublished if gap.qualification == name],
        "criteria": [
            {
                "fact": criterion.fact,
                "statement": criterion.statement,
                "required": criterion.required,
                "source": criterion.source,
            }
            for criterion in qualification.criteria
        ],
        "notices": [
            {"about": notice.about, "text": _or_gap(notice.text), "source": notice.source}
            for notice in qualification.notices
        ],
        "remarks": [
            {"text": remark.text, "source": remark.source} for remark in qualification.remarks
        ],
        "sources": {
            source: {
                "title": of.title,
                "url": of.url,
                "published_on": of.published_on.isoformat() if of.published_on else None,
                "note": of.note,
            }
            for source, of in sources_of(name, catalogue).items()
        },
        "catalogue": _origin(catalogue.origin),
    }


def _or_gap(value: T | NotPublished | NotAnnounced) -> T | str:
    return value.value if isinstance(value, NotPublished | NotAnnounced) else value


def _day(day: date | NotAnnounced | NotPublished | None) -> str | None:
    return day.isoformat() if isinstance(day, date) else _or_gap(day)


def _intake(name: str, intake: Intake, qualification: Qualification) -> IntakeDocument:
    return {
        "intake": name,
        "label": intake.label,
        "status": intake.status.value,
        "starts_on": _day(intake.starts_on),
        "final_payment_on": _day(intake.final_payment_on),
        "applications": {
            "opens_on": _day(intake.applications.opens_on),
            "closes_on": _day(intake.applications.closes_on),
            "may_close_early": intake.applications.may_close_early,
        },
        "source": intake.source or qualification.source,
    }


def _gap(gap: Unpublished) -> UnpublishedDocument:
    return {
        "qualification": gap.qualification,
        "title": gap.title,
        "basis": gap.basis.value if gap.basis else None,
        "category": gap.category,
    }


def _request(request: Request) -> RequestDocument:
    return {
        "items": [
            {"qualification": item.qualification, "learners": item.learners}
            for item in request.items
        ],
        "category": request.category,
        "on": request.on.isoformat(),
        "intake": request.intake,
        "basis": request.basis.value if request.basis else None,
        "early_bird": request.early_bird,
        "paying_on": request.paying_on.isoformat() if request.paying_on else None,
        "tax_point": request.tax_point.isoformat() if request.tax_point else None,
        "indicative": request.indicative,
    }


def _line(line: Line) -> LineDocument:
    row = line.row
    return {
        "qualification": row.qualification,
        "title": row.title,
        "intake": row.intake,
        "category": row.category,
        "basis": row.basis.value,
        "quantity": line.quantity,
        "learners": line.learners,
        "unit_price": decimal_text(row.price),
        "early_bird": row.early_bird,
        "vat_code": row.vat_code,
        "vat_percent": percent_text(line.rate.percent) if line.rate else None,
        "net": decimal_text(line.net),
        "vat": decimal_text(line.vat),
        "gross": decimal_text(line.gross),
        "source": row.source,
    }


def _step(step: Step) -> StepDocument:
    return {"text": step.text, "sources": list(step.sources)}


def _origin(origin: Origin) -> OriginDocument:
    return {"path": origin.path, "sha256": origin.sha256}
