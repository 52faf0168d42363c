"""Deadlines: ``rrn-fees/deadlines/1``."""

from typing import Any, Literal, Self

from rrn_fees.catalogue.model import BankHolidays, Catalogue, EarnedBy
from rrn_fees.contract.base import (
    JsonAnswer,
    Model,
    OriginModel,
    at,
    at_if_there,
    optional,
    schema_key,
    written,
)
from rrn_fees.contract.values import IsoDate
from rrn_fees.deadlines.events import Deadline, Deadlines, DeadlineStatus, Event, PaymentOutcome
from rrn_fees.deadlines.notes import NoteLevel
from rrn_fees.deadlines.windows import IntakeState
from rrn_fees.deadlines.working_days import CalendarDay
from rrn_fees.render_options import RenderOptions


class NoteOnADayModel(Model):
    """Something to know about a day."""

    code: str
    level: NoteLevel
    text: str
    short: str | None = optional()
    """The same in one line, null if the text is that line; absent from older answers."""


class PaymentModel(Model):
    """Whether a payment on the day asked about would be in time; null where that is unknown.

    ``in_time`` and ``days_late`` go by the published date alone. ``at-risk`` is in time as
    published, on a day on which banks do not move money: it would arrive too late.
    """

    in_time: bool | None
    days_late: int | None
    outcome: PaymentOutcome | None


class DeadlineModel(Model):
    """One event of one intake. Without a date, what depends on the date is null.

    ``last_working_day`` is the last working day on or before the date; null where it is unknown.
    """

    qualification: str
    title: str
    intake: str | None
    intake_state: IntakeState | None = at("state")
    event: Event
    earned_by: EarnedBy | None
    date: IsoDate | None
    weekday: str | None
    days_left: int | None
    status: DeadlineStatus
    working_day: bool | None
    last_working_day: IsoDate | None
    notes: tuple[NoteOnADayModel, ...]
    source: str
    payment: PaymentModel = optional("payment_on_the_day")
    """Not `Deadline.payment`, which asks for a day: `with_payment` adds it."""

    @classmethod
    def with_payment(cls, deadline: Deadline, paying_on: CalendarDay) -> Self:
        """Return *deadline*, and whether a payment on *paying_on* would be in time for it."""
        payment = PaymentModel.model_validate(deadline.payment(paying_on))
        return cls.model_validate(deadline).model_copy(update={"payment": payment})


class DeadlinesModel(Model):
    """The deadlines that were asked for: ``rrn-fees/deadlines/1``."""

    schema_: Literal["rrn-fees/deadlines/1"] = schema_key("rrn-fees/deadlines/1")
    on: IsoDate = at("found.on")
    within: int | None = at("found.within")
    bank_holidays: BankHolidays = at("catalogue.bank_holidays")
    paying_on: IsoDate | None = at_if_there("found.paying_on.date")
    in_time: bool | None = at("found.in_time")
    outcome: PaymentOutcome | None = at("found.outcome")
    notes: tuple[NoteOnADayModel, ...] = at("found.notes")
    deadlines: tuple[DeadlineModel, ...]
    without_dates: tuple[str, ...] = at("found.without_dates")
    catalogue: OriginModel = at("found.catalogue")


def deadlines_answer(found: Deadlines, catalogue: Catalogue, options: RenderOptions) -> JsonAnswer:
    """Return *found* as it is written in JSON."""
    del options
    judged = {id(deadline) for deadline in found.to_be_paid}

    def row(deadline: Deadline) -> dict[str, Any]:
        if found.paying_on is None or id(deadline) not in judged:
            return written(DeadlineModel.model_validate(deadline))
        return written(DeadlineModel.with_payment(deadline, found.paying_on))

    without_rows = DeadlinesModel.of(found=found, catalogue=catalogue, deadlines=())
    return JsonAnswer(written(without_rows), {"deadlines": map(row, found.deadlines)})
