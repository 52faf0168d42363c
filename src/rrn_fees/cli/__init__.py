"""The command line: one module per command; the only place with a clock, a terminal and exit codes.

Only the command that is asked for is imported and built: see `commands`.
"""

from typing import Annotated

import typer
from typer.exceptions import TyperException

from rrn_fees import __version__
from rrn_fees.cli.commands import Commands
from rrn_fees.errors import RequestError

app = typer.Typer(
    name="rrn-fees",
    cls=Commands,
    help="Fee quotes for qualifications, worked out from a catalogue that names its sources.",
    epilog="Example: rrn-fees quote certificate:6 --as member --on 2024-02-01",
    add_completion=True,
    rich_markup_mode=None,  # square brackets in a help text are not markup
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"rrn-fees {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    del version


def run() -> int:
    """Run the command that is asked for and return its exit code; RequestError as it raises them.

    What Typer itself finds wrong with an option is such an error too: it quotes what was typed, and
    is not to be written to a terminal as it is.
    """
    try:
        code = app(standalone_mode=False)
    except TyperException as error:
        command = getattr(getattr(error, "ctx", None), "command_path", None)
        hint = [f"Try '{command} --help'."] if command else []
        raise RequestError(error.format_message(), *hint) from None
    return code if isinstance(code, int) else 0
