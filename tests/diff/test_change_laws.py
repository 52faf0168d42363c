"""Laws of comparing two catalogues: nothing goes untold, and no reordering is a change."""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Any

import pytest
import yaml
from hypothesis import given
from support import (
    FEBRUARY,
    SHIPPED,
    TESTS,
    catalogue,
    made_at_random,
    parsed,
    working_days,
    written,
)

from rrn_fees import Catalogue, Changes, diff_catalogues
from rrn_fees.catalogue import model
from rrn_fees.formats import Format
from rrn_fees.money import decimal_text


def changes(old: Catalogue, new: Catalogue) -> Changes:
    return diff_catalogues(old, new, FEBRUARY, working_days())


def shuffled(node: yaml.Node, by: random.Random, *, flow: bool | None) -> None:
    """Put every mapping and every list in another order, and in another layout."""
    if isinstance(node, yaml.CollectionNode):
        node.value = by.sample(node.value, len(node.value))
        node.flow_style = by.random() < 0.5 if flow is None else flow
        children = node.value if isinstance(node, yaml.SequenceNode) else [v for _, v in node.value]
        for child in children:
            shuffled(child, by, flow=flow)
    elif isinstance(node, yaml.ScalarNode) and node.style in {"'", '"'}:
        node.style = by.choice("\"'")


LAYOUTS = {"flow": True, "block": False, "mixed": None}


