"""Each command on a catalogue and on one ten times as large: ten times the input, not a hundred.

``python benchmarks/scaling.py [WORD]...``: only the cases whose names have each WORD. Whole
processes, by their processor time, less what the same command takes on a catalogue of one. Where
the answer has more rows than the file has lines, it is the answer that is ten times as large.
"""

import os
import re
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
LITTLE = 0.1
"""Seconds below which a difference is the machine's and not ours."""

ON = "2024-02-01"
DAY = timedelta(days=1)
FIRST = date(2024, 2, 1)
"""The first day of the first fee schedule: the day that is asked about."""

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
        f'          individual: {{member: "{pounds - 10}.00", non-member: "{pounds - 10}.00"}}\n'
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


def one_short_of_each(number: int) -> str:
    """So many qualifications, whose cohort fee lowers the price, each with its own early bird."""
    courses = []
    for at in range(number):
        early = (
            f"        early_bird:\n          until: {FIRST + (at % 300) * DAY}\n"
            '          cohort: {member: "390.00"}\n'
        )
        fee = schedule("valid_from: 2024-01-01", early=early).replace('"600.00"', '"400.00"')
        courses.append(qualification(f"course-{at}", [intake(1)], [fee]))
    return catalogue(*courses)


def bad_references(number: int) -> str:
    """So many sources, and as many references to one that is not there."""
    sources = ", ".join(f"page-{at}: {{title: Page}}" for at in range(number))
    runs = (
        f"      run-{at}: {{starts_on: 2025-01-01, source: leaf-{at}}}\n" for at in range(number)
    )
    text = catalogue(qualification("course", runs, [schedule("valid_from: 2024-01-01")]))
    return text.replace("sources: {", f"sources: {{{sources}, ")


Arguments = Callable[[Sequence[str]], Sequence[str]]
"""What follows ``rrn-fees``, by the files that it is given."""


class Case(NamedTuple):
    """A command on catalogues of two sizes, of which the larger is ten times the smaller."""

    name: str
    files: Sequence[Callable[[int], str]]
    """What makes each file that the command is given, by its size."""
    arguments: Arguments
    small: int
    large: int
    most_mib: int
    """The most memory that the larger may take."""


def on_one(*arguments: str) -> Arguments:
    """Return the arguments of a command on one catalogue."""
    return lambda files: (*arguments, "--catalogue", files[0])


def quote(category: str) -> Arguments:
    """Return the arguments of a quote."""
    return on_one("quote", "course:7", "--as", category, "--on", ON, "--no-input")


def quote_of_all(files: Sequence[str]) -> Sequence[str]:
    """Return the arguments of a quote for five learners on each qualification of a catalogue."""
    names = re.findall(r"^  (course-\d+):", Path(files[0]).read_text("utf-8"), re.MULTILINE)
    items = (f"{name}:5" for name in names)
    return ("quote", *items, "--as", "member", "--on", ON, "-f", "json", "--catalogue", files[0])


QUOTE = quote("member")
LIST = on_one("list")
DEADLINES = on_one("deadlines", "--on", ON, "--paying-on", ON)
COMPARE = on_one("compare", "course:7", "--on", ON)


def check(files: Sequence[str]) -> Sequence[str]:
    """Return the arguments of a check."""
    return ("catalogue", "check", "--as-at", ON, "--exit-zero", *files)


def diff(files: Sequence[str]) -> Sequence[str]:
    """Return the arguments of a comparison of two catalogues."""
    return ("catalogue", "diff", "--on", ON, *files)


def dearer(make: Callable[..., str]) -> tuple[Callable[[int], str], Callable[[int], str]]:
    """Return what makes a catalogue, and the same with every price higher."""
    return make, lambda number: make(number, pounds=110)


def cases() -> list[Case]:
    """Return every case."""
    of_payers = {"quote": quote("payer-0"), "list": LIST, "compare": COMPARE, "check": check}
    of_courses = {"quote": QUOTE, "compare": COMPARE, "deadlines": DEADLINES, "check": check}
    shapes: tuple[tuple[str, Callable[..., str], int, int, int, dict[str, Arguments]], ...] = (
        ("categories", of_categories, 300, 3_000, 128, of_payers),
        ("intakes x schedules for all", all_for_all, 40, 400, 64, of_courses),
        ("intakes, each with its schedule", each_its_own, 1_000, 10_000, 400, of_courses),
        ("intakes with one start", one_start, 1_000, 10_000, 128, of_courses),
        ("periods without intakes", many_periods, 1_000, 10_000, 400, of_courses),
        # Here the names in the file, or the rows of the answer, are ten times as many.
        ("intakes x schedules that name them", all_by_name, 200, 632, 128, of_courses),
        ("prices of intakes x schedules", all_for_all, 100, 316, 400, {"list": LIST}),
    )
    found = [
        Case(f"{called}: {small:,} {what}", [make], arguments, small, large, most_mib)
        for what, make, small, large, most_mib, commands in shapes
        for called, arguments in commands.items()
    ]
    for what, make, small, large in (
        ("intakes, each with its schedule", each_its_own, 300, 3_000),
        ("periods without intakes", many_periods, 300, 3_000),
        ("qualifications", many_courses, 300, 3_000),
        ("prices of intakes x schedules", all_for_all, 20, 63),
    ):
        found.append(Case(f"diff: {small:,} {what}", dearer(make), diff, small, large, 400))
    found.append(Case("quote: 200 items", [one_short_of_each], quote_of_all, 200, 2_000, 256))
    found.append(Case("check: 500 bad references", [bad_references], check, 500, 5_000, 400))
    return found


class Taken(NamedTuple):
    """What a process took."""

    seconds: float
    """Of the processor, which another process on the machine does not lengthen."""
    mib: float


def taken(arguments: Sequence[str]) -> Taken:
    """Run rrn-fees; return what it took."""
    gone = subprocess.DEVNULL
    command = [sys.executable, "-m", "rrn_fees", *arguments]
    process = subprocess.Popen(command, stdout=gone, stderr=gone)
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 1), arguments
    return Taken(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measured(case: Case, size: int, directory: str) -> Taken:
    """Return the medians of a command on catalogues of one size."""
    files = []
    for at, make in enumerate(case.files):
        file = Path(directory, f"{at}.yaml")
        file.write_text(make(size), encoding="utf-8")
        files.append(str(file))
    runs = [taken(case.arguments(files)) for _ in range(RUNS)]
    return Taken(median(run.seconds for run in runs), median(run.mib for run in runs))


def main() -> None:
    """Measure and print the ratios; leave with 1 if a case is over a bound."""
    over = False
    print(f"{'':52} {'of ten':>9} {'of one':>9}  ratio    memory")
    for case in cases():
        if not all(word in case.name for word in sys.argv[1:]):
            continue
        with tempfile.TemporaryDirectory() as directory:
            sizes = (1, case.small, case.large)
            alone, small, large = (measured(case, size, directory) for size in sizes)
        once, ten_times = (max(of.seconds - alone.seconds, 0) for of in (small, large))
        # What takes next to no time is bounded as if it took a little: its ratio is the machine's.
        ratio = ten_times / max(once, LITTLE)
        failed = ratio > MOST or large.mib > case.most_mib
        over = over or failed
        print(
            f"{case.name:52} {ten_times * 1e3:6.0f} ms {once * 1e3:6.0f} ms {ratio:6.1f} "
            f"{large.mib:5.0f} MiB {'OVER' if failed else ''}",
            flush=True,
        )
    print(f"\nThe bound is {MOST} times the time, and on memory what each case says.")
    sys.exit(1 if over else 0)


if __name__ == "__main__":
    main()
