"""What has prices and is gone beside what has prices and is new, where neither is the other. Pure.

It may be a rename that nothing gives away, such as a new name together with a new title and other
prices. Then nobody can say whether a price rose, and whoever guards prices is told so. What is only
new, or only gone, is neither.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.diff.renames import NameKind, Renames
from rrn_fees.pricing.price_list import Basis, PriceRow, price_list

Kind = Literal["qualification", "intake", "category", "price"]
Price = tuple[Basis, bool, int]
"""How one pays: on which basis, early bird or not, and for how many learners."""


@dataclass(frozen=True, slots=True)
class Priced:
    """Something that has prices: a qualification, an intake, a category, or a way to pay."""

    kind: Kind
    qualification: str | None
    """Whose intake, category or price it is; None where it is not that of a single one."""
    name: str | None
    """None: the prices of a qualification without intakes."""


class Reason(Enum):
    """Why nobody can say whether what is new is what is gone."""

    GONE_AND_NEW = auto()
    """What is gone has no counterpart, and what is new has none."""
    CALLED_ALIKE = auto()
    """What is gone is renamed, or there and no longer paid for, beside its namesakes."""
    TITLE_MOVED = auto()
    """Both are there, and the one has the title of the other, with other intakes and prices."""
    IDENTIFIER_MOVED = auto()
    """Both have one identifier, and what it stood for is another one now, by its title."""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """What is gone, and what is new in its place, as far as anyone can tell."""

    gone: tuple[Priced, ...]
    new: tuple[Priced, ...]
    reason: Reason = Reason.GONE_AND_NEW
    """Why the two cannot be compared."""


Runs = dict[str | None, dict[str, set[Price]]]
"""By intake and category: how one may pay."""


def without_counterpart(old: Catalogue, new: Catalogue, renames: Renames) -> list[Unmatched]:
    """Return what of *old* has no prices in *new*, beside what of *new* had none in *old*.

    Of qualifications, of the intakes of a qualification, of the categories that pay for an intake,
    and of the ways in which a category pays; by the new names.
    """
    were, are = _by_name(old, renames), _by_name(new, Renames())
    return [
        *_apart(NameKind.QUALIFICATION, None, were, are),
        *_moved(new, were, are),
        *_within(were, are),
    ]


def _by_name(catalogue: Catalogue, renames: Renames) -> dict[str, Runs]:
    found: dict[str, Runs] = {}
    for row in price_list(catalogue).rows:
        name, intake, category = renames.purchase(row)
        prices = found.setdefault(name, {}).setdefault(intake, {}).setdefault(category, set())
        prices.add((row.basis, row.early_bird, row.size))
    return found


def _apart(
    kind: NameKind,
    qualification: str | None,
    were: Mapping[str, object] | Mapping[str | None, object],
    are: Mapping[str, object] | Mapping[str | None, object],
) -> Iterator[Unmatched]:
    gone = tuple(Priced(kind.value, qualification, name) for name in were if name not in are)
    come = tuple(Priced(kind.value, qualification, name) for name in are if name not in were)
    if gone and come:
        yield Unmatched(gone, come)


def _within(were: Mapping[str, Runs], are: Mapping[str, Runs]) -> Iterator[Unmatched]:
    """Yield what is unmatched within the qualifications that both have, each once."""
    categories: dict[tuple[tuple[str | None, ...], ...], list[Unmatched]] = {}
    for name, runs in were.items():
        if name not in are:
            continue
        yield from _apart(NameKind.INTAKE, name, runs, are[name])
        prices: dict[Unmatched, None] = {}
        for intake, payers in runs.items():
            if intake not in are[name]:
                continue
            for each in _apart(NameKind.CATEGORY, name, payers, are[name][intake]):
                names = tuple(tuple(of.name for of in side) for side in (each.gone, each.new))
                same = categories.setdefault(names, [])
                if each not in same[-1:]:  # another intake of the same qualification
                    same.append(each)
            for category, ways in payers.items():
                if category in are[name][intake]:
                    prices |= dict.fromkeys(_ways(name, ways, are[name][intake][category]))
        yield from prices
    for (gone, come), same in categories.items():
        yield same[0] if len(same) == 1 else Unmatched(_of_several(gone), _of_several(come))


def _of_several(categories: Iterable[str | None]) -> tuple[Priced, ...]:
    return tuple(Priced("category", None, name) for name in categories)


def _ways(name: str, were: set[Price], are: set[Price]) -> Iterator[Unmatched]:
    """Yield ways to pay that are gone with nothing left to pay by instead, beside those new."""
    come = are - were
    gone = {way for way in were - are if not _is_left(way, are)}
    if gone and come:
        old, new = (tuple(_way(name, way) for way in sorted(side)) for side in (gone, come))
        yield Unmatched(old, new)


def _is_left(gone: Price, are: set[Price]) -> bool:
    """Whether as many learners can be paid for in another way, so that the two are compared."""
    _, was_early, size = gone
    if (Basis.INDIVIDUAL, False, 1) in are:
        return True
    return any((was_early or not early) and size % of == 0 for _, early, of in are)


def _way(name: str, price: Price) -> Priced:
    basis, early, size = price
    what = "one learner" if basis is Basis.INDIVIDUAL else f"cohort of {size}"
    return Priced("price", name, f"{what}, early bird" if early else what)


# From one qualification to another ----------------------------------------------------------------


def _moved(
    new: Catalogue, were: Mapping[str, Runs], are: Mapping[str, Runs]
) -> Iterator[Unmatched]:
    """Yield intakes that may have become qualifications of their own, and the other way round.

    Those that are sold alike: to the same categories, on the same bases. A new intake at the prices
    of another intake of its qualification is one more of these, and no move.
    """
    for gone, come in _alike(_lone_intakes(were, are), _lone_qualifications(are, were)):
        yield Unmatched(gone, come)
    one_more = {
        (name, intake)
        for name in were.keys() & are.keys()
        for intake in _priced_like_another(price_list(new).of(name).rows, were[name])
    }
    intakes = (each for each in _lone_intakes(are, were) if each[:2] not in one_more)
    for come, gone in _alike(intakes, _lone_qualifications(were, are)):
        yield Unmatched(gone, come)


Sold = frozenset[tuple[str, Price]]
"""To whom, and how, places are sold."""


def _lone_intakes(
    some: Mapping[str, Runs], others: Mapping[str, Runs]
) -> Iterator[tuple[str, str | None, Sold]]:
    for name, runs in some.items():
        for intake, payers in runs.items():
            if name in others and intake not in others[name]:
                yield name, intake, _sold([payers])


def _lone_qualifications(
    some: Mapping[str, Runs], others: Mapping[str, Runs]
) -> Iterator[tuple[str, Sold]]:
    for name, runs in some.items():
        if name not in others:
            yield name, _sold(runs.values())


def _sold(runs: Iterable[Mapping[str, set[Price]]]) -> Sold:
    return frozenset(
        (category, way) for run in runs for category, ways in run.items() for way in ways
    )


def _alike(
    intakes: Iterable[tuple[str, str | None, Sold]], qualifications: Iterable[tuple[str, Sold]]
) -> Iterator[tuple[tuple[Priced, ...], tuple[Priced, ...]]]:
    """Yield those intakes and those qualifications that are sold alike."""
    alike: dict[Sold, tuple[list[Priced], list[Priced]]] = {}
    for name, sold in qualifications:
        alike.setdefault(sold, ([], []))[1].append(Priced("qualification", None, name))
    for name, intake, sold in intakes:
        if sold in alike:
            alike[sold][0].append(Priced("intake", name, intake))
    for some, others in alike.values():
        if some:
            yield tuple(some), tuple(others)


def _priced_like_another(rows: Iterable[PriceRow], known: Runs) -> Iterator[str | None]:
    """Yield the intakes whose prices are those of an intake that is *known*."""
    printed: dict[str | None, set[object]] = {}
    for row in rows:
        price = row.category, row.basis, row.early_bird, row.size, row.price, row.includes_vat
        printed.setdefault(row.intake, set()).add(price)
    prices = {intake: frozenset(each) for intake, each in printed.items()}
    usual = {prices[intake] for intake in prices if intake in known}
    yield from (intake for intake in prices if prices[intake] in usual)
