"""Checks of names: what is referred to is declared, and what is declared is used."""

from collections.abc import Iterator

from rrn_fees.catalogue.structure import NOUNS, declarations, mentions
from rrn_fees.checks.check import Check, Example, Found, Level, Subject, Within, fault
from rrn_fees.errors import FaultKind, quoted


def _never_used(subject: Subject) -> Iterator[Found]:
    """Yield what is declared and never used; of a file with faults that cannot be told."""
    root = subject.draft.root
    if root is None or not subject.is_sound:
        return
    used = mentions(root, subject.draft.reading)
    for target, declared in declarations(root):
        for name, key in declared.items():
            if (target, name) not in used:
                yield Found(
                    key,
                    f"the {NOUNS[target]} {quoted(name)} is declared and never used",
                    "use it where it belongs, or leave it out",
                )


_RATE = 'standard: [{valid_from: 2011-01-04, percent: "20", source: page}]'

CHECKS = (
    fault(
        "F201",
        FaultKind.UNKNOWN_REFERENCE,
        "a name is used that nobody declares",
        "A price for a category that does not exist can be asked for by no one; a source that is "
        "not there vouches for nothing.",
        bad=Example('individual: {member: "100.00", non-membre: "120.00"}'),
        good=Example('individual: {member: "100.00", non-member: "120.00"}'),
    ),
    Check(
        code="F202",
        name="never-used",
        level=Level.WARNING,
        summary="a source, category, fact or VAT code is declared and never used",
        why="It was most likely meant to be used somewhere, under a name that was mistyped, or is "
        "left over from what has gone.",
        bad=Example(
            "sources: {page: {title: Fees page}, letter: {title: Letter of 2019}}", Within.CATALOGUE
        ),
        good=Example("sources: {page: {title: Fees page}}", Within.CATALOGUE),
        find=_never_used,
    ),
    fault(
        "F203",
        FaultKind.RESERVED_NAME,
        "a name has a meaning of its own already",
        "exempt and outside-scope are VAT codes, some facts mean the same in every catalogue, and "
        "a qualification and a requirement of one name could not be told apart.",
        bad=Example(f"vat:\n  rates:\n    {_RATE}\n    exempt: []", Within.CATALOGUE),
        good=Example(f"vat:\n  rates:\n    {_RATE}", Within.CATALOGUE),
    ),
)
"""In the order of their codes."""
