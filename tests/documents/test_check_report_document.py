"""What checks found, as a document."""

import re
from dataclasses import replace

from hostile import EVERYTHING
from read_documents import PLAIN, sections, tables, texts
from sample_answers import report_on

from rrn_fees.documents.blocks import (
    Tone,
    text_of,
)
from rrn_fees.documents.check_report import report_document
from rrn_fees.render_options import RenderOptions


def test_a_report_has_each_finding_with_its_place_and_what_to_do() -> None:
    report = report_on(EVERYTHING.replace('"100.00"', '"-1"'))
    document = report_document(report, None, PLAIN)
    [table] = tables(document)
    [file] = report.files
    assert len(table.rows) == len(file.findings) > 1
    for row, finding in zip(table.rows, report.written(file), strict=True):
        said = " ".join(map(text_of, row.cells))
        for part in (finding.check.code, finding.level.value, finding.path, finding.message):
            assert str(part) in said
        assert finding.place is not None
        assert str(finding.place.line) in said
        assert (finding.hint or "") in said
    assert document.lead.startswith("Checked 1 file as at Thursday 1 February 2024: 1 error,")
    assert document.tone is Tone.WARNING


def test_a_report_counts_what_it_does_not_write_and_names_what_is_accepted() -> None:
    report = report_on(EVERYTHING.replace('"100.00"', '"-1"'), most=1)
    assert re.search(r"[0-9]+ more findings in this file are not written", texts(
        report_document(report, None, PLAIN)
    ))  # fmt: skip
    rate = '{valid_from: 2026-01-01, percent: "22", source: law}'
    accepted = EVERYTHING.replace(rate, f"{rate}  # rrn-fees: accept F701 it is made up")
    assert accepted != EVERYTHING
    said = texts(report_document(report_on(accepted), None, PLAIN))
    assert "accepted: it is made up" in said
    assert "F701" in said


def test_a_report_of_several_files_tells_them_apart_and_says_where_nothing_was_found() -> None:
    one, other = report_on(EVERYTHING), report_on(EVERYTHING, "other.yaml")
    clean = replace(other.files[0], findings=())
    document = report_document(replace(one, files=(*one.files, clean)), None, PLAIN)
    assert document.title == "Check of catalogues"
    assert sections(document) == ["fees.yaml", "other.yaml"]
    assert "Nothing was found." in texts(document)
    counted = report_document(one, None, RenderOptions(statistics=True))
    assert sections(counted)[-1] == "How often each check found something"
