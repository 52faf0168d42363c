"""No answer replaces a file that was read, whatever it is called: by every command."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from support import COMMAND, REPOSITORY, SHIPPED, Outcome, environment, run, run_alone

from rrn_fees.catalogue import loader
from rrn_fees.cli import delivery as delivery_module
from rrn_fees.cli.delivery import Delivery, replace_file
from rrn_fees.cli.inputs import Inputs
from rrn_fees.errors import RequestError
from rrn_fees.formats import Format

ON = ("--on", "2024-02-01")
QUOTE = ("quote", "certificate", "--as", "member", *ON)
COMMANDS = {
    "quote": (*QUOTE, "--catalogue", "{catalogue}", "-f", "json"),
    "compare": ("compare", "certificate", *ON, "--catalogue", "{catalogue}", "-f", "json"),
    "list": ("list", "--catalogue", "{catalogue}", "-f", "json"),
    "show": ("show", "certificate", "--catalogue", "{catalogue}", "-f", "json"),
    "deadlines": ("deadlines", *ON, "--catalogue", "{catalogue}", "-f", "json"),
    "eligibility": (
        "eligibility", "certificate", *ON, "--no-input", "--catalogue", "{catalogue}", "-f", "json",
    ),
    "verify, its catalogue": ("verify", "{saved}", "--catalogue", "{catalogue}", "-f", "json"),
    "check": ("catalogue", "check", "{catalogue}", "-f", "json"),
    "check, one of several": ("catalogue", "check", str(SHIPPED), "{catalogue}", "-f", "json"),
    "check --catalogue": ("catalogue", "check", "--catalogue", "{catalogue}", "-f", "json"),
    "check --base": (
        "catalogue", "check", str(SHIPPED), "--base", "{catalogue}", "-f", "json",
    ),
    "diff, old": ("catalogue", "diff", "{catalogue}", str(SHIPPED), *ON, "-f", "json"),
    "diff, new": ("catalogue", "diff", str(SHIPPED), "{catalogue}", *ON, "-f", "json"),
}  # fmt: skip
"""Every command that reads a catalogue, from a file whose name gives nothing away."""

Spelling = Callable[[Path], str]


def _link(path: Path) -> str:
    link = path.with_name("link")
    link.symlink_to(path.name)
    return str(link)


def _hard_link(path: Path) -> str:
    other = path.with_name("other-name")
    other.hardlink_to(path)
    return str(other)


SPELLINGS: dict[str, Spelling] = {
    "the same": str,
    "by way of another directory": lambda path: str(path.parent / "x" / ".." / path.name),
    "a symbolic link": _link,
    "a hard link": _hard_link,
}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Return a catalogue and a saved quote."""
    (tmp_path / "x").mkdir()
    catalogue, saved = tmp_path / "catalogue", tmp_path / "saved"
    catalogue.write_bytes(SHIPPED.read_bytes())
    done = run(*QUOTE, "--catalogue", str(SHIPPED), "-f", "json")
    saved.write_text(done.out, encoding="utf-8")
    return {"catalogue": catalogue, "saved": saved}


def refuses(done: Outcome) -> None:
    assert (done.code, done.out) == (2, ""), done.err
    assert "it is not written" in " ".join(done.err.split())
    assert "Wrote" not in done.err


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_no_command_replaces_a_catalogue_that_it_reads(
    arguments: tuple[str, ...], spelling: Spelling, files: dict[str, Path]
) -> None:
    words = [word.format(**files) for word in arguments]
    refuses(run(*words, "-o", spelling(files["catalogue"])))
    assert files["catalogue"].read_bytes() == SHIPPED.read_bytes()


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_a_saved_quote_is_not_replaced_by_what_became_of_it(
    spelling: Spelling, files: dict[str, Path]
) -> None:
    before = files["saved"].read_bytes()
    refuses(run("verify", str(files["saved"]), "-f", "json", "-o", spelling(files["saved"])))
    assert files["saved"].read_bytes() == before


def test_a_relative_name_and_a_link_to_the_directory_are_the_same_file(
    files: dict[str, Path], tmp_path: Path
) -> None:
    (tmp_path / "here").symlink_to(tmp_path, target_is_directory=True)
    for output in ("saved", "./saved", "here/saved", "here/x/../saved"):
        refuses(run("verify", str(files["saved"]), "-f", "json", "-o", output, cwd=tmp_path))
        refuses(run("verify", "saved", "-f", "json", "-o", f"here/{output}", cwd=tmp_path))


