"""Which qualification, intake or category of one catalogue goes by another name in a second. Pure.

A price is known again by the names of what it is for. So a name that changes would hide a price
that rises with it: one is gone, another is new. `rename_search` finds the renames; what is here
reads one catalogue by the names of the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from rrn_fees.catalogue.model import (
    Catalogue,
    CategoryId,
    Cohort,
    FeeSchedule,
    IntakeId,
    Qualification,
    QualificationId,
)
from rrn_fees.diff.fact_changes import FactChange
from rrn_fees.pricing.price_list import PriceRow

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
