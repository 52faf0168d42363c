"""What checks are, for a person at a terminal: a list of all, or the page of one."""

from collections.abc import Sequence
from textwrap import indent, wrap

from rrn_fees.checks.check import Check, Example, Family, Level
from rrn_fees.render.look import Look, Style

_STYLES: dict[Level, Style] = {Level.ERROR: "red", Level.WARNING: "yellow", Level.INFO: "cyan"}


def rules(checks: Sequence[Check], look: Look) -> str:
    """Write the page of the one check, or a list of several by family."""
    text = _page(checks[0], look) if len(checks) == 1 else _list(checks, look)
    return text.replace("£", "GBP ") if look.plain else text


def _list(checks: Sequence[Check], look: Look) -> str:
    lines: list[str] = []
    for family in Family:
        lines += ["", look.styled(f"{family.title}  {family.prefix}", "bold")]
        for check in checks:
            if check.family is family:
                level = look.styled(f"{check.level:7}", _STYLES[check.level])
                first, *others = wrap(check.summary, max(look.width - 15, 20))
                lines.append(f"{check.code}  {level}  {first}")
                lines += [" " * 15 + line for line in others]
    return "\n".join(lines[1:]) + "\n\nrrn-fees catalogue rule CODE tells all about one.\n"


def _page(check: Check, look: Look) -> str:
    level = look.styled(check.level, _STYLES[check.level])
    summary = f"{check.summary[0].upper()}{check.summary[1:]}."
    paragraphs = [
        f"{look.styled(f'{check.code} {check.name}', 'bold')}  {level}",
        *("\n".join(wrap(text, look.width)) for text in (summary, check.why)),
        *_example("Bad", check.bad),
        *_example("Good", check.good),
        "\n".join(wrap(acceptance(check), look.width)),
        *([indent(comment(check), "    ")] if check.acceptable else []),
    ]
    return "\n\n".join(paragraphs) + "\n"


def _example(called: str, example: Example) -> tuple[str, str]:
    return f"{called}, {where(example)}:", indent(example.text.rstrip(), "    ")


def where(example: Example) -> str:
    """Say where an example stands, how often, and how it is saved if that is the point."""
    often = f", {example.times:,} times over" if example.times > 1 else ""
    saved = f", saved as {example.encoding}" if example.encoding != "utf-8" else ""
    return f"{example.within.value}{often}{saved}"


def acceptance(check: Check) -> str:
    """Say whether a catalogue may accept what a check finds."""
    if check.acceptable:
        return "Where it is right as it is, accept it with a reason, at the end of its line:"
    return "It cannot be accepted."


def comment(check: Check) -> str:
    """Return the comment by which a catalogue accepts what a check finds."""
    return f"# rrn-fees: accept {check.code} the page prints it like this"
