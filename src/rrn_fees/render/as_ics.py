"""A calendar file (RFC 5545): an all-day event for every date, with alarms. Knows icalendar.

An event keeps its identifier for as long as the catalogue calls its qualification and its intake
the same, so that importing the file again moves what has moved and adds nothing twice.
"""

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar
from icalendar import Event as CalendarEvent

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.deadlines import Deadline, DeadlineNoteCode, Deadlines
from rrn_fees.render.explanation import EVENT_NAMES
from rrn_fees.render.look import Look
from rrn_fees.working_days import CalendarDay

FORTNIGHT = timedelta(days=14)


def deadlines(found: Deadlines, catalogue: Catalogue, look: Look) -> str:
    """Write the deadlines that have a date as one calendar."""
    del look
    calendar = Calendar()
    calendar.add("prodid", "-//rrn-fees//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Deadlines")
    alike: Counter[str] = Counter()
    for deadline in found.deadlines:
        if deadline.day is not None:
            name = f"{deadline.qualification}/{deadline.intake}/{deadline.event.value}"
            event = _event(deadline, deadline.day, f"{name}/{alike[name]}", catalogue)
            calendar.add_component(event)
            alike[name] += 1
    written: bytes = calendar.to_ical()
    return written.decode()


def _event(deadline: Deadline, day: CalendarDay, name: str, catalogue: Catalogue) -> CalendarEvent:
    source = catalogue.sources[deadline.source]
    what = f"{EVENT_NAMES[deadline.event]}: {deadline.title}"
    if deadline.window is not None:
        what += f", intake {deadline.window.name}"
    said = [note.text for note in deadline.notes if note.code is not DeadlineNoteCode.NO_DATE]
    event = CalendarEvent()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"urn:rrn-fees:deadline:{name}")))
    event.add("dtstamp", datetime.combine(deadline.on, time(), UTC))
    event.add("dtstart", day.date)
    event.add("dtend", day.date + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", what)
    event.add("description", "\n".join([*said, f"Source: {source.title}"]))
    if source.url:
        event.add("url", source.url)
    for before in _alarms(day):
        event.add_component(_alarm(before, what))
    return event


def _alarms(day: CalendarDay) -> list[timedelta]:
    """Return how long before the day there is an alarm: a fortnight, and one working day."""
    return [FORTNIGHT, *([day.date - day.before] if day.before else [])]


def _alarm(before: timedelta, what: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", what)
    alarm.add("trigger", -before)
    return alarm
