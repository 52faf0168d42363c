"""Run one corpus of commands on two versions of the source, and tell whose bytes differ.

``python tools/compare_answers.py COMMIT`` compares the source at hand with that of a commit: what
each command writes to standard output, to standard error and to files, and its exit code. It leaves
with 1 if an answer for a program differs (JSON, CSV, ICS, SARIF, JUnit, GitHub, a schema), so that
a change of the code can be shown to change none of them. What differs in answers for people is
listed, with ``--show`` line by line: each difference is to be looked at. PDF and XLSX are compared
as bytes, too.

Both versions get the same files, those of the source at hand, under the same names.
"""

import argparse
import difflib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
ON = ("--on", "2024-02-01")

FOR_PROGRAMS = {"json", "csv", "ics", "sarif", "junit", "github"}

QUOTES = [
    ("certificate:6", "--as", "member", *ON),
    ("certificate:6", "diploma:3", "--as", "non-member", *ON),
    ("certificate:5", "--as", "member", *ON, "--explain"),
    ("hopes-diploma", "--as", "member", *ON),
    ("hopes-diploma", "--as", "member", "--on", "2026-11-24"),
    ("certificate", "--as", "member", "--on", "2024-06-01", "--indicative"),
    ("certificate", "--as", "member", "--on", "2024-06-01"),
    ("course:6", "--as", "member", *ON, "--catalogue", "everything.yaml"),
    ("course:7", "--as", "member", *ON, "--catalogue", "everything.yaml", "--early-bird"),
    ("course:40", "--as", "non-member", *ON, "--catalogue", "rules.yaml", "--explain"),
]
OTHERS = [
    ("show", "certificate"),
    ("show", "hopes-diploma"),
    ("eligibility", "certificate", "--no-input", *ON),
    ("eligibility", "hopes-diploma", "--as", "member", "-n", "6", "--no-input", *ON),
]
COMPARISONS = [
    ("certificate", "-n", "7", *ON),
    ("certificate", "diploma", "-n", "1..13", *ON),
    ("course", "-n", "6", *ON, "--catalogue", "everything.yaml"),
]
DIFFS = [
    ("fees-before.yaml", "fees-after.yaml", *ON),
    ("everything.yaml", "rules.yaml", *ON),
    ("fees-before.yaml", "fees-after.yaml", *ON, "--fail-on", "increase"),
]


def commands() -> Iterator[tuple[str, ...]]:
    """Yield every command of the corpus, without the name of the program."""
    yield from _priced()
    yield from _about_catalogues()
    for form in ("pdf", "xlsx"):
        yield "quote", *QUOTES[1], "-o", f"written.{form}"
        yield "list", "-o", f"written.{form}"
        yield "deadlines", *ON, "-o", f"written.{form}"
        yield "compare", *COMPARISONS[1], "-o", f"written.{form}"
    yield "quote", *QUOTES[0], "--color", "always"
    yield "quote", *QUOTES[0], "--customer", "A Trust", "--purchase-order", "PO 7", "-f", "json"
    yield "quote", "no-such-course", "--as", "nobody", *ON
    for page in ((), ("quote",), ("catalogue", "check")):
        yield *page, "--help"


def _priced() -> Iterator[tuple[str, ...]]:
    documents = ("table", "json", "csv", "markdown", "html")
    for request, form in product(QUOTES, documents):
        yield "quote", *request, "-f", form
    for request, form in product(OTHERS, ("table", "json", "csv")):
        yield *request, "-f", form
    for request, form in product(COMPARISONS, documents):
        yield "compare", *request, "-f", form
    for catalogue, form in product(("shipped", "everything.yaml", "dates.yaml"), documents):
        of = () if catalogue == "shipped" else ("--catalogue", catalogue)
        yield "list", *of, "-f", form
        yield "deadlines", *of, *ON, "-f", form
        yield "deadlines", *of, *ON, "--paying-on", "2024-03-29", "-f", form
    yield "deadlines", *ON, "-f", "ics"
    yield "deadlines", *ON, "--catalogue", "dates.yaml", "-f", "ics"
    for form, day in product(("table", "json"), ("2024-02-01", "2024-06-01")):
        yield "verify", "course.json", "--on", day, "--catalogue", "everything.yaml", "-f", form


