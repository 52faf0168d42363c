"""``rrn-fees catalogue rule``: what a check finds, and why it matters."""

from typing import Annotated

import typer

from rrn_fees.checks.registry import CHECKS, Rules, checks_named
from rrn_fees.cli.completion import complete_check
from rrn_fees.cli.delivery import Delivery
from rrn_fees.cli.options import ColourOption, OutputOption, format_option
from rrn_fees.cli.shell import Today
from rrn_fees.formats import formats_of

RULE_FORMATS = formats_of("Rules")


def rule(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="[CODE]",
            autocompletion=complete_check,
            help="The check to tell about, or a family such as F3. By default all, in brief.",
        ),
    ] = None,
    *,
    form: Annotated[str | None, format_option(RULE_FORMATS)] = None,
    output: OutputOption = "-",
    colour: ColourOption = "auto",
) -> None:
    """Tell what a check finds, why it matters, and how what it finds is mended."""
    delivery = Delivery(RULE_FORMATS, form, output, colour)
    checks = CHECKS if code is None else checks_named(code)
    delivery.write(Rules(checks=checks, on=Today("Europe/London").day))
