"""Text in Markdown: shown as it is, whatever it holds."""

import re
from collections.abc import Iterable

from rrn_fees.errors import printable
from rrn_fees.render.paper import shown

_MARKUP = re.compile(r"[\\`*_\[\]<>|~$&#]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""What has a meaning within a line."""
_BEGINNING = re.compile(r"^(?:(?P<number>[0-9]+)(?=[.)])|(?=[-+=]))")
"""What makes a list of a line that begins with it, or a heading of the line above."""
_REFERENCE = re.compile(r"[@#](?=\w)|:(?=[\w+-]+:)|\bGH(?=-[0-9])", re.IGNORECASE)
"""What GitHub makes a mention, an issue or an emoji of, whether it is escaped or not."""
_BREAK = "\u200b"


def escaped(text: str) -> str:
    """Return *text* so that Markdown shows it as it is, wherever in a line, and in a table.

    Spaces around it, which are never shown, would make code of it, or keep it from being bold.
    """
    marked = _MARKUP.sub(lambda found: f"\\{found[0]}", shown(text).strip(" "))
    return _BEGINNING.sub(lambda found: f"{found['number'] or ''}\\", marked)


def unmentioned(text: str) -> str:
    """Return *text* as it is shown within a line, in which GitHub finds nobody to notify either."""
    apart = _REFERENCE.sub(lambda found: f"{found[0]}{_BREAK}", printable(text))
    marked = _MARKUP.sub(lambda found: f"\\{found[0]}", apart)
    return marked.replace(_BREAK, "&#8203;")


def row(cells: Iterable[str]) -> str:
    """Return a row of a table."""
    return f"| {' | '.join(cells)} |\n"
