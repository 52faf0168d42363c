"""Requests in, quotes out: every scenario of ``tests/scenarios``, told in its sentence."""

from typing import Any

import pytest
import yaml
from support import TESTS, ask, catalogue, working_days

from rrn_fees import Basis, Quote, Refusal
from rrn_fees.money import decimal_text
from rrn_fees.pricing.payment_deadline import with_deadline


class Yaml12Loader(yaml.SafeLoader):
    """Reads ``on`` as the word that it is, and not as true."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as PyYAML has it
        first: [(tag, words) for tag, words in resolvers if first in "tf" or "bool" not in tag]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


SCENARIOS = [
    pytest.param(scenario, id=scenario["scenario"])
    for file in sorted((TESTS / "scenarios").glob("*.yaml"))
    for scenario in yaml.load(file.read_text(encoding="utf-8"), Yaml12Loader)  # noqa: S506 - a safe loader
]


def answer_to(scenario: dict[str, Any]) -> Quote | Refusal:
    asked = dict(scenario["request"])
    if "basis" in asked:
        asked["basis"] = Basis(asked["basis"])
    category = asked.pop("as", "member")
    items = asked.pop("items")
    items = [str(item) for item in items]
    of = catalogue(scenario.get("catalogue", "shipped"))
    answer = ask(*items, of=of, category=category, **asked)
    return with_deadline(answer, of, working_days()) if isinstance(answer, Quote) else answer


def found_in(quote: Quote, expected: dict[str, Any]) -> dict[str, Any]:
    """Return of *quote* what *expected* speaks of, in the same words."""
    totals = quote.totals
    found = {
        "status": quote.status.value,
        "lines": [
            f"{line.quantity} {line.row.basis.value} at {decimal_text(line.row.price)}"
            + (" early" if line.row.early_bird else "")
            for line in quote.lines
        ],
        "intakes": [line.row.intake for line in quote.lines],
        "net": decimal_text(totals.net),
        "vat": decimal_text(totals.vat),
        "gross": decimal_text(totals.gross),
        "line_vat": [decimal_text(line.vat) for line in quote.lines],
        "pay_by": quote.pay_by,
        "deadline": f"{quote.deadline.event} on {quote.deadline.date}" if quote.deadline else None,
        "notes": [note.code.value for note in quote.notes],
        "says": [text for text in expected.get("says", []) if said(quote, text)],
    }
    return {key: found[key] for key in expected}


def said(quote: Quote, text: str) -> bool:
    return any(text in note.text for note in quote.notes)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_scenario(scenario: dict[str, Any]) -> None:
    assert set(scenario) <= {"scenario", "catalogue", "request", "quote", "refusal"}
    answer = answer_to(scenario)
    if "quote" in scenario:
        assert isinstance(answer, Quote), answer
        assert found_in(answer, scenario["quote"]) == scenario["quote"]
    else:
        assert isinstance(answer, Refusal), answer
        expected = scenario["refusal"]
        assert answer.code.value == expected["code"]
        assert [other.code.value for other in answer.also] == expected.get("also", [])
        for text in expected.get("says", []):
            assert text in answer.message
        for text in expected.get("hints", []):
            assert text in answer.hint


def test_every_refusal_and_every_note_has_a_scenario() -> None:
    from rrn_fees.deadlines.notes import NoteCode
    from rrn_fees.pricing.quote import RefusalCode

    scenarios: list[Any] = [parameter.values[0] for parameter in SCENARIOS]
    refusals = {scenario["refusal"]["code"] for scenario in scenarios if "refusal" in scenario}
    notes = {
        code
        for scenario in scenarios
        if "quote" in scenario
        for code in scenario["quote"].get("notes", [])
    }
    assert refusals == {code.value for code in RefusalCode}
    never = {NoteCode.FOLLOWS_BANK_HOLIDAY, NoteCode.EXPECTED, NoteCode.NO_DATE}
    assert notes == {code.value for code in set(NoteCode) - never}


def test_the_sentences_of_the_scenarios_are_different() -> None:
    sentences = [parameter.id for parameter in SCENARIOS]
    assert len(set(sentences)) == len(sentences)
