"""Eligibility: what is found, of whom, on which day, and why."""

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from support import FEBRUARY, SHIPPED, catalogue, parsed, run, working_days

from rrn_fees import Basis, CatalogueError, RequestError
from rrn_fees.eligibility.assessment import assess, next_question
from rrn_fees.eligibility.enquiry import Answer, Eligibility, Enquiry, Finding, Outcome, Verdict

ONE = timedelta(days=1)


def found(subject: str, *, of: str = "shipped", on: date = FEBRUARY, **more: Any) -> Eligibility:
    facts = {name.replace("_", "-"): Answer(said) for name, said in more.pop("facts", {}).items()}
    return assess(catalogue(of), Enquiry(subject=subject, on=on, facts=facts, **more))


def finding(criterion: str, subject: str, **more: Any) -> Finding:
    [one] = [each for each in found(subject, **more).findings if each.criterion == criterion]
    return one


def outcomes(eligibility: Eligibility) -> dict[str, str]:
    return {each.criterion: each.outcome.value for each in eligibility.findings}


ALL_YES = {
    "member_verified": "yes", "same_organisation": "yes", "same_intake": "yes",
    "works_in_services": "yes", "direct_influence": "yes", "focus_person": "yes",
}  # fmt: skip


# A qualification --------------------------------------------------------------------------------


def test_nothing_is_assumed_of_facts_that_nobody_gave() -> None:
    six = found("certificate", category="member", learners=6)
    assert outcomes(six) == {
        "fee": "met",
        "member-verified": "to-confirm",
        "application-window": "met",
        "payment": "met",
        "early-bird": "not-applicable",
        "cohort-size": "met",
        "same-organisation": "to-confirm",
        "same-intake": "to-confirm",
        "works-in-services": "to-confirm",
        "direct-influence": "to-confirm",
        "focus-person": "to-confirm",
        "certified-training": "not-applicable",
    }
    assert six.verdict is Verdict.TO_CONFIRM
    assert all(each.reason.endswith((".", "?")) for each in six.findings)
    assert {each.source for each in six.findings} == {"certificate-page"}


def test_with_every_answer_a_yes_one_is_eligible() -> None:
    assert found("certificate", category="member", learners=6, facts=ALL_YES).verdict is (
        Verdict.ELIGIBLE
    )


def test_a_no_to_a_statement_bars_nobody_and_says_whom_to_ask() -> None:
    answered = {**ALL_YES, "focus_person": "no"}
    one = finding("focus-person", "certificate", category="member", learners=6, facts=answered)
    assert one.outcome is Outcome.TO_CONFIRM
    assert "bars nobody" in one.reason
    assert "qualifications@bild.org.uk" in one.reason
    assert one.open_facts == ()


def test_a_no_to_what_a_page_requires_is_not_eligible() -> None:
    barred = found("unrecorded", of="dates", category="anyone", facts={"qualified": "no"})
    assert outcomes(barred)["qualified"] == "not-met"
    assert barred.verdict is Verdict.NOT_ELIGIBLE


def test_a_claim_is_to_confirm_until_it_is_verified() -> None:
    claimed = finding("member-verified", "certificate", category="member")
    assert claimed.outcome is Outcome.TO_CONFIRM
    assert "member price claimed: subject to verification" in claimed.reason
    not_yet = finding(
        "member-verified", "certificate", category="member", facts={"member_verified": "no"}
    )
    assert (not_yet.outcome, not_yet.open_facts) == (Outcome.TO_CONFIRM, ())
    assert "member-verified" not in outcomes(found("certificate", category="non-member"))
    charity = finding("charity-verified", "early-paid", of="dates", category="charity")
    assert charity.reason == (
        "Charity price claimed: subject to verification of charitable status."
    )


def test_without_a_category_it_is_to_be_said_who_pays() -> None:
    fee = finding("fee", "certificate")
    assert (fee.outcome, fee.reason) == (
        Outcome.TO_CONFIRM,
        "Say who pays, with --as: member or non-member.",
    )


def test_a_fee_that_is_not_published_is_not_met() -> None:
    none = finding("fee", "restraint-reduction-training", category="member")
    assert none.outcome is Outcome.NOT_MET
    assert "Ask its provider, Logix K9." in none.reason
    other = finding("fee", "leap", of="dates", category="member")
    assert other.outcome is Outcome.NOT_MET
    cohort = finding("fee", "hopes-diploma", category="member", basis=Basis.COHORT)
    assert cohort.reason.startswith("No cohort fee is published")
    ended = finding("fee", "at-any-time", of="dates", category="anyone", on=date(2025, 1, 1))
    assert "in force on Wednesday 1 January 2025" in ended.reason


