"""What has become of a saved quote, as the document ``rrn-fees/verification/1``."""

from rrn_fees.contract.answers import LineChangeDocument, SavedLineDocument, VerificationDocument
from rrn_fees.contract.results import refusal_document
from rrn_fees.money import decimal_text, percent_text
from rrn_fees.pricing.quote import Line, Quote, Refusal
from rrn_fees.verification import LineChange, SavedLine, Verification


def verification_document(found: Verification) -> VerificationDocument:
    """Return the document of schema ``rrn-fees/verification/1``."""
    saved, answer = found.saved, found.answer
    now = answer if isinstance(answer, Quote) else None
    pay_by = now.pay_by if now else None
    return {
        "schema": "rrn-fees/verification/1",
        "verdict": found.verdict.value,
        "on": found.on.isoformat(),
        "reference": saved.reference,
        "quoted_on": saved.on.isoformat(),
        "valid_until": saved.valid_until.isoformat() if saved.valid_until else None,
        "faults": list(found.faults),
        "unknown": found.unknown,
        "refusal": refusal_document(answer) if isinstance(answer, Refusal) else None,
        "changes": [_change(change) for change in found.changes],
        "old_totals": {
            "net": decimal_text(saved.totals.net),
            "vat": decimal_text(saved.totals.vat),
            "gross": decimal_text(saved.totals.gross),
        },
        "new_totals": {
            "net": decimal_text(now.totals.net),
            "vat": decimal_text(now.totals.vat),
            "gross": decimal_text(now.totals.gross),
        }
        if now
        else None,
        "difference": None if found.difference is None else decimal_text(found.difference),
        "old_pay_by": saved.pay_by.isoformat() if saved.pay_by else None,
        "new_pay_by": pay_by.isoformat() if pay_by else None,
        "same_catalogue": found.same_catalogue,
        "made_from": {"path": saved.catalogue, "sha256": saved.sha256},
        "catalogue": {
            "path": found.catalogue.origin.path,
            "sha256": found.catalogue.origin.sha256,
        },
    }


def _change(change: LineChange) -> LineChangeDocument:
    key = change.key
    return {
        "qualification": key.qualification,
        "intake": key.intake,
        "category": key.category,
        "basis": key.basis.value,
        "early_bird": key.early_bird,
        "old": _old(change.old) if change.old else None,
        "new": _new(change.new) if change.new else None,
        "difference": decimal_text(change.difference),
    }


def _old(line: SavedLine) -> SavedLineDocument:
    return {
        "quantity": line.quantity,
        "unit_price": decimal_text(line.unit_price),
        "vat_percent": None if line.vat_percent is None else percent_text(line.vat_percent),
        "net": decimal_text(line.net),
        "vat": decimal_text(line.vat),
        "gross": decimal_text(line.gross),
    }


def _new(line: Line) -> SavedLineDocument:
    return {
        "quantity": line.quantity,
        "unit_price": decimal_text(line.row.price),
        "vat_percent": percent_text(line.rate.percent) if line.rate else None,
        "net": decimal_text(line.net),
        "vat": decimal_text(line.vat),
        "gross": decimal_text(line.gross),
    }
