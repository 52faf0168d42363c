"""Eligibility: may one have this price, on this day, and what is there still to confirm. Pure.

Shares with pricing the price list and the intake windows, so that an intake which a quote calls
open is open here, by the same code.
"""

from rrn_fees.catalogue.model import Catalogue, FactId, claim_of, verified
from rrn_fees.deadlines.working_days import Calendar
from rrn_fees.eligibility.criteria import OF_EVERY_COHORT, findings_of
from rrn_fees.eligibility.enquiry import Eligibility, Enquiry, FindingKind, Question
from rrn_fees.eligibility.requirements import facts_of, findings_on
from rrn_fees.errors import RequestError, no_such, quoted


def assess(
    catalogue: Catalogue, enquiry: Enquiry, working_days: Calendar | None = None
) -> Eligibility:
    """Return what is found on the subject of *enquiry*: a qualification or a requirement.

    With *working_days* it warns of a payment that is meant for a day on which none may arrive.
    Raises `RequestError` with every name in *enquiry* that *catalogue* does not have.
    """
    _require_names(catalogue, enquiry)
    requirement = catalogue.requirements.get(enquiry.subject)
    if requirement is not None:
        title, bearing = requirement.title, facts_of(requirement)
        findings = tuple(findings_on(requirement, enquiry))
    else:
        title = catalogue.qualifications[enquiry.subject].title
        findings = tuple(findings_of(catalogue, enquiry, working_days))
        bearing = {each.criterion for each in findings if each.kind is not FindingKind.NOTICE}
    return Eligibility(
        enquiry=enquiry,
        title=title,
        findings=findings,
        requirement=requirement,
        unused_facts=tuple(fact for fact in enquiry.facts if fact not in bearing),
        catalogue=catalogue.origin,
    )


def next_question(catalogue: Catalogue, enquiry: Enquiry) -> Question | None:
    """Return the first thing to ask that may change a finding; None if nothing is left to ask."""
    for finding in assess(catalogue, enquiry).findings:
        for fact in finding.open_facts:
            if fact not in enquiry.facts:
                return Question(fact, _questions(catalogue)[fact])
    return None


def _questions(catalogue: Catalogue) -> dict[FactId, str]:
    """Return every fact that can be answered, with its question."""
    asker = catalogue.publisher.name if catalogue.publisher else "whoever publishes the fees"
    claims = {
        verified(name): f"Has {asker} verified the claim: {claim}?"
        for name, category in catalogue.categories.items()
        if (claim := claim_of(name, category))
    }
    declared = {name: fact.question for name, fact in catalogue.facts.items()}
    return {**claims, **OF_EVERY_COHORT, **declared}


def _require_names(catalogue: Catalogue, enquiry: Enquiry) -> None:
    """Raise `RequestError` with every name in *enquiry* that *catalogue* does not have."""
    unknown = []
    subject, category, intake = enquiry.subject, enquiry.category, enquiry.intake
    qualification = catalogue.qualifications.get(subject)
    if qualification is None and subject not in catalogue.requirements:
        known = {**catalogue.qualifications, **catalogue.requirements}
        unknown.append(no_such("qualification or requirement called", subject, known))
    if category is not None and category not in catalogue.categories:
        unknown.append(no_such("category", category, catalogue.categories))
    if intake is not None and qualification is not None and intake not in qualification.intakes:
        unknown.append(no_such(f"intake of {subject} called", intake, qualification.intakes))
    if subject in catalogue.requirements and enquiry.is_of_a_purchase:
        unknown.append(
            f"{quoted(subject)} is a requirement, not something to buy: ask for it by a day and "
            "facts alone."
        )
    known_facts = _questions(catalogue)
    unknown += [
        no_such("fact", fact, known_facts) for fact in enquiry.facts if fact not in known_facts
    ]
    if unknown:
        raise RequestError(*unknown)