def test_two_fee_schedules_at_once_are_for_a_person_to_sort_out() -> None:
    fee = finding("fee", "twice", of="rules", category="member", on=date(2024, 6, 1))
    assert fee.outcome is Outcome.TO_CONFIRM
    assert "fees[0]" in fee.reason
    assert "fees[1]" in fee.reason


@pytest.mark.parametrize(
    ("subject", "of", "last"),
    [
        pytest.param("certificate", "shipped", date(2024, 3, 28), id="by final payment"),
        pytest.param("apply-first", "dates", date(2024, 3, 29), id="by applications closing"),
        pytest.param("unrecorded", "dates", date(2024, 6, 2), id="by the day before the start"),
        pytest.param("at-any-time", "dates", date(2024, 12, 31), id="by the fee schedule"),
    ],
)
def test_the_window_is_met_through_its_last_day(subject: str, of: str, last: date) -> None:
    for days, outcome in ((-1, Outcome.MET), (0, Outcome.MET), (1, Outcome.NOT_MET)):
        window = finding("application-window", subject, of=of, on=last + days * ONE)
        assert window.outcome is outcome, days


def test_the_window_is_met_from_its_first_day() -> None:
    first = date(2024, 1, 8)
    early = finding("application-window", "apply-first", of="dates", on=first - ONE)
    assert early.outcome is Outcome.NOT_MET
    assert "opens for applications on Monday 8 January 2024" in early.reason
    assert finding("application-window", "apply-first", of="dates", on=first).outcome is Outcome.MET


def test_a_window_without_dates_is_to_confirm() -> None:
    window = finding("application-window", "hopes-diploma")
    assert window.outcome is Outcome.TO_CONFIRM
    assert "speculative applications only" in window.reason
    closed = finding("application-window", "hopes-diploma", intake="2024-autumn")
    assert closed.outcome is Outcome.NOT_MET
    neither = finding("application-window", "priceless", of="dates")
    assert neither.outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("paying_on", "outcome"),
    [
        (date(2024, 3, 27), Outcome.MET),
        (date(2024, 3, 28), Outcome.MET),
        (date(2024, 3, 29), Outcome.NOT_MET),
    ],
)
def test_payment_is_met_through_the_final_payment_date(paying_on: date, outcome: Outcome) -> None:
    payment = finding("payment", "certificate", paying_on=paying_on)
    assert payment.outcome is outcome
    if outcome is Outcome.NOT_MET:
        assert "1 day late" in payment.reason
        assert found("certificate", paying_on=paying_on).verdict is Verdict.NOT_ELIGIBLE


def test_payment_without_a_date_says_in_which_way_there_is_none() -> None:
    announced = finding("payment", "hopes-diploma", intake="2025-early")
    published = finding("payment", "hopes-diploma", intake="2024-autumn")
    assert (announced.outcome, published.outcome) == (Outcome.TO_CONFIRM, Outcome.TO_CONFIRM)
    assert "has not been announced" in announced.reason
    assert "is not published" in published.reason
    assert finding("payment", "unrecorded", of="dates").outcome is Outcome.NOT_APPLICABLE
    assert finding("payment", "at-any-time", of="dates").outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("days", "outcome"), [(-1, Outcome.MET), (0, Outcome.MET), (1, Outcome.NOT_MET)]
)
@pytest.mark.parametrize(
    ("subject", "category", "last"),
    [
        pytest.param("early-paid", "member", date(2024, 3, 29), id="by payment"),
        pytest.param("leap", "anyone", date(2024, 2, 15), id="weeks before a leap day"),
        pytest.param("at-any-time", "anyone", date(2024, 5, 6), id="by application"),
    ],
)
def test_the_early_bird_is_met_through_its_last_day(
    subject: str, category: str, last: date, days: int, outcome: Outcome
) -> None:
    day = last + days * ONE
    dates = {"paying_on": day} if subject == "early-paid" else {"on": day}
    early = finding("early-bird", subject, of="dates", category=category, **dates)
    assert early.outcome is outcome
    assert not early.required
    assert ("for one learner" in early.reason) is (outcome is Outcome.MET)


