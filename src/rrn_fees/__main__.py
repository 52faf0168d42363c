"""The way in: starts the command line, and turns whatever goes wrong into a sentence and a code."""

import contextlib
import gc
import os
import sys
from typing import NoReturn

from rrn_fees.errors import CatalogueError, OutputError, RequestError

ANSWERED_NO = 1
MISUSED = 2
FAILED = 3
INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command line and leave with its exit code; no traceback reaches a user."""
    # Nothing here makes garbage in cycles, and the process is gone before it could matter.
    gc.disable()
    try:
        code = _flushed(_run())
    except KeyboardInterrupt:
        _say("Interrupted.")
        code = INTERRUPTED
    # All is flushed: to free every object on the way out would take a fifth of the time of a quote.
    os._exit(code)


def _run() -> int:
    try:
        from rrn_fees.cli import app

        app()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except RequestError as error:
        _say(f"Error: {error}")
        return MISUSED
    except CatalogueError as error:
        _say_faults(error)
        return FAILED
    except OutputError as error:
        _say(f"Error: {error}")
        return FAILED
    except Exception as error:  # noqa: BLE001 - the last line of defence, by contract exit 3
        _say(
            f"Internal failure: {type(error).__name__}: {error}\n"
            "This is a fault of rrn-fees, not of what you asked. Please report it with the command."
        )
        return FAILED
    return 0


def _say_faults(error: CatalogueError) -> None:
    count = len(error.faults)
    faults = "a fault" if count == 1 else f"{count} faults"
    _say(f"Error: the catalogue cannot be used, it has {faults}:\n{error}")


def _say(text: str) -> None:
    """Write to standard error, if there is one, whatever it can show."""
    with contextlib.suppress(OSError, ValueError):
        if sys.stderr is not None:
            print(text, file=sys.stderr, flush=True)  # noqa: T201 - this is where we print


def _flushed(code: int) -> int:
    """Flush standard output; a reader that has left is no fault, a full disk is."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        return code
    except (OSError, ValueError) as error:
        _say(f"Error: standard output cannot be written: {error}")
        return FAILED
    return code


if __name__ == "__main__":
    main()
