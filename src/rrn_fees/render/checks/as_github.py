"""What checks found, as workflow commands that GitHub Actions turns into annotations.

Escaped as its runner undoes it: https://github.com/actions/toolkit, packages/core/src/command.ts.
"""

from rrn_fees.checks.check import Level
from rrn_fees.checks.report import CatalogueFinding, Report
from rrn_fees.printable import printable
from rrn_fees.render.checks.words import said, summary

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def report(found: Report) -> str:
    """Write one workflow command for each finding, then the summary as a line of the log."""
    lines = [_command(finding, file.location) for file in found.files for finding in file.findings]
    return "\n".join([*lines, summary(found)]) + "\n"


def _command(finding: CatalogueFinding, location: str) -> str:
    place = finding.place
    properties: dict[str, str] = {"file": printable(location)}
    if place is not None:
        properties |= {"line": str(place.line), "endLine": str(place.end_line)}
        if place.line == place.end_line:  # columns of several lines would mean nothing
            properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    properties["title"] = f"{finding.check.code} {finding.check.name}"
    joined = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.level]} {joined}::{_data(said(finding))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
