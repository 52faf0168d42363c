"""What a cell and a tone are on a terminal."""

from __future__ import annotations

from rrn_fees.dates import WEEKDAYS, short_date
from rrn_fees.documents.blocks import Cell, Day, Gap, Money, Sum, Tone, text_of
from rrn_fees.formats.terminal.style import Style, TerminalStyle
from rrn_fees.money import sterling
from rrn_fees.printable import printable

STYLES: dict[Tone, Style] = {
    Tone.PLAIN: "",
    Tone.QUIET: "dim",
    Tone.GOOD: "green",
    Tone.INFO: "cyan",
    Tone.NOTICE: "cyan",
    Tone.WARNING: "yellow",
    Tone.BAD: "red",
}
MARKS: dict[Tone, tuple[str, Style]] = {
    Tone.PLAIN: ("-", "dim"),
    Tone.QUIET: ("-", "dim"),
    Tone.GOOD: ("-", "green"),
    Tone.INFO: ("-", "dim"),
    Tone.NOTICE: ("*", "cyan"),
    Tone.WARNING: ("!", "yellow"),
    Tone.BAD: ("!", "red"),
}
"""What a point begins with: colour alone tells nothing to many."""


def displayed(text: str, style: TerminalStyle) -> str:
    """Return *text* as it stands on the page: this is where text from data becomes text."""
    return style.displayable(printable(text))


def cell_text(cell: Cell | Sum, style: TerminalStyle) -> str:
    """Return a cell as a table on a terminal has it, where there is little room."""
    match cell:
        case Day(day):
            return f"{WEEKDAYS[day.weekday()][:3]} {short_date(day)}"
        case Money(pence, about=True):
            return displayed(f"~{sterling(pence)}", style)
        case Gap(text) | str(text):
            return displayed(text, style)
        case _:
            return style.displayable(text_of(cell))
