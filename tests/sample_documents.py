"""Papers to lay out, and names that a layout must not fall for."""

from datetime import date

from support import FEBRUARY, ask, catalogue, quoted, sent, working_days

from rrn_fees import Refusal
from rrn_fees.deadlines.listing import deadlines_of
from rrn_fees.documents.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Count,
    Day,
    Entries,
    Gap,
    Money,
    Paper,
    Rate,
    Section,
    Sum,
    Table,
    Tone,
)
from rrn_fees.documents.deadlines import deadlines_paper
from rrn_fees.documents.price_list import price_list_paper
from rrn_fees.documents.quotation import quotation_paper, refusal_paper
from rrn_fees.money import Pence, Percent
from rrn_fees.pricing.payment_deadline import with_deadline
from rrn_fees.pricing.price_list import price_list
from rrn_fees.pricing.quotation import Quotation

SHIPPED = catalogue()


def six_members(**addressed: object) -> Quotation:
    quote = quoted("certificate:6", of=SHIPPED)
    return sent(with_deadline(quote, SHIPPED, working_days()), SHIPPED, **addressed)


def refusal() -> Paper:
    refused = ask("certificate:6", "diploma", of=SHIPPED, on=date(2026, 11, 22))
    assert isinstance(refused, Refusal)
    return refusal_paper(refused, SHIPPED)


def deadlines(paying_on: date | None = None) -> Paper:
    found = deadlines_of(SHIPPED, working_days(), date(2024, 3, 1), paying_on=paying_on)
    return deadlines_paper(found, SHIPPED)


def of_blocks(*blocks: Block, **more: object) -> Paper:
    """Return a paper that is as short as can be but for *blocks*."""
    given: dict[str, object] = {
        "title": "Title",
        "lead": "Lead",
        "tone": Tone.PLAIN,
        "author": "Author",
        "dated": FEBRUARY,
        "sections": (Section("Section", blocks),),
        **more,
    }
    return Paper(**given)  # type: ignore[arg-type]


EVERY_CELL: tuple[Cell, ...] = (
    "text", Money(Pence(479900)), Money(Pence(1), about=True), Count(1234567), Rate(Percent(1750)),
    Day(FEBRUARY), Gap("not published"), "",
)  # fmt: skip

PAPERS = {
    "quotation": quotation_paper(six_members(customer="St Elsewhere NHS Trust"), SHIPPED),
    "several": quotation_paper(
        sent(quoted("certificate:7", "diploma:12", of=SHIPPED, category="non-member"), SHIPPED),
        SHIPPED,
    ),
    "indicative": quotation_paper(
        sent(quoted("hopes-diploma", of=SHIPPED, indicative=True), SHIPPED), SHIPPED
    ),
    "refusal": refusal(),
    "prices": price_list_paper(price_list(SHIPPED), SHIPPED, FEBRUARY),
    "deadlines": deadlines(),
    "too late": deadlines(paying_on=date(2024, 3, 29)),
    "every cell": of_blocks(
        Entries(tuple((f"Entry {at}", cell) for at, cell in enumerate(EVERY_CELL))),
        Table(
            caption="Cells",
            columns=tuple(Column(f"Column {at}", Align.RIGHT) for at in range(len(EVERY_CELL))),
            rows=(EVERY_CELL,),
            total=("Total", *EVERY_CELL[1:7], Sum(Count(3))),
        ),
    ),
}
HOSTILE = {
    "markup": "<script>alert(1)</script><b>Trust</b>",
    "an attribute": '" onmouseover="alert(1)',
    "the end of the style": "</style></title>--><img src=x>",
    "a template": "{{ 7 * 7 }}{% raw %}{#",
    "entities": "&lt;b&gt; &amp &#65;",
    "control characters": "a\x00b\x1b[31mc\td\re\nf\x7f",
    "a change of direction": "NHS \u202etsurT\u2069",
    "right to left": "עמותה לבריאות, 3",
    "emoji": "👩🏽‍⚕️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "spaces": " A  B ",
    "half a character": "\ud83d",
    "long": "W" * 10_000,
}
