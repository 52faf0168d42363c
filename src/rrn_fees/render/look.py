"""How an answer for a person is to look, which depends on where it goes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How an answer for a person is to look. Machine formats look the same everywhere."""

    width: int = 80
    """In columns; a table that needs more takes more, and is never cut."""
    colour: bool = False
    plain: bool = False
    """Whether only ASCII can be shown."""
