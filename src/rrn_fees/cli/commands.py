"""The commands there are, each built when it is asked for: none waits for what another imports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module
from typing import Any, ClassVar, NamedTuple, NoReturn

import typer
from typer.core import TyperGroup

from rrn_fees.cli.once import OnceCommand
from rrn_fees.standard_error import say


class Entry(NamedTuple):
    """A command in a list of commands, and where it stands in the code."""

    function: str
    """Its module and its function, or the class of a group: ``rrn_fees.cli.quote:quote``."""
    summary: str
    """What the list says of it."""
    example: str = ""


_HELP = {"help_option_names": ["-h", "--help"]}


class CommandGroup(TyperGroup):
    """Commands under one name, which alone shows them."""

    entries: ClassVar[Mapping[str, Entry]]

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _CommandsOnDemand(self.entries)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Show help where no command is named."""
        if not args and not ctx.resilient_parsing:
            say(*ctx.get_help().splitlines())
            ctx.exit(2)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands, in the order in which they are listed."""
        del ctx
        return [*self.entries]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands, without building any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in self.entries.items()])


class _CommandsOnDemand(MutableMapping[str, Any]):
    """Commands by name, each imported and built when it is looked up."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries

    def __getitem__(self, name: str) -> Any:
        return _built(name, self._entries[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __setitem__(self, name: str, command: Any) -> NoReturn:
        raise TypeError("every command is listed in `entries`")

    def __delitem__(self, name: str) -> NoReturn:
        raise TypeError("every command is listed in `entries`")


def _built(name: str, entry: Entry) -> Any:
    module, _, attribute = entry.function.partition(":")
    function = getattr(import_module(module), attribute)
    if isinstance(function, type):  # a group, whose commands are built on demand as well
        return function(name=name, help=entry.summary, rich_markup_mode=None)
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    alone.command(
        name,
        cls=OnceCommand,
        short_help=entry.summary,
        epilog=f"Example: {entry.example}",
        context_settings=_HELP,
    )(function)
    return typer.main.get_command(alone)


class Catalogue(CommandGroup):
    """The commands under ``rrn-fees catalogue``."""

    entries: ClassVar = {
        "check": Entry(
            "rrn_fees.cli.catalogue_check:check",
            "Report every fault, and whatever else is worth a word.",
            "rrn-fees catalogue check --as-at 2024-02-01 --format sarif",
        ),
        "rule": Entry(
            "rrn_fees.cli.catalogue_rule:rule",
            "Tell what a check finds and why it matters.",
            "rrn-fees catalogue rule F305",
        ),
        "diff": Entry(
            "rrn_fees.cli.catalogue_diff:catalogue_diff",
            "Tell what a change does to prices.",
            "rrn-fees catalogue diff old.yaml new.yaml --on 2026-11-22",
        ),
        "schema": Entry(
            "rrn_fees.cli.catalogue_schema:schema",
            "Print the JSON Schema that editors read.",
            "rrn-fees catalogue schema",
        ),
        "init": Entry(
            "rrn_fees.cli.catalogue_init:init",
            "Make a commented catalogue to start from.",
            "rrn-fees catalogue init -o -",
        ),
    }


class Commands(CommandGroup):
    """The commands of rrn-fees."""

    entries: ClassVar = {
        "quote": Entry(
            "rrn_fees.cli.quote:quote",
            "Price qualifications for one customer.",
            "rrn-fees quote certificate:6 --as member --on 2024-02-01",
        ),
        "compare": Entry(
            "rrn_fees.cli.compare:compare",
            "Compare every way to buy the same thing.",
            "rrn-fees compare certificate:6 --on 2024-02-01",
        ),
        "list": Entry(
            "rrn_fees.cli.list_prices:list_prices",
            "List every price there is.",
            "rrn-fees list --format csv",
        ),
        "show": Entry(
            "rrn_fees.cli.show:show",
            "Show all that is known of a qualification.",
            "rrn-fees show hopes-diploma",
        ),
        "deadlines": Entry(
            "rrn_fees.cli.deadlines:deadlines",
            "List what is due when.",
            "rrn-fees deadlines --on 2024-03-01 --within 30",
        ),
        "eligibility": Entry(
            "rrn_fees.cli.eligibility:eligibility",
            "Tell whether one may have it, and what needs confirming.",
            "rrn-fees eligibility certificate --as non-member --on 2024-02-01 --no-input",
        ),
        "verify": Entry(
            "rrn_fees.cli.verify:verify",
            "Tell whether a saved quote still holds.",
            "rrn-fees verify quote.json --on 2024-02-01",
        ),
        "catalogue": Entry(
            "rrn_fees.cli.commands:Catalogue",
            "Check a catalogue, compare two, and start one.",
        ),
    }
