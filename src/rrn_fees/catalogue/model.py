"""What a catalogue says: frozen values, and the one description of its format.

The loader reads this module's annotations: a field's name is its key in the file, its type says
what may stand there, and a field without a default is required. Amounts are whole pence, rates
hundredths of a per cent (see `money`). Windows include their last day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Annotated, Any

from rrn_fees.money import Pence, Percent, RoundingMode

Identifier = Annotated[str, "Identifier"]
"""Lower-case letters, digits and hyphens."""
QualificationId = Annotated[str, "QualificationId"]
IntakeId = Annotated[str, "IntakeId"]
CategoryId = Annotated[str, "CategoryId"]
SourceId = Annotated[str, "SourceId"]
FactId = Annotated[str, "FactId"]
VatCode = Annotated[str, "VatCode"]
"""A code of ``vat.rates``, or ``exempt``, or ``outside-scope``."""
Prose = Annotated[str, "Prose"]
"""Text that may run over several lines; a plain `str` is one line."""
Timezone = Annotated[str, "Timezone"]
Count = Annotated[int, "Count"]
"""A whole number from 1."""

MEMBER = "member"
"""The category whose prices are for members: to ask for them is to claim membership."""
NON_MEMBER = "non-member"
"""The category of everybody else."""
EXEMPT = "exempt"
OUTSIDE_SCOPE = "outside-scope"
WITHOUT_VAT = frozenset({EXEMPT, OUTSIDE_SCOPE})
"""The VAT codes that carry no VAT; any other is a code of ``vat.rates``."""


class NotPublished(Enum):
    """Recorded where nobody published the figure; never a zero and never a guess."""

    NOT_PUBLISHED = "not-published"


class NotAnnounced(Enum):
    """Recorded where a date is promised and not yet given."""

    NOT_ANNOUNCED = "not-announced"


class Currency(StrEnum):
    """The currencies that this version can price in."""

    GBP = "GBP"


class BankHolidays(StrEnum):
    """The divisions for which GOV.UK publishes bank holidays."""

    ENGLAND_AND_WALES = "england-and-wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


class Kind(StrEnum):
    """What one can enrol on."""

    QUALIFICATION = "qualification"
    TRAINING = "training"


class IntakeStatus(StrEnum):
    """What the page says of an intake."""

    SCHEDULED = "scheduled"
    CLOSED = "closed"
    SPECULATIVE = "speculative"


class EarnedBy(StrEnum):
    """Whose date must meet an early-bird deadline."""

    APPLICATION = "application"
    PAYMENT = "payment"


class VatRounding(StrEnum):
    """On what VAT is rounded to the penny (EN 16931, BR-CO-17: per rate)."""

    UNIT = "unit"
    LINE = "line"
    RATE = "rate"


class Weight(StrEnum):
    """How much a requirement binds."""

    MANDATORY = "mandatory"
    EXPECTED = "expected"


def known_date(day: object) -> date | None:
    """Return *day* if it is a date, None if it is not announced or not recorded."""
    return day if isinstance(day, date) else None


def _nothing() -> Mapping[Any, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who sells the qualifications, as far as published."""

    name: str
    email: str | None = None
    url: str | None = None
    charity_number: str | None = None
    vat_number: str | NotPublished | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """Who pays."""

    label: str
    claim: str | None = None
    """What whoever asks for its prices claims and the publisher verifies, such as membership."""


def claim_of(name: CategoryId, category: Category) -> str | None:
    """Return what one claims who asks for the prices of the category *name*, if anything."""
    return category.claim or ("membership" if name == MEMBER else None)


SAME_ORGANISATION: FactId = "same-organisation"
SAME_INTAKE: FactId = "same-intake"
"""The facts that make a group a cohort, in any catalogue."""


def verified(category: CategoryId) -> FactId:
    """Return the fact that a category's claim is verified, such as ``member-verified``."""
    return f"{category}-verified"


