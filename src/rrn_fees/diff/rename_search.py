"""The search for names that changed: what is gone from one catalogue and new in another. Pure.

Each name that is gone is matched with a name that is new, if the two are alike; what is left on
both sides may or may not be a rename, and then nobody can say whether a price rose.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from rrn_fees.catalogue.model import Catalogue, Intake, IntakeId, Qualification, QualificationId
from rrn_fees.diff.fact_changes import canonical
from rrn_fees.diff.matching import For, Thing, dates_mark, matched, plain_mark, thing
from rrn_fees.diff.renames import Renames
from rrn_fees.pricing.price_list import PriceRow, price_list


def find_renames(old: Catalogue, new: Catalogue) -> Renames:
    """Return every qualification, intake and category of *old* that *new* has by another name.

    Only what is gone from *old* is matched, and only with what is new in *new*: by title, label or
    dates, else by prices that are equal, or that all differ by one factor. Categories come first,
    so that the prices of a qualification can be compared though a category changed as well; intakes
    come last, in what is by then known to be the same qualification.
    """
    renames = Renames(categories=_categories(old, new))
    named = renames.applied_to(old)
    renames = replace(renames, qualifications=_qualifications(named, new))
    named = renames.applied_to(old)
    intakes = {
        name: found
        for name, qualification in new.qualifications.items()
        if name in named.qualifications and (found := _intakes(name, named, new, qualification))
    }
    return replace(renames, intakes=intakes)


def _bought(row: PriceRow) -> For:
    return row.basis.value, "early" if row.early_bird else "", f"{row.size:06d}"


def _categories(old: Catalogue, new: Catalogue) -> dict[str, str]:
    found: dict[str, str] = {}
    runs = [{(row.qualification, row.intake) for row in price_list(of).rows} for of in (old, new)]
    in_both = runs[0] & runs[1]

    def things(of: Catalogue, names: Sequence[str], *, everywhere: bool) -> list[Thing]:
        rows: dict[str, list[PriceRow]] = {name: [] for name in names}
        for row in price_list(of).rows:
            if row.category in rows and (everywhere or (row.qualification, row.intake) in in_both):
                rows[row.category].append(row)
        purpose = _bought if everywhere else _purchase_in_run
        return [
            thing(name, [plain_mark(of.categories[name].label)], rows[name], purpose)
            for name in names
        ]

    # What a category pays where nothing else has a new name says most; then what it pays at all.
    for lone_is_enough, everywhere in product((False, True), repeat=2):
        gone = [name for name in old.categories if name not in new.categories and name not in found]
        taken = {*found.values()}
        come = [name for name in new.categories if name not in old.categories and name not in taken]
        if not (gone and come):
            break
        olds, news = (
            things(of, names, everywhere=everywhere) for of, names in ((old, gone), (new, come))
        )
        found |= matched(olds, news, lone_is_enough=lone_is_enough)
    return found


def _purchase_in_run(row: PriceRow) -> For:
    return row.qualification, row.intake or "", *_bought(row)


def _qualifications(old: Catalogue, new: Catalogue) -> dict[str, str]:
    were, are = old.qualifications, new.qualifications
    gone, come = _only_in(were, are), _only_in(are, were)
    if not (gone and come):
        return {}
    in_both = old.categories.keys() & new.categories.keys()

    def things(catalogue: Catalogue, names: Sequence[str]) -> list[Thing]:
        of = price_list(catalogue).of
        return [
            _qualification(
                name,
                catalogue.qualifications[name],
                [row for row in of(name).rows if row.category in in_both],
            )
            for name in names
        ]

    return matched(things(old, gone), things(new, come), agrees=_is_like)


def _qualification(name: str, of: Qualification, rows: Sequence[PriceRow]) -> Thing:
    title = plain_mark(of.title)
    dates = frozenset(dates_mark(intake) for intake in of.intakes.values()) - {None}
    level = (of.award, of.level, of.credits, of.learning_hours, of.duration_months, of.units)
    return thing(
        name,
        [(title, canonical(of)), title],
        rows,
        lambda row: (row.category, *_bought(row)),
        _run_by_run(of, rows),
        particulars=dates or (level if any(level) else None),
        words=frozenset(re.findall(r"\w+", title or "")),
    )


def _run_by_run(of: Qualification, rows: Iterable[PriceRow]) -> Iterator[Hashable]:
    """Yield the prices of each intake with ever less of what it is known by, the most first.

    Of two qualifications with the same prices, that on the same days is more likely the same one:
    and where it is taken for the other, an intake of one would be compared with one of the other.
    """
    prices: dict[IntakeId | None, set[Hashable]] = {}
    for row in rows:
        price = row.category, *_bought(row), row.price, row.includes_vat, row.vat_code
        prices.setdefault(row.intake, set()).add(price)
    runs: list[tuple[Hashable, ...]] = []
    for name, each in prices.items():
        intake = of.intakes.get(name) if name is not None else None
        dates = dates_mark(intake) if intake else None
        label = plain_mark(intake.label) if intake else None
        runs.append((frozenset(each), name is None, dates, label, name))
    for known in range(5, 1, -1):
        yield canonical(tuple(run[:known] for run in runs)) if runs else None


def _is_like(old: Thing, new: Thing) -> bool:
    """Whether two qualifications whose prices differ by one factor have something else in common.

    Many have: a member pays nine tenths of what others pay for every course of a catalogue.
    """
    if old.particulars is not None and old.particulars == new.particulars:
        return True
    return 2 * len(old.words & new.words) >= max(len(old.words), len(new.words))


def _intakes(
    name: QualificationId, old: Catalogue, new: Catalogue, qualification: Qualification
) -> dict[str, str]:
    were, are = old.qualifications[name].intakes, qualification.intakes
    gone, come = _only_in(were, are), _only_in(are, were)
    if not (gone and come):
        return {}
    in_both = old.categories.keys() & new.categories.keys()

    def things(
        catalogue: Catalogue, intakes: Mapping[IntakeId, Intake], names: Sequence[str]
    ) -> list[Thing]:
        rows: dict[str | None, list[PriceRow]] = {each: [] for each in names}
        for row in price_list(catalogue).of(name).rows:
            if row.intake in rows and row.category in in_both:
                rows[row.intake].append(row)
        return [
            thing(
                each,
                [dates_mark(intakes[each]), plain_mark(intakes[each].label)],
                rows[each],
                lambda row: (row.category, *_bought(row)),
            )
            for each in names
        ]

    return matched(things(old, were, gone), things(new, are, come), lone_is_enough=True)


def _only_in(some: Iterable[str], others: Mapping[str, object]) -> list[str]:
    return [name for name in some if name not in others]
