"""What a shell completes: names of the catalogue in force, and the words of a choice.

Says nothing and fails at nothing: what cannot be looked up is not completed. Names are identifiers,
but what they stand for may be any text, and zsh evaluates what it is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from rrn_fees.cli.shell import open_catalogue
from rrn_fees.errors import RrnFeesError
from rrn_fees.printable import printable

if TYPE_CHECKING:
    from rrn_fees.catalogue.model import Catalogue

Completion = tuple[str, str]
"""A word, and what it stands for."""
Complete = Callable[[Any, str], list[Completion]]


def _from_the_catalogue(names: Callable[[Catalogue], Mapping[str, str]]) -> Complete:
    def complete(ctx: Any, incomplete: str) -> list[Completion]:
        try:
            catalogue = open_catalogue(ctx.params.get("catalogue"), None)
        except (RrnFeesError, OSError):
            return []
        found = names(catalogue).items()
        return [(name, _inert(of)) for name, of in found if name.startswith(incomplete)]

    return complete


_INERT = str.maketrans({"'": "’", '"': "”", "[": "(", "]": ")", **dict.fromkeys("\\$`", " ")})
"""What stands for a character that zsh would act on, or Typer, which takes brackets for markup.

Typer's own escapes are not those of zsh, which evaluates what it is told twice: a backslash before
a quote ends the text for it, and what follows is run.
"""


def _inert(text: str) -> str:
    """Return *text* as far as any shell can show it without acting on it."""
    return printable(" ".join(text.split())).translate(_INERT)


def _qualifications(catalogue: Catalogue) -> dict[str, str]:
    return {name: of.title for name, of in catalogue.qualifications.items()}


def _subjects(catalogue: Catalogue) -> dict[str, str]:
    requirements = {name: of.title for name, of in catalogue.requirements.items()}
    return _qualifications(catalogue) | requirements


def _categories(catalogue: Catalogue) -> dict[str, str]:
    return {name: of.label for name, of in catalogue.categories.items()}


def _intakes(catalogue: Catalogue) -> dict[str, str]:
    return {
        name: intake.label or of.title
        for of in catalogue.qualifications.values()
        for name, intake in of.intakes.items()
    }


def _answers(catalogue: Catalogue) -> dict[str, str]:
    """Return every answer to every question, as ``--fact`` takes it."""
    return dict(_facts(catalogue))


def _facts(catalogue: Catalogue) -> Iterator[Completion]:
    from rrn_fees.catalogue.model import reserved_facts
    from rrn_fees.eligibility.enquiry import Answer

    questions = {name: fact.question for name, fact in catalogue.facts.items()}
    for name in (*questions, *sorted(reserved_facts(catalogue.categories))):
        for answer in Answer:
            yield f"{name}={answer.value}", questions.get(name, "")


complete_qualification = _from_the_catalogue(_qualifications)
complete_subject = _from_the_catalogue(_subjects)
complete_category = _from_the_catalogue(_categories)
complete_intake = _from_the_catalogue(_intakes)
complete_fact = _from_the_catalogue(_answers)


def complete_check(ctx: Any, incomplete: str) -> list[Completion]:
    """Complete the code of a check."""
    del ctx
    from rrn_fees.checks.registry import CHECKS

    return [(of.code, of.summary) for of in CHECKS if of.code.startswith(incomplete.upper())]


def complete_word(words: tuple[str, ...]) -> Complete:
    """Return what completes one of *words*."""

    def complete(ctx: Any, incomplete: str) -> list[Completion]:
        del ctx
        return [(word, "") for word in words if word.startswith(incomplete)]

    return complete
