"""Does a saved quote still hold: under another catalogue, on another day, or after an edit."""

import json
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import (
    FEBRUARY,
    REPOSITORY,
    SHIPPED,
    ask,
    catalogue,
    has_no_traceback,
    parsed,
    quoted,
    run,
    sent,
    written,
)

from rrn_fees import Catalogue, Quote, RequestError
from rrn_fees.contract.verification import MOST_BYTES, read_quote
from rrn_fees.formats import Format
from rrn_fees.verification import Verdict, Verification, verify

TEXT = SHIPPED.read_text(encoding="utf-8")
LATER = date(2024, 2, 10)
SCHEMAS = REPOSITORY / "src" / "rrn_fees" / "schemas"


def saved(*items: str, of: Catalogue | None = None, **more: object) -> str:
    """Return the JSON document of a quote, as it is saved."""
    used = of or catalogue()
    quote = quoted(*items, of=used, **more)
    return written(sent(quote, used), used, Format.JSON)


def verified(document: str, on: date = LATER, under: Catalogue | None = None) -> Verification:
    return verify(under or catalogue(), read_quote(document.encode(), '"q.json"'), on)


def with_changes(*changes: tuple[str, str]) -> Catalogue:
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return parsed(text)


def edited(document: str, edit: Callable[[Any], object]) -> str:
    content = json.loads(document)
    edit(content)
    return json.dumps(content)


def test_a_quote_holds_as_long_as_its_price_can_be_had() -> None:
    document = saved("certificate:7", "diploma:2")
    assert verified(document, FEBRUARY).verdict is Verdict.HOLDS
    assert verified(document, date(2024, 3, 28)).verdict is Verdict.HOLDS
    gone = verified(document, date(2024, 3, 29))
    assert gone.verdict is Verdict.GONE
    assert gone.difference is None


def test_a_price_raised_is_told_line_by_line_in_pounds() -> None:
    found = verified(saved("certificate:7"), under=with_changes(('"799.00"', '"829.00"')))
    assert found.verdict is Verdict.CHANGED
    [change] = found.changes
    assert change.old is not None
    assert change.new is not None
    assert (change.old.unit_price, change.new.row.price) == (79_900, 82_900)
    assert (change.difference, found.difference) == (3_600, 3_600)
    assert not found.same_catalogue


def test_a_cohort_that_is_no_longer_the_cheapest_is_a_line_gone_and_a_line_new() -> None:
    found = verified(saved("certificate:6"), under=with_changes(('"4794.00"', '"4800.00"')))
    assert found.verdict is Verdict.CHANGED
    assert [(bool(each.old), bool(each.new)) for each in found.changes] == [
        (False, True), (True, False),
    ]  # fmt: skip
    assert found.difference == 0


def test_a_rate_of_vat_that_has_changed_changes_the_quote() -> None:
    rate = '- {valid_from: 2011-01-04, percent: "20", source: finance-no2-act-2010}'
    later = '- {valid_from: 2024-02-10, percent: "22", source: finance-no2-act-2010}'
    under = with_changes((rate, f"{rate}\n      {later}"))
    assert verified(saved("certificate"), date(2024, 2, 9), under).verdict is Verdict.HOLDS
    found = verified(saved("certificate"), date(2024, 2, 10), under)
    assert (found.verdict, found.difference) == (Verdict.CHANGED, 1_598)
    on_its_own_day = saved("certificate", tax_point=FEBRUARY)
    assert verified(on_its_own_day, date(2024, 2, 10), under).verdict is Verdict.HOLDS


def test_a_final_payment_date_that_has_moved_changes_the_quote() -> None:
    under = with_changes(("final_payment_on: 2024-03-28", "final_payment_on: 2024-03-20"))
    found = verified(saved("certificate"), under=under)
    assert (found.verdict, found.changes, found.pay_by_moved) == (Verdict.CHANGED, (), True)


