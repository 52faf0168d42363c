"""``rrn-fees catalogue check`` and ``rule``, as a script in CI runs them."""

import json
from datetime import date
from pathlib import Path

import pytest
from support import COMMAND, REPOSITORY, SHIPPED, Outcome, has_no_traceback, run, working_days

from rrn_fees.catalogue.loader import CatalogueFile, read_draft
from rrn_fees.catalogue.yaml import MAX_BYTES
from rrn_fees.checks.registry import CHECKS
from rrn_fees.checks.report import checked

OPEN = ("--as-at", "2024-02-01")
FAULTY = str(REPOSITORY / "tests" / "catalogues" / "faulty.yml")


def check(*arguments: str, **more: object) -> Outcome:
    return run("catalogue", "check", *arguments, **more)  # type: ignore[arg-type]


def codes(done: Outcome) -> list[str]:
    return [finding["code"] for finding in json.loads(done.out)["findings"]]


def test_the_shipped_catalogue_has_no_error_and_strict_fails_its_warnings() -> None:
    assert check(*OPEN).code == 0
    assert check(*OPEN, "--strict").code == 1
    assert check(*OPEN, "--strict", "--exit-zero").code == 0
    assert check(*OPEN, "--strict", "--ignore", "F405,F410").code == 0
    assert check(*OPEN, "--strict", "--select", "F3", "--select", "sizes").code == 0


def test_a_run_can_be_repeated_and_without_a_day_it_is_today() -> None:
    first, again = check(*OPEN), check(*OPEN)
    assert first == again
    assert "as at Thursday 1 February 2024" in first.out
    assert "rrn_fees/data/qualifications.yaml:" in first.out
    assert "F409" in codes(check("-f", "json"))


