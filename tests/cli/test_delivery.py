"""Where answers go, as far as it cannot be seen from outside."""

import os
import sys
from pathlib import Path

import pytest

from rrn_fees.cli.delivery import Delivery, replace_file
from rrn_fees.cli.options import ANSWERS, BASES
from rrn_fees.eligibility.enquiry import Answer
from rrn_fees.errors import OutputError
from rrn_fees.formats import Format
from rrn_fees.formats.csv import _cell
from rrn_fees.pricing.price_list import Basis


def test_a_file_that_may_not_be_written_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text("kept", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OutputError, match=r"kept\.json.* cannot be written: Permission denied"):
        replace_file(kept, b"new")
    assert kept.read_text(encoding="utf-8") == "kept"


def test_the_choices_of_the_command_line_are_those_of_the_project() -> None:
    assert tuple(Answer) == ANSWERS
    assert tuple(Basis) == BASES


def test_text_on_a_wide_terminal_stays_readable(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        encoding = "utf-8"

        def isatty(self) -> bool:
            return True

        def fileno(self) -> int:
            return 1

    monkeypatch.setattr(sys, "stdout", Terminal())
    for columns, width in ((40, 40), (80, 80), (300, 100), (0, 80)):
        monkeypatch.setattr(os, "get_terminal_size", lambda _, c=columns: os.terminal_size((c, 24)))
        assert Delivery((Format.TABLE,), None, "-", "auto").style.width == width


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_text_is_a_formula(start: str) -> None:
    assert _cell(f"{start}1") == f"'{start}1"
