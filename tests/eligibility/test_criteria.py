"""What is found on a qualification, sentence by sentence."""

from datetime import date
from typing import Any

import pytest
from support import FEBRUARY, catalogue, parsed, working_days

from rrn_fees import Basis, Catalogue, RequestError
from rrn_fees.eligibility.assessment import assess, next_question
from rrn_fees.eligibility.enquiry import Answer, Eligibility, Enquiry

OUT_OF_TIME = date(2024, 8, 30)


def found(subject: str, *, of: str = "rules", on: date = FEBRUARY, **more: Any) -> Eligibility:
    facts = {name: Answer(said) for name, said in more.pop("facts", {}).items()}
    return assess(catalogue(of), Enquiry(subject=subject, on=on, facts=facts, **more))


@pytest.mark.parametrize(
    ("subject", "asked", "criterion", "reason"),
    [
        ("restraint-reduction-training", {"of": "shipped"}, "application-window",
         "Neither intakes nor fees are published."),
        ("restraint-reduction-training", {"of": "shipped"}, "payment",
         "It has no intakes, and so no final payment date."),
        ("restraint-reduction-training", {"of": "shipped"}, "early-bird",
         "No fee is published."),
        ("twice", {}, "early-bird", "Several fee schedules hold at once."),
        ("dated", {"on": date(2010, 8, 30)}, "early-bird",
         "No fee is in force on Monday 30 August 2010."),
        ("dated", {"on": date(2010, 8, 30)}, "application-window",
         "It has no intakes, and no fee holds on Monday 30 August 2010."),
        ("cheap-cohort", {}, "application-window",
         "It has no intakes, and its fees hold on Thursday 1 February 2024."),
        ("cheap-cohort", {}, "fee",
         "Member: £100.00 + VAT for one learner, £450.00 + VAT for a cohort of 6."),
        ("cheap-cohort", {"basis": Basis.INDIVIDUAL, "learners": 13}, "fee",
         "Member: £100.00 + VAT for one learner."),
        ("cheap-cohort", {"basis": Basis.INDIVIDUAL, "learners": 13}, "cohort-size",
         "Individual fees are asked for."),
        ("cheap-cohort", {"learners": 1}, "cohort-size",
         "1 learner does not fill a cohort of 6."),
        ("cheap-cohort", {"learners": 2}, "cohort-size",
         "2 learners do not fill a cohort of 6."),
        ("cheap-cohort", {"learners": 12}, "cohort-size", "12 learners fill 2 cohorts of 6."),
        ("cheap-cohort", {"learners": 13}, "cohort-size",
         "13 learners fill 2 cohorts of 6; 1 learner left pays individually."),
        ("cheap-cohort", {"learners": 14}, "cohort-size",
         "14 learners fill 2 cohorts of 6; 2 learners left pay individually."),
        ("cheap-cohort", {"learners": 6, "facts": {"same-organisation": "yes"}},
         "same-organisation", "As a cohort is defined, and as answered."),
        ("cheap-cohort", {"learners": 6, "facts": {"same-intake": "no"}}, "same-intake",
         "No cohort then, as answered: individual fees are to be paid."),
        ("cohort-only", {"learners": 6, "facts": {"same-organisation": "no"}},
         "same-organisation", "No cohort then, as answered: there is no individual fee."),
        ("early", {}, "application-window",
         "Intake 2024-09 is open until Wednesday 31 July 2024."),
        ("early", {}, "payment",
         ("Payment on Thursday 1 February 2024 is in time: final payment is due by Wednesday "
         "31 July 2024.")),
        ("early", {}, "early-bird",
         ("Earned by applying by Friday 31 May 2024: £900.00 + VAT for one learner, £5,300.00 "
         "+ VAT for a cohort of 6.")),
        ("early-paid", {}, "early-bird",
         "Earned by paying by Monday 8 July 2024: £900.00 + VAT for one learner."),
        ("early-paid", {"on": OUT_OF_TIME}, "early-bird",
         ("The early-bird price was earned by paying by Monday 8 July 2024: the standard price "
         "holds.")),
        ("early-paid", {"on": OUT_OF_TIME}, "payment",
         "Payment on Friday 30 August 2024 is 30 days late: due by Wednesday 31 July 2024."),
        ("certificate", {"of": "shipped", "facts": {"works-in-services": "yes"}},
         "works-in-services", "So it is, as answered."),
        ("certificate", {"of": "shipped"}, "application-window",
         "Intake May 2024 (2024-05) is open until Thursday 28 March 2024, and may close earlier."),
        ("hopes-diploma", {"of": "shipped", "on": date(2024, 9, 1)}, "payment",
         ("The final payment date of intake Early 2025 (2025-early) has not been announced. Ask "
         "Restraint Reduction Network at qualifications@bild.org.uk.")),
    ],
)  # fmt: skip
def test_a_finding_gives_its_reason(
    subject: str, asked: dict[str, Any], criterion: str, reason: str
) -> None:
    findings = found(subject, category="member", **asked).findings
    assert [each.reason for each in findings if each.criterion == criterion] == [reason]


def test_without_fees_in_force_a_finding_names_the_source_of_the_qualification() -> None:
    [fee] = [
        each for each in found("dated", on=date(2010, 8, 30)).findings if each.criterion == "fee"
    ]
    assert fee.source == "page"


def test_a_no_to_one_intake_leaves_the_other_question_about_cohorts_unasked() -> None:
    answered = found("cheap-cohort", category="member", learners=6, facts={"same-intake": "no"})
    outcomes = {each.criterion: each.outcome.value for each in answered.findings}
    assert outcomes["same-organisation"] == "not-applicable"
    assert outcomes["same-intake"] == "not-met"
    [unasked] = [each for each in answered.findings if each.criterion == "same-organisation"]
    assert unasked.reason.startswith("It is no cohort")


