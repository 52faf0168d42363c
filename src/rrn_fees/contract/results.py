"""Results to the documents of the JSON contract, field by field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from rrn_fees.catalogue.model import (
    Catalogue,
    Intake,
    NotAnnounced,
    NotPublished,
    Origin,
    Qualification,
    Remark,
)
from rrn_fees.contract.answers import (
    DeadlineDocument,
    DeadlinesDocument,
    EligibilityDocument,
    FindingDocument,
    IntakeDocument,
    LineDocument,
    NoteDocument,
    NoteOnADayDocument,
    OriginDocument,
    PriceDocument,
    PriceListDocument,
    QualificationDocument,
    QuoteDocument,
    RefusalDocument,
    RemarkDocument,
    RequestDocument,
    StepDocument,
    TotalsDocument,
    UnpublishedDocument,
)
from rrn_fees.dates import WEEKDAYS
from rrn_fees.deadlines.events import Deadline, Deadlines
from rrn_fees.deadlines.notes import Note
from rrn_fees.deadlines.working_days import CalendarDay
from rrn_fees.money import decimal_text, percent_text
from rrn_fees.pricing.explanation import Step, explanation, sources_of
from rrn_fees.pricing.price_list import PriceList, PriceRow, Unpublished, price_list
from rrn_fees.pricing.quote import Line, Refusal, Request, Totals

if TYPE_CHECKING:
    from rrn_fees.eligibility.enquiry import Eligibility, Finding
    from rrn_fees.pricing.quotation import Quotation

T = TypeVar("T")


def quote_document(sent: Quotation, catalogue: Catalogue, *, explain: bool) -> QuoteDocument:
    """Return a quote as the document of schema ``rrn-fees/quote/1``."""
    quote = sent.quote
    document: QuoteDocument = {
        "schema": "rrn-fees/quote/1",
        "status": quote.status.value,
        "on": quote.request.on.isoformat(),
        "tax_point": quote.tax_point.isoformat(),
        "currency": catalogue.currency.value,
        "request": request_document(quote.request),
        "quotation": {
            "reference": sent.reference,
            "issued_on": sent.issued_on.isoformat(),
            "valid_until": sent.valid_until.isoformat() if sent.valid_until else None,
            "customer": sent.addressed.customer,
            "purchase_order": sent.addressed.purchase_order,
        },
        "lines": [line_document(line) for line in quote.lines],
        "vat_summary": [
            {
                "code": total.name,
                "percent": None if total.percent is None else percent_text(total.percent),
                "net": decimal_text(total.net),
                "vat": decimal_text(total.vat),
            }
            for total in quote.vat_summary
        ],
        "totals": totals_document(quote.totals),
        "pay_by": quote.pay_by.isoformat() if quote.pay_by else None,
        "pay_by_working_day": _iso(quote.pay_by_working_day),
        "deadline": deadline_document(quote.deadline) if quote.deadline else None,
        "notes": [note_document(note) for note in quote.notes],
        "catalogue": origin_document(quote.catalogue),
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
        "catalogue": origin_document(refusal.catalogue),
    }


def deadlines_document(found: Deadlines, catalogue: Catalogue) -> DeadlinesDocument:
    """Return *found* as the document of schema ``rrn-fees/deadlines/1``."""
    paying_on = found.paying_on
    judged = {id(deadline) for deadline in found.to_be_paid}
    return {
        "schema": "rrn-fees/deadlines/1",
        "on": found.on.isoformat(),
        "within": found.within,
        "bank_holidays": catalogue.bank_holidays.value,
        "paying_on": paying_on.date.isoformat() if paying_on else None,
        "in_time": found.in_time,
        "outcome": found.outcome.value if found.outcome else None,
        "notes": [_note_on_a_day(note) for note in found.notes],
        "deadlines": [
            deadline_document(deadline, paying_on if id(deadline) in judged else None)
            for deadline in found.deadlines
        ],
        "without_dates": list(found.without_dates),
        "catalogue": origin_document(found.catalogue),
    }


def deadline_document(deadline: Deadline, paying_on: CalendarDay | None = None) -> DeadlineDocument:
    """Return one event, and whether a payment on *paying_on* would be in time for it."""
    day, state = deadline.day, deadline.state
    document: DeadlineDocument = {
        "qualification": deadline.qualification,
        "title": deadline.title,
        "intake": deadline.intake,
        "intake_state": state.value if state else None,
        "event": deadline.event.value,
        "earned_by": deadline.earned_by.value if deadline.earned_by else None,
        "date": day.date.isoformat() if day else None,
        "weekday": WEEKDAYS[day.date.weekday()] if day else None,
        "days_left": deadline.days_left,
        "status": deadline.status.value,
        "working_day": day.working if day else None,
        "last_working_day": _iso(day.last_working_day) if day else None,
        "notes": [_note_on_a_day(note) for note in deadline.notes],
        "source": deadline.source,
    }
    if paying_on is not None:
        payment = deadline.payment(paying_on)
        document["payment"] = {
            "in_time": payment.in_time,
            "days_late": payment.days_late,
            "outcome": payment.outcome.value if payment.outcome else None,
        }
    return document


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _note_on_a_day(note: Note) -> NoteOnADayDocument:
    return {"code": note.code.value, "level": note.level.value, "text": note.text}


def eligibility_document(found: Eligibility) -> EligibilityDocument:
    """Return *found* as the document of schema ``rrn-fees/eligibility/1``."""
    enquiry = found.enquiry
    document: EligibilityDocument = {
        "schema": "rrn-fees/eligibility/1",
        "subject": enquiry.subject,
        "title": found.title,
        "on": enquiry.on.isoformat(),
        "verdict": found.verdict.value,
        "enquiry": {
            "category": enquiry.category,
            "learners": enquiry.learners,
            "basis": enquiry.basis.value if enquiry.basis else None,
            "intake": enquiry.intake,
            "paying_on": enquiry.paying_on.isoformat() if enquiry.paying_on else None,
            "facts": {fact: answer.value for fact, answer in enquiry.facts.items()},
        },
        "unused_facts": list(found.unused_facts),
        "findings": [_finding(finding) for finding in found.findings],
        "catalogue": origin_document(found.catalogue),
    }
    if found.requirement is not None:
        document["satisfied_by"] = found.requirement.satisfied_by
        document["not_satisfied_by"] = found.requirement.not_satisfied_by
        document["remarks"] = _remarks(found.requirement.remarks)
    return document


def _finding(finding: Finding) -> FindingDocument:
    document: FindingDocument = {
        "criterion": finding.criterion,
        "kind": finding.kind.value,
        "outcome": finding.outcome.value,
        "reason": finding.reason,
        "statement": finding.statement,
        "source": finding.source,
        "required": finding.required,
        "open_facts": list(finding.open_facts),
    }
    if finding.rule is not None:
        document["applies_from"] = finding.rule.applies_from.isoformat()
        document["weight"] = finding.rule.weight.value
    return document


def price_list_document(prices: PriceList, catalogue: Catalogue) -> PriceListDocument:
    """Return *prices* as the document of schema ``rrn-fees/price-list/1``, but for its prices.

    There may be more of them than there is room for: `price_document` makes one at a time.
    """
    return {
        "schema": "rrn-fees/price-list/1",
        "currency": catalogue.currency.value,
        "prices": [],
        "not_published": [_gap(gap) for gap in prices.unpublished],
        "catalogue": origin_document(catalogue.origin),
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
    prices = price_list(catalogue).of(name)
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
        "prices": [price_document(row) for row in prices.rows],
        "not_published": [_gap(gap) for gap in prices.unpublished],
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
        "remarks": _remarks(qualification.remarks),
        "sources": {
            source: {
                "title": of.title,
                "url": of.url,
                "published_on": of.published_on.isoformat() if of.published_on else None,
                "note": of.note,
            }
            for source, of in sources_of(name, catalogue).items()
        },
        "catalogue": origin_document(catalogue.origin),
    }


def _remarks(remarks: Iterable[Remark]) -> list[RemarkDocument]:
    return [{"text": remark.text, "source": remark.source} for remark in remarks]


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
        "source": qualification.source_of(name),
    }


def _gap(gap: Unpublished) -> UnpublishedDocument:
    return {
        "qualification": gap.qualification,
        "title": gap.title,
        "basis": gap.basis.value if gap.basis else None,
        "category": gap.category,
    }


def request_document(request: Request) -> RequestDocument:
    """Return a request as it stands in documents."""
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


def totals_document(totals: Totals) -> TotalsDocument:
    """Return the sums of a quote as they stand in documents."""
    return {
        "net": decimal_text(totals.net),
        "vat": decimal_text(totals.vat),
        "gross": decimal_text(totals.gross),
    }


def note_document(note: Note) -> NoteDocument:
    """Return a note of a quote as it stands in documents."""
    return {
        "code": note.code.value,
        "level": note.level.value,
        "text": note.text,
        "qualification": note.qualification,
        "source": note.source,
    }


def line_document(line: Line) -> LineDocument:
    """Return one line of a quote as it stands in documents."""
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


def origin_document(origin: Origin) -> OriginDocument:
    """Return which catalogue answered as it stands in documents."""
    return {"path": origin.path, "sha256": origin.sha256}
