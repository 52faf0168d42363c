"""What checks found, and what they are, as JSON: ``rrn-fees/check/1`` and ``rrn-fees/rules/1``."""

from collections.abc import Iterable

from rrn_fees.checks.check import Check
from rrn_fees.checks.report import Report
from rrn_fees.contract.check import check_answer, rules_answer
from rrn_fees.formats.as_json import json_text


def report(found: Report, *, statistics: bool) -> str:
    """Write a report as ``rrn-fees/check/1``."""
    return json_text(check_answer(found, statistics=statistics))


def rules(checks: Iterable[Check]) -> str:
    """Write what *checks* are as ``rrn-fees/rules/1``."""
    return json_text(rules_answer(checks))
