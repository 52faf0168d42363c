"""A calendar file (RFC 5545): an all-day event for every date, with alarms. Knows icalendar.

An event keeps its identifier for as long as the catalogue calls its qualification and its intake
the same, so that importing the file again moves what has moved and adds nothing twice.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar
from icalendar import Event as CalendarEvent

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.dates import long_date
from rrn_fees.deadlines.events import Deadline, Deadlines
from rrn_fees.deadlines.working_days import CalendarDay
from rrn_fees.documents.deadline_text import payment_text
from rrn_fees.documents.events import event_name
from rrn_fees.render_options import RenderOptions

FORTNIGHT = timedelta(days=14)


def write_deadlines(found: Deadlines, catalogue: Catalogue, options: RenderOptions) -> str:
    """Write the deadlines that have a date as one calendar."""
    del options
    calendar = Calendar()
    calendar.add("prodid", "-//rrn-fees//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Deadlines")
    judged = {id(deadline) for deadline in found.to_be_paid}
    for deadline in found.deadlines:
        if deadline.day is not None:
            outcome = [*_on_paying(deadline, found)] if id(deadline) in judged else []
            calendar.add_component(_event(deadline, deadline.day, catalogue, outcome))
    written: bytes = calendar.to_ical()
    return written.decode()


def _on_paying(deadline: Deadline, found: Deadlines) -> Iterator[str]:
    """Yield what becomes of the payment asked about, if one was."""
    if found.paying_on is not None:
        outcome = payment_text(deadline.payment(found.paying_on))
        yield f"Payment on {long_date(found.paying_on.date)}: {outcome}."
        yield from (note.text for note in found.notes)


def _event(
    deadline: Deadline, day: CalendarDay, catalogue: Catalogue, on_paying: Iterable[str]
) -> CalendarEvent:
    source = catalogue.sources[deadline.source]
    what = f"{event_name(deadline)}: {deadline.title}"
    if deadline.window is not None:
        what += f", intake {deadline.window.name}"
    sentences = [*(note.text for note in deadline.notes), *on_paying]
    event = CalendarEvent()
    event.add("uid", _identifier(deadline, catalogue))
    event.add("dtstamp", datetime.combine(deadline.on, time(), UTC))
    event.add("dtstart", day.date)
    event.add("dtend", day.date + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", what)
    event.add("description", "\n".join([*sentences, f"Source: {source.title}"]))
    if source.url:
        event.add("url", source.url)
    for before in _alarms(day):
        event.add_component(_alarm(before, what))
    return event


def _identifier(deadline: Deadline, catalogue: Catalogue) -> str:
    """Return what stays the same when the event moves, and is different for every other."""
    publisher = catalogue.publisher.name if catalogue.publisher else ""
    schedule = "" if deadline.schedule is None else f"{deadline.schedule} {deadline.earned_by}"
    told_apart = (publisher, deadline.qualification, deadline.intake, deadline.event, schedule)
    return str(uuid5(NAMESPACE_URL, "/".join(["urn:rrn-fees:deadline", *map(str, told_apart)])))


def _alarms(day: CalendarDay) -> list[timedelta]:
    """Return how long before the day there is an alarm: a fortnight, and the last day to act.

    That is the last working day on or before it: the day itself, if that is one.
    """
    last = day.last_working_day
    return [FORTNIGHT, *([day.date - last] if last else [])]


def _alarm(before: timedelta, what: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", what)
    alarm.add("trigger", -before)
    return alarm
