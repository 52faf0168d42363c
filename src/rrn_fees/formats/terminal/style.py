"""How a page is to look on a terminal: its width, and whether it has colours and all characters."""

from __future__ import annotations

from typing import Literal, NamedTuple

Style = Literal["", "bold", "dim", "green", "yellow", "red", "cyan"]

_SGR = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33, "cyan": 36}
"""How a terminal is told of a style (ECMA-48, Select Graphic Rendition)."""
_ASCII = str.maketrans(
    {
        "£": "GBP ", "×": "x", "–": "-", "—": "-", "→": "->", "‘": "'", "’": "'", "“": '"',
        "”": '"', "…": "...",
    }
)  # fmt: skip


class TerminalStyle(NamedTuple):
    """How a page is to look where it is read."""

    width: int = 80
    """In columns. What cannot be laid out in so many takes more: nothing is ever cut."""
    colour: bool = False
    ascii_only: bool = False

    def styled(self, text: str, style: Style) -> str:
        """Return *text* in *style*, where there is colour."""
        if not self.colour or not style or not text.strip():
            return text
        return f"\x1b[{_SGR[style]}m{text}\x1b[0m"

    def displayable(self, text: str) -> str:
        """Return *text* without the characters that cannot be shown, as far as others do."""
        return text.translate(_ASCII) if self.ascii_only else text
