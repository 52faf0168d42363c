"""Exact amounts of money, and the only place that rounds.

An amount is a whole number of pence, a rate a whole number of hundredths of a per cent. Whole
numbers need no context, unlike `decimal`, whose arithmetic changes with a setting of the caller's
thread: the same request gives the same pence wherever it is priced.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

Pence = Annotated[int, "Pence"]
"""An amount, in whole pence."""

Percent = Annotated[int, "Percent"]
"""A rate, in hundredths of one per cent: 17.5% is 1750."""

WHOLE = 10_000
"""One hundred per cent, as a `Percent`."""

MOST_POUNDS_DIGITS = 9

_POUNDS = re.compile(r"(?P<pounds>0|[1-9][0-9]*)\.(?P<pence>[0-9]{2})", re.ASCII)
_PERCENT = re.compile(r"(?P<whole>0|[1-9][0-9]{0,2})(\.(?P<part>[0-9]{1,2}))?", re.ASCII)


class RoundingMode(StrEnum):
    """What becomes of less than a penny (HMRC VATREC12020 and VATREC12030)."""

    HALF_UP = "half-up"
    DOWN = "down"


_HALF_UP = RoundingMode.HALF_UP
"""Bound once: on Python 3.11 to look a member up takes as long as to divide."""


def parse_pounds(text: str, most_digits: int = MOST_POUNDS_DIGITS) -> Pence:
    """Read pounds and pence, like ``4794.00``; ValueError says what is wrong."""
    match = _POUNDS.fullmatch(text)
    if match is None:
        raise ValueError(_what_is_wrong_with_pounds(text))
    if len(match["pounds"]) > most_digits:
        raise ValueError(f"an amount has at most {most_digits} digits before the point")
    return int(match["pounds"]) * 100 + int(match["pence"])


def _what_is_wrong_with_pounds(text: str) -> str:
    sound = 'write pounds and pence, like "799.00"'
    if text.startswith("-"):
        return f"an amount cannot be negative; {sound}"
    if re.fullmatch(r"[-+0-9.]+[eE][-+]?[0-9]+", text, re.ASCII):
        return f"an amount cannot have an exponent; {sound}"
    if "," in text or "£" in text or "_" in text:
        return f"an amount has no pound sign and no separators; {sound}"
    whole, _, decimals = text.partition(".")
    if whole.isdigit() and decimals.isdigit() and len(decimals) > 2:
        return f"an amount has two decimals, not {len(decimals)}; {sound}"
    if whole.isdigit() and len(decimals) < 2:
        return f"an amount has two decimals; {sound}"
    return f"this is not an amount; {sound}"


_TYPED_POUNDS = re.compile(
    r"£?(?P<pounds>0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*)(?:\.(?P<pence>[0-9]{2}))?", re.ASCII
)


def parse_typed_pounds(text: str) -> Pence:
    """Read an amount as a person types it: ``250``, ``250.00``, ``£250`` or ``1,250.00``.

    ValueError says what is wrong. What could mean two amounts is none: ``1,25`` and ``2.5``.
    """
    match = _TYPED_POUNDS.fullmatch(text)
    if match is None:
        if text.startswith("-"):
            raise ValueError("an amount cannot be negative")
        raise ValueError('write pounds, or pounds and pence, like "250", "£250.00" or "1,250.00"')
    pounds = match["pounds"].replace(",", "")
    if len(pounds) > MOST_POUNDS_DIGITS:
        raise ValueError(f"an amount has at most {MOST_POUNDS_DIGITS} digits before the point")
    return int(pounds) * 100 + int(match["pence"] or "0")


def parse_percent(text: str) -> Percent:
    """Read a rate such as ``20`` or ``17.5``, from 0 to 100; ValueError says what is wrong."""
    match = _PERCENT.fullmatch(text)
    if match is None:
        raise ValueError('write a rate from 0 to 100 with at most two decimals, like "17.5"')
    percent = int(match["whole"]) * 100 + int((match["part"] or "").ljust(2, "0"))
    if percent > WHOLE:
        raise ValueError("a rate is at most 100 per cent")
    return percent


def percent_text(percent: Percent) -> str:
    """Write a rate without a sign and without needless zeros: ``20``, ``17.5``."""
    whole, part = divmod(percent, 100)
    return f"{whole}.{part:02d}".rstrip("0") if part else str(whole)


def decimal_text(amount: Pence) -> str:
    """Write pounds with two decimals and nothing else, for machines: ``4794.00``."""
    return f"{'-' if amount < 0 else ''}{abs(amount) // 100}.{abs(amount) % 100:02d}"


def signed_percent_text(percent: Percent) -> str:
    """Write a change as `percent_text` does, with a minus where it is one: ``-3.75``."""
    return f"{'-' if percent < 0 else ''}{percent_text(abs(percent))}"


def sterling(amount: Pence) -> str:
    """Write pounds for a person: ``£4,794.00``."""
    return f"{'-' if amount < 0 else ''}£{abs(amount) // 100:,}.{abs(amount) % 100:02d}"


def pounds(amount: Pence) -> Decimal:
    """*amount* in pounds, exactly, with two decimals, whatever the decimal context."""
    return Decimal(decimal_text(amount))


def divide(numerator: int, denominator: int, mode: RoundingMode) -> Pence:
    """Return *numerator* / *denominator* in whole pence: the only rounding in the project.

    Both are exact, the numerator not negative. Half a penny or more goes up under ``half-up``
    (VATREC12030); what is below a penny is dropped under ``down`` (VAT Notice 700, 17.5).
    """
    if mode is _HALF_UP:
        return (2 * numerator + denominator) // (2 * denominator)
    return numerator // denominator


def less_percent(amount: Pence, percent: Percent) -> Pence:
    """*amount* less *percent* of it, half-up to the penny."""
    return divide(amount * (WHOLE - percent), WHOLE, RoundingMode.HALF_UP)


def percent_change(old: Pence, new: Pence) -> Percent | None:
    """Return how far *new* is from *old*, negative if below it; half-up. None where *old* is 0."""
    if old == 0:
        return None
    change = divide(abs(new - old) * WHOLE, old, RoundingMode.HALF_UP)
    return change if new >= old else -change


def share(total: Pence, parts: Sequence[int], unit: int) -> list[Pence]:
    """Split *total* into whole pence that add up, as near to *parts* / *unit* as can be.

    Largest remainder: each part gets its whole pence, and what is left goes to the largest
    remainders, the earlier one first where they are equal. *total* is the parts' sum, rounded.
    """
    shares = [part // unit for part in parts]
    left = total - sum(shares)
    by_remainder = sorted(range(len(parts)), key=lambda at: -(parts[at] % unit))
    for at in by_remainder[:left]:
        shares[at] += 1
    return shares
