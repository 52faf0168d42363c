"""What people read acts on nothing: no terminal, no direction of writing, no runner of a CI job.

Whatever a catalogue, a saved quote, an argument or the name of a file holds.
"""

import copy
import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from importlib import import_module
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from hostile import EVERYTHING, acting_in, everything, harm_in, nodes, with_text
from hypothesis import given, settings
from hypothesis import strategies as st
from support import TESTS, Outcome, examples, parsed, run

QUOTE = (TESTS / "quotes" / "course.json").read_text(encoding="utf-8")
FEBRUARY = ("--on", "2024-02-01")
PARTS = 100
"""It is one law, tried for each command, format and way in: so many share its examples."""

PIECES = (
    "::error file=a::b", "::add-mask::a", "##[error]a", "##vso[task.a]b", "\n::error::a", "\r",
    "\r\n", "\n", "\t", "\x1b[31m", "\x1b]0;a\x07", "\x9b1m", "\x85", "\u2028", "\u2029", "\u202e",
    "\u2066", "\u061c", "\u200f", "\u200b", "\u200d", "\ufeff", "\xa0", "\x7f", "\x00", "\ud800",
    "\udcff", "%0A::error::a", "a", "Long Name", " ", "  ", "é", "🙂", "[red]", ":smile:", "x" * 90,
    "{{a}}", "<b>", "|", '"', "'", "\\",
)  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join)
ALLOWED = st.lists(
    st.sampled_from([piece for piece in PIECES if piece.isprintable() or piece in "\u200b\xa0"]),
    min_size=1,
    max_size=4,
).map(lambda pieces: f"{''.join(pieces)}.")
"""Text that a catalogue may hold."""

HALVES = frozenset("\ud800\udcff")
"""Halves of a surrogate pair, which no file in UTF-8 can hold."""


def is_harmless(done: Outcome, *, answer: bool = True, colour: bool = False) -> None:
    assert harm_in(done.err) == []
    assert "Internal failure" not in done.err
    if answer:
        assert harm_in(done.out, colour=colour) == []


def with_slips(places: Sequence[int], text: str) -> str:
    """Return a catalogue with *text* in the place of some of its keys and values."""
    root = everything()
    scalars = [scalar for _, scalar in nodes(root)]
    for place in places:
        scalar = scalars[place % len(scalars)]
        scalar.value, scalar.style = text, '"'
    return str(yaml.serialize(root, Dumper=yaml.CSafeDumper))


ANSWERS = {
    "quote": ["quote", "course:7", "--as", "member", *FEBRUARY, "--explain"],
    "quote of another": ["quote", "course", "--as", "anyone", *FEBRUARY, "--intake", "autumn",
                         "--indicative", "--explain"],
    "quote refused": ["quote", "course", "other", "--as", "member", "--on", "2025-02-01"],
    "compare": ["compare", "course:6", *FEBRUARY],
    "compare refused": ["compare", "course:6", "--on", "2025-02-01"],
    "compare sizes": ["compare", "course", *FEBRUARY, "-n", "5..7"],
    "list": ["list"],
    "show": ["show", "course"],
    "deadlines": ["deadlines", *FEBRUARY, "--paying-on", "2024-04-20"],
    "eligibility": ["eligibility", "course", "--as", "member", *FEBRUARY, "--no-input"],
    "requirement": ["eligibility", "everyone-trained", "--on", "2025-02-01", "--fact",
                    "willing=yes"],
    "verify": ["verify", str(TESTS / "quotes" / "course.json"), *FEBRUARY],
}  # fmt: skip


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("harmless")


@settings(max_examples=examples(5, PARTS))
@given(text=ALLOWED)
@pytest.mark.parametrize("arguments", ANSWERS.values(), ids=ANSWERS)
def test_no_answer_acts_on_who_reads_it(arguments: list[str], directory: Path, text: str) -> None:
    file = directory / "fees.yaml"
    file.write_text(with_text(text), encoding="utf-8")
    done = run(*arguments, "--catalogue", str(file))
    assert done.code in (0, 1), done.err
    is_harmless(done)
    is_harmless(run(*arguments, "--catalogue", str(file), "--color", "always"), colour=True)
    is_harmless(run(*arguments, "--catalogue", str(file), env={"COLUMNS": "40"}))


@settings(max_examples=examples(2, PARTS))
@given(text=ALLOWED)
@pytest.mark.parametrize("form", ["markdown", "html", "pdf", "xlsx"])
@pytest.mark.parametrize("name", ANSWERS)
def test_no_document_acts_on_who_reads_it(name: str, form: str, directory: Path, text: str) -> None:
    file, written = directory / "fees.yaml", directory / f"answer.{form}"
    file.write_text(with_text(text), encoding="utf-8")
    arguments = [each for each in ANSWERS[name] if each != "--explain"]
    done = run(*arguments, "--catalogue", str(file), "-f", form, "-o", str(written))
    assert done.code in (0, 1), done.err
    is_harmless(done)
    if form == "xlsx":
        with ZipFile(BytesIO(written.read_bytes())) as book:
            parts = [book.read(part).decode() for part in book.namelist() if "xml" in part]
        # No log shows a workbook: what is a command there is text in a cell.
        assert [acting for part in parts for acting in acting_in(part.replace("\r\n", "\n"))] == []
    elif form != "pdf":
        assert harm_in(written.read_text(encoding="utf-8")) == []
    else:
        assert written.read_bytes().startswith(b"%PDF-")


