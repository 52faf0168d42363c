"""When a quote is to be acted on: the deadline that governs it, and what is no working day. Pure.

Apart from pricing, because no price hangs on a bank holiday: `price` needs no calendar.
"""

from collections.abc import Iterator
from dataclasses import replace

from rrn_fees import notes
from rrn_fees.catalogue.model import Catalogue
from rrn_fees.deadlines import (
    Deadline,
    DeadlineNoteCode,
    DeadlineStatus,
    Event,
    notes_on_paying,
    to_be_met,
)
from rrn_fees.quote import Line, Note, NoteCode, Quote
from rrn_fees.working_days import WorkingDays

_CODES = {
    DeadlineNoteCode.NOT_WORKING_DAY: NoteCode.NOT_WORKING_DAY,
    DeadlineNoteCode.PAYMENT_NOT_WORKING_DAY: NoteCode.PAYMENT_NOT_WORKING_DAY,
    DeadlineNoteCode.WORKING_DAY_UNKNOWN: NoteCode.WORKING_DAY_UNKNOWN,
}
"""What a quote says of its deadlines; that applications may close early it says anyhow."""


def with_deadline(quote: Quote, catalogue: Catalogue, working_days: WorkingDays) -> Quote:
    """Return *quote* with the deadline that governs it, and a note of each that no bank works on.

    The first of those to be met governs: applications closing, the end of the early bird that is
    charged, final payment; the start of the course where none of these is known.
    """
    said: list[Note] = []
    governing: list[Deadline] = []
    for line in {line.row.qualification: line for line in quote.lines}.values():
        deadlines = [*_hung_on(line, quote, catalogue, working_days)]
        said += _notes(line, deadlines, quote, working_days)
        governing += deadlines
    acted_on = [deadline for deadline in governing if deadline.act and deadline.day]
    dated = acted_on or [deadline for deadline in governing if deadline.day]
    first = min(dated, key=lambda deadline: deadline.date or quote.request.on, default=None)
    return replace(
        quote,
        notes=tuple(sorted((*quote.notes, *said), key=notes.weight)),
        deadline=first or next(iter(governing), None),
    )


def _hung_on(
    line: Line, quote: Quote, catalogue: Catalogue, working_days: WorkingDays
) -> Iterator[Deadline]:
    """Yield what must be met to have the price of *line*."""
    row = line.row
    for deadline in to_be_met(
        catalogue, working_days, quote.request.on, row.qualification, row.intake
    ):
        if deadline.event is not Event.EARLY_BIRD_ENDS or (
            row.early_bird and deadline.date == row.until
        ):
            yield deadline


def _notes(
    line: Line, deadlines: list[Deadline], quote: Quote, working_days: WorkingDays
) -> Iterator[Note]:
    found = [
        (note, deadline.source)
        for deadline in deadlines
        if deadline.act and deadline.status is not DeadlineStatus.PASSED
        for note in deadline.notes
    ]
    if quote.request.paying_on is not None:
        paying_on = working_days.day(quote.request.paying_on)
        found += [(note, line.row.source) for note in notes_on_paying(paying_on, deadlines)]
    for note, source in found:
        if note.code in _CODES:
            yield Note(_CODES[note.code], note.text, line.row.qualification, source)
