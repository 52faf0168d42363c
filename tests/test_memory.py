"""No file that is accepted for reading makes a command take more than a GiB."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support import COMMAND, environment

from rrn_fees.catalogue.yaml import MAX_BYTES, MAX_NODES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "wait4"), reason="measures as POSIX does"),
]

GIB = 2**20
"""In KiB, as the system measures."""

VALUES = MAX_NODES // 8 - 500
"""A quarter of what may be read, each being a key and a value: a file of all takes four times as
long, and four times the memory beyond that of Python itself."""

A_QUARTER = 40 * 1024 + (GIB - 40 * 1024) // 4
"""What may be taken for it, in KiB."""

HEAD = """\
format: 1
currency: GBP
categories: {member: {label: Member}, non-member: {label: Non-member}}
sources: {page: {title: Page}}
qualifications:
"""
COURSE = "  course:\n    title: Course\n    kind: training\n    source: page\n"
FEE = '{valid_from: 2020-01-01, vat: exempt, source: page, individual: {member: "2.00"}}'


def keys(number: int) -> str:
    return HEAD + COURSE + "".join(f"slip-{at}: 1\n" for at in range(number))


def repeated(number: int) -> str:
    return HEAD + COURSE + "    level: 1\n" * number


def references(number: int) -> str:
    names = ", ".join(f"payer-{at}: {{label: P}}" for at in range(number // 5))
    fees = "".join(
        f'      - {{vat: none-{at}, individual: {{nobody-{at}: "1.00"}}, source: no-{at}}}\n'
        for at in range(number // 9)
    )
    return f"{HEAD.replace('member: {label: Member}', names)}{COURSE}    fees:\n{fees}"


def flow(number: int) -> str:
    return f"{HEAD}{COURSE}    units: [{','.join('a' * 2 * number)}]\n"


def one_line(number: int) -> str:
    slips = ", ".join(f"slip-{at}: 1" for at in range(number))
    return f"{HEAD}  course: {{title: Course, {slips}}}\n"


def wide(number: int) -> str:
    """One character that takes four bytes makes every other take four, too."""
    slips = "".join(f"slip-{at}: 1\n" for at in range(number))
    text = f"{HEAD}{COURSE}{slips}# \U0001f600"
    return text + "x" * (MAX_BYTES - len(text.encode()))


def scalar(number: int) -> str:
    del number
    return HEAD + COURSE.replace("title: Course", f"title: {'x' * (MAX_BYTES - 1000)}")


def unused(number: int) -> str:
    sources = ", ".join(f"page-{at}: {{title: P}}" for at in range(number // 2))
    return f"{HEAD.replace('sources: {', f'sources: {{{sources}, ')}{COURSE}"


def schedules(number: int) -> str:
    fees = "".join(f"      - {FEE}\n" for at in range(number // 6))
    return f"{HEAD}{COURSE}    fees:\n{fees}"


def courses(number: int) -> str:
    each = "{title: C, kind: training, source: page}"
    return HEAD + "".join(f"  course-{at}: {each}\n" for at in range(number // 4))


def intakes(number: int) -> str:
    runs = "".join(f"      run-{at}: {{starts_on: 2025-05-06}}\n" for at in range(number // 2))
    return f"{HEAD}{COURSE}    intakes:\n{runs}"


def comments(number: int) -> str:
    del number
    comment = "# rrn-fees: accept F301 x\n"
    return HEAD + COURSE + comment * ((MAX_BYTES - 1000) // len(comment))


def lines(number: int) -> str:
    del number
    return HEAD + COURSE + "#a\n" * ((MAX_BYTES - 1000) // 3)


def aliases(number: int) -> str:
    fees = ", ".join([FEE] * (number // 6 // 21))
    course = "{title: C, kind: training, source: page, fees: "
    text = f"{HEAD}  course: {course}&fees [{fees}]}}\n"
    return text + "".join(f"  course-{at}: {course}*fees}}\n" for at in range(20))


ON = ("--on", "2024-02-01")
COMMANDS = {
    "check": ["catalogue", "check", "--as-at", "2024-02-01"],
    "check as JSON": ["catalogue", "check", "--max-findings", "10000", "-f", "json"],
    "check as SARIF": ["catalogue", "check", "--max-findings", "10000", "-f", "sarif"],
    "list": ["list", "--catalogue"],
    "list as JSON": ["list", "-f", "json", "--catalogue"],
    "list as HTML": ["list", "-f", "html", "--catalogue"],
    "quote": ["quote", "course", "--as", "member", *ON, "--catalogue"],
    "show as JSON": ["show", "course", "-f", "json", "--catalogue"],
    "deadlines": ["deadlines", *ON, "--catalogue"],
    "deadlines as JSON": ["deadlines", *ON, "-f", "json", "--catalogue"],
    "compare": ["compare", "course", *ON, "--catalogue"],
    "eligibility": ["eligibility", "course", "--no-input", *ON, "--catalogue"],
}


MEASURED = """\
import resource, subprocess, sys
with open(sys.argv[1], "wb") as out:
    code = subprocess.call(sys.argv[2:], stdout=out, stderr=out)
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Runs a command from a process that is small itself: a child begins with its parent's memory."""


