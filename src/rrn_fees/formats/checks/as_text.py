"""What checks found, for a person at a terminal or in the log of a run. Knows no Rich."""

from collections.abc import Iterator, Mapping
from textwrap import wrap

from rrn_fees.catalogue.yaml import lines_at
from rrn_fees.checks.report import CatalogueFinding, Report
from rrn_fees.formats.checks.excerpt import excerpt
from rrn_fees.formats.checks.words import shown, styled, summary, unwritten
from rrn_fees.formats.look import Look


def report(found: Report, look: Look, *, statistics: bool = False) -> str:
    """Write each finding with the line that it is about, then a summary in one line."""
    lines: list[str] = []
    for file in found.files:
        findings = found.written(file)
        in_file = lines_at(file.text, {each.place.line for each in findings if each.place})
        for finding in findings:
            lines += [*_finding(finding, in_file, look), ""]
        if more := unwritten(found, file):
            lines += [*_wrapped(f"{file.file}: {more}.", "", look), ""]
    if statistics:
        lines += [*_statistics(found, look), ""]
    lines.append(summary(found))
    return "\n".join(lines) + "\n"


def _finding(finding: CatalogueFinding, in_file: Mapping[int, str], look: Look) -> Iterator[str]:
    place, check = finding.place, finding.check
    where = finding.file + (f":{place.line}:{place.column}" if place else "")
    level = styled(f"{finding.level} {check.code}", finding.level, look)
    yield f"{look.styled(shown(where, look), 'bold')}: {level} {check.name}"
    yield from _wrapped(finding.message, "  ", look)
    if place is not None:
        yield from excerpt(in_file, place, look)
    if finding.path:
        yield f"  {look.styled('in', 'dim')}   {shown(finding.path, look)}"
    if finding.hint is not None:
        yield from _wrapped(finding.hint, f"  {look.styled('help', 'dim')} ", look)


def _wrapped(text: str, lead: str, look: Look) -> Iterator[str]:
    room = max(look.width - 7, 20)
    lines = wrap(shown(text, look), room, break_long_words=False, break_on_hyphens=False)
    first, *others = lines or [""]  # a text of nothing but spaces has no line
    yield lead + first
    indent = "  " if lead in ("", "  ") else "       "
    yield from (indent + line for line in others)


def _statistics(found: Report, look: Look) -> Iterator[str]:
    """Yield how often each check found something, the most first."""
    room = max((len(f"{times:,}") for _, times in found.by_check), default=0)
    for check, times in found.by_check:
        level = styled(f"{check.level:7}", check.level, look)
        yield f"{times:>{room},}  {check.code}  {level}  {check.name}"
