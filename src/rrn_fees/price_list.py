"""The catalogue flattened, once: one row per price that can be paid, with its validity.

`list` prints the rows, `price` looks up in the offers that they are grouped in. Amounts are whole
pence, windows include both ends.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
    QualificationId,
    SourceId,
    VatCode,
    VatRate,
)
from rrn_fees.money import Pence, Percent, less_percent
from rrn_fees.windows import IntakeWindow, early_bird_until, in_order, window_of


class Basis(StrEnum):
    """What one price buys: a place for one learner, or places for a whole cohort."""

    INDIVIDUAL = "individual"
    COHORT = "cohort"


FEE_NAMES = {Basis.INDIVIDUAL: "individual fee", Basis.COHORT: "cohort fee", None: "fee"}
"""What a price on a basis, or on any, is called in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRow:
    """One price, for one category, on one basis, with what it hangs on."""

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

    def __hash__(self) -> int:
        """Hash what tells the rows of a price list apart, and not all fifteen fields."""
        return hash((self.schedule, self.category, self.basis, self.early_bird))

    @property
    def can_be_had(self) -> bool:
        """Whether there is a day on which it can be had, as far as is known."""
        first, last = self.valid_from, self.valid_through
        return first is None or last is None or first <= last

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A fee schedule as it stands for one intake."""

    schedule: str
    """Its path within the catalogue."""
    valid_from: date | None
    valid_through: date | None
    vat_code: VatCode
    vat_reason: str | None
    source: SourceId
    offers: Mapping[str, Offer]
    """By category."""


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
    terms: Mapping[tuple[str, str | None], tuple[Terms, ...]]
    """By qualification and intake (None where it has none): each fee schedule for it."""
    windows: Mapping[str, tuple[IntakeWindow, ...]]
    """By qualification: its intakes, the earliest start first."""
    published: Mapping[tuple[str, str], frozenset[Basis]]
    """By qualification and category: the bases on which some fee schedule has a price."""
    rates: Mapping[str, tuple[VatRate, ...]]
    """By VAT code: its rates, the latest first."""
    of: Mapping[str, "QualificationPrices"]
    """By qualification: its part of the list."""

    def in_force(self, qualification: str, intake: str | None, on: date) -> list[Terms]:
        """Return the fee schedules that hold on the day *on*: one, unless something is amiss."""
        return [
            terms
            for terms in self.terms[qualification, intake]
            if (terms.valid_from is None or terms.valid_from <= on)
            and (terms.valid_through is None or on <= terms.valid_through)
        ]


@dataclass(frozen=True, slots=True)
class QualificationPrices:
    """The rows of one qualification, and what of it nobody published."""

    rows: tuple[PriceRow, ...]
    unpublished: tuple[Unpublished, ...]


@lru_cache(maxsize=16)
def price_list(catalogue: Catalogue) -> PriceList:
    """Flatten *catalogue*; the result depends on nothing else, and is kept for the next call."""
    terms: dict[tuple[str, str | None], tuple[Terms, ...]] = {}
    windows: dict[str, tuple[IntakeWindow, ...]] = {}
    for name, qualification in catalogue.qualifications.items():
        in_turn = (window_of(intake, of) for intake, of in qualification.intakes.items())
        windows[name] = tuple(sorted(in_turn, key=in_order))
        for window in windows[name] or (None,):
            intake = window.intake if window is not None else None
            terms[name, intake] = tuple(_terms(catalogue, name, window))
    every = [
        row
        for held in terms.values()
        for category in catalogue.categories
        for schedule in held
        if category in schedule.offers
        for row in schedule.offers[category].rows()
    ]
    published = _published(every)
    unpublished = tuple(_unpublished(catalogue, published))
    rows = tuple(row for row in every if row.can_be_had)
    return PriceList(
        rows=rows,
        unpublished=unpublished,
        terms=terms,
        windows=windows,
        published=published,
        rates={
            code: tuple(sorted(rates, key=lambda rate: rate.valid_from, reverse=True))
            for code, rates in catalogue.vat.rates.items()
        },
        of=_by_qualification(catalogue, rows, unpublished),
    )


def _by_qualification(
    catalogue: Catalogue, rows: Sequence[PriceRow], unpublished: Sequence[Unpublished]
) -> dict[str, QualificationPrices]:
    rows_of: dict[str, list[PriceRow]] = {name: [] for name in catalogue.qualifications}
    gaps_of: dict[str, list[Unpublished]] = {name: [] for name in catalogue.qualifications}
    for row in rows:
        rows_of[row.qualification].append(row)
    for gap in unpublished:
        gaps_of[gap.qualification].append(gap)
    return {
        name: QualificationPrices(tuple(rows_of[name]), tuple(gaps_of[name])) for name in rows_of
    }


def _terms(
    catalogue: Catalogue, name: QualificationId, window: IntakeWindow | None
) -> Iterator[Terms]:
    qualification = catalogue.qualifications[name]
    for at, schedule in enumerate(qualification.fees):
        if not schedule.holds_for(window.intake if window else None):
            continue
        path = f"qualifications.{name}.fees[{at}]"
        offers = {}
        for category in catalogue.categories:
            rows = _Rows(name, qualification.title, window, category, schedule, path)
            offer = rows.offer()
            if offer is not None:
                offers[category] = offer
        yield Terms(
            schedule=path,
            valid_from=schedule.valid_from,
            valid_through=schedule.valid_through,
            vat_code=schedule.vat,
            vat_reason=schedule.vat_reason,
            source=schedule.source,
            offers=offers,
        )


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
        return Offer(individual=single, cohort=group, early=early)

    def _early(
        self, early: EarlyBird, single: PriceRow | None, group: PriceRow | None
    ) -> EarlyOffer | None:
        printed = bool(early.individual or early.cohort)
        until = early_bird_until(early, self.window)

        def row(standard: PriceRow | None, prices: Mapping[CategoryId, Pence]) -> PriceRow | None:
            if standard is None:
                return None
            price, percent_off = prices.get(self.category), None
            if not printed and early.percent is not None:
                price, percent_off = less_percent(standard.price, early.percent), early.percent
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

    def _row(self, basis: Basis, size: int, price: Pence | None) -> PriceRow | None:
        if price is None:
            return None
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
        )


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
