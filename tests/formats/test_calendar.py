"""The calendar file: read back by the library that wrote it, and by a check of our own."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import SHIPPED, catalogue, parsed, run, working_days, written

from rrn_fees import Catalogue
from rrn_fees.deadlines.listing import deadlines_of
from rrn_fees.formats import Format

MARCH = date(2024, 3, 1)


def calendar(of: Catalogue, on: date = MARCH, within: int | None = None) -> str:
    found = deadlines_of(of, working_days(of.bank_holidays), on, within=within)
    return written(found, of, Format.ICS)


def events(text: str) -> list[Any]:
    return [*icalendar.Calendar.from_ical(text).walk("VEVENT")]


def unfolded(text: str) -> list[tuple[str, str]]:
    """Read lines as RFC 5545, 3.1 has them, without the library: names and raw values."""
    assert text.endswith("\r\n")
    physical = text.removesuffix("\r\n").split("\r\n")
    lines: list[str] = []
    for line in physical:
        assert "\n" not in line
        assert "\r" not in line
        assert 0 < len(line.encode()) <= 75, line
        if line[0] in " \t":
            lines[-1] += line[1:]
        else:
            lines.append(line)
    pairs = [re.fullmatch(r"([A-Z-]+)((?:;[^:]*)?):(.*)", line) for line in lines]
    assert all(pairs), lines
    return [(pair[1], pair[3]) for pair in pairs if pair]


def plain(value: str) -> str:
    """Undo the escaping of text (RFC 5545, 3.3.11), in which nothing else may be escaped."""
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value), value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def test_the_library_reads_back_every_date_with_its_alarms() -> None:
    found = events(calendar(catalogue()))
    assert [
        (event["DTSTART"].dt, event["DTEND"].dt, str(event["SUMMARY"]).partition(":")[0])
        for event in found
    ] == [
        (date(2024, 3, 28), date(2024, 3, 29), "Final payment"),
        (date(2024, 3, 29), date(2024, 3, 30), "Final payment"),
        (date(2024, 5, 7), date(2024, 5, 8), "Course starts"),
        (date(2024, 5, 7), date(2024, 5, 8), "Course starts"),
        (date(2025, 3, 7), date(2025, 3, 8), "Expected end"),
        (date(2025, 11, 7), date(2025, 11, 8), "Expected end"),
    ]
    alarms = [[alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] for event in found]
    fortnight, day = timedelta(days=-14), timedelta(days=-1)
    # The last day to act is the day itself where that is a working day, and Thursday for Friday.
    assert alarms[:3] == [[fortnight, 0 * day], [fortnight, day], [fortnight, 0 * day]]
    assert all(alarm["ACTION"] == "DISPLAY" for event in found for alarm in event.walk("VALARM"))
    assert "Pay by Thursday 28 March 2024." in str(found[1]["DESCRIPTION"])
    assert str(found[1]["URL"]).startswith("https://restraintreductionnetwork.org/diploma")


def test_a_check_of_our_own_reads_the_same_lines() -> None:
    text = calendar(catalogue())
    lines = unfolded(text)
    assert lines[0] == ("BEGIN", "VCALENDAR")
    assert lines[-1] == ("END", "VCALENDAR")
    open_blocks: list[str] = []
    for name, value in lines:
        if name == "BEGIN":
            open_blocks.append(value)
        elif name == "END":
            assert open_blocks.pop() == value
    assert open_blocks == []
    for needed in ("VERSION", "PRODID"):
        assert [name for name, _ in lines].count(needed) == 1
    for needed in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"):
        assert [name for name, _ in lines].count(needed) == 6
    summaries = [plain(value) for name, value in lines if name == "SUMMARY"]
    assert summaries == [str(event["SUMMARY"]) for event in events(text)]
    assert "Practices, intake May 2024 (2024-05)" in summaries[0]


def test_an_event_that_moves_keeps_its_identifier() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    moved = parsed(text.replace("2024-03-28", "2024-03-27").replace("2024-05-07", "2024-05-14"))
    before = {str(event["UID"]): event["DTSTART"].dt for event in events(calendar(catalogue()))}
    after = {str(event["UID"]): event["DTSTART"].dt for event in events(calendar(moved))}
    assert len(before) == 6
    assert before.keys() == after.keys()
    assert before != after
    later = events(calendar(catalogue(), date(2024, 3, 2)))
    assert {str(event["UID"]) for event in later} == before.keys()
    assert {event["DTSTAMP"].dt.date() for event in later} == {date(2024, 3, 2)}


def test_an_event_takes_no_time_of_the_day_and_warns_as_far_as_is_known() -> None:
    found = events(calendar(catalogue("dates")))
    assert {str(event["TRANSP"]) for event in found} == {"TRANSPARENT"}
    [far] = [event for event in found if event["DTSTART"].dt == date(2030, 5, 7)]
    assert [alarm["TRIGGER"].dt for alarm in far.walk("VALARM")] == [timedelta(days=-14)]


def test_two_intakes_of_a_qualification_have_events_of_their_own() -> None:
    found = events(calendar(catalogue("rules")))
    assert len({str(event["UID"]) for event in found}) == len(found) > 5


def test_the_identifiers_of_the_made_up_dates_are_all_different() -> None:
    found = events(calendar(catalogue("dates")))
    assert len({str(event["UID"]) for event in found}) == len(found) > 15


def test_two_early_birds_of_one_intake_have_two_identifiers() -> None:
    text = (
        "format: 1\ncurrency: GBP\ncategories: {a: {label: A}, b: {label: B}}\n"
        "sources: {page: {title: Page}}\nqualifications:\n  course:\n    title: Course\n"
        "    kind: training\n    source: page\n    intakes: {one: {starts_on: 2024-06-03}}\n"
        "    fees:\n"
    )
    for category, until in (("a", "2024-04-01"), ("b", "2024-05-01")):
        text += (
            "      - {intakes: [one], vat: exempt, source: page,"
            f" individual: {{{category}: '9.00'}},"
            f" early_bird: {{individual: {{{category}: '8.00'}}, until: {until}}}}}\n"
        )
    both = parsed(text)
    birds = {event["DTSTART"].dt: str(event["UID"]) for event in events(calendar(both))[:2]}
    assert set(birds) == {date(2024, 4, 1), date(2024, 5, 1)}
    assert len(set(birds.values())) == 2
    later = events(calendar(both, date(2024, 4, 15), within=20))
    assert [str(event["UID"]) for event in later] == [birds[date(2024, 5, 1)]]
    swapped = parsed(text.replace("2024-04-01", "2024-05-02"))
    moved = {str(event["UID"]): event["DTSTART"].dt for event in events(calendar(swapped))[:2]}
    assert moved == {
        birds[date(2024, 4, 1)]: date(2024, 5, 2), birds[date(2024, 5, 1)]: date(2024, 5, 1),
    }  # fmt: skip


def test_two_publishers_never_overwrite_each_other() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    other = parsed(text.replace("name: Restraint Reduction Network\n", "name: Another\n"))
    ours = {str(event["UID"]) for event in events(calendar(catalogue()))}
    assert not ours & {str(event["UID"]) for event in events(calendar(other))}


PRINTED = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn", "Zl", "Zp"]), min_size=1, max_size=120
).filter(lambda text: text.strip() == text)


@given(PRINTED)
def test_whatever_a_title_holds_is_folded_escaped_and_read_back(title: str) -> None:
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    course = parsed(
        "format: 1\ncurrency: GBP\ncategories: {a: {label: A}}\nsources: {page: {title: Page}}\n"
        "qualifications:\n  course:\n    kind: training\n    source: page\n"
        f'    title: "{quoted}"\n    intakes: {{one: {{starts_on: 2024-06-03}}}}\n'
    )
    text = calendar(course)
    expected = f"Course starts: {title}, intake one"
    assert [plain(value) for name, value in unfolded(text) if name == "SUMMARY"] == [expected]
    [event] = events(text)
    assert str(event["SUMMARY"]) == expected


def test_the_command_writes_the_file_and_says_what_is_not_in_it(tmp_path: Path) -> None:
    file = tmp_path / "dates.ics"
    shared = ("--on", "2024-03-01", "--catalogue", str(SHIPPED), "-o", str(file))
    done = run("deadlines", *shared)
    assert done.code == 0
    assert done.out == ""
    assert "Events without a date, which are not in the calendar: 6." in done.err
    assert len(events(file.read_bytes().decode())) == 6
    nothing = run("deadlines", "hopes-diploma", *shared)
    assert nothing.code == 1
    assert "no event with a date" in nothing.err
    assert len(events(file.read_bytes().decode())) == 6, "an older file is left alone"


@pytest.mark.parametrize("paying_on", ["2024-03-28", "2024-03-29"])
def test_paying_on_decides_the_exit_code_of_a_calendar_too(paying_on: str) -> None:
    done = run(
        "deadlines", "certificate", "--on", "2024-03-01", "--paying-on", paying_on, "-f", "ics"
    )
    assert done.code == (0 if paying_on == "2024-03-28" else 1)
    assert done.out.startswith("BEGIN:VCALENDAR")
