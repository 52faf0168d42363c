"""Laws of names that change: no new name hides a price that rises, and none is taken for a rise."""

import random
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TypeVar

from hypothesis import note
from support import FEBRUARY, REQUESTS, of_each, parsed, working_days

from rrn_fees import Catalogue, Changes, Item, Quote, Request, diff_catalogues, price
from rrn_fees.diff.rename_search import find_renames
from rrn_fees.money import decimal_text

T = TypeVar("T")


@dataclass
class Fee:
    """A fee schedule, in pence."""

    intakes: list[str]
    individual: dict[str, int]
    cohort: dict[str, int]
    early: bool = False


@dataclass
class Course:
    title: str
    intakes: dict[str, tuple[str | None, date | None]]
    """Its label and its start."""
    fees: list[Fee]


@dataclass
class Book:
    """A catalogue as a test draws it, renames it and writes it."""

    categories: dict[str, str]
    courses: dict[str, Course] = field(default_factory=dict)

    def catalogue(self) -> Catalogue:
        """Return it as it is read; the same one as long as nothing in it changes."""
        return read(self.text())

    def text(self) -> str:
        courses = "".join(
            f"  {name}:\n    title: {course.title}\n    kind: training\n    source: page\n"
            f"    intakes: {{{', '.join(map(written_intake, course.intakes.items()))}}}\n"
            f"    fees: [{', '.join(map(written_fee, course.fees))}]\n"
            for name, course in self.courses.items()
        )
        categories = ", ".join(
            f"{name}: {{label: {label}}}" for name, label in self.categories.items()
        )
        return (
            f"format: 1\ncurrency: GBP\ncategories: {{{categories}}}\n"
            "sources: {page: {title: Page}}\nvat: {rates: {standard: [{valid_from: 2011-01-04, "
            f'percent: "20", source: page}}]}}}}\nqualifications:\n{courses}'
        )


@lru_cache(maxsize=8)
def read(text: str) -> Catalogue:
    return parsed(text)


def written_intake(item: tuple[str, tuple[str | None, date | None]]) -> str:
    name, (label, starts_on) = item
    keys = [f"label: {label}"] if label else []
    keys += [f"starts_on: {starts_on}"] if starts_on else []
    return f"{name}: {{{', '.join(keys)}}}"


def written_fee(fee: Fee) -> str:
    def prices(of: dict[str, int]) -> str:
        return ", ".join(f'{who}: "{decimal_text(pence)}"' for who, pence in of.items())

    when = f"intakes: [{', '.join(fee.intakes)}]" if fee.intakes else "valid_from: 2024-01-01"
    keys = [when, "vat: standard", "source: page"]
    keys += [f"individual: {{{prices(fee.individual)}}}"] if fee.individual else []
    keys += [f"cohort: {{size: 6, prices: {{{prices(fee.cohort)}}}}}"] if fee.cohort else []
    keys += ['early_bird: {percent: "10", until: 2024-03-01}'] if fee.early else []
    return f"{{{', '.join(keys)}}}"


def random_book(by: random.Random) -> Book:
    """Return a catalogue of few things, whose prices are often the same."""
    who = [f"c{at}" for at in range(by.randint(1, 3))]
    amounts = [100_00, 110_00, 799_00, by.randint(50_00, 999_00)]
    book = Book({name: f"Label {name}" for name in who})
    for at in range(by.choice((1, 1, 2, 2, 3))):
        intakes = {
            f"i{number}": (
                by.choice((None, f"Intake i{number}")),
                by.choice((None, date(2024, 4, 1), date(2024, 4, by.randint(1, 4)))),
            )
            for number in range(by.randint(0, 3))
        }
        fees = [random_fee(by, who, amounts, [name]) for name in intakes]
        fees = fees or [random_fee(by, who, amounts, [])]
        book.courses[f"q{at}"] = Course(f"Course {at}", intakes, fees)
    return book


def random_fee(by: random.Random, who: list[str], amounts: list[int], intakes: list[str]) -> Fee:
    individual = {
        name: by.choice((*amounts, by.randint(50_00, 999_00)))
        for name in by.sample(who, by.randint(1, len(who)))
    }
    in_cohorts = individual if by.random() < 0.5 else {}
    return Fee(
        intakes,
        individual,
        {name: pence * 6 for name, pence in in_cohorts.items()},
        early=by.random() < 0.5,
    )


