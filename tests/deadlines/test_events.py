"""Events seen from a day: their status at each end, what meets them, and what a payment does."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from support import catalogue, working_days

from rrn_fees.catalogue.model import EarnedBy, IntakeStatus, NotAnnounced, NotPublished
from rrn_fees.deadlines.events import (
    Deadline,
    Deadlines,
    DeadlineStatus,
    Event,
    PaymentOutcome,
    payment_by,
)
from rrn_fees.deadlines.windows import IntakeState, IntakeWindow
from rrn_fees.deadlines.working_days import CalendarDay

TUESDAY = date(2024, 4, 30)
GOOD_FRIDAY = date(2024, 3, 29)
ONE = timedelta(days=1)
NOBODY_KNOWS = date(2031, 6, 3)
"""A Tuesday of a year whose bank holidays are not at hand."""


def day(of: date) -> CalendarDay:
    return working_days().day(of)


def window(name: str = "2024-05", status: IntakeStatus = IntakeStatus.SCHEDULED) -> IntakeWindow:
    return IntakeWindow(
        intake=name,
        label=None,
        status=status,
        scheduled=status is IntakeStatus.SCHEDULED,
        opens_on=None,
        last_day=TUESDAY,
        closed_by=None,
        starts_on=None,
        final_payment_on=TUESDAY,
    )


def deadline(
    when: date | None = TUESDAY, event: Event = Event.FINAL_PAYMENT, **more: Any
) -> Deadline:
    given: dict[str, Any] = {
        "qualification": "course",
        "title": "Course",
        "window": window(),
        "on": TUESDAY,
        "may_close_early": False,
        "source": "page",
        **more,
    }
    return Deadline(event=event, day=day(when) if when else None, **given)


@pytest.mark.parametrize(
    ("on", "left", "status"),
    [
        pytest.param(date(2024, 3, 1), 60, DeadlineStatus.UPCOMING, id="two months before"),
        pytest.param(TUESDAY - ONE, 1, DeadlineStatus.UPCOMING, id="the day before"),
        pytest.param(TUESDAY, 0, DeadlineStatus.TODAY, id="the day itself"),
        pytest.param(TUESDAY + ONE, -1, DeadlineStatus.PASSED, id="the day after"),
        pytest.param(date(2025, 4, 30), -365, DeadlineStatus.PASSED, id="a year after"),
    ],
)
def test_an_event_is_to_come_until_its_day_is_over(
    on: date, left: int, status: DeadlineStatus
) -> None:
    seen = deadline(on=on)
    assert (seen.days_left, seen.status) == (left, status)
    # The intake is open for as long as its last day is not over.
    assert seen.state is (IntakeState.CLOSED if left < 0 else IntakeState.OPEN)


def test_of_a_day_everything_is_known() -> None:
    seen = deadline(GOOD_FRIDAY)
    assert (seen.date, seen.weekday, seen.working_day) == (GOOD_FRIDAY, "Friday", False)
    assert seen.last_working_day == date(2024, 3, 28)
    on_a_working_day = deadline(TUESDAY)
    assert (on_a_working_day.weekday, on_a_working_day.working_day) == ("Tuesday", True)
    assert on_a_working_day.last_working_day == TUESDAY


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        (NotAnnounced.NOT_ANNOUNCED, "Its date has not been announced."),
        (NotPublished.NOT_PUBLISHED, "No date for it is published."),
        (None, "No date for it is recorded."),
    ],
)
def test_an_event_without_a_date_says_what_its_page_has_in_its_place(
    gap: NotAnnounced | NotPublished | None, text: str
) -> None:
    seen = deadline(None, gap=gap)
    assert seen.status is DeadlineStatus.NOT_ANNOUNCED
    known = (seen.date, seen.weekday, seen.working_day, seen.last_working_day, seen.days_left)
    assert known == (None,) * 5
    assert [(note.code.value, note.text) for note in seen.notes] == [("no-date", text)]


@pytest.mark.parametrize(
    ("event", "earned_by", "met_by"),
    [
        (Event.APPLICATIONS_OPEN, None, None),
        (Event.APPLICATIONS_CLOSE, None, EarnedBy.APPLICATION),
        (Event.EARLY_BIRD_ENDS, EarnedBy.APPLICATION, EarnedBy.APPLICATION),
        (Event.EARLY_BIRD_ENDS, EarnedBy.PAYMENT, EarnedBy.PAYMENT),
        (Event.FINAL_PAYMENT, None, EarnedBy.PAYMENT),
        (Event.COURSE_STARTS, None, None),
        (Event.COURSE_COMPLETES, None, None),
    ],
)
def test_applying_or_paying_meets_an_event_or_nothing_does(
    event: Event, earned_by: EarnedBy | None, met_by: EarnedBy | None
) -> None:
    seen = deadline(event=event, earned_by=earned_by)
    assert seen.met_by is met_by
    # Nor does anything where the page calls the intake closed, whatever dates it prints.
    assert replace(seen, window=window(status=IntakeStatus.CLOSED)).met_by is None
    assert replace(seen, window=None).met_by is met_by


def test_an_event_is_named_by_its_qualification_and_its_intake() -> None:
    assert (deadline().subject, deadline().intake) == ("course 2024-05", "2024-05")
    alone = deadline(window=None)
    assert (alone.subject, alone.intake, alone.state) == ("course", None, None)


def test_what_there_is_to_know_of_an_event_is_said_in_turn() -> None:
    seen = deadline(GOOD_FRIDAY, may_close_early=True, months=1, on=date(2024, 3, 1))
    assert [(note.code.value, note.text) for note in seen.notes] == [
        (
            "not-working-day",
            (
                "Friday 29 March 2024 is Good Friday, not a working day in England and Wales. Pay "
                "by Thursday 28 March 2024."
            ),
        ),
        ("may-close-early", "Applications may close early if more arrive than expected."),
        ("expected", "Expected 1 month after the start, as its page gives it."),
    ]
    assert {(note.qualification, note.source) for note in seen.notes} == {("course", "page")}
    [expected] = deadline(months=18).notes
    assert expected.text == "Expected 18 months after the start, as its page gives it."


IN_TIME, AT_RISK, TOO_LATE = PaymentOutcome.IN_TIME, PaymentOutcome.AT_RISK, PaymentOutcome.TOO_LATE


@pytest.mark.parametrize(
    ("last_day", "paying_on", "in_time", "late", "outcome"),
    [
        pytest.param(TUESDAY, TUESDAY, True, 0, IN_TIME, id="on the last day"),
        pytest.param(TUESDAY, TUESDAY + ONE, False, 1, TOO_LATE, id="a day late"),
        pytest.param(TUESDAY, date(2024, 5, 30), False, 30, TOO_LATE, id="a month late"),
        # A Sunday: it arrives on Monday, the day before.
        pytest.param(TUESDAY, date(2024, 4, 28), True, 0, IN_TIME, id="at a weekend, in time"),
        # Good Friday: it arrives on Tuesday 2 April, after Easter Monday.
        pytest.param(GOOD_FRIDAY, GOOD_FRIDAY, True, 0, AT_RISK, id="on a bank holiday"),
        pytest.param(
            date(2024, 4, 1), GOOD_FRIDAY, True, 0, AT_RISK, id="due on a bank holiday as well"),
        pytest.param(
            date(2024, 4, 2), GOOD_FRIDAY, True, 0, IN_TIME, id="it arrives on the last day"),
        pytest.param(NOBODY_KNOWS, NOBODY_KNOWS, True, 0, None, id="on a day nobody knows"),
        pytest.param(NOBODY_KNOWS, NOBODY_KNOWS + ONE, False, 1, TOO_LATE, id="late all the same"),
        pytest.param(None, TUESDAY, None, None, None, id="due on no known day"),
    ],
)  # fmt: skip
def test_a_payment_is_in_time_by_the_date_and_by_the_banks(
    last_day: date | None,
    paying_on: date,
    in_time: bool | None,  # noqa: FBT001 - what is expected
    late: int | None,
    outcome: PaymentOutcome | None,
) -> None:
    payment = payment_by(last_day, day(paying_on))
    assert payment == (in_time, late, outcome)
    assert payment.may_arrive_late is (in_time is True and outcome is not IN_TIME)
    assert deadline(last_day).payment(day(paying_on)) == payment


def payable(paying_on: date | None, *of: Deadline) -> Deadlines:
    return Deadlines(
        TUESDAY, None, day(paying_on) if paying_on else None, of, (), catalogue("dates").origin
    )


def due(when: date | None, name: str = "course", intake: str = "2024-05") -> Deadline:
    return deadline(when, qualification=name, window=window(intake))


NEXT_WEEK = date(2024, 5, 7)
WEEKEND = date(2024, 5, 4)


@pytest.mark.parametrize(
    ("paying_on", "of", "in_time", "outcome", "may_arrive_late"),
    [
        pytest.param(None, [due(NEXT_WEEK)], None, None, False, id="nobody asks"),
        pytest.param(TUESDAY, [], None, None, False, id="nothing is due"),
        pytest.param(TUESDAY, [due(NEXT_WEEK)], True, IN_TIME, False, id="in time"),
        pytest.param(NEXT_WEEK + ONE, [due(NEXT_WEEK)], False, TOO_LATE, False, id="late"),
        pytest.param(WEEKEND, [due(WEEKEND)], True, AT_RISK, True, id="at risk"),
        pytest.param(TUESDAY, [due(None)], None, None, False, id="due on no known day"),
        pytest.param(
            TUESDAY, [due(NEXT_WEEK), due(None, "other")], None, None, False,
            id="one is known, one is not"),
        pytest.param(
            NEXT_WEEK + ONE, [due(NEXT_WEEK), due(None, "other")], False, TOO_LATE, False,
            id="one is missed, one is not known"),
        pytest.param(
            WEEKEND, [due(WEEKEND), due(NEXT_WEEK, "other")], True, AT_RISK, True,
            id="one is at risk, one is in time"),
        pytest.param(
            WEEKEND, [due(WEEKEND), due(WEEKEND - ONE, "other")], False, TOO_LATE, True,
            id="one is at risk, one is missed"),
        pytest.param(
            NOBODY_KNOWS, [due(NOBODY_KNOWS)], True, None, True, id="on a day nobody knows"),
    ],
)  # fmt: skip
def test_of_several_payments_the_worst_counts(
    paying_on: date | None,
    of: list[Deadline],
    in_time: bool | None,  # noqa: FBT001 - what is expected
    outcome: PaymentOutcome | None,
    *,
    may_arrive_late: bool,
) -> None:
    found = payable(paying_on, *of)
    assert (found.in_time, found.outcome) == (in_time, outcome)
    assert found.may_arrive_late is may_arrive_late


def test_of_each_qualification_what_is_still_to_be_paid_counts() -> None:
    passed = due(TUESDAY - ONE, intake="2024-04")
    today, later = due(TUESDAY, intake="2024-05"), due(NEXT_WEEK, intake="2024-06")
    assert payable(TUESDAY, passed, today, later).to_be_paid == (today, later)
    # Where all have passed, the one that was the last to be paid for.
    before = due(TUESDAY - 2 * ONE, intake="2024-03")
    assert payable(TUESDAY, before, passed).to_be_paid == (passed,)
    # The early bird of an intake whose payment has passed is over as well.
    early = deadline(
        TUESDAY - 3 * ONE, Event.EARLY_BIRD_ENDS, earned_by=EarnedBy.PAYMENT,
        window=window("2024-04"),
    )  # fmt: skip
    assert payable(TUESDAY, early, passed, today).to_be_paid == (today,)
    starts = deadline(NEXT_WEEK, Event.COURSE_STARTS)
    assert payable(TUESDAY, starts).to_be_paid == ()
    assert payable(None, today).to_be_paid == ()


def test_a_payment_on_no_working_day_is_told_with_what_it_misses() -> None:
    early = deadline(WEEKEND, Event.EARLY_BIRD_ENDS, earned_by=EarnedBy.PAYMENT)
    [note] = payable(WEEKEND, early, due(WEEKEND), due(NEXT_WEEK, "other")).notes
    assert note.code.value == "payment-not-working-day"
    assert note.text == (
        "Saturday 4 May 2024 is not a working day in England and Wales; a payment may only arrive "
        "on the next one, Tuesday 7 May 2024: too late for the early bird of course 2024-05, "
        "course 2024-05."
    )
    assert payable(TUESDAY, due(NEXT_WEEK)).notes == ()
    assert payable(None, due(NEXT_WEEK)).notes == ()


def test_events_of_one_day_are_in_the_order_in_which_they_happen() -> None:
    assert [event.value for event in Event] == [
        "applications-open",
        "applications-close",
        "early-bird-ends",
        "final-payment",
        "course-starts",
        "course-completes",
    ]
