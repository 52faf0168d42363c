"""The catalogue flattened, once: one row per price that can be paid, with its validity.

`list` prints the rows, `price` looks up in the offers that they are grouped in. Amounts are whole
pence, windows include both ends.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from rrn_fees.catalogue.model import (
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
    WeeksBeforeStart,
    known_date,
)
from rrn_fees.money import Pence, less_percent
from rrn_fees.windows import IntakeWindow, in_order, window_of


class Basis(StrEnum):
    """What one price buys: a place for one learner, or places for a whole cohort."""

    INDIVIDUAL = "individual"
    COHORT = "cohort"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PriceRow:
    """One price, for one category, on one basis, with what it hangs on. Equal to itself alone."""

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
    derived_from: Pence | None
    """The standard price, where a per cent and not a print gives the early-bird price."""
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

    @property
    def intake(self) -> IntakeId | None:
        """The identifier of its intake, if it has one."""
        return self.window.intake if self.window else None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyOffer:
    """The early-bird prices of an offer, and the day through which they are earned."""

    individual: PriceRow | None
    cohort: PriceRow | None
    until: date | None
    """None: not announced."""
    earned_by: EarnedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What one category may pay for one intake under one fee schedule."""

    valid_from: date | None
    valid_through: date | None
    individual: PriceRow | None
    cohort: PriceRow | None
    early: EarlyOffer | None
    vat_code: VatCode
    vat_reason: str | None
    source: SourceId

    def in_force(self, on: date) -> bool:
        """Return whether the fee schedule holds on the day *on*."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_through is None or on <= self.valid_through
        )

    def rows(self) -> Iterator[PriceRow]:
        """Yield every price of the offer, standard before early bird."""
        early = (self.early.individual, self.early.cohort) if self.early else ()
        for row in (self.individual, self.cohort, *early):
            if row is not None:
                yield row


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpublished:
    """A price that one might ask for and that nobody published."""

    qualification: QualificationId
    title: str
    basis: Basis | None
    """None: no fee at all."""
    category: CategoryId | None
    """None: no category."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PriceList:
    """Every price of a catalogue, and the ways to look one up."""

    rows: tuple[PriceRow, ...]
    unpublished: tuple[Unpublished, ...]
    offers: Mapping[tuple[str, str | None, str], tuple[Offer, ...]]
    """By qualification, intake (None where it has none) and category: one per fee schedule."""
    windows: Mapping[str, tuple[IntakeWindow, ...]]
    """By qualification: its intakes, the earliest start first."""
    published: Mapping[tuple[str, str], frozenset[Basis]]
    """By qualification and category: the bases on which some fee schedule has a price."""
    rates: Mapping[str, tuple[VatRate, ...]]
    """By VAT code: its rates, the latest first."""


@lru_cache(maxsize=16)
def price_list(catalogue: Catalogue) -> PriceList:
    """Flatten *catalogue*; the result depends on nothing else, and is kept for the next call."""
    offers: dict[tuple[str, str | None, str], tuple[Offer, ...]] = {}
    windows: dict[str, tuple[IntakeWindow, ...]] = {}
    for name, qualification in catalogue.qualifications.items():
        in_turn = sorted(
            (window_of(intake, of) for intake, of in qualification.intakes.items()), key=in_order
        )
        windows[name] = tuple(in_turn)
        for window in windows[name] or (None,):
            for category in catalogue.categories:
                found = tuple(_offers(name, qualification, window, category))
                if found:
                    offers[name, window.intake if window is not None else None, category] = found
    rows = tuple(row for found in offers.values() for offer in found for row in offer.rows())
    published = _published(rows)
    return PriceList(
        rows=rows,
        unpublished=tuple(_unpublished(catalogue, published)),
        offers=offers,
        windows=windows,
        published=published,
        rates={
            code: tuple(sorted(rates, key=lambda rate: rate.valid_from, reverse=True))
            for code, rates in catalogue.vat.rates.items()
        },
    )


def _offers(
    name: QualificationId,
    qualification: Qualification,
    window: IntakeWindow | None,
    category: CategoryId,
) -> Iterator[Offer]:
    for at, schedule in enumerate(qualification.fees):
        if schedule.intakes and (window is None or window.intake not in schedule.intakes):
            continue
        path = f"qualifications.{name}.fees[{at}]"
        offer = _Rows(name, qualification.title, window, category, schedule, path).offer()
        if offer is not None:
            yield offer


