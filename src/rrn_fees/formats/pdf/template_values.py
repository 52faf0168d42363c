"""A document as the template takes it: plain values, every text as it is to be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from rrn_fees.dates import long_date
from rrn_fees.documents.blocks import (
    LANGUAGE,
    TONE_WORDS,
    WEB_ADDRESS,
    Align,
    Block,
    Cell,
    Code,
    Document,
    Entries,
    Entry,
    Gap,
    Paragraph,
    Point,
    Points,
    Section,
    Sum,
    Table,
    Tone,
    shown,
    text_of,
)
from rrn_fees.documents.pages import sections_of
from rrn_fees.formats.pdf.glyphs import Coverage, is_mark, spelled

SPACE_OF_NO_WIDTH = "\u2028"
"""For the template, which leaves nothing of it in the text of the document."""
ZERO_WIDTH_SPACE = "\u200b"
"""Stays in the text, and breaks a line between marks too that otherwise hold on to each other."""
LONGEST_WORD = 40
"""Characters that fit a line of prose beside the label of an entry."""
LONGEST_IN_CELL = 16
"""Characters that fit any column of a table."""
FLEXIBLE = range(20, 41)
"""Characters for which a column of longer texts is made, in proportion."""
LEGIBLE = 30
"""Characters in a column beyond which its texts may as well go on in another line."""
WIDEST_UPRIGHT = 125
"""Characters that fit the columns of a table on an upright page."""
SPELLED_OUT = (
    "Characters that the fonts of this document do not have are shown by their numbers in Unicode, "
    "in square brackets."
)

Values = dict[str, Any]


class _Texts:
    """Texts as they are to be shown; *spelled_out* tells whether any is not as it was given."""

    def __init__(self, fonts_with: Coverage) -> None:
        self.fonts_with = fonts_with
        self.spelled_out = False

    def prose(self, text: str) -> str:
        return self._set(text, LONGEST_WORD)

    def cell(self, text: str) -> str:
        return self._set(text, LONGEST_IN_CELL)

    def _set(self, text: str, longest: int) -> str:
        printable = shown(text)
        covered = spelled(printable, self.fonts_with)
        self.spelled_out = self.spelled_out or covered != printable
        return breakable(covered, longest)


def breakable(text: str, longest: int) -> str:
    """Return *text* with chances to break in its words of more than *longest* characters.

    A line breaks by itself after a hyphen or a stroke before a letter, and prefers that.
    """
    word = rf"(?:[^\s/-]|[/-](?![A-Za-z])){{{longest + 1},}}"
    return re.sub(word, lambda found: _broken(found[0], longest // 4), text)


def _broken(word: str, size: int) -> str:
    pieces = [""]
    for character in word:
        if len(pieces[-1]) >= size and not is_mark(character):
            letters = pieces[-1][-1:].isalnum() and character.isalnum()
            pieces[-1] += SPACE_OF_NO_WIDTH if letters else ZERO_WIDTH_SPACE
            pieces.append("")
        pieces[-1] += character
    return "".join(pieces)


def template_values(document: Document, fonts_with: Coverage) -> Values:
    """Return *document* for the template; *fonts_with* tells which characters can be shown."""
    texts = _Texts(fonts_with)
    sections = sections_of(document)
    named = f"{document.title} {document.reference}" if document.reference else document.title
    language, _, region = LANGUAGE.partition("-")
    made = {
        "name": shown(named),
        "author": shown(document.author),
        "language": language,
        "region": region,
        "year": document.dated.year,
        "month": document.dated.month,
        "day": document.dated.day,
        "byline": texts.prose(f"From {document.author}, {long_date(document.dated)}"),
        "title": texts.prose(document.title),
        "lead": texts.prose(document.lead),
        "foot": texts.prose(named),
        "landscape": any(_width(table) > WIDEST_UPRIGHT for table in _tables(sections)),
        "sections": [_section(section, texts) for section in sections],
    }
    return {**made, "spelled": SPELLED_OUT if texts.spelled_out else None}


def _tables(sections: Iterable[Section]) -> Iterator[Table]:
    for section in sections:
        yield from (block for block in section.blocks if isinstance(block, Table))


def _width(table: Table) -> int:
    return sum(min(length, LEGIBLE) for length in _lengths(table))


def _lengths(table: Table) -> list[int]:
    """Return how many characters the longest text of each column has."""
    titles = [column.title for column in table.columns]
    texts = [titles, *([text_of(cell) for cell in cells] for cells in _cells(table))]
    return [max(map(len, column)) for column in zip(*filter(None, texts), strict=True)]


def _cells(table: Table) -> Iterator[tuple[Cell | Sum, ...]]:
    yield from (row.cells for row in table.rows)
    yield table.total


def _section(section: Section, texts: _Texts) -> Values:
    blocks = [_block(block, texts) for block in section.blocks]
    return {
        "title": texts.prose(f"{section.title}{section.aside or ''}"),
        "level": 3 if section.is_part else 2,
        "blocks": blocks,
    }


def _block(block: Block, texts: _Texts) -> Values:
    match block:
        case Entries(entries):
            return {"kind": "entries", "rows": [_entry(each, texts) for each in entries]}
        case Points(points, numbered):
            each = [_point(point, texts) for point in points]
            return {"kind": "points", "numbered": numbered, "points": each}
        case Table():
            return _table(block, texts)
        case Paragraph(text, tone):
            return {"kind": "paragraph", **_weighed(text, tone, texts)}
        case Code(text):
            lines = [texts.prose(line) for line in text.splitlines()]
            return {"kind": "code", "lines": lines}


def _entry(entry: Entry, texts: _Texts) -> Values:
    cell = _value(entry.cell, texts.prose(text_of(entry.cell)))
    return {"label": texts.prose(entry.label), "cell": cell}


def _weighed(text: str, tone: Tone, texts: _Texts) -> Values:
    return {"text": texts.prose(text), "word": TONE_WORDS.get(tone)}


def _point(point: Point, texts: _Texts) -> Values:
    url = point.url
    return {
        **_weighed(point.text, Tone.PLAIN if point.label else point.tone, texts),
        "label": texts.prose(point.label) if point.label else None,
        "aside": texts.prose(point.aside) if point.aside else None,
        "sources": texts.prose(", ".join(point.sources)) if point.sources else None,
        "url": texts.prose(url) if url else None,
        "linked": bool(url and WEB_ADDRESS.fullmatch(url)),
        "address": url,
    }


def _table(table: Table, texts: _Texts) -> Values:
    columns = [
        {
            "title": texts.cell(column.title),
            "right": column.align is Align.RIGHT,
            "width": None if length <= LONGEST_IN_CELL else _flexible(length),
        }
        for column, length in zip(table.columns, _lengths(table), strict=True)
    ]
    return {
        "kind": "table",
        "caption": texts.prose(table.caption),
        "columns": columns,
        "rows": [_row(row.cells, texts) for row in table.rows],
        "total": _row(table.total, texts),
    }


def _flexible(length: int) -> int:
    return max(FLEXIBLE[0], min(length, FLEXIBLE[-1]))


def _row(cells: tuple[Cell | Sum, ...], texts: _Texts) -> list[Values]:
    return [_value(cell, texts.cell(text_of(cell))) for cell in cells]


def _value(cell: Cell | Sum, text: str) -> Values:
    return {"text": text, "gap": isinstance(cell, Gap)}