WRITING = {
    "rule": ("catalogue", "rule", "-f", "json"),
    "schema": ("catalogue", "schema"),
    "quote": (*QUOTE, "--catalogue", str(SHIPPED), "-f", "json"),
}
"""Commands that do not read the catalogue that they are asked to replace."""


@pytest.mark.parametrize("arguments", WRITING.values(), ids=WRITING)
def test_a_catalogue_in_force_is_never_replaced(arguments: tuple[str, ...], tmp_path: Path) -> None:
    nearest = tmp_path / "data" / "qualifications.yaml"
    nearest.parent.mkdir()
    nearest.write_bytes(SHIPPED.read_bytes())
    other_name = tmp_path / "another.json"
    other_name.hardlink_to(nearest)
    below = tmp_path / "below"
    below.mkdir()
    for output in ("data/qualifications.yaml", "another.json"):
        refuses(run(*arguments, "-o", output, cwd=tmp_path))
    refuses(run(*arguments, "-o", "../another.json", cwd=below))
    named = tmp_path / "named"
    named.write_bytes(SHIPPED.read_bytes())
    refuses(
        run(*arguments, "-o", str(named), cwd="/", env={"RRN_FEES_CATALOGUE": str(named)})  # type: ignore[arg-type]
    )
    assert nearest.read_bytes() == named.read_bytes() == SHIPPED.read_bytes()


@pytest.mark.parametrize("arguments", WRITING.values(), ids=WRITING)
def test_the_shipped_catalogue_is_never_replaced(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = tmp_path / "ours"  # a copy, lest a failure of this test destroys what is shipped
    ours.write_bytes(SHIPPED.read_bytes())
    shipped = loader.CatalogueFile(ours, loader.SHIPPED_PATH, shipped=True)
    monkeypatch.setattr(loader, "shipped", lambda: shipped)
    link = tmp_path / "answer.json"
    link.symlink_to(ours)
    for output in (ours, link):
        refuses(run(*arguments, "-o", str(output)))
    assert ours.read_bytes() == SHIPPED.read_bytes()


@pytest.mark.parametrize("name", ["fees.yaml", "fees.yml", "FEES.YAML"])
def test_no_answer_is_written_under_the_name_of_a_catalogue(name: str, tmp_path: Path) -> None:
    for arguments in WRITING.values():
        refuses(run(*arguments, "-o", str(tmp_path / name)))
        assert [*tmp_path.iterdir()] == []
    file = tmp_path / name
    file.write_text("mine", encoding="utf-8")
    link = tmp_path / "answer.json"
    link.symlink_to(file)
    done = run(*WRITING["schema"], "-o", str(link))
    refuses(done)
    assert "a link to" in done.err
    assert file.read_text(encoding="utf-8") == "mine"


def test_init_replaces_nothing(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("mine", encoding="utf-8")
    for output in (str(file), _link(file), "/dev/stdin"):
        assert run_alone("catalogue", "init", "-o", output, cwd=tmp_path).code == 3
    assert file.read_text(encoding="utf-8") == "mine"


def with_input_from(file: Path, *arguments: str) -> Outcome:
    """Run a command as a shell does that redirects its standard input from *file*."""
    with file.open("rb") as opened:
        done = subprocess.run(
            [*COMMAND, *arguments],
            cwd=file.parent,
            env=environment(),
            stdin=opened,
            capture_output=True,
            check=False,
        )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        pytest.param(("verify", "-", "-f", "json"), "saved", id="verify"),
        pytest.param(("verify", "/dev/stdin", "-f", "json"), "saved", id="verify /dev/stdin"),
        pytest.param(("catalogue", "check", "-", "-f", "json"), "catalogue", id="check"),
        pytest.param(
            ("catalogue", "diff", "-", str(SHIPPED), "-f", "json"), "catalogue", id="diff"
        ),
        pytest.param(("catalogue", "schema"), "catalogue", id="what does not read it"),
    ],
)
@pytest.mark.parametrize("output", ["{file}", "/dev/stdin", "/dev/fd/0", "//dev/./stdin"])
def test_what_standard_input_is_redirected_from_is_not_replaced(
    arguments: tuple[str, ...], name: str, output: str, files: dict[str, Path]
) -> None:
    before = files[name].read_bytes()
    done = with_input_from(files[name], *arguments, "-o", output.format(file=files[name]))
    refuses(done)
    assert "standard input" in done.err
    assert files[name].read_bytes() == before


