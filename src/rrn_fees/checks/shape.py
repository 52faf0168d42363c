"""Checks of the shape: keys, types, and how values are written. Found while the file is read."""

from rrn_fees.checks.check import Example, Pair, Within, fault
from rrn_fees.errors import FaultKind

_PRICE = Example('individual: {member: "100.00", non-member: "120.00"}')

CHECKS = (
    fault(
        "F101",
        FaultKind.UNKNOWN_KEY,
        "a key is not one of the format",
        "What stands under a misspelt key would be passed over, such as a date that then never "
        "closes an intake.",
        bad=Example("starts_on: 2025-05-06\nfinal_payment: 2025-03-28", Within.INTAKE),
        good=Example("starts_on: 2025-05-06\nfinal_payment_on: 2025-03-28", Within.INTAKE),
    ),
    fault(
        "F102",
        FaultKind.MISSING_KEY,
        "a key that the format needs is missing",
        "Nothing is filled in by guess: without it there is nothing to answer with.",
        bad=Example('sources: {page: {url: "https://example.org/fees"}}', Within.CATALOGUE),
        good=Example(
            'sources: {page: {title: Fees page, url: "https://example.org/fees"}}', Within.CATALOGUE
        ),
    ),
    fault(
        "F103",
        FaultKind.EMPTY_VALUE,
        "a key has no value",
        "Nothing may mean unknown, none or zero. What was not published is written so: "
        "not-published.",
        bad=Example("award:", Within.QUALIFICATION),
        good=Example("award: not-published", Within.QUALIFICATION),
    ),
    fault(
        "F104",
        FaultKind.MONEY,
        "an amount is not written as pounds and pence in quotes",
        "Without quotes an amount is a binary fraction, and the next program to save the file may "
        "change it. Signs, exponents, separators and more or fewer than two decimals are slips.",
        bad=Example('individual: {member: "100.000", non-member: 120.00}'),
        good=_PRICE,
    ),
    fault(
        "F105",
        FaultKind.PERCENT,
        "a rate is not written as a per cent in quotes",
        "A rate goes from 0 to 100 with at most two decimals, and stands in quotes like an amount.",
        bad=Example('early_bird: {percent: "10%", until: 2025-02-03}'),
        good=Example('early_bird: {percent: "10", until: 2025-02-03}'),
    ),
    fault(
        "F106",
        FaultKind.DATE,
        "a date is not one, or is written another way",
        "4/5/2025 is a day in April to some and in May to others; 30 February is none to anybody.",
        bad=Example("starts_on: 6/5/2025", Within.INTAKE),
        good=Example("starts_on: 2025-05-06", Within.INTAKE),
    ),
    fault(
        "F107",
        FaultKind.IDENTIFIER,
        "a name is not an identifier",
        "Identifiers are typed on a command line and stand in files of other programs: lower-case "
        "letters, digits and hyphens are safe in all of them.",
        bad=Example(
            "sources: {page: {title: Fees page}, Fees_2025: {title: Fees}}", Within.CATALOGUE
        ),
        good=Example("sources: {page: {title: Fees page}}", Within.CATALOGUE),
    ),
    fault(
        "F108",
        FaultKind.WRONG_TYPE,
        "a value is of another type than the format has there",
        "A number in the place of a text, or a text in the place of a list, is a slip, and what it "
        "was to be would be a guess.",
        bad=Example('level: "4"', Within.QUALIFICATION),
        good=Example("level: 4", Within.QUALIFICATION),
    ),
    fault(
        "F109",
        FaultKind.WRONG_CHOICE,
        "a word is not one of those that may stand there",
        "Only words with a meaning in the format can be acted on.",
        bad=Example("kind: course", Within.QUALIFICATION),
        good=Example("kind: training", Within.QUALIFICATION),
    ),
    fault(
        "F110",
        FaultKind.CHARACTER,
        "an escape brings in a character that is no text",
        "A control character can hide what is written from whoever reads it on a terminal.",
        bad=Example(r'title: "A Course\e[8m"', Within.QUALIFICATION),
        good=Example('title: "A Course"', Within.QUALIFICATION),
        also=(
            Pair(
                "a line break of another kind",
                Example(r'title: "A\LCourse"', Within.QUALIFICATION),
                Example('title: "A Course"', Within.QUALIFICATION),
            ),
        ),
    ),
    fault(
        "F111",
        FaultKind.TIMEZONE,
        "there is no such timezone",
        "A deadline ends at midnight in the catalogue's timezone: without one it ends at no "
        "certain moment.",
        bad=Example("timezone: London", Within.CATALOGUE),
        good=Example("timezone: Europe/London", Within.CATALOGUE),
    ),
    fault(
        "F112",
        FaultKind.FORMAT,
        "the file is in another version of the format",
        "A later format may mean something else by the same words.",
        bad=Example("format: 2", Within.CATALOGUE),
        good=Example("format: 1", Within.CATALOGUE),
    ),
    fault(
        "F113",
        FaultKind.OUT_OF_BOUNDS,
        "a number is beyond anything that is meant",
        "A cohort has 2 to 100,000 learners, a course takes at most 600 months, a deadline is at "
        "most 520 weeks before the start.",
        bad=Example('cohort: {size: 1, prices: {member: "90.00", non-member: "110.00"}}'),
        good=Example('cohort: {size: 6, prices: {member: "590.00", non-member: "710.00"}}'),
    ),
    fault(
        "F114",
        FaultKind.INCOMPLETE,
        "a record says too little to be of use",
        "A fee schedule has prices and says when it holds; an early bird has prices or a per cent, "
        "and lowers standard prices that are there; a rule that facts satisfy names them.",
        bad=Example("early_bird: {until: 2025-02-03}"),
        good=Example('early_bird: {percent: "5", until: 2025-02-03}'),
    ),
)
"""In the order of their codes."""
