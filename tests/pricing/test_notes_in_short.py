"""What a quote says fits a terminal: each note has one line, and documents have all of it."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import product

import pytest
from support import catalogue, parsed, quoted, working_days

from rrn_fees.catalogue.model import LONGEST_SHORT_LINE, Catalogue
from rrn_fees.dates import day_and_month, plain_date
from rrn_fees.deadlines.events import notes_on_paying
from rrn_fees.deadlines.listing import deadlines_of
from rrn_fees.deadlines.notes import Note, NoteCode, first_that_fits
from rrn_fees.pricing.engine import price
from rrn_fees.pricing.payment_deadline import with_deadline
from rrn_fees.pricing.quote import Item, Quote, Request

DAYS = [
    *(date(2024, 1, 31) + timedelta(days=61 * each) for each in range(-1, 6)),
    *(date(2024, 2, 1), date(2024, 3, 27), date(2024, 3, 29), date(2024, 5, 6), date(2030, 1, 1)),
]
CATALOGUES = ["shipped", "rules", "dates"]
NOT_OF_A_QUOTE = {
    NoteCode.FOLLOWS_BANK_HOLIDAY, NoteCode.EXPECTED, NoteCode.NO_DATE,
}  # fmt: skip


def requests(of: Catalogue) -> Iterator[Request]:
    """Yield requests that bring every kind of note about, for each qualification."""
    for name, qualification in of.qualifications.items():
        for category, day, learners in product(of.categories, DAYS, (1, 5, 6)):
            for intake, basis in product((None, *qualification.intakes), (None, "cohort")):
                for early_bird, later in ((False, 0), (True, 0), (False, 60)):
                    yield Request(
                        items=(Item(name, learners),),
                        category=category,
                        on=day,
                        intake=intake,
                        basis=basis,  # type: ignore[arg-type]
                        early_bird=early_bird,
                        paying_on=day + timedelta(days=later) if later else None,
                        tax_point=date(2010, 6, 1) if learners == 1 else None,
                        indicative=True,
                    )


def quotes(name: str) -> Iterator[Quote]:
    of = catalogue(name)
    for request in requests(of):
        answer = price(of, request)
        if isinstance(answer, Quote):
            yield with_deadline(answer, of, working_days())


@cache
def notes(name: str) -> set[Note]:
    return {note for quote in quotes(name) for note in quote.notes}


@pytest.fixture(scope="module", params=CATALOGUES)
def notes_of_one(request: pytest.FixtureRequest) -> set[Note]:
    return notes(request.param)


def test_each_note_of_a_quote_fits_in_one_line(notes_of_one: set[Note]) -> None:
    assert notes_of_one
    assert {note.line for note in notes_of_one if len(note.line) > LONGEST_SHORT_LINE} == set()


def test_a_short_line_is_a_sentence_and_shorter_than_the_whole(notes_of_one: set[Note]) -> None:
    for note in notes_of_one:
        if note.short is not None:
            assert len(note.short) < len(note.text), note
            assert note.short.endswith("."), note
            assert note.short[0].isupper(), note
            assert not note.short.endswith(".."), note


def test_every_note_that_a_quote_can_have_was_looked_at() -> None:
    seen = {note.code for name in CATALOGUES for note in notes(name)}
    assert seen == set(NoteCode) - NOT_OF_A_QUOTE


@pytest.mark.parametrize("name", [*CATALOGUES, "everything"])
def test_each_note_of_a_deadline_fits_in_one_line(name: str) -> None:
    of = catalogue(name)
    seen = set()
    for day in DAYS:
        paying = working_days().day(date(2024, 3, 29))
        found = deadlines_of(of, working_days(), day)
        seen |= {note.line for each in found.deadlines for note in each.notes}
        seen |= {note.line for note in notes_on_paying(paying, found.deadlines)}
    assert seen
    assert {line for line in seen if len(line) > LONGEST_SHORT_LINE} == set()


def line(quote: Quote, code: NoteCode) -> str:
    [found] = {note.line for note in quote.notes if note.code is code}
    return found


SHIPPED = catalogue()


def test_a_quote_for_a_cohort_of_members_says_four_things_in_a_line_each() -> None:
    quote = quoted("certificate:6", of=SHIPPED)
    assert [note.line for note in quote.notes] == [
        "RRN member prices: your membership will be checked.",
        "Not certified training. It does not replace it where that is required.",
        "The cohort fee is the same as 6 individual fees of £799.00.",
        "Applications may close early.",
    ]


@pytest.mark.parametrize(
    ("code", "item", "more", "expected"),
    [
        pytest.param("indicative", "certificate", {"on": date(2024, 3, 29)},
                     "Indicative, not an offer: closed on 28 March 2024.", id="past"),
        pytest.param("indicative", "hopes-diploma", {"intake": "2024-autumn"},
                     "Indicative, not an offer: Autumn 2024 is closed.", id="closed"),
        pytest.param("indicative", "hopes-diploma", {"intake": "2025-early"},
                     "Indicative, not an offer: no dates announced for Early 2025.",
                     id="speculative"),
        pytest.param("early-bird-unannounced", "hopes-diploma", {},
                     "Early-bird price £1,656.00 + VAT: its deadline is not announced.",
                     id="an early bird without a deadline"),
        pytest.param("notice-silent", "hopes-diploma", {},
                     "Its page says nothing about certified training.", id="a silent page"),
        pytest.param("tax-point-rate", "certificate", {"tax_point": date(2010, 6, 1)},
                     "VAT at 17.5%, the rate on the tax point; 20% on the day of the quote.",
                     id="another rate"),
        pytest.param("not-working-day", "diploma", {},
                     "Pay by Thursday 28 March 2024: 29 March is Good Friday.",
                     id="Good Friday"),
        pytest.param("payment-not-working-day", "diploma", {"paying_on": date(2024, 3, 29)},
                     "A payment on 29 March may arrive on 2 April 2024: too late.",
                     id="paid on Good Friday"),
    ],
)  # fmt: skip
def test_the_line_says_the_same_in_few_words(
    code: str, item: str, more: dict[str, object], expected: str
) -> None:
    quote = quoted(item, of=SHIPPED, **{"indicative": True, **more})
    assert line(with_deadline(quote, SHIPPED, working_days()), NoteCode(code)) == expected


LONG = "x" * 80


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("member: {label: Friend, claim: friendship}",
         "Friend prices: your membership will be checked."),
        ("charity: {label: Charity, claim: charitable status.}",
         "Charity prices: charitable status will be checked."),
        (f"charity: {{label: Charity, claim: {LONG}}}",
         "Charity prices: your claim will be checked."),
        (f"charity: {{label: {LONG}, claim: C}}", "Your claim will be checked."),
    ],
)  # fmt: skip
def test_a_claim_or_a_label_that_is_long_gives_way_to_a_line(category: str, expected: str) -> None:
    name = category.partition(":")[0]
    of = parsed(
        f"""
format: 1
currency: GBP
categories: {{{category}}}
sources: {{page: {{title: Page}}}}
qualifications:
  course:
    title: Course
    kind: training
    source: page
    fees: [{{valid_from: 2024-01-01, vat: exempt, individual: {{{name}: "1.00"}}, source: page}}]
"""
    )
    assert line(quoted("course", of=of, category=name), NoteCode.PRICE_CLAIMED) == expected


def test_the_first_line_that_fits_is_taken_and_the_last_if_none_does() -> None:
    fits, long = "x" * LONGEST_SHORT_LINE, "y" * (LONGEST_SHORT_LINE + 1)
    assert first_that_fits(long, fits, "short") == fits
    assert first_that_fits(long, long + "z") == long + "z"


def test_a_note_without_a_short_line_is_that_line() -> None:
    assert Note(NoteCode.NOTICE, "All of it.", "course", None).line == "All of it."
    assert Note(NoteCode.NOTICE, "All of it.", "course", None, "It.").line == "It."


def test_a_date_in_a_line_has_no_day_of_the_week() -> None:
    assert plain_date(date(2024, 3, 28)) == "28 March 2024"
    assert day_and_month(date(2024, 3, 28)) == "28 March"
