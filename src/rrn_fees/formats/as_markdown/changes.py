"""What a change of the catalogue does, as GitHub-flavoured Markdown for a pull request's comment.

Text from a catalogue is never markup: whatever could be is escaped, and nobody is mentioned.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rrn_fees.dates import counted, long_date
from rrn_fees.diff.changes import Changes
from rrn_fees.diff.fact_changes import FactChange
from rrn_fees.documents.change_words import (
    LABELS,
    NOTHING_THERE,
    SECTIONS,
    VAT_RATE_COLUMNS,
    Labels,
    comment_rows,
    fact_kind,
    may_be_renamed,
    moved_by,
    not_working_days,
    rename_cells,
    summary,
    unknown_vat,
    vat_rate_rows,
    when_text,
)
from rrn_fees.documents.event_words import event_name
from rrn_fees.formats.as_markdown.markup import escaped, row
from rrn_fees.formats.look import Look

MARKER = "<!-- rrn-fees catalogue diff -->"
"""The first line, which is not shown, so that a comment can be found and replaced."""
MOST_CHARACTERS = 65_000
"""GitHub takes comments of at most 65,536 characters."""
_ROOM_TO_COUNT = 200
"""What it takes to say how much was left out."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table under a heading; what it says in sentences stands below it."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    sentences: Sequence[str] = ()
    figures: frozenset[int] = frozenset()
    """Which columns stand to the right."""


def changes(changes: Changes, look: Look, labels: Labels = LABELS) -> str:
    """Write a comment: a summary, a table for each thing that changed, and both digests."""
    del look
    foot = _foot(changes, labels)
    written = _Comment(MOST_CHARACTERS - len(foot) - _ROOM_TO_COUNT)
    written.add(f"{MARKER}\n## Catalogue changes: {escaped(summary(changes).removesuffix('.'))}\n")
    for sentence in may_be_renamed(changes):
        written.add_or_count(f"\n**{escaped(sentence)}**\n")
    for table in _tables(changes, labels):
        written.add_table(table)
    return "".join(written.parts) + _left_out(written.left_out) + foot


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
        head = row(map(escaped, table.columns))
        rule = row("---:" if at in table.figures else "---" for at in range(len(table.columns)))
        opening = f"\n### {escaped(table.heading)}\n\n{head}{rule}"
        rows = [row(escaped(cell) for cell in cells) for cells in table.rows]
        rows[0] = opening + rows[0]
        for piece in (*rows, *(f"\nNote: {escaped(each)}\n" for each in table.sentences)):
            self.add_or_count(piece)

    def add_or_count(self, text: str) -> None:
        """Add *text*; if there is no room for it, count it among what was left out."""
        if not self.add(text):
            self.left_out += 1


def _tables(changes: Changes, labels: Labels) -> Iterator[_Table]:
    if renames := [*changes.renames.all()]:
        yield _Table("Renamed", ("", *labels), [*map(rename_cells, renames)])
    if changes.prices:
        yield _Table(
            f"Prices, with VAT as of {long_date(changes.on)}",
            (
                "Change",
                "Qualification",
                "For",
                *(f"{label}, excl. VAT" for label in labels),
                "Difference",
                "%",
                "Inc. VAT",
                f"{changes.learners:,} learners, inc. VAT",
            ),
            comment_rows(changes),
            unknown_vat(changes),
            frozenset(range(3, 9)),
        )
    if changes.deadlines:
        yield _Table(
            "Deadlines",
            ("Change", "Event", "For", *labels, ""),
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
    if changes.vat_rates:
        yield _Table(
            "VAT rates in force",
            (*VAT_RATE_COLUMNS, *labels),
            vat_rate_rows(changes),
            figures=frozenset((2, 3)),
        )
    for section, called in SECTIONS.items():
        if facts := changes.of(section):
            columns = ("Change", "Where", *labels)
            yield _Table(called, columns, [*map(_fact_row, facts)])


def _fact_row(fact: FactChange) -> Sequence[str]:
    old, new = (NOTHING_THERE if side is None else side for side in (fact.old, fact.new))
    return fact_kind(fact), fact.path, old, new


def _left_out(rows: int) -> str:
    if not rows:
        return ""
    more = counted(rows, "more row")
    verb = "has" if rows == 1 else "have"
    return f"\n**{more} {verb} no room in a comment; the text and json formats have them all.**\n"


def _foot(changes: Changes, labels: Labels) -> str:
    old, new = changes.old.origin, changes.new.origin
    return (
        f"\n{escaped(labels.before)}: {escaped(old.path)}, sha256 {old.sha256[:16]}  \n"
        f"{escaped(labels.after)}: {escaped(new.path)}, sha256 {new.sha256[:16]}\n"
    )