def test_a_quote_is_for_the_intake_it_was_made_for() -> None:
    intake = "        source: certificate-page\n    fees:\n      - intakes: [2024-05]"
    another = (
        "        source: certificate-page\n"
        "      2024-04:\n        starts_on: 2024-04-09\n        source: certificate-page\n"
        "    fees:\n      - intakes: [2024-05, 2024-04]"
    )
    assert TEXT.count(intake) == 1
    found = verified(saved("certificate"), under=with_changes((intake, another)))
    assert found.verdict is Verdict.HOLDS
    assert isinstance(found.answer, Quote)
    assert found.answer.lines[0].row.intake == "2024-05"


def test_an_early_bird_that_has_ended_changes_the_quote() -> None:
    rules = catalogue("rules")
    document = saved("early:7", of=rules, on=date(2024, 5, 1))
    until = json.loads(document)["quotation"]["valid_until"]
    last = date.fromisoformat(until)
    assert verified(document, last, rules).verdict is Verdict.HOLDS
    ended = verified(document, date.fromordinal(last.toordinal() + 1), rules)
    assert ended.verdict in (Verdict.CHANGED, Verdict.GONE)


def test_a_quote_that_said_until_when_it_holds_has_lapsed_after_it() -> None:
    used = catalogue()
    quotation = sent(quoted("certificate", of=used), used, valid_until=date(2024, 2, 15))
    document = written(quotation, used, Format.JSON)
    assert verified(document, date(2024, 2, 15)).verdict is Verdict.HOLDS
    assert verified(document, date(2024, 2, 16)).verdict is Verdict.LAPSED


def test_an_indicative_quote_is_asked_for_as_one() -> None:
    document = saved("hopes-diploma:2", indicative=True, early_bird=True)
    assert verified(document).verdict is Verdict.HOLDS
    announced = with_changes(
        ("status: speculative\n        starts_on: not-announced\n", "starts_on: 2025-02-04\n"),
        ("        final_payment_on: not-announced\n", "        final_payment_on: 2025-01-07\n"),
    )
    assert verified(document, under=announced).verdict is Verdict.CHANGED


def test_what_the_catalogue_no_longer_has_can_no_longer_be_had() -> None:
    renamed = parsed(TEXT.replace("\n  certificate:\n", "\n  certificate-2:\n"))
    found = verified(saved("certificate"), under=renamed)
    assert found.verdict is Verdict.GONE
    assert found.unknown is not None
    assert 'no qualification "certificate"' in found.unknown


def test_a_payment_day_that_is_past_is_not_asked_for_again() -> None:
    document = saved("certificate", paying_on=date(2024, 2, 5))
    assert verified(document, date(2024, 2, 5)).verdict is Verdict.HOLDS
    assert verified(document, date(2024, 2, 6)).verdict is Verdict.HOLDS


def test_a_day_before_the_quote_is_refused() -> None:
    with pytest.raises(RequestError, match="is before it"):
        verified(saved("certificate"), date(2024, 1, 31))


def _with_vat(quote: Any, vat: str) -> None:
    """Charge other VAT on the first line, and let all that follows agree."""
    [line, *others] = quote["lines"]
    line |= {"vat": vat, "gross": f"{float(line['net']) + float(vat):.2f}"}
    lines = [line, *others]
    total = f"{sum(float(each['vat']) for each in lines):.2f}"
    gross = f"{sum(float(each['gross']) for each in lines):.2f}"
    quote["totals"] |= {"vat": total, "gross": gross}
    quote["vat_summary"][0]["vat"] = total


