"""What a shell completes, in the words that each shell asks and is answered in."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest
from support import environment

RRN_FEES = Path(sys.executable).with_name("rrn-fees")

pytestmark = pytest.mark.skipif(not RRN_FEES.exists(), reason="needs the installed command")


def asked(variables: dict[str, str], **more: str) -> list[str]:
    done = subprocess.run(
        [str(RRN_FEES)],
        env={**environment(variables), **more},
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
    )
    assert done.stderr == ""
    return [line for line in done.stdout.splitlines() if line]


def in_bash(line: str, **more: str) -> list[str]:
    number = str(len(line.split(" ")) - 1)
    words = {"_RRN_FEES_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": number}
    return asked(words, **more)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("rrn-fees quote cer", ["certificate"]),
        ("rrn-fees quote certificate dip", ["diploma"]),
        ("rrn-fees quote certificate --as ", ["member", "non-member"]),
        ("rrn-fees quote certificate --intake 2024-", ["2024-05", "2024-autumn"]),
        ("rrn-fees compare dip", ["diploma"]),
        ("rrn-fees quote certificate --basis c", ["cohort"]),
        ("rrn-fees quote certificate --format js", ["json"]),
        ("rrn-fees show hop", ["hopes-diploma"]),
        ("rrn-fees deadlines dip", ["diploma"]),
        ("rrn-fees deadlines --intake 2025", ["2025-early"]),
        ("rrn-fees eligibility certif", ["certificate", "certified-training"]),
        ("rrn-fees eligibility certificate --fact autism=", ["autism=yes", "autism=no",
                                                             "autism=unknown"]),
        ("rrn-fees eligibility certificate --fact member-v", ["member-verified=yes",
            "member-verified=no", "member-verified=unknown"]),
        ("rrn-fees catalogue rule F50", ["F501", "F502"]),
        ("rrn-fees catalogue ch", ["check"]),
        ("rrn-fees quote nothing-like-this", []),
    ],
)  # fmt: skip
def test_bash_is_told_the_words(line: str, expected: list[str]) -> None:
    assert in_bash(line) == expected


def test_zsh_and_fish_are_told_what_they_stand_for() -> None:
    words = {"_RRN_FEES_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "rrn-fees quote cer"}
    [line] = asked(words)
    assert '"certificate":"Certificate in Reducing Restrictive Practices"' in line
    words = {
        "_RRN_FEES_COMPLETE": "complete_fish",
        "_TYPER_COMPLETE_ARGS": "rrn-fees quote certificate --as mem",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    assert asked(words) == ["member\tRRN member"]


def test_names_are_those_of_the_catalogue_in_force(tmp_path: Path) -> None:
    file = tmp_path / "fees.yaml"
    file.write_text(
        "format: 1\ncurrency: GBP\ncategories: {trust: {label: Trust}}\n"
        "sources: {page: {title: Page}}\n"
        "qualifications: {course: {title: A Course, kind: training, source: page}}\n",
        encoding="utf-8",
    )
    assert in_bash("rrn-fees quote ", RRN_FEES_CATALOGUE=str(file)) == ["course"]
    assert in_bash(f"rrn-fees quote --catalogue {file} course --as ") == ["trust"]


def test_a_catalogue_that_cannot_be_used_completes_nothing_and_says_nothing() -> None:
    assert in_bash("rrn-fees quote ", RRN_FEES_CATALOGUE="/gone.yaml") == []


HOSTILE = [
    r"\$(touch pwned)", "$(touch pwned)", "`touch pwned`", r"\`touch pwned\`",
    r'\"; touch pwned; \"', "'; touch pwned; '", r"\'; touch pwned; \'", '"; touch pwned; "',
    "[/bold]", "[link=x]", "a\tb", ")); touch pwned; ((",
]  # fmt: skip


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize("title", HOSTILE, ids=ascii)
def test_no_title_is_run_by_a_shell_that_evaluates_it(title: str, tmp_path: Path) -> None:
    file = tmp_path / "fees.yaml"
    file.write_text(
        "format: 1\ncurrency: GBP\ncategories: {trust: {label: Trust}}\n"
        "sources: {page: {title: Page}}\n"
        f"qualifications: {{course: {{title: {json.dumps('A ' + title)}, kind: training, "
        "source: page}}\n",
        encoding="utf-8",
    )
    words = {"_RRN_FEES_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "rrn-fees quote c"}
    [told] = asked(words, RRN_FEES_CATALOGUE=str(file))
    assert told.startswith('_arguments \'*: :(("course":"A ')
    # As zsh does: what is told is evaluated, and _arguments evaluates the list in it once more.
    twice = (
        '_arguments() { local list=${1#*: :((}; eval "words=( ${list%))} )"; };'
        'eval "$TOLD" && [ ${#words[@]} = 1 ]'
    )
    done = subprocess.run(
        ["bash", "-c", twice], env={**environment(), "TOLD": told}, cwd=tmp_path, check=False
    )
    assert done.returncode == 0
    assert [each.name for each in tmp_path.iterdir()] == ["fees.yaml"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_itself_completes_a_line(tmp_path: Path) -> None:
    script = tmp_path / "completion"
    words = {**environment(), "_RRN_FEES_COMPLETE": "source_bash"}
    made = subprocess.run([str(RRN_FEES)], env=words, capture_output=True, check=False)
    script.write_bytes(made.stdout)
    path = f"{RRN_FEES.parent}:/usr/bin:/bin"
    shell = pexpect.spawn(
        "bash",
        ["--norc", "--noprofile"],
        env={**environment(), "PATH": path, "PS1": "ready> ", "TERM": "dumb"},
        encoding="utf-8",
        timeout=20,
        dimensions=(24, 200),
    )
    shell.expect_exact("ready> ")
    shell.sendline(
        f"source {script}; bind 'set bell-style none'; bind 'set enable-bracketed-paste off'"
    )
    shell.expect_exact("ready> ")
    shell.send("rrn-fees show hop\t")
    shell.expect_exact("rrn-fees show hopes-diploma")
    shell.close(force=True)
