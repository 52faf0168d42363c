"""Whether a saved quote still holds: priced again under the catalogue at hand, line by line. Pure.

The same request is priced for another day, or the same one, for the intake that the quote was for.
What was saved is first held against itself: totals that do not follow from the lines, or lines that
their own catalogue does not give, were edited.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from rrn_fees.catalogue.model import Catalogue, Origin
from rrn_fees.dates import long_date
from rrn_fees.errors import RequestError
from rrn_fees.money import WHOLE, Pence, Percent, percent_text, sterling
from rrn_fees.pricing.engine import price_for_intakes
from rrn_fees.pricing.price_list import Basis
from rrn_fees.pricing.quote import Line, Quote, Refusal, Request, Status
from rrn_fees.pricing.validity import asked_again, holds_until
from rrn_fees.pricing.vat import Charge, lines_with_vat


class LineKey(NamedTuple):
    """What tells the lines of a quote apart."""

    qualification: str
    intake: str | None
    category: str
    basis: Basis
    early_bird: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedLine:
    """One line as it was saved; amounts in whole pence."""

    key: LineKey
    title: str
    quantity: int
    learners: int
    unit_price: Pence
    vat_code: str
    vat_percent: Percent | None
    net: Pence
    vat: Pence
    gross: Pence


class SavedVat(NamedTuple):
    """What was charged at one rate of VAT, as it was saved."""

    code: str
    """The code of its lines, or their codes: ``other, standard``."""
    percent: Percent | None
    net: Pence
    vat: Pence


class SavedTotals(NamedTuple):
    """The totals as they were saved."""

    net: Pence
    vat: Pence
    gross: Pence


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuote:
    """A quote as it was saved, field by field."""

    request: Request
    reference: str
    status: Status
    on: date
    tax_point: date
    valid_until: date | None
    lines: tuple[SavedLine, ...]
    vat_summary: tuple[SavedVat, ...]
    totals: SavedTotals
    pay_by: date | None
    pay_by_working_day: date | None = None
    """None also where it was saved without, or the calendar did not know it."""
    currency: str
    catalogue: str
    """The path of the catalogue that it was made from."""
    sha256: str
    """The digest of that catalogue."""

    @property
    def made_from(self) -> Origin:
        """The catalogue that it was made from."""
        return Origin(path=self.catalogue, sha256=self.sha256)


class Verdict(StrEnum):
    """What has become of a saved quote."""

    HOLDS = "holds"
    CHANGED = "changed"
    GONE = "gone"
    """It can no longer be had."""
    LAPSED = "lapsed"
    """The same can still be had, and the quote said that it was valid until an earlier day."""
    INCONSISTENT = "inconsistent"
    """It was edited: its figures do not follow from one another, or from its own catalogue."""


class LineChange(NamedTuple):
    """A line that is not what it was; None on the side where there is none."""

    key: LineKey
    old: SavedLine | None
    new: Line | None

    @property
    def difference(self) -> Pence:
        """How much more it comes to now, with VAT."""
        return (self.new.gross if self.new else 0) - (self.old.gross if self.old else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The verdict on a saved quote, and what it rests on."""

    saved: SavedQuote
    on: date
    verdict: Verdict
    answer: Quote | Refusal | None
    """What the same request gets now; None where it cannot be asked at all."""
    unknown: str | None
    """What the catalogue at hand does not have and the quote names."""
    changes: tuple[LineChange, ...]
    pay_by_moved: bool
    faults: tuple[str, ...]
    """What in it does not follow, as sentences."""
    same_catalogue: bool
    """Whether it was made from the very catalogue at hand."""
    catalogue: Catalogue

    @property
    def quote(self) -> Quote | None:
        """The quote that the same request gets now, if it gets one."""
        return self.answer if isinstance(self.answer, Quote) else None

    @property
    def refusal(self) -> Refusal | None:
        """The refusal that the same request gets now, if it gets one."""
        return self.answer if isinstance(self.answer, Refusal) else None

    @property
    def difference(self) -> Pence | None:
        """How much more it comes to now, with VAT; None if it cannot be had."""
        return self.quote.totals.gross - self.saved.totals.gross if self.quote else None


