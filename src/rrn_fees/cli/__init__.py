"""The command line: one module per command; the only place with a clock, a terminal and exit codes.

What only an answer needs is imported when there is one to give, so that help comes at once.
"""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from rrn_fees import __version__
from rrn_fees.cli.catalogue_check import check, rule
from rrn_fees.cli.catalogue_diff import catalogue_diff
from rrn_fees.cli.catalogue_init import init
from rrn_fees.cli.catalogue_schema import schema
from rrn_fees.cli.catalogue_views import list_prices, show
from rrn_fees.cli.compare import compare
from rrn_fees.cli.deadlines import deadlines
from rrn_fees.cli.eligibility import eligibility
from rrn_fees.cli.options import OnceCommand
from rrn_fees.cli.quote import quote
from rrn_fees.cli.verify import verify
from rrn_fees.errors import RequestError
from rrn_fees.standard_error import say


class _HelpfulGroup(TyperGroup):
    """Commands under one name, which alone shows them."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args and not ctx.resilient_parsing:
            say(*ctx.get_help().splitlines())
            ctx.exit(2)
        return super().parse_args(ctx, args)


app = typer.Typer(
    name="rrn-fees",
    cls=_HelpfulGroup,
    help="Fee quotes for qualifications, worked out from a catalogue that names its sources.",
    epilog="Example: rrn-fees quote certificate:6 --as member --on 2024-02-01",
    add_completion=True,
    rich_markup_mode=None,  # square brackets in a help text are not markup
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(
    cls=OnceCommand,
    short_help="Price qualifications for one customer.",
    epilog="Example: rrn-fees quote certificate:6 --as member --on 2024-02-01",
)(quote)
app.command(
    cls=OnceCommand,
    short_help="Compare every way to buy the same thing.",
    epilog="Example: rrn-fees compare certificate:6 --on 2024-02-01",
)(compare)
app.command(
    "list",
    cls=OnceCommand,
    short_help="List every price there is.",
    epilog="Example: rrn-fees list --format csv",
)(list_prices)
app.command(
    cls=OnceCommand,
    short_help="Show all that is known of a qualification.",
    epilog="Example: rrn-fees show hopes-diploma",
)(show)

app.command(
    cls=OnceCommand,
    short_help="List what is due when.",
    epilog="Example: rrn-fees deadlines --on 2024-03-01 --within 30",
)(deadlines)

app.command(
    cls=OnceCommand,
    short_help="Tell whether one may have it, and what needs confirming.",
    epilog="Example: rrn-fees eligibility certificate --as non-member --on 2024-02-01 --no-input",
)(eligibility)

app.command(
    cls=OnceCommand,
    short_help="Tell whether a saved quote still holds.",
    epilog="Example: rrn-fees verify quote.json --on 2024-02-01",
)(verify)

catalogue = typer.Typer(
    name="catalogue",
    cls=_HelpfulGroup,
    help="Check a catalogue, compare two, and start one.",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(catalogue)
catalogue.command(
    cls=OnceCommand,
    short_help="Report every fault, and whatever else is worth a word.",
    epilog="Example: rrn-fees catalogue check --as-at 2024-02-01 --format sarif",
)(check)
catalogue.command(
    cls=OnceCommand,
    short_help="Tell what a check finds and why it matters.",
    epilog="Example: rrn-fees catalogue rule F305",
)(rule)
catalogue.command(
    "diff",
    cls=OnceCommand,
    short_help="Tell what a change does to prices.",
    epilog="Example: rrn-fees catalogue diff old.yaml new.yaml --on 2026-11-22",
)(catalogue_diff)
catalogue.command(
    cls=OnceCommand,
    short_help="Print the JSON Schema that editors read.",
    epilog="Example: rrn-fees catalogue schema",
)(schema)
catalogue.command(
    cls=OnceCommand,
    short_help="Make a commented catalogue to start from.",
    epilog="Example: rrn-fees catalogue init -o -",
)(init)


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
