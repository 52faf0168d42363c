"""What the pages share: marks, lists of statements and of sources, and which catalogue answered."""

from collections.abc import Iterable, Mapping

from rrn_fees.catalogue.model import Origin, Source
from rrn_fees.dates import short_date
from rrn_fees.deadlines.notes import NoteLevel
from rrn_fees.formats.look import Style
from rrn_fees.formats.page import Page

MARKS: dict[NoteLevel, tuple[str, Style]] = {
    NoteLevel.WARNING: ("!", "yellow"),
    NoteLevel.NOTICE: ("*", "cyan"),
    NoteLevel.INFO: ("-", "dim"),
}


def statements(page: Page, title: str, statements: Iterable[str]) -> None:
    """Add a list of statements under a title; nothing if there are none."""
    entries: list[tuple[str, str, Style]] = [("-", statement, "dim") for statement in statements]
    if entries:
        page.gap()
        page.line((title, "bold"))
        page.entries(entries)


def sources(page: Page, sources: Mapping[str, Source]) -> None:
    """Add what the identifiers of sources stand for."""
    page.line(("Sources", "bold"))
    for name, source in sources.items():
        published = f", {short_date(source.published_on)}" if source.published_on else ""
        page.line(f"[{name}] {source.title}{published}")
        if source.url:
            page.indented(source.url)
        if source.note:
            page.indented(source.note)


def signed(page: Page, origin: Origin, *, gap: bool = True) -> str:
    """Say which catalogue answered, and return the page."""
    if gap:
        page.gap()
    shipped = ", shipped with rrn-fees" if origin.shipped else ""
    page.entries(
        [
            ("Catalogue", f"{origin.path}{shipped}", "dim"),
            ("Digest", f"sha256 {origin.sha256[:16]}", "dim"),
        ]
    )
    return page.text()
