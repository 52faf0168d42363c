"""Write which characters the fonts that come with the installed Typst have, for PDF.

Run ``python tools/write_glyphs.py`` when the bound on typst in pyproject.toml is moved, and look at
the difference. The fonts are found in the extension module of the typst package, which holds them
whole: Typst has no way to ask for a character.
"""

import json
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import typst
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

GLYPHS = Path(__file__).parent.parent / "src" / "rrn_fees" / "formats" / "pdf" / "glyphs.json"
FONTS = {
    "Libertinus Serif": ("Libertinus Serif Regular", "Libertinus Serif Bold"),
    "DejaVu Sans Mono": ("DejaVu Sans Mono", "DejaVu Sans Mono Bold"),
}
"""The fonts of the template in its order, by the full names of the two weights that it uses."""
PADDING = bytes(1024)
"""So that what looks like a font in the last bytes can be looked at like one."""
_UNSHOWN = ("C", "Zl", "Zp")
"""Categories that a document never holds: `rrn_fees.documents.blocks.shown` escapes them."""


def fonts_in(content: bytes) -> Iterator[TTFont]:
    """Yield the fonts in *content*, by the directory of tables that each begins with."""
    for signature in (b"OTTO", b"\0\1\0\0"):
        at = content.find(signature)
        while at != -1:
            (tables,) = struct.unpack_from(">H", content, at + 4)
            entries = [struct.unpack_from(">4s4xII", content, at + 12 + 16 * n)
                       for n in range(min(tables, 40))]  # fmt: skip
            tags = [tag for tag, _, _ in entries]
            if b"cmap" in tags and b"name" in tags and tags == sorted(tags):
                end = max(offset + length for _, offset, length in entries)
                yield TTFont(BytesIO(content[at : at + end]))
            at = content.find(signature, at + 1)


def runs(characters: Iterable[int]) -> list[tuple[int, int]]:
    """Return *characters* as runs, each from its first to its last."""
    found: list[tuple[int, int]] = []
    for each in sorted(characters):
        if found and found[-1][1] == each - 1:
            found[-1] = (found[-1][0], each)
        else:
            found.append((each, each))
    return found


def main() -> None:
    """Write the runs of each font, one font a line."""
    [module] = Path(typst.__file__).parent.glob("_typst*.so")
    found = {font["name"].getDebugName(4): font for font in fonts_in(module.read_bytes() + PADDING)}
    of = {
        family: runs(
            each
            for each in set.intersection(*(set(found[name].getBestCmap()) for name in names))
            if not unicodedata.category(chr(each)).startswith(_UNSHOWN)
        )
        for family, names in FONTS.items()
    }
    lines = (f" {json.dumps(family)}: {json.dumps(each)}" for family, each in of.items())
    GLYPHS.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
