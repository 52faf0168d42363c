"""JSON, the same bytes everywhere: ASCII with escapes, which no terminal or locale can break."""

from __future__ import annotations

import json
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rrn_fees.contract.base import JsonAnswer

_AT_ONCE = 1_000
"""Rows written at a time: each call of json.dumps leaves garbage, which no command collects."""


def json_text(answer: JsonAnswer) -> str:
    """Return the text of *answer*, with its rows in the places of the empty lists.

    The rows are written some at a time: all of them as documents take several times the room.
    """
    # json.dumps makes a list of every bracket and comma first: twice the memory of the document.
    whole = StringIO()
    json.dump(answer.written, whole, indent=2)
    left = f"{whole.getvalue()}\n"
    written = []  # io.StringIO would take four bytes for each character
    for key, rows in answer.rows.items():
        # Within a text a quotation mark stands behind a backslash, and no line ends.
        before, empty, left = left.partition(f'\n  "{key}": []')
        written.append(before)
        remaining = iter(rows)
        begin = f'\n  "{key}": ['
        while some := [*islice(remaining, _AT_ONCE)]:
            listed = json.dumps(some, indent=2).removeprefix("[").removesuffix("\n]")
            written += [begin, listed.replace("\n", "\n  ")]
            begin = ","
        written.append("\n  ]" if begin == "," else empty)
    return "".join([*written, left])
