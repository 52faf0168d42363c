"""Checks of values that are possible and seldom meant: a slip of the pen, most likely.

Each is a warning, and right where a page prints it so: accept it there, with that as the reason.
"""

from collections.abc import Iterator
from datetime import date

from rrn_fees.catalogue.model import (
    VatCode,
    VatRate,
)
from rrn_fees.checks.check import Check, Example, Find, Found, Level, Subject, Within
from rrn_fees.checks.plausible_dates import (
    applications_outlast_payment,
    early_bird_before_its_prices,
    long_before_the_start,
    starts_in_another_month,
    starts_on_no_working_day,
)
from rrn_fees.checks.price_slips import (
    categories_are_far_apart,
    cohort_is_below_half,
    early_bird_is_below_half,
    one_more_costs_less,
)
from rrn_fees.checks.vat_rates import KINDS, days_without, last_days, rates_of
from rrn_fees.dates import long_date
from rrn_fees.money import percent_text

HIGHEST_LEVEL = 12
"""The RQF (Ofqual, and CCEA in Northern Ireland) and the CQFW (Wales) have entry levels and 1 to 8,
the FHEQ (QAA) 4 to 8, the SCQF (Scotland) 1 to 12. Whose level is meant is not recorded."""
LONGEST_MONTHS = 60


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
        early_bird_before_its_prices,
        bad=_early("90.00", "2023-09-01"),
        good=_early("90.00", "2025-02-03"),
    ),
    _check(
        "F707",
        "long-before-start",
        "a deadline is more than a year before the start",
        "Final payment, the end of applications or of an early bird is weeks or months before a "
        "start: so long before, a year is most likely mistyped, and an intake closes too early.",
        long_before_the_start,
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
        starts_in_another_month,
        bad=_starting("2025-06-10"),
        good=_starting("2025-05-06"),
    ),
    _check(
        "F709",
        "start-off-day",
        "an intake starts on a weekend or a bank holiday",
        "Most courses start on a working day, so the date is likely that of another year.",
        starts_on_no_working_day,
        bad=_starting("2025-05-05"),
        good=_starting("2025-05-06"),
    ),
    _check(
        "F710",
        "applications-outlast-payment",
        "applications close after final payment is due",
        "Whoever applied after that day could no longer pay in time, so an intake closes with "
        "final payment and the date that is written never counts.",
        applications_outlast_payment,
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
