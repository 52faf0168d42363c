"""What checks are, as Markdown: the page of the documentation is this."""

from collections.abc import Iterator, Sequence

from rrn_fees.catalogue.reading import MOST_KEPT
from rrn_fees.catalogue.scalars import LONGEST_IDENTIFIER, LONGEST_LINE, LONGEST_PROSE
from rrn_fees.catalogue.yaml import MAX_ALIASES, MAX_BYTES, MAX_DEPTH, MAX_NODES
from rrn_fees.checks.acceptance import MOST_ACCEPTED
from rrn_fees.checks.check import Check, Example, Family
from rrn_fees.checks.report import MOST_WRITTEN
from rrn_fees.errors import MOST_FAULTS, MOST_NAMED
from rrn_fees.formats.checks.words import acceptance, comment, where


def rules(checks: Sequence[Check]) -> str:
    """Write a page with a section for each family, and all there is to know about each check."""
    lines = ["# Checks", "", "Written by `rrn-fees catalogue rule -f markdown`.", ""]
    lines += ["| code | level | what is found |", "|---|---|---|"]
    lines += [
        f"| [{check.code}](#{_anchor(check)}) | {check.level} | {check.summary} |"
        for check in checks
    ]
    if len(checks) > 1:
        lines += _bounds()
    for family in Family:
        of_family = [check for check in checks if check.family is family]
        if of_family:
            lines += ["", f"## {family.prefix}: {family.title}"]
            for check in of_family:
                lines += _check(check)
    return "\n".join(lines) + "\n"


def _bounds() -> Iterator[str]:
    """Yield how much of a file is read and told, in the figures that the program holds to."""
    yield from ("", "## How much is told", "")
    yield (
        f"Of a file at most {MOST_WRITTEN:,} findings are written, errors first and then warnings; "
        f"`--max-findings` sets another number, up to {MOST_KEPT:,}. Every finding is counted: the "
        "summary has them all, by level, whatever is written, and so does the exit code. Where "
        "there are more than are written, each format says so: `json` in its summary, `sarif` in a "
        "notification of its run, `junit` in a test of its own, which fails if one of them would, "
        f"and `github` in a warning. Every other command tells the first {MOST_FAULTS:,} faults of "
        "a catalogue that cannot be used, and how many more there are."
    )
    yield ""
    yield (
        f"A hint lists at most {MOST_NAMED} names. Of a file with more than {MOST_KEPT:,} faults "
        "nothing is said to be missing. At most "
        f"{MOST_ACCEPTED:,} comments that accept something are read in a file, counting each code."
    )
    yield ""
    yield (
        "No file makes a command take more than 1 GiB of memory. For that a file has at most "
        f"{MAX_BYTES // 2**20} MiB and {MAX_NODES:,} values, with at most {MAX_ALIASES} aliases, "
        f"which are counted as if they were written out, and nests at most {MAX_DEPTH} levels. An "
        f"identifier has at most {LONGEST_IDENTIFIER} characters, a line of text {LONGEST_LINE}, a "
        f"longer text {LONGEST_PROSE:,}. [The format](catalogue.md#bounds) has the bounds of "
        "answers."
    )


def _anchor(check: Check) -> str:
    return f"{check.code.lower()}-{check.name}"


def _check(check: Check) -> Iterator[str]:
    yield from ("", f"### {check.code} {check.name}", "")
    yield f"{check.level.capitalize()}: {check.summary}."
    yield from ("", check.why, "")
    yield from _example("Bad", check.bad)
    yield from _example("Good", check.good)
    for pair in check.also:
        yield from _example(f"Bad, {pair.called}", pair.bad)
        yield from _example("Good", pair.good)
    yield acceptance(check)
    if check.acceptable:
        yield from ("", "```yaml", comment(check), "```")


def _example(called: str, example: Example) -> Iterator[str]:
    yield from (f"{called}, {where(example)}:", "", "```yaml", example.text.rstrip(), "```", "")
