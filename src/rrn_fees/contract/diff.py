"""What one catalogue changes of another: ``rrn-fees/diff/1``."""

from typing import Annotated, Literal

from pydantic import WithJsonSchema

from rrn_fees.catalogue.model import Catalogue, EarnedBy, NotAnnounced, NotPublished
from rrn_fees.contract.base import (
    JsonAnswer,
    Model,
    OriginModel,
    at,
    at_if_there,
    optional_list,
    schema_key,
    written,
    written_rows,
)
from rrn_fees.contract.values import IsoDate, Money, Rate, SignedMoney, SignedRate
from rrn_fees.diff.changes import Changes
from rrn_fees.diff.deadline_changes import DeadlineChangeKind
from rrn_fees.diff.fact_changes import Section
from rrn_fees.diff.price_changes import PriceChangeKind
from rrn_fees.diff.renames import NameKind
from rrn_fees.pricing.price_list import Basis
from rrn_fees.render_options import RenderOptions


class AmountsModel(Model):
    """What is paid; null where no rate of VAT is in force to tell."""

    net: Money | None
    vat: Money | None
    gross: Money | None


class PaidModel(Model):
    """A price as it was or is, and what it comes to."""

    unit_price: Money = at("row.price")
    includes_vat: bool = at("row.includes_vat")
    vat_code: str = at("row.vat_code")
    vat_percent: Rate | None = at_if_there("rate.percent")
    one: AmountsModel
    group: AmountsModel
    valid_from: IsoDate | None = at("row.valid_from")
    valid_through: IsoDate | None = at("row.valid_through")
    schedule: str = at("row.schedule")
    source: str = at("row.source")


class DifferenceModel(Model):
    """What is paid less what was paid; null where either is not known."""

    net: SignedMoney | None
    gross: SignedMoney | None
    net_percent: SignedRate | None
    gross_percent: SignedRate | None


class DifferencesModel(Model):
    """The difference for one learner and for the group."""

    one: DifferenceModel
    group: DifferenceModel


class MovedNameModel(Model):
    """A title, a label or the dates of an intake that stand for another thing than they did."""

    kind: NameKind
    name: str | None
    """The title or the label; null where it is the dates of an intake."""
    old: str
    new: str


class PriceChangeModel(Model):
    """What became of one price, on the days of its window."""

    change: PriceChangeKind = at("kind")
    qualification: str = at("row.qualification")
    title: str = at("row.title")
    intake: str | None = at("row.intake")
    category: str = at("row.category")
    basis: Basis = at("row.basis")
    size: int = at("row.size")
    early_bird: bool = at("row.early_bird")
    group_learners: int = at("at.learners")
    valid_from: IsoDate | None
    valid_through: IsoDate | None
    another_price_is_left: bool = at("is_instead")
    old: PaidModel | None
    new: PaidModel | None
    difference: DifferencesModel | None = at("differences")
    asked_for_as: tuple[MovedNameModel, ...] = optional_list("names")
    """By which names *new* is bought where *old* was; absent where no name has moved."""


class DeadlineWhenModel(Model):
    """When an event is; without a date, what the page has in its place, if anything."""

    date: IsoDate | None
    gap: (
        Annotated[
            NotAnnounced | NotPublished,
            WithJsonSchema({"type": "string", "enum": ["not-announced", "not-published"]}),
        ]
        | None
    )
    working_day: bool | None
    source: str


class DeadlineChangeModel(Model):
    """What became of one event of one intake."""

    change: DeadlineChangeKind = at("kind")
    qualification: str = at("at.qualification")
    title: str = at("at.title")
    intake: str | None = at("at.intake")
    event: str = at("at.event")
    earned_by: EarnedBy | None = at("at.earned_by")
    old: DeadlineWhenModel | None
    new: DeadlineWhenModel | None


class FactChangeModel(Model):
    """One value that is not what it was, as the files write it; null where there is none."""

    change: Literal["changed", "new", "gone"] = at("kind")
    old_path: str | None
    new_path: str | None
    old: str | None
    new: str | None


class RenameModel(Model):
    """A qualification, intake or category that goes by another name."""

    kind: NameKind
    qualification: str | None
    old: str
    new: str


class PricedModel(Model):
    """Something that has prices; of a price, the name says how one pays."""

    kind: Literal["qualification", "intake", "category", "price"]
    qualification: str | None
    name: str | None


class UnmatchedModel(Model):
    """What is gone and what is new, where neither can be told to be the other renamed."""

    gone: tuple[PricedModel, ...]
    new: tuple[PricedModel, ...]


class DiffSummaryModel(Model):
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


class VatRateChangeModel(Model):
    """The rate of one code on days on which another was in force; null for no rate."""

    code: str
    valid_from: IsoDate
    valid_through: IsoDate | None
    old: Rate | None
    new: Rate | None


class DiffModel(Model):
    """What one catalogue changes of another: ``rrn-fees/diff/1``."""

    schema_: Literal["rrn-fees/diff/1"] = schema_key("rrn-fees/diff/1")
    on: IsoDate = at("changes.on")
    learners: int = at("changes.learners")
    currency: str = at("changes.new.currency")
    summary: DiffSummaryModel
    renames: tuple[RenameModel, ...]
    unmatched: tuple[UnmatchedModel, ...] = at("changes.unmatched")
    prices: tuple[PriceChangeModel, ...]
    deadlines: tuple[DeadlineChangeModel, ...]
    vat_rates: tuple[VatRateChangeModel, ...]
    vat: tuple[FactChangeModel, ...]
    eligibility: tuple[FactChangeModel, ...]
    other: tuple[FactChangeModel, ...]
    old: OriginModel = at("changes.old.origin")
    new: OriginModel = at("changes.new.origin")


def diff_answer(changes: Changes, catalogue: Catalogue, options: RenderOptions) -> JsonAnswer:
    """Return *changes* as they are written in JSON."""
    del catalogue, options
    counts = changes.price_counts
    renames = tuple(changes.renames.all())
    facts = {section.value: changes.of(section) for section in Section}
    summary = DiffSummaryModel(
        dearer=counts.get(PriceChangeKind.DEARER, 0),
        cheaper=counts.get(PriceChangeKind.CHEAPER, 0),
        not_comparable=counts.get(PriceChangeKind.NOT_COMPARABLE, 0),
        new=counts.get(PriceChangeKind.NEW, 0),
        gone=counts.get(PriceChangeKind.GONE, 0),
        renamed=len(renames),
        unmatched=len(changes.unmatched),
        deadlines=len(changes.deadlines),
        vat=len(facts[Section.VAT]),
        eligibility=len(facts[Section.ELIGIBILITY]),
        other=len(facts[Section.OTHER]),
    )
    rows = {
        "prices": written_rows(PriceChangeModel, changes.prices),
        "deadlines": written_rows(DeadlineChangeModel, changes.deadlines),
        "vat_rates": written_rows(VatRateChangeModel, changes.vat_rates),
        **{name: written_rows(FactChangeModel, of) for name, of in facts.items()},
    }
    without_rows = DiffModel.of(
        changes=changes, summary=summary, renames=renames, **dict.fromkeys(rows, ())
    )
    return JsonAnswer(written(without_rows), rows)
