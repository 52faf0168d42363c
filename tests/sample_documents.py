"""Documents to lay out, and names that a layout must not fall for."""

from datetime import date
from typing import Any

from read_documents import ANSWERS, OF
from support import (
    FEBRUARY,
    ask,
    catalogue,
    prices_of,
    qualification,
    quoted,
    sent,
    working_days,
)

from rrn_fees import Refusal
from rrn_fees.checks.registry import CHECKS, Rules
from rrn_fees.deadlines.listing import deadlines_of
from rrn_fees.documents.blocks import (
    Align,
    Block,
    Cell,
    Code,
    Column,
    Count,
    Day,
    Document,
    Entries,
    Entry,
    Gap,
    Medium,
    Money,
    Paragraph,
    Point,
    Points,
    Rate,
    Row,
    RowGroup,
    Section,
    SectionLink,
    Share,
    Sum,
    Summary,
    Table,
    Tone,
)
from rrn_fees.documents.check_report import report_document
from rrn_fees.documents.comparison import comparison_document
from rrn_fees.documents.deadlines import deadlines_document
from rrn_fees.documents.diff import diff_document
from rrn_fees.documents.eligibility import eligibility_document
from rrn_fees.documents.price_list import price_list_document
from rrn_fees.documents.qualification import qualification_document
from rrn_fees.documents.quotation import quotation_document
from rrn_fees.documents.refusal import refusal_document
from rrn_fees.documents.rules import rules_document
from rrn_fees.documents.verification import verification_document
from rrn_fees.money import Pence, Percent
from rrn_fees.pricing.payment_deadline import with_deadline
from rrn_fees.pricing.quotation import Quotation
from rrn_fees.render_options import RenderOptions

SHIPPED = catalogue()


def six_members(**addressed: object) -> Quotation:
    quote = quoted("certificate:6", of=SHIPPED)
    return sent(with_deadline(quote, SHIPPED, working_days()), SHIPPED, **addressed)


def quotation_page(quotation: Quotation) -> Document:
    return quotation_document(quotation, SHIPPED, RenderOptions())


def refusal() -> Document:
    refused = ask("certificate:6", "diploma", of=SHIPPED, on=date(2026, 11, 22))
    assert isinstance(refused, Refusal)
    return refusal_document(refused, SHIPPED, RenderOptions())


def deadlines(paying_on: date | None = None) -> Document:
    found = deadlines_of(SHIPPED, working_days(), date(2024, 3, 1), paying_on=paying_on)
    return deadlines_document(found, SHIPPED, RenderOptions())


def of_sections(*sections: Section, **more: Any) -> Document:
    """Return a document that is as short as can be but for *sections*."""
    given = {"title": "Title", "lead": "Lead", "author": "Author", "dated": FEBRUARY, **more}
    return Document(sections=sections, **given)


def of_blocks(*blocks: Block, **more: Any) -> Document:
    """Return a document that is as short as can be but for *blocks*."""
    return of_sections(Section(title="Section", blocks=blocks), **more)


def entries(*rows: tuple[str, Cell]) -> Entries:
    return Entries(tuple(Entry(label, cell) for label, cell in rows))


EVERY_CELL: tuple[Cell, ...] = (
    "text", Money(Pence(479900)), Money(Pence(1), about=True), Count(1234567), Rate(Percent(1750)),
    Day(FEBRUARY), Gap("not published"), "", Money(Pence(100), is_difference=True),
    SectionLink("a link", "Section"),
)  # fmt: skip

DOCUMENTS = {
    "quotation": quotation_page(six_members(customer="St Elsewhere NHS Trust")),
    "explained": quotation_document(six_members(), SHIPPED, RenderOptions(explain=True)),
    "several": quotation_page(
        sent(quoted("certificate:7", "diploma:12", of=SHIPPED, category="non-member"), SHIPPED)
    ),
    "indicative": quotation_page(
        sent(quoted("hopes-diploma", of=SHIPPED, indicative=True), SHIPPED)
    ),
    "refusal": refusal(),
    "prices": price_list_document(prices_of(SHIPPED), SHIPPED, RenderOptions()),
    "qualification": qualification_document(
        qualification("hopes-diploma"), SHIPPED, RenderOptions()
    ),
    "rules": rules_document(Rules(checks=CHECKS, on=FEBRUARY), None, RenderOptions()),
    "deadlines": deadlines(),
    "too late": deadlines(paying_on=date(2024, 3, 29)),
    "every cell": of_blocks(
        entries(*((f"Entry {at}", cell) for at, cell in enumerate(EVERY_CELL))),
        Table(
            caption="Cells",
            columns=tuple(Column(f"Column {at}", Align.RIGHT) for at in range(8)),
            rows=(Row(EVERY_CELL[:8]), Row(EVERY_CELL[:8], Tone.QUIET)),
            total=("Total", *EVERY_CELL[1:7], Sum(Count(3))),
        ),
        Table(
            caption="More cells",
            columns=tuple(Column(f"Column {at}") for at in range(8, len(EVERY_CELL))),
            rows=(Row(EVERY_CELL[8:]),),
        ),
    ),
    "every block": of_sections(
        Section(
            blocks=(
                Points((Point("Said", Tone.BAD, ("page",), "not met", "by hand", "https://a.b"),)),
                Code("a: 1\n\n  b: 2", "yaml"),
                Paragraph("Said", Tone.GOOD),
            )
        ),
        Section(title="Above", aside=", closed", tone=Tone.BAD, blocks=(Paragraph("Said"),)),
        Section(
            title="Below",
            is_part=True,
            blocks=(
                Table(
                    caption="Groups",
                    columns=(Column("For"), Column("Share"), Column("Price", Align.RIGHT)),
                    groups=(
                        RowGroup(
                            "First",
                            (
                                Row(("one", Share(1, 2), Money(Pence(100)))),
                                Row(("two", Share(2, 2), Money(Pence(200))), Tone.GOOD),
                            ),
                            "first",
                            (Point("Said of the first"),),
                        ),
                        RowGroup("Empty", (), "empty", (Point("Said of no row", Tone.WARNING),)),
                    ),
                    group_column=Column("Group", is_filter=True),
                ),
            ),
        ),
        Section(title="On a terminal", blocks=(Paragraph("Not said"),), only_on=Medium.TERMINAL),
        summary=Summary("Not said", ", either", Tone.GOOD, "nor-that"),
    ),
}
for _name, _make in {
    "a comparison": comparison_document,
    "a comparison by size": comparison_document,
    "a verification that changed": verification_document,
    "eligibility": eligibility_document,
    "a requirement": eligibility_document,
    "a change": diff_document,
    "a report": report_document,
}.items():
    DOCUMENTS[_name] = _make(ANSWERS[_name], OF, RenderOptions())  # type: ignore[operator]
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
