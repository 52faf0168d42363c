"""The contract of the JSON answers: one type for each document.

Money is a string with two decimals, a rate a string, a date an ISO string. The JSON Schemas that
ship with the package are made from these types; `results` fills them.
"""

import sys
from typing import Annotated, Any, Literal, NotRequired

if sys.version_info >= (3, 12):
    from typing import TypedDict
else:  # the schemas are made by pydantic, which on 3.11 can only read this one
    from typing_extensions import TypedDict


class Written:
    """How a string of the contract is written; its JSON Schema says so."""

    def __init__(self, pattern: str, description: str) -> None:
        self.pattern = pattern
        self.description = description

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        """Add the pattern to the schema that pydantic makes of a string."""
        schema: dict[str, Any] = handler(core_schema)
        return schema | {"pattern": self.pattern, "description": self.description}


Money = Annotated[str, Written(r"^(0|[1-9][0-9]*)\.[0-9]{2}$", "Pounds, with two decimals.")]
SignedMoney = Annotated[
    str,
    Written(r"^-?(0|[1-9][0-9]*)\.[0-9]{2}$", "Pounds, with two decimals; below 0 with a minus."),
]
SignedRate = Annotated[
    str, Written(r"^-?(0|[1-9][0-9]*)(\.[0-9]{1,2})?$", "Per cent; below 0 with a minus.")
]
Rate = Annotated[str, Written(r"^(0|[1-9][0-9]*)(\.[0-9]{1,2})?$", "A rate in per cent.")]
IsoDate = Annotated[str, Written(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "Year, month and day.")]
Digest = Annotated[str, Written(r"^[0-9a-f]{64}$", "The SHA-256 of the catalogue file's bytes.")]


class OriginDocument(TypedDict):
    """Which catalogue answered."""

    path: str
    sha256: Digest


class ItemDocument(TypedDict):
    """What was asked for."""

    qualification: str
    learners: int


class RequestDocument(TypedDict):
    """The whole request, so that a quote can be worked out again."""

    items: list[ItemDocument]
    category: str
    on: IsoDate
    intake: str | None
    basis: Literal["individual", "cohort"] | None
    early_bird: bool
    paying_on: IsoDate | None
    tax_point: IsoDate | None
    indicative: bool


class QuotationDocument(TypedDict):
    """What a quotation carries besides the quote: ``valid_until`` is null if it has no last day."""

    reference: str
    issued_on: IsoDate
    valid_until: IsoDate | None
    customer: str | None
    purchase_order: str | None


class LineDocument(TypedDict):
    """One price, a number of times."""

    qualification: str
    title: str
    intake: str | None
    category: str
    basis: Literal["individual", "cohort"]
    quantity: int
    learners: int
    unit_price: Money
    early_bird: bool
    vat_code: str
    vat_percent: Rate | None
    net: Money
    vat: Money
    gross: Money
    source: str


class VatDocument(TypedDict):
    """All that is charged at one rate of VAT, or without VAT for one reason.

    ``code`` is the catalogue's name for the rate; where it has several, all: ``other, standard``.
    """

    code: str
    percent: Rate | None
    net: Money
    vat: Money


class TotalsDocument(TypedDict):
    """The sums of the lines."""

    net: Money
    vat: Money
    gross: Money


class NoteDocument(TypedDict):
    """Something to know about a quote."""

    code: str
    level: Literal["warning", "notice", "info"]
    text: str
    qualification: str
    source: str | None


class NoteOnADayDocument(TypedDict):
    """Something to know about a day."""

    code: str
    level: Literal["warning", "notice", "info"]
    text: str


class PaymentDocument(TypedDict):
    """Whether a payment on the day asked about would be in time; null where that is unknown.

    ``in_time`` and ``days_late`` go by the published date alone. ``at-risk`` is in time as
    published, on a day on which banks do not move money: it would arrive too late.
    """

    in_time: bool | None
    days_late: int | None
    outcome: Literal["in-time", "at-risk", "too-late"] | None


