"""Every way to buy the same thing, side by side: who pays, on which basis, early bird or not. Pure.

Each option is a request that `price` answers: nothing here works out a price of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from operator import attrgetter

from rrn_fees.catalogue.model import Catalogue, CategoryId, EarnedBy, Origin
from rrn_fees.dates import long_date
from rrn_fees.deadlines.notes import NoteCode
from rrn_fees.deadlines.working_days import Calendar
from rrn_fees.errors import RequestError, listed
from rrn_fees.money import Pence, Percent, percent_change
from rrn_fees.pricing.engine import price
from rrn_fees.pricing.payment_deadline import with_deadline
from rrn_fees.pricing.price_list import Basis, price_list
from rrn_fees.pricing.quote import (
    MOST_LEARNERS,
    Item,
    Line,
    Quote,
    Refusal,
    RefusalCode,
    Request,
    Totals,
)

MOST_SIZES = 200
MOST_TRIED = 500
"""The number of learners up to which joining is tried: cohorts make it pay here and not there."""
MEMBER, NON_MEMBER = "member", "non-member"
"""The categories between which a membership fee decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be bought, whoever pays and however; as in a `Request`, without what is compared.

    *sizes* are the first and the last of several numbers of learners, on each of the items, in the
    place of theirs. *membership_fee* is what joining costs, without VAT. Raises `RequestError` if a
    number cannot be meant.
    """

    items: tuple[Item, ...]
    on: date
    intake: str | None = None
    paying_on: date | None = None
    tax_point: date | None = None
    indicative: bool = False
    sizes: tuple[int, int] | None = None
    membership_fee: Pence | None = None

    def __post_init__(self) -> None:
        """Check the sizes; a `Request` checks all else."""
        if self.sizes is None:
            return
        first, last = self.sizes
        if not 1 <= first <= last <= MOST_LEARNERS:
            raise RequestError(f"Sizes go up, from 1 to at most {MOST_LEARNERS:,}.")
        if last - first >= MOST_SIZES:
            raise RequestError(
                f"From {first:,} to {last:,} are {last - first + 1:,} sizes; a comparison has at "
                f"most {MOST_SIZES}."
            )

    def at(self, size: int) -> Wanted:
        """Return the same with so many learners on each of the items."""
        items = tuple(
            Item(name, size) for name in dict.fromkeys(i.qualification for i in self.items)
        )
        return replace(self, items=items, sizes=None)

    def request(self, category: CategoryId, basis: Basis | None = None) -> Request:
        """Return the request of one category, on one basis."""
        return Request(
            items=self.items,
            category=category,
            on=self.on,
            intake=self.intake,
            basis=basis,
            paying_on=self.paying_on,
            tax_point=self.tax_point,
            indicative=self.indicative,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why an option is not to be had, and the way out."""

    code: RefusalCode | NoteCode
    """A note's where there is a price, but no longer the early-bird one."""
    message: str
    hint: str
    qualification: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to buy: its quote, or why it is not to be had."""

    category: CategoryId
    basis: Basis | None
    """None: whichever costs no more."""
    early_bird: bool
    quote: Quote | None
    reasons: tuple[Reason, ...] = ()
    from_day: date | None = None
    """The first day of a standard price that an early bird keeps from being had before."""

    @property
    def name(self) -> str:
        """Its name among the options of a comparison: ``member/early-bird/cohort``."""
        early = "early-bird" if self.early_bird else "standard"
        return f"{self.category}/{early}/{self.basis.value if self.basis else 'whichever'}"

    @property
    def uses_cohort(self) -> bool:
        """Whether a cohort fee is charged."""
        lines = self.quote.lines if self.quote else ()
        return any(line.row.basis is Basis.COHORT for line in lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """What an option costs less than the dearest; below 0 where it costs more without VAT."""

    net: Pence
    gross: Pence
    net_percent: Percent | None
    """Of the dearest; None where that costs nothing."""
    gross_percent: Percent | None


@dataclass(frozen=True, kw_only=True)
class SizeComparison:
    """Every option for one number of learners, in the order of the catalogue's categories.

    What is known of them all is worked out once, however many options ask about it.
    """

    items: tuple[Item, ...]
    options: tuple[Option, ...]

    @property
    def learners(self) -> int:
        """How many places are bought, over all items."""
        return sum(item.learners for item in self.items)

    @cached_property
    def priced(self) -> list[tuple[Option, Quote]]:
        """The options that are to be had, with their quotes."""
        return [(option, option.quote) for option in self.options if option.quote is not None]

    @cached_property
    def _dearest(self) -> Totals:
        return max((quote.totals for _, quote in self.priced), key=attrgetter("gross"))

    @cached_property
    def _first_with(self) -> dict[tuple[Line, ...], Option]:
        """By the lines that are charged: the first option that charges them."""
        first: dict[tuple[Line, ...], Option] = {}
        for option, quote in self.priced:
            first.setdefault(quote.lines, option)
        return first

    @property
    def differs(self) -> bool:
        """Whether what is to be had does not all cost the same, with VAT."""
        return bool(self.priced) and self._least < self._dearest.gross

    @cached_property
    def _least(self) -> Pence:
        return min(quote.totals.gross for _, quote in self.priced)

    def is_cheapest(self, quote: Quote) -> bool:
        """Whether none of the quotes costs less than *quote*, with VAT."""
        return quote.totals.gross == self._least

    def saving(self, quote: Quote) -> Saving:
        """Return what *quote* costs less than the first of those that cost most, with VAT."""
        most, totals = self._dearest, quote.totals
        return Saving(
            net=most.net - totals.net,
            gross=most.gross - totals.gross,
            net_percent=_less(most.net, totals.net),
            gross_percent=_less(most.gross, totals.gross),
        )

    def same_as(self, option: Option) -> Option | None:
        """Return the first option that charges the very lines of *option*, if it is another."""
        first = self._first_with.get(option.quote.lines) if option.quote else None
        return first if first is not option else None


def _less(most: Pence, amount: Pence) -> Percent | None:
    change = percent_change(most, amount)
    return None if change is None else -change


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """Whether it pays to become a member: the member's price and the fee, once, without VAT."""

    fee: Pence
    first: int | None
    """The smallest number of learners at which it costs less than staying out."""
    always_from: int | None
    """The number from which on it does at every one up to 500; None if not at the last."""
    refused: Refusal | None
    """Why there is no price for both, if there is at no number of learners."""
    saved: tuple[Pence | None, ...]
    """For each size of the comparison what joining saves; None where a price is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The answer: the options for each number of learners that was asked for."""

    wanted: Wanted
    sizes: tuple[SizeComparison, ...]
    """One, unless several were asked for."""
    joining: Joining | None
    """None if no membership fee was given."""
    catalogue: Origin

    @property
    def tax_point(self) -> date:
        """The day that decides the rate of VAT."""
        return self.wanted.tax_point or self.wanted.on

    @property
    def is_answered(self) -> bool:
        """Whether any option is to be had."""
        return any(size.priced for size in self.sizes)


