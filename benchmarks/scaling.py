"""Each command on a catalogue and on one ten times as large: ten times the input, not a hundred.

``python benchmarks/scaling.py [WORD]...``: only the cases whose names have each WORD. Whole processes,
by their processor time, less what the same command takes on a catalogue of one. Where the answer
itself has more rows than the file has lines, it is the answer that is ten times as large.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import NamedTuple

MOST = 15
"""How many times as long ten times the input may take."""
RUNS = 3
LITTLE = 0.05
"""Seconds below which a difference is the machine's and not ours."""

ON = "2024-02-01"
DAY = timedelta(days=1)
FIRST = date(2024, 1, 1)

HEAD = """\
format: 1
currency: GBP
categories: {{{categories}}}
sources: {{page: {{title: A page of fees}}}}
vat: {{rates: {{standard: [{{valid_from: 2011-01-04, percent: "20", source: page}}]}}}}
qualifications:
"""


def catalogue(*qualifications: str, categories: Iterable[str] = ("member", "non-member")) -> str:
    """Return a catalogue of *qualifications*, each as its lines."""
    declared = ", ".join(f"{name}: {{label: {name}}}" for name in categories)
    return HEAD.format(categories=declared) + "".join(qualifications)


def qualification(name: str, intakes: Iterable[str] = (), fees: Iterable[str] = ()) -> str:
    """Return the lines of one qualification."""
    lines = f"  {name}:\n    title: {name}\n    kind: qualification\n    source: page\n"
    runs, prices = "".join(intakes), "".join(fees)
    lines += f"    intakes:\n{runs}" if runs else ""
    return lines + (f"    fees:\n{prices}" if prices else "")


def intake(number: int, starts_on: date = date(2025, 1, 1)) -> str:
    """Return the line of one intake, which is open until the day before it starts."""
    return f"      run-{number}: {{starts_on: {starts_on}, source: page}}\n"


def schedule(
    when: str,
    pounds: int = 100,
    categories: Iterable[str] = ("member", "non-member"),
    early: str = "",
) -> str:
    """Return the lines of one fee schedule."""
    single = ", ".join(f'{name}: "{pounds}.00"' for name in categories)
    group = ", ".join(f'{name}: "{6 * pounds}.00"' for name in categories)
    return (
        f"      - {when}\n        vat: standard\n        source: page\n"
        f"        individual: {{{single}}}\n"
        f"        cohort: {{size: 6, prices: {{{group}}}}}\n{early}"
    )


def on_days(number: int, days: int = 1) -> str:
    """Return the days of the fee schedule of that *number*, after those of the one before it."""
    first = FIRST + (number * days) * DAY
    return f"valid_from: {first}\n        valid_through: {first + (days - 1) * DAY}"


def of_categories(number: int) -> str:
    """So many categories, each with every price."""
    names = [f"payer-{at}" for at in range(number)]
    lowered = ", ".join(f'{name}: "90.00"' for name in names)
    early = f"        early_bird: {{until: 2024-03-01, individual: {{{lowered}}}}}\n"
    fees = schedule("valid_from: 2024-01-01", categories=names, early=early)
    return catalogue(qualification("course", [intake(1)], [fees]), categories=names)


