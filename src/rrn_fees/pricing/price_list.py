"""The catalogue flattened: one row per price that can be paid, with its validity.

`list` prints the rows, `price` looks up in the offers that they are grouped in. What is asked about
is made and nothing else: a fee schedule for every intake has as many prices as there are intakes,
and a quote needs those of one. Amounts are whole pence, windows include both ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from rrn_fees.catalogue.model import (
    AccountCode,
    Catalogue,
    CategoryId,
    Cohort,
    EarlyBird,
    EarnedBy,
    FeeSchedule,
    IntakeId,
    IntakeStatus,
    Qualification,
    QualificationId,
    SourceId,
    VatCode,
    VatRate,
)
from rrn_fees.catalogue.schedules import Period, schedules_of
from rrn_fees.deadlines.windows import IntakeWindow, Windows, early_bird_until
from rrn_fees.money import Pence, Percent, less_percent


class Basis(StrEnum):
    """What one price buys: a place for one learner, or places for a whole cohort."""

    INDIVIDUAL = "individual"
    COHORT = "cohort"


FEE_NAMES = {Basis.INDIVIDUAL: "individual fee", Basis.COHORT: "cohort fee", None: "fee"}
"""What a price on a basis, or on any, is called in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRow:
    """One price, for one category, on one basis, with what it depends on."""

    qualification: QualificationId
    title: str
    window: IntakeWindow | None
    """The intake it is for; None where the qualification has none."""
    category: CategoryId
    basis: Basis
    early_bird: bool
    size: int
    """How many learners one price covers: 1, or the cohort's size."""
    price: Pence
    """As printed: with VAT if `includes_vat`, else without."""
    percent_off: Percent | None
    """The per cent that gives the early-bird price, where it is not printed."""
    until: date | None
    """The last day on which an early-bird price is earned, if announced."""
    earned_by: EarnedBy | None
    """Whose date earns an early-bird price; None for a standard one."""
    includes_vat: bool
    vat_code: VatCode
    valid_from: date | None
    """The first day on which it can be had, if it has one."""
    valid_through: date | None
    """The last day on which it can be had, as far as announced."""
    announced: bool
    """False: its intake's dates, or its early bird's deadline, were never announced."""
    schedule: str
    """The path of its fee schedule within the catalogue."""
    source: SourceId
    account_code: AccountCode | None = None
    """The code of the account to which it is booked, if the catalogue has one."""

    def __hash__(self) -> int:
        """Hash what tells the rows of a price list apart, and not all of their fields."""
        return hash((self.schedule, self.category, self.basis, self.early_bird))

    @property
    def can_be_had(self) -> bool:
        """Whether there is a day on which it can be had, as far as is known."""
        first, last = self.valid_from, self.valid_through
        return first is None or last is None or first <= last

    def may_be_paid_from(self, on: date) -> bool:
        """Whether nothing that is known rules out that it is paid on a day from *on* on."""
        is_closed = self.window is not None and self.window.status is IntakeStatus.CLOSED
        is_over = self.valid_through is not None and self.valid_through < on
        return not (is_closed or is_over)

    def can_be_paid_from(self, on: date) -> bool:
        """Whether it can be paid on a day from *on* on, by dates that are announced."""
        return self.announced and self.may_be_paid_from(on)

    @property
    def intake(self) -> IntakeId | None:
        """The identifier of its intake, if it has one."""
        return self.window.intake if self.window else None

    @property
    def intake_status(self) -> IntakeStatus | None:
        """What the page says of its intake, if it has one."""
        return self.window.status if self.window else None


class EarlyOffer(NamedTuple):
    """The early-bird prices of an offer, and the day through which they are earned."""

    individual: PriceRow | None
    cohort: PriceRow | None
    until: date | None
    """None: not announced."""
    earned_by: EarnedBy


