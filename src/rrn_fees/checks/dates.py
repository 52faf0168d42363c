"""Checks of dates: in order, on working days, and with something ahead."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from rrn_fees.catalogue.model import (
    FeeSchedule,
    Intake,
    IntakeId,
    IntakeStatus,
    NotAnnounced,
    NotPublished,
    Qualification,
    VatRate,
    known_date,
)
from rrn_fees.checks.check import Check, Example, Found, Level, Subject, Within, fault
from rrn_fees.checks.intake_names import contradiction
from rrn_fees.checks.spans import days_of, runs
from rrn_fees.dates import counted, long_date, months_after
from rrn_fees.deadlines.windows import IntakeWindow, early_bird_until, window_of
from rrn_fees.deadlines.working_days import DIVISION_NAMES, CalendarDay
from rrn_fees.errors import FaultKind, listed
from rrn_fees.pricing.vat import rate_in_force

_DAY = timedelta(days=1)


def _intakes(subject: Subject) -> Iterator[Intake]:
    for qualification in subject.qualifications.values():
        yield from qualification.intakes.values()


def _final_payment_after_the_start(subject: Subject) -> Iterator[Found]:
    for intake in _intakes(subject):
        final, starts = known_date(intake.final_payment_on), known_date(intake.starts_on)
        if final is not None and starts is not None and final > starts:
            yield Found(
                subject.node(intake, "final_payment_on"),
                f"final payment is due on {long_date(final)}, after the start on "
                f"{long_date(starts)}",
                "an intake closes the day before it starts, whatever may still be paid later",
            )


def _applications_close_after_the_start(subject: Subject) -> Iterator[Found]:
    for intake in _intakes(subject):
        closes = known_date(intake.applications.closes_on)
        starts = known_date(intake.starts_on)
        if closes is not None and starts is not None and closes > starts:
            yield Found(
                subject.node(intake, "applications", "closes_on"),
                f"applications close on {long_date(closes)}, after the start on "
                f"{long_date(starts)}",
                "an intake closes the day before it starts",
            )


def _ends_of_early_birds(
    subject: Subject,
) -> Iterator[tuple[FeeSchedule, Qualification, IntakeId | None, date]]:
    """Yield the known end of each early bird, for each intake that can be had at its prices."""
    for qualification in subject.qualifications.values():
        every = runs(qualification)
        place = {name: at for at, (name, _) in enumerate(every)}
        for schedule in qualification.fees:
            if schedule.early_bird is None:
                continue
            named = sorted({*schedule.intakes} & place.keys(), key=place.__getitem__)
            for name, intake in [every[place[of]] for of in named] if schedule.intakes else every:
                if not _meet(schedule, intake):
                    continue
                window = window_of(name, intake) if name and intake else None
                until = early_bird_until(schedule.early_bird, window)
                if until is not None:
                    yield schedule, qualification, name, until


def _meet(schedule: FeeSchedule, intake: Intake | None) -> bool:
    """Return whether there is a day on which *intake* can be had at the prices of *schedule*."""
    if intake is not None and intake.status is IntakeStatus.CLOSED:
        return False
    opens, closes = days_of(intake)
    return max(schedule.valid_from or opens, opens) <= min(schedule.valid_through or closes, closes)


def _early_bird_too_late(subject: Subject) -> Iterator[Found]:
    for schedule, qualification, name, until in _ends_of_early_birds(subject):
        if name is None:
            continue
        intake = qualification.intakes[name]
        for event, day in (
            ("final payment is due", known_date(intake.final_payment_on)),
            ("it starts", known_date(intake.starts_on)),
        ):
            if day is not None and until > day:
                yield Found(
                    subject.node(schedule, "early_bird", "until"),
                    f"the early bird of intake {name} ends on {long_date(until)}, after {event} "
                    f"on {long_date(day)}",
                    "whoever applies in time for the intake then always has the lower price",
                )
                break


def _not_on_a_working_day(subject: Subject) -> Iterator[Found]:
    if not subject.is_whole("bank_holidays"):
        return
    for intake in _intakes(subject):
        for what, day, *below in (
            ("final payment is due", intake.final_payment_on, "final_payment_on"),
            ("applications close", intake.applications.closes_on, "applications", "closes_on"),
        ):
            found = subject.calendar.day(day) if isinstance(day, date) else None
            if found is not None and found.off is not None:
                yield Found(subject.node(intake, *below), *off_day(what, found))
    for schedule, _, _, until in _ends_of_early_birds(subject):
        found = subject.calendar.day(until)
        if found.off is not None:
            where = subject.node(schedule, "early_bird", "until")
            yield Found(where, *off_day("the early bird ends", found))


def off_day(what: str, day: CalendarDay) -> tuple[str, str | None]:
    """Return what to say of a day that is no working day, and the working day before it."""
    is_holiday = day.date.weekday() < 5
    why = f", {day.off} in {DIVISION_NAMES[day.division]}" if is_holiday else ""
    before = f"the last working day before it is {long_date(day.before)}" if day.before else None
    return f"{what} on {long_date(day.date)}{why}: no working day", before


def _start_on_one_day(subject: Subject) -> Iterator[Found]:
    for qualification in subject.qualifications.values():
        first_on: dict[date, IntakeId] = {}
        for name, intake in qualification.intakes.items():
            starts = known_date(intake.starts_on)
            if starts is None or contradiction(name, intake):  # F708 tells which one it is
                continue
            if first_on.setdefault(starts, name) != name:
                yield Found(
                    subject.node(intake, "starts_on"),
                    f"intakes {first_on[starts]} and {name} both start on {long_date(starts)}",
                    "is one of them a copy whose dates are still to be changed?",
                )


def _no_rate_in_force(subject: Subject) -> Iterator[Found]:
    catalogue = subject.catalogue
    if catalogue is None or not subject.is_whole("vat"):
        return
    used = {schedule.vat for _, schedule in subject.schedules()}
    for code, of_code in catalogue.vat.rates.items():
        in_turn = sorted(of_code, key=lambda rate: rate.valid_from)
        between = [*_between(in_turn)]
        for rate, first, last in between:
            yield Found(
                subject.node(rate, "valid_through"),
                f'no rate of "{code}" is in force from {long_date(first)} to {long_date(last)}',
                "a quote with a tax point on such a day is refused",
            )
        told = any(first <= subject.as_at <= last for _, first, last in between)
        if code in used and not told and rate_in_force(in_turn, subject.as_at) is None:
            yield Found(
                subject.node(catalogue.vat, "rates", code, at_key=True),
                f'no rate of "{code}" is in force on {long_date(subject.as_at)}',
                "a quote with that tax point is refused",
            )


def _between(in_turn: list[VatRate]) -> Iterator[tuple[VatRate, date, date]]:
    """Yield the days between two rates on which there is none, with the rate before them."""
    for rate, following in pairwise(in_turn):
        ends = rate.valid_through
        if ends is not None and ends + _DAY < following.valid_from:
            yield rate, ends + _DAY, following.valid_from - _DAY


def _windows(qualification: Qualification) -> list[IntakeWindow]:
    return [window_of(name, intake) for name, intake in qualification.intakes.items()]


def _is_past(window: IntakeWindow, day: date) -> bool:
    if window.status is IntakeStatus.CLOSED:
        return True
    return window.last_day is not None and window.last_day < day


def _every_intake_is_past(subject: Subject) -> Iterator[Found]:
    for qualification in subject.whole.values():
        windows = _windows(qualification)
        if windows and all(_is_past(window, subject.as_at) for window in windows):
            yield Found(
                subject.node(qualification, "intakes", at_key=True),
                f"every intake is past on {long_date(subject.as_at)}",
                "add the next one when it is published",
            )
        ends = [schedule.valid_through for schedule in qualification.fees]
        if not windows and ends and all(end and end < subject.as_at for end in ends):
            yield Found(
                subject.node(qualification, "fees", at_key=True),
                f"every fee schedule is past on {long_date(subject.as_at)}",
                "add the next one when it is published",
            )


def _none_opens_in_time(subject: Subject) -> Iterator[Found]:
    last = months_after(subject.as_at, subject.horizon)
    for qualification in subject.whole.values():
        windows = _windows(qualification)
        ahead = [window for window in windows if not _is_past(window, subject.as_at)]
        is_open = (
            window.scheduled
            and window.last_day is not None
            and (window.opens_on is None or window.opens_on <= last)
            for window in ahead
        )
        if ahead and not any(is_open):
            names = listed(window.intake for window in ahead)
            yield Found(
                subject.node(qualification, "intakes", at_key=True),
                f"no intake is known to be open within {counted(subject.horizon, 'month')} of "
                f"{long_date(subject.as_at)}; still to come: {names}",
                "add its dates when they are published",
            )


_GAPS = {
    NotAnnounced.NOT_ANNOUNCED: "is not announced",
    NotPublished.NOT_PUBLISHED: "is not published",
}


def _is_not_announced(subject: Subject) -> Iterator[Found]:
    for intake in _intakes(subject):
        if intake.status is IntakeStatus.CLOSED:
            continue
        for what, day, *below in (
            ("the start", intake.starts_on, "starts_on"),
            ("the final payment date", intake.final_payment_on, "final_payment_on"),
            ("when applications close", intake.applications.closes_on, "applications", "closes_on"),
        ):
            if isinstance(day, NotAnnounced | NotPublished):
                yield Found(subject.node(intake, *below), f"{what} {_GAPS[day]}")
    for _, schedule in subject.schedules():
        early = schedule.early_bird
        if early is not None and isinstance(early.until, NotAnnounced):
            where = subject.node(schedule, "early_bird", "until")
            yield Found(where, "the early bird's deadline is not announced")


def _read_on_another_day(subject: Subject) -> Iterator[Found]:
    if subject.catalogue is None:
        return
    told = set()
    for source in subject.catalogue.sources.values():
        read, published = source.read_on, source.published_on
        if read is None:
            continue
        if published is not None and read < published:
            yield Found(
                subject.node(source, "read_on"),
                f"it was read on {long_date(read)}, before it came out on {long_date(published)}",
                "is one of the two in the wrong year?",
            )
        # Many are read on one day: that it is still to come is told once.
        elif read > subject.as_at and read not in told:
            told.add(read)
            yield Found(
                subject.node(source, "read_on"),
                f"it was read on {long_date(read)}, after the day in question, "
                f"{long_date(subject.as_at)}",
                "write the day on which it was read, not one to come",
            )


def _dates(starts_on: str, final_payment_on: str, more: str = "") -> Example:
    text = f"starts_on: {starts_on}\nfinal_payment_on: {final_payment_on}{more}"
    return Example(text, Within.INTAKE)


def _intake_list(**starts: str) -> Example:
    lines = "".join(f"\n  {name}: {{starts_on: {start}}}" for name, start in starts.items())
    return Example(f"intakes:{lines}", Within.QUALIFICATION)


def _opening(opens_on: str) -> Example:
    return Example(
        "intakes:\n"
        "  2027-05:\n"
        "    starts_on: 2027-05-04\n"
        "    final_payment_on: 2027-03-25\n"
        f"    applications: {{opens_on: {opens_on}}}",
        Within.QUALIFICATION,
    )


def _rates(first_through: str) -> Example:
    first = f'valid_from: 2010-01-01, valid_through: {first_through}, percent: "17.5"'
    return Example(
        "vat:\n"
        "  rates:\n"
        "    standard:\n"
        f"      - {{{first}, source: page}}\n"
        '      - {valid_from: 2011-01-04, percent: "20", source: page}',
        Within.CATALOGUE,
    )


def _read(day: str) -> Example:
    return Example(f"sources: {{page: {{title: Fees page, read_on: {day}}}}}", Within.CATALOGUE)


_SOUND = _dates("2025-05-06", "2025-03-28")

CHECKS = (
    fault(
        "F401",
        FaultKind.DATE_ORDER,
        "a window ends before it begins",
        "There is no day in it: nothing that depends on it is ever on sale.",
        bad=Example("valid_from: 2025-02-01\nvalid_through: 2025-01-31"),
        good=Example("valid_from: 2025-01-01\nvalid_through: 2025-03-31"),
    ),
    Check(
        code="F402",
        name="final-payment-after-start",
        level=Level.ERROR,
        summary="final payment is due after the start",
        why="An intake is paid for before it starts; a later date is most likely that of another "
        "intake or year.",
        bad=_dates("2025-05-06", "2025-05-09"),
        good=_SOUND,
        find=_final_payment_after_the_start,
    ),
    Check(
        code="F403",
        name="applications-close-after-start",
        level=Level.ERROR,
        summary="applications close after the start",
        why="Nobody can apply for what has begun: an intake closes the day before it starts, so "
        "the date that is written never counts.",
        bad=_dates("2025-05-06", "2025-03-28", "\napplications: {closes_on: 2025-05-09}"),
        good=_dates("2025-05-06", "2025-03-28", "\napplications: {closes_on: 2025-03-14}"),
        find=_applications_close_after_the_start,
    ),
    Check(
        code="F404",
        name="early-bird-too-late",
        level=Level.ERROR,
        summary="an early bird ends after final payment is due, or after the start",
        why="It would hold for everyone who is in time for the intake, and the standard price "
        "could never be charged: its date is most likely that of another intake or year.",
        bad=Example('early_bird: {percent: "5", until: 2025-04-03}'),
        good=Example('early_bird: {percent: "5", until: 2025-02-03}'),
        find=_early_bird_too_late,
    ),
    Check(
        code="F405",
        name="off-day",
        level=Level.WARNING,
        summary="a deadline is on a weekend or a bank holiday",
        why="A payment or a question cannot be dealt with on that day: whoever waits for it is in "
        "time on paper only. If the page prints that day, it is right.",
        bad=_dates("2025-05-06", "2025-03-29"),
        good=_SOUND,
        find=_not_on_a_working_day,
    ),
    Check(
        code="F406",
        name="same-start",
        level=Level.WARNING,
        summary="two intakes of one qualification start on one day",
        why="One of them is most likely a copy whose dates are still to be changed.",
        bad=_intake_list(first="2025-05-06", second="2025-05-06"),
        good=_intake_list(first="2025-05-06", second="2025-06-03"),
        find=_start_on_one_day,
    ),
    fault(
        "F407",
        FaultKind.VAT_OVERLAP,
        "two rates of one VAT code are in force on one day",
        "Which of two rates is charged would be a guess.",
        bad=_rates("2011-01-31"),
        good=_rates("2011-01-03"),
    ),
    Check(
        code="F408",
        name="vat-gap",
        level=Level.WARNING,
        summary="no rate of a VAT code is in force on some days, or on the day in question",
        why="A quote with a tax point on such a day is refused. A rate without a last day ends "
        "when the next begins.",
        bad=_rates("2010-12-31"),
        good=_rates("2011-01-03"),
        find=_no_rate_in_force,
    ),
    Check(
        code="F409",
        name="all-past",
        level=Level.WARNING,
        summary="every intake of a qualification is past, or every fee schedule of one without",
        why="Nobody can be quoted a price for it any more: either the next intake or fee schedule "
        "is missing here, or the qualification is no longer offered.",
        bad=Example(
            "intakes:\n  2024-05: {starts_on: 2024-05-07, final_payment_on: 2024-03-28}",
            Within.QUALIFICATION,
        ),
        good=Example(
            "intakes:\n  2025-05: {starts_on: 2025-05-06, final_payment_on: 2025-03-28}",
            Within.QUALIFICATION,
        ),
        find=_every_intake_is_past,
    ),
    Check(
        code="F410",
        name="none-open",
        level=Level.WARNING,
        summary="no intake is known to be open within the horizon",
        why="There is an intake to come, and for the next months none that can be applied for, as "
        "far as its dates are known.",
        bad=_opening("2026-11-02"),
        good=_opening("2025-11-03"),
        find=_none_opens_in_time,
    ),
    Check(
        code="F411",
        name="not-announced",
        level=Level.INFO,
        summary="a date is not announced or not published",
        why="Recorded as it is, never guessed. Until it is known, a quote that depends on it is "
        "refused or only indicative: look whether it has been announced since.",
        bad=Example('early_bird: {percent: "5", until: not-announced}'),
        good=Example('early_bird: {percent: "5", until: 2025-02-03}'),
        find=_is_not_announced,
    ),
    Check(
        code="F412",
        name="read-on",
        level=Level.WARNING,
        summary="a source was read on a day to come, or before it came out",
        why="Answers say when a source was read, so that a reader can judge how stale a figure is: "
        "a wrong day makes it look fresher than it is. Seen from a day in the past, what was read "
        "since is told too, each day once.",
        bad=_read("2026-01-05"),
        good=_read("2025-01-05"),
        find=_read_on_another_day,
    ),
)
"""In the order of their codes."""
