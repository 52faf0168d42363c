"""A document as Markdown: headings, tables and lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rrn_fees.dates import counted
from rrn_fees.documents.blocks import (
    TONE_WORDS,
    WEB_ADDRESS,
    Align,
    Block,
    Cell,
    Code,
    Document,
    Entries,
    Paragraph,
    Points,
    Section,
    SectionLink,
    Sum,
    Table,
    shown,
    text_of,
)
from rrn_fees.documents.pages import sections_of
from rrn_fees.formats.markdown.markup import escaped, row

_TONES = {tone: f"**{word}:** " for tone, word in TONE_WORDS.items()}
_ROOM_TO_COUNT = 200
"""Characters that it takes to say how much was left out."""


def write_document(document: Document) -> bytes:
    """Return *document* in UTF-8; what has no room in it is counted before the last section."""
    marker = f"{document.marker}\n" if document.marker else ""
    head = f"{marker}# {escaped(document.title)}\n\n{_bold(document.lead)}\n"
    pieces = [[*_section(section)] for section in sections_of(document)]
    # Where the figures come from stands last, and is never left out.
    foot = pieces.pop() if len(pieces) > 1 else []
    body = [piece for section in pieces for piece in section]
    if document.most_characters is not None:
        room = document.most_characters - len("".join([head, *foot])) - _ROOM_TO_COUNT
        body = [*_within(room, body)]
    return "".join([head, *body, *foot]).encode("utf-8", "backslashreplace")


def _within(room: int, pieces: Iterable[str]) -> Iterator[str]:
    """Yield as many *pieces* as there is room for, and how many more there are."""
    left_out = 0
    for piece in pieces:
        room -= len(piece)
        if left_out or room < 0:
            left_out += 1
        else:
            yield piece
    if left_out:
        more = counted(left_out, "more line")
        verb = "has" if left_out == 1 else "have"
        yield f"\n**{more} {verb} no room here; the table and json formats have them all.**\n"


def _section(section: Section) -> Iterator[str]:
    """Yield the pieces of a section, none of which can be taken apart."""
    title = escaped(f"{section.title}{section.aside or ''}")
    begun = f"\n{'###' if section.is_part else '##'} {title}\n" if section.title else ""
    for block in section.blocks:
        for piece in _block(block):
            yield begun + piece
            begun = ""
    if begun:
        yield begun


def _block(block: Block) -> Iterator[str]:
    match block:
        case Entries(entries):
            lines = (
                f"- {escaped(each.label)}: {escaped(text_of(each.cell))}\n" for each in entries
            )
            yield from _apart(lines)
        case Points():
            yield from _apart(_points(block))
        case Table():
            yield from _table(block)
        case Paragraph(text, tone):
            yield f"\n{_TONES.get(tone, '')}{escaped(text)}\n"
        case Code():
            yield _code(block)


def _apart(lines: Iterable[str]) -> Iterator[str]:
    """Yield *lines* with an empty one before the first, as a list needs it."""
    above = "\n"
    for line in lines:
        yield above + line
        above = ""


def _points(block: Points) -> Iterator[str]:
    for number, point in enumerate(block.points, start=1):
        mark = f"{number}." if block.numbered else "-"
        label = f"**{escaped(point.label)}:** " if point.label else _TONES.get(point.tone, "")
        sources = f"[{', '.join(point.sources)}]"
        named = f" {escaped(sources)}" if point.sources else ""
        aside = f" ({escaped(point.aside)})" if point.aside else ""
        url = ""
        if point.url is not None:
            linked = WEB_ADDRESS.fullmatch(shown(point.url))
            url = f" <{point.url}>" if linked else f" {escaped(point.url)}"
        yield f"{mark} {label}{escaped(point.text)}{named}{aside}{url}\n"


def _table(table: Table) -> Iterator[str]:
    """Yield the head of a table with its first row, and then row by row."""
    head = row(escaped(column.title) for column in table.columns)
    rule = row("---:" if column.align is Align.RIGHT else "---" for column in table.columns)
    above = f"\n{escaped(table.caption)}:\n\n{head}{rule}"
    for each in table.rows:
        yield above + row(map(_cell, each.cells))
        above = ""
    if table.total:
        yield above + row(_bold(text_of(cell)) for cell in table.total)
    elif above:
        yield above


def _cell(cell: Cell | Sum) -> str:
    text = escaped(text_of(cell))
    if isinstance(cell, SectionLink):
        return f"[{text}](#{_anchor(cell.title)})"
    return text


def _anchor(title: str) -> str:
    """Return what GitHub calls the heading *title*."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def _bold(text: str) -> str:
    """Return *text* in bold; of none, the marks would be a rule across the page."""
    marked = escaped(text)
    return f"**{marked}**" if marked else ""


def _code(code: Code) -> str:
    """Return a block of code between fences longer than any within it."""
    lines = "\n".join(map(shown, code.text.splitlines()))
    longest = max(map(len, re.findall("`+", lines)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"\n{fence}{code.language}\n{lines}\n{fence}\n"
