"""Deadlines for a person at a terminal."""

from collections.abc import Iterator, Sequence

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.dates import WEEKDAYS, counted, long_date, short_date
from rrn_fees.deadline import Deadline, Deadlines, DeadlineStatus, Event, Payment
from rrn_fees.note import NoteCode, NoteLevel
from rrn_fees.render.as_table.parts import MARKS, signed
from rrn_fees.render.look import Look, Style
from rrn_fees.render.page import Column, Page
from rrn_fees.render.words import event_name
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
    NoteCode.NO_DATE,
    NoteCode.EXPECTED,
    NoteCode.WORKING_DAY_UNKNOWN,
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
    for line in _nothing(found):
        page.gap()
        page.line(line)
    notes = list(_notes(found, catalogue))
    if notes:
        page.gap()
        page.entries(notes)
    page.gap()
    sources = dict.fromkeys(deadline.source for deadline in found.deadlines)
    page.entries(("Source", catalogue.sources[source].title, "bold") for source in sources)
    return signed(page, found.catalogue, gap=bool(sources))


def _nothing(found: Deadlines) -> Iterator[str]:
    """Say of what was asked about that there is nothing to list, and why."""
    if found.within is not None and not found.deadlines:
        yield f"No date falls within the next {counted(found.within, 'day')}."
    if found.without_dates:
        named = _listed(found.without_dates, "qualification")
        yield f"No intakes and no dates are recorded for {named}."


def _intakes(found: Deadlines) -> Iterator[tuple[str, str, Style]]:
    """Yield which intakes can be applied for on the day, and which cannot."""
    states = {deadline.subject: deadline.state for deadline in found.deadlines if deadline.state}
    for state, called in _STATES.items():
        subjects = [subject for subject, of in states.items() if of is state]
        if subjects:
            yield called, _listed(subjects), "green" if state is IntakeState.OPEN else "bold"


def _listed(subjects: Sequence[str], noun: str = "intake") -> str:
    """Name a few intakes, or what else they are, and count many."""
    few = len(subjects) <= MOST_NAMED
    return ", ".join(subjects) if few else counted(len(subjects), noun)


def _payment(page: Page, found: Deadlines, day: CalendarDay) -> None:
    """Add whether a payment on *day* would be in time, deadline by deadline."""
    page.gap()
    match found.in_time:
        case True:
            verdict: tuple[str, Style] = ("in time", "green")
        case False:
            verdict = ("too late", "red")
        case None if not found.to_be_paid:
            verdict = ("there is nothing to pay", "yellow")
        case None:
            verdict = ("not known of all", "yellow")
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
                _verdict(deadline.payment(day.date)),
            )
            for deadline in found.to_be_paid
        ),
        styles=(
            "red" if deadline.payment(day.date).in_time is False else ""
            for deadline in found.to_be_paid
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
    return _short(day), left, event_name(deadline), deadline.subject, working


def _style(deadline: Deadline) -> Style:
    if deadline.status is DeadlineStatus.PASSED:
        return "dim"
    return "yellow" if deadline.day and deadline.day.off and deadline.met_by else ""


def _undated(found: Deadlines) -> Iterator[tuple[str, str, str]]:
    for deadline in found.deadlines:
        if deadline.day is None:
            [why] = [note.text for note in deadline.notes if note.code is NoteCode.NO_DATE]
            yield event_name(deadline), deadline.subject, why


def _notes(found: Deadlines, catalogue: Catalogue) -> Iterator[tuple[str, str, Style]]:
    """Yield each note once; of days that have passed there is nothing left to know."""
    about: dict[tuple[NoteLevel, NoteCode, str], list[str]] = {}
    for deadline in found.deadlines:
        if deadline.status is DeadlineStatus.PASSED:
            continue
        for note in deadline.notes:
            if note.code not in _ELSEWHERE:
                level = note.level if deadline.met_by else NoteLevel.INFO
                about.setdefault((level, note.code, note.text), []).append(deadline.subject)
    unknown = [each.day for each in found.deadlines if each.day and each.day.working is None]
    if unknown:
        first, last = unknown[0].known
        text = (
            f"Bank holidays of {DIVISION_NAMES[catalogue.bank_holidays]} are at hand for {first} "
            f"to {last}: whether a weekday outside is a working day is not known."
        )
        about[NoteLevel.WARNING, NoteCode.WORKING_DAY_UNKNOWN, text] = []
    order = list(NoteLevel)
    heaviest_first = sorted(about.items(), key=lambda noted: order.index(noted[0][0]))
    for (level, code, text), subjects in heaviest_first:
        mark, style = MARKS[level]
        named = code is NoteCode.MAY_CLOSE_EARLY
        yield mark, f"{_listed(subjects)}: {text}" if named else text, style
    if any(deadline.event is Event.COURSE_COMPLETES for deadline in found.deadlines):
        mark, style = MARKS[NoteLevel.INFO]
        text = (
            "An expected end is as many months after the start as the page gives the course, or "
            "the last day of a month that is too short."
        )
        yield mark, text, style
