"""The world as the commands see it: the clock, and the catalogue that a working directory gives."""

import contextlib
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rrn_fees.errors import RequestError

if TYPE_CHECKING:
    from rrn_fees.catalogue.model import Catalogue


def open_catalogue(named: str | None) -> "Catalogue":
    """Return the catalogue to use: the one *named*, else the nearest, else the shipped one."""
    from rrn_fees.catalogue import loader

    if named == "":
        raise RequestError("Name a file with --catalogue, or leave it out.")
    return loader.load(loader.find(named, _working_directory()))


def _working_directory() -> Path | None:
    """Return where the command was started; None if that has been removed since."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return None


def today(catalogue: "Catalogue") -> date:
    """Return the day it is now where the catalogue's prices hold, wherever this machine is."""
    return day_at(datetime.now(UTC), catalogue.timezone)


def day_at(instant: datetime, timezone: str) -> date:
    """Return the day it is in *timezone* at *instant*: a day ends there at midnight."""
    return instant.astimezone(ZoneInfo(timezone)).date()


def can_ask() -> bool:
    """Return whether there is a person to see a question and to answer it."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def ask(question: str) -> str:
    """Ask a person on standard error and return the line that is typed; none is an interrupt."""
    sys.stderr.write(question)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line


def say(text: str) -> None:
    """Say on standard error what is not part of the answer."""
    with contextlib.suppress(OSError):
        print(text, file=sys.stderr, flush=True)  # noqa: T201 - for the person
