"""What is asked is done, refused or told: no option is passed over in silence.

For every option of every command it is decided here what becomes of it where the rest of the
request, or the catalogue, leaves it nothing to decide.
"""

from pathlib import Path

import pytest
from support import SHIPPED, TESTS, run
from typer.main import get_command

from rrn_fees.cli import app

ON = ("--on", "2024-02-01")
MARCH = ("--on", "2024-03-01")
QUOTE = ("quote", "certificate:6", "--as", "member", *ON)
DATES = ("--catalogue", str(TESTS / "catalogues" / "dates.yaml"))
OURS = ("--catalogue", str(SHIPPED))

REFUSED = {
    "quote --learners": (
        (*QUOTE, "-n", "4"), "Every item states its learners; leave out --learners."
    ),
    "quote --learners, of several": (
        ("quote", "certificate:6", "diploma:1", "--as", "member", "-n", "4"),
        "Every item states its learners",
    ),
    "quote --intake": (
        ("quote", "at-any-time", "--as", "member", *ON, "--intake", "may", *DATES),
        "There is no intake of at-any-time",
    ),
    "quote --early-bird": ((*QUOTE, "--early-bird"), None),
    "quote --explain": ((*QUOTE, "--explain", "-f", "csv"), "no room for --explain"),
    "quote --reference": ((*QUOTE, "--reference", "X", "-f", "csv"), "no room for --reference"),
    "quote --customer": ((*QUOTE, "--customer", "X", "-f", "csv"), "no room for --reference"),
    "quote --purchase-order": (
        (*QUOTE, "--purchase-order", "X", "-f", "csv"), "no room for --reference",
    ),
    "quote --valid-until": (
        ("quote", "certificate", "--as", "member", "--on", "2026-11-22", "--indicative",
         "--valid-until", "2026-11-30"),
        "An indicative quote is no offer",
    ),
    "quote --paying-on": ((*QUOTE, "--paying-on", "2024-01-31"), "before the day in question"),
    "compare --learners": (
        ("compare", "certificate:6", *ON, "-n", "4"), "Every item states its learners"
    ),
    "compare --learners, a range": (
        ("compare", "certificate:6", "diploma", *ON, "-n", "1..4"), "for items that state none"
    ),
    "compare --membership-fee": (
        ("compare", "course", *ON, "--membership-fee", "1.00", "--catalogue", "{other}"),
        "A membership fee is compared where",
    ),
    "eligibility --learners": (
        ("eligibility", "certified-training", "-n", "1", "--no-input"),
        '"certified-training" is a requirement, not something to buy: leave out --learners.',
    ),
    "eligibility --learners, more": (
        ("eligibility", "certified-training", "-n", "6", "--no-input"), "not something to buy"
    ),
    **{
        f"eligibility {option}": (
            ("eligibility", "certified-training", "--no-input", option, value), "not something to"
        )
        for option, value in (
            ("--as", "member"), ("--basis", "cohort"), ("--intake", "2024-05"),
            ("--paying-on", "2099-01-01"),
        )
    },
    "deadlines --strict": (
        ("deadlines", *MARCH, "--strict"), "--strict judges a payment: say when with --paying-on."
    ),
    "deadlines --intake": (
        ("deadlines", "certificate", "hopes-diploma", *MARCH, "--intake", "2024-05"),
        "There is no intake of hopes-diploma called",
    ),
    **{
        f"diff {option}": (
            ("catalogue", "diff", str(SHIPPED), str(SHIPPED), option, "main", "-f", "json"),
            "The json format has no room for --before-label and --after-label.",
        )
        for option in ("--before-label", "--after-label")
    },
    "check --catalogue": (
        ("catalogue", "check", str(SHIPPED), *OURS), "Name files to check, or one with --catalogue"
    ),
    "check --statistics": (
        ("catalogue", "check", "--statistics", "-f", "github", *OURS), "no room for --statistics"
    ),
    "check --ignore": (
        ("catalogue", "check", "--select", "F305", "--ignore", "F3", *OURS), "nothing is left"
    ),
}  # fmt: skip
"""It can mean nothing there: exit 2, and the sentence. None: a refusal of the price, exit 1."""

