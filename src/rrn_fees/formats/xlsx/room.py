"""How much room text takes in a spreadsheet, which measures a column in the width of a digit."""

from collections.abc import Iterable, Iterator, Sequence
from unicodedata import east_asian_width

from rrn_fees.documents.blocks import Block, Cell, Entries, Gap, Sum, Table, shown, text_of

_WIDEST, _NARROWEST_SHEET = 48, 90
"""Of a text before it wraps, and of a whole sheet."""
_BUTTON = 3
"""What a filter covers of the title of its column."""
_MOST_LINES = 12
"""Lines for which there is room in a row even if every character is a wide one."""


def parts_of(cell: Cell | Sum, width: int) -> Sequence[Cell | Sum]:
    """Return the parts of a cell that stand below one another: one, unless it is a long text."""
    match cell:
        case Gap(text):
            return [Gap(piece) for piece in _pieces(shown(text), width)]
        case str(text):
            return _pieces(shown(text), width)
        case _:
            return [cell]


def _pieces(text: str, width: int) -> list[str]:
    """Return *text* in pieces for each of which a row of so many columns has room."""
    most = width * _MOST_LINES
    pieces = []
    while len(text) > most:
        cut = text.rfind(" ", 1, most) + 1 or most
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text]


def widths_of(blocks: Iterable[Block]) -> list[int]:
    """Return how wide each column has to be, in characters; there are at least two."""
    needed = [0, 0]
    is_table = False
    for cells, is_list in _rows(blocks):
        is_table = is_table or len(cells) > 1
        needed += [0] * (len(cells) - len(needed))
        for column, cell in enumerate(cells):
            width = _columns(text_of(cell)) + (_BUTTON if is_list else 0)
            fits = width if not isinstance(cell, str | Gap) else min(width, _WIDEST)
            needed[column] = max(needed[column], fits)
    widths = [width + 2 for width in needed]
    missing = max(0, _NARROWEST_SHEET - sum(widths))
    widths[0 if is_table else -1] += missing
    return widths


def _rows(blocks: Iterable[Block]) -> Iterator[tuple[Sequence[Cell | Sum], bool]]:
    """Yield what is to fit in each column; and whether a button for a filter has to as well."""
    for block in blocks:
        match block:
            case Table():
                is_list = any(column.is_filter for column in block.columns)
                yield [column.title for column in block.columns], is_list
                for row in block.rows:
                    yield row.cells, False
                yield block.total, False
            case Entries(entries):
                for entry in entries:
                    yield [entry.label], False
            case _:
                pass


def _columns(text: str) -> int:
    """Return about how many digits' room *text* takes."""
    if text.isascii():
        return len(text) + sum(map(text.count, "MW@%"))
    return sum(2 if each in "MW@%" or east_asian_width(each) in "WF" else 1 for each in text)


def lines_of(text: str, width: int) -> int:
    """Return about how many lines *text* takes in so many columns."""
    lines, used = 1, 0
    for word in text.split(" "):
        needed = _columns(word)
        if used and used + needed > width:
            lines, used = lines + 1, 0
        lines += max(0, needed - 1) // width
        used += needed % width + 1
    return lines
