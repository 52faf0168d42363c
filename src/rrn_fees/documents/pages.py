"""What a page has of a document: all but what only a terminal shows.

A page is what is sent, printed or filed: Markdown, HTML, PDF or a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Iterator

from rrn_fees.documents.blocks import (
    Block,
    Cell,
    Document,
    Entries,
    Medium,
    Point,
    Points,
    Row,
    Section,
    Share,
    Sum,
    Table,
    with_content,
)


def sections_of(document: Document) -> tuple[Section, ...]:
    """Return the sections of *document* that a page has.

    The titles of groups stand in a column of their own, so that rows can be sorted and filtered;
    what is said of the groups stands in a section below. A page draws no bars.
    """
    return with_content(
        made
        for section in document.sections
        if section.only_on is not Medium.TERMINAL
        for made in _sections(section)
    )


def _sections(section: Section) -> Iterator[Section]:
    yield section._replace(blocks=tuple(map(_for_page, section.blocks)))
    for block in section.blocks:
        if isinstance(block, Table) and (notes := _notes(block)):
            yield Section(title=block.notes_title, blocks=(Points(notes),))


def _for_page(block: Block) -> Block:
    match block:
        case Table():
            return _without_bars(_flattened(block))
        case Entries(entries):
            of_pages = (entry for entry in entries if entry.only_on is not Medium.TERMINAL)
            return Entries(tuple(of_pages))
        case _:
            return block


def _flattened(table: Table) -> Table:
    if not table.groups:
        return table
    if table.group_column is None:
        return table._replace(
            rows=tuple(row for group in table.groups for row in group.rows), groups=()
        )
    total: tuple[Cell | Sum, ...] = ()
    if table.total:  # its name stands first, below the titles
        total = (table.total[0], "", *table.total[1:])
    return Table(
        caption=table.caption,
        columns=(table.group_column, *table.columns),
        rows=tuple(
            Row((group.title, *row.cells), row.tone) for group in table.groups for row in group.rows
        ),
        total=total,
    )


def _without_bars(table: Table) -> Table:
    kept = [
        at
        for at in range(len(table.columns))
        if not any(isinstance(row.cells[at], Share) for row in table.rows)
    ]
    if len(kept) == len(table.columns):
        return table
    return table._replace(
        columns=tuple(table.columns[at] for at in kept),
        rows=tuple(row._replace(cells=tuple(row.cells[at] for at in kept)) for row in table.rows),
        total=tuple(table.total[at] for at in kept) if table.total else (),
    )


def _notes(table: Table) -> tuple[Point, ...]:
    return tuple(
        note._replace(text=f"{group.title}: {note.text}")
        for group in table.groups
        for note in group.notes
        if note.only_on is not Medium.TERMINAL
    )
