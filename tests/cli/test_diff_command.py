"""``catalogue diff`` as users run it, and the comment that it writes for a pull request."""

import json
import re
import subprocess
from itertools import dropwhile
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from support import (
    COMMAND,
    FEBRUARY,
    SHIPPED,
    TESTS,
    Outcome,
    catalogue,
    environment,
    has_no_traceback,
    parsed,
    run,
    working_days,
    written,
)

from rrn_fees import Catalogue, Changes, diff_catalogues
from rrn_fees.catalogue.yaml import MAX_BYTES
from rrn_fees.documents.diff import MARKER, MOST_CHARACTERS
from rrn_fees.formats import Format
from rrn_fees.formats.markdown.markup import escaped
from rrn_fees.formats.terminal.style import TerminalStyle

ON = ("--on", "2024-02-01")
TEXT = SHIPPED.read_text(encoding="utf-8")


def compared(*arguments: str, **more: object) -> Outcome:
    return run("catalogue", "diff", *arguments, **more)  # type: ignore[arg-type]


@pytest.fixture(name="files")
def made_files(tmp_path: Path) -> Path:
    """A directory with the shipped catalogue, one that is dearer, and one laid out otherwise."""
    (tmp_path / "old.yaml").write_text(TEXT, encoding="utf-8")
    dearer = TEXT.replace('member: "799.00"', 'member: "829.00"')
    (tmp_path / "new.yaml").write_text(dearer, encoding="utf-8")
    (tmp_path / "same.yaml").write_text(f"{TEXT}\n# a comment\n", encoding="utf-8")
    return tmp_path


def test_the_answer_is_in_pounds_for_one_and_for_six_and_exits_with_0(files: Path) -> None:
    done = compared("old.yaml", "new.yaml", *ON, cwd=files)
    assert (done.code, done.err) == (0, "")
    for amount in ("1 price dearer.", "£799.00", "£829.00", "+£30.00", "+3.75%", "£958.80",
                   "£994.80", "+£36.00", "£5,752.80", "£5,968.80", "+£216.00"):  # fmt: skip
        assert amount in done.out
    assert done.out.count("dearer") == 2


@pytest.mark.parametrize(
    ("old", "new", "fail_on", "code"),
    [
        ("old", "new", "never", 0),
        ("old", "new", "change", 1),
        ("old", "new", "increase", 1),
        ("new", "old", "change", 1),
        ("new", "old", "increase", 0),
        ("old", "same", "change", 0),
        ("old", "same", "increase", 0),
    ],
)
def test_the_exit_code_tells_what_was_to_be_told(
    files: Path, old: str, new: str, fail_on: str, code: int
) -> None:
    done = compared(f"{old}.yaml", f"{new}.yaml", "--fail-on", fail_on, *ON, cwd=files)
    assert done.code == code
    assert f"Catalogue  {old}.yaml (Before)\n" in done.out
    assert f"Catalogue  {new}.yaml (After)\n" in done.out
    assert bool(done.err) is bool(code)


def test_an_early_bird_taken_away_is_an_increase(files: Path) -> None:
    head, key, tail = TEXT.partition("        early_bird:\n")
    assert key
    assert "early_bird" not in tail
    lines = tail.splitlines(keepends=True)
    rest = "".join(dropwhile(lambda line: line.startswith(" " * 10), lines))
    (files / "later.yaml").write_text(head + rest, encoding="utf-8")
    done = compared("old.yaml", "later.yaml", "--fail-on", "increase", *ON, cwd=files)
    assert done.code == 1
    assert "4 prices are gone, and what is left is dearer: " in done.err
    assert compared("later.yaml", "old.yaml", "--fail-on", "increase", *ON, cwd=files).code == 0


def test_an_answer_is_written_to_a_file_before_it_is_a_no(files: Path) -> None:
    done = compared(
        "old.yaml", "new.yaml", *ON, "--fail-on", "increase", "-o", "comment.md", cwd=files
    )
    assert (done.code, done.out) == (1, "")
    assert "1 price is dearer: Certificate in" in done.err
    assert (files / "comment.md").read_text(encoding="utf-8").startswith(MARKER)


