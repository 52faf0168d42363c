"""Text that shows all of itself and does nothing: escapes, marks of direction, and commands."""

import pytest

from rrn_fees.printable import (
    JOINERS,
    printable,
    shown_lines,
    shown_page,
    without_commands,
    without_commands_within,
)

RED, PLAIN = "\x1b[31m", "\x1b[0m"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("Café £5 – “a” 漢字 😀", "Café £5 – “a” 漢字 😀", id="what prints is kept"),
        pytest.param("back\\slash", "back\\slash", id="a backslash is kept"),
        pytest.param("a\nb", "a\\nb", id="the end of a line"),
        pytest.param("a\r\nb\tc", "a\\r\\nb\\tc", id="a return and a tab"),
        pytest.param("\x1b[2J", "\\x1b[2J", id="a code that clears the screen"),
        pytest.param("\x00\x7f\x9b", "\\x00\\x7f\\x9b", id="control characters of both sets"),
        pytest.param("a\u202eb", "a\\u202eb", id="a mark that turns the direction round"),
        pytest.param("a\u200bb\ufeffc", "a\\u200bb\\ufeffc", id="characters without a width"),
        pytest.param("a\u2028b\x85c", "a\\u2028b\\x85c", id="ends of lines of Unicode"),
        pytest.param("a\u00a0b\u3000c", "a\\xa0b\\u3000c", id="other spaces"),
        pytest.param("a\ud800b", "a\\ud800b", id="half of a pair"),
        pytest.param("\U000e0041", "\\U000e0041", id="a tag that does not show"),
        pytest.param("a\u00adb", "a\\xadb", id="a soft hyphen"),
        pytest.param("a\u200db", "a\\u200db", id="a joiner"),
    ],
)
def test_what_does_not_print_is_an_escape(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert printable(shown) == shown


def test_what_is_to_be_kept_is_kept_and_nothing_else() -> None:
    assert printable("a\u200db\u200cc\u200bd", keep=JOINERS) == "a\u200db\u200cc\\u200bd"
    assert printable("a\nb\tc", keep="\n") == "a\nb\\tc"


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        pytest.param("::error::no", "\\x3a:error::no", id="a command"),
        pytest.param("  \t::error::no", "  \t\\x3a:error::no", id="after space"),
        pytest.param(f"{RED}::error::no", f"{RED}\\x3a:error::no", id="after a colour"),
        pytest.param(f" {RED} ::a", f" {RED} \\x3a:a", id="after space and a colour"),
        pytest.param("one\n::two\n::three", "one\n\\x3a:two\n\\x3a:three", id="on several lines"),
        pytest.param(":::", "\\x3a::", id="three colons"),
        pytest.param("a ::error::no", "a ::error::no", id="within a line it is none"),
        pytest.param(":error:", ":error:", id="one colon is none"),
        pytest.param("##[error]no", "\\x23#[error]no", id="the older form"),
        pytest.param("a ##[error]no", "a \\x23#[error]no", id="the older form, anywhere"),
        pytest.param("##vso[task.x]", "\\x23#vso[task.x]", id="a command of Azure"),
        pytest.param("###[x]", "#\\x23#[x]", id="one sign more"),
        pytest.param("## A heading [1]", "## A heading [1]", id="a heading is none"),
        pytest.param("#[x]", "#[x]", id="one sign is none"),
        pytest.param("##é[x]", "##é[x]", id="a letter that no command has"),
    ],
)
def test_no_line_is_a_command_to_the_runner_of_a_job(text: str, harmless: str) -> None:
    assert without_commands(text) == harmless
    assert without_commands(harmless) == harmless


def test_within_a_line_only_the_older_form_counts() -> None:
    assert without_commands_within("::error ##[b]") == "::error \\x23#[b]"


def test_lines_are_shown_one_below_the_other_and_none_makes_another() -> None:
    assert shown_lines() == ""
    assert shown_lines("one", "two") == "one\ntwo"
    assert shown_lines("one\n::two", "::three") == "one\\n::two\n\\x3a:three"
    assert shown_lines("a ##[b", "\x1b[31m::c") == "a \\x23#[b\n\\x1b[31m::c"


@pytest.mark.parametrize(
    ("page", "in_colour", "without"),
    [
        pytest.param("one\ntwo\n", "one\ntwo\n", "one\ntwo\n", id="plain lines"),
        pytest.param("é\n", "é\n", "é\n", id="what prints"),
        pytest.param(f"{RED}a{PLAIN}\n", f"{RED}a{PLAIN}\n", "\\x1b[31ma\\x1b[0m\n", id="colours"),
        pytest.param("\x1b[1;4mb", "\x1b[1;4mb", "\\x1b[1;4mb", id="two looks at once"),
        pytest.param("\x1b[2Jc", "\\x1b[2Jc", "\\x1b[2Jc", id="another code"),
        pytest.param(
            f"{RED}a\x1b[Hb{PLAIN}", f"{RED}a\\x1b[Hb{PLAIN}", "\\x1b[31ma\\x1b[Hb\\x1b[0m",
            id="another code between colours"),
        pytest.param("a\tb\r\n", "a\\tb\\r\n", "a\\tb\\r\n", id="a tab and a return"),
        pytest.param(
            f"{RED}::a\n::b", f"{RED}\\x3a:a\n\\x3a:b", "\\x1b[31m::a\n\\x3a:b", id="commands"),
    ],
)  # fmt: skip
def test_a_page_keeps_its_lines_and_its_colours_where_it_has_any(
    page: str, in_colour: str, without: str
) -> None:
    assert shown_page(page, colour=True) == in_colour
    assert shown_page(page, colour=False) == without
