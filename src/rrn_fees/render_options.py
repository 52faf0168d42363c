"""What whoever asks for an answer may say about how it is told."""

from __future__ import annotations

from typing import NamedTuple

BEFORE, AFTER = "Before", "After"
"""What two catalogues are called, unless somebody names them otherwise."""


class RenderOptions(NamedTuple):
    """How much an answer tells, and what it calls things. No option changes a figure."""

    explain: bool = False
    """Whether the working and every source are told."""
    statistics: bool = False
    """Of checks: whether to count what each of them found."""
    before_label: str = BEFORE
    """Of two catalogues: what the earlier one is called."""
    after_label: str = AFTER
