"""What checks found, on a terminal or in the log of a run, with the lines that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import wrap

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.catalogue.yaml import lines_at
from rrn_fees.checks.check import Level
from rrn_fees.checks.report import CatalogueFinding, Report
from rrn_fees.documents.check_text import summary, unwritten
from rrn_fees.formats.terminal.cells import displayed
from rrn_fees.formats.terminal.excerpt import excerpt
from rrn_fees.formats.terminal.style import Style, TerminalStyle
from rrn_fees.render_options import RenderOptions

_STYLES: dict[Level, Style] = {Level.ERROR: "red", Level.WARNING: "yellow", Level.INFO: "cyan"}


def write_report(
    found: Report, catalogue: Catalogue | None, options: RenderOptions, style: TerminalStyle
) -> str:
    """Write each finding with the line that it is about, then a summary in one line."""
    del catalogue
    lines: list[str] = []
    for file in found.files:
        findings = found.written(file)
        in_file = lines_at(file.text, {each.place.line for each in findings if each.place})
        for finding in findings:
            lines += [*_finding(finding, in_file, style), ""]
        if more := unwritten(found, file):
            lines += [*_wrapped(f"{file.file}: {more}.", "", style), ""]
    if options.statistics:
        lines += [*_statistics(found, style), ""]
    lines.append(summary(found))
    return "\n".join(lines) + "\n"


def _finding(
    finding: CatalogueFinding, in_file: Mapping[int, str], style: TerminalStyle
) -> Iterator[str]:
    place, check = finding.place, finding.check
    where = finding.file + (f":{place.line}:{place.column}" if place else "")
    level = style.styled(f"{finding.level} {check.code}", _STYLES[finding.level])
    yield f"{style.styled(displayed(where, style), 'bold')}: {level} {check.name}"
    yield from _wrapped(finding.message, "  ", style)
    if place is not None:
        yield from excerpt(in_file, place, style)
    if finding.path:
        yield f"  {style.styled('in', 'dim')}   {displayed(finding.path, style)}"
    if finding.hint is not None:
        yield from _wrapped(finding.hint, f"  {style.styled('help', 'dim')} ", style)


def _wrapped(text: str, lead: str, style: TerminalStyle) -> Iterator[str]:
    room = max(style.width - 7, 20)
    lines = wrap(displayed(text, style), room, break_long_words=False, break_on_hyphens=False)
    first, *others = lines or [""]  # a text of nothing but spaces has no line
    yield lead + first
    indent = "  " if lead in ("", "  ") else "       "
    yield from (indent + line for line in others)


def _statistics(found: Report, style: TerminalStyle) -> Iterator[str]:
    """Yield how often each check found something, the most first."""
    room = max((len(f"{times:,}") for _, times in found.by_check), default=0)
    for check, times in found.by_check:
        level = style.styled(f"{check.level:7}", _STYLES[check.level])
        yield f"{times:>{room},}  {check.code}  {level}  {check.name}"
