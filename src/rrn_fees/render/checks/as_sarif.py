"""What checks found, as SARIF 2.1.0 (OASIS): one run, a rule for each check that found something.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from rrn_fees import __version__
from rrn_fees.checks.check import Check, Level
from rrn_fees.checks.report import CatalogueFinding, Report
from rrn_fees.printable import printable
from rrn_fees.render.checks.words import said, sentence, where

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ABSOLUTE = re.compile(r"/|[A-Za-z]:/")
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}


def report(found: Report) -> str:
    """Write the findings, and those that are accepted as suppressed results with their reason."""
    results = [*_results(found)]
    codes = dict.fromkeys(check.code for check, _ in results)
    index = {code: at for at, code in enumerate(sorted(codes))}
    rules = {check.code: check for check, _ in results}
    run = {
        "tool": {
            "driver": {
                "name": "rrn-fees",
                "semanticVersion": __version__,
                "rules": [_rule(rules[code]) for code in index],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "%SRCROOT%": {"description": {"text": "The root of the repository."}}
        },
        "invocations": [{"executionSuccessful": all(file.was_read for file in found.files)}],
        "results": [
            {"ruleId": check.code, "ruleIndex": index[check.code], **result}
            for check, result in results
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _results(found: Report) -> Iterator[tuple[Check, dict[str, Any]]]:
    for file in found.files:
        for finding in file.findings:
            yield finding.check, _result(finding, file.location)
        for accepted in file.accepted:
            suppression = {"kind": "inSource", "justification": printable(accepted.reason)}
            result = _result(accepted.finding, file.location)
            yield accepted.finding.check, result | {"suppressions": [suppression]}


def _result(finding: CatalogueFinding, location: str) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(location)}
    if finding.place is not None:
        place["region"] = {
            "startLine": finding.place.line,
            "startColumn": finding.place.column,
            "endLine": finding.place.end_line,
            "endColumn": finding.place.end_column,
        }
    location_of: dict[str, Any] = {"physicalLocation": place}
    if finding.path:
        location_of["logicalLocations"] = [{"fullyQualifiedName": finding.path}]
    return {
        "level": _LEVELS[finding.level],
        "message": {"text": said(finding, path=False)},
        "locations": [location_of],
    }


def _artifact(location: str) -> dict[str, str]:
    """Return the address of a file: relative to the root of the repository where it can be."""
    escaped = quote(location.replace("\\", "/"), safe="/:", errors="surrogateescape")
    if _ABSOLUTE.match(escaped):
        return {"uri": f"file:///{escaped.removeprefix('/')}"}
    return {"uri": escaped.replace(":", "%3A"), "uriBaseId": "%SRCROOT%"}


def _rule(check: Check) -> dict[str, Any]:
    return {
        "id": check.code,
        "name": "".join(word.capitalize() for word in check.name.split("-")),
        "shortDescription": {"text": sentence(check)},
        "fullDescription": {"text": check.why},
        "help": {
            "text": f"{check.why}\n\nBad, {where(check.bad)}:\n\n{check.bad.text}\n\n"
            f"Good, {where(check.good)}:\n\n{check.good.text}"
        },
        "defaultConfiguration": {"level": _LEVELS[check.level]},
    }
