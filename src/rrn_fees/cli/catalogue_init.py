"""``rrn-fees catalogue init``: a catalogue to start from, whose comments teach the format."""

import contextlib
import shlex
from pathlib import Path
from typing import Annotated

import typer

from rrn_fees.catalogue.loader import BY_CONVENTION, SCHEMA_NAME, shipped_schema, starter
from rrn_fees.cli.delivery import (
    STANDARD_OUTPUT,
    Delivery,
    create_directory,
    create_file,
    file_name,
    undone_by_failure,
)
from rrn_fees.errors import OutputError, RequestError
from rrn_fees.formats import Format
from rrn_fees.standard_error import say


def init(
    *,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="The file to make; - prints it. By default data/qualifications.yaml, which is "
            "found without being named.",
        ),
    ] = None,
) -> None:
    """Make a commented catalogue to start from, and beside it the JSON Schema that editors read.

    A file that exists is never replaced.
    """
    if output == "":
        raise RequestError("Name a file with --output, or leave it out.")
    if output == STANDARD_OUTPUT:
        Delivery((Format.JSON,), "json", output, "never").write_bytes(starter())
        return
    path = BY_CONVENTION if output is None else Path(output)
    with contextlib.ExitStack() as undo:
        if output is None and create_directory(path.parent):
            undo.enter_context(undone_by_failure(path.parent.rmdir))
        _make(path)
    _say_what_is_next(path)


def _make(path: Path) -> None:
    """Make the catalogue and its schema, both or neither; a schema that is there is kept."""
    beside = path.parent / SCHEMA_NAME
    if path.name == SCHEMA_NAME:
        raise RequestError(
            f"{SCHEMA_NAME} is the name of the schema; name the catalogue otherwise."
        )
    schema = shipped_schema()
    if not create_file(path, starter()):
        raise OutputError(
            f"{file_name(path)} is there already and is not replaced; name another file with "
            "--output. Nothing was changed."
        )
    with undone_by_failure(path.unlink):
        new = create_file(beside, schema)
    say(f"Wrote {file_name(path)}, a catalogue to start from.")
    say(f"{'Wrote' if new else 'Kept'} {file_name(beside)}, which editors read.")


def _say_what_is_next(path: Path) -> None:
    file = shlex.quote(str(path))
    say("Next:", f"  rrn-fees catalogue check {file}", f"  rrn-fees list --catalogue {file}")
