"""A document as one HTML page: it fetches nothing, runs no script but its own, and prints on A4.

The page is `document.html.jinja`, its look `document.css`; `filter.js` chooses among the rows of a
table.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from rrn_fees.dates import long_date
from rrn_fees.documents.blocks import (
    LANGUAGE,
    TONE_WORDS,
    WEB_ADDRESS,
    Code,
    Column,
    Day,
    Document,
    Entries,
    Gap,
    Paragraph,
    Points,
    SectionLink,
    Table,
    shown,
    text_of,
)
from rrn_fees.documents.pages import sections_of

_PARTS = PackageLoader("rrn_fees.formats.html", "")


def write_document(document: Document) -> bytes:
    """Return *document* as a page in UTF-8."""
    page = _environment().get_template("document.html.jinja")
    sections = sections_of(document)
    tables = (block for of in sections for block in of.blocks if isinstance(block, Table))
    anchors: dict[str, str] = {}
    for number, section in enumerate(sections, start=1):
        anchors.setdefault(section.title, f"section-{number}")
    return page.render(
        document=document,
        sections=sections,
        anchors=anchors,
        style=_part("document.css"),
        script=_part("filter.js") if any(map(filters_of, tables)) else None,
    ).encode()


def filters_of(table: Table) -> tuple[Column, ...]:
    """Return the columns by which rows can be chosen: none where a last row sums all of them up."""
    return () if table.total else tuple(column for column in table.columns if column.is_filter)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=_PARTS,
        autoescape=True,
        finalize=_visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for kind in (Code, Day, Entries, Gap, Paragraph, Points, SectionLink, Table):
        environment.tests[kind.__name__.lower()] = _is_one(kind)
    environment.tests["web_address"] = lambda text: WEB_ADDRESS.fullmatch(text) is not None
    environment.filters["text"] = text_of
    environment.filters["long_date"] = long_date
    environment.filters["digest"] = _digest
    environment.filters["filters"] = filters_of
    environment.globals |= {"TONE_WORDS": TONE_WORDS, "LANGUAGE": LANGUAGE}
    return environment


def _visible(value: object) -> Markup:
    """Return what stands in the page for a value: text without anything that does not show.

    A page may be printed to the log of a CI job, whose runner obeys ``##[`` anywhere in a line.
    """
    if isinstance(value, Markup):
        return value
    return Markup(escape(shown(str(value))).replace("##", "#&#35;"))  # noqa: S704 - escaped


def _is_one(kind: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kind)


@cache
def _part(name: str) -> str:
    """Return a style or a script that stands in the page as it is."""
    return _PARTS.get_source(_environment(), name)[0]


def _digest(text: str) -> str:
    """Return how a Content-Security-Policy names an inline style or script (CSP Level 3, 2.3.1)."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"
