"""The steps of the action in action.yml: check the catalogues, and compare prices with a base.

Run by the Python that rrn-fees is installed for, with the inputs of the action in variables named
INPUT_*. Here and not in the YAML, so that no input is ever part of a script, and each of them is
looked at before it is used. Exits with 0, with 1 if the answer is no or could not be given, and
with 2 if an input is none.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

import typer

from rrn_fees.catalogue.loader import parse_catalogue
from rrn_fees.cli.options import FailOn, read_day, read_fail_on, read_months
from rrn_fees.dates import counted
from rrn_fees.documents.diff import MARKER, MOST_CHARACTERS
from rrn_fees.errors import CatalogueError, quoted
from rrn_fees.formats.markdown.markup import escaped
from rrn_fees.printable import printable, shown_lines

_ROOM_TO_COUNT = 100
"""What it takes to say how many lines a comment leaves out."""

COMMAND = (sys.executable, "-I", "-m", "rrn_fees")
"""Isolated: a module that lies in the repository at hand is never imported."""


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run rrn-fees with *given* as standard input, and return what it wrote."""
    return subprocess.run(  # noqa: S603 - our own command
        [*COMMAND, *arguments], input=given, capture_output=True, check=False
    )


# What is written to the log ----------------------------------------------------------------------


def annotate(level: str, *lines: str) -> None:
    """Write *lines* to the log as one annotation; nothing in them can be another command."""
    # The runner reads %0A as the end of a line once it has found where the command ends.
    message = shown_lines(*lines).replace("%", "%25").replace("\n", "%0A")
    sys.stdout.write(f"::{level}::{message}\n")


def add_to(variable: str, text: str) -> None:
    """Add *text* to the file that the runner names in *variable*."""
    with Path(os.environ[variable]).open("a", encoding="utf-8") as file:
        file.write(text)


def set_output(name: str, value: str) -> None:
    """Give the action's output *name* a value, whatever stands in it."""
    end = token_hex(16)
    add_to("GITHUB_OUTPUT", f"{name}<<{end}\n{value}\n{end}\n")


# The inputs --------------------------------------------------------------------------------------


class Inputs:
    """The inputs of a step; what is wrong with any of them is kept, to be told all at once."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.wrong: list[str] = []

    def text(self, name: str) -> str:
        """Return an input without the spaces around it; empty if it was not given."""
        return self._environment.get(f"INPUT_{name.upper().replace('-', '_')}", "").strip()

    def lines(self, name: str) -> list[str]:
        """Return what an input has on each of its lines."""
        return [line.strip() for line in self.text(name).splitlines() if line.strip()]

    def line(self, name: str) -> str:
        """Return an input that is one line, or empty."""
        lines = self.lines(name)
        if len(lines) > 1:
            self.wrong.append(f"The input {name} is one line, not {len(lines)}.")
        return lines[0] if lines else ""

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """Return an input that is one of *choices*, in whatever case."""
        text = self.text(name)
        if text.casefold() not in choices:
            self.wrong.append(f"The input {name} is {' or '.join(choices)}, not {quoted(text)}.")
        return text.casefold()

    def checked(self, name: str, read: Callable[[str], object]) -> str:
        """Return an input that the command's own *read* takes, or empty."""
        text = self.line(name)
        if text:
            self.read(name, text, read)
        return text

    def read(self, name: str, text: str, read: Callable[[str], object]) -> object:
        """Return what *read* makes of an input; None if it takes it for none."""
        try:
            return read(text)
        except typer.BadParameter as error:
            self.wrong.append(f"The input {name}: {error.message}")
            return None

    def stop_if_wrong(self) -> None:
        """Tell what is wrong with the inputs, and exit with 2 if anything is."""
        for sentence in self.wrong:
            annotate("error", sentence)
        if self.wrong:
            raise SystemExit(2)


def _lines_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _path(text: str) -> str:
    """Return a path that a command takes for one: a hyphen alone is standard input."""
    return "./-" if text == "-" else text


# Check the catalogues ----------------------------------------------------------------------------


