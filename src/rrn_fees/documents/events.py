"""What the events of an intake are called to a person."""

from __future__ import annotations

from rrn_fees.catalogue.model import EarnedBy
from rrn_fees.deadlines.events import Deadline, Event

EVENT_NAMES = {
    Event.APPLICATIONS_OPEN: "Applications open",
    Event.APPLICATIONS_CLOSE: "Applications close",
    Event.EARLY_BIRD_ENDS: "Early bird ends",
    Event.FINAL_PAYMENT: "Final payment",
    Event.COURSE_STARTS: "Course starts",
    Event.COURSE_COMPLETES: "Expected end",
}
"""What an event is called to a person."""


def event_name(deadline: Deadline) -> str:
    """Return what a deadline is called to a person, and whether it is paying that meets it."""
    if deadline.event is Event.EARLY_BIRD_ENDS and deadline.earned_by is EarnedBy.PAYMENT:
        return "Early bird: pay"
    return EVENT_NAMES[deadline.event]
