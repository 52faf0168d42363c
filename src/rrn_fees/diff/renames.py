"""Which qualification, intake or category of one catalogue goes by another name in a second. Pure.

A price is known again by the names of what it is for. So a name that changes would hide a price
that rises with it: one is gone, another is new. Here each name that is gone is matched with a name
that is new, if the two are alike; what is left on both sides may or may not be a rename, and then
nobody can say whether a price rose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import product
from typing import TypeVar

from rrn_fees.catalogue.model import (
    Catalogue,
    CategoryId,
    Cohort,
    FeeSchedule,
    Intake,
    IntakeId,
    Qualification,
    QualificationId,
    known_date,
)
from rrn_fees.diff.fact_changes import FactChange, canonical
from rrn_fees.money import Pence
from rrn_fees.pricing.price_list import PriceRow, price_list

T = TypeVar("T")

Purchase = tuple[QualificationId, IntakeId | None, CategoryId]
"""What a price is for: a place on an intake of a qualification, for one category."""


class NameKind(StrEnum):
    """What a name is the name of."""

    QUALIFICATION = "qualification"
    INTAKE = "intake"
    CATEGORY = "category"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """One thing that goes by another name."""

    kind: NameKind
    qualification: QualificationId | None
    """Whose intake it is, by its new name; None unless it is an intake."""
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Renames:
    """Every name that changed, by the old one."""

    categories: Mapping[CategoryId, CategoryId] = field(default_factory=dict)
    qualifications: Mapping[QualificationId, QualificationId] = field(default_factory=dict)
    intakes: Mapping[QualificationId, Mapping[IntakeId, IntakeId]] = field(default_factory=dict)
    """By the new name of the qualification."""

    @property
    def are_any(self) -> bool:
        """Whether any name changed."""
        return bool(self.categories or self.qualifications or self.intakes)

    def all(self) -> Iterator[Rename]:
        """Yield each of them."""
        for kind, names in (
            (NameKind.QUALIFICATION, self.qualifications),
            (NameKind.CATEGORY, self.categories),
        ):
            for old, new in names.items():
                yield Rename(kind=kind, qualification=None, old=old, new=new)
        for name, of_one in self.intakes.items():
            for old, new in of_one.items():
                yield Rename(kind=NameKind.INTAKE, qualification=name, old=old, new=new)

    def qualification(self, old: QualificationId) -> QualificationId:
        """Return what the qualification *old* is called now."""
        return self.qualifications.get(old, old)

    def category(self, old: CategoryId) -> CategoryId:
        """Return what the category *old* is called now."""
        return self.categories.get(old, old)

    def intake(self, qualification: QualificationId, old: IntakeId | None) -> IntakeId | None:
        """Return what the intake *old* is called now; *qualification* is its old name, too."""
        if old is None:
            return None
        return self.intakes.get(self.qualification(qualification), {}).get(old, old)

    def purchase(self, row: PriceRow) -> Purchase:
        """Return what *row* of the old price list is for, by the names of today."""
        return (
            self.qualification(row.qualification),
            self.intake(row.qualification, row.intake),
            self.category(row.category),
        )

    def applied_to(self, old: Catalogue) -> Catalogue:
        """Return *old* with the new names in place of its own."""
        if not self.are_any:
            return old
        return replace(
            old,
            categories=self._by_category(old.categories),
            qualifications={
                self.qualification(name): self._renamed(name, qualification)
                for name, qualification in old.qualifications.items()
            },
        )

    def _renamed(self, name: QualificationId, qualification: Qualification) -> Qualification:
        now = self.intakes.get(self.qualification(name), {})
        return replace(
            qualification,
            intakes={now.get(old, old): intake for old, intake in qualification.intakes.items()},
            fees=tuple(self._schedule(schedule, now) for schedule in qualification.fees),
        )

    def _schedule(self, schedule: FeeSchedule, now: Mapping[IntakeId, IntakeId]) -> FeeSchedule:
        cohort, early = schedule.cohort, schedule.early_bird
        if isinstance(cohort, Cohort):
            cohort = replace(cohort, prices=self._by_category(cohort.prices))
        if early is not None:
            early = replace(
                early,
                individual=self._by_category(early.individual),
                cohort=self._by_category(early.cohort),
            )
        return replace(
            schedule,
            intakes=tuple(now.get(old, old) for old in schedule.intakes),
            individual=self._by_category(schedule.individual),
            cohort=cohort,
            early_bird=early,
        )

    def backwards(self) -> Renames:
        """Return what gives the new names their old ones again."""
        old_name = _inverse(self.qualifications)
        return Renames(
            categories=_inverse(self.categories),
            qualifications=old_name,
            intakes={old_name.get(name, name): _inverse(of) for name, of in self.intakes.items()},
        )

    def of_old_side(self, fact: FactChange) -> FactChange:
        """Return *fact* with these names where it tells of the old file."""
        if fact.old_path is None or not self.are_any:
            return fact
        old, steps = fact.old, fact.old_path.split(".")
        match steps:
            case ["categories", category, *_]:
                steps[1] = self.category(category)
            case ["qualifications", name, "intakes", intake, *_]:
                steps[1], steps[3] = self.qualification(name), self.intake(name, intake) or ""
            case ["qualifications", name, *rest]:
                steps[1] = self.qualification(name)
                match rest:
                    case [_, listed] if listed.startswith("intakes["):
                        old = self.intake(name, old)
                    case (
                        [_, "individual", category]
                        | [_, "cohort", "prices", category]
                        | [_, "early_bird", "individual" | "cohort", category]
                    ):
                        steps[-1] = self.category(category)
        return replace(fact, old_path=".".join(steps), old=old)

    def _by_category(self, values: Mapping[CategoryId, T]) -> dict[CategoryId, T]:
        return {self.category(old): value for old, value in values.items()}


def _inverse(names: Mapping[str, str]) -> dict[str, str]:
    return {new: old for old, new in names.items()}


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


# What two things are known by ------------------------------------------------------------------

For = tuple[str, ...]
"""What a price is for, without the name that may have changed."""


@dataclass(frozen=True, slots=True)
class _Thing:
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


def _thing(
    name: str,
    marks: Sequence[Hashable],
    rows: Iterable[PriceRow],
    purpose: Callable[[PriceRow], For],
    closer: Iterable[Hashable] = (),
    **more: Hashable,
) -> _Thing:
    """Return what *name* is known by; *closer* compares prices more closely than all together."""
    printed: dict[For, set[tuple[Pence, bool, str]]] = {}
    for row in rows:
        printed.setdefault(purpose(row), set()).add((row.price, row.includes_vat, row.vat_code))
    return _Thing(
        name,
        tuple(marks),
        {of: tuple(sorted({price for price, _, _ in each})) for of, each in printed.items()},
        (*closer, frozenset((of, frozenset(each)) for of, each in printed.items()) or None),
        **more,  # type: ignore[arg-type]
    )


def plain_mark(text: str | None) -> str | None:
    """Return *text* without what a person would not see as another text; None is no mark."""
    return " ".join(text.split()).casefold() if text else None


def _bought(row: PriceRow) -> For:
    return row.basis.value, "early" if row.early_bird else "", f"{row.size:06d}"


def _categories(old: Catalogue, new: Catalogue) -> dict[str, str]:
    found: dict[str, str] = {}
    runs = [{(row.qualification, row.intake) for row in price_list(of).rows} for of in (old, new)]
    in_both = runs[0] & runs[1]

    def things(of: Catalogue, names: Sequence[str], *, everywhere: bool) -> list[_Thing]:
        rows: dict[str, list[PriceRow]] = {name: [] for name in names}
        for row in price_list(of).rows:
            if row.category in rows and (everywhere or (row.qualification, row.intake) in in_both):
                rows[row.category].append(row)
        purpose = _bought if everywhere else _purchase_in_run
        return [
            _thing(name, [plain_mark(of.categories[name].label)], rows[name], purpose)
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
        found |= _matched(olds, news, lone_is_enough=lone_is_enough)
    return found


def _purchase_in_run(row: PriceRow) -> For:
    return row.qualification, row.intake or "", *_bought(row)


def _qualifications(old: Catalogue, new: Catalogue) -> dict[str, str]:
    were, are = old.qualifications, new.qualifications
    gone, come = _only_in(were, are), _only_in(are, were)
    if not (gone and come):
        return {}
    in_both = old.categories.keys() & new.categories.keys()

    def things(catalogue: Catalogue, names: Sequence[str]) -> list[_Thing]:
        of = price_list(catalogue).of
        return [
            _qualification(
                name,
                catalogue.qualifications[name],
                [row for row in of(name).rows if row.category in in_both],
            )
            for name in names
        ]

    return _matched(things(old, gone), things(new, come), agrees=_is_like)


def _qualification(name: str, of: Qualification, rows: Sequence[PriceRow]) -> _Thing:
    title = plain_mark(of.title)
    dates = frozenset(dates_mark(intake) for intake in of.intakes.values()) - {None}
    level = (of.award, of.level, of.credits, of.learning_hours, of.duration_months, of.units)
    return _thing(
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


def _is_like(old: _Thing, new: _Thing) -> bool:
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
    ) -> list[_Thing]:
        rows: dict[str | None, list[PriceRow]] = {each: [] for each in names}
        for row in price_list(catalogue).of(name).rows:
            if row.intake in rows and row.category in in_both:
                rows[row.intake].append(row)
        return [
            _thing(
                each,
                [dates_mark(intakes[each]), plain_mark(intakes[each].label)],
                rows[each],
                lambda row: (row.category, *_bought(row)),
            )
            for each in names
        ]

    return _matched(things(old, were, gone), things(new, are, come), lone_is_enough=True)


def dates_mark(intake: Intake) -> Hashable:
    """Return the days of *intake*, by which it is known again; None if there are none."""
    applications = intake.applications
    days = (
        intake.starts_on, intake.final_payment_on, applications.opens_on, applications.closes_on
    )  # fmt: skip
    return tuple(map(known_date, days)) if any(map(known_date, days)) else None


def _only_in(some: Iterable[str], others: Mapping[str, object]) -> list[str]:
    return [name for name in some if name not in others]


# Matching --------------------------------------------------------------------------------------


def _always(old: _Thing, new: _Thing) -> bool:
    del old, new
    return True


def _matched(
    gone: list[_Thing],
    come: list[_Thing],
    *,
    agrees: Callable[[_Thing, _Thing], bool] = _always,
    lone_is_enough: bool = False,
) -> dict[str, str]:
    """Return which of those *gone* is which of those that *come*, by name.

    Each step looks only at what the steps before have left, and takes time in proportion to it.
    """
    found: dict[str, str] = {}

    def match(pairs: Iterable[tuple[_Thing, _Thing]]) -> None:
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


Buckets = Iterator[tuple[list[_Thing], list[_Thing]]]


def _buckets(
    gone: Sequence[_Thing], come: Sequence[_Thing], key: Callable[[_Thing], Hashable]
) -> Buckets:
    """Yield those that share a key, of both sides."""
    waiting: dict[Hashable, tuple[list[_Thing], list[_Thing]]] = {}
    for side, things in enumerate((gone, come)):
        for thing in things:
            of_thing = key(thing)
            if of_thing is not None:
                waiting.setdefault(of_thing, ([], []))[side].append(thing)
    yield from (pair for pair in waiting.values() if all(pair))


def _one_to_one(
    gone: Sequence[_Thing], come: Sequence[_Thing], key: Callable[[_Thing], Hashable]
) -> Iterator[tuple[_Thing, _Thing]]:
    for olds, news in _buckets(gone, come, key):
        if len(olds) == len(news) == 1:
            yield olds[0], news[0]


def _in_order(
    gone: Sequence[_Thing], come: Sequence[_Thing], key: Callable[[_Thing], Hashable]
) -> Iterator[tuple[_Thing, _Thing]]:
    for olds, news in _buckets(gone, come, key):
        yield from zip(olds, news, strict=False)


def _by_one_factor(
    gone: Sequence[_Thing],
    come: Sequence[_Thing],
    agrees: Callable[[_Thing, _Thing], bool],
) -> Iterator[tuple[_Thing, _Thing]]:
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


_PLAY = 102
"""In hundredths, how far factors may lie apart: prices that rise are rounded to pounds."""


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
    return most[1] * least[0] * 100 <= least[1] * most[0] * _PLAY
