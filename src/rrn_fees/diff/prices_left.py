"""What is left to pay where an old price is gone, or is paid on fewer days. Pure.

An early bird leaves the standard price, a cohort fee as many individual fees or other cohorts, an
individual fee a whole cohort.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from rrn_fees.catalogue.model import Catalogue, EarnedBy, IntakeStatus
from rrn_fees.diff.amounts_paid import Key, bought, first_day, last_day, open_days, share_of
from rrn_fees.diff.price_changes import Amounts, Paid, PriceChange, PriceChangeKind, difference
from rrn_fees.diff.renames import Purchase
from rrn_fees.money import Pence
from rrn_fees.pricing.price_list import Basis, PriceRow, price_list
from rrn_fees.pricing.vat import rate_in_force

_DAY = timedelta(days=1)


class PricesLeft:
    """What is left to pay in the new catalogue on the days on which an old price was paid."""

    def __init__(self, new: Catalogue, on: date, paid: Mapping[Key, Sequence[Paid]]) -> None:
        self.new, self.on, self.paid = new, on, paid
        self.of: dict[Purchase, list[tuple[Key, Paid]]] = {}
        self.by_days: dict[tuple[Key, date, date], list[Paid]] = {}
        for key, prices in paid.items():
            self.of.setdefault(key[:3], []).extend((key, each) for each in prices)
            for each in prices:
                self.by_days.setdefault((key, first_day(each), last_day(each)), []).append(each)

    def dearer_on_days(self, key: Key, old: Paid) -> Iterator[PriceChange]:
        """Yield the days from *on* on that have only a dearer price than *old*, which is *key*'s.

        On days on which the price itself is still paid, the two are compared already.
        """
        if not _is_payable(old.row) or self._holds_as_before(key, old):
            return
        first, last = max(first_day(old), self.on), last_day(old)
        if first > last:
            return
        others = [(of, each) for of, each in self.of.get(key[:3], ()) if not _is_closed(each.row)]
        starts = {first} | {
            day
            for _, each in others
            for day in (first_day(each), _day_after(last_day(each)))
            if day is not None and first < day <= last
        }
        in_turn = sorted(starts)
        ends = [*(day - _DAY for day in in_turn[1:]), last]
        found: list[tuple[Paid, date, date]] = []
        for start, through in zip(in_turn, ends, strict=True):
            instead = self._dearer(key, old, others, start)
            if instead is None:
                continue
            if found and found[-1][0].row == instead.row and found[-1][2] == start - _DAY:
                found[-1] = instead, found[-1][1], through
            else:
                found.append((instead, start, through))
        for instead, start, through in found:
            since, until = open_days(start, through)
            yield PriceChange(
                kind=PriceChangeKind.DEARER,
                old=old,
                new=instead,
                valid_from=since,
                valid_through=until,
                is_instead=True,
            )

    def _holds_as_before(self, key: Key, old: Paid) -> bool:
        # Most prices keep their days. To go through all the others of their kind takes time in
        # proportion to the square of how many periods there are.
        same_days = self.by_days.get((key, first_day(old), last_day(old)), ())
        if any(_keeps(old.row, each.row) for each in same_days):
            return True
        return any(
            first_day(each) <= max(first_day(old), self.on)
            and last_day(each) >= last_day(old)
            and _keeps(old.row, each.row)
            for each in self.paid.get(key, ())
        )

    def _dearer(
        self, key: Key, old: Paid, others: Sequence[tuple[Key, Paid]], on: date
    ) -> Paid | None:
        """Return the lowest price that is left on the day *on*, if each is above *old*.

        Without one on that day, what may be paid on a later day is what is left.
        """
        row = old.row
        today = [each for each in others if _is_payable(each[1].row) and _holds(each[1], on)]
        if any(of == key and _keeps(row, each.row) for of, each in today):
            return None
        usable = [
            each.row
            for _, each in today or others
            if (today or last_day(each) >= on)
            and row.size % each.row.size == 0
            and (row.early_bird or not each.row.early_bird)
            and (row.basis is each.row.basis or row.basis is Basis.COHORT)
            and _is_as_easy(row, each.row)
        ]
        lowest: Paid | None = None
        for other in usable:
            paid = self._instead(old, other)
            apart = difference(old.purchase, paid.purchase)
            if (apart.gross or apart.net or 0) <= 0:
                return None
            if lowest is None or _compared(paid) < _compared(lowest):
                lowest = paid
        return lowest

    def _instead(self, old: Paid, other: PriceRow) -> Paid:
        """Return what the learners of *old* come to at the price *other*."""
        rate = rate_in_force(price_list(self.new).rates.get(other.vat_code, ()), self.on)
        size = old.row.size
        whole = bought(other, self.new, self.on, size // other.size)
        if old.row.basis is Basis.COHORT:
            return Paid(other, rate, share_of(whole, size), whole, size, is_for_cohort=True)
        group = bought(other, self.new, self.on, old.learners)
        return Paid(other, rate, whole, group, old.learners)


def _compared(paid: Paid) -> Pence:
    """Return by what the lowest of several prices is found."""
    once = paid.purchase
    return (once.gross if once.gross is not None else once.net) or 0


def _is_payable(row: PriceRow) -> bool:
    """Whether there are announced days on which it can be paid."""
    return row.announced and not _is_closed(row)


def _is_closed(row: PriceRow) -> bool:
    return row.window is not None and row.window.status is IntakeStatus.CLOSED


def _holds(paid: Paid, on: date) -> bool:
    return first_day(paid) <= on <= last_day(paid)


def _keeps(old: PriceRow, new: PriceRow) -> bool:
    """Whether *new*, which is for the same, can be had by all who could have *old*."""
    return _is_payable(new) and _is_as_easy(old, new)


def _is_as_easy(old: PriceRow, new: PriceRow) -> bool:
    """Whether whoever applied in time for *old* is in time for *new* without paying by then."""
    if new.earned_by is not EarnedBy.PAYMENT or old.earned_by is EarnedBy.PAYMENT:
        return True
    last_payment = new.window.final_payment_on if new.window else None
    return None not in (new.until, last_payment) and new.until >= last_payment  # type: ignore[operator]


def _day_after(day: date) -> date | None:
    return None if day == date.max else day + _DAY


class Purchases:
    """What a catalogue has to buy, to look up what is left where a price is gone."""

    def __init__(self, catalogue: Catalogue, on: date) -> None:
        self.catalogue, self.on = catalogue, on
        self.lowest: dict[Purchase, dict[Hashable, PriceRow]] = {}
        for row in price_list(catalogue).rows:
            purchase = row.qualification, row.intake, row.category
            alike = self.lowest.setdefault(purchase, {})
            key = row.early_bird, row.size, row.includes_vat, row.vat_code
            if key not in alike or row.price < alike[key].price:
                alike[key] = row

    def instead_of(self, gone: Paid, purchase: Purchase) -> list[list[Amounts]]:
        """Return what as many learners come to by each price that is left in place of *gone*.

        *purchase* is what *gone* was for, by the names of today.

        An early bird leaves the standard price, a cohort fee as many individual fees or other
        cohorts, an individual fee a whole cohort. Where nothing is left for its category, there is
        a list for each other category that is.
        """
        qualification, intake, _ = purchase
        own = self._usable(gone, purchase)
        if purchase in self.lowest:
            return [own]
        return [
            self._usable(gone, (qualification, intake, other))
            for other in self.catalogue.categories
            if (qualification, intake, other) in self.lowest
        ]

    def _usable(self, gone: Paid, purchase: Purchase) -> list[Amounts]:
        row = gone.row
        return [
            bought(other, self.catalogue, self.on, -(-row.size // other.size))
            for other in self.lowest.get(purchase, {}).values()
            if row.early_bird or not other.early_bird
        ]