class DeadlineDocument(TypedDict):
    """One event of one intake. Without a date, what depends on the date is null.

    ``last_working_day`` is the last working day on or before the date; null where it is unknown.
    """

    qualification: str
    title: str
    intake: str | None
    intake_state: Literal["open", "not-yet-open", "closed", "not-announced"] | None
    event: Literal[
        "applications-open",
        "applications-close",
        "early-bird-ends",
        "final-payment",
        "course-starts",
        "course-completes",
    ]
    earned_by: Literal["application", "payment"] | None
    date: IsoDate | None
    weekday: str | None
    days_left: int | None
    status: Literal["upcoming", "today", "passed", "not-announced"]
    working_day: bool | None
    last_working_day: IsoDate | None
    payment: NotRequired[PaymentDocument]
    notes: list[NoteOnADayDocument]
    source: str


class DeadlinesDocument(TypedDict):
    """The deadlines that were asked for: ``rrn-fees/deadlines/1``."""

    schema: Literal["rrn-fees/deadlines/1"]
    on: IsoDate
    within: int | None
    bank_holidays: Literal["england-and-wales", "scotland", "northern-ireland"]
    paying_on: IsoDate | None
    in_time: bool | None
    outcome: Literal["in-time", "at-risk", "too-late"] | None
    notes: list[NoteOnADayDocument]
    deadlines: list[DeadlineDocument]
    without_dates: list[str]
    catalogue: OriginDocument


class RemarkDocument(TypedDict):
    """Something worth knowing about what was published."""

    text: str
    source: str


class EnquiryDocument(TypedDict):
    """The whole enquiry, so that it can be made again."""

    category: str | None
    learners: int
    basis: Literal["individual", "cohort"] | None
    intake: str | None
    paying_on: IsoDate | None
    facts: dict[str, Literal["yes", "no", "unknown"]]


class FindingDocument(TypedDict):
    """What is found of one criterion; of a rule also its date and its weight."""

    criterion: str
    kind: Literal["request", "statement", "notice", "rule"]
    outcome: Literal["met", "not-met", "to-confirm", "not-applicable"]
    reason: str
    statement: str | None
    source: str
    required: bool
    open_facts: list[str]
    applies_from: NotRequired[IsoDate]
    weight: NotRequired[Literal["mandatory", "expected"]]


class EligibilityDocument(TypedDict):
    """What is found on a qualification or a requirement: ``rrn-fees/eligibility/1``."""

    schema: Literal["rrn-fees/eligibility/1"]
    subject: str
    title: str
    on: IsoDate
    verdict: Literal["eligible", "to-confirm", "not-eligible", "not-applicable"]
    enquiry: EnquiryDocument
    unused_facts: list[str]
    findings: list[FindingDocument]
    satisfied_by: NotRequired[str]
    not_satisfied_by: NotRequired[str | None]
    remarks: NotRequired[list[RemarkDocument]]
    catalogue: OriginDocument


class StepDocument(TypedDict):
    """One step of how a quote is worked out, and the sources of its figures."""

    text: str
    sources: list[str]


class QuoteDocument(TypedDict):
    """A quote: ``rrn-fees/quote/1``."""

    schema: Literal["rrn-fees/quote/1"]
    status: Literal["firm", "indicative"]
    on: IsoDate
    tax_point: IsoDate
    currency: str
    request: RequestDocument
    quotation: QuotationDocument
    lines: list[LineDocument]
    vat_summary: list[VatDocument]
    totals: TotalsDocument
    pay_by: IsoDate | None
    pay_by_working_day: NotRequired[IsoDate | None]
    """The last working day on or before ``pay_by``; absent from quotes of older releases."""
    deadline: DeadlineDocument | None
    notes: list[NoteDocument]
    explanation: NotRequired[list[StepDocument]]
    catalogue: OriginDocument


class RefusalItemDocument(TypedDict):
    """Another item that was refused with the first."""

    code: str
    message: str
    hint: str
    qualification: str


class RefusalDocument(TypedDict):
    """A refusal: ``rrn-fees/refusal/1``."""

    schema: Literal["rrn-fees/refusal/1"]
    code: str
    message: str
    hint: str
    qualification: str
    on: IsoDate
    also: list[RefusalItemDocument]
    catalogue: OriginDocument


