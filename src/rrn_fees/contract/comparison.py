"""A comparison to its document of the JSON contract, field by field."""

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.comparison import (
    MOST_TRIED,
    Comparison,
    Joining,
    Option,
    Reason,
    Saving,
    SizeComparison,
)
from rrn_fees.contract.answers import (
    AtSizeDocument,
    ComparisonDocument,
    JoiningDocument,
    OptionDocument,
    PerLearnerDocument,
    RefusalItemDocument,
    SavingDocument,
)
from rrn_fees.contract.results import (
    line_document,
    note_document,
    origin_document,
    request_document,
    totals_document,
)
from rrn_fees.money import Pence, Percent, decimal_text, signed_percent_text
from rrn_fees.pricing.quote import Quote


def comparison_document(comparison: Comparison, catalogue: Catalogue) -> ComparisonDocument:
    """Return *comparison* as the document of schema ``rrn-fees/comparison/1``."""
    wanted, joining = comparison.wanted, comparison.joining
    saved = joining.saved if joining else [None for _ in comparison.sizes]
    return {
        "schema": "rrn-fees/comparison/1",
        "on": wanted.on.isoformat(),
        "tax_point": comparison.tax_point.isoformat(),
        "currency": catalogue.currency.value,
        "intake": wanted.intake,
        "paying_on": wanted.paying_on.isoformat() if wanted.paying_on else None,
        "indicative": wanted.indicative,
        "sizes": [_size(*pair) for pair in zip(comparison.sizes, saved, strict=True)],
        "joining": _joining(joining) if joining else None,
        "catalogue": origin_document(comparison.catalogue),
    }


def _size(size: SizeComparison, saved: Pence | None) -> AtSizeDocument:
    return {
        "learners": size.learners,
        "items": [
            {"qualification": item.qualification, "learners": item.learners} for item in size.items
        ],
        "saved_by_joining": None if saved is None else decimal_text(saved),
        "options": [_option(option, size) for option in size.options],
    }


def _option(option: Option, size: SizeComparison) -> OptionDocument:
    quote, same = option.quote, size.same_as(option)
    return {
        "option": option.name,
        "category": option.category,
        "basis": option.basis.value if option.basis else None,
        "early_bird": option.early_bird,
        "status": quote.status.value if quote else "refused",
        "request": request_document(quote.request) if quote else None,
        "from_day": option.from_day.isoformat() if option.from_day else None,
        "totals": totals_document(quote.totals) if quote else None,
        "per_learner": _per_learner(quote) if quote else None,
        "saving": _saving(size.saving(quote)) if quote else None,
        "cheapest": quote is not None and size.is_cheapest(quote),
        "same_as": same.name if same else None,
        "pay_by": quote.pay_by.isoformat() if quote and quote.pay_by else None,
        "pay_by_working_day": (
            quote.pay_by_working_day.isoformat() if quote and quote.pay_by_working_day else None
        ),
        "lines": [line_document(line) for line in quote.lines] if quote else [],
        "notes": [note_document(note) for note in quote.notes] if quote else [],
        "refusals": [_reason(reason) for reason in option.reasons],
    }


def _per_learner(quote: Quote) -> PerLearnerDocument:
    net, gross = quote.net_per_learner, quote.gross_per_learner
    return {
        "net": decimal_text(net.amount),
        "net_exact": net.exact,
        "gross": decimal_text(gross.amount),
        "gross_exact": gross.exact,
    }


def _saving(saving: Saving) -> SavingDocument:
    return {
        "net": decimal_text(saving.net),
        "gross": decimal_text(saving.gross),
        "net_percent": _percent(saving.net_percent),
        "gross_percent": _percent(saving.gross_percent),
    }


def _percent(percent: Percent | None) -> str | None:
    return None if percent is None else signed_percent_text(percent)


def _reason(reason: Reason) -> RefusalItemDocument:
    return {
        "code": reason.code.value,
        "message": reason.message,
        "hint": reason.hint,
        "qualification": reason.qualification,
    }


def _joining(joining: Joining) -> JoiningDocument:
    refused = joining.refused
    return {
        "membership_fee": decimal_text(joining.fee),
        "pays_first_at": joining.first,
        "pays_from": joining.always_from,
        "tried_up_to": MOST_TRIED,
        "refusal": {
            "code": refused.code.value,
            "message": refused.message,
            "hint": refused.hint,
            "qualification": refused.qualification,
        }
        if refused
        else None,
    }
