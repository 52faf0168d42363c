"""A catalogue file as far as it can be read, for those who tell what is wrong with it. Pure."""

from typing import NamedTuple

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.catalogue.reading import Reading
from rrn_fees.catalogue.structure import reader_of
from rrn_fees.catalogue.yaml import Node, compose, decode
from rrn_fees.errors import CatalogueError, Fault


class Draft(NamedTuple):
    """A file as far as it can be read: what there is of a catalogue, and all that is wrong."""

    file: str
    text: str
    root: Node | None
    """None: it could not be read at all, and `faults` says why."""
    reading: Reading
    faults: tuple[Fault, ...]
    catalogue: Catalogue | None
    """What could be read: whole where there are no faults, else the readable parts of it."""


def draft_of(content: bytes, file: str) -> Draft:
    """Return what can be read of *content*; raises nothing. Reads no file."""
    try:
        text = decode(content, file)
        root = compose(text, file)
    except CatalogueError as error:
        return unread(file, error, content.decode("utf-8", "replace"))
    reading = Reading(file)
    read = reader_of(Catalogue)
    catalogue = reading.as_far_as_readable(read(root, reading), root, read)
    return Draft(
        file=file,
        text=text,
        root=root,
        reading=reading,
        faults=tuple(reading.faults(root)),
        catalogue=catalogue if isinstance(catalogue, Catalogue) else None,
    )


def unread(file: str, error: CatalogueError, text: str = "") -> Draft:
    """Return the draft of a file of which nothing could be read."""
    reading = Reading(file)
    return Draft(
        file=file, text=text, root=None, reading=reading, faults=error.faults, catalogue=None
    )