EDITS: list[tuple[str, Callable[[Any], object], str]] = [
    ("a total", lambda q: q["totals"].update(gross="1.00"), "The gross total is £1.00; the lines"),
    ("a net total", lambda q: q["totals"].update(net="1.00"), "The net total is £1.00"),
    ("a VAT total", lambda q: q["totals"].update(vat="1.00"), "The VAT total is £1.00"),
    ("a line's gross", lambda q: q["lines"][0].update(gross="1.00"), "do not come to £1.00"),
    ("a unit price", lambda q: q["lines"][0].update(unit_price="1.00"), "neither its net amount"),
    ("a quantity", lambda q: q["lines"][0].update(quantity=2), "2 times £4,794.00"),
    ("a rate that is none", lambda q: q["lines"][0].update(vat_percent=None), "at no rate"),
    ("the VAT by rate", lambda q: q["vat_summary"][0].update(net="1.00"), "VAT by rate"),
    ("the learners", lambda q: q["request"]["items"][0].update(learners=9), "The learners"),
    ("the category", lambda q: q["request"].update(category="non-member"), "another category"),
    ("the day", lambda q: q.update(on="2024-02-02"), "The day of the quote is not"),
    ("the tax point", lambda q: q.update(tax_point="2024-02-02"), "The tax point is not"),
    ("VAT that is not its rate", lambda q: _with_vat(q, "10.00"), "is not 20% of"),
    ("no VAT at a rate", lambda q: _with_vat(q, "0.00"), "is not 20% of"),
    ("the day to pay by", lambda q: q.update(pay_by="2099-01-01"), "another day to pay by"),
    (
        "the working day to pay by",
        lambda q: q.update(pay_by_working_day="2024-03-29"),
        "The last working day to pay by is after the day to pay by.",
    ),
    ("no day to pay by", lambda q: q.update(pay_by=None), "another day to pay by"),
    (
        "until when it holds",
        lambda q: q["quotation"].update(valid_until="2099-01-01"),
        "Its figures hold until Thursday 28 March 2024",
    ),
    ("the currency", lambda q: q.update(currency="EUR"), "another currency"),
    ("a title", lambda q: q["lines"][0].update(title="Free Lunch"), "calls a qualification"),
    ("nothing but the digest's figures", lambda q: q["lines"].append(q["lines"].pop(0)), ""),
]


@pytest.mark.parametrize(("edit", "says"), [pytest.param(*row[1:], id=row[0]) for row in EDITS])
def test_an_edited_quote_is_inconsistent(edit: Callable[[Any], object], says: str) -> None:
    found = verified(edited(saved("certificate:7"), edit))
    if not says:  # the order of lines is no figure
        assert found.verdict is Verdict.HOLDS
        return
    assert found.verdict is Verdict.INCONSISTENT
    assert found.answer is None
    assert any(says in fault for fault in found.faults), found.faults


def test_figures_that_agree_and_that_their_own_catalogue_does_not_give_were_edited() -> None:
    def cheaper(quote: Any) -> None:
        figures = {"net": "600.00", "vat": "120.00", "gross": "720.00"}
        quote["lines"][0] |= {"unit_price": "600.00", **figures}
        quote["totals"] = figures
        quote["vat_summary"][0] |= {"net": "600.00", "vat": "120.00"}

    document = edited(saved("certificate"), cheaper)
    found = verified(document)
    assert found.verdict is Verdict.INCONSISTENT
    assert found.faults == (
        "Its own catalogue gives other figures for the same request on the same day.",
    )
    from_elsewhere = verified(document, under=with_changes(("May 2024\n", "May of 2024\n")))
    assert from_elsewhere.verdict is Verdict.CHANGED


def test_a_quote_that_its_own_catalogue_refuses_was_edited() -> None:
    def closed(quote: Any) -> None:
        for part in (quote, quote["request"]):
            part["on"] = "2024-04-01"
        quote["tax_point"] = "2024-04-01"

    found = verified(edited(saved("certificate"), closed), date(2024, 4, 2))
    assert found.verdict is Verdict.INCONSISTENT
    assert "Its own catalogue gives no price for it" in found.faults[0]


TWO_CODES = """
format: 1
currency: GBP
categories: {member: {label: Member}}
sources: {page: {title: Page}}
vat:
  rates:
    standard: [{valid_from: 2011-01-04, percent: "20", source: page}]
    other: [{valid_from: 2011-01-04, percent: "20", source: page}]
qualifications:
  one:
    title: One
    kind: training
    source: page
    fees: [{valid_from: 2024-01-01, vat: standard, source: page, individual: {member: "0.12"}}]
  two:
    title: Two
    kind: training
    source: page
    fees: [{valid_from: 2024-01-01, vat: other, source: page, individual: {member: "0.12"}}]
"""


