"""What scripts depend on: the documents, their schemas, the columns."""

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from support import (
    FEBRUARY,
    REPOSITORY,
    ask,
    catalogue,
    parsed,
    prices_of,
    qualification,
    quoted,
    refused,
    sent,
    working_days,
    written,
)

from rrn_fees import Catalogue, Quote, Refusal, diff_catalogues
from rrn_fees.contract.schemas import MODELS, json_schema, schema_text
from rrn_fees.deadlines.listing import deadlines_of
from rrn_fees.eligibility.assessment import assess
from rrn_fees.eligibility.enquiry import Enquiry
from rrn_fees.formats import Format
from rrn_fees.formats.csv import QUOTE_COLUMNS
from rrn_fees.pricing.payment_deadline import with_deadline

SCHEMAS = REPOSITORY / "src" / "rrn_fees" / "schemas"
RULES = catalogue("rules")


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def closed(part: Any) -> Any:
    """Return *part* of a schema with no room for a key that it does not name."""
    if isinstance(part, dict):
        inner = {key: closed(value) for key, value in part.items()}
        return inner | {"additionalProperties": False} if "properties" in part else inner
    return [closed(item) for item in part] if isinstance(part, list) else part


def validated(name: str, text: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(text)
    Draft202012Validator(closed(schema(name))).validate(document)
    return document


def answered(answer: Quote | Refusal, of: Catalogue, *, explain: bool = False) -> str:
    if isinstance(answer, Refusal):
        return written(answer, of, Format.JSON)
    return written(sent(answer, of), of, Format.JSON, explain=explain)


@pytest.mark.parametrize("name", MODELS)
def test_the_schemas_that_ship_are_those_of_the_models(name: str) -> None:
    if schema(name)["$comment"] != json_schema(name)["$comment"]:
        pytest.skip("another pydantic may write the same schema in other words")
    ships = (SCHEMAS / f"{name}.json").read_text(encoding="utf-8")
    assert ships == schema_text(name), "run tools/write_schemas.py"
    Draft202012Validator.check_schema(schema(name))


def test_the_quote_document_is_the_one_of_the_contract() -> None:
    quote = quoted("certificate:6", of=catalogue(), on=date(2024, 2, 1))
    document = validated("quote-1", answered(quote, catalogue()))
    assert document["lines"] == [
        {
            "qualification": "certificate",
            "title": "Certificate in Reducing Restrictive Practices",
            "intake": "2024-05",
            "category": "member",
            "basis": "cohort",
            "quantity": 1,
            "learners": 6,
            "unit_price": "4794.00",
            "early_bird": False,
            "vat_code": "standard",
            "vat_percent": "20",
            "net": "4794.00",
            "vat": "958.80",
            "gross": "5752.80",
            "source": "certificate-page",
            "account_code": None,
        }
    ]
    assert document["vat_summary"] == [
        {"code": "standard", "percent": "20", "net": "4794.00", "vat": "958.80"}
    ]
    assert document["totals"] == {"net": "4794.00", "vat": "958.80", "gross": "5752.80"}
    top = {
        key: document[key] for key in ("schema", "status", "on", "tax_point", "currency", "pay_by")
    }
    assert top == {
        "schema": "rrn-fees/quote/1",
        "status": "firm",
        "on": "2024-02-01",
        "tax_point": "2024-02-01",
        "currency": "GBP",
        "pay_by": "2024-03-28",
    }
    assert [(note["code"], note["level"]) for note in document["notes"]] == [
        ("price-claimed", "notice"),
        ("notice", "notice"),
        ("cohort-no-saving", "info"),
        ("may-close-early", "info"),
    ]
    assert document["catalogue"]["sha256"] == catalogue().origin.sha256
    assert document["request"]["items"] == [{"qualification": "certificate", "learners": 6}]


@pytest.mark.parametrize(
    "asked",
    [
        ("hopes-diploma:3", {"indicative": True, "early_bird": True}),
        ("certificate:7", {"paying_on": date(2024, 3, 1), "tax_point": date(2024, 3, 1)}),
        ("restraint-reduction-training", {}),
        ("hopes-diploma", {}),
    ],
    ids=lambda asked: asked[0],
)
def test_every_answer_is_what_its_schema_says(asked: tuple[str, dict[str, Any]]) -> None:
    answer = ask(asked[0], of=catalogue(), **asked[1])
    name = "refusal-1" if isinstance(answer, Refusal) else "quote-1"
    validated(name, answered(answer, catalogue(), explain=True))


def test_every_made_up_qualification_answers_as_its_schema_says() -> None:
    for name in RULES.qualifications:
        answer = ask(name, "exempt", of=RULES, on=date(2024, 2, 1), indicative=True)
        kind = "refusal-1" if isinstance(answer, Refusal) else "quote-1"
        validated(kind, answered(answer, RULES, explain=True))
        validated("qualification-1", written(qualification(name), RULES, Format.JSON))


def test_the_price_list_and_every_qualification_are_what_their_schemas_say() -> None:
    prices = written(prices_of(catalogue()), catalogue(), Format.JSON)
    document = validated("price-list-1", prices)
    assert len(document["prices"]) == 16
    for name in catalogue().qualifications:
        validated("qualification-1", written(qualification(name), catalogue(), Format.JSON))


@pytest.mark.parametrize("of", ["shipped", "rules", "dates"])
def test_every_deadline_and_every_finding_is_what_its_schema_says(of: str) -> None:
    every = catalogue(of)
    days = working_days(every.bank_holidays)
    found = deadlines_of(every, days, FEBRUARY, within=90, paying_on=date(2024, 3, 29))
    document = validated("deadlines-1", written(found, every, Format.JSON))
    assert document["paying_on"] == "2024-03-29"
    validated("deadlines-1", written(deadlines_of(every, days, FEBRUARY), every, Format.JSON))
    for subject in every.qualifications:
        enquiry = Enquiry(subject=subject, on=FEBRUARY, category="member", learners=6)
        found_of = assess(every, enquiry)
        validated("eligibility-1", written(found_of, every, Format.JSON))
        assert rows(written(found_of, every, Format.CSV))
    for subject in every.requirements:
        enquiry = Enquiry(subject=subject, on=FEBRUARY)
        validated("eligibility-1", written(assess(every, enquiry), every, Format.JSON))


@pytest.mark.parametrize("on", [date(2024, 2, 1), date(1990, 1, 1)], ids=str)
@pytest.mark.parametrize(
    ("old", "new"),
    [("shipped", "everything"), ("everything", "rules"), ("rules", "dates"), ("dates", "dates")],
)
def test_every_comparison_is_what_its_schema_says(old: str, new: str, on: date) -> None:
    found = diff_catalogues(catalogue(old), catalogue(new), on, working_days())
    document = validated("diff-1", written(found, form=Format.JSON))
    told = [len(document[section]) for section in ("deadlines", "vat", "eligibility", "other")]
    summary = document["summary"]
    assert [summary[name] for name in ("deadlines", "vat", "eligibility", "other")] == told
    kinds = ("dearer", "cheaper", "not_comparable", "new", "gone")
    assert sum(summary[kind] for kind in kinds) == len(document["prices"])
    assert (old == new) is not any([*told, document["prices"]])


def test_a_price_that_is_cheaper_differs_by_less_than_nothing() -> None:
    text = (REPOSITORY / "data" / "qualifications.yaml").read_text(encoding="utf-8")
    cheaper = parsed(text.replace('member: "799.00"', 'member: "769.00"'))
    found = diff_catalogues(catalogue(), cheaper, FEBRUARY, working_days())
    document = validated("diff-1", written(found, form=Format.JSON))
    [change] = document["prices"]
    assert (change["change"], change["old"]["unit_price"], change["new"]["unit_price"]) == (
        "cheaper",
        "799.00",
        "769.00",
    )
    assert change["difference"]["one"] == {
        "net": "-30.00",
        "gross": "-36.00",
        "net_percent": "-3.75",
        "gross_percent": "-3.75",
    }
    assert change["group_learners"] == 6
    assert change["difference"]["group"]["gross"] == "-216.00"


def test_a_quote_carries_the_deadline_that_governs_it() -> None:
    quote = with_deadline(quoted("diploma", of=catalogue()), catalogue(), working_days())
    document = validated("quote-1", answered(quote, catalogue()))
    deadline = document["deadline"]
    assert (deadline["event"], deadline["date"], deadline["days_left"]) == (
        "final-payment",
        "2024-03-29",
        57,
    )
    assert (deadline["working_day"], deadline["last_working_day"]) == (False, "2024-03-28")
    assert document["notes"][0]["code"] == "not-working-day"
    assert document["notes"][0]["level"] == "warning"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_quote_in_csv_has_a_row_for_each_line() -> None:
    quote = quoted("certificate:7", of=catalogue())
    text = written(sent(quote, catalogue()), catalogue(), Format.CSV)
    assert text.count("\r\n") == 3
    found = rows(text)
    assert tuple(found[0]) == QUOTE_COLUMNS
    assert [(row["basis"], row["quantity"], row["gross"]) for row in found] == [
        ("cohort", "1", "5752.80"),
        ("individual", "1", "958.80"),
    ]
    assert found[0]["early_bird"] == "false"
    assert found[0]["notes"] == "price-claimed notice cohort-no-saving may-close-early"


def test_a_refusal_in_csv_has_a_row_for_each_refused_item() -> None:
    refusal = refused("certificate", "hopes-diploma", of=catalogue(), early_bird=True)
    found = rows(written(refusal, catalogue(), Format.CSV))
    assert [(row["status"], row["refusal"], row["qualification"]) for row in found] == [
        ("refused", "not-published", "certificate"),
        ("refused", "intake-not-announced", "hopes-diploma"),
    ]


def test_a_fact_in_csv_names_the_source_of_the_fact_and_of_nothing_else() -> None:
    found = rows(written(qualification("diploma"), catalogue(), Format.CSV))
    sources = {row["field"]: row["source"] for row in found}
    assert sources["credits"] == "diploma-page"
    assert sources["remarks[0].text"] == "bank-holidays"
    assert sources["prices[0].price"] == "diploma-page"
    assert sources["schema"] == sources["catalogue.sha256"] == ""
    assert sources["sources.diploma-page.title"] == ""


HOSTILE = [
    "=1+1", "+1", "-1", "@x", "[bold red]x[/bold red]", "[/]", ":smile:", 'a"b', "a,b;c", "a|b",
    "café ☃ 😀", "שלום",
]  # fmt: skip


def hostile(title: str) -> Catalogue:
    return parsed(
        "format: 1\ncurrency: GBP\ncategories: {member: {label: Member}}\n"
        "sources: {page: {title: Page}}\nqualifications:\n  course:\n"
        f"    title: {json.dumps(title, ensure_ascii=False)}\n"
        "    kind: training\n    source: page\n"
        "    fees: [{valid_from: 2020-01-01, vat: exempt, source: page,"
        ' individual: {member: "10.00"}}]\n'
    )


@pytest.mark.parametrize("title", HOSTILE)
def test_names_from_the_catalogue_stay_names_in_every_format(title: str) -> None:
    course = hostile(title)
    quote = quoted("course", of=course)
    table = written(sent(quote, course), course, explain=True)
    assert title in table
    document = json.loads(written(sent(quote, course), course, Format.JSON))
    assert document["lines"][0]["title"] == title
    [row] = rows(written(sent(quote, course), course, Format.CSV))
    assert row["title"] == (f"'{title}" if title[0] in "=+-@" else title)
    assert row["net"] == "10.00"
