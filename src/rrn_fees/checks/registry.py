"""The registry of checks: the one list of them that everything else reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rrn_fees.checks import (
    acceptances,
    dates,
    file,
    plausible,
    prices,
    references,
    shape,
    sizes,
)
from rrn_fees.checks.check import Check, Family
from rrn_fees.errors import LONGEST_QUOTED, RequestError, quoted

CHECKS: tuple[Check, ...] = (
    *file.CHECKS,
    *shape.CHECKS,
    *references.CHECKS,
    *prices.CHECKS,
    *dates.CHECKS,
    *sizes.CHECKS,
    *acceptances.CHECKS,
    *plausible.CHECKS,
)
"""Every check, in the order of its code."""

BY_CODE = {check.code: check for check in CHECKS}

SELECTORS: dict[str, frozenset[str]] = {
    **{
        selector: frozenset(code for code in BY_CODE if code.startswith(family.prefix))
        for family in Family
        for selector in (family.prefix, family.name.casefold())
    },
    **{code: frozenset({code}) for code in BY_CODE},
}
"""What checks can be asked for by, and the codes that it stands for."""


def checks_named(selector: str) -> tuple[Check, ...]:
    """Return the checks that a code or a family stands for; RequestError names the nearest."""
    codes = codes_of([selector])
    return tuple(check for check in CHECKS if check.code in codes)


def codes_of(selectors: Iterable[str]) -> frozenset[str]:
    """Return the codes that *selectors* stand for: F305, or a family such as F3 or prices.

    RequestError has a sentence for each that is neither.
    """
    known = {selector.casefold(): codes for selector, codes in SELECTORS.items()}
    wanted = [selector.strip() for selector in selectors]
    unknown = [
        _no_such("check or family of checks", each, SELECTORS)
        for each in wanted
        if each.casefold() not in known
    ]
    if unknown:
        raise RequestError(*unknown)
    return frozenset().union(*(known[each.casefold()] for each in wanted))


def _no_such(noun: str, code: str, known: Iterable[str]) -> str:
    """Return the sentence for a *code* that there is not; of codes there is always a nearest."""
    from difflib import get_close_matches

    if not code:
        return f"A {noun} is missing; rrn-fees catalogue rule lists them all."
    by_case = {each.casefold(): each for each in known}
    [near] = get_close_matches(code[:LONGEST_QUOTED].casefold(), by_case, n=1, cutoff=0)
    return f"There is no {noun} {quoted(code)}; did you mean {by_case[near]}?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Checks that somebody wants to be told about."""

    checks: tuple[Check, ...]
    on: date
    """The day on which somebody asks."""