def most_memory(*arguments: str, out: Path) -> tuple[int, int]:
    """Run rrn-fees; return its exit code and the most memory that it had, in KiB."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(out), *COMMAND, *arguments],
        capture_output=True,
        text=True,
        env=environment(),
        check=True,
    )
    code, most = map(int, done.stdout.split())
    return code, most // (1024 if sys.platform == "darwin" else 1)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("memory")


CASES: list[tuple[Callable[[int], str], tuple[str, ...]]] = [
    (keys, ("check", "check as JSON", "check as SARIF", "list")),
    (repeated, ("check",)),
    (references, ("check", "quote")),
    (flow, ("check", "show as JSON")),
    (one_line, ("check",)),
    (wide, ("check", "quote")),
    (scalar, ("check", "list")),
    (unused, ("check", "eligibility")),
    (schedules, ("check", "list", "list as JSON", "list as HTML", "quote", "compare")),
    (courses, ("check", "list", "list as JSON", "deadlines")),
    (intakes, ("check", "deadlines", "deadlines as JSON", "quote")),
    (comments, ("check",)),
    (lines, ("check", "list as JSON")),
    (aliases, ("check", "list as JSON")),
]


@pytest.mark.parametrize(
    ("shape", "command"),
    [
        pytest.param(shape, command, id=f"{shape.__name__}, {command}")
        for shape, commands in CASES
        for command in commands
    ],
)
def test_no_file_makes_a_command_take_a_gib(
    directory: Path, shape: Callable[[int], str], command: str
) -> None:
    file = directory / f"{shape.__name__}.yaml"
    if not file.exists():
        file.write_text(shape(VALUES), encoding="utf-8")
    code, kib = most_memory(*COMMANDS[command], str(file), out=directory / "out")
    most = GIB if file.stat().st_size > MAX_BYTES - 2_000 else A_QUARTER
    assert kib < most, f"{kib / 1024:,.0f} of {most / 1024:,.0f} MiB"
    assert code in (0, 1, 3)
    assert b"Internal failure" not in (directory / "out").read_bytes()
    # Each is within the bounds, so that it is read: it is not refused for its size.
    if command == "check as JSON":
        found = json.loads((directory / "out").read_text("utf-8"))
        assert [each for each in found["findings"] if each["code"] == "F002"] == []


@pytest.mark.parametrize("shape", [unused, wide])
@pytest.mark.parametrize("before", [("--base",), ()], ids=["with a base", "two files"])
def test_two_files_are_not_held_at_a_time(
    directory: Path, shape: Callable[[int], str], before: tuple[str, ...]
) -> None:
    text = shape(MAX_NODES // 2 - 500)
    file, other = directory / "one.yaml", directory / "other.yaml"
    file.write_text(text, encoding="utf-8")
    other.write_text(text.replace("slip-", "slop-").replace("page-", "side-"), encoding="utf-8")
    asked = (*COMMANDS["check as JSON"], str(file), *before, str(other))
    code, kib = most_memory(*asked, out=directory / "out")
    assert kib < GIB, f"{kib / 1024:,.0f} MiB"
    found = json.loads((directory / "out").read_text("utf-8"))
    assert code == (1 if found["summary"]["errors"] else 0)
    assert [each for each in found["findings"] if each["code"] == "F002"] == []