def compare(catalogue: Catalogue, wanted: Wanted) -> Comparison:
    """Price every option that there is for what is *wanted*.

    Raises `RequestError` for a qualification or an intake that *catalogue* does not have, and for a
    membership fee where it has no members.
    """
    each = [wanted]
    if wanted.sizes is not None:
        first, last = wanted.sizes
        each = [wanted.at(size) for size in range(first, last + 1)]
    return Comparison(
        wanted=wanted,
        sizes=tuple(_at_size(catalogue, of) for of in each),
        joining=_joining(catalogue, wanted, each) if wanted.membership_fee is not None else None,
        catalogue=catalogue.origin,
    )


def with_deadlines(comparison: Comparison, catalogue: Catalogue, days: Calendar) -> Comparison:
    """Return *comparison* with what depends on *days* added to each quote, by `with_deadline`."""

    def dated(option: Option) -> Option:
        if option.quote is None:
            return option
        return replace(option, quote=with_deadline(option.quote, catalogue, days))

    sizes = (replace(size, options=tuple(map(dated, size.options))) for size in comparison.sizes)
    return replace(comparison, sizes=tuple(sizes))


def _at_size(catalogue: Catalogue, wanted: Wanted) -> SizeComparison:
    options = tuple(_options(catalogue, wanted))
    return SizeComparison(items=wanted.request(options[0].category).items, options=options)


def _options(catalogue: Catalogue, wanted: Wanted) -> Iterator[Option]:
    has_early_bird: bool | None = None
    for category in catalogue.categories:
        requests = [wanted.request(category, basis) for basis in (None, *Basis)]
        yield from [_standard(catalogue, request) for request in requests]
        if has_early_bird is None:  # asked once `price` has seen that names are known
            has_early_bird = _has_early_bird(catalogue, wanted)
        if has_early_bird:
            yield from [_early(catalogue, request) for request in requests]


def _has_early_bird(catalogue: Catalogue, wanted: Wanted) -> bool:
    """Whether the catalogue prints an early-bird price for an item, whoever pays."""
    prices = price_list(catalogue)
    return any(prices.of(item.qualification).has_early_bird(wanted.intake) for item in wanted.items)


def _standard(catalogue: Catalogue, request: Request) -> Option:
    """Return what *request* costs without an early bird: once that has ended, if it applies."""
    answer = first = price(catalogue, request)
    asked = request
    while isinstance(answer, Quote) and _is_early(answer):
        asked = _after_early_bird(asked, answer)
        answer = price(catalogue, asked)
    if (
        isinstance(answer, Quote)
        and isinstance(first, Quote)
        and _intakes(answer) != _intakes(first)
    ):
        return _option(request, early_bird=False, reasons=(_another_intake(first, asked),))
    made = _answered(request, answer, early_bird=False)
    if made.quote is None or asked is request:
        return made
    from_day = asked.on if asked.on != request.on else asked.paying_on
    return replace(made, from_day=from_day)


