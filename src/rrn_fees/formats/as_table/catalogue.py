"""What a catalogue says, for a person at a terminal: every price, and one qualification."""

from collections.abc import Iterator
from datetime import date

from rrn_fees.catalogue.model import (
    Catalogue,
    NotAnnounced,
    NotPublished,
    QualificationId,
)
from rrn_fees.dates import counted, long_date
from rrn_fees.deadlines.windows import IntakeWindow
from rrn_fees.documents.price_words import gap_said, price_said, what_said
from rrn_fees.formats.as_table.parts import signed, sources, statements
from rrn_fees.formats.look import Look, Style
from rrn_fees.formats.page import Column, Page
from rrn_fees.pricing.explanation import sources_of, validity
from rrn_fees.pricing.messages import notice_text
from rrn_fees.pricing.price_list import PriceList
from rrn_fees.pricing.price_list import price_list as prices_of


def price_list(prices: PriceList, catalogue: Catalogue, look: Look) -> str:
    """Write every price, qualification by qualification, and what nobody published."""
    page = Page(look)
    page.line(("Prices", "bold"), " before VAT unless marked; rrn-fees quote adds it")
    for name, qualification in catalogue.qualifications.items():
        page.gap()
        page.line((qualification.title, "bold"), (f"  {name}", "dim"))
        _fees(page, name, prices, catalogue)
    return signed(page, catalogue.origin)


def _fees(page: Page, name: str, prices: PriceList, catalogue: Catalogue) -> None:
    """Add the prices of one qualification, and what of them nobody published."""
    rows = [*prices.of(name).rows]
    if rows:
        page.table(
            (
                Column("Intake"),
                Column("Who pays"),
                Column("For"),
                Column("Price", figures=True),
                Column("To be had"),
            ),
            (
                (
                    row.intake or "any",
                    catalogue.categories[row.category].label,
                    what_said(row),
                    price_said(row),
                    validity(row),
                )
                for row in rows
            ),
        )
    gaps = prices.of(name).unpublished
    entries: list[tuple[str, str, Style]] = [("-", gap_said(gap, catalogue), "dim") for gap in gaps]
    sources = dict.fromkeys(row.source for row in rows)
    entries += [("-", f"Source: {catalogue.sources[source].title}", "dim") for source in sources]
    page.entries(entries)


def qualification(name: QualificationId, catalogue: Catalogue, look: Look) -> str:
    """Write all that is known of one qualification."""
    page = Page(look)
    qualification = catalogue.qualifications[name]
    prices = prices_of(catalogue)
    page.line((qualification.title, "bold"), (f"  {name}", "dim"))
    page.gap()
    page.entries(
        (field, _value(value), "dim")
        for field, value in (
            ("Kind", qualification.kind.value),
            ("Provider", qualification.provider),
            ("Award", qualification.award),
            ("Level", qualification.level),
            ("Credits", qualification.credits),
            ("Learning", _with_unit(qualification.learning_hours, "hour")),
            ("Takes", qualification.duration or _with_unit(qualification.duration_months, "month")),
        )
        if value is not None
    )
    if qualification.units:
        page.gap()
        page.line(("Units", "bold"))
        numbered = enumerate(qualification.units, start=1)
        page.entries((f"{number}.", unit, "dim") for number, unit in numbered)
    for window in prices.of(name).windows.in_order:
        page.gap()
        page.line((f"Intake {window.name}", "bold"), f", {window.status.value}")
        page.entries(_intake_dates(window, name, catalogue))
    page.gap()
    page.line(("Fees", "bold"), " before VAT unless marked")
    _fees(page, name, prices, catalogue)
    statements(page, "For whom", (criterion.statement for criterion in qualification.criteria))
    statements(page, "What every quote carries", map(notice_text, qualification.notices))
    statements(page, "Worth knowing", (remark.text for remark in qualification.remarks))
    page.gap()
    sources(page, sources_of(name, catalogue))
    return signed(page, catalogue.origin)


def _value(value: object) -> str:
    match value:
        case NotPublished():
            return "not published"
        case NotAnnounced():
            return "not announced"
        case _:
            return str(value)


def _with_unit(value: int | NotPublished | None, unit: str) -> object:
    return counted(value, unit) if isinstance(value, int) else value


def _intake_dates(
    window: IntakeWindow, name: str, catalogue: Catalogue
) -> Iterator[tuple[str, str, Style]]:
    intake = catalogue.qualifications[name].intakes[window.intake]
    dated = (
        ("Applications open", intake.applications.opens_on),
        ("Applications close", intake.applications.closes_on),
        ("Final payment", intake.final_payment_on),
        ("Starts", intake.starts_on),
    )
    for event, day in dated:
        if day is not None:
            yield event, long_date(day) if isinstance(day, date) else _value(day), "dim"
    if intake.applications.may_close_early:
        yield "Applications", "may close early", "dim"
