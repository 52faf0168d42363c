"""Text that shows all of itself and does nothing else, wherever it came from.

A catalogue, a saved quote, an argument or the name of a file may hold anything: a code that moves
the cursor of a terminal, a mark that turns the direction of writing round, a workflow command that
the runner of a CI job obeys. What becomes text for a person passes through here.
"""

import re

JOINERS = "\u200c\u200d"
"""Joiners of letters and of emoji: they have no width, and change how what is beside them looks."""

_BEGINS_A_COMMAND = re.compile(r"^((?:[ \t]|\x1b\[[0-9;]*m)*):(?=:)", re.MULTILINE)
"""GitHub's runner takes a line that begins with ``::`` for a command, whatever space precedes."""
_COMMAND_WITHIN = re.compile(r"#(?=#\w*\[)", re.ASCII)
"""GitHub's older form, ``##[``, and ``##vso[`` of Azure Pipelines count anywhere in a line."""
_SGR = re.compile(r"(\x1b\[[0-9;]*m)")
"""A code that changes the look of the text after it and nothing else (ECMA-48, 8.3.117)."""


def printable(text: str, keep: str = "") -> str:
    """*text* in one line, with whatever does not print as an escape, except what is in *keep*.

    Control characters, ends of lines, marks of direction, characters without a width, halves of a
    surrogate pair and spaces other than that of ASCII do not print.
    """
    if text.isprintable():
        return text
    return "".join(
        each
        if each.isprintable() or each in keep
        else each.encode("unicode_escape").decode("ascii")
        for each in text
    )


def without_commands(text: str) -> str:
    """*text* with no line in it that the runner of a CI job would take for a command to itself."""
    if "::" in text:
        text = _BEGINS_A_COMMAND.sub(r"\1\\x3a", text)
    return without_commands_within(text)


def without_commands_within(text: str) -> str:
    """*text* with no command in it that counts wherever it stands in a line."""
    return _COMMAND_WITHIN.sub(r"\\x23", text) if "##" in text else text


def shown_lines(*lines: str) -> str:
    """Return *lines* as a message shows them, one below the other; none of them makes another."""
    return without_commands("\n".join(map(printable, lines)))


def shown_page(page: str, *, colour: bool) -> str:
    """Return the lines of *page* as it is shown; where it has *colour*, codes for it are kept."""
    if not page.isascii() or not page.replace("\n", "").isprintable():
        page = "\n".join(_shown_line(line, colour=colour) for line in page.split("\n"))
    return without_commands(page)


def _shown_line(line: str, *, colour: bool) -> str:
    if line.isprintable() or not colour:
        return printable(line)
    # A pattern with a group keeps what is between the parts: every second part is a code.
    parts = enumerate(_SGR.split(line))
    return "".join(part if at % 2 else printable(part) for at, part in parts)
