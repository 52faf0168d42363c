"""The findings on one qualification: prices and dates, then what its page says. Pure.

The intake, its window and the fee schedule are those that a quote for the same day would take.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from rrn_fees.catalogue.model import (
    SAME_INTAKE,
    SAME_ORGANISATION,
    Catalogue,
    EarnedBy,
    FactId,
    NotAnnounced,
    NotPublished,
    SourceId,
    claim_of,
    verified,
)
from rrn_fees.dates import counted, long_date
from rrn_fees.deadlines.day_notes import on_paying
from rrn_fees.deadlines.events import PaymentOutcome, payment_by
from rrn_fees.deadlines.windows import IntakeState, is_met
from rrn_fees.deadlines.working_days import Calendar
from rrn_fees.eligibility.enquiry import Enquiry, Finding, FindingKind, Outcome
from rrn_fees.errors import listed
from rrn_fees.pricing.engine import price
from rrn_fees.pricing.messages import as_printed, claimed, not_open, notice_text, whom_to_ask
from rrn_fees.pricing.price_list import Basis, Offer, PriceRow, price_list
from rrn_fees.pricing.quote import Item, Quote, Refusal, RefusalCode, Request

OF_EVERY_COHORT: dict[FactId, str] = {
    SAME_ORGANISATION: "Do the learners all work for the same organisation?",
    SAME_INTAKE: "Do they go through it together, on the same intake?",
}
"""What makes a group a cohort, in any catalogue: the facts, with their questions."""


def findings_of(
    catalogue: Catalogue, enquiry: Enquiry, working_days: Calendar | None
) -> Iterator[Finding]:
    """Yield the findings on the qualification that *enquiry* names."""
    enquired = _QualificationFindings(catalogue, enquiry, working_days)
    yield enquired.fee()
    yield from enquired.claim()
    yield enquired.application_window()
    yield enquired.payment()
    yield enquired.early_bird()
    yield from enquired.cohort()
    yield from enquired.statements()
    yield from enquired.notices()


class _QualificationFindings:
    """One qualification as it stands on the day of an enquiry."""

    def __init__(
        self, catalogue: Catalogue, enquiry: Enquiry, working_days: Calendar | None
    ) -> None:
        self.working_days = working_days
        self.catalogue = catalogue
        self.enquiry = enquiry
        self.name = enquiry.subject
        self.qualification = catalogue.qualifications[self.name]
        self.prices = price_list(catalogue).of(self.name)
        self.window = self.prices.windows.chosen(enquiry.on, enquiry.intake)
        intake = self.window.intake if self.window else None
        self.in_force = self.prices.in_force(intake, enquiry.on)
        self.terms = self.in_force[0] if len(self.in_force) == 1 else None
        self.answer: Quote | Refusal | None = None
        """What a quote for the same would be, firm or not; None where nobody said who pays."""
        if enquiry.category is not None:
            self.answer = price(catalogue, self._request(enquiry.category))

    @property
    def offer(self) -> Offer | None:
        """What the category may pay on the day."""
        category = self.enquiry.category
        return self.terms.offer(category) if self.terms and category else None

    @property
    def fee_source(self) -> SourceId:
        return self.terms.source if self.terms else self.qualification.source

    @property
    def intake_source(self) -> SourceId:
        if self.window is None:
            return self.qualification.source
        return self.qualification.source_of(self.window.intake)

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
        category = self.enquiry.category
        if category is None:
            if not self.qualification.fees:
                return Outcome.NOT_MET, self.without_terms
            categories = listed(self.catalogue.categories, " or ")
            return Outcome.TO_CONFIRM, f"Say who pays, with --as: {categories}."
        if isinstance(self.answer, Refusal) and self.answer.code is not RefusalCode.COHORT_SIZE:
            ambiguous = self.answer.code is RefusalCode.AMBIGUOUS_PRICE
            outcome = Outcome.TO_CONFIRM if ambiguous else Outcome.NOT_MET
            return outcome, f"{self.answer.message} {self.answer.hint}"
        rows = [self.offer.individual, self.offer.cohort] if self.offer else []
        payable = [row for row in rows if row and self.enquiry.basis in (None, row.basis)]
        payer = self.catalogue.categories[category].label
        return Outcome.MET, f"{payer}: {', '.join(map(_priced, payable))}."

    def claim(self) -> Iterator[Finding]:
        """Whether what the category claims has been verified."""
        category = self.enquiry.category
        if category is None:
            return
        of = self.catalogue.categories[category]
        claim = claim_of(category, of)
        if claim is not None and category in self.prices.published:
            claim = claim.rstrip(".")
            yield self.by_fact(
                verified(category),
                self.fee_source,
                yes=f"Verified, as answered: {claim}.",
                no=f"Not verified yet, as answered: {claim}.",
                bars=False,
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
        due_on, late = window.final_payment_on, window.days_late(paying_on)
        if due_on is None:
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
        paid, due = long_date(paying_on), long_date(due_on)
        if late:
            return (
                Outcome.NOT_MET,
                f"Payment on {paid} is {counted(late, 'day')} late: due by {due}.",
            )
        outcome, warning = self._arrival(due_on, f"intake {window.name}")
        how = "in time" if outcome is Outcome.MET else "in time as published"
        in_time = f"Payment on {paid} is {how}: final payment is due by {due}."
        return outcome, " ".join([in_time, *warning])

    def _arrival(self, due: date, too_late_for: str) -> tuple[Outcome, list[str]]:
        """Return whether a payment that is in time as published arrives by then, and a warning.

        One that may arrive late is for a person to decide. Of a day on which nobody said that they
        would pay, only what is certain counts: that it is too late to arrive.
        """
        if self.working_days is None:
            return Outcome.MET, []
        day = self.working_days.day(self.paying_on)
        payment = payment_by(due, day)
        at_risk = payment.outcome is PaymentOutcome.AT_RISK
        if not at_risk and self.enquiry.paying_on is None:
            return Outcome.MET, []
        warning = [note.text for note in on_paying(day, too_late_for if at_risk else "")]
        return Outcome.TO_CONFIRM if payment.may_arrive_late else Outcome.MET, warning

    @property
    def paying_on(self) -> date:
        return self.enquiry.paying_on or self.enquiry.on

    def early_bird(self) -> Finding:
        """Whether the early-bird price, if there is one, can be had; none is ever required."""
        outcome, reason = self._early_bird()
        return self.found("early-bird", outcome, reason, self.fee_source, required=False)

    def _early_bird(self) -> tuple[Outcome, str]:
        if self.terms is None:
            return Outcome.NOT_APPLICABLE, self.without_terms
        category = self.enquiry.category
        categories = [category] if category else self.terms.categories()
        offers = map(self.terms.offer, categories)
        early = next((offer.early for offer in offers if offer and offer.early), None)
        if early is None:
            return Outcome.NOT_APPLICABLE, "No early-bird price is published."
        if early.until is None:
            why = "An early-bird price is published, but no date by which it is earned."
            return Outcome.TO_CONFIRM, f"{why} {self.ask}"
        how = "paying" if early.earned_by is EarnedBy.PAYMENT else "applying"
        until = long_date(early.until)
        if is_met(early.until, early.earned_by, self.enquiry.on, self.enquiry.paying_on):
            rows = ", ".join(_priced(row) for row in (early.individual, early.cohort) if row)
            outcome, warning = Outcome.MET, list[str]()
            if early.earned_by is EarnedBy.PAYMENT:
                outcome, warning = self._arrival(early.until, "the early bird")
            return outcome, " ".join([f"Earned by {how} by {until}: {rows}.", *warning])
        why = f"The early-bird price was earned by {how} by {until}: the standard price holds."
        return Outcome.NOT_MET, why

    @property
    def without_terms(self) -> str:
        """Why there are no prices to speak of on the day."""
        if not self.qualification.fees:
            return "No fee is published."
        if self.in_force:
            return "Several fee schedules hold at once."
        return f"No fee is in force on {long_date(self.enquiry.on)}."

    def cohort(self) -> Iterator[Finding]:
        """Whether the learners make a cohort: by number, organisation and intake."""
        outcome, reason = self._cohort_size()
        single = self.offer is None or self.offer.individual is not None
        forced = self.enquiry.basis is Basis.COHORT or not single
        yield self.found("cohort-size", outcome, reason, self.fee_source, required=forced)
        if outcome is not Outcome.MET:
            return
        pays = "individual fees are to be paid" if single else "there is no individual fee"
        none = any(self.enquiry.answer(fact) is False for fact in OF_EVERY_COHORT)
        for fact, question in OF_EVERY_COHORT.items():
            if none and self.enquiry.answer(fact) is None:
                reason, no = "It is no cohort anyhow, as answered.", Outcome.NOT_APPLICABLE
                yield self.found(fact, no, reason, self.fee_source, required=forced)
                continue
            yield self.by_fact(
                fact,
                self.fee_source,
                yes="As a cohort is defined, and as answered.",
                no=f"No cohort then, as answered: {pays}.",
                unknown=f"A cohort is of one organisation on one intake. {question}",
                required=forced,
            )

    def _cohort_size(self) -> tuple[Outcome, str]:
        """Whether a quote would charge cohorts, by what it charges."""
        no = Outcome.NOT_MET if self.enquiry.basis is Basis.COHORT else Outcome.NOT_APPLICABLE
        if self.answer is None:
            return Outcome.TO_CONFIRM, "Whether cohorts are charged depends on who pays."
        if isinstance(self.answer, Refusal):
            ambiguous = self.answer.code is RefusalCode.AMBIGUOUS_PRICE
            return Outcome.TO_CONFIRM if ambiguous else no, self.answer.message
        row, learners = self.offer.cohort if self.offer else None, self.enquiry.learners
        if row is None:
            return no, f"No cohort fee is published. {self.ask}"
        charged = (line.quantity for line in self.answer.lines if line.row.basis is Basis.COHORT)
        cohorts = sum(charged)
        if cohorts:
            return Outcome.MET, _filling(learners, cohorts, row.size)
        return no, self._why_no_cohort(row)

    def _why_no_cohort(self, row: PriceRow) -> str:
        learners, size = self.enquiry.learners, row.size
        if self.enquiry.basis is Basis.INDIVIDUAL:
            return "Individual fees are asked for."
        if learners >= size:
            return f"A cohort of {size} costs more than {size} individual fees, which are charged."
        does = "does" if learners == 1 else "do"
        return f"{counted(learners, 'learner')} {does} not fill a cohort of {size}."

    def _request(self, category: str) -> Request:
        """Return what a quote would be asked, whether it would be firm or not."""
        enquiry = self.enquiry
        return Request(
            items=(Item(self.name, enquiry.learners),),
            category=category,
            on=enquiry.on,
            intake=enquiry.intake,
            basis=enquiry.basis,
            indicative=True,
        )

    def statements(self) -> Iterator[Finding]:
        """What the page says of the learners that it is for."""
        for criterion in self.qualification.criteria:
            required = criterion.required
            bars = "Not so, as answered, and its page requires it."
            bars_nobody = f"Not so, as answered; its page bars nobody for that. {self.ask}"
            yield self.by_fact(
                criterion.fact,
                criterion.source,
                yes="So it is, as answered.",
                no=bars if required else bars_nobody,
                unknown=self.catalogue.facts[criterion.fact].question,
                bars=required,
                kind=FindingKind.STATEMENT,
                statement=criterion.statement,
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


def _filling(learners: int, cohorts: int, size: int) -> str:
    left = learners - cohorts * size
    pays = "pays" if left == 1 else "pay"
    rest = f"; {counted(left, 'learner')} left {pays} individually" if left else ""
    return f"{counted(learners, 'learner')} fill {counted(cohorts, 'cohort')} of {size}{rest}."


def _priced(row: PriceRow) -> str:
    whom = f"a cohort of {row.size}" if row.basis is Basis.COHORT else "one learner"
    return f"{as_printed(row.price, row)} for {whom}"
