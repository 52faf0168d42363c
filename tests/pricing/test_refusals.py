"""Each refusal in full: why not, and the way out."""

from datetime import date

import pytest
from support import catalogue, parsed, refused

from rrn_fees import Catalogue
from rrn_fees.pricing.price_list import Basis

RULES = catalogue("rules")
ASK = "Ask Example College at fees@example.org."
LISTED = "rrn-fees list shows when each price holds."


def course(fees: str, intakes: str = "", more: str = "") -> Catalogue:
    """Return a catalogue of one course, with the lines of its fees and intakes."""
    return parsed(
        "format: 1\ncurrency: GBP\n"
        "categories: {member: {label: Member}, non-member: {label: Non-member}}\n"
        "sources: {page: {title: Page}}\n"
        'vat: {rates: {standard: [{valid_from: 2011-01-04, percent: "20", source: page}]}}\n'
        "qualifications:\n  course:\n    title: Course\n    kind: training\n    source: page\n"
        f"    intakes: {{{intakes}}}\n    fees: [{fees}]\n{more}"
    )


SINGLES = 'vat: standard, source: page, individual: {member: "10.00"}'
PUBLISHED = f"{{valid_from: 2020-01-01, {SINGLES}}}"


@pytest.mark.parametrize(
    ("asked", "more", "code", "message", "hint"),
    [
        pytest.param(
            "early", {"category": "non-member", "intake": "2024-09", "early_bird": True},
            "not-published",
            "No early-bird price is published: Early Bird, Non-member.",
            None, id="no early bird for the category"),
        pytest.param(
            "cheap-cohort", {"early_bird": True}, "not-published",
            "No early-bird price is published: Cheap Cohort, Member.", None, id="no early bird"),
        pytest.param(
            "reduced", {"category": "non-member"}, "not-published",
            "No fee is published for Reduced Rate, Non-member.", ASK, id="no fee for the category"),
        pytest.param(
            "reduced", {"basis": Basis.COHORT}, "not-published",
            "No cohort fee is published for Reduced Rate, Member.",
            f"1 learner at the individual fee comes to £0.30 + VAT, £0.32 with VAT. {ASK}",
            id="no cohort fee"),
        pytest.param(
            "cohort-only", {}, "not-published",
            "No individual fee is published for Cohort Only, Member.",
            f"It is sold to whole cohorts of 6: quote 6 learners. {ASK}", id="fewer than a cohort"),
        pytest.param(
            "cohort-only:7", {}, "not-published",
            "No individual fee is published for Cohort Only, Member.",
            f"It is sold to whole cohorts of 6: quote 6 or 12 learners. {ASK}",
            id="more than a cohort"),
        pytest.param(
            "cohort-only:99999", {}, "not-published",
            "No individual fee is published for Cohort Only, Member.",
            f"It is sold to whole cohorts of 6: quote 99,996 learners. {ASK}",
            id="the next cohort is more than may be asked for"),
        pytest.param(
            "cohort-only:6", {"basis": Basis.INDIVIDUAL}, "not-published",
            "No individual fee is published for Cohort Only, Member.",
            f"6 learners at the standard fee come to £600.00 + VAT, £720.00 with VAT. {ASK}",
            id="whole cohorts, and individual fees are asked for"),
        pytest.param(
            "member-later", {}, "not-published",
            "The fees of Members Later in force on Thursday 1 February 2024 have none for Member.",
            f"{LISTED} {ASK}", id="none for the category any more"),
        pytest.param(
            "dated", {"on": date(2024, 1, 31)}, "no-price-in-force",
            "No fee of Dated Fees is in force on Wednesday 31 January 2024.",
            f"{LISTED} {ASK}", id="between two fee schedules"),
        pytest.param(
            "twice", {}, "ambiguous-price",
            "2 fee schedules of Priced Twice are in force on Thursday 1 February 2024: "
            "qualifications.twice.fees[0], qualifications.twice.fees[1].",
            "Mend the catalogue, so that one fee schedule holds for an intake on any day.",
            id="two fee schedules at once"),
        pytest.param(
            "dear-cohort:7", {"basis": Basis.COHORT}, "cohort-size",
            "A cohort of Dear Cohort is exactly 6 learners; 7 learners do not fill whole cohorts.",
            "Quote 6 or 12 learners, or leave out --basis cohort. 7 learners at the individual fee "
            "come to £700.00 + VAT, £840.00 with VAT.", id="a learner too many for a cohort"),
        pytest.param(
            "cohort-only:1", {"basis": Basis.COHORT}, "cohort-size",
            "A cohort of Cohort Only is exactly 6 learners; 1 learner does not fill whole cohorts.",
            "Quote 6 learners.", id="one learner, and no other fee"),
        pytest.param(
            "reduced", {"tax_point": date(1999, 12, 31)}, "no-vat-rate-in-force",
            'The catalogue has no "reduced" rate of VAT in force on Friday 31 December 1999.',
            "Choose another --tax-point, or add the rate and its source to the catalogue.",
            id="no rate at the tax point"),
        pytest.param(
            "rate-to-come", {}, "no-vat-rate-in-force",
            'The catalogue has no "later" rate of VAT in force on Thursday 1 February 2024.',
            "Choose another --tax-point, or add the rate and its source to the catalogue.",
            id="no rate on the day of the quote"),
        pytest.param(
            "windows", {"intake": "2024-09"}, "intake-closed",
            "Intake 2024-09 opens for applications on Thursday 1 August 2024. The day of the quote "
            "is Thursday 1 February 2024.",
            "Intake March 2024 (2024-03) is open until Saturday 10 February 2024. Intake June 2024 "
            "(2024-06) is open until Wednesday 1 May 2024. Add --indicative to see what intake "
            f"2024-09 would cost. {ASK}", id="not yet open"),
        pytest.param(
            "windows", {"intake": "2024-03", "on": date(2024, 2, 11)}, "intake-closed",
            "Intake March 2024 (2024-03) is closed: applications closed on Saturday 10 February "
            "2024. The day of the quote is Sunday 11 February 2024.",
            "Intake June 2024 (2024-06) is open until Wednesday 1 May 2024. Intake 2024-09 opens "
            "on Thursday 1 August 2024. Add --indicative to see what intake March 2024 (2024-03) "
            f"cost. {ASK}", id="closed"),
        pytest.param(
            "windows", {"on": date(2024, 9, 20)}, "intake-closed",
            "No intake of Windows is open on Friday 20 September 2024. Intake 2024-09 is closed: "
            "the last day before its start was Thursday 19 September 2024.",
            f"Add --indicative to see what intake 2024-09 cost. {ASK}", id="every intake is over"),
        pytest.param(
            "undated", {}, "intake-not-announced",
            "No intake of Undated is open on Thursday 1 February 2024. Intake Next (next) has "
            "neither a start nor a last day for applying or paying announced.",
            f"Add --indicative to see what intake Next (next) would cost. {ASK}",
            id="an intake without dates"),
        pytest.param(
            "early", {"paying_on": date(2024, 8, 1)}, "payment-too-late",
            "Payment on Thursday 1 August 2024 is 1 day late: final payment for intake 2024-09 is "
            "due by Wednesday 31 July 2024.",
            "Pay by Wednesday 31 July 2024, on a day on which banks move money.",
            id="payment a day late"),
        pytest.param(
            "early", {"paying_on": date(2024, 8, 30)}, "payment-too-late",
            "Payment on Friday 30 August 2024 is 30 days late: final payment for intake 2024-09 is "
            "due by Wednesday 31 July 2024.",
            "Pay by Wednesday 31 July 2024, on a day on which banks move money.",
            id="payment a month late"),
    ],
)  # fmt: skip
def test_a_refusal_says_why_not_and_the_way_out(
    asked: str, more: dict[str, object], code: str, message: str, hint: str | None
) -> None:
    answer = refused(asked, of=RULES, **more)
    assert (answer.code.value, answer.message) == (code, message)
    assert hint is None or answer.hint == hint
    assert answer.hint.endswith(".")
    assert answer.qualification == asked.partition(":")[0]
    assert answer.catalogue == RULES.origin


