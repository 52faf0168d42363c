"""Deadlines, as a paper."""

from collections.abc import Iterator

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.dates import counted, long_date
from rrn_fees.deadlines.events import Deadline, Deadlines, PaymentOutcome
from rrn_fees.deadlines.working_days import CalendarDay
from rrn_fees.documents.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Count,
    Day,
    Entries,
    Gap,
    Paper,
    Paragraph,
    Table,
    Tone,
    sections,
)
from rrn_fees.documents.deadline_words import (
    deadline_notes_said,
    left_said,
    nothing_said,
    payment_said,
    states_said,
    undated_said,
    verdict_said,
    working_said,
)
from rrn_fees.documents.event_words import event_name
from rrn_fees.documents.parts import author_of, noted, signed, sources

_BAD = (PaymentOutcome.AT_RISK, PaymentOutcome.TOO_LATE)


def deadlines_paper(found: Deadlines, catalogue: Catalogue) -> Paper:
    """Return what is due when; whether a payment is in time comes first."""
    next_days = f", the next {counted(found.within, 'day')}" if found.within is not None else ""
    named = {deadline.source for deadline in found.deadlines}
    return Paper(
        title="Deadlines",
        lead=f"Seen from {long_date(found.on)}{next_days}.",
        tone=Tone.WARNING if found.outcome in _BAD else Tone.PLAIN,
        author=author_of(catalogue),
        dated=found.on,
        sections=sections(
            ("Intakes", _intakes(found)),
            ("Payment", _payment(found, found.paying_on) if found.paying_on else ()),
            ("Dates", _dates(found)),
            ("Without a date", _undated(found)),
            ("What to know", noted(deadline_notes_said(found, catalogue))),
            ("Sources", sources({name: catalogue.sources[name] for name in sorted(named)})),
            ("Catalogue", signed(found.catalogue)),
        ),
    )


def _intakes(found: Deadlines) -> Iterator[Block]:
    rows = tuple((called, subjects) for _, called, subjects in states_said(found))
    if rows:
        yield Entries(rows)
    for text in nothing_said(found):
        yield Paragraph(text)


def _payment(found: Deadlines, day: CalendarDay) -> Iterator[Block]:
    tone = Tone.GOOD if found.outcome is PaymentOutcome.IN_TIME else Tone.WARNING
    yield Paragraph(f"Paying on {long_date(day.date)}: {verdict_said(found)}.", tone)
    if found.to_be_paid:
        yield Table(
            caption="What the payment is to meet",
            columns=(
                Column("Payment"),
                Column("For"),
                Column("To be paid by"),
                Column("Outcome"),
            ),
            rows=tuple(
                (
                    event_name(deadline),
                    deadline.subject,
                    Day(deadline.date) if deadline.date else Gap("no date"),
                    payment_said(deadline.payment(day)),
                )
                for deadline in found.to_be_paid
            ),
        )
    yield from noted((note.level, note.text) for note in found.notes)


def _dates(found: Deadlines) -> Iterator[Block]:
    dated = [(each, each.day) for each in found.deadlines if each.day is not None]
    if dated:
        yield Table(
            caption="Every date, the earliest first",
            columns=(
                Column("Event"),
                Column("Date"),
                Column("Days left", Align.RIGHT),
                Column("For", is_filter=True),
                Column("Working day"),
            ),
            rows=tuple(_row(deadline, day) for deadline, day in dated),
        )


def _row(deadline: Deadline, day: CalendarDay) -> tuple[Cell, ...]:
    left = deadline.days_left
    return (
        event_name(deadline),
        Day(day.date),
        Count(left) if left is not None and left > 0 else left_said(deadline),
        deadline.subject,
        working_said(day),
    )


def _undated(found: Deadlines) -> Iterator[Block]:
    rows = tuple((event, subject, Gap(why)) for event, subject, why in undated_said(found))
    if rows:
        columns = (Column("Event"), Column("For"), Column("Why"))
        yield Table(caption="Events whose date is not known", columns=columns, rows=rows)
