"""What papers share: tones, sources, and which catalogue answered."""

from collections.abc import Iterable, Iterator, Mapping

from rrn_fees.catalogue.model import Catalogue, NotPublished, Origin, Publisher, Source
from rrn_fees.dates import short_date
from rrn_fees.deadlines.notes import NoteLevel
from rrn_fees.documents.blocks import Block, Cell, Entries, Gap, Point, Points, Tone

TONES = {
    NoteLevel.WARNING: Tone.WARNING,
    NoteLevel.NOTICE: Tone.NOTICE,
    NoteLevel.INFO: Tone.INFO,
}
NO_PUBLISHER = "a publisher that the catalogue does not name"


def author_of(catalogue: Catalogue) -> str:
    """Return who publishes what the catalogue holds."""
    return catalogue.publisher.name if catalogue.publisher else NO_PUBLISHER


def supplier(publisher: Publisher | None) -> Iterator[Block]:
    """Yield who sells, as far as published; what is not stands there as a gap."""
    if publisher is None:
        yield Entries((("Supplier", Gap("not named in the catalogue")),))
        return
    known = (
        ("Supplier", publisher.name),
        ("Email", publisher.email),
        ("Web", publisher.url),
        ("Charity number", publisher.charity_number),
    )
    vat_number = publisher.vat_number
    number: Cell = (
        Gap("not published")
        if vat_number in (None, NotPublished.NOT_PUBLISHED)
        else str(vat_number)
    )
    rows: list[tuple[str, Cell]] = [(label, text) for label, text in known if text is not None]
    yield Entries((*rows, ("VAT number", number)))


def noted(said: Iterable[tuple[NoteLevel, str]]) -> Iterator[Block]:
    """Yield a list of notes, if there are any."""
    points = tuple(Point(text, TONES[level]) for level, text in said)
    if points:
        yield Points(points)


def sources(named: Mapping[str, Source]) -> Iterator[Block]:
    """Yield what the identifiers of sources stand for."""
    points = []
    for name, source in named.items():
        published = f", {short_date(source.published_on)}" if source.published_on else ""
        note = f" ({source.note})" if source.note else ""
        points.append(Point(f"{name}: {source.title}{published}{note}", url=source.url))
    if points:
        yield Points(tuple(points))


def signed(origin: Origin) -> Iterator[Block]:
    """Yield which catalogue answered."""
    shipped = ", shipped with rrn-fees" if origin.shipped else ""
    yield Entries((("Catalogue", f"{origin.path}{shipped}"), ("SHA-256", origin.sha256)))
