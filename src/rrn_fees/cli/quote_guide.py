"""What a quote needs and was not said: asked of a person at a terminal, one thing at a time."""

import shlex
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

import typer

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.cli.options import ItemText, read_day, read_item, read_learners
from rrn_fees.dates import long_date
from rrn_fees.errors import RequestError, no_such
from rrn_fees.pricing.quotation import Addressed
from rrn_fees.pricing.quote import Request
from rrn_fees.standard_error import ask, say

T = TypeVar("T")


class Asked(NamedTuple):
    """What was said of a quote so far."""

    items: tuple[ItemText, ...]
    category: str | None
    learners: int | None
    on: date | None

    @property
    def lacks_something(self) -> bool:
        """Whether there is no quote without asking."""
        return not self.items or self.category is None


def require_known(asked: Asked, catalogue: Catalogue) -> None:
    """Raise `RequestError` with every name that *catalogue* does not have, before more is asked."""
    unknown = [
        no_such("qualification", item.qualification, catalogue.qualifications)
        for item in asked.items
        if item.qualification not in catalogue.qualifications
    ]
    if asked.category is not None and asked.category not in catalogue.categories:
        unknown.append(no_such("category", asked.category, catalogue.categories))
    if unknown:
        raise RequestError(*unknown)


def completed(asked: Asked, catalogue: Catalogue, today: date) -> Asked:
    """Return *asked* with all that was not said, as a person says it on standard error."""
    items, category, learners, on = asked.items, asked.category, asked.learners, asked.on
    if not items:
        titles = {name: of.title for name, of in catalogue.qualifications.items()}
        items = (_answer_to("What is the quote for?", titles, _item_of(titles, learners)),)
    if category is None:
        labels = {name: of.label for name, of in catalogue.categories.items()}
        category = _answer_to("Who pays?", labels, _name_of("category", labels))
    if learners is None and any(item.learners is None for item in items):
        learners = _answer_to("How many learners? By default 1.", {}, read_learners, default=1)
    if on is None:
        question = f"On which day? By default today, {long_date(today)}."
        on = _answer_to(question, {}, lambda text: read_day(text).seen_from(today), default=today)
    say("")
    return asked._replace(items=items, category=category, learners=learners, on=on)


def _answer_to(
    question: str, choices: Mapping[str, str], read: Callable[[str], T], default: T | None = None
) -> T:
    """Ask until *read* takes what is typed; nothing typed is *default*, if there is one."""
    say("", question)
    room = max(map(len, choices), default=0)
    for number, (name, label) in enumerate(choices.items(), start=1):
        say(f"  {number:>2}  {name:{room}}  {label}")
    while True:
        text = ask("> ").strip()
        if not text and default is not None:
            return default
        try:
            return read(text)
        except typer.BadParameter as error:
            say(error.message)


def _name_of(noun: str, choices: Mapping[str, str]) -> Callable[[str], str]:
    """Return what reads the number or the name of one of *choices*."""
    names = [*choices]

    def read(text: str) -> str:
        if text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= len(names):
            return names[int(text) - 1]
        if text in choices:
            return text
        raise typer.BadParameter(no_such(noun, text, choices))

    return read


def _item_of(titles: Mapping[str, str], given: int | None) -> Callable[[str], ItemText]:
    """Return what reads the number of a qualification, or its name with or without learners.

    Without, if so many were *given* before: of two numbers it does not guess which was meant.
    """
    name_of = _name_of("qualification", titles)

    def read(text: str) -> ItemText:
        name, colon, learners = text.partition(":")
        found = name_of(name)
        if colon and given is not None:
            raise typer.BadParameter(f"--learners says {given:,}: leave out the number.")
        return read_item(f"{found}:{learners}") if colon else ItemText(found, None)

    return read


def repeating(
    request: Request, addressed: Addressed, more: Mapping[str, str | None], *, explain: bool
) -> str:
    """Return the one line that asks for the same quote again; *more* has its other options."""
    return shlex.join(_words(request, addressed, more, explain=explain))


def _words(
    request: Request, addressed: Addressed, more: Mapping[str, str | None], *, explain: bool
) -> Iterator[str]:
    yield from ("rrn-fees", "quote")
    yield from (f"{item.qualification}:{item.learners}" for item in request.items)
    for option, value in (
        ("--as", request.category),
        ("--on", request.on),
        ("--intake", request.intake),
        ("--basis", request.basis),
        ("--paying-on", request.paying_on),
        ("--tax-point", request.tax_point),
        ("--reference", addressed.reference),
        ("--valid-until", addressed.valid_until),
        ("--customer", addressed.customer),
        ("--purchase-order", addressed.purchase_order),
        *more.items(),
    ):
        if value is not None:
            yield from (option, str(value))
    for flag, is_set in (
        ("--early-bird", request.early_bird),
        ("--indicative", request.indicative),
        ("--explain", explain),
    ):
        if is_set:
            yield flag
