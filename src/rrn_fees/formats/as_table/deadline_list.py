"""Deadlines for a person at a terminal."""

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.dates import WEEKDAYS, counted, long_date, short_date
from rrn_fees.deadlines.events import Deadline, Deadlines, DeadlineStatus, PaymentOutcome
from rrn_fees.deadlines.notes import NoteLevel
from rrn_fees.deadlines.windows import IntakeState
from rrn_fees.deadlines.working_days import CalendarDay
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
from rrn_fees.formats.as_table.parts import MARKS, signed
from rrn_fees.formats.look import Look, Style
from rrn_fees.formats.page import Column, Page

_OUTCOME_STYLES: dict[PaymentOutcome | None, Style] = {
    PaymentOutcome.IN_TIME: "green",
    PaymentOutcome.AT_RISK: "yellow",
    PaymentOutcome.TOO_LATE: "red",
    None: "yellow",
}


def deadlines(found: Deadlines, catalogue: Catalogue, look: Look) -> str:
    """Write what is due when: whether a payment is in time first, then all dates in order."""
    page = Page(look)
    next_days = f", the next {counted(found.within, 'day')}" if found.within is not None else ""
    page.line(("Deadlines", "bold"), f" seen from {long_date(found.on)}{next_days}")
    page.gap()
    page.entries(
        (called, subjects, "green" if state is IntakeState.OPEN else "bold")
        for state, called, subjects in states_said(found)
    )
    if found.paying_on is not None:
        _payment(page, found, found.paying_on)
    dated = [deadline for deadline in found.deadlines if deadline.day is not None]
    if dated:
        page.gap()
        page.table(
            (
                Column("Date", figures=True),
                Column("Days left", figures=True),
                Column("Event"),
                Column("For"),
                Column("Working day"),
            ),
            (_row(deadline, deadline.day) for deadline in dated if deadline.day),
            styles=(_style(deadline) for deadline in dated),
        )
    undated = list(undated_said(found))
    if undated:
        page.gap()
        page.table((Column("Without a date"), Column("For"), Column("Why")), undated)
    for line in nothing_said(found):
        page.gap()
        page.line(line)
    notes = [(*MARKS[level], text) for level, text in deadline_notes_said(found, catalogue)]
    if notes:
        page.gap()
        page.entries((mark, text, style) for mark, style, text in notes)
    page.gap()
    sources = dict.fromkeys(deadline.source for deadline in found.deadlines)
    page.entries(("Source", catalogue.sources[source].title, "bold") for source in sources)
    return signed(page, found.catalogue, gap=bool(sources))


def _payment(page: Page, found: Deadlines, day: CalendarDay) -> None:
    """Add whether a payment on *day* would be in time, deadline by deadline."""
    page.gap()
    verdict = (verdict_said(found), _OUTCOME_STYLES[found.outcome])
    page.line(("Paying", "bold"), f" on {long_date(day.date)}: ", verdict)
    if not found.to_be_paid:
        return
    page.table(
        (Column("Payment"), Column("For"), Column("To be paid by"), Column("")),
        (
            (
                event_name(deadline),
                deadline.subject,
                _short(deadline.day) if deadline.day else "no date",
                payment_said(deadline.payment(day)),
            )
            for deadline in found.to_be_paid
        ),
        styles=(
            "" if payment.outcome is PaymentOutcome.IN_TIME else _OUTCOME_STYLES[payment.outcome]
            for deadline in found.to_be_paid
            for payment in (deadline.payment(day),)
        ),
    )
    if found.notes:
        page.gap()
        mark, style = MARKS[NoteLevel.WARNING]
        page.entries((mark, note.text, style) for note in found.notes)


def _short(day: CalendarDay) -> str:
    return f"{WEEKDAYS[day.date.weekday()][:3]} {short_date(day.date)}"


def _row(deadline: Deadline, day: CalendarDay) -> tuple[str, ...]:
    left, working = left_said(deadline), working_said(day)
    return _short(day), left, event_name(deadline), deadline.subject, working


def _style(deadline: Deadline) -> Style:
    if deadline.status is DeadlineStatus.PASSED:
        return "dim"
    return "yellow" if deadline.day and deadline.day.off and deadline.met_by else ""
