"""Laws of eligibility and deadlines, as they hold together with pricing."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from support import catalogue

from rrn_fees import Catalogue, Item, Quote, Request, price
from rrn_fees.bank_holidays import load_working_days
from rrn_fees.deadlines import deadlines_of
from rrn_fees.due import with_deadline
from rrn_fees.eligibility import assess
from rrn_fees.enquiry import Answer, Eligibility, Enquiry, FindingKind, Outcome, Verdict
from rrn_fees.quote import Status
from rrn_fees.windows import IntakeState

CATALOGUES = [catalogue(), catalogue("rules"), catalogue("dates")]
DAYS = st.dates(date(2023, 11, 1), date(2024, 10, 1))
SUBJECTS = st.sampled_from([(of, name) for of in CATALOGUES for name in of.qualifications])


@st.composite
def enquiries(draw: st.DrawFn) -> tuple[Catalogue, Enquiry]:
    of, name = draw(SUBJECTS)
    on = draw(DAYS)
    intakes = [None, *of.qualifications[name].intakes]
    names = st.sampled_from([*of.facts, "same-intake"])
    facts = draw(st.dictionaries(names, st.sampled_from(Answer)))
    return of, Enquiry(
        subject=name,
        on=on,
        category=draw(st.sampled_from([*of.categories])),
        learners=draw(st.integers(1, 13)),
        intake=draw(st.sampled_from(intakes)),
        paying_on=draw(st.none() | st.dates(on, date(2024, 12, 1))),
        facts=facts,
    )


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
        intake=enquiry.intake, paying_on=enquiry.paying_on, indicative=True,
    )  # fmt: skip
    quote = price(of, request)
    found = assess(of, enquiry)
    if isinstance(quote, Quote) and quote.status is Status.FIRM:
        assert outcome(found, "application-window") is Outcome.MET
        assert outcome(found, "fee") is Outcome.MET
        assert outcome(found, "payment") is not Outcome.NOT_MET
    elif outcome(found, "application-window") is Outcome.MET and isinstance(quote, Quote):
        raise AssertionError(f"the window is met, and the quote is not firm: {quote.notes}")


@given(enquiries())
def test_an_intake_is_open_everywhere_or_nowhere(asked: tuple[Catalogue, Enquiry]) -> None:
    of, enquiry = asked
    calendar = load_working_days(of.bank_holidays)
    listed = deadlines_of(of, calendar, enquiry.on, qualifications=[enquiry.subject])
    states = {each.intake: each.state for each in listed.deadlines if each.window}
    for intake, state in states.items():
        found = assess(of, Enquiry(subject=enquiry.subject, on=enquiry.on, intake=intake))
        met = outcome(found, "application-window") is Outcome.MET
        assert met is (state is IntakeState.OPEN)


@given(enquiries())
def test_the_verdict_follows_from_the_findings(asked: tuple[Catalogue, Enquiry]) -> None:
    found = assess(*asked)
    missed = [each for each in found.findings if each.required and each.outcome is Outcome.NOT_MET]
    open_ones = [each for each in found.findings if each.outcome is Outcome.TO_CONFIRM]
    expected = (
        Verdict.NOT_ELIGIBLE if missed else Verdict.TO_CONFIRM if open_ones else Verdict.ELIGIBLE
    )
    assert found.verdict is expected or found.verdict is Verdict.NOT_APPLICABLE
    for each in found.findings:
        assert each.source in asked[0].sources
        assert each.outcome is Outcome.TO_CONFIRM or not each.open_facts


@given(enquiries())
def test_the_deadline_of_a_quote_is_one_that_is_listed(asked: tuple[Catalogue, Enquiry]) -> None:
    of, enquiry = asked
    assert enquiry.category is not None
    items = (Item(enquiry.subject, enquiry.learners),)
    request = Request(items=items, category=enquiry.category, on=enquiry.on, indicative=True)
    quote = price(of, request)
    if not isinstance(quote, Quote):
        return
    calendar = load_working_days(of.bank_holidays)
    seen = with_deadline(quote, of, calendar)
    listed = deadlines_of(of, calendar, enquiry.on, qualifications=[enquiry.subject])
    assert seen.deadline is None or seen.deadline in listed.deadlines
    if quote.pay_by is not None:
        assert seen.deadline is not None
        assert seen.deadline.date is not None
        assert seen.deadline.date <= quote.pay_by
    assert (seen.lines, seen.totals, seen.status) == (quote.lines, quote.totals, quote.status)
