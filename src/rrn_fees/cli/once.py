"""A command that takes each option once."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand


class OnceCommand(TyperCommand):
    """A command that takes each option once: of two prices, it does not guess which was meant."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse as Typer does, and refuse an option that is given again."""
        if ctx.resilient_parsing:  # a line that is still being typed
            return super().parse_args(ctx, args)
        _, _, in_order = self.make_parser(ctx).parse_args(args=list(args))
        options = [
            parameter
            for parameter in in_order
            if parameter.param_type_name == "option" and not getattr(parameter, "multiple", False)
        ]
        for at, parameter in enumerate(options):
            if parameter in options[:at]:
                raise typer.BadParameter("This option is given more than once.", ctx, parameter)
        return super().parse_args(ctx, args)
