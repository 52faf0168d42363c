"""Deadlines: which events there are, how far off, and whether a payment is in time."""

import csv
import json
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pypdf
import pytest
from support import SHIPPED, TESTS, catalogue, parsed, quoted, run, sent, working_days, written

from rrn_fees import Catalogue, RequestError
from rrn_fees.catalogue.model import BankHolidays, EarnedBy
from rrn_fees.cli.shell import day_at
from rrn_fees.contract.deadlines import deadlines_answer
from rrn_fees.dates import months_after
from rrn_fees.deadlines.bank_holidays import WorkingDaysWhenNeeded, load_working_days
from rrn_fees.deadlines.day_notes import not_working
from rrn_fees.deadlines.events import (
    Deadline,
    Deadlines,
    Event,
    Payment,
    PaymentOutcome,
    notes_on_paying,
)
from rrn_fees.deadlines.listing import deadlines_of
from rrn_fees.deadlines.notes import NoteCode
from rrn_fees.deadlines.windows import IntakeState
from rrn_fees.pricing.payment_deadline import with_deadline
from rrn_fees.render_options import RenderOptions

MARCH = date(2024, 3, 1)
DATES = catalogue("dates")
ONE = timedelta(days=1)


def found(
    *names: str, of: Catalogue = DATES, on: date = MARCH, within: int | None = None,
    paying_on: date | None = None,
) -> Deadlines:  # fmt: skip
    days = working_days(of.bank_holidays)
    return deadlines_of(of, days, on, qualifications=names, within=within, paying_on=paying_on)


def one(name: str, event: Event, *, of: Catalogue = DATES, on: date = MARCH) -> Deadline:
    [deadline] = [each for each in found(name, of=of, on=on).deadlines if each.event is event]
    return deadline


def codes(deadline: Deadline) -> list[NoteCode]:
    return [note.code for note in deadline.notes]


def test_the_shipped_deadlines_are_those_of_the_pages() -> None:
    listed = found(of=catalogue())
    assert [
        (str(each.date), each.days_left, each.event.value, each.subject)
        for each in listed.deadlines
        if each.day
    ] == [
        ("2024-03-28", 27, "final-payment", "certificate 2024-05"),
        ("2024-03-29", 28, "final-payment", "diploma 2024-05"),
        ("2024-05-07", 67, "course-starts", "certificate 2024-05"),
        ("2024-05-07", 67, "course-starts", "diploma 2024-05"),
        ("2025-03-07", 371, "course-completes", "certificate 2024-05"),
        ("2025-11-07", 616, "course-completes", "diploma 2024-05"),
    ]
    undated = [each for each in listed.deadlines if each.day is None]
    assert {each.qualification for each in undated} == {"hopes-diploma"}
    assert {each.status.value for each in undated} == {"not-announced"}
    assert {each.event.value for each in undated} == {
        "early-bird-ends", "final-payment", "course-starts",
    }  # fmt: skip
    assert all(each.source == f"{each.qualification}-page" for each in listed.deadlines)


def test_good_friday_is_told_with_the_day_to_pay_by() -> None:
    [note] = one("diploma", Event.FINAL_PAYMENT, of=catalogue()).notes
    assert note.code == "not-working-day"
    assert note.text == (
        "Friday 29 March 2024 is Good Friday, not a working day in England and Wales. "
        "Pay by Thursday 28 March 2024."
    )


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2024, 3, 28), "Pay by Thursday 28 March 2024."),
        (date(2024, 3, 29), "The last working day before it was Thursday 28 March 2024."),
    ],
)
def test_nobody_is_told_to_pay_by_a_day_that_has_passed(on: date, says: str) -> None:
    [note] = one("diploma", Event.FINAL_PAYMENT, of=catalogue(), on=on).notes
    assert note.text.endswith(says)


def test_a_start_after_a_bank_holiday_says_so() -> None:
    deadline = one("diploma", Event.COURSE_STARTS, of=catalogue())
    assert deadline.day is not None
    assert deadline.day.working is True
    assert deadline.day.before == date(2024, 5, 3)
    [note] = deadline.notes
    assert note.code == "follows-bank-holiday"
    assert "Monday 6 May 2024 is the Early May bank holiday" in note.text


@pytest.mark.parametrize(
    ("days", "status"),
    [(-1, "upcoming"), (0, "today"), (1, "passed")],
    ids=["before", "on", "after"],
)
@pytest.mark.parametrize(
    ("name", "event", "day"),
    [
        ("apply-first", Event.APPLICATIONS_OPEN, date(2024, 1, 8)),
        ("apply-first", Event.APPLICATIONS_CLOSE, date(2024, 3, 29)),
        ("early-paid", Event.EARLY_BIRD_ENDS, date(2024, 3, 29)),
        ("leap", Event.EARLY_BIRD_ENDS, date(2024, 2, 15)),
        ("at-any-time", Event.EARLY_BIRD_ENDS, date(2024, 5, 6)),
        ("easter", Event.FINAL_PAYMENT, date(2024, 4, 1)),
        ("leap", Event.COURSE_STARTS, date(2024, 2, 29)),
        ("easter", Event.COURSE_COMPLETES, date(2025, 2, 28)),
    ],
)
def test_every_event_on_the_day_before_the_day_and_the_day_after(
    name: str, event: Event, day: date, days: int, status: str
) -> None:
    deadline = one(name, event, on=day + days * ONE)
    assert deadline.date == day
    assert (deadline.days_left, deadline.status.value) == (-days, status)