class Offer(NamedTuple):
    """What one category may pay under one fee schedule, for one intake."""

    individual: PriceRow | None
    cohort: PriceRow | None
    early: EarlyOffer | None

    def rows(self) -> Iterator[PriceRow]:
        """Yield every price of the offer, standard before early bird."""
        early = (self.early.individual, self.early.cohort) if self.early else ()
        for row in (self.individual, self.cohort, *early):
            if row is not None:
                yield row


class Terms:
    """A fee schedule as it stands for one intake; an offer is made when it is asked for."""

    __slots__ = ("_fees", "_made", "_of", "_window", "schedule", "source", "vat_code", "vat_reason")

    def __init__(self, of: QualificationPrices, at: int, window: IntakeWindow | None) -> None:
        fees = of.qualification.fees[at]
        self._of, self._fees, self._window = of, fees, window
        self._made: dict[str, Offer | None] = {}
        self.schedule = f"qualifications.{of.name}.fees[{at}]"
        """Its path within the catalogue."""
        self.vat_code: VatCode = fees.vat
        self.vat_reason: str | None = fees.vat_reason
        self.source: SourceId = fees.source

    def offer(self, category: CategoryId) -> Offer | None:
        """Return what *category* may pay; None if it is given no price."""
        if category not in self._made:
            rows = OfferRows(
                self._of.name,
                self._of.qualification.title,
                self._of.qualification.account_code,
                self._window,
                category,
                self._fees,
                self.schedule,
            )
            self._made[category] = rows.offer()
        return self._made[category]

    def categories(self) -> list[CategoryId]:
        """Return who is given a price, in the order of the catalogue."""
        return self._of.priced_by(self._fees)

    def rows(self, category: CategoryId) -> Iterator[PriceRow]:
        """Yield the prices of *category* that there is a day for."""
        offer = self.offer(category)
        if offer is not None:
            yield from (row for row in offer.rows() if row.can_be_had)


class Unpublished(NamedTuple):
    """A price that one might ask for and that nobody published."""

    qualification: QualificationId
    title: str
    basis: Basis | None
    """None: no fee at all."""
    category: CategoryId | None
    """None: no category."""


