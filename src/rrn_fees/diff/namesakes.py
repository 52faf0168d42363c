"""Things called alike, of which nobody can say whether one is the other. Pure.

A new thing that has the title, the label or the dates of an old one may be that one, if the old one
is renamed to another or can no longer be paid for. And a title that another qualification has now
may lead to another intake.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.diff.fact_changes import canonical
from rrn_fees.diff.matching import dates_mark, plain_mark
from rrn_fees.diff.moved_names import MovedNames
from rrn_fees.diff.renames import Renames
from rrn_fees.diff.unmatched import Kind, Priced, Reason, Unmatched, without_counterpart
from rrn_fees.pricing.price_list import PriceRow, price_list

Marks = Mapping[str, Sequence[Hashable]]
"""By name: what each thing is known by; None is no mark."""
Rows = Mapping[str, Sequence[PriceRow]]


def possible_renames(
    old: Catalogue, new: Catalogue, renames: Renames, on: date
) -> tuple[Unmatched, ...]:
    """Return all that may have been renamed and may not, so that its prices cannot be compared.

    What can be paid is asked of the days from *on* on.
    """
    found = without_counterpart(old, new, renames)
    new_names = {each for one in found for each in one.new}
    namesakes = _namesakes(renames.applied_to(old), new, renames, on)
    return (
        *found,
        *(each for each in namesakes if not new_names.issuperset(each.new)),
        *_moved_titles(old, new, renames),
    )


def _namesakes(old: Catalogue, new: Catalogue, renames: Renames, on: date) -> Iterator[Unmatched]:
    """Yield what is new and called like something that is renamed, or no longer to be paid for.

    Then the old price may stand under a name that nobody can buy, and another under one that they
    can. *old* has its new names already.
    """
    were, are = old.qualifications, new.qualifications
    before, after = ({name: [*price_list(of).of(name).rows] for name in of.qualifications}
                     for of in (old, new))  # fmt: skip

    def priced_as(kind: Kind, of: str | None) -> Callable[[str], Priced]:
        return lambda name: Priced(kind, of, name)

    yield from _called_alike(
        _Side({name: [plain_mark(each.title)] for name, each in were.items()}, before),
        _Side({name: [plain_mark(each.title)] for name, each in are.items()}, after),
        {new_name: old_name for old_name, new_name in renames.qualifications.items()},
        priced_as("qualification", None),
        on,
    )
    labels = [
        {name: [plain_mark(each.label)] for name, each in of.categories.items()}
        for of in (old, new)
    ]
    categories: dict[Unmatched, None] = {}
    for name in were.keys() & are.keys():
        intakes = [
            {
                intake: [(at, mark) for at, mark in
                         enumerate((dates_mark(each), plain_mark(each.label))) if mark is not None]
                for intake, each in of[name].intakes.items()
            }
            for of in (were, are)
        ]  # fmt: skip
        by_intake, by_category = (
            [_grouped(of[name], key) for of in (before, after)]
            for key in (lambda row: row.intake, lambda row: row.category)
        )
        yield from _called_alike(
            _Side(intakes[0], by_intake[0]),
            _Side(intakes[1], by_intake[1]),
            {new_name: old_name for old_name, new_name in renames.intakes.get(name, {}).items()},
            priced_as("intake", name),
            on,
        )
        categories |= dict.fromkeys(
            _called_alike(
                _Side(labels[0], by_category[0]),
                _Side(labels[1], by_category[1]),
                {new_name: old_name for old_name, new_name in renames.categories.items()},
                priced_as("category", None),
                on,
            )
        )
    yield from categories


@dataclass(frozen=True, slots=True)
class _Side:
    """The things of one kind in one of the two catalogues."""

    marks: Marks
    rows: Rows


def _grouped(
    rows: Iterable[PriceRow], key: Callable[[PriceRow], str | None]
) -> dict[str, list[PriceRow]]:
    found: dict[str, list[PriceRow]] = defaultdict(list)
    for row in rows:
        name = key(row)
        if name is not None:
            found[name].append(row)
    return found


def _called_alike(
    old: _Side,
    new: _Side,
    old_names: Mapping[str, str],
    priced: Callable[[str], Priced],
    on: date,
) -> Iterator[Unmatched]:
    """Yield each old thing that is renamed, or no longer to be paid for, beside its namesakes."""
    come: dict[Hashable, list[str]] = defaultdict(list)
    for name, rows in new.rows.items():
        if rows and not old.rows.get(name):
            for mark in new.marks.get(name, ()):
                if mark is not None:
                    come[mark].append(name)
    if not come:
        return
    for name, rows in old.rows.items():
        alike = dict.fromkeys(
            each for mark in old.marks.get(name, ()) for each in come.get(mark, ()) if each != name
        )
        if not (rows and alike):
            continue
        left = new.rows.get(name, ())
        if name in old_names:
            names = (name, *alike) if left else (*alike,)
            yield Unmatched(
                (priced(old_names[name]),), tuple(map(priced, names)), reason=Reason.CALLED_ALIKE
            )
        elif _is_no_longer_paid(rows, left, on):
            yield Unmatched((priced(name),), tuple(map(priced, alike)), reason=Reason.CALLED_ALIKE)


def _is_no_longer_paid(old: Iterable[PriceRow], new: Iterable[PriceRow], on: date) -> bool:
    """Whether *old* can be paid on a day from *on* on, as far as is known, and *new* cannot."""
    old, new = [*old], [*new]
    return any(
        any(can(row, on) for row in old) and not any(can(row, on) for row in new)
        for can in (PriceRow.can_be_paid_from, PriceRow.may_be_paid_from)
    )


def _moved_titles(old: Catalogue, new: Catalogue, renames: Renames) -> Iterator[Unmatched]:
    """Yield qualifications whose title another has now, where one may pay for another intake.

    Who asks by the title, or by the identifier, and names no intake gets the first that is open.
    """
    for old_name, choices in MovedNames(old, new, renames).qualifications.items():
        sides = [(new_name, Reason.TITLE_MOVED) for new_name, _ in choices]
        sides.append((renames.qualification(old_name), Reason.IDENTIFIER_MOVED))
        for new_name, reason in sides:
            if new_name in new.qualifications and not _have_one_first_intake(
                (old, old_name, renames), (new, new_name, Renames())
            ):
                yield Unmatched(
                    (Priced("qualification", None, old_name),),
                    (Priced("qualification", None, new_name),),
                    reason=reason,
                )


def _have_one_first_intake(*sides: tuple[Catalogue, str, Renames]) -> bool:
    """Whether on each day the intake that is open first is the same one, or costs the same.

    It is the same if all are, but for their labels: then the prices are compared one by one.
    """
    intakes = [
        {
            renames.intake(name, intake): canonical(replace(of, label=None))
            for intake, of in catalogue.qualifications[name].intakes.items()
        }
        for catalogue, name, renames in sides
    ]
    prices = {each for side in sides for each in _prices_by_intake(*side)}
    return intakes[0] == intakes[1] or len(prices) <= 1


def _prices_by_intake(
    catalogue: Catalogue, name: str, renames: Renames
) -> Iterator[frozenset[Hashable]]:
    """Yield all that is paid for each intake, the categories by the names of today."""
    prices: dict[str | None, set[Hashable]] = {}
    for row in price_list(catalogue).of(name).rows:
        prices.setdefault(row.intake, set()).add((
            renames.category(row.category), row.basis, row.early_bird, row.until, row.size,
            row.price, row.includes_vat, row.vat_code,
        ))  # fmt: skip
    yield from map(frozenset, prices.values())
