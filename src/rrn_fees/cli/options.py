"""What the commands take, and how it is read: strictly, with a sentence for every slip."""

import re
from collections.abc import Callable, Iterable
from typing import Annotated, Any, NamedTuple

import typer

from rrn_fees.cli.completion import complete_category, complete_intake, complete_word
from rrn_fees.dates import MOST_DAYS, Day, parse_day
from rrn_fees.errors import RequestError, did_you_mean, nearest, quoted
from rrn_fees.formats import Format

_LEARNERS = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)
_DAYS = re.compile(r"0|[1-9][0-9]{0,4}", re.ASCII)
_IDENTIFIER = re.compile(r"[^\s:]+")

MOST_MONTHS = 600

FAIL_ON = ("never", "change", "increase")
LONGEST_LABEL = 40
LEVELS = ("error", "warning", "info")
COLOURS = ("auto", "always", "never")
BASES = ("individual", "cohort")
ANSWERS = ("yes", "no", "unknown")


class ItemText(NamedTuple):
    """One ITEM as it was typed: a qualification, and its learners if it states them."""

    qualification: str
    learners: int | None


class Sizes(NamedTuple):
    """How many learners: one number, or every one from a first to a last."""

    first: int
    last: int | None
    """None: the first alone."""


class FailOn(NamedTuple):
    """What makes a comparison of two catalogues fail, as it was typed."""

    what: str
    """One of `FAIL_ON`."""
    percent: int | None = None
    """With increase: by how much a price may rise, in hundredths of a per cent."""
    amount: int | None = None
    """Likewise, in pence for each learner."""


class FactText(NamedTuple):
    """One fact as it was typed, and what is said of it."""

    name: str
    answer: str


def require_use_of_learners(items: Iterable[ItemText], learners: object) -> None:
    """Raise `RequestError` if *learners* were given and every item states its own."""
    stated = [item.learners is not None for item in items]
    if learners is not None and stated and all(stated):
        raise RequestError("Every item states its learners; leave out --learners.")


def read_learners(text: str) -> int:
    """Read a number of learners, from 1 to 100,000."""
    from rrn_fees.pricing.quote import MOST_LEARNERS

    if _LEARNERS.fullmatch(text) and int(text) <= MOST_LEARNERS:
        return int(text)
    raise typer.BadParameter(
        f"{quoted(text)} is not a number of learners: write a whole number from 1 to "
        f"{MOST_LEARNERS:,}, in digits without separators."
    )


def read_sizes(text: str) -> Sizes:
    """Read a number of learners, or the first and the last of at most 200, like ``1..12``."""
    from rrn_fees.comparison import MOST_SIZES

    first, dots, last = text.partition("..")
    if not dots:
        return Sizes(read_learners(first), None)
    sizes = Sizes(read_learners(first), read_learners(last))
    most = sizes.first + MOST_SIZES - 1
    if not sizes.first <= (sizes.last or 0) <= most:
        raise typer.BadParameter(
            f"{quoted(text)} is not a range of numbers of learners: write the smaller number "
            f"first, like 1..12, and at most {MOST_SIZES} numbers."
        )
    return sizes


def read_amount(text: str) -> int:
    """Read an amount as `rrn_fees.money.parse_typed_pounds` does, in pence."""
    from rrn_fees.money import parse_typed_pounds

    try:
        return parse_typed_pounds(text)
    except ValueError as error:
        raise typer.BadParameter(f"{quoted(text)}: {error}.") from None


def read_group(text: str) -> int:
    """Read a number of learners that make a group, from 2 to 100,000."""
    learners = read_learners(text)
    if learners < 2:
        raise typer.BadParameter(f"{quoted(text)} is no group: write a number of learners from 2.")
    return learners


def read_item(text: str) -> ItemText:
    """Read QUALIFICATION or QUALIFICATION:LEARNERS."""
    name, colon, learners = text.partition(":")
    if not _IDENTIFIER.fullmatch(name):
        raise typer.BadParameter(f"{quoted(text)} is not QUALIFICATION or QUALIFICATION:LEARNERS.")
    return ItemText(name, read_learners(learners) if colon else None)


