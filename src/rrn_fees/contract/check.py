"""What checks found, and what they are: ``rrn-fees/check/1`` and ``rrn-fees/rules/1``."""

from typing import Any, Literal

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.checks.check import Level
from rrn_fees.checks.registry import Rules
from rrn_fees.checks.report import Accepted, Report
from rrn_fees.contract.base import (
    JsonAnswer,
    Model,
    at,
    at_if_there,
    optional,
    schema_key,
    written,
    written_rows,
)
from rrn_fees.contract.values import IsoDate
from rrn_fees.render_options import RenderOptions


class CheckFindingModel(Model):
    """One outcome of a check; without a place where it is about the file as a whole."""

    code: str = at("check.code")
    name: str = at("check.name")
    level: Level
    file: str
    line: int | None = at_if_there("place.line")
    column: int | None = at_if_there("place.column")
    end_line: int | None = at_if_there("place.end_line")
    end_column: int | None = at_if_there("place.end_column")
    path: str
    message: str
    hint: str | None


class AcceptedModel(CheckFindingModel):
    """A finding that its catalogue accepts, with the reason that it gives."""

    reason: str


class StatisticModel(Model):
    """How often a check found something."""

    code: str = at("check.code")
    name: str = at("check.name")
    level: Level = at("check.level")
    count: int


class CheckSummaryModel(Model):
    """How much was found, whether it is written or not."""

    errors: int
    warnings: int
    infos: int
    total: int
    written: int
    """How many findings the answer has: fewer than the total if there are too many."""
    accepted: int
    in_base: int
    """How many findings there are besides, which the base has too."""


class CheckModel(Model):
    """What checks found: ``rrn-fees/check/1``."""

    schema_: Literal["rrn-fees/check/1"] = schema_key("rrn-fees/check/1")
    as_at: IsoDate = at("found.as_at")
    horizon_months: int = at("found.horizon")
    strict: bool = at("found.strict")
    files: int
    base: str | None = at("found.base")
    """The file that it was compared with; the findings are then those that it does not have."""
    level: Level = at("found.level")
    """The least level of what is written; the summary counts all."""
    summary: CheckSummaryModel
    findings: tuple[CheckFindingModel, ...]
    accepted: tuple[AcceptedModel, ...]
    not_asked_for: int
    """How many findings there are besides, of checks that were not asked for."""
    statistics: tuple[StatisticModel, ...] = optional()


class ExampleModel(Model):
    """Some lines of a catalogue, and where in one they stand."""

    within: str = at("within.value")
    text: str
    times: int
    encoding: str


class PairModel(Model):
    """Another way in which a check finds something, and how that is mended."""

    called: str
    bad: ExampleModel
    good: ExampleModel


class RuleModel(Model):
    """All there is to know about one check."""

    code: str
    name: str
    level: Level
    family: str = at("family.title")
    summary: str
    why: str
    acceptable: bool
    bad: ExampleModel
    good: ExampleModel
    also: tuple[PairModel, ...]


class RulesModel(Model):
    """Checks that there are: ``rrn-fees/rules/1``."""

    schema_: Literal["rrn-fees/rules/1"] = schema_key("rrn-fees/rules/1")
    rules: tuple[RuleModel, ...]


def check_answer(found: Report, catalogue: Catalogue | None, options: RenderOptions) -> JsonAnswer:
    """Return what was found as it is written in JSON."""
    del catalogue
    findings = [found.written(file) for file in found.files]
    sources: dict[str, object] = {
        "found": found,
        "files": len(found.files),
        "summary": CheckSummaryModel(
            errors=found.counts[Level.ERROR],
            warnings=found.counts[Level.WARNING],
            infos=found.counts[Level.INFO],
            total=sum(found.counts.values()),
            written=sum(map(len, findings)),
            accepted=sum(len(file.accepted) + file.more_accepted for file in found.files),
            in_base=sum(file.in_base for file in found.files),
        ),
        "findings": (),
        "accepted": (),
        "not_asked_for": sum(file.unselected for file in found.files),
    }
    if options.statistics:
        sources["statistics"] = tuple(
            StatisticModel.of(check=check, count=times) for check, times in found.by_check
        )
    return JsonAnswer(
        written(CheckModel.of(**sources)),
        {
            "findings": (
                row for of_file in findings for row in written_rows(CheckFindingModel, of_file)
            ),
            "accepted": (
                _accepted(each) for file in found.files for each in found.written_accepted(file)
            ),
        },
    )


def _accepted(accepted: Accepted) -> dict[str, Any]:
    finding = dict(CheckFindingModel.model_validate(accepted.finding))
    with_reason = finding | {"reason": accepted.reason}
    return written(AcceptedModel.model_validate(with_reason, by_alias=False, by_name=True))


def rules_answer(rules: Rules, catalogue: Catalogue | None, options: RenderOptions) -> JsonAnswer:
    """Return what checks are as it is written in JSON."""
    del catalogue, options
    return JsonAnswer(written(RulesModel.of(rules=rules.checks)))
