"""Eligibility: the verdict on a subject, then each finding with its reason and source."""

from __future__ import annotations

from collections.abc import Iterator

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.dates import counted, long_date
from rrn_fees.documents.blocks import (
    Document,
    Medium,
    Point,
    Points,
    Section,
    Summary,
    Tone,
    with_content,
)
from rrn_fees.documents.parts import (
    answered_by,
    author_of,
    sources,
    sources_named,
    statements,
    worth_knowing,
)
from rrn_fees.eligibility.enquiry import (
    Eligibility,
    Enquiry,
    Finding,
    FindingKind,
    Outcome,
    Verdict,
)
from rrn_fees.render_options import RenderOptions

_VERDICTS = {
    Verdict.ELIGIBLE: ("Eligible", Tone.GOOD),
    Verdict.TO_CONFIRM: ("To confirm", Tone.WARNING),
    Verdict.NOT_ELIGIBLE: ("Not eligible", Tone.BAD),
    Verdict.NOT_APPLICABLE: ("Not applicable", Tone.QUIET),
}
_VERDICTS_ON_A_REQUIREMENT = {
    **_VERDICTS,
    Verdict.ELIGIBLE: ("Met", Tone.GOOD),
    Verdict.NOT_ELIGIBLE: ("Not met", Tone.BAD),
}
_OUTCOMES = {
    Outcome.MET: ("met", Tone.GOOD),
    Outcome.NOT_MET: ("not met", Tone.BAD),
    Outcome.TO_CONFIRM: ("to confirm", Tone.WARNING),
    Outcome.NOT_APPLICABLE: ("n/a", Tone.QUIET),
}
_HEADINGS = {
    FindingKind.REQUEST: "Price and dates",
    FindingKind.STATEMENT: "For whom",
    FindingKind.NOTICE: "What its page says to whoever buys",
    FindingKind.RULE: "Rules",
}


def eligibility_document(
    found: Eligibility, catalogue: Catalogue, options: RenderOptions
) -> Document:
    """Return what was found on a qualification or a requirement."""
    del options
    verdicts = _VERDICTS if found.requirement is None else _VERDICTS_ON_A_REQUIREMENT
    verdict, tone = verdicts[found.verdict]
    asked = _asked(found.enquiry, catalogue)
    return Document(
        title=f"Eligibility: {found.title}",
        lead=f"{verdict}: {asked}.",
        summary=Summary(verdict, f": {asked}", tone),
        tone=Tone.PLAIN if found.verdict is Verdict.ELIGIBLE else Tone.WARNING,
        author=author_of(catalogue),
        dated=found.enquiry.on,
        sections=with_content(_sections(found, catalogue)),
    )


def _asked(enquiry: Enquiry, catalogue: Catalogue) -> str:
    asked = [long_date(enquiry.on)]
    if enquiry.category is not None:
        asked.append(catalogue.categories[enquiry.category].label)
    if enquiry.learners > 1:
        asked.append(counted(enquiry.learners, "learner"))
    return ", ".join(asked)


def _sections(found: Eligibility, catalogue: Catalogue) -> Iterator[Section]:
    named = {finding.source for finding in found.findings}
    subject = found.enquiry.subject
    yield Section(title=found.title, identifier=subject, blocks=(), only_on=Medium.TERMINAL)
    for kind, heading in _HEADINGS.items():
        points = tuple(_point(finding) for finding in found.findings if finding.kind is kind)
        yield Section(title=heading, blocks=(Points(points),) if points else ())
    requirement = found.requirement
    if requirement is not None:
        satisfied_by = (requirement.satisfied_by, requirement.not_satisfied_by)
        yield statements("What satisfies it", filter(None, satisfied_by))
        yield worth_knowing(requirement.remarks)
        named |= {requirement.source, *(remark.source for remark in requirement.remarks)}
    yield statements("Facts that have no bearing on it", found.unused_facts)
    yield sources(sources_named(catalogue, named))
    yield answered_by((found.catalogue, ""))


def _point(finding: Finding) -> Point:
    label, tone = _OUTCOMES[finding.outcome]
    texts = [finding.reason, finding.statement or ""]
    if finding.kind is FindingKind.STATEMENT:  # what the page asks for, then why it is so found
        texts.reverse()
    text = f"{finding.criterion}: {' '.join(filter(None, texts))}"
    return Point(text, tone, (finding.source,), label)
