"""The catalogue in other people's CI: the hook, the action and the recipes, run as they stand."""

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from support import REPOSITORY, SHIPPED, environment

from rrn_fees.checks.check import Example
from rrn_fees.checks.examples import whole_file

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("git") and shutil.which("bash")), reason="needs git and bash"
    ),
]

CATALOGUE = "data/qualifications.yaml"
ACTION = yaml.safe_load((REPOSITORY / "action.yml").read_text("utf-8"))
PAGE = (REPOSITORY / "docs" / "catalogue-in-ci.md").read_text("utf-8")
BLOCK = re.compile(r"^```(?P<language>sh|yaml)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
GIT = ("git", "-c", "user.name=Test", "-c", "user.email=test@example.org")


def git(*arguments: str, cwd: Path) -> str:
    done = subprocess.run(
        [*GIT, *arguments], cwd=cwd, capture_output=True, text=True, check=True, env=environment()
    )
    return done.stdout.strip()


def bash(
    script: str, cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run *script* as the runner of Actions does, with the command of these tests on its path."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script],
        cwd=cwd,
        env=environment({"PATH": path, **(env or {})}),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Return a repository in which the shipped catalogue is committed."""
    repository = tmp_path / "work"
    (repository / "data").mkdir(parents=True)
    (repository / CATALOGUE).write_bytes(SHIPPED.read_bytes())
    git("init", "--quiet", "--initial-branch=main", cwd=repository)
    git("add", ".", cwd=repository)
    git("commit", "--quiet", "--message", "base", cwd=repository)
    return repository


def change(work: Path, old: str, new: str) -> None:
    file = work / CATALOGUE
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_recipes_for_a_shell_run_as_they_stand(work: Path) -> None:
    scripts = [block["text"] for block in BLOCK.finditer(PAGE) if block["language"] == "sh"]
    assert len(scripts) == 3
    for script in scripts:
        done = bash(script, work)
        assert done.returncode == 0, done.stderr
    assert json.loads((work / "found.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert ET.parse(work / "found.xml").getroot().tag == "testsuites"  # noqa: S314 - our own
    change(work, '"799.00"', '"829.00"')
    assert [bash(script, work).returncode for script in scripts[:2]] == [0, 1]
    change(work, '"829.00"', '"999.00"')  # members above others: a warning that the base lacks
    assert bash(scripts[0], work).returncode == 1


def recipe(holding: str) -> Any:
    [text] = [block["text"] for block in BLOCK.finditer(PAGE) if holding in block["text"]]
    return yaml.safe_load(text)


def test_the_recipe_for_gitlab_leaves_the_report_that_it_names(work: Path) -> None:
    job = recipe("reports:")["catalogue"]
    change(work, '"799.00"', '"0.00"')
    done = bash("\n".join(job["script"]), work)
    assert done.returncode == 1
    report = ET.parse(work / job["artifacts"]["reports"]["junit"]).getroot()  # noqa: S314 - our own
    assert [suite.get("failures") for suite in report.iter("testsuite")] == ["1"]


def test_the_recipe_for_actions_gives_the_action_inputs_that_it_has() -> None:
    workflow = recipe("OWNER/rrn-fees@RELEASE")
    [job] = workflow["jobs"].values()
    [step] = [step for step in job["steps"] if step.get("id") == "fees"]
    assert set(step["with"]) <= set(ACTION["inputs"])
    [comment] = [step for step in job["steps"] if step.get("name") == "Comment"]
    used = re.findall(r"steps\.fees\.outputs\.([a-z-]+)", str(comment))
    assert set(used) <= set(ACTION["outputs"])
    assert used


OUTPUT = re.compile(r"^([a-z-]+)<<(\w+)\n(.*?)\n\2$", re.MULTILINE | re.DOTALL)


@dataclass
class Runner:
    """What a runner of Actions gives the steps of a composite action, as far as ours need it."""

    work: Path
    temp: Path
    inputs: dict[str, str]
    outputs: dict[str, str] = field(default_factory=dict)
    summary: str = ""
    log: str = ""

    def __post_init__(self) -> None:
        unknown = set(self.inputs) - set(ACTION["inputs"])
        assert not unknown
        defaults = {name: of.get("default", "") for name, of in ACTION["inputs"].items()}
        self.inputs = {**defaults, **self.inputs}
        self.temp.mkdir(exist_ok=True)
        (self.temp / "path").touch()

    def value_of(self, text: str) -> str:
        expression = re.fullmatch(r"\$\{\{ (.+) \}\}", text)
        if expression is None:
            return text
        context, _, name = expression[1].partition(".")
        return {"inputs": self.inputs, "github": {"action_path": str(REPOSITORY)}}[context][name]

    def run(self, name: str, *, alone: bool = False) -> int:
        """Run a step: as a process of its own if *alone*, else what it runs, which is faster."""
        [step] = [step for step in ACTION["runs"]["steps"] if step["name"] == name]
        assert step["shell"] == "bash"
        for file in ("output", "summary"):
            (self.temp / file).write_text("", encoding="utf-8")
        given = {
            **{key: self.value_of(text) for key, text in step["env"].items()},
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_PATH": str(self.temp / "path"),
            "GITHUB_OUTPUT": str(self.temp / "output"),
            "GITHUB_STEP_SUMMARY": str(self.temp / "summary"),
        }
        script = re.fullmatch(r'python -I "\$SOURCE/tools/github_action.py" (\w+)', step["run"])
        if script and not alone:
            code = self.run_here(script[1], given)
        else:
            added = (self.temp / "path").read_text("utf-8").split()
            path = [*added, str(Path(sys.executable).parent), os.environ["PATH"]]
            done = bash(step["run"], self.work, {**given, "PATH": os.pathsep.join(path)})
            code, self.log = done.returncode, done.stdout + done.stderr
        self.summary = (self.temp / "summary").read_text("utf-8")
        written = (self.temp / "output").read_text("utf-8")
        self.outputs = {name: value for name, _, value in OUTPUT.findall(written)}
        return code

    def run_here(self, step: str, given: Mapping[str, str]) -> int:
        log = io.StringIO()
        with (
            pytest.MonkeyPatch.context() as patch,
            contextlib.chdir(self.work),
            contextlib.redirect_stdout(log),
        ):
            for name, value in given.items():
                patch.setenv(name, value)
            try:
                code: int = action_script().main([step])
            except SystemExit as error:
                code = int(str(error.code))
        self.log = log.getvalue()
        return code


@cache
def action_script() -> Any:
    """Return the script that the steps run, as a module."""
    file = REPOSITORY / "tools" / "github_action.py"
    spec = spec_from_file_location("github_action", file)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CHECK, COMPARE, SET_UP = "Check the catalogues", "Compare the prices", "Set up rrn-fees"


def runner(work: Path, **inputs: str) -> Runner:
    asked = {name.replace("_", "-"): value for name, value in inputs.items()}
    return Runner(work, work.parent / "temp", {"base": git("rev-parse", "HEAD", cwd=work), **asked})


def test_the_action_marks_what_it_finds(work: Path) -> None:
    change(work, '"799.00"', '"0.00"')
    action = runner(work, as_at="2024-02-01", ignore="F4", sarif="found.sarif")
    assert action.run(CHECK, alone=True) == 1
    assert f"::error file={CATALOGUE},line=" in action.log
    assert "title=F307 zero-price::" in action.log
    assert "F405" not in action.log
    [run] = json.loads((work / "found.sarif").read_text("utf-8"))["runs"]
    assert "F307" in {result["ruleId"] for result in run["results"]}


def test_the_action_passes_a_catalogue_without_an_error_and_fails_its_warnings_when_strict(
    work: Path,
) -> None:
    assert runner(work, as_at="2024-02-01").run(CHECK) == 0
    assert runner(work, as_at="2024-02-01", strict="true").run(CHECK) == 1
    assert runner(work, as_at="2024-02-01", strict="true", select="F3", horizon="1").run(CHECK) == 0


def test_the_action_checks_every_file_it_is_given_whatever_their_names(work: Path) -> None:
    (work / "two words.yaml").write_text("format: 2\n", encoding="utf-8")
    (work / "$(touch hacked).yaml").write_text("format: 3\n", encoding="utf-8")
    action = runner(work, files="\ntwo words.yaml\n$(touch hacked).yaml\n", as_at="2024-02-01")
    assert action.run(CHECK) == 1
    assert "file=two words.yaml" in action.log
    assert "file=$(touch hacked).yaml" in action.log
    assert not (work / "hacked").exists()


def test_the_action_says_what_the_change_does_to_prices(work: Path) -> None:
    change(work, '"799.00"', '"829.00"')
    action = runner(work)
    assert action.run(COMPARE, alone=True) == 0
    comment = Path(action.outputs["comment"]).read_text("utf-8")
    assert "£799.00 | £829.00 | +£30.00" in comment
    assert comment in action.summary
    assert runner(work, fail_on="increase").run(COMPARE) == 1
    assert runner(work, fail_on="change").run(COMPARE) == 1


def test_the_action_compares_with_a_base_that_must_be_fetched(work: Path) -> None:
    change(work, '"799.00"', '"829.00"')
    git("commit", "--quiet", "--all", "--message", "change", cwd=work)
    shallow = work.parent / "shallow"
    git("clone", "--quiet", "--depth=1", work.as_uri(), str(shallow), cwd=work.parent)
    action = runner(shallow, base=git("rev-parse", "HEAD~1", cwd=work))
    assert action.run(COMPARE) == 0, action.log
    assert "+£30.00" in action.summary


def commands(log: str) -> list[str]:
    """Return the commands to the runner that a log holds."""
    return [line for line in log.splitlines() if line.lstrip().startswith("::")]


DEARER = ('"799.00"', '"829.00"')
INCREASE = {"fail_on": "increase"}


def commit(work: Path, message: str = "change") -> str:
    git("add", "--all", ".", cwd=work)
    git("commit", "--quiet", "--message", message, cwd=work)
    return git("rev-parse", "HEAD", cwd=work)


def not_compared(work: Path, why: str, *, passes: bool = True, **inputs: str) -> None:
    """Expect that a gate fails for *why*, that it can be told to pass, and that no gate is none."""
    gate = runner(work, **INCREASE, **inputs)
    assert gate.run(COMPARE) == 1, gate.log
    [error] = commands(gate.log)
    assert error.startswith("::error::The prices could not be compared: ")
    assert why in error
    assert ("Set the input on-missing-base to pass" in error) is passes
    assert "could not be compared" in gate.summary
    assert Path(gate.outputs["comment"]).read_text("utf-8").startswith("<!-- rrn-fees")
    asked = runner(work, **INCREASE, on_missing_base="pass", **inputs)
    assert asked.run(COMPARE) == (0 if passes else 1)
    assert commands(asked.log)[0].startswith("::warning::" if passes else "::error::")
    ungated = runner(work, **inputs)
    assert ungated.run(COMPARE) == 0
    assert why in ungated.log


@pytest.mark.parametrize(
    "fail_on", ["increase", "Increase", " INCREASE ", "increase:3%", "increase:30", "increase:£25"]
)
def test_a_price_that_rises_fails_a_gate_however_it_is_written(work: Path, fail_on: str) -> None:
    change(work, *DEARER)
    gate = runner(work, fail_on=fail_on)
    assert gate.run(COMPARE) == 1
    assert commands(gate.log)[0].startswith("::error::1 price is dearer")
    assert "+£30.00" in gate.summary


def test_a_rise_within_the_limit_passes(work: Path) -> None:
    change(work, *DEARER)
    for limit in ("3.76%", "36.00", "£1,000"):
        assert runner(work, fail_on=f"increase:{limit}").run(COMPARE) == 0


@pytest.mark.parametrize(
    ("inputs", "says"),
    [
        ({"fail_on": "increases"}, '"increases" is not one of never, change, increase'),
        ({"fail_on": ""}, "The input fail-on"),
        ({"fail_on": "never:5%"}, "only increase takes a limit"),
        ({"fail_on": "increase:5"[:-1]}, "like increase:5%"),
        ({"fail_on": "increase\nnever"}, "The input fail-on is one line"),
        ({"on_missing_base": "ignore"}, "on-missing-base is fail or pass"),
        ({"as_at": "2024-02-30"}, "The input as-at"),
        ({"fail_on": "increase", "compare": ""}, "compare is empty"),
        ({"fail_on": "increase", "compare": "a.yaml\nb.yaml"}, "The input compare is one line"),
    ],
)
def test_an_input_that_is_none_fails_the_comparison_and_says_so(
    work: Path, inputs: dict[str, str], says: str
) -> None:
    change(work, *DEARER)
    for more in ({}, {"base": ""}):
        step = runner(work, **{**inputs, **more})
        assert step.run(COMPARE) == 2
        assert any(line.startswith("::error::") and says in line for line in commands(step.log))


@pytest.mark.parametrize("strict", ["true", "True", "TRUE", " true "])
def test_strict_is_strict_in_every_case(work: Path, strict: str) -> None:
    assert runner(work, as_at="2024-02-01", strict=strict).run(CHECK) == 1


@pytest.mark.parametrize(
    ("inputs", "says"),
    [
        ({"strict": "yes"}, 'The input strict is true or false, not "yes".'),
        ({"strict": ""}, "The input strict is true or false"),
        ({"horizon": "0"}, "The input horizon"),
        ({"as_at": "soon"}, "The input as-at"),
        ({"select": "F9"}, "could not be checked"),
        ({"ignore": "-o"}, "could not be checked"),
        ({"files": "\n"}, "There is no catalogue to check"),
    ],
)
def test_an_input_that_is_none_fails_the_check_and_says_so(
    work: Path, inputs: dict[str, str], says: str
) -> None:
    step = runner(work, **{"as_at": "2024-02-01", **inputs})
    assert step.run(CHECK) == 2
    [error] = commands(step.log)
    assert error.startswith("::error::")
    assert says in error


HOSTILE = "x\n::add-mask::y%0A::error::z\x1b[2J\u202e"


@pytest.mark.parametrize(
    "name", ["fail_on", "base", "compare", "on_missing_base", "as_at", "strict", "select", "files"]
)
def test_no_input_gives_the_runner_a_command(work: Path, name: str) -> None:
    for text in (HOSTILE, HOSTILE.replace("\n", " ")):
        for step in (CHECK, COMPARE):
            action = runner(work, **{"as_at": "2024-02-01", "fail_on": "increase", name: text})
            action.run(step)
            assert "\x1b" not in action.log
            assert "\u202e" not in action.log
            for line in commands(action.log):
                assert re.match(r"::(error|warning|notice)( file=[^:]*)?::", line), line
                # A line of ours may follow; none of the input begins one.
                assert not any(part.lstrip().startswith("::") for part in line.split("%0A")[1:])


BASES = [
    "--upload-pack=touch hacked", "-x", "--", "HEAD", "HEAD~1", "@{upstream}", "@", "main:data",
    "main^", "a..b", "main~0", "a b", "x\ny", ".a", "*", "0000", "\u202emain",
]  # fmt: skip


@pytest.mark.parametrize("base", BASES)
def test_a_base_is_a_commit_or_the_name_of_a_branch_and_nothing_else(work: Path, base: str) -> None:
    change(work, *DEARER)
    remote = work.parent / "remote"
    git("clone", "--quiet", "--bare", str(work), str(remote), cwd=work.parent)
    git("remote", "add", "origin", str(remote), cwd=work)
    gate = runner(work, **INCREASE, base=base, on_missing_base="pass")
    assert gate.run(COMPARE) == (0 if base == "0000" else 2), gate.log
    assert not [*work.parent.rglob("hacked")]


def test_a_base_may_be_a_branch_or_a_tag_as_the_remote_has_it(work: Path) -> None:
    remote = work.parent / "remote"
    git("tag", "v1", cwd=work)
    git("tag", "--annotate", "--message", "v2", "v2", cwd=work)
    git("clone", "--quiet", "--bare", str(work), str(remote), cwd=work.parent)
    change(work, *DEARER)
    commit(work)
    names = ["main", "refs/heads/main", "v1", "v2", "origin/main"]
    for here in names[:-1]:  # without a remote, main is the change itself
        gate = runner(work, **INCREASE, base=here)
        assert gate.run(COMPARE) == (0 if "main" in here else 1), gate.log
    git("remote", "add", "origin", remote.as_uri(), cwd=work)
    for name in names:
        gate = runner(work, **INCREASE, base=name)
        assert gate.run(COMPARE) == 1, gate.log
        assert "+£30.00" in gate.summary
    git("branch", "v1", "main", cwd=remote)
    assert runner(work, **INCREASE, base="v1").run(COMPARE) == 1
    git("tag", "main", git("rev-parse", "HEAD", cwd=work), cwd=work)
    git("push", "--quiet", "origin", "tag", "main", cwd=work)
    not_compared(work, "is both a branch and a tag: write refs/heads/main or", base="main")
    not_compared(work, "the base, nowhere, cannot be found", base="nowhere")


def test_a_gate_without_a_base_fails(work: Path) -> None:
    change(work, *DEARER)
    for base in ("", "0" * 40, "0" * 64):
        not_compared(work, "there is no base", base=base)
    not_compared(work, "cannot be fetched", base="0123456789" * 4)
    not_compared(work, "cannot be fetched", base="0123456789ABCDEF" * 4)


def test_a_gate_fails_where_the_base_has_a_fault(work: Path) -> None:
    change(work, '"799.00"', "799.00")
    commit(work)
    change(work, ": 799.00", ': "899.00"')
    not_compared(work, "the catalogue at the base has faults, such as ")


def test_a_gate_fails_where_the_catalogue_at_hand_has_a_fault_or_is_gone(work: Path) -> None:
    change(work, '"799.00"', "799.00")
    not_compared(work, "the catalogue cannot be used:%0A", passes=False)
    (work / CATALOGUE).unlink()
    not_compared(work, f"{CATALOGUE} is at the base and not here", passes=False)
    gate = runner(work, **INCREASE, compare="gone.yaml", on_missing_base="pass")
    assert gate.run(COMPARE) == 1
    assert "there is no gone.yaml here" in gate.log
    ungated = runner(work, compare="gone.yaml")
    assert (ungated.run(COMPARE), ungated.outputs, ungated.summary) == (0, {}, "")


def test_a_gate_that_cannot_compare_says_every_reason_and_none_is_a_command(work: Path) -> None:
    change(work, '"799.00"', "799.00")
    change(work, '"880.00"', "880.00")
    change(work, "title: RRN", 'title: "50%##[error]\\u0007"\n    bogus: RRN')
    gate = runner(work, **INCREASE)
    assert gate.run(COMPARE) == 1
    [error] = commands(gate.log)
    reasons = error.split("%0A")
    assert reasons[0].endswith("The prices could not be compared: the catalogue cannot be used:")
    assert sum("799.00" in reason for reason in reasons) == 1
    assert sum("880.00" in reason for reason in reasons) == 1
    assert gate.log.isprintable() or gate.log.count("\n") == 1
    assert "##[" not in gate.log
    listed = [line for line in gate.summary.splitlines() if line.startswith("- ")]
    assert len(listed) == len(reasons) - 1


def test_a_comment_has_room_for_so_many_reasons(work: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(action_script(), "MOST_CHARACTERS", 400)
    change(work, '"799.00"', "799.00")
    change(work, '"880.00"', "880.00")
    gate = runner(work, **INCREASE)
    assert gate.run(COMPARE) == 1
    assert re.search(r"^- and \d+ more$", gate.summary, re.MULTILINE)
    assert len(gate.summary) <= 400


@pytest.mark.parametrize(
    ("code", "why"),
    [(2, "the command does not take what it was asked"), (3, "the catalogue cannot be used"),
     (4, "the command ended with 4")],
)  # fmt: skip
def test_a_gate_tells_usage_from_a_catalogue_that_cannot_be_used(
    work: Path, monkeypatch: Any, code: int, why: str
) -> None:
    def ended(*arguments: str, **given: bytes) -> subprocess.CompletedProcess[bytes]:
        assert given
        return subprocess.CompletedProcess(arguments, code, b"", b"One.\n::error::Two.\n")

    monkeypatch.setattr(action_script(), "run", ended)
    change(work, *DEARER)
    gate = runner(work, **INCREASE)
    assert gate.run(COMPARE) == 1
    assert f"::error::The prices could not be compared: {why}:%0AOne.%0A\\x3a" in gate.log
    assert len(commands(gate.log)) == 1


@pytest.mark.parametrize("command", ["fetch", "ls-remote"])
def test_a_remote_that_does_not_answer_is_no_base(
    work: Path, tmp_path: Path, monkeypatch: Any, command: str
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    slow = programs / "git"
    slow.write_text(
        f'#!/bin/sh\n[ "$1" = {command} ] && exec sleep 60\nexec {shutil.which("git")} "$@"\n'
    )
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(action_script(), "SECONDS_FOR_REMOTE", 1)
    git("remote", "add", "origin", str(work), cwd=work)
    change(work, *DEARER)
    base = "f" * 40 if command == "fetch" else "main"
    why = f"the remote did not answer git {command} within 1 second"
    not_compared(work, why, base=base)


def test_a_catalogue_that_moved_is_compared_with_where_it_was(work: Path) -> None:
    base = git("rev-parse", "HEAD", cwd=work)
    change(work, *DEARER)
    git("mv", CATALOGUE, "fees.yaml", cwd=work)
    commit(work)
    gate = runner(work, **INCREASE, base=base, compare="fees.yaml")
    assert gate.run(COMPARE) == 1
    assert f"::notice::The catalogue has moved: {CATALOGUE} at the base is fees.yaml" in gate.log
    assert "+£30.00" in gate.summary
    not_compared(work, "which is fees.yaml now: name it in the input compare", passes=False,
                 base=base)  # fmt: skip
    ungated = runner(work, base=base, compare="./fees.yaml")
    assert ungated.run(COMPARE) == 0
    assert "+£30.00" in ungated.summary


def test_a_new_catalogue_has_nothing_to_be_compared_with(work: Path) -> None:
    (work / "data" / "new.yaml").write_bytes(SHIPPED.read_bytes())
    not_compared(work, "there is no data/new.yaml at the base, so that every price in it is new",
                 compare="data/new.yaml")  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["-", "-x.yaml", "two words.yaml", "$(touch hacked).yaml", "a:b.yaml", "é'\"`.yaml", "*"],
)
def test_a_catalogue_is_compared_whatever_its_name(work: Path, name: str) -> None:
    git("mv", CATALOGUE, f"./{name}", cwd=work)
    commit(work)
    file = work / name
    file.write_text(file.read_text("utf-8").replace(*DEARER), encoding="utf-8")
    for path in (name, str(file)):
        gate = runner(work, **INCREASE, compare=path)
        assert gate.run(COMPARE) == 1, gate.log
        assert "+£30.00" in gate.summary
    assert not (work / "hacked").exists()


def test_a_module_that_lies_in_the_repository_is_not_imported(work: Path) -> None:
    for name in ("rrn_fees", "typing", "yaml", "json"):
        (work / f"{name}.py").write_text("raise SystemExit(0)\n", encoding="utf-8")
    change(work, *DEARER)
    assert runner(work, **INCREASE).run(COMPARE, alone=True) == 1
    change(work, '"829.00"', '"0.00"')
    step = runner(work, as_at="2024-02-01")
    assert step.run(CHECK, alone=True) == 1
    assert "title=F307 zero-price::" in step.log


def test_two_comparisons_in_one_job_have_a_comment_each(work: Path) -> None:
    first = runner(work)
    assert first.run(COMPARE) == 0
    change(work, *DEARER)
    second = runner(work)
    assert second.run(COMPARE) == 0
    assert first.outputs["comment"] != second.outputs["comment"]
    assert "No change" in Path(first.outputs["comment"]).read_text("utf-8")


def test_the_action_has_nothing_to_check_in_an_empty_list(work: Path) -> None:
    nothing = runner(work, files="\n")
    assert nothing.run(CHECK) == 2
    assert "::error::There is no catalogue to check" in nothing.log


def test_the_recipe_for_a_comment_replaces_its_own_and_no_other(work: Path, tmp_path: Path) -> None:
    workflow = recipe("OWNER/rrn-fees@RELEASE")
    [job] = workflow["jobs"].values()
    [step] = [step for step in job["steps"] if step.get("name") == "Comment"]
    asked = tmp_path / "asked"
    fake = tmp_path / "bin" / "gh"
    fake.parent.mkdir()
    fake.write_text(
        f'#!/bin/sh\necho "$*" >> "{asked}"\ncase "$*" in *--jq*) echo "$OURS";; esac\n',
        encoding="utf-8",
    )
    fake.chmod(0o755)
    path = os.pathsep.join([str(fake.parent), os.environ["PATH"]])
    given = {"COMMENTS": "comments", "ONE": "one", "COMMENT": "file.md", "PATH": path}
    for ours, expected in (("", "--method POST comments"), ("7", "--method PATCH one/7")):
        asked.write_text("", encoding="utf-8")
        assert bash(step["run"], work, {**given, "OURS": ours}).returncode == 0
        assert expected in asked.read_text("utf-8").splitlines()[1]
        assert "body=@file.md" in asked.read_text("utf-8")


def test_the_recipe_for_an_acceptance_accepts(tmp_path: Path) -> None:
    [line] = [block["text"] for block in BLOCK.finditer(PAGE) if "accept F301" in block["text"]]
    file = tmp_path / "fees.yaml"
    file.write_bytes(whole_file(Example(line)))
    done = bash(f'rrn-fees catalogue check --as-at 2025-01-06 "{file}"', tmp_path)
    assert (done.returncode, "1 accepted" in done.stdout) == (0, True)


def test_the_action_documents_its_inputs_and_hands_them_over_as_variables_alone() -> None:
    for inputs in (ACTION["inputs"], ACTION["outputs"]):
        assert all(of["description"].endswith(".") for of in inputs.values())
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"], "an expression in a script is an injection"


@pytest.mark.slow
def test_the_action_sets_itself_up(work: Path) -> None:
    action = runner(work, as_at="2024-02-01", python=sys.executable)
    assert action.run(SET_UP) == 0, action.log
    assert action.run(CHECK) == 0
    assert (action.temp / "rrn-fees" / "bin" / "rrn-fees").exists()


@pytest.mark.slow
def test_the_hook_runs_in_pre_commit_from_a_clone(work: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git("clone", "--quiet", "--no-hardlinks", str(REPOSITORY), str(clone), cwd=tmp_path)
    config = recipe("repo: REPOSITORY")
    config["repos"][0] |= {"repo": str(clone), "rev": git("rev-parse", "HEAD", cwd=clone)}
    (work / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    git("add", ".", cwd=work)

    def hook() -> subprocess.CompletedProcess[str]:
        home = {"PRE_COMMIT_HOME": str(tmp_path / "cache"), "COLUMNS": "80"}
        return bash(f'"{sys.executable}" -m pre_commit run --all-files', work, home)

    passed = hook()
    assert passed.returncode == 0, passed.stdout
    assert re.search(r"check fee catalogues\.+Passed", passed.stdout)
    change(work, '"799.00"', '"799.0"')
    git("add", ".", cwd=work)
    failed = hook()
    assert failed.returncode == 1
    assert re.search(rf"{CATALOGUE}:[0-9]+:[0-9]+: error F104 money", failed.stdout)


def test_the_hook_looks_at_catalogues_alone() -> None:
    [hook] = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["id"] == recipe("repo: REPOSITORY")["repos"][0]["hooks"][0]["id"]
    for name, is_one in ((CATALOGUE, True), ("qualifications.yml", True), ("other.yaml", False)):
        assert bool(re.search(hook["files"], name)) is is_one
    done = bash(f"{hook['entry']} --as-at 2024-02-01 {CATALOGUE}", REPOSITORY)
    assert done.returncode == 0
