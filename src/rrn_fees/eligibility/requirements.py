"""Requirements: which dated rules bind an organisation on a day, by the facts that are known. Pure.

The rule language is the catalogue's: facts, `all`, `any`, a date, a weight. Logic is three-valued:
a fact of which nothing is known decides nothing.
"""

from collections.abc import Iterator

from rrn_fees.catalogue.model import FactId, Requirement, Rule, Trigger, Weight
from rrn_fees.dates import long_date
from rrn_fees.eligibility.enquiry import Enquiry, Finding, FindingKind, Outcome
from rrn_fees.errors import listed


def holds(trigger: Trigger, enquiry: Enquiry) -> bool | None:
    """Return whether each of `all` and one of `any` is so; None while the facts leave it open."""
    every = [enquiry.answer(fact) for fact in trigger.all]
    some = [enquiry.answer(fact) for fact in trigger.any]
    if False in every or (some and all(answer is False for answer in some)):
        return False
    return None if None in every or (some and True not in some) else True


def open_facts(trigger: Trigger, enquiry: Enquiry) -> tuple[FactId, ...]:
    """Return the facts that would decide *trigger*, in its order; none if it is decided."""
    if holds(trigger, enquiry) is not None:
        return ()
    decided = any(enquiry.answer(fact) for fact in trigger.any)
    asked = dict.fromkeys((*trigger.all, *(() if decided else trigger.any)))
    return tuple(fact for fact in asked if enquiry.answer(fact) is None)


def facts_of(requirement: Requirement) -> set[FactId]:
    """Return every fact that a rule of *requirement* asks about."""
    triggers = [rule.when for rule in requirement.rules.values()]
    triggers += [rule.satisfied_when for rule in requirement.rules.values() if rule.satisfied_when]
    return {fact for trigger in triggers for fact in (*trigger.all, *trigger.any)}


def findings_on(requirement: Requirement, enquiry: Enquiry) -> Iterator[Finding]:
    """Yield a finding for each rule of *requirement*, the earliest to apply first."""
    in_turn = sorted(requirement.rules.items(), key=lambda named: named[1].applies_from)
    for name, rule in in_turn:
        outcome, why, facts = _judged(rule, requirement, enquiry)
        yield Finding(
            criterion=name,
            kind=FindingKind.RULE,
            outcome=outcome,
            reason=why,
            statement=rule.statement,
            source=rule.source,
            required=rule.weight is Weight.MANDATORY,
            open_facts=facts,
            rule=rule,
        )


_Judgement = tuple[Outcome, str, tuple[FactId, ...]]


def _judged(rule: Rule, requirement: Requirement, enquiry: Enquiry) -> _Judgement:
    """Return what is found of one rule, why, and which facts would decide it."""
    if enquiry.on < rule.applies_from:
        from_when = f"{rule.weight} from {long_date(rule.applies_from)}"
        why = f"Not in force on {long_date(enquiry.on)}: {from_when}."
        return Outcome.NOT_APPLICABLE, why, ()
    match holds(rule.when, enquiry):
        case False:
            against = _answered_no(rule.when, enquiry)
            return (
                Outcome.NOT_APPLICABLE,
                f"Does not apply: no to {listed(against)}.",
                (),
            )
        case None:
            facts = open_facts(rule.when, enquiry)
            why = f"In force, {rule.weight}; whether it applies depends on {listed(facts)}."
            return Outcome.TO_CONFIRM, why, facts
        case True:
            return _applying(rule, requirement, enquiry)


def _applying(rule: Rule, requirement: Requirement, enquiry: Enquiry) -> _Judgement:
    """Return whether a rule that applies is satisfied, as far as facts can tell."""
    applies = f"Applies, {rule.weight} since {long_date(rule.applies_from)}"
    by = rule.satisfied_by or requirement.satisfied_by
    if rule.satisfied_when is None:
        return Outcome.TO_CONFIRM, f"{applies}. What satisfies it: {by}", ()
    match holds(rule.satisfied_when, enquiry):
        case True:
            return Outcome.MET, f"{applies}, and satisfied as answered.", ()
        case False if rule.weight is Weight.MANDATORY:
            return Outcome.NOT_MET, f"{applies}, and not satisfied. What satisfies it: {by}", ()
        case False:
            why = f"{applies}, and not satisfied: a person must decide. What satisfies it: {by}"
            return Outcome.TO_CONFIRM, why, ()
        case None:
            facts = open_facts(rule.satisfied_when, enquiry)
            why = f"{applies}. What satisfies it: {by} That depends on {listed(facts)}."
            return Outcome.TO_CONFIRM, why, facts


def _answered_no(trigger: Trigger, enquiry: Enquiry) -> list[FactId]:
    """Return the answers by which a trigger does not hold."""
    of_all = [fact for fact in trigger.all if enquiry.answer(fact) is False]
    return of_all or list(trigger.any)
