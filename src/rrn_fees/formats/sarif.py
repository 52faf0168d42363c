"""What checks found, as SARIF 2.1.0 (OASIS): one run, a rule for each check that found something.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from rrn_fees import __version__
from rrn_fees.catalogue.model import Catalogue
from rrn_fees.checks.check import Check, Level
from rrn_fees.checks.report import CatalogueFinding, Report, identity
from rrn_fees.documents.check_text import example_place, finding_text, sentence, unwritten
from rrn_fees.errors import Place
from rrn_fees.printable import printable
from rrn_fees.render_options import RenderOptions

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

INFORMATION_URI = f"pkg:generic/rrn-fees@{__version__}"
"""Where this program is told about: an absolute URI, as SARIF wants it.

The project has no address of its own yet, and its recipes say OWNER/rrn-fees. A package URL
(ECMA-427) is absolute and claims none. Put the address here that pyproject.toml gets.
"""

FINGERPRINT = "primaryLocationLineHash"
"""The fingerprint by which GitHub knows a result again, beside its rule and its file."""

_ABSOLUTE = re.compile(r"/|[A-Za-z]:/")
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}


def write_report(found: Report, catalogue: Catalogue | None, options: RenderOptions) -> str:
    """Write the findings, and those that are accepted as suppressed results with their reason."""
    del catalogue, options
    results = [*_results(found)]
    codes = dict.fromkeys(check.code for check, _ in results)
    index = {code: at for at, code in enumerate(sorted(codes))}
    rules = {check.code: check for check, _ in results}
    run = {
        "tool": {
            "driver": {
                "name": "rrn-fees",
                "semanticVersion": __version__,
                "informationUri": INFORMATION_URI,
                "rules": [_rule(rules[code]) for code in index],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "%SRCROOT%": {"description": {"text": "The root of the repository."}}
        },
        "invocations": [_invocation(found)],
        "results": [
            {"ruleId": check.code, "ruleIndex": index[check.code], **result}
            for check, result in results
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _invocation(found: Report) -> dict[str, Any]:
    """Say whether every file could be read, and of which not all findings are results."""
    invocation: dict[str, Any] = {"executionSuccessful": all(file.was_read for file in found.files)}
    notifications = [
        {
            "level": "warning",
            "message": {"text": f"{more}."},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(file.location)}}],
        }
        for file in found.files
        if (more := unwritten(found, file))
    ]
    if notifications:
        invocation["toolExecutionNotifications"] = notifications
    return invocation


def _results(found: Report) -> Iterator[tuple[Check, dict[str, Any]]]:
    for file in found.files:
        seen: Counter[str] = Counter()
        for finding in found.written(file):
            yield finding.check, _result(finding, file.location, seen)
        for accepted in found.written_accepted(file):
            suppression = {"kind": "inSource", "justification": printable(accepted.reason)}
            result = _result(accepted.finding, file.location, seen)
            yield accepted.finding.check, result | {"suppressions": [suppression]}


def _result(finding: CatalogueFinding, location: str, seen: Counter[str]) -> dict[str, Any]:
    place: dict[str, Any] = {
        "artifactLocation": _artifact(location),
        "region": _region(finding.place),
    }
    location_of: dict[str, Any] = {"physicalLocation": place}
    if finding.path:
        location_of["logicalLocations"] = [{"fullyQualifiedName": finding.path}]
    return {
        "level": _LEVELS[finding.level],
        "message": {"text": finding_text(finding, path=False)},
        "locations": [location_of],
        "partialFingerprints": {FINGERPRINT: _fingerprint(finding, seen)},
    }


def _region(place: Place | None) -> dict[str, int]:
    """Return what stands at *place*; of the file as a whole its first line, as viewers need one."""
    if place is None:
        return {"startLine": 1}
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _fingerprint(finding: CatalogueFinding, seen: Counter[str]) -> str:
    """Return what stays the same when lines move; of equal findings each has a number."""
    what = identity(finding)
    seen[what] += 1
    digest = sha256(what.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{digest[:32]}:{seen[what]}"


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
            "text": f"{check.why}\n\nBad, {example_place(check.bad)}:\n\n{check.bad.text}\n\n"
            f"Good, {example_place(check.good)}:\n\n{check.good.text}"
        },
        "defaultConfiguration": {"level": _LEVELS[check.level]},
    }
