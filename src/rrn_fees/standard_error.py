"""Standard error: all that is said to a person beside the answer. Nothing else writes there.

Every line passes `shown_lines`, so that no message can act on a terminal or on the log of a run.
"""

import contextlib
import os
import sys
from collections.abc import Iterator

from rrn_fees.printable import shown_lines


def say(*lines: str) -> None:
    """Say each of *lines*, as far as standard error can show and take it."""
    _write(f"{shown_lines(*lines)}\n")


def ask(question: str) -> str:
    """Ask a person and return the line that is typed; none is an interrupt."""
    _write(shown_lines(question))
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line


def can_ask() -> bool:
    """Return whether there is a person to see a question and to answer it."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


@contextlib.contextmanager
def progress(text: str) -> Iterator[None]:
    """Show *text* for as long as what is within takes, if standard error is a terminal."""
    columns = _columns()
    if columns is None:
        yield
        return
    shown = shown_lines(text)
    # What is wider than the terminal, or of unknown width, could not be wiped off by one return.
    line = shown if shown.isascii() and len(shown) < columns else "Writing ..."
    _write(f"\r{line}")
    try:
        yield
    finally:
        _write(f"\r{' ' * len(line)}\r")


def _columns() -> int | None:
    """Return how wide the terminal is that standard error is; None if it is none."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None
    return os.get_terminal_size(sys.stderr.fileno()).columns or 80


def _write(text: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()