def test_months_are_counted_to_the_same_day_or_the_last_of_a_shorter_month() -> None:
    assert months_after(date(2024, 5, 7), 10) == date(2025, 3, 7)
    assert months_after(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert months_after(date(2023, 1, 31), 1) == date(2023, 2, 28)
    assert months_after(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_after(date(2024, 2, 29), 48) == date(2028, 2, 29)
    assert one("leap", Event.COURSE_COMPLETES).date == date(2025, 2, 28)


def test_scotland_pays_on_easter_monday() -> None:
    text = (TESTS / "catalogues" / "dates.yaml").read_text(encoding="utf-8")
    scotland = parsed(text.replace("england-and-wales", "scotland"))
    there = one("easter", Event.FINAL_PAYMENT, of=scotland)
    here = one("easter", Event.FINAL_PAYMENT)
    assert there.day is not None
    assert here.day is not None
    assert (there.day.working, here.day.working) == (True, False)
    assert here.day.before == date(2024, 3, 28)
    assert codes(there) == ["follows-bank-holiday"]
    assert codes(here) == ["not-working-day"]
    assert "Easter Monday, not a working day in England and Wales" in here.notes[0].text


def test_beyond_the_bank_holidays_at_hand_it_is_unknown() -> None:
    deadline = one("far-off", Event.FINAL_PAYMENT)
    assert deadline.day is not None
    assert deadline.day.working is None
    assert deadline.day.before is None
    [note] = deadline.notes
    assert note.code == "working-day-unknown"
    assert "Tuesday 7 May 2030 is a working day is not known" in note.text
    start = one("far-off", Event.COURSE_STARTS)
    assert start.day is not None
    assert start.day.working is False  # a Saturday, in any year
    assert start.notes[0].text.endswith(
        "Saturday 1 June 2030 is not a working day in England and Wales."
    )


@pytest.mark.parametrize(
    ("day", "division", "called"),
    [
        (date(2024, 3, 29), BankHolidays.ENGLAND_AND_WALES, "is Good Friday, not"),
        (date(2024, 5, 6), BankHolidays.ENGLAND_AND_WALES, "is the Early May bank holiday, not"),
        (date(2024, 12, 2), BankHolidays.SCOTLAND, "is St Andrew’s Day (substitute day), not"),
        (date(2024, 7, 12), BankHolidays.NORTHERN_IRELAND, "is the Battle of the Boyne (Orange"),
        (date(2024, 3, 30), BankHolidays.SCOTLAND, "30 March 2024 is not a working day in Scot"),
        (date(2024, 3, 30), BankHolidays.NORTHERN_IRELAND, "not a working day in Northern Ireland"),
    ],
)
def test_a_day_off_is_called_as_in_a_sentence(
    day: date, division: BankHolidays, called: str
) -> None:
    assert called in not_working(working_days(division).day(day))


def test_what_is_met_by_applying_says_apply() -> None:
    closing = one("apply-first", Event.APPLICATIONS_CLOSE)
    assert closing.notes[0].text.endswith("Apply by Thursday 28 March 2024.")
    assert codes(closing) == ["not-working-day", "may-close-early"]
    assert codes(one("apply-first", Event.FINAL_PAYMENT)) == []
    assert not one("apply-first", Event.COURSE_STARTS).may_close_early
    assert (
        one("early-paid", Event.EARLY_BIRD_ENDS)
        .notes[0]
        .text.endswith("Pay by Thursday 28 March 2024.")
    )


def test_a_date_that_is_not_known_says_in_which_way() -> None:
    said = {
        (each.intake, each.event.value): each.notes[0].text
        for each in found("hopes-diploma", of=catalogue()).deadlines
    }
    assert said["2024-autumn", "final-payment"] == "No date for it is published."
    assert said["2025-early", "final-payment"] == "Its date has not been announced."
    unrecorded = one("unrecorded", Event.FINAL_PAYMENT)
    assert unrecorded.notes[0].text == "No date for it is recorded."


def test_a_deadline_says_of_its_day_what_the_calendar_knows() -> None:
    good_friday = one("diploma", Event.FINAL_PAYMENT, of=catalogue())
    assert (good_friday.weekday, good_friday.working_day) == ("Friday", False)
    assert good_friday.last_working_day == date(2024, 3, 28)
    unrecorded = one("unrecorded", Event.FINAL_PAYMENT)
    known = (unrecorded.weekday, unrecorded.working_day, unrecorded.last_working_day)
    assert known == (None, None, None)


def test_within_keeps_the_days_up_to_its_last_and_what_has_no_date() -> None:
    assert [
        (each.subject, each.days_left)
        for each in found("diploma", of=catalogue(), within=28).deadlines
    ] == [("diploma 2024-05", 28)]
    assert found("diploma", of=catalogue(), within=27).deadlines == ()
    assert len(found("hopes-diploma", of=catalogue(), within=0).deadlines) == 6
    on_the_day = found("diploma", of=catalogue(), within=0, on=date(2024, 3, 29))
    assert [each.days_left for each in on_the_day.deadlines] == [0]


@pytest.mark.parametrize(
    ("paying_on", "late"),
    [(date(2024, 3, 27), 0), (date(2024, 3, 28), 0), (date(2024, 3, 29), 1), (date(2024, 4, 4), 7)],
)
def test_a_payment_is_in_time_through_its_last_day(paying_on: date, late: int) -> None:
    listed = found("certificate", of=catalogue(), paying_on=paying_on)
    payment = one("certificate", Event.FINAL_PAYMENT, of=catalogue()).payment(
        working_days().day(paying_on)
    )
    assert (payment.in_time, payment.days_late) == (late == 0, late)
    assert listed.in_time is (late == 0)


def test_a_payment_without_a_date_to_be_in_time_for_is_not_known() -> None:
    listed = found("hopes-diploma", of=catalogue(), paying_on=MARCH)
    assert listed.in_time is None
    payments = [each.payment(working_days().day(MARCH)) for each in listed.to_be_paid]
    assert payments
    assert set(payments) == {Payment(None, None, None)}


def test_within_does_not_change_whether_a_payment_is_in_time() -> None:
    may = date(2024, 5, 1)
    listed = found("certificate", of=catalogue(), within=10, paying_on=may)
    assert listed.in_time is False
    assert [each.event for each in listed.deadlines] == [Event.FINAL_PAYMENT]
    assert found("certificate", of=catalogue(), within=10).deadlines == ()


def test_a_payment_on_good_friday_is_warned_about() -> None:
    [note] = found("diploma", of=catalogue(), paying_on=date(2024, 3, 29)).notes
    assert note.code == "payment-not-working-day"
    assert "is Good Friday, not a working day in England and Wales" in note.text
    assert note.text.endswith("Tuesday 2 April 2024: too late for diploma 2024-05.")
    [early] = found("diploma", of=catalogue(), paying_on=date(2024, 3, 23)).notes
    assert early.text.endswith("may only arrive on the next one, Monday 25 March 2024.")
    assert found("diploma", of=catalogue(), paying_on=date(2024, 3, 28)).notes == ()
    [unknown] = found("far-off", paying_on=date(2030, 5, 7)).notes
    assert unknown.code == "working-day-unknown"


def test_missing_an_early_bird_earned_by_payment_is_told_and_is_not_too_late() -> None:
    listed = found("early-paid", paying_on=date(2024, 4, 2))
    early = one("early-paid", Event.EARLY_BIRD_ENDS)
    assert early.met_by is EarnedBy.PAYMENT
    paid = early.payment(working_days().day(date(2024, 4, 2)))
    assert paid == Payment(in_time=False, days_late=4, outcome=PaymentOutcome.TOO_LATE)
    assert early in listed.to_be_paid
    assert listed.in_time is True
    assert one("leap", Event.EARLY_BIRD_ENDS).met_by is EarnedBy.APPLICATION


def test_an_intake_that_a_quote_calls_open_is_open_here() -> None:
    states = {each.subject: each.state for each in found(of=catalogue()).deadlines}
    assert states == {
        "certificate 2024-05": IntakeState.OPEN,
        "diploma 2024-05": IntakeState.OPEN,
        "hopes-diploma 2024-autumn": IntakeState.CLOSED,
        "hopes-diploma 2025-early": IntakeState.NOT_ANNOUNCED,
    }


def test_every_unknown_qualification_is_told_at_once() -> None:
    with pytest.raises(RequestError) as told:
        found("certifcate", "nothing-like-it", of=catalogue())
    assert 'did you mean "certificate"?' in str(told.value)
    assert "nothing-like-it" in str(told.value)
    with pytest.raises(RequestError, match="from 0"):
        found(within=-1)


@pytest.mark.parametrize(
    ("names", "intake", "told"),
    [
        (
            ["certifcate"],
            None,
            ['There is no qualification "certifcate"; did you mean "certificate"?'],
        ),
        ([], "2024-06", ['There is no intake "2024-06"; did you mean "2024-05"?']),
        (
            ["certificate", "hopes-diploma", "diploma"],
            "2025-early",
            [
                'There is no intake of certificate called "2025-early"; ',
                'There is no intake of diploma called "2025-early"; ',
            ],
        ),
        (
            ["certifcate", "hopes-diploma"],
            "2024-06",
            [
                'There is no qualification "certifcate"; did you mean "certificate"?',
                'There is no intake "2024-06"; ',
            ],
        ),
    ],
)
def test_every_name_that_is_unknown_is_told_in_a_line_of_its_own(
    names: list[str], intake: str | None, told: list[str]
) -> None:
    with pytest.raises(RequestError) as error:
        deadlines_of(catalogue(), working_days(), MARCH, qualifications=names, intake=intake)
    lines = str(error.value).split("\n")
    assert len(lines) == len(told)
    assert all(line.startswith(begin) for line, begin in zip(lines, told, strict=True))


def test_a_day_of_completion_says_how_it_is_counted() -> None:
    [completes] = [
        each
        for each in found("certificate", of=catalogue()).deadlines
        if each.event is Event.COURSE_COMPLETES
    ]
    assert [note.text for note in completes.notes if note.code is NoteCode.EXPECTED] == [
        "Expected 10 months after the start, as its page gives it."
    ]


CLOSED = """\
format: 1
currency: GBP
categories: {member: {label: Member}}
sources: {page: {title: Page}}
qualifications:
  course:
    title: Course
    kind: training
    source: page
    intakes:
      one:
        status: closed
        starts_on: 2024-05-07
        final_payment_on: 2024-03-29
        applications: {closes_on: 2024-03-23, may_close_early: true}
"""


def test_an_intake_that_is_called_closed_leaves_nothing_to_be_done() -> None:
    listed = found("course", of=parsed(CLOSED), paying_on=date(2024, 3, 20))
    assert listed.in_time is None
    assert listed.to_be_paid == ()
    said = " ".join(note.text for each in listed.deadlines for note in each.notes)
    assert "Friday 29 March 2024 is Good Friday" in said
    assert "Pay by" not in said
    assert "Apply by" not in said
    assert "may close early" not in said


def test_applications_that_may_close_early_say_so_once() -> None:
    open_one = CLOSED.replace("status: closed", "status: scheduled")
    no_end = open_one.replace("closes_on: 2024-03-23, ", "")
    unknown = no_end.replace("final_payment_on: 2024-03-29", "final_payment_on: not-announced")
    for text, event in (
        (open_one, Event.APPLICATIONS_CLOSE), (no_end, Event.FINAL_PAYMENT),
        (unknown, Event.FINAL_PAYMENT),
    ):  # fmt: skip
        told = [
            each.event
            for each in found("course", of=parsed(text)).deadlines
            if NoteCode.MAY_CLOSE_EARLY in codes(each)
        ]
        assert told == [event]


def test_a_payment_on_a_weekend_may_miss_an_early_bird() -> None:
    text = (TESTS / "catalogues" / "dates.yaml").read_text(encoding="utf-8")
    moved = parsed(text.replace("until: 2024-03-29, earned_by", "until: 2024-03-23, earned_by"))
    [note] = found("early-paid", of=moved, paying_on=date(2024, 3, 23)).notes
    assert note.text.endswith(
        "Monday 25 March 2024: too late for the early bird of early-paid may."
    )


TWO_INTAKES = """\
format: 1
currency: GBP
categories: {member: {label: Member}}
sources: {page: {title: Page}, dates: {title: Dates}, fees: {title: Fees}, old: {title: Old}}
qualifications:
  course:
    title: Course
    kind: training
    source: page
    intakes:
      later: {final_payment_on: 2024-06-15, starts_on: 2024-07-01}
      sooner: {final_payment_on: 2024-06-15, starts_on: 2024-06-17, source: dates}
    fees:
      - intakes: [sooner]
        vat: exempt
        individual: {member: "10.00"}
        early_bird: {individual: {member: "9.00"}, until: 2024-05-03}
        source: fees
      - intakes: [later]
        vat: exempt
        individual: {member: "10.00"}
        source: fees
      - valid_from: 2025-01-01
        vat: exempt
        individual: {member: "11.00"}
        early_bird: {individual: {member: "9.50"}, until: 2024-05-03}
        source: old
"""


YEARS = TWO_INTAKES.replace("later: {final_payment_on: 2024", "later: {final_payment_on: 2023")


def test_a_payment_is_judged_by_what_has_not_passed_or_else_by_the_last() -> None:
    years = parsed(YEARS)
    listed = found("course", of=years, paying_on=date(2024, 6, 14))
    assert [each.intake for each in listed.to_be_paid] == ["sooner"]
    assert listed.in_time is True
    over = found("course", of=years, on=date(2024, 7, 1), paying_on=date(2024, 7, 2))
    assert [each.intake for each in over.to_be_paid] == ["sooner"]
    assert over.in_time is False
    rows = deadlines_answer(listed, years, RenderOptions()).rows["deadlines"]
    judged = [each["intake"] for each in rows if "payment" in each]
    assert judged == ["sooner"], "what is not judged carries no verdict"


PAID_TEXT = """\
format: 1
currency: GBP
categories: {member: {label: Member}}
sources: {page: {title: Page}}
qualifications:
  course:
    title: Course
    kind: training
    source: page
    intakes:
      a: {final_payment_on: 2024-06-15, starts_on: 2024-06-16}
      b: {final_payment_on: 2024-06-22}
      c: {final_payment_on: 2024-06-29}
    fees:
      - intakes: [a, b, c]
        vat: exempt
        individual: {member: "10.00"}
        early_bird: {individual: {member: "9.00"}, until: 2024-06-08, earned_by: payment}
        source: page
  undated:
    title: Undated
    kind: training
    source: page
    fees:
      - valid_from: 2024-01-01
        vat: exempt
        individual: {member: "10.00"}
        early_bird: {individual: {member: "9.00"}, until: 2024-06-08, earned_by: payment}
        source: page
"""
"""Every date to pay by is a Saturday."""
PAID = parsed(PAID_TEXT)


def to_be_paid(name: str, on: date, paying_on: date) -> list[tuple[str | None, str]]:
    listed = found(name, of=PAID, on=on, paying_on=paying_on)
    return [(each.intake, each.event.value) for each in listed.to_be_paid]


def test_every_date_that_has_not_passed_is_to_be_met_by_a_payment_and_else_the_last_intake_s() -> (
    None
):
    early, final = Event.EARLY_BIRD_ENDS.value, Event.FINAL_PAYMENT.value
    assert to_be_paid("course", date(2024, 6, 1), date(2024, 6, 3)) == [
        ("a", early), ("b", early), ("c", early), ("a", final), ("b", final), ("c", final),
    ]  # fmt: skip
    assert to_be_paid("course", date(2024, 6, 20), date(2024, 6, 20)) == [
        ("b", early), ("c", early), ("b", final), ("c", final),
    ]  # fmt: skip
    assert to_be_paid("course", date(2024, 7, 1), date(2024, 7, 1)) == [
        ("c", early), ("c", final),
    ]  # fmt: skip
    assert to_be_paid("undated", date(2024, 6, 1), date(2024, 6, 3)) == [(None, early)]


def test_an_early_bird_that_outlives_its_intake_is_not_to_be_met_by_a_payment() -> None:
    text = PAID_TEXT.replace("until: 2024-06-08", "until: 2024-06-30")
    listed = found("course", of=parsed(text), on=date(2024, 6, 20), paying_on=date(2024, 6, 20))
    assert {each.intake for each in listed.to_be_paid} == {"b", "c"}


def test_a_missed_early_bird_makes_no_payment_late_or_at_risk() -> None:
    listed = found("course", of=PAID, on=date(2024, 6, 1), paying_on=date(2024, 6, 10))
    assert (listed.in_time, listed.outcome) == (True, PaymentOutcome.IN_TIME)
    assert not listed.may_arrive_late
    over = found("course", of=PAID, on=date(2024, 6, 1), paying_on=date(2024, 7, 1))
    assert (over.in_time, over.outcome) == (False, PaymentOutcome.TOO_LATE)
    assert not over.may_arrive_late, "it is late, and that is certain"


def test_a_payment_at_risk_names_all_that_it_may_miss_and_no_other_date() -> None:
    listed = found("course", of=PAID, on=date(2024, 6, 1), paying_on=date(2024, 6, 8))
    [note] = listed.notes
    assert note.text.endswith(
        "too late for the early bird of course a, the early bird of course b, the early bird of "
        "course c."
    )
    assert (note.qualification, note.source) == ("", None)
    at_risk = found("course", of=PAID, on=date(2024, 6, 1), paying_on=date(2024, 6, 15))
    assert at_risk.may_arrive_late
    assert at_risk.paying_on is not None
    [only] = notes_on_paying(at_risk.paying_on, at_risk.deadlines)  # it starts the day after
    assert only.text.endswith("too late for course a.")


def test_one_intake_of_many_can_be_asked_about() -> None:
    days = working_days()
    hopes = deadlines_of(catalogue(), days, MARCH, intake="2025-early")
    assert {each.subject for each in hopes.deadlines} == {"hopes-diploma 2025-early"}
    may = deadlines_of(catalogue(), days, MARCH, intake="2024-05")
    assert {each.qualification for each in may.deadlines} == {"certificate", "diploma"}
    assert may.without_dates == ()
    with pytest.raises(RequestError, match='did you mean "2025-early"'):
        deadlines_of(catalogue(), days, MARCH, intake="2025-erly")


def test_events_name_the_source_of_their_intake_or_of_their_fees() -> None:
    listed = found("course", of=parsed(TWO_INTAKES)).deadlines
    assert [(each.event.value, each.intake, each.source, each.schedule) for each in listed] == [
        ("early-bird-ends", "sooner", "fees", 0),
        ("early-bird-ends", "later", "old", 2),
        ("final-payment", "sooner", "dates", None),
        ("final-payment", "later", "page", None),
        ("course-starts", "sooner", "dates", None),
        ("course-starts", "later", "page", None),
    ]
    assert [(note.code, note.source) for note in listed[2].notes] == [
        (NoteCode.NOT_WORKING_DAY, "dates")
    ]


def test_within_leaves_out_what_has_passed() -> None:
    listed = found("diploma", of=catalogue(), within=30, on=date(2024, 4, 10)).deadlines
    assert [each.event for each in listed] == [Event.COURSE_STARTS]


def test_what_has_no_dates_is_named() -> None:
    assert found(of=catalogue()).without_dates == ("restraint-reduction-training",)
    page = run("deadlines", "certificate", "--on", "2024-03-01", "--within", "5").out
    assert "No date falls within the next 5 days." in page


def test_an_event_says_what_earns_an_early_bird() -> None:
    assert one("early-paid", Event.EARLY_BIRD_ENDS).earned_by is EarnedBy.PAYMENT
    assert one("leap", Event.EARLY_BIRD_ENDS).earned_by is EarnedBy.APPLICATION


def test_many_intakes_are_counted_and_not_named() -> None:
    intakes = "".join(
        f"      r{at}: {{final_payment_on: 2024-04-30, applications: {{may_close_early: true}}}}\n"
        for at in range(11)
    )
    many = CLOSED[: CLOSED.index("      one:")] + intakes
    page = written(found("course", of=parsed(many)), parsed(many))
    assert "Open  11 intakes" in page
    ten = many[: many.index("      r10:")]
    named = written(found("course", of=parsed(ten)), parsed(ten))
    assert "Open  course r0, course r1," in named
    assert "11 intakes: Applications may close early" in page


def test_the_bank_holidays_are_read_when_a_date_is_shown() -> None:
    load_working_days.cache_clear()
    calendar = WorkingDaysWhenNeeded(BankHolidays.ENGLAND_AND_WALES)
    deadlines_of(catalogue(), calendar, MARCH, qualifications=["hopes-diploma"])
    assert load_working_days.cache_info().misses == 0
    deadlines_of(catalogue(), calendar, MARCH)
    assert load_working_days.cache_info().misses == 1


# The command ------------------------------------------------------------------------------------


def test_the_command_tells_a_finance_officer_at_a_glance() -> None:
    done = run("deadlines", "--on", "2024-03-01", "--catalogue", str(SHIPPED))
    assert done.code == 0
    assert "Final payment  Thu 28 Mar 2024         27  certificate 2024-05  yes" in done.out
    assert "Final payment  Fri 29 Mar 2024         28  diploma 2024-05      Good Friday" in done.out
    assert "Pay by Thursday 28 March 2024." in done.out


def test_paying_on_good_friday_is_a_yes_with_a_warning_and_a_no() -> None:
    shared = ("--on", "2024-03-01", "--paying-on", "2024-03-29", "--catalogue", str(SHIPPED))
    both = run("deadlines", *shared)
    assert both.code == 1
    assert "Fri 29 Mar 2024  at risk" in both.out
    assert "Thu 28 Mar 2024  too late by 1 day" in both.out
    diploma = run("deadlines", "diploma", *shared)
    assert diploma.code == 0
    assert "!  Friday 29 March 2024 is Good Friday" in diploma.out
    assert run("deadlines", "certificate", *shared).code == 1
    # The day on which one asks does not change whether a payment was in time.
    assert run("deadlines", "diploma", "--paying-on", "2024-03-29").code == 0


def test_machine_formats_say_the_same() -> None:
    asked = ("deadlines", "diploma", "--on", "2024-02-01", "--paying-on", "2024-03-30",
             "--catalogue", str(SHIPPED))  # fmt: skip
    done = run(*asked, "-f", "json")
    assert done.code == 1
    document = json.loads(done.out)
    assert document["schema"] == "rrn-fees/deadlines/1"
    assert (document["in_time"], document["outcome"]) == (False, "too-late")
    [payment, *_] = document["deadlines"]
    assert payment == {
        "qualification": "diploma",
        "title": "Diploma in Practice Leadership in Reducing Restrictive Practices",
        "intake": "2024-05",
        "intake_state": "open",
        "event": "final-payment",
        "earned_by": None,
        "date": "2024-03-29",
        "weekday": "Friday",
        "days_left": 57,
        "status": "upcoming",
        "working_day": False,
        "last_working_day": "2024-03-28",
        "payment": {"in_time": False, "days_late": 1, "outcome": "too-late"},
        "notes": payment["notes"],
        "source": "diploma-page",
    }
    row = run(*asked, "-f", "csv").out.splitlines()[1]
    assert (
        "final-payment,,2024-03-29,Friday,57,upcoming,false,2024-03-28,2024-03-30,false,1,too-late,"
        in row
    )
    assert row.startswith("2024-02-01,diploma,")
    assert "not-working-day payment-not-working-day" in row


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(["certifcate"], 'did you mean "certificate"?', id="an unknown qualification"),
        pytest.param(["--within", "-1"], "is not a number of days", id="a negative within"),
        pytest.param(["--within", "1.5"], "is not a number of days", id="half a day"),
        pytest.param(["--within", "50000"], "from 0 to 40,541", id="more days than there are"),
        pytest.param(["--on", "1989-12-31"], "outside 1990 to 2100", id="a year too early"),
        pytest.param(["--on", "2101-01-01"], "outside 1990 to 2100", id="a year too late"),
        pytest.param(["--paying-on", "2023-02-29"], "has no day 29", id="a day that is none"),
        pytest.param(
            ["-f", "calendar"],
            "one of table, markdown, html, pdf, xlsx, json, csv, ics",
            id="an unknown format",
        ),
        pytest.param(
            ["-o", "x.odt"],
            ".txt, .md, .html, .pdf, .xlsx, .json, .csv, .ics",
            id="an unknown ending",
        ),
        pytest.param(["--on", "today", "--on", "today"], "more than once", id="an option twice"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(arguments: list[str], sentence: str) -> None:
    done = run("deadlines", *arguments)
    assert done.code == 2
    assert done.out == ""
    assert sentence in " ".join(done.err.split())


# A payment that may arrive late -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("paying_on", "outcome"),
    [
        pytest.param(date(2024, 3, 23), PaymentOutcome.IN_TIME, id="a Saturday, a week before"),
        pytest.param(date(2024, 3, 28), PaymentOutcome.IN_TIME, id="the last working day"),
        pytest.param(date(2024, 3, 29), PaymentOutcome.AT_RISK, id="Good Friday itself"),
        pytest.param(date(2024, 3, 30), PaymentOutcome.TOO_LATE, id="the day after"),
    ],
)
def test_a_payment_is_in_time_at_risk_or_too_late(paying_on: date, outcome: PaymentOutcome) -> None:
    listed = found("diploma", of=catalogue(), paying_on=paying_on)
    assert listed.outcome is outcome
    assert listed.in_time is (outcome is not PaymentOutcome.TOO_LATE), "by the published date alone"


@pytest.mark.parametrize(
    ("due", "paying_on", "outcome"),
    [
        pytest.param("2024-03-24", date(2024, 3, 23), PaymentOutcome.AT_RISK,
                     id="Saturday for Sunday"),
        pytest.param("2024-03-24", date(2024, 3, 22), PaymentOutcome.IN_TIME,
                     id="Friday for Sunday"),
        pytest.param("2024-03-25", date(2024, 3, 24), PaymentOutcome.IN_TIME,
                     id="Sunday for Monday"),
        pytest.param("2024-04-01", date(2024, 3, 29), PaymentOutcome.AT_RISK,
                     id="Good Friday for Easter Monday"),
        pytest.param("2024-04-02", date(2024, 3, 29), PaymentOutcome.IN_TIME,
                     id="Good Friday for the Tuesday"),
        pytest.param("2030-05-07", date(2030, 5, 7), None, id="a year that is not known"),
        pytest.param("2029-01-01", date(2028, 12, 30), None,
                     id="a weekend before a year that is not known"),
        pytest.param("2028-12-31", date(2028, 12, 30), PaymentOutcome.AT_RISK,
                     id="a weekend, whatever the next year has"),
    ],
)  # fmt: skip
def test_a_weekend_is_at_risk_where_no_working_day_is_left(
    due: str, paying_on: date, outcome: PaymentOutcome | None
) -> None:
    course = parsed(
        CLOSED.replace("status: closed", "status: scheduled")
        .replace("final_payment_on: 2024-03-29", f"final_payment_on: {due}")
        .replace("starts_on: 2024-05-07", "starts_on: 2031-05-07")
        .replace("closes_on: 2024-03-23, ", "")
    )
    listed = found("course", of=course, paying_on=paying_on)
    assert (listed.in_time, listed.outcome) == (True, outcome)
    assert listed.may_arrive_late is (outcome is not PaymentOutcome.IN_TIME)
    at_risk = "too late for course one" in " ".join(note.text for note in listed.notes)
    assert at_risk is (outcome is PaymentOutcome.AT_RISK)


def test_the_worst_of_several_payments_is_told() -> None:
    both = found("certificate", "diploma", of=catalogue(), paying_on=date(2024, 3, 29))
    assert both.outcome is PaymentOutcome.TOO_LATE
    unknown = found("diploma", "hopes-diploma", of=catalogue(), paying_on=date(2024, 3, 29))
    assert (unknown.in_time, unknown.outcome) == (None, PaymentOutcome.AT_RISK)
    in_time = found("diploma", "hopes-diploma", of=catalogue(), paying_on=date(2024, 3, 28))
    assert (in_time.in_time, in_time.outcome) == (None, None)
    nothing = found("restraint-reduction-training", of=catalogue(), paying_on=MARCH)
    assert (nothing.in_time, nothing.outcome, nothing.may_arrive_late) == (None, None, False)


AT_RISK = ("deadlines", "diploma", "--on", "2024-03-01", "--paying-on", "2024-03-29")


def test_a_payment_at_risk_is_a_yes_and_a_no_if_strict() -> None:
    assert run(*AT_RISK).code == 0
    assert run(*AT_RISK, "--strict").code == 1
    assert run(*AT_RISK[:-1], "2024-03-28", "--strict").code == 0
    assert run(*AT_RISK[:-1], "2024-03-30", "--strict").code == 1
    far = ("deadlines", "far-off", "--paying-on", "2030-05-07",
           "--catalogue", str(TESTS / "catalogues" / "dates.yaml"))  # fmt: skip
    assert run(*far).code == 0
    assert run(*far, "--strict").code == 1


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown", "html", "pdf", "xlsx", "ics"])
def test_every_format_says_that_a_payment_is_at_risk(form: str, tmp_path: Path) -> None:
    file = tmp_path / "answer"
    assert run(*AT_RISK, "-f", form, "-o", str(file)).code == 0
    match form:
        case "pdf":
            text = " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
        case "xlsx":
            with zipfile.ZipFile(file) as archive:
                text = archive.read("xl/sharedStrings.xml").decode()
        case "ics":
            [final] = [
                event
                for event in icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
                if "Final payment" in str(event["SUMMARY"])
            ]
            text = str(final["DESCRIPTION"])
        case _:
            text = file.read_text(encoding="utf-8")
    said = "at-risk" if form in ("json", "csv") else "at risk"
    assert said in " ".join(text.split())
    assert "Tuesday 2 April 2024: too late for" in " ".join(text.split()) or form == "csv"
    assert "in-time," not in text


def test_the_documents_of_a_machine_have_the_outcome() -> None:
    document = json.loads(run(*AT_RISK, "-f", "json").out)
    assert (document["in_time"], document["outcome"]) == (True, "at-risk")
    payments = [each["payment"] for each in document["deadlines"] if "payment" in each]
    assert payments == [{"in_time": True, "days_late": 0, "outcome": "at-risk"}]
    [row] = [
        row for row in csv.DictReader(run(*AT_RISK, "-f", "csv").out.splitlines()) if row["outcome"]
    ]
    assert (row["in_time"], row["days_late"], row["outcome"]) == ("true", "0", "at-risk")


def test_a_working_day_is_its_own_last_working_day() -> None:
    document = json.loads(run("deadlines", "certificate", "-f", "json").out)
    [final, start, _] = document["deadlines"]
    assert (final["working_day"], final["last_working_day"]) == (True, final["date"])
    assert (start["working_day"], start["last_working_day"]) == (True, "2024-05-07")
    dates = ("--catalogue", str(TESTS / "catalogues" / "dates.yaml"))
    [far, *_] = json.loads(run("deadlines", "far-off", *dates, "-f", "json").out)["deadlines"]
    assert (far["working_day"], far["last_working_day"]) == (None, None)


# By when to pay, on a quote ---------------------------------------------------------------------


def test_a_quote_tells_the_last_working_day_first() -> None:
    asked = ("quote", "diploma", "--as", "member", "--on")
    page = run(*asked, "2024-02-01").out
    first = "Pay by Thursday 28 March 2024, 56 days left (published: Friday 29 March 2024, Good"
    assert first in " ".join(page.split())
    document = json.loads(run(*asked, "2024-02-01", "-f", "json").out)
    assert (document["pay_by"], document["pay_by_working_day"]) == ("2024-03-29", "2024-03-28")
    [row] = csv.DictReader(run(*asked, "2024-02-01", "-f", "csv").out.splitlines())
    assert (row["pay_by"], row["pay_by_working_day"]) == ("2024-03-29", "2024-03-28")
    document = run(*asked, "2024-02-01", "-f", "markdown").out
    assert "Thursday 28 March 2024, 56 days left (published: Friday 29 March 2024" in document
    today = " ".join(run(*asked, "2024-03-29").out.split())
    assert (
        "Pay by Friday 29 March 2024, today (Good Friday; the last working day was Thursday 28 "
        "March 2024)"
    ) in today
    past = " ".join(run(*asked, "2024-04-02", "--indicative").out.split())
    assert "Payment was due Friday 29 March 2024, 4 days ago VAT" in past


def test_a_quote_on_a_working_day_or_an_unknown_one_says_no_more_than_the_day() -> None:
    certificate = " ".join(
        run("quote", "certificate", "--as", "member", "--on", "2024-02-01").out.split()
    )
    assert "Pay by Thursday 28 March 2024, 56 days left VAT" in certificate
    priced = quoted("diploma", of=catalogue())
    assert priced.pay_by_working_day is None, "nobody asked a calendar"
    shifted = CLOSED.replace("status: closed", "status: scheduled").replace("2024", "2030")
    course = parsed(
        shifted + "    fees: [{intakes: [one], vat: exempt, individual: {member: '1.00'}, "
        "source: page}]\n"
    )
    seen = with_deadline(quoted("course", of=course), course, working_days())
    assert (str(seen.pay_by), seen.pay_by_working_day) == ("2030-03-29", None)
    assert "(published" not in written(sent(seen, of=course), course)
    saturday = parsed(
        shifted.replace("final_payment_on: 2030-03-29", "final_payment_on: 2030-03-23")
        + "    fees: [{intakes: [one], vat: exempt, individual: {member: '1.00'}, "
        "source: page}]\n"
    )
    seen = with_deadline(quoted("course", of=saturday), saturday, working_days())
    assert seen.pay_by_working_day is None
    page = " ".join(written(sent(seen, of=saturday), saturday).split())
    assert (
        "Saturday 23 March 2030, 2,242 days left (not a working day; the last working day before "
        "it is not known)"
    ) in page


def test_a_comparison_tells_the_last_working_day_first() -> None:
    asked = ("compare", "diploma", "--on", "2024-02-01")
    page = " ".join(run(*asked).out.split())
    assert "Pay by Thursday 28 March 2024, 56 days left (published: Friday 29 March" in page
    document = json.loads(run(*asked, "-f", "json").out)
    days = {
        (option["pay_by"], option["pay_by_working_day"])
        for size in document["sizes"]
        for option in size["options"]
        if option["totals"]
    }
    assert days == {("2024-03-29", "2024-03-28")}


# Clocks -----------------------------------------------------------------------------------------


@pytest.fixture(params=["Pacific/Auckland", "Pacific/Honolulu", "UTC"])
def elsewhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Set the machine's own clock to another zone."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


MIDNIGHTS = pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2024, 3, 28, 23, 59, 59, tzinfo=UTC), date(2024, 3, 28)),  # winter time
        (datetime(2024, 3, 29, 0, 0, 0, tzinfo=UTC), date(2024, 3, 29)),
        (datetime(2024, 7, 1, 22, 59, 59, tzinfo=UTC), date(2024, 7, 1)),  # summer time
        (datetime(2024, 7, 1, 23, 0, 0, tzinfo=UTC), date(2024, 7, 2)),
    ],
)


@MIDNIGHTS
def test_a_day_ends_at_midnight_in_london_wherever_the_machine_is(
    elsewhere: str, instant: datetime, day: date
) -> None:
    assert day_at(instant, "Europe/London") == day
    assert day_at(instant.astimezone(ZoneInfo(elsewhere)), "Europe/London") == day


@MIDNIGHTS
def test_today_is_the_day_it_is_in_london(elsewhere: str, instant: datetime, day: date) -> None:
    for now in (instant, instant.astimezone(ZoneInfo(elsewhere))):
        done = run("deadlines", "-f", "json", now=now)
        assert json.loads(done.out)["on"] == day.isoformat()
