"""Where an answer goes: which format, how it is to look, and a file that is replaced whole."""

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple, NoReturn

import typer

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.cli.inputs import Inputs
from rrn_fees.errors import OutputError, RequestError, no_such
from rrn_fees.formats import Format, render
from rrn_fees.formats.terminal.style import TerminalStyle
from rrn_fees.render_options import RenderOptions
from rrn_fees.standard_error import progress, say

STANDARD_OUTPUT = "-"
WIDEST = 100
"""Columns beyond which text is no longer pleasant to read."""

_MARKS = "£—×─█▏"


class No(NamedTuple):
    """That an answer is a no, such as a refusal, and why."""

    sentence: str
    """Why, for standard error."""
    in_answer: bool = True
    """Whether the answer itself says so; if not, standard error always does."""
    fails: bool = True
    """Whether the command exits with 1."""


class Delivery:
    """How one command's answer is written, decided before there is an answer.

    The first of *formats* is the one that standard output gets.
    """

    def __init__(
        self, formats: tuple[Format, ...], form: str | None, output: str, colour: str
    ) -> None:
        self.output = output
        self.form = _format(form, output, formats)
        self.colour = colour
        self._inputs = Inputs(Path(output)) if self.to_file else None

    @property
    def to_file(self) -> bool:
        """Whether the answer goes to a file rather than to standard output."""
        return self.output != STANDARD_OUTPUT

    @property
    def style(self) -> TerminalStyle:
        """How a page for a terminal is to look where it goes."""
        on_terminal = not self.to_file and sys.stdout is not None and sys.stdout.isatty()
        width = _terminal_columns() if on_terminal else 80
        return TerminalStyle(
            width=min(width, WIDEST),
            colour=self.colour == "always"
            or (self.colour == "auto" and on_terminal and _wants_colour()),
            ascii_only=not self.to_file and not _can_show(_MARKS),
        )

    def reads(self, name: str | Path) -> None:
        """Take the file *name* for an input: RequestError if the answer would replace it."""
        if self._inputs is not None:
            self._inputs.add(name)

    def write(
        self,
        answer: object,
        catalogue: Catalogue | None = None,
        options: RenderOptions | None = None,
        *,
        no: No | None = None,
        beside: Iterable[str] = (),
    ) -> None:
        """Write the answer whole, or raise OutputError that says why it could not be.

        While it is being laid out, a terminal shows so.

        An answer that is a *no* then ends the command with 1. Where it goes to a file, standard
        error says why in a sentence: that a file was written must not look like a yes. *beside*
        are further sentences for standard error, such as what was asked and changes nothing.
        """
        what = file_name(self.output) if self.to_file else f"the {self.form} format"
        with progress(f"Writing {what} ...") if self.to_file else nullcontext():
            content = render(answer, catalogue, self.form, options, self.style)
        self.write_bytes(content)
        if no is not None and (self.to_file or not no.in_answer):
            say(no.sentence)
        for sentence in (*beside, *self._unused_colour()):
            say(sentence)
        if no is not None and no.fails:
            raise typer.Exit(1)

    def write_nothing(self, no: No) -> NoReturn:
        """Say why there is nothing to write, and end the command with 1."""
        say(no.sentence)
        raise typer.Exit(1)

    def _unused_colour(self) -> Iterator[str]:
        if self.colour == "always" and not self.form.is_styled:
            yield f"The {self.form} format has no colour: --color always changes nothing."

    def write_bytes(self, content: bytes) -> None:
        """Write what is no answer, such as a schema, or an answer that is rendered already."""
        if self._inputs is not None:
            existed = Path(self.output).is_file()
            guard = self._inputs.require_apart
            replace_file(Path(self.output), content, guard)
            say(f"{'Replaced' if existed else 'Wrote'} {file_name(self.output)}.")
        elif sys.stdout is None:
            raise OutputError("There is no standard output to write to; name a file with --output.")
        else:
            if self.form.is_styled:  # every other format is the same bytes everywhere
                content = _for_standard_output(content)
            _write_to_standard_output(content)


def _for_standard_output(content: bytes) -> bytes:
    """Return text in UTF-8 as standard output takes it, with what it cannot show spelt out."""
    encoding = sys.stdout.encoding or "ascii"
    return content.decode("utf-8").encode(encoding, "backslashreplace")


