"""Comments by which a catalogue accepts a finding: ``# rrn-fees: accept F305 printed like this``.

At the end of a line a comment is about that line; on a line of its own, about the next line that
is neither blank nor a comment.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from rrn_fees.catalogue.yaml import Node, ScalarNode, children, lines_of, place_of
from rrn_fees.errors import Place

_COMMENT = re.compile(r"(?:^|(?<=\s))#[ \t]*rrn-fees:")
_ACCEPT = re.compile(
    r"accept[ \t]+(?P<codes>F[0-9]+(?:[ \t]*,[ \t]*F[0-9]+)*)(?:[ \t]+(?P<reason>\S.*))?"
)
_ANOTHER = re.compile(r"F[0-9]{3}\b|.*rrn-fees:")
"""What a reason does not begin with or hold: a code without a comma, another comment."""


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
    quoted = _QuotedText(root)
    return tuple(_acceptances(lines, quoted))


def _acceptances(lines: list[str], quoted: "_QuotedText") -> Iterator[Acceptance]:
    about = len(lines)
    following: dict[int, int] = {}
    for number in range(len(lines), 0, -1):  # from below, so that each line is looked at once
        following[number] = about
        stripped = lines[number - 1].strip()
        if stripped and not stripped.startswith("#"):
            about = number
    for number, line in enumerate(lines, start=1):
        for comment in _COMMENT.finditer(line):
            if not quoted.holds(number, comment.start() + 1):
                yield _acceptance(number, line, comment, following[number])
                break


def _acceptance(number: int, line: str, comment: re.Match[str], following: int) -> Acceptance:
    said = line[comment.end() :].strip()
    accept = _ACCEPT.fullmatch(said)
    reason = accept["reason"] if accept else None
    column = comment.start() + 1
    own_line = not line[: comment.start()].strip()
    return Acceptance(
        place=Place(line=number, column=column, end_line=number, end_column=len(line) + 1),
        line=following if own_line else number,
        said=said,
        codes=tuple(re.split(r"[ \t]*,[ \t]*", accept["codes"])) if accept else (),
        reason=None if reason and _ANOTHER.match(reason) else reason,
    )


class _QuotedText:
    """Where text stands in which a # is no comment."""

    def __init__(self, root: Node) -> None:
        self.spans = sorted(_quoted_spans(root))
        self.begins = [begins for begins, _ in self.spans]

    def holds(self, line: int, column: int) -> bool:
        """Return whether what stands there is text."""
        at = bisect_right(self.begins, (line, column)) - 1
        return at >= 0 and (line, column) < self.spans[at][1]


def _quoted_spans(root: Node) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    seen = {id(root)}
    unvisited = [root]
    while unvisited:
        node = unvisited.pop()
        if isinstance(node, ScalarNode):
            if node.style:
                place = place_of(node)
                # A block of text begins below its mark, beside which a comment may stand.
                block = node.style in ("|", ">")
                begins = (place.line + 1, 0) if block else (place.line, place.column)
                yield begins, (place.end_line, place.end_column)
            continue
        for child in children(node):
            if id(child) not in seen:
                seen.add(id(child))
                unvisited.append(child)
