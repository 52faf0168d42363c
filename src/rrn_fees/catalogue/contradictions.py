"""What a record may not say: values that contradict each other, or that are out of bounds.

Each contradiction names the fields that it reads, so that it is looked for whatever else is wrong
with the record.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rrn_fees.catalogue import model
from rrn_fees.money import decimal_text, less_percent, percent_text


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A rule over some fields of one record: `broken` yields what is wrong."""

    at: str
    """The field at which it is reported; empty for the record as a whole."""
    reads: tuple[str, ...]
    broken: Callable[..., Iterator[str]]


def _in_order(first: str, last: str) -> Contradiction:
    def broken(first_day: Any, last_day: Any) -> Iterator[str]:
        begins, ends = model.known_date(first_day), model.known_date(last_day)
        if begins is not None and ends is not None and ends < begins:
            yield f"the last day, {ends}, is before the first, {begins}"

    return Contradiction(at=last, reads=(first, last), broken=broken)


def _known_format(number: int) -> Iterator[str]:
    if number != 1:
        yield f"format {number} is not known; this version reads format 1"


def _own_meaning(rates: Any) -> Iterator[str]:
    for code in sorted(model.WITHOUT_VAT & rates.keys()):
        yield f'"{code}" has a meaning of its own and cannot be the code of a rate'


def _one_rate_at_a_time(rates: Any) -> Iterator[str]:
    for code, of_code in rates.items():
        in_turn = sorted(of_code, key=lambda rate: rate.valid_from)
        for rate, following in pairwise(in_turn):
            if rate.valid_from == following.valid_from:
                yield f'two rates of "{code}" begin on {rate.valid_from}'
            elif rate.valid_through is not None and rate.valid_through >= following.valid_from:
                yield f'two rates of "{code}" are in force on {following.valid_from}'


def _opens_before_it_ends(
    applications: Any, final_payment_on: Any, starts_on: Any
) -> Iterator[str]:
    opens_on = applications.opens_on
    ends = [
        (model.known_date(final_payment_on), "final payment is due"),
        (model.known_date(starts_on), "it starts"),
    ]
    for day, event in ends:
        if opens_on is not None and day is not None and opens_on > day:
            yield f"applications open on {opens_on}, after {event} on {day}"


def _has_prices(individual: Any, cohort: Any) -> Iterator[str]:
    if not individual and not (isinstance(cohort, model.Cohort) and cohort.prices):
        yield "a fee schedule has prices: individual, cohort or both"


def _says_when(intakes: Any, valid_from: Any) -> Iterator[str]:
    if not intakes and valid_from is None:
        yield "a fee schedule says when it holds: intakes, valid_from or both"


def _early_prices_are_lower(individual: Any, cohort: Any, early_bird: Any) -> Iterator[str]:
    if early_bird is None:
        return
    percent = early_bird.percent
    standard_cohort = cohort.prices if isinstance(cohort, model.Cohort) else {}
    for standard, early in (
        (individual, early_bird.individual),
        (standard_cohort, early_bird.cohort),
    ):
        for category, lowered in early.items():
            price = standard.get(category)
            if price is None:
                yield f"an early-bird price needs the standard price that it lowers: {category}"
            elif lowered >= price:
                yield (
                    f"the early-bird price of {category}, {decimal_text(lowered)}, is not below "
                    f"the standard price, {decimal_text(price)}"
                )
            elif percent is not None and lowered != less_percent(price, percent):
                yield (
                    f"{percent_text(percent)}% off {decimal_text(price)} is "
                    f"{decimal_text(less_percent(price, percent))}, not {decimal_text(lowered)}"
                )


def _has_early_prices(individual: Any, cohort: Any, percent: Any) -> Iterator[str]:
    if not individual and not cohort and not percent:
        yield "an early bird has prices (individual, cohort) or a percent above 0"


def _is_a_group(size: int) -> Iterator[str]:
    if not 2 <= size <= 100_000:
        yield f"a cohort has at least 2 learners and at most 100,000, not {size:,}"


def _within_ten_years(weeks: int) -> Iterator[str]:
    if weeks > 520:
        yield "a deadline is at most 520 weeks before the start"


def _one_meaning(qualifications: Any, requirements: Any) -> Iterator[str]:
    for name in sorted(qualifications.keys() & requirements.keys()):
        yield f'"{name}" is a qualification and a requirement; one of them needs another name'


def _facts_of_their_own(facts: Any, categories: Any) -> Iterator[str]:
    for name in sorted(facts.keys() & model.reserved_facts(categories)):
        yield f'the fact "{name}" means the same in every catalogue and is not for one to declare'


def _satisfied_by_some_fact(satisfied_when: Any) -> Iterator[str]:
    if satisfied_when is not None and not (satisfied_when.all or satisfied_when.any):
        yield "a rule that facts satisfy names them: all, any or both"


def _within_fifty_years(months: Any) -> Iterator[str]:
    if isinstance(months, int) and months > 600:
        yield f"a course takes at most 600 months, not {months:,}"


CONTRADICTIONS: dict[type, tuple[Contradiction, ...]] = {
    model.Catalogue: (
        Contradiction("format", ("format",), _known_format),
        Contradiction("requirements", ("qualifications", "requirements"), _one_meaning),
        Contradiction("facts", ("facts", "categories"), _facts_of_their_own),
    ),
    model.Rule: (Contradiction("satisfied_when", ("satisfied_when",), _satisfied_by_some_fact),),
    model.Qualification: (
        Contradiction("duration_months", ("duration_months",), _within_fifty_years),
    ),
    model.Vat: (
        Contradiction("rates", ("rates",), _own_meaning),
        Contradiction("rates", ("rates",), _one_rate_at_a_time),
    ),
    model.VatRate: (_in_order("valid_from", "valid_through"),),
    model.Intake: (
        Contradiction(
            "applications",
            ("applications", "final_payment_on", "starts_on"),
            _opens_before_it_ends,
        ),
    ),
    model.Applications: (_in_order("opens_on", "closes_on"),),
    model.Cohort: (Contradiction("size", ("size",), _is_a_group),),
    model.WeeksBeforeStart: (
        Contradiction("weeks_before_start", ("weeks_before_start",), _within_ten_years),
    ),
    model.EarlyBird: (Contradiction("", ("individual", "cohort", "percent"), _has_early_prices),),
    model.FeeSchedule: (
        Contradiction("", ("individual", "cohort"), _has_prices),
        Contradiction("", ("intakes", "valid_from"), _says_when),
        _in_order("valid_from", "valid_through"),
        Contradiction(
            "early_bird", ("individual", "cohort", "early_bird"), _early_prices_are_lower
        ),
    ),
}
"""By the record they are looked for in."""
