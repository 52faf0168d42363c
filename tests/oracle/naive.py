"""What a price must be, worked out a second time from docs/pricing.md alone.

Written to be read beside that page and to share nothing with the engine: amounts are fractions of a
penny, nothing is indexed or kept, every rule is the plainest code that says it. From the engine it
takes only the types of what is asked and what a catalogue says, so that the two can only agree by
being right, or by making the same mistake twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

from rrn_fees.catalogue.model import (
    MEMBER,
    WITHOUT_VAT,
    Catalogue,
    Cohort,
    EarnedBy,
    FeeSchedule,
    Intake,
    IntakeStatus,
    NotPublished,
    Qualification,
    VatRate,
    VatRounding,
    WeeksBeforeStart,
)
from rrn_fees.money import RoundingMode
from rrn_fees.pricing.price_list import Basis
from rrn_fees.pricing.quote import MOST_LEARNERS, Item, RefusalCode, Request


@dataclass(frozen=True)
class Charge:
    """One price, a number of times, before VAT is worked out."""

    qualification: str
    intake: str | None
    basis: str
    quantity: int
    learners: int
    price: int
    early_bird: bool
    includes_vat: bool
    treatment: str
    """``taxed``, ``exempt`` or ``outside-scope``."""
    rate: Fraction
    """What VAT is of a net amount: 1/5 for 20%."""
    pay_by: date | None

    @property
    def printed(self) -> int:
        """The price times the quantity."""
        return self.price * self.quantity

    def vat_on(self, printed: int) -> Fraction:
        """Return the exact VAT on, or in, an amount as it was printed."""
        return Fraction(printed) * (self.rate / (1 + self.rate) if self.includes_vat else self.rate)


@dataclass(frozen=True)
class Amount:
    """A charge with its VAT, in whole pence."""

    charge: Charge
    vat: int

    @property
    def net(self) -> int:
        """Without VAT."""
        return self.charge.printed - (self.vat if self.charge.includes_vat else 0)

    @property
    def gross(self) -> int:
        """With VAT."""
        return self.net + self.vat


@dataclass(frozen=True)
class Priced:
    """A price that can be given."""

    lines: tuple[Amount, ...]
    indicative: bool
    notes: frozenset[tuple[str, str]]
    """Each note's code, with the qualification that it is about."""
    pay_by: date | None

    @property
    def totals(self) -> tuple[int, int, int]:
        """Net, VAT and gross."""
        net, vat = sum(line.net for line in self.lines), sum(line.vat for line in self.lines)
        return net, vat, net + vat


@dataclass(frozen=True)
class Refused:
    """No price: each qualification that is refused, with the reason, in the order asked for."""

    items: tuple[tuple[str, str], ...]


class _No(Exception):  # noqa: N818 - an answer, not an error
    def __init__(self, code: RefusalCode) -> None:
        super().__init__(code)
        self.code = code


def answer(catalogue: Catalogue, request: Request) -> Priced | Refused:
    """Return what *request* costs, with every note, or why it has no price."""
    priced = _answer(catalogue, request)
    if isinstance(priced, Refused):
        return priced
    short = {
        ("cohort-short", item.qualification)
        for item in request.items
        if _one_more_is_cheaper(catalogue, request, item, priced)
    }
    return replace(priced, notes=priced.notes | short)


def _one_more_is_cheaper(
    catalogue: Catalogue, request: Request, item: Item, priced: Priced
) -> bool:
    if item.learners == MOST_LEARNERS:
        return False
    more = tuple(Item(each.qualification, each.learners + (each is item)) for each in request.items)
    other = _answer(catalogue, replace(request, items=more))
    return isinstance(other, Priced) and other.totals[2] < priced.totals[2]


def _answer(catalogue: Catalogue, request: Request) -> Priced | Refused:
    charges: list[Charge] = []
    notes: set[tuple[str, str]] = set()
    refused = []
    for item in request.items:
        try:
            of_item, about = _price_item(catalogue, request, item)
        except _No as no:
            refused.append((item.qualification, no.code.value))
        else:
            charges += of_item
            notes |= {(code, item.qualification) for code in about}
    if refused:
        return Refused(tuple(refused))
    lines = _with_vat(catalogue, charges)
    notes |= _notes_on_whom_and_vat(catalogue, request, lines)
    days = [charge.pay_by for charge in charges if charge.pay_by is not None]
    return Priced(
        lines=lines,
        indicative=any(code == "indicative" for code, _ in notes),
        notes=frozenset(notes),
        pay_by=min(days) if days else None,
    )


