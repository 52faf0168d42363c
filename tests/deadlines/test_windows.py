"""When an intake is open, which date closes it, and which intake is spoken of."""

from datetime import date

import pytest

from rrn_fees.catalogue.model import (
    Applications,
    EarlyBird,
    EarnedBy,
    Intake,
    IntakeStatus,
    NotAnnounced,
    NotPublished,
    WeeksBeforeStart,
)
from rrn_fees.deadlines.windows import (
    ClosedBy,
    IntakeState,
    Windows,
    days_after,
    early_bird_until,
    is_met,
    window_of,
)


def day(of_march: int) -> date:
    return date(2024, 3, of_march)


def intake(**dates: object) -> Intake:
    applications = {key: dates.pop(key) for key in ("opens_on", "closes_on") if key in dates}
    return Intake(applications=Applications(**applications), **dates)  # type: ignore[arg-type]


EVERY_DATE = {
    "opens_on": day(4),
    "closes_on": day(8),
    "final_payment_on": day(9),
    "starts_on": day(12),
}


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (IntakeStatus.SCHEDULED, IntakeState.OPEN),
        (IntakeStatus.CLOSED, IntakeState.CLOSED),
        (IntakeStatus.SPECULATIVE, IntakeState.NOT_ANNOUNCED),
    ],
)
@pytest.mark.parametrize("on", [4, 6, 8])
def test_only_a_scheduled_intake_is_open_however_far_off_its_dates_are(
    status: IntakeStatus, state: IntakeState, on: int
) -> None:
    window = window_of("march", intake(status=status, **EVERY_DATE))
    assert window.state(day(on)) is state
    assert window.is_open(day(on)) is (state is IntakeState.OPEN)
    assert window.is_unannounced is (status is IntakeStatus.SPECULATIVE)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (3, IntakeState.NOT_YET_OPEN),
        (4, IntakeState.OPEN),
        (8, IntakeState.OPEN),
        (9, IntakeState.CLOSED),
    ],
)
def test_a_window_includes_both_its_ends(on: int, state: IntakeState) -> None:
    window = window_of("march", intake(**EVERY_DATE))
    assert window.state(day(on)) is state
    assert window.is_open(day(on)) is (state is IntakeState.OPEN)


@pytest.mark.parametrize(
    ("dates", "last_day", "closed_by"),
    [
        ({"closes_on": 8, "final_payment_on": 8, "starts_on": 9}, 8, ClosedBy.APPLICATIONS_CLOSE),
        ({"final_payment_on": 8, "starts_on": 9}, 8, ClosedBy.FINAL_PAYMENT),
        ({"closes_on": 8, "starts_on": 9}, 8, ClosedBy.APPLICATIONS_CLOSE),
        ({"starts_on": 9}, 8, ClosedBy.COURSE_STARTS),
        ({"closes_on": 9, "final_payment_on": 9, "starts_on": 9}, 8, ClosedBy.COURSE_STARTS),
        ({"closes_on": 9, "final_payment_on": 8, "starts_on": 12}, 8, ClosedBy.FINAL_PAYMENT),
        ({"closes_on": 7, "final_payment_on": 8, "starts_on": 12}, 7, ClosedBy.APPLICATIONS_CLOSE),
    ],
)
def test_the_earliest_date_closes_an_intake_and_of_two_on_one_day_the_one_to_act_by(
    dates: dict[str, int], last_day: int, closed_by: ClosedBy
) -> None:
    window = window_of("march", intake(**{key: day(on) for key, on in dates.items()}))
    assert (window.last_day, window.closed_by) == (day(last_day), closed_by)
    assert window.is_open(day(last_day))
    assert window.state(day(last_day + 1)) is IntakeState.CLOSED


