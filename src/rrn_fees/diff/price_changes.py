"""What became of a price between two catalogues, and by how much. Pure.

Amounts are whole pence, days include both ends.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from rrn_fees.catalogue.model import VatRate
from rrn_fees.diff.moved_names import MovedName
from rrn_fees.money import WHOLE, Pence, Percent, percent_change
from rrn_fees.pricing.price_list import Basis, PriceRow


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


class Differences(NamedTuple):
    """What is paid after the change less what was paid before."""

    one: Difference
    """For one learner."""
    group: Difference


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

    @property
    def differences(self) -> Differences | None:
        """Both; None where there is nothing to compare with."""
        one, group = self.one, self.group
        return Differences(one, group) if one and group else None


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
