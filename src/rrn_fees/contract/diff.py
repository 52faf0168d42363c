"""What a change of the catalogue does, to its document of the JSON contract, field by field."""

from datetime import date
from typing import Literal

from rrn_fees.catalogue.model import Origin
from rrn_fees.contract.answers import (
    AmountsDocument,
    DeadlineChangeDocument,
    DeadlineWhenDocument,
    DiffDocument,
    DifferenceDocument,
    FactChangeDocument,
    MovedNameDocument,
    OriginDocument,
    PaidDocument,
    PriceChangeDocument,
    PricedDocument,
    RenameDocument,
    UnmatchedDocument,
    VatRateChangeDocument,
)
from rrn_fees.deadlines.events import Deadline
from rrn_fees.diff.changes import Changes
from rrn_fees.diff.deadline_changes import DeadlineChange
from rrn_fees.diff.fact_changes import FactChange, Section
from rrn_fees.diff.moved_names import MovedName
from rrn_fees.diff.price_changes import Amounts, Difference, Paid, PriceChange, PriceChangeKind
from rrn_fees.diff.renames import Rename
from rrn_fees.diff.unmatched import Priced, Unmatched
from rrn_fees.diff.vat_changes import VatRateChange
from rrn_fees.money import Pence, Percent, decimal_text, percent_text, signed_percent_text


def diff_document(changes: Changes) -> DiffDocument:
    """Return *changes* as the document of schema ``rrn-fees/diff/1``."""
    counts = changes.price_counts
    facts = {section: changes.of(section) for section in Section}
    renames = [*changes.renames.all()]
    return {
        "schema": "rrn-fees/diff/1",
        "on": changes.on.isoformat(),
        "learners": changes.learners,
        "currency": changes.new.currency.value,
        "summary": {
            "dearer": counts.get(PriceChangeKind.DEARER, 0),
            "cheaper": counts.get(PriceChangeKind.CHEAPER, 0),
            "not_comparable": counts.get(PriceChangeKind.NOT_COMPARABLE, 0),
            "new": counts.get(PriceChangeKind.NEW, 0),
            "gone": counts.get(PriceChangeKind.GONE, 0),
            "renamed": len(renames),
            "unmatched": len(changes.unmatched),
            "deadlines": len(changes.deadlines),
            "vat": len(facts[Section.VAT]),
            "eligibility": len(facts[Section.ELIGIBILITY]),
            "other": len(facts[Section.OTHER]),
        },
        "renames": [_rename(rename) for rename in renames],
        "unmatched": [_unmatched(each) for each in changes.unmatched],
        "prices": [_price_change(change) for change in changes.prices],
        "deadlines": [_deadline_change(change) for change in changes.deadlines],
        "vat_rates": [_vat_rate_change(change) for change in changes.vat_rates],
        "vat": [_fact_change(fact) for fact in facts[Section.VAT]],
        "eligibility": [_fact_change(fact) for fact in facts[Section.ELIGIBILITY]],
        "other": [_fact_change(fact) for fact in facts[Section.OTHER]],
        "old": _origin(changes.old.origin),
        "new": _origin(changes.new.origin),
    }


def _rename(rename: Rename) -> RenameDocument:
    return {
        "kind": rename.kind.value,
        "qualification": rename.qualification,
        "old": rename.old,
        "new": rename.new,
    }


def _unmatched(each: Unmatched) -> UnmatchedDocument:
    return {
        "gone": [_priced(priced) for priced in each.gone],
        "new": [_priced(priced) for priced in each.new],
    }


def _priced(priced: Priced) -> PricedDocument:
    return {"kind": priced.kind, "qualification": priced.qualification, "name": priced.name}


def _price_change(change: PriceChange) -> PriceChangeDocument:
    row, one, group = change.row, change.one, change.group
    document: PriceChangeDocument = {
        "change": change.kind.value,
        "qualification": row.qualification,
        "title": row.title,
        "intake": row.intake,
        "category": row.category,
        "basis": row.basis.value,
        "size": row.size,
        "early_bird": row.early_bird,
        "group_learners": change.at.learners,
        "valid_from": _iso(change.valid_from),
        "valid_through": _iso(change.valid_through),
        "another_price_is_left": change.is_instead,
        "old": _paid(change.old) if change.old else None,
        "new": _paid(change.new) if change.new else None,
        "difference": {"one": _difference(one), "group": _difference(group)}
        if one and group
        else None,
    }
    if change.names:
        document["asked_for_as"] = [_moved_name(moved) for moved in change.names]
    return document


def _moved_name(moved: MovedName) -> MovedNameDocument:
    return {"kind": moved.kind.value, "name": moved.name, "old": moved.old, "new": moved.new}


def _paid(paid: Paid) -> PaidDocument:
    row = paid.row
    return {
        "unit_price": decimal_text(row.price),
        "includes_vat": row.includes_vat,
        "vat_code": row.vat_code,
        "vat_percent": percent_text(paid.rate.percent) if paid.rate else None,
        "one": _amounts(paid.one),
        "group": _amounts(paid.group),
        "valid_from": _iso(row.valid_from),
        "valid_through": _iso(row.valid_through),
        "schedule": row.schedule,
        "source": row.source,
    }


def _amounts(amounts: Amounts) -> AmountsDocument:
    return {
        "net": _money(amounts.net),
        "vat": _money(amounts.vat),
        "gross": _money(amounts.gross),
    }


def _difference(difference: Difference) -> DifferenceDocument:
    return {
        "net": _money(difference.net),
        "gross": _money(difference.gross),
        "net_percent": _percent(difference.net_percent),
        "gross_percent": _percent(difference.gross_percent),
    }


def _deadline_change(change: DeadlineChange) -> DeadlineChangeDocument:
    deadline = change.at
    return {
        "change": change.kind.value,
        "qualification": deadline.qualification,
        "title": deadline.title,
        "intake": deadline.intake,
        "event": deadline.event.value,
        "earned_by": deadline.earned_by.value if deadline.earned_by else None,
        "old": _when(change.old) if change.old else None,
        "new": _when(change.new) if change.new else None,
    }


def _vat_rate_change(change: VatRateChange) -> VatRateChangeDocument:
    old, new = (
        None if percent is None else percent_text(percent) for percent in (change.old, change.new)
    )
    return {
        "code": change.code,
        "valid_from": change.valid_from.isoformat(),
        "valid_through": _iso(change.valid_through),
        "old": old,
        "new": new,
    }


def _when(deadline: Deadline) -> DeadlineWhenDocument:
    return {
        "date": _iso(deadline.date),
        "gap": deadline.gap.value if deadline.gap else None,
        "working_day": deadline.day.working if deadline.day else None,
        "source": deadline.source,
    }


def _fact_change(fact: FactChange) -> FactChangeDocument:
    change: Literal["changed", "new", "gone"] = "changed"
    if fact.old is None:
        change = "new"
    elif fact.new is None:
        change = "gone"
    return {
        "change": change,
        "old_path": fact.old_path,
        "new_path": fact.new_path,
        "old": fact.old,
        "new": fact.new,
    }


def _money(amount: Pence | None) -> str | None:
    return None if amount is None else decimal_text(amount)


def _percent(percent: Percent | None) -> str | None:
    return None if percent is None else signed_percent_text(percent)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _origin(origin: Origin) -> OriginDocument:
    return {"path": origin.path, "sha256": origin.sha256}
