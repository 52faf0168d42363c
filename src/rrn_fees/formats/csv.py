"""CSV for spreadsheets and scripts (RFC 4180): one row per line, price or fact.

Text that a spreadsheet would take for a formula is given a leading apostrophe; figures never are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from rrn_fees.contract.base import JsonAnswer

QUOTE_COLUMNS = (
    "status", "refusal", "message", "qualification", "title", "intake", "category", "basis",
    "quantity", "learners", "unit_price", "early_bird", "vat_code", "vat_percent", "net", "vat",
    "gross", "pay_by", "pay_by_working_day", "notes", "source", "catalogue", "sha256",
    "account_code",
)  # fmt: skip
PRICE_COLUMNS = (
    "qualification", "title", "intake", "intake_status", "category", "basis", "size", "early_bird",
    "percent_off", "price", "includes_vat", "vat_code", "valid_from", "valid_through", "announced",
    "schedule", "source", "published", "catalogue", "sha256",
)  # fmt: skip
DEADLINE_COLUMNS = (
    "on", "qualification", "title", "intake", "intake_state", "event", "earned_by", "date",
    "weekday", "days_left", "status", "working_day", "last_working_day", "paying_on", "in_time",
    "days_late", "outcome", "notes", "source", "catalogue", "sha256",
)  # fmt: skip
FINDING_COLUMNS = (
    "subject", "on", "verdict", "criterion", "kind", "outcome", "required", "applies_from",
    "weight", "open_facts", "unused_facts", "reason", "statement", "source", "catalogue", "sha256",
)  # fmt: skip
OPTION_COLUMNS = (
    "option", "category", "basis", "early_bird", "items", "learners", "status", "refusal",
    "message", "on", "from_day", "tax_point", "paying_on", "net", "vat", "gross",
    "net_per_learner", "gross_per_learner", "saving_net", "saving_gross", "saving_net_percent",
    "saving_gross_percent", "cheapest", "same_as", "membership_fee", "saved_by_joining",
    "joining_pays_first_at", "joining_pays_from", "pay_by", "pay_by_working_day", "notes",
    "catalogue", "sha256",
)  # fmt: skip
FACT_COLUMNS = ("field", "value", "source")

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Rows(NamedTuple):
    """The rows of an answer, each with values under the names of columns."""

    columns: tuple[str, ...]
    rows: Iterable[Mapping[str, object]]


def csv_text(answer: Rows) -> str:
    """Return the text of *answer*; a column that a row does not have is empty in it."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, answer.columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in answer.rows)
    return written.getvalue()


def _cell(value: object) -> object:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str() if value.startswith(_FORMULA_STARTS):
            return f"'{value}"
        case _:
            return value


def _origin(document: Mapping[str, Any]) -> dict[str, object]:
    origin = document["catalogue"]
    return {"catalogue": origin["path"], "sha256": origin["sha256"]}


def quote_rows(answer: JsonAnswer) -> Rows:
    """Return a row for each line of a quote."""
    document = answer.written
    shared = {
        "status": document["status"],
        "pay_by": document["pay_by"],
        "pay_by_working_day": document["pay_by_working_day"],
        "notes": _codes(document["notes"]),
        **_origin(document),
    }
    return Rows(QUOTE_COLUMNS, ({**shared, **line} for line in document["lines"]))


def refusal_rows(answer: JsonAnswer) -> Rows:
    """Return a row for each item that was refused, in the columns of a quote."""
    document = answer.written
    return Rows(
        QUOTE_COLUMNS,
        (
            {
                "status": "refused",
                "refusal": refused["code"],
                "message": f"{refused['message']} {refused['hint']}",
                "qualification": refused["qualification"],
                **_origin(document),
            }
            for refused in (document, *document["also"])
        ),
    )


def deadline_rows(answer: JsonAnswer) -> Rows:
    """Return a row for each event."""
    document, rows = answer
    return Rows(
        DEADLINE_COLUMNS,
        (
            {
                **deadline,
                **(payment or {}),
                "on": document["on"],
                "paying_on": document["paying_on"] if payment else None,
                "notes": _codes(deadline["notes"] + (document["notes"] if payment else [])),
                **_origin(document),
            }
            for deadline in rows["deadlines"]
            for payment in (deadline.pop("payment", None),)
        ),
    )