class QualificationPrices:
    """The prices of one qualification, and the ways to look one up."""

    def __init__(
        self,
        catalogue: Catalogue,
        name: QualificationId,
        categories: Mapping[CategoryId, int],
        rates: Mapping[VatCode, tuple[VatRate, ...]],
    ) -> None:
        self.name = name
        self.qualification: Qualification = catalogue.qualifications[name]
        self._categories = categories
        """Those of the catalogue, by which they are put in order."""
        self.rates = rates
        """Those of the whole list."""
        self._schedules = schedules_of(catalogue, name)
        self._terms: dict[tuple[int, IntakeId | None], Terms] = {}
        self._in_force: dict[tuple[IntakeId | None, Period], list[Terms]] = {}
        self._has_early_bird: dict[IntakeId | None, bool] = {}

    @cached_property
    def windows(self) -> Windows:
        """Its intakes."""
        return Windows(self.qualification.intakes)

    @cached_property
    def published(self) -> Mapping[CategoryId, frozenset[Basis]]:
        """By category: the bases on which some fee schedule has a price."""
        found: dict[CategoryId, set[Basis]] = {}
        for schedule in self.qualification.fees:
            for category in self.priced_by(schedule):
                bases = found.setdefault(category, set())
                bases |= {Basis.INDIVIDUAL} if category in schedule.individual else set()
                bases |= {Basis.COHORT} if category in _cohort_prices(schedule) else set()
        return {category: frozenset(bases) for category, bases in found.items()}

    def in_force(self, intake: IntakeId | None, on: date) -> list[Terms]:
        """Return the fee schedules that hold on the day *on*: one, unless something is amiss."""
        key = intake, self._schedules.period(intake, on)
        found = self._in_force.get(key)
        if found is None:
            places = self._schedules.in_force(intake, on)
            found = self._in_force[key] = [self._terms_of(at, intake) for at in places]
        return found

    def _terms_of(self, at: int, intake: IntakeId | None) -> Terms:
        """Return a fee schedule for an intake, and keep it for the next who asks about it."""
        terms = self._terms.get((at, intake))
        if terms is None:
            window = None if intake is None else self.windows.by_intake[intake]
            terms = self._terms[at, intake] = Terms(self, at, window)
        return terms

    def priced_by(self, schedule: FeeSchedule) -> list[CategoryId]:
        """Return the categories that *schedule* gives a price, in the order of the catalogue."""
        given = schedule.individual.keys() | _cohort_prices(schedule).keys()
        return sorted(given & self._categories.keys(), key=self._categories.__getitem__)

    @property
    def rows(self) -> Iterator[PriceRow]:
        """Every price that there is a day for: intake by intake, then category by category.

        Made anew each time and not kept: there may be more of them than there is room for.
        """
        for window in self.windows.in_order or (None,):
            yield from self._rows_for(window)

    def has_early_bird(self, intake: IntakeId | None) -> bool:
        """Return whether an early-bird price is printed for *intake*, or for any if that is None.

        One that there is no day for is not counted.
        """
        if intake not in self._has_early_bird:
            self._has_early_bird[intake] = any(
                row.early_bird
                for at, schedule in enumerate(self.qualification.fees)
                if schedule.early_bird is not None
                for window in self._windows_of(schedule, intake)
                for terms in [Terms(self, at, window)]
                for category in terms.categories()
                for row in terms.rows(category)
            )
        return self._has_early_bird[intake]

    def _windows_of(
        self, schedule: FeeSchedule, only: IntakeId | None
    ) -> Sequence[IntakeWindow | None]:
        """Return the intakes that *schedule* is for, or none of them but *only*."""
        if only is not None:
            return [self.windows.by_intake[only]] if schedule.holds_for(only) else []
        if not schedule.intakes:
            return self.windows.in_order or (None,)
        return [self.windows.by_intake[name] for name in dict.fromkeys(schedule.intakes)]

    def _rows_for(self, window: IntakeWindow | None) -> Iterator[PriceRow]:
        by_category: dict[CategoryId, list[Terms]] = {}
        for terms in self._held_for(window):
            for category in terms.categories():
                by_category.setdefault(category, []).append(terms)
        for category in sorted(by_category, key=self._categories.__getitem__):
            for terms in by_category[category]:
                yield from terms.rows(category)

    def _held_for(self, window: IntakeWindow | None) -> Iterator[Terms]:
        for at in self._schedules.held_for(window.intake if window else None):
            yield Terms(self, at, window)

    @cached_property
    def unpublished(self) -> tuple[Unpublished, ...]:
        """What of it one might ask for and nobody published."""
        return tuple(self._unpublished())

    def _unpublished(self) -> Iterator[Unpublished]:
        if not self.published:
            yield self._gap(None)
            return
        for basis in Basis:
            lacking = [
                category
                for category in self._categories
                if basis not in self.published.get(category, ())
            ]
            if len(lacking) == len(self._categories):
                yield self._gap(basis)
            else:
                yield from (self._gap(basis, category) for category in lacking)

    def _gap(self, basis: Basis | None, category: CategoryId | None = None) -> Unpublished:
        return Unpublished(
            qualification=self.name,
            title=self.qualification.title,
            basis=basis,
            category=category,
        )