def reserved_facts(categories: Iterable[CategoryId]) -> set[FactId]:
    """Return the facts that mean the same in every catalogue, and are not for it to declare."""
    return {SAME_ORGANISATION, SAME_INTAKE, *map(verified, categories)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where something was published."""

    title: str
    url: str | None = None
    published_on: date | None = None
    note: Prose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """How VAT is rounded; by default as EN 16931 has it."""

    per: VatRounding = VatRounding.RATE
    mode: RoundingMode = RoundingMode.HALF_UP


@dataclass(frozen=True, slots=True, kw_only=True)
class VatRate:
    """A rate of VAT and the days on which it is in force; the next rate ends it."""

    valid_from: date
    valid_through: date | None = None
    percent: Percent
    source: SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Vat:
    """The dated rates of VAT, by code, and how VAT is rounded."""

    rounding: Rounding = Rounding()
    rates: Mapping[Identifier, tuple[VatRate, ...]] = field(default_factory=_nothing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a page says that whoever buys must read, or the fact that it says nothing."""

    about: Identifier
    text: Prose | NotPublished
    source: SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something about what was published that is worth knowing, such as an oddity."""

    text: Prose
    source: SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Applications:
    """When one can apply."""

    opens_on: date | None = None
    closes_on: date | NotAnnounced | None = None
    may_close_early: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """One dated run of a qualification."""

    label: str | None = None
    status: IntakeStatus = IntakeStatus.SCHEDULED
    starts_on: date | NotAnnounced | NotPublished | None = None
    final_payment_on: date | NotAnnounced | NotPublished | None = None
    applications: Applications = Applications()
    source: SourceId | None = None
    """None: the qualification's source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """One price for a group of *size* learners of the same organisation on the same intake."""

    size: Count
    prices: Mapping[CategoryId, Pence]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeksBeforeStart:
    """A deadline that is a number of whole weeks before the intake starts."""

    weeks_before_start: Count

    def before(self, starts_on: date) -> date:
        """Return the last day that is in time for an intake that starts on *starts_on*."""
        return starts_on - timedelta(weeks=self.weeks_before_start)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyBird:
    """Lower prices for those who apply, or pay, through the deadline.

    Printed prices hold. A per cent alone derives them; beside printed prices it is only a check.
    """

    individual: Mapping[CategoryId, Pence] = field(default_factory=_nothing)
    cohort: Mapping[CategoryId, Pence] = field(default_factory=_nothing)
    percent: Percent | None = None
    until: date | WeeksBeforeStart | NotAnnounced
    earned_by: EarnedBy = EarnedBy.APPLICATION


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeSchedule:
    """One set of prices that hold together, for named intakes, between two dates, or both."""

    intakes: tuple[IntakeId, ...] = ()
    """Empty: every intake of the qualification."""
    valid_from: date | None = None
    valid_through: date | None = None
    vat: VatCode
    vat_reason: Prose | None = None
    """Why it is exempt or outside the scope of VAT, as published."""
    prices_include_vat: bool = False
    individual: Mapping[CategoryId, Pence] = field(default_factory=_nothing)
    cohort: Cohort | NotPublished | None = None
    early_bird: EarlyBird | None = None
    source: SourceId

    def holds_for(self, intake: IntakeId | None) -> bool:
        """Return whether it is for *intake*; None stands for a qualification without intakes."""
        return not self.intakes or intake in self.intakes


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something about a learner or an organisation that only they can say."""

    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What a page says of the learners that a qualification is for."""

    fact: FactId
    statement: Prose
    required: bool = False
    """Whether a "no" bars; pages that only describe whom they are for bar nobody."""
    source: SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The facts that bring a rule to bear: each of *all*, and one of *any* if it names some."""

    all: tuple[FactId, ...] = ()
    any: tuple[FactId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One dated rule of a requirement."""

    statement: Prose
    applies_from: date
    weight: Weight
    when: Trigger = Trigger()
    satisfied_when: Trigger | None = None
    """The facts by which it is satisfied; None where facts cannot tell."""
    satisfied_by: Prose | None = None
    """What satisfies it, where that is not what satisfies the requirement at large."""
    source: SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """Something that binds an organisation rather than a purchase."""

    title: str
    satisfied_by: Prose
    not_satisfied_by: Prose | None = None
    rules: Mapping[Identifier, Rule]
    remarks: tuple[Remark, ...] = ()
    source: SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualification:
    """A thing one can enrol on, and all that was published about it."""

    title: str
    kind: Kind
    provider: str | None = None
    """Who runs it, where that is not the catalogue's publisher."""
    award: str | NotPublished | None = None
    level: Count | NotPublished | None = None
    credits: Count | NotPublished | None = None
    learning_hours: Count | NotPublished | None = None
    duration_months: Count | NotPublished | None = None
    duration: str | None = None
    """How long it takes, where that is not printed in months."""
    units: tuple[str, ...] = ()
    source: SourceId
    intakes: Mapping[IntakeId, Intake] = field(default_factory=_nothing)
    fees: tuple[FeeSchedule, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    notices: tuple[Notice, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def source_of(self, intake: IntakeId) -> SourceId:
        """Return where the dates of *intake* were published: its own source, else this one's."""
        return self.intakes[intake].source or self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Which file a catalogue was read from, and the digest of its bytes."""

    path: str
    sha256: str
    shipped: bool = False
    """Whether it is the one that comes with rrn-fees."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Catalogue:
    """Everything that is priced, and every rule. Two catalogues are equal if they are one."""

    format: int
    publisher: Publisher | None = None
    currency: Currency
    timezone: Timezone = "Europe/London"
    bank_holidays: BankHolidays = BankHolidays.ENGLAND_AND_WALES
    categories: Mapping[CategoryId, Category]
    sources: Mapping[SourceId, Source]
    vat: Vat = Vat()
    facts: Mapping[FactId, Fact] = field(default_factory=_nothing)
    qualifications: Mapping[QualificationId, Qualification]
    requirements: Mapping[Identifier, Requirement] = field(default_factory=_nothing)
    origin: Origin = field(default=Origin(path="", sha256=""), metadata={"in_file": False})