@dataclass(frozen=True, slots=True)
class _Rows:
    """Makes the rows of one offer: what they share, said once."""

    name: QualificationId
    title: str
    window: IntakeWindow | None
    category: CategoryId
    schedule: FeeSchedule
    path: str

    def offer(self) -> Offer | None:
        schedule = self.schedule
        cohort = schedule.cohort if isinstance(schedule.cohort, Cohort) else None
        size = cohort.size if cohort else 1
        single = self._row(Basis.INDIVIDUAL, 1, schedule.individual.get(self.category))
        group = self._row(Basis.COHORT, size, cohort.prices.get(self.category) if cohort else None)
        early = self._early(schedule.early_bird, single, group) if schedule.early_bird else None
        if single is None and group is None and early is None:
            return None
        return Offer(
            valid_from=schedule.valid_from,
            valid_through=schedule.valid_through,
            individual=single,
            cohort=group,
            early=early,
            vat_code=schedule.vat,
            vat_reason=schedule.vat_reason,
            source=schedule.source,
        )

    def _early(
        self, early: EarlyBird, single: PriceRow | None, group: PriceRow | None
    ) -> EarlyOffer | None:
        printed = bool(early.individual or early.cohort)
        until = _deadline(early, self.window)

        def row(standard: PriceRow | None, prices: Mapping[CategoryId, Pence]) -> PriceRow | None:
            if standard is None:
                return None
            price = prices.get(self.category)
            if printed or early.percent is None:
                return self._row(standard.basis, standard.size, price, early=True, until=until)
            derived = less_percent(standard.price, early.percent)
            return self._row(
                standard.basis,
                standard.size,
                derived,
                early=True,
                until=until,
                derived_from=standard.price,
            )

        individual, cohort = row(single, early.individual), row(group, early.cohort)
        if individual is None and cohort is None:
            return None
        return EarlyOffer(
            individual=individual, cohort=cohort, until=until, earned_by=early.earned_by
        )

    def _row(  # noqa: PLR0913 - the parts of a row that differ
        self,
        basis: Basis,
        size: int,
        price: Pence | None,
        *,
        early: bool = False,
        until: date | None = None,
        derived_from: Pence | None = None,
    ) -> PriceRow | None:
        if price is None:
            return None
        window, schedule = self.window, self.schedule
        opens = [schedule.valid_from, window.opens_on if window else None]
        closes = [schedule.valid_through, window.last_day if window else None, until]
        dated = window is None or (
            window.status is not IntakeStatus.SPECULATIVE and window.last_day is not None
        )
        closed = window is not None and window.status is IntakeStatus.CLOSED
        return PriceRow(
            qualification=self.name,
            title=self.title,
            window=window,
            category=self.category,
            basis=basis,
            early_bird=early,
            size=size,
            price=price,
            derived_from=derived_from,
            includes_vat=schedule.prices_include_vat,
            vat_code=schedule.vat,
            valid_from=_latest(opens),
            valid_through=_earliest(closes),
            announced=(dated or closed) and not (early and until is None),
            schedule=self.path,
            source=schedule.source,
        )


def _deadline(early: EarlyBird, window: IntakeWindow | None) -> date | None:
    """Return the last day of an early bird, None where it cannot be known yet."""
    if isinstance(early.until, WeeksBeforeStart):
        starts_on = window.starts_on if window else None
        return early.until.before(starts_on) if starts_on else None
    return known_date(early.until)


def _latest(days: Sequence[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)


def _earliest(days: Sequence[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _published(rows: Sequence[PriceRow]) -> dict[tuple[str, str], frozenset[Basis]]:
    found: dict[tuple[str, str], set[Basis]] = {}
    for row in rows:
        if not row.early_bird:
            found.setdefault((row.qualification, row.category), set()).add(row.basis)
    return {key: frozenset(bases) for key, bases in found.items()}


def _unpublished(
    catalogue: Catalogue, published: Mapping[tuple[str, str], frozenset[Basis]]
) -> Iterator[Unpublished]:
    for name, qualification in catalogue.qualifications.items():
        bases = [published.get((name, category), frozenset()) for category in catalogue.categories]

        def gap(
            basis: Basis | None,
            category: CategoryId | None = None,
            name: QualificationId = name,
            title: str = qualification.title,
        ) -> Unpublished:
            return Unpublished(qualification=name, title=title, basis=basis, category=category)

        if not any(bases):
            yield gap(None)
            continue
        for basis in Basis:
            lacking = [
                c for c, has in zip(catalogue.categories, bases, strict=True) if basis not in has
            ]
            if len(lacking) == len(bases):
                yield gap(basis)
            else:
                yield from (gap(basis, category) for category in lacking)
