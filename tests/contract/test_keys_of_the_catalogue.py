"""What the optional keys of a catalogue add to the answers: nothing where they are not given."""

import csv
import json
from io import StringIO
from typing import Any

from support import TESTS, catalogue, parsed, qualification, quoted, sent, written

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.contract.verification import read_quote
from rrn_fees.formats import Format
from rrn_fees.pricing.quote import Quote

SHIPPED, EVERYTHING = catalogue(), catalogue("everything")
CODE = "4000-TRAIN/UK.1"


def json_of(quote: Quote, of: Catalogue) -> Any:
    return json.loads(written(sent(quote, of), of, Format.JSON))


def rows_of(quote: Quote, of: Catalogue) -> list[dict[str, str]]:
    return [*csv.DictReader(StringIO(written(sent(quote, of), of, Format.CSV)))]


def test_each_line_of_a_quote_carries_the_account_code_of_its_qualification() -> None:
    quote = quoted("course:7", of=EVERYTHING)
    assert [line["account_code"] for line in json_of(quote, EVERYTHING)["lines"]] == [CODE, CODE]
    rows = rows_of(quote, EVERYTHING)
    assert [row["account_code"] for row in rows] == [CODE, CODE]
    assert [*rows[0]][-1] == "account_code"


def test_without_an_account_code_it_is_null_and_an_empty_cell() -> None:
    quote = quoted("certificate", of=SHIPPED)
    assert [line["account_code"] for line in json_of(quote, SHIPPED)["lines"]] == [None]
    assert [row["account_code"] for row in rows_of(quote, SHIPPED)] == [""]


def test_a_note_has_the_whole_text_and_a_short_line_or_null() -> None:
    notes = json_of(quoted("course", of=EVERYTHING), EVERYTHING)["notes"]
    texts = {note["text"]: note["short"] for note in notes}
    assert texts["Travel is not included."] == "No travel."
    assert texts["Its page says nothing about resits."] is None


def test_a_quote_that_was_saved_without_these_keys_is_read() -> None:
    quote = json_of(quoted("certificate:6", of=SHIPPED), SHIPPED)
    for line in quote["lines"]:
        del line["account_code"]
    for note in (
        quote["notes"] + quote["deadline"]["notes"] if quote["deadline"] else quote["notes"]
    ):
        del note["short"]
    saved = read_quote(json.dumps(quote).encode(), "quote.json")
    assert saved.totals.gross == 5752_80
    older = (TESTS / "quotes" / "course.json").read_bytes()
    assert b"account_code" not in older
    assert read_quote(older, "course.json").lines


def test_a_qualification_says_how_to_apply_when_its_pages_were_read_and_what_is_short() -> None:
    document = json.loads(written(qualification("certificate"), SHIPPED, Format.JSON))
    assert document["how_to_apply"]["email"] == "qualifications@bild.org.uk"
    assert document["how_to_apply"]["source"] in document["sources"]
    assert document["sources"]["certificate-page"]["read_on"] == "2026-11-21"
    assert [len(notice["short"]) for notice in document["notices"]] == [70]
    assert document["account_code"] is None
    document = json.loads(written(qualification("course"), EVERYTHING, Format.JSON))
    assert document["account_code"] == CODE
    document = json.loads(written(qualification("other"), EVERYTHING, Format.JSON))
    assert document["how_to_apply"] is None


def test_the_page_that_says_how_to_apply_is_among_the_sources_if_it_says_nothing_else() -> None:
    text = (TESTS / "catalogues" / "everything.yaml").read_text(encoding="utf-8")
    of = parsed(
        text.replace('form", source: page}', 'form", source: form}').replace(
            "  law: {title: Act}", "  law: {title: Act}\n  form: {title: Form}"
        )
    )
    document = json.loads(written(qualification("course"), of, Format.JSON))
    assert "form" in document["sources"]
