"""What a record may not say: values that contradict each other, or that are out of bounds.

Each contradiction names the fields that it reads, so that it is looked for whatever else is wrong
with the record. Here stands only what would leave nothing sound to compute with; what a page may
print and is still worth a word is for `checks`.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from rrn_fees.catalogue import model
from rrn_fees.errors import FaultKind
from rrn_fees.money import Pence, less_percent, percent_text, sterling


class Wrong(NamedTuple):
    """One thing that is wrong: what, and where below the record."""

    message: str
    below: tuple[str | int, ...] = ()
    at_key: bool = False
    """Whether it is the name that is wrong rather than what stands under it."""


class Contradiction(NamedTuple):
    """A rule over some fields of one record: `broken` yields what is wrong."""

    kind: FaultKind
    reads: tuple[str, ...]
    broken: Callable[..., Iterator[Wrong]]


def _in_order(first: str, last: str) -> Contradiction:
    def broken(first_day: Any, last_day: Any) -> Iterator[Wrong]:
        begins, ends = model.known_date(first_day), model.known_date(last_day)
        if begins is not None and ends is not None and ends < begins:
            yield Wrong(f"the last day, {ends}, is before the first, {begins}", (last,))

    return Contradiction(FaultKind.DATE_ORDER, (first, last), broken)


def _known_format(number: int) -> Iterator[Wrong]:
    if number != 1:
        yield Wrong(f"format {number} is not known; this version reads format 1", ("format",))


def _own_meaning(rates: Any) -> Iterator[Wrong]:
    for code in sorted(model.WITHOUT_VAT & rates.keys()):
        message = f'"{code}" has a meaning of its own and cannot be the code of a rate'
        yield Wrong(message, ("rates", code), at_key=True)


def _one_rate_at_a_time(rates: Any) -> Iterator[Wrong]:
    for code, of_code in rates.items():
        in_turn = sorted(enumerate(of_code), key=lambda numbered: numbered[1].valid_from)
        for (_, rate), (at, following) in pairwise(in_turn):
            place = ("rates", code, at, "valid_from")
            if rate.valid_from == following.valid_from:
                yield Wrong(f'two rates of "{code}" begin on {rate.valid_from}', place)
            elif rate.valid_through is not None and rate.valid_through >= following.valid_from:
                message = f'two rates of "{code}" are in force on {following.valid_from}'
                yield Wrong(message, place)


def _opens_before_it_ends(
    applications: Any, final_payment_on: Any, starts_on: Any
) -> Iterator[Wrong]:
    opens_on = applications.opens_on
    if opens_on is None:
        return
    final, starts = model.known_date(final_payment_on), model.known_date(starts_on)
    if final is not None and opens_on > final:
        message = f"applications open on {opens_on}, after final payment is due on {final}"
        yield Wrong(message, ("applications", "opens_on"))
    if starts is not None and opens_on >= starts:  # the last day to apply is the one before
        message = f"applications open on {opens_on}, not before it starts on {starts}"
        yield Wrong(message, ("applications", "opens_on"))


def _has_prices(individual: Any, cohort: Any) -> Iterator[Wrong]:
    if not individual and not (isinstance(cohort, model.Cohort) and cohort.prices):
        yield Wrong("a fee schedule has prices: individual, cohort or both")


def _says_when(intakes: Any, valid_from: Any) -> Iterator[Wrong]:
    if not intakes and valid_from is None:
        yield Wrong("a fee schedule says when it holds: intakes, valid_from or both")


def _early_prices(
    individual: Any, cohort: Any, early_bird: Any
) -> Iterator[tuple[str, model.CategoryId, Pence, Pence | None]]:
    """Yield each early-bird price: its basis, its category, and the standard price it lowers."""
    if early_bird is None:
        return
    standard_cohort = cohort.prices if isinstance(cohort, model.Cohort) else {}
    for basis, standard, early in (
        ("individual", individual, early_bird.individual),
        ("cohort", standard_cohort, early_bird.cohort),
    ):
        for category, lowered in early.items():
            yield basis, category, lowered, standard.get(category)


def _early_prices_lower_some(individual: Any, cohort: Any, early_bird: Any) -> Iterator[Wrong]:
    for basis, category, _, price in _early_prices(individual, cohort, early_bird):
        if price is None:
            message = f"an early-bird price needs the standard price that it lowers: {category}"
            yield Wrong(message, ("early_bird", basis, category))


def _early_prices_are_lower(individual: Any, cohort: Any, early_bird: Any) -> Iterator[Wrong]:
    yield from _derived_prices_are_lower(individual, cohort, early_bird)
    for basis, category, lowered, price in _early_prices(individual, cohort, early_bird):
        if price is not None and lowered >= price:
            message = (
                f"the early-bird price of {category}, {sterling(lowered)}, is not below "
                f"the standard price, {sterling(price)}"
            )
            yield Wrong(message, ("early_bird", basis, category))


def _derived_prices_are_lower(individual: Any, cohort: Any, early_bird: Any) -> Iterator[Wrong]:
    if early_bird is None or early_bird.individual or early_bird.cohort or not early_bird.percent:
        return
    standard_cohort = cohort.prices if isinstance(cohort, model.Cohort) else {}
    for standard in (individual, standard_cohort):
        for category, price in standard.items():
            if less_percent(price, early_bird.percent) == price:
                off = percent_text(early_bird.percent)
                message = f"{off}% off the price of {category}, {sterling(price)}, is no less"
                yield Wrong(message, ("early_bird", "percent"))


def _has_early_prices(individual: Any, cohort: Any, percent: Any) -> Iterator[Wrong]:
    if not individual and not cohort and not percent:
        yield Wrong("an early bird has prices (individual, cohort) or a percent above 0")


FEWEST_OF_A_COHORT, MOST_OF_A_COHORT = 2, 100_000
MOST_WEEKS_BEFORE_START = 520
MOST_MONTHS = 600


def _is_a_group(size: int) -> Iterator[Wrong]:
    if not FEWEST_OF_A_COHORT <= size <= MOST_OF_A_COHORT:
        message = (
            f"a cohort has at least {FEWEST_OF_A_COHORT} learners and at most "
            f"{MOST_OF_A_COHORT:,}, not {size:,}"
        )
        yield Wrong(message, ("size",))


def _within_ten_years(weeks: int) -> Iterator[Wrong]:
    if weeks > MOST_WEEKS_BEFORE_START:
        message = f"a deadline is at most {MOST_WEEKS_BEFORE_START} weeks before the start"
        yield Wrong(message, ("weeks_before_start",))


def _one_meaning(qualifications: Any, requirements: Any) -> Iterator[Wrong]:
    for name in sorted(qualifications.keys() & requirements.keys()):
        message = f'"{name}" is a qualification and a requirement; one of them needs another name'
        yield Wrong(message, ("requirements", name), at_key=True)


def _facts_of_their_own(facts: Any, categories: Any) -> Iterator[Wrong]:
    for name in sorted(facts.keys() & model.reserved_facts(categories)):
        message = (
            f'the fact "{name}" means the same in every catalogue and is not for one to declare'
        )
        yield Wrong(message, ("facts", name), at_key=True)


def _satisfied_by_some_fact(satisfied_when: Any) -> Iterator[Wrong]:
    if satisfied_when is not None and not (satisfied_when.all or satisfied_when.any):
        message = "a rule that facts satisfy names them: all, any or both"
        yield Wrong(message, ("satisfied_when",))


def _within_fifty_years(months: Any) -> Iterator[Wrong]:
    if isinstance(months, int) and months > MOST_MONTHS:
        message = f"a course takes at most {MOST_MONTHS} months, not {months:,}"
        yield Wrong(message, ("duration_months",))


_OF_PRICES = ("individual", "cohort", "early_bird")

CONTRADICTIONS: dict[type, tuple[Contradiction, ...]] = {
    model.Catalogue: (
        Contradiction(FaultKind.FORMAT, ("format",), _known_format),
        Contradiction(FaultKind.RESERVED_NAME, ("qualifications", "requirements"), _one_meaning),
        Contradiction(FaultKind.RESERVED_NAME, ("facts", "categories"), _facts_of_their_own),
    ),
    model.Rule: (
        Contradiction(FaultKind.INCOMPLETE, ("satisfied_when",), _satisfied_by_some_fact),
    ),
    model.Qualification: (
        Contradiction(FaultKind.OUT_OF_BOUNDS, ("duration_months",), _within_fifty_years),
    ),
    model.Vat: (
        Contradiction(FaultKind.RESERVED_NAME, ("rates",), _own_meaning),
        Contradiction(FaultKind.VAT_OVERLAP, ("rates",), _one_rate_at_a_time),
    ),
    model.VatRate: (_in_order("valid_from", "valid_through"),),
    model.Intake: (
        Contradiction(
            FaultKind.DATE_ORDER,
            ("applications", "final_payment_on", "starts_on"),
            _opens_before_it_ends,
        ),
    ),
    model.Applications: (_in_order("opens_on", "closes_on"),),
    model.Cohort: (Contradiction(FaultKind.OUT_OF_BOUNDS, ("size",), _is_a_group),),
    model.WeeksBeforeStart: (
        Contradiction(FaultKind.OUT_OF_BOUNDS, ("weeks_before_start",), _within_ten_years),
    ),
    model.EarlyBird: (
        Contradiction(FaultKind.INCOMPLETE, ("individual", "cohort", "percent"), _has_early_prices),
    ),
    model.FeeSchedule: (
        Contradiction(FaultKind.INCOMPLETE, ("individual", "cohort"), _has_prices),
        Contradiction(FaultKind.INCOMPLETE, ("intakes", "valid_from"), _says_when),
        _in_order("valid_from", "valid_through"),
        Contradiction(FaultKind.INCOMPLETE, _OF_PRICES, _early_prices_lower_some),
        Contradiction(FaultKind.EARLY_BIRD_NOT_LOWER, _OF_PRICES, _early_prices_are_lower),
    ),
}
"""By the record they are looked for in."""
