"""Checks of dates that are possible and seldom meant: a slip of the pen, most likely."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from rrn_fees.catalogue.model import (
    EarlyBird,
    FeeSchedule,
    Intake,
    IntakeStatus,
    WeeksBeforeStart,
    known_date,
)
from rrn_fees.checks.check import Found, Subject
from rrn_fees.checks.dates import off_day
from rrn_fees.checks.intake_names import contradiction
from rrn_fees.dates import counted, long_date, months_after

AS_PRINTED = "if its page says so, it is right"
"""The hint of what may be meant."""
_MONTHS_OF_A_YEAR = 12
_SHORTEST_YEAR = timedelta(days=365)
_WEEKS_OF_A_YEAR = 52

_Known = TypeVar("_Known")


def _intakes(subject: Subject) -> Iterator[tuple[str, Intake]]:
    for qualification in subject.qualifications.values():
        yield from qualification.intakes.items()


def _more_than_a_year_before(day: date, start: date) -> bool:
    return start - day > _SHORTEST_YEAR and months_after(day, _MONTHS_OF_A_YEAR) < start


def long_before_the_start(subject: Subject) -> Iterator[Found]:
    """Yield each deadline that is more than a year before the start of its intake."""
    wrong_year = "is one of the two in the wrong year?"
    for _, intake in _intakes(subject):
        starts = known_date(intake.starts_on)
        for what, deadline, *below in (
            ("final payment is due", intake.final_payment_on, "final_payment_on"),
            ("applications close", intake.applications.closes_on, "applications", "closes_on"),
        ):
            day = known_date(deadline)
            if day and starts and _more_than_a_year_before(day, starts):
                yield Found(
                    subject.node(intake, *below),
                    f"{what} on {long_date(day)}, more than a year before the start on "
                    f"{long_date(starts)}",
                    wrong_year,
                )
                break
    for schedule, early, ahead in _early_birds(subject):
        if _is_before_its_prices(schedule, early, ahead):  # F706 tells it
            continue
        if isinstance(early.until, WeeksBeforeStart):
            is_long = early.until.weeks_before_start > _WEEKS_OF_A_YEAR
            start, hint = "", "are these days instead of weeks?"
        else:
            day, starts = known_date(early.until), ahead.first_start
            is_long = bool(day and starts and _more_than_a_year_before(day, starts))
            start, hint = f" on {long_date(starts)}" if starts else "", wrong_year
        if is_long:
            yield Found(
                subject.node(schedule, "early_bird", "until"),
                f"the early bird ends {_end(early)}, more than a year before the start{start}",
                hint,
            )


def early_bird_before_its_prices(subject: Subject) -> Iterator[Found]:
    """Yield each early bird that ends before anyone can apply at its prices."""
    for schedule, early, ahead in _early_birds(subject):
        if _is_before_its_prices(schedule, early, ahead):
            yield Found(
                subject.node(schedule, "early_bird", "until"),
                f"the early bird ends {_end(early)}, before anyone can apply at its prices",
                "nobody could ever pay them: is one of the dates wrong?",
            )


def _end(early: EarlyBird) -> str:
    """Say when an early bird ends whose end is known."""
    if isinstance(early.until, WeeksBeforeStart):
        return f"{counted(early.until.weeks_before_start, 'week')} before the start"
    return f"on {long_date(early.until)}" if isinstance(early.until, date) else ""


class _Ahead(NamedTuple):
    """What is known of some intakes; None where one of them lacks the day."""

    first_start: date | None
    last_start: date | None
    first_opening: date | None
    longest_notice: timedelta | None
    """The longest time from the opening of one of them to its start."""


def _early_birds(subject: Subject) -> Iterator[tuple[FeeSchedule, EarlyBird, _Ahead]]:
    """Yield every early bird, with what is known of all the intakes that it may be for.

    Of qualifications without a fault: any other may lack an intake. One for closed intakes alone is
    left out, since nobody can have its prices in any case.
    """
    for qualification in subject.whole.values():
        intakes = qualification.intakes
        # Summed up once, however many fee schedules are for all of them.
        of_all = _ahead(intakes.values())
        for schedule in qualification.fees:
            if schedule.early_bird is not None:
                named = [intakes[name] for name in schedule.intakes]
                ahead = _ahead(named) if named else of_all
                if ahead is not None:
                    yield schedule, schedule.early_bird, ahead


def _ahead(intakes: Collection[Intake]) -> _Ahead | None:
    """Return what is known of *intakes*; None if all of them are closed."""
    ahead = [intake for intake in intakes if intake.status is not IntakeStatus.CLOSED]
    if intakes and not ahead:
        return None
    starts = [known_date(intake.starts_on) for intake in ahead]
    opens = [intake.applications.opens_on for intake in ahead]
    notices = [
        start - day if start and day else None for start, day in zip(starts, opens, strict=True)
    ]
    return _Ahead(
        first_start=min(_all_known(starts), default=None),
        last_start=max(_all_known(starts), default=None),
        first_opening=min(_all_known(opens), default=None),
        longest_notice=max(_all_known(notices), default=None),
    )


def _all_known(values: list[_Known | None]) -> list[_Known]:
    """Return *values*, or nothing if one of them is unknown."""
    known = [value for value in values if value is not None]
    return known if len(known) == len(values) else []


def _is_before_its_prices(schedule: FeeSchedule, early: EarlyBird, ahead: _Ahead) -> bool:
    """Return whether an early bird ends before its prices hold, or before anyone can apply."""
    begins = schedule.valid_from or date.min
    if isinstance(early.until, WeeksBeforeStart):
        if ahead.last_start and early.until.before(ahead.last_start) < begins:
            return True
        notice = ahead.longest_notice
        return notice is not None and timedelta(weeks=early.until.weeks_before_start) > notice
    until = known_date(early.until)
    return until is not None and until < max(begins, ahead.first_opening or date.min)


def starts_in_another_month(subject: Subject) -> Iterator[Found]:
    """Yield each intake that starts in another month than its name or label says."""
    for name, intake in _intakes(subject):
        why = contradiction(name, intake)
        starts = known_date(intake.starts_on)
        if why and starts:
            yield Found(
                subject.node(intake, "starts_on"),
                f"intake {name} starts on {long_date(starts)}, and {why}",
                "is it a copy of another intake, or is the date mistyped?",
            )


def starts_on_no_working_day(subject: Subject) -> Iterator[Found]:
    """Yield each intake that starts on a weekend or a bank holiday."""
    if not subject.is_whole("bank_holidays"):
        return
    for name, intake in _intakes(subject):
        starts = known_date(intake.starts_on)
        day = subject.calendar.day(starts) if starts else None
        if day is not None and day.off is not None:
            message, _ = off_day(f"intake {name} starts", day)
            yield Found(subject.node(intake, "starts_on"), message, AS_PRINTED)


def applications_outlast_payment(subject: Subject) -> Iterator[Found]:
    """Yield each intake whose applications close after its final payment is due."""
    for _, intake in _intakes(subject):
        closes = known_date(intake.applications.closes_on)
        final, starts = known_date(intake.final_payment_on), known_date(intake.starts_on)
        if closes is None or final is None or closes <= final:
            continue
        if starts is None or closes <= starts:  # F403 tells the others
            yield Found(
                subject.node(intake, "applications", "closes_on"),
                f"applications close on {long_date(closes)}, after final payment is due on "
                f"{long_date(final)}",
                "an intake closes with final payment, so nobody can apply after that",
            )
