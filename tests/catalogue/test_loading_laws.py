"""Whatever the text, loading gives a catalogue or the project's own error."""

from hypothesis import given, settings
from hypothesis import strategies as st
from support import SHIPPED, examples

from rrn_fees import CatalogueError
from rrn_fees.catalogue.loader import parse_catalogue
from rrn_fees.errors import Fault

SHIPPED_TEXT = SHIPPED.read_text(encoding="utf-8")
LINES = SHIPPED_TEXT.splitlines(keepends=True)


def faults_of(content: bytes) -> tuple[Fault, ...] | None:
    try:
        parse_catalogue(content, "any.yaml")
    except CatalogueError as error:
        return error.faults
    return None


def load(content: bytes) -> None:
    """Load *content*: anything but a catalogue or its faults is a failure."""
    faults = faults_of(content)
    assert faults is None or faults
    for fault in faults or ():
        assert fault.message
        if fault.place:
            assert fault.place.line >= 1
            assert fault.place.column >= 1


@given(st.binary())
def test_any_bytes(content: bytes) -> None:
    load(content)


@given(st.text())
def test_any_text(text: str) -> None:
    load(text.encode("utf-8", "surrogatepass"))


YAML_PIECES = st.sampled_from(
    ["a", "format", ": ", "- ", "\n", "  ", "{", "}", "[", "]", ",", "&x ", "*x", "!t ", '"', "'",
     "|\n",
     ">\n", "#", "? ", "---\n", "...\n", "<<", "1", "2024-05-07", "null", "~", "\t", "%", "@"]
)  # fmt: skip


@given(st.lists(YAML_PIECES, max_size=40))
def test_any_heap_of_yaml(pieces: list[str]) -> None:
    load("".join(pieces).encode())


@given(st.integers(0, len(SHIPPED_TEXT)), st.integers(0, 30), st.lists(YAML_PIECES, max_size=3))
@settings(max_examples=examples(60))
def test_the_shipped_catalogue_with_a_piece_replaced(at: int, cut: int, new: list[str]) -> None:
    load((SHIPPED_TEXT[:at] + "".join(new) + SHIPPED_TEXT[at + cut :]).encode())


@given(st.lists(st.integers(0, len(LINES) - 1), max_size=6), st.integers(0, len(LINES)))
@settings(max_examples=examples(50))
def test_the_shipped_catalogue_with_lines_gone_and_doubled(gone: list[int], doubled: int) -> None:
    kept = [line for at, line in enumerate(LINES) if at not in gone]
    load("".join(kept[:doubled] + kept[max(0, doubled - 3) :]).encode())
