"""Prices that are possible and seldom meant: far below their standard, or far from the others'.

Each looks at one fee schedule at a time, so that a large file takes no longer than it is long.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from rrn_fees.catalogue.contradictions import FEWEST_OF_A_COHORT
from rrn_fees.catalogue.model import (
    CategoryId,
    Cohort,
    EarlyBird,
    FeeSchedule,
    Qualification,
    Rounding,
    VatRate,
    VatRounding,
)
from rrn_fees.checks.check import Found, Subject
from rrn_fees.checks.vat_rates import last_days
from rrn_fees.dates import counted
from rrn_fees.deadlines.windows import window_of
from rrn_fees.money import WHOLE, Pence, Percent, less_percent, percent_text, sterling
from rrn_fees.pricing.price_list import Basis, OfferRows
from rrn_fees.pricing.quote import MOST_LEARNERS
from rrn_fees.pricing.vat import Charge, lines_with_vat

TIMES_APART = 5
"""Prices of two categories that are so many times apart are told."""
_HALF: Percent = WHOLE // 2
_MISPLACED = "is a digit missing, or a point in the wrong place?"


def categories_are_far_apart(subject: Subject) -> Iterator[Found]:
    """Yield prices of two categories that are five times apart or more.

    Two categories whose individual fees are far apart are not reported for their cohort fees again.
    What other checks find of the same prices hides nothing: it may be accepted for another reason.
    """
    for _, schedule in subject.schedules():
        reported: set[tuple[CategoryId, CategoryId]] = set()
        for called, below, prices in (
            ("individual fee", ("individual",), schedule.individual),
            ("cohort fee", ("cohort", "prices"), _cohort_prices(schedule)),
        ):
            for low, high in _far_apart(prices):
                if (low, high) not in reported:
                    reported.add((low, high))
                    yield Found(
                        subject.node(schedule, *below, low),
                        f"the {called} of {high}, {sterling(prices[high])}, is {TIMES_APART} times "
                        f"that of {low}, {sterling(prices[low])}, or more",
                        _MISPLACED,
                    )


def _far_apart(prices: Mapping[CategoryId, Pence]) -> Iterator[tuple[CategoryId, CategoryId]]:
    """Yield the lowest price and the next one that is far above it, and so on from there.

    So one price that is far off is reported once, however many categories there are.
    """
    rising = sorted((price, category) for category, price in prices.items() if price)
    lowest = rising[0] if rising else (0, "")
    for price, category in rising:
        if price >= TIMES_APART * lowest[0]:
            yield lowest[1], category
            lowest = price, category


def _cohort_prices(schedule: FeeSchedule) -> Mapping[CategoryId, Pence]:
    return schedule.cohort.prices if isinstance(schedule.cohort, Cohort) else {}


def early_bird_is_below_half(subject: Subject) -> Iterator[Found]:
    """Yield early birds of less than half the standard price, which F303 and F307 do not tell."""
    for _, schedule in subject.schedules():
        early = schedule.early_bird
        if early is None:
            continue
        if early.percent is not None:  # prices beside it are held against it by F303
            if early.percent > _HALF and not _leaves_nothing(schedule, early):
                yield Found(
                    subject.node(schedule, "early_bird", "percent"),
                    f"{percent_text(early.percent)}% off is more than half of the standard price",
                    f"is the early-bird price {percent_text(early.percent)}% of it instead?",
                )
            continue
        for called, standard, below, prices in _lowered(schedule, early):
            for category, price in prices.items():
                if price and 2 * price < standard.get(category, 0):
                    yield Found(
                        subject.node(schedule, "early_bird", below, category),
                        f"the {called} of {category}, {sterling(price)}, is below half of the "
                        f"standard one, {sterling(standard[category])}",
                        _MISPLACED,
                    )


_Lowered = tuple[str, Mapping[CategoryId, Pence], str, Mapping[CategoryId, Pence]]


def _lowered(schedule: FeeSchedule, early: EarlyBird) -> Iterator[_Lowered]:
    """Yield the printed early-bird prices of each basis, with the standard ones they lower."""
    yield "early-bird individual fee", schedule.individual, "individual", early.individual
    yield "early-bird cohort fee", _cohort_prices(schedule), "cohort", early.cohort


def _leaves_nothing(schedule: FeeSchedule, early: EarlyBird) -> bool:
    """Return whether an early-bird price is zero, which F307 tells."""
    printed = [*early.individual.values(), *early.cohort.values()]
    standard = [*schedule.individual.values(), *_cohort_prices(schedule).values()]
    derived = [less_percent(price, early.percent or 0) for price in standard if price]
    return 0 in (printed or derived)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """A cohort fee beside the individual fee that is payable on the same day."""

    schedule: FeeSchedule
    rate: VatRate | None
    """The rate at which VAT is rounded on these prices before they are added up, if it is."""
    category: CategoryId
    size: int
    price: Pence
    single: Pence
    below: tuple[str, ...]
    """Where it is told: at the cohort fee, or at what makes it an early-bird one."""
    called: str = "cohort fee"

    @property
    def is_below_half(self) -> bool:
        """Whether it is less than half of as many individual fees."""
        return 2 * self.price < self.size * self.single


def cohort_is_below_half(subject: Subject) -> Iterator[Found]:
    """Yield cohort fees below half of as many individual fees."""
    for group in _groups(subject):
        if group.is_below_half:
            yield Found(
                subject.node(group.schedule, *group.below),
                f"the {group.called}, {sterling(group.price)}, is below half of {group.size:,} "
                f"individual fees of {sterling(group.single)}, "
                f"{sterling(group.size * group.single)}",
                _MISPLACED,
            )


def one_more_costs_less(subject: Subject) -> Iterator[Found]:
    """Yield where a group pays less with one learner more; F702 tells it of far cheaper cohorts."""
    for group in _groups(subject):
        message = None if group.is_below_half else _costs_less(subject, group)
        if message:
            yield Found(
                subject.node(group.schedule, *group.below),
                message,
                "a group that is one short of it does best to pay for one more; if the page prints "
                "it like this, it is right",
            )


def _groups(subject: Subject) -> Iterator[_Group]:
    """Yield each cohort fee that may be implausible, once for each figure that makes it so."""
    rate_of = _rounded_rates(subject)
    for qualification, schedule in subject.schedules():
        cohort = schedule.cohort
        if not isinstance(cohort, Cohort) or cohort.size < FEWEST_OF_A_COHORT:
            continue
        rate = rate_of(qualification, schedule)
        for category, price in cohort.prices.items():
            single = schedule.individual.get(category)
            if not single or not price:  # a fee of zero is reported by F307, and measures nothing
                continue
            standard = _Group(
                schedule=schedule,
                rate=rate,
                category=category,
                size=cohort.size,
                price=price,
                single=single,
                below=("cohort", "prices", category),
            )
            yield standard
            early = _early_group(standard, schedule.early_bird)
            if early is not None and not _is_told(subject, early, standard):
                yield early


def _early_group(standard: _Group, bird: EarlyBird | None) -> _Group | None:
    """Return what an early bird makes of a cohort fee and the individual fee beside it."""
    if bird is None:
        return None
    category = standard.category
    price, single = bird.cohort.get(category), bird.individual.get(category)
    if price is not None:
        below: tuple[str, ...] = ("early_bird", "cohort", category)
    elif single is not None:
        below = ("early_bird", "individual", category)
    elif not bird.individual and not bird.cohort and bird.percent is not None:
        below = ("early_bird", "percent")
        price = less_percent(standard.price, bird.percent)
        single = less_percent(standard.single, bird.percent)
    else:
        return None
    called = "cohort fee" if price is None else "early-bird cohort fee"
    price = standard.price if price is None else price
    single = standard.single if single is None else single
    if not price or not single:
        return None
    return replace(standard, price=price, single=single, below=below, called=called)


def _is_told(subject: Subject, early: _Group, standard: _Group) -> bool:
    """Return whether an early-bird cohort fee is told already, by itself or with the standard.

    One that is printed is a figure of its own, unless F303 or F703 tells that very figure; any
    other follows from the standard fees.
    """
    bird = early.schedule.early_bird
    if early.below[1] == "cohort" and bird is not None:
        if bird.percent is None:
            return 2 * early.price < standard.price
        return bird.percent > _HALF or early.price != less_percent(standard.price, bird.percent)
    return standard.is_below_half or _costs_less(subject, standard) is not None


def _costs_less(subject: Subject, group: _Group) -> str | None:
    """Say it if a group that fills a cohort pays less than one that is one learner short of it.

    Nowhere else can one learner more cost less: each other one adds an individual fee, and VAT on
    a larger line is no smaller.
    """
    fewer = group.size - 1
    singles = fewer * group.single
    # VAT that is rounded on each price or line moves it by less than a penny: on `size` of them,
    # by less than that many pence. Only so near to each other do both sides have to be worked out.
    nearly = group.size if group.rate else 0
    if group.price >= singles + nearly:
        return None
    if group.price < singles - nearly:
        return (
            f"the {group.called}, {sterling(group.price)}, is below "
            f"{counted(fewer, 'individual fee')} of {sterling(group.single)}, {sterling(singles)}: "
            f"{group.size:,} learners pay less than {fewer:,}"
        )
    if group.rate is None or subject.catalogue is None:
        return None
    return _with_vat(group, group.rate, subject.catalogue.vat.rounding)


def _with_vat(group: _Group, rate: VatRate, rounding: Rounding) -> str | None:
    """Say where a group pays less with VAT than one with a learner less, up to two cohorts."""
    for learners in range(group.size, min(2 * group.size, MOST_LEARNERS) + 1, group.size):
        fewer, more = (_gross(group, each, rate, rounding) for each in (learners - 1, learners))
        if more < fewer:
            return (
                f"with VAT of {percent_text(rate.percent)}%, rounded on each {rounding.per}, "
                f"{learners:,} learners pay {sterling(more)} and {learners - 1:,} pay "
                f"{sterling(fewer)}"
            )
    return None


def _gross(group: _Group, learners: int, rate: VatRate, rounding: Rounding) -> Pence:
    """Return what a group pays with VAT: cohorts and individual fees, where that is no dearer."""
    # VAT depends on the fee schedule alone, not on the qualification or the intake.
    rows = OfferRows("", "", None, None, group.category, group.schedule, "")
    single = rows.row(Basis.INDIVIDUAL, 1, group.single)
    cohort = rows.row(Basis.COHORT, group.size, group.price)
    ways = [[Charge(single, learners, rate)]]
    cohorts, left = divmod(learners, group.size)
    if cohorts and group.price <= group.size * group.single:
        ways.append([Charge(cohort, cohorts, rate), Charge(single, left, rate)])
    return min(sum(line.gross for line in lines_with_vat(way, rounding)) for way in ways)


def _rounded_rates(
    subject: Subject,
) -> Callable[[Qualification, FeeSchedule], VatRate | None]:
    """Return what finds the rate at which VAT is rounded on prices before they are added up.

    None where it is not: it is rounded on the sum, is inside the prices, or there is none. The rate
    is the one on the last day on which the prices hold, as far as that is known, else the last.
    """
    catalogue = subject.catalogue
    if (
        catalogue is None
        or catalogue.vat.rounding.per is VatRounding.RATE
        or not subject.is_whole("vat")
    ):
        return lambda _qualification, _schedule: None
    in_turn = {code: [*last_days(rates)] for code, rates in catalogue.vat.rates.items()}

    def rate_of(qualification: Qualification, schedule: FeeSchedule) -> VatRate | None:
        if schedule.prices_include_vat or schedule.vat not in in_turn:
            return None
        intakes = qualification.intakes
        windows = [window_of(name, intakes[name]) for name in schedule.intakes if name in intakes]
        ends = [window.last_day or date.max for window in windows]
        day = min(schedule.valid_through or date.max, max(ends, default=date.max))
        rates = in_turn[schedule.vat]
        at = bisect_right(rates, day, key=lambda rate: rate[0].valid_from)
        return rates[at - 1][0] if at and day <= rates[at - 1][1] else None

    return rate_of
