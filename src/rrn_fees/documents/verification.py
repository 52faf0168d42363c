"""What has become of a saved quote: the verdict, then line by line what is not what it was."""

from __future__ import annotations

from collections.abc import Iterator

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.dates import counted, long_date
from rrn_fees.documents.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Day,
    Document,
    Gap,
    Money,
    Paragraph,
    Row,
    RowGroup,
    Section,
    Sum,
    Summary,
    Table,
    Tone,
    with_content,
)
from rrn_fees.documents.parts import answered_by, author_of, entries
from rrn_fees.money import Pence, Percent, percent_text, sterling
from rrn_fees.pricing.price_list import Basis
from rrn_fees.pricing.quote import Quote, Refusal
from rrn_fees.render_options import RenderOptions
from rrn_fees.verification import LineChange, LineKey, Verdict, Verification

_VERDICTS = {
    Verdict.HOLDS: ("The quote holds", Tone.GOOD),
    Verdict.CHANGED: ("The quote has changed", Tone.WARNING),
    Verdict.GONE: ("The quote is no longer available", Tone.BAD),
    Verdict.LAPSED: ("The quote has lapsed", Tone.WARNING),
    Verdict.INCONSISTENT: ("The quote is inconsistent: it was edited", Tone.BAD),
}
_SHORT_DIGEST = 16


def verdict_text(found: Verification) -> str:
    """Return what has become of a saved quote, in a few words."""
    return _VERDICTS[found.verdict][0]


def verification_document(
    found: Verification, catalogue: Catalogue, options: RenderOptions
) -> Document:
    """Return whether the quote still holds, and what it came to and comes to now."""
    del options
    verdict, tone = _VERDICTS[found.verdict]
    reasons = [*found.faults, *([found.unknown] if found.unknown is not None else [])]
    if isinstance(found.answer, Refusal):
        refused = (found.answer, *found.answer.also)
        reasons += [f"{each.qualification}: {each.message}" for each in refused]
    return Document(
        title=verdict,
        lead=f"Priced again on {long_date(found.on)}.",
        summary=Summary(verdict, f": {long_date(found.on)}", tone),
        tone=Tone.PLAIN if found.verdict is Verdict.HOLDS else Tone.WARNING,
        author=author_of(catalogue),
        dated=found.on,
        reference=found.saved.reference,
        sections=with_content(
            (
                Section(title="The quote", blocks=entries(_particulars(found)), is_obvious=True),
                Section(title="Why", blocks=tuple(map(Paragraph, reasons)), is_obvious=True),
                Section(title="Changes", blocks=tuple(_changes(found)), is_obvious=True),
                answered_by((found.catalogue.origin, "")),
            )
        ),
    )


def _particulars(found: Verification) -> Iterator[tuple[str, Cell]]:
    saved = found.saved
    yield "Reference", saved.reference
    yield "Quoted on", Day(saved.on)
    if saved.valid_until is not None:
        yield "Valid until", Day(saved.valid_until)
    yield "Total", f"{sterling(saved.totals.gross)} with VAT, as saved"
    if isinstance(found.answer, Quote):
        if found.difference:
            now = sterling(found.answer.totals.gross)
            yield "Now", f"{now} with VAT, {_signed(found.difference)}"
        if found.answer.status is not saved.status:
            statuses = f"{saved.status.value} as saved, {found.answer.status.value} now"
            yield "Status", statuses
        if found.pay_by_moved:
            days = (saved.pay_by, found.answer.pay_by)
            before, now = (long_date(day) if day else "no date" for day in days)
            yield "Pay by", f"{before} as saved, {now} now"
    if not found.same_catalogue:
        digest = saved.sha256[:_SHORT_DIGEST]
        yield "Made from", f"another catalogue, {saved.catalogue}, sha256 {digest}"


def _signed(pence: Pence) -> str:
    return f"+{sterling(pence)}" if pence > 0 else sterling(pence)


def _changes(found: Verification) -> Iterator[Block]:
    if found.changes:
        yield Table(
            caption="What each changed line came to, and comes to now",
            columns=(
                Column("When"),
                Column("Price"),
                Column("Net", Align.RIGHT),
                Column("VAT", Align.RIGHT),
                Column("Gross", Align.RIGHT),
            ),
            groups=tuple(
                RowGroup(_line_name(change.key), tuple(_rows(change))) for change in found.changes
            ),
            group_column=Column("Line"),
            total=_total(found),
        )


def _rows(change: LineChange) -> Iterator[Row]:
    """Yield what a line came to, what it comes to now, and the difference."""
    old, new = change.old, change.new
    old_rate = old.vat_percent if old else None
    new_rate = new.rate.percent if new and new.rate else None
    tells_rates = old is not None and new is not None and old_rate != new_rate
    before = (old.net, old.vat, old.gross) if old else (0, 0, 0)
    now = (new.net, new.vat, new.gross) if new else (0, 0, 0)
    if old is not None:
        times = f"{old.quantity:,} x {sterling(old.unit_price)}"
        rate = _rate(old_rate) if tells_rates else ""
        yield Row(("as saved", f"{times}{rate}", *map(Money, before)))
    if new is not None:
        times = f"{new.quantity:,} x {sterling(new.row.price)}"
        rate = _rate(new_rate) if tells_rates else ""
        yield Row(("now", f"{times}{rate}", *map(Money, now)))
    else:
        yield Row(("now", "", Gap("none"), "", ""))
    apart = (after - earlier for earlier, after in zip(before, now, strict=True))
    yield Row(("difference", "", *(Money(each, is_difference=True) for each in apart)))


def _rate(percent: Percent | None) -> str:
    return ", no VAT" if percent is None else f", VAT {percent_text(percent)}%"


def _line_name(key: LineKey) -> str:
    what = "cohort" if key.basis is Basis.COHORT else "learner"
    early = ", early bird" if key.early_bird else ""
    return " ".join(filter(None, (key.qualification, key.intake))) + f", {what}{early}"


def _total(found: Verification) -> tuple[Cell | Sum, ...]:
    """Return how far the totals are apart; nothing where there is no price any more."""
    if not isinstance(found.answer, Quote):
        return ()
    totals, now = found.saved.totals, found.answer.totals
    apart = (now.net - totals.net, now.vat - totals.vat, now.gross - totals.gross)
    lines = counted(len(found.changes), "line")
    differences = (Money(each, is_difference=True) for each in apart)
    return (f"Total difference, {lines} changed", "", *differences)
