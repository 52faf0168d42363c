"""What a person sees at 80 columns. With RRN_FEES_WRITE_GOLDENS=1 it is written anew."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support import (
    FEBRUARY,
    SHIPPED,
    TESTS,
    ask,
    catalogue,
    environment,
    items,
    parsed,
    prices_of,
    qualification,
    sent,
    working_days,
    written,
)

from rrn_fees import Refusal, diff_catalogues
from rrn_fees.checks.check import Check
from rrn_fees.checks.registry import BY_CODE, CHECKS, Rules
from rrn_fees.comparison import Wanted, compare, with_deadlines
from rrn_fees.deadlines.listing import deadlines_of
from rrn_fees.eligibility.assessment import assess
from rrn_fees.eligibility.enquiry import Answer, Enquiry
from rrn_fees.formats.terminal.style import TerminalStyle
from rrn_fees.pricing.payment_deadline import with_deadline

MARCH = date(2024, 3, 1)
GOLDENS = TESTS / "goldens"
ORIGIN = re.compile(r"(?m)^(\x1b\[[0-9;]*m)?(Catalogue|Digest)\b.*\n([ ]{11}.*\n)*")
"""Which catalogue answered, on as many lines as its path takes."""


def styled(more: dict[str, Any]) -> dict[str, Any]:
    """Take what is about the style of a page out of what an answer is asked for with."""
    return {name: more.pop(name) for name in ("style", "explain") if name in more}


def answer(*items: str, of: str = "shipped", **more: Any) -> str:
    style = styled(more)
    found = ask(*items, of=catalogue(of), **more)
    if isinstance(found, Refusal):
        return written(found, catalogue(of), **style)
    seen = with_deadline(found, catalogue(of), working_days())
    return written(sent(seen, catalogue(of)), catalogue(of), **style)


def deadlines(*names: str, of: str = "shipped", on: date = MARCH, **more: Any) -> str:
    style = styled(more)
    days = working_days(catalogue(of).bank_holidays)
    found = deadlines_of(catalogue(of), days, on, qualifications=names, **more)
    return written(found, catalogue(of), **style)


def eligibility(subject: str, *, of: str = "shipped", on: date = FEBRUARY, **more: Any) -> str:
    facts = {name: Answer(said) for name, said in more.pop("facts", {}).items()}
    enquiry = Enquiry(subject=subject, on=on, facts=facts, **more)
    return written(assess(catalogue(of), enquiry), catalogue(of))


def changes(*edits: tuple[str, str], of: str = "shipped", on: date = FEBRUARY, **more: Any) -> str:
    """Write what differs once passages of a catalogue's text are replaced."""
    path = SHIPPED if of == "shipped" else TESTS / "catalogues" / f"{of}.yaml"
    text = path.read_text(encoding="utf-8")
    for passage, by in edits:
        assert passage in text
        text = text.replace(passage, by)
    found = diff_catalogues(catalogue(of), parsed(text), on, working_days())
    return written(found, found.new, **styled(more))


def comparison(*texts: str, of: str = "shipped", on: date = FEBRUARY, **more: Any) -> str:
    style = styled(more)
    wanted = Wanted(items=items(*texts), on=on, **more)
    found = with_deadlines(compare(catalogue(of), wanted), catalogue(of), working_days())
    return written(found, catalogue(of), **style)


def show(name: str, of: str = "shipped", **style: Any) -> str:
    return written(qualification(name), catalogue(of), **style)


def rules(*checks: Check) -> str:
    return written(Rules(checks=checks, on=FEBRUARY))


COLOURED, ASCII = TerminalStyle(colour=True), TerminalStyle(ascii_only=True)
DEARER = ('member: "799.00"', 'member: "829.00"')

TRAINING = {
    "in-england": "yes", "nhs-commissioned": "yes", "autism": "yes",
    "restrictive-intervention-component": "yes", "works-in-services": "yes",
}  # fmt: skip

