"""What has become of a saved quote, for a person at a terminal."""

from collections.abc import Iterator

from rrn_fees.dates import counted, long_date
from rrn_fees.documents.verification_words import verdict_said
from rrn_fees.formats.as_table.parts import signed
from rrn_fees.formats.look import Look, Style
from rrn_fees.formats.page import Column, Page
from rrn_fees.money import Pence, Percent, percent_text, sterling
from rrn_fees.pricing.price_list import Basis
from rrn_fees.pricing.quote import Quote, Refusal
from rrn_fees.verification import LineChange, LineKey, Verdict, Verification

_STYLES: dict[Verdict, Style] = {
    Verdict.HOLDS: "green",
    Verdict.CHANGED: "yellow",
    Verdict.GONE: "red",
    Verdict.LAPSED: "yellow",
    Verdict.INCONSISTENT: "red",
}


def verification(found: Verification, look: Look) -> str:
    """Write the verdict, then line by line what is not what it was, in pounds."""
    page = Page(look)
    page.line((verdict_said(found), _STYLES[found.verdict]), f": {long_date(found.on)}")
    page.gap()
    page.entries(_particulars(found))
    for text in found.faults:
        page.gap()
        page.indented(text)
    if found.unknown is not None:
        page.gap()
        page.indented(found.unknown)
    if isinstance(found.answer, Refusal):
        for refused in (found.answer, *found.answer.also):
            page.gap()
            page.indented(f"{refused.qualification}: {refused.message}")
    if found.changes:
        page.gap()
        page.table(
            (
                Column("Line"),
                Column("", figures=True),
                Column("Net", figures=True),
                Column("VAT", figures=True),
                Column("Gross", figures=True),
            ),
            [row for change in found.changes for row in _rows(change)],
            _total(found),
        )
    return signed(page, found.catalogue.origin)


def _particulars(found: Verification) -> Iterator[tuple[str, str, Style]]:
    saved = found.saved
    yield "Reference", saved.reference, "bold"
    yield "Quoted on", long_date(saved.on), "bold"
    if saved.valid_until is not None:
        yield "Valid until", long_date(saved.valid_until), "bold"
    yield "Total", f"{sterling(saved.totals.gross)} with VAT, as saved", "bold"
    if isinstance(found.answer, Quote):
        if found.difference:
            now = sterling(found.answer.totals.gross)
            yield "Now", f"{now} with VAT, {_apart(found.difference)}", "bold"
        if found.answer.status is not saved.status:
            yield (
                "Status",
                f"{saved.status.value} as saved, {found.answer.status.value} now",
                "bold",
            )
    if found.pay_by_moved and isinstance(found.answer, Quote):
        was, now_by = (
            long_date(day) if day else "no date" for day in (saved.pay_by, found.answer.pay_by)
        )
        yield "Pay by", f"{was} as saved, {now_by} now", "bold"
    if not found.same_catalogue:
        made = f"another catalogue, {saved.catalogue}, sha256 {saved.sha256[:16]}"
        yield "Made from", made, "bold"


def _rows(change: LineChange) -> Iterator[tuple[str, ...]]:
    """Yield what a line came to, what it comes to now, and the difference."""
    old, new = change.old, change.new
    called = _called(change.key)
    was = (old.net, old.vat, old.gross) if old else (0, 0, 0)
    another_rate = (
        old is not None
        and new is not None
        and old.vat_percent != (new.rate.percent if new.rate else None)
    )

    def rate(percent: Percent | None) -> str:
        if not another_rate:
            return ""
        return ", no VAT" if percent is None else f", VAT {percent_text(percent)}%"

    now = (new.net, new.vat, new.gross) if new else (0, 0, 0)
    if old is not None:
        times = f"{old.quantity:,} x {sterling(old.unit_price)}{rate(old.vat_percent)}"
        yield called, f"as saved, {times}", *map(sterling, was)
    if new is not None:
        percent = new.rate.percent if new.rate else None
        times = f"{new.quantity:,} x {sterling(new.row.price)}{rate(percent)}"
        yield "" if old else called, f"now, {times}", *map(sterling, now)
    else:
        yield "", "now", "none", "", ""
    apart = (_apart(after - before) for before, after in zip(was, now, strict=True))
    yield "", "difference", *apart


def _called(key: LineKey) -> str:
    what = "cohort" if key.basis is Basis.COHORT else "learner"
    early = ", early bird" if key.early_bird else ""
    return " ".join(filter(None, (key.qualification, key.intake))) + f", {what}{early}"


def _total(found: Verification) -> tuple[str, ...]:
    if not isinstance(found.answer, Quote):
        return ()
    totals, now = found.saved.totals, found.answer.totals
    apart = (now.net - totals.net, now.vat - totals.vat, now.gross - totals.gross)
    lines = counted(len(found.changes), "line")
    return (f"In all, {lines} changed", "", *map(_apart, apart))


def _apart(pence: Pence) -> str:
    return f"+{sterling(pence)}" if pence > 0 else sterling(pence)