class PriceDocument(TypedDict):
    """One price that can be paid. A window's missing end is null."""

    qualification: str
    title: str
    intake: str | None
    intake_status: Literal["scheduled", "closed", "speculative"] | None
    category: str
    basis: Literal["individual", "cohort"]
    size: int
    early_bird: bool
    percent_off: Rate | None
    price: Money
    includes_vat: bool
    vat_code: str
    valid_from: IsoDate | None
    valid_through: IsoDate | None
    announced: bool
    schedule: str
    source: str


class UnpublishedDocument(TypedDict):
    """A price that nobody published: of a qualification, on a basis, for a category."""

    qualification: str
    title: str
    basis: Literal["individual", "cohort"] | None
    category: str | None


class PriceListDocument(TypedDict):
    """Every price: ``rrn-fees/price-list/1``."""

    schema: Literal["rrn-fees/price-list/1"]
    currency: str
    prices: list[PriceDocument]
    not_published: list[UnpublishedDocument]
    catalogue: OriginDocument


class ApplicationsDocument(TypedDict):
    """When one can apply for an intake."""

    opens_on: IsoDate | None
    closes_on: str | None
    may_close_early: bool


class IntakeDocument(TypedDict):
    """One dated run of a qualification; a date that is promised is ``not-announced``."""

    intake: str
    label: str | None
    status: Literal["scheduled", "closed", "speculative"]
    starts_on: str | None
    final_payment_on: str | None
    applications: ApplicationsDocument
    source: str


class CriterionDocument(TypedDict):
    """What a page says of the learners that a qualification is for."""

    fact: str
    statement: str
    required: bool
    source: str


class NoticeDocument(TypedDict):
    """What every quote must carry; ``not-published`` where the page is silent."""

    about: str
    text: str
    source: str


class SourceDocument(TypedDict):
    """Where something was published."""

    title: str
    url: str | None
    published_on: IsoDate | None
    note: str | None


class QualificationDocument(TypedDict):
    """All that is known of a qualification: ``rrn-fees/qualification/1``."""

    schema: Literal["rrn-fees/qualification/1"]
    qualification: str
    title: str
    kind: Literal["qualification", "training"]
    provider: str | None
    award: str | None
    level: int | str | None
    credits: int | str | None
    learning_hours: int | str | None
    duration_months: int | str | None
    duration: str | None
    units: list[str]
    source: str
    intakes: list[IntakeDocument]
    prices: list[PriceDocument]
    not_published: list[UnpublishedDocument]
    criteria: list[CriterionDocument]
    notices: list[NoticeDocument]
    remarks: list[RemarkDocument]
    sources: dict[str, SourceDocument]
    catalogue: OriginDocument


class CheckFindingDocument(TypedDict):
    """One outcome of a check; without a place where it is about the file as a whole."""

    code: str
    name: str
    level: Literal["error", "warning", "info"]
    file: str
    line: int | None
    column: int | None
    end_line: int | None
    end_column: int | None
    path: str
    message: str
    hint: str | None


class AcceptedDocument(CheckFindingDocument):
    """A finding that its catalogue accepts, with the reason that it gives."""

    reason: str


class StatisticDocument(TypedDict):
    """How often a check found something."""

    code: str
    name: str
    level: Literal["error", "warning", "info"]
    count: int


class CheckSummaryDocument(TypedDict):
    """How much was found, whether it is written or not."""

    errors: int
    warnings: int
    infos: int
    total: int
    written: int
    """How many findings the document has: fewer than the total if there are too many."""
    accepted: int
    in_base: int
    """How many findings there are besides, which the base has too."""


class CheckDocument(TypedDict):
    """What checks found: ``rrn-fees/check/1``."""

    schema: Literal["rrn-fees/check/1"]
    as_at: IsoDate
    horizon_months: int
    strict: bool
    files: int
    base: str | None
    """The file that it was compared with; the findings are then those that it does not have."""
    level: Literal["error", "warning", "info"]
    """The least level of what is written; the summary counts all."""
    summary: CheckSummaryDocument
    findings: list[CheckFindingDocument]
    accepted: list[AcceptedDocument]
    not_asked_for: int
    """How many findings there are besides, of checks that were not asked for."""
    statistics: NotRequired[list[StatisticDocument]]


class ExampleDocument(TypedDict):
    """Some lines of a catalogue, and where in one they stand."""

    within: str
    text: str
    times: int
    encoding: str


