"""``rrn-fees catalogue check`` and ``rule``, as a script in CI runs them."""

import gc
import json
import weakref
from datetime import date
from pathlib import Path

import pytest
from support import COMMAND, REPOSITORY, SHIPPED, Outcome, has_no_traceback, run, working_days
from typer.main import get_command

from rrn_fees.catalogue.draft import Draft
from rrn_fees.catalogue.loader import CatalogueFile, read_draft
from rrn_fees.catalogue.yaml import MAX_BYTES, Node, children
from rrn_fees.checks.registry import CHECKS
from rrn_fees.checks.report import checked
from rrn_fees.cli import app, catalogue_check

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
    assert check(*OPEN, "--strict", "--ignore", "F405,F410,F412").code == 0
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


def with_slips(number: int, *, after: str = "") -> str:
    """Return the shipped catalogue with so many keys at its end that the format does not have."""
    slips = "".join(f"slip-{at}: 1\n" for at in range(number))
    return f"{SHIPPED.read_text(encoding='utf-8')}{slips}{after}"


def test_a_thousand_findings_are_written_and_all_are_counted(tmp_path: Path) -> None:
    (tmp_path / "fees.yaml").write_text(with_slips(1200), encoding="utf-8")
    asked = ("fees.yaml", *OPEN, "--select", "F101")
    found = json.loads(check(*asked, "-f", "json", cwd=tmp_path).out)
    assert len(found["findings"]) == 1000
    assert found["findings"][0]["path"] == "slip-0"
    assert found["summary"] == {
        "errors": 1200, "warnings": 0, "infos": 0, "total": 1200, "written": 1000, "accepted": 0,
        "in_base": 0,
    }  # fmt: skip
    text = check(*asked, cwd=tmp_path)
    assert text.out.count("unknown key") == 1000
    assert "200 more findings in this file are not written" in text.out
    assert "1,200 errors, 0 warnings, 0 infos, 200 not written" in text.out
    fewer = check(*asked, "--max-findings", "2", "-f", "github", cwd=tmp_path)
    assert fewer.out.count("::error") == 2
    assert "::warning file=fees.yaml,title=Not all findings are written::1,198 more" in fewer.out
    more = json.loads(check(*asked, "--max-findings", "10000", "-f", "json", cwd=tmp_path).out)
    assert len(more["findings"]) == 1200
    assert more["summary"]["written"] == 1200


def test_what_weighs_more_is_written_first_and_in_the_order_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "fees.yaml").write_text(with_slips(3), encoding="utf-8")
    found = json.loads(
        check("fees.yaml", *OPEN, "--max-findings", "4", "-f", "json", cwd=tmp_path).out
    )
    levels = [finding["level"] for finding in found["findings"]]
    assert sorted(levels) == ["error", "error", "error", "warning"]
    lines = [finding["line"] for finding in found["findings"]]
    assert lines == sorted(lines)


