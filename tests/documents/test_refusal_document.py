"""What a refusal says."""

from datetime import date

import pytest
from read_documents import ANSWERS, OF, PLAIN, texts
from support import catalogue, parsed, refused

from rrn_fees.documents.refusal import refusal_document


def test_a_refusal_says_of_each_item_why_and_what_to_do() -> None:
    refusal = ANSWERS["a refusal"]
    document = refusal_document(refusal, OF, PLAIN)  # type: ignore[arg-type]
    said = texts(document)
    for each in (refusal, *refusal.also):  # type: ignore[attr-defined]
        assert f"No quote for {each.qualification}: {each.code.value}" in said
        assert each.message in said
        assert each.hint in said


TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("item", "says"),
    [
        pytest.param(
            "certificate:6",
            "When it was last open, 6 learners cost, as RRN member: £4,794.00 excl. VAT, "
            "£5,752.80 inc. VAT (£958.80 each). This is not an offer.",
            id="what a closed intake cost",
        ),
        pytest.param(
            "hopes-diploma",
            "At the fees published, 1 learner would cost, as RRN member: £1,840.00 excl. VAT, "
            "£2,208.00 inc. VAT. This is not an offer.",
            id="what one that is announced would cost",
        ),
    ],
)
def test_a_no_over_an_intake_still_says_what_it_cost(item: str, says: str) -> None:
    refusal = refused(item, of=catalogue(), on=TODAY)
    assert says in texts(refusal_document(refusal, catalogue(), PLAIN))


def test_what_each_of_several_would_pay_is_marked_as_rounded_if_it_is() -> None:
    uneven = """
format: 1
currency: GBP
timezone: Europe/London
bank_holidays: england-and-wales
categories: {member: {label: Member}}
sources: {page: {title: Page}}
vat:
  rounding: {per: rate, mode: half-up}
  rates: {standard: [{valid_from: 2000-01-01, percent: "20", source: page}]}
qualifications:
  course:
    title: Course
    kind: training
    source: page
    intakes: {spring: {status: closed}}
    fees:
      - intakes: [spring]
        vat: standard
        cohort: {size: 3, prices: {member: "100.00"}}
        source: page
"""
    of = parsed(uneven)
    refusal = refused("course:3", of=of, on=TODAY)
    said = texts(refusal_document(refusal, of, PLAIN))
    assert "£100.00 excl. VAT, £120.00 inc. VAT (£40.00 each)" in said
    of = parsed(uneven.replace('"20"', '"21"'))
    said = texts(refusal_document(refused("course:3", of=of, on=TODAY), of, PLAIN))
    assert "£121.00 inc. VAT (about £40.33 each)" in said


@pytest.mark.parametrize("item", ["restraint-reduction-training", "hopes-diploma:6"])
def test_a_no_over_anything_else_has_no_price_to_tell(item: str) -> None:
    asked = {} if item.startswith("restraint") else {"basis": "cohort"}
    refusal = refused(item, of=catalogue(), on=TODAY, **asked)
    assert refusal.last_published is None
    assert "not an offer" not in texts(refusal_document(refusal, catalogue(), PLAIN))
