"""How an answer for a person is to look, which depends on where it goes."""

from dataclasses import dataclass
from typing import Literal

Style = Literal["", "bold", "dim", "green", "yellow", "red", "cyan"]

_SGR = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33, "cyan": 36}
"""How a terminal is told of a style (ECMA-48, Select Graphic Rendition)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How an answer for a person is to look. Machine formats look the same everywhere."""

    width: int = 80
    """In columns; a table that needs more takes more, and is never cut."""
    colour: bool = False
    plain: bool = False
    """Whether only ASCII can be shown."""

    def styled(self, text: str, style: Style) -> str:
        """Return *text* in *style*, where there is colour."""
        if not self.colour or not style:
            return text
        return f"\x1b[{_SGR[style]}m{text}\x1b[0m"
