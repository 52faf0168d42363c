"""What checks found in catalogue files, as a document to send or to file."""

from __future__ import annotations

from collections.abc import Iterator

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.checks.check import Check, Level
from rrn_fees.checks.report import CatalogueFinding, FileReport, Report
from rrn_fees.documents.blocks import (
    Align,
    Block,
    Column,
    Count,
    Document,
    Gap,
    Paragraph,
    Point,
    Points,
    Row,
    Section,
    Table,
    Tone,
    with_content,
)
from rrn_fees.documents.check_text import accepted_text, summary, unwritten
from rrn_fees.render_options import RenderOptions

_TONES = {Level.ERROR: Tone.BAD, Level.WARNING: Tone.WARNING, Level.INFO: Tone.INFO}
_COLUMNS = (
    Column("Code", is_filter=True),
    Column("Level", is_filter=True),
    Column("Line", Align.RIGHT),
    Column("Where"),
    Column("What is wrong"),
    Column("What to do"),
)


def report_document(
    report: Report, catalogue: Catalogue | None, options: RenderOptions
) -> Document:
    """Return every finding that is to be written, file by file, and what the file accepts.

    A terminal has its own report, which shows the lines of the file.
    """
    del catalogue
    return Document(
        title="Check of the catalogue" if len(report.files) == 1 else "Check of catalogues",
        lead=summary(report),
        tone=Tone.WARNING if report.has_failed else Tone.PLAIN,
        author="rrn-fees",
        dated=report.as_at,
        sections=with_content(
            (
                *(
                    Section(title=file.file, blocks=tuple(_of_file(file, report)))
                    for file in report.files
                ),
                Section(
                    title="How often each check found something",
                    blocks=tuple(_statistics(report)) if options.statistics else (),
                ),
            )
        ),
    )


def _of_file(file: FileReport, report: Report) -> Iterator[Block]:
    findings = report.written(file)
    if findings:
        rows = tuple(map(_row, findings))
        yield Table(caption=f"Findings in {file.file}", columns=_COLUMNS, rows=rows)
    else:
        yield Paragraph("Nothing was found.", Tone.GOOD)
    if more := unwritten(report, file):
        yield Paragraph(f"{more}.", Tone.WARNING)
    accepted = tuple(
        Point(accepted_text(each), label=_name(each.finding.check))
        for each in file.accepted[: report.most]
    )
    if accepted:
        yield Points(accepted)


def _name(check: Check) -> str:
    return f"{check.code} {check.name}"


def _row(finding: CatalogueFinding) -> Row:
    place = finding.place
    return Row(
        (
            _name(finding.check),
            finding.level.value,
            Count(place.line) if place else Gap("none"),
            finding.path,
            finding.message,
            finding.hint or "",
        ),
        _TONES[finding.level],
    )


def _statistics(report: Report) -> Iterator[Block]:
    if report.by_check:
        yield Table(
            caption="Findings by check",
            columns=(Column("Check"), Column("Level"), Column("Findings", Align.RIGHT)),
            rows=tuple(
                Row((_name(check), check.level.value, Count(times)))
                for check, times in report.by_check
            ),
        )