PAGES: dict[str, Callable[[], str]] = {
    "cohort": lambda: answer("certificate:6"),
    "two-qualifications": lambda: answer("certificate:7", "diploma:12", category="non-member"),
    "explained": lambda: answer("certificate:7", explain=True),
    "indicative": lambda: answer("hopes-diploma:2", indicative=True, early_bird=True),
    "indicative-explained": lambda: answer("hopes-diploma", indicative=True, explain=True),
    "one-without-a-date": lambda: answer("certificate", "hopes-diploma", indicative=True),
    "refused-today": lambda: answer("certificate:6", on=date(2026, 11, 22)),
    "refused-twice": lambda: answer("hopes-diploma:6", "restraint-reduction-training"),
    "not-published": lambda: answer("hopes-diploma:6", basis="cohort"),
    "early-bird": lambda: answer("early:7", of="rules", on=date(2024, 5, 1), explain=True),
    "one-short": lambda: answer("cheap-cohort:5", of="rules"),
    "vat-inside-and-none": lambda: answer(
        "inclusive:4", "exempt", "outside-scope", of="rules", explain=True,
        paying_on=date(2024, 2, 2), tax_point=date(2024, 2, 3),
    ),
    "dates": lambda: answer("windows", of="rules", on=date(2024, 9, 10)),
    "large": lambda: answer("diploma:100000"),
    "ascii": lambda: answer("certificate:7", style=ASCII),
    "in-colour": lambda: answer("cheap-cohort:5", of="rules", style=COLOURED),
    "narrow": lambda: answer("certificate:6", style=TerminalStyle(width=40)),
    "pay-by-good-friday": lambda: answer("diploma:2", paying_on=date(2024, 3, 29)),
    "apply-first": lambda: answer("apply-first", of="dates"),
    "applications-closed": lambda: answer(
        "apply-first", of="dates", on=date(2024, 4, 2), indicative=True
    ),
    "deadlines": deadlines,
    "deadlines-paying": lambda: deadlines(paying_on=date(2024, 3, 29)),
    "deadlines-paying-unknown": lambda: deadlines("hopes-diploma", paying_on=date(2024, 3, 30)),
    "deadlines-within": lambda: deadlines("diploma", within=28),
    "deadlines-none": lambda: deadlines("restraint-reduction-training"),
    "deadlines-passed": lambda: deadlines("certificate", on=date(2024, 5, 7)),
    "deadlines-of-dates": lambda: deadlines(of="dates"),
    "deadlines-in-colour": lambda: deadlines(on=date(2024, 3, 29), style=COLOURED),
    "eligibility-certificate": lambda: eligibility("certificate", category="member", learners=6),
    "eligibility-hopes-diploma": lambda: eligibility(
        "hopes-diploma", category="non-member", facts=TRAINING
    ),
    "eligibility-not-met": lambda: eligibility(
        "unrecorded", of="dates", category="anyone", on=date(2024, 6, 3),
        facts={"qualified": "no", "willing": "no"},
    ),
    "certified-training-before": lambda: eligibility("certified-training", on=date(2020, 3, 31)),
    "certified-training-mandatory": lambda: eligibility(
        "certified-training", on=date(2020, 4, 1), facts=TRAINING
    ),
    "certified-training-expected": lambda: eligibility(
        "certified-training", on=date(2021, 4, 1),
        facts={**TRAINING, "health-or-social-care": "yes", "training-certified": "yes"},
    ),
    "certified-training-act": lambda: eligibility(
        "certified-training", on=date(2022, 3, 31),
        facts={**TRAINING, "mental-health-unit": "yes", "training-certified": "no"},
    ),
    "changes": lambda: changes(
        DEARER, ('member: "4794.00"', 'member: "4700.00"'),
        ("final_payment_on: 2024-03-28", "final_payment_on: 2024-03-29"),
        ("fact: focus-person\n", "fact: direct-support\n"),
        ("title: Finance Act 2009, section 9", "title: Finance Act 2009, s.9"),
    ),
    "changes-none": changes,
    "changes-of-vat": lambda: changes(
        ('{valid_from: 2026-01-01, percent: "22"', '{valid_from: 2026-01-01, percent: "23"'),
        of="everything",
    ),
    "changes-before-any-vat": lambda: changes(DEARER, on=date(1990, 1, 1)),
    "changes-not-comparable": lambda: changes(
        ("prices_include_vat: true", "prices_include_vat: false"),
        of="everything", on=date(2000, 1, 1),
    ),
    "changes-of-an-intake": lambda: changes(
        ("autumn", "winter"), ('anyone: "120.00"', 'anyone: "119.99"'), of="everything",
    ),
    "changes-in-colour": lambda: changes(
        DEARER, ('member: "1750.00"', 'member: "1700.00"'), style=COLOURED
    ),
    "comparison": lambda: comparison("certificate:6", membership_fee=250_00),
    "comparison-indicative": lambda: comparison("hopes-diploma:6", indicative=True),
    "comparison-refused": lambda: comparison("certificate:6", on=date(2026, 11, 22)),
    "comparison-early-bird": lambda: comparison("early:7", of="rules", on=date(2024, 5, 1)),
    "comparison-early-bird-missed": lambda: comparison("early:2", of="rules", on=date(2024, 6, 1)),
    "comparison-by-size": lambda: comparison("cheap-cohort", of="rules", sizes=(1, 13)),
    "comparison-by-size-early": lambda: comparison(
        "hopes-diploma", indicative=True, sizes=(5, 7), membership_fee=999_00
    ),
    "comparison-of-several": lambda: comparison("exempt:3", "exempt-cohort:3", of="rules"),
    "comparison-ascii": lambda: comparison("exempt-cohort:3", of="rules", style=ASCII),
    "comparison-in-colour": lambda: comparison(
        "cheap-cohort:7", of="rules", style=COLOURED
    ),
    "comparison-payment-on-good-friday": lambda: comparison("diploma"),
    "comparison-large": lambda: comparison("diploma:100000"),
    "list": lambda: written(prices_of(catalogue()), catalogue()),
    "list-of-rules": lambda: written(prices_of(catalogue("rules")), catalogue("rules")),
    "show-certificate": lambda: show("certificate"),
    "show-hopes-diploma": lambda: show("hopes-diploma"),
    "show-training": lambda: show("restraint-reduction-training"),
    "show-windows": lambda: show("windows", of="rules"),
    "rules": lambda: rules(*CHECKS),
    "rule": lambda: rules(BY_CODE["F305"]),
}  # fmt: skip


