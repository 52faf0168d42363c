"""Findings and checks in words."""

from __future__ import annotations

from rrn_fees.checks.check import Check, Example
from rrn_fees.checks.report import Accepted, CatalogueFinding, FileReport, Report
from rrn_fees.dates import counted, long_date
from rrn_fees.printable import printable


def finding_text(finding: CatalogueFinding, *, path: bool = True) -> str:
    """Return what a finding says in one line: where, what, and what to do."""
    where = f"{finding.path}: " if path and finding.path else ""
    hint = f" ({finding.hint})" if finding.hint else ""
    return printable(f"{where}{finding.message}{hint}")


def summary(found: Report) -> str:
    """Return in one line what was checked, from when, and how much was found, written or not."""
    levels = ", ".join(counted(times, level) for level, times in found.counts.items())
    unwritten = sum(found.counts.values()) - sum(len(found.written(file)) for file in found.files)
    besides = [
        (unwritten, "not written"),
        (sum(file.in_base for file in found.files), f"already in {printable(found.base or '')}"),
        (sum(len(file.accepted) + file.more_accepted for file in found.files), "accepted"),
        (sum(file.unselected for file in found.files), "not asked for"),
        (sum(not file.was_read for file in found.files), "not readable"),
    ]
    others = "".join(f", {times:,} {what}" for times, what in besides if times)
    files = counted(len(found.files), "file")
    against = f" against {printable(found.base)}" if found.base is not None else ""
    return f"Checked {files}{against} as at {long_date(found.as_at)}: {levels}{others}."


def unwritten(found: Report, file: FileReport) -> str | None:
    """Say how many findings of *file* were too many to write; None if all are written."""
    times = found.unwritten(file)
    if not times:
        return None
    verb = "is" if times == 1 else "are"
    return (
        f"{times:,} more {'finding' if times == 1 else 'findings'} in this file {verb} not "
        "written; --max-findings sets how many are"
    )


def accepted_text(accepted: Accepted) -> str:
    """Return what an accepted finding says in one line, and the reason that its file gives."""
    return f"{finding_text(accepted.finding)} - accepted: {printable(accepted.reason)}"


def failure_text(found: Report) -> str:
    """Say in a sentence what makes the answer a no; a strict run fails over warnings too."""
    failing = {level: times for level, times in found.counts.items() if level in found.failing}
    what = " and ".join(counted(times, level) for level, times in failing.items() if times)
    return f"Found {what}."


def sentence(check: Check) -> str:
    """Return what a check finds, as a sentence."""
    return f"{check.summary[0].upper()}{check.summary[1:]}."


def example_place(example: Example) -> str:
    """Say where an example stands, how often, and how it is saved if that is the point."""
    often = f", {example.times:,} times over" if example.times > 1 else ""
    saved = f", saved as {example.encoding}" if example.encoding != "utf-8" else ""
    return f"{example.within.value}{often}{saved}"


def acceptance(check: Check) -> str:
    """Say whether a catalogue may accept what a check finds."""
    if check.acceptable:
        return "Where it is right as it is, accept it with a reason, at the end of its line:"
    return "It cannot be accepted."


def comment(check: Check) -> str:
    """Return the comment by which a catalogue accepts what a check finds."""
    return f"# rrn-fees: accept {check.code} the page prints it like this"
