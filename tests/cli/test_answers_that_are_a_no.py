"""An answer that is a no and goes to a file: standard error says so, for every command and format.

"Wrote FILE" alone would look like a success to whoever does not look at the exit code.
"""

import ast
import json
from pathlib import Path

import pytest
from support import REPOSITORY, SHIPPED, run
from typer.main import get_command

from rrn_fees.cli import app
from rrn_fees.formats import formats_of

VERIFY_FORMATS = formats_of("Verification")
IN_2026 = ("--on", "2026-11-22")
OURS = ("--catalogue", str(SHIPPED))
NOS = {
    "quote": (
        ("quote", "certificate:6", "--as", "member", *IN_2026, *OURS),
        formats_of("Refusal"),
        "No quote for certificate (intake-closed): No intake of Certificate",
    ),
    "quote of several": (
        ("quote", "certificate", "diploma", "--as", "member", *IN_2026, *OURS),
        ("json",),
        "And for diploma (intake-closed): No intake of Diploma",
    ),
    "compare": (
        ("compare", "certificate:6", *IN_2026, *OURS),
        formats_of("Comparison"),
        "No option has a price. certificate: No intake of Certificate",
    ),
    "deadlines": (
        ("deadlines", "diploma", "--on", "2024-03-01", "--paying-on", "2024-03-30", *OURS),
        formats_of("Deadlines"),
        "The payment would be too late.",
    ),
    "deadlines --strict": (
        (
            "deadlines", "diploma", "--on", "2024-03-01", "--paying-on", "2024-03-29", "--strict",
            *OURS,
        ),
        formats_of("Deadlines"),
        "The payment is at risk: it may arrive too late.",
    ),
    "eligibility": (
        ("eligibility", "certificate", "--as", "member", *IN_2026, "--no-input", *OURS),
        formats_of("Eligibility"),
        "Not eligible: application-window, payment not met.",
    ),
    "eligibility --strict": (
        (
            "eligibility", "certificate", "--as", "member", "--on", "2024-02-01", "--no-input",
            "--strict", *OURS,
        ),
        formats_of("Eligibility"),
        "Not certain yet: member-verified, ",
    ),
    "eligibility of a requirement": (
        (
            "eligibility", "certified-training", *IN_2026, "--no-input", *OURS,
            *(word for fact in (
                "in-england", "nhs-commissioned", "restrictive-intervention-component", "dementia",
            ) for word in ("--fact", f"{fact}=yes")),
            "--fact", "training-certified=no",
        ),
        ("json",),
        "The requirement is not met: ",
    ),
    "catalogue check": (
        ("catalogue", "check", "{faulty}"),
        formats_of("Report"),
        "Found 1 error.",
    ),
    "catalogue check --strict": (
        ("catalogue", "check", "--strict", "--as-at", "2026-11-22", "{ours}"),
        formats_of("Report"),
        "warnings.",
    ),
    "catalogue diff": (
        ("catalogue", "diff", "{ours}", "{dearer}", "--fail-on", "increase", "--on", "2024-02-01"),
        formats_of("Changes"),
        "1 price is dearer: ",
    ),
    "verify": (
        ("verify", "{saved}", *IN_2026, *OURS), VERIFY_FORMATS, "The quote is no longer available.",
    ),
    "verify lapsed": (
        ("verify", "{lapsed}", "--on", "2024-02-02", *OURS), VERIFY_FORMATS, "The quote has lapsed",
    ),
    "verify edited": (
        ("verify", "{edited}", "--on", "2024-02-01", *OURS), VERIFY_FORMATS, "it was edited",
    ),
    "verify changed": (
        ("verify", "{saved}", "--on", "2024-02-01", "--catalogue", "{dearer}"),
        VERIFY_FORMATS,
        "The quote has changed.",
    ),
}  # fmt: skip
"""What makes a no of each command, in which formats it can be written, and what is to be said."""

YES_ALWAYS = {"list", "show", "rule", "schema", "init"}
"""Commands whose answer is never a no."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the files that the commands above take."""
    folder = tmp_path_factory.mktemp("inputs")
    text = SHIPPED.read_text(encoding="utf-8")
    made = {name: folder / name for name in ("faulty", "dearer", "saved", "lapsed", "edited")}
    made["dearer"].write_text(text.replace('"799.00"', '"801.00"'), encoding="utf-8")
    asked = ("quote", "certificate", "--as", "member", "--on", "2024-02-01", *OURS, "-f", "json")
    assert run(*asked, "-o", str(made["saved"])).code == 0
    assert run(*asked, "--valid-until", "2024-02-01", "-o", str(made["lapsed"])).code == 0
    document = json.loads(made["saved"].read_text(encoding="utf-8"))
    document["totals"]["gross"] = "1.00"
    made["edited"].write_text(json.dumps(document), encoding="utf-8")
    made["faulty"].write_text(text + "nonsense: 1\n", encoding="utf-8")
    return {**{name: str(path) for name, path in made.items()}, "ours": str(SHIPPED)}


CASES = [
    pytest.param(arguments, form, said, id=f"{name}, {form}")
    for name, (arguments, forms, said) in NOS.items()
    for form in forms
]


@pytest.mark.parametrize(("arguments", "form", "said"), CASES)
def test_a_no_that_goes_to_a_file_is_said(
    arguments: tuple[str, ...], form: str, said: str, files: dict[str, str], tmp_path: Path
) -> None:
    words = [word.format(**files) for word in arguments]
    file = tmp_path / "answer"
    done = run(*words, "-f", form, "-o", str(file))
    assert (done.code, done.out) == (1, "")
    wrote, *sentences = done.err.splitlines()
    assert wrote == f'Wrote "{file}".'
    assert said in " ".join(sentences)
    assert " ".join(sentences).rstrip().endswith("."), "a sentence"
    assert file.stat().st_size > 0


def test_every_command_that_can_answer_no_is_tried() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    nested = commands["catalogue"].commands
    tried = {words[1] if words[0] == "catalogue" else words[0] for words, _, _ in NOS.values()}
    assert {*commands, *nested} - {"catalogue"} - tried == YES_ALWAYS


def test_a_no_on_standard_output_is_said_by_the_answer_alone() -> None:
    done = run(*NOS["quote"][0])
    assert (done.code, done.err) == (1, "")
    # What a format cannot say, standard error always says.
    calendar = run(*NOS["deadlines"][0], "-f", "ics")
    assert (calendar.code, "The payment would be too late." in calendar.err) == (1, True)


def test_a_yes_that_goes_to_a_file_says_no_more(tmp_path: Path) -> None:
    file = tmp_path / "quote.json"
    done = run(
        "quote", "certificate:6", "--as", "member", "--on", "2024-02-01", *OURS, "-o", str(file)
    )
    assert (done.code, done.err) == (0, f'Wrote "{file}".\n')


def test_a_check_that_never_fails_says_what_it_found(files: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "found.json"
    done = run("catalogue", "check", files["faulty"], "--exit-zero", "-o", str(file))
    assert (done.code, done.err) == (0, f'Wrote "{file}".\nFound 1 error.\n')


def test_one_place_ends_a_command_with_a_no() -> None:
    """A command that exits by itself could forget to say why."""
    exits = {
        path.name
        for path in (REPOSITORY / "src/rrn_fees/cli").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("typer.Exit", "sys.exit")
    }
    assert exits == {"delivery.py"}