def test_an_early_bird_without_a_date_is_to_confirm() -> None:
    early = finding("early-bird", "hopes-diploma", category="member")
    assert early.outcome is Outcome.TO_CONFIRM
    nobody_said_who_pays = finding("early-bird", "hopes-diploma")
    assert nobody_said_who_pays.outcome is Outcome.TO_CONFIRM
    not_theirs = finding("early-bird", "early-paid", of="dates", category="charity")
    assert not_theirs.outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("learners", "basis", "outcome", "says"),
    [
        (5, None, "not-applicable", "5 learners do not fill a cohort of 6"),
        (6, None, "met", "6 learners fill 1 cohort of 6."),
        (7, None, "met", "1 learner left pays individually"),
        (12, None, "met", "2 cohorts of 6"),
        (6, Basis.INDIVIDUAL, "not-applicable", "Individual fees are asked for"),
        (6, Basis.COHORT, "met", "1 cohort of 6"),
        (5, Basis.COHORT, "not-met", "do not fill whole cohorts"),
        (7, Basis.COHORT, "not-met", "do not fill whole cohorts"),
        (1, Basis.COHORT, "not-met", "1 learner does not fill"),
    ],
)
def test_a_cohort_is_made_by_its_size(
    learners: int, basis: Basis | None, outcome: str, says: str
) -> None:
    asked = found("certificate", category="non-member", learners=learners, basis=basis)
    [size] = [each for each in asked.findings if each.criterion == "cohort-size"]
    assert size.outcome.value == outcome
    assert says in size.reason
    assert ("same-intake" in outcomes(asked)) is (outcome == "met")
    assert (asked.verdict is Verdict.NOT_ELIGIBLE) is (outcome == "not-met")


def test_of_what_is_no_cohort_it_is_not_asked_whether_it_is_one_in_other_ways() -> None:
    asked = found("certificate", category="member", learners=6, facts={"same_organisation": "no"})
    [other] = [each for each in asked.findings if each.criterion == "same-intake"]
    assert (other.outcome, other.open_facts) == (Outcome.NOT_APPLICABLE, ())


@pytest.mark.parametrize("fact", ["same_organisation", "same_intake"])
def test_learners_of_two_organisations_pay_individually(fact: str) -> None:
    answered = {**ALL_YES, fact: "no"}
    anyhow = found("certificate", category="member", learners=6, facts=answered)
    assert outcomes(anyhow)[fact.replace("_", "-")] == "not-met"
    assert anyhow.verdict is Verdict.ELIGIBLE
    forced = found("certificate", category="member", learners=6, facts=answered, basis=Basis.COHORT)
    assert forced.verdict is Verdict.NOT_ELIGIBLE


def test_without_a_category_nothing_false_is_said_of_cohorts() -> None:
    asked = found("certificate", learners=6, basis=Basis.COHORT)
    assert outcomes(asked)["cohort-size"] == "to-confirm"
    assert asked.verdict is Verdict.TO_CONFIRM


def test_a_cohort_that_a_quote_would_not_charge_is_no_cohort_here() -> None:
    dear = finding("cohort-size", "dear-cohort", of="rules", category="member", learners=6)
    assert dear.outcome is Outcome.NOT_APPLICABLE
    assert "costs more than 6 individual fees" in dear.reason


@pytest.mark.parametrize(
    ("learners", "facts", "verdict"),
    [
        (
            6,
            {"same_organisation": "yes", "same_intake": "yes", "member_verified": "yes"},
            "eligible",
        ),
        (5, {"member_verified": "yes"}, "not-eligible"),
        (7, {"member_verified": "yes"}, "not-eligible"),
        (6, {"same_organisation": "no", "member_verified": "yes"}, "not-eligible"),
    ],
)
def test_what_is_sold_to_cohorts_alone_is_for_no_one_else(
    learners: int, facts: dict[str, str], verdict: str
) -> None:
    asked = found("cohort-only", of="rules", category="member", learners=learners, facts=facts)
    assert asked.verdict.value == verdict


def test_what_no_rate_of_vat_holds_for_has_no_fee_that_day() -> None:
    fee = finding("fee", "rate-to-come", of="rules", category="member")
    assert fee.outcome is Outcome.NOT_MET
    assert "rate of VAT" in fee.reason


def test_two_schedules_or_none_leave_cohorts_and_early_birds_open() -> None:
    for subject, of, on in (
        ("twice", "rules", date(2024, 6, 1)), ("at-any-time", "dates", date(2025, 1, 1)),
    ):  # fmt: skip
        asked = found(subject, of=of, category="anyone" if of == "dates" else "member", on=on)
        said = {each.criterion: each.reason for each in asked.findings}
        assert "is published" not in said["early-bird"]
        assert "No cohort fee is published" not in said["cohort-size"]


def on_payment(subject: str, *, of: str = "shipped", on: date = FEBRUARY, **more: Any) -> Finding:
    enquiry = Enquiry(subject=subject, on=on, **more)
    days = working_days(catalogue(of).bank_holidays)
    [payment] = [
        each
        for each in assess(catalogue(of), enquiry, days).findings
        if each.criterion == "payment"
    ]
    return payment


