"""What a page has of a document: all that is not for a terminal alone, in tables without groups."""

import pytest
from sample_documents import DOCUMENTS, of_sections

from rrn_fees.documents.blocks import (
    Align,
    Column,
    Document,
    Entries,
    Entry,
    Medium,
    Money,
    Paragraph,
    Point,
    Points,
    Row,
    RowGroup,
    Section,
    Share,
    Sum,
    Table,
    Tone,
)
from rrn_fees.documents.pages import sections_of

GROUPS = (
    RowGroup("First", (Row(("one", Money(1))), Row(("two", Money(2)), Tone.BAD)), "first"),
    RowGroup("Second", (), "second", (Point("No fee.", Tone.WARNING, ("page",)), Point("Ask."))),
    RowGroup("Third", (Row(("three", Money(3))),)),
)
TABLE = Table(
    caption="Groups",
    columns=(Column("For"), Column("Price", Align.RIGHT)),
    groups=GROUPS,
    group_column=Column("Group", is_filter=True),
    total=("Total", Sum(Money(6))),
)


def page_of(*blocks: Table | Points | Entries | Paragraph) -> tuple[object, ...]:
    sections = sections_of(of_sections(Section(title="S", blocks=blocks)))
    return tuple(block for section in sections for block in section.blocks)


def test_the_titles_of_groups_stand_in_a_column_and_their_notes_below() -> None:
    table, notes = page_of(TABLE)
    assert table == Table(
        caption="Groups",
        columns=(Column("Group", is_filter=True), *TABLE.columns),
        rows=(
            Row(("First", "one", Money(1))),
            Row(("First", "two", Money(2)), Tone.BAD),
            Row(("Third", "three", Money(3))),
        ),
        total=("Total", "", Sum(Money(6))),
    )
    assert notes == Points(
        (Point("Second: No fee.", Tone.WARNING, ("page",)), Point("Second: Ask."))
    )


def test_no_row_of_a_group_is_lost() -> None:
    for table in (TABLE, TABLE._replace(group_column=None), TABLE._replace(total=())):
        flat = page_of(table)[0]
        assert isinstance(flat, Table)
        assert [row.cells[-1] for row in flat.rows] == [Money(1), Money(2), Money(3)]
        assert {len(row.cells) for row in flat.rows} == {len(flat.columns)}


def test_a_page_draws_no_bars() -> None:
    shares = Table(
        caption="",
        columns=(Column("For"), Column("Bar"), Column("Price")),
        rows=(Row(("one", Share(1, 2), Money(1))), Row(("two", Share(2, 2), Money(2)))),
        total=("Total", "", Sum(Money(3))),
    )
    [flat] = page_of(shares)
    assert isinstance(flat, Table)
    assert [column.title for column in flat.columns] == ["For", "Price"]
    assert [row.cells for row in flat.rows] == [("one", Money(1)), ("two", Money(2))]
    assert flat.total == ("Total", Sum(Money(3)))
    grouped = shares._replace(
        rows=(), groups=(RowGroup("G", shares.rows),), group_column=Column("Group")
    )
    [flat] = page_of(grouped)
    assert isinstance(flat, Table)
    assert [row.cells for row in flat.rows] == [("G", "one", Money(1)), ("G", "two", Money(2))]


def test_a_page_has_nothing_that_is_for_a_terminal_alone() -> None:
    places = {"A": None, "B": Medium.TERMINAL, "C": Medium.PAGE}
    entries = Entries(tuple(Entry(label, "", only_on=of) for label, of in places.items()))
    said = (Paragraph("Said."),)
    sections = sections_of(
        of_sections(
            Section(title="Terminal", blocks=said, only_on=Medium.TERMINAL),
            Section(title="Page", blocks=(entries,), only_on=Medium.PAGE),
            Section(title="Nothing", blocks=()),
        )
    )
    [page] = sections
    assert page.title == "Page"
    [kept] = page.blocks
    assert isinstance(kept, Entries)
    assert [entry.label for entry in kept.entries] == ["A", "C"]


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_a_page_has_neither_groups_nor_empty_lists(document: Document) -> None:
    for section in sections_of(document):
        for block in section.blocks:
            match block:
                case Table():
                    assert not block.groups
                    assert block.columns
                    assert {len(row.cells) for row in block.rows} <= {len(block.columns)}
                    assert len(block.total) in (0, len(block.columns))
                case Points(points):
                    assert points
                case Entries(entries):
                    assert entries, section.title
                case _:
                    pass


def test_the_columns_of_a_table_have_titles() -> None:
    """A screen reader says the title of a column before each of its cells."""
    untitled = {
        (name, block.caption)
        for name, document in DOCUMENTS.items()
        for section in sections_of(document)
        for block in section.blocks
        if isinstance(block, Table) and not all(column.title for column in block.columns)
    }
    assert untitled == set()