def all_for_all(number: int, pounds: int = 100) -> str:
    """So many intakes, and as many fee schedules, each of which holds for all of them."""
    length = max(1, 400 // number)
    fees = (schedule(on_days(at, length), pounds) for at in range(number))
    return catalogue(qualification("course", map(intake, range(number)), fees))


def all_by_name(number: int, pounds: int = 100) -> str:
    """So many intakes, and a tenth as many fee schedules, each of which names all of them."""
    names = ", ".join(f"run-{at}" for at in range(number))
    fees = (
        schedule(f"intakes: [{names}]\n        {on_days(at, 40)}", pounds)
        for at in range(max(1, number // 10))
    )
    return catalogue(qualification("course", map(intake, range(number)), fees))


def each_its_own(number: int, pounds: int = 100) -> str:
    """So many intakes, each with a fee schedule of its own."""
    runs = (intake(at, date(2025, 1, 1) + at % 20_000 * DAY) for at in range(number))
    early = (
        "        early_bird:\n"
        f"          individual: {{member: \"{pounds - 10}.00\", non-member: \"{pounds - 10}.00\"}}\n"
        "          until: 2024-03-01\n"
    )
    fees = (schedule(f"intakes: [run-{at}]", pounds, early=early) for at in range(number))
    return catalogue(qualification("course", runs, fees))


def one_start(number: int) -> str:
    """So many intakes that all start on the same day, under one fee schedule."""
    return catalogue(
        qualification("course", map(intake, range(number)), [schedule("valid_from: 2024-01-01")])
    )


def many_periods(number: int, pounds: int = 100) -> str:
    """So many fee schedules in turn, and no intakes."""
    fees = (schedule(on_days(at), pounds) for at in range(number))
    return catalogue(qualification("course", (), fees))


def many_courses(number: int, pounds: int = 100) -> str:
    """So many qualifications."""
    return catalogue(
        *(
            qualification(f"course-{at}", [intake(1)], [schedule("valid_from: 2024-01-01", pounds)])
            for at in range(number)
        )
    )


def bad_references(number: int) -> str:
    """So many sources, and as many references to one that is not there."""
    sources = ", ".join(f"page-{at}: {{title: Page}}" for at in range(number))
    runs = (f"      run-{at}: {{starts_on: 2025-01-01, source: leaf-{at}}}\n" for at in range(number))
    text = catalogue(qualification("course", runs, [schedule("valid_from: 2024-01-01")]))
    return text.replace("sources: {", f"sources: {{{sources}, ")


class Case(NamedTuple):
    """A command on catalogues of two sizes."""

    name: str
    files: Sequence[Callable[[int], str]]
    """What makes each file that the command is given, by its size."""
    arguments: Callable[[Sequence[str], int], Sequence[str]]
    """What follows ``rrn-fees``, by the files and their size."""
    small: int
    large: int
    status: int = 0


def on_one(*arguments: str) -> Callable[[Sequence[str], int], Sequence[str]]:
    """Return the arguments of a command on one catalogue."""
    return lambda files, _: (*arguments, "--catalogue", files[0])


QUOTE = on_one("quote", "course:7", "--as", "member", "--on", ON, "--no-input")
LIST = on_one("list")
SHOW = on_one("show", "course")
DEADLINES = on_one("deadlines", "--on", ON, "--paying-on", ON)
ELIGIBILITY = on_one("eligibility", "course", "--as", "member", "--on", ON, "--no-input")
COMPARE = on_one("compare", "course:7", "--on", ON)


def check(files: Sequence[str], _: int) -> Sequence[str]:
    """Return the arguments of a check."""
    return ("catalogue", "check", "--as-at", ON, "--exit-zero", *files)


def diff(files: Sequence[str], _: int) -> Sequence[str]:
    """Return the arguments of a comparison of two catalogues."""
    return ("catalogue", "diff", "--on", ON, *files)


def pair(make: Callable[..., str]) -> tuple[Callable[[int], str], Callable[[int], str]]:
    """Return what makes a catalogue, and the same with every price changed."""
    return make, lambda number: make(number, pounds=110)


def cases() -> list[Case]:
    """Return every case."""
    by_name: dict[str, tuple[Callable[[int], str], int, int, dict[str, Callable[..., object]]]] = {
        "categories": (of_categories, 500, 5_000, {"compare": COMPARE, "list": LIST}),
    }
    del by_name
    found = [
        Case(f"{called}, categories", [of_categories], arguments, 300, 3_000)
        for called, arguments in (
            ("quote", on_one("quote", "course:7", "--as", "payer-7", "--on", ON, "--no-input")),
            ("list", LIST), ("show", SHOW), ("deadlines", DEADLINES), ("compare", COMPARE),
            ("eligibility", on_one("eligibility", "course", "--on", ON, "--no-input")),
            ("check", check),
        )
    ]
    found += [
        Case(f"{called}, {shape.__name__}", [shape], arguments, small, large)
        for shape, small, large in (
            (all_for_all, 40, 400), (all_by_name, 100, 316), (each_its_own, 300, 3000),
            (one_start, 1000, 10000), (many_periods, 300, 3000), (many_courses, 300, 3000),
        )
        for called, arguments in (
            ("quote", QUOTE), ("list", LIST), ("show", SHOW), ("deadlines", DEADLINES),
            ("eligibility", ELIGIBILITY), ("compare", COMPARE), ("check", check),
        )
    ]
    found += [
        Case(f"diff, {shape.__name__}", pair(shape), diff, small, large)
        for shape, small, large in (
            (all_for_all, 40, 400), (all_by_name, 100, 316), (each_its_own, 300, 3000),
            (many_periods, 300, 3000), (many_courses, 300, 3000),
        )
    ]
    found.append(Case("check, bad references", [bad_references], check, 500, 5_000))
    return found


def taken(arguments: Sequence[str], timeout=None) -> tuple[float, int]:
    """Run rrn-fees; return its processor time in seconds and the most memory it had, in MiB."""
    command = [sys.executable, "-m", "rrn_fees", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024, os.waitstatus_to_exitcode(status)


def main() -> None:
    words = sys.argv[1:]
    for case in cases():
        if not all(word in case.name for word in words):
            continue
        with tempfile.TemporaryDirectory() as directory:
            out = []
            for size in (1, case.small, case.large):
                files = []
                for at, make in enumerate(case.files):
                    file = Path(directory, f"{size}-{at}.yaml")
                    file.write_text(make(size), encoding="utf-8")
                    files.append(str(file))
                out.append(taken(case.arguments(files, size)))
            (one, _, _), (small, _, s1), (large, mem, s2) = out
            ratio = (large - one) / max(small - one, 1e-9)
            print(f"{case.name:40} {one*1e3:7.0f} {small*1e3:8.0f} {large*1e3:9.0f} ms {mem:6} MiB  x{ratio:7.1f}  exit {s1} {s2}", flush=True)


if __name__ == "__main__":
    main()