def renamed(book: Book, by: random.Random, *, titles: bool) -> tuple[Book, int]:
    """Give at random new names, with *titles* new titles and labels too; in another order."""
    count = 0

    def new_name(old: str) -> str:
        nonlocal count
        if by.random() < 0.5:
            return old
        count += 1
        return f"{old}-{by.randrange(10**6)}"

    def text(old: str) -> str:
        return f"Word{by.randrange(10**6)}" if titles and by.random() < 0.5 else old

    payers = {old: new_name(old) for old in book.categories}
    categories = {payers[old]: text(label) for old, label in shuffled(book.categories, by)}
    new = Book(categories)
    for name, course in shuffled(book.courses, by):
        runs = {old: new_name(old) for old in course.intakes}
        fees = [
            Fee(
                [runs[old] for old in one.intakes],
                {payers[old]: pence for old, pence in one.individual.items()},
                {payers[old]: pence for old, pence in one.cohort.items()},
                early=one.early,
            )
            for one in by.sample(course.fees, len(course.fees))
        ]
        intakes = {
            runs[old]: (label and text(label), starts_on)
            for old, (label, starts_on) in shuffled(course.intakes, by)
        }
        new.courses[new_name(name)] = Course(text(course.title), intakes, fees)
    return new, count


def shuffled(of: dict[str, T], by: random.Random) -> list[tuple[str, T]]:
    return by.sample([*of.items()], len(of))


def changes(old: Book, new: Book) -> Changes:
    return diff_catalogues(old.catalogue(), new.catalogue(), FEBRUARY, working_days())


def book_and_seeds(by: random.Random) -> tuple[Book, list[int]]:
    """Return a catalogue, and from what to make changes of it."""
    book = random_book(by)
    note(book.text())
    return book, [by.getrandbits(32) for _ in range(REQUESTS)]


@of_each(book_and_seeds, 100)
def test_new_names_alone_are_no_rise_and_are_told(case: tuple[Book, int]) -> None:
    book, seed = case
    new, count = renamed(book, random.Random(seed), titles=False)  # noqa: S311 - no secret
    found = changes(book, new)
    assert not found.has_increase, found.unmatched
    assert not found.prices
    assert len([*found.renames.all()]) == count


@of_each(book_and_seeds, 100)
def test_what_has_a_new_title_too_is_known_by_its_prices(case: tuple[Book, int]) -> None:
    book, seed = case
    # Things with the same prices under new names and titles are nobody's to tell apart: then the
    # diff may say that it cannot compare them.
    fees = [fee for course in book.courses.values() for fee in course.fees]
    for at, (one, who) in enumerate((each, who) for each in fees for who in each.individual):
        one.individual[who] = 50_00 + 97 * at
        if one.cohort:
            one.cohort[who] = one.individual[who] * 6
    new, _ = renamed(book, random.Random(seed), titles=True)  # noqa: S311 - no secret
    found = changes(book, new)
    assert not found.has_increase, found.unmatched
    assert not found.prices


@of_each(book_and_seeds, 100)
def test_no_new_name_hides_a_price_that_rises(case: tuple[Book, int]) -> None:
    book, seed = case
    by = random.Random(seed)  # noqa: S311 - no secret
    new, _ = renamed(book, by, titles=by.random() < 0.5)
    dearer = deepcopy(new)
    raised = by.choice([one for course in dearer.courses.values() for one in course.fees])
    prices = raised.cohort if raised.cohort and by.random() < 0.5 else raised.individual
    who = by.choice([*prices])
    prices[who] += by.choice([1, 5_00, 500_00])
    found = changes(book, dearer)
    assert found.has_increase, found


@of_each(book_and_seeds, 100)
def test_names_are_known_again_the_other_way_round(case: tuple[Book, int]) -> None:
    book, seed = case
    by = random.Random(seed)  # noqa: S311 - no secret
    new, _ = renamed(book, by, titles=True)
    for course in new.courses.values():
        for one in course.fees:
            for who in one.individual:
                one.individual[who] += by.choice([0, 0, 10_00])
    old, now = book.catalogue(), new.catalogue()
    assert find_renames(old, now).backwards() == find_renames(now, old)


# Names that swap -------------------------------------------------------------------------------


def swapped(book: Book, by: random.Random) -> Book:
    """Deal the identifiers, titles, labels or dates of one kind of thing out anew."""
    new = deepcopy(book)
    match by.choice(["categories", "courses", "intakes", "labels", "titles", "labels of intakes"]):
        case "categories":
            swap_categories(new, dealt(book.categories, by))
        case "courses":
            now = dealt(book.courses, by)
            new.courses = {now[old]: course for old, course in new.courses.items()}
        case "labels":
            now = dealt(book.categories, by)
            new.categories = {name: book.categories[now[name]] for name in book.categories}
        case "titles":
            now = dealt(book.courses, by)
            for name, course in new.courses.items():
                course.title = book.courses[now[name]].title
        case of_intakes:
            for course in new.courses.values():
                swap_intakes(course, by, identifiers=of_intakes == "intakes")
    return new


