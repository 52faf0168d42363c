"""What is said of findings and of checks, in whatever format."""

from collections import Counter

from rrn_fees.checks.check import Check, Example, Level
from rrn_fees.checks.report import CatalogueFinding, Report
from rrn_fees.dates import counted, long_date
from rrn_fees.printable import printable
from rrn_fees.render.look import Look, Style

_STYLES: dict[Level, Style] = {Level.ERROR: "red", Level.WARNING: "yellow", Level.INFO: "cyan"}


def styled(text: str, level: Level, look: Look) -> str:
    """Return *text* in the colour of its level, where there is colour."""
    return look.styled(text, _STYLES[level])


def shown(text: str, look: Look) -> str:
    """Return *text* as it stands in a report, its pounds spelt out where only ASCII is shown."""
    text = printable(text)
    return text.replace("£", "GBP ") if look.plain else text


def said(finding: CatalogueFinding, *, path: bool = True) -> str:
    """Return what a finding says in one line: where in the catalogue, what, and what to do."""
    where = f"{finding.path}: " if path and finding.path else ""
    hint = f" ({finding.hint})" if finding.hint else ""
    return printable(f"{where}{finding.message}{hint}")


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


def failure_said(found: Report) -> str:
    """Say in a sentence what makes the answer a no; a strict run fails over warnings too."""
    failing = Counter(finding.level for finding in found.findings if found.fails(finding))
    what = " and ".join(counted(failing[level], level) for level in Level if failing[level])
    return f"Found {what}."


def sentence(check: Check) -> str:
    """Return what a check finds, as a sentence."""
    return f"{check.summary[0].upper()}{check.summary[1:]}."


def where(example: Example) -> str:
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