def test_a_payment_that_may_arrive_late_is_for_a_person_to_decide() -> None:
    good_friday, thursday = date(2024, 3, 29), date(2024, 3, 28)
    # Of the day on which one asks, nobody said that they would pay: only the certain counts.
    assert on_payment("diploma", on=good_friday).outcome is Outcome.TO_CONFIRM
    assert on_payment("diploma", on=thursday).outcome is Outcome.MET
    saturday = on_payment("diploma", on=date(2024, 3, 23))
    assert (saturday.outcome, saturday.reason.count("Saturday")) == (Outcome.MET, 1)
    early = on_payment("diploma", paying_on=date(2024, 3, 23))
    assert early.outcome is Outcome.MET
    assert early.reason.endswith("may only arrive on the next one, Monday 25 March 2024.")
    unknown = on_payment("far-off", of="dates", paying_on=date(2030, 5, 7))
    assert unknown.outcome is Outcome.TO_CONFIRM
    assert "is a working day is not known" in unknown.reason
    assert on_payment("far-off", of="dates", on=date(2030, 5, 7)).outcome is Outcome.MET


def test_an_early_bird_that_a_payment_may_miss_is_for_a_person_to_decide() -> None:
    enquiry = Enquiry(
        subject="early-paid", on=FEBRUARY, category="member", paying_on=date(2024, 3, 29)
    )
    findings = assess(catalogue("dates"), enquiry, working_days()).findings
    [early] = [each for each in findings if each.criterion == "early-bird"]
    assert early.outcome is Outcome.TO_CONFIRM
    assert early.reason.endswith("Tuesday 2 April 2024: too late for the early bird.")
    in_time = replace(enquiry, paying_on=date(2024, 3, 28))
    findings = assess(catalogue("dates"), in_time, working_days()).findings
    assert [each.outcome for each in findings if each.criterion == "early-bird"] == [Outcome.MET]


def test_a_payment_on_good_friday_is_warned_about_as_in_a_quote() -> None:
    payment = on_payment("diploma", paying_on=date(2024, 3, 29))
    assert payment.outcome is Outcome.TO_CONFIRM
    assert "is in time as published" in payment.reason
    assert "is Good Friday" in payment.reason
    assert payment.reason.endswith("Tuesday 2 April 2024: too late for intake May 2024 (2024-05).")


def test_no_claim_is_made_where_there_is_no_price() -> None:
    assert "member-verified" not in outcomes(
        found("restraint-reduction-training", category="member")
    )


def test_findings_name_the_sources_of_the_intake_and_of_the_fee() -> None:
    made = parsed(TWO_SOURCES)
    asked = assess(
        made, Enquiry(subject="course", on=FEBRUARY, category="member", basis=Basis.INDIVIDUAL)
    )
    sources = {each.criterion: each.source for each in asked.findings}
    assert sources["fee"] == sources["member-verified"] == sources["cohort-size"] == "fees"
    assert sources["application-window"] == sources["payment"] == "dates"
    [fee] = [each for each in asked.findings if each.criterion == "fee"]
    assert fee.reason == "Member: £10.00 for one learner."


def test_a_notice_is_told_and_a_silent_page_is_to_confirm() -> None:
    told = finding("certified-training", "certificate")
    assert told.outcome is Outcome.NOT_APPLICABLE
    assert "cannot take its place" in told.reason
    silent = finding("certified-training", "hopes-diploma")
    assert silent.outcome is Outcome.TO_CONFIRM
    assert silent.reason.startswith("Its page says nothing about certified training.")
    assert not told.required
    assert not silent.required


def test_facts_without_a_bearing_are_named_and_not_dropped() -> None:
    asked = found("certificate", facts={"dementia": "yes", "focus_person": "yes"})
    assert asked.unused_facts == ("dementia",)
    alone = found("certificate", category="member", facts={"same_organisation": "no"})
    assert alone.unused_facts == ("same-organisation",)


# A requirement ----------------------------------------------------------------------------------

NHS = {
    "in_england": "yes", "nhs_commissioned": "yes", "restrictive_intervention_component": "yes",
    "dementia": "yes", "health_or_social_care": "yes", "mental_health_unit": "yes",
}  # fmt: skip


