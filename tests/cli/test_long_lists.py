"""No message lists more names than a person reads, however many the catalogue has."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support import run

from rrn_fees.errors import MOST_NAMED, listed

MANY = 40
NAME = re.compile(r"\bzz-[a-z]+-\d+|\bfees\[\d+\](?=[,.] )")


def names(kind: str) -> list[str]:
    return [f"zz-{kind}-{number}" for number in range(MANY)]


def catalogue(*, starts_on: str = "2030-06-01", schedules: int = 1, prefix: str = "") -> str:
    """So many of everything: categories, facts, qualifications, and intakes of the first.

    With a *prefix* nothing has the name, the title or the price that it has without.
    """
    categories = ", ".join(f"{prefix}{name}: {{label: {prefix}{name}}}" for name in names("payer"))
    facts = ", ".join(f"{name}: {{question: Is it so?}}" for name in names("fact"))
    intakes = "".join(
        f"      {prefix}{name}: {{starts_on: {starts_on}, status: scheduled, source: page, "
        "applications: {opens_on: 2029-01-01}}\n"
        for name in names("intake")
    )
    prices = ", ".join(
        f'{prefix}{name}: "{100 + len(prefix) * number**2}.00"'
        for number, name in enumerate(names("payer"))
    )
    fee = (
        f"      - {{valid_from: 2020-01-01, vat: exempt, source: page, individual: {{{prices}}}}}\n"
    )
    courses = "".join(
        f"  {prefix}{name}:\n    title: {prefix}{name}\n    kind: training\n    source: page\n"
        f"    fees:\n{fee}"
        for name in names("course")
    )
    return (
        f"format: 1\ncurrency: GBP\ncategories: {{{categories}}}\nfacts: {{{facts}}}\n"
        "sources: {page: {title: Page}}\nqualifications:\n"
        f"  first:\n    title: First\n    kind: training\n    source: page\n    intakes:\n{intakes}"
        f"    fees:\n{fee * schedules}{courses}"
        "requirements:\n  rule:\n    title: Rule\n    source: page\n    satisfied_by: A paper.\n"
        "    rules:\n      all:\n        applies_from: 2020-01-01\n        weight: mandatory\n"
        "        statement: It is so.\n        source: page\n"
        f"        when: {{any: [{', '.join(names('fact'))}]}}\n"
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many")
    for name, text in {
        "many": catalogue(),
        "twice": catalogue(schedules=MANY),
        "closed": catalogue(starts_on="2020-06-01"),
        "renamed": catalogue(prefix="x"),
        "wrong": catalogue()
        .replace("source: page", "source: zz-nobody", 1)
        .replace('zz-payer-7: "', 'zz-somebody: "', 1),
    }.items():
        (path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return path


def texts(value: Any) -> Iterator[str]:
    """Yield every text that a document holds."""
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from texts(each)
        case list():
            for each in value:
                yield from texts(each)


ITEMS = names("course")
ASKED = {
    "an unknown qualification": "quote nope:6 --as zz-payer-0",
    "an unknown category": "quote first --as nope",
    "no category": "quote first",
    "an unknown intake": "quote first --as zz-payer-0 --intake nope",
    "no open intake": "quote first --as zz-payer-0 --on 2024-02-01 -f json",
    "a closed intake": "quote first --as zz-payer-0 --intake zz-intake-3 -f json",
    "schedules that overlap":
        "quote first --as zz-payer-0 --on 2029-06-01 -f json --catalogue twice.yaml",
    "many refusals": f"quote {' '.join(ITEMS)} --as zz-payer-0 --on 2010-01-01 -f json",
    "a comparison by size": f"compare {' '.join(f'{each}:2' for each in ITEMS[:50])} first -n 1..3",
    "joining": "compare first --membership-fee 5",
    "an unknown subject": "eligibility nope",
    "eligibility without a category": "eligibility first -f json",
    "an unknown fact": "eligibility first --fact nope=yes --as zz-payer-0",
    "a rule with many facts": "eligibility rule --on 2024-02-01 -f json",
    "a rule with many facts, strictly": "eligibility rule --on 2024-02-01 --strict -f json",
    "deadlines of an unknown one": "deadlines nope",
    "deadlines of an unknown intake": "deadlines --intake nope",
    "deadlines": "deadlines first --on 2029-06-01",
    "an unknown one to show": "show nope",
    "checks": "catalogue check many.yaml closed.yaml wrong.yaml -f json --as-at 2024-02-01",
    "a catalogue with faults": "list --catalogue wrong.yaml",
    "new names": "catalogue diff many.yaml renamed.yaml --fail-on increase -f markdown",
}  # fmt: skip


@pytest.mark.parametrize("case", ASKED)
def test_no_message_names_more_than_ten(folder: Path, case: str) -> None:
    arguments = ASKED[case].split()
    if "--catalogue" not in arguments and arguments[0] != "catalogue":
        arguments += ["--catalogue", "many.yaml"]
    outcome = run(*arguments, cwd=folder)
    # The commands are asked what they say of many names, and not of a catalogue that is none.
    assert (outcome.code == 3) is (case == "a catalogue with faults"), outcome.err
    lines = outcome.err.splitlines()
    if "json" in arguments and outcome.out:
        lines += texts(json.loads(outcome.out))
    else:
        lines += outcome.out.splitlines()
    assert lines
    for line in lines:
        # Besides what it is about: an intake that is closed, and ten others.
        assert len({*NAME.findall(line)}) <= MOST_NAMED + 1, line[:2000]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b", "a"], "a, b"),
        ([*"abcdefghij"], "a, b, c, d, e, f, g, h, i, j"),
        ([*"abcdefghijkl"], "a, b, c, d, e, f, g, h, i, j and 2 more"),
    ],
)
def test_names_are_listed_up_to_ten(given: list[str], expected: str) -> None:
    assert listed(given) == expected
    assert listed(given, " or ") == expected.replace(", ", " or ")
