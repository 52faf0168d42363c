"""Which of some things is which of others, by what they are known by. Pure.

The rules, in turn, each on what the ones before have left:

1. a mark that no other thing on either side has, such as a title or the dates of an intake;
2. prices that are all equal;
3. prices that all differ by one factor, as many on one side as on the other;
4. where it is said to be enough: a single thing on each side, with prices for the same.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rrn_fees.catalogue.model import Intake, known_date
from rrn_fees.money import Pence
from rrn_fees.pricing.price_list import PriceRow

For = tuple[str, ...]
"""What a price is for, without the name that may have changed."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that has a name, and what it can be known by under another."""

    name: str
    marks: tuple[Hashable, ...]
    """What tells it apart by itself, the strongest mark first; None is no mark."""
    prices: Mapping[For, tuple[Pence, ...]]
    exact: tuple[Hashable, ...]
    """Equal for things whose every price is equal, the closest comparison first; None without."""
    particulars: Hashable = None
    """What else there is to support a match by prices alone."""
    words: frozenset[str] = frozenset()
    """The words of its title, likewise."""

    @property
    def shape(self) -> Hashable:
        """Equal for things that have prices for the same; None without a price."""
        return frozenset((of, len(amounts)) for of, amounts in self.prices.items()) or None

    @property
    def amounts(self) -> tuple[Pence, ...]:
        """Every price, in an order that is the same for things of one shape."""
        by_purpose = sorted(self.prices.items())
        return tuple(amount for _, amounts in by_purpose for amount in amounts)


def thing(
    name: str,
    marks: Sequence[Hashable],
    rows: Iterable[PriceRow],
    purpose: Callable[[PriceRow], For],
    closer: Iterable[Hashable] = (),
    **more: Hashable,
) -> Thing:
    """Return what *name* is known by; *closer* compares prices more closely than all together."""
    printed: dict[For, set[tuple[Pence, bool, str]]] = {}
    for row in rows:
        printed.setdefault(purpose(row), set()).add((row.price, row.includes_vat, row.vat_code))
    return Thing(
        name,
        tuple(marks),
        {of: tuple(sorted({price for price, _, _ in each})) for of, each in printed.items()},
        (*closer, frozenset((of, frozenset(each)) for of, each in printed.items()) or None),
        **more,  # type: ignore[arg-type]
    )


def plain_mark(text: str | None) -> str | None:
    """Return *text* without what a person would not see as another text; None is no mark."""
    return " ".join(text.split()).casefold() if text else None


def dates_mark(intake: Intake) -> Hashable:
    """Return the days of *intake*, by which it is known again; None if there are none."""
    applications = intake.applications
    days = (
        intake.starts_on, intake.final_payment_on, applications.opens_on, applications.closes_on
    )  # fmt: skip
    return tuple(map(known_date, days)) if any(map(known_date, days)) else None


def _always(old: Thing, new: Thing) -> bool:
    del old, new
    return True


def matched(
    gone: list[Thing],
    come: list[Thing],
    *,
    agrees: Callable[[Thing, Thing], bool] = _always,
    lone_is_enough: bool = False,
) -> dict[str, str]:
    """Return which of those *gone* is which of those that *come*, by name.

    Each step looks only at what the steps before have left, and takes time in proportion to it.
    """
    found: dict[str, str] = {}

    def match(pairs: Iterable[tuple[Thing, Thing]]) -> None:
        nonlocal gone, come
        named = {old.name: new.name for old, new in pairs}
        found.update(named)
        gone = [thing for thing in gone if thing.name not in named]
        taken = {*named.values()}
        come = [thing for thing in come if thing.name not in taken]

    for at in range(len(gone[0].marks)):
        match(_one_to_one(gone, come, lambda thing, at=at: thing.marks[at]))  # type: ignore[misc]
    # Where several have the same prices it does not matter which is which: none hides a rise.
    for at in range(len(gone[0].exact) if gone else 0):
        match(_in_order(gone, come, lambda thing, at=at: thing.exact[at]))  # type: ignore[misc]
    match(_by_one_factor(gone, come, agrees))
    if lone_is_enough and len(gone) == len(come) == 1:
        match(_one_to_one(gone, come, lambda thing: thing.shape))
    return found


Buckets = Iterator[tuple[list[Thing], list[Thing]]]


def _buckets(
    gone: Sequence[Thing], come: Sequence[Thing], key: Callable[[Thing], Hashable]
) -> Buckets:
    """Yield those that share a key, of both sides."""
    waiting: dict[Hashable, tuple[list[Thing], list[Thing]]] = {}
    for side, things in enumerate((gone, come)):
        for thing in things:
            of_thing = key(thing)
            if of_thing is not None:
                waiting.setdefault(of_thing, ([], []))[side].append(thing)
    yield from (pair for pair in waiting.values() if all(pair))


def _one_to_one(
    gone: Sequence[Thing], come: Sequence[Thing], key: Callable[[Thing], Hashable]
) -> Iterator[tuple[Thing, Thing]]:
    for olds, news in _buckets(gone, come, key):
        if len(olds) == len(news) == 1:
            yield olds[0], news[0]


def _in_order(
    gone: Sequence[Thing], come: Sequence[Thing], key: Callable[[Thing], Hashable]
) -> Iterator[tuple[Thing, Thing]]:
    for olds, news in _buckets(gone, come, key):
        yield from zip(olds, news, strict=False)


def _by_one_factor(
    gone: Sequence[Thing],
    come: Sequence[Thing],
    agrees: Callable[[Thing, Thing], bool],
) -> Iterator[tuple[Thing, Thing]]:
    """Yield those whose prices all rose or fell by one factor: cheapest beside cheapest.

    As many must be new as are gone, or one of them is not a rename and nobody knows which.
    """
    for olds, news in _buckets(gone, come, lambda thing: thing.shape):
        if len(olds) != len(news):
            continue
        pairs = [
            *zip(
                sorted(olds, key=lambda thing: thing.amounts),
                sorted(news, key=lambda thing: thing.amounts),
                strict=True,
            )
        ]
        amounts = [
            both for old, new in pairs for both in zip(old.amounts, new.amounts, strict=True)
        ]
        if _is_one_factor(amounts) and all(agrees(old, new) for old, new in pairs):
            yield from pairs


ROUNDING_OF_A_FACTOR = 102
"""In hundredths, how far factors may lie apart. Prices that rise by 3% are printed in whole pounds:
£52 becomes £54, which is 3.8%, and £799 becomes £823, which is 3.0%."""


def _is_one_factor(amounts: Iterable[tuple[Pence, Pence]]) -> bool:
    """Whether the second of each two is the first times one factor, give or take a rounding."""
    least: tuple[Pence, Pence] | None = None
    most: tuple[Pence, Pence] | None = None
    for old, new in amounts:
        if not old or not new:
            if old or new:
                return False
            continue
        if least is None or new * least[0] < least[1] * old:
            least = old, new
        if most is None or new * most[0] > most[1] * old:
            most = old, new
    if least is None or most is None:
        return True
    return most[1] * least[0] * 100 <= least[1] * most[0] * ROUNDING_OF_A_FACTOR
