"""Checks of how large a qualification is: credits, hours, months."""

from collections.abc import Iterator

from rrn_fees.checks.check import Check, Example, Found, Level, Subject, Within, fault
from rrn_fees.errors import FaultKind

HOURS_PER_CREDIT = 10
"""One credit is ten hours of learning, as the regulated frameworks count them (Ofqual)."""


def _hours_are_not_ten_times_the_credits(subject: Subject) -> Iterator[Found]:
    for qualification in subject.qualifications.values():
        credits_, hours = qualification.credits, qualification.learning_hours
        if not isinstance(credits_, int) or not isinstance(hours, int):
            continue
        if hours != credits_ * HOURS_PER_CREDIT:
            yield Found(
                subject.node(qualification, "learning_hours"),
                f"{hours:,} hours of learning are not ten times {credits_:,} credits",
                f"that would be {credits_ * HOURS_PER_CREDIT:,}; if its page says so, it is right",
            )


CHECKS = (
    Check(
        code="F501",
        name="learning-hours",
        level=Level.WARNING,
        summary="learning hours are not ten times the credits",
        why="One credit is ten hours of learning in the regulated frameworks, so one of the two "
        "figures is likely mistyped.",
        bad=Example("credits: 18\nlearning_hours: 108", Within.QUALIFICATION),
        good=Example("credits: 18\nlearning_hours: 180", Within.QUALIFICATION),
        find=_hours_are_not_ten_times_the_credits,
    ),
    fault(
        "F502",
        FaultKind.ZERO,
        "a size is zero",
        "Nothing takes no time and has no credits: what was not published is written so, "
        "not-published.",
        bad=Example("duration_months: 0", Within.QUALIFICATION),
        good=Example("duration_months: not-published", Within.QUALIFICATION),
    ),
)
"""In the order of their codes."""
