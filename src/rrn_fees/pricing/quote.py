"""What is asked and what is answered: frozen values that compute nothing but their own sums.

Amounts are whole pence (`money.pounds` gives them as `Decimal` pounds); days are `datetime.date`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from rrn_fees.catalogue.model import EarnedBy, Origin, VatCode, VatRate
from rrn_fees.deadlines.notes import Note, NoteCode
from rrn_fees.errors import RequestError, quoted
from rrn_fees.money import Pence, Percent, RoundingMode, divide
from rrn_fees.pricing.price_list import Basis, PriceRow

if TYPE_CHECKING:
    from rrn_fees.deadlines.events import Deadline
    from rrn_fees.deadlines.working_days import CalendarDay

MOST_LEARNERS = 100_000


class Item(NamedTuple):
    """A number of learners of one organisation on one qualification."""

    qualification: str
    learners: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What one customer, in one category, asks the price of, and on which day.

    Items of the same qualification are added together. *on* is the day of the quote; *paying_on*
    and *tax_point* are the same day unless given. No *basis*: whichever costs no more; no *intake*:
    the earliest-starting one that is open. *early_bird* asks for an early-bird price whose deadline
    was never announced, *indicative* for a price whose intake is not open. Raises `RequestError`
    if a number or a date cannot be meant.
    """

    items: tuple[Item, ...]
    category: str
    on: date
    intake: str | None = None
    basis: Basis | None = None
    early_bird: bool = False
    paying_on: date | None = None
    tax_point: date | None = None
    indicative: bool = False

    def __post_init__(self) -> None:
        """Add up the items and check every number and date."""
        object.__setattr__(self, "items", _added_together(self.items))
        require_days(on=self.on, paying_on=self.paying_on, tax_point=self.tax_point)
        object.__setattr__(self, "basis", require_basis(self.basis))


def require_basis(basis: str | None) -> Basis | None:
    """Return *basis* as one of those that there are; `RequestError` if it is none."""
    if basis is not None and basis not in tuple(Basis):
        raise RequestError(f"The basis is individual or cohort, not {basis!r}.")
    return None if basis is None else Basis(basis)


def require_days(*, on: date, paying_on: date | None, tax_point: date | None = None) -> None:
    """Raise `RequestError` unless *on* is a day, and what is given beside it is one it allows."""
    for name, day in (("on", on), ("paying_on", paying_on), ("tax_point", tax_point)):
        if isinstance(day, datetime) or not isinstance(day, date | None):
            raise RequestError(f"{name} is a date without a time, not {day!r}.")
    if not isinstance(on, date):
        raise RequestError("on is the day in question, and it is needed.")
    if paying_on is not None and paying_on < on:
        raise RequestError(f"The payment date {paying_on} is before the day in question, {on}.")


def _added_together(items: Iterable[Item]) -> tuple[Item, ...]:
    learners: dict[str, int] = {}
    for item in items:
        if type(item.learners) is not int or item.learners < 1:
            raise RequestError(f"Learners are a whole number from 1, not {item.learners!r}.")
        learners[item.qualification] = learners.get(item.qualification, 0) + item.learners
    for qualification, number in learners.items():
        if number > MOST_LEARNERS:
            message = (
                f"{number:,} learners on {quoted(qualification)} are more than {MOST_LEARNERS:,}."
            )
            raise RequestError(message)
    if not learners:
        raise RequestError("A quote needs at least one qualification.")
    return tuple(Item(qualification, number) for qualification, number in learners.items())


class Status(StrEnum):
    """Whether a quote can be relied on."""

    FIRM = "firm"
    INDICATIVE = "indicative"


class PerLearner(NamedTuple):
    """What an amount comes to for each learner, half-up to the penny."""

    amount: Pence
    exact: bool
    """Whether that many times *amount* is the whole again."""