def verify(catalogue: Catalogue, saved: SavedQuote, on: date) -> Verification:
    """Return whether *saved* still holds under *catalogue* on the day *on*.

    `RequestError` if *on* is before the day of the quote.
    """
    if on < saved.on:
        raise RequestError(
            f"The quote was made on {long_date(saved.on)}; {long_date(on)} is before it."
        )
    same_catalogue = saved.sha256 == catalogue.origin.sha256
    faults = [*_faults(saved)]
    if not faults and same_catalogue:
        faults = [*_not_of_its_catalogue(catalogue, saved)]
    again = asked_again(saved.request, on)
    answer, unknown = (None, None) if faults else _priced(catalogue, saved, again)
    changes = tuple(_changes(saved, answer)) if isinstance(answer, Quote) else ()
    pay_by_moved = isinstance(answer, Quote) and answer.pay_by != saved.pay_by
    return Verification(
        saved=saved,
        on=on,
        verdict=Verdict.INCONSISTENT
        if faults
        else _verdict(saved, on, answer, changed=bool(changes) or pay_by_moved),
        answer=answer,
        unknown=unknown,
        changes=changes,
        pay_by_moved=pay_by_moved,
        faults=tuple(faults),
        same_catalogue=same_catalogue,
        catalogue=catalogue,
    )


def _verdict(
    saved: SavedQuote, on: date, answer: Quote | Refusal | None, *, changed: bool
) -> Verdict:
    if not isinstance(answer, Quote):
        return Verdict.GONE
    if changed or answer.status is not saved.status:
        return Verdict.CHANGED
    if saved.valid_until is not None and on > saved.valid_until:
        return Verdict.LAPSED
    return Verdict.HOLDS


def _priced(
    catalogue: Catalogue, saved: SavedQuote, request: Request
) -> tuple[Quote | Refusal | None, str | None]:
    """Return what *request* gets, or else what it names that *catalogue* does not have."""
    intakes = {line.key.qualification: line.key.intake for line in saved.lines}
    try:
        return price_for_intakes(catalogue, request, intakes), None
    except RequestError as error:
        return None, str(error)


def _changes(saved: SavedQuote, answer: Quote) -> Iterator[LineChange]:
    """Yield each line that is not what it was, those of the answer first."""
    were = {line.key: line for line in saved.lines}
    are = {_key(line): line for line in answer.lines}
    for key in dict.fromkeys((*are, *were)):
        old, new = were.get(key), are.get(key)
        if old is None or new is None or _figures(old) != _figures_now(new):
            yield LineChange(key, old, new)


def _key(line: Line) -> LineKey:
    row = line.row
    return LineKey(row.qualification, row.intake, row.category, row.basis, row.early_bird)


def _figures(line: SavedLine) -> tuple[object, ...]:
    return (
        line.quantity, line.learners, line.unit_price, line.vat_code, line.vat_percent, line.net,
        line.vat, line.gross,
    )  # fmt: skip


def _figures_now(line: Line) -> tuple[object, ...]:
    return (
        line.quantity, line.learners, line.row.price, line.row.vat_code,
        line.vat_percent, line.net, line.vat, line.gross,
    )  # fmt: skip


def _faults(saved: SavedQuote) -> Iterator[str]:
    """Yield what in a saved quote does not follow from its lines and its request."""
    for number, line in enumerate(saved.lines, start=1):
        yield from (f"Line {number}: {fault}" for fault in _faults_of_line(line))
    yield from _faults_of_totals(saved)
    yield from _faults_of_vat(saved)
    yield from _faults_of_request(saved)


def _faults_of_line(line: SavedLine) -> Iterator[str]:
    net, vat, gross = sterling(line.net), sterling(line.vat), sterling(line.gross)
    if line.net + line.vat != line.gross:
        yield f"{net} and {vat} VAT do not come to {gross}."
    printed = line.unit_price * line.quantity
    if printed not in (line.net, line.gross):
        yield (
            f"{line.quantity:,} times {sterling(line.unit_price)} is {sterling(printed)}, neither "
            f"its net amount, {net}, nor its gross amount, {gross}."
        )
    if line.vat_percent is None and line.vat:
        yield f"{vat} VAT is charged at no rate."
    elif line.vat_percent is not None:
        # Rounded on each price, as much as a penny for each; shared out, a penny besides.
        apart = abs(line.vat * WHOLE - line.net * line.vat_percent)
        if apart > (line.quantity + 1) * (WHOLE + line.vat_percent):
            yield f"{vat} is not {percent_text(line.vat_percent)}% of {net}."


