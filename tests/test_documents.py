"""The documents say what is so: every example in them is run."""

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from support import NEW_TYPER, REPOSITORY, TYPER, parsed, run

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.cli import commands
from rrn_fees.deadlines.events import Event
from rrn_fees.deadlines.notes import NoteCode
from rrn_fees.eligibility.enquiry import Outcome, Verdict
from rrn_fees.pricing.quote import RefusalCode

ONLY_OF_A_DAY = {NoteCode.FOLLOWS_BANK_HOLIDAY, NoteCode.EXPECTED, NoteCode.NO_DATE}
"""Notes that no quote carries."""
DAY_NOTES = ONLY_OF_A_DAY | {
    NoteCode.NOT_WORKING_DAY, NoteCode.PAYMENT_NOT_WORKING_DAY, NoteCode.WORKING_DAY_UNKNOWN,
    NoteCode.MAY_CLOSE_EARLY,
}  # fmt: skip
DOCUMENTS = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").glob("*.md"))]
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
YAML = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def examples() -> list[tuple[str, str, str]]:
    found = []
    for document in DOCUMENTS:
        for block in CONSOLE.findall(document.read_text(encoding="utf-8")):
            command, _, output = block.partition("\n")
            found.append((document.name, command.removeprefix("$ rrn-fees "), output))
    return found


def without_digest(text: str) -> str:
    return re.sub(r"(?m)^(Digest     sha256) \S+$", r"\1 DIGEST", text)


@pytest.mark.parametrize(("document", "command", "output"), examples())
def test_every_console_example_prints_what_it_shows(
    document: str, command: str, output: str
) -> None:
    done = run(*shlex.split(command), cwd=REPOSITORY)
    assert without_digest(done.out + done.err) == output, document


def test_there_are_console_examples() -> None:
    assert {document for document, _, _ in examples()} >= {
        "README.md",
        "pricing.md",
        "catalogue.md",
        "deadlines.md",
        "eligibility.md",
        "diff.md",
        "comparison.md",
    }


def test_the_python_of_the_readme_runs() -> None:
    results = doctest.testfile(str(REPOSITORY / "README.md"), module_relative=False)
    assert results.attempted >= 8
    assert results.failed == 0


@pytest.mark.parametrize("document", ["catalogue.md", "eligibility.md"])
def test_the_catalogues_of_the_documents_are_sound(document: str) -> None:
    [block] = YAML.findall((REPOSITORY / "docs" / document).read_text(encoding="utf-8"))
    assert isinstance(parsed(block), Catalogue)


def test_every_event_and_every_note_on_a_day_is_in_the_page_on_deadlines() -> None:
    page = (REPOSITORY / "docs" / "deadlines.md").read_text(encoding="utf-8")
    for code in (*Event, *DAY_NOTES):
        assert f"`{code}`" in page
    page = (REPOSITORY / "docs" / "eligibility.md").read_text(encoding="utf-8")
    for word in (*Outcome, *Verdict):
        assert f"`{word}`" in page


def test_every_code_is_in_the_pricing_page() -> None:
    page = (REPOSITORY / "docs" / "pricing.md").read_text(encoding="utf-8")
    for code in (*RefusalCode, *(set(NoteCode) - ONLY_OF_A_DAY)):
        assert f"`{code}`" in page


@pytest.mark.parametrize(
    "document", [*DOCUMENTS, REPOSITORY / "CONTRIBUTING.md"], ids=lambda d: d.name
)
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


def test_the_readme_gives_two_commands_of_one_line_each() -> None:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"(?m)^python3 -m venv .*$", text)
    assert len(commands) == 2
    assert commands[0].endswith("rrn-fees quote certificate:6 --as member --on 2024-02-01")
    assert commands[1].endswith("pytest")


def test_the_commands_that_the_readme_names_are_a_yes() -> None:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"`rrn-fees ([a-z]+[^`\n]*)`", text.replace("\n  ", " "))
    commands = [command for command in named if "--help" not in command]
    assert len(commands) >= 6
    for command in commands:
        done = run(*shlex.split(command), cwd=REPOSITORY)
        assert done.code == 0, command


def test_nothing_in_the_tree_depends_on_where_it_was_written() -> None:
    places = ("src", "tests", "docs", "data", "tools", "benchmarks")
    files = [file for place in places for file in (REPOSITORY / place).rglob("*.*")]
    for file in [*files, REPOSITORY / "README.md", REPOSITORY / "pyproject.toml"]:
        if file.suffix in {".py", ".md", ".txt", ".yaml", ".yml", ".toml", ".json"}:
            assert f"{REPOSITORY.parent}{os.sep}" not in file.read_text(encoding="utf-8"), file


def test_no_golden_names_a_catalogue_or_its_digest() -> None:
    for golden in (REPOSITORY / "tests" / "goldens").glob("*.txt"):
        text = golden.read_text(encoding="utf-8")
        assert "rules.yaml" not in text
        assert "sha256" not in text


@pytest.mark.skipif(
    TYPER >= NEW_TYPER, reason="the page has the help as the bound Typer lays it out"
)
def test_the_pages_made_from_the_program_are_as_it_is() -> None:
    tool = str(REPOSITORY / "tools" / "write_docs.py")
    done = subprocess.run([sys.executable, tool, "--check"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    page = (REPOSITORY / "docs" / "cli.md").read_text(encoding="utf-8")
    told = re.findall(r"(?m)^## rrn-fees ?(.*)$", page)
    listed = [name for name in commands.Commands.entries if name != "catalogue"]
    listed += [f"catalogue {name}" for name in commands.Catalogue.entries]
    assert sorted(told) == sorted(["", *listed])


def test_every_command_has_an_example_in_its_help() -> None:
    page = (REPOSITORY / "docs" / "cli.md").read_text(encoding="utf-8")
    sections = page.split("\n## ")[1:]
    assert all("\n  Example: rrn-fees " in section for section in sections)
