"""What checks are, for a person at a terminal: a list of all, or the page of one."""

from collections.abc import Sequence
from textwrap import indent, wrap

from rrn_fees.checks.check import Check, Example
from rrn_fees.formats.checks.words import acceptance, comment, sentence, styled, where
from rrn_fees.formats.look import Look


def rules(checks: Sequence[Check], look: Look) -> str:
    """Write the page of the one check, or a list of several by family."""
    return _page(checks[0], look) if len(checks) == 1 else _list(checks, look)


def _list(checks: Sequence[Check], look: Look) -> str:
    lines: list[str] = []
    for family in dict.fromkeys(check.family for check in checks):
        lines += ["", look.styled(f"{family.title}  {family.prefix}", "bold")]
        for check in checks:
            if check.family is family:
                level = styled(f"{check.level:7}", check.level, look)
                first, *others = wrap(check.summary, max(look.width - 15, 20))
                lines.append(f"{check.code}  {level}  {first}")
                lines += [" " * 15 + line for line in others]
    return "\n".join(lines[1:]) + "\n\nrrn-fees catalogue rule CODE tells all about one.\n"


def _page(check: Check, look: Look) -> str:
    level = styled(check.level, check.level, look)
    paragraphs = [
        f"{look.styled(f'{check.code} {check.name}', 'bold')}  {level}",
        *("\n".join(wrap(text, look.width)) for text in (sentence(check), check.why)),
        *_example("Bad", check.bad),
        *_example("Good", check.good),
        *(
            part
            for pair in check.also
            for part in (
                *_example(f"Bad, {pair.called}", pair.bad),
                *_example("Good", pair.good),
            )
        ),
        "\n".join(wrap(acceptance(check), look.width)),
        *([indent(comment(check), "    ")] if check.acceptable else []),
    ]
    return "\n\n".join(paragraphs) + "\n"


def _example(called: str, example: Example) -> tuple[str, str]:
    return f"{called}, {where(example)}:", indent(example.text.rstrip(), "    ")
