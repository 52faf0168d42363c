"""CSV as spreadsheets read it: no text is a formula, and each value is under its column."""

import csv
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from support import FEBRUARY, catalogue, quoted, refused, sent, written

from rrn_fees.contract.base import JsonAnswer
from rrn_fees.formats import Format
from rrn_fees.formats.csv import (
    DEADLINE_COLUMNS,
    OPTION_COLUMNS,
    PRICE_COLUMNS,
    QUOTE_COLUMNS,
    Rows,
    csv_text,
    deadline_rows,
    fact_rows,
    finding_rows,
    option_rows,
    price_rows,
)

RULES = catalogue("rules")
ORIGIN = {"path": "fees.yaml", "sha256": "0" * 64}
OF_IT = {"catalogue": "fees.yaml", "sha256": "0" * 64}


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        pytest.param(None, "", id="nothing"),
        pytest.param(True, "true", id="a truth"),
        pytest.param(False, "false", id="an untruth is not nothing"),
        pytest.param(0, "0", id="zero is not nothing"),
        pytest.param(-5, "-5", id="a number below zero is a number"),
        pytest.param(Decimal("-5.00"), "-5.00", id="an amount below zero is a number"),
        pytest.param("Course", "Course", id="text"),
        pytest.param("=1+1", "'=1+1", id="a formula"),
        pytest.param("-5.00", "'-5.00", id="text that is like a number below zero"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="an older formula"),
        pytest.param(" =1", " =1", id="after a space it is none"),
        pytest.param("1=1", "1=1", id="within text it is none"),
        pytest.param("'=1", "'=1", id="an apostrophe is not doubled"),
        pytest.param("a,b", '"a,b"', id="a comma"),
        pytest.param('a "b"', '"a ""b"""', id="a quote"),
        pytest.param("a\nb", '"a\nb"', id="the end of a line"),
        pytest.param(
            '=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"', id="a formula in quotes"
        ),
    ],
)
def test_a_value_is_one_cell(value: object, cell: str) -> None:
    assert csv_text(Rows(("a", "b"), [{"a": value, "b": "end"}])) == f"a,b\r\n{cell},end\r\n"


def test_a_column_that_a_row_does_not_have_is_empty() -> None:
    assert csv_text(Rows(("a", "b"), [{"b": 1}, {"a": 2}, {}])) == "a,b\r\n,1\r\n2,\r\n,\r\n"


def test_a_value_under_no_column_is_an_error() -> None:
    with pytest.raises(ValueError, match="c"):
        csv_text(Rows(("a", "b"), [{"c": 1}]))


def test_without_rows_there_are_the_columns_alone() -> None:
    assert csv_text(Rows(("a", "b"), [])) == "a,b\r\n"


def read(text: str) -> list[dict[str, str]]:
    return [*csv.DictReader(StringIO(text, newline=""))]


def filled(row: dict[str, str]) -> dict[str, str]:
    """Return what is in *row*, without its catalogue."""
    return {name: value for name, value in row.items() if value and name not in OF_IT}


def test_a_quote_is_a_row_for_each_line() -> None:
    quote = quoted("cheap-cohort:7", "exempt", of=RULES)
    rows = read(written(sent(quote, RULES), RULES, Format.CSV))
    assert tuple(rows[0]) == QUOTE_COLUMNS
    shared = {
        "status": "firm",
        "category": "member",
        "early_bird": "false",
        "notes": "price-claimed price-claimed cohort-saving vat-exempt",
        "source": "page",
        "quantity": "1",
    }
    cheap = {**shared, "qualification": "cheap-cohort", "title": "Cheap Cohort"}
    cheap |= {"vat_code": "standard", "vat_percent": "20"}
    assert [filled(row) for row in rows] == [
        {
            **cheap, "basis": "cohort", "learners": "6", "unit_price": "450.00",
            "net": "450.00", "vat": "90.00", "gross": "540.00",
        },
        {
            **cheap, "basis": "individual", "learners": "1", "unit_price": "100.00",
            "net": "100.00", "vat": "20.00", "gross": "120.00",
        },
        {
            **shared, "qualification": "exempt", "title": "Exempt", "vat_code": "exempt",
            "basis": "individual", "learners": "1", "unit_price": "10.00",
            "net": "10.00", "vat": "0.00", "gross": "10.00",
        },
    ]  # fmt: skip
    assert {row["sha256"] for row in rows} == {RULES.origin.sha256}


def test_a_refusal_is_a_row_for_each_item_in_the_columns_of_a_quote() -> None:
    answer = refused("dated", "cohort-only", of=RULES, on=FEBRUARY.replace(day=1, month=1))
    rows = read(written(answer, RULES, Format.CSV))
    assert tuple(rows[0]) == QUOTE_COLUMNS
    assert [filled(row) for row in rows] == [
        {
            "status": "refused",
            "refusal": refusal.code.value,
            "message": f"{refusal.message} {refusal.hint}",
            "qualification": refusal.qualification,
        }
        for refusal in (answer, *answer.also)
    ]
    assert [row["qualification"] for row in rows] == ["dated", "cohort-only"]


def rows_of(found: Rows) -> list[dict[str, object]]:
    return [dict(row) for row in found.rows]


def test_a_deadline_has_the_payment_beside_it_where_there_is_one() -> None:
    note = {"code": "payment-not-working-day"}
    document = {"on": "2024-04-30", "paying_on": "2024-05-04", "notes": [note], "catalogue": ORIGIN}
    paid = {"event": "final-payment", "notes": [{"code": "no-date"}], "payment": {"in_time": True}}
    other = {"event": "course-starts", "notes": []}
    found = deadline_rows(JsonAnswer(document, {"deadlines": [paid, other]}))
    assert found.columns == DEADLINE_COLUMNS
    assert rows_of(found) == [
        {
            "event": "final-payment", "in_time": True, "on": "2024-04-30",
            "paying_on": "2024-05-04", "notes": "no-date payment-not-working-day", **OF_IT,
        },
        {
            "event": "course-starts", "on": "2024-04-30", "paying_on": None, "notes": "", **OF_IT,
        },
    ]  # fmt: skip


