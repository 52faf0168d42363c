"""What checks found, for a person at a terminal or in the log of a run. Knows no Rich."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from rrn_fees.catalogue.yaml import lines_of
from rrn_fees.checks.check import Level
from rrn_fees.checks.report import CatalogueFinding, Report
from rrn_fees.dates import counted, long_date
from rrn_fees.errors import printable
from rrn_fees.render.checks.excerpt import excerpt
from rrn_fees.render.look import Look, Style

_STYLES: dict[Level, Style] = {Level.ERROR: "red", Level.WARNING: "yellow", Level.INFO: "cyan"}


def report(found: Report, look: Look, *, statistics: bool = False) -> str:
    """Write each finding with the line that it is about, then a summary in one line."""
    lines: list[str] = []
    for file in found.files:
        in_file = lines_of(file.text) if file.findings else []
        for finding in file.findings:
            lines += [*_finding(finding, in_file, look), ""]
    if statistics:
        lines += [*_statistics(found, look), ""]
    lines.append(summary(found))
    text = "\n".join(lines) + "\n"
    return text.replace("£", "GBP ") if look.plain else text


def _finding(finding: CatalogueFinding, in_file: Sequence[str], look: Look) -> Iterator[str]:
    place, check = finding.place, finding.check
    where = printable(finding.file) + (f":{place.line}:{place.column}" if place else "")
    level = look.styled(f"{finding.level} {check.code}", _STYLES[finding.level])
    yield f"{look.styled(where, 'bold')}: {level} {check.name}"
    yield from _wrapped(finding.message, "  ", look)
    if place is not None:
        yield from (f"    {line}" for line in excerpt(in_file, place))
    if finding.path:
        yield f"  {look.styled('in', 'dim')}   {finding.path}"
    if finding.hint is not None:
        yield from _wrapped(finding.hint, f"  {look.styled('help', 'dim')} ", look)


def _wrapped(text: str, lead: str, look: Look) -> Iterator[str]:
    room = max(look.width - 7, 20)
    first, *others = wrap(printable(text), room, break_long_words=False, break_on_hyphens=False)
    yield lead + first
    indent = "  " if lead == "  " else "       "
    yield from (indent + line for line in others)


def _statistics(found: Report, look: Look) -> Iterator[str]:
    """Yield how often each check found something, the most first."""
    room = max((len(f"{times:,}") for _, times in found.by_check), default=0)
    for check, times in found.by_check:
        level = look.styled(f"{check.level:7}", _STYLES[check.level])
        yield f"{times:>{room},}  {check.code}  {level}  {check.name}"


def summary(found: Report) -> str:
    """Return in one line what was checked, from when, and how much was found."""
    levels = ", ".join(counted(times, level) for level, times in found.counts.items())
    besides = [
        (sum(len(file.accepted) for file in found.files), "accepted"),
        (sum(file.unselected for file in found.files), "not asked for"),
        (sum(not file.was_read for file in found.files), "not readable"),
    ]
    others = "".join(f", {times:,} {said}" for times, said in besides if times)
    files = counted(len(found.files), "file")
    return f"Checked {files} as at {long_date(found.as_at)}: {levels}{others}."