class PairDocument(TypedDict):
    """Another way in which a check finds something, and how that is mended."""

    called: str
    bad: ExampleDocument
    good: ExampleDocument


class RuleDocument(TypedDict):
    """All there is to know about one check."""

    code: str
    name: str
    level: Literal["error", "warning", "info"]
    family: str
    summary: str
    why: str
    acceptable: bool
    bad: ExampleDocument
    good: ExampleDocument
    also: list[PairDocument]


class RulesDocument(TypedDict):
    """Checks that there are: ``rrn-fees/rules/1``."""

    schema: Literal["rrn-fees/rules/1"]
    rules: list[RuleDocument]


class AmountsDocument(TypedDict):
    """What is paid; null where no rate of VAT is in force to tell."""

    net: Money | None
    vat: Money | None
    gross: Money | None


class PaidDocument(TypedDict):
    """A price as it was or is, and what it comes to."""

    unit_price: Money
    includes_vat: bool
    vat_code: str
    vat_percent: Rate | None
    one: AmountsDocument
    group: AmountsDocument
    valid_from: IsoDate | None
    valid_through: IsoDate | None
    schedule: str
    source: str


class DifferenceDocument(TypedDict):
    """What is paid less what was paid; null where either is not known."""

    net: SignedMoney | None
    gross: SignedMoney | None
    net_percent: SignedRate | None
    gross_percent: SignedRate | None


class DifferencesDocument(TypedDict):
    """The difference for one learner and for the group."""

    one: DifferenceDocument
    group: DifferenceDocument


class MovedNameDocument(TypedDict):
    """A title, a label or the dates of an intake that stand for another thing than they did."""

    kind: Literal["qualification", "intake", "category"]
    name: str | None
    """The title or the label; null where it is the dates of an intake."""
    old: str
    new: str


class PriceChangeDocument(TypedDict):
    """What became of one price, on the days of its window."""

    change: Literal["dearer", "cheaper", "not-comparable", "new", "gone"]
    qualification: str
    title: str
    intake: str | None
    category: str
    basis: Literal["individual", "cohort"]
    size: int
    early_bird: bool
    group_learners: int
    valid_from: IsoDate | None
    valid_through: IsoDate | None
    another_price_is_left: bool
    asked_for_as: NotRequired[list[MovedNameDocument]]
    """By which names *new* is bought where *old* was; absent where no name has moved."""
    old: PaidDocument | None
    new: PaidDocument | None
    difference: DifferencesDocument | None


class SavedLineDocument(TypedDict):
    """What a line came to, or comes to now."""

    quantity: int
    unit_price: Money
    vat_percent: Rate | None
    net: Money
    vat: Money
    gross: Money


class LineChangeDocument(TypedDict):
    """A line that is not what it was; null on the side where there is none."""

    qualification: str
    intake: str | None
    category: str
    basis: Literal["individual", "cohort"]
    early_bird: bool
    old: SavedLineDocument | None
    new: SavedLineDocument | None
    difference: SignedMoney
    """How much more it comes to now, with VAT."""


class VerificationDocument(TypedDict):
    """What has become of a saved quote: ``rrn-fees/verification/1``."""

    schema: Literal["rrn-fees/verification/1"]
    verdict: Literal["holds", "changed", "gone", "lapsed", "inconsistent"]
    on: IsoDate
    reference: str
    quoted_on: IsoDate
    valid_until: IsoDate | None
    faults: list[str]
    unknown: str | None
    """What the catalogue at hand does not have and the quote names."""
    refusal: RefusalDocument | None
    changes: list[LineChangeDocument]
    old_totals: TotalsDocument
    new_totals: TotalsDocument | None
    difference: SignedMoney | None
    old_pay_by: IsoDate | None
    new_pay_by: IsoDate | None
    same_catalogue: bool
    made_from: OriginDocument
    catalogue: OriginDocument


class DeadlineWhenDocument(TypedDict):
    """When an event is; without a date, what the page has in its place, if anything."""

    date: IsoDate | None
    gap: Literal["not-announced", "not-published"] | None
    working_day: bool | None
    source: str


