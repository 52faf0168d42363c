"""What one asks of eligibility, and what is found: frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from rrn_fees.catalogue.model import FactId, Origin, Requirement, Rule, SourceId
from rrn_fees.errors import RequestError, quoted
from rrn_fees.pricing.price_list import Basis
from rrn_fees.pricing.quote import MOST_LEARNERS, require_basis, require_days


class Answer(StrEnum):
    """What one says of a fact."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiry:
    """Whether one may have a qualification at a price, or what a requirement asks, on a day.

    *paying_on* is the same day unless given; no *intake*: the one that a quote would take. *facts*
    are what is known of the learners and their organisation; of the others nothing is assumed.
    Raises `RequestError` if a number or a date cannot be meant.
    """

    subject: str
    on: date
    category: str | None = None
    learners: int = 1
    basis: Basis | None = None
    intake: str | None = None
    paying_on: date | None = None
    facts: Mapping[FactId, Answer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check every number and date, and freeze the facts."""
        require_days(on=self.on, paying_on=self.paying_on)
        if type(self.learners) is not int or not 1 <= self.learners <= MOST_LEARNERS:
            message = f"Learners are a whole number from 1 to {MOST_LEARNERS:,}"
            raise RequestError(f"{message}, not {self.learners!r}.")
        object.__setattr__(self, "basis", require_basis(self.basis))
        facts = {name: _answer(name, answer) for name, answer in self.facts.items()}
        object.__setattr__(self, "facts", MappingProxyType(facts))

    @property
    def is_of_a_purchase(self) -> bool:
        """Whether it asks for what only a purchase has: who pays, how many, which intake, when."""
        asked = (self.category, self.basis, self.intake, self.paying_on)
        return self.learners > 1 or any(value is not None for value in asked)

    def answer(self, fact: FactId) -> bool | None:
        """Return what is known of *fact*; None where nothing is."""
        match self.facts.get(fact):
            case Answer.YES:
                return True
            case Answer.NO:
                return False
            case _:
                return None


def _answer(fact: str, answer: str) -> Answer:
    if answer not in tuple(Answer):
        raise RequestError(f"{quoted(fact)} is answered yes, no or unknown, not {answer!r}.")
    return Answer(answer)


class Outcome(StrEnum):
    """What is found of one criterion."""

    MET = "met"
    NOT_MET = "not-met"
    TO_CONFIRM = "to-confirm"
    """A person must decide."""
    NOT_APPLICABLE = "not-applicable"


class FindingKind(StrEnum):
    """Where a criterion comes from."""

    REQUEST = "request"
    """What was asked for, held against prices and dates."""
    STATEMENT = "statement"
    """What the page says of the learners that it is for."""
    NOTICE = "notice"
    """What the page says to whoever buys, which there is nothing to do about."""
    RULE = "rule"
    """A dated rule of a requirement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is found of one criterion, and why."""

    criterion: str
    kind: FindingKind
    outcome: Outcome
    reason: str
    """Why that is found."""
    statement: str | None = None
    """What its page, or its rule, says."""
    source: SourceId
    required: bool = True
    """Whether not to meet it is to be not eligible."""
    open_facts: tuple[FactId, ...] = ()
    """The facts that would decide it."""
    rule: Rule | None = None


class Verdict(StrEnum):
    """What the findings come to."""

    ELIGIBLE = "eligible"
    TO_CONFIRM = "to-confirm"
    NOT_ELIGIBLE = "not-eligible"
    NOT_APPLICABLE = "not-applicable"
    """There is nothing to meet on that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    """The findings on one subject, in the order in which one would go through them."""

    enquiry: Enquiry
    title: str
    findings: tuple[Finding, ...]
    requirement: Requirement | None
    """None where the subject is a qualification."""
    unused_facts: tuple[FactId, ...]
    """Facts that were given and have no bearing on the subject."""
    catalogue: Origin

    @property
    def verdict(self) -> Verdict:
        """Not eligible if a required criterion is not met, else to confirm if any is."""
        outcomes = {finding.outcome for finding in self.findings}
        if any(of.required and of.outcome is Outcome.NOT_MET for of in self.findings):
            return Verdict.NOT_ELIGIBLE
        if Outcome.TO_CONFIRM in outcomes:
            return Verdict.TO_CONFIRM
        return Verdict.NOT_APPLICABLE if outcomes <= {Outcome.NOT_APPLICABLE} else Verdict.ELIGIBLE


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that would help to decide, in plain words."""

    fact: FactId
    text: str
