"""Catalogue files: which one is used, and its bytes to a catalogue or to every fault in it.

The only module that reads files.
"""

import os
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from rrn_fees.catalogue.draft import Draft, draft_of, unread
from rrn_fees.catalogue.model import Catalogue, Origin
from rrn_fees.catalogue.reading import Reading
from rrn_fees.catalogue.structure import reader_of
from rrn_fees.catalogue.yaml import MAX_BYTES, compose, decode
from rrn_fees.errors import CatalogueError, Fault, FaultKind

SHIPPED_PATH = "rrn_fees/data/qualifications.yaml"
"""How answers name the shipped catalogue, wherever it is installed."""

BY_CONVENTION = Path("data") / "qualifications.yaml"
"""Where a catalogue stands in a working directory, so that it is found without being named."""
SCHEMA_NAME = "qualifications.schema.json"
"""What the first line of a catalogue calls its JSON Schema, which stands beside it."""


class CatalogueFile(NamedTuple):
    """A file to read a catalogue from, and how answers name it."""

    path: Path
    shown: str
    shipped: bool = False


def shipped() -> CatalogueFile:
    """Return the catalogue that comes with the project."""
    return CatalogueFile(_shipped_path(BY_CONVENTION), SHIPPED_PATH, shipped=True)


def _shipped_path(below: Path) -> Path:
    package = Path(__file__).parents[1]
    installed = package / below
    # An editable install has no copy inside the package: there it stands where it is edited.
    return installed if installed.is_file() else package.parents[1] / below


def shipped_schema() -> bytes:
    """Return the JSON Schema of a catalogue, as it stands beside the shipped one."""
    below = BY_CONVENTION.with_name(SCHEMA_NAME)
    return content_of(CatalogueFile(_shipped_path(below), f"rrn_fees/{below.as_posix()}"))


def starter() -> bytes:
    """Return a catalogue to start from, whose comments teach the format."""
    name = "starter.yaml"
    return content_of(CatalogueFile(Path(__file__).with_name(name), f"rrn_fees/catalogue/{name}"))


def find(named: str | None, working_directory: Path | None) -> CatalogueFile:
    """Return the catalogue *named*, else the nearest at or above a directory, else ours.

    CatalogueError if it cannot be told whether there is a nearer one.
    """
    if named is not None:
        return CatalogueFile(Path(named), named)
    if working_directory is not None:
        for directory in (working_directory, *working_directory.parents):
            path = directory / BY_CONVENTION
            shown = os.path.relpath(path, working_directory)
            try:
                # A broken link or a directory is not passed over: it is a fault when it is read.
                if path.exists() or path.is_symlink():
                    return CatalogueFile(path, shown)
            except OSError as error:
                raise _unreadable(shown, error) from None
    return shipped()


def load_catalogue(path: str | os.PathLike[str] | None = None) -> Catalogue:
    """Read the catalogue at *path*, by default the shipped one.

    Amounts become whole pence, rates hundredths of a per cent, dates `datetime.date`. Raises
    `CatalogueError` with every fault of the file, each with its line, column and path.
    """
    return load(shipped() if path is None else CatalogueFile(Path(path), os.fspath(path)))


def load(file: CatalogueFile) -> Catalogue:
    """Read the catalogue in *file*; CatalogueError has every fault."""
    catalogue = parse_catalogue(content_of(file), file.shown)
    if file.shipped:
        return replace(catalogue, origin=replace(catalogue.origin, shipped=True))
    return catalogue


def parse_catalogue(content: bytes, file: str) -> Catalogue:
    """Return the catalogue that *content* holds; CatalogueError has every fault. Reads no file."""
    root = compose(decode(content, file), file)
    reading = Reading(file)
    catalogue = reader_of(Catalogue)(root, reading)
    if reading.times_noted:
        raise CatalogueError(reading.faults(root), reading.beyond.total())
    from hashlib import sha256

    assert isinstance(catalogue, Catalogue)  # noqa: S101 - nothing noted, so it was read
    return replace(catalogue, origin=Origin(path=file, sha256=sha256(content).hexdigest()))


def read_draft(file: CatalogueFile) -> Draft:
    """Return what can be read of *file*; one that cannot be read is a draft with that fault."""
    try:
        content = content_of(file)
    except CatalogueError as error:
        return unread(file.shown, error)
    return draft_of(content, file.shown)


def content_of(file: CatalogueFile) -> bytes:
    """Return the bytes of *file*, as many as a catalogue may have and one; CatalogueError."""
    try:
        with file.path.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except FileNotFoundError:
        message, hint = "there is no such file", "look at its name and its directory"
    except IsADirectoryError:
        message, hint = "this is a directory, not a catalogue", "name the YAML file in it"
    except (OSError, ValueError) as error:
        raise _unreadable(file.shown, error) from None
    raise CatalogueError([Fault(kind=FaultKind.FILE, message=message, hint=hint, file=file.shown)])


def _unreadable(shown: str, error: OSError | ValueError) -> CatalogueError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    message = f"the file cannot be read: {reason}"
    return CatalogueError([Fault(kind=FaultKind.FILE, message=message, file=shown)])
