"""The models of the answers: what they take, from a result and from a file, and what they write."""

import json
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest
from oracle.generator import built, random_file, random_request
from pydantic import ValidationError
from support import (
    FEBRUARY,
    REPOSITORY,
    REQUESTS,
    catalogue,
    of_each,
    quoted,
    sent,
    working_days,
)

from rrn_fees import Catalogue, Quote, Request, RequestError, price
from rrn_fees.contract.base import JsonAnswer
from rrn_fees.contract.deadlines import DeadlineModel
from rrn_fees.contract.price_list import price_list_answer
from rrn_fees.contract.quote import QuoteModel, TotalsModel, quote_answer
from rrn_fees.contract.schemas import MODELS, schema_text
from rrn_fees.contract.verification import SCHEMA, read_quote
from rrn_fees.formats.json import json_text
from rrn_fees.pricing.payment_deadline import with_deadline
from rrn_fees.pricing.price_list import price_list
from rrn_fees.pricing.published import PublishedPrices
from rrn_fees.pricing.quote import Totals
from rrn_fees.render_options import RenderOptions

SCHEMAS = REPOSITORY / "src" / "rrn_fees" / "schemas"


def explained(*items: str, **more: object) -> dict[str, Any]:
    """Return the JSON of a quote with all that it may have."""
    quote = with_deadline(quoted(*items, of=catalogue(), **more), catalogue(), working_days())
    return quote_answer(sent(quote, catalogue()), catalogue(), RenderOptions(explain=True)).written


def read_back(document: object) -> object:
    return read_quote(json.dumps(document).encode(), "q.json")


def cases(rng: Random) -> tuple[Catalogue, list[Request]]:
    made = built(random_file(rng))
    return made, [random_request(rng, made) for _ in range(REQUESTS)]


@of_each(cases, 400)
def test_a_quote_that_is_read_back_is_written_with_the_same_bytes(
    case: tuple[Catalogue, Request],
) -> None:
    of, request = case
    quote = price(of, request)
    if isinstance(quote, Quote):
        quotation = sent(with_deadline(quote, of, working_days(of.bank_holidays)), of)
        for explain in (False, True):
            text = json_text(quote_answer(quotation, of, RenderOptions(explain=explain)))
            read = QuoteModel.read(text.encode())
            assert json_text(JsonAnswer(read.model_dump(mode="json"))) == text