@pytest.mark.parametrize(
    "dates",
    [
        {},
        {"opens_on": day(4)},
        {"closes_on": NotAnnounced.NOT_ANNOUNCED, "starts_on": NotPublished.NOT_PUBLISHED},
    ],
)
def test_an_intake_without_a_last_day_is_not_announced_and_never_open(
    dates: dict[str, object],
) -> None:
    window = window_of("march", intake(**dates))
    assert (window.last_day, window.closed_by) == (None, None)
    assert not window.is_open(day(5))
    assert window.is_unannounced
    assert window.state(day(5)) is IntakeState.NOT_ANNOUNCED


def chosen_of(intakes: dict[str, Intake], on: int, asked: str | None = None) -> str | None:
    window = Windows(intakes).chosen(day(on), asked)
    return window.intake if window else None


def test_of_several_open_intakes_the_first_to_start_is_chosen_and_an_unknown_start_is_last() -> (
    None
):
    intakes = {
        "c": intake(starts_on=day(20)),
        "b": intake(starts_on=day(20)),
        "a": intake(closes_on=day(10)),
        "d": intake(starts_on=day(18), opens_on=day(5)),
    }
    assert chosen_of(intakes, 4) == "b"
    assert chosen_of(intakes, 5) == "d"
    assert chosen_of({"a": intakes["a"], "c": intakes["c"]}, 4) == "c"
    assert chosen_of(intakes, 5, asked="c") == "c"


def test_an_intake_that_is_open_for_one_day_is_chosen_on_that_day() -> None:
    intakes = {
        "a": intake(opens_on=day(5), closes_on=day(5), starts_on=day(9)),
        "b": intake(starts_on=day(20)),
        "c": intake(status=IntakeStatus.CLOSED, starts_on=day(6)),
    }
    assert [chosen_of(intakes, on) for on in (4, 5, 6)] == ["b", "a", "b"]


def test_of_intakes_that_are_not_open_one_without_dates_is_spoken_of_else_the_last_to_start() -> (
    None
):
    over = {
        "a": intake(starts_on=day(4)),
        "b": intake(starts_on=day(5)),
        "c": intake(starts_on=day(5)),
    }
    unknown = {"z": intake(opens_on=day(1)), "y": intake(status=IntakeStatus.SPECULATIVE)}
    assert chosen_of(over, 9) == "c"
    assert chosen_of(over | unknown, 9) == "y"
    assert chosen_of(over | {"d": intake(closes_on=day(6))}, 9) == "c"  # its start is unknown
    assert chosen_of({}, 9) is None


def test_days_late_count_from_the_last_day() -> None:
    assert [days_after(day(8), day(on)) for on in (7, 8, 9, 11)] == [0, 0, 1, 3]
    assert days_after(None, day(8)) is None
    assert window_of("march", intake(final_payment_on=day(8))).days_late(day(9)) == 1


@pytest.mark.parametrize(
    ("earned_by", "on", "paying_on", "met"),
    [
        (EarnedBy.APPLICATION, 8, None, True),
        (EarnedBy.APPLICATION, 9, None, False),
        (EarnedBy.APPLICATION, 8, 9, True),
        (EarnedBy.PAYMENT, 8, None, True),
        (EarnedBy.PAYMENT, 9, None, False),
        (EarnedBy.PAYMENT, 7, 8, True),
        (EarnedBy.PAYMENT, 7, 9, False),
    ],
)
def test_an_early_bird_is_met_through_its_last_day_by_the_date_that_earns_it(
    earned_by: EarnedBy, on: int, paying_on: int | None, *, met: bool
) -> None:
    assert is_met(day(8), earned_by, day(on), day(paying_on) if paying_on else None) is met


def test_weeks_before_the_start_need_a_start() -> None:
    early = EarlyBird(percent=1000, until=WeeksBeforeStart(weeks_before_start=2))
    assert early_bird_until(early, window_of("march", intake(starts_on=day(20)))) == day(6)
    assert early_bird_until(early, window_of("march", intake(closes_on=day(20)))) is None
    assert early_bird_until(early, None) is None
