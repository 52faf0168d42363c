"""A paper as Markdown: headings, tables and lists."""

from collections.abc import Iterator

from rrn_fees.documents.blocks import (
    TONE_WORDS,
    WEB_ADDRESS,
    Align,
    Block,
    Entries,
    Paper,
    Paragraph,
    Points,
    Section,
    Table,
    shown,
    text_of,
)
from rrn_fees.formats.as_markdown.markup import escaped, row

_TONES = {tone: f"**{word}:** " for tone, word in TONE_WORDS.items()}


def paper(paper: Paper) -> bytes:
    """Write *paper*, in UTF-8."""
    head = f"# {escaped(paper.title)}\n\n{_bold(paper.lead)}\n"
    return "".join([head, *map(_section, paper.sections)]).encode("utf-8", "backslashreplace")


def _section(section: Section) -> str:
    heading = f"\n## {escaped(section.title)}\n" if section.title else ""
    return heading + "".join(f"\n{_block(block)}" for block in section.blocks)


def _block(block: Block) -> str:
    match block:
        case Entries(rows):
            return "".join(
                f"- {escaped(label)}: {escaped(text_of(cell))}\n" for label, cell in rows
            )
        case Points():
            return "".join(_points(block))
        case Table():
            return "".join(_table(block))
        case Paragraph(text, tone):
            return f"{_TONES.get(tone, '')}{escaped(text)}\n"


def _points(block: Points) -> Iterator[str]:
    for number, point in enumerate(block.points, start=1):
        mark = f"{number}." if block.numbered else "-"
        sources = f"[{', '.join(point.sources)}]"
        named = f" {escaped(sources)}" if point.sources else ""
        url = ""
        if point.url is not None:
            linked = WEB_ADDRESS.fullmatch(shown(point.url))
            url = f" <{point.url}>" if linked else f" {escaped(point.url)}"
        yield f"{mark} {_TONES.get(point.tone, '')}{escaped(point.text)}{named}{url}\n"


def _table(table: Table) -> Iterator[str]:
    yield f"{escaped(table.caption)}:\n\n"
    yield row(escaped(column.title) for column in table.columns)
    yield row("---:" if column.align is Align.RIGHT else "---" for column in table.columns)
    for cells in table.rows:
        yield row(escaped(text_of(cell)) for cell in cells)
    if table.total:
        yield row(_bold(text_of(cell)) for cell in table.total)


def _bold(text: str) -> str:
    """Return *text* in bold; of none, the marks would be a rule across the page."""
    marked = escaped(text)
    return f"**{marked}**" if marked else ""
