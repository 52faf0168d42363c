"""What checks found, as workflow commands that GitHub Actions turns into annotations.

Escaped as its runner undoes it: https://github.com/actions/toolkit, packages/core/src/command.ts.
"""

from __future__ import annotations

from collections.abc import Iterator

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.checks.check import Level
from rrn_fees.checks.report import CatalogueFinding, FileReport, Report
from rrn_fees.documents.check_text import accepted_text, finding_text, summary, unwritten
from rrn_fees.printable import printable, without_commands_within
from rrn_fees.render_options import RenderOptions

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def write_report(found: Report, catalogue: Catalogue | None, options: RenderOptions) -> str:
    """Write one workflow command for each finding, then the summary as a line of the log.

    What its catalogue accepts is a notice, at every level that is asked for, so that a reviewer
    sees an acceptance that is added.
    """
    del catalogue, options
    lines = [line for file in found.files for line in _of_file(file, found)]
    return "\n".join([*lines, summary(found)]) + "\n"


def _of_file(file: FileReport, found: Report) -> Iterator[str]:
    for finding in found.written(file):
        yield _command(_COMMANDS[finding.level], finding, file.location, finding_text(finding))
    for accepted in file.accepted[: found.most]:
        yield _command("notice", accepted.finding, file.location, accepted_text(accepted))
    if more := unwritten(found, file):
        where = _property(printable(file.location))
        yield f"::warning file={where},title=Not all findings are written::{_data(more)}."


def _command(command: str, finding: CatalogueFinding, location: str, text: str) -> str:
    place = finding.place
    properties: dict[str, str] = {"file": printable(location)}
    if place is not None:
        properties |= {"line": str(place.line), "endLine": str(place.end_line)}
        if place.line == place.end_line:  # columns of several lines would mean nothing
            properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    properties["title"] = f"{finding.check.code} {finding.check.name}"
    joined = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{command} {joined}::{_data(text)}"


def _data(text: str) -> str:
    """Return *text* escaped, with nothing in it that another runner, or an older one, obeys."""
    text = without_commands_within(text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
