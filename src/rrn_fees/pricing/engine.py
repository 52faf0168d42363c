"""The pure engine: a catalogue and a request in, a quote or a refusal out.

No file, clock, network, environment, locale or printing: the same input gives the same answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from rrn_fees.catalogue.model import (
    WITHOUT_VAT,
    Catalogue,
    EarnedBy,
    IntakeId,
    QualificationId,
    VatRate,
    VatRounding,
)
from rrn_fees.deadlines.notes import Note
from rrn_fees.deadlines.windows import IntakeWindow, is_met
from rrn_fees.errors import RequestError, no_such
from rrn_fees.money import Pence
from rrn_fees.pricing import messages
from rrn_fees.pricing.price_list import (
    Basis,
    EarlyOffer,
    Offer,
    PriceRow,
    QualificationPrices,
    Terms,
    price_list,
)
from rrn_fees.pricing.quote import MOST_LEARNERS, Item, Line, Quote, Refusal, Request
from rrn_fees.pricing.refusals import RefusalMessages
from rrn_fees.pricing.vat import Charge, GrossTotal, lines_with_vat, rate_in_force

_PER_RATE = VatRounding.RATE  # bound once, as in `vat`


def price(catalogue: Catalogue, request: Request) -> Quote | Refusal:
    """Return the quote for *request*, or the refusal that says why not and what else to do.

    Amounts are whole pence. Several items refused: the first, with the others in `also`. Raises
    `RequestError` for a qualification, category or intake that *catalogue* does not have.
    """
    return price_for_intakes(catalogue, request, {})


def price_for_intakes(
    catalogue: Catalogue, request: Request, intakes: Mapping[QualificationId, IntakeId | None]
) -> Quote | Refusal:
    """Return what `price` does, for *intakes* where the request leaves the choice of them open.

    A quote that is priced again on a later day is for the intakes that it was made for, also where
    another one would be chosen by then.
    """
    _require_names(catalogue, request, intakes)
    worked_out = _work_out(catalogue, request, intakes)
    if isinstance(worked_out, Refusal):
        return worked_out
    priced, charges = worked_out
    lines = lines_with_vat(charges, catalogue.vat.rounding)
    notes: list[Note] = []
    page_notes: list[Note] = []
    total = GrossTotal(charges, catalogue.vat.rounding)
    for pricing in priced:
        notes += pricing.notes
        page_notes += pricing.page_notes
        if pricing.cohort_to_fill is not None:
            notes += _short(pricing, pricing.cohort_to_fill, total)
    if notes or len(priced) > 1:  # what one page says is in order already
        page_notes = sorted(notes + page_notes, key=messages.weight)
    return Quote(request, tuple(lines), tuple(page_notes), catalogue.origin)


def _work_out(
    catalogue: Catalogue, request: Request, intakes: Mapping[QualificationId, IntakeId | None]
) -> tuple[list[_Pricing], list[Charge]] | Refusal:
    """Return each item of *request*, worked out, and what all are charged; else the refusals."""
    prices = price_list(catalogue)
    priced: list[_Pricing] = []
    charges: list[Charge] = []
    refused: list[Refusal] = []
    for item in request.items:
        intake = intakes.get(item.qualification, request.intake)
        pricing = _Pricing(catalogue, prices.of(item.qualification), request, item, intake)
        try:
            pricing.work_out()
        except _Refused as no:
            refused.append(no.refusal)
        priced.append(pricing)
        charges += pricing.charges
    if refused:
        first, *also = refused
        return replace(first, also=tuple(also))
    return priced, charges


def _short(short: _Pricing, cohort: PriceRow, total: GrossTotal) -> Iterator[Note]:
    """Yield a note if the same request with one learner more is priced, and its total is lower.

    The item itself is worked out again, so that whatever would refuse it, such as an early bird
    that was asked for and that cohorts do not have, keeps the advice from being given. No other
    item depends on it: what they are charged stays the same.
    """
    item = short.item
    one_more = _Pricing(
        short.catalogue,
        short.prices,
        short.request,
        Item(item.qualification, item.learners + 1),
        short.intake,
    )
    try:
        one_more.work_out()
    except _Refused:
        return
    less = total.saved_by(short.charges, one_more.charges)
    if less > 0:
        yield messages.cohort_short(item.qualification, cohort, item.learners, less)


def _require_names(
    catalogue: Catalogue, request: Request, intakes: Mapping[QualificationId, IntakeId | None]
) -> None:
    """Raise `RequestError` with every name that is asked for and that *catalogue* does not have."""
    unknown = []
    if request.category not in catalogue.categories:
        unknown.append(no_such("category", request.category, catalogue.categories))
    for item in request.items:
        qualification = catalogue.qualifications.get(item.qualification)
        if qualification is None:
            known = catalogue.qualifications
            unknown.append(no_such("qualification", item.qualification, known))
            continue
        intake = intakes.get(item.qualification, request.intake)
        if intake is not None and intake not in qualification.intakes:
            noun = f"intake of {item.qualification} called"
            unknown.append(no_such(noun, intake, qualification.intakes))
    if unknown:
        raise RequestError(*unknown)


class _Refused(Exception):  # noqa: N818 - the way out of the steps below, not an error
    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal


class _Pricing:
    """The steps from one item of a request to what it is charged, in the order of `work_out`.

    A step that cannot be taken raises `_Refused`; what is worth saying on the way is noted.
    """

    __slots__ = (
        "catalogue", "charges", "cohort_to_fill", "intake", "item", "notes", "open_intake",
        "page_notes", "prices", "request",
    )  # fmt: skip

    def __init__(
        self,
        catalogue: Catalogue,
        prices: QualificationPrices,
        request: Request,
        item: Item,
        intake: IntakeId | None,
    ) -> None:
        self.catalogue = catalogue
        self.prices = prices
        self.request = request
        self.item = item
        self.intake = intake
        """The intake to price; None: the earliest-starting one that is open."""
        self.notes: list[Note] = []
        self.charges: Sequence[Charge] = ()
        self.open_intake: str | None = None
        self.page_notes: Sequence[Note] = ()
        """What the qualification's page says to whoever buys, in order of weight."""
        self.cohort_to_fill: PriceRow | None = None
        """The cohort price, where one learner more fills a cohort and may then cost less."""

    def work_out(self) -> None:
        """Find which prices to charge, how many times, and at which rate of VAT."""
        self._require_published()
        window = self._window()
        terms = self._terms(window)
        offer = self._offer(terms)
        rate = self._vat_rate(terms)
        individual, cohort = self._payable(offer, rate)
        self.charges = self._charges(individual, cohort, rate)
        if cohort is not None and individual is not None:
            self._compare(individual, cohort)
        self.page_notes = messages.of_page(
            self.catalogue, self.item.qualification, self.open_intake, self.request.category
        )

    @property
    def _refuse(self) -> RefusalMessages:
        return RefusalMessages(self.catalogue, self.request, self.item)

    def _require_published(self) -> None:
        """Refuse first what no day and no intake could change."""
        name, category = self.item.qualification, self.request.category
        bases = self.prices.published.get(category, _NO_BASIS)
        basis = self.request.basis
        if bases and (basis is None or basis in bases):
            return
        if not self.catalogue.qualifications[name].fees:
            raise _Refused(self._refuse.no_fee_published())
        other = Basis.INDIVIDUAL if basis is Basis.COHORT else None
        raise _Refused(self._refuse.not_published(basis, self._way_out(other) if bases else None))

    def _window(self) -> IntakeWindow | None:
        """Return the intake asked for, or the earliest-starting one that is open."""
        windows, on = self.prices.windows, self.request.on
        window = windows.chosen(on, self.intake)
        if window is None:
            return None
        if window.is_open(on):
            self.open_intake = window.intake
        else:
            state = window.state(on)
            if not self.request.indicative:
                anyhow = replace(self.request, items=(self.item,), indicative=True)
                answer = price(self.catalogue, anyhow)
                last_published = answer if isinstance(answer, Quote) else None
                raise _Refused(self._refuse.intake(window, state, windows.in_order, last_published))
            self.notes.append(messages.indicative_intake(self.item.qualification, window, state))
        return window

    def _terms(self, window: IntakeWindow | None) -> Terms:
        """Return the one fee schedule in force, if payment would be in time."""
        if window is not None:
            self._require_in_time(window)
        intake = window.intake if window is not None else None
        in_force = self.prices.in_force(intake, self.request.on)
        if len(in_force) > 1:
            raise _Refused(self._refuse.ambiguous_price([terms.schedule for terms in in_force]))
        if not in_force:
            raise _Refused(self._refuse.no_price_in_force(window))
        return in_force[0]

    def _require_in_time(self, window: IntakeWindow) -> None:
        """Refuse a payment after the final payment date, or say so where there is no offer."""
        paying_on = self.request.paying_on
        if paying_on is None or not window.days_late(paying_on):
            return
        if window.is_open(self.request.on):
            raise _Refused(self._refuse.payment_too_late(window))
        self.notes.append(messages.indicative_payment(self.item.qualification, window, paying_on))

    def _vat_rate(self, terms: Terms) -> VatRate | None:
        """Return the rate in force at the tax point; None where the fee carries no VAT."""
        if terms.vat_code in WITHOUT_VAT:
            self.notes.append(messages.without_vat(self.item.qualification, terms))
            return None
        tax_point = self.request.tax_point or self.request.on
        rates = self.prices.rates[terms.vat_code]
        rate = rate_in_force(rates, tax_point)
        if rate is None:
            raise _Refused(self._refuse.no_vat_rate(terms.vat_code))
        if tax_point != self.request.on:
            today = rate_in_force(rates, self.request.on)
            if today is None or today.percent != rate.percent:
                name = self.item.qualification
                self.notes.append(
                    messages.tax_point_rate(name, rate, tax_point, today, self.request.on)
                )
        return rate

    def _offer(self, terms: Terms) -> Offer:
        """Return what the category may pay under the fee schedule."""
        offer = terms.offer(self.request.category)
        if offer is None:
            raise _Refused(self._refuse.not_published_now())
        return offer

    def _payable(
        self, offer: Offer, rate: VatRate | None
    ) -> tuple[PriceRow | None, PriceRow | None]:
        """Return the individual and the cohort price payable: early bird, if it is earned."""
        early, basis = offer.early, self.request.basis
        if early is None:
            if self.request.early_bird:
                raise _Refused(self._refuse.no_early_bird(self._way_out(basis), elsewhere=False))
            return offer.individual, offer.cohort
        standard = (offer.individual, offer.cohort)
        lowered = (early.individual or offer.individual, early.cohort or offer.cohort)
        at_standard, at_lowered = self._charges(*standard, rate), self._charges(*lowered, rate)
        early_row = next((row for row, _, _ in at_lowered if row.early_bird), None)
        if early_row is None and self.request.early_bird:
            raise _Refused(self._refuse.no_early_bird(self._way_out(basis), elsewhere=True))
        if early_row is not None:
            total = _total(at_lowered)
            self.notes.append(
                self._early_bird_note(
                    early_row, at_standard[0].row, total, _total(at_standard) - total
                )
            )
        return lowered if self._earns(early) else standard

    def _earns(self, early: EarlyOffer) -> bool:
        """Whether the early bird applies: its deadline is met, or unannounced and asked for."""
        if early.until is None:
            return self.request.early_bird
        return self._in_time(early.until, early.earned_by)

    def _in_time(self, until: date, earned_by: EarnedBy | None) -> bool:
        """Whether the day that earns an early bird meets its deadline."""
        return is_met(until, earned_by, self.request.on, self.request.paying_on)

    def _early_bird_note(
        self, row: PriceRow, standard: PriceRow, total: Pence, gain: Pence
    ) -> Note:
        name = self.item.qualification
        if row.until is None:
            if self.request.early_bird:
                return messages.indicative_early_bird(name, gain, row)
            return messages.early_bird_unannounced(name, total, row)
        if self._in_time(row.until, row.earned_by):
            return messages.early_bird_applied(name, row.until, gain, row, standard.valid_through)
        return messages.early_bird_missed(name, row.until, self.request.on, gain, row)

    def _charges(
        self, individual: PriceRow | None, cohort: PriceRow | None, rate: VatRate | None
    ) -> list[Charge]:
        """Charge whole cohorts where they cost no more, and individual fees for the rest."""
        learners, basis = self.item.learners, self.request.basis
        charges: list[Charge] = []
        if basis is None:
            if (
                cohort is not None
                and learners >= cohort.size
                and self._no_dearer(individual, cohort, rate)
            ):
                cohorts, learners = divmod(learners, cohort.size)
                charges.append(Charge(cohort, cohorts, rate))
        elif basis is Basis.COHORT:
            if cohort is None:
                raise _Refused(self._refuse.not_published(basis, self._way_out(Basis.INDIVIDUAL)))
            if learners % cohort.size:
                raise _Refused(self._refuse.cohort_size(cohort, self._way_out(None)))
            return [Charge(cohort, learners // cohort.size, rate)]
        if learners:
            if individual is None:
                raise _Refused(self._refuse.not_individual(cohort))
            charges.append(Charge(individual, learners, rate))
        return charges

    def _no_dearer(
        self, individual: PriceRow | None, cohort: PriceRow, rate: VatRate | None
    ) -> bool:
        """Whether cohorts cost no more than individual fees, as printed and as paid."""
        if individual is None:
            return True
        as_printed = cohort.price <= cohort.size * individual.price
        rounding = self.catalogue.vat.rounding
        if rounding.per is _PER_RATE:
            return as_printed
        # Rounded on each price or line, VAT can make dearer by pence what is printed as equal.
        learners = self.item.learners
        cohorts, left = divmod(learners, cohort.size)
        mixed = [Charge(cohort, cohorts, rate)]
        mixed += [Charge(individual, left, rate)] if left else []
        alone = [Charge(individual, learners, rate)]
        as_paid = _gross(lines_with_vat(mixed, rounding)) <= _gross(lines_with_vat(alone, rounding))
        return as_printed and as_paid

    def _compare(self, individual: PriceRow, cohort: PriceRow) -> None:
        """Say what the cohort fee saves or costs, and what one learner more might save by it."""
        name, basis, learners = self.item.qualification, self.request.basis, self.item.learners
        if learners + 1 < cohort.size:
            return
        cohorts, used = learners // cohort.size, self.charges[0].row is cohort
        saving = cohort.size * individual.price - cohort.price
        if cohorts:
            if saving < 0:
                if basis is not Basis.INDIVIDUAL:
                    self.notes.append(messages.cohort_dearer(name, cohort, -saving, used=used))
            elif saving and (used or basis is not None):
                total = saving * cohorts
                self.notes.append(messages.cohort_saving(name, cohort, total, cohorts, used=used))
            elif used:
                self.notes.append(messages.cohort_no_saving(name, cohort, individual))
        one_short = (learners + 1) % cohort.size == 0 and learners < MOST_LEARNERS
        rounded_once = self.catalogue.vat.rounding.per is _PER_RATE
        # Rounded once, VAT never makes a total lower that is not lower as printed.
        if basis is None and one_short and (saving > 0 or not rounded_once):
            self.cohort_to_fill = cohort

    def _way_out(self, basis: Basis | None) -> str | None:
        """Say what the same learners cost on *basis*, without an early bird that was asked for."""
        plain = replace(
            self.request, items=(self.item,), basis=basis, early_bird=False, indicative=True
        )
        if plain == self.request:
            return None
        outcome = price(self.catalogue, plain)
        return messages.way_out(outcome, self.item.learners) if isinstance(outcome, Quote) else None


_NO_BASIS: frozenset[Basis] = frozenset()


def _gross(lines: Sequence[Line]) -> Pence:
    return sum(line.gross for line in lines)


def _total(charges: Sequence[Charge]) -> Pence:
    """Return what charges come to in printed prices, with or without VAT as they are."""
    return sum(charge.row.price * charge.quantity for charge in charges)
