"""The way in: starts the command line, and turns whatever goes wrong into a sentence and a code.

Imports next to nothing before it is ready for an interrupt.
"""

import os  # Python itself has imported these two by now, so neither takes time
import sys

ANSWERED = 0
MISUSED = 2
FAILED = 3
INTERRUPTED = 130


def main() -> None:
    """Run the command line and leave with its exit code; no traceback reaches a user."""
    try:
        import gc

        # Nothing here makes garbage in cycles, and the process is gone before it could matter.
        gc.disable()
        if sys.stderr is None:  # closed: what would be said there is not to land elsewhere
            sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - open to the end
        code = _flushed(_run())
    except KeyboardInterrupt:
        code = INTERRUPTED
    if code == INTERRUPTED:
        _say("Interrupted.")
    # All is flushed: to free every object on the way out would take a fifth of the time of a quote.
    os._exit(code)


def _run() -> int:
    from rrn_fees.errors import CatalogueError, RequestError, RrnFeesError

    try:
        from rrn_fees.cli import run

        return run()
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):
            return ANSWERED  # whoever read the help has left
        return end.code if isinstance(end.code, int) else ANSWERED
    except CatalogueError as error:
        faults = "a fault" if error.count == 1 else f"{error.count:,} faults"
        _say(f"Error: the catalogue cannot be used, it has {faults}:", *error.lines)
    except RrnFeesError as error:
        first, *others = error.lines
        _say(f"Error: {first}", *others)
        return MISUSED if isinstance(error, RequestError) else FAILED
    except OSError as error:
        # Typer writes help and usage itself: a full disk there is no fault of ours.
        _say(f"Error: the answer cannot be written: {error.strerror or error}")
        usage = getattr(error.__context__, "exit_code", None)
        return usage if isinstance(usage, int) else FAILED
    except Exception as error:  # noqa: BLE001 - the last line of defence, by contract exit 3
        _say(
            f"Internal failure: {type(error).__name__}: {error}",
            "This is a fault of rrn-fees, not of what you asked. Please report it and the command.",
        )
    return FAILED


def _say(*lines: str) -> None:
    from rrn_fees.standard_error import say

    say(*lines)


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