@pytest.mark.parametrize(
    ("on", "expected", "verdict"),
    [
        (date(2020, 3, 31), ["not-applicable"] * 3, "not-applicable"),
        (date(2020, 4, 1), ["to-confirm", "not-applicable", "not-applicable"], "to-confirm"),
        (date(2021, 3, 31), ["to-confirm", "not-applicable", "not-applicable"], "to-confirm"),
        (date(2021, 4, 1), ["to-confirm", "to-confirm", "not-applicable"], "to-confirm"),
        (date(2022, 3, 30), ["to-confirm", "to-confirm", "not-applicable"], "to-confirm"),
        (date(2022, 3, 31), ["to-confirm"] * 3, "to-confirm"),
    ],
)
def test_certified_training_is_answered_by_the_day(
    on: date, expected: list[str], verdict: str
) -> None:
    answer = found("certified-training", on=on, facts=NHS)
    assert list(outcomes(answer)) == ["nhs-commissioning", "cqc-expectation", "use-of-force-act"]
    assert list(outcomes(answer).values()) == expected
    assert answer.verdict.value == verdict
    assert [each.source for each in answer.findings] == [
        "rrn-training-standards", "cqc-statement-2020", "use-of-force-act-commencement",
    ]  # fmt: skip
    for each, applies in zip(answer.findings, expected, strict=True):
        assert ("Not in force on" in each.reason) is (applies == "not-applicable")
        assert ("What satisfies it: " in each.reason) is (applies == "to-confirm")
    assert answer.requirement is not None
    assert "does not meet the requirement" in (answer.requirement.not_satisfied_by or "")


def test_a_rule_to_come_says_from_when() -> None:
    rule = finding("nhs-commissioning", "certified-training", on=date(2020, 3, 31))
    assert (
        "Not in force on Tuesday 31 March 2020: mandatory from Wednesday 1 April 2020."
        in rule.reason
    )


def test_rules_are_mandatory_or_expected() -> None:
    answer = found("certified-training", on=date(2024, 1, 1), facts=NHS)
    said = {each.criterion: each.reason for each in answer.findings}
    assert said["nhs-commissioning"].startswith("Applies, mandatory since")
    assert said["cqc-expectation"].startswith("Applies, expected since")


def test_certification_satisfies_what_asks_for_it_and_not_the_act() -> None:
    answered = {**NHS, "training_certified": "yes"}
    certified = found("certified-training", on=date(2024, 1, 1), facts=answered)
    assert list(outcomes(certified).values()) == ["met", "met", "to-confirm"]
    outside = found(
        "certified-training", on=date(2024, 1, 1),
        facts={**answered, "mental_health_unit": "no"},
    )  # fmt: skip
    assert outside.verdict is Verdict.ELIGIBLE


def test_without_certification_what_is_mandatory_is_not_met_and_what_is_expected_to_confirm() -> (
    None
):
    answered = {**NHS, "training_certified": "no"}
    uncertified = found("certified-training", on=date(2024, 1, 1), facts=answered)
    assert list(outcomes(uncertified).values()) == ["not-met", "to-confirm", "to-confirm"]
    assert uncertified.verdict is Verdict.NOT_ELIGIBLE
    expected_only = found(
        "certified-training", on=date(2021, 4, 1), facts={**answered, "nhs_commissioned": "no"}
    )
    assert expected_only.verdict is Verdict.TO_CONFIRM


def test_outside_england_none_of_the_rules_applies() -> None:
    answer = found("certified-training", on=date(2024, 1, 1), facts={"in_england": "no"})
    assert set(outcomes(answer).values()) == {"not-applicable"}
    assert all("no to in-england" in each.reason for each in answer.findings)


def test_a_rule_whose_facts_are_open_names_them() -> None:
    rule = finding("nhs-commissioning", "certified-training", facts={"in_england": "yes"})
    assert rule.outcome is Outcome.TO_CONFIRM
    assert rule.open_facts == (
        "nhs-commissioned", "restrictive-intervention-component", "mental-health-conditions",
        "learning-disabilities", "autism", "dementia",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "large_public", "supported"),
    [
        ({}, "to-confirm", "to-confirm"),
        ({"large": "yes"}, "to-confirm", "to-confirm"),
        ({"large": "no"}, "not-applicable", "to-confirm"),
        ({"large": "no", "grant": "no"}, "not-applicable", "not-applicable"),
        ({"large": "no", "grant": "yes", "trained": "yes"}, "not-applicable", "met"),
        ({"large": "yes", "public": "yes", "trained": "no"}, "not-met", "to-confirm"),
        ({"large": "yes", "public": "yes", "trained": "yes"}, "met", "met"),
        ({"large": "unknown", "public": "no"}, "not-applicable", "to-confirm"),
    ],
)
def test_all_and_any_of_facts_of_which_some_are_unknown(
    facts: dict[str, str], large_public: str, supported: str
) -> None:
    answer = found("everyone-trained", of="dates", on=date(2024, 7, 1), facts=facts)
    assert outcomes(answer) == {
        "large-public": large_public, "supported": supported, "all": "not-applicable",
    }  # fmt: skip