def read_day(text: str) -> Day:
    """Read a date as `rrn_fees.dates.parse_day` does."""
    try:
        return parse_day(text)
    except ValueError as error:
        raise typer.BadParameter(f"{quoted(text)}: {error}.") from None


def read_fact(text: str) -> FactText:
    """Read NAME=yes, NAME=no or NAME=unknown."""
    name, equals, answer = text.partition("=")
    if not equals or not _IDENTIFIER.fullmatch(name):
        raise typer.BadParameter(f"{quoted(text)} is not NAME=yes, NAME=no or NAME=unknown.")
    if answer not in ANSWERS:
        wrong = f"not {quoted(answer)}."
        raise typer.BadParameter(f"{quoted(name)} is answered yes, no or unknown, {wrong}")
    return FactText(name, answer)


def read_within(text: str) -> int:
    """Read a number of days, from 0 to as many as there are between two dates."""
    if _DAYS.fullmatch(text) and int(text) <= MOST_DAYS:
        return int(text)
    raise typer.BadParameter(
        f"{quoted(text)} is not a number of days: write a whole number from 0 to {MOST_DAYS:,}, in "
        "digits without separators."
    )


def read_months(text: str) -> int:
    """Read a number of months, from 1 to 600."""
    if _DAYS.fullmatch(text) and 1 <= int(text) <= MOST_MONTHS:
        return int(text)
    raise typer.BadParameter(
        f"{quoted(text)} is not a number of months: write a whole number from 1 to {MOST_MONTHS}."
    )


def read_fail_on(text: str) -> FailOn:
    """Read never, change or increase, or increase with a limit such as ``5%`` or ``25.00``."""
    what, colon, limit = text.partition(":")
    named = _choice(FAIL_ON)(what.casefold())
    if not colon:
        return FailOn(named)
    if named != "increase":
        raise typer.BadParameter(
            f"{quoted(text)}: only increase takes a limit, like increase:5% or increase:25.00."
        )
    from rrn_fees.money import parse_percent, parse_typed_pounds

    number = limit.removesuffix("%")
    wrong = ""
    if not number.strip():
        wrong = "the limit has no number"
    elif number != number.strip():
        wrong = "the limit has a space in it"
    elif number.startswith("-"):
        wrong = "a limit is not below nothing"
    if wrong:
        raise typer.BadParameter(
            f"{quoted(text)}: {wrong}; a limit is like increase:5% or increase:25.00."
        )
    try:
        if limit.endswith("%"):
            return FailOn(named, percent=parse_percent(limit.removesuffix("%")))
        return FailOn(named, amount=parse_typed_pounds(limit))
    except ValueError as error:
        raise typer.BadParameter(
            f"{quoted(text)}: {error}; a limit is like increase:5% or increase:25.00."
        ) from None


def read_label(text: str) -> str:
    """Read what a column is called: a few words that print."""
    if not text.strip() or not text.isprintable():
        raise typer.BadParameter(f"{quoted(text)} is no label: write a word or two that print.")
    if len(text) > LONGEST_LABEL:
        raise typer.BadParameter(
            f"{quoted(text)} is too long: a label has at most {LONGEST_LABEL} characters."
        )
    return " ".join(text.split())


def read_most_findings(text: str) -> int:
    """Read how many findings to write, from 1 to as many as are kept of a file."""
    from rrn_fees.catalogue.reading import MOST_KEPT

    if _DAYS.fullmatch(text) and 1 <= int(text) <= MOST_KEPT:
        return int(text)
    raise typer.BadParameter(
        f"{quoted(text)} is not a number of findings: write a whole number from 1 to "
        f"{MOST_KEPT:,}, in digits without separators."
    )


def _read_level(text: str) -> str:
    return _choice(LEVELS)(text.casefold())


