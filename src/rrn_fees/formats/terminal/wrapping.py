"""Text in lines of so many columns. Knows how wide a character is, from Rich."""

from __future__ import annotations

from rich.cells import cell_len as columns_of

__all__ = ["columns_of", "indented", "longest_word", "padded", "wrapped"]


def wrapped(text: str, width: int) -> list[str]:
    """Return *text* in lines of at most *width* columns, all as far from the left as the first.

    It is folded between words; a word that is longer is not broken.
    """
    if columns_of(text) <= width:
        return [text]
    words = text.lstrip(" ")
    indent = " " * (len(text) - len(words))
    lines: list[str] = []
    line, used = "", 0
    for word in words.split(" "):
        needed = columns_of(word)
        if line and used + 1 + needed > width - len(indent):
            lines.append(indent + line)
            line, used = word, needed
        else:
            line = f"{line} {word}" if line else word
            used += needed + (1 if used else 0)
    return [*lines, indent + line]


def indented(text: str, width: int, indent: str) -> list[str]:
    """Return *text* in lines that begin with *indent* and take at most *width* columns with it."""
    return [indent + line for line in wrapped(text, width - len(indent))]


def longest_word(text: str) -> int:
    """Return the columns that the longest word of *text* takes, with what it is indented by."""
    words = text.lstrip(" ")
    return len(text) - len(words) + max(map(columns_of, words.split(" ")))


def padded(text: str, width: int, *, right: bool) -> str:
    """Return *text* with spaces up to *width* columns, on the left if it stands on the *right*."""
    spaces = " " * (width - columns_of(text))
    return spaces + text if right else text + spaces