def _format(named: str | None, output: str, formats: tuple[Format, ...]) -> Format:
    if not output:
        raise RequestError("Name a file with --output, or leave it out.")
    if named is not None:
        return _on_a_terminal_or_not(Format(named), output)
    if output == STANDARD_OUTPUT:
        return _on_a_terminal_or_not(_preferred(formats), output)
    by_ending = {form.ending: form for form in reversed(formats)}
    ending = Path(output).suffix.casefold()
    if ending not in by_ending:
        known = ", ".join(reversed(by_ending))
        raise RequestError(
            f"The ending of {file_name(output)} does not say which format to write: "
            f"use one of {known}, or say it with --format."
        )
    return by_ending[ending]


def _preferred(formats: tuple[Format, ...]) -> Format:
    """Return the format of RRN_FEES_FORMAT where a command has it, else the command's first."""
    named = os.environ.get("RRN_FEES_FORMAT", "")
    if named and named not in set(Format):
        raise RequestError(f"RRN_FEES_FORMAT: {no_such('format', named, [*Format])}")
    return Format(named) if named in formats else formats[0]


def _on_a_terminal_or_not(form: Format, output: str) -> Format:
    """Return *form*; RequestError if it is none for a terminal, and that is where it would go."""
    if not form.is_text and output == STANDARD_OUTPUT and sys.stdout and sys.stdout.isatty():
        raise RequestError(f"The {form} format is not for a terminal; name a file with --output.")
    return form


def _terminal_columns() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except OSError:
        return 80


def _wants_colour() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _can_show(marks: str) -> bool:
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        marks.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _write_to_standard_output(content: bytes) -> None:
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        return  # the reader has what it wanted and has left
    except (OSError, ValueError) as error:
        raise OutputError(f"Standard output cannot be written: {_reason(error)}.") from None


def _unguarded() -> None:
    """Let any file be replaced."""


def replace_file(path: Path, content: bytes, guard: Callable[[], None] = _unguarded) -> None:
    """Make *path* hold *content*, whole or not at all; OutputError says why not.

    *guard* raises if the file is not to be replaced. It is asked before anything is written, and
    again at the last moment.

    A regular file is written beside its name and moved over it. What is not one, such as a device
    or a named pipe, is written to as it is.
    """
    guard()
    try:
        mode = _mode(path)
        if mode is not None and stat.S_ISDIR(mode):
            raise OutputError(f"{file_name(path)} is a directory; name a file in it.")
        if mode is not None and not stat.S_ISREG(mode):
            path.write_bytes(content)
            return
        if mode is not None and not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        _move_into_place(Path(os.path.realpath(path)), content, mode, guard)
    except BrokenPipeError:
        return
    except (OSError, ValueError) as error:
        raise _not_written(path, error) from None


def _mode(path: Path) -> int | None:
    """Return what kind of file *path* is and its permissions; None if there is none."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _move_into_place(
    target: Path, content: bytes, mode: int | None, guard: Callable[[], None]
) -> None:
    beside = target.with_name(f".{os.urandom(8).hex()}.tmp")
    _create(beside, content)
    with undone_by_failure(beside.unlink):
        if mode is not None:
            beside.chmod(stat.S_IMODE(mode))
        guard()
        beside.replace(target)


def _create(path: Path, content: bytes) -> None:
    """Make the new file *path*, whole or not at all; FileExistsError if anything stands there."""
    # Opened like any new file, so that it gets the permissions that the user's umask gives.
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with undone_by_failure(path.unlink), os.fdopen(opened, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def create_file(path: Path, content: bytes) -> bool:
    """Make the new file *path*, whole or not at all; OutputError says why it cannot be.

    False if something stands there already, which is left as it is.
    """
    try:
        _create(path, content)
    except FileExistsError:
        return False
    except (OSError, ValueError) as error:
        raise _not_written(path, error) from None
    return True


def create_directory(path: Path) -> bool:
    """Make the directory *path*; False if there is one. OutputError says why it cannot be."""
    try:
        path.mkdir()
    except OSError as error:
        if path.is_dir():
            return False
        raise _not_written(path, error) from None
    return True


@contextlib.contextmanager
def undone_by_failure(undo: Callable[[], None]) -> Iterator[None]:
    """Call *undo*, such as the removal of a file just made, if what follows fails."""
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            undo()
        raise


def _not_written(path: Path, error: OSError | ValueError) -> OutputError:
    return OutputError(
        f"{file_name(path)} cannot be written: {_reason(error)}. Nothing was changed."
    )


def _reason(error: Exception) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


def file_name(path: str | Path) -> str:
    """How to speak of a file."""
    return f'"{path}"'