def per_learner(amount: Pence, learners: int) -> PerLearner:
    """Return what *amount* comes to for each of *learners*."""
    return PerLearner(divide(amount, learners, RoundingMode.HALF_UP), exact=amount % learners == 0)


class Line(NamedTuple):
    """One price, a number of times."""

    row: PriceRow
    """The row of the price list: basis, price, early bird, fee schedule, validity, source."""
    quantity: int
    """How many times the price is paid: learners, or whole cohorts."""
    rate: VatRate | None
    """None: exempt, or outside the scope of VAT."""
    vat: Pence

    @property
    def unit_price(self) -> Pence:
        """The price as printed: with VAT in it, if it includes VAT."""
        return self.row.price

    @property
    def vat_percent(self) -> Percent | None:
        """The rate of VAT; None: exempt, or outside the scope of VAT."""
        return None if self.rate is None else self.rate.percent

    @property
    def printed(self) -> Pence:
        """The price times the quantity: net, or gross where the price includes VAT."""
        return self.row.price * self.quantity

    @property
    def net(self) -> Pence:
        """What was printed, less VAT if that was in it."""
        return self.printed - self.vat if self.row.includes_vat else self.printed

    @property
    def gross(self) -> Pence:
        """Net and VAT together."""
        return self.net + self.vat

    @property
    def pay_by(self) -> date | None:
        """The last day on which paying is in time for this price; None where none is announced."""
        final = self.row.window.final_payment_on if self.row.window else None
        until = self.row.until if self.row.earned_by is EarnedBy.PAYMENT else None
        return min((day for day in (final, until) if day is not None), default=None)

    @property
    def learners(self) -> int:
        """How many learners the line is for."""
        return self.quantity * self.row.size

    @property
    def gross_per_learner(self) -> PerLearner:
        """What each of its learners costs, with VAT."""
        return per_learner(self.gross, self.learners)


VatTreatment = Percent | VatCode
"""What VAT is rounded on together: a percentage, or ``exempt``, or ``outside-scope``.

EN 16931, BR-CO-17, works VAT out for each rate and category of VAT. The codes of a catalogue are
only names for dated rates, and two of them may stand at the same percentage.
"""


def vat_treatment(row: PriceRow, rate: VatRate | None) -> VatTreatment:
    """Return the percentage at which *row* is charged, or the code that says why at none."""
    return row.vat_code if rate is None else rate.percent


class VatTotal(NamedTuple):
    """All that a quote charges at one rate of VAT, or without VAT for one reason."""

    lines: tuple[Line, ...]
    """The lines at that rate, at least one, in the order of the quote."""

    @property
    def codes(self) -> tuple[VatCode, ...]:
        """The catalogue's names for the rate, in the order of the lines; seldom more than one."""
        return tuple(dict.fromkeys(line.row.vat_code for line in self.lines))

    @property
    def name(self) -> str:
        """The codes as one text: ``standard``, or ``other, standard``."""
        return ", ".join(self.codes)

    @property
    def percent(self) -> Percent | None:
        """The rate; None: exempt, or outside the scope of VAT."""
        return self.lines[0].vat_percent

    @property
    def net(self) -> Pence:
        """The sum without VAT."""
        return sum(line.net for line in self.lines)

    @property
    def vat(self) -> Pence:
        """The VAT on that sum."""
        return sum(line.vat for line in self.lines)

    @property
    def printed_without_vat(self) -> Pence:
        """The sum of what was printed without VAT, on which it comes on top."""
        return sum(line.printed for line in self.lines if not line.row.includes_vat)

    @property
    def printed_with_vat(self) -> Pence:
        """The sum of what was printed with VAT, in which it is contained."""
        return sum(line.printed for line in self.lines if line.row.includes_vat)


class Totals(NamedTuple):
    """The sums of a quote's lines: ``gross - net = vat``, to the penny."""

    net: Pence
    vat: Pence
    gross: Pence


