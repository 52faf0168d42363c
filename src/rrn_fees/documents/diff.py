"""What a change of the catalogue does: to prices, deadlines, eligibility, and all the rest."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.dates import long_date
from rrn_fees.diff.changes import Changes
from rrn_fees.diff.fact_changes import FactChange
from rrn_fees.diff.fact_changes import Section as FactSection
from rrn_fees.diff.price_changes import Amounts, PriceChange, PriceChangeKind, difference
from rrn_fees.documents.blocks import (
    Align,
    Cell,
    Column,
    Document,
    Gap,
    Medium,
    Money,
    Paragraph,
    Point,
    Points,
    Row,
    RowGroup,
    Section,
    Summary,
    Table,
    Tone,
    with_content,
)
from rrn_fees.documents.diff_text import (
    NOT_KNOWN,
    NOTHING_THERE,
    SECTIONS,
    VAT_RATE_COLUMNS,
    fact_kind,
    from_to,
    kind_name,
    may_be_renamed,
    moved_by,
    not_working_days,
    plus,
    rename_texts,
    subject_of_all,
    summary,
    unknown_vat,
    vat_rate_rows,
    when_text,
)
from rrn_fees.documents.events import event_name
from rrn_fees.documents.parts import answered_by, author_of
from rrn_fees.money import Percent, signed_percent_text
from rrn_fees.pricing.price_list import Basis
from rrn_fees.render_options import RenderOptions

MARKER = "<!-- rrn-fees catalogue diff -->"
"""The first line of a comment, by which the next one finds and replaces it."""
MOST_CHARACTERS = 65_000
"""GitHub takes comments of at most 65,536 characters."""

_TONES = {
    PriceChangeKind.DEARER: Tone.BAD,
    PriceChangeKind.NOT_COMPARABLE: Tone.WARNING,
    PriceChangeKind.CHEAPER: Tone.GOOD,
    PriceChangeKind.NEW: Tone.INFO,
    PriceChangeKind.GONE: Tone.QUIET,
}


def diff_document(changes: Changes, catalogue: Catalogue, options: RenderOptions) -> Document:
    """Return what became dearer, cheaper, new or gone, and then all else that differs."""
    origins = (
        (changes.old.origin, f" ({options.before_label})"),
        (changes.new.origin, f" ({options.after_label})"),
    )
    return Document(
        title="Catalogue changes",
        lead=summary(changes),
        summary=Summary("Changes", f" with VAT as of {long_date(changes.on)}"),
        tone=Tone.WARNING if changes.has_increase else Tone.PLAIN,
        author=author_of(catalogue),
        dated=changes.on,
        sections=with_content((*_sections(changes, options), answered_by(*origins))),
        marker=MARKER,
        most_characters=MOST_CHARACTERS,
    )


def _sections(changes: Changes, options: RenderOptions) -> Iterator[Section]:
    labels = options.before_label, options.after_label
    yield Section(blocks=(Paragraph(summary(changes)),), only_on=Medium.TERMINAL)
    yield Section(title="Possible renames", blocks=_warnings(may_be_renamed(changes)))
    if renames := [*changes.renames.all()]:
        columns = (Column("What"), *map(Column, labels))
        rows = tuple(Row(rename_texts(rename)) for rename in renames)
        table = Table(caption="What goes by another name", columns=columns, rows=rows)
        yield Section(title="Renamed", blocks=(table,))
    if changes.prices:
        yield Section(
            title="Prices",
            blocks=(_prices(changes, labels), *_warnings(unknown_vat(changes))),
            is_obvious=True,
        )
    if changes.deadlines:
        yield Section(
            title="Deadlines",
            blocks=(_deadlines(changes, labels), *_warnings(not_working_days(changes))),
        )
    for section, title in SECTIONS.items():
        if section is FactSection.VAT and changes.vat_rates:
            yield Section(title="VAT rates in force", blocks=(_vat_rates(changes, labels),))
        if facts := changes.of(section):
            yield Section(title=title, blocks=(_facts(title, facts, labels),))


def _warnings(sentences: Sequence[str]) -> tuple[Points, ...]:
    points = tuple(Point(sentence, Tone.WARNING) for sentence in sentences)
    return (Points(points),) if points else ()


def _prices(changes: Changes, labels: tuple[str, str]) -> Table:
    """Return a row for each price; those of several intakes that are equal share one.

    A catalogue whose every price rises would else need a row for each intake, price and group.
    """
    by_name: dict[str, dict[Hashable, list[PriceChange]]] = {}
    for change in changes.prices:
        alike = by_name.setdefault(change.row.qualification, {})
        alike.setdefault(_what_is_shown(change), []).append(change)
    return Table(
        caption=f"Prices, with VAT as of {long_date(changes.on)}",
        columns=(
            Column("Change"),
            Column("For"),
            *(Column(f"{label} excl. VAT", Align.RIGHT) for label in labels),
            Column("Difference", Align.RIGHT),
            Column("%", Align.RIGHT),
            Column("Inc. VAT", Align.RIGHT, below=True),
            Column(f"{changes.learners:,} learners inc. VAT", Align.RIGHT, below=True),
        ),
        groups=tuple(
            RowGroup(
                next(iter(alike.values()))[0].row.title,
                tuple(_price_row(same, changes) for same in alike.values()),
                name,
            )
            for name, alike in by_name.items()
        ),
        group_column=Column("Qualification"),
    )


def _what_is_shown(change: PriceChange) -> Hashable:
    """Return all that a row says of a price but for its intake."""
    row = change.row
    sides = change.old, change.new
    paid = tuple((paid.one, paid.group, paid.learners) if paid else None for paid in sides)
    of = row.category, row.basis, row.early_bird, row.size
    instead = (change.valid_from, change.valid_through) if change.is_instead else None
    return change.kind, of, paid, instead, change.names


def _price_row(same: Sequence[PriceChange], changes: Changes) -> Row:
    change = same[0]
    sides = change.old, change.new
    one = [paid.one if paid else None for paid in sides]
    group = [paid.group if paid else None for paid in sides]
    old, new = group if change.row.basis is Basis.COHORT else one
    # A cohort of that size is the group: its amounts stand in the column before.
    is_the_group = change.row.basis is Basis.COHORT and change.at.learners == changes.learners
    of_group = "" if is_the_group else from_to(*group)
    if change.at.learners != changes.learners:
        of_group = f"{change.at.learners:,} learners: {of_group}"
    return Row(
        (
            kind_name(change),
            subject_of_all(same, changes),
            _net(old),
            _net(new),
            *_apart(old, new),
            from_to(old, new),
            of_group,
        ),
        _TONES[change.kind],
    )


def _net(amounts: Amounts | None) -> Cell:
    if amounts is None:
        return NOTHING_THERE
    return Gap(NOT_KNOWN) if amounts.net is None else Money(amounts.net)


def _apart(old: Amounts | None, new: Amounts | None) -> tuple[Cell, Cell]:
    """Return how far two prices are apart without VAT, as far as that is known."""
    apart = difference(old, new) if old and new else None
    if apart is None or apart.net is None:
        return "", ""
    return Money(apart.net, is_difference=True), _percent(apart.net_percent, apart.net)


def _percent(percent: Percent | None, amount: int) -> str:
    return "" if percent is None else f"{plus(amount)}{signed_percent_text(percent)}%"


def _deadlines(changes: Changes, labels: tuple[str, str]) -> Table:
    return Table(
        caption="Deadlines that are new, gone or moved",
        columns=(
            Column("Change"),
            Column("Event"),
            Column("For"),
            *(Column(label, Align.RIGHT) for label in labels),
            Column("Moved by"),
        ),
        rows=tuple(
            Row(
                (
                    change.kind.value,
                    event_name(change.at),
                    change.at.subject,
                    when_text(change.old),
                    when_text(change.new),
                    moved_by(change),
                )
            )
            for change in changes.deadlines
        ),
    )


def _vat_rates(changes: Changes, labels: tuple[str, str]) -> Table:
    return Table(
        caption="Rates that differ, whatever day is asked about",
        columns=(
            *map(Column, VAT_RATE_COLUMNS),
            *(Column(label, Align.RIGHT) for label in labels),
        ),
        rows=tuple(map(Row, vat_rate_rows(changes))),
    )


def _facts(title: str, facts: Sequence[FactChange], labels: tuple[str, str]) -> Table:
    return Table(
        caption=f"{title}: what differs",
        columns=(Column("Where"), Column("Change"), *map(Column, labels)),
        rows=tuple(
            Row((fact.path, fact_kind(fact), _side(fact.old), _side(fact.new))) for fact in facts
        ),
    )


def _side(value: str | None) -> Cell:
    return NOTHING_THERE if value is None else value
