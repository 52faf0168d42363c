"""What a change of the catalogue does, for a person at a terminal.

What does not print is shown as an escape: whoever reviews a change is to see it.
"""

from collections.abc import Sequence

from rrn_fees.catalogue.model import Origin
from rrn_fees.dates import long_date
from rrn_fees.deadlines.notes import NoteLevel
from rrn_fees.diff.changes import Changes
from rrn_fees.diff.fact_changes import FactChange, Section
from rrn_fees.diff.price_changes import PriceChange, PriceChangeKind
from rrn_fees.documents.change_words import (
    LABELS,
    SECTIONS,
    VAT_RATE_COLUMNS,
    Labels,
    amount_rows,
    kind_name,
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
from rrn_fees.formats.as_table.parts import MARKS
from rrn_fees.formats.look import Look, Style
from rrn_fees.formats.page import Column, Page

_STYLES: dict[PriceChangeKind, Style] = {
    PriceChangeKind.DEARER: "red",
    PriceChangeKind.NOT_COMPARABLE: "yellow",
    PriceChangeKind.CHEAPER: "green",
    PriceChangeKind.NEW: "cyan",
    PriceChangeKind.GONE: "dim",
}


def changes(changes: Changes, look: Look, labels: Labels = LABELS) -> str:
    """Write what became dearer, cheaper, new or gone, and then all else that differs."""
    page = Page(look)
    page.line(("Changes", "bold"), f" with VAT as of {long_date(changes.on)}")
    page.line(summary(changes))
    _warnings(page, may_be_renamed(changes))
    if renames := [*changes.renames.all()]:
        page.gap()
        page.line(("Renamed", "bold"))
        page.table(
            (Column(""), *map(Column, labels)),
            map(rename_cells, renames),
        )
    by_qualification: dict[tuple[str, str], list[PriceChange]] = {}
    for change in changes.prices:
        about = change.row.title, change.row.qualification
        by_qualification.setdefault(about, []).append(change)
    for (title, name), of_one in by_qualification.items():
        page.gap()
        page.line((title, "bold"), (f"  {name}", "dim"))
        _prices(page, of_one, changes, labels)
    _warnings(page, unknown_vat(changes))
    if changes.deadlines:
        page.gap()
        page.line(("Deadlines", "bold"))
        _deadlines(page, changes, labels)
        _warnings(page, not_working_days(changes))
    for section, called in SECTIONS.items():
        if section is Section.VAT and changes.vat_rates:
            page.gap()
            page.line(("VAT rates in force", "bold"))
            page.table(
                (
                    *map(Column, VAT_RATE_COLUMNS),
                    *(Column(label, figures=True) for label in labels),
                ),
                vat_rate_rows(changes),
            )
        if facts := changes.of(section):
            page.gap()
            page.line((called, "bold"))
            _facts(page, facts)
    page.gap()
    page.entries(
        entry
        for origin, which in ((changes.old.origin, "as it was"), (changes.new.origin, "as it is"))
        for entry in _signature(origin, which)
    )
    return page.text()


def _prices(page: Page, of_one: Sequence[PriceChange], changes: Changes, labels: Labels) -> None:
    rows: list[tuple[str, ...]] = []
    styles: list[Style] = []
    for change in of_one:
        for at, row in enumerate(amount_rows(change, changes)):
            first = at == 0
            rows.append((kind_name(change) if first else "", *row))
            styles.append(_STYLES[change.kind] if first else "")
    page.table(
        (
            Column(""),
            Column("For"),
            *(Column(label, figures=True) for label in labels),
            Column("Difference", figures=True),
            Column("", figures=True),
        ),
        rows,
        styles=styles,
    )


def _deadlines(page: Page, changes: Changes, labels: Labels) -> None:
    page.table(
        (
            Column(""),
            Column("Event"),
            Column("For"),
            *(Column(label, figures=True) for label in labels),
            Column(""),
        ),
        (
            (
                change.kind.value,
                event_name(change.at),
                change.at.subject,
                when_text(change.old),
                when_text(change.new),
                moved_by(change),
            )
            for change in changes.deadlines
        ),
    )


def _warnings(page: Page, sentences: Sequence[str]) -> None:
    if sentences:
        mark, style = MARKS[NoteLevel.WARNING]
        page.gap()
        page.entries((mark, sentence, style) for sentence in sentences)


def _facts(page: Page, facts: Sequence[FactChange]) -> None:
    for fact in facts:
        page.line(fact.path)
        entries: list[tuple[str, str, Style]] = []
        if fact.old is not None:
            mark = "  before" if fact.new is not None else "  gone"
            entries.append((mark, fact.old, "dim"))
        if fact.new is not None:
            mark = "  after" if fact.old is not None else "  new"
            entries.append((mark, fact.new, "cyan"))
        page.entries(entries)


def _signature(origin: Origin, which: str) -> list[tuple[str, str, Style]]:
    return [
        ("Catalogue", f"{origin.path}, {which}", "dim"),
        ("Digest", f"sha256 {origin.sha256[:16]}", "dim"),
    ]