def by_code(quote: Any) -> None:
    """Write a quote as it was when two codes at one percentage were rounded apart."""
    for line in quote["lines"]:
        line |= {"vat": "0.02", "gross": "0.14"}
    quote["totals"] |= {"vat": "0.04", "gross": "0.28"}
    quote["vat_summary"] = [
        {"code": line["vat_code"], "percent": "20", "net": "0.12", "vat": "0.02"}
        for line in quote["lines"]
    ]


def test_a_quote_whose_vat_was_rounded_for_each_code_is_not_taken_for_edited() -> None:
    two = parsed(TWO_CODES)
    document = saved("one", "two", of=two)
    assert json.loads(document)["totals"]["vat"] == "0.05"
    assert verified(edited(document, by_code), FEBRUARY, two).verdict is Verdict.CHANGED

    def dearer(quote: Any) -> None:
        by_code(quote)
        quote["lines"][0] |= {"vat": "0.03", "gross": "0.15"}
        quote["totals"] |= {"vat": "0.05", "gross": "0.29"}
        quote["vat_summary"][0]["vat"] = "0.03"

    assert verified(edited(document, dearer), FEBRUARY, two).verdict is Verdict.INCONSISTENT


def test_a_quote_of_an_older_release_has_no_working_day_to_pay_by() -> None:
    document = edited(saved("certificate:7"), lambda quote: quote.pop("pay_by_working_day"))
    assert verified(document).verdict is Verdict.HOLDS
    unknown = edited(saved("certificate:7"), lambda quote: quote.update(pay_by_working_day=None))
    assert verified(unknown).verdict is Verdict.HOLDS


