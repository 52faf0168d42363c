"""What the tests share: catalogues to price from, and the command line as a user runs it."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import pytest
import typer.main
from hypothesis import given, note, settings
from hypothesis.strategies import SearchStrategy, binary

from rrn_fees import Catalogue, Item, Quote, Refusal, Request, load_catalogue, price
from rrn_fees.__main__ import _flushed, _run
from rrn_fees.catalogue.loader import parse_catalogue
from rrn_fees.catalogue.model import BankHolidays
from rrn_fees.cli import shell
from rrn_fees.deadlines.bank_holidays import load_working_days
from rrn_fees.deadlines.working_days import WorkingDays
from rrn_fees.diff.changes import Changes
from rrn_fees.formats import Format, render
from rrn_fees.formats.terminal.style import TerminalStyle
from rrn_fees.pricing.price_list import price_list
from rrn_fees.pricing.published import PublishedPrices, PublishedQualification
from rrn_fees.pricing.quotation import Addressed, Quotation, quotation
from rrn_fees.render_options import RenderOptions
from rrn_fees.verification import Verification

TESTS = Path(__file__).parent
REPOSITORY = TESTS.parent
SHIPPED = REPOSITORY / "data" / "qualifications.yaml"
FEBRUARY = date(2024, 2, 1)
"""A day on which the May 2024 intakes of the shipped catalogue are open."""
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
"""When commands are run that are told no day: a fixed one, on which every intake is closed."""


def examples(in_the_fast_suite: int, parts: int = 1) -> int:
    """Return with how many examples to try a law: a profile that varies them has its own number.

    Of a law that is tried in so many *parts*, such as one for each command, each gets its share.
    """
    in_force = settings()  # without arguments: those of the profile
    if in_force.derandomize:
        return in_the_fast_suite
    return max(in_the_fast_suite, -(-in_force.max_examples // parts))


D = TypeVar("D")
R = TypeVar("R")

REQUESTS = 8
"""How many requests a law asks of each catalogue: to draw one takes longer than to price."""


SEEDS = binary(min_size=8, max_size=8)
"""Bytes, which Hypothesis draws evenly. Of whole numbers it prefers the small ones: half of all
seeds would be below 65,536, and the same ones would be tried in every run."""


def of_each(
    make: Callable[[Random], tuple[D, Sequence[R]]], in_the_fast_suite: int, parts: int = 1
) -> Callable[[Callable[[tuple[D, R]], None]], Callable[[], None]]:
    """Try a law for each request of each catalogue made; so many requests in the fast suite.

    *make* is given what to make them from at random. The law is given the catalogue and one
    request, as `price` takes them. What fails is shown with its seed and its request.
    """

    def decorate(law: Callable[[tuple[D, R]], None]) -> Callable[[], None]:
        number = examples(-(-in_the_fast_suite // REQUESTS), REQUESTS * parts)

        def test(seed: bytes) -> None:
            made, requests = make(Random(seed))  # noqa: S311 - no secret
            for request in requests:
                try:
                    law((made, request))
                except Exception:
                    note(f"This request failed: {request}")
                    raise

        # Before it is given examples: a law that does not vary gets its own by its name.
        test.__name__, test.__qualname__, test.__doc__ = law.__name__, law.__qualname__, law.__doc__
        return settings(max_examples=number)(given(seed=SEEDS)(test))

    return decorate


def made_at_random(make: Callable[[Random], R]) -> SearchStrategy[R]:
    """Return what *make* makes, from another seed for each example.

    To draw each value from a strategy can take ten times as long as the law itself. What is made
    here is small, so that an example which fails need not be made smaller.
    """

    def made(seed: bytes) -> R:
        note(f"Made from Random({seed!r})")
        return make(Random(seed))  # noqa: S311 - no secret

    return SEEDS.map(made)


def chance(by: Random, of: float) -> bool:
    """Return at random what is true in one of so many cases, such as 0.1."""
    return by.random() < of


@cache
def catalogue(name: str = "shipped") -> Catalogue:
    """Return the shipped catalogue, or one of those in ``tests/catalogues``."""
    if name == "shipped":
        return load_catalogue()
    return load_catalogue(TESTS / "catalogues" / f"{name}.yaml")


@cache
def working_days(division: BankHolidays = BankHolidays.ENGLAND_AND_WALES) -> WorkingDays:
    """Return the working days through 2028, whatever later years the installed data has."""
    published = load_working_days(division)
    through_2028 = {day: name for day, name in published.holidays.items() if day.year <= 2028}
    return WorkingDays(division, through_2028, published.first, date(2028, 12, 31))


def parsed(text: str) -> Catalogue:
    """Return the catalogue that *text* holds."""
    return parse_catalogue(text.encode(), "catalogue.yaml")


def items(*texts: str) -> tuple[Item, ...]:
    """Return the items that *texts* such as ``certificate:6`` stand for."""
    pairs = [text.partition(":") for text in texts]
    return tuple(Item(name, int(learners or "1")) for name, _, learners in pairs)


def ask(*texts: str, of: Catalogue, category: str = "member", **more: object) -> Quote | Refusal:
    """Price *texts* under the catalogue *of*, on 1 February 2024 unless told otherwise."""
    asked: dict[str, object] = {"on": FEBRUARY, **more}
    return price(of, Request(items=items(*texts), category=category, **asked))  # type: ignore[arg-type]


def quoted(*texts: str, of: Catalogue, **more: object) -> Quote:
    """Price *texts* and return the quote; a refusal is a failure."""
    answer = ask(*texts, of=of, **more)  # type: ignore[arg-type]
    assert isinstance(answer, Quote), answer
    return answer


def sent(quote: Quote, of: Catalogue, **addressed: object) -> Quotation:
    """Return *quote*, priced from the catalogue *of*, as it is sent to a customer."""
    return quotation(quote, Addressed(**addressed), of)  # type: ignore[arg-type]


def prices_of(of: Catalogue, on: date = FEBRUARY) -> PublishedPrices:
    """Return every price of the catalogue *of*, as ``list`` answers."""
    return PublishedPrices(prices=price_list(of), on=on)


def qualification(name: str, on: date = FEBRUARY) -> PublishedQualification:
    """Return all that is known of one qualification, as ``show`` answers."""
    return PublishedQualification(name=name, on=on)


PLAIN = TerminalStyle()


def written(
    answer: object,
    of: Catalogue | None = None,
    form: Format = Format.TABLE,
    *,
    explain: bool = False,
    style: TerminalStyle = PLAIN,
    **options: Any,
) -> str:
    """Return *answer*, worked out from the catalogue *of*, as a text in a format.

    A change and a verification have the catalogue in them that they end with.
    """
    match answer:
        case Changes():
            of = answer.new
        case Verification():
            of = answer.catalogue
        case _:
            pass
    _need_pydantic_for(form)
    chosen = RenderOptions(explain=explain, **options)
    return render(answer, of, form, chosen, style).decode()


def _need_pydantic_for(*words: str) -> None:
    """Skip a test where nothing compiled runs, if a format among *words* needs pydantic."""
    if sys.platform == "emscripten" and {"json", "csv"} & {*words}:
        pytest.skip("a part of pydantic is compiled")


def refused(*texts: str, of: Catalogue, **more: object) -> Refusal:
    """Price *texts* and return the refusal; a quote is a failure."""
    answer = ask(*texts, of=of, **more)  # type: ignore[arg-type]
    assert isinstance(answer, Refusal), answer
    return answer


TYPER = tuple(int(part) for part in version("typer").split(".")[:2])
"""The release of Typer that is installed: from 0.29 on it lays out help otherwise, and imports
pydantic and Rich to run any command."""
NEW_TYPER = (0, 29)


@dataclass(frozen=True)
class Outcome:
    """What a command left: its exit code and both its outputs."""

    code: int
    out: str
    err: str


COMMAND = (sys.executable, "-m", "rrn_fees")

_STYLING = ("FORCE_COLOR", "NO_COLOR", "GITHUB_ACTIONS", "TTY_COMPATIBLE", "COLUMNS", "TERM")


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment without what would change how an answer looks, and with *extra*."""
    kept = {name: value for name, value in os.environ.items() if name not in _STYLING}
    for name in ("RRN_FEES_CATALOGUE", "RRN_FEES_FORMAT"):
        kept.pop(name, None)
    return {**kept, **(extra or {})}


