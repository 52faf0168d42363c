"""Which files an answer must not replace: what a command reads, and every catalogue in force.

A file is known by what it is (device and number), and not by how it is spelt: a link, another
spelling or another name of it is the same file.
"""

import contextlib
import os
import stat
import sys
from pathlib import Path

from rrn_fees.cli.shell import STANDARD_INPUT, catalogues_in_force
from rrn_fees.errors import RequestError, quoted

CATALOGUE_ENDINGS = (".yaml", ".yml")
"""A file that is named so is a catalogue, and no answer is one."""

_STANDARD_INPUT_NAMES = ("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0")

Identity = tuple[int, int]


class Inputs:
    """What the command whose answer goes to the file *output* reads.

    Raises `RequestError` as soon as that file is found to be one of them, and in `require_apart`.
    """

    def __init__(self, output: Path) -> None:
        self._output = output
        self._paths: dict[Path, str] = {}
        self._identities: dict[Path, Identity | None] = {}
        self._require_no_catalogue_name()
        for path in catalogues_in_force():
            self._note(path, "a catalogue in force")
        self.require_apart()

    def add(self, name: str | Path) -> None:
        """Take the file *name* for one that is read; ``-`` is standard input, always taken so."""
        if name != STANDARD_INPUT:
            self._note(Path(name), "what this command reads")
            self.require_apart()

    def require_apart(self) -> None:
        """Raise `RequestError` if the answer would replace a file that is read.

        The files are looked at anew: one of them may have been replaced, or moved, since.
        """
        if os.path.normpath(self._output) in _STANDARD_INPUT_NAMES:
            raise self._error("standard input")
        target = _identity(self._output)
        if target is None:
            return
        for path, what in self._paths.items():
            if target in (self._identities.get(path), _identity(path)):
                raise self._error(what)
        if target == _identity_of_standard_input():
            raise self._error("standard input")

    def _note(self, path: Path, what: str) -> None:
        self._paths[path] = what
        self._identities[path] = _identity(path)

    def _require_no_catalogue_name(self) -> None:
        target = self._output
        with contextlib.suppress(OSError, ValueError):
            target = Path(os.path.realpath(target))
        if self._output.suffix.casefold() in CATALOGUE_ENDINGS:
            what = "named like a catalogue"
        elif target.suffix.casefold() in CATALOGUE_ENDINGS:
            what = f"a link to {quoted(str(target))}, which is named like a catalogue"
        else:
            return
        raise RequestError(
            f"{quoted(str(self._output))} is {what}, and no answer is one: it is not written. Name "
            "another file with --output."
        )

    def _error(self, what: str) -> RequestError:
        return RequestError(
            f"{quoted(str(self._output))} is {what}, which the answer would replace: it is not "
            "written. Name another file with --output."
        )


def _identity(path: Path) -> Identity | None:
    """Return what tells a file from every other; None if there is none, or it cannot be seen."""
    try:
        return _identity_in(path.stat())
    except (OSError, ValueError):
        return None


def _identity_of_standard_input() -> Identity | None:
    try:
        return _identity_in(os.fstat(sys.stdin.fileno()))
    except (OSError, ValueError, AttributeError):  # there is none, or it is no file
        return None


def _identity_in(status: os.stat_result) -> Identity | None:
    # A terminal or /dev/null is read and written by many at once: nothing in it is lost.
    return None if stat.S_ISCHR(status.st_mode) else (status.st_dev, status.st_ino)
