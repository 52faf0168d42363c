"""What checks are, as Markdown: the page of the documentation is this."""

from collections.abc import Iterator, Sequence

from rrn_fees.checks.check import Check, Example, Family
from rrn_fees.render.checks.words import acceptance, comment, where


def rules(checks: Sequence[Check]) -> str:
    """Write a page with a section for each family, and all there is to know about each check."""
    lines = ["# Checks", "", "Written by `rrn-fees catalogue rule -f markdown`.", ""]
    lines += ["| code | level | what is found |", "|---|---|---|"]
    lines += [
        f"| [{check.code}](#{_anchor(check)}) | {check.level} | {check.summary} |"
        for check in checks
    ]
    for family in Family:
        of_family = [check for check in checks if check.family is family]
        if of_family:
            lines += ["", f"## {family.prefix}: {family.title}"]
            for check in of_family:
                lines += _check(check)
    return "\n".join(lines) + "\n"


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
