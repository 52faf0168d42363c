"""``catalogue schema`` and ``catalogue init``, as users run them."""

import json
import os
from pathlib import Path

import pytest
from support import REPOSITORY, has_no_traceback, run
from test_command_line import shell

from rrn_fees.catalogue import loader
from rrn_fees.catalogue.loader import SCHEMA_NAME, load_catalogue, shipped_schema, starter
from rrn_fees.cli.delivery import create_file
from rrn_fees.errors import OutputError

WRITTEN = """\
Wrote "data/qualifications.yaml", a catalogue to start from.
Wrote "data/qualifications.schema.json", which editors read.
Next:
  rrn-fees catalogue check data/qualifications.yaml
  rrn-fees list --catalogue data/qualifications.yaml
"""


def test_the_document_shows_what_is_said() -> None:
    page = (REPOSITORY / "docs" / "catalogue.md").read_text(encoding="utf-8")
    assert f"```text\n{WRITTEN}```" in page


def tree(directory: Path) -> dict[str, bytes]:
    """Return every file below *directory* with its content, and its directories with none."""
    found = sorted(directory.rglob("*"))
    return {
        file.relative_to(directory).as_posix(): file.read_bytes() if file.is_file() else b""
        for file in found
    }


def test_the_schema_is_printed_as_it_is_published() -> None:
    done = run("catalogue", "schema")
    assert (done.code, done.err) == (0, "")
    assert done.out.encode() == (REPOSITORY / "data" / SCHEMA_NAME).read_bytes()


def test_the_schema_is_written_to_a_file_of_any_name(tmp_path: Path) -> None:
    done = run("catalogue", "schema", "-o", "of-fees", cwd=tmp_path)
    assert (done.code, done.out, done.err) == (0, "", 'Wrote "of-fees".\n')
    assert tree(tmp_path) == {"of-fees": shipped_schema()}
    assert run("catalogue", "schema", "-o", "").code == 2


def test_the_schema_is_found_inside_an_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "rrn_fees" / "data" / SCHEMA_NAME
    inside.parent.mkdir(parents=True)
    inside.write_bytes(b"{}")
    monkeypatch.setattr(loader, "__file__", str(tmp_path / "rrn_fees" / "catalogue" / "loader.py"))
    assert shipped_schema() == b"{}"


def test_a_catalogue_is_started_where_it_is_found_without_being_named(tmp_path: Path) -> None:
    done = run("catalogue", "init", cwd=tmp_path)
    assert (done.code, done.out, done.err) == (0, "", WRITTEN)
    assert tree(tmp_path) == {
        "data": b"",
        "data/qualifications.schema.json": shipped_schema(),
        "data/qualifications.yaml": starter(),
    }
    priced = run("quote", "first-course:7", "--as", "member", "--on", "2026-11-22", cwd=tmp_path)
    assert priced.code == 0
    assert "£840.00" in priced.out
    assert "Catalogue  data/qualifications.yaml" in priced.out


@pytest.mark.parametrize("day", ["2024-02-29", "2025-01-01", "2026-11-22", "2099-12-31"])
def test_a_check_finds_nothing_in_the_starter_on_any_day(tmp_path: Path, day: str) -> None:
    (tmp_path / "fees.yaml").write_bytes(starter())
    done = run("catalogue", "check", "fees.yaml", "--as-at", day, "-f", "json", cwd=tmp_path)
    assert (done.code, json.loads(done.out)["findings"]) == (0, [])


def test_nothing_that_exists_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "qualifications.yaml").write_bytes(b"mine")
    before = tree(tmp_path)
    done = run("catalogue", "init", cwd=tmp_path)
    assert (done.code, done.out) == (3, "")
    assert done.err == (
        'Error: "data/qualifications.yaml" is there already and is not replaced; name another file '
        "with --output. Nothing was changed.\n"
    )
    assert tree(tmp_path) == before


