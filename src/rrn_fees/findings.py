"""The findings on one qualification: prices and dates, then what its page says. Pure.

The intake, its window and the fee schedule are those that a quote for the same day would take.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from rrn_fees.catalogue.model import (
    Catalogue,
    EarnedBy,
    FactId,
    NotAnnounced,
    NotPublished,
    SourceId,
    claim_of,
)
from rrn_fees.dates import long_date
from rrn_fees.enquiry import Enquiry, Finding, FindingKind, Outcome
from rrn_fees.notes import as_printed, claimed, counted, not_open, notice_text, whom_to_ask
from rrn_fees.price_list import FEE_NAMES, Basis, Offer, PriceRow, price_list
from rrn_fees.windows import IntakeState, chosen

SAME_ORGANISATION, SAME_INTAKE = "same-organisation", "same-intake"
OF_EVERY_COHORT: dict[FactId, str] = {
    SAME_ORGANISATION: "Do the learners all work for the same organisation?",
    SAME_INTAKE: "Do they go through it together, on the same intake?",
}
"""What makes a group a cohort, in any catalogue: the facts, with their questions."""


def verified(category: str) -> FactId:
    """Return the fact that a category's claim is verified, such as ``member-verified``."""
    return f"{category}-verified"


def findings_of(catalogue: Catalogue, enquiry: Enquiry) -> Iterator[Finding]:
    """Yield the findings on the qualification that *enquiry* names."""
    enquired = _Enquired(catalogue, enquiry)
    yield enquired.fee()
    yield from enquired.claim()
    yield enquired.application_window()
    yield enquired.payment()
    yield enquired.early_bird()
    yield from enquired.cohort()
    yield from enquired.statements()
    yield from enquired.notices()