UNREADABLE = [
    ("cut short", lambda text: text[:500], "cut short, or no JSON"),
    ("empty", lambda _: "", "cut short, or no JSON"),
    ("a list", lambda _: "[]", "is JSON, and no saved quote"),
    ("of no schema", lambda _: "{}", 'does not say "schema": "rrn-fees/quote/1"'),
    ("of an earlier one", lambda text: text.replace("quote/1", "quote/0"), "is of the schema"),
    ("of a later version", lambda text: text.replace("quote/1", "quote/2"), "later version"),
    ("a refusal", lambda text: text.replace("quote/1", "refusal/1"), 'schema "rrn-fees/refusal/1"'),
    ("of another program", lambda text: text.replace("rrn-fees/quote/1", "x"), "does not say"),
    ("without lines", lambda text: text.replace('"lines"', '"rows"'), "lines: field required"),
    ("with a number for money", lambda text: text.replace('"4794.00"', "4794.00"),
     "lines.0.unit_price: input should be a valid string"),
    ("with three decimals", lambda text: text.replace('"4794.00"', '"4794.000"'), "two decimals"),
    ("with a day that is none", lambda text: text.replace("2024-02-01", "2024-02-31"),
     "February 2024 has no day 31"),
    ("with a key twice", lambda text: text.replace('"status"', '"on": "2024-02-01",\n"status"'),
     "a key stands in it twice"),
    ("nested", lambda _: "[" * 100_000, ""),
    ("too large", lambda _: " " * (MOST_BYTES + 1), "larger than 8 MiB"),
    ("with no learners", lambda text: text.replace('"learners": 6\n', '"learners": 0\n'),
     "whole number from 1"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("spoil", "says"), [pytest.param(*row[1:], id=row[0]) for row in UNREADABLE]
)
def test_what_is_no_saved_quote_is_refused_in_a_sentence(
    spoil: Callable[[str], str], says: str
) -> None:
    text = spoil(saved("certificate:6"))
    with pytest.raises(RequestError) as caught:
        read_quote(text.encode(), '"q.json"')
    assert says in str(caught.value)
    assert str(caught.value).startswith('"q.json"')


def test_bytes_that_are_no_text_are_refused() -> None:
    for content in (b"\xff\xfe{}", b"%PDF-1.7 \x80", b"9" * 5_000):
        with pytest.raises(RequestError, match="it is cut short, or no JSON"):
            read_quote(content, "q")


SEVEN = saved("certificate:7")


@given(st.data())
def test_no_edit_of_one_figure_goes_unseen(data: st.DataObject) -> None:
    content = json.loads(SEVEN)
    places = [
        (line, key)
        for line in content["lines"]
        for key in ("unit_price", "net", "vat", "gross", "quantity", "learners")
    ]
    places += [(content["totals"], key) for key in ("net", "vat", "gross")]
    places += [(content["vat_summary"][0], key) for key in ("net", "vat")]
    holder, key = data.draw(st.sampled_from(places))
    if isinstance(holder[key], int):
        holder[key] += data.draw(st.integers(1, 5))
    else:
        holder[key] = f"{float(holder[key]) + data.draw(st.integers(1, 500)) / 100:.2f}"
    assert verified(json.dumps(content)).verdict is Verdict.INCONSISTENT


VERIFICATIONS = {
    "holds": lambda: verified(saved("certificate:7")),
    "changed": lambda: verified(
        saved("certificate:7", "diploma:2"), under=with_changes(('"799.00"', '"829.00"'))
    ),
    "gone": lambda: verified(saved("certificate"), date(2026, 11, 22)),
    "inconsistent": lambda: verified(
        edited(saved("certificate"), lambda q: q["totals"].update(gross="1.00"))
    ),
    "unknown": lambda: verified(
        saved("certificate"), under=parsed(TEXT.replace("\n  certificate:\n", "\n  renamed:\n"))
    ),
    "moved": lambda: verified(
        saved("certificate"),
        under=with_changes(("final_payment_on: 2024-03-28", "final_payment_on: 2024-03-20")),
    ),
    "no longer indicative": lambda: verified(
        saved("hopes-diploma", indicative=True),
        under=with_changes(
            ("status: speculative\n        starts_on: not-announced\n", "starts_on: 2025-02-04\n"),
        ),
    ),
    "another basis": lambda: verified(
        saved("certificate:6"), under=with_changes(('"4794.00"', '"4800.00"'))
    ),
}


@pytest.mark.parametrize("name", VERIFICATIONS)
def test_every_verdict_is_written_for_people_and_programs(name: str) -> None:
    found = VERIFICATIONS[name]()
    text = written(found)
    assert max(map(len, text.splitlines())) <= 80
    assert found.saved.reference in text
    document = json.loads(written(found, form=Format.JSON))
    schema = json.loads((SCHEMAS / "verification-1.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    assert document["verdict"] == found.verdict
    assert found.answer is (found.quote or found.refusal)
    assert (document["new_totals"] is None, document["refusal"] is None) == (
        found.quote is None,
        found.refusal is None,
    )


def test_what_has_changed_reads_like_this() -> None:
    found = VERIFICATIONS["changed"]()
    text = written(found)
    particulars, _, rest = text.partition("Made from")
    body = particulars + rest[rest.index("\n\n") + 1 : rest.index("\nCatalogue")]
    assert body == (
        "The quote has changed: Saturday 10 February 2024\n"
        "\n"
        f"Reference    {found.saved.reference}\n"
        "Quoted on    Thursday 1 February 2024\n"
        "Valid until  Thursday 28 March 2024\n"
        "Total        £10,911.60 with VAT, as saved\n"
        "Now          £10,947.60 with VAT, +£36.00\n"
        "\n"
        "When                              Price            Net      VAT    Gross\n"
        "────────────────────────────────────────────────────────────────────────\n"
        "certificate 2024-05, learner\n"
        "  as saved                        1 x £799.00  £799.00  £159.80  £958.80\n"
        "  now                             1 x £829.00  £829.00  £165.80  £994.80\n"
        "  difference                                   +£30.00   +£6.00  +£36.00\n"
        "────────────────────────────────────────────────────────────────────────\n"
        "Total difference, 1 line changed               +£30.00   +£6.00  +£36.00\n"
    )


def test_the_command_exits_with_the_verdict(tmp_path: Path) -> None:
    file = tmp_path / "quote.json"
    request = ("quote", "certificate:6", "--as", "member", "--on", "2024-02-01")
    assert run(*request, "-o", str(file)).code == 0
    holds = run("verify", str(file), "--on", "2024-03-28")
    assert (holds.code, holds.out[:15]) == (0, "The quote holds")
    assert run("verify", str(file)).code == 1
    raised = tmp_path / "raised.yaml"
    raised.write_text(TEXT.replace('"4794.00"', '"4700.00"'), encoding="utf-8")
    changed = run("verify", "-", "--on", "2024-02-01", "--catalogue", str(raised), "-f", "json",
                  stdin=file.read_text("utf-8"))  # fmt: skip
    assert changed.code == 1
    assert json.loads(changed.out)["difference"] == "-112.80"


@pytest.mark.parametrize(
    ("name", "says"),
    [("gone.json", "No such file"), (".", "directory"), ("broken.json", "cut short")],
)
def test_a_file_that_cannot_be_read_is_said_in_a_sentence(
    tmp_path: Path, name: str, says: str
) -> None:
    (tmp_path / "broken.json").write_text('{"schema": "rrn-fees/quote/1",', encoding="utf-8")
    done = run("verify", name, cwd=tmp_path)
    assert done.code == 2
    assert says in done.err
    assert has_no_traceback(done.err)


TWO_INTAKES = """
format: 1
currency: GBP
categories: {member: {label: Member}}
sources: {page: {title: Page}}
vat: {rates: {standard: [{valid_from: 2011-01-04, percent: "20", source: page}]}}
qualifications:
  two:
    title: Two
    kind: training
    source: page
    intakes:
      june: {starts_on: 2024-06-20, applications: {opens_on: 2024-03-01}}
      sept: {starts_on: 2024-09-20, applications: {opens_on: 2024-01-10}}
    fees: [{intakes: [june, sept], vat: standard, individual: {member: "10.00"}, source: page}]
  plain:
    title: Plain
    kind: training
    source: page
    fees: [{valid_from: 2020-01-01, vat: standard, individual: {member: "5.00"}, source: page}]
"""


@pytest.mark.parametrize("items", [("two",), ("two", "plain"), ("plain:3", "two:2")])
def test_each_item_is_for_the_intake_it_was_quoted_for(items: tuple[str, ...]) -> None:
    of = parsed(TWO_INTAKES)
    document = saved(*items, of=of)
    assert verified(document, date(2024, 3, 5), of).verdict is Verdict.HOLDS
    assert verified(document, date(2024, 9, 20), of).verdict is Verdict.GONE
    without = parsed(TWO_INTAKES.replace("sept", "october"))
    assert verified(document, date(2024, 3, 5), without).verdict is Verdict.GONE


@pytest.mark.parametrize("name", ["rules", "dates", "everything"])
def test_what_was_saved_holds_on_its_own_day_under_its_own_catalogue(name: str) -> None:
    of = catalogue(name)
    days = (FEBRUARY, date(2024, 5, 1), date(2024, 7, 1))
    held = 0
    for qualification, category, on in product(of.qualifications, of.categories, days):
        for learners, indicative in ((1, False), (7, True)):
            answer = ask(
                f"{qualification}:{learners}", of=of, category=category, on=on,
                indicative=indicative,
            )  # fmt: skip
            if isinstance(answer, Quote):
                quotation = sent(answer, of)
                text = written(quotation, of, Format.JSON)
                found = verified(text, on, of)
                assert found.verdict is Verdict.HOLDS, (qualification, category, on, found.faults)
                held += 1
    assert held >= 6


def test_a_rate_of_vat_that_changed_is_named_on_both_rows() -> None:
    found = verified(saved("certificate"), LATER, with_changes(('percent: "20"', 'percent: "25"')))
    rows = [line.split(None, 1) for line in written(found).splitlines()]
    told = dict(row for row in rows if len(row) == 2)
    assert "1 x £799.00, VAT 20%" in told["as"]
    assert "1 x £799.00, VAT 25%" in told["now"]
