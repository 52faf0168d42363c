"""What checks found, as the JUnit XML that CI systems read: a suite for each file.

A finding that fails is a failed test, any other a passed one that says what was found; a file
without one that fails has a passed test of its own.
"""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.checks.report import CatalogueFinding, FileReport, Report
from rrn_fees.documents.check_text import finding_text, unwritten
from rrn_fees.printable import printable
from rrn_fees.render_options import RenderOptions


def write_report(found: Report, catalogue: Catalogue | None, options: RenderOptions) -> str:
    """Write a test suite for each file, with a test for each finding."""
    del catalogue, options
    root = Element("testsuites", name="rrn-fees catalogue check")
    for file in found.files:
        _suite(root, file, found)
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(root: Element, file: FileReport, found: Report) -> None:
    written = found.written(file)
    failed = sum(map(found.fails, written))
    more_failed = file.counted(*found.failing) - failed
    more = unwritten(found, file)
    failures = failed + (more_failed > 0)
    tests = len(written) + (more_failed > 0) + (more is not None) + (not failures)
    suite = SubElement(
        root,
        "testsuite",
        name=printable(file.location),
        tests=str(tests),
        failures=str(failures),
        errors="0",
        skipped="0",
        time="0",
    )
    if not failures:
        _case(suite, file, "no finding that fails")
    if more_failed:
        case = _case(suite, file, "findings that fail and are not written")
        message = f"{more_failed:,} more that {'fails' if more_failed == 1 else 'fail'}"
        SubElement(case, "failure", type="more", message=message).text = message
    if more:
        case = _case(suite, file, "findings that are not written")
        SubElement(case, "system-out").text = f"{more}."
    seen: Counter[str] = Counter()
    for finding in written:
        check = finding.check
        place = finding.place
        where = f" in line {place.line}, column {place.column}" if place else ""
        name = f"{check.code} {check.name}{where}"
        seen[name] += 1
        again = f", {seen[name]}" if seen[name] > 1 else ""  # readers drop a name that comes again
        case = _case(suite, file, name + again)
        if found.fails(finding):
            failure = SubElement(case, "failure", type=finding.level.value)
            failure.set("message", printable(finding.message))
            failure.text = _said(finding)
        else:
            SubElement(case, "system-out").text = f"{finding.level}: {_said(finding)}"


def _case(suite: Element, file: FileReport, name: str) -> Element:
    classname = printable(file.location)
    return SubElement(suite, "testcase", classname=classname, name=name, time="0")


def _said(finding: CatalogueFinding) -> str:
    place = f":{finding.place.line}:{finding.place.column}" if finding.place else ""
    return f"{printable(finding.file)}{place}: {finding_text(finding)}"