def test_the_day_and_the_size_of_the_group_are_those_asked_for(files: Path) -> None:
    done = compared(
        "old.yaml", "new.yaml", "--on", "2009-06-01", "-n", "12", "-f", "json", cwd=files
    )
    document = json.loads(done.out)
    assert (document["on"], document["learners"]) == ("2009-06-01", 12)
    [price] = document["prices"]
    assert price["new"]["vat_percent"] == "15"
    assert price["difference"]["group"] == {
        "net": "360.00", "gross": "414.00", "net_percent": "3.75", "gross_percent": "3.75"
    }  # fmt: skip
    today = json.loads(compared("old.yaml", "new.yaml", "-f", "json", cwd=files).out)
    assert today["on"] > "2024"


def test_one_of_the_two_may_come_from_standard_input(files: Path) -> None:
    done = compared("-", "new.yaml", *ON, "-f", "json", cwd=files, stdin=TEXT)
    document = json.loads(done.out)
    assert document["summary"]["dearer"] == 1
    assert (document["old"]["path"], document["new"]["path"]) == ("standard input", "new.yaml")
    assert compared("new.yaml", "-", *ON, "--fail-on", "increase", cwd=files, stdin=TEXT).code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["-", "-"], "not both", id="both from standard input"),
        pytest.param(["", "new.yaml"], "Name two catalogues", id="no name"),
        pytest.param(["old.yaml"], "NEW", id="one alone"),
        pytest.param(["old.yaml", "new.yaml", "-n", "1"], "from 2", id="a group of one"),
        pytest.param(["old.yaml", "new.yaml", "-n", "six"], "whole number", id="in words"),
        pytest.param(["old.yaml", "new.yaml", "--fail-on", "icrease"], '"increase"', id="a slip"),
        pytest.param(
            ["old.yaml", "new.yaml", "-f", "csv"],
            "table, markdown, html, pdf, xlsx, json",
            id="a format",
        ),
        pytest.param(["old.yaml", "new.yaml", "--on", "0"], "whole date", id="a day"),
    ],
)
def test_what_cannot_be_meant_exits_with_2(files: Path, arguments: list[str], says: str) -> None:
    done = compared(*arguments, cwd=files)
    assert (done.code, done.out) == (2, "")
    assert says in " ".join(done.err.split())
    assert has_no_traceback(done.err)


def test_the_faults_of_both_are_told_in_one_run(files: Path) -> None:
    faulty = TESTS / "catalogues" / "faulty.yml"
    done = compared("missing.yaml", str(faulty), cwd=files)
    assert (done.code, done.out) == (3, "")
    assert "5 faults" in done.err
    assert "missing.yaml: there is no such file" in done.err
    assert "--catalogue" not in done.err
    assert 'unknown key "titel"' in done.err
    empty = compared("-", "new.yaml", cwd=files)
    assert (empty.code, empty.out) == (3, "")
    assert "standard input" in empty.err
    assert has_no_traceback(empty.err)


@pytest.mark.parametrize(
    ("redirection", "reason"),
    [
        pytest.param("<&-", "there is none", id="closed"),
        pytest.param("0>other", "Bad file descriptor", id="only to be written"),
    ],
)
def test_standard_input_that_cannot_be_read_is_a_fault(
    files: Path, redirection: str, reason: str
) -> None:
    command = f"{' '.join(COMMAND)} catalogue diff - new.yaml {redirection}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=files, env=environment(), capture_output=True, check=False
    )
    assert done.returncode == 3
    assert f"standard input: the file cannot be read: {reason}" in done.stderr.decode()
    assert has_no_traceback(done.stderr.decode())


