"""What the pages on a change of the catalogue share: its sentences, and the rows of its tables."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rrn_fees.catalogue.model import WITHOUT_VAT
from rrn_fees.changes import Changes
from rrn_fees.dates import WEEKDAYS, counted, long_date, short_date
from rrn_fees.day_notes import not_working
from rrn_fees.deadline import Deadline
from rrn_fees.deadline_changes import DeadlineChange
from rrn_fees.errors import printable
from rrn_fees.fact_changes import FactChange, Section
from rrn_fees.money import Pence, Percent, signed_percent_text, sterling
from rrn_fees.price_changes import Amounts, Difference, PriceChange, PriceChangeKind, difference
from rrn_fees.price_list import Basis

NO_CHANGE = "No change in prices, deadlines or eligibility"
NOTHING_THERE = "-"
"""What stands in a cell where there was or is nothing."""

INDENT = "  "
"""Sets what belongs to a price apart from the price."""

SECTIONS = {
    Section.VAT: "VAT rates",
    Section.ELIGIBILITY: "Eligibility",
    Section.OTHER: "Everything else",
}
"""What the sections of facts are called, in the order in which they stand."""

_KINDS = {kind: kind.value.replace("-", " ") for kind in PriceChangeKind}
_IN_SUMMARY = {
    Section.VAT: ("change", " to VAT"),
    Section.ELIGIBILITY: ("change", " to eligibility"),
    Section.OTHER: ("other change", ""),
}


def kind_name(change: PriceChange) -> str:
    """Return what became of a price: ``dearer``."""
    return _KINDS[change.kind]


def summary(changes: Changes) -> str:
    """``2 prices dearer, 1 new, 1 deadline moved``; that there is no change, if there is none."""
    parts: list[str] = []
    for noun, counts in (("price", changes.price_counts), ("deadline", changes.deadline_counts)):
        for at, (kind, number) in enumerate(counts.items()):
            what = counted(number, noun) if at == 0 else f"{number:,}"
            parts.append(f"{what} {kind.replace('-', ' ')}")
    for section, (noun, whose) in _IN_SUMMARY.items():
        if facts := changes.of(section):
            parts.append(counted(len(facts), noun) + whose)
    told = ", ".join(parts)
    if changes.prices or changes.deadlines or changes.of(Section.ELIGIBILITY):
        return f"{told}."
    return f"{NO_CHANGE}; {told}." if told else f"{NO_CHANGE}."


class AmountRow(NamedTuple):
    """One line of a table of prices: what was paid, what is, and what lies between."""

    what: str
    before: str
    after: str
    difference: str
    percent: str


def subject(change: PriceChange, changes: Changes) -> str:
    """Say what a price is for: ``RRN member, cohort of 6, 2024-05``."""
    row = change.row
    catalogue = changes.new if change.new else changes.old
    what = f"cohort of {row.size}" if row.basis is Basis.COHORT else "one learner"
    parts = [printable(catalogue.categories[row.category].label), what]
    parts += ["early bird"] if row.early_bird else []
    parts += [row.intake] if row.intake else []
    if days := _days(change):
        parts.append(days)
    return ", ".join(parts)


def _days(change: PriceChange) -> str:
    """Name the days, but where they are simply those on which both prices hold."""
    days = change.valid_from, change.valid_through
    own = {
        (paid.row.valid_from, paid.row.valid_through) for paid in (change.old, change.new) if paid
    }
    return span(*days) if change.old is None or change.new is None or own != {days} else ""


def span(first: date | None, last: date | None) -> str:
    """``from 1 Jul 2024 until 31 Dec 2024``; empty where neither end is set."""
    parts = [f"from {short_date(first)}"] if first else []
    parts += [f"until {short_date(last)}"] if last else []
    return " ".join(parts)


def amount_rows(change: PriceChange, changes: Changes) -> Iterator[AmountRow]:
    """Yield what it comes to without and with VAT: the price itself, then for a group or each."""
    sides = change.old, change.new
    one = [paid.one if paid else None for paid in sides]
    group = [paid.group if paid else None for paid in sides]
    learners = change.at.learners
    if change.row.basis is Basis.COHORT:
        of_all, (beside, of_others) = group, (f"each of {learners:,}", one)
    else:
        of_all, (beside, of_others) = one, (counted(learners, "learner"), group)
    carries_vat = any(paid.row.vat_code not in WITHOUT_VAT for paid in sides if paid)
    yield _net(subject(change, changes), *of_all)
    if carries_vat:
        yield _gross(f"{INDENT}with VAT", *of_all)
    yield _net(f"{INDENT}{beside}", *of_others)
    if carries_vat:
        yield _gross(f"{INDENT}{beside} with VAT", *of_others)


def _net(what: str, old: Amounts | None, new: Amounts | None) -> AmountRow:
    apart = difference(old, new) if old and new else _NOT_COMPARED
    shown = _money(old, old and old.net), _money(new, new and new.net)
    return AmountRow(what, *shown, *_apart(apart.net, apart.net_percent))


def _gross(what: str, old: Amounts | None, new: Amounts | None) -> AmountRow:
    apart = difference(old, new) if old and new else _NOT_COMPARED
    shown = _money(old, old and old.gross), _money(new, new and new.gross)
    return AmountRow(what, *shown, *_apart(apart.gross, apart.gross_percent))


_NOT_COMPARED = Difference(None, None, None, None)


def _money(amounts: Amounts | None, amount: Pence | None) -> str:
    if amounts is None:
        return NOTHING_THERE
    return "not known" if amount is None else sterling(amount)


def _apart(amount: Pence | None, percent: Percent | None) -> tuple[str, str]:
    """``+£30.00`` and ``+3.75%``, as far as they are known."""
    if amount is None:
        return "", ""
    rate = "" if percent is None else f"{_plus(amount)}{signed_percent_text(percent)}%"
    return signed(amount), rate


def signed(amount: Pence) -> str:
    """Write a difference for a person: ``+£30.00``."""
    return f"{_plus(amount)}{sterling(amount)}"


def _plus(amount: Pence) -> str:
    return "+" if amount > 0 else ""


def unknown_vat(changes: Changes) -> list[str]:
    """Say of which codes no rate is in force on the day, so that VAT is not known."""
    codes = {
        paid.row.vat_code: None
        for change in changes.prices
        for paid in (change.old, change.new)
        if paid and not paid.is_known_with_vat
    }
    return [
        f'No rate of VAT "{code}" is in force on {long_date(changes.on)}: what is paid is known '
        "only as it is printed."
        for code in codes
    ]


def when_text(deadline: Deadline | None) -> str:
    """``Thu 28 Mar 2024``, or why there is no date."""
    if deadline is None:
        return NOTHING_THERE
    if deadline.date is not None:
        return f"{WEEKDAYS[deadline.date.weekday()][:3]} {short_date(deadline.date)}"
    return deadline.gap.value.replace("-", " ") if deadline.gap else "not recorded"


def not_working_days(changes: Changes) -> list[str]:
    """Say of each new day of a deadline that it is no working day, where that is so."""
    return [
        f"{change.new.subject}: {not_working(change.new.day)}."
        for change in changes.deadlines
        if change.new and change.new.day and change.new.day.working is False
    ]


def moved_by(change: DeadlineChange) -> str:
    """``8 days later``, where both days are known."""
    old, new = (each.date if each else None for each in (change.old, change.new))
    if old is None or new is None:
        return ""
    days = (new - old).days
    return f"{counted(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"


def fact_kind(fact: FactChange) -> str:
    """Return what became of a value."""
    if fact.old is None:
        return "new"
    return "gone" if fact.new is None else "changed"
