"""What a catalogue says: frozen values, and the one description of its format.

The loader reads this module's annotations: a field's name is its key in the file, its type says
what may stand there, and a field without a default is required. What stands below a field is its
description in the JSON Schema, for whoever writes a catalogue in an editor. Amounts are whole
pence, rates hundredths of a per cent (see `money`). Windows include their last day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, field
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
LONGEST_SHORT_LINE = 70
"""Characters that a terminal of 80 columns shows in one line, with a mark before them."""
ShortLine = Annotated[str, "ShortLine"]
"""One line of at most `LONGEST_SHORT_LINE` characters."""
AccountCode = Annotated[str, "AccountCode"]
"""A code of a ledger: letters, digits, hyphens, dots and slashes, at most 30 of them."""
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


def is_required(of: "Field[Any]") -> bool:
    """Return whether the file must give a field: it has no default."""
    return of.default is MISSING and of.default_factory is MISSING


def default_of(of: "Field[Any]") -> Any:
    """Return what a field is where the file does not give it; MISSING if it must."""
    return of.default if of.default_factory is MISSING else of.default_factory()


def _nothing() -> Mapping[Any, Any]:
    return MappingProxyType({})


def _like(*examples: object) -> Mapping[str, object]:
    """Return the metadata of a field that its type's examples would not explain."""
    return {"examples": examples}


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who sells the qualifications, as far as published."""

    name: str = field(metadata=_like("Restraint Reduction Network"))
    """The name, as it stands on quotes."""
    email: str | None = field(default=None, metadata=_like("fees@example.org"))
    """Where to ask: refusals and findings name it."""
    url: str | None = field(default=None, metadata=_like("https://example.org"))
    """The address of the publisher's site."""
    charity_number: str | None = field(default=None, metadata=_like("1234567"))
    """The number in the register of charities, in quotes."""
    vat_number: str | NotPublished | None = field(
        default=None, metadata=_like("GB 123 4567 89", "not-published")
    )
    """The VAT registration number, or not-published; documents then say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """What it costs to become one of a category, such as a member, as published."""

    fee: Pence | NotPublished = field(metadata=_like("0.00", "120.00", "not-published"))
    """What joining costs, in quotes and as printed: "0.00" where it is free, or not-published."""
    note: Prose | None = field(
        default=None, metadata=_like("It was free in 2020; ask whether it still is.")
    )
    """What there is to know about it, such as when it was published and what joining takes."""
    url: str | None = field(default=None, metadata=_like("https://example.org/join"))
    """The address at which one joins, where published."""
    source: SourceId
    """The page that says it: a key of sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """Who pays."""

    label: str = field(metadata=_like("RRN member", "Non-member"))
    """What it is called on quotes."""
    claim: str | None = field(default=None, metadata=_like("membership of the Network"))
    """What whoever asks for its prices claims and the publisher verifies, such as membership."""
    joining: Joining | None = None
    """What it costs to become one, as published."""


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

    title: str = field(metadata=_like("Fees page of 2025", "Finance (No. 2) Act 2010, section 3"))
    """What it is, so that a reader could find it: the page or law, and its edition."""
    url: str | None = field(default=None, metadata=_like("https://example.org/fees"))
    """The address at which it was read."""
    published_on: date | None = None
    """The day on which it came out, if it says so."""
    read_on: date | None = field(default=None, metadata=_like("2025-01-20"))
    """The day on which it was last read: a reader can judge by it how stale a figure may be."""
    note: Prose | None = field(
        default=None, metadata=_like("Read as reprinted elsewhere; it does not print its date.")
    )
    """What there is to know about it, such as how it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """How VAT is rounded; by default as EN 16931 has it."""

    per: VatRounding = VatRounding.RATE
    """On what VAT is rounded: the sum of all lines of a rate, each line, or each unit."""
    mode: RoundingMode = RoundingMode.HALF_UP
    """What becomes of less than a penny: half a penny and more goes up, or all of it is dropped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VatRate:
    """A rate of VAT and the days on which it is in force; the next rate ends it."""

    valid_from: date = field(metadata=_like("2011-01-04"))
    """The first day on which it is in force."""
    valid_through: date | None = field(default=None, metadata=_like("2009-12-31"))
    """The last day on which it is in force, where no other rate follows at once."""
    percent: Percent
    """The rate in per cent, in quotes and without a sign."""
    source: SourceId
    """The law that sets it: a key of sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vat:
    """The dated rates of VAT, by code, and how VAT is rounded."""

    rounding: Rounding = Rounding()
    """How VAT is rounded to the penny; by default per rate and half up."""
    rates: Mapping[Identifier, tuple[VatRate, ...]] = field(default_factory=_nothing)
    """The rates by a code of your own, such as standard, which fee schedules name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a page says that whoever buys must read, or the fact that it says nothing."""

    about: Identifier = field(metadata=_like("certified-training"))
    """What it is about, as a name; of a silent page, answers say that it says nothing about it."""
    text: Prose | NotPublished = field(
        metadata=_like("Travel to the course is not included.", "not-published")
    )
    """What every quote is to say, or not-published where the page is silent."""
    short: ShortLine | None = field(
        default=None, metadata=_like("Travel to the course is not included.")
    )
    """The same for a terminal, in one line of at most 70 characters; documents have all of it."""
    source: SourceId
    """The page that says it, or that is silent: a key of sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HowToApply:
    """How one applies, as the page says it."""

    text: Prose = field(metadata=_like("Return the application form by email."))
    """What to do, in a sentence or two; quotes end with it."""
    email: str | None = field(default=None, metadata=_like("apply@example.org"))
    """Where to send the application, where the page says so."""
    url: str | None = field(default=None, metadata=_like("https://example.org/apply"))
    """The address of the form, or of the page on which one applies."""
    source: SourceId
    """The page that says it: a key of sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something about what was published that is worth knowing, such as an oddity."""

    text: Prose = field(metadata=_like('The page prints "+ VAT" and no rate.'))
    """The remark, in a sentence or two."""
    source: SourceId
    """Where it can be seen: a key of sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applications:
    """When one can apply."""

    opens_on: date | None = field(default=None, metadata=_like("2025-01-06"))
    """The first day on which one can apply, where published."""
    closes_on: date | NotAnnounced | None = field(
        default=None, metadata=_like("2025-03-14", "not-announced")
    )
    """The last day on which one can apply, where published, or not-announced."""
    may_close_early: bool = False
    """Whether the page warns that applications may close earlier; quotes then say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """One dated run of a qualification."""

    label: str | None = field(default=None, metadata=_like("May 2025", "Autumn 2025"))
    """What the page calls it; without one, answers use its name here."""
    status: IntakeStatus = IntakeStatus.SCHEDULED
    """What the page says: scheduled, closed, or speculative (one may apply, nothing is fixed)."""
    starts_on: date | NotAnnounced | NotPublished | None = None
    """The first day of the course, or not-announced (promised) or not-published (silent)."""
    final_payment_on: date | NotAnnounced | NotPublished | None = field(
        default=None, metadata=_like("2025-03-28", "not-announced")
    )
    """The last day to pay, or not-announced (promised) or not-published (silent)."""
    applications: Applications = Applications()
    """When one can apply, as far as published."""
    source: SourceId | None = None
    """Where its dates were published; without one, the source of the qualification."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """One price for a group of *size* learners of the same organisation on the same intake."""

    size: Count = field(metadata=_like(6))
    """How many learners one cohort price covers."""
    prices: Mapping[CategoryId, Pence] = field(metadata=_like({"member": "4794.00"}))
    """The price of a whole cohort, as printed, by who pays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeksBeforeStart:
    """A deadline that is a number of whole weeks before the intake starts."""

    weeks_before_start: Count = field(metadata=_like(8))
    """How many weeks before the intake starts; the day itself is in time."""

    def before(self, starts_on: date) -> date:
        """Return the last day that is in time for an intake that starts on *starts_on*."""
        return starts_on - timedelta(weeks=self.weeks_before_start)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyBird:
    """Lower prices for those who apply, or pay, through the deadline.

    Printed prices hold. A per cent alone derives them; beside printed prices it is only a check.
    """

    individual: Mapping[CategoryId, Pence] = field(
        default_factory=_nothing, metadata=_like({"member": "719.10", "non-member": "792.00"})
    )
    """The lower price of one place, as printed, by who pays."""
    cohort: Mapping[CategoryId, Pence] = field(
        default_factory=_nothing, metadata=_like({"member": "4314.60"})
    )
    """The lower price of a whole cohort, as printed, by who pays."""
    percent: Percent | None = field(default=None, metadata=_like("10"))
    """What is off the standard price, in quotes: alone it gives the price, rounded half up."""
    until: date | WeeksBeforeStart | NotAnnounced = field(
        metadata=_like("2025-02-01", {"weeks_before_start": 8}, "not-announced")
    )
    """The last day in time: a date, so many weeks before the start, or not-announced."""
    earned_by: EarnedBy = EarnedBy.APPLICATION
    """Whose date must meet it: that of the application, or that of the payment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeSchedule:
    """One set of prices that hold together, for named intakes, between two dates, or both."""

    intakes: tuple[IntakeId, ...] = field(default=(), metadata=_like(["2025-05"]))
    """The intakes that it is for; without any, every intake of the qualification."""
    valid_from: date | None = field(default=None, metadata=_like("2025-01-01"))
    """The first day on which its prices can be had. It may be left out where intakes are named."""
    valid_through: date | None = field(default=None, metadata=_like("2025-12-31"))
    """The last day on which its prices can be had; without one, they have no end."""
    vat: VatCode
    """The VAT that is due: a code of vat.rates, or exempt, or outside-scope."""
    vat_reason: Prose | None = field(
        default=None, metadata=_like("The college is an eligible body.")
    )
    """Why it is exempt or outside the scope of VAT, as published."""
    prices_include_vat: bool = False
    """Whether the prices are printed with VAT inside; false means + VAT."""
    individual: Mapping[CategoryId, Pence] = field(
        default_factory=_nothing, metadata=_like({"member": "799.00", "non-member": "880.00"})
    )
    """The price of one place, as printed, by who pays."""
    cohort: Cohort | NotPublished | None = None
    """The price for a whole group of one organisation, or not-published."""
    early_bird: EarlyBird | None = None
    """Lower prices for those who apply, or pay, in time."""
    source: SourceId
    """The page that prints these prices: a key of sources."""

    def holds_for(self, intake: IntakeId | None) -> bool:
        """Return whether it is for *intake*; None stands for a qualification without intakes."""
        return not self.intakes or intake in self.intakes


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something about a learner or an organisation that only they can say."""

    question: str = field(metadata=_like("Do the learners work in services?"))
    """The question that yes answers, in the words in which a person is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What a page says of the learners that a qualification is for."""

    fact: FactId
    """The fact that it is about: a key of facts."""
    statement: Prose = field(metadata=_like("It is meant for people who work in services."))
    """What the page says, in a sentence; findings print it."""
    required: bool = False
    """Whether a "no" bars; pages that only describe whom they are for bar nobody."""
    source: SourceId
    """The page that says it: a key of sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The facts that bring a rule to bear: each of *all*, and one of *any* if it names some."""

    all: tuple[FactId, ...] = ()
    """Facts that must all be so."""
    any: tuple[FactId, ...] = ()
    """Facts of which one is enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One dated rule of a requirement."""

    statement: Prose = field(metadata=_like("Public bodies keep a register of training."))
    """What it says, in a sentence; findings print it."""
    applies_from: date = field(metadata=_like("2025-04-01"))
    """The first day on which it is in force."""
    weight: Weight
    """How much it binds: mandatory, or expected, where falling short is for a person to judge."""
    when: Trigger = Trigger()
    """The facts that bring it to bear; without any, it is for everyone."""
    satisfied_when: Trigger | None = None
    """The facts by which it is satisfied; leave it out where facts cannot tell."""
    satisfied_by: Prose | None = field(
        default=None, metadata=_like("A register of who was trained.")
    )
    """What satisfies it, where that is not what satisfies the requirement at large."""
    source: SourceId
    """The law or page that sets it: a key of sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """Something that binds an organisation rather than a purchase."""

    title: str = field(metadata=_like("Certified training in restrictive practices"))
    """What it is called in answers."""
    satisfied_by: Prose = field(metadata=_like("Training certified by an accredited body."))
    """What meets it, in a sentence."""
    not_satisfied_by: Prose | None = field(
        default=None, metadata=_like("Buying the course does not meet the requirement.")
    )
    """What does not meet it and might be thought to, in a sentence."""
    rules: Mapping[Identifier, Rule]
    """Its dated rules, by a name of your own."""
    remarks: tuple[Remark, ...] = ()
    """What else there is to know about it, each with its source."""
    source: SourceId
    """Where it was published: a key of sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualification:
    """A thing one can enrol on, and all that was published about it."""

    title: str = field(metadata=_like("Certificate in Reducing Restrictive Practices"))
    """Its full name, as the page has it."""
    kind: Kind
    """Whether one gains a qualification by it, or it is training."""
    provider: str | None = field(default=None, metadata=_like("Another College"))
    """Who runs it, where that is not the catalogue's publisher."""
    award: str | NotPublished | None = field(
        default=None, metadata=_like("BTEC Level 4 Certificate", "not-published")
    )
    """What is awarded, as printed, or not-published."""
    level: Count | NotPublished | None = field(default=None, metadata=_like(4))
    """Its level, such as 4, or not-published."""
    credits: Count | NotPublished | None = field(default=None, metadata=_like(18))
    """Its credits, or not-published."""
    learning_hours: Count | NotPublished | None = field(
        default=None, metadata=_like(180, "not-published")
    )
    """The hours of learning that it takes, or not-published."""
    duration_months: Count | NotPublished | None = field(default=None, metadata=_like(10))
    """How many months it takes, or not-published; with a start it gives the day of completion."""
    duration: str | None = field(default=None, metadata=_like("one or two days"))
    """How long it takes, where that is not printed in months."""
    units: tuple[str, ...] = field(
        default=(), metadata=_like(["Principles of Restrictive Practice Reduction"])
    )
    """The titles of its units, in the order of the page."""
    source: SourceId
    """The page that describes it: a key of sources."""
    intakes: Mapping[IntakeId, Intake] = field(default_factory=_nothing)
    """Its dated runs, by a name such as 2025-05; none where it can be begun at any time."""
    fees: tuple[FeeSchedule, ...] = ()
    """What it costs: each set of prices, with the intakes or days that it holds for."""
    criteria: tuple[Criterion, ...] = ()
    """What the page says of the learners that it is for."""
    notices: tuple[Notice, ...] = ()
    """What every quote for it must carry."""
    remarks: tuple[Remark, ...] = ()
    """What else there is to know about it, each with its source."""
    how_to_apply: HowToApply | None = None
    """How one applies for it, where the page says so."""
    account_code: AccountCode | None = field(default=None, metadata=_like("4000", "TRAIN-01/UK"))
    """The code of the account to which its fees are booked, such as one of your own ledger."""

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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # equal if they are one
class Catalogue:
    """Everything that is priced, and every rule."""

    format: int = field(metadata=_like(1))
    """The edition of this file format: 1."""
    publisher: Publisher | None = None
    """Who sells the qualifications: quotes and refusals name them."""
    currency: Currency
    """The currency of every amount. GBP is the only one so far."""
    timezone: Timezone = "Europe/London"
    """Where the prices hold: a day begins and ends at midnight there."""
    bank_holidays: BankHolidays = BankHolidays.ENGLAND_AND_WALES
    """Whose bank holidays decide which days are working days."""
    categories: Mapping[CategoryId, Category]
    """Who pays, such as member and non-member: prices are given by these names."""
    sources: Mapping[SourceId, Source]
    """Where things were published: every price, date and criterion names one of these."""
    vat: Vat = Vat()
    """The rates of VAT, and how VAT is rounded."""
    facts: Mapping[FactId, Fact] = field(default_factory=_nothing)
    """What only learners or organisations can say, each with its question."""
    qualifications: Mapping[QualificationId, Qualification]
    """Everything one can enrol on, by the name that is typed to price it."""
    requirements: Mapping[Identifier, Requirement] = field(default_factory=_nothing)
    """What binds an organisation, whatever it buys, by a name of its own."""
    origin: Origin = field(default=Origin(path="", sha256=""), metadata={"in_file": False})