class _Enquired:
    """One qualification as it stands on the day of an enquiry."""

    def __init__(self, catalogue: Catalogue, enquiry: Enquiry) -> None:
        self.catalogue = catalogue
        self.enquiry = enquiry
        self.name = enquiry.subject
        self.qualification = catalogue.qualifications[self.name]
        self.prices = price_list(catalogue)
        self.window = chosen(self.prices.windows[self.name], enquiry.on, enquiry.intake)
        intake = self.window.intake if self.window else None
        self.in_force = self.prices.in_force(self.name, intake, enquiry.on)
        self.terms = self.in_force[0] if len(self.in_force) == 1 else None

    @property
    def offer(self) -> Offer | None:
        """What the category may pay on the day."""
        category = self.enquiry.category
        return self.terms.offers.get(category) if self.terms and category else None

    @property
    def fee_source(self) -> SourceId:
        return self.terms.source if self.terms else self.qualification.source

    @property
    def intake_source(self) -> SourceId:
        intakes = self.qualification.intakes
        of_intake = intakes[self.window.intake].source if self.window else None
        return of_intake or self.qualification.source

    @property
    def ask(self) -> str:
        return whom_to_ask(self.catalogue, self.name)

    def found(
        self, criterion: str, outcome: Outcome, reason: str, source: SourceId, **more: Any
    ) -> Finding:
        return Finding(
            criterion=criterion,
            kind=more.pop("kind", FindingKind.REQUEST),
            outcome=outcome,
            reason=reason,
            source=source,
            **more,
        )

    def fee(self) -> Finding:
        """Whether there is a fee for the category, on the basis asked for, on the day."""
        outcome, reason = self._fee()
        return self.found("fee", outcome, reason, self.fee_source)

    def _fee(self) -> tuple[Outcome, str]:
        category, basis = self.enquiry.category, self.enquiry.basis
        title = self.qualification.title
        if not self.qualification.fees:
            return Outcome.NOT_MET, f"No fee is published for {title}. {self.ask}"
        if category is None:
            categories = " or ".join(self.catalogue.categories)
            return Outcome.TO_CONFIRM, f"Say who pays, with --as: {categories}."
        payer = self.catalogue.categories[category].label
        bases = self.prices.published.get((self.name, category), frozenset())
        if not bases or (basis is not None and basis not in bases):
            what = f"No {FEE_NAMES[basis]} is published for {title}, {payer}."
            return Outcome.NOT_MET, f"{what} {self.ask}"
        if len(self.in_force) > 1:
            paths = ", ".join(terms.schedule for terms in self.in_force)
            return Outcome.TO_CONFIRM, f"Several fee schedules hold at once: {paths}. {self.ask}"
        rows = [self.offer.individual, self.offer.cohort] if self.offer else []
        payable = [row for row in rows if row and basis in (None, row.basis)]
        if not payable:
            on = long_date(self.enquiry.on)
            return Outcome.NOT_MET, f"No fee for {payer} is in force on {on}. {self.ask}"
        return Outcome.MET, f"{payer}: {', '.join(map(_priced, payable))}."

    def claim(self) -> Iterator[Finding]:
        """Whether what the category claims has been verified."""
        category = self.enquiry.category
        if category is None:
            return
        of = self.catalogue.categories[category]
        claim = claim_of(category, of)
        if claim is not None:
            yield self.by_fact(
                verified(category),
                self.fee_source,
                yes=f"Verified, as answered: {claim}.",
                no=f"Not verified, as answered: {claim}.",
                unknown=claimed(of.label, claim),
            )

    def by_fact(  # noqa: PLR0913 - what to say of each answer
        self,
        fact: FactId,
        source: SourceId,
        *,
        yes: str,
        no: str,
        unknown: str,
        bars: bool = True,
        **more: Any,
    ) -> Finding:
        """Return what the answer to *fact* makes of it; one that bars nobody is to confirm."""
        match self.enquiry.answer(fact):
            case True:
                return self.found(fact, Outcome.MET, yes, source, **more)
            case False:
                outcome = Outcome.NOT_MET if bars else Outcome.TO_CONFIRM
                return self.found(fact, outcome, no, source, **more)
            case None:
                outcome = Outcome.TO_CONFIRM
                return self.found(fact, outcome, unknown, source, open_facts=(fact,), **more)

    def application_window(self) -> Finding:
        """Whether one can apply on the day."""
        outcome, reason = self._window()
        return self.found("application-window", outcome, reason, self.intake_source)

    def _window(self) -> tuple[Outcome, str]:
        window, on = self.window, self.enquiry.on
        if window is None:
            if not self.qualification.fees:
                return Outcome.NOT_APPLICABLE, "Neither intakes nor fees are published."
            if self.in_force:
                return Outcome.MET, f"It has no intakes, and its fees hold on {long_date(on)}."
            return Outcome.NOT_MET, f"It has no intakes, and no fee holds on {long_date(on)}."
        state = window.state(on)
        if window.last_day is not None and state is IntakeState.OPEN:
            early = self.qualification.intakes[window.intake].applications.may_close_early
            may = ", and may close earlier" if early else ""
            return (
                Outcome.MET,
                f"Intake {window.name} is open until {long_date(window.last_day)}{may}.",
            )
        why = not_open(window, state)
        why = f"{why[0].upper()}{why[1:]}."
        if state is IntakeState.NOT_ANNOUNCED:
            return Outcome.TO_CONFIRM, f"{why} {self.ask}"
        return Outcome.NOT_MET, why

    def payment(self) -> Finding:
        """Whether a payment on the day meant for it is in time."""
        outcome, reason = self._payment()
        return self.found("payment", outcome, reason, self.intake_source)

    def _payment(self) -> tuple[Outcome, str]:
        window, paying_on = self.window, self.paying_on
        if window is None:
            return Outcome.NOT_APPLICABLE, "It has no intakes, and so no final payment date."
        late = window.days_late(paying_on)
        if late is None or window.final_payment_on is None:
            recorded = self.qualification.intakes[window.intake].final_payment_on
            match recorded:
                case NotAnnounced():
                    why = "has not been announced"
                case NotPublished():
                    why = "is not published"
                case _:
                    return Outcome.NOT_APPLICABLE, "No final payment date is recorded."
            why = f"The final payment date of intake {window.name} {why}."
            return Outcome.TO_CONFIRM, f"{why} {self.ask}"
        paid, due = long_date(paying_on), long_date(window.final_payment_on)
        if late:
            return (
                Outcome.NOT_MET,
                f"Payment on {paid} is {counted(late, 'day')} late: due by {due}.",
            )
        return Outcome.MET, f"Payment on {paid} is in time: final payment is due by {due}."

    @property
    def paying_on(self) -> date:
        return self.enquiry.paying_on or self.enquiry.on

    def early_bird(self) -> Finding:
        """Whether the early-bird price, if there is one, can be had; none is ever required."""
        outcome, reason = self._early_bird()
        return self.found("early-bird", outcome, reason, self.fee_source, required=False)

    def _early_bird(self) -> tuple[Outcome, str]:
        offers = self.terms.offers.values() if self.terms else ()
        early = next((offer.early for offer in offers if offer.early), None)
        if self.enquiry.category is not None:
            early = self.offer.early if self.offer else None
        if early is None:
            return Outcome.NOT_APPLICABLE, "No early-bird price is published."
        if early.until is None:
            why = "An early-bird price is published, but no date by which it is earned."
            return Outcome.TO_CONFIRM, f"{why} {self.ask}"
        by_payment = early.earned_by is EarnedBy.PAYMENT
        how = "paying" if by_payment else "applying"
        until = long_date(early.until)
        if (self.paying_on if by_payment else self.enquiry.on) <= early.until:
            rows = ", ".join(_priced(row) for row in (early.individual, early.cohort) if row)
            return Outcome.MET, f"Earned by {how} by {until}: {rows}."
        why = f"The early-bird price was earned by {how} by {until}: the standard price holds."
        return Outcome.NOT_MET, why

    def cohort(self) -> Iterator[Finding]:
        """Whether the learners make a cohort: by number, organisation and intake."""
        forced = self.enquiry.basis is Basis.COHORT
        outcome, reason = self._cohort_size()
        yield self.found("cohort-size", outcome, reason, self.fee_source, required=forced)
        if outcome is not Outcome.MET:
            return
        none = any(self.enquiry.answer(fact) is False for fact in OF_EVERY_COHORT)
        for fact, question in OF_EVERY_COHORT.items():
            if none and self.enquiry.answer(fact) is None:
                reason = "It is no cohort anyhow, as answered."
                yield self.found(fact, Outcome.NOT_APPLICABLE, reason, self.fee_source)
                continue
            yield self.by_fact(
                fact,
                self.fee_source,
                yes="As a cohort is defined, and as answered.",
                no="No cohort then, as answered: individual fees are to be paid.",
                unknown=f"A cohort is of one organisation on one intake. {question}",
                required=forced,
            )

    def _cohort_size(self) -> tuple[Outcome, str]:
        learners, basis = self.enquiry.learners, self.enquiry.basis
        row = self.offer.cohort if self.offer else None
        no = Outcome.NOT_MET if basis is Basis.COHORT else Outcome.NOT_APPLICABLE
        if row is None:
            return no, f"No cohort fee is published for whoever pays. {self.ask}"
        if basis is Basis.INDIVIDUAL:
            return no, "Individual fees are asked for."
        cohorts, left = divmod(learners, row.size)
        if not cohorts or (left and basis is Basis.COHORT):
            does = "does" if learners == 1 else "do"
            why = f"{counted(learners, 'learner')} {does} not fill whole cohorts of {row.size}"
            return no, f"{why}: individual fees are to be paid."
        rest = f"; {counted(left, 'learner')} left pay individually" if left else ""
        why = (
            f"{counted(learners, 'learner')} fill {counted(cohorts, 'cohort')} of {row.size}{rest}."
        )
        return Outcome.MET, why

    def statements(self) -> Iterator[Finding]:
        """What the page says of the learners that it is for."""
        for criterion in self.qualification.criteria:
            said, required = criterion.statement, criterion.required
            bars = "Not so, as answered, and its page requires it."
            bars_nobody = f"Not so, as answered; its page bars nobody for that. {self.ask}"
            yield self.by_fact(
                criterion.fact,
                criterion.source,
                yes=f"{said} So it is, as answered.",
                no=f"{said} {bars if required else bars_nobody}",
                unknown=f"{said} {self.catalogue.facts[criterion.fact].question}",
                bars=required,
                kind=FindingKind.STATEMENT,
                required=required,
            )

    def notices(self) -> Iterator[Finding]:
        """What the page tells whoever buys: nothing to meet, unless it is silent."""
        for notice in self.qualification.notices:
            silent = isinstance(notice.text, NotPublished)
            yield self.found(
                notice.about,
                Outcome.TO_CONFIRM if silent else Outcome.NOT_APPLICABLE,
                f"{notice_text(notice)} {self.ask}" if silent else notice_text(notice),
                notice.source,
                kind=FindingKind.NOTICE,
                required=False,
            )


def _priced(row: PriceRow) -> str:
    whom = f"a cohort of {row.size}" if row.basis is Basis.COHORT else "one learner"
    return f"{as_printed(row.price, row)} for {whom}"