@dataclass(frozen=True, slots=True)
class Quote:
    """A price that can be given: its lines, and what follows from them."""

    request: Request
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    """In order of weight."""
    catalogue: Origin
    deadlines: tuple[Deadline, ...] = ()
    """What must be met to have this price and has a date, the first first (`due` finds them)."""
    pay_by_day: CalendarDay | None = None
    """What the calendar makes of `pay_by` (`due` looks it up); None where nobody asked it."""

    @property
    def deadline(self) -> Deadline | None:
        """The deadline that governs: of each intake the first that is met by doing something.

        Of several intakes the first that can still be met; the start where nothing is to be met.
        """
        to_meet = [each for each in self.deadlines if each.met_by is not None] or self.deadlines
        firsts: dict[tuple[str, str | None], Deadline] = {}
        for each in to_meet:
            firsts.setdefault((each.qualification, each.intake), each)
        to_come = [each for each in firsts.values() if (each.days_left or 0) >= 0]
        return next(iter([*to_come, *firsts.values()]), None)

    @property
    def status(self) -> Status:
        """Whether the quote can be relied on: not if a note says that it is only indicative."""
        indicative = any(note.code is NoteCode.INDICATIVE for note in self.notes)
        return Status.INDICATIVE if indicative else Status.FIRM

    @property
    def totals(self) -> Totals:
        """The sums of the lines."""
        return Totals(
            net=sum(line.net for line in self.lines),
            vat=sum(line.vat for line in self.lines),
            gross=sum(line.gross for line in self.lines),
        )

    @property
    def vat_summary(self) -> tuple[VatTotal, ...]:
        """Net and VAT by rate, in the order of the lines."""
        by_rate: dict[VatTreatment, list[Line]] = {}
        for line in self.lines:
            by_rate.setdefault(vat_treatment(line.row, line.rate), []).append(line)
        return tuple(VatTotal(tuple(lines)) for lines in by_rate.values())

    @property
    def tax_point(self) -> date:
        """The day that decides the rate of VAT."""
        return self.request.tax_point or self.request.on

    @property
    def learners(self) -> int:
        """How many places the quote is for, over all its lines."""
        return sum(line.learners for line in self.lines)

    @property
    def net_per_learner(self) -> PerLearner:
        """What each learner costs over all lines, without VAT."""
        return per_learner(self.totals.net, self.learners)

    @property
    def gross_per_learner(self) -> PerLearner:
        """What each learner costs over all lines, with VAT."""
        return per_learner(self.totals.gross, self.learners)

    @property
    def pay_by(self) -> date | None:
        """The earliest day by which a line is to be paid; None where none was announced."""
        days = [line.pay_by for line in self.lines]
        return min((day for day in days if day is not None), default=None)

    @property
    def pay_by_working_day(self) -> date | None:
        """The last working day on or before `pay_by`; None where that is unknown."""
        return self.pay_by_day.last_working_day if self.pay_by_day else None


class RefusalCode(StrEnum):
    """Why a price cannot honestly be given."""

    NO_FEE_PUBLISHED = "no-fee-published"
    NOT_PUBLISHED = "not-published"
    INTAKE_CLOSED = "intake-closed"
    INTAKE_NOT_ANNOUNCED = "intake-not-announced"
    PAYMENT_TOO_LATE = "payment-too-late"
    NO_PRICE_IN_FORCE = "no-price-in-force"
    AMBIGUOUS_PRICE = "ambiguous-price"
    COHORT_SIZE = "cohort-size"
    NO_VAT_RATE_IN_FORCE = "no-vat-rate-in-force"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An honest no: why the price cannot be given, and the way out."""

    code: RefusalCode
    message: str
    hint: str
    qualification: str
    on: date
    also: tuple[Refusal, ...] = ()
    """The other items of the request that are refused."""
    last_published: Quote | None = None
    """Where an intake is what it is refused over: the indicative quote for the same item.

    What it cost when it was open, or would cost, and never an offer. None if that has no price.
    """
    catalogue: Origin
