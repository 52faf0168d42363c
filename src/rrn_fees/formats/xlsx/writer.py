"""A document as a spreadsheet: amounts are numbers, totals are formulas, and text is text.

What is looked through, such as a price list, has a sheet of its own, with a head that stays and
filters; all else stands on one sheet, section below section.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from io import BytesIO

import xlsxwriter

from rrn_fees.documents.blocks import Document, Section, shown
from rrn_fees.documents.pages import sections_of
from rrn_fees.formats.xlsx.sheet import CellFormats, Sheet, list_of

_LONGEST_PROPERTY = 255
"""Characters; Excel keeps no more of a title or an author in the properties of a document."""
_LONGEST_NAME = 27
"""Characters of the name of a sheet, which may have 31, with a number where it is taken."""


def write_document(document: Document) -> bytes:
    """Return *document* as a workbook: the same bytes for the same document."""
    written = BytesIO()
    workbook = xlsxwriter.Workbook(written, {"in_memory": True})
    workbook.set_properties(
        {
            "title": shown(document.title)[:_LONGEST_PROPERTY],
            "author": shown(document.author)[:_LONGEST_PROPERTY],
            "created": datetime.combine(document.dated, time.min),
        }
    )
    formats = CellFormats(workbook)
    names: set[str] = set()
    for name, sections in _sheets(document):
        Sheet(formats, _sheet_name(name, names), sections).write(document)
    workbook.close()
    return written.getvalue()


def _sheets(document: Document) -> Iterator[tuple[str, Sequence[Section]]]:
    """Yield each sheet's name and what stands on it; what the document begins with comes first."""
    sections = sections_of(document)
    lists = [section for section in sections if list_of(section)]
    rest = [section for section in sections if not list_of(section)]
    about = (document.title.partition(",")[0], rest)
    if lists and lists[0] is sections[0]:
        yield lists.pop(0).title, sections[:1]
        about = ("About", rest)
    if rest or not sections:
        yield about
    for section in lists:
        yield section.title, [section]


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a name that a sheet may have and none has yet."""
    sound = "".join(each if each.isalnum() or each in " -" else " " for each in shown(wanted))
    base = " ".join(sound.split())[:_LONGEST_NAME].strip() or "Sheet"
    name, number = base, 1
    while name.casefold() in taken or name.casefold() == "history":
        number += 1
        name = f"{base} {number}"
    taken.add(name.casefold())
    return name