def _faults_of_totals(saved: SavedQuote) -> Iterator[str]:
    totals, lines = saved.totals, saved.lines
    for called, total, of_lines in (
        ("net", totals.net, sum(line.net for line in lines)),
        ("VAT", totals.vat, sum(line.vat for line in lines)),
        ("gross", totals.gross, sum(line.gross for line in lines)),
    ):
        if total != of_lines:
            come_to = sterling(of_lines)
            yield f"The {called} total is {sterling(total)}; the lines come to {come_to}."


def _faults_of_vat(saved: SavedQuote) -> Iterator[str]:
    if not (_is_summed_by(_rate_of, saved) or _is_summed_by(_code_of, saved)):
        yield "The VAT by rate does not follow from the lines."


def _rate_of(line: SavedLine) -> Hashable:
    """Return what lines share whose VAT is rounded together."""
    return line.vat_code if line.vat_percent is None else line.vat_percent


def _code_of(line: SavedLine) -> Hashable:
    """Return what lines shared whose VAT was rounded together, at first.

    Two codes at one percentage were two rates of a quote before they became one.
    """
    return line.vat_code, line.vat_percent


def _is_summed_by(treatment: Callable[[SavedLine], Hashable], saved: SavedQuote) -> bool:
    """Whether the VAT of a quote is that of its lines, put together by *treatment*."""
    alike: dict[Hashable, list[SavedLine]] = {}
    for line in saved.lines:
        alike.setdefault(treatment(line), []).append(line)
    summed = [
        SavedVat(
            code=", ".join(dict.fromkeys(line.vat_code for line in lines)),
            percent=lines[0].vat_percent,
            net=sum(line.net for line in lines),
            vat=sum(line.vat for line in lines),
        )
        for lines in alike.values()
    ]
    return Counter(summed) == Counter(saved.vat_summary)


def _faults_of_request(saved: SavedQuote) -> Iterator[str]:
    request = saved.request
    charged: dict[str, int] = {}
    for line in saved.lines:
        name = line.key.qualification
        charged[name] = charged.get(name, 0) + line.learners
    if charged != {item.qualification: item.learners for item in request.items}:
        yield "The learners of the lines are not those that were asked for."
    if {line.key.category for line in saved.lines} - {request.category}:
        yield "A line is for another category than was asked for."
    if saved.on != request.on:
        yield "The day of the quote is not the day that was asked for."
    if saved.tax_point != (request.tax_point or request.on):
        yield "The tax point is not the one that was asked for."
    if saved.pay_by_working_day and saved.pay_by_working_day > (saved.pay_by or date.min):
        yield "The last working day to pay by is after the day to pay by."


def _not_of_its_catalogue(catalogue: Catalogue, saved: SavedQuote) -> Iterator[str]:
    """Yield what the catalogue that a quote names does not give for its own request and day."""
    answer, unknown = _priced(catalogue, saved, saved.request)
    if not isinstance(answer, Quote):
        why = answer.message if answer else unknown
        yield f"Its own catalogue gives no price for it: {why}"
        return
    figures = answer if _is_summed_by(_rate_of, saved) else _rounded_by_code(catalogue, answer)
    if [*_changes(saved, figures)] or answer.status is not saved.status:
        yield "Its own catalogue gives other figures for the same request on the same day."
    if answer.pay_by != saved.pay_by:
        yield "Its own catalogue has another day to pay by."
    titles = {_key(line): line.row.title for line in answer.lines}
    if any(titles.get(line.key, line.title) != line.title for line in saved.lines):
        yield "Its own catalogue calls a qualification otherwise."
    if saved.currency != catalogue.currency.value:
        yield "Its own catalogue is in another currency."
    ends = holds_until(catalogue, answer)
    if saved.valid_until is not None and ends is not None and saved.valid_until > ends:
        yield f"Its figures hold until {long_date(ends)}, and it says that they hold longer."


def _rounded_by_code(catalogue: Catalogue, quote: Quote) -> Quote:
    """Return *quote* with VAT rounded once for each code, as it was at first."""
    by_code: dict[str, list[Charge]] = {}
    for line in quote.lines:
        charge = Charge(line.row, line.quantity, line.rate)
        by_code.setdefault(line.row.vat_code, []).append(charge)
    lines = {
        _key(line): line
        for charges in by_code.values()
        for line in lines_with_vat(charges, catalogue.vat.rounding)
    }
    return replace(quote, lines=tuple(lines[_key(line)] for line in quote.lines))
