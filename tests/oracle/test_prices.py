"""The engine's answers against the naive ones, for random catalogues and requests.

A case is made from a seed and its number: the same two give the same catalogue and requests.
``python -m pytest tests/oracle -m slow --hypothesis-seed SEED`` shows again what failed.
"""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from oracle.generator import as_yaml, built, random_file, random_request, read
from oracle.naive import Refused, answer
from rrn_fees import Catalogue, Refusal, Request, price

REQUESTS_OF_A_CATALOGUE = 2
READ_FROM_TEXT = 20
"""One catalogue in so many is read from YAML: that takes twenty times as long."""


def by_the_engine(catalogue: Catalogue, request: Request) -> dict[str, Any]:
    quote = price(catalogue, request)
    if isinstance(quote, Refusal):
        refused = (quote, *quote.also)
        return {
            "refused": [(each.qualification, each.code.value) for each in refused],
            "last_published": [
                each.last_published.totals[:3] if each.last_published else None for each in refused
            ],
        }
    totals = quote.totals
    return {
        "lines": [
            {
                "qualification": line.row.qualification,
                "intake": line.row.window.intake if line.row.window else None,
                "basis": line.row.basis.value,
                "quantity": line.quantity,
                "learners": line.learners,
                "price": line.row.price,
                "early_bird": line.row.early_bird,
                "net": line.net,
                "vat": line.vat,
                "gross": line.gross,
            }
            for line in quote.lines
        ],
        "totals": (totals.net, totals.vat, totals.gross),
        "status": quote.status.value,
        "pay_by": quote.pay_by,
        "in_order_of_weight": [*quote.notes]
        == sorted(quote.notes, key=lambda note: note.code.rank),
        "notes": sorted({(note.qualification, note.code.value) for note in quote.notes}),
    }


def by_the_oracle(catalogue: Catalogue, request: Request) -> dict[str, Any]:
    priced = answer(catalogue, request)
    if isinstance(priced, Refused):
        return {
            "refused": list(priced.items),
            "last_published": [last_published(catalogue, request, *item) for item in priced.items],
        }
    return {
        "lines": [
            {
                "qualification": line.charge.qualification,
                "intake": line.charge.intake,
                "basis": line.charge.basis,
                "quantity": line.charge.quantity,
                "learners": line.charge.learners,
                "price": line.charge.price,
                "early_bird": line.charge.early_bird,
                "net": line.net,
                "vat": line.vat,
                "gross": line.gross,
            }
            for line in priced.lines
        ],
        "totals": priced.totals,
        "status": "indicative" if priced.indicative else "firm",
        "pay_by": priced.pay_by,
        "in_order_of_weight": True,
        "notes": sorted((about, code) for code, about in priced.notes),
    }


def last_published(
    catalogue: Catalogue, request: Request, name: str, code: str
) -> tuple[Any, ...] | None:
    """Return the totals of the indicative quote that a refusal over an intake carries."""
    if code not in ("intake-closed", "intake-not-announced"):
        return None
    items = tuple(item for item in request.items if item.qualification == name)
    anyhow = answer(catalogue, replace(request, items=items, indicative=True))
    return None if isinstance(anyhow, Refused) else anyhow.totals


def compare(seed: str, number: int) -> None:
    """Price the catalogue and the requests of one case twice; an AssertionError shows both."""
    rng = Random(f"{seed}:{number}")  # noqa: S311 - no secret
    file = random_file(rng)
    catalogue = read(file) if number % READ_FROM_TEXT == 0 else built(file)
    for _ in range(REQUESTS_OF_A_CATALOGUE):
        request = random_request(rng, catalogue)
        engine, oracle = by_the_engine(catalogue, request), by_the_oracle(catalogue, request)
        if engine != oracle:
            keys = [key for key in {**engine, **oracle} if engine.get(key) != oracle.get(key)]
            differences = "\n".join(
                f"{key}\n  engine: {engine.get(key)}\n  oracle: {oracle.get(key)}" for key in keys
            )
            pytest.fail(
                f"case {number} of --hypothesis-seed {seed}\n{differences}\n{request}\n"
                f"{as_yaml(file).decode()}",
                pytrace=False,
            )


def test_the_engine_and_the_oracle_give_one_answer() -> None:
    for number in range(500):
        compare("0", number)


@pytest.mark.slow
@pytest.mark.parametrize("share", range(20))
def test_they_give_one_answer_to_fifty_thousand_new_cases(share: int, seed: str) -> None:
    for number in range(share * 2_500, (share + 1) * 2_500):
        compare(seed, number)