@dataclass(frozen=True)
class _EarlyBird:
    """What becomes of the early-bird prices of a schedule, if it has some."""

    deadline: date | None = None
    earned_by_payment: bool = False
    applies: bool = False
    notes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Terms:
    """What holds for one item, whichever way its learners are charged."""

    catalogue: Catalogue
    request: Request
    item: Item
    intake_name: str | None
    intake: Intake | None
    is_open: bool
    schedule: FeeSchedule
    treatment: str
    rate: Fraction
    bird: _EarlyBird

    @property
    def size(self) -> int:
        """How many learners are a cohort."""
        return self.schedule.cohort.size if isinstance(self.schedule.cohort, Cohort) else 1

    @property
    def prices(self) -> dict[str, tuple[int | None, int | None]]:
        """The standard and the early-bird price by basis, as far as there are."""
        return _prices(self.schedule, self.request.category)

    def has(self, basis: str) -> bool:
        """Return whether there is a price on *basis*."""
        return self.prices[basis][0] is not None

    def charge(self, basis: str, quantity: int, *, early: bool) -> Charge:
        """Return that many times the price, at the early bird's if *early* and there is one."""
        standard, lowered = self.prices[basis]
        is_early = early and lowered is not None
        price = lowered if is_early else standard
        assert price is not None
        final = _day(self.intake.final_payment_on) if self.intake else None
        early_by = self.bird.deadline if is_early and self.bird.earned_by_payment else None
        return Charge(
            qualification=self.item.qualification,
            intake=self.intake_name,
            basis=basis,
            quantity=quantity,
            learners=quantity * (self.size if basis == "cohort" else 1),
            price=price,
            early_bird=is_early,
            includes_vat=self.schedule.prices_include_vat,
            treatment=self.treatment,
            rate=self.rate,
            pay_by=min((day for day in (final, early_by) if day is not None), default=None),
        )


def _price_item(
    catalogue: Catalogue, request: Request, item: Item
) -> tuple[list[Charge], set[str]]:
    terms = _terms(catalogue, request, item)
    charges = _charges(terms, early=terms.bird.applies)
    would_be_early = any(each.early_bird for each in _charges(terms, early=True))
    if request.early_bird and not would_be_early:
        raise _No(RefusalCode.NOT_PUBLISHED)
    notes = _notes_on_cohorts(terms) | _notices(catalogue.qualifications[item.qualification])
    if would_be_early:
        notes |= terms.bird.notes
    if _vat_differs_on_the_day(terms):
        notes.add("tax-point-rate")
    if not terms.is_open:
        notes.add("indicative")
    elif terms.intake is not None and terms.intake.applications.may_close_early:
        notes.add("may-close-early")
    return charges, notes


def _terms(catalogue: Catalogue, request: Request, item: Item) -> _Terms:
    """Take the steps of the table at the top of the page, in its order, as far as early birds."""
    qualification = catalogue.qualifications[item.qualification]
    # published
    if not qualification.fees:
        raise _No(RefusalCode.NO_FEE_PUBLISHED)
    if not any(_has_price(schedule, request) for schedule in qualification.fees):
        raise _No(RefusalCode.NOT_PUBLISHED)
    # intake
    name = _intake(qualification, request)
    intake = qualification.intakes[name] if name is not None else None
    is_open = intake is None or _is_open(intake, request.on)
    # payment
    final = _day(intake.final_payment_on) if intake else None
    if is_open and request.paying_on and final and request.paying_on > final:
        raise _No(RefusalCode.PAYMENT_TOO_LATE)
    # fee schedule
    schedule = _schedule(qualification, name, request.on)
    # category
    if not _has_price(schedule, replace(request, basis=None)):
        raise _No(RefusalCode.NOT_PUBLISHED)
    # VAT
    treatment, rate = _vat(catalogue, schedule, request.tax_point or request.on)
    # early bird
    prices = _prices(schedule, request.category)
    if request.early_bird and all(lowered is None for _, lowered in prices.values()):
        raise _No(RefusalCode.NOT_PUBLISHED)
    bird = _early_bird(schedule, intake, request)
    return _Terms(catalogue, request, item, name, intake, is_open, schedule, treatment, rate, bird)


def _notices(qualification: Qualification) -> set[str]:
    return {
        "notice-silent" if isinstance(notice.text, NotPublished) else "notice"
        for notice in qualification.notices
    }


# Published prices


def _prices(schedule: FeeSchedule, category: str) -> dict[str, tuple[int | None, int | None]]:
    """Return the standard and the early-bird price of a category, by basis, as far as there are."""
    cohort = schedule.cohort.prices if isinstance(schedule.cohort, Cohort) else {}
    individual = schedule.individual
    prices = {"individual": individual.get(category), "cohort": cohort.get(category)}
    bird = schedule.early_bird
    if bird is None:
        return {basis: (price, None) for basis, price in prices.items()}
    if bird.percent and not bird.individual and not bird.cohort:
        off = Fraction(bird.percent, 10_000)
        return {
            basis: (price, None if price is None else _round(price * (1 - off)))
            for basis, price in prices.items()
        }
    printed = {"individual": bird.individual.get(category), "cohort": bird.cohort.get(category)}
    return {basis: (price, printed[basis]) for basis, price in prices.items()}


