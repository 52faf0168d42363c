"""The pure engine: a catalogue and a request in, a quote or a refusal out.

No file, clock, network, environment, locale or printing: the same input gives the same answer.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from rrn_fees import notes
from rrn_fees.catalogue.model import (
    WITHOUT_VAT,
    Catalogue,
    EarnedBy,
    VatRate,
)
from rrn_fees.errors import RequestError, did_you_mean, nearest, quoted
from rrn_fees.money import Pence
from rrn_fees.price_list import (
    Basis,
    EarlyOffer,
    Offer,
    PriceList,
    PriceRow,
    Terms,
    price_list,
)
from rrn_fees.quote import (
    MOST_LEARNERS,
    Item,
    Line,
    Note,
    Quote,
    Refusal,
    Request,
)
from rrn_fees.refusals import Refuser
from rrn_fees.vat import Charge, lines_with_vat, rate_in_force
from rrn_fees.windows import IntakeState, IntakeWindow

Choice = list[tuple[PriceRow, int]]
"""Prices to pay, and how many times each."""


def price(catalogue: Catalogue, request: Request) -> Quote | Refusal:
    """Return the quote for *request*, or the refusal that says why not and what else to do.

    Amounts are whole pence. Several items refused: the first, with the others in `also`. Raises
    `RequestError` for a qualification, category or intake that *catalogue* does not have.
    """
    _require_names(catalogue, request)
    prices = price_list(catalogue)
    priced: list[_Pricing] = []
    charges: list[Charge] = []
    said: list[Note] = []
    printed: list[Note] = []
    refused: list[Refusal] = []
    for item in request.items:
        pricing = _Pricing(catalogue, prices, request, item, said)
        priced.append(pricing)
        try:
            charges += pricing.work_out()
        except _Refused as no:
            refused.append(no.refusal)
        printed += pricing.printed
    if refused:
        first, *also = refused
        return replace(first, also=tuple(also))
    lines = lines_with_vat(charges, catalogue.vat.rounding)
    for pricing in priced:
        if pricing.filled:
            said += _short(pricing, priced, lines)
    if said or len(priced) > 1:  # what one page prints is in order already
        printed = sorted(said + printed, key=notes.weight)
    return Quote(request, tuple(lines), tuple(printed), catalogue.origin)


def _short(
    pricing: "_Pricing", priced: Sequence["_Pricing"], lines: Sequence[Line]
) -> Iterator[Note]:
    """Yield a note if one learner more, filling a cohort, would lower the total of the quote."""
    charges = [
        charge
        for other in priced
        for charge in (other.filled if other is pricing and other.filled else other.charges)
    ]
    filled = lines_with_vat(charges, pricing.catalogue.vat.rounding)
    less = sum(line.gross for line in lines) - sum(line.gross for line in filled)
    if less > 0:
        group, learners = filled[0].row, pricing.item.learners
        yield notes.cohort_short(pricing.item.qualification, group, learners, less)


def _require_names(catalogue: Catalogue, request: Request) -> None:
    """Raise `RequestError` with every name in *request* that *catalogue* does not have."""
    unknown = []
    if request.category not in catalogue.categories:
        unknown.append(_unknown("category", request.category, catalogue.categories))
    for item in request.items:
        qualification = catalogue.qualifications.get(item.qualification)
        if qualification is None:
            known = catalogue.qualifications
            unknown.append(_unknown("qualification", item.qualification, known))
        elif request.intake is not None and request.intake not in qualification.intakes:
            noun = f"intake of {item.qualification}"
            unknown.append(_unknown(noun, request.intake, qualification.intakes))
    if unknown:
        raise RequestError("\n".join(unknown))


def _unknown(noun: str, name: str, known: Collection[str]) -> str:
    return f"There is no {noun} {quoted(name)}; {did_you_mean(nearest(name, known), known)}"


class _Refused(Exception):  # noqa: N818 - the way out of the steps below, not an error
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal


class _Pricing:
    """The steps from one item of a request to what it is charged, in the order of `work_out`.

    A step that cannot be taken raises `_Refused`; what is worth saying on the way is noted.
    """

    __slots__ = (
        "catalogue", "charges", "filled", "item", "notes", "prices", "printed", "request"
    )  # fmt: skip

    def __init__(
        self,
        catalogue: Catalogue,
        prices: PriceList,
        request: Request,
        item: Item,
        said: list[Note],
    ) -> None:
        self.catalogue = catalogue
        self.prices = prices
        self.request = request
        self.item = item
        self.notes = said
        self.charges: list[Charge] = []
        self.filled: list[Charge] | None = None
        """What one learner more would be charged, if that fills a cohort that is a saving."""
        self.printed: Sequence[Note] = ()
        """What the qualification's page says to whoever buys, in order of weight."""

    def work_out(self) -> list[Charge]:
        """Return which prices to charge, how many times, and at which rate of VAT."""
        self._require_published()
        window = self._window()
        terms = self._terms(window)
        single, group = self._payable(self._offer(terms))
        rate = self._vat_rate(terms)
        self.charges = [(row, times, rate) for row, times in self._choice(single, group)]
        if group is not None and single is not None:
            self._note_cohort(single, group, rate)
        intake = window.intake if window is not None and window.is_open(self.request.on) else None
        self.printed = notes.of_the_page(self.catalogue, self.item.qualification, intake)
        return self.charges

    @property
    def _refuse(self) -> Refuser:
        return Refuser(self.catalogue, self.request, self.item)

    def _require_published(self) -> None:
        """Refuse first what no day and no intake could change."""
        name, category = self.item.qualification, self.request.category
        bases = self.prices.published.get((name, category), _NO_BASIS)
        basis = self.request.basis
        if bases and (basis is None or basis in bases):
            return
        if not self.catalogue.qualifications[name].fees:
            raise _Refused(self._refuse.no_fee_published())
        raise _Refused(self._refuse.not_published(basis, self._way_out() if bases else None))

    def _window(self) -> IntakeWindow | None:
        """Return the intake asked for, or the earliest-starting one that is open."""
        windows = self.prices.windows[self.item.qualification]
        if not windows:
            return None
        on, asked = self.request.on, self.request.intake
        chosen = None
        for window in windows:
            if asked == window.intake:
                chosen = window
                break
            if asked is None and window.is_open(on):
                return window
        if chosen is None:
            chosen = _nearest_to_open(windows, on)
        if not chosen.is_open(on):
            state = chosen.state(on)
            if not self.request.indicative:
                raise _Refused(self._refuse.intake(chosen, state, windows))
            self.notes.append(notes.indicative_intake(self.item.qualification, chosen, state))
        return chosen

    def _terms(self, window: IntakeWindow | None) -> Terms:
        """Return the one fee schedule in force, if payment would be in time."""
        on, intake = self.request.on, None
        if window is not None:
            intake = window.intake
            self._require_in_time(window)
        found = None
        every = self.prices.terms[self.item.qualification, intake]
        for terms in every:
            if terms.in_force(on):
                if found is not None:
                    schedules = [terms.schedule for terms in every if terms.in_force(on)]
                    raise _Refused(self._refuse.ambiguous_price(schedules))
                found = terms
        if found is None:
            raise _Refused(self._refuse.no_price_in_force(window))
        return found

    def _require_in_time(self, window: IntakeWindow) -> None:
        """Refuse a payment after the final payment date, or say so where there is no offer."""
        paying_on, last = self.request.paying_on, window.final_payment_on
        if last is None or paying_on is None or paying_on <= last:
            return
        if window.is_open(self.request.on):
            raise _Refused(self._refuse.payment_too_late(window))
        self.notes.append(notes.indicative_payment(self.item.qualification, window, paying_on))

    def _offer(self, terms: Terms) -> Offer:
        """Return what the category may pay under the fee schedule."""
        offer = terms.offers.get(self.request.category)
        if offer is None:
            raise _Refused(self._refuse.not_published(None, None))
        return offer

    def _payable(self, offer: Offer) -> tuple[PriceRow | None, PriceRow | None]:
        """Return the individual and the cohort price payable: early bird, if it is earned."""
        early = offer.early
        if early is None:
            if self.request.early_bird:
                raise _Refused(self._refuse.no_early_bird(self._way_out(), elsewhere=False))
            return offer.individual, offer.cohort
        standard = (offer.individual, offer.cohort)
        lowered = (early.individual or offer.individual, early.cohort or offer.cohort)
        standard_choice, lowered_choice = self._choice(*standard), self._choice(*lowered)
        applies, note = self._early_bird(early, standard_choice, lowered_choice)
        if any(row.early_bird for row, _ in lowered_choice):
            self.notes.append(note)
        elif self.request.early_bird:
            raise _Refused(self._refuse.no_early_bird(self._way_out(), elsewhere=True))
        return lowered if applies else standard

    def _early_bird(
        self, early: EarlyOffer, standard: Choice, lowered: Choice
    ) -> tuple[bool, Note]:
        """Return whether the early bird is earned, and the note that says so."""
        name, asked, row = self.item.qualification, self.request.early_bird, lowered[0][0]
        gain = _printed(standard) - _printed(lowered)
        if early.until is None:
            if asked:
                return True, notes.indicative_early_bird(name, gain, row)
            return False, notes.early_bird_unannounced(name, _printed(lowered), row)
        earned_on = self.request.on
        if early.earned_by is EarnedBy.PAYMENT:
            earned_on = self.request.paying_on or earned_on
        if earned_on <= early.until:
            return True, notes.early_bird_applied(name, early.earned_by, early.until, gain, row)
        missed = notes.early_bird_missed(
            name, early.earned_by, early.until, self.request.on, gain, row
        )
        return False, missed

    def _choice(self, single: PriceRow | None, group: PriceRow | None) -> Choice:
        """Return whole cohorts where they cost no more, and individual fees for the rest."""
        learners, basis = self.item.learners, self.request.basis
        choice: Choice = []
        if basis is None:
            if group is not None and (single is None or group.price <= group.size * single.price):
                cohorts, learners = divmod(learners, group.size)
                if cohorts:
                    choice.append((group, cohorts))
        elif basis is Basis.COHORT:
            if group is None:
                raise _Refused(self._refuse.not_published(basis, self._way_out()))
            if learners % group.size:
                raise _Refused(self._refuse.cohort_size(group, self._way_out()))
            return [(group, learners // group.size)]
        if learners:
            if single is None:
                raise _Refused(self._refuse_singles(group))
            choice.append((single, learners))
        return choice

    def _refuse_singles(self, group: PriceRow | None) -> Refusal:
        if group is None:
            return self._refuse.not_published(Basis.INDIVIDUAL, None)
        return self._refuse.only_cohorts(group)

    def _vat_rate(self, terms: Terms) -> VatRate | None:
        """Return the rate in force at the tax point; None where the fee carries no VAT."""
        if terms.vat_code in WITHOUT_VAT:
            self.notes.append(notes.without_vat(self.item.qualification, terms))
            return None
        rate = rate_in_force(
            self.prices.rates[terms.vat_code], self.request.tax_point or self.request.on
        )
        if rate is None:
            raise _Refused(self._refuse.no_vat_rate(terms.vat_code))
        return rate

    def _note_cohort(self, single: PriceRow, group: PriceRow, rate: VatRate | None) -> None:
        """Say what the cohort fee saves or costs, where the learners fill one or are one short."""
        name, basis, learners = self.item.qualification, self.request.basis, self.item.learners
        if learners + 1 < group.size:
            return
        cohorts, used = learners // group.size, self.charges[0][0] is group
        saving = group.size * single.price - group.price
        if cohorts:
            if saving < 0:
                if basis is not Basis.INDIVIDUAL:
                    self.notes.append(notes.cohort_dearer(name, group, -saving, used=used))
            elif saving:
                total = saving * cohorts
                self.notes.append(notes.cohort_saving(name, group, total, cohorts, used=used))
            elif used:
                self.notes.append(notes.cohort_no_saving(name, group, single))
        one_short = (learners + 1) % group.size == 0 and learners < MOST_LEARNERS
        if basis is None and one_short and saving > 0:
            self.filled = [(group, cohorts + 1, rate)]

    def _way_out(self) -> str | None:
        """Say what the same learners cost without what was asked for and is not to be had."""
        by_cohort = self.request.basis is Basis.COHORT and not self.request.early_bird
        plain = replace(
            self.request,
            items=(self.item,),
            basis=Basis.INDIVIDUAL if by_cohort else self.request.basis,
            early_bird=False,
            indicative=True,
        )
        if plain == self.request:
            return None
        outcome = price(self.catalogue, plain)
        return notes.way_out(outcome, self.item.learners) if isinstance(outcome, Quote) else None


_NO_BASIS: frozenset[Basis] = frozenset()


def _nearest_to_open(windows: Sequence[IntakeWindow], on: date) -> IntakeWindow:
    """Return the intake to speak of when none is open: one without dates, else the latest."""
    for window in windows:
        if window.state(on) is IntakeState.NOT_ANNOUNCED:
            return window
    return max(windows, key=lambda window: (window.starts_on or date.min, window.intake))


def _printed(choice: Choice) -> Pence:
    """Return what a choice comes to in printed prices, with or without VAT as they are."""
    return sum(row.price * times for row, times in choice)