def check(inputs: Inputs) -> int:
    """Check every file, and mark in the log what is found."""
    files = [*map(_path, inputs.lines("files"))]
    if not files:
        inputs.wrong.append("There is no catalogue to check: the input files is empty.")
    options = [
        f"--{name}={value}"
        for name, value in (
            ("horizon", inputs.checked("horizon", read_months)),
            ("select", inputs.line("select")),
            ("ignore", inputs.line("ignore")),
            ("as-at", inputs.checked("as-at", read_day)),
        )
        if value
    ]
    options += ["--strict"] if inputs.choice("strict", ("true", "false")) == "true" else []
    sarif = inputs.line("sarif")
    inputs.stop_if_wrong()
    runs = [["--format=github"]]
    if sarif:
        runs.insert(0, ["--exit-zero", "--format=sarif", f"--output={_path(sarif)}"])
    status = 0
    for extra in runs:
        done = run("catalogue", "check", *options, *extra, "--", *files)
        status = done.returncode
        said = done.stderr.decode("utf-8", "replace").strip()
        sys.stdout.write(done.stdout.decode("utf-8", "replace"))
        if status not in (0, 1):
            annotate("error", "The catalogues could not be checked:", *_lines_of(said))
            return max(status, 1)
        for line in said.splitlines():
            sys.stdout.write(f"{shown_lines(line)}\n")
    return status


# The base ----------------------------------------------------------------------------------------


class BaseError(Exception):
    """There is no base to compare with; the text says why."""


SECONDS_FOR_REMOTE = 120
"""How long the remote may take to answer: a job that waits for ever is stopped after six hours."""


