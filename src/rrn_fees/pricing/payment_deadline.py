"""When a quote is to be acted on: the deadline that governs it, and what is no working day. Pure.

Apart from pricing, because no price depends on a bank holiday: `price` needs no calendar.
"""

from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.deadlines.events import Deadline, DeadlineStatus, Event, notes_on_paying
from rrn_fees.deadlines.listing import to_be_met
from rrn_fees.deadlines.notes import NoteCode
from rrn_fees.deadlines.working_days import Calendar
from rrn_fees.pricing import messages
from rrn_fees.pricing.quote import Quote

_IN_QUOTES = frozenset({NoteCode.NOT_WORKING_DAY, NoteCode.WORKING_DAY_UNKNOWN})
"""What a quote says of its deadlines; that applications may close early it says anyhow."""


def with_deadline(quote: Quote, catalogue: Catalogue, working_days: Calendar) -> Quote:
    """Return *quote* with the deadlines it depends on, and a note of each that is no working day.

    They are applications closing, the end of an early bird that is charged, final payment and the
    start of the course, as far as their dates are known.
    """
    deadlines = [*_governing(quote, catalogue, working_days)]
    notes = [
        note
        for deadline in deadlines
        if deadline.met_by is not None and deadline.status is not DeadlineStatus.PASSED
        for note in deadline.notes
        if note.code in _IN_QUOTES
    ]
    if quote.request.paying_on is not None:
        notes += notes_on_paying(working_days.day(quote.request.paying_on), deadlines)
    together = dict.fromkeys((*quote.notes, *notes))
    return replace(
        quote,
        notes=tuple(sorted(together, key=messages.weight)),
        deadlines=tuple(sorted(deadlines, key=attrgetter("date"))),
        pay_by_day=working_days.day(quote.pay_by) if quote.pay_by else None,
    )


def _governing(quote: Quote, catalogue: Catalogue, working_days: Calendar) -> Iterator[Deadline]:
    """Yield what must be met to have the prices of *quote*, intake by intake."""
    on, rows = quote.request.on, [line.row for line in quote.lines]
    # An early bird that outlives its intake ends with it: there is nothing to meet on its own day.
    earned = {
        (row.qualification, row.until, row.earned_by)
        for row in rows
        if row.until == row.valid_through
    }
    for name, intake in dict.fromkeys((row.qualification, row.intake) for row in rows):
        for deadline in to_be_met(catalogue, working_days, on, name, intake):
            bird = deadline.event is Event.EARLY_BIRD_ENDS
            if deadline.day and (not bird or (name, deadline.date, deadline.earned_by) in earned):
                yield deadline