def test_a_finding_has_the_verdict_beside_it() -> None:
    document = {
        "subject": "course", "on": "2024-04-30", "verdict": "open", "unused_facts": ["c", "d"],
        "findings": [{"criterion": "of-age", "open_facts": ["a", "b"]}, {"open_facts": []}],
        "catalogue": ORIGIN,
    }  # fmt: skip
    shared = {"subject": "course", "on": "2024-04-30", "verdict": "open", "unused_facts": "c d"}
    assert rows_of(finding_rows(JsonAnswer(document))) == [
        {**shared, "criterion": "of-age", "open_facts": "a b", **OF_IT},
        {**shared, "open_facts": "", **OF_IT},
    ]


def test_a_price_that_nobody_published_is_a_row_after_those_that_are() -> None:
    missing = {"qualification": "b", "basis": "cohort"}
    answer = JsonAnswer(
        {"not_published": [missing], "catalogue": ORIGIN},
        {"prices": [{"qualification": "a", "price": "0.00"}]},
    )
    found = price_rows(answer)
    assert found.columns == PRICE_COLUMNS
    assert rows_of(found) == [
        {"qualification": "a", "price": "0.00", "published": True, **OF_IT},
        {**missing, "published": False, **OF_IT},
    ]


def test_a_fact_has_its_path_and_the_nearest_source() -> None:
    document: dict[str, Any] = {
        "schema": "qualification",
        "source": "page",
        "title": "Course",
        "level": None,
        "units": ["one", "two"],
        "notices": [{"text": "Read.", "source": "law"}, {"text": "Read too."}],
        "prices": [],
        "sources": {"law": {"title": "Act"}},
    }
    answer = JsonAnswer(document, {"prices": [{"price": "1.00", "includes_vat": False}]})
    found = [(row["field"], row["value"], row["source"]) for row in rows_of(fact_rows(answer))]
    assert found == [
        ("schema", "qualification", None),
        ("source", "page", "page"),
        ("title", "Course", "page"),
        ("units[0]", "one", "page"),
        ("units[1]", "two", "page"),
        ("notices[0].text", "Read.", "law"),
        ("notices[1].text", "Read too.", "page"),
        ("prices[0].price", "1.00", "page"),
        ("prices[0].includes_vat", False, "page"),
        ("sources.law.title", "Act", None),
    ]


def option(**more: object) -> dict[str, object]:
    return {
        "option": "members", "status": "firm", "totals": None, "per_learner": None,
        "saving": None, "refusals": [], "notes": [], **more,
    }  # fmt: skip


def compared(*options: dict[str, object], joining: object = None) -> list[dict[str, object]]:
    size = {
        "items": [{"qualification": "a", "learners": 2}, {"qualification": "b", "learners": 1}],
        "learners": 3, "saved_by_joining": "-1.50", "options": options,
    }  # fmt: skip
    document = {
        "on": "2024-02-01", "tax_point": "2024-02-01", "paying_on": None, "joining": joining,
        "catalogue": ORIGIN,
    }  # fmt: skip
    found = option_rows(JsonAnswer(document, {"sizes": [size]}))
    assert found.columns == OPTION_COLUMNS
    return rows_of(found)


def test_an_option_has_its_sums_and_what_it_saves_as_numbers() -> None:
    [row] = compared(
        option(
            totals={"net": "10.00", "vat": "2.00", "gross": "12.00"},
            per_learner={"net": "3.33", "gross": "4.00"},
            saving={"net": "-5.00", "gross": "6.00", "net_percent": None},
            notes=[{"code": "price-claimed"}, {"code": "notice"}, {"code": "price-claimed"}],
        )
    )
    assert row["items"] == "a:2 b:1"
    assert (row["net"], row["vat"], row["gross"]) == ("10.00", "2.00", "12.00")
    assert (row["net_per_learner"], row["gross_per_learner"]) == ("3.33", "4.00")
    assert (row["saving_net"], row["saving_gross"]) == (Decimal("-5.00"), Decimal("6.00"))
    assert row["saving_net_percent"] is None
    assert row["saved_by_joining"] == Decimal("-1.50")
    assert row["notes"] == "price-claimed notice"
    assert "-5.00" in csv_text(Rows(OPTION_COLUMNS, [row])).split(",")


def test_an_option_that_is_refused_has_each_reason_once_and_every_sentence() -> None:
    [row] = compared(
        option(
            status="refused",
            refusals=[
                {"code": "not-published", "message": "One.", "hint": "Ask."},
                {"code": "not-published", "message": "Two.", "hint": ""},
                {"code": "intake-closed", "message": "Three.", "hint": "Wait."},
            ],
        )
    )
    assert row["refusal"] == "not-published intake-closed"
    assert row["message"] == "One. Ask. Two. Three. Wait."
    assert "net" not in row
    assert "saving_net" not in row


def test_what_joining_comes_to_is_beside_every_option() -> None:
    joining = {"membership_fee": "250.00", "pays_first_at": 3, "pays_from": 4}
    for row in compared(option(), option(option="non-members"), joining=joining):
        assert row["membership_fee"] == "250.00"
        assert (row["joining_pays_first_at"], row["joining_pays_from"]) == (3, 4)
    [without] = compared(option())
    assert without["membership_fee"] is without["joining_pays_from"] is None
