"""Which characters the fonts of a PDF have, and what stands for those that they have not.

A PDF for every reader must have a glyph for each of its characters (ISO 14289-1, 7.21.4.1), so that
one that is missing is no blemish but a failure. The fonts are those that come with Typst: what a
machine has beside them is not asked, so that a document is the same on all of them.
"""

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from pkgutil import get_data

FontSet = int
"""Fonts, as a bit for each."""
Coverage = Callable[[str], FontSet]
"""Which fonts have a character."""

NONE: FontSet = 0
EVERY: FontSet = -1

_COMMON = re.compile(r"[ -~\xa1-\xac\xae-\xff–—‘’“”…€]*")
"""Text of which the first font has every character."""
_JOINERS = frozenset("\u200c\u200d")
_VARIATIONS = range(0xFE00, 0xFE10)


def fonts_with(character: str) -> FontSet:
    """Return the fonts of the template that have *character*."""
    found = NONE
    for at, (starts, ends) in enumerate(_ranges()):
        place = bisect_right(starts, ord(character)) - 1
        if place >= 0 and ord(character) <= ends[place]:
            found |= 1 << at
    return found


def latin_alone(character: str) -> FontSet:
    """Return every font for the characters that no font is without."""
    return EVERY if _COMMON.fullmatch(character) else NONE


@cache
def _ranges() -> tuple[tuple[list[int], list[int]], ...]:
    """Return for each font where its runs of characters start and end (tools/write_glyphs.py)."""
    content = get_data(__package__ or "", "glyphs.json")
    fonts: dict[str, list[tuple[int, int]]] = json.loads(content or b"{}")
    return tuple(([start for start, _ in of], [end for _, end in of]) for of in fonts.values())


def spelled(text: str, fonts_with: Coverage) -> str:
    """Return *text* with the characters that cannot be shown by their numbers: ``[U+1F600]``.

    A letter and the marks on it need a font that has them all.
    """
    if _COMMON.fullmatch(text):
        return text
    return "".join(_pieces(text, fonts_with))


def _pieces(text: str, fonts_with: Coverage) -> Iterator[str]:
    missing: list[str] = []
    held = NONE
    for character in text:
        if is_mark(character):
            held &= EVERY if _has_no_look(character) else fonts_with(character)
        else:
            held = fonts_with(character)
        if not held:
            missing.append(f"U+{ord(character):04X}")
            continue
        if missing:
            yield f"[{' '.join(missing)}]"
            missing.clear()
        yield character
    if missing:
        yield f"[{' '.join(missing)}]"


def is_mark(character: str) -> bool:
    """Whether *character* is shown as one with that before it."""
    return character in _JOINERS or unicodedata.category(character).startswith("M")


def _has_no_look(character: str) -> bool:
    return character in _JOINERS or ord(character) in _VARIATIONS
