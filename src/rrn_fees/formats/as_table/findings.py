"""Findings of eligibility for a person at a terminal."""

from collections.abc import Iterator

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.dates import counted, long_date
from rrn_fees.eligibility.enquiry import (
    Eligibility,
    Enquiry,
    Finding,
    FindingKind,
    Outcome,
    Verdict,
)
from rrn_fees.formats.as_table.parts import signed, sources, statements
from rrn_fees.formats.look import Look, Style
from rrn_fees.formats.page import Page

_VERDICTS: dict[Verdict, tuple[str, Style]] = {
    Verdict.ELIGIBLE: ("Eligible", "green"),
    Verdict.TO_CONFIRM: ("To confirm", "yellow"),
    Verdict.NOT_ELIGIBLE: ("Not eligible", "red"),
    Verdict.NOT_APPLICABLE: ("Not applicable", "dim"),
}
_VERDICTS_ON_A_REQUIREMENT: dict[Verdict, tuple[str, Style]] = {
    **_VERDICTS,
    Verdict.ELIGIBLE: ("Met", "green"),
    Verdict.NOT_ELIGIBLE: ("Not met", "red"),
}
_OUTCOMES: dict[Outcome, tuple[str, Style]] = {
    Outcome.MET: ("met", "green"),
    Outcome.NOT_MET: ("not met", "red"),
    Outcome.TO_CONFIRM: ("to confirm", "yellow"),
    Outcome.NOT_APPLICABLE: ("n/a", "dim"),
}
_HEADINGS = {
    FindingKind.REQUEST: "Price and dates",
    FindingKind.STATEMENT: "For whom",
    FindingKind.NOTICE: "What its page says to whoever buys",
    FindingKind.RULE: "Rules",
}


def eligibility(found: Eligibility, catalogue: Catalogue, look: Look) -> str:
    """Write the verdict, then each finding with its reason and source."""
    page = Page(look)
    verdicts = _VERDICTS if found.requirement is None else _VERDICTS_ON_A_REQUIREMENT
    page.line(verdicts[found.verdict], f": {_asked(found.enquiry, catalogue)}")
    page.gap()
    page.line((found.title, "bold"), (f"  {found.enquiry.subject}", "dim"))
    for kind, heading in _HEADINGS.items():
        findings = [finding for finding in found.findings if finding.kind is kind]
        if findings:
            page.gap()
            page.line((heading, "bold"))
            page.entries(entry for finding in findings for entry in _entries(finding))
    if found.requirement is not None:
        satisfied_by, never = found.requirement.satisfied_by, found.requirement.not_satisfied_by
        statements(page, "What satisfies it", filter(None, (satisfied_by, never)))
        remarks = found.requirement.remarks
        statements(page, "Worth knowing", (f"{r.text} [{r.source}]" for r in remarks))
    if found.unused_facts:
        statements(page, "Facts that have no bearing on it", found.unused_facts)
    named = {finding.source for finding in found.findings}
    if found.requirement is not None:
        named |= {found.requirement.source, *(r.source for r in found.requirement.remarks)}
    page.gap()
    sources(page, {name: of for name, of in catalogue.sources.items() if name in named})
    return signed(page, found.catalogue)


def _asked(enquiry: Enquiry, catalogue: Catalogue) -> str:
    asked = [long_date(enquiry.on)]
    if enquiry.category is not None:
        asked.append(catalogue.categories[enquiry.category].label)
    if enquiry.learners > 1:
        asked.append(counted(enquiry.learners, "learner"))
    return ", ".join(asked)


def _entries(finding: Finding) -> Iterator[tuple[str, str, Style]]:
    called, style = _OUTCOMES[finding.outcome]
    said = [finding.reason, finding.statement or ""]
    if finding.kind is FindingKind.STATEMENT:
        said.reverse()
    text = " ".join(filter(None, said))
    yield called, f"{finding.criterion}: {text} [{finding.source}]", style
