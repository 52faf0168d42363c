"""What is not YAML: each slip in words, where it was made, with what to write instead."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from support import SHIPPED, TESTS

from rrn_fees import CatalogueError
from rrn_fees.catalogue.loader import parse_catalogue
from rrn_fees.errors import Fault

HEAD = """\
format: 1
currency: GBP
qualifications:
  course:
"""
REST = """\
    kind: training
    source: page
"""


def fault_of(text: str) -> Fault:
    with pytest.raises(CatalogueError) as caught:
        parse_catalogue(text.encode(), "fees.yaml")
    [fault] = caught.value.faults
    return fault


SLIPS = [
    # What is wrong; the lines from the fifth on; line, column and end; what is said; what to write.
    ("a tab", "\ttitle: A\n", 5, 1, 2, "a tab", "indent with spaces"),
    ("a tab after spaces", "    \ttitle: A\n", 5, 5, 6, "a tab", "indent with spaces"),
    ("tabs below a key", "    units:\n\t\t- a\n", 6, 1, 3, "a tab", "indent with spaces"),
    ("an open bracket", "    units: [a, b\n", 5, 12, 13, "the [ that is opened here", "with ]"),
    ("an open brace", "    title: {a: b\n", 5, 12, 13, "the { that is opened here", "with }"),
    ("an open bracket in a brace", "    title: {a: [b}\n", 5, 18, 19,
     "the [ in line 5, column 16, is closed with }", "close it with ]"),
    ("an open bracket on several lines", "    units: [\n      a,\n      b\n", 5, 12, 13,
     "the [ that is opened here", "with ]"),
    ("a bracket after a comma", "    units: [a,\n", 5, 12, 13, "the [ that is opened here", "]"),
    ("an open bracket in an item", "    fees:\n      - intakes: [a\n        vat: b\n        c: d\n",
     6, 18, 19, "the [ that is opened here is not closed", "with ]"),
    ("an open bracket in an item after a comma",
     "    fees:\n      - intakes: [a,\n        vat: b\n        c: d\n",
     6, 18, 19, "the [ that is opened here is not closed", "with ]"),
    ("an open brace in an item after a comma",
     "    fees:\n      - prices: {a: b,\n        vat: b\n        c: d\n",
     6, 17, 18, "the { that is opened here is not closed", "with }"),
    ("a comma that is missing in an item of several lines",
     "    fees:\n      - {\n        a: b\n        c: d\n        }\n", 8, 10, 11,
     "a second colon", ""),
    ("an open bracket before a text of several lines",
     "    units: [a,\n    award: >-\n      A b\n", 5, 12, 13,
     "the [ that is opened here is not closed", "with ]"),
    ("an open bracket around a pair", "    units: [a,\n    award:\n", 5, 12, 13,
     "the [ that is opened here is not closed", "with ]"),
    ("a bracket too many", "    units: [a]]\n", 5, 15, 16, '"]" closes nothing', "take it out"),
    ("a brace too many", "    a: {b: c}}\n", 5, 14, 15, '"}" closes nothing', "take it out"),
    ("a comma that is missing", '    units: ["a" "b"]\n', 5, 17, 18, "a comma or ] is missing",
     "write a comma between the parts"),
    ("a comma that is missing above", '    units: [\n      "a"\n      "b"\n    ]\n', 7, 7, 8,
     "a comma or ] is missing", "write a comma between the parts"),
    ("a comma too many", "    units: [a,, b]\n", 5, 15, 16, "nothing before this comma",
     "take one comma out"),
    ("a comment of another language", "    // a comment\n    title: A\n", 5, 5, 7,
     "begins with #, not with //", "write: # a comment"),
    ("an item for a title", "    title: - A\n", 5, 12, 13, 'cannot begin with "-"', '"- A"'),
    ("a question for a title", "    title: ? A\n", 5, 12, 13, 'cannot begin with "?"', '"? A"'),
    ("a tab after a dash", "    fees:\n      -\tunits: [a]\n        b: c\n", 6, 8, 9,
     "a tab after the dash", "write a space"),
    ("a quote before a key", '    "title: A\n', 5, 5, 14, "the double quote that is opened", '"'),
    ("a merge that is indented", "    <<<<<<< HEAD\n    title: A\n", 5, 1, 17, "a merge conflict",
     "keep what"),
    ("no space after a dash, and keys below", "    fees:\n      -units: [a]\n        b: c\n",
     6, 7, 8, "no space after the dash", "write: - units: [a]"),
    ("a bullet", "    fees:\n      • units: [a]\n        b: c\n", 6, 7, 8,
     "begins with a dash, not with", "write: - units: [a]"),
    ("a long dash", "    fees:\n      – units: [a]\n        b: c\n", 6, 7, 8,
     "begins with a dash, not with", "write: - units: [a]"),
    ("a bullet below an item", "    fees:\n      - a: b\n      • a: b\n        b: c\n", 7, 7, 8,
     "begins with a dash, not with", "write: - a: b"),
    ("the first dash left out", "    fees:\n        a: b\n        c: d\n      - a: b\n", 6, 9, 10,
     "the dash of this item of a list is missing", "write: - a: b"),
    ("the first dash left out without its room",
     "    fees:\n      a: b\n        c: d\n      - a: b\n", 6, 7, 8,
     "the dash of this item of a list is missing", "write: - a: b"),
    ("a comma missing between pairs", "    a: {status: b starts_on: c}\n", 5, 28, 29,
     "is a comma missing before starts_on?", "write: b, starts_on:"),
    ("a semicolon for a colon", "    title; A\n", 5, 10, 11, 'is ";" where a colon',
     "write: title: A"),
    ("an open double quote", '    title: "A\n', 5, 12, 14, "the double quote that is opened", '"'),
    ("an open single quote", "    title: 'A\n", 5, 12, 14, "the single quote that is opened", "'"),
    ("an open quote with others below", '    title: "A b\n    award: "c"\n', 5, 12, 16,
     "the double quote that is opened here is not closed", 'close it with "'),
    ("an open quote in a list", '    units: ["a, "b"]\n', 5, 18, 19, "a comma or ] is missing", ""),
    ("text after quotes", '    title: "A" b\n', 5, 16, 17, "text follows the quote", "all of the"),
    ("an apostrophe", "    title: 'Don't'\n", 5, 17, 18, "text follows the quote", "twice: ''"),
    ("a backslash", '    title: "C:\\fees"\n'.replace("\\f", "\\q"), 5, 15, 16, "a backslash",
     "write it twice"),
    ("a path", '    title: "C:\\Users"\n', 5, 15, 16, "a backslash", "write it twice"),
    ("a merge", "<<<<<<< HEAD\n    title: A\n=======\n    title: B\n>>>>>>> other\n", 5, 1, 13,
     "a merge conflict", "take out the lines that begin with <<<<<<<"),
    ("half a merge", "    title: A\n=======\n", 6, 1, 8, "a merge conflict", "keep what"),
    ("the end of a merge", "    title: A\n>>>>>>> other\n", 6, 1, 14, "a merge conflict",
     "keep what"),
    ("a merge of three", "<<<<<<< a\n    title: A\n||||||| b\n=======\n>>>>>>> c\n", 5, 1, 10,
     "a merge conflict", "keep what"),
    ("no space after a colon", "    title:A\n", 5, 10, 11, "no space after", "write: title: A"),
    ("no space before a quote", '    title:"A"\n', 5, 10, 11, "no space", 'write: title: "A"'),
    ("no space in the second line", "    title: A\n    award:B\n", 6, 10, 11, "no space",
     "write: award: B"),
    ("no space in an item", "    units:\n      - a:b\n        c: d\n", 6, 10, 11, "no space",
     "write: a: b"),
    ("no space after a dash", "    units:\n      - a\n      -b\n", 7, 7, 8, "after the dash",
     "write: - b"),
    ("another mark than a colon", "    title = A\n", 5, 11, 12, 'is "=" where a colon',
     "write: title: A"),
    ("a wide colon", "    title： A\n", 5, 10, 11, 'is "：" where a colon', "write: title: A"),
    ("a colon in a title", "    title: Level 5: Diploma\n", 5, 19, 20, "a second colon",
     'title: "Level 5: Diploma"'),
    ("a colon at the end of a title", "    title: Level 5:\n", 5, 19, 20, "a second colon",
     'title: "Level 5:"'),
    ("a colon in an item", "    units:\n      - Unit 1: Law: a\n", 6, 20, 21, "a second colon",
     'Unit 1: "Law: a"'),
    ("a colon between braces", "    a: {title: Level 5: A}\n", 5, 23, 24, "a second colon",
     "put the text in quotes"),
    ("two keys in a line", "    title: A award: B\n", 5, 19, 20, "a second colon", "in quotes"),
    ("no-break spaces before a line", "\xa0\xa0\xa0\xa0title: A\n", 5, 1, 5,
     "no-break spaces (U+00A0)", "type the spaces anew"),
    ("no-break spaces before the second line", "    title: A\n\xa0\xa0\xa0\xa0award: B\n", 6, 1, 5,
     "no-break spaces (U+00A0)", "type the spaces anew"),
    ("a wide space before a line", "    title: A\n　award: B\n", 6, 1, 2, "(U+3000)", "anew"),
    ("a no-break space after a colon", "    title:\xa0A\n", 5, 11, 12,
     "a no-break space (U+00A0) after the :", "type an ordinary space"),
    ("a no-break space after a dash", "    units:\n      - a\n      -\xa0b\n", 7, 8, 9,
     "a no-break space (U+00A0) after the -", "type an ordinary space"),
    ("a line too far to the left", "    title: A\n   award: B\n", 6, 1, 4,
     "the line is indented by 3 spaces", "indent it by 4 spaces"),
    ("a line too far to the right", "    title: A\n     award: B\n", 6, 1, 6,
     "the line is indented by 5 spaces", "indent it by 4 spaces"),
    ("an item too far to the left", "    units:\n      - a\n     - b\n", 7, 1, 6,
     "the line is indented by 5 spaces", "indent it by 6 spaces"),
    ("an item among keys", "    title: A\n    - b\n", 6, 5, 6, "an item of a list, among keys",
     "give it a key"),
    ("a key among items", "    units:\n      - a\n      b: c\n", 7, 7, 8, "no item of the list",
     'begin it with "- "'),
    ("a key alone", "    title: A\n    award\n", 6, 5, 10, "has no colon", "write: award:"),
    ("a star", "    title: *A* b\n", 5, 12, 13, 'cannot begin with "*"', 'in quotes: "*A* b"'),
    ("an at sign", "    title: @a\n", 5, 12, 13, 'cannot begin with "@"', 'in quotes: "@a"'),
    ("a per cent sign", "    title: % off\n", 5, 12, 13,
     'cannot begin with "%"', 'in quotes: "% off"'),
    ("a back quote", "    title: `a`\n", 5, 12, 13, 'cannot begin with "`"', 'in quotes: "`a`"'),
    ("an ampersand", "    title: & a\n", 5, 12, 13, 'cannot begin with "&"', 'in quotes: "& a"'),
    ("a bar", "    title: | a\n", 5, 12, 13, 'cannot begin with "|"', 'in quotes: "| a"'),
    ("text after brackets", "    title: [A] b\n", 5, 16, 17, "text follows the ]", '"[A] b"'),
    ("text after braces", "    title: {A} b\n", 5, 16, 17, "text follows the }", '"{A} b"'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "line", "column", "end", "says", "hint"),
    [pytest.param(*row[1:], id=row[0]) for row in SLIPS],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_slip_is_told_in_words_where_it_was_made(  # noqa: PLR0913, PLR0917 - a table's columns
    lines: str, line: int, column: int, end: int, says: str, hint: str, ending: str
) -> None:
    # What is not closed is not closed at the end of the file either.
    for rest in (REST, "") if "not closed" in says else (REST,):
        fault = fault_of((HEAD + lines + rest).replace("\n", ending))
        assert fault.kind == "syntax"
        assert says in fault.message
        assert hint in (fault.hint or "")
        assert fault.place is not None
        place = fault.place
        assert (place.line, place.column, place.end_line, place.end_column) == (
            line, column, line, end,
        ), fault  # fmt: skip


TAKEN_FOR_TEXT = [
    ("no space after a colon", "    title:A\n", "write a space after the colon"),
    ("a no-break space after a colon", "    title:\xa0A\n", "write an ordinary space"),
    ("another mark than a colon", "    title = A\n", "write a colon in the place of"),
    ("no space after a dash", "    -A\n", "write a space after the dash"),
    ("a no-break space after a dash", "    -\xa0A\n", "write an ordinary space"),
    ("no-break spaces before a line", "    \xa0title\n", "type the spaces anew"),
]


@pytest.mark.parametrize(
    ("lines", "hint"), [pytest.param(*row[1:], id=row[0]) for row in TAKEN_FOR_TEXT]
)
def test_a_slip_that_yaml_takes_for_text_is_told_too(lines: str, hint: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        parse_catalogue((HEAD + lines).encode(), "fees.yaml")
    [fault] = [fault for fault in caught.value.faults if fault.kind == "wrong-type"]
    assert hint in (fault.hint or "")


def test_text_that_holds_no_slip_has_no_such_hint() -> None:
    for text in ("a", "https://example.org", "10:30", "a - b", "Level 5"):
        with pytest.raises(CatalogueError) as caught:
            parse_catalogue(f"{HEAD}    {text}\n".encode(), "fees.yaml")
        [fault] = [fault for fault in caught.value.faults if fault.kind == "wrong-type"]
        assert fault.hint is None


TEXT = SHIPPED.read_text(encoding="utf-8")
LINES = TEXT.splitlines()
KEYS = [
    at
    for at, (line, below) in enumerate(pairwise(LINES))
    if (key := re.fullmatch(r"( *)[a-z_]+: [^\[{#|>&\"']+", line))
    and re.match(rf"{key[1]}[a-z_]+:", below)
]
"""Lines with a key and its value, and another key below."""


@given(st.sampled_from(KEYS), st.sampled_from(["tab", "no space", "no-break space", "quote"]))
def test_a_slip_in_any_line_of_the_catalogue_is_told_there(at: int, slip: str) -> None:
    line = LINES[at]
    key, _, value = line.partition(": ")
    spoilt = {
        "tab": f"\t{line.lstrip()}",
        "no space": f"{key}:{value}",
        "no-break space": f"{key}:\xa0{value}",
        "quote": f'{key}: "{value}',
    }[slip]
    fault = fault_of("\n".join([*LINES[:at], spoilt, *LINES[at + 1 :]]))
    assert fault.place is not None
    assert (fault.kind, fault.place.line) == ("syntax", at + 1), fault
    assert "this is not YAML" not in fault.message


def closers(text: str) -> list[tuple[int, int]]:
    """Return, of each bracket and brace, the line it opens in, and where it closes."""
    found, starts = [], []
    for event in yaml.parse(text, yaml.CSafeLoader):
        match event:
            case yaml.CollectionStartEvent():
                starts.append(event)
            case yaml.CollectionEndEvent():
                start = starts.pop()
                if start.flow_style and start.start_mark and event.end_mark:
                    found.append((start.start_mark.line + 1, event.end_mark.index - 1))
            case _:
                pass
    return found


@pytest.mark.parametrize("instead", ["", ","], ids=["nothing", "a comma"])
@pytest.mark.parametrize(
    "file", [SHIPPED, TESTS / "catalogues" / "rules.yaml"], ids=lambda file: file.stem
)
def test_a_bracket_without_its_closer_is_told_in_its_own_line(file: Path, instead: str) -> None:
    text = file.read_text(encoding="utf-8")
    brackets = closers(text)
    assert len(brackets) > 20
    for line, at in brackets:
        fault = fault_of(f"{text[:at]}{instead}{text[at + 1 :]}")
        assert fault.place is not None
        assert (fault.kind, fault.place.line) == ("syntax", line), fault
        if not text[at + 1 :].partition("\n")[0].strip("]}"):  # nothing else stands in the line
            assert "is not closed" in fault.message or "is closed with" in fault.message, fault


@pytest.mark.parametrize("page", ["<html>\n", "<!DOCTYPE html>\n<meta a='b: c'>\n", "\n <?xml?>\n"])
def test_a_web_page_is_told_in_its_first_line(page: str) -> None:
    fault = fault_of(page + HEAD)
    assert "web page" in fault.message
    assert fault.place is not None
    assert fault.place.line == page.count("\n", 0, page.index("<")) + 1


WORDS_OF_LIBYAML = ("while scanning", "while parsing", "in this context", "could not find expected",
                    "did not find expected", "next token")  # fmt: skip


@given(
    st.integers(0, len(TEXT) - 1),
    st.sampled_from(["", *"[]{},:;-?*&!|>'\"%@`#\t\n <=/a\\"]),
    st.sampled_from([0, 1]),
)
def test_no_fault_is_told_in_the_words_of_libyaml(at: int, instead: str, cut: int) -> None:
    told = ""
    try:
        parse_catalogue((TEXT[:at] + instead + TEXT[at + cut :]).encode(), "fees.yaml")
    except CatalogueError as error:
        told = str(error)
    assert not [words for words in WORDS_OF_LIBYAML if words in told]


PIECES = st.sampled_from(
    ["a", "key: ", ": ", "- ", "\n", "  ", "    ", "{", "}", "[", "]", ",", "&x ", "*x", '"', "'",
     "|\n", "? ", "...\n", "\t", "%", "@", "\xa0", "<<<<<<< a\n", "\\", "#", "：", "\u2028"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30))
@example(["key: ", "|\n", "{"])
@example(["&x ", "{"])
def test_the_place_of_a_slip_is_in_the_file(pieces: list[str]) -> None:
    text = "".join(pieces)
    try:
        parse_catalogue(text.encode(), "fees.yaml")
    except CatalogueError as error:
        for fault in error.faults:
            if fault.kind != "syntax":
                continue
            assert fault.place is not None
            lines = text.split("\n")
            assert 1 <= fault.place.line <= len(lines)
            assert 1 <= fault.place.column < fault.place.end_column
            assert fault.place.column <= len(lines[fault.place.line - 1]) + 1
