"""Deadlines for a person at a terminal."""

from collections.abc import Iterator

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.dates import WEEKDAYS, long_date, short_date
from rrn_fees.deadlines import (
    Deadline,
    DeadlineNoteCode,
    Deadlines,
    DeadlineStatus,
    Event,
    Payment,
)
from rrn_fees.notes import counted
from rrn_fees.quote import NoteLevel
from rrn_fees.render.as_table.parts import MARKS, signed
from rrn_fees.render.explanation import EVENT_NAMES
from rrn_fees.render.look import Look
from rrn_fees.render.page import Column, Page, Style
from rrn_fees.windows import IntakeState
from rrn_fees.working_days import DIVISION_NAMES, CalendarDay

MOST_NAMED = 12
"""Intakes beyond which they are counted and no longer named."""

_STATES = {
    IntakeState.OPEN: "Open",
    IntakeState.NOT_YET_OPEN: "Not yet open",
    IntakeState.CLOSED: "Closed",
    IntakeState.NOT_ANNOUNCED: "Not announced",
}
_ELSEWHERE = {
    DeadlineNoteCode.NO_DATE,
    DeadlineNoteCode.EXPECTED,
    DeadlineNoteCode.WORKING_DAY_UNKNOWN,
}
"""Notes that the tables say already."""


def deadlines(found: Deadlines, catalogue: Catalogue, look: Look) -> str:
    """Write what is due when: whether a payment is in time first, then all dates in order."""
    page = Page(look)
    next_days = f", the next {counted(found.within, 'day')}" if found.within is not None else ""
    page.line(("Deadlines", "bold"), f" seen from {long_date(found.on)}{next_days}")
    page.gap()
    page.entries(_intakes(found))
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
    undated = list(_undated(found))
    if undated:
        page.gap()
        page.table((Column("Without a date"), Column("For"), Column("Why")), undated)
    if not found.deadlines:
        page.line("No dates are recorded for what was asked.")
    notes = list(_notes(found, catalogue))
    if notes:
        page.gap()
        page.entries(notes)
    page.gap()
    sources = dict.fromkeys(deadline.source for deadline in found.deadlines)
    page.entries(("Source", catalogue.sources[source].title, "bold") for source in sources)
    return signed(page, found.catalogue, gap=bool(sources))


def _intakes(found: Deadlines) -> Iterator[tuple[str, str, Style]]:
    """Yield which intakes can be applied for on the day, and which cannot."""
    states = {deadline.subject: deadline.state for deadline in found.deadlines if deadline.state}
    for state, called in _STATES.items():
        subjects = [subject for subject, of in states.items() if of is state]
        if subjects:
            named = len(states) <= MOST_NAMED
            text = ", ".join(subjects) if named else counted(len(subjects), "intake")
            yield called, text, "green" if state is IntakeState.OPEN else "bold"


def _payment(page: Page, found: Deadlines, day: CalendarDay) -> None:
    """Add whether a payment on *day* would be in time, deadline by deadline."""
    page.gap()
    paid_for = [deadline for deadline in found.deadlines if deadline.is_paid_for]
    verdict: tuple[str, Style] = ("too late", "red") if found.too_late else ("in time", "green")
    if not found.too_late and all(deadline.day is None for deadline in paid_for):
        verdict = ("not known, no date to pay by is at hand", "yellow")
    page.line(("Paying", "bold"), f" on {long_date(day.date)}: ", verdict)
    page.table(
        (Column("Payment"), Column("For"), Column("To be paid by"), Column("")),
        (
            (
                EVENT_NAMES[deadline.event],
                deadline.subject,
                _short(deadline.day) if deadline.day else "no date",
                _verdict(deadline.payment(day.date)),
            )
            for deadline in paid_for
        ),
        styles=(
            "red" if deadline.payment(day.date).in_time is False else "" for deadline in paid_for
        ),
    )
    if found.notes:
        page.gap()
        mark, style = MARKS[NoteLevel.WARNING]
        page.entries((mark, note.text, style) for note in found.notes)


def _verdict(payment: Payment) -> str:
    match payment:
        case Payment(None, _):
            return "not known"
        case Payment(True, _):
            return "in time"
        case _:
            return f"too late by {counted(payment.days_late or 0, 'day')}"


def _short(day: CalendarDay) -> str:
    return f"{WEEKDAYS[day.date.weekday()][:3]} {short_date(day.date)}"


def _row(deadline: Deadline, day: CalendarDay) -> tuple[str, ...]:
    match deadline.status:
        case DeadlineStatus.UPCOMING:
            left = f"{deadline.days_left:,}"
        case status:
            left = status.value
    working = "not known" if day.working is None else day.off or "yes"
    return _short(day), left, EVENT_NAMES[deadline.event], deadline.subject, working


def _style(deadline: Deadline) -> Style:
    if deadline.status is DeadlineStatus.PASSED:
        return "dim"
    return "yellow" if deadline.day and deadline.day.off and deadline.act else ""


def _undated(found: Deadlines) -> Iterator[tuple[str, str, str]]:
    for deadline in found.deadlines:
        if deadline.day is None:
            [why] = [note.text for note in deadline.notes if note.code is DeadlineNoteCode.NO_DATE]
            yield EVENT_NAMES[deadline.event], deadline.subject, why


def _notes(found: Deadlines, catalogue: Catalogue) -> Iterator[tuple[str, str, Style]]:
    """Yield each note once; of days that have passed there is nothing left to know."""
    about: dict[tuple[NoteLevel, DeadlineNoteCode, str], list[str]] = {}
    for deadline in found.deadlines:
        if deadline.status is DeadlineStatus.PASSED:
            continue
        for note in deadline.notes:
            if note.code not in _ELSEWHERE:
                off = note.code is DeadlineNoteCode.NOT_WORKING_DAY and deadline.act
                level = NoteLevel.WARNING if off else NoteLevel.INFO
                about.setdefault((level, note.code, note.text), []).append(deadline.subject)
    order = list(NoteLevel)
    for (level, code, text), subjects in sorted(
        about.items(), key=lambda of: order.index(of[0][0])
    ):
        mark, style = MARKS[level]
        of_all = code is not DeadlineNoteCode.MAY_CLOSE_EARLY
        yield mark, text if of_all else f"{', '.join(subjects)}: {text}", style
    unknown = [d.day for d in found.deadlines if d.day and d.day.working is None]
    if unknown:
        calendar = unknown[0].calendar
        mark, style = MARKS[NoteLevel.WARNING]
        text = (
            f"Bank holidays of {DIVISION_NAMES[catalogue.bank_holidays]} are at hand for "
            f"{calendar.first.year} to {calendar.last.year}: whether a weekday outside is a "
            "working day is not known."
        )
        yield mark, text, style
    if any(deadline.event is Event.COURSE_COMPLETES for deadline in found.deadlines):
        mark, style = MARKS[NoteLevel.INFO]
        text = (
            "An expected end is the start and the months that its page gives the course; on the "
            "last day of a month that is too short for it."
        )
        yield mark, text, style
