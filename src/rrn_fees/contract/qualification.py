"""All that is known of a qualification: ``rrn-fees/qualification/1``."""

from typing import Literal

from rrn_fees.catalogue.model import Catalogue, IntakeStatus, Kind
from rrn_fees.contract.base import (
    JsonAnswer,
    Model,
    OriginModel,
    RemarkModel,
    at,
    schema_key,
    written,
    written_rows,
)
from rrn_fees.contract.price_list import PriceModel, UnpublishedModel
from rrn_fees.contract.values import DayOrGap, Gap, IsoDate, TextOrGap
from rrn_fees.pricing.explanation import sources_of
from rrn_fees.pricing.price_list import price_list
from rrn_fees.pricing.published import PublishedQualification
from rrn_fees.render_options import RenderOptions


class ApplicationsModel(Model):
    """When one can apply for an intake."""

    opens_on: IsoDate | None
    closes_on: DayOrGap | None
    may_close_early: bool


class IntakeModel(Model):
    """One dated run of a qualification; a date that is promised is ``not-announced``."""

    intake: str = at("name")
    label: str | None = at("run.label")
    status: IntakeStatus = at("run.status")
    starts_on: DayOrGap | None = at("run.starts_on")
    final_payment_on: DayOrGap | None = at("run.final_payment_on")
    applications: ApplicationsModel = at("run.applications")
    source: str


class CriterionModel(Model):
    """What a page says of the learners that a qualification is for."""

    fact: str
    statement: str
    required: bool
    source: str


class NoticeModel(Model):
    """What every quote must carry; ``not-published`` where the page is silent."""

    about: str
    text: TextOrGap
    source: str
    short: str | None
    """The text in one line for a terminal, if it has one."""


class HowToApplyModel(Model):
    """How one applies, as the page says it."""

    text: str
    email: str | None
    url: str | None
    source: str


class SourceModel(Model):
    """Where something was published."""

    title: str
    url: str | None
    published_on: IsoDate | None
    note: str | None
    read_on: IsoDate | None
    """The day on which it was last read, if that is recorded."""


class QualificationModel(Model):
    """All that is known of a qualification: ``rrn-fees/qualification/1``."""

    schema_: Literal["rrn-fees/qualification/1"] = schema_key("rrn-fees/qualification/1")
    qualification: str = at("name")
    title: str = at("facts.title")
    kind: Kind = at("facts.kind")
    provider: str | None = at("facts.provider")
    award: TextOrGap | None = at("facts.award")
    level: int | Gap | None = at("facts.level")
    credits: int | Gap | None = at("facts.credits")
    learning_hours: int | Gap | None = at("facts.learning_hours")
    duration_months: int | Gap | None = at("facts.duration_months")
    duration: str | None = at("facts.duration")
    units: tuple[str, ...] = at("facts.units")
    source: str = at("facts.source")
    intakes: tuple[IntakeModel, ...]
    prices: tuple[PriceModel, ...]
    not_published: tuple[UnpublishedModel, ...]
    criteria: tuple[CriterionModel, ...] = at("facts.criteria")
    notices: tuple[NoticeModel, ...] = at("facts.notices")
    remarks: tuple[RemarkModel, ...] = at("facts.remarks")
    sources: dict[str, SourceModel]
    catalogue: OriginModel = at("catalogue.origin")
    how_to_apply: HowToApplyModel | None = at("facts.how_to_apply")
    account_code: str | None = at("facts.account_code")


def qualification_answer(
    published: PublishedQualification, catalogue: Catalogue, options: RenderOptions
) -> JsonAnswer:
    """Return all that *catalogue* says of a qualification as it is written in JSON."""
    del options
    name = published.name
    facts, prices = catalogue.qualifications[name], price_list(catalogue).of(name)
    intakes = (
        IntakeModel.of(name=intake, run=run, source=facts.source_of(intake))
        for intake, run in facts.intakes.items()
    )
    without_rows = QualificationModel.of(
        name=name,
        facts=facts,
        intakes=tuple(intakes),
        prices=(),
        not_published=prices.unpublished,
        sources=sources_of(name, catalogue),
        catalogue=catalogue,
    )
    return JsonAnswer(written(without_rows), {"prices": written_rows(PriceModel, prices.rows)})