def _has_price(schedule: FeeSchedule, request: Request) -> bool:
    prices = _prices(schedule, request.category)
    asked = [request.basis.value] if request.basis else ["individual", "cohort"]
    return any(prices[basis][0] is not None for basis in asked)


def _schedule(qualification: Qualification, intake: str | None, on: date) -> FeeSchedule:
    found = [
        schedule
        for schedule in qualification.fees
        if (not schedule.intakes or intake in schedule.intakes)
        and (schedule.valid_from is None or schedule.valid_from <= on)
        and (schedule.valid_through is None or on <= schedule.valid_through)
    ]
    if not found:
        raise _No(RefusalCode.NO_PRICE_IN_FORCE)
    if len(found) > 1:
        raise _No(RefusalCode.AMBIGUOUS_PRICE)
    return found[0]


# Intakes


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _last_day(intake: Intake) -> date | None:
    starts = _day(intake.starts_on)
    days = [
        _day(intake.applications.closes_on),
        _day(intake.final_payment_on),
        starts - timedelta(days=1) if starts else None,
    ]
    return min((day for day in days if day is not None), default=None)


def _is_open(intake: Intake, on: date) -> bool:
    opens, last = intake.applications.opens_on, _last_day(intake)
    return (
        intake.status is IntakeStatus.SCHEDULED
        and last is not None
        and (opens is None or opens <= on)
        and on <= last
    )


def _is_announced_without_dates(intake: Intake) -> bool:
    if intake.status is IntakeStatus.CLOSED:
        return False
    return intake.status is IntakeStatus.SPECULATIVE or _last_day(intake) is None


def _not_open(intakes: Sequence[Intake]) -> _No:
    if any(_is_announced_without_dates(intake) for intake in intakes):
        return _No(RefusalCode.INTAKE_NOT_ANNOUNCED)
    return _No(RefusalCode.INTAKE_CLOSED)


def _intake(qualification: Qualification, request: Request) -> str | None:
    intakes = qualification.intakes
    if not intakes:
        return None
    if request.intake is not None:
        asked = intakes[request.intake]
        if not _is_open(asked, request.on) and not request.indicative:
            raise _not_open([asked])
        return request.intake

    def start(name: str) -> date | None:
        return _day(intakes[name].starts_on)

    being_open = [name for name in intakes if _is_open(intakes[name], request.on)]
    if being_open:
        return min(being_open, key=lambda name: (start(name) or date.max, name))
    if not request.indicative:
        raise _not_open(list(intakes.values()))
    without_dates = [name for name in intakes if _is_announced_without_dates(intakes[name])]
    if without_dates:
        return min(without_dates, key=lambda name: (start(name) or date.max, name))
    return max(intakes, key=lambda name: (start(name) or date.min, name))


# VAT


def _in_force(rates: Sequence[VatRate], day: date) -> VatRate | None:
    begun = [rate for rate in rates if rate.valid_from <= day]
    if not begun:
        return None
    latest = max(begun, key=lambda rate: rate.valid_from)
    over = latest.valid_through is not None and latest.valid_through < day
    return None if over else latest


def _vat(catalogue: Catalogue, schedule: FeeSchedule, tax_point: date) -> tuple[str, Fraction]:
    if schedule.vat in WITHOUT_VAT:
        return schedule.vat, Fraction(0)
    rate = _in_force(catalogue.vat.rates[schedule.vat], tax_point)
    if rate is None:
        raise _No(RefusalCode.NO_VAT_RATE_IN_FORCE)
    return "taxed", Fraction(rate.percent, 10_000)


def _vat_differs_on_the_day(terms: _Terms) -> bool:
    if terms.treatment != "taxed":
        return False
    rate = _in_force(terms.catalogue.vat.rates[terms.schedule.vat], terms.request.on)
    return rate is None or Fraction(rate.percent, 10_000) != terms.rate


def _round(exact: Fraction, mode: RoundingMode = RoundingMode.HALF_UP) -> int:
    if mode is RoundingMode.DOWN:
        return floor(exact)
    below, above = floor(exact), ceil(exact)
    return above if exact - below >= Fraction(1, 2) else below