def swap_categories(book: Book, now: Mapping[str, str]) -> None:
    book.categories = {now[old]: label for old, label in book.categories.items()}
    for one in (fee for course in book.courses.values() for fee in course.fees):
        one.individual = {now[old]: pence for old, pence in one.individual.items()}
        one.cohort = {now[old]: pence for old, pence in one.cohort.items()}


def swap_intakes(course: Course, by: random.Random, *, identifiers: bool) -> None:
    """Deal the identifiers of a course's intakes out anew, or else their labels or their dates."""
    now, were = dealt(course.intakes, by), course.intakes
    if identifiers:
        course.intakes = {now[old]: intake for old, intake in were.items()}
        for one in course.fees:
            one.intakes = [now[old] for old in one.intakes]
        return
    labels = by.random() < 0.5
    course.intakes = {
        name: (were[now[name]][0], starts_on) if labels else (label, were[now[name]][1])
        for name, (label, starts_on) in were.items()
    }


def dealt(names: dict[str, T], by: random.Random) -> dict[str, str]:
    return dict(zip(names, by.sample([*names], len(names)), strict=True))


Asked = tuple[str, str | None, str]
"""What is asked for: a qualification, an intake and a category, each by any name it has."""


def asked_at_random(book: Book, by: random.Random) -> Asked:
    name, course = by.choice([*book.courses.items()])
    intake = by.choice([None, *course.intakes])
    label = course.intakes[intake][0] if intake else None
    category, label_of_category = by.choice([*book.categories.items()])
    return (
        by.choice([name, course.title]),
        by.choice([intake, label]) or intake,
        by.choice([category, label_of_category]),
    )


def cost(book: Book, asked: Asked, learners: int, on: date) -> int | None:
    """Return what is paid with VAT, in pence; None if a name stands for nothing, or two things."""
    name = meant({name: course.title for name, course in book.courses.items()}, asked[0])
    category = meant(book.categories, asked[2])
    if name is None or category is None:
        return None
    labels = {intake: label for intake, (label, _) in book.courses[name].intakes.items()}
    starts = [starts_on for _, starts_on in book.courses[name].intakes.values() if starts_on]
    if asked[1] is None and len({*starts}) < len(starts):
        return None  # which of two that start on one day comes first is in no name
    intake = asked[1] and meant(labels, asked[1])
    if asked[1] and intake is None:
        return None
    request = Request(items=(Item(name, learners),), category=category, on=on, intake=intake)
    answer = price(book.catalogue(), request)
    return answer.totals.gross if isinstance(answer, Quote) else None


def meant(names: Mapping[str, str | None], asked: str) -> str | None:
    if asked in names:
        return asked
    found = [name for name, label in names.items() if label == asked]
    return found[0] if len(found) == 1 else None


@of_each(book_and_seeds, 200)
def test_whoever_pays_more_by_any_name_is_told_of_an_increase(case: tuple[Book, int]) -> None:
    book, seed = case
    by = random.Random(seed)  # noqa: S311 - no secret
    new = book
    for _ in range(by.choice([1, 1, 2])):
        new = swapped(new, by)
    if by.random() < 0.3:
        new, _ = renamed(new, by, titles=by.random() < 0.5)
    found = changes(book, new)
    for _ in range(6):
        asked, learners = asked_at_random(book, by), by.choice([1, 5, 6, 7, 12])
        day = by.choice([FEBRUARY, date(2024, 3, 15), date(2024, 4, 2)])
        before, after = (cost(of, asked, learners, day) for of in (book, new))
        if before is not None and after is not None and after > before:
            assert found.has_increase, (asked, learners, day, before, after)


@of_each(book_and_seeds, 60)
def test_names_that_swap_between_things_that_cost_the_same_are_no_rise(
    case: tuple[Book, int],
) -> None:
    book, seed = case
    for course in book.courses.values():
        course.intakes = {}
        course.fees = [Fee([], dict.fromkeys(book.categories, 100_00), {})]
    found = changes(book, swapped(book, random.Random(seed)))  # noqa: S311 - no secret
    assert not found.has_increase
    assert not found.prices
