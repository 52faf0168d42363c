"""What a change of the catalogue does to prices: two price lists, compared row by row. Pure.

Rows are compared by what they are for and by the days on which they hold, never by their place in
the file. Amounts are whole pence, days include both ends.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain, pairwise, zip_longest
from typing import NamedTuple

from rrn_fees.catalogue.model import WITHOUT_VAT, Catalogue, EarnedBy, IntakeStatus, VatRate
from rrn_fees.diff.moved_names import MovedName, MovedNames
from rrn_fees.diff.multiset import multiset_difference
from rrn_fees.diff.renames import Purchase, Renames
from rrn_fees.money import WHOLE, Pence, Percent, RoundingMode, divide, percent_change
from rrn_fees.pricing.price_list import Basis, PriceRow, price_list
from rrn_fees.pricing.vat import Charge, lines_with_vat, rate_in_force

_DAY = timedelta(days=1)


class PriceChangeKind(StrEnum):
    """What became of a price."""

    DEARER = "dearer"
    CHEAPER = "cheaper"
    NOT_COMPARABLE = "not-comparable"
    """One is printed with VAT, the other without, and no rate is in force to compare them by."""
    NEW = "new"
    GONE = "gone"


class Amounts(NamedTuple):
    """What is paid; None where no rate of VAT is in force to tell."""

    net: Pence | None
    vat: Pence | None
    gross: Pence | None


class Difference(NamedTuple):
    """What is paid after the change less what was paid before; None where either is unknown."""

    net: Pence | None
    gross: Pence | None
    net_percent: Percent | None
    """In hundredths of a per cent of what it was, half-up; None where that was nothing."""
    gross_percent: Percent | None


@dataclass(frozen=True, slots=True)
class Paid:
    """What a row of a price list comes to under the rate of VAT of one day."""

    row: PriceRow
    rate: VatRate | None
    """None: it carries no VAT, or no rate is in force."""
    one: Amounts
    """For one learner; of a cohort each one's share, half-up to the penny."""
    group: Amounts
    """For the group; of a cohort the whole of it."""
    learners: int
    """How many learners the group has."""
    is_for_cohort: bool = False
    """Whether it is paid for a whole cohort, whatever the basis of the row."""

    @property
    def purchase(self) -> Amounts:
        """What buying it once comes to: one learner's place, or the whole cohort's."""
        is_whole = self.is_for_cohort or self.row.basis is Basis.COHORT
        return self.group if is_whole else self.one

    @property
    def is_known_with_vat(self) -> bool:
        """Whether it can be told what it comes to both without and with VAT."""
        return None not in self.purchase


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceChange:
    """What became of one price, on the days from *valid_from* through *valid_through*."""

    kind: PriceChangeKind
    old: Paid | None
    new: Paid | None
    valid_from: date | None
    valid_through: date | None
    is_instead: bool = False
    """Whether *new* is another price, which is what is left on days on which *old* was paid."""
    names: tuple[MovedName, ...] = ()
    """By which names *new* is another price: they stood for what *old* is for."""

    @property
    def is_of_one_price(self) -> bool:
        """Whether *old* and *new* are one price before and after, and not another in its place."""
        return not (self.is_instead or self.names)

    @property
    def at(self) -> Paid:
        """What there is now, or was if it is gone."""
        paid = self.new or self.old
        assert paid is not None  # noqa: S101 - there is one of the two
        return paid

    @property
    def row(self) -> PriceRow:
        """The row of the price list that it is about."""
        if self.is_instead and self.old and self.new:
            was = self.old.row
            return replace(self.new.row, basis=was.basis, early_bird=was.early_bird, size=was.size)
        return self.at.row

    @property
    def one(self) -> Difference | None:
        """The difference for one learner; None where there is nothing to compare with."""
        return difference(self.old.one, self.new.one) if self.old and self.new else None

    @property
    def group(self) -> Difference | None:
        """The difference for the group; None where there is nothing to compare with."""
        return difference(self.old.group, self.new.group) if self.old and self.new else None


def difference(old: Amounts, new: Amounts) -> Difference:
    """Return how far *new* is from *old*, as far as both are known."""
    net, net_percent = _apart(old.net, new.net)
    gross, gross_percent = _apart(old.gross, new.gross)
    return Difference(net, gross, net_percent, gross_percent)


def _apart(old: Pence | None, new: Pence | None) -> tuple[Pence | None, Percent | None]:
    if old is None or new is None:
        return None, None
    return new - old, percent_change(old, new)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How much dearer a price may become; without either figure, no dearer at all."""

    percent: Percent | None = None
    """In hundredths of a per cent of what it was."""
    amount: Pence | None = None
    """For each learner."""

    def is_passed(self, old: Amounts, new: Amounts, learners: int) -> bool:
        """Whether what so many *learners* pay rose by more, without VAT or with it."""
        return any(
            self._is_passed(before, after, learners)
            for before, after in ((old.net, new.net), (old.gross, new.gross))
            if before is not None and after is not None
        )

    def _is_passed(self, old: Pence, new: Pence, learners: int) -> bool:
        if self.percent is not None:
            return (new - old) * WHOLE > self.percent * old
        return new - old > (self.amount or 0) * learners


NO_DEARER = Limit()

Key = tuple[str, str | None, str, Basis, bool, int]
"""Qualification, intake, category, basis, whether it is an early bird's, and size."""
Days = tuple[date | None, date | None]
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
    left = _Left(new, on, are)
    changes = [*_changes(were, are, left)]
    for names, named_were, named_are in _by_moved_names(old, new, renames, were, left):
        of_names = _changes(named_were, named_are, left)
        changes += (replace(each, names=names) for each in of_names)
    return tuple(changes)


