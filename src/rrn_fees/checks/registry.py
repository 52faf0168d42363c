"""The registry of checks: the one list of them that everything else reads."""

from collections.abc import Collection, Iterable

from rrn_fees.checks import acceptances, dates, file, prices, references, shape, sizes
from rrn_fees.checks.check import Check, Family
from rrn_fees.errors import RequestError, no_such

CHECKS: tuple[Check, ...] = (
    *file.CHECKS,
    *shape.CHECKS,
    *references.CHECKS,
    *prices.CHECKS,
    *dates.CHECKS,
    *sizes.CHECKS,
    *acceptances.CHECKS,
)
"""Every check, in the order of its code."""

BY_CODE = {check.code: check for check in CHECKS}
_PREFIXES = [family.prefix for family in Family]


def check_named(code: str) -> Check:
    """Return the check with *code*; RequestError names the nearest."""
    if code.upper() not in BY_CODE:
        raise RequestError(no_such("check", code, BY_CODE))
    return BY_CODE[code.upper()]


def codes_of(selectors: Iterable[str]) -> frozenset[str]:
    """Return the codes that *selectors* stand for: codes such as F305, families such as F3.

    RequestError has a sentence for each that is neither.
    """
    wanted = [selector.strip().upper() for selector in selectors]
    known: Collection[str] = (*_PREFIXES, *BY_CODE)
    unknown = [
        no_such("check or family of checks", each, known) for each in wanted if each not in known
    ]
    if unknown:
        raise RequestError("\n".join(unknown))
    return frozenset(code for code in BY_CODE if code in wanted or code[:2] in wanted)
