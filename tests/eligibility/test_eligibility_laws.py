"""Laws of eligibility and deadlines, as they hold together with pricing."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from support import catalogue, made_at_random, working_days

from rrn_fees import Basis, Catalogue, Item, Quote, Request, price
from rrn_fees.deadlines.listing import deadlines_of
from rrn_fees.deadlines.windows import IntakeState
from rrn_fees.eligibility.assessment import assess, next_question
from rrn_fees.eligibility.enquiry import Answer, Eligibility, Enquiry, FindingKind, Outcome, Verdict
from rrn_fees.pricing.payment_deadline import with_deadline
from rrn_fees.pricing.quote import Status

CATALOGUES = [catalogue(), catalogue("rules"), catalogue("dates")]
SUBJECTS = [(of, name) for of in CATALOGUES for name in of.qualifications]

REQUIREMENTS = [(of, name) for of in CATALOGUES for name in of.requirements]


def day(by: Random, first: date, last: date) -> date:
    return first + timedelta(days=by.randint(0, (last - first).days))


def facts(by: Random, names: list[str]) -> dict[str, Answer]:
    known = by.sample(names, by.randint(0, min(len(names), 6)))
    return {name: by.choice([*Answer]) for name in known}


def enquiry(by: Random) -> tuple[Catalogue, Enquiry]:
    of, name = by.choice(SUBJECTS)
    on = day(by, date(2023, 11, 1), date(2024, 10, 1))
    return of, Enquiry(
        subject=name,
        on=on,
        category=by.choice([*of.categories]),
        learners=by.randint(1, 13),
        basis=by.choice([None, None, *Basis]),
        intake=by.choice([None, *of.qualifications[name].intakes]),
        paying_on=by.choice([None, day(by, on, on + timedelta(7)), day(by, on, date(2024, 12, 1))]),
        facts=facts(by, [*of.facts, "same-intake"]),
    )


def enquiry_about_a_requirement(by: Random) -> tuple[Catalogue, Enquiry]:
    of, name = by.choice(REQUIREMENTS)
    on = day(by, date(2019, 1, 1), date(2025, 12, 31))
    return of, Enquiry(subject=name, on=on, facts=facts(by, [*of.facts]))


def enquiries() -> st.SearchStrategy[tuple[Catalogue, Enquiry]]:
    return made_at_random(enquiry)


def enquiries_about_requirements() -> st.SearchStrategy[tuple[Catalogue, Enquiry]]:
    return made_at_random(enquiry_about_a_requirement)


def outcome(found: Eligibility, criterion: str) -> Outcome:
    [one] = [
        each.outcome
        for each in found.findings
        if each.criterion == criterion and each.kind is FindingKind.REQUEST
    ]
    return one


@given(enquiries())
def test_a_quote_is_firm_only_if_eligibility_finds_the_window_met(
    asked: tuple[Catalogue, Enquiry],
) -> None:
    of, enquiry = asked
    assert enquiry.category is not None
    request = Request(
        items=(Item(enquiry.subject, enquiry.learners),), category=enquiry.category, on=enquiry.on,
        intake=enquiry.intake, paying_on=enquiry.paying_on, basis=enquiry.basis, indicative=True,
    )  # fmt: skip
    quote = price(of, request)
    found = assess(of, enquiry)
    if isinstance(quote, Quote) and quote.status is Status.FIRM:
        assert outcome(found, "application-window") is Outcome.MET
        assert outcome(found, "fee") is Outcome.MET
        assert outcome(found, "payment") is not Outcome.NOT_MET
    needed = ("fee", "application-window")
    if all(outcome(found, criterion) is Outcome.MET for criterion in needed):
        cohort_fails = outcome(found, "cohort-size") is Outcome.NOT_MET
        if outcome(found, "payment") is Outcome.NOT_MET or cohort_fails:
            assert not isinstance(quote, Quote)
        else:
            assert isinstance(quote, Quote)
            assert quote.status is Status.FIRM


@given(enquiries())
def test_an_intake_is_open_everywhere_or_nowhere(asked: tuple[Catalogue, Enquiry]) -> None:
    of, enquiry = asked
    calendar = working_days(of.bank_holidays)
    listed = deadlines_of(of, calendar, enquiry.on, qualifications=[enquiry.subject])
    states = {each.intake: each.state for each in listed.deadlines if each.window}
    for intake, state in states.items():
        found = assess(of, Enquiry(subject=enquiry.subject, on=enquiry.on, intake=intake))
        met = outcome(found, "application-window") is Outcome.MET
        assert met is (state is IntakeState.OPEN)


@given(enquiries() | enquiries_about_requirements())
def test_the_verdict_follows_from_the_findings(asked: tuple[Catalogue, Enquiry]) -> None:
    found = assess(*asked)
    outcomes = [each.outcome for each in found.findings]
    if any(each.required and each.outcome is Outcome.NOT_MET for each in found.findings):
        assert found.verdict is Verdict.NOT_ELIGIBLE
    elif Outcome.TO_CONFIRM in outcomes:
        assert found.verdict is Verdict.TO_CONFIRM
    elif all(outcome is Outcome.NOT_APPLICABLE for outcome in outcomes):
        assert found.verdict is Verdict.NOT_APPLICABLE
    else:
        assert found.verdict is Verdict.ELIGIBLE


@given(enquiries() | enquiries_about_requirements())
def test_every_finding_has_a_reason_and_a_source_and_only_open_ones_have_open_facts(
    asked: tuple[Catalogue, Enquiry],
) -> None:
    of, enquiry = asked
    for each in assess(of, enquiry).findings:
        assert each.reason
        assert each.source in of.sources
        assert each.outcome is Outcome.TO_CONFIRM or not each.open_facts
        assert not any(enquiry.answer(fact) is not None for fact in each.open_facts)


@given(enquiries_about_requirements())
def test_a_rule_is_in_force_from_its_day_whatever_is_answered(
    asked: tuple[Catalogue, Enquiry],
) -> None:
    of, enquiry = asked
    for each in assess(of, enquiry).findings:
        assert each.rule is not None
        if enquiry.on < each.rule.applies_from:
            assert each.outcome is Outcome.NOT_APPLICABLE
            assert "Not in force" in each.reason
        else:
            assert "Not in force" not in each.reason


@given(enquiries() | enquiries_about_requirements(), st.sampled_from(Answer))
def test_questions_come_to_an_end_and_leave_no_fact_open(
    asked: tuple[Catalogue, Enquiry], answer: Answer
) -> None:
    of, enquiry = asked
    for _ in range(30):
        question = next_question(of, enquiry)
        if question is None:
            break
        assert question.fact not in enquiry.facts
        enquiry = replace(enquiry, facts={**enquiry.facts, question.fact: answer})
    assert next_question(of, enquiry) is None
    still_open = {fact for each in assess(of, enquiry).findings for fact in each.open_facts}
    assert all(enquiry.facts[fact] is Answer.UNKNOWN for fact in still_open)


@given(enquiries())
def test_the_deadline_of_a_quote_is_one_that_is_listed(asked: tuple[Catalogue, Enquiry]) -> None:
    of, enquiry = asked
    assert enquiry.category is not None
    items = (Item(enquiry.subject, enquiry.learners),)
    request = Request(items=items, category=enquiry.category, on=enquiry.on, indicative=True)
    quote = price(of, request)
    if not isinstance(quote, Quote):
        return
    calendar = working_days(of.bank_holidays)
    seen = with_deadline(quote, of, calendar)
    listed = deadlines_of(of, calendar, enquiry.on, qualifications=[enquiry.subject])
    assert seen.deadline is None or seen.deadline in listed.deadlines
    if quote.pay_by is not None:
        assert seen.deadline is not None
        assert seen.deadline.date is not None
        assert seen.deadline.date <= quote.pay_by
    assert (seen.lines, seen.totals, seen.status) == (quote.lines, quote.totals, quote.status)