def test_what_one_yes_has_decided_leaves_the_other_facts_alone() -> None:
    rule = finding("nhs-commissioning", "certified-training", facts={"autism": "yes"})
    assert rule.open_facts == (
        "in-england", "nhs-commissioned", "restrictive-intervention-component",
    )  # fmt: skip


def test_rules_come_in_the_order_of_their_dates() -> None:
    second = CRITERIA.replace(
        "    rules:\n", "    rules:\n      late: {statement: Late., applies_from: 2025-01-01,"
        " weight: mandatory, source: page}\n",
    )  # fmt: skip
    rule = assess(parsed(second), Enquiry(subject="rule", on=FEBRUARY))
    assert list(outcomes(rule)) == ["one", "late"]
    assert [each.required for each in rule.findings] == [False, True]


def test_a_rule_without_a_trigger_applies_to_everyone() -> None:
    rule = finding("all", "everyone-trained", of="dates", on=date(2025, 1, 1))
    assert rule.outcome is Outcome.TO_CONFIRM
    assert "What satisfies it: Somebody in charge." in rule.reason


# Questions --------------------------------------------------------------------------------------


def asked_in_turn(enquiry: Enquiry, *answers: str, of: str = "shipped") -> list[str]:
    facts: dict[str, Answer] = {}
    given = iter(answers)
    asked: list[str] = []
    while True:
        question = next_question(
            catalogue(of), Enquiry(subject=enquiry.subject, on=enquiry.on, facts=facts,
                                   category=enquiry.category, learners=enquiry.learners)
        )  # fmt: skip
        if question is None:
            return asked
        asked.append(question.fact)
        facts[question.fact] = Answer(next(given, "unknown"))


def test_every_open_fact_is_asked_once() -> None:
    enquiry = Enquiry(subject="certificate", on=FEBRUARY, category="member", learners=6)
    assert asked_in_turn(enquiry) == [
        "member-verified", "same-organisation", "same-intake", "works-in-services",
        "direct-influence", "focus-person",
    ]  # fmt: skip


def test_what_can_no_longer_matter_is_not_asked() -> None:
    now = Enquiry(subject="certified-training", on=date(2024, 1, 1))
    assert asked_in_turn(now, "no") == ["in-england"]
    assert asked_in_turn(now, "yes", "no", "no", "no") == [
        "in-england", "nhs-commissioned", "health-or-social-care", "mental-health-unit",
    ]  # fmt: skip
    before = Enquiry(subject="certified-training", on=date(2020, 3, 31))
    assert asked_in_turn(before) == []
    one_of_four_is_enough = asked_in_turn(now, "yes", "yes", "yes", "yes")
    assert "autism" not in one_of_four_is_enough


def test_every_question_is_a_question() -> None:
    for fact in catalogue().facts.values():
        assert fact.question.endswith("?")


# Names ------------------------------------------------------------------------------------------


def test_the_facts_of_an_enquiry_do_not_change() -> None:
    given = {"focus-person": Answer.YES}
    enquiry = Enquiry(subject="certificate", on=FEBRUARY, facts=given)
    given["focus-person"] = Answer.NO
    assert enquiry.answer("focus-person") is True
    with pytest.raises(TypeError):
        enquiry.facts["focus-person"] = Answer.NO  # type: ignore[index]


def test_a_basis_is_read_as_in_a_request() -> None:
    asked = Enquiry(subject="certificate", on=FEBRUARY, learners=5, basis="cohort")  # type: ignore[arg-type]
    assert asked.basis is Basis.COHORT


def test_every_unknown_name_is_told_at_once() -> None:
    with pytest.raises(RequestError) as told:
        found("certificate", category="membr", intake="2024-06", facts={"focus_persn": "yes"})
    message = str(told.value)
    for part in ('did you mean "member"?', "2024-05", 'did you mean "focus-person"?'):
        assert part in message


@pytest.mark.parametrize(
    "purchase",
    [
        {"category": "member"}, {"learners": 6}, {"basis": Basis.COHORT}, {"paying_on": FEBRUARY},
        {"intake": "2024-05"},
    ],
    ids=lambda asked: next(iter(asked)),
)  # fmt: skip
def test_a_requirement_is_no_purchase(purchase: dict[str, Any]) -> None:
    with pytest.raises(RequestError, match="is a requirement, not something to buy"):
        found("certified-training", **purchase)


