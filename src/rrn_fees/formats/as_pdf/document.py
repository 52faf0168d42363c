"""A paper as the template takes it: plain values, every text as it is to be shown."""

import re
from collections.abc import Iterator
from typing import Any

from rrn_fees.dates import long_date
from rrn_fees.documents.blocks import (
    TONE_WORDS,
    WEB_ADDRESS,
    Align,
    Block,
    Cell,
    Entries,
    Gap,
    Paper,
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
from rrn_fees.formats.as_pdf.glyphs import Coverage, is_mark, spelled

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


def document(paper: Paper, fonts_with: Coverage) -> Values:
    """Return *paper* for the template; *fonts_with* tells which characters can be shown."""
    texts = _Texts(fonts_with)
    named = f"{paper.title} {paper.reference}" if paper.reference else paper.title
    language, _, region = paper.language.partition("-")
    made = {
        "name": shown(named),
        "author": shown(paper.author),
        "language": language,
        "region": region,
        "year": paper.dated.year,
        "month": paper.dated.month,
        "day": paper.dated.day,
        "byline": texts.prose(f"From {paper.author}, {long_date(paper.dated)}"),
        "title": texts.prose(paper.title),
        "lead": texts.prose(paper.lead),
        "foot": texts.prose(named),
        "landscape": any(_width(table) > WIDEST_UPRIGHT for table in _tables(paper)),
        "sections": [_section(section, texts) for section in paper.sections],
    }
    return {**made, "spelled": SPELLED_OUT if texts.spelled_out else None}


def _tables(paper: Paper) -> Iterator[Table]:
    for section in paper.sections:
        yield from (block for block in section.blocks if isinstance(block, Table))


def _width(table: Table) -> int:
    return sum(min(length, LEGIBLE) for length in _lengths(table))


def _lengths(table: Table) -> list[int]:
    """Return how many characters the longest text of each column has."""
    titles = [column.title for column in table.columns]
    texts = [titles, *([text_of(cell) for cell in row] for row in (*table.rows, table.total))]
    return [max(map(len, column)) for column in zip(*filter(None, texts), strict=True)]


def _section(section: Section, texts: _Texts) -> Values:
    blocks = [_block(block, texts) for block in section.blocks]
    return {"title": texts.prose(section.title), "blocks": blocks}


def _block(block: Block, texts: _Texts) -> Values:
    match block:
        case Entries(rows):
            return {"kind": "entries", "rows": [_entry(*row, texts) for row in rows]}
        case Points(points, numbered):
            each = [_point(point, texts) for point in points]
            return {"kind": "points", "numbered": numbered, "points": each}
        case Table():
            return _table(block, texts)
        case Paragraph(text, tone):
            return {"kind": "paragraph", **_weighed(text, tone, texts)}


def _entry(label: str, cell: Cell, texts: _Texts) -> Values:
    return {"label": texts.prose(label), "cell": _value(cell, texts.prose(text_of(cell)))}


def _weighed(text: str, tone: Tone, texts: _Texts) -> Values:
    return {"text": texts.prose(text), "word": TONE_WORDS.get(tone)}


def _point(point: Point, texts: _Texts) -> Values:
    url = point.url
    return {
        **_weighed(point.text, point.tone, texts),
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
        "rows": [_row(row, texts) for row in table.rows],
        "total": _row(table.total, texts),
    }


def _flexible(length: int) -> int:
    return max(FLEXIBLE[0], min(length, FLEXIBLE[-1]))


def _row(row: tuple[Cell | Sum, ...], texts: _Texts) -> list[Values]:
    return [_value(cell, texts.cell(text_of(cell))) for cell in row]


def _value(cell: Cell | Sum, text: str) -> Values:
    return {"text": text, "gap": isinstance(cell, Gap)}