def test_a_pipe_on_standard_input_is_not_written_to() -> None:
    for output in ("/dev/stdin", "/proc/self/fd/0"):
        refuses(run_alone("verify", "-", "-f", "json", "-o", output, stdin="{}"))


def test_a_device_that_is_no_file_can_be_read_and_written() -> None:
    with Path(os.devnull).open("rb") as nothing:
        done = subprocess.run(
            [*COMMAND, *QUOTE, "-f", "json", "-o", os.devnull],
            stdin=nothing,
            capture_output=True,
            env=environment(),
            cwd="/",
            check=False,
        )
    assert done.returncode == 0, done.stderr


def test_a_file_beside_what_is_read_is_written(files: dict[str, Path], tmp_path: Path) -> None:
    for number, arguments in enumerate(COMMANDS.values()):
        file = tmp_path / f"answer-{number}"
        file.write_text("an older answer", encoding="utf-8")
        done = run(*(word.format(**files) for word in arguments), "-o", str(file))
        assert done.code in (0, 1)
        assert f'Replaced "{file}".' in done.err


def test_the_file_is_looked_at_again_at_the_last_moment(
    files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the first look and the last, the output becomes a link to what is read."""
    output = tmp_path / "answer.json"
    monkeypatch.chdir(tmp_path)
    delivery = Delivery((Format.JSON,), "json", str(output), "never")
    delivery.reads(files["catalogue"])
    create = delivery_module._create  # noqa: SLF001 - the moment in question

    def meanwhile(path: Path, content: bytes) -> None:
        create(path, content)
        output.unlink(missing_ok=True)
        output.hardlink_to(files["catalogue"])

    monkeypatch.setattr(delivery_module, "_create", meanwhile)
    with pytest.raises(RequestError, match="what this command reads"):
        delivery.write_bytes(b"{}")
    assert files["catalogue"].read_bytes() == SHIPPED.read_bytes()
    assert not [*tmp_path.glob(".*.tmp")], "what was half done is undone"


def test_an_input_that_was_replaced_meanwhile_is_still_an_input(
    files: dict[str, Path], tmp_path: Path
) -> None:
    """An editor saves by moving a new file into place, which gives the name another number."""
    inputs = Inputs(tmp_path / "answer.json")
    inputs.add(files["catalogue"])
    (tmp_path / "new").write_bytes(SHIPPED.read_bytes())
    (tmp_path / "new").replace(files["catalogue"])
    (tmp_path / "answer.json").hardlink_to(files["catalogue"])
    with pytest.raises(RequestError, match="what this command reads"):
        inputs.require_apart()


def test_a_guard_is_asked_before_a_device_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    def guard() -> None:
        raise RequestError("not this one")

    with pytest.raises(RequestError):
        replace_file(pipe, b"never", guard)


def test_every_command_that_reads_a_file_is_tried() -> None:
    """A new call that reads a file has to hand it to the delivery, and to be tried above."""
    readers = {
        path.name: text.count("delivery.reads")
        for path in (REPOSITORY / "src/rrn_fees/cli").glob("*.py")
        if "delivery.reads" in (text := path.read_text(encoding="utf-8"))
    }
    assert readers == {
        "quote.py": 1, "compare.py": 1, "list_prices.py": 1, "show.py": 1, "deadlines.py": 1,
        "eligibility.py": 1, "verify.py": 2, "catalogue_check.py": 3, "catalogue_diff.py": 1,
    }  # fmt: skip
    opening = {
        path.name
        for path in (REPOSITORY / "src/rrn_fees/cli").glob("*.py")
        if any(
            word in path.read_text(encoding="utf-8")
            for word in ("read_file(", "open_catalogue(", "load_catalogue(", "read_draft(")
        )
    }
    assert opening - readers.keys() == {"shell.py", "completion.py"}
