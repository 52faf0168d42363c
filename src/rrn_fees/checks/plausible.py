"""Checks of values that are possible and seldom meant: a slip of the pen, most likely.

Each is a warning, and right where a page prints it so: accept it there, with that as the reason.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from rrn_fees.catalogue.model import (
    EarlyBird,
    FeeSchedule,
    Intake,
    IntakeStatus,
    VatCode,
    VatRate,
    WeeksBeforeStart,
    known_date,
)
from rrn_fees.checks.check import Check, Example, Find, Found, Level, Subject, Within
from rrn_fees.checks.dates import off_day
from rrn_fees.checks.intake_names import contradiction
from rrn_fees.checks.price_slips import (
    categories_are_far_apart,
    cohort_is_below_half,
    early_bird_is_below_half,
    one_more_costs_less,
)
from rrn_fees.checks.vat_rates import KINDS, days_without, last_days, rates_of
from rrn_fees.dates import counted, long_date, months_after
from rrn_fees.money import percent_text

HIGHEST_LEVEL = 12
"""The RQF (Ofqual, and CCEA in Northern Ireland) and the CQFW (Wales) have entry levels and 1 to 8,
the FHEQ (QAA) 4 to 8, the SCQF (Scotland) 1 to 12. Whose level is meant is not recorded."""
LONGEST_MONTHS = 60
_MONTHS_OF_A_YEAR = 12
_SHORTEST_YEAR = timedelta(days=365)
_WEEKS_OF_A_YEAR = 52
_AS_PRINTED = "if its page says so, it is right"

_Known = TypeVar("_Known")


def _no_rate_of_the_uk(subject: Subject) -> Iterator[Found]:
    if subject.catalogue is None or not subject.is_whole("vat"):
        return
    for code, rates in subject.catalogue.vat.rates.items():
        for rate, last in last_days(rates):
            kind = code if code in KINDS else None
            days = days_without(kind, rate.percent, rate.valid_from, last)
            if days is not None:
                yield _other_rate(subject, code, rate, *days)


def _other_rate(subject: Subject, code: VatCode, rate: VatRate, first: date, last: date) -> Found:
    days = f"from {long_date(first)} on"
    if last < date.max:
        days = f"from {long_date(first)} to {long_date(last)}"
    if first == last:
        days = f"on {long_date(first)}"
    kind = code if code in KINDS else None
    then = [
        f"{percent_text(each.percent)}% ({each.law})"
        for each in rates_of(kind)
        if each.first <= first <= each.last
    ]
    return Found(
        subject.node(rate, "percent"),
        f"no UK {f'{kind} ' if kind else ''}rate of VAT of {percent_text(rate.percent)}% is known "
        f"{days}",
        f"on the first of these days there was {', '.join(then)}" if then else None,
    )


def _intakes(subject: Subject) -> Iterator[tuple[str, Intake]]:
    for qualification in subject.qualifications.values():
        yield from qualification.intakes.items()


def _more_than_a_year_before(day: date, start: date) -> bool:
    return start - day > _SHORTEST_YEAR and months_after(day, _MONTHS_OF_A_YEAR) < start


def _long_before_the_start(subject: Subject) -> Iterator[Found]:
    wrong_year = "is one of the two in the wrong year?"
    for _, intake in _intakes(subject):
        starts = known_date(intake.starts_on)
        for said, deadline, *below in (
            ("final payment is due", intake.final_payment_on, "final_payment_on"),
            ("applications close", intake.applications.closes_on, "applications", "closes_on"),
        ):
            day = known_date(deadline)
            if day and starts and _more_than_a_year_before(day, starts):
                yield Found(
                    subject.node(intake, *below),
                    f"{said} on {long_date(day)}, more than a year before the start on "
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


def _early_bird_before_its_prices(subject: Subject) -> Iterator[Found]:
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


def _starts_in_another_month(subject: Subject) -> Iterator[Found]:
    for name, intake in _intakes(subject):
        said = contradiction(name, intake)
        starts = known_date(intake.starts_on)
        if said and starts:
            yield Found(
                subject.node(intake, "starts_on"),
                f"intake {name} starts on {long_date(starts)}, and {said}",
                "is it a copy of another intake, or is the date mistyped?",
            )


def _starts_on_no_working_day(subject: Subject) -> Iterator[Found]:
    if not subject.is_whole("bank_holidays"):
        return
    for name, intake in _intakes(subject):
        starts = known_date(intake.starts_on)
        day = subject.calendar.day(starts) if starts else None
        if day is not None and day.off is not None:
            message, _ = off_day(f"intake {name} starts", day)
            yield Found(subject.node(intake, "starts_on"), message, _AS_PRINTED)


def _applications_outlast_payment(subject: Subject) -> Iterator[Found]:
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


def _no_such_level(subject: Subject) -> Iterator[Found]:
    for qualification in subject.qualifications.values():
        level = qualification.level
        if isinstance(level, int) and level > HIGHEST_LEVEL:
            yield Found(
                subject.node(qualification, "level"),
                f"no framework of the UK has a level {level:,}",
                f"the highest is {HIGHEST_LEVEL}, in Scotland; elsewhere it is 8",
            )


def _takes_very_long(subject: Subject) -> Iterator[Found]:
    for qualification in subject.qualifications.values():
        months = qualification.duration_months
        if isinstance(months, int) and months > LONGEST_MONTHS:
            yield Found(
                subject.node(qualification, "duration_months"),
                f"{months:,} months are more than five years",
                "are these weeks, days or hours?",
            )


def _check(  # noqa: PLR0913 - what a check is made of, each in its turn
    code: str, name: str, summary: str, why: str, find: Find, *, bad: Example, good: Example
) -> Check:
    return Check(
        code=code,
        name=name,
        level=Level.WARNING,
        summary=summary,
        why=why,
        bad=bad,
        good=good,
        find=find,
    )


def _rate(percent: str) -> Example:
    rate = f'{{valid_from: 2011-01-04, percent: "{percent}", source: page}}'
    return Example(f"vat: {{rates: {{standard: [{rate}]}}}}", Within.CATALOGUE)


def _cohort(member: str) -> Example:
    return Example(f'cohort: {{size: 6, prices: {{member: "{member}", non-member: "710.00"}}}}')


def _early(member: str, until: str = "2025-02-03") -> Example:
    prices = f'{{member: "{member}", non-member: "110.00"}}'
    return Example(f"early_bird: {{individual: {prices}, until: {until}}}")


def _intake(starts_on: str, closes_on: str) -> Example:
    return Example(
        "intakes:\n"
        f"  {starts_on[:7]}:\n"
        f"    starts_on: {starts_on}\n"
        "    final_payment_on: 2025-03-28\n"
        f"    applications: {{closes_on: {closes_on}}}",
        Within.QUALIFICATION,
    )


def _starting(day: str) -> Example:
    return Example(f"starts_on: {day}\nfinal_payment_on: 2025-03-28", Within.INTAKE)


CHECKS = (
    _check(
        "F701",
        "vat-rate",
        "a rate of VAT that the UK did not have on those days",
        "Every price is charged at the rate that stands here. The UK has had these rates since 1 "
        "April 1991: standard 17.5%, 15% from 1 December 2008, 17.5% from 1 January 2010 and 20% "
        "from 4 January 2011; reduced 8% from 1 April 1994 and 5% from 1 September 1997, beside "
        "12.5% from 1 October 2021 to 31 March 2022; and zero. A code called standard, reduced or "
        "zero is held against the rates of that name, any other against all of them. If the law "
        "has changed since, accept it with the law as the reason.",
        _no_rate_of_the_uk,
        bad=_rate("22"),
        good=_rate("20"),
    ),
    _check(
        "F702",
        "cohort-below-half",
        "a cohort fee is below half of as many individual fees",
        "Such a saving is rare: most likely a digit is missing, or it is the fee for a smaller "
        "group. A quote would charge it to everyone who asks for that many places.",
        cohort_is_below_half,
        bad=_cohort("290.00"),
        good=_cohort("590.00"),
    ),
    _check(
        "F703",
        "early-bird-below-half",
        "an early-bird price is below half of the standard price",
        "Those who come early save some of the price and seldom most of it: most likely a digit is "
        "missing, or a per cent says what is left instead of what is taken off.",
        early_bird_is_below_half,
        bad=_early("49.00"),
        good=_early("94.00"),
    ),
    _check(
        "F704",
        "categories-apart",
        "prices of two categories are five times apart or more",
        "Members and others pay different prices for the same place, and seldom so different: most "
        "likely a point is in the wrong place.",
        categories_are_far_apart,
        bad=Example('individual: {member: "10.00", non-member: "120.00"}'),
        good=Example('individual: {member: "100.00", non-member: "120.00"}'),
    ),
    _check(
        "F705",
        "one-more-costs-less",
        "a group pays less with one learner more",
        "Whoever is one learner short of a cohort then pays more than a whole cohort: the cohort "
        "fee is likely too low. Where VAT is rounded on each price or line, pence can do it too.",
        one_more_costs_less,
        bad=_cohort("490.00"),
        good=_cohort("500.00"),
    ),
    _check(
        "F706",
        "early-bird-unearned",
        "an early bird ends before anyone can apply at its prices",
        "Its prices are printed, and nobody can ever pay them: its date is most likely that of "
        "another intake or year.",
        _early_bird_before_its_prices,
        bad=_early("90.00", "2023-09-01"),
        good=_early("90.00", "2025-02-03"),
    ),
    _check(
        "F707",
        "long-before-start",
        "a deadline is more than a year before the start",
        "Final payment, the end of applications or of an early bird is weeks or months before a "
        "start: so long before, a year is most likely mistyped, and an intake closes too early.",
        _long_before_the_start,
        bad=_intake("2026-05-05", "2025-03-14"),
        good=_intake("2025-05-06", "2025-03-14"),
    ),
    _check(
        "F708",
        "other-month",
        "an intake starts in another month than its name says",
        "The name or the label is what people read and type. It says a month or a season if it has "
        "one beside a year: 2025-05, 05-2025, 202505, may-2025, may-25, 2025-autumn. Spring is "
        "taken for January to June, summer for April to September, autumn for August to December.",
        _starts_in_another_month,
        bad=_starting("2025-06-10"),
        good=_starting("2025-05-06"),
    ),
    _check(
        "F709",
        "start-off-day",
        "an intake starts on a weekend or a bank holiday",
        "Most courses start on a working day, so the date is likely that of another year.",
        _starts_on_no_working_day,
        bad=_starting("2025-05-05"),
        good=_starting("2025-05-06"),
    ),
    _check(
        "F710",
        "applications-outlast-payment",
        "applications close after final payment is due",
        "Whoever applied after that day could no longer pay in time, so an intake closes with "
        "final payment and the date that is written never counts.",
        _applications_outlast_payment,
        bad=_intake("2025-05-06", "2025-04-11"),
        good=_intake("2025-05-06", "2025-03-14"),
    ),
    _check(
        "F711",
        "no-such-level",
        "a level that no framework of the UK has",
        "The RQF in England and Northern Ireland and the CQFW in Wales have levels 1 to 8 above "
        "entry level, the SCQF in Scotland has levels 1 to 12.",
        _no_such_level,
        bad=Example("level: 40", Within.QUALIFICATION),
        good=Example("level: 4", Within.QUALIFICATION),
    ),
    _check(
        "F712",
        "very-long",
        "a course takes more than 60 months",
        "With the start it gives the day of completion. More than five years are most likely "
        "weeks, days or hours.",
        _takes_very_long,
        bad=Example("duration_months: 72", Within.QUALIFICATION),
        good=Example("duration_months: 12", Within.QUALIFICATION),
    ),
)
"""In the order of their codes."""
