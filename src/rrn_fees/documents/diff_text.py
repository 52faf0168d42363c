"""A change of the catalogue in words: what it is about, and what makes it fail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from rrn_fees.dates import WEEKDAYS, counted, long_date, short_date
from rrn_fees.deadlines.day_notes import not_working
from rrn_fees.deadlines.events import Deadline
from rrn_fees.diff.changes import Changes
from rrn_fees.diff.deadline_changes import DeadlineChange
from rrn_fees.diff.fact_changes import FactChange, Section
from rrn_fees.diff.moved_names import MovedName
from rrn_fees.diff.price_changes import (
    Amounts,
    Limit,
    PriceChange,
    PriceChangeKind,
)
from rrn_fees.diff.renames import Rename
from rrn_fees.diff.unmatched import Priced, Reason, Unmatched
from rrn_fees.errors import MOST_NAMED, listed
from rrn_fees.money import Pence, Percent, percent_text, sterling
from rrn_fees.pricing.price_list import Basis

NO_CHANGE = "No change in prices, deadlines or eligibility"
NOT_KNOWN = "not known"
NOTHING_THERE = "-"
"""What stands in a cell where there was or is nothing."""

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
    renames, unsure = sum(1 for _ in changes.renames.all()), len(changes.unmatched)
    parts += [f"{renames:,} renamed"] if renames else []
    parts += [counted(unsure, "possible rename")] if unsure else []
    if changes.vat_rates:
        parts.append(f"{counted(len(changes.vat_rates), 'VAT rate')} changed")
    for section, (noun, whose) in _IN_SUMMARY.items():
        if facts := changes.of(section):
            parts.append(counted(len(facts), noun) + whose)
    sentences = ", ".join(parts)
    if changes.prices or changes.deadlines or changes.vat_rates or changes.of(Section.ELIGIBILITY):
        return f"{sentences}."
    return f"{NO_CHANGE}; {sentences}." if sentences else f"{NO_CHANGE}."


def subject_of_all(same: Sequence[PriceChange], changes: Changes) -> str:
    """Say what changes that come to the same are for: of one its own, of several all intakes."""
    return subject(same[0], changes) if len(same) == 1 else _subject_of_several(same, changes)


def subject(change: PriceChange, changes: Changes) -> str:
    """Say what a price is for: ``RRN member, cohort of 6, 2024-05``."""
    parts = _purchase(change, changes)
    parts += [change.row.intake] if change.row.intake else []
    if days := _days(change):
        parts.append(days)
    parts += map(_moved_name, change.names)
    parts += [_INSTEAD] if change.is_instead else []
    return ", ".join(parts)


def _moved_name(moved: MovedName) -> str:
    """``asked for as "Spring", which was 2024-03``: by which name a price is another one."""
    if moved.name is None:
        return f"asked for by its dates, which were those of {moved.old}"
    return f'asked for as "{moved.name}", which was {moved.old}'


_INSTEAD = "only a dearer price is left"
"""Said of a price that is paid no more on days on which it was."""


def _purchase(change: PriceChange, changes: Changes) -> list[str]:
    """Say who buys what, whichever intake it is for."""
    row = change.row
    catalogue = changes.new if change.new else changes.old
    what = f"cohort of {row.size}" if row.basis is Basis.COHORT else "one learner"
    label = catalogue.categories[row.category].label
    return [label, what, *(["early bird"] if row.early_bird else [])]


def _days(change: PriceChange) -> str:
    """Name the days, but where they are simply those on which both prices hold."""
    days = change.valid_from, change.valid_through
    own = {
        (paid.row.valid_from, paid.row.valid_through) for paid in (change.old, change.new) if paid
    }
    is_plain = change.old is not None and change.new is not None and own == {days}
    return "" if is_plain and not change.is_instead else span(*days)


def span(first: date | None, last: date | None) -> str:
    """``from 1 Jul 2024 until 31 Dec 2024``; empty where neither end is set."""
    parts = [f"from {short_date(first)}"] if first else []
    parts += [f"until {short_date(last)}"] if last else []
    return " ".join(parts)


def from_to(old: Amounts | None, new: Amounts | None) -> str:
    """``£958.80 → £994.80 (+£36.00)``, with VAT; of what is only new, or gone, the amount."""
    before, after = (_gross(side) for side in (old, new))
    if old is None or new is None:
        return before if new is None else after
    if old.gross is None or new.gross is None:
        return f"{before} → {after}"
    return f"{before} → {after} ({signed(new.gross - old.gross)})"


def _gross(amounts: Amounts | None) -> str:
    if amounts is None:
        return NOTHING_THERE
    return NOT_KNOWN if amounts.gross is None else sterling(amounts.gross)


def signed(amount: Pence) -> str:
    """Write a difference for a person: ``+£30.00``."""
    return f"{plus(amount)}{sterling(amount)}"


def plus(amount: Pence) -> str:
    """Return the sign of what is more."""
    return "+" if amount > 0 else ""


def _subject_of_several(same: Sequence[PriceChange], changes: Changes) -> str:
    """``RRN member, one learner, 3 intakes: 2024-05, 2024-09, 2025-01``."""
    parts = [*_purchase(same[0], changes), *map(_moved_name, same[0].names)]
    parts += [_days(same[0]), _INSTEAD] if same[0].is_instead else []
    intakes = [*dict.fromkeys(change.row.intake for change in same if change.row.intake)]
    if len(intakes) > 1:
        return f"{', '.join(parts)}, {counted(len(intakes), 'intake')}: {listed(intakes)}"
    return ", ".join([*parts, *intakes, counted(len(same), "period")])


def increase(changes: Changes, limit: Limit) -> str | None:
    """Say what rose by more than *limit*, or cannot be compared for lack of VAT; None: nothing."""
    if limit.percent is not None:
        by = f" by more than {percent_text(limit.percent)}%"
    else:
        by = f" by more than {sterling(limit.amount)} for a learner" if limit.amount else ""
    sentences: list[str] = []
    by_kind = sorted(changes.above(limit), key=lambda change: [*PriceChangeKind].index(change.kind))
    for kind, group in groupby(by_kind, key=lambda change: change.kind):
        above = [*group]
        of = f"{above[0].row.title}: {subject(above[0], changes)}"
        more = f" and {len(above) - 1:,} more" if len(above) > 1 else ""
        prices = counted(len(above), "price")
        verb = "is" if len(above) == 1 else "are"
        match kind:
            case PriceChangeKind.GONE:
                sentences.append(
                    f"{prices} {verb} gone, and what is left is dearer{by}: {of}{more}."
                )
            case PriceChangeKind.NOT_COMPARABLE:
                sentences.append(f"{prices} cannot be compared without a rate of VAT: {of}{more}.")
            case _:
                sentences.append(f"{prices} {verb} dearer{by}: {of}{more}.")
    return " ".join(sentences) or None


def rename_texts(rename: Rename) -> tuple[str, str, str]:
    """Return what goes by another name, the old name and the new."""
    of = f" of {rename.qualification}" if rename.qualification else ""
    return f"{rename.kind.value.capitalize()}{of}", rename.old, rename.new


def may_be_renamed(changes: Changes) -> list[str]:
    """Say of what is gone beside what is new that nobody can tell whether it is the same."""
    sentences = [_unmatched(each) for each in changes.unmatched[:MOST_NAMED]]
    more = len(changes.unmatched) - len(sentences)
    return [*sentences, *([f"So it is with {counted(more, 'other')}."] if more > 0 else [])]


def _unmatched(each: Unmatched) -> str:
    gone, new = (_priced(side) for side in (each.gone, each.new))
    gone_verb, new_verb = ("is" if len(side) == 1 else "are" for side in (each.gone, each.new))
    if each.reason is Reason.TITLE_MOVED:
        return (
            f"{gone[0].upper()}{gone[1:]} had the title that {new} has now, and their intakes are "
            "not the same: the prices under this title cannot be compared."
        )
    if each.reason is Reason.IDENTIFIER_MOVED:
        return (
            f"{gone[0].upper()}{gone[1:]} has another title and other intakes, and another "
            "qualification has its title: the prices under this identifier cannot be compared."
        )
    if each.reason is Reason.CALLED_ALIKE:
        return (
            f"{gone[0].upper()}{gone[1:]} {gone_verb} gone or can no longer be paid for, and {new} "
            f"{new_verb} new with the same title, label or dates: this may be a rename, so the "
            "prices cannot be compared."
        )
    return (
        f"{gone[0].upper()}{gone[1:]} {gone_verb} gone and {new} {new_verb} new: this may be a "
        "rename, so the prices cannot be compared."
    )


_PLURALS = {
    "qualification": "qualifications",
    "intake": "intakes",
    "category": "categories",
    "price": "prices",
}


def _priced(side: Sequence[Priced]) -> str:
    """``intake spring of course``; ``categories a, b``."""
    first = side[0]
    noun = first.kind if len(side) == 1 else _PLURALS[first.kind]
    within = {each.qualification for each in side}
    if len(within) == 1:
        names = listed([each.name or "(none)" for each in side])
        return f"{noun} {names}" + (f" of {first.qualification}" if first.qualification else "")
    several = [" ".join(filter(None, (each.qualification, each.name))) for each in side]
    return f"{noun} {listed(several)}"


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


VAT_RATE_COLUMNS = ("VAT rate", "Days")
"""What the columns of `vat_rate_rows` are called before those of the two sides."""


def vat_rate_rows(changes: Changes) -> list[tuple[str, str, str, str]]:
    """Return the code, the days, and the rates: ``standard, from 1 Jan 2030, 20%, 25%``."""
    return [
        (each.code, span(each.valid_from, each.valid_through), _rate(each.old), _rate(each.new))
        for each in changes.vat_rates
    ]


def _rate(percent: Percent | None) -> str:
    return NOTHING_THERE if percent is None else f"{percent_text(percent)}%"


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