@pytest.mark.parametrize("output", [".", "..", "link.yaml", "directory", "/dev/null"])
def test_what_is_no_file_is_not_replaced_either(tmp_path: Path, output: str) -> None:
    (tmp_path / "directory").mkdir()
    (tmp_path / "link.yaml").symlink_to(tmp_path / "nowhere.yaml")
    before = tree(tmp_path)
    done = run("catalogue", "init", "-o", output, cwd=tmp_path)
    assert (done.code, done.out) == (3, "")
    assert "is there already and is not replaced" in done.err
    assert tree(tmp_path) == before


def test_a_schema_that_is_there_is_kept_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / SCHEMA_NAME).write_bytes(b"of another edition")
    done = run("catalogue", "init", "-o", "our fees.yaml", cwd=tmp_path)
    assert done.code == 0
    assert 'Kept "qualifications.schema.json", which editors read.' in done.err
    assert "  rrn-fees catalogue check 'our fees.yaml'\n" in done.err
    assert tree(tmp_path) == {"our fees.yaml": starter(), SCHEMA_NAME: b"of another edition"}
    assert load_catalogue(tmp_path / "our fees.yaml").qualifications


def test_the_starter_alone_is_printed(tmp_path: Path) -> None:
    done = run("catalogue", "init", "-o", "-", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert done.out.encode() == starter()
    assert tree(tmp_path) == {}


@pytest.mark.parametrize(
    ("output", "code", "says"),
    [
        pytest.param("", 2, "Name a file with --output", id="no name"),
        pytest.param("no/fees.yaml", 3, "No such file or directory", id="no directory"),
        pytest.param("x" * 300, 3, "File name too long", id="a long name"),
        pytest.param("a file/fees.yaml", 3, "Not a directory", id="below a file"),
    ],
)
def test_a_place_where_nothing_can_be_made_is_told(
    tmp_path: Path, output: str, code: int, says: str
) -> None:
    (tmp_path / "a file").touch()
    done = run("catalogue", "init", "-o", output, cwd=tmp_path)
    assert (done.code, done.out) == (code, "")
    assert says in done.err
    assert has_no_traceback(done.err)
    assert tree(tmp_path) == {"a file": b""}


def test_a_file_in_the_place_of_the_directory_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"mine")
    done = run("catalogue", "init", cwd=tmp_path)
    assert done.code == 3
    assert done.err == 'Error: "data" cannot be written: File exists. Nothing was changed.\n'
    assert tree(tmp_path) == {"data": b"mine"}


@pytest.mark.parametrize("kib", [1, 16], ids=["neither fits", "only the catalogue fits"])
def test_what_cannot_be_made_whole_is_not_made_at_all(tmp_path: Path, kib: int) -> None:
    assert len(starter()) < 16 * 1024 < len(shipped_schema())
    init = "rrn-fees catalogue init"
    done = shell(f"cd {tmp_path}; unset ${{!COVERAGE@}}; ulimit -f {kib}; {init}")
    assert (done.code, done.out) == (3, "")
    assert "File too large. Nothing was changed." in done.err
    assert "Wrote" not in done.err
    assert tree(tmp_path) == {}


def test_a_directory_that_may_not_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(OutputError, match=r"cannot be written: Permission denied\. Nothing was"):
        create_file(tmp_path / "fees.yaml", b"")


def test_a_file_that_fails_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        create_file(tmp_path / "fees.yaml", b"format: 1")
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("command", ["schema", "init"])
def test_the_example_of_each_help_text_is_a_yes(command: str) -> None:
    text = run("catalogue", command, "--help").out
    example = text.rpartition("Example: rrn-fees ")[2].split()
    assert example[:2] == ["catalogue", command]
    assert run(*example).code == 0


def test_the_group_has_a_summary_of_each_command() -> None:
    text = run("catalogue", "--help").out
    assert "Print the JSON Schema that editors read." in text
    assert "Make a commented catalogue to start from." in text
