"""What a person sees at 80 columns. With RRN_FEES_WRITE_GOLDENS=1 it is written anew."""

import os
import re
from datetime import date

import pytest
from support import TESTS, ask, catalogue

from rrn_fees import Refusal
from rrn_fees.price_list import price_list
from rrn_fees.render import Format, renderer
from rrn_fees.render.look import Look

TABLE = renderer(Format.TABLE)
GOLDENS = TESTS / "goldens"
ORIGIN = re.compile(r"(\x1b\[[0-9;]*m)?(Catalogue|Digest)\b")


def answer(*items: str, of: str = "shipped", explain: bool = False, **more: object) -> str:
    look = more.pop("look", Look())
    assert isinstance(look, Look)
    found = ask(*items, of=catalogue(of), **more)  # type: ignore[arg-type]
    if isinstance(found, Refusal):
        return TABLE.refusal(found, catalogue(of), look)
    return TABLE.quote(found, catalogue(of), look, explain=explain)


PAGES = {
    "cohort": lambda: answer("certificate:6"),
    "two-qualifications": lambda: answer("certificate:7", "diploma:12", category="non-member"),
    "explained": lambda: answer("certificate:7", explain=True),
    "indicative": lambda: answer("hopes-diploma:2", indicative=True, early_bird=True),
    "indicative-explained": lambda: answer("hopes-diploma", indicative=True, explain=True),
    "one-without-a-date": lambda: answer("certificate", "hopes-diploma", indicative=True),
    "refused-today": lambda: answer("certificate:6", on=date(2026, 11, 22)),
    "refused-twice": lambda: answer("hopes-diploma:6", "restraint-reduction-training"),
    "not-published": lambda: answer("hopes-diploma:6", basis="cohort"),
    "early-bird": lambda: answer("early:7", of="rules", on=date(2024, 5, 1), explain=True),
    "one-short": lambda: answer("cheap-cohort:5", of="rules"),
    "vat-inside-and-none": lambda: answer(
        "inclusive:4", "exempt", "outside-scope", of="rules", explain=True,
        paying_on=date(2024, 2, 2), tax_point=date(2024, 2, 3),
    ),
    "dates": lambda: answer("windows", of="rules", on=date(2024, 9, 10)),
    "large": lambda: answer("diploma:100000"),
    "ascii": lambda: answer("certificate:7", look=Look(plain=True)),
    "in-colour": lambda: answer("cheap-cohort:5", of="rules", look=Look(colour=True)),
    "narrow": lambda: answer("certificate:6", look=Look(width=40)),
    "list": lambda: TABLE.price_list(price_list(catalogue()), catalogue(), Look()),
    "list-of-rules": lambda: TABLE.price_list(
        price_list(catalogue("rules")), catalogue("rules"), Look()
    ),
    "show-certificate": lambda: TABLE.qualification("certificate", catalogue(), Look()),
    "show-hopes-diploma": lambda: TABLE.qualification("hopes-diploma", catalogue(), Look()),
    "show-training": lambda: TABLE.qualification(
        "restraint-reduction-training", catalogue(), Look()
    ),
    "show-windows": lambda: TABLE.qualification("windows", catalogue("rules"), Look()),
}  # fmt: skip


def without_origin(page: str) -> str:
    """Return *page* without the lines that change with where the catalogue lies and its bytes."""
    kept = [line for line in page.splitlines() if not ORIGIN.match(line)]
    return "\n".join(kept) + "\n"


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str) -> None:
    page = without_origin(PAGES[name]())
    golden = GOLDENS / f"{name}.txt"
    if os.environ.get("RRN_FEES_WRITE_GOLDENS"):
        golden.write_text(page, encoding="utf-8")
    assert page == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"large", "in-colour"}))
def test_no_line_is_wider_than_80_columns_but_an_address(name: str) -> None:
    for line in PAGES[name]().splitlines():
        assert len(line) <= 80 or line.strip().startswith("https://"), line


def test_amounts_are_never_cut() -> None:
    page = PAGES["large"]()
    for amount in ("£174,993,000.00", "£34,998,600.00", "£209,991,600.00", "£210,000,000.00"):
        assert amount in page
    assert "…" not in page
