"""Comments by which a catalogue accepts a finding: ``# rrn-fees: accept F305 printed like this``.

At the end of a line a comment is about that line; on a line of its own, about the next line that
is neither blank nor a comment.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rrn_fees.catalogue.yaml import Node, ScalarNode, children, numbered_lines, place_of
from rrn_fees.errors import Place, shortened

_COMMENT = re.compile(r"(?:^|(?<=\s))#[ \t]*rrn-fees:")
_ACCEPT = re.compile(
    r"accept[ \t]+(?P<codes>F[0-9]{1,4}(?:[ \t]*,[ \t]*F[0-9]{1,4})*)(?:[ \t]+(?P<reason>\S.*))?"
)
_ANOTHER = re.compile(r"F[0-9]{3}\b|.*rrn-fees:")
"""What a reason does not begin with or hold: a code without a comma, another comment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """One comment to this program, as it stands."""

    place: Place
    line: int
    """The line whose findings it is about."""
    text: str
    codes: tuple[str, ...]
    """Empty: it does not say ``accept`` and codes."""
    reason: str | None


MOST_ACCEPTED = 100_000
"""How many comments to this program are read in a file, counting each code that one accepts."""


def acceptances_in(text: str, root: Node) -> tuple[Acceptance, ...]:
    """Return the comments to this program in *text*, whose nodes are below *root*.

    If there are too many, the last says so and accepts nothing.
    """
    if "rrn-fees:" not in text:
        return ()
    found: list[Acceptance] = []
    read = 0
    for acceptance in _acceptances(text, _QuotedText(root)):
        read += max(len(acceptance.codes), 1)
        if read > MOST_ACCEPTED:
            text = f"more than {MOST_ACCEPTED:,} comments like this: it is not read, and"
            found.append(replace(acceptance, text=text, codes=(), reason=None))
            break
        found.append(acceptance)
    return tuple(found)


def _acceptances(text: str, quoted: _QuotedText) -> Iterator[Acceptance]:
    """Yield each comment to this program, line by line, since a list of all lines may be large."""
    about: int | None = 0
    # Lines with more than a comment; looked for once, since many comments may be about the same.
    ahead = (number for number, line in numbered_lines(text) if line.partition("#")[0].strip())
    for number, line in numbered_lines(text):
        found = _COMMENT.finditer(line) if "rrn-fees:" in line else ()
        comment = next((each for each in found if not quoted.holds(number, each.start() + 1)), None)
        if comment is None:
            continue
        if line[: comment.start()].strip():
            yield _acceptance(number, line, comment, number)
            continue
        while about is not None and about <= number:
            about = next(ahead, None)
        yield _acceptance(number, line, comment, about or number)


def _acceptance(number: int, line: str, comment: re.Match[str], about: int) -> Acceptance:
    text = line[comment.end() :].strip()
    accept = _ACCEPT.fullmatch(text)
    reason = accept["reason"] if accept else None
    codes = re.split(r"[ \t]*,[ \t]*", accept["codes"]) if accept else ()
    return Acceptance(
        place=Place(
            line=number, column=comment.start() + 1, end_line=number, end_column=len(line) + 1
        ),
        line=about,
        text=shortened(text),
        codes=tuple(dict.fromkeys(codes)),
        reason=None if not reason or _ANOTHER.match(reason) else shortened(reason),
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
            # Most do not hold what looks like a comment to this program, and need no span.
            if node.style and "rrn-fees:" in node.value:
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
