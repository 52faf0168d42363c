"""All that is known of one qualification, with its sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rrn_fees.catalogue.model import (
    Catalogue,
    NotAnnounced,
    NotPublished,
    Qualification,
)
from rrn_fees.dates import counted
from rrn_fees.deadlines.windows import IntakeWindow
from rrn_fees.documents.blocks import (
    Block,
    Cell,
    Day,
    Document,
    Gap,
    Point,
    Points,
    Section,
    Summary,
    with_content,
)
from rrn_fees.documents.parts import (
    answered_by,
    author_of,
    entries,
    sources,
    statements,
    supplier,
    worth_knowing,
)
from rrn_fees.documents.price_list import price_group, price_table
from rrn_fees.pricing.explanation import sources_of
from rrn_fees.pricing.messages import notice_text
from rrn_fees.pricing.price_list import price_list
from rrn_fees.pricing.published import PublishedQualification
from rrn_fees.render_options import RenderOptions


def qualification_document(
    answer: PublishedQualification, catalogue: Catalogue, options: RenderOptions
) -> Document:
    """Return what the catalogue holds on the qualification, and what it says was not published."""
    del options
    name = answer.name
    qualification = catalogue.qualifications[name]
    windows = price_list(catalogue).of(name).windows.in_order
    conditions = map(notice_text, qualification.notices)
    return Document(
        title=qualification.title,
        lead=f"A {qualification.kind.value} of {author_of(catalogue)}.",
        summary=Summary(qualification.title, identifier=name),
        author=author_of(catalogue),
        dated=answer.on,
        sections=with_content(
            (
                Section(title="About it", blocks=entries(_facts(qualification)), is_obvious=True),
                Section(title="Units", blocks=tuple(_units(qualification))),
                *(_intake(window, qualification) for window in windows),
                Section(
                    title="Fees",
                    aside=" before VAT unless marked",
                    blocks=tuple(_fees(name, catalogue)),
                ),
                statements("For whom", (each.statement for each in qualification.criteria)),
                statements("What every quote carries", conditions),
                worth_knowing(qualification.remarks),
                supplier(catalogue.publisher),
                sources(sources_of(name, catalogue)),
                answered_by((catalogue.origin, "")),
            )
        ),
    )


def _facts(qualification: Qualification) -> Iterator[tuple[str, Cell]]:
    hours, months = qualification.learning_hours, qualification.duration_months
    for label, value in (
        ("Kind", qualification.kind.value),
        ("Provider", qualification.provider),
        ("Award", qualification.award),
        ("Level", qualification.level),
        ("Credits", qualification.credits),
        ("Learning", counted(hours, "hour") if isinstance(hours, int) else hours),
        (
            "Takes",
            qualification.duration
            or (counted(months, "month") if isinstance(months, int) else months),
        ),
    ):
        if value is not None:
            yield label, _cell(value)


def _cell(value: object) -> Cell:
    match value:
        case NotPublished():
            return Gap("not published")
        case NotAnnounced():
            return Gap("not announced")
        case date():
            return Day(value)
        case _:
            return str(value)


def _units(qualification: Qualification) -> Iterator[Block]:
    if qualification.units:
        yield Points(tuple(map(Point, qualification.units)), numbered=True)


def _intake(window: IntakeWindow, qualification: Qualification) -> Section:
    intake = qualification.intakes[window.intake]
    applications = intake.applications
    dates = (
        ("Applications open", applications.opens_on),
        ("Applications close", applications.closes_on),
        ("Final payment", intake.final_payment_on),
        ("Starts", intake.starts_on),
    )
    rows: list[tuple[str, Cell]] = [
        (label, _cell(value)) for label, value in dates if value is not None
    ]
    if applications.may_close_early:
        rows.append(("Applications", "may close early"))
    return Section(
        title=f"Intake {window.name}", aside=f", {window.status.value}", blocks=entries(rows)
    )


def _fees(name: str, catalogue: Catalogue) -> Iterator[Block]:
    group = price_group(name, price_list(catalogue), catalogue)
    if group.rows:
        yield price_table("Every price", [group], has_groups=False)
    if group.notes:
        yield Points(group.notes)