def _about_catalogues() -> Iterator[tuple[str, ...]]:
    for file, form in product(
        ("faulty.yml", "everything.yaml", "dates.yaml"),
        ((), *(("-f", form) for form in ("json", "github", "sarif", "junit"))),
    ):
        yield "catalogue", "check", file, "--as-at", "2024-02-01", *form
    for request, form in product(DIFFS, ((), ("-f", "json"), ("-f", "markdown"))):
        yield "catalogue", "diff", *request, *form
    for form in ((), ("-f", "json"), ("-f", "markdown")):
        yield "catalogue", "rule", *form
        yield "catalogue", "rule", "F305", *form
    yield "catalogue", "schema"
    yield "catalogue", "init", "-o", "-"
    yield "catalogue", "check", "faulty.yml", "--as-at", "2024-02-01", "--color", "always"


def is_for_programs(command: tuple[str, ...]) -> bool:
    """Whether a program reads the answer to *command*."""
    return bool(FOR_PROGRAMS & {*command}) or command[:2] == ("catalogue", "schema")


@dataclass(frozen=True)
class Answer:
    """All that a command leaves behind."""

    code: int
    out: bytes
    err: bytes
    written: bytes | None


def answered(source: Path, command: tuple[str, ...]) -> Answer:
    """Run *command* with the package of *source*, in a directory of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RRN_FEES_")}
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name) / "work"
        directory.mkdir()
        for folder in ("catalogues", "quotes"):
            shutil.copytree(REPOSITORY / "tests" / folder, directory, dirs_exist_ok=True)
        # The package finds the shipped catalogue beside itself, and names it by its path.
        done = subprocess.run(  # noqa: S603 - the project's own command
            [sys.executable, "-c", _AS_RRN_FEES, *command],
            cwd=directory,
            env={**kept, "PYTHONPATH": str(source / "src"), "COLUMNS": "80", "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        written = [*directory.glob("written.*")]

        def plain(output: bytes) -> bytes:
            return output.replace(str(source).encode(), b"SOURCE").replace(name.encode(), b"TEMP")

        content = written[0].read_bytes() if written else None
        return Answer(done.returncode, plain(done.stdout), plain(done.stderr), content)


_AS_RRN_FEES = "import sys; sys.argv[0] = 'rrn-fees'; from rrn_fees.__main__ import main; main()"


def main() -> int:
    """Compare, print what differs, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("commit", help="the version to compare with")
    parser.add_argument("--show", action="store_true", help="show what differs, line by line")
    chosen = parser.parse_args()
    corpus = [*commands()]
    # A source of the same length in its path folds lines of a terminal at the same words.
    with tempfile.TemporaryDirectory() as name:
        before, after = Path(name) / "before", Path(name) / "latter"
        git = shutil.which("git") or "git"
        subprocess.run(  # noqa: S603
            [git, "worktree", "add", "--quiet", "--detach", before, chosen.commit],
            cwd=REPOSITORY,
            check=True,
        )
        after.symlink_to(REPOSITORY, target_is_directory=True)
        try:
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                olds = pool.map(lambda command: answered(before, command), corpus)
                news = pool.map(lambda command: answered(after, command), corpus)
                pairs = [*zip(corpus, olds, news, strict=True)]
        finally:
            subprocess.run(  # noqa: S603
                [git, "worktree", "remove", "--force", before], cwd=REPOSITORY, check=True
            )
    sys.stdout.writelines(f"{line}\n" for line in report(pairs, show=chosen.show))
    return 1 if any(old != new and is_for_programs(asked) for asked, old, new in pairs) else 0


def report(pairs: list[tuple[tuple[str, ...], Answer, Answer]], *, show: bool) -> Iterator[str]:
    """Yield what differs, with *show* line by line, and a summary."""
    differing = [pair for pair in pairs if pair[1] != pair[2]]
    for command, old, new in differing:
        whose = "FOR PROGRAMS" if is_for_programs(command) else "for people"
        yield f"{whose}: rrn-fees {' '.join(command)}"
        if old.code != new.code:
            yield f"    exit {old.code} -> {new.code}"
        if old.written != new.written:
            yield "    the file differs"
        for called, was, becomes in (("out", old.out, new.out), ("err", old.err, new.err)):
            if was != becomes and show:
                before, after = (
                    text.decode("utf-8", "replace").splitlines() for text in (was, becomes)
                )
                yield from difflib.unified_diff(before, after, called, called, "", "", 1, "")
    programs, of_all = (
        sum(is_for_programs(command) for command, _, _ in some) for some in (differing, pairs)
    )
    yield f"{len(pairs)} commands, {of_all} of them for programs."
    yield f"{len(differing)} differ, {programs} of them for programs."


if __name__ == "__main__":
    sys.exit(main())
