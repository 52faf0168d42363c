"""Ten times the catalogue is ten times the work: counted in calls and rows, never timed.

The catalogues are those of ``benchmarks/scaling.py``, which measures the same in seconds.
"""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from datetime import date
from types import FrameType, ModuleType

import pytest
from support import REPOSITORY, parsed, working_days, written
from yaml.nodes import MappingNode, ScalarNode

from rrn_fees import (
    Catalogue,
    Enquiry,
    Item,
    Quote,
    Request,
    assess,
    deadlines_of,
    diff_catalogues,
    price,
)
from rrn_fees.catalogue.draft import draft_of
from rrn_fees.catalogue.reading import Entries
from rrn_fees.checks.report import checked
from rrn_fees.comparison import Wanted, compare
from rrn_fees.deadlines.notes import NoteCode
from rrn_fees.formats import Format
from rrn_fees.pricing.price_list import Terms, price_list
from rrn_fees.pricing.validity import holds_until

ON = date(2024, 2, 1)


def _shapes() -> ModuleType:
    file = REPOSITORY / "benchmarks" / "scaling.py"
    spec = importlib.util.spec_from_file_location("scaling", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SHAPES = _shapes()


def calls(work: Callable[[], object]) -> int:
    """Return how many functions are called, and generators gone on with, by *work*."""
    number = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return number


def request(category: str = "member") -> Request:
    return Request(items=(Item("course", 7),), category=category, on=ON)


def quoted(catalogue: Catalogue) -> None:
    quote = price(catalogue, request(next(iter(catalogue.categories))))
    assert isinstance(quote, Quote)


def compared(catalogue: Catalogue) -> None:
    comparison = compare(catalogue, Wanted(items=(Item("course", 7),), on=ON))
    for form in (Format.JSON, Format.TABLE):
        written(comparison, catalogue, form)


def assessed(catalogue: Catalogue) -> None:
    assess(catalogue, Enquiry(subject="course", on=ON))


def listed_deadlines(catalogue: Catalogue) -> None:
    deadlines_of(catalogue, working_days(), ON, paying_on=ON)


def check(text: str) -> None:
    draft = draft_of(text.encode(), "many.yaml")
    assert not draft.faults
    checked(draft, lambda _: working_days(), as_at=ON)


def of_text(make: Callable[[int], str], work: Callable[[str], object], number: int) -> int:
    text = make(number)
    return calls(lambda: work(text))


def of_catalogue(
    make: Callable[[int], str], work: Callable[[Catalogue], object], number: int
) -> int:
    catalogue = parsed(make(number))
    return calls(lambda: work(catalogue))


@pytest.mark.parametrize(
    ("shape", "work", "small"),
    [
        pytest.param(shape, work, small, id=f"{work.__name__}-{shape}")
        for shape, small, works in (
            ("of_categories", 20, (quoted, compared, assessed)),
            ("all_for_all", 10, (quoted, compared, assessed, listed_deadlines)),
            ("each_its_own", 20, (quoted, compared, assessed, listed_deadlines)),
            ("one_start", 20, (quoted, compared, assessed, listed_deadlines)),
            ("many_periods", 20, (quoted, compared, assessed)),
        )
        for work in works
    ],
)  # fmt: skip
def test_ten_times_the_catalogue_takes_at_most_fifteen_times_the_calls(
    shape: str, work: Callable[[Catalogue], object], small: int
) -> None:
    make = getattr(SHAPES, shape)
    few, many = (of_catalogue(make, work, number) for number in (small, 10 * small))
    assert many <= 15 * few


def test_a_quote_of_ten_times_the_items_takes_at_most_fifteen_times_the_calls() -> None:
    def quoted_and_held(number: int) -> int:
        catalogue = parsed(SHAPES.one_short_of_each(number))
        items = tuple(Item(name, 5) for name in catalogue.qualifications)

        def work() -> None:
            quote = price(catalogue, Request(items=items, category="member", on=ON))
            assert isinstance(quote, Quote)
            assert sum(note.code is NoteCode.COHORT_SHORT for note in quote.notes) == number
            assert holds_until(catalogue, quote) == date(2024, 12, 31)

        return calls(work)

    few, many = quoted_and_held(20), quoted_and_held(200)
    assert many <= 15 * few


@pytest.mark.parametrize("shape", ["of_categories", "all_for_all", "each_its_own", "one_start"])
def test_a_check_of_ten_times_the_catalogue_takes_at_most_fifteen_times_the_calls(
    shape: str,
) -> None:
    make = getattr(SHAPES, shape)
    few, many = (of_text(make, check, number) for number in (10, 100))
    assert many <= 15 * few


@pytest.mark.parametrize("shape", ["each_its_own", "many_periods"])
def test_a_diff_of_ten_times_the_catalogue_takes_at_most_fifteen_times_the_calls(
    shape: str,
) -> None:
    make = getattr(SHAPES, shape)

    def compared_with_dearer(number: int) -> int:
        old, new = parsed(make(number)), parsed(make(number, pounds=110))
        return calls(lambda: diff_catalogues(old, new, ON, working_days()))

    few, many = compared_with_dearer(20), compared_with_dearer(200)
    assert many <= 15 * few


def test_a_quote_makes_the_prices_of_one_intake_and_one_category(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    catalogue = parsed(SHAPES.all_for_all(20))
    made: list[str] = []
    offer = Terms.offer

    def counted(terms: Terms, category: str) -> object:
        made.append(f"{terms.schedule} {category}")
        return offer(terms, category)

    monkeypatch.setattr(Terms, "offer", counted)
    quote = price(catalogue, request())
    assert isinstance(quote, Quote)
    assert made == ["qualifications.course.fees[0] member"]
    made.clear()
    list(price_list(catalogue).rows)
    assert len(made) == 20 * 20 * 2


def test_each_price_of_a_list_is_made_when_it_is_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    made = 0
    offer = Terms.offer

    def counted(terms: Terms, category: str) -> object:
        nonlocal made
        made += 1
        return offer(terms, category)

    monkeypatch.setattr(Terms, "offer", counted)
    rows = price_list(parsed(SHAPES.all_for_all(20))).rows
    next(iter(rows))
    assert made == 1


class _Counted(list[tuple[ScalarNode, ScalarNode]]):
    """The entries of a mapping, which tell how often they are gone through."""

    times = 0

    def __iter__(self) -> Iterator[tuple[ScalarNode, ScalarNode]]:
        self.times += 1
        return super().__iter__()

    def __reversed__(self) -> Iterator[tuple[ScalarNode, ScalarNode]]:
        self.times += 1
        return super().__reversed__()


def test_the_names_of_a_mapping_are_gone_through_once_however_many_are_looked_up() -> None:
    names = [f"run-{number}" for number in range(20)]
    pairs = _Counted((ScalarNode("", name), ScalarNode("", name.upper())) for name in names)
    entries, node = Entries(), MappingNode("", pairs)
    assert [entries.node_below(node, (name,)).value for name in names] == [
        name.upper() for name in names
    ]
    assert pairs.times == 1