def _changes(
    were: Mapping[Key, Sequence[Paid]], are: Mapping[Key, Sequence[Paid]], left: _Left
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
    left: _Left,
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


class _Left:
    """What is left to pay in the new catalogue on the days on which an old price was paid."""

    def __init__(self, new: Catalogue, on: date, paid: Mapping[Key, Sequence[Paid]]) -> None:
        self.new, self.on, self.paid = new, on, paid
        self.of: dict[Purchase, list[tuple[Key, Paid]]] = {}
        self.by_days: dict[tuple[Key, date, date], list[Paid]] = {}
        for key, prices in paid.items():
            self.of.setdefault(key[:3], []).extend((key, each) for each in prices)
            for each in prices:
                self.by_days.setdefault((key, _first(each), _last(each)), []).append(each)

    def dearer_on_days(self, key: Key, old: Paid) -> Iterator[PriceChange]:
        """Yield the days from *on* on that have only a dearer price than *old*, which is *key*'s.

        On days on which the price itself is still paid, the two are compared already.
        """
        if not _is_payable(old.row) or self._holds_as_before(key, old):
            return
        first, last = max(_first(old), self.on), _last(old)
        if first > last:
            return
        others = [(of, each) for of, each in self.of.get(key[:3], ()) if not _is_closed(each.row)]
        starts = {first} | {
            day
            for _, each in others
            for day in (_first(each), _day_after(_last(each)))
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
            since, until = _days(start, through)
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
        same_days = self.by_days.get((key, _first(old), _last(old)), ())
        if any(_keeps(old.row, each.row) for each in same_days):
            return True
        return any(
            _first(each) <= max(_first(old), self.on)
            and _last(each) >= _last(old)
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
            if (today or _last(each) >= on)
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
        whole = _bought(other, self.new, self.on, size // other.size)
        if old.row.basis is Basis.COHORT:
            return Paid(other, rate, _share(whole, size), whole, size, is_for_cohort=True)
        group = _bought(other, self.new, self.on, old.learners)
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
    return _first(paid) <= on <= _last(paid)


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
            _bought(other, self.catalogue, self.on, -(-row.size // other.size))
            for other in self.lowest.get(purchase, {}).values()
            if row.early_bird or not other.early_bird
        ]


def _by_key(
    catalogue: Catalogue, on: date, learners: int, renames: Renames
) -> dict[Key, list[Paid]]:
    """Return what each row comes to, by what the row is for."""
    found: dict[Key, list[Paid]] = {}
    for row in price_list(catalogue).rows:
        key = *renames.purchase(row), row.basis, row.early_bird, row.size
        found.setdefault(key, []).append(_paid(row, catalogue, on, learners))
    return found


def _paid(row: PriceRow, catalogue: Catalogue, on: date, learners: int) -> Paid:
    rate = rate_in_force(price_list(catalogue).rates.get(row.vat_code, ()), on)

    if row.basis is Basis.COHORT:
        whole = _bought(row, catalogue, on, 1)
        return Paid(row, rate, _share(whole, row.size), whole, row.size)
    one, group = (_bought(row, catalogue, on, quantity) for quantity in (1, learners))
    return Paid(row, rate, one, group, learners)


def _bought(row: PriceRow, catalogue: Catalogue, on: date, quantity: int) -> Amounts:
    rate = rate_in_force(price_list(catalogue).rates.get(row.vat_code, ()), on)
    if rate is None and row.vat_code not in WITHOUT_VAT:
        printed = row.price * quantity
        return Amounts(None, None, printed) if row.includes_vat else Amounts(printed, None, None)
    [line] = lines_with_vat([Charge(row, quantity, rate)], catalogue.vat.rounding)
    return Amounts(line.net, line.vat, line.gross)


def _share(whole: Amounts, learners: int) -> Amounts:
    """Return what each of *learners* pays: net and gross half-up, VAT what lies between them."""
    net, gross = (
        None if amount is None else divide(amount, learners, RoundingMode.HALF_UP)
        for amount in (whole.net, whole.gross)
    )
    return Amounts(net, None if net is None or gross is None else gross - net, gross)


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
    return _first(paid), _last(paid), paid.row.price


def _in_turn(prices: Sequence[Paid]) -> bool:
    """Whether no two of them hold on the same day."""
    return all(_last(paid) < _first(following) for paid, following in pairwise(prices))


def _overlaps(old: Sequence[Paid], new: Sequence[Paid]) -> Iterator[tuple[Paid, Paid, Days]]:
    """Yield each two that share days, with those days; both lists are in turn."""
    was = now = 0
    while was < len(old) and now < len(new):
        before, after = old[was], new[now]
        first = max(_first(before), _first(after))
        last = min(_last(before), _last(after))
        if first <= last:
            yield before, after, _days(first, last)
        if _last(before) <= _last(after):
            was += 1
        else:
            now += 1


def _validity(paid: Paid | None) -> Days:
    return (paid.row.valid_from, paid.row.valid_through) if paid else (None, None)


def _first(paid: Paid) -> date:
    return paid.row.valid_from or date.min


def _last(paid: Paid) -> date:
    return paid.row.valid_through or date.max


def _days(first: date, last: date) -> Days:
    return None if first == date.min else first, None if last == date.max else last