TOLD = {
    "quote --tax-point": (
        ("quote", "exempt-course", "--as", "member", *ON, "--tax-point", "2024-03-01",
         "--catalogue", "{other}"),
        "None of these fees carries VAT: --tax-point changes nothing.",
    ),
    "quote --paying-on": (
        ("quote", "exempt-course", "--as", "member", *ON, "--paying-on", "2024-03-01",
         "--catalogue", "{other}"),
        "No day by which to pay is known: --paying-on changes nothing.",
    ),
    "compare --tax-point": (
        ("compare", "exempt-course", *ON, "--tax-point", "2024-03-01", "--catalogue", "{other}"),
        "None of these fees carries VAT: --tax-point changes nothing.",
    ),
    "compare --paying-on": (
        ("compare", "exempt-course", *ON, "--paying-on", "2024-03-01", "--catalogue", "{other}"),
        "No day by which to pay is known: --paying-on changes nothing.",
    ),
    "quote --explain, refused": (
        ("quote", "certificate", "--as", "member", "--on", "2026-11-22", "--explain"),
        "A refusal has no place for --explain, which changes nothing.",
    ),
    "quote --reference, refused": (
        ("quote", "certificate", "--as", "member", "--on", "2026-11-22", "--reference", "X",
         "--purchase-order", "Y"),
        "A refusal has no place for --reference and --purchase-order, which change nothing.",
    ),
    "deadlines --paying-on": (
        ("deadlines", "restraint-reduction-training", *MARCH, "--paying-on", "2024-03-02",
         "-f", "csv"),
        "There is nothing to pay: --paying-on changes nothing.",
    ),
    **{
        f"{words[0]} --color": (
            (*words, "--color", "always", "-f", "json"),
            "The json format has no colour: --color always changes nothing.",
        )
        for words in (
            QUOTE, ("compare", "certificate", *ON), ("list",), ("show", "certificate"),
            ("deadlines", *MARCH), ("eligibility", "certificate", *ON, "--no-input"),
            ("catalogue", "check", "--exit-zero"), ("catalogue", "rule"),
            ("catalogue", "diff", str(SHIPPED), str(SHIPPED)), ("verify", "{saved}", *ON),
        )
    },
}  # fmt: skip
"""It is understood and changes nothing: a sentence on standard error."""

IN_THE_ANSWER = {
    "quote --early-bird, missed": (
        ("quote", "early-paid", "--as", "member", "--on", "2024-04-02", "--early-bird", *DATES),
        "Early bird ended on 29 March 2024.",
    ),
    "eligibility --fact": (
        ("eligibility", "certified-training", "--no-input", "--fact", "works-in-services=yes"),
        "Facts that have no bearing on it",
    ),
    "eligibility --paying-on": (
        ("eligibility", "at-any-time", *ON, "--no-input", "--paying-on", "2024-03-01", *DATES),
        "It has no intakes, and so no final payment date.",
    ),
    "eligibility --basis": (
        ("eligibility", "certificate", *ON, "--no-input", "--basis", "cohort"), "Say who pays"
    ),
    "deadlines --paying-on, in a table": (
        ("deadlines", "restraint-reduction-training", *MARCH, "--paying-on", "2024-03-02"),
        "there is nothing to pay",
    ),
    "compare --membership-fee, no price": (
        ("compare", "certificate", "--on", "2026-11-22", "--membership-fee", "1.00"),
        "No intake of Certificate",
    ),
}  # fmt: skip
"""The answer itself says so."""

HARMLESS = {
    "quote --indicative": "an intake that is open is priced firmly, as its help says",
    "compare --indicative": "likewise",
    "quote --no-input": "it forbids what may not have been wanted",
    "eligibility --no-input": "likewise",
    "eligibility --strict": "it changes the exit code where anything needs confirming",
    "deadlines --within": "it keeps what is to be paid, as its help says",
    "check --strict": "--exit-zero says that nothing fails",
    "check --exit-zero": "it changes the exit code where anything fails",
    "check --level": "a bound on what is written, and part of the document",
    "check --max-findings": "likewise; what is more than that is told",
    "check --base": "the summary says what was compared, and how much both have",
    "check --horizon": "how far one check looks, and part of the document",
    "check --as-at": "the day from which dates are seen, and part of the document",
    "diff --fail-on": "it changes the exit code where anything differs",
}
"""It is a permission or a bound, which may well have nothing to do; its help says what it does."""

ALWAYS = {
    "quote": {"--as", "--on", "--basis"},
    "compare": {"--on", "--intake"},
    "eligibility": {"--on"},
    "deadlines": {"--on"},
    "verify": {"--on"},
    "check": {"--select"},
    "diff": {"--on", "--learners"},
}
"""There is always something that it decides; `--intake` names one that there is or is refused."""

