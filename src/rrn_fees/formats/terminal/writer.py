"""A document on a terminal: the answer in the first line, then section below section."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from rrn_fees.documents.blocks import (
    Block,
    Code,
    Document,
    Entries,
    Medium,
    Paragraph,
    Points,
    Section,
    Summary,
    Table,
    Tone,
)
from rrn_fees.formats.terminal.cells import STYLES, displayed
from rrn_fees.formats.terminal.lists import entry_lines, point_lines
from rrn_fees.formats.terminal.style import TerminalStyle
from rrn_fees.formats.terminal.tables import table_lines
from rrn_fees.formats.terminal.wrapping import indented, wrapped

_INDENT = "  "


def write_document(document: Document, style: TerminalStyle) -> str:
    """Return *document* as text for a terminal of *style*. Text from data is never a command."""
    parts = [[*_summary(document.summary, style)]] if document.summary else []
    parts += [
        [*_section(section, style)]
        for section in document.sections
        if section.only_on is not Medium.PAGE
    ]
    lines: list[str] = []
    for part in parts:
        if part:
            lines += ["", *part] if lines else part
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _summary(summary: Summary, style: TerminalStyle) -> Iterator[str]:
    yield from _heading(summary.text, summary.aside, summary.identifier, summary.tone, style)


def _heading(
    text: str, aside: str | None, identifier: str | None, tone: Tone, style: TerminalStyle
) -> Iterator[str]:
    """Yield a title in bold or in the colour of its tone, and what goes on in the same line."""
    title = displayed(text, style)
    more = displayed(aside or "", style)
    name = displayed(f"  {identifier}", style) if identifier else ""
    of_title = STYLES[tone] or "bold"
    left = len(title)
    for line in wrapped(f"{title}{more}{name}", style.width):
        styled, plain = line[:left], line[left:]
        is_last = bool(name) and plain.endswith(name)
        if is_last:
            plain = plain.removesuffix(name)
        ending = style.styled(name, "dim") if is_last else ""
        yield f"{style.styled(styled, of_title)}{plain}{ending}"
        left = max(left - len(line) - 1, 0)  # and the space at which the line was folded


def _section(section: Section, style: TerminalStyle) -> Iterator[str]:
    has_title = bool(section.title) and not section.is_obvious
    if has_title:
        yield from _heading(section.title, section.aside, section.identifier, section.tone, style)
    indent = _INDENT if has_title else ""
    for at, block in enumerate(section.blocks):
        lines = [*_block(block, style, indent)]
        if at and lines and _stand_apart(section.blocks[at - 1], block, under_title=has_title):
            yield ""
        yield from lines


def _stand_apart(above: Block, below: Block, *, under_title: bool) -> bool:
    """Whether there is an empty line between two blocks; a paragraph leads in what follows it."""
    if isinstance(above, Paragraph):
        return isinstance(below, Paragraph) and not under_title
    return True


def _block(block: Block, style: TerminalStyle, indent: str) -> Iterator[str]:
    match block:
        case Entries(entries):
            yield from entry_lines(entries, style)
        case Points(points, numbered):
            yield from point_lines(points, style, numbered=numbered)
        case Table():
            yield from table_lines(block, style)
        case Paragraph(text, tone):
            for line in indented(displayed(text, style), style.width, indent):
                yield style.styled(line, STYLES[tone])
        case Code(text):
            yield from (_INDENT * 2 + displayed(line, style) for line in text.splitlines())
        case _:
            assert_never(block)