@pytest.mark.parametrize("name", ["shipped", "rules", "dates", "everything"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_reordering_and_reformatting_are_no_change(name: str, layout: str) -> None:
    path = SHIPPED if name == "shipped" else TESTS / "catalogues" / f"{name}.yaml"
    says = yaml.compose(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
    assert says
    for seed in range(3):
        shuffled(says, random.Random(seed), flow=LAYOUTS[layout])  # noqa: S311 - no secret
        text = yaml.serialize(says, Dumper=yaml.BaseDumper, width=60 + seed, allow_unicode=True)
        found = changes(catalogue(name), parsed(f"# a comment\n{text}"))
        assert found.is_empty, (found.prices, found.deadlines, found.facts)


def different(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield *value* with one thing in it made different, for each thing there is in it."""
    match value:
        case bool():
            yield "not", not value
        case Enum():
            yield from (("other", other) for other in type(value) if other is not value)
        case int():
            yield "more", value + 1
        case date():
            yield "a day later", value + timedelta(days=1)
        case str():
            yield "other", f"{value}x"
        case tuple():
            yield from different_list(value)
        case Mapping():
            yield from different_mapping(value)
        case _ if is_dataclass(value):
            yield from different_record(value)


def different_list(value: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    for place, item in enumerate(value):
        for what, other in different(item):
            yield what, (*value[:place], other, *value[place + 1 :])
        yield f"without [{place}]", (*value[:place], *value[place + 1 :])
        yield f"again [{place}]", (*value, item)


def different_mapping(value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, of in value.items():
        without = {name: other for name, other in value.items() if name != key}
        for what, other in different(of):
            yield what, {**value, key: other}
        yield f"without {key}", without
        yield f"renamed {key}", {**without, f"{key}x": of}


def different_record(value: Any) -> Iterator[tuple[str, Any]]:
    for field in fields(value):
        if not field.metadata.get("in_file", True):
            continue
        said, name = getattr(value, field.name), f"{type(value).__name__}.{field.name}"
        for what, other in different(said):
            yield f"{name} {what}", replace(value, **{field.name: other})
        if said is not None and "None" in str(field.type):
            yield f"{name} gone", replace(value, **{field.name: None})


EVERYTHING = catalogue("everything")
DIFFERENT = [*different(EVERYTHING)]


def told(found: Changes) -> tuple[set[Any], ...]:
    """Return what differs. That only another, dearer price is left is a loss, and told one way."""
    both_ways = [row for row in found.prices if not row.is_instead]
    return (
        {(row.kind, row.old and row.old.row, row.new and row.new.row) for row in both_ways},
        {(each.old and each.old.date, each.new and each.new.date) for each in found.deadlines},
        {(fact.old_path, fact.new_path, fact.old, fact.new) for fact in found.facts},
    )


MIRRORED = {"dearer": "cheaper", "cheaper": "dearer", "new": "gone", "gone": "new"}


def mirrored(found: Changes) -> tuple[set[Any], ...]:
    prices, deadlines, facts = told(found)
    return (
        {(MIRRORED.get(kind, kind), new, old) for kind, old, new in prices},
        {(new, old) for old, new in deadlines},
        {(new_path, old_path, new, old) for old_path, new_path, old, new in facts},
    )


DANGLING = re.compile(r"(Catalogue.categories|Qualification.intakes) renamed ")
"""Made different by a new name that nothing else uses: the loader takes no such file."""


def test_whatever_differs_is_told_and_backwards_the_other_way_round() -> None:
    quiet = []
    for what, other in DIFFERENT:
        found = changes(EVERYTHING, other)
        quiet += [what] if found.is_empty else []
        if DANGLING.search(what):
            continue
        assert told(changes(other, EVERYTHING)) == mirrored(found), what
    assert quiet == []


def test_every_key_of_the_format_is_among_what_is_made_different() -> None:
    records = [of for of in vars(model).values() if isinstance(of, type) and is_dataclass(of)]
    keys = {
        f"{record.__name__}.{field.name}"
        for record in records
        if record is not model.Origin
        for field in fields(record)
    }
    told_of = {word for what, _ in DIFFERENT for word in what.split()}
    assert keys - told_of == {"Catalogue.origin", "Catalogue.currency"}  # there is one currency


@pytest.mark.parametrize("form", [Format.TABLE, Format.MARKDOWN, Format.HTML, Format.JSON])
def test_every_change_can_be_written(form: Format) -> None:
    for what, other in DIFFERENT[::5]:
        assert written(changes(EVERYTHING, other), form=form), what


DAYS = [date(2024, month, 1) for month in range(1, 9)]


def timeline(by: random.Random) -> dict[date, int]:
    """Return prices in pence, each from one day until the day before the next."""
    first_days = sorted(by.sample(DAYS, by.randint(1, 4)))
    return {day: by.randint(1, 4) for day in first_days}


def two_timelines(by: random.Random) -> tuple[dict[date, int], dict[date, int]]:
    """Return two; the second is now and then the first, with one price made another or not."""
    old, new = timeline(by), timeline(by)
    return old, by.choice((new, new, new, old, {**old, by.choice([*old]): by.randint(1, 4)}))


def of_timeline(prices: Mapping[date, int]) -> Catalogue:
    ends = [*[day - timedelta(days=1) for day in [*prices][1:]], date(2024, 12, 31)]
    fees = ", ".join(
        f"{{valid_from: {day}, valid_through: {end}, vat: exempt, source: page, "
        f'individual: {{member: "{decimal_text(pence)}"}}}}'
        for (day, pence), end in zip(prices.items(), ends, strict=True)
    )
    return parsed(
        "format: 1\ncurrency: GBP\ncategories: {member: {label: Member}}\n"
        "sources: {page: {title: Page}}\nqualifications:\n  course:\n    title: Course\n"
        f"    kind: training\n    source: page\n    fees: [{fees}]\n"
    )


def price_on(prices: Mapping[date, int], day: date) -> int | None:
    return next((pence for first, pence in reversed([*prices.items()]) if first <= day), None)


@given(made_at_random(two_timelines))
def test_on_each_day_that_both_have_a_price_the_difference_is_the_one_that_is_told(
    timelines: tuple[dict[date, int], dict[date, int]],
) -> None:
    old, new = timelines
    found = changes(of_timeline(old), of_timeline(new))
    for day in DAYS:
        before, after = price_on(old, day), price_on(new, day)
        if before is None or after is None:
            continue
        told_then = [
            change.one.net
            for change in found.prices
            if change.one
            and (change.valid_from or date.min) <= day <= (change.valid_through or date.max)
        ]
        assert told_then == ([after - before] if after != before else [])