def test_today_is_the_day_where_the_prices_of_the_file_hold(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    days = []
    for zone in ("Pacific/Pago_Pago", "Pacific/Kiritimati"):  # 25 hours apart: never on one day
        place = tmp_path / "fees.yaml"
        place.write_text(text.replace("Europe/London", zone), encoding="utf-8")
        days.append(json.loads(check(str(place), "-f", "json").out)["as_at"])
    assert days[0] < days[1]


def test_an_intake_is_looked_for_within_the_months_asked_for(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    intake = "28\n        applications: {may_close_early: true}"
    assert text.count(intake) == 1
    later = text.replace(intake, "28\n        applications: {opens_on: 2024-03-04}")
    (tmp_path / "fees.yaml").write_text(later, encoding="utf-8")
    asked = ("fees.yaml", *OPEN, "--select", "F410", "-f", "json")
    for months, expected in (("1", 2), ("2", 1)):
        done = check(*asked, "--horizon", months, cwd=tmp_path)
        assert json.loads(done.out)["horizon_months"] == int(months)
        assert len(codes(done)) == expected


def test_files_that_cannot_be_read_are_findings_and_the_others_are_checked(tmp_path: Path) -> None:
    (tmp_path / "binary.yaml").write_bytes(bytes(range(256)))
    (tmp_path / "empty.yaml").touch()
    with (tmp_path / "enormous.yaml").open("wb") as file:
        file.truncate(50 * 2**20)
    names = ["gone.yaml", "binary.yaml", ".", "empty.yaml", "enormous.yaml", FAULTY]
    done = check(*names, "-f", "json", cwd=tmp_path)
    document = json.loads(done.out)
    found = [(finding["file"], finding["code"]) for finding in document["findings"]]
    assert done.code == 1
    assert document["files"] == 6
    assert found[:5] == [
        ("gone.yaml", "F001"), ("binary.yaml", "F003"), (".", "F001"), ("empty.yaml", "F004"),
        ("enormous.yaml", "F002"),
    ]  # fmt: skip
    assert [code for file, code in found if file == FAULTY] == ["F102", "F101", "F201", "F104"]
    assert has_no_traceback(done.err)


def test_a_file_that_may_not_be_read_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.yaml"
    secret.touch()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refuse)
        draft = read_draft(CatalogueFile(secret, "secret.yaml"))
    [finding] = checked(draft, working_days, as_at=date(2024, 2, 1)).findings
    assert (finding.check.code, finding.place) == ("F001", None)
    assert finding.message == "the file cannot be read: Permission denied"


def test_standard_input_is_checked_once() -> None:
    text = SHIPPED.read_text(encoding="utf-8").replace('"799.00"', '"0.00"')
    done = check("-", "-", *OPEN, "--select", "F307", stdin=text)
    assert done.code == 1
    assert done.out.startswith("standard input:")
    assert "Checked 1 file " in done.out


def test_standard_input_of_a_byte_too_many_is_too_large() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    spaces = " " * (MAX_BYTES + 1 - len(text.encode()) - 1)
    assert codes(check("-", *OPEN, "-f", "json", stdin=f"{text}#{spaces}")) == ["F002"]


def test_the_shipped_catalogue_goes_by_its_name_wherever_it_is_installed() -> None:
    annotation = check(*OPEN, "-f", "github").out.partition(",")[0]
    assert annotation.endswith(" file=rrn_fees/data/qualifications.yaml")


def test_the_catalogue_in_force_is_checked(tmp_path: Path) -> None:
    place = tmp_path / "data" / "qualifications.yaml"
    place.parent.mkdir()
    place.write_text("format: 2\n", encoding="utf-8")
    assert "data/qualifications.yaml:1:9: error F112" in check(cwd=tmp_path).out
    other = check("--catalogue", FAULTY, cwd=tmp_path)
    assert f"{FAULTY}:5:26: error F102" in other.out
    by_environment = check(cwd=tmp_path, env={"RRN_FEES_CATALOGUE": FAULTY})
    assert by_environment.out == other.out
    named = check(FAULTY, cwd=tmp_path, env={"RRN_FEES_CATALOGUE": "gone.yaml"})
    assert named.out == other.out


@pytest.mark.parametrize("worktree", [False, True], ids=["a clone", "a worktree or submodule"])
def test_places_are_those_of_the_repository_wherever_the_command_is_run(
    tmp_path: Path, *, worktree: bool
) -> None:
    if worktree:
        (tmp_path / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    else:
        (tmp_path / ".git").mkdir()
    below = tmp_path / "team a"
    below.mkdir()
    (below / "fees.yaml").write_text("format: 2\n", encoding="utf-8")
    done = check("fees.yaml", "-f", "github", cwd=below)
    assert done.out.startswith("::error file=team a/fees.yaml,line=1,")
    uri = json.loads(check("fees.yaml", "-f", "sarif", cwd=below).out)["runs"][0]["results"][0]
    address = uri["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert address == "team%20a/fees.yaml"


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("found.txt", "data/"), ("found.json", "{"), ("found.sarif", "{"), ("found.xml", "<?xml"),
    ],
)  # fmt: skip
def test_the_ending_of_a_file_says_which_format(tmp_path: Path, name: str, begins: str) -> None:
    done = check("data/qualifications.yaml", *OPEN, "-o", str(tmp_path / name), cwd=REPOSITORY)
    assert done.code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    assert done.out == ""


MISUSED = [
    (["--select", "F35"], 'no check or family of checks "F35"; did you mean F305?'),
    (["--ignore", "F305,F9"], 'no check or family of checks "F9"; did you mean F'),
    (["--select", ""], "A check or family of checks is missing"),
    (["--horizon", "0"], "whole number from 1 to 600"),
    (["--horizon", "1e2"], "whole number from 1 to 600"),
    (["--as-at", "soon"], "write a whole date"),
    (["--as-at", "2024-02-01", "--as-at", "2024-02-02"], "more than once"),
    (["-f", "xml"], "is not one of text, json, github, sarif, junit"),
    (["-f", "sarif", "--statistics"], "has no room for --statistics"),
    (["-o", "found.pdf"], "does not say which format"),
    ([FAULTY, "--catalogue", FAULTY], "not both"),
    (["", FAULTY], "name of a file is empty"),
]


@pytest.mark.parametrize(("arguments", "says"), MISUSED, ids=lambda value: str(value)[:40])
def test_what_cannot_be_understood_is_said_in_a_sentence(arguments: list[str], says: str) -> None:
    done = check(*arguments)
    assert done.code == 2
    assert says in " ".join(done.err.replace("│", " ").split())
    assert done.out == ""
    assert has_no_traceback(done.err)


def test_a_closed_standard_input_is_said_in_a_sentence() -> None:
    import subprocess

    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&-', "sh", *COMMAND, "catalogue", "check", "-"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "standard input: error F001 file" in done.stdout
    assert "Checked 1 file" in done.stdout


def test_a_check_is_told_about_by_its_code() -> None:
    done = run("catalogue", "rule", "f305")
    assert done.code == 0
    assert done.out.startswith("F305 cohort-no-saving  info\n")
    assert "# rrn-fees: accept F305" in done.out
    assert "cannot be accepted" in run("catalogue", "rule", "F104").out
    assert run("catalogue", "rule").out.count("\nF") == len(CHECKS)
    unknown = run("catalogue", "rule", "F999")
    assert unknown.code == 2
    assert 'no check or family of checks "F999"; did you mean F' in unknown.err


def test_the_page_on_checks_is_what_the_command_writes() -> None:
    page = (REPOSITORY / "docs" / "checks.md").read_text(encoding="utf-8")
    assert page == run("catalogue", "rule", "-f", "markdown").out