_OF_THE_PROCESS = ("PYTHON", "LC_", "LANG", "TZ")
"""Variables that Python itself reads when it starts."""


command_of = cache(typer.main.get_command)
"""The commands of an app: to build them takes longer than to run one."""


def run(
    *arguments: str,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdin: str = "",
    now: datetime = NOON,
) -> Outcome:
    """Run the command off any terminal, outside the repository, as if it were *now*.

    Within this process, which takes a tenth of the time of one of its own, unless a variable asks
    for one: that one goes by the clock. `run_alone` is for what can only be seen from outside.
    """
    _need_pydantic_for(*arguments)
    if any(name.startswith(_OF_THE_PROCESS) for name in env or ()):
        return run_alone(*arguments, cwd=cwd, env=env, stdin=stdin)
    out, err = io.BytesIO(), io.BytesIO()
    with contextlib.ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        stack.enter_context(contextlib.chdir(cwd or "/"))
        for name in os.environ.keys() - environment(env).keys():
            patch.delenv(name)
        for name, value in {**environment(env), "COLUMNS": "80"}.items():
            patch.setenv(name, value)
        patch.setattr(shell, "now", lambda: now)
        patch.setattr(typer.main, "get_command", command_of)
        patch.setattr(sys, "argv", ["rrn-fees", *arguments])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        patch.setattr(sys, "stdout", io.TextIOWrapper(out, "utf-8"))
        patch.setattr(sys, "stderr", io.TextIOWrapper(err, "utf-8"))
        code = _flushed(_run())
        sys.stderr.flush()
        return Outcome(code, out.getvalue().decode(), err.getvalue().decode())


def run_alone(
    *arguments: str, cwd: Path | None = None, env: Mapping[str, str] | None = None, stdin: str = ""
) -> Outcome:
    """Run the command as a process of its own, off any terminal, outside the repository."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd or "/",
        env=environment(env),
        input=stdin.encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def has_no_traceback(text: str) -> bool:
    """Whether *text* is free of anything that Python prints when it falls over."""
    return "Traceback" not in text and "Exception ignored" not in text


def lines_of(quote: Quote) -> Sequence[tuple[str, int, int]]:
    """Return each line's basis, quantity and price in pence."""
    return [(line.row.basis.value, line.quantity, line.row.price) for line in quote.lines]
