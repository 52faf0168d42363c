"""What a change of the catalogue does, as GitHub-flavoured Markdown for a pull request's comment.

Text from a catalogue is never markup: whatever could be is escaped, and nobody is mentioned.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rrn_fees.changes import Changes
from rrn_fees.dates import counted, long_date
from rrn_fees.errors import printable
from rrn_fees.fact_changes import FactChange
from rrn_fees.render.change_words import (
    NOTHING_THERE,
    SECTIONS,
    amount_rows,
    fact_kind,
    kind_name,
    moved_by,
    not_working_days,
    summary,
    unknown_vat,
    when_text,
)
from rrn_fees.render.look import Look
from rrn_fees.render.words import event_name

MARKER = "<!-- rrn-fees catalogue diff -->"
"""The first line, which is not shown, so that a comment can be found and replaced."""
MOST_CHARACTERS = 65_000
"""GitHub takes comments of at most 65,536 characters."""
_ROOM_TO_COUNT = 200
"""What it takes to say how much was left out."""

_MARKUP = re.compile(r"[\\`*_\[\]<>|~$&]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""What has a meaning within a line; nothing that is escaped stands at the beginning of one."""
_REFERENCE = re.compile(r"[@#](?=\w)|:(?=[\w+-]+:)|\bGH(?=-[0-9])", re.IGNORECASE)
"""What GitHub makes a mention, an issue or an emoji of, whether it is escaped or not."""
_BREAK = "\u200b"


@dataclass(frozen=True, slots=True)
class _Table:
    """A table under a heading; what it says in sentences stands below it."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    sentences: Sequence[str] = ()
    figures: frozenset[str] = frozenset()
    """The columns that stand to the right."""


def changes(changes: Changes, look: Look) -> str:
    """Write a comment: a summary, a table for each thing that changed, and both digests."""
    del look
    foot = _foot(changes)
    written = _Comment(MOST_CHARACTERS - len(foot) - _ROOM_TO_COUNT)
    written.add(f"{MARKER}\n## Catalogue changes: {escaped(summary(changes).removesuffix('.'))}\n")
    for table in _tables(changes):
        written.add_table(table)
    return "".join(written.parts) + _left_out(written.left_out) + foot


def escaped(text: str) -> str:
    """Return *text* so that Markdown shows it as it is, in a table too, and makes nothing of it."""
    apart = _REFERENCE.sub(lambda found: f"{found[0]}{_BREAK}", printable(text))
    marked = _MARKUP.sub(lambda found: f"\\{found[0]}", apart)
    return marked.replace(_BREAK, "&#8203;")


class _Comment:
    """A comment as it grows; what has no room is counted."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.parts: list[str] = []
        self.left_out = 0

    def add(self, text: str) -> bool:
        """Add *text* if there is room, and nothing was left out before it."""
        if self.left_out or len(text) > self.room:
            return False
        self.parts.append(text)
        self.room -= len(text)
        return True

    def add_table(self, table: _Table) -> None:
        """Add as many rows of *table* as there is room for."""
        head = _row(map(escaped, table.columns))
        rule = _row("---:" if column in table.figures else "---" for column in table.columns)
        opening = f"\n### {escaped(table.heading)}\n\n{head}{rule}"
        rows = [_row(escaped(cell.strip()) for cell in row) for row in table.rows]
        rows[0] = opening + rows[0]
        for piece in (*rows, *(f"\nNote: {escaped(each)}\n" for each in table.sentences)):
            if not self.add(piece):
                self.left_out += 1


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _tables(changes: Changes) -> Iterator[_Table]:
    if changes.prices:
        yield _Table(
            f"Prices, with VAT as of {long_date(changes.on)}",
            ("Change", "Qualification", "For", "Before", "After", "Difference", "%"),
            [*_price_rows(changes)],
            unknown_vat(changes),
            frozenset({"Before", "After", "Difference", "%"}),
        )
    if changes.deadlines:
        yield _Table(
            "Deadlines",
            ("Change", "Event", "For", "Before", "After", ""),
            [
                (
                    change.kind.value,
                    event_name(change.at),
                    change.at.subject,
                    when_text(change.old),
                    when_text(change.new),
                    moved_by(change),
                )
                for change in changes.deadlines
            ],
            not_working_days(changes),
        )
    for section, called in SECTIONS.items():
        if facts := changes.of(section):
            columns = ("Change", "Where", "Before", "After")
            yield _Table(called, columns, [*map(_fact_row, facts)])


def _price_rows(changes: Changes) -> Iterator[Sequence[str]]:
    for change in changes.prices:
        for at, row in enumerate(amount_rows(change, changes)):
            first = (kind_name(change), change.row.title) if at == 0 else ("", "")
            yield *first, *row


def _fact_row(fact: FactChange) -> Sequence[str]:
    old, new = (NOTHING_THERE if side is None else side for side in (fact.old, fact.new))
    return fact_kind(fact), fact.path, old, new


def _left_out(rows: int) -> str:
    if not rows:
        return ""
    more = counted(rows, "more row")
    verb = "has" if rows == 1 else "have"
    return f"\n**{more} {verb} no room in a comment; the text and json formats have them all.**\n"


def _foot(changes: Changes) -> str:
    old, new = changes.old.origin, changes.new.origin
    return (
        f"\nBefore: {escaped(old.path)}, sha256 {old.sha256[:16]}  \n"
        f"After: {escaped(new.path)}, sha256 {new.sha256[:16]}\n"
    )