def git(*arguments: str, seconds: int | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run git, whose words never reach the log as they are: a server may say what it likes.

    `BaseError` if it cannot be run, or takes more than so many *seconds*.
    """
    try:
        return subprocess.run(  # noqa: S603 - no shell, and the arguments are looked at before
            ["git", *arguments],  # noqa: S607 - the runner says which git it is
            capture_output=True,
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        raise BaseError(
            f"the remote did not answer git {arguments[0]} within {counted(seconds or 0, 'second')}"
        ) from None
    except OSError as error:
        raise BaseError(f"git cannot be run: {error.strerror}") from None


_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?", re.IGNORECASE | re.ASCII)


def is_no_commit(base: str) -> bool:
    """Whether *base* says that there is none: empty, or the zeros of a branch's first push."""
    return not base.strip("0") and (not base or _COMMIT.fullmatch(base) is not None)


def what_is_wrong_with(base: str) -> str | None:
    """Return why *base* is neither a whole commit id nor the name of a branch or tag."""
    if _COMMIT.fullmatch(base) or is_no_commit(base):
        return None
    # A name that begins with a hyphen would be an option, whatever git thinks of it as a name.
    sound = not base.startswith("-") and base != "HEAD" and base.isprintable()
    if sound and git("check-ref-format", "--allow-onelevel", base).returncode == 0:
        return None
    return (
        f"The input base is a whole commit id, a branch or a tag, not {quoted(base)}: an "
        "abbreviated id, HEAD and expressions such as HEAD~1 are not taken."
    )


def commit_of(base: str) -> str:
    """Return the id of the commit that *base* names, fetched if it is not here."""
    wanted = base.lower() if _COMMIT.fullmatch(base) else _named(base)
    if not _is_here(wanted):
        fetched = git(
            "fetch", "--quiet", "--no-tags", "--depth=1", "--end-of-options", "origin", wanted,
            seconds=SECONDS_FOR_REMOTE,
        )  # fmt: skip
        if not _is_here(wanted):
            raise BaseError(f"the base, {base}, cannot be fetched{_reason(fetched)}")
    commit = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{wanted}^{{commit}}")
    return commit.stdout.decode().strip()


def _is_here(commit: str) -> bool:
    return git("cat-file", "-e", "--end-of-options", f"{commit}^{{commit}}").returncode == 0


def _named(name: str) -> str:
    """Return the id of the branch or tag *name*: as the remote has it, where there is one.

    What is here may have been made by the change itself: a branch of a fork may be called main.
    """
    remote = git("remote", "get-url", "--", "origin").returncode == 0
    if name.startswith("refs/"):
        names = [name]
    else:
        short = name.removeprefix("origin/") if remote else name
        names = [f"refs/{where}/{short}" for where in ("heads", "tags", "remotes")]
    listed = (
        git(
            "ls-remote",
            "--quiet",
            "--end-of-options",
            "origin",
            *names,
            seconds=SECONDS_FOR_REMOTE,
        )
        if remote
        else git("for-each-ref", "--format=%(objectname)%09%(refname)", "--", *names)
    )
    refs = (line.split("\t") for line in listed.stdout.decode("utf-8", "replace").splitlines())
    found = {ref: commit for commit, ref in refs if ref in names}
    if len({*found.values()}) > 1:
        raise BaseError(f"the base, {name}, is both a branch and a tag: write {' or '.join(found)}")
    if not found:
        raise BaseError(f"the base, {name}, cannot be found{_reason(listed)}")
    return next(iter(found.values()))


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return f" ({printable(said[-1])})" if said else ""


def text_at(commit: str, path: str) -> bytes | None:
    """Return what the file *path* held at *commit*; None if it was not there."""
    done = git("cat-file", "blob", f"{commit}:./{os.path.normpath(path)}")
    return done.stdout if done.returncode == 0 else None


def renamed_files(commit: str) -> list[tuple[str, str]]:
    """Return which files have moved between *commit* and the commit at hand, from and to where."""
    done = git(
        "diff-tree", "-r", "-z", "--relative", "--find-renames", "--diff-filter=R",
        "--name-status", "--end-of-options", commit, "HEAD",
    )  # fmt: skip
    parts = done.stdout.decode("utf-8", "surrogateescape").split("\0")
    return [(parts[at + 1], parts[at + 2]) for at in range(0, len(parts) - 2, 3)]


# Compare the prices ------------------------------------------------------------------------------


@dataclass
class Gate:
    """What the comparison is to do, and what it has said."""

    catalogue: str
    base: str
    fail_on: FailOn
    passes_without_base: bool
    on: str

    @property
    def is_set(self) -> bool:
        """Whether a difference is to fail: then what cannot be compared fails, too."""
        return self.fail_on.what != "never"

    def unknown(self, why: str, *reasons: str, is_base: bool = True) -> int:
        """Say that there is no comparison, and why; return whether that fails.

        *reasons* are lines of their own, from wherever they come.
        """
        sentence = f"The prices could not be compared: {why}{':' if reasons else '.'}"
        fails = self.is_set and not (is_base and self.passes_without_base)
        way_out = (
            " Set the input on-missing-base to pass, if that is all right."
            if fails and is_base
            else ""
        )
        annotate("error" if fails else "warning", sentence + way_out, *reasons)
        comment(sentence, reasons)
        return int(fails)


def comment(sentence: str, reasons: Sequence[str] = ()) -> None:
    """Write a comment that is a sentence, and those *reasons* for which there is room."""
    text = f"{MARKER}\n{escaped(sentence)}\n"
    for at, reason in enumerate(reasons):
        item = f"\n- {escaped(reason)}"
        if len(text) + len(item) > MOST_CHARACTERS - _ROOM_TO_COUNT:
            text += f"\n- and {len(reasons) - at:,} more\n"
            break
        text += item
    publish(text if text.endswith("\n") else f"{text}\n")


def publish(text: str) -> None:
    """Write a comment to a file of its own, name it as output, and show it in the summary."""
    handle, name = tempfile.mkstemp(".md", "rrn-fees-comment-", os.environ["RUNNER_TEMP"])
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    add_to("GITHUB_STEP_SUMMARY", text)
    set_output("comment", name)


def compare(inputs: Inputs) -> int:
    """Compare the prices with those of the base, write the comment, and guard the gate."""
    catalogue, base = inputs.line("compare"), inputs.line("base")
    if Path(catalogue).is_absolute():
        catalogue = os.path.relpath(catalogue)
    fail_on = inputs.read("fail-on", inputs.line("fail-on"), read_fail_on)
    passes = inputs.choice("on-missing-base", ("fail", "pass")) == "pass"
    on = inputs.checked("as-at", read_day)
    try:
        inputs.wrong += filter(None, [what_is_wrong_with(base)])
    except BaseError as error:
        inputs.wrong.append(f"{error}.")
    if isinstance(fail_on, FailOn) and fail_on.what != "never" and not catalogue:
        inputs.wrong.append("The input fail-on needs a catalogue to compare: compare is empty.")
    inputs.stop_if_wrong()
    if not catalogue:
        return 0
    assert isinstance(fail_on, FailOn)  # noqa: S101 - else it was wrong
    gate = Gate(_path(catalogue), base, fail_on, passes, on)
    try:
        return _compared_with(gate, None if is_no_commit(base) else commit_of(base))
    except BaseError as error:
        return gate.unknown(str(error))


def _compared_with(gate: Gate, commit: str | None) -> int:
    path = gate.catalogue
    before = text_at(commit, path) if commit else None
    if not Path(path).is_file():
        return _without_head(gate, commit, is_at_base=before is not None)
    if commit is None:
        return gate.unknown("there is no base, as in the first push of a branch")
    moved = ""
    if before is None:
        here = os.path.normpath(path)
        moved = next((old for old, new in renamed_files(commit) if new == here), "")
        before = text_at(commit, moved) if moved else None
    if before is None:
        return gate.unknown(f"there is no {path} at the base, so that every price in it is new")
    try:
        parse_catalogue(before, "the catalogue at the base")
    except CatalogueError as error:
        return gate.unknown(f"the catalogue at the base has faults, such as {error.faults[0]}")
    if moved:
        annotate("notice", f"The catalogue has moved: {moved} at the base is {path} now.")
    return _diff(gate, before)


def _without_head(gate: Gate, commit: str | None, *, is_at_base: bool) -> int:
    path = os.path.normpath(gate.catalogue)
    if commit is None or not is_at_base:
        if gate.is_set:
            return gate.unknown(f"there is no {path} here", is_base=False)
        annotate("notice", f"There is no {path} to compare.")
        return 0
    moved = next((new for old, new in renamed_files(commit) if old == path), "")
    to = f", which is {moved} now: name it in the input compare" if moved else ""
    return gate.unknown(f"{path} is at the base and not here{to}", is_base=False)


_NO_ANSWER = {
    2: "the command does not take what it was asked",
    3: "the catalogue cannot be used",
}
"""What the exit codes of the command mean that stand for no answer."""


def _diff(gate: Gate, before: bytes) -> int:
    fail_on = os.environ["INPUT_FAIL_ON"].strip()
    with tempfile.TemporaryDirectory(dir=os.environ["RUNNER_TEMP"]) as directory:
        written = Path(directory) / "comment.md"
        options = ["--format=markdown", f"--output={written}", f"--fail-on={fail_on}"]
        options += [f"--on={gate.on}"] if gate.on else []
        done = run("catalogue", "diff", *options, "--", "-", gate.catalogue, given=before)
        said = done.stderr.decode("utf-8", "replace").strip()
        if done.returncode not in (0, 1) or not written.is_file():
            why = _NO_ANSWER.get(done.returncode, f"the command ended with {done.returncode}")
            return gate.unknown(why, *_lines_of(said), is_base=False)
        publish(written.read_text("utf-8"))
    if done.returncode:
        told = ("Wrote ", "Replaced ")
        reasons = [line for line in _lines_of(said) if not line.startswith(told)]
        annotate("error", *(reasons or ["The comparison failed."]))
    return done.returncode


def main(arguments: Sequence[str]) -> int:
    """Run the step that is named."""
    steps = {"check": check, "compare": compare}
    try:
        return steps[arguments[0]](Inputs(os.environ))
    except OSError as error:
        annotate("error", f"The step could not be run: {error}")
        return 1


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    raise SystemExit(main(sys.argv[1:]))
