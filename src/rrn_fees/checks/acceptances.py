"""Checks of the comments by which a catalogue accepts a finding: they hold, and say why."""

from collections.abc import Iterator

from rrn_fees.checks.check import Check, Example, Found, Level, Subject
from rrn_fees.errors import did_you_mean, listed, nearest, quoted

_FORM = "write it so: # rrn-fees: accept F305 the page prints it like this"


def _matches_nothing(subject: Subject) -> Iterator[Found]:
    for acceptance, code in subject.unmatched:
        yield Found(
            acceptance.place,
            f"{code} is accepted here and is not found in line {acceptance.line}",
            "take the acceptance out, or put it at the end of the line of the finding",
        )


def _says_too_little(subject: Subject) -> Iterator[Found]:
    for acceptance in subject.acceptances:
        if not acceptance.codes:
            message = f"{quoted(acceptance.text)} is no acceptance"
            yield Found(acceptance.place, message, _FORM)
        elif acceptance.reason is None:
            message = f"{listed(acceptance.codes)} is accepted without a reason of its own"
            yield Found(acceptance.place, message, _FORM)
        for code in acceptance.codes:
            acceptable = subject.codes.get(code)
            if acceptable is None:
                near = did_you_mean(nearest(code, subject.codes), subject.codes)
                yield Found(acceptance.place, f"there is no check {code}", near)
            elif not acceptable:
                message = f"{code} cannot be accepted: it leaves nothing sound to compute with"
                yield Found(acceptance.place, message, "mend what it is about")


CHECKS = (
    Check(
        code="F601",
        name="stale-acceptance",
        level=Level.WARNING,
        summary="an acceptance matches no finding",
        why="What it accepted has been mended or has moved. Left standing, it would accept the "
        "next fault on its line unseen.",
        bad=Example(
            'individual: {member: "100.00", non-member: "120.00"}'
            "  # rrn-fees: accept F301 as printed"
        ),
        good=Example(
            'individual: {member: "130.00", non-member: "120.00"}'
            "  # rrn-fees: accept F301 as printed"
        ),
        find=_matches_nothing,
        acceptable=False,
    ),
    Check(
        code="F602",
        name="bad-acceptance",
        level=Level.ERROR,
        summary="an acceptance says too little, or accepts what cannot be",
        why="Whoever reads the catalogue later must see what was accepted and why; a fault that "
        "leaves nothing to compute with cannot be accepted at all.",
        bad=Example(
            'individual: {member: "100.00", non-member: "120.00"}  # rrn-fees: ignore this line'
        ),
        good=Example(
            'individual: {member: "130.00", non-member: "120.00"}'
            "  # rrn-fees: accept F301 as printed"
        ),
        find=_says_too_little,
        acceptable=False,
    ),
)
"""In the order of their codes."""
