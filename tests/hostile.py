"""Texts that act on whoever shows them, and catalogues that hold them wherever they can."""

import re
import unicodedata
from collections.abc import Iterator

import yaml
from support import TESTS
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

EVERYTHING = (TESTS / "catalogues" / "everything.yaml").read_text(encoding="utf-8")

SGR = re.compile(r"\x1b\[[0-9;]*m")
BIDIRECTIONAL = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
UNSEEN = frozenset("\u200b\ufeff\u2028\u2029")


def acting_in(text: str) -> list[str]:
    """Return the characters of *text* that act on who shows it."""
    acting = {each for each in text if unicodedata.category(each) in ("Cc", "Cs")} - {"\n"}
    return [*map(ascii, sorted(acting | set(text) & (BIDIRECTIONAL | UNSEEN)))]


def harm_in(text: str, *, colour: bool = False) -> list[str]:
    """Return what in *text* acts on who shows it, be it a terminal or the log of a CI job."""
    plain = SGR.sub("", text) if colour else text
    lines = [line for line in plain.split("\n") if line.lstrip().startswith("::")]
    lines += [line for line in plain.split("\n") if re.search(r"##\w*\[", line, re.ASCII)]
    return [*acting_in(plain), *lines]


def everything() -> Node:
    root = yaml.compose(EVERYTHING, yaml.CSafeLoader)
    assert root is not None
    return root


def nodes(node: Node, key: str = "") -> Iterator[tuple[str, ScalarNode]]:
    """Yield every scalar below *node*, behind the key that it stands under; keys under none."""
    if isinstance(node, MappingNode):
        for name, value in node.value:
            yield "", name
            yield from nodes(value, name.value)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from nodes(item, key)
    elif isinstance(node, ScalarNode):
        yield key, node


FREE_TEXT = {
    "name", "email", "charity_number", "vat_number", "title", "label", "claim", "note", "question",
    "provider", "award", "duration", "units", "vat_reason", "statement", "text", "satisfied_by",
    "not_satisfied_by",
}  # fmt: skip


def with_text(text: str) -> str:
    """Return a catalogue that says *text* wherever it may say what it likes."""
    root = everything()
    for key, scalar in nodes(root):
        if key in FREE_TEXT and scalar.value != "not-published":
            scalar.value, scalar.style = text, '"'
    return f"# {text.isprintable() and text}\n{yaml.serialize(root, Dumper=yaml.CSafeDumper)}"