@pytest.mark.parametrize(
    "wrong",
    [
        {"learners": 0}, {"learners": 100_001}, {"learners": True}, {"on": "2024-02-01"},
        {"paying_on": date(2024, 1, 31)}, {"basis": "group"},
        {"facts": {"focus-person": "maybe"}}, {"on": None},
    ],
    ids=str,
)  # fmt: skip
def test_an_enquiry_that_cannot_be_meant_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(RequestError):
        Enquiry(**{"subject": "certificate", "on": FEBRUARY, **wrong})


TWO_SOURCES = """\
format: 1
currency: GBP
categories: {member: {label: Member}}
sources: {page: {title: Page}, dates: {title: Dates page}, fees: {title: Fees page}}
qualifications:
  course:
    title: Course
    kind: training
    source: page
    intakes: {one: {final_payment_on: 2024-06-14, source: dates}}
    fees:
      - intakes: [one]
        vat: exempt
        individual: {member: "10.00"}
        cohort: {size: 6, prices: {member: "60.00"}}
        source: fees
"""

CRITERIA = """\
format: 1
currency: GBP
categories: {member: {label: Member}}
sources: {page: {title: Page}}
facts: {known: {question: Is it so?}}
qualifications:
  course:
    title: Course
    kind: training
    source: page
    criteria: [{fact: known, statement: It is so., source: page}]
requirements:
  rule:
    title: Rule
    satisfied_by: Training.
    rules:
      one:
        statement: One.
        applies_from: 2024-01-01
        weight: expected
        when: {all: [known]}
        source: page
    source: page
"""


def test_adding_a_criterion_or_a_rule_takes_no_code() -> None:
    made = parsed(CRITERIA)
    yes = {"known": Answer.YES}
    course = assess(made, Enquiry(subject="course", on=FEBRUARY, facts=yes))
    assert outcomes(course)["known"] == "met"
    rule = assess(made, Enquiry(subject="rule", on=FEBRUARY, facts=yes))
    assert outcomes(rule) == {"one": "to-confirm"}


@pytest.mark.parametrize(
    ("written", "instead", "where"),
    [
        (
            "fact: known, s",
            "fact: knwn, s",
            'qualifications.course.criteria[0].fact: no fact "knwn"',
        ),
        ("so., source: page", "so., source: pgae", "criteria[0].source: no source"),
        ("all: [known]", "all: [knwn]", "requirements.rule.rules.one.when.all[0]: no fact"),
        ("all: [known]", "some: [known]", 'unknown key "some"'),
        ("weight: expected", "weight: wished", "weight"),
        ("facts: {known: ", "facts: {same-intake: {question: Is it?}, known: ",
         "means the same in every catalogue"),
        ("facts: {known: ", "facts: {member-verified: {question: Is it?}, known: ",
         "means the same in every catalogue"),
        ("when: {all: [known]}", "when: {all: [known]}\n        satisfied_when: {all: []}",
         "names them: all, any or both"),
        ("  rule:", "  course:", "is a qualification and a requirement"),
        ("kind: training", "kind: training\n    duration_months: 601", "at most 600 months"),
    ],
)  # fmt: skip
def test_a_fault_in_criteria_is_a_load_fault_with_its_place(
    written: str, instead: str, where: str
) -> None:
    assert CRITERIA.count(written) == 1
    with pytest.raises(CatalogueError) as told:
        parsed(CRITERIA.replace(written, instead))
    [fault] = told.value.faults
    assert where in str(fault)
    assert fault.place is not None


# The command ------------------------------------------------------------------------------------

IN_FEBRUARY = ("--on", "2024-02-01", "--catalogue", str(SHIPPED))


def facts(answers: dict[str, str]) -> list[str]:
    options = []
    for name, answer in answers.items():
        options += ["--fact", f"{name.replace('_', '-')}={answer}"]
    return options


def test_strict_makes_what_is_to_confirm_a_no() -> None:
    asked = ("eligibility", "certificate", "--as", "member", "-n", "6", *IN_FEBRUARY)
    assert run(*asked).code == 0
    assert run(*asked, "--strict").code == 1
    assert run(*asked, "--strict", *facts(ALL_YES)).code == 0
    late = ("--paying-on", "2024-03-29")
    assert run(*asked, *late, *facts(ALL_YES)).code == 1


def test_the_json_is_the_one_of_the_contract() -> None:
    done = run("eligibility", "certificate", "--as", "member", *IN_FEBRUARY, "-f", "json")
    document = json.loads(done.out)
    top = {key: document[key] for key in ("schema", "subject", "on", "verdict")}
    assert top == {
        "schema": "rrn-fees/eligibility/1",
        "subject": "certificate",
        "on": "2024-02-01",
        "verdict": "to-confirm",
    }
    first = document["findings"][0]
    assert {key: first[key] for key in ("criterion", "outcome", "source")} == {
        "criterion": "fee",
        "outcome": "met",
        "source": "certificate-page",
    }
    assert "£799.00 + VAT for one learner" in first["reason"]