@settings(max_examples=examples(10, PARTS))
@given(
    text=TEXT.filter(lambda text: not HALVES & set(text)),
    places=st.lists(st.integers(0, 1000), min_size=1, max_size=4),
)
@pytest.mark.parametrize(
    "arguments",
    [
        ["catalogue", "check", "{}"],
        ["catalogue", "check", "{}", "--color", "always", "--statistics"],
        ["quote", "course", "--as", "member", *FEBRUARY, "--catalogue", "{}"],
        ["catalogue", "diff", str(TESTS / "catalogues" / "everything.yaml"), "{}", *FEBRUARY],
        ["catalogue", "diff", "{}", str(TESTS / "catalogues" / "everything.yaml"), *FEBRUARY,
         "--color", "always"],
        ["catalogue", "diff", str(TESTS / "catalogues" / "everything.yaml"), "{}", *FEBRUARY,
         "-f", "markdown"],
        ["catalogue", "check", "{}", "-f", "github"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_fault_acts_on_who_reads_it(
    arguments: list[str], directory: Path, text: str, places: list[int]
) -> None:
    file = directory / "fees.yaml"
    file.write_text(with_slips(places, text), encoding="utf-8")
    done = run(*[each.replace("{}", str(file)) for each in arguments])
    if "github" in arguments:
        *commands, summary = done.out.removesuffix("\n").split("\n")
        assert all(re.match(r"::(error|warning|notice) file=\S+", line) for line in commands)
        assert all(line.count("\n") == 0 and harm_in(line[2:]) == [] for line in commands)
        assert harm_in(summary) == []
        is_harmless(done, answer=False)
    else:
        is_harmless(done, colour="always" in arguments)


def named(directory: Path, name: str) -> Path:
    """Return the file *name* as far as a file system takes it, within *directory*."""
    allowed = (
        name.replace("/", "")
        .replace("\0", "")
        .encode(
            "utf-8",
            "surrogateescape",
        )
    )
    return Path(os.fsdecode(os.fsencode(directory) + b"/a" + allowed[:200]))


NAMES = TEXT.filter(lambda text: "\ud800" not in text)


@settings(max_examples=examples(4, PARTS))
@given(name=NAMES)
@pytest.mark.parametrize(
    "arguments",
    [
        *([*arguments, "--catalogue", "{}"] for arguments in ANSWERS.values()),
        ["catalogue", "check", "{}"],
        ["catalogue", "diff", "{}", "{}"],
        ["catalogue", "diff", "{}", "{}", "-f", "markdown"],
        ["list", "-f", "markdown", "--catalogue", "{}"],
        ["list", "-f", "html", "--catalogue", "{}"],
        ["list", "-f", "json", "-o", "{}.json"],
        ["list", "-f", "json", "-o", "{}/no-such/a.json"],
        ["verify", "{}", *FEBRUARY],
        ["catalogue", "init", "-o", "{}.yaml"],
    ],
    ids=lambda arguments: " ".join(arguments).replace(str(TESTS), ""),
)  # fmt: skip
def test_no_name_of_a_file_acts_on_who_reads_it(
    arguments: list[str], directory: Path, name: str
) -> None:
    within = directory / "named"
    shutil.rmtree(within, ignore_errors=True)
    within.mkdir()
    file = named(within, name)
    file.write_text(EVERYTHING, encoding="utf-8")
    is_harmless(run(*[each.replace("{}", str(file)) for each in arguments]))
    is_harmless(run(*[each.replace("{}", file.name) for each in arguments], cwd=within))
    file.unlink(missing_ok=True)
    is_harmless(run(*[each.replace("{}", str(file)) for each in arguments]))


OPTIONS = [
    ["{}"],
    ["--{}"],
    ["quote", "{}"],
    ["quote", "course:{}", "--as", "member"],
    ["quote", "course", "--as", "{}"],
    ["quote", "course", "--as", "member", "--intake", "{}"],
    ["quote", "course", "--as", "member", "--on", "{}"],
    ["quote", "course", "--as", "member", "--basis", "{}"],
    ["quote", "course", "--as", "member", "-n", "{}"],
    ["quote", "course", "--as", "member", "--{}"],
    ["quote", "course", "--as", "member", *FEBRUARY, "--reference", "{}"],
    ["quote", "course", "--as", "member", *FEBRUARY, "--customer", "{}"],
    ["quote", "course", "--as", "member", *FEBRUARY, "--purchase-order", "{}"],
    ["quote", "course", "--as", "member", "--catalogue", "{}"],
    ["quote", "course", "--as", "member", "-f", "{}"],
    ["quote", "course", "--as", "member", "-o", "{}.none"],
    ["quote", "course", "--as", "member", "--color", "{}"],
    ["compare", "{}"],
    ["compare", "course", "-n", "{}"],
    ["compare", "course", "--membership-fee", "{}"],
    ["show", "{}"],
    ["show", "course", "{}"],
    ["list", "{}"],
    ["deadlines", "{}"],
    ["deadlines", "--within", "{}"],
    ["deadlines", "--intake", "{}"],
    ["eligibility", "{}"],
    ["eligibility", "course", "--fact", "{}"],
    ["eligibility", "course", "--fact", "{}=yes"],
    ["eligibility", "course", "--fact", "willing={}"],
    ["verify", "{}"],
    ["catalogue", "{}"],
    ["catalogue", "check", "{}"],
    ["catalogue", "check", "--select", "{}"],
    ["catalogue", "check", "--horizon", "{}"],
    ["catalogue", "rule", "{}"],
    ["catalogue", "diff", "{}", "{}"],
    ["catalogue", "diff", "--fail-on", "{}", "a", "b"],
    ["catalogue", "schema", "{}"],
    ["catalogue", "init", "-o", "{}/a.yaml"],
]


@settings(max_examples=examples(6, PARTS))
@given(text=TEXT.map(lambda text: text.replace("\0", "")))
@pytest.mark.parametrize("arguments", OPTIONS, ids=" ".join)
def test_no_argument_acts_on_who_reads_it(arguments: list[str], directory: Path, text: str) -> None:
    file = directory / "fees.yaml"
    file.write_text(EVERYTHING, encoding="utf-8")
    env = {} if arguments[0] == "catalogue" else {"RRN_FEES_CATALOGUE": str(file)}
    is_harmless(run(*[each.replace("{}", text) for each in arguments], env=env))


@settings(max_examples=examples(15, PARTS))
@given(text=TEXT.map(lambda text: text.replace("\0", "").replace("\ud800", "")))
@pytest.mark.parametrize("variable", ["RRN_FEES_FORMAT", "RRN_FEES_CATALOGUE"])
def test_no_variable_acts_on_who_reads_it(variable: str, text: str) -> None:
    is_harmless(run("list", env={variable: text}))


SAVED = json.loads(QUOTE)


def texts_in(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of each text in a saved quote, and of each name of one."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from texts_in(below, (*path, key))
    elif isinstance(value, list):
        for at, below in enumerate(value):
            yield from texts_in(below, (*path, at))
    elif isinstance(value, str):
        yield path


@settings(max_examples=examples(30, PARTS))
@given(text=TEXT, path=st.sampled_from([*texts_in(SAVED)]))
def test_no_saved_quote_acts_on_who_reads_it(
    directory: Path, text: str, path: tuple[str | int, ...]
) -> None:
    saved = copy.deepcopy(SAVED)
    *above, last = path
    at = saved
    for step in above:
        at = at[step]
    for change in ({last: text}, {text: at.pop(last) if isinstance(at, dict) else None}):
        if isinstance(at, dict):
            at.update(change)
        elif isinstance(last, int):
            at[last] = text
        file = directory / "saved.json"
        file.write_text(json.dumps(saved), encoding="utf-8")
        is_harmless(run("verify", str(file), *FEBRUARY))
        is_harmless(run("verify", str(file), *FEBRUARY, "--color", "always"), colour=True)
    file.write_text(QUOTE.replace("Course", text), encoding="utf-8", errors="replace")
    is_harmless(run("verify", str(file), *FEBRUARY))


@settings(max_examples=examples(15, PARTS))
@given(text=ALLOWED)
def test_no_prompt_acts_on_who_reads_it(directory: Path, text: str) -> None:
    file = directory / "fees.yaml"
    file.write_text(with_text(text), encoding="utf-8")
    for module, arguments, answers in (
        ("quote", ["quote", *FEBRUARY], f"{text}\n1\n{text}\n1\n{text}\n2\n"),
        ("eligibility", ["eligibility", "course", *FEBRUARY], f"{text}\n" + "yes\nno\n?\n" * 3),
    ):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(import_module(f"rrn_fees.cli.{module}"), "can_ask", lambda: True)
            done = run(*arguments, "--catalogue", str(file), stdin=answers)
        assert done.code in (0, 1), done.err
        assert "again:" in done.err
        is_harmless(done)


@settings(max_examples=examples(30, PARTS))
@given(text=ALLOWED)
def test_a_catalogue_may_say_this_much(text: str) -> None:
    assert parsed(with_text(text)).qualifications["course"].title.endswith(".")
