"""What checks found, in each format: read back by a reader that this project did not write."""

import json
import re
import tomllib
import unicodedata
from dataclasses import replace
from datetime import date
from itertools import chain, pairwise
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml
from rich.cells import cell_len
from support import REPOSITORY, SHIPPED, TESTS, has_no_traceback, working_days, written

from rrn_fees.catalogue.draft import draft_of
from rrn_fees.checks.check import Level
from rrn_fees.checks.registry import BY_CODE, CHECKS, Rules
from rrn_fees.checks.report import Accepted, CatalogueFinding, FileReport, Report, checked
from rrn_fees.documents.check_text import comment
from rrn_fees.errors import Place
from rrn_fees.formats import Format
from rrn_fees.formats.terminal.excerpt import excerpt
from rrn_fees.formats.terminal.style import TerminalStyle
from rrn_fees.printable import printable

SARIF_SCHEMA = json.loads((TESTS / "schemas" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
CHECK_SCHEMA = json.loads(
    (REPOSITORY / "src" / "rrn_fees" / "schemas" / "check-1.json").read_text("utf-8")
)
AS_AT = date(2024, 2, 1)


def report_on(*files: FileReport, strict: bool = False) -> Report:
    return Report(files=files, as_at=AS_AT, horizon=12, strict=strict)


def shipped_report(*, strict: bool = False) -> Report:
    draft = draft_of(SHIPPED.read_bytes(), "data/qualifications.yaml")
    return report_on(checked(draft, working_days, as_at=AS_AT), strict=strict)


START = Place(line=1, column=1, end_line=1, end_column=2)


def finding(
    message: str = "a message",
    hint: str | None = None,
    code: str = "F307",
    place: Place | None = START,
    path: str = "qualifications.course",
) -> CatalogueFinding:
    return CatalogueFinding(
        check=BY_CODE[code],
        file="fees.yaml",
        place=place,
        path=path,
        known_by=re.sub(r"\[[0-9]+\]", "[]", path),
        message=message,
        hint=hint,
    )


def file_report(
    *findings: CatalogueFinding,
    name: str = "fees.yaml",
    text: str = "abc",
    accepted: tuple[Accepted, ...] = (),
    was_read: bool = True,
) -> FileReport:
    return FileReport(
        file=name, location=name, text=text, findings=findings, accepted=accepted, was_read=was_read
    )


def sarif_run(*files: FileReport) -> Any:
    [run] = json.loads(written(report_on(*files), form=Format.SARIF))["runs"]
    return run


def test_sarif_is_what_its_schema_says() -> None:
    accepted = Accepted(finding=finding(code="F305"), reason="as printed")
    unread = finding(code="F001", place=None)
    for report in (
        report_on(),
        shipped_report(),
        report_on(file_report(unread, accepted=(accepted,)), file_report(finding())),
    ):
        document = json.loads(written(report, form=Format.SARIF))
        jsonschema.Draft4Validator(SARIF_SCHEMA).validate(document)


def test_sarif_says_what_was_found_where_and_by_which_rule() -> None:
    accepted = Accepted(finding=finding(code="F305"), reason="as printed")
    report = report_on(file_report(finding(hint="why"), accepted=(accepted,), name="a b/ü.yaml"))
    [run] = json.loads(written(report, form=Format.SARIF))["runs"]
    found, suppressed = run["results"]
    assert (found["ruleId"], found["level"], found["message"]["text"]) == (
        "F307", "error", "a message (why)",
    )  # fmt: skip
    rules = run["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == ["F307", "F305"]
    assert [rule["id"] for rule in rules] == ["F305", "F307"]
    [location] = found["locations"]
    where = location["physicalLocation"]
    assert where["artifactLocation"] == {"uri": "a%20b/%C3%BC.yaml", "uriBaseId": "%SRCROOT%"}
    assert where["region"] == {
        "startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2,
    }  # fmt: skip
    assert suppressed["suppressions"] == [{"kind": "inSource", "justification": "as printed"}]
    assert "suppressions" not in found
    assert location["logicalLocations"] == [{"fullyQualifiedName": "qualifications.course"}]
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_has_the_level_of_each_check_and_result() -> None:
    run = sarif_run(file_report(finding(), finding(code="F405"), finding(code="F411")))
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    assert {
        rule["id"]: rule["defaultConfiguration"]["level"] for rule in run["tool"]["driver"]["rules"]
    } == {"F307": "error", "F405": "warning", "F411": "note"}


def test_sarif_says_whether_every_file_could_be_read() -> None:
    read, unread = file_report(), file_report(finding(code="F001", place=None), was_read=False)
    assert sarif_run(read)["invocations"] == [{"executionSuccessful": True}]
    assert sarif_run(read, unread)["invocations"] == [{"executionSuccessful": False}]


def test_a_finding_of_the_whole_file_stands_in_no_part_of_it() -> None:
    whole = file_report(finding(path=""))
    [result] = sarif_run(whole)["results"]
    assert "logicalLocations" not in result["locations"][0]
    assert "  in " not in written(report_on(whole))


@pytest.mark.parametrize(
    ("location", "uri"),
    [
        ("/srv/fees.yaml", "file:///srv/fees.yaml"),
        ("C:/fees.yaml", "file:///C:/fees.yaml"),
        ("data\\fees.yaml", "data/fees.yaml"),
        ("a:b/fees.yaml", "a%3Ab/fees.yaml"),
        ("fees\udce9.yaml", "fees%E9.yaml"),
    ],
)
def test_sarif_names_a_file_by_an_address(location: str, uri: str) -> None:
    [run] = json.loads(
        written(report_on(file_report(finding(), name=location)), form=Format.SARIF)
    )["runs"]
    [result] = run["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_sarif_gives_every_result_a_region_and_a_tool_an_absolute_address() -> None:
    run = sarif_run(file_report(finding(code="F001", place=None), finding()))
    regions = [
        result["locations"][0]["physicalLocation"]["region"]["startLine"]
        for result in run["results"]
    ]
    assert regions == [1, 1]
    address = urlsplit(run["tool"]["driver"]["informationUri"])
    assert address.scheme
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    # Once the project has an address, that is where it is told about.
    assert address.geturl() in project.get("urls", {"none": address.geturl()}).values()


def fingerprints(*findings: CatalogueFinding) -> list[str]:
    run = sarif_run(file_report(*findings))
    return [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]


def test_sarif_knows_a_result_again_when_its_line_moves_or_a_list_grows() -> None:
    moved = Place(line=9, column=4, end_line=9, end_column=8)
    [first] = fingerprints(finding("given in line 1", path="a.fees[0].vat"))
    [again] = fingerprints(finding("given in line 9", path="a.fees[1].vat", place=moved))
    assert first == again
    others = (
        finding("given in line 1", path="b.fees[0].vat"),
        finding("another", path="a.fees[0].vat"),
        finding("given in line 1", path="a.fees[0].vat", code="F305"),
    )
    assert first not in fingerprints(*others)
    assert len(set(fingerprints(*others, finding(), finding()))) == 5


def test_sarif_says_that_there_are_more_results() -> None:
    report = replace(report_on(file_report(finding(), finding("another"))), most=1)
    document = json.loads(written(report, form=Format.SARIF))
    jsonschema.Draft4Validator(SARIF_SCHEMA).validate(document)
    [run] = document["runs"]
    assert len(run["results"]) == 1
    [notification] = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"].startswith("1 more finding in this file is not written")
    assert "toolExecutionNotifications" not in sarif_run(file_report(finding()))["invocations"][0]


def test_junit_says_that_there_are_more_and_fails_for_those_that_fail() -> None:
    report = replace(report_on(file_report(finding(), finding("b"), finding(code="F405"))), most=1)
    [suite] = JUnitXml.fromstring(written(report, form=Format.JUNIT).encode())
    assert (suite.tests, suite.failures, len([*suite])) == (3, 2, 3)
    failing, rest, first = suite
    assert failing.result[0].message == "1 more that fails"
    assert "2 more findings in this file are not written" in rest.system_out
    assert first.name.startswith("F307")


def test_what_is_not_kept_is_counted_in_every_format() -> None:
    file = replace(file_report(finding()), beyond={"F307": 5, "F405": 2}, more_accepted=3)
    report = report_on(file)
    assert report.has_failed
    assert "6 errors, 2 warnings, 0 infos, 7 not written, 3 accepted." in written(report)
    assert json.loads(written(report, form=Format.JSON))["summary"]["total"] == 8
    assert written(report, statistics=True).splitlines()[-4:-2] == [
        "6  F307  error    zero-price", "2  F405  warning  off-day",
    ]  # fmt: skip
    assert report_on(replace(file, findings=())).has_failed


TOOLKIT = [
    # What @actions/core 2 writes for: warning(text, {file: text, line: 3, title: text})
    ("plain", "plain", "plain"),
    ("100% of it", "100%25 of it", "100%25 of it"),
    ("a:b,c", "a%3Ab%2Cc", "a:b,c"),
    ("::error::x", "%3A%3Aerror%3A%3Ax", "::error::x"),
    ("%0A", "%250A", "%250A"),
    ("é £ 日本", "é £ 日本", "é £ 日本"),
]


@pytest.mark.parametrize(("text", "in_property", "in_data"), TOOLKIT, ids=repr)
def test_annotations_are_escaped_as_the_toolkit_of_actions_does(
    text: str, in_property: str, in_data: str
) -> None:
    place = Place(line=3, column=1, end_line=4, end_column=1)
    one = finding(text, place=place, code="F305")
    line = written(report_on(file_report(one, name=text)), form=Format.GITHUB).splitlines()[0]
    assert line == (
        f"::notice file={in_property},line=3,endLine=4,title=F305 cohort-no-saving::"
        f"qualifications.course: {in_data}"
    )


def test_each_level_has_its_annotation_and_columns_where_they_mean_something() -> None:
    of_levels = file_report(
        finding(), finding(code="F405"), finding(code="F411"), finding(code="F001", place=None)
    )
    *lines, summary = written(report_on(of_levels), form=Format.GITHUB).splitlines()
    assert [line.partition(" ")[0] for line in lines] == [
        "::error", "::warning", "::notice", "::error",
    ]  # fmt: skip
    assert "line=1,endLine=1,col=1,endColumn=2" in lines[0]
    assert "file=fees.yaml,title=F001" in lines[3]
    assert summary.endswith("2 errors, 1 warning, 1 info.")


def test_junit_is_read_by_junitparser() -> None:
    unread = file_report(finding(code="F001", place=None), name="gone.yaml")
    report = report_on(shipped_report().files[0], unread, file_report(finding("no", "help")))
    suites = [*JUnitXml.fromstring(written(report, form=Format.JUNIT).encode())]
    assert [(suite.name, suite.tests, suite.failures) for suite in suites] == [
        ("data/qualifications.yaml", 11, 0),
        ("gone.yaml", 1, 1),
        ("fees.yaml", 1, 1),
    ]
    for suite in suites:
        assert suite.tests == len([*suite])
    [case] = suites[2]
    [failure] = case.result
    assert isinstance(failure, Failure)
    assert not isinstance(failure, Error)
    assert failure.message == "no"
    assert failure.text == "fees.yaml:1:1: qualifications.course: no (help)"
    assert next(case.name for case in suites[0]) == "no finding that fails"


def test_no_two_tests_of_a_suite_have_one_name() -> None:
    same = [finding(), finding("another"), finding(place=None), finding(place=None)]
    [suite] = JUnitXml.fromstring(
        written(report_on(file_report(*same)), form=Format.JUNIT).encode()
    )
    names = [case.name for case in suite]
    assert len(set(names)) == 4
    assert names[0] == "F307 zero-price in line 1, column 1"


def test_junit_says_what_was_found_though_it_does_not_fail() -> None:
    text = written(report_on(file_report(finding(code="F405"))), form=Format.JUNIT)
    [suite] = JUnitXml.fromstring(text.encode())
    _, case = suite
    assert case.result == []
    assert case.system_out == "warning: fees.yaml:1:1: qualifications.course: a message"


def test_junit_fails_a_warning_under_strict_alone() -> None:
    def failures(*, strict: bool) -> list[int]:
        text = written(shipped_report(strict=strict), form=Format.JUNIT)
        return [suite.failures for suite in JUnitXml.fromstring(text.encode())]

    assert failures(strict=False) == [0]
    assert failures(strict=True) == [3]


def test_the_json_document_is_what_its_schema_says() -> None:
    accepted = Accepted(finding=finding(code="F305"), reason="as printed")
    report = report_on(shipped_report().files[0], file_report(accepted=(accepted,)))
    for statistics in (False, True):
        document = json.loads(written(report, form=Format.JSON, statistics=statistics))
        jsonschema.Draft202012Validator(CHECK_SCHEMA).validate(document)
        assert document["files"] == 2
        assert len(document["findings"]) == 10
        assert document["accepted"][0]["reason"] == "as printed"
        assert ("statistics" in document) is statistics
    assert document["statistics"][0] == {
        "code": "F305", "name": "cohort-no-saving", "level": "info", "count": 4,
    }  # fmt: skip


ANY_TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=80)


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
@example("0", " ", "0")
def test_a_message_of_any_characters_survives_each_format(
    message: str, hint: str, name: str
) -> None:
    one = finding(message, hint)
    report = report_on(file_report(one, name=name))
    said = f"{printable(message)} ({printable(hint)})"

    [run] = json.loads(written(report, form=Format.SARIF))["runs"]
    assert run["results"][0]["message"]["text"] == said
    document = json.loads(written(report, form=Format.JSON))
    assert (document["findings"][0]["message"], document["findings"][0]["hint"]) == (message, hint)

    root = ET.fromstring(written(report, form=Format.JUNIT).encode())  # noqa: S314 - our own
    [failure] = root.iter("failure")
    assert failure.get("message") == printable(message)
    assert (failure.text or "").endswith(said)
    [suite] = root.iter("testsuite")
    assert suite.get("name") == printable(name)

    command, summary, end = written(report, form=Format.GITHUB).split("\n")
    assert (end, summary[:7]) == ("", "Checked")
    head, _, data = command.removeprefix("::error ").partition("::")
    assert unescaped(data) == f"qualifications.course: {said}"
    assert unescaped(head.partition(",")[0]) == f"file={printable(name)}"

    text = written(report)
    controls = {c for c in text if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"}
    assert controls == set()
    assert len(text.split("\n")) == len(text.splitlines()) + 1


def unescaped(text: str) -> str:
    """Undo what the runner of Actions undoes, in its order (its source: ActionCommand.cs)."""
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")):
        text = text.replace(escape, character)
    return text.replace("%25", "%")


def test_a_finding_is_shown_with_its_line_and_a_caret() -> None:
    report = report_on(
        file_report(
            finding(place=Place(line=2, column=8, end_line=2, end_column=14), hint="do this"),
            finding(code="F001", place=None),
            text='a: 1\nprice: "0.00"\n',
        )
    )
    assert written(report) == (
        "fees.yaml:2:8: error F307 zero-price\n"
        "  a message\n"
        '    2 | price: "0.00"\n'
        "      |        ^^^^^^\n"
        "  in   qualifications.course\n"
        "  help do this\n"
        "\n"
        "fees.yaml: error F001 file\n"
        "  a message\n"
        "  in   qualifications.course\n"
        "\n"
        "Checked 1 file as at Thursday 1 February 2024: 2 errors, 0 warnings, 0 infos.\n"
    )


def test_a_long_message_wraps_and_a_path_does_not() -> None:
    report = report_on(file_report(finding("word " * 40, "help " * 40)))
    text = written(report, style=TerminalStyle(width=40))
    assert max(map(len, text.splitlines()[1:-2])) <= 40
    assert "fees.yaml:1:1: error F307 zero-price" in text


def test_colour_marks_the_level_and_plain_text_has_no_pound_sign() -> None:
    report = report_on(file_report(finding("£1"), finding(code="F405")))
    text = written(report, style=TerminalStyle(colour=True))
    assert "\x1b[31merror F307\x1b[0m" in text
    assert "\x1b[33mwarning F405\x1b[0m" in text
    assert written(report, style=TerminalStyle(ascii_only=True)).isascii()


def test_the_summary_counts_what_is_accepted_unasked_and_unread() -> None:
    accepted = Accepted(finding=finding(code="F305"), reason="as printed")
    left_out = FileReport(
        file="a", location="a", text="", findings=(), accepted=(accepted,), unselected=3,
        was_read=False,
    )  # fmt: skip
    text = written(report_on(left_out, file_report()))
    assert text == (
        "Checked 2 files as at Thursday 1 February 2024: 0 errors, 0 warnings, 0 infos, "
        "1 accepted, 3 not asked for, 1 not readable.\n"
    )


def test_statistics_count_the_most_frequent_first() -> None:
    text = written(shipped_report(), statistics=True)
    assert (
        "4  F305  info     cohort-no-saving\n"
        "3  F411  info     not-announced\n"
        "1  F412  warning  read-on\n"
        "1  F405  warning  off-day\n"
        "1  F410  warning  none-open\n\nChecked"
    ) in text


def at(column: int, end_column: int, line: int = 1, end_line: int | None = None) -> Place:
    return Place(line=line, column=column, end_line=end_line or line, end_column=end_column)


def numbered(text: str) -> dict[int, str]:
    return dict(enumerate(text.split("\n"), start=1))


EXCERPTS = [
    ("a tab", "a:\tb", at(4, 5), ["1 | a:    b", "  |       ^"]),
    ("wide characters", "日本: b", at(5, 6), ["1 | 日本: b", "  |       ^"]),
    ("an accent of its own", "e\u0301: b", at(5, 6), ["1 | e\u0301: b", "  |    ^"]),
    ("several lines", "a: b\nc", at(4, 2, end_line=2), ["1 | a: b", "  |    ^"]),
    ("the end of a line", "a:", at(3, 3), ["1 | a:", "  |   ^"]),
    ("the end of a line that just fits", "b" * 72, at(73, 73),
     [f"1 | ...{'b' * 66}", f"  | {' ' * 69}^"]),
    ("beyond the last line", "a", at(1, 1, line=3), []),
    ("the empty line at the end", "a\n", at(1, 1, line=2), ["2 | ", "  | ^"]),
    ("a control character", "a\x85b", at(2, 3), ["1 | a\\x85b", "  |  ^^^^"]),
    ("a long line", "x" * 200 + "b" + "y" * 200, at(201, 202),
     [f"1 | ...{'x' * 32}b{'y' * 33}...", f"  | {' ' * 35}^"]),
    ("the beginning of a long line", "b" * 200, at(1, 201),
     [f"1 | {'b' * 66}...", f"  | {'^' * 66}"]),
    ("the end of a long line", "b" * 200, at(200, 201),
     [f"1 | ...{'b' * 66}", f"  | {' ' * 68}^"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place", "expected"), [pytest.param(*row[1:], id=row[0]) for row in EXCERPTS]
)
def test_an_excerpt_points_at_what_is_meant(text: str, place: Place, expected: list[str]) -> None:
    shown = [*excerpt(numbered(text), place, TerminalStyle())]
    assert shown == [f"    {line}" for line in expected]


@given(ANY_TEXT, st.integers(1, 90), st.integers(1, 90))
def test_an_excerpt_of_anything_is_two_lines_or_none(text: str, begins: int, ends: int) -> None:
    shown = [*excerpt(numbered(text), at(begins, ends), style=TerminalStyle(width=40))]
    assert len(shown) == 2
    assert cell_len(shown[0]) <= 40
    assert cell_len(shown[1]) <= 40
    assert all(line.isprintable() for line in shown)
    assert "^" in shown[1]


EVERY_RULE = Rules(checks=CHECKS, on=AS_AT)


@pytest.mark.parametrize("form", [Format.TABLE, Format.JSON, Format.MARKDOWN, Format.HTML])
def test_every_check_has_a_page_in_each_format(form: Format) -> None:
    for check in CHECKS:
        page = written(Rules(checks=(check,), on=AS_AT), form=form)
        assert check.code in page
        assert check.name in page
        assert has_no_traceback(page)
        if form is Format.TABLE:
            assert max(map(len, page.splitlines())) <= 110
    assert all(code in written(EVERY_RULE, form=form) for code in BY_CODE)


def test_the_page_of_a_check_says_all_there_is_to_know_of_it() -> None:
    for check in CHECKS:
        page = written(Rules(checks=(check,), on=AS_AT))
        said = " ".join(page.split())
        assert page.startswith(f"{check.code} {check.name}  {check.level.value}\n")
        for text in (check.summary, check.why):
            assert " ".join(text.split()) in said
        pairs = ((check.bad, check.good), *((pair.bad, pair.good) for pair in check.also))
        for one in chain.from_iterable(pairs):
            shown = one.text.rstrip().splitlines()
            assert "\n".join(f"    {printable(line)}" for line in shown) in page
        assert (f"\n    {comment(check)}\n" in page) is check.acceptable


def test_the_list_of_checks_has_what_each_finds_below_its_family() -> None:
    page = written(EVERY_RULE)
    for check in CHECKS:
        [line] = [line for line in page.splitlines() if line.lstrip().startswith(check.code)]
        assert line.split()[1] == check.level.value
        assert " ".join(check.summary.split()) in " ".join(page.split())
    for family in {check.family for check in CHECKS}:
        assert f"\n{family.title}  {family.prefix}\n" in page
    assert max(map(len, page.splitlines())) <= 80


def test_the_documents_of_checks_are_what_their_schema_says() -> None:
    schema = (REPOSITORY / "src" / "rrn_fees" / "schemas" / "rules-1.json").read_text("utf-8")
    document = json.loads(written(EVERY_RULE, form=Format.JSON))
    jsonschema.Draft202012Validator(json.loads(schema)).validate(document)
    codes = [rule["code"] for rule in document["rules"]]
    assert all(first < second for first, second in pairwise(codes))


def test_the_bad_example_of_a_check_is_never_shown_as_the_good_one_is() -> None:
    rules = json.loads(written(EVERY_RULE, form=Format.JSON))["rules"]
    assert all(rule["bad"] != rule["good"] for rule in rules)
    shown = {rule["code"]: rule for rule in rules}
    assert shown["F002"]["bad"]["times"] == 900_000
    assert shown["F003"]["bad"]["encoding"] == "latin-1"
    run = sarif_run(file_report(*(finding(code=check.code) for check in CHECKS)))
    helps = {rule["id"]: rule["help"]["text"] for rule in run["tool"]["driver"]["rules"]}
    assert "\n\nBad, at the end of a file, 900,000 times over:\n\n" in helps["F002"]
    assert "\n\nBad, at the end of a file, saved as latin-1:\n\n# £100\n" in helps["F003"]
    assert "\n\nGood, at the end of a file:\n\n# £100\n" in helps["F003"]


def test_every_level_counts_and_only_what_fails_fails() -> None:
    warned = report_on(file_report(finding(code="F405")))
    assert not warned.has_failed
    assert report_on(*warned.files, strict=True).has_failed
    assert not report_on(file_report(finding(code="F411")), strict=True).has_failed
    assert warned.counts == {Level.ERROR: 0, Level.WARNING: 1, Level.INFO: 0}
