"""Titles, labels and dates that stand for another thing than they did. Pure.

An identifier is not all that a person asks by. Where two intakes swap their labels, each price
stays under its identifier, and whoever asks for "Spring" pays the price of the other. So each old
price is also compared with what its title, its label or its dates stand for now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from rrn_fees.catalogue.model import Catalogue, IntakeId, QualificationId
from rrn_fees.diff.matching import dates_mark, plain_mark
from rrn_fees.diff.renames import NameKind, Purchase, Renames

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedName:
    """A title, a label or the dates of an intake: what they stood for, and what they stand for."""

    kind: NameKind
    name: str | None
    """The title or the label, as it is written now; None: the dates."""
    old: str
    """The identifier of what it stood for."""
    new: str
    """The identifier of what it stands for."""


Choices = list[tuple[str, MovedName | None]]
"""What an old identifier may become: by itself, or by a name that has moved."""


class MovedNames:
    """Every name of two catalogues that stands for another thing, to look up by the old one."""

    def __init__(self, old: Catalogue, new: Catalogue, renames: Renames) -> None:
        self.old, self.new, self.renames = old, new, renames
        self.qualifications = _moved(
            NameKind.QUALIFICATION,
            old.qualifications,
            new.qualifications,
            lambda of: of.title,
            renames.qualification,
        )
        self.categories = _moved(
            NameKind.CATEGORY,
            old.categories,
            new.categories,
            lambda of: of.label,
            renames.category,
        )
        self._intakes: dict[tuple[QualificationId, QualificationId], dict[str, Choices]] = {}

    @property
    def are_any(self) -> bool:
        """Whether any name has moved, of a qualification, a category or an intake."""
        return bool(self.qualifications or self.categories) or any(
            self._intakes_between(name, self.renames.qualification(name))
            for name in self.old.qualifications
        )

    def purchases(self, old: Purchase) -> Iterator[tuple[Purchase, tuple[MovedName, ...]]]:
        """Yield what *old*, by its old identifiers, is by names that have moved; and which these.

        Each name may have moved by itself: one may ask for a qualification by its title, and for
        the intake by its identifier.
        """
        name, intake, category = old
        qualifications: Choices = [(self.renames.qualification(name), None)]
        qualifications += self.qualifications.get(name, ())
        categories: Choices = [(self.renames.category(category), None)]
        categories += self.categories.get(category, ())
        for (new_name, by_title), (new_category, by_label) in product(qualifications, categories):
            for new_intake, by_intake in self._intake(name, new_name, intake):
                names = tuple(each for each in (by_title, by_intake, by_label) if each)
                if names:
                    yield (new_name, new_intake, new_category), names

    def _intake(
        self, old: QualificationId, new: QualificationId, intake: IntakeId | None
    ) -> list[tuple[IntakeId | None, MovedName | None]]:
        if intake is None:
            return [(None, None)]
        is_renamed = new == self.renames.qualification(old)
        plain = self.renames.intake(old, intake) if is_renamed else intake
        return [(plain, None), *self._intakes_between(old, new).get(intake, ())]

    def _intakes_between(self, old: QualificationId, new: QualificationId) -> dict[str, Choices]:
        """Return, for each intake of *old*, which intakes of *new* have its label or its dates."""
        if (old, new) not in self._intakes:
            self._intakes[old, new] = self._find_intakes(old, new)
        return self._intakes[old, new]

    def _find_intakes(self, old: QualificationId, new: QualificationId) -> dict[str, Choices]:
        if new not in self.new.qualifications:
            return {}
        sides = self.old.qualifications[old].intakes, self.new.qualifications[new].intakes
        is_renamed = new == self.renames.qualification(old)

        def plain(intake: str) -> str:
            return (self.renames.intake(old, intake) if is_renamed else intake) or intake

        found = _moved(NameKind.INTAKE, *sides, lambda of: of.label, plain)
        for intake, choices in _moved(NameKind.INTAKE, *sides, dates_mark, plain).items():
            found.setdefault(intake, []).extend(choices)
        return found


def _moved(
    kind: NameKind,
    old: Mapping[str, T],
    new: Mapping[str, T],
    name_of: Callable[[T], Hashable],
    plain: Callable[[str], str],
) -> dict[str, Choices]:
    """Return, by old identifier, what has its name now if that is not what it became anyway.

    A name that two things share stands for neither: who asks by it is asked which one is meant.
    """

    def by_mark(things: Mapping[str, T]) -> dict[Hashable, str]:
        marks = {name: _mark(name_of(of)) for name, of in things.items()}
        times = Counter(marks.values())
        times[None] = 0  # without a label or dates there is nothing to ask by
        return {mark: name for name, mark in marks.items() if times[mark] == 1}

    now = by_mark(new)
    found: dict[str, Choices] = {}
    for mark, old_name in by_mark(old).items():
        new_name = now.get(mark)
        if new_name is not None and new_name != plain(old_name):
            written = name_of(new[new_name])
            moved = MovedName(
                kind=kind,
                name=written if isinstance(written, str) else None,
                old=old_name,
                new=new_name,
            )
            found[old_name] = [(new_name, moved)]
    return found


def _mark(name: Hashable) -> Hashable:
    return plain_mark(name) if isinstance(name, str) else name
