"""What documents say, read from their blocks, and an answer of every kind to make them from."""

from collections.abc import Iterator

from hostile import EVERYTHING
from sample_answers import answers
from support import parsed

from rrn_fees.documents.blocks import (
    Document,
    Entries,
    Paragraph,
    Points,
    Row,
    Table,
    text_of,
)
from rrn_fees.render_options import RenderOptions

OF = parsed(EVERYTHING)
ANSWERS = answers(OF, EVERYTHING)
PLAIN = RenderOptions()


def tables(document: Document) -> Iterator[Table]:
    for section in document.sections:
        yield from (block for block in section.blocks if isinstance(block, Table))


def rows_of(table: Table) -> list[Row]:
    return [*table.rows, *(row for group in table.groups for row in group.rows)]


def sections(document: Document) -> list[str]:
    return [section.title for section in document.sections if section.title]


def texts(document: Document) -> str:
    """Return all that a document says, in one text."""

    def said() -> Iterator[str]:
        yield document.lead
        for section in document.sections:
            yield f"{section.title}{section.aside or ''}"
            for block in section.blocks:
                match block:
                    case Entries(entries):
                        yield from (f"{each.label}: {text_of(each.cell)}" for each in entries)
                    case Points(points):
                        for point in points:
                            yield f"{point.label}: {point.text}" if point.label else point.text
                    case Paragraph(text):
                        yield text
                    case Table():
                        for row in rows_of(block):
                            yield " | ".join(map(text_of, row.cells))
                    case _:
                        pass

    return "\n".join(said())