class PriceList:
    """Every price of a catalogue, qualification by qualification."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._categories = {category: at for at, category in enumerate(catalogue.categories)}
        self._of: dict[QualificationId, QualificationPrices] = {}
        self.rates: Mapping[VatCode, tuple[VatRate, ...]] = {
            code: tuple(sorted(rates, key=lambda rate: rate.valid_from))
            for code, rates in catalogue.vat.rates.items()
        }
        """By VAT code: its rates, the earliest first."""

    def of(self, qualification: QualificationId) -> QualificationPrices:
        """Return the prices of one qualification."""
        found = self._of.get(qualification)
        if found is None:
            found = QualificationPrices(
                self._catalogue, qualification, self._categories, self.rates
            )
            self._of[qualification] = found
        return found

    @property
    def rows(self) -> Iterator[PriceRow]:
        """Every price that there is a day for; made anew each time and not kept."""
        for name in self._catalogue.qualifications:
            yield from self.of(name).rows

    @property
    def unpublished(self) -> Iterator[Unpublished]:
        """What one might ask for and nobody published."""
        for name in self._catalogue.qualifications:
            yield from self.of(name).unpublished


@lru_cache(maxsize=16)
def price_list(catalogue: Catalogue) -> PriceList:
    """Return the prices of *catalogue*: they depend on nothing else, and are kept once made."""
    return PriceList(catalogue)


def _cohort_prices(schedule: FeeSchedule) -> Mapping[CategoryId, Pence]:
    return schedule.cohort.prices if isinstance(schedule.cohort, Cohort) else {}


class OfferRows(NamedTuple):
    """Makes the rows of one offer: what they share, said once."""

    name: QualificationId
    title: str
    account_code: AccountCode | None
    window: IntakeWindow | None
    category: CategoryId
    schedule: FeeSchedule
    path: str

    def offer(self) -> Offer | None:
        """Return all prices of the category; None if it is given none."""
        schedule = self.schedule
        single = self._printed(Basis.INDIVIDUAL, 1, schedule.individual.get(self.category))
        group = None
        if isinstance(cohort := schedule.cohort, Cohort):
            group = self._printed(Basis.COHORT, cohort.size, cohort.prices.get(self.category))
        if single is None and group is None:
            return None
        early = self._early(schedule.early_bird, single, group) if schedule.early_bird else None
        return Offer(individual=single, cohort=group, early=early)

    def _early(
        self, early: EarlyBird, single: PriceRow | None, group: PriceRow | None
    ) -> EarlyOffer | None:
        # Beside printed prices a per cent is only a check.
        percent_off = None if early.individual or early.cohort else early.percent
        until = early_bird_until(early, self.window)

        def row(standard: PriceRow | None, prices: Mapping[CategoryId, Pence]) -> PriceRow | None:
            if standard is None:
                return None
            if percent_off is None:
                price = prices.get(self.category)
            else:
                price = less_percent(standard.price, percent_off)
            if price is None:
                return None
            return replace(
                standard,
                early_bird=True,
                price=price,
                percent_off=percent_off,
                until=until,
                earned_by=early.earned_by,
                valid_through=_earliest([standard.valid_through, until]),
                announced=standard.announced and until is not None,
            )

        individual, cohort = row(single, early.individual), row(group, early.cohort)
        if individual is None and cohort is None:
            return None
        return EarlyOffer(
            individual=individual, cohort=cohort, until=until, earned_by=early.earned_by
        )

    def _printed(self, basis: Basis, size: int, price: Pence | None) -> PriceRow | None:
        return None if price is None else self.row(basis, size, price)

    def row(self, basis: Basis, size: int, price: Pence) -> PriceRow:
        """Return a standard price under the fee schedule, whether that prints it or not."""
        window, schedule = self.window, self.schedule
        return PriceRow(
            qualification=self.name,
            title=self.title,
            window=window,
            category=self.category,
            basis=basis,
            early_bird=False,
            size=size,
            price=price,
            percent_off=None,
            until=None,
            earned_by=None,
            includes_vat=schedule.prices_include_vat,
            vat_code=schedule.vat,
            valid_from=_latest([schedule.valid_from, window.opens_on if window else None]),
            valid_through=_earliest([schedule.valid_through, window.last_day if window else None]),
            announced=window is None
            or window.status is IntakeStatus.CLOSED
            or (window.scheduled and window.last_day is not None),
            schedule=self.path,
            source=schedule.source,
            account_code=self.account_code,
        )


def _latest(days: Sequence[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)


def _earliest(days: Sequence[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)
