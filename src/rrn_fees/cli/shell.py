"""The world as the commands see it: the clock, and the catalogue that a working directory gives."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from rrn_fees.catalogue import loader
from rrn_fees.catalogue.model import Catalogue
from rrn_fees.dates import Day
from rrn_fees.errors import CatalogueError, Fault, FaultKind, RequestError


def open_catalogue(named: str | None, reads: Callable[[Path], None] | None) -> Catalogue:
    """Return the catalogue to use: the one *named*, else the nearest, else the shipped one.

    *reads* is told which file that is before it is read: `Delivery.reads` keeps it from being
    replaced by the answer. None: there is no answer to write.
    """
    if named == "":
        raise RequestError("Name a file with --catalogue, or leave it out.")
    file = loader.find(named, working_directory())
    if reads is not None:
        reads(file.path)
    return loader.load(file)


def catalogues_in_force() -> Iterator[Path]:
    """Yield every catalogue that is found without being named, whether it is used or not."""
    if named := os.environ.get("RRN_FEES_CATALOGUE"):
        yield Path(named)
    with contextlib.suppress(CatalogueError):  # for the command that needs it to tell
        yield loader.find(None, working_directory()).path
    yield loader.shipped().path


def working_directory() -> Path | None:
    """Return where the command was started; None if that has been removed since."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return None


class Today:
    """The day it is where a catalogue's prices hold, wherever this machine is.

    The clock is read once, when the day is first needed: with ``--on 2024-02-01`` it never is.
    """

    def __init__(self, timezone: str) -> None:
        self._timezone = timezone

    @cached_property
    def day(self) -> date:
        """Today."""
        return day_at(now(), self._timezone)

    def meant_by(self, day: Day | None) -> date | None:
        """Return the date of a day as somebody said it; None if nothing was said."""
        if day is None:
            return None
        return day.date or day.seen_from(self.day)


def now() -> datetime:
    """Return this instant. Nothing else in the program reads the clock."""
    return datetime.now(UTC)


def day_at(instant: datetime, timezone: str) -> date:
    """Return the day it is in *timezone* at *instant*: a day ends there at midnight."""
    from zoneinfo import ZoneInfo  # with sysconfig it takes 4 ms, and only today needs it

    return instant.astimezone(ZoneInfo(timezone)).date()


STANDARD_INPUT = "-"


def read_standard_input(most: int) -> bytes:
    """Return at most so many bytes of standard input; OSError if it cannot be read."""
    if sys.stdin is None:
        raise OSError("there is none")
    return sys.stdin.buffer.read(most)


def read_standard_catalogue(most: int) -> bytes:
    """Return at most so many bytes of standard input; CatalogueError if it cannot be read."""
    try:
        return read_standard_input(most)
    except OSError as error:
        message = f"the file cannot be read: {_reason(error)}"
        fault = Fault(kind=FaultKind.FILE, message=message, file="standard input")
        raise CatalogueError([fault]) from None


def read_file(name: str, most: int) -> tuple[str, bytes]:
    """Return how to speak of the file *name*, and at most so many bytes of it; - is standard input.

    RequestError says why it cannot be read.
    """
    shown = "Standard input" if name == STANDARD_INPUT else f'"{name}"'
    try:
        if name == STANDARD_INPUT:
            return shown, read_standard_input(most)
        with Path(name).open("rb") as file:
            return shown, file.read(most)
    except (OSError, ValueError) as error:
        raise RequestError(f"{shown} cannot be read: {_reason(error)}.") from None


def _reason(error: OSError | ValueError) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


def location_of(path: Path) -> str:
    """Return where *path* is, seen from the root of its repository; as it is if it is in none."""
    try:
        whole = path.resolve()
        for directory in whole.parents:
            if (directory / ".git").exists():
                return whole.relative_to(directory).as_posix()
    except (OSError, RuntimeError, ValueError):  # not to be looked at, leads to itself, or no name
        return str(path)
    return str(path)
