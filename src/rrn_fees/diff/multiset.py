"""Lists as multisets: what is in one and not in the other, whatever the order. Pure."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T")


def multiset_difference(
    some: Iterable[T], others: Iterable[T], alike: Callable[[T], Hashable]
) -> list[T]:
    """Return those of *some*, in their order, that have no equal of their own among the *others*.

    Two are equal if *alike* returns the same of both.
    """
    equals = Counter(map(alike, others))
    left = []
    for each in some:
        if equals[alike(each)]:
            equals[alike(each)] -= 1
        else:
            left.append(each)
    return left