def test_a_qualification_without_any_fee_has_none_published() -> None:
    of = course("", more="    provider: Trust\n")
    answer = refused("course", of=of)
    assert answer.code.value == "no-fee-published"
    assert answer.message == "No fee is published for Course."
    assert answer.hint == "Ask its provider, Trust."


def test_a_fee_schedule_that_is_not_in_force_for_an_intake_names_it() -> None:
    of = course(
        f"{{intakes: [autumn], valid_from: 2024-03-01, {SINGLES}}}",
        "autumn: {label: Autumn, starts_on: 2024-09-02}",
    )
    answer = refused("course", of=of)
    assert answer.message == (
        "No fee of Course, intake Autumn (autumn), is in force on Thursday 1 February 2024."
    )
    assert answer.hint == f"{LISTED} Ask whoever publishes the fees."


@pytest.mark.parametrize(
    ("of_another", "said"),
    [
        pytest.param(
            "starts_on: 2024-06-01", "Intake other is open until Friday 31 May 2024. ", id="open"),
        pytest.param(
            "starts_on: 2024-06-01, applications: {opens_on: 2024-02-02}",
            "Intake other opens on Friday 2 February 2024. ", id="opens tomorrow"),
        pytest.param("starts_on: not-announced", "Intake other is announced without dates. ",
            id="without dates"),
        pytest.param("starts_on: 2024-02-01", "", id="over since yesterday"),
        pytest.param("status: closed", "", id="closed by its page"),
        pytest.param("starts_on: 2024-06-01, status: speculative",
            "Intake other is announced without dates. ", id="speculative"),
    ],
)  # fmt: skip
def test_the_other_intakes_are_named_that_can_be_applied_for_or_will_be(
    of_another: str, said: str
) -> None:
    of = course(PUBLISHED, f"over: {{starts_on: 2024-01-31}}, other: {{{of_another}}}")
    answer = refused("course", of=of, intake="over")
    assert answer.hint == (
        f"{said}Add --indicative to see what intake over cost. Ask whoever publishes the fees."
    )


