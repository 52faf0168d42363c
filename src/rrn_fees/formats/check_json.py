"""What checks found, and what they are, as JSON: ``rrn-fees/check/1`` and ``rrn-fees/rules/1``."""

import json

from rrn_fees.checks.check import Check, Example, Level
from rrn_fees.checks.registry import Rules
from rrn_fees.checks.report import CatalogueFinding, Report
from rrn_fees.contract.answers import (
    CheckDocument,
    CheckFindingDocument,
    CheckSummaryDocument,
    ExampleDocument,
    RuleDocument,
    RulesDocument,
)
from rrn_fees.documents.options import RenderOptions


def write_report(found: Report, catalogue: object, options: RenderOptions) -> str:
    """Write a report as ``rrn-fees/check/1``."""
    del catalogue
    document: CheckDocument = {
        "schema": "rrn-fees/check/1",
        "as_at": found.as_at.isoformat(),
        "horizon_months": found.horizon,
        "strict": found.strict,
        "files": len(found.files),
        "base": found.base,
        "level": found.level.value,
        "summary": _summary(found),
        "findings": [_finding(each) for file in found.files for each in found.written(file)],
        "accepted": [
            {**_finding(accepted.finding), "reason": accepted.reason}
            for file in found.files
            for accepted in found.written_accepted(file)
        ],
        "not_asked_for": sum(file.unselected for file in found.files),
    }
    if options.statistics:
        document["statistics"] = [
            {"code": check.code, "name": check.name, "level": check.level.value, "count": times}
            for check, times in found.by_check
        ]
    return json.dumps(document, indent=2) + "\n"


def _summary(found: Report) -> CheckSummaryDocument:
    return {
        "errors": found.counts[Level.ERROR],
        "warnings": found.counts[Level.WARNING],
        "infos": found.counts[Level.INFO],
        "total": sum(found.counts.values()),
        "written": sum(len(found.written(file)) for file in found.files),
        "accepted": sum(len(file.accepted) + file.more_accepted for file in found.files),
        "in_base": sum(file.in_base for file in found.files),
    }


def _finding(finding: CatalogueFinding) -> CheckFindingDocument:
    place = finding.place
    return {
        "code": finding.check.code,
        "name": finding.check.name,
        "level": finding.level.value,
        "file": finding.file,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_line": place.end_line if place else None,
        "end_column": place.end_column if place else None,
        "path": finding.path,
        "message": finding.message,
        "hint": finding.hint,
    }


def write_rules(rules: Rules, catalogue: object, options: RenderOptions) -> str:
    """Write what checks are as ``rrn-fees/rules/1``."""
    del catalogue, options
    document: RulesDocument = {
        "schema": "rrn-fees/rules/1",
        "rules": [_rule(check) for check in rules.checks],
    }
    return json.dumps(document, indent=2) + "\n"


def _rule(check: Check) -> RuleDocument:
    return {
        "code": check.code,
        "name": check.name,
        "level": check.level.value,
        "family": check.family.title,
        "summary": check.summary,
        "why": check.why,
        "acceptable": check.acceptable,
        "bad": _example(check.bad),
        "good": _example(check.good),
        "also": [
            {"called": pair.called, "bad": _example(pair.bad), "good": _example(pair.good)}
            for pair in check.also
        ],
    }


def _example(example: Example) -> ExampleDocument:
    return {
        "within": example.within.value,
        "text": example.text,
        "times": example.times,
        "encoding": example.encoding,
    }