class DeadlineChangeDocument(TypedDict):
    """What became of one event of one intake."""

    change: Literal["moved", "new", "gone"]
    qualification: str
    title: str
    intake: str | None
    event: str
    earned_by: Literal["application", "payment"] | None
    old: DeadlineWhenDocument | None
    new: DeadlineWhenDocument | None


class FactChangeDocument(TypedDict):
    """One value that is not what it was, as the files write it; null where there is none."""

    change: Literal["changed", "new", "gone"]
    old_path: str | None
    new_path: str | None
    old: str | None
    new: str | None


class RenameDocument(TypedDict):
    """A qualification, intake or category that goes by another name."""

    kind: Literal["qualification", "intake", "category"]
    qualification: str | None
    old: str
    new: str


class PricedDocument(TypedDict):
    """Something that has prices; of a price, the name says how one pays."""

    kind: Literal["qualification", "intake", "category", "price"]
    qualification: str | None
    name: str | None


class UnmatchedDocument(TypedDict):
    """What is gone and what is new, where neither can be told to be the other renamed."""

    gone: list[PricedDocument]
    new: list[PricedDocument]


class DiffSummaryDocument(TypedDict):
    """How many of what."""

    dearer: int
    cheaper: int
    not_comparable: int
    new: int
    gone: int
    renamed: int
    unmatched: int
    deadlines: int
    vat: int
    eligibility: int
    other: int


class VatRateChangeDocument(TypedDict):
    """The rate of one code on days on which another was in force; null for no rate."""

    code: str
    valid_from: IsoDate
    valid_through: IsoDate | None
    old: Rate | None
    new: Rate | None


class DiffDocument(TypedDict):
    """What one catalogue changes of another: ``rrn-fees/diff/1``."""

    schema: Literal["rrn-fees/diff/1"]
    on: IsoDate
    learners: int
    currency: str
    summary: DiffSummaryDocument
    renames: list[RenameDocument]
    unmatched: list[UnmatchedDocument]
    prices: list[PriceChangeDocument]
    deadlines: list[DeadlineChangeDocument]
    vat_rates: list[VatRateChangeDocument]
    vat: list[FactChangeDocument]
    eligibility: list[FactChangeDocument]
    other: list[FactChangeDocument]
    old: OriginDocument
    new: OriginDocument


class PerLearnerDocument(TypedDict):
    """What an amount comes to for each learner; ``exact`` if that is the amount again."""

    net: Money
    net_exact: bool
    gross: Money
    gross_exact: bool


class SavingDocument(TypedDict):
    """What an option costs less than the dearest; a per cent is null where that costs nothing."""

    net: SignedMoney
    gross: SignedMoney
    net_percent: SignedRate | None
    gross_percent: SignedRate | None


class OptionDocument(TypedDict):
    """One way to buy. What depends on a price is null, or empty, where there is none."""

    option: str
    category: str
    basis: Literal["individual", "cohort"] | None
    early_bird: bool
    status: Literal["firm", "indicative", "refused"]
    request: RequestDocument | None
    from_day: IsoDate | None
    totals: TotalsDocument | None
    per_learner: PerLearnerDocument | None
    saving: SavingDocument | None
    cheapest: bool
    same_as: str | None
    pay_by: IsoDate | None
    pay_by_working_day: IsoDate | None
    lines: list[LineDocument]
    notes: list[NoteDocument]
    refusals: list[RefusalItemDocument]


class AtSizeDocument(TypedDict):
    """Every option for one number of learners; what joining saves is null where not known."""

    learners: int
    items: list[ItemDocument]
    saved_by_joining: SignedMoney | None
    options: list[OptionDocument]


class JoiningDocument(TypedDict):
    """From how many learners it pays to become a member, among those that were tried.

    The fee and what it saves are without VAT.
    """

    membership_fee: Money
    pays_first_at: int | None
    pays_from: int | None
    tried_up_to: int
    refusal: RefusalItemDocument | None


class ComparisonDocument(TypedDict):
    """Every way to buy the same thing: ``rrn-fees/comparison/1``."""

    schema: Literal["rrn-fees/comparison/1"]
    on: IsoDate
    tax_point: IsoDate
    currency: str
    intake: str | None
    paying_on: IsoDate | None
    indicative: bool
    sizes: list[AtSizeDocument]
    joining: JoiningDocument | None
    catalogue: OriginDocument
