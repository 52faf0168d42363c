"""What documents share: tones, notes, sources, who sells, and which catalogue answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rrn_fees.catalogue.model import Catalogue, NotPublished, Origin, Publisher, Remark, Source
from rrn_fees.dates import short_date
from rrn_fees.deadlines.notes import NoteLevel
from rrn_fees.documents.blocks import (
    Block,
    Cell,
    Entries,
    Entry,
    Gap,
    Medium,
    Point,
    Points,
    Section,
    Tone,
)

TONES = {
    NoteLevel.WARNING: Tone.WARNING,
    NoteLevel.NOTICE: Tone.NOTICE,
    NoteLevel.INFO: Tone.INFO,
}
NO_PUBLISHER = "a publisher that the catalogue does not name"


def author_of(catalogue: Catalogue) -> str:
    """Return who publishes what the catalogue holds."""
    return catalogue.publisher.name if catalogue.publisher else NO_PUBLISHER


def supplier(publisher: Publisher | None) -> Section:
    """Return who sells, as far as published; what is not stands there as a gap."""
    entries = [*_of_supplier(publisher)]
    return Section(title="Supplier", blocks=(Entries(tuple(entries)),), only_on=Medium.PAGE)


def _of_supplier(publisher: Publisher | None) -> Iterator[Entry]:
    if publisher is None:
        yield Entry("Supplier", Gap("not named in the catalogue"))
        return
    for label, text in (
        ("Supplier", publisher.name),
        ("Email", publisher.email),
        ("Web", publisher.url),
        ("Charity number", publisher.charity_number),
    ):
        if text is not None:
            yield Entry(label, text)
    number: Cell = Gap("not published")
    if publisher.vat_number not in (None, NotPublished.NOT_PUBLISHED):
        number = str(publisher.vat_number)
    yield Entry("VAT number", number)


def entries(rows: Iterable[tuple[str, Cell]], tone: Tone = Tone.PLAIN) -> tuple[Block, ...]:
    """Return a list of names with what stands under each; nothing if there are none."""
    made = tuple(Entry(label, cell, tone) for label, cell in rows)
    return (Entries(made),) if made else ()


def notes(levels: Iterable[tuple[NoteLevel, str]]) -> tuple[Block, ...]:
    """Return a list of notes; nothing if there are none."""
    points = tuple(Point(text, TONES[level]) for level, text in levels)
    return (Points(points),) if points else ()


def what_to_know(levels: Iterable[tuple[NoteLevel, str]]) -> Section:
    """Return the notes of an answer."""
    return Section(title="What to know", blocks=notes(levels), is_obvious=True)


def statements(title: str, texts: Iterable[str]) -> Section:
    """Return a list of statements under a title."""
    points = tuple(Point(text) for text in texts)
    return Section(title=title, blocks=(Points(points),) if points else ())


def worth_knowing(remarks: Iterable[Remark]) -> Section:
    """Return what is worth knowing about what was published."""
    points = tuple(Point(remark.text, sources=(remark.source,)) for remark in remarks)
    return Section(title="Worth knowing", blocks=(Points(points),) if points else ())


def sources(named: Mapping[str, Source], only_on: Medium | None = None) -> Section:
    """Return what the identifiers of sources stand for."""
    points = tuple(
        Point(
            f"{name}: {source.title}"
            + (f", {short_date(source.published_on)}" if source.published_on else ""),
            aside=source.note,
            url=source.url,
        )
        for name, source in named.items()
    )
    blocks = (Points(points),) if points else ()
    return Section(title="Sources", blocks=blocks, only_on=only_on)


def source_titles(named: Iterable[Source]) -> tuple[Entry, ...]:
    """Return, for a terminal, the titles of sources: all that there is room for."""
    return tuple(Entry("Source", source.title, only_on=Medium.TERMINAL) for source in named)


def sources_named(catalogue: Catalogue, names: Iterable[str]) -> dict[str, Source]:
    """Return those of the catalogue's sources that are named, in its order."""
    wanted = {*names}
    return {name: of for name, of in catalogue.sources.items() if name in wanted}


_SHORT_DIGEST = 16
"""Characters of a digest that tell one file from another, and that fit a line."""


def answered_by(*origins: tuple[Origin, str]) -> Section:
    """Return which catalogues answered, each with what it is, such as ``as it was``."""
    entries: list[Entry] = []
    for origin, which in origins:
        shipped = ", shipped with rrn-fees" if origin.shipped else ""
        digest = f"sha256 {origin.sha256[:_SHORT_DIGEST]}"
        entries += [
            Entry("Catalogue", f"{origin.path}{shipped}{which}", Tone.QUIET),
            Entry("Digest", digest, Tone.QUIET, Medium.TERMINAL),
            Entry("SHA-256", origin.sha256, only_on=Medium.PAGE),
        ]
    return Section(title="Catalogue", blocks=(Entries(tuple(entries)),), is_obvious=True)