def paths(value: Any, *at: str | int) -> Iterator[tuple[str | int, ...]]:
    """Yield where each key and each item of a document stands."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield *at, key
            yield from paths(inner, *at, key)


def holder_of(document: Any, at: tuple[str | int, ...]) -> Any:
    for step in at[:-1]:
        document = document[step]
    return document


FULL = explained("certificate:7", "diploma", paying_on=date(2024, 3, 1))
PLACES = [*paths(FULL)]
MAY_BE_LEFT_OUT = ("pay_by_working_day", "explanation")
GAINED = ("account_code", "short")
"""Keys of the parts of a quote that older releases did not write."""


def with_value(at: tuple[str | int, ...], value: object) -> object:
    document = json.loads(json.dumps(FULL))
    holder_of(document, at)[at[-1]] = value
    return document


@pytest.mark.parametrize("at", [at for at in PLACES if isinstance(at[-1], str)], ids=str)
def test_a_quote_without_one_of_its_keys_is_refused(at: tuple[str | int, ...]) -> None:
    document = json.loads(json.dumps(FULL))
    del holder_of(document, at)[at[-1]]
    if at[-1] in GAINED or (at[0] in MAY_BE_LEFT_OUT and len(at) == 1):
        read_back(document)
        return
    with pytest.raises(RequestError) as caught:
        read_back(document)
    says = "does not say" if at == ("schema",) else f"  {'.'.join(map(str, at))}: field required"
    assert says in str(caught.value)


OF_ANOTHER_TYPE: dict[type, list[object]] = {
    str: [1, 799.1, True, {}, []],
    int: ["6", 6.0, True, [6]],
    bool: [1, "true", "yes", {}],
    list: [{}, "x", None],
    dict: [[], "x", 1],
    type(None): [1, False, {}, []],
}
"""What a program might mean by a value, and may not write."""


@pytest.mark.parametrize("at", PLACES, ids=str)
def test_a_value_of_another_type_is_refused(at: tuple[str | int, ...]) -> None:
    for other in OF_ANOTHER_TYPE[type(holder_of(FULL, at)[at[-1]])]:
        with pytest.raises(RequestError):
            read_back(with_value(at, other))


def test_what_is_null_in_no_quote_is_refused() -> None:
    for key in ("explanation", "lines", "totals", "status"):
        with pytest.raises(RequestError, match=f"  {key}"):
            read_back(FULL | {key: None})


def test_a_key_of_a_later_release_is_passed_over() -> None:
    read = read_back(FULL | {"later": {"nested": [1, None]}, "row": {}, "sent": {}})
    assert read == read_back(FULL)


def test_every_fault_of_a_quote_is_told_at_its_place() -> None:
    document = json.loads(json.dumps(FULL))
    document["on"], document["lines"][1]["net"] = "2024-02-31", "1.5"
    document["request"]["basis"] = "both"
    with pytest.raises(RequestError) as caught:
        read_back(document)
    assert str(caught.value).splitlines() == [
        "q.json is no quote that was saved:",
        "  on: February 2024 has no day 31",
        "  request.basis: input should be 'individual' or 'cohort'",
        '  lines.1.net: an amount has two decimals; write pounds and pence, like "799.00"',
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_quote_is_read_in_whatever_encoding_a_shell_saved_it(encoding: str) -> None:
    document = FULL | {"currency": "GBP £"}
    text = json.dumps(document, ensure_ascii=False)
    assert read_quote(text.encode(encoding), "q.json").currency == "GBP £"


def test_the_path_of_a_catalogue_need_not_be_text() -> None:
    path = b"caf\xe9.yaml".decode("utf-8", "surrogateescape")
    document = FULL | {"catalogue": {"path": path, "sha256": "0" * 64}}
    read = read_quote(json.dumps(document).encode(), "q.json")
    assert (read.catalogue, read.made_from.path) == (path, path)


@pytest.mark.parametrize("depth", [300, 100_000])
def test_what_is_nested_too_deeply_is_refused_in_a_sentence(depth: int) -> None:
    nested = f'{{"schema": "{SCHEMA}", "x": {"[" * depth}{"]" * depth}}}'
    with pytest.raises(RequestError, match="nested too deeply"):
        read_quote(nested.encode(), "q.json")


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e400", "9" * 4_000])
def test_a_number_that_is_none_is_refused(number: str) -> None:
    text = json.dumps(FULL).replace('"learners": 7', f'"learners": {number}', 1)
    with pytest.raises(RequestError):
        read_quote(text.encode(), "q.json")


def test_a_result_gives_values_and_no_text() -> None:
    filled = TotalsModel.model_validate(Totals(net=1_00, vat=20, gross=1_20))
    assert (filled.net, filled.model_dump(mode="json")["gross"]) == (1_00, "1.20")
    for wrong in ("1.00", 1.0, True, None):
        with pytest.raises(ValidationError):
            TotalsModel.model_validate(Totals(net=wrong, vat=20, gross=1_20))  # type: ignore[arg-type]


def test_a_model_holds_the_values_of_the_domain_and_cannot_be_changed() -> None:
    read = QuoteModel.read(json.dumps(FULL).encode())
    assert (read.on, read.lines[0].net, read.lines[0].vat_percent) == (FEBRUARY, 4794_00, 20_00)
    assert read.request.paying_on == date(2024, 3, 1)
    with pytest.raises(ValidationError, match="frozen"):
        read.on = date(2024, 1, 1)


def test_a_payment_stands_with_a_deadline_that_is_asked_about_one_and_nowhere_else() -> None:
    quote = with_deadline(quoted("diploma", of=catalogue()), catalogue(), working_days())
    assert quote.deadline is not None
    alone = DeadlineModel.model_validate(quote.deadline).model_dump(mode="json")
    paying_on = working_days().day(date(2024, 3, 29))
    asked = DeadlineModel.with_payment(quote.deadline, paying_on).model_dump(mode="json")
    assert "payment" not in alone
    assert [*asked][-1] == "payment"
    assert asked["payment"] == {"in_time": True, "days_late": 0, "outcome": "at-risk"}


@pytest.mark.parametrize("name", MODELS)
def test_programs_refer_to_the_parts_of_a_schema_by_their_old_names(name: str) -> None:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    named = [*schema.get("$defs", {}), schema["title"]]
    assert all(part.endswith("Document") for part in named)
    assert '"Model' not in schema_text(name)


def test_rows_stand_where_they_would_if_they_were_written_with_the_rest() -> None:
    """However many there are, and whatever texts hold; without any the list is empty."""
    rows = [{"text": f'{at}\n  "rows": [],', "inner": {"rows": []}} for at in range(2_001)]
    for number in (0, 1, 1_000, 1_001, 2_001):
        rest = {"first": '\n  "rows": []', "rows": [], "between": {"more": []}, "more": []}
        given = JsonAnswer(rest, {"rows": iter(rows[:number]), "more": iter(rows[:2])})
        whole = rest | {"rows": rows[:number], "more": rows[:2]}
        assert json_text(given) == json.dumps(whole, indent=2) + "\n"


def test_prices_are_made_one_at_a_time() -> None:
    published = PublishedPrices(prices=price_list(catalogue()), on=FEBRUARY)
    answer = price_list_answer(published, catalogue(), RenderOptions())
    assert answer.written["prices"] == []
    [first, *_] = answer.rows["prices"]
    assert first["qualification"] == next(iter(catalogue().qualifications))