def test_standard_input_without_end_is_read_no_further_than_a_byte_too_many(files: Path) -> None:
    command = [*COMMAND, "catalogue", "diff", "-", "new.yaml"]
    with subprocess.Popen(
        command, cwd=files, env=environment(), stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdin
        assert running.stderr
        try:
            running.stdin.write(f"{TEXT}#".encode().ljust(MAX_BYTES + 1))
            running.stdin.flush()
            assert running.wait(timeout=30) == 3  # with standard input still open
        finally:
            running.kill()
        assert "standard input: the file is larger than 24 MiB" in running.stderr.read().decode()


def test_help_shows_an_example_that_works(files: Path) -> None:
    text = run("catalogue", "diff", "--help").out
    example = text.rpartition("Example: rrn-fees ")[2].split()
    assert example[:2] == ["catalogue", "diff"]
    assert run(*example, cwd=files).code == 0
    assert "Tell what a change does to prices." in run("catalogue", "--help").out
    assert "compare two" in run("--help").out


def test_a_machine_format_has_no_colour() -> None:
    found = diff_catalogues(catalogue("everything"), catalogue("rules"), FEBRUARY, working_days())
    for form in (Format.JSON, Format.MARKDOWN):
        style = TerminalStyle(colour=True, width=20, ascii_only=True)
        assert written(found, form=form, style=style) == written(found, form=form)


@pytest.mark.parametrize("form", [Format.TABLE, Format.MARKDOWN])
def test_what_does_not_print_is_shown_to_whoever_reviews(form: Format) -> None:
    text = TEXT.replace('"799.00"', '"829.00"')
    for passage in ("label: RRN member", "title: Finance Act 1991, section 13"):
        text = text.replace(passage, passage.replace(" ", "\u00a0").replace(":\u00a0", ": "))
    page = written(of(catalogue(), parsed(text)), form=form).replace("\\\\", "\\")
    assert "RRN\\xa0member" in page
    assert "Finance\\xa0Act\\xa01991" in page


# The comment for a pull request ----------------------------------------------------------------


def of(old: Catalogue, new: Catalogue) -> Changes:
    return diff_catalogues(old, new, FEBRUARY, working_days())


def read(text: str) -> list[Token]:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)


def shown(token: Token) -> str:
    """Return the text of one block, which is nothing but text."""
    children = [child for child in token.children or [] if child.type != "hardbreak"]
    plain = {"text", "softbreak", "strong_open", "strong_close"}
    assert {child.type for child in children} <= plain, token.content
    return "".join(child.content for child in children).replace("\u200b", "")


def cells(text: str) -> list[str]:
    tokens = read(text)
    return [
        shown(tokens[at + 1])
        for at, token in enumerate(tokens)
        if token.type in {"td_open", "th_open"}
    ]


def test_a_comment_has_a_marker_a_summary_tables_and_both_digests() -> None:
    new = parsed(
        TEXT.replace('member: "799.00"', 'member: "829.00"')
        .replace("final_payment_on: 2024-03-28", "final_payment_on: 2024-03-29")
        .replace("fact: focus-person\n", "fact: direct-support\n")
    )
    text = written(of(catalogue(), new), form=Format.MARKDOWN)
    assert text.startswith(f"{MARKER}\n# ")
    tokens = read(text)
    assert tokens[0].content.strip() == MARKER
    headings = [
        shown(tokens[at + 1]) for at, token in enumerate(tokens) if token.type == "heading_open"
    ]
    assert headings == ["Catalogue changes", "Prices", "Deadlines", "Eligibility", "Catalogue"]
    assert "**1 price dearer, 1 deadline moved, 1 change to eligibility.**" in text
    assert "Prices, with VAT as of Thursday 1 February 2024:" in text
    found = cells(text)
    assert found[3:9] == [
        "Before excl. VAT", "After excl. VAT", "Difference", "%", "Inc. VAT",
        "6 learners inc. VAT",
    ]  # fmt: skip
    assert found[9:18] == [
        "Certificate in Reducing Restrictive Practices",
        "dearer",
        "RRN member, one learner, 2024-05, until 28 Mar 2024",
        "£799.00", "£829.00", "+£30.00", "+3.75%",
        "£958.80 → £994.80 (+£36.00)", "£5,752.80 → £5,968.80 (+£216.00)",
    ]  # fmt: skip
    assert found[24:30] == ["moved", "Final payment", "certificate 2024-05", "Thu 28 Mar 2024",
            "Fri 29 Mar 2024", "1 day later"]  # fmt: skip
    assert "is Good Friday, not a working day in England and Wales." in text
    assert catalogue().origin.sha256[:16] in text
    assert new.origin.sha256[:16] in text