def _with_vat(catalogue: Catalogue, charges: Sequence[Charge]) -> tuple[Amount, ...]:
    per, mode = catalogue.vat.rounding.per, catalogue.vat.rounding.mode
    if per is VatRounding.UNIT:
        return tuple(
            Amount(each, _round(each.vat_on(each.price), mode) * each.quantity) for each in charges
        )
    if per is VatRounding.LINE:
        return tuple(Amount(each, _round(each.vat_on(each.printed), mode)) for each in charges)
    vat = [0] * len(charges)
    for group in {(each.treatment, each.rate) for each in charges}:
        places = [at for at, each in enumerate(charges) if (each.treatment, each.rate) == group]
        exact = {at: charges[at].vat_on(charges[at].printed) for at in places}
        total = _round(sum(exact.values(), Fraction(0)), mode)
        for at in places:
            vat[at] = floor(exact[at])
        pennies_left = total - sum(vat[at] for at in places)
        by_remainder = sorted(places, key=lambda at: (-(exact[at] - floor(exact[at])), at))
        for at in by_remainder[:pennies_left]:
            vat[at] += 1
    return tuple(Amount(each, pence) for each, pence in zip(charges, vat, strict=True))


# Early birds


def _early_bird(schedule: FeeSchedule, intake: Intake | None, request: Request) -> _EarlyBird:
    bird = schedule.early_bird
    if bird is None:
        return _EarlyBird()
    by_payment = bird.earned_by is EarnedBy.PAYMENT
    counts = (request.paying_on or request.on) if by_payment else request.on
    starts = _day(intake.starts_on) if intake else None
    deadline = _day(bird.until)
    if isinstance(bird.until, WeeksBeforeStart) and starts is not None:
        deadline = starts - timedelta(days=7 * bird.until.weeks_before_start)
    if deadline is None:
        note = "indicative" if request.early_bird else "early-bird-unannounced"
        return _EarlyBird(None, by_payment, request.early_bird, frozenset({note}))
    if counts > deadline:
        return _EarlyBird(deadline, by_payment, False, frozenset({"early-bird-missed"}))
    return _EarlyBird(deadline, by_payment, True, frozenset({"early-bird-applied"}))


# Cohorts


def _charges(terms: _Terms, *, early: bool) -> list[Charge]:
    """Return whole cohorts and individuals, as asked, or else what costs less."""
    basis, learners = terms.request.basis, terms.item.learners
    if basis is Basis.COHORT:
        if not terms.has("cohort"):
            raise _No(RefusalCode.NOT_PUBLISHED)
        if learners % terms.size:
            raise _No(RefusalCode.COHORT_SIZE)
        return [terms.charge("cohort", learners // terms.size, early=early)]
    whole, rest = 0, learners
    if basis is None and terms.has("cohort"):
        whole, rest = divmod(learners, terms.size)
    if rest and not terms.has("individual"):
        raise _No(RefusalCode.NOT_PUBLISHED)
    with_cohorts = []
    if whole:
        with_cohorts.append(terms.charge("cohort", whole, early=early))
    if rest:
        with_cohorts.append(terms.charge("individual", rest, early=early))
    if not terms.has("individual"):
        return with_cohorts
    individuals = [terms.charge("individual", learners, early=early)]
    is_dearer = _printed(with_cohorts) > _printed(individuals) or (
        _gross(terms.catalogue, with_cohorts) > _gross(terms.catalogue, individuals)
    )
    return individuals if is_dearer else with_cohorts


def _notes_on_cohorts(terms: _Terms) -> set[str]:
    """Return the note on what a cohort costs against its individuals, where one could be filled."""
    if terms.item.learners < terms.size or not (terms.has("cohort") and terms.has("individual")):
        return set()
    early = terms.bird.applies
    cohort = terms.charge("cohort", 1, early=early).printed
    individuals = terms.charge("individual", terms.size, early=early).printed
    if terms.request.basis is Basis.INDIVIDUAL:  # only what would be saved by not asking for it
        return {"cohort-saving"} if cohort < individuals else set()
    if cohort > individuals:
        return {"cohort-dearer"}
    if all(charge.basis == "individual" for charge in _charges(terms, early=early)):
        return set()  # dearer by pence of VAT alone
    return {"cohort-saving" if cohort < individuals else "cohort-no-saving"}


def _printed(charges: Sequence[Charge]) -> int:
    return sum(charge.printed for charge in charges)


def _gross(catalogue: Catalogue, charges: Sequence[Charge]) -> int:
    return sum(line.gross for line in _with_vat(catalogue, charges))


# Other notes


def _notes_on_whom_and_vat(
    catalogue: Catalogue, request: Request, lines: Sequence[Amount]
) -> set[tuple[str, str]]:
    notes = {
        (f"vat-{line.charge.treatment}", line.charge.qualification)
        for line in lines
        if line.charge.treatment != "taxed"
    }
    claim = catalogue.categories[request.category].claim
    if claim is not None or request.category == MEMBER:
        notes |= {("price-claimed", item.qualification) for item in request.items}
    return notes
