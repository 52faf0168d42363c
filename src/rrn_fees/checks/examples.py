"""Examples of checks as whole files: some lines, and a sound catalogue around them."""

import re
from datetime import date
from textwrap import indent

from rrn_fees.checks.check import Example, Within

AS_AT = date(2025, 1, 6)
"""The day from which the examples are seen."""

_CATALOGUE = """\
format: 1
currency: GBP
categories: {member: {label: Member}, non-member: {label: Non-member}}
sources: {page: {title: Fees page}}
vat: {rates: {standard: [{valid_from: 2011-01-04, percent: "20", source: page}]}}
"""
_QUALIFICATION = """\
title: A Course
kind: training
source: page
"""
_INTAKE = """\
starts_on: 2025-05-06
final_payment_on: 2025-03-28
"""
_FEES = """\
valid_from: 2023-09-04
vat: standard
individual: {member: "100.00", non-member: "120.00"}
source: page
"""
_KEY = re.compile(r"^(?P<key>[a-z_]+):", re.MULTILINE)


def whole_file(example: Example) -> bytes:
    """Return a catalogue with *example* in it, and nothing else that a check would find."""
    text = example.text * example.times
    if example.within is Within.FILE:
        return text.encode(example.encoding)

    def lines(of: str, within: Within) -> str:
        return _with(of, text) if example.within is within else of

    fees = indent(lines(_FEES, Within.FEES), "  ").replace("  ", "- ", 1)
    intake = indent(lines(_INTAKE, Within.INTAKE), "    ")
    course = f"{_QUALIFICATION}intakes:\n  2025-05:\n{intake}fees:\n{indent(fees, '  ')}"
    course = indent(lines(course, Within.QUALIFICATION), "    ")
    catalogue = lines(f"{_CATALOGUE}qualifications:\n  course:\n{course}", Within.CATALOGUE)
    if example.within is Within.END_OF_FILE:
        catalogue += text
    return catalogue.encode(example.encoding)


def _with(lines: str, text: str) -> str:
    """Return *lines* with the keys of *text* in the place of those of the same name."""
    keys = set(_KEY.findall(text))
    kept = [block for block in re.split(r"(?m)^(?=[a-z_]+:)", lines) if block]
    others = [block for block in kept if block.partition(":")[0] not in keys]
    return f"{''.join(others)}{text.rstrip()}\n"