def test_what_is_not_written_fails_all_the_same(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    (tmp_path / "fees.yaml").write_text(text, encoding="utf-8")
    done = check("fees.yaml", *OPEN, "--strict", "--level", "error", cwd=tmp_path)
    assert done.code == 1
    assert done.out.startswith("Checked 1 file")
    assert "0 errors, 3 warnings, 7 infos, 10 not written" in done.out
    junit = check("fees.yaml", *OPEN, "--strict", "--level", "error", "-f", "junit", cwd=tmp_path)
    assert 'failures="1"' in junit.out
    assert "3 more that fail" in junit.out


@pytest.mark.parametrize(
    ("level", "levels"),
    [("error", set()), ("warning", {"warning"}), ("info", {"warning", "info"})],
)
def test_a_level_says_what_is_written_and_nothing_else(level: str, levels: set[str]) -> None:
    done = check(*OPEN, "--level", level, "-f", "json")
    document = json.loads(done.out)
    assert {finding["level"] for finding in document["findings"]} == levels
    assert document["level"] == level
    assert (document["summary"]["warnings"], document["summary"]["infos"]) == (3, 7)
    assert done.code == 0
    assert check(*OPEN, "--level", level, "--strict").code == 1


def test_only_what_the_base_does_not_have_is_written_and_fails(tmp_path: Path) -> None:
    base = with_slips(2)
    (tmp_path / "base.yaml").write_text(base, encoding="utf-8")
    (tmp_path / "fees.yaml").write_text(f"# A line more.\n\n{base}", encoding="utf-8")
    same = check("fees.yaml", *OPEN, "--base", "base.yaml", cwd=tmp_path)
    assert same.code == 0
    assert same.out == (
        "Checked 1 file against base.yaml as at Thursday 1 February 2024: "
        "0 errors, 0 warnings, 0 infos, 12 already in base.yaml.\n"
    )
    (tmp_path / "fees.yaml").write_text(with_slips(2, after="another: 1\n"), encoding="utf-8")
    done = check("fees.yaml", *OPEN, "--base", "-", "-f", "json", cwd=tmp_path, stdin=base)
    document = json.loads(done.out)
    assert done.code == 1
    assert [finding["path"] for finding in document["findings"]] == ["another"]
    assert document["base"] == "standard input"
    assert (document["summary"]["total"], document["summary"]["in_base"]) == (1, 12)
    mended = check("base.yaml", *OPEN, "--base", "fees.yaml", cwd=tmp_path)
    assert mended.code == 0


def test_a_file_is_let_go_of_before_the_next_one_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Large files are read one at a time; the command runs with the collector of cycles off."""
    nodes: list[weakref.ref[Node]] = []
    held: list[int] = []

    def note(node: Node) -> None:
        nodes.append(weakref.ref(node))
        for child in children(node):
            note(child)

    def read(file: CatalogueFile) -> Draft:
        held.append(sum(node() is not None for node in nodes))
        draft = read_draft(file)
        assert draft.root is not None
        note(draft.root)
        return draft

    monkeypatch.setattr(catalogue_check, "read_draft", read)
    names = [tmp_path / f"{at}.yaml" for at in range(3)]
    for at, name in enumerate(names):
        name.write_text(with_slips(at), encoding="utf-8")
    command = get_command(app)
    gc.disable()
    try:
        for asked in ((*names,), (names[2], "--base", names[1])):
            command(["catalogue", "check", *map(str, asked), *OPEN, "--exit-zero"],
                    standalone_mode=False)  # fmt: skip
    finally:
        gc.enable()
    assert "Checked" in capsys.readouterr().out
    assert held == [0] * 5


def test_of_two_alike_where_the_base_has_one_the_other_is_new(tmp_path: Path) -> None:
    zero = (
        "      - {valid_from: 2030-01-01, vat: exempt, source: page, "
        'individual: {member: "0.00"}}\n'
    )
    head = (
        "format: 1\ncurrency: GBP\ncategories: {member: {label: M}}\n"
        "sources: {page: {title: P}}\nqualifications:\n  course:\n    title: C\n"
        "    kind: training\n    source: page\n    fees:\n"
    )
    sound = zero.replace("0.00", "5.00").replace("2030", "2020")
    (tmp_path / "base.yaml").write_text(head + zero, encoding="utf-8")
    (tmp_path / "fees.yaml").write_text(head + sound + zero, encoding="utf-8")
    asked = ("fees.yaml", *OPEN, "--select", "F307", "--base", "base.yaml", "-f", "json")
    assert json.loads(check(*asked, cwd=tmp_path).out)["findings"] == []
    twice = head + sound + zero + zero.replace("2030", "2031")
    (tmp_path / "fees.yaml").write_text(twice, encoding="utf-8")
    assert len(json.loads(check(*asked, cwd=tmp_path).out)["findings"]) == 1


def schedules(*fees: tuple[str, str]) -> str:
    """Return a catalogue with a fee schedule for each: what it holds for, and its price."""
    intakes = "".join(f"      {at}-2024: {{status: not-announced}}\n" for at in ("may", "june"))
    return (
        "format: 1\ncurrency: GBP\ncategories: {member: {label: M}}\n"
        "sources: {page: {title: P}}\nqualifications:\n  course:\n    title: C\n"
        f"    kind: training\n    source: page\n    intakes:\n{intakes}    fees:\n"
    ) + "".join(
        f'      - {{{holds}, vat: exempt, source: page, individual: {{member: "{price}"}}}}\n'
        for holds, price in fees
    )


@pytest.mark.parametrize(
    ("may", "june"),
    [
        ("intakes: [may-2024]", "intakes: [june-2024]"),
        ("valid_from: 2020-01-01, valid_through: 2023-12-31", "valid_from: 2024-01-01"),
    ],
)
def test_a_fault_that_is_mended_and_made_anew_in_another_schedule_is_new(
    tmp_path: Path, may: str, june: str
) -> None:
    (tmp_path / "base.yaml").write_text(schedules((may, "0.00"), (june, "5.00")), encoding="utf-8")
    asked = (*OPEN, "--select", "F307", "--base", "base.yaml", "-f", "json", "fees.yaml")

    def found(*fees: tuple[str, str]) -> list[str]:
        (tmp_path / "fees.yaml").write_text(schedules(*fees), encoding="utf-8")
        return [each["path"] for each in json.loads(check(*asked, cwd=tmp_path).out)["findings"]]

    place = "qualifications.course.fees[1].individual.member"
    assert found((may, "5.00"), (june, "0.00")) == [place]
    assert found((may, "0.00"), (june, "0.00")) == [place]
    assert found((june, "5.00"), (may, "0.00")) == [], "it stands elsewhere and is the same"


def test_a_schedule_that_is_given_an_end_is_the_same_one(tmp_path: Path) -> None:
    begins = "valid_from: 2020-01-01"
    (tmp_path / "base.yaml").write_text(schedules((begins, "0.00")), encoding="utf-8")
    ended = schedules(
        ("valid_from: 2030-01-01", "5.00"), (f"{begins}, valid_through: 2029-12-31", "0.00")
    )
    (tmp_path / "fees.yaml").write_text(ended, encoding="utf-8")
    asked = ("fees.yaml", *OPEN, "--select", "F307", "-f", "json")
    assert codes(check(*asked, cwd=tmp_path)) == ["F307"]
    assert codes(check(*asked, "--base", "base.yaml", cwd=tmp_path)) == []


def test_the_fingerprint_of_a_fault_in_another_schedule_is_another(tmp_path: Path) -> None:
    def fingerprint(text: str) -> str:
        (tmp_path / "fees.yaml").write_text(text, encoding="utf-8")
        done = check("fees.yaml", *OPEN, "--select", "F307", "-f", "sarif", cwd=tmp_path)
        [result] = json.loads(done.out)["runs"][0]["results"]
        return str(result["partialFingerprints"]["primaryLocationLineHash"])

    may, june = "intakes: [may-2024]", "intakes: [june-2024]"
    first = fingerprint(schedules((may, "0.00"), (june, "5.00")))
    assert fingerprint("# Moved.\n" + schedules((june, "5.00"), (may, "0.00"))) == first
    assert fingerprint(schedules((may, "5.00"), (june, "0.00"))) != first


def test_a_repeated_key_that_has_moved_is_not_new(tmp_path: Path) -> None:
    text = with_slips(0, after="currency: GBP\n")
    (tmp_path / "base.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "fees.yaml").write_text(f"# Moved.\n{text}", encoding="utf-8")
    done = check("fees.yaml", *OPEN, "--select", "F0", "--base", "base.yaml", cwd=tmp_path)
    assert (done.code, "1 already in base.yaml" in done.out) == (0, True)


def test_a_file_that_cannot_be_read_is_told_whatever_the_base_has(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("a: [", encoding="utf-8")
    done = check("-", "--base", "base.yaml", cwd=tmp_path, stdin="a: [")
    assert done.code == 1
    assert "F005" in done.out


def test_against_a_base_that_cannot_be_read_everything_is_new(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").touch()
    done = check("data/qualifications.yaml", *OPEN, "--base", str(tmp_path / "base.yaml"),
                 cwd=REPOSITORY)  # fmt: skip
    assert "3 warnings, 7 infos." in done.out
    assert "every finding counts as new" in done.err
    assert "the file is empty" in done.err


def test_an_acceptance_that_is_added_is_a_notice_and_one_that_the_base_has_is_none(
    tmp_path: Path,
) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "cohort: {size: 6" in line)
    accepted = text.replace(line, f"{line}  # rrn-fees: accept F305 the page prints it", 1)
    (tmp_path / "base.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "fees.yaml").write_text(accepted, encoding="utf-8")
    github = ("fees.yaml", *OPEN, "-f", "github")
    written = check(*github, "--base", "base.yaml", cwd=tmp_path).out.splitlines()
    notices = [line for line in written if line.startswith("::")]
    assert len(notices) == 2, "members and others have a fee each on that line"
    for notice in notices:
        assert notice.startswith("::notice file=fees.yaml,line=")
        assert "title=F305 cohort-no-saving::" in notice
        assert notice.endswith("- accepted: the page prints it")
    assert set(notices) < set(check(*github, cwd=tmp_path).out.splitlines())
    (tmp_path / "base.yaml").write_text(accepted, encoding="utf-8")
    assert "::" not in check(*github, "--base", "base.yaml", cwd=tmp_path).out
    removed = check("base.yaml", *OPEN, "--base", "fees.yaml", cwd=tmp_path)
    assert "0 infos" in removed.out


@pytest.mark.parametrize("level", ["error", "warning", "info"])
def test_an_acceptance_is_a_notice_at_every_level(tmp_path: Path, level: str) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "cohort: {size: 6" in line)
    accepted = text.replace(line, f"{line}  # rrn-fees: accept F305 the page prints it", 1)
    (tmp_path / "fees.yaml").write_text(accepted, encoding="utf-8")
    asked = ("fees.yaml", *OPEN, "--level", level)
    written = check(*asked, "-f", "github", cwd=tmp_path).out.splitlines()
    assert len([each for each in written if each.endswith("- accepted: the page prints it")]) == 2
    most = check(*asked, "-f", "github", "--max-findings", "1", cwd=tmp_path).out
    assert most.count("- accepted: ") == 1


def test_a_level_is_taken_in_any_case() -> None:
    assert check(*OPEN, "--level", "Warning") == check(*OPEN, "--level", "warning")
    assert check(*OPEN, "--level", "ERROR").code == 0


def test_an_acceptance_that_is_taken_out_is_a_new_finding(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "cohort: {size: 6" in line)
    accepted = text.replace(line, f"{line}  # rrn-fees: accept F305 the page prints it", 1)
    (tmp_path / "base.yaml").write_text(accepted, encoding="utf-8")
    done = check("-", *OPEN, "--base", "base.yaml", "-f", "json", cwd=tmp_path, stdin=text)
    assert codes(done) == ["F305", "F305"]


MISUSED = [
    (["--level", "notice"], "is not one of error, warning, info"),
    (["--max-findings", "0"], "whole number from 1 to 10,000"),
    (["--max-findings", "10001"], "whole number from 1 to 10,000"),
    (["--base", "gone.yaml"], "There is no base to compare with: gone.yaml: there is no such file"),
    (["--base", ""], "name of a file is empty"),
    ([FAULTY, "-", "--base", FAULTY], "With --base, name one file to check"),
    (["-", "--base", "-"], "Standard input can be the file to check or its base, not both"),
    (["--select", "F35"], 'no check or family of checks "F35"; did you mean F305?'),
    (["--ignore", "F305,F9"], 'no check or family of checks "F9"; did you mean F'),
    (["--select", ""], "A check or family of checks is missing"),
    (["--horizon", "0"], "whole number from 1 to 600"),
    (["--horizon", "1e2"], "whole number from 1 to 600"),
    (["--as-at", "soon"], "write a whole date"),
    (["--as-at", "2024-02-01", "--as-at", "2024-02-02"], "more than once"),
    (["-f", "xml"], "is not one of table, markdown, html, pdf, xlsx, json, github, sarif, junit"),
    (["-f", "sarif", "--statistics"], "has no room for --statistics"),
    (["-o", "found.odt"], "does not say which format"),
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
    assert run("catalogue", "rule").out.count("\n  F") == len(CHECKS)
    unknown = run("catalogue", "rule", "F999")
    assert unknown.code == 2
    assert 'no check or family of checks "F999"; did you mean F' in unknown.err


def test_the_page_on_checks_is_what_the_command_writes() -> None:
    page = (REPOSITORY / "docs" / "checks.md").read_text(encoding="utf-8")
    assert page == run("catalogue", "rule", "-f", "markdown").out