def _choice(names: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in names:
            near = nearest(text, names)
            hint = f"; {did_you_mean(near, names)}" if near else "."
            raise typer.BadParameter(f"{quoted(text)} is not one of {', '.join(names)}{hint}")
        return text

    return read


CatalogueOption = Annotated[
    str | None,
    typer.Option(
        "--catalogue",
        metavar="FILE",
        envvar="RRN_FEES_CATALOGUE",
        help="The catalogue to use. By default the nearest data/qualifications.yaml at or above "
        "the working directory, else the one that comes with rrn-fees.",
    ),
]


def format_option(formats: tuple[Format, ...]) -> Any:
    """Return the option by which one of *formats* is asked for; by default it is the first."""
    names = tuple(form.value for form in formats)
    return typer.Option(
        "-f",
        "--format",
        metavar="|".join(names),
        parser=_choice(names),
        autocompletion=complete_word(names),
        help=f"What to write. By default what the ending of --output says, else {names[0]}.",
    )


FailOnOption = Annotated[
    FailOn | None,
    typer.Option(
        "--fail-on",
        metavar="|".join(FAIL_ON),
        parser=read_fail_on,
        autocompletion=complete_word(FAIL_ON),
        help="When to exit with 1. change: anything differs. increase: a price is dearer, or gone "
        "where what is left costs more, or cannot be compared. increase:5% and increase:25.00 let "
        "prices rise by so much for a learner. By default never.",
    ),
]
LevelOption = Annotated[
    str,
    typer.Option(
        "--level",
        metavar="|".join(LEVELS),
        parser=_read_level,
        autocompletion=complete_word(LEVELS),
        help="The least level to write. What is counted and what fails stay the same, and github "
        "writes what is accepted at every level.",
    ),
]
MaxFindingsOption = Annotated[
    int | None,
    typer.Option(
        "--max-findings",
        metavar="NUMBER",
        parser=read_most_findings,
        help="How many findings of a file to write, errors first. By default 1000.",
    ),
]
OutputOption = Annotated[
    str,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Where to write. A file is replaced whole or left alone, and never one that was read; "
        "- is standard output.",
    ),
]
ColourOption = Annotated[
    str,
    typer.Option(
        "--color",
        metavar="|".join(COLOURS),
        parser=_choice(COLOURS),
        autocompletion=complete_word(COLOURS),
        help="Whether to use colour, in the formats for a terminal. auto: on a terminal, unless "
        "NO_COLOR is set.",
    ),
]
CategoryOption = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="CATEGORY",
        autocompletion=complete_category,
        help="Who pays, such as member or non-member.",
    ),
]
LearnersOption = Annotated[
    int | None,
    typer.Option(
        "-n",
        "--learners",
        metavar="NUMBER",
        parser=read_learners,
        help="How many learners, where it is not said otherwise. By default 1.",
    ),
]
OnOption = Annotated[
    Day | None,
    typer.Option(
        "--on",
        metavar="DATE",
        parser=read_day,
        help="The day in question, like 2024-02-01 or 1/2/2024. By default today.",
    ),
]
IntakeOption = Annotated[
    str | None,
    typer.Option(
        "--intake",
        metavar="ID",
        autocompletion=complete_intake,
        help="The intake. By default the earliest that is open.",
    ),
]
PayingOnOption = Annotated[
    Day | None,
    typer.Option(
        "--paying-on",
        metavar="DATE",
        parser=read_day,
        help="When payment is meant to be made, to see whether it is in time. By default the day "
        "in question.",
    ),
]
TaxPointOption = Annotated[
    Day | None,
    typer.Option(
        "--tax-point",
        metavar="DATE",
        parser=read_day,
        help="The date that decides the rate of VAT. By default the day of the quote.",
    ),
]
IndicativeOption = Annotated[
    bool,
    typer.Option(
        "--indicative",
        help="Price an intake that is not open all the same, not as an offer. For one that is open "
        "it changes nothing.",
    ),
]
NoInputOption = Annotated[bool, typer.Option("--no-input", help="Never ask for anything.")]
BasisOption = Annotated[
    str | None,
    typer.Option(
        "--basis",
        metavar="|".join(BASES),
        parser=_choice(BASES),
        autocompletion=complete_word(BASES),
        help="Charge individual fees or whole cohorts only. By default the best price.",
    ),
]
