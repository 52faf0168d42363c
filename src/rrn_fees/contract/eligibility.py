"""What is found on a qualification or a requirement: ``rrn-fees/eligibility/1``."""

from typing import Annotated, Literal

from rrn_fees.catalogue.model import Catalogue, Weight
from rrn_fees.contract.base import (
    JsonAnswer,
    Model,
    OriginModel,
    RemarkModel,
    at,
    optional,
    schema_key,
    written,
)
from rrn_fees.contract.values import AsMapping, IsoDate
from rrn_fees.eligibility import enquiry
from rrn_fees.eligibility.enquiry import Eligibility, FindingKind, Outcome, Verdict
from rrn_fees.pricing.price_list import Basis
from rrn_fees.render_options import RenderOptions


class EnquiryModel(Model):
    """The whole enquiry, so that it can be made again."""

    category: str | None
    learners: int
    basis: Basis | None
    intake: str | None
    paying_on: IsoDate | None
    facts: Annotated[dict[str, enquiry.Answer], AsMapping]


class FindingModel(Model):
    """What is found of one criterion; of a rule also its date and its weight."""

    criterion: str
    kind: FindingKind
    outcome: Outcome
    reason: str
    statement: str | None
    source: str
    required: bool
    open_facts: tuple[str, ...]
    applies_from: IsoDate = optional("rule.applies_from")
    weight: Weight = optional("rule.weight")


class EligibilityModel(Model):
    """What is found on a qualification or a requirement: ``rrn-fees/eligibility/1``."""

    schema_: Literal["rrn-fees/eligibility/1"] = schema_key("rrn-fees/eligibility/1")
    subject: str = at("enquiry.subject")
    title: str
    on: IsoDate = at("enquiry.on")
    verdict: Verdict
    enquiry: EnquiryModel
    unused_facts: tuple[str, ...]
    findings: tuple[FindingModel, ...]
    catalogue: OriginModel
    satisfied_by: str = optional("requirement.satisfied_by")
    not_satisfied_by: str | None = optional("requirement.not_satisfied_by")
    remarks: tuple[RemarkModel, ...] = optional("requirement.remarks")


def eligibility_answer(
    found: Eligibility, catalogue: Catalogue, options: RenderOptions
) -> JsonAnswer:
    """Return *found* as it is written in JSON."""
    del catalogue, options
    return JsonAnswer(written(EligibilityModel.model_validate(found)))