def _codes(notes: Iterable[Mapping[str, str]]) -> str:
    return " ".join(note["code"] for note in notes)


def finding_rows(answer: JsonAnswer) -> Rows:
    """Return a row for each finding of eligibility."""
    document = answer.written
    shared = {name: document[name] for name in ("subject", "on", "verdict")}
    unused = " ".join(document["unused_facts"])
    return Rows(
        FINDING_COLUMNS,
        (
            {
                **shared,
                **finding,
                "open_facts": " ".join(finding["open_facts"]),
                "unused_facts": unused,
                **_origin(document),
            }
            for finding in document["findings"]
        ),
    )


def price_rows(answer: JsonAnswer) -> Rows:
    """Return a row for each price, and one for each that nobody published."""
    document, rows = answer
    every = chain(rows["prices"], document["not_published"])
    origin = _origin(document)
    return Rows(PRICE_COLUMNS, ({**row, "published": "price" in row, **origin} for row in every))


def fact_rows(answer: JsonAnswer) -> Rows:
    """Return a row for each fact of a qualification, by its path in the JSON."""
    document = answer.written | {"prices": [*answer.rows["prices"]]}
    about_itself = ("schema", "not_published", "sources", "catalogue", "account_code")
    facts = [
        fact
        for key, value in document.items()
        for fact in _facts(value, key, None if key in about_itself else document["source"])
    ]
    return Rows(FACT_COLUMNS, facts)


def option_rows(answer: JsonAnswer) -> Rows:
    """Return a row for each way to buy, for each number of learners."""
    document, rows = answer
    joining = document["joining"]
    shared = {
        "on": document["on"],
        "tax_point": document["tax_point"],
        "paying_on": document["paying_on"],
        "membership_fee": joining["membership_fee"] if joining else None,
        "joining_pays_first_at": joining["pays_first_at"] if joining else None,
        "joining_pays_from": joining["pays_from"] if joining else None,
        **_origin(document),
    }
    return Rows(
        OPTION_COLUMNS,
        (
            {
                **shared,
                "items": " ".join(f"{i['qualification']}:{i['learners']}" for i in size["items"]),
                "learners": size["learners"],
                "saved_by_joining": _figure(size["saved_by_joining"]),
                **_option(option),
            }
            for size in rows["sizes"]
            for option in size["options"]
        ),
    )


def _option(option: Mapping[str, Any]) -> dict[str, object]:
    """Return what one row says of an option, under the names of its columns."""
    kept = (
        "option", "category", "basis", "early_bird", "status", "from_day", "cheapest", "same_as",
        "pay_by", "pay_by_working_day",
    )  # fmt: skip
    row: dict[str, object] = {name: value for name, value in option.items() if name in kept}
    each, saving = option["per_learner"], option["saving"]
    return {
        **row,
        **(option["totals"] or {}),
        **({f"{of}_per_learner": each[of] for of in ("net", "gross")} if each else {}),
        **({f"saving_{of}": _figure(figure) for of, figure in saving.items()} if saving else {}),
        "refusal": " ".join(dict.fromkeys(each["code"] for each in option["refusals"])),
        "message": " ".join(f"{no['message']} {no['hint']}".rstrip() for no in option["refusals"]),
        "notes": " ".join(dict.fromkeys(note["code"] for note in option["notes"])),
    }


def _figure(text: object) -> object:
    """Return a figure that may be below 0 as a number: as text it would be taken for a formula."""
    return Decimal(text) if isinstance(text, str) else text


def _facts(value: object, path: str, source: object) -> Iterator[dict[str, object]]:
    """Yield each value within a document, with the nearest source that is named around it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "source":
                yield from _facts(inner, f"{path}.{key}", value.get("source", source))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _facts(inner, f"{path}[{at}]", source)
    elif value is not None:
        yield {"field": path, "value": value, "source": source}