def without_origin(page: str) -> str:
    """Return *page* without the lines that change with where the catalogue lies and its bytes."""
    return ORIGIN.sub("", page)


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str) -> None:
    page = without_origin(PAGES[name]())
    golden = GOLDENS / f"{name}.txt"
    if os.environ.get("RRN_FEES_WRITE_GOLDENS"):
        golden.write_text(page, encoding="utf-8")
    assert page == golden.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "emscripten", reason="runs a process")
@pytest.mark.parametrize(("ci", "code"), [("true", 4), ("1", 4), ("false", 0), ("", 0)])
def test_pages_are_never_written_in_ci(ci: str, code: int, tmp_path: Path) -> None:
    shutil.copy(TESTS / "conftest.py", tmp_path)
    (tmp_path / "test_one.py").write_text("def test_one() -> None: ...", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env=environment({"CI": ci, "RRN_FEES_WRITE_GOLDENS": "1"}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert ("RRN_FEES_WRITE_GOLDENS is set in CI" in done.stderr) == bool(code)


WIDER = {
    "large", "in-colour", "deadlines-in-colour", "changes-in-colour", "comparison-in-colour",
    "comparison-large",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(PAGES) - WIDER))
def test_no_line_is_wider_than_80_columns_but_an_address(name: str) -> None:
    for line in PAGES[name]().splitlines():
        assert len(line) <= 80 or line.strip().startswith("https://"), line


def test_amounts_are_never_cut() -> None:
    page = PAGES["large"]()
    for amount in ("£174,993,000.00", "£34,998,600.00", "£209,991,600.00", "£210,000,000.00"):
        assert amount in page
    assert "…" not in page