def test_the_csv_has_a_row_for_each_finding() -> None:
    done = run("eligibility", "certified-training", "--on", "2021-04-01", "-f", "csv",
               "--catalogue", str(SHIPPED))  # fmt: skip
    rows = [*csv.DictReader(io.StringIO(done.out, newline=""))]
    assert [(row["criterion"], row["outcome"], row["weight"]) for row in rows] == [
        ("nhs-commissioning", "to-confirm", "mandatory"),
        ("cqc-expectation", "to-confirm", "expected"),
        ("use-of-force-act", "not-applicable", "mandatory"),
    ]
    assert rows[1]["applies_from"] == "2021-04-01"
    assert rows[1]["open_facts"].split()[0] == "in-england"


def test_off_a_terminal_nothing_is_asked() -> None:
    done = run("eligibility", "certificate", *IN_FEBRUARY, stdin="yes\nyes\nyes\n")
    assert done.code == 0
    assert done.err == ""
    assert "to confirm  focus-person" in done.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(["certifcate"], 'did you mean "certificate"?', id="an unknown subject"),
        pytest.param(["certified-trainin"], 'mean "certified-training"?', id="a near requirement"),
        pytest.param(["certificate", "--fact", "focus-persn=yes"], 'mean "focus-person"?',
                     id="an unknown fact"),
        pytest.param(["certificate", "--fact", "focus-person=maybe"],
                     "answered yes, no or unknown", id="maybe"),
        pytest.param(["certificate", "--fact", "focus-person"], "NAME=yes", id="no answer"),
        pytest.param(["certificate", "--fact", "=yes"], "NAME=yes", id="no fact"),
        pytest.param(["certificate", "--fact", "focus-person=yes", "--fact", "focus-person=no"],
                     "is answered yes and no", id="two answers"),
        pytest.param(["certificate", "--on", "1989-01-01"], "outside 1990 to 2100", id="too early"),
        pytest.param(["certificate", "--paying-on", "2101-01-01"], "outside 1990", id="too late"),
        pytest.param(["certificate", "-n", "0"], "is not a number of learners", id="nobody"),
        pytest.param(["certified-training", "--as", "member"], "not something", id="no purchase"),
        pytest.param(["certificate", "--as", "membr"], 'did you mean "member"?', id="a category"),
        pytest.param(["certificate", "--strict", "--as", "member", "--as", "member"],
                     "more than once", id="an option twice"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_one_sentence(arguments: list[str], sentence: str) -> None:
    done = run("eligibility", *arguments, "--catalogue", str(SHIPPED))
    assert done.code == 2
    assert done.out == ""
    assert sentence in " ".join(done.err.split())


def test_the_same_fact_with_the_same_answer_twice_is_one_answer() -> None:
    twice = ["--fact", "focus-person=yes", "--fact", "focus-person=yes"]
    assert run("eligibility", "certificate", *IN_FEBRUARY, *twice).code == 0


@pytest.mark.parametrize(
    ("learners", "sound"), [(0, False), (1, True), (100_000, True), (100_001, False)]
)
def test_an_enquiry_is_about_one_to_a_hundred_thousand_learners(
    learners: int, *, sound: bool
) -> None:
    if sound:
        assert Enquiry(subject="certificate", on=FEBRUARY, learners=learners).learners == learners
    else:
        with pytest.raises(RequestError, match="from 1 to 100,000"):
            Enquiry(subject="certificate", on=FEBRUARY, learners=learners)


def test_more_learners_than_one_make_an_enquiry_one_about_a_purchase() -> None:
    assert not Enquiry(subject="certificate", on=FEBRUARY).is_of_a_purchase
    assert Enquiry(subject="certificate", on=FEBRUARY, learners=2).is_of_a_purchase


def test_what_is_not_certain_is_told_of_one_and_of_several(tmp_path: Path) -> None:
    unsure = ("works-in-services", "direct-influence", "focus-person")
    asked = ("eligibility", "certificate", "--strict", "--no-input", "--on", "2024-02-01",
             "--as", "member", "-f", "json", "-o", str(tmp_path / "found"))  # fmt: skip
    facts = [word for name in unsure for word in ("--fact", f"{name}=yes")]
    several, one = (run(*asked, *more).err.splitlines()[-1] for more in ([], facts))
    assert several == f"Not certain yet: member-verified, {', '.join(unsure)} need confirming."
    assert one == "Not certain yet: member-verified needs confirming."
