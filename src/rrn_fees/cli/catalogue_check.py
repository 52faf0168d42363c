"""``rrn-fees catalogue check``: what is wrong with a catalogue, and where."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from rrn_fees.catalogue.draft import Draft, draft_of, unread
from rrn_fees.catalogue.loader import CatalogueFile, find, read_draft
from rrn_fees.catalogue.yaml import MAX_BYTES
from rrn_fees.checks.check import Level
from rrn_fees.checks.registry import BY_CODE, codes_of
from rrn_fees.checks.report import DEFAULT_HORIZON, FileReport, Report, checked, compared
from rrn_fees.cli.delivery import Delivery, No
from rrn_fees.cli.options import (
    LEVELS,
    CatalogueOption,
    ColourOption,
    LevelOption,
    MaxFindingsOption,
    OutputOption,
    format_option,
    read_day,
    read_months,
)
from rrn_fees.cli.shell import (
    STANDARD_INPUT,
    Today,
    location_of,
    read_standard_catalogue,
    working_directory,
)
from rrn_fees.dates import Day
from rrn_fees.deadlines.bank_holidays import WorkingDaysWhenNeeded
from rrn_fees.documents.check_text import failure_text
from rrn_fees.errors import CatalogueError, FaultKind, RequestError
from rrn_fees.formats import Format, formats_of
from rrn_fees.render_options import RenderOptions
from rrn_fees.standard_error import say

Located = tuple[str, Draft]
"""A file as far as it can be read, behind where it is in its repository."""

DEFAULT_TIMEZONE = "Europe/London"
CHECK_FORMATS = formats_of("Report")


def check(  # noqa: PLR0913 - a parameter for each option
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...|-",
            help="What to check; - is standard input. By default the catalogue in force.",
        ),
    ] = None,
    *,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="CODES",
            help="Only these checks or families, such as F305,F4. By default all of them.",
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore", metavar="CODES", help="Not these checks or families, even if selected."
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail too.")] = False,
    level: LevelOption = LEVELS[-1],
    max_findings: MaxFindingsOption = None,
    base: Annotated[
        str | None,
        typer.Option(
            "--base",
            metavar="FILE",
            help="An earlier version of the file; - is standard input. Only findings that it does "
            "not have are written, and only these fail.",
        ),
    ] = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")
    ] = False,
    as_at: Annotated[
        Day | None,
        typer.Option(
            "--as-at",
            metavar="DATE",
            parser=read_day,
            help="The day from which dates are seen, so that a run can be repeated. By default "
            "today.",
        ),
    ] = None,
    horizon: Annotated[
        int | None,
        typer.Option(
            "--horizon",
            metavar="MONTHS",
            parser=read_months,
            help="How many months ahead an intake is looked for. By default 12.",
        ),
    ] = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count how often each check found something.")
    ] = False,
    catalogue: CatalogueOption = None,
    form: Annotated[str | None, format_option(CHECK_FORMATS)] = None,
    output: OutputOption = "-",
    colour: ColourOption = "auto",
) -> None:
    """Check catalogues: every fault, and whatever else is worth a word, with code and place.

    Exits with 1 if there is an error. rrn-fees catalogue rule CODE tells what a code means.
    """
    delivery = Delivery(CHECK_FORMATS, form, output, colour)
    if statistics and delivery.form in (Format.GITHUB, Format.SARIF, Format.JUNIT):
        raise RequestError(f"The {delivery.form} format has no room for --statistics.")
    source = context.get_parameter_source("catalogue")
    if files and source is not None and source.name == "COMMANDLINE":
        raise RequestError("Name files to check, or one with --catalogue, not both.")
    selected = _selected(select, ignore)
    _refuse_base(base, files)
    found = _report(_drafts(files, catalogue, delivery), selected, as_at, horizon)
    if base is not None:
        found = _compared(found, base, selected, delivery)
    found = replace(found, strict=strict, level=Level(level), most=max_findings or found.most)
    delivery.write(
        found,
        options=RenderOptions(statistics=statistics),
        no=No(sentence=failure_text(found), fails=not exit_zero) if found.has_failed else None,
    )


def _report(
    drafts: Iterator[Located],
    selected: frozenset[str],
    as_at: Day | None,
    horizon: int | None,
) -> Report:
    """Return what is found in each file, seen from the day asked for, else from today.

    Today is that of the first file that names a place. A file is done with before the next one is
    read: two large ones at a time take more memory than a command may.
    """
    months = horizon or DEFAULT_HORIZON
    files: list[FileReport] = []
    day: date | None = None
    while (located := next(drafts, None)) is not None:
        catalogue = located[1].catalogue
        seen_from = day or _day(as_at, catalogue.timezone if catalogue else DEFAULT_TIMEZONE)
        day = seen_from if catalogue else day
        files.append(_found_in(located, selected, seen_from, months))
        del located, catalogue
    return Report(files=tuple(files), as_at=day or _day(as_at, DEFAULT_TIMEZONE), horizon=months)


def _day(as_at: Day | None, timezone: str) -> date:
    today = Today(timezone)
    return today.meant_by(as_at) or today.day


def _found_in(located: Located, selected: frozenset[str], as_at: date, horizon: int) -> FileReport:
    location, draft = located
    return checked(
        draft,
        WorkingDaysWhenNeeded,
        as_at=as_at,
        location=location,
        horizon=horizon,
        selected=selected,
    )


def _compared(found: Report, base: str, selected: frozenset[str], delivery: Delivery) -> Report:
    """Return of what is *found* only what *base* does not have, seen from the same day."""
    located = _base(base, delivery)
    shown = located[1].file
    before = _found_in(located, selected, found.as_at, found.horizon)
    files = tuple(compared(file, before) for file in found.files)
    return replace(found, files=files, base=shown)


def _refuse_base(base: str | None, files: Sequence[str] | None) -> None:
    """Raise RequestError if there is no one file that *base* is an earlier version of."""
    if base is None:
        return
    if len(dict.fromkeys(files or ("",))) > 1:
        raise RequestError("With --base, name one file to check: the one that it is a version of.")
    if base == STANDARD_INPUT and files and STANDARD_INPUT in files:
        raise RequestError("Standard input can be the file to check or its base, not both.")


def _base(name: str, delivery: Delivery) -> Located:
    """Return the file to compare with, as far as it can be read; RequestError if there is none."""
    delivery.reads(name)
    located = _named(name)
    _, draft = located
    fault = draft.faults[0] if draft.root is None else None
    if fault is not None and fault.kind is FaultKind.FILE:
        raise RequestError(f"There is no base to compare with: {fault}.")
    if fault is not None:
        say(f"The base cannot be read, and every finding counts as new: {fault}.")
    return located


def _selected(select: Iterable[str] | None, ignore: Iterable[str] | None) -> frozenset[str]:
    """Return the codes that are asked for; RequestError for every one that does not exist."""
    wanted, unwanted = _separate(select), _separate(ignore)
    codes_of([*wanted, *unwanted])
    selected = (codes_of(wanted) if select else frozenset(BY_CODE)) - codes_of(unwanted)
    if not selected:
        raise RequestError("Every check that is selected is ignored too: nothing is left to check.")
    return selected


def _separate(values: Iterable[str] | None) -> list[str]:
    return [code for value in values or () for code in re.split(r"\s*,\s*", value.strip())]


def _drafts(
    files: list[str] | None, catalogue: str | None, delivery: Delivery
) -> Iterator[Located]:
    """Yield each file named, once, else the catalogue in force, as far as it can be read."""
    if catalogue == "":
        raise RequestError("Name a file with --catalogue, or leave it out.")
    if not files:
        yield _in_force(catalogue, delivery)
    for name in dict.fromkeys(files or ()):
        delivery.reads(name)
        yield _named(name)


def _in_force(catalogue: str | None, delivery: Delivery) -> Located:
    file = find(catalogue, working_directory())
    delivery.reads(file.path)
    return file.shown if file.shipped else location_of(file.path), read_draft(file)


def _named(name: str) -> Located:
    if not name:
        raise RequestError("The name of a file is empty.")
    if name == STANDARD_INPUT:
        return "standard input", _standard_input()
    return location_of(Path(name)), read_draft(CatalogueFile(Path(name), name))


def _standard_input() -> Draft:
    try:
        return draft_of(read_standard_catalogue(MAX_BYTES + 1), "standard input")
    except CatalogueError as error:
        return unread("standard input", error)
