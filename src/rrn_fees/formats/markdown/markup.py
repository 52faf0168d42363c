"""Text in Markdown: shown as it is, whatever it holds."""

import re
from collections.abc import Iterable

from rrn_fees.documents.blocks import shown

_MARKUP = re.compile(r"[\\`*_\[\]<>|~$&#]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""What has a meaning within a line."""
_BEGINNING = re.compile(r"^(?:(?P<number>[0-9]+)(?=[.)])|(?=\+(?: |$)|-(?:[- ]|$)|=|::))")
"""What makes a list of a line that begins with it, a heading of the line above, or a command to the
runner of a CI job."""
_REFERENCE = re.compile(r"@(?=\S)|#(?=\w)|:(?=[\w+-]+:)|\bGH(?=-[0-9])", re.IGNORECASE)
"""What GitHub makes a mention, an address, an issue or an emoji of, escaped or not."""
_BREAK = "\u200b"


def escaped(text: str) -> str:
    """Return *text* so that Markdown shows it as it is, wherever in a line, and in a table.

    Nobody is mentioned, and no address in it becomes a link. Spaces around it, which are never
    shown, would make code of it, or keep it from being bold.
    """
    apart = _REFERENCE.sub(lambda found: f"{found[0]}{_BREAK}", shown(text).strip(" "))
    marked = _MARKUP.sub(lambda found: f"\\{found[0]}", apart)
    begun = _BEGINNING.sub(lambda found: f"{found['number'] or ''}\\", marked)
    return begun.replace(_BREAK, "&#8203;")


def row(cells: Iterable[str]) -> str:
    """Return a row of a table."""
    return f"| {' | '.join(cells)} |\n"