def _early(catalogue: Catalogue, request: Request) -> Option:
    """Return what *request* costs at the early-bird price, or why that is not to be had."""
    answer = price(catalogue, replace(request, early_bird=True))
    if isinstance(answer, Refusal):
        # Asked for, it is refused if one of several items has none; it may apply to the others.
        by_itself = price(catalogue, request)
        if isinstance(by_itself, Quote) and _is_early(by_itself):
            answer = by_itself
    if isinstance(answer, Refusal) or _is_early(answer):
        return _answered(request, answer, early_bird=True)
    missed = [note for note in answer.notes if note.code is NoteCode.EARLY_BIRD_MISSED]
    reasons = (
        Reason(code=note.code, message=note.text, hint="", qualification=note.qualification)
        for note in missed
    )
    return _option(request, early_bird=True, reasons=tuple(reasons))


def _answered(request: Request, answer: Quote | Refusal, *, early_bird: bool) -> Option:
    if isinstance(answer, Quote):
        return _option(request, early_bird=early_bird, quote=answer)
    reasons = (
        Reason(code=no.code, message=no.message, hint=no.hint, qualification=no.qualification)
        for no in (answer, *answer.also)
    )
    return _option(request, early_bird=early_bird, reasons=tuple(reasons))


def _option(
    request: Request,
    *,
    early_bird: bool,
    quote: Quote | None = None,
    reasons: tuple[Reason, ...] = (),
) -> Option:
    return Option(
        category=request.category,
        basis=request.basis,
        early_bird=early_bird,
        quote=quote,
        reasons=reasons,
    )


def _is_early(quote: Quote) -> bool:
    return any(line.row.early_bird for line in quote.lines)


def _intakes(quote: Quote) -> dict[str, str | None]:
    return {line.row.qualification: line.row.intake for line in quote.lines}


def _after_early_bird(request: Request, quote: Quote) -> Request:
    """Return *request* on the first day on which no early bird of *quote* is earned any more.

    The same intake, if there is but one, and the same tax point, so that nothing else differs.
    """
    rows = [line.row for line in quote.lines if line.row.early_bird]
    nexts = [(row, row.until + timedelta(days=1)) for row in rows if row.until is not None]
    applying = [day for row, day in nexts if row.earned_by is not EarnedBy.PAYMENT]
    paying = [day for row, day in nexts if row.earned_by is EarnedBy.PAYMENT]
    on = max([request.on, *applying])
    if request.paying_on is not None:
        paying += [request.paying_on, on]
    intakes = set(_intakes(quote).values())
    return replace(
        request,
        on=on,
        paying_on=max([on, *paying]) if paying else None,
        tax_point=request.tax_point or request.on,
        intake=intakes.pop() if len(intakes) == 1 else request.intake,
    )


def _another_intake(quote: Quote, later: Request) -> Reason:
    return Reason(
        code=RefusalCode.INTAKE_CLOSED,
        message=f"From {long_date(later.on)} on, when no early bird applies any more, another "
        "intake would be taken.",
        hint="Name the intake, or compare one qualification at a time.",
        qualification=quote.lines[0].row.qualification,
    )


def _joining(catalogue: Catalogue, wanted: Wanted, sizes: Sequence[Wanted]) -> Joining:
    if not {MEMBER, NON_MEMBER} <= set(catalogue.categories):
        raise RequestError(
            "A membership fee is compared where the catalogue has the categories "
            f"{MEMBER} and {NON_MEMBER}; it has {listed(catalogue.categories)}."
        )
    outcomes = {
        number: _saved_by_joining(catalogue, wanted.at(number))
        for number in range(1, MOST_TRIED + 1)
    }
    saved = {number: of for number, of in outcomes.items() if not isinstance(of, Refusal)}
    always_from = None
    for number in reversed(saved):
        if saved[number] <= 0:
            break
        always_from = number
    asked = [_saved_by_joining(catalogue, of) for of in sizes]
    refusals = (of for of in (*asked, *outcomes.values()) if isinstance(of, Refusal))
    return Joining(
        fee=wanted.membership_fee or 0,
        first=next((number for number, amount in saved.items() if amount > 0), None),
        always_from=always_from,
        refused=None if saved else next(refusals, None),
        saved=tuple(None if isinstance(of, Refusal) else of for of in asked),
    )


def _saved_by_joining(catalogue: Catalogue, wanted: Wanted) -> Pence | Refusal:
    """Return what members and the fee cost less than non-members on the day, without VAT."""
    as_member = price(catalogue, wanted.request(MEMBER))
    as_non_member = price(catalogue, wanted.request(NON_MEMBER))
    if isinstance(as_member, Refusal):
        return as_member
    if isinstance(as_non_member, Refusal):
        return as_non_member
    return as_non_member.totals.net - as_member.totals.net - (wanted.membership_fee or 0)
