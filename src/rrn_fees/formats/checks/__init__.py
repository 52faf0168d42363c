"""What checks found, and what they are, to text: one module per format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rrn_fees.formats import Format

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rrn_fees.checks.check import Check
    from rrn_fees.checks.report import Report
    from rrn_fees.formats.look import Look

    ReportWriter = Callable[[Report, Look], str]
    RulesWriter = Callable[[Sequence[Check], Look], str]


def report_writer(form: Format, *, statistics: bool) -> ReportWriter:
    """Return what writes a report as *form*; statistics have a place in text and JSON alone."""
    match form:
        case Format.TEXT:
            from rrn_fees.formats.checks import as_text

            return lambda found, look: as_text.report(found, look, statistics=statistics)
        case Format.JSON:
            from rrn_fees.formats.checks import as_json

            return lambda found, _: as_json.report(found, statistics=statistics)
        case Format.GITHUB:
            from rrn_fees.formats.checks import as_github

            return lambda found, _: as_github.report(found)
        case Format.SARIF:
            from rrn_fees.formats.checks import as_sarif

            return lambda found, _: as_sarif.report(found)
        case Format.JUNIT:
            from rrn_fees.formats.checks import as_junit

            return lambda found, _: as_junit.report(found)
        case _:
            raise ValueError(f"{form} is not a format of a report")


def rules_writer(form: Format) -> RulesWriter:
    """Return what writes the pages of checks as *form*."""
    match form:
        case Format.TEXT:
            from rrn_fees.formats.checks import rules_as_text

            return rules_as_text.rules
        case Format.JSON:
            from rrn_fees.formats.checks import as_json

            return lambda checks, _: as_json.rules(checks)
        case Format.MARKDOWN:
            from rrn_fees.formats.checks import rules_as_markdown

            return lambda checks, _: rules_as_markdown.rules(checks)
        case _:
            raise ValueError(f"{form} is not a format of a check's page")
