"""An answer of every kind, each worked out from a catalogue that is given."""

from datetime import date

from support import FEBRUARY, ask, items, parsed, prices_of, quoted, sent, working_days

from rrn_fees import Catalogue, diff_catalogues
from rrn_fees.catalogue.draft import draft_of
from rrn_fees.checks.registry import BY_CODE, CHECKS, Rules
from rrn_fees.checks.report import Report, checked
from rrn_fees.comparison import Wanted, compare, with_deadlines
from rrn_fees.contract.verification import read_quote
from rrn_fees.deadlines.listing import deadlines_of
from rrn_fees.eligibility.assessment import assess
from rrn_fees.eligibility.enquiry import Answer, Enquiry
from rrn_fees.formats import Format, render
from rrn_fees.pricing.payment_deadline import with_deadline
from rrn_fees.pricing.published import PublishedQualification
from rrn_fees.pricing.quote import Refusal
from rrn_fees.verification import verify

AUTUMN = date(2025, 2, 1)
"""A day on which the catalogue that says everything has no price."""


def report_on(text: str, name: str = "fees.yaml", **more: object) -> Report:
    """Return what the checks find in a catalogue file that holds *text*."""
    found = checked(draft_of(text.encode(), name), working_days, as_at=FEBRUARY)
    return Report(files=(found,), as_at=FEBRUARY, horizon=12, **more)  # type: ignore[arg-type]


def answers(of: Catalogue, text: str, customer: str = "Customer") -> dict[str, object]:
    """Return an answer of every kind, under what it is.

    They are worked out from the catalogue *of*, which says something under every key, and whose
    file holds *text*.
    """
    days = working_days()
    quote = with_deadline(quoted("course:7", of=of), of, days)
    quotation = sent(quote, of, customer=customer, purchase_order=customer)
    indicative = quoted("course", of=of, category="anyone", intake="autumn", indicative=True)
    refusal = ask("course", "other", of=of, on=AUTUMN)
    assert isinstance(refusal, Refusal)
    wanted = {
        "a comparison": Wanted(items=items("course:6"), on=FEBRUARY),
        "a comparison by size": Wanted(items=items("course"), on=FEBRUARY, sizes=(5, 7)),
        "a comparison without a price": Wanted(items=items("course:6"), on=AUTUMN),
    }
    dearer = parsed(text.replace('"100.00"', '"101.00"').replace("2024-04-15", "2024-04-16"))
    with_vat_on_top = parsed(text.replace("include_vat: true", "include_vat: false"))
    saved = read_quote(render(quotation, of, Format.JSON), "quote.json")
    facts = {"willing": Answer.YES, "able": Answer.NO}
    return {
        "a quotation": quotation,
        "an indicative quotation": sent(indicative, of),
        "a refusal": refusal,
        **{name: with_deadlines(compare(of, each), of, days) for name, each in wanted.items()},
        "a verification": verify(of, saved, FEBRUARY),
        "a verification that changed": verify(with_vat_on_top, saved, FEBRUARY),
        "a verification that is gone": verify(of, saved, AUTUMN),
        "deadlines": deadlines_of(of, days, FEBRUARY),
        "deadlines of a payment": deadlines_of(of, days, FEBRUARY, paying_on=date(2024, 4, 20)),
        "eligibility": assess(
            of, Enquiry(subject="course", on=FEBRUARY, category="member", facts=facts)
        ),
        "a requirement": assess(of, Enquiry(subject="everyone-trained", on=AUTUMN, facts=facts)),
        "a price list": prices_of(of),
        "a qualification": PublishedQualification(name="course", on=FEBRUARY),
        "a change": diff_catalogues(of, dearer, FEBRUARY, days),
        "no change": diff_catalogues(of, of, FEBRUARY, days),
        "a report": report_on(text.replace('"100.00"', '"-1"')),
        "a report of a file without faults": report_on(text),
        "rules": Rules(checks=CHECKS, on=FEBRUARY),
        "a rule": Rules(checks=(BY_CODE["F305"],), on=FEBRUARY),
    }
