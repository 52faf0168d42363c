"""What a record may not say: values that contradict each other, or that are out of bounds.

Each contradiction names the fields that it reads, so that it is looked for whatever else is wrong
with the record.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rrn_fees.catalogue import model
from rrn_fees.money import decimal_text, less_percent, percent_text


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A rule over some fields of one record: `broken` returns what is wrong, or None."""

    at: str
    """The field at which it is reported; empty for the record as a whole."""
    reads: tuple[str, ...]
    broken: Callable[..., str | None]


def _in_order(first: str, last: str) -> Contradiction:
    def broken(first_day: Any, last_day: Any) -> str | None:
        begins, ends = model.known_date(first_day), model.known_date(last_day)
        if begins is None or ends is None or begins <= ends:
            return None
        return f"the last day, {ends}, is before the first, {begins}"

    return Contradiction(at=last, reads=(first, last), broken=broken)


def _known_format(number: int) -> str | None:
    return None if number == 1 else f"format {number} is not known; this version reads format 1"


def _own_meaning(rates: Any) -> str | None:
    taken = sorted(model.WITHOUT_VAT & rates.keys())
    return (
        f'"{taken[0]}" has a meaning of its own and cannot be the code of a rate' if taken else None
    )


def _one_rate_at_a_time(rates: Any) -> str | None:
    for code, of_code in rates.items():
        in_turn = sorted(of_code, key=lambda rate: rate.valid_from)
        for rate, following in pairwise(in_turn):
            if rate.valid_from == following.valid_from:
                return f'two rates of "{code}" begin on {rate.valid_from}'
            if rate.valid_through is not None and rate.valid_through >= following.valid_from:
                return f'two rates of "{code}" are in force on {following.valid_from}'
    return None


def _opens_before_it_ends(applications: Any, final_payment_on: Any, starts_on: Any) -> str | None:
    opens_on = applications.opens_on
    ends = [
        (model.known_date(final_payment_on), "final payment is due"),
        (model.known_date(starts_on), "it starts"),
    ]
    for day, event in ends:
        if opens_on is not None and day is not None and opens_on > day:
            return f"applications open on {opens_on}, after {event} on {day}"
    return None


def _has_prices(individual: Any, cohort: Any) -> str | None:
    priced = individual or isinstance(cohort, model.Cohort)
    return None if priced else "a fee schedule has prices: individual, cohort or both"


def _says_when(intakes: Any, valid_from: Any) -> str | None:
    if intakes or valid_from:
        return None
    return "a fee schedule says when it holds: intakes, valid_from or both"


def _early_prices_have_standard_ones(individual: Any, cohort: Any, early_bird: Any) -> str | None:
    if early_bird is None:
        return None
    standard_cohort = cohort.prices if isinstance(cohort, model.Cohort) else {}
    lacking = sorted(
        (early_bird.individual.keys() - individual.keys())
        | (early_bird.cohort.keys() - standard_cohort.keys())
    )
    if not lacking:
        return None
    return f"an early-bird price needs the standard price that it lowers: {', '.join(lacking)}"


def _early_prices_are_lower(individual: Any, cohort: Any, early_bird: Any) -> str | None:
    if early_bird is None:
        return None
    standard_cohort = cohort.prices if isinstance(cohort, model.Cohort) else {}
    for standard, early in (
        (individual, early_bird.individual),
        (standard_cohort, early_bird.cohort),
    ):
        for category in early.keys() & standard.keys():
            price, lowered, percent = standard[category], early[category], early_bird.percent
            if lowered >= price:
                return (
                    f"the early-bird price of {category}, {decimal_text(lowered)}, is not below "
                    f"the standard price, {decimal_text(price)}"
                )
            if percent is not None and lowered != less_percent(price, percent):
                return (
                    f"{percent_text(percent)}% off {decimal_text(price)} is "
                    f"{decimal_text(less_percent(price, percent))}, not {decimal_text(lowered)}"
                )
    return None


def _has_early_prices(individual: Any, cohort: Any, percent: Any) -> str | None:
    priced = individual or cohort or percent is not None
    return None if priced else "an early bird has prices (individual, cohort) or a percent"


def _is_a_group(size: int) -> str | None:
    return None if size > 1 else "a cohort has at least 2 learners"


def _within_ten_years(weeks: int) -> str | None:
    return None if weeks <= 520 else "a deadline is at most 520 weeks before the start"


CONTRADICTIONS: dict[type, tuple[Contradiction, ...]] = {
    model.Catalogue: (Contradiction("format", ("format",), _known_format),),
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
            "early_bird", ("individual", "cohort", "early_bird"), _early_prices_have_standard_ones
        ),
        Contradiction(
            "early_bird", ("individual", "cohort", "early_bird"), _early_prices_are_lower
        ),
    ),
}
"""By the record they are looked for in."""
