"""Two price lists, compared row by row. Pure.

Rows are compared by what they are for and by the days on which they hold, never by their place in
the file. Amounts are whole pence, days include both ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, pairwise, zip_longest

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.diff.amounts_paid import Days, Key, first_day, last_day, open_days, paid_for
from rrn_fees.diff.moved_names import MovedName, MovedNames
from rrn_fees.diff.multiset import multiset_difference
from rrn_fees.diff.price_changes import (
    Amounts,
    Paid,
    PriceChange,
    PriceChangeKind,
    difference,
)
from rrn_fees.diff.prices_left import PricesLeft
from rrn_fees.diff.renames import Purchase, Renames
from rrn_fees.money import Pence
from rrn_fees.pricing.price_list import price_list

Pair = tuple[Paid | None, Paid | None, Days]


def price_changes(
    old: Catalogue, new: Catalogue, on: date, learners: int, renames: Renames
) -> tuple[PriceChange, ...]:
    """Return every price of *old* or *new* that is not paid alike, in the order of *new*.

    VAT is worked out under the rate in force on the day *on*, for one learner and for a group of
    *learners*. Equal amounts on other days are no change of price.
    """
    were = _by_key(old, on, learners, renames)
    are = _by_key(new, on, learners, Renames())
    left = PricesLeft(new, on, are)
    changes = [*_changes(were, are, left)]
    for names, named_were, named_are in _by_moved_names(old, new, renames, were, left):
        of_names = _changes(named_were, named_are, left)
        changes += (replace(each, names=names) for each in of_names)
    return tuple(changes)


def _changes(
    were: Mapping[Key, Sequence[Paid]], are: Mapping[Key, Sequence[Paid]], left: PricesLeft
) -> list[PriceChange]:
    """Return what differs between prices for the same, and then days with only a dearer one."""
    changes: list[PriceChange] = []
    for key in dict.fromkeys([*are, *were]):
        for before, after, (first, last) in _pairs(were.get(key, []), are.get(key, [])):
            kind = _kind(before, after)
            if kind is not None:
                changes.append(
                    PriceChange(
                        kind=kind, old=before, new=after, valid_from=first, valid_through=last
                    )
                )
    gone = {id(each.old) for each in changes if each.kind is PriceChangeKind.GONE}
    dearer = {(id(each.old), each.new.row) for each in changes if each.new}
    changes += (
        each
        for key, paid in were.items()
        for before in paid
        if id(before) not in gone
        for each in left.dearer_on_days(key, before)
        if each.new and (id(before), each.new.row) not in dearer
    )
    return changes


def _by_moved_names(
    old: Catalogue,
    new: Catalogue,
    renames: Renames,
    were: Mapping[Key, Sequence[Paid]],
    left: PricesLeft,
) -> Iterator[tuple[tuple[MovedName, ...], dict[Key, list[Paid]], dict[Key, list[Paid]]]]:
    """Yield the old prices of each purchase beside the new ones that its names stand for now."""
    moved = MovedNames(old, new, renames)
    if not moved.are_any:
        return
    by_purchase: dict[Purchase, list[Paid]] = {}
    for paid in chain.from_iterable(were.values()):
        row = paid.row
        by_purchase.setdefault((row.qualification, row.intake, row.category), []).append(paid)
    for purchase, prices in by_purchase.items():
        for target, names in moved.purchases(purchase):
            named_were: dict[Key, list[Paid]] = {}
            for paid in prices:
                way = paid.row.basis, paid.row.early_bird, paid.row.size
                named_were.setdefault((*target, *way), []).append(paid)
            named_are: dict[Key, list[Paid]] = {}
            for key, paid in left.of.get(target, ()):
                named_are.setdefault(key, []).append(paid)
            if named_are:  # else nobody can buy it by that name, which is no price
                yield names, named_were, named_are


def _by_key(
    catalogue: Catalogue, on: date, learners: int, renames: Renames
) -> dict[Key, list[Paid]]:
    """Return what each row comes to, by what the row is for."""
    found: dict[Key, list[Paid]] = {}
    for row in price_list(catalogue).rows:
        key = *renames.purchase(row), row.basis, row.early_bird, row.size
        found.setdefault(key, []).append(paid_for(row, catalogue, on, learners))
    return found


def _kind(old: Paid | None, new: Paid | None) -> PriceChangeKind | None:
    """Return what became of a price, by what is paid with VAT, else without; None if nothing."""
    if old is None:
        return PriceChangeKind.NEW
    if new is None:
        return PriceChangeKind.GONE
    once, group = difference(old.purchase, new.purchase), difference(old.group, new.group)
    apart = [each for each in (once.gross, once.net, group.gross, group.net) if each is not None]
    if not apart:
        return PriceChangeKind.NOT_COMPARABLE
    first = next((each for each in apart if each), 0)
    if first == 0:
        return None
    return PriceChangeKind.DEARER if first > 0 else PriceChangeKind.CHEAPER


def _pairs(old: Sequence[Paid], new: Sequence[Paid]) -> Iterator[Pair]:
    """Yield what was paid beside what is paid, for prices that are for the same.

    Those that hold on the same days are beside one another; what holds on days of its own is
    beside what is left of the other list, in order of the days.
    """
    old, new = sorted(old, key=_by_validity), sorted(new, key=_by_validity)
    old, new = multiset_difference(old, new, _holding), multiset_difference(new, old, _holding)
    overlaps = [*_overlaps(old, new)] if _in_turn(old) and _in_turn(new) else []
    met = {id(paid) for before, after, _ in overlaps for paid in (before, after)}
    yield from overlaps
    lone = ([paid for paid in side if id(paid) not in met] for side in (old, new))
    for before, after in zip_longest(*lone):
        yield before, after, _validity(after or before)


def _holding(paid: Paid) -> tuple[Days, Amounts, Amounts]:
    return _validity(paid), paid.one, paid.group


def _by_validity(paid: Paid) -> tuple[date, date, Pence]:
    return first_day(paid), last_day(paid), paid.row.price


def _in_turn(prices: Sequence[Paid]) -> bool:
    """Whether no two of them hold on the same day."""
    return all(last_day(paid) < first_day(following) for paid, following in pairwise(prices))


def _overlaps(old: Sequence[Paid], new: Sequence[Paid]) -> Iterator[tuple[Paid, Paid, Days]]:
    """Yield each two that share days, with those days; both lists are in turn."""
    was = now = 0
    while was < len(old) and now < len(new):
        before, after = old[was], new[now]
        first = max(first_day(before), first_day(after))
        last = min(last_day(before), last_day(after))
        if first <= last:
            yield before, after, open_days(first, last)
        if last_day(before) <= last_day(after):
            was += 1
        else:
            now += 1


def _validity(paid: Paid | None) -> Days:
    return (paid.row.valid_from, paid.row.valid_through) if paid else (None, None)
