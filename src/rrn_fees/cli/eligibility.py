"""``rrn-fees eligibility``: may one have it, at this price, and what is there still to confirm."""

import shlex
from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated

import typer

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.cli.completion import complete_fact, complete_subject
from rrn_fees.cli.delivery import Delivery, No
from rrn_fees.cli.options import (
    BasisOption,
    CatalogueOption,
    CategoryOption,
    ColourOption,
    FactText,
    IntakeOption,
    LearnersOption,
    NoInputOption,
    OnOption,
    OutputOption,
    PayingOnOption,
    format_option,
    read_fact,
)
from rrn_fees.cli.shell import Today, open_catalogue
from rrn_fees.deadlines.bank_holidays import WorkingDaysWhenNeeded
from rrn_fees.eligibility.assessment import assess, next_question
from rrn_fees.eligibility.enquiry import Answer, Eligibility, Enquiry, Outcome, Verdict
from rrn_fees.errors import RequestError, listed, quoted
from rrn_fees.formats import formats_of
from rrn_fees.pricing.price_list import Basis
from rrn_fees.standard_error import ask, can_ask, say

ELIGIBILITY_FORMATS = formats_of("Eligibility")

_ANSWERS = {
    "yes": ("yes", "y"),
    "no": ("no", "n"),
    "unknown": ("don't know", "dont know", "unknown", "d", "?"),
}
"""What is taken for each answer at the prompt, the first as it is asked for."""


def eligibility(  # noqa: PLR0913 - a parameter for each option
    subject: Annotated[
        str,
        typer.Argument(
            metavar="SUBJECT",
            autocompletion=complete_subject,
            help="A qualification, or a requirement such as certified-training.",
        ),
    ],
    *,
    category: CategoryOption = None,
    learners: LearnersOption = None,
    on: OnOption = None,
    intake: IntakeOption = None,
    basis: BasisOption = None,
    paying_on: PayingOnOption = None,
    fact: Annotated[
        list[FactText] | None,
        typer.Option(
            "--fact",
            metavar="NAME=yes|no|unknown",
            parser=read_fact,
            autocompletion=complete_fact,
            help="What is so of the learners or their organisation; may be given several times. "
            "--no-input names the facts. Without any, on a terminal, it asks.",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 also if anything is left to confirm.")
    ] = False,
    no_input: NoInputOption = False,
    catalogue: CatalogueOption = None,
    form: Annotated[str | None, format_option(ELIGIBILITY_FORMATS)] = None,
    output: OutputOption = "-",
    colour: ColourOption = "auto",
) -> None:
    """Tell whether one may have a qualification at its price, or what a requirement asks, and why.

    Each finding is met, not met, to confirm (a person must decide) or not applicable, with its
    source. Exits with 1 if a required one is not met.
    """
    delivery = Delivery(ELIGIBILITY_FORMATS, form, output, colour)
    loaded = open_catalogue(catalogue, delivery.reads)
    if learners is not None and subject in loaded.requirements:
        raise RequestError(
            f"{quoted(subject)} is a requirement, not something to buy: leave out --learners."
        )
    today = Today(loaded.timezone)
    enquiry = Enquiry(
        subject=subject,
        on=today.meant_by(on) or today.day,
        category=category,
        learners=learners or 1,
        basis=Basis(basis) if basis else None,
        intake=intake,
        paying_on=today.meant_by(paying_on),
        facts={name: Answer(answer) for name, answer in _once(fact or ()).items()},
    )
    if not fact and not no_input and can_ask():
        enquiry = _asked(loaded, enquiry, catalogue, strict=strict)
    found = assess(loaded, enquiry, WorkingDaysWhenNeeded(loaded.bank_holidays))
    delivery.write(
        found,
        loaded,
        no=_why_not(found, strict=strict),
    )


def _why_not(found: Eligibility, *, strict: bool) -> No | None:
    """Return that one is not eligible, or if *strict* that this is not certain, and over what."""
    match found.verdict:
        case Verdict.NOT_ELIGIBLE:
            outcome = Outcome.NOT_MET
            what = "Not eligible" if found.requirement is None else "The requirement is not met"
        case Verdict.TO_CONFIRM if strict:
            outcome, what = Outcome.TO_CONFIRM, "Not certain yet"
        case _:
            return None
    over = [of.criterion for of in found.findings if of.outcome is outcome]
    needs = "needs confirming" if len(over) == 1 else "need confirming"
    needs = "not met" if outcome is Outcome.NOT_MET else needs
    return No(sentence=f"{what}: {listed(over)} {needs}.")


def _once(facts: Iterable[FactText]) -> dict[str, str]:
    """Return the facts by name, if none is given two answers."""
    answers: dict[str, str] = {}
    for fact in facts:
        first = answers.setdefault(fact.name, fact.answer)
        if first != fact.answer:
            both = f"{first} and {fact.answer}"
            raise RequestError(f"The fact {quoted(fact.name)} is answered {both}.")
    return answers


def _asked(catalogue: Catalogue, enquiry: Enquiry, named: str | None, *, strict: bool) -> Enquiry:
    """Ask one question at a time for as long as an answer may change a finding.

    In the end say the command that makes the same enquiry of the catalogue *named*, if one was.
    """
    asked = False
    while (question := next_question(catalogue, enquiry)) is not None:
        answer = Answer(_answer_to(question.text))
        enquiry = replace(enquiry, facts={**enquiry.facts, question.fact: answer})
        asked = True
    if asked:
        again = [*_words(enquiry), *(["--strict"] if strict else [])]
        again += ["--catalogue", named] if named else []
        say("", "The same answers again:", f"  {shlex.join(again)}", "")
    return enquiry


def _answer_to(question: str) -> str:
    """Ask until the answer is one; both the question and what is wrong go to standard error."""
    choices = ", ".join(words[0] for words in _ANSWERS.values())
    while True:
        typed = ask(f"{question} ({choices}): ").strip().casefold().replace("\u2019", "'")
        for answer, words in _ANSWERS.items():
            if typed in words:
                return answer
        say(f"Please answer one of: {choices}.")


def _words(enquiry: Enquiry) -> list[str]:
    """Return the words of the command that makes *enquiry*, whatever day it is run on."""
    words = ["rrn-fees", "eligibility", enquiry.subject]
    options = (
        ("--as", enquiry.category),
        ("-n", enquiry.learners if enquiry.learners > 1 else None),
        ("--on", enquiry.on),
        ("--intake", enquiry.intake),
        ("--basis", enquiry.basis),
        ("--paying-on", enquiry.paying_on),
    )
    for option, value in options:
        words += [option, str(value)] if value is not None else []
    for fact, answer in enquiry.facts.items():
        words += ["--fact", f"{fact}={answer}"]
    return words