def test_a_fact_about_a_notice_is_no_answer_to_anything() -> None:
    of = parsed(
        "format: 1\ncurrency: GBP\ncategories: {anyone: {label: Anyone, claim: a claim}}\n"
        "sources: {page: {title: Page}}\nfacts: {lunch: {question: Is it noon?}}\n"
        "qualifications: {course: {title: Course, kind: training, source: page,\n"
        "  notices: [{about: lunch, text: Lunch is included., source: page}],\n"
        "  fees: [{valid_from: 2024-01-01, vat: exempt, source: page,\n"
        '    individual: {anyone: "1.00"}}]}}\n'
    )
    enquiry = Enquiry(subject="course", on=FEBRUARY, facts={"lunch": Answer.YES}, category="anyone")
    assert assess(of, enquiry).unused_facts == ("lunch",)
    question = next_question(of, enquiry)
    assert question is not None
    assert question.text == "Has whoever publishes the fees verified the claim: a claim?"


@pytest.mark.parametrize(
    ("enquiry", "begins"),
    [
        (
            Enquiry(subject="certificat", on=FEBRUARY, category="membr"),
            [
                'There is no qualification or requirement called "certificat"; did you mean',
                'There is no category "membr"; did you mean "member"?',
            ],
        ),
        (
            Enquiry(subject="certificate", on=FEBRUARY, intake="2024-06", facts={"x": Answer.YES}),
            [
                'There is no intake of certificate called "2024-06"; did you mean "2024-05"?',
                'There is no fact "x"; choose from ',
            ],
        ),
    ],
)
def test_every_name_that_is_unknown_is_told_in_a_line_of_its_own(
    enquiry: Enquiry, begins: list[str]
) -> None:
    of: Catalogue = catalogue()
    with pytest.raises(RequestError) as error:
        assess(of, enquiry)
    lines = str(error.value).split("\n")
    assert len(lines) == len(begins)
    assert all(line.startswith(begin) for line, begin in zip(lines, begins, strict=True))


def test_nobody_has_to_prove_a_claim_to_a_price_that_is_not_published() -> None:
    of = parsed(
        "format: 1\ncurrency: GBP\n"
        "categories: {member: {label: Member}, non-member: {label: Non-member}}\n"
        "sources: {page: {title: Page}}\n"
        "qualifications: {course: {title: Course, kind: training, source: page,\n"
        "  fees: [{valid_from: 2024-01-01, vat: exempt, source: page,\n"
        '    individual: {non-member: "1.00"}}]}}\n'
    )
    enquiry = Enquiry(subject="course", on=FEBRUARY, category="member")
    criteria = [each.criterion for each in assess(of, enquiry).findings]
    assert "member-verified" not in criteria
    assert "fee" in criteria


COURSE = """\
format: 1
currency: GBP
categories: {member: {label: Member}, non-member: {label: Non-member}}
sources: {page: {title: Page}, dates: {title: Dates}, fees: {title: Fees}}
qualifications:
  course:
    title: Course
    kind: training
    source: page
    intakes: {march: {final_payment_on: not-published, starts_on: 2024-03-12}}
    fees:
      - intakes: [march]
        vat: exempt
        individual: {member: "10.00", non-member: "12.00"}
        cohort: {size: 6, prices: {member: "60.00"}}
        early_bird: {individual: {non-member: "11.00"}, until: 2024-03-02, earned_by: payment}
        source: fees
"""


def reasons(text: str, **asked: Any) -> dict[str, str]:
    enquiry = Enquiry(subject="course", **{"on": FEBRUARY, **asked})
    eligibility = assess(parsed(text), enquiry, working_days())
    return {each.criterion: each.reason for each in eligibility.findings}


def test_a_final_payment_date_that_is_not_published_is_to_be_asked_for() -> None:
    assert reasons(COURSE)["payment"].startswith(
        "The final payment date of intake march is not published. "
    )


def test_without_a_category_an_early_bird_of_any_category_is_told() -> None:
    assert reasons(COURSE)["early-bird"].startswith(
        "Earned by paying by Saturday 2 March 2024: £11"
    )


def test_learners_who_fill_no_cohort_still_have_a_fee() -> None:
    asked = reasons(COURSE, category="member", basis=Basis.COHORT, learners=7)
    assert asked["fee"] == "Member: £60.00 for a cohort of 6."


def test_without_a_category_nobody_knows_whether_cohorts_are_charged() -> None:
    assert reasons(COURSE, learners=6)["cohort-size"].startswith("Whether cohorts are charged ")


def test_a_warning_about_a_payment_follows_the_sentence_about_its_date() -> None:
    dated = COURSE.replace("final_payment_on: not-published", "final_payment_on: 2024-03-02")
    asked = reasons(dated, category="non-member", paying_on=date(2024, 3, 2))
    follows = ". Saturday 2 March 2024 is "
    assert f"final payment is due by Saturday 2 March 2024{follows}" in asked["payment"]
    assert f"£11.00 for one learner{follows}" in asked["early-bird"]


def test_without_intakes_what_is_found_on_them_names_the_source_of_the_qualification() -> None:
    sources = {
        each.criterion: each.source
        for each in found("restraint-reduction-training", of="shipped").findings
    }
    assert sources["application-window"] == "restraint-reduction-training-page"
    assert sources["payment"] == "restraint-reduction-training-page"