@pytest.mark.parametrize(
    ("number", "last"),
    [
        pytest.param(10, "Intake other-10 is announced without dates. Add", id="ten"),
        pytest.param(
            11, "Intake other-10 is announced without dates. 1 more intake can be applied for, or "
            "will be. Add", id="eleven"),
        pytest.param(
            13, "Intake other-10 is announced without dates. 3 more intakes can be applied for, or "
            "will be. Add", id="thirteen"),
    ],
)  # fmt: skip
def test_of_many_other_intakes_ten_are_named(number: int, last: str) -> None:
    others = ", ".join(f"other-{at:02}: {{}}" for at in range(1, number + 1))
    of = course(PUBLISHED, f"over: {{starts_on: 2024-01-31}}, {others}")
    answer = refused("course", of=of, intake="over")
    assert answer.hint.count("Intake other-") == 10
    assert last in answer.hint


def test_three_fee_schedules_at_once_are_all_named() -> None:
    of = course(", ".join([PUBLISHED] * 3))
    answer = refused("course", of=of)
    assert answer.message == (
        "3 fee schedules of Course are in force on Thursday 1 February 2024: "
        "qualifications.course.fees[0], qualifications.course.fees[1], "
        "qualifications.course.fees[2]."
    )


def test_every_item_that_is_refused_is_told_in_the_order_of_the_request() -> None:
    answer = refused("dated", "cheap-cohort", "cohort-only", of=RULES, on=date(2024, 1, 31))
    codes = [(each.qualification, each.code.value) for each in (answer, *answer.also)]
    assert codes == [("dated", "no-price-in-force"), ("cohort-only", "not-published")]
