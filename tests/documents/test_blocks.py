"""What a cell says to a person, and which sections have anything to say."""

from datetime import date

import pytest

from rrn_fees.documents.blocks import (
    Cell,
    Count,
    Day,
    Gap,
    Money,
    Paragraph,
    Rate,
    Section,
    SectionLink,
    Share,
    Sum,
    shown,
    text_of,
    with_content,
)

TEXTS: list[tuple[Cell | Sum, str]] = [
    ("text", "text"),
    ("", ""),
    ("two\nlines\x1b[31m\u202e", "two\\nlines\\x1b[31m\\u202e"),
    ("a\u200db", "a\u200db"),
    (Money(479_400), "£4,794.00"),
    (Money(-5), "-£0.05"),
    (Money(15_882, about=True), "about £158.82"),
    (Money(3_000, is_difference=True), "+£30.00"),
    (Money(-3_000, is_difference=True), "-£30.00"),
    (Money(0, is_difference=True), "£0.00"),
    (Count(1_234_567), "1,234,567"),
    (Rate(17_50), "17.5%"),
    (Rate(20_00), "20%"),
    (Day(date(2024, 2, 1)), "Thursday 1 February 2024"),
    (Gap("not\tpublished"), "not\\tpublished"),
    (Share(1, 3), "33%"),
    (Share(3, 3), "100%"),
    (Share(0, 0), ""),
    (SectionLink("F101", "F101 unknown-key"), "F101"),
    (Sum(Money(7)), "£0.07"),
    (Sum(Count(7)), "7"),
]


@pytest.mark.parametrize(("cell", "text"), TEXTS, ids=ascii)
def test_a_cell_is_read_as(cell: Cell | Sum, text: str) -> None:
    assert text_of(cell) == text


def test_what_would_not_show_is_an_escape_but_for_joiners() -> None:
    assert shown("a\x00\u202e\u200b") == "a\\x00\\u202e\\u200b"
    assert shown("👩🏽\u200d⚕️ \u200c") == "👩🏽\u200d⚕️ \u200c"


def test_a_section_with_nothing_to_say_is_none_unless_it_names_something() -> None:
    said = (Paragraph("Said."),)
    empty, named = Section(title="Empty", blocks=()), Section(title="N", blocks=(), identifier="n")
    assert with_content([empty, named, Section(blocks=said)]) == (named, Section(blocks=said))
