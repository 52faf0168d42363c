"""Comments by which a catalogue accepts a finding: ``# rrn-fees: accept F305 printed like this``.

At the end of a line a comment is about that line; on a line of its own, about the next line that
is neither blank nor a comment.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rrn_fees.catalogue.yaml import Node, ScalarNode, children, lines_of, place_of
from rrn_fees.errors import Place

_COMMENT = re.compile(r"(?:^|(?<=\s))#[ \t]*rrn-fees:[ \t]*(?P<said>.*?)[ \t]*$")
_ACCEPT = re.compile(
    r"accept[ \t]+(?P<codes>F[0-9]+(?:[ \t]*,[ \t]*F[0-9]+)*)(?:[ \t]+(?P<reason>\S.*))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """One comment to this program, as it stands."""

    place: Place
    line: int
    """The line whose findings it is about."""
    said: str
    codes: tuple[str, ...]
    """Empty: it does not say ``accept`` and codes."""
    reason: str | None


def acceptances_in(text: str, root: Node) -> tuple[Acceptance, ...]:
    """Return every comment to this program in *text*, whose nodes are below *root*."""
    if "rrn-fees:" not in text:
        return ()
    lines = lines_of(text)
    candidates = [*_candidates(lines)]
    quoted = [*_quoted_text(root)] if candidates else []
    return tuple(each for each in candidates if not any(_within(each.place, of) for of in quoted))


def _candidates(lines: list[str]) -> Iterator[Acceptance]:
    for number, line in enumerate(lines, start=1):
        comment = _COMMENT.search(line)
        if comment is None:
            continue
        accept = _ACCEPT.fullmatch(comment["said"])
        own_line = not line[: comment.start()].strip()
        column = comment.start() + 1
        yield Acceptance(
            place=Place(line=number, column=column, end_line=number, end_column=len(line) + 1),
            line=_next_line_of_content(lines, number) if own_line else number,
            said=comment["said"],
            codes=tuple(re.split(r"[ \t]*,[ \t]*", accept["codes"])) if accept else (),
            reason=accept["reason"] if accept else None,
        )


def _next_line_of_content(lines: list[str], number: int) -> int:
    for following, line in enumerate(lines[number:], start=number + 1):
        if line.strip() and not line.lstrip().startswith("#"):
            return following
    return number


def _quoted_text(root: Node) -> Iterator[Place]:
    """Yield where text stands in which a # is no comment."""
    seen = {id(root)}
    unvisited = [root]
    while unvisited:
        node = unvisited.pop()
        if isinstance(node, ScalarNode):
            if node.style:
                yield place_of(node)
            continue
        for child in children(node):
            if id(child) not in seen:
                seen.add(id(child))
                unvisited.append(child)


def _within(place: Place, text: Place) -> bool:
    begins, ends = (text.line, text.column), (text.end_line, text.end_column)
    return begins <= (place.line, place.column) < ends