def test_a_comment_on_no_change_says_so() -> None:
    text = written(of(catalogue(), catalogue()), form=Format.MARKDOWN)
    assert "No change in prices, deadlines or eligibility" in text
    assert "|" not in text


HOSTILE = [
    "a|b", "a\\|b", "\\", "a\\", "`x`", "``x` y", "<script>alert(1)</script>", "<!-- x", "a --> b",
    "**b** *i* __b__ _i_", "[link](https://example.org)", "![image](x)", "[x]: y", "~~gone~~",
    "https://example.org", "www.example.org", "$x$", "&lt;&#64;", "# h", "> q", "- [ ] x", "1. x",
    "--- | ---", "@someone and me@example.org", "#1 and #x", ":smile:", "שלום", "café ☃ 😀", "+1",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_a_catalogue_stays_text_in_a_comment(text: str) -> None:
    new = (TESTS / "catalogues" / "everything.yaml").read_text(encoding="utf-8")
    words = json.dumps(text, ensure_ascii=False)
    for passage, by in (
        ('anyone: "120.00"', 'anyone: "130.00"'),
        ("{label: Anyone}", f"{{label: {words}}}"),
        ("title: Course\n", f"title: {words}\n"),
        ("statement: It suits the able.", f"statement: {words}"),
    ):
        assert new.count(passage) == 1
        new = new.replace(passage, by)
    comment = written(of(catalogue("everything"), parsed(new)), form=Format.MARKDOWN)
    found = cells(comment)
    assert text in found
    assert any(cell.startswith(f"{text}, one learner, ") for cell in found)
    for token in read(comment)[1:]:
        assert token.type not in {"html_block", "code_block", "fence", "hr"}


def test_nobody_is_mentioned_and_nothing_is_linked_by_accident() -> None:
    for text, harmless in (
        ("@x", "@&#8203;x"), ("#1", "\\#&#8203;1"), (":a:", ":&#8203;a:"),
        ("https://x", "https\\://x"), ("www.x", "www\\.x"), ("WWW.x", "WWW\\.x"),
    ):  # fmt: skip
        assert escaped(text) == harmless
    assert escaped("a\nb\u202ec") == "a\\\\nb\\\\u202ec"


def test_what_has_no_room_in_a_comment_is_counted() -> None:
    old = TEXT
    remark = "      - {text: Remark number %d., source: certificate-page}\n"
    many = "".join(remark % number for number in range(2000))
    head, key, tail = old.partition("    remarks:\n")
    text = written(of(catalogue(), parsed(head + key + many + tail)), form=Format.MARKDOWN)
    assert MOST_CHARACTERS - 1000 < len(text) <= MOST_CHARACTERS
    rows = text.count(" | new | ")
    assert 0 < rows < 4000
    assert f"**{4000 - rows:,} more lines have no room here" in text
    assert catalogue().origin.sha256[:16] in text
    assert read(text)[-1].type == "bullet_list_close"
    long = f"      - {{text: {'long ' * 3_900}., source: certificate-page}}\n"
    text = written(of(catalogue(), parsed(head + key + 4 * long + tail)), form=Format.MARKDOWN)
    rows = text.count(" | new | ")
    assert 0 < rows < 8
    assert re.search(r"\*\*[0-9]+ more lines have no room here", text)
    both = of(catalogue(), parsed(head + key + remark % 1 + tail.replace("long ", "")))
    assert "no room" not in written(both, form=Format.MARKDOWN)
