"""What a cell of a document is in a spreadsheet: a number with a format, or a text."""

from datetime import date
from decimal import Decimal
from typing import assert_never

from rrn_fees.documents.blocks import (
    Cell,
    Count,
    Day,
    Gap,
    Money,
    Rate,
    SectionLink,
    Share,
    Sum,
)
from rrn_fees.money import Percent, pounds

Style = dict[str, object]
"""Properties of a format, as XlsxWriter names them."""

_DAY_ZERO = date(1899, 12, 30)
"""From which a spreadsheet counts its days (ECMA-376, 18.17.4.1; right from March 1900 on)."""
_TOO_MUCH = 10**15
"""Pence of which a spreadsheet, whose numbers have 15 digits, would not show the last."""
_POUNDS = "[$£-809]#,##0.00"
_DATE = "[$-809]dddd d mmmm yyyy"
_UNWRAPPED: Style = {"text_wrap": False}
_GAP: Style = {"italic": True, "font_color": "#595959"}


def number_of(cell: Cell | Sum) -> Decimal | int | None:
    """Return the number that stands for a cell, exactly; None if it is a text."""
    match cell:
        case Sum(of):
            return number_of(of)
        case Money(pence):
            return pounds(pence) if abs(pence) < _TOO_MUCH else None
        case Count(number):
            return number
        case Rate(percent):
            return Decimal(f"{percent}E-4")
        case Day(day):
            return (day - _DAY_ZERO).days
        case _:
            return None


def style_of(cell: Cell | Sum) -> Style:
    """Return how a cell shows what it is."""
    match cell:
        case Sum(of):
            style = style_of(of)
        case Money(_, about, is_difference):
            pounds_format = f"+{_POUNDS};-{_POUNDS};{_POUNDS}" if is_difference else _POUNDS
            style = {
                **_UNWRAPPED,
                "num_format": f'"about "{_POUNDS}' if about else pounds_format,
            }
        case Count():
            style = {"num_format": "#,##0"}
        case Rate(percent):
            style = {"num_format": _per_cent(percent)}
        case Day():
            style = {**_UNWRAPPED, "num_format": _DATE}
        case Gap():
            style = _GAP
        case Share() | SectionLink():
            style = {}
        case str(text):
            # A text that begins like a formula stays a text when somebody edits it.
            style = {"quote_prefix": True} if text.startswith(tuple("=+-@")) else {}
        case _:
            assert_never(cell)
    return style


def _per_cent(percent: Percent) -> str:
    """Return the format that shows no needless zeros, which depends on the rate."""
    if percent % 100 == 0:
        return "0%"
    return "0.0%" if percent % 10 == 0 else "0.00%"
