"""Whether a rule applies: logic over answers that may be missing."""

from typing import Any

import pytest
from support import FEBRUARY, parsed

from rrn_fees.catalogue.model import Trigger
from rrn_fees.eligibility.assessment import assess
from rrn_fees.eligibility.enquiry import Answer, Enquiry
from rrn_fees.eligibility.requirements import holds, open_facts


def answered(**facts: str) -> Enquiry:
    known = {name: Answer(said) for name, said in facts.items()}
    return Enquiry(subject="rule", on=FEBRUARY, facts=known)


@pytest.mark.parametrize(
    ("trigger", "facts", "outcome", "open_"),
    [
        ({}, {}, True, ()),
        ({"all": "a"}, {}, None, "a"),
        ({"all": "ab"}, {"a": "yes"}, None, "b"),
        ({"all": "ab"}, {"a": "no"}, False, ()),
        ({"all": "ab"}, {"a": "yes", "b": "yes"}, True, ()),
        ({"any": "ab"}, {"a": "yes"}, True, ()),
        ({"any": "ab"}, {"a": "no"}, None, "b"),
        ({"any": "ab"}, {"a": "no", "b": "no"}, False, ()),
        ({"all": "a", "any": "bc"}, {"a": "yes"}, None, "bc"),
        ({"all": "a", "any": "bc"}, {"a": "yes", "b": "no"}, None, "c"),
        ({"all": "a", "any": "bc"}, {"b": "yes"}, None, "a"),
        ({"all": "a", "any": "bc"}, {"a": "yes", "c": "yes"}, True, ()),
        ({"all": "a", "any": "ab"}, {}, None, "ab"),
    ],
)
def test_a_trigger_holds_as_far_as_the_answers_decide(
    trigger: dict[str, str],
    facts: dict[str, str],
    outcome: bool | None,  # noqa: FBT001 - a column of the table
    open_: str,
) -> None:
    of = Trigger(**{part: tuple(names) for part, names in trigger.items()})
    assert holds(of, answered(**facts)) is outcome
    assert open_facts(of, answered(**facts)) == tuple(open_)


CATALOGUE = parsed("""\
format: 1
currency: GBP
categories: {anyone: {label: Anyone}}
sources: {page: {title: Page}}
facts: {a: {question: A?}, b: {question: B?}, c: {question: C?}, d: {question: D?}}
qualifications: {}
requirements:
  rule:
    title: Rule
    satisfied_by: A certificate.
    source: page
    rules:
      only:
        statement: It is so.
        applies_from: 2024-01-01
        weight: mandatory
        when: {all: [a, b], any: [c, d]}
        source: page
""")


@pytest.mark.parametrize(
    ("facts", "outcome", "reason"),
    [
        ({"a": "yes", "b": "no"}, "not-applicable", "Does not apply: no to b."),
        ({"a": "no", "b": "no"}, "not-applicable", "Does not apply: no to a, b."),
        ({"c": "no", "d": "no"}, "not-applicable", "Does not apply: no to c, d."),
    ],
)
def test_a_rule_that_does_not_apply_names_the_answers_that_decide_it(
    facts: dict[str, str], outcome: str, reason: str
) -> None:
    [finding] = assess(CATALOGUE, answered(**facts)).findings
    assert (finding.outcome.value, finding.reason) == (outcome, reason)


def test_a_rule_that_may_apply_names_the_facts_that_would_decide_it() -> None:
    facts: dict[str, Any] = {"a": "yes", "c": "no"}
    [finding] = assess(CATALOGUE, answered(**facts)).findings
    assert finding.open_facts == ("b", "d")
    assert finding.reason.endswith(" b, d.")
