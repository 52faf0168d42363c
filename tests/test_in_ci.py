"""The catalogue in other people's CI: the hook, the action and the recipes, run as they stand."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from support import REPOSITORY, SHIPPED, environment

from rrn_fees.checks.check import Example
from rrn_fees.checks.examples import whole_file

pytestmark = pytest.mark.skipif(
    not (shutil.which("git") and shutil.which("bash")), reason="needs git and bash"
)

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
    assert len(scripts) == 2
    for script in scripts:
        done = bash(script, work)
        assert done.returncode == 0, done.stderr
    assert json.loads((work / "found.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert ET.parse(work / "found.xml").getroot().tag == "testsuites"  # noqa: S314 - our own
    change(work, '"799.00"', '"829.00"')
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
        for name in ("path", "output", "summary"):
            (self.temp / name).touch()

    def value_of(self, text: str) -> str:
        expression = re.fullmatch(r"\$\{\{ (.+) \}\}", text)
        if expression is None:
            return text
        context, _, name = expression[1].partition(".")
        return {"inputs": self.inputs, "github": {"action_path": str(REPOSITORY)}}[context][name]

    def run(self, name: str) -> int:
        [step] = [step for step in ACTION["runs"]["steps"] if step["name"] == name]
        assert step["shell"] == "bash"
        given = {key: self.value_of(text) for key, text in step["env"].items()}
        files = {
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_PATH": str(self.temp / "path"),
            "GITHUB_OUTPUT": str(self.temp / "output"),
            "GITHUB_STEP_SUMMARY": str(self.temp / "summary"),
        }
        added = (self.temp / "path").read_text("utf-8").split()
        path = os.pathsep.join([*added, str(Path(sys.executable).parent), os.environ["PATH"]])
        done = bash(step["run"], self.work, {**given, **files, "PATH": path})
        self.log = done.stdout + done.stderr
        self.summary = (self.temp / "summary").read_text("utf-8")
        lines = (self.temp / "output").read_text("utf-8").splitlines()
        self.outputs = dict(line.split("=", 1) for line in lines)
        return done.returncode


CHECK, COMPARE, SET_UP = "Check the catalogues", "Compare the prices", "Set up rrn-fees"


def runner(work: Path, **inputs: str) -> Runner:
    asked = {name.replace("_", "-"): value for name, value in inputs.items()}
    return Runner(work, work.parent / "temp", {"base": git("rev-parse", "HEAD", cwd=work), **asked})


def test_the_action_marks_what_it_finds(work: Path) -> None:
    change(work, '"799.00"', '"0.00"')
    action = runner(work, as_at="2024-02-01", ignore="F4", sarif="found.sarif")
    assert action.run(CHECK) == 1
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
    assert action.run(COMPARE) == 0
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


def test_the_action_tells_of_a_new_catalogue_and_of_one_that_cannot_be_compared(
    work: Path,
) -> None:
    action = runner(work, compare="data/new.yaml")
    (work / "data" / "new.yaml").write_bytes(SHIPPED.read_bytes())
    assert action.run(COMPARE) == 0
    assert "There is no data/new.yaml at the base" in action.summary
    change(work, '"799.00"', "799.00")
    action = runner(work)
    assert action.run(COMPARE) == 0
    assert "could not be compared" in action.summary
    assert "a figure stands in quotes" in action.log
    git("commit", "--quiet", "--all", "--message", "broken", cwd=work)
    change(work, ": 799.00", ': "799.00"')
    mended = runner(work, fail_on="increase")
    assert (mended.run(CHECK), mended.run(COMPARE)) == (0, 0)


def test_the_action_says_when_there_is_nothing_to_check_or_to_compare_with(work: Path) -> None:
    nothing = runner(work, files="\n")
    assert nothing.run(CHECK) == 2
    assert "::error::There is no catalogue to check" in nothing.log
    elsewhere = runner(work, compare="gone.yaml")
    assert (elsewhere.run(COMPARE), elsewhere.outputs, elsewhere.summary) == (0, {}, "")
    unknown = runner(work, base="0123456789012345678901234567890123456789")
    assert unknown.run(COMPARE) == 0
    assert "cannot be fetched" in unknown.summary
    assert Path(unknown.outputs["comment"]).read_text("utf-8").startswith("<!-- rrn-fees")


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