EVERYWHERE = {"--catalogue", "--format", "--output", "--help"}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """Return a catalogue in which an option has nothing to decide, and a saved quote."""
    other, saved = tmp_path / "other.yaml", tmp_path / "saved.json"
    courses = "".join(
        f"  {name}:\n    title: {name.title()}\n    kind: training\n    source: page\n    fees:\n"
        "      - valid_from: 2024-01-01\n        vat: exempt\n        source: page\n"
        "        individual: {member: '9.00'}\n"
        for name in ("course", "exempt-course")
    )
    other.write_text(
        "format: 1\ncurrency: GBP\ncategories: {member: {label: Member}}\n"
        f"sources: {{page: {{title: Page}}}}\nqualifications:\n{courses}",
        encoding="utf-8",
    )
    assert run(*QUOTE, *OURS, "-o", str(saved)).code == 0
    return {"other": str(other), "saved": str(saved)}


def asked(arguments: tuple[str, ...], files: dict[str, str]) -> tuple[str, ...]:
    words = tuple(word.format(**files) for word in arguments)
    takes_one = words[0] != "catalogue" or words[1] == "check"
    named = "--catalogue" in words or not takes_one or str(SHIPPED) in words
    return words if named else (*words, *OURS)


@pytest.mark.parametrize(("arguments", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_can_mean_nothing_is_refused(
    arguments: tuple[str, ...], sentence: str | None, files: dict[str, str]
) -> None:
    done = run(*asked(arguments, files))
    if sentence is None:
        assert done.code == 1
        assert done.out.startswith("No quote")
        return
    assert (done.code, done.out) == (2, ""), done
    assert sentence in " ".join(done.err.replace("│", "").split())


@pytest.mark.parametrize(("arguments", "sentence"), TOLD.values(), ids=TOLD)
def test_what_changes_nothing_is_told(
    arguments: tuple[str, ...], sentence: str, files: dict[str, str]
) -> None:
    done = run(*asked(arguments, files))
    assert done.code in (0, 1)
    assert done.out
    assert sentence in done.err.splitlines()


@pytest.mark.parametrize(("arguments", "sentence"), IN_THE_ANSWER.values(), ids=IN_THE_ANSWER)
def test_what_changes_nothing_is_told_in_the_answer(
    arguments: tuple[str, ...], sentence: str, files: dict[str, str]
) -> None:
    done = run(*asked(arguments, files))
    assert sentence in " ".join(done.out.split())


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param((*QUOTE, "--tax-point", "2024-02-02"), id="a tax point at the same rate"),
        pytest.param((*QUOTE, "--paying-on", "2024-03-01"), id="a payment in time"),
        pytest.param((*QUOTE, "--indicative"), id="an intake that is open"),
        pytest.param((*QUOTE, "--no-input"), id="nothing to ask"),
        pytest.param(
            ("quote", "certificate", "diploma:2", "--as", "member", *ON, "-n", "3"),
            id="learners of what states none",
        ),
        pytest.param((*QUOTE, "--color", "always"), id="colour in a table"),
        pytest.param((*QUOTE, "--color", "never", "-f", "json"), id="no colour in JSON"),
        pytest.param(
            ("deadlines", "certificate", *MARCH, "--paying-on", "2024-03-02", "--strict",
             "-f", "csv"),
            id="a payment in time, strictly",
        ),
        pytest.param(
            ("compare", "certificate:6", *ON, "--paying-on", "2024-02-02", "--tax-point",
             "2024-02-03"),
            id="days of a comparison",
        ),
    ],
)  # fmt: skip
def test_nothing_is_told_of_what_is_done(arguments: tuple[str, ...]) -> None:
    done = run(*arguments, *OURS)
    assert (done.code, done.err) == (0, "")


def test_it_is_decided_for_every_option_of_every_command() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    nested = commands["catalogue"].commands
    options = {
        f"{name} {option.opts[-1]}"
        for name, command in {**commands, **nested}.items()
        for option in command.params
        if option.param_type_name == "option"
    }
    always = {f"{name} {option}" for name, given in ALWAYS.items() for option in given}
    everywhere = {name for name in options if name.split()[1] in EVERYWHERE | {"--color"}}
    cases = (*REFUSED, *TOLD, *IN_THE_ANSWER)
    decided = {case.partition(",")[0] for case in cases} | HARMLESS.keys() | always | everywhere
    assert options - decided == set()
    # `--color` of every command is told; "catalogue --color" stands for its three.
    assert {name for name in decided - options if not name.endswith("--color")} == set()
