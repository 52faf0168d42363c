"""Every check does what it says: its bad example gives its code alone, the mended one nothing."""

import pytest

from rrn_fees.bank_holidays import load_working_days
from rrn_fees.catalogue.draft import draft_of
from rrn_fees.checks.check import Check, Within
from rrn_fees.checks.examples import AS_AT, whole_file
from rrn_fees.checks.registry import CHECKS
from rrn_fees.checks.report import FileReport, checked


def report_on(content: bytes) -> FileReport:
    return checked(draft_of(content, "catalogue.yaml"), load_working_days, as_at=AS_AT)


IN_FILES = [
    pytest.param(check, id=f"{check.code} {check.name}")
    for check in CHECKS
    if check.bad.within is not Within.FILE_NAME
]


@pytest.mark.parametrize("check", IN_FILES)
def test_the_bad_example_of_a_check_gives_its_code_and_no_other(check: Check) -> None:
    found = report_on(whole_file(check.bad)).findings
    assert {each.check.code for each in found} == {check.code}, found


@pytest.mark.parametrize("check", IN_FILES)
def test_the_mended_example_of_a_check_gives_nothing(check: Check) -> None:
    report = report_on(whole_file(check.good))
    assert report.findings == (), report.findings
