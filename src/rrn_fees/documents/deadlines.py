"""Deadlines: which intakes are open, whether a payment is in time, and every date in order."""

from __future__ import annotations

from collections.abc import Iterator

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.dates import counted, long_date
from rrn_fees.deadlines.events import Deadline, Deadlines, DeadlineStatus, PaymentOutcome
from rrn_fees.deadlines.windows import IntakeState
from rrn_fees.deadlines.working_days import CalendarDay
from rrn_fees.documents.blocks import (
    Align,
    Block,
    Column,
    Count,
    Day,
    Document,
    Entries,
    Entry,
    Gap,
    Medium,
    Paragraph,
    Row,
    Section,
    Summary,
    Table,
    Tone,
    with_content,
)
from rrn_fees.documents.deadline_text import (
    days_left_text,
    distinct_notes,
    intakes_by_state,
    nothing_to_list,
    payment_text,
    undated_events,
    verdict_text,
    working_day_text,
)
from rrn_fees.documents.events import event_name
from rrn_fees.documents.parts import (
    answered_by,
    author_of,
    notes,
    source_titles,
    sources,
    sources_named,
    what_to_know,
)
from rrn_fees.render_options import RenderOptions

_TONES = {
    PaymentOutcome.IN_TIME: Tone.GOOD,
    PaymentOutcome.AT_RISK: Tone.WARNING,
    PaymentOutcome.TOO_LATE: Tone.BAD,
    None: Tone.WARNING,
}


def deadlines_document(found: Deadlines, catalogue: Catalogue, options: RenderOptions) -> Document:
    """Return what is due when; whether a payment is in time comes first."""
    del options
    next_days = f", the next {counted(found.within, 'day')}" if found.within is not None else ""
    seen_from = f"een from {long_date(found.on)}{next_days}"
    is_bad = found.outcome in (PaymentOutcome.AT_RISK, PaymentOutcome.TOO_LATE)
    named = sources_named(catalogue, (deadline.source for deadline in found.deadlines))
    return Document(
        title="Deadlines",
        lead=f"S{seen_from}.",
        summary=Summary("Deadlines", f" s{seen_from}"),
        tone=Tone.WARNING if is_bad else Tone.PLAIN,
        author=author_of(catalogue),
        dated=found.on,
        sections=with_content(
            (
                Section(title="Intakes", blocks=tuple(_intakes(found)), is_obvious=True),
                Section(title="Payment", blocks=tuple(_payment(found)), is_obvious=True),
                Section(title="Dates", blocks=tuple(_dates(found)), is_obvious=True),
                Section(title="Without a date", blocks=tuple(_undated(found))),
                Section(blocks=tuple(map(Paragraph, nothing_to_list(found)))),
                what_to_know(distinct_notes(found, catalogue)),
                Section(blocks=_titles(source_titles(named.values())), only_on=Medium.TERMINAL),
                sources(named, only_on=Medium.PAGE),
                answered_by((found.catalogue, "")),
            )
        ),
    )


def _titles(made: tuple[Entry, ...]) -> tuple[Block, ...]:
    return (Entries(made),) if made else ()


def _intakes(found: Deadlines) -> Iterator[Block]:
    """Yield which intakes are open, not yet open, closed and not announced."""
    entries = tuple(
        Entry(name, subjects, Tone.GOOD if state is IntakeState.OPEN else Tone.PLAIN)
        for state, name, subjects in intakes_by_state(found)
    )
    if entries:
        yield Entries(entries)


def _payment(found: Deadlines) -> Iterator[Block]:
    """Yield whether a payment on the day asked about would be in time, deadline by deadline."""
    day = found.paying_on
    if day is None:
        return
    verdict = f"Paying on {long_date(day.date)}: {verdict_text(found)}."
    yield Paragraph(verdict, _TONES[found.outcome])
    if found.to_be_paid:
        yield Table(
            caption="What the payment is to meet",
            columns=(
                Column("Payment"),
                Column("For"),
                Column("To be paid by", Align.RIGHT),
                Column("Outcome"),
            ),
            rows=tuple(_to_be_paid(deadline, day) for deadline in found.to_be_paid),
        )
    yield from notes((note.level, note.text) for note in found.notes)


def _to_be_paid(deadline: Deadline, day: CalendarDay) -> Row:
    payment = deadline.payment(day)
    in_time = payment.outcome is PaymentOutcome.IN_TIME
    return Row(
        (
            event_name(deadline),
            deadline.subject,
            Day(deadline.date) if deadline.date else Gap("no date"),
            payment_text(payment),
        ),
        Tone.PLAIN if in_time else _TONES[payment.outcome],
    )


def _dates(found: Deadlines) -> Iterator[Block]:
    dated = [(each, each.day) for each in found.deadlines if each.day is not None]
    if dated:
        yield Table(
            caption="Every date, the earliest first",
            columns=(
                Column("Event"),
                Column("Date", Align.RIGHT),
                Column("Days left", Align.RIGHT),
                Column("For", is_filter=True),
                Column("Working day"),
            ),
            rows=tuple(_row(deadline, day) for deadline, day in dated),
        )


def _row(deadline: Deadline, day: CalendarDay) -> Row:
    left = deadline.days_left
    tone = Tone.PLAIN
    if deadline.status is DeadlineStatus.PASSED:
        tone = Tone.QUIET
    elif day.off and deadline.met_by:
        tone = Tone.WARNING
    return Row(
        (
            event_name(deadline),
            Day(day.date),
            Count(left) if left is not None and left > 0 else days_left_text(deadline),
            deadline.subject,
            working_day_text(day),
        ),
        tone,
    )


def _undated(found: Deadlines) -> Iterator[Block]:
    rows = tuple(Row((event, subject, Gap(why))) for event, subject, why in undated_events(found))
    if rows:
        columns = (Column("Event"), Column("For"), Column("Why"))
        yield Table(caption="Events whose date is not known", columns=columns, rows=rows)
