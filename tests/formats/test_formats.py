"""Every kind of answer in every format it has: it can be written, and no text in it acts."""

import csv
import inspect
import io
import json
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import html5lib
import icalendar
import pytest
from hostile import EVERYTHING, acting_in, harm_in, with_text
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from sample_answers import answers
from sample_documents import HOSTILE
from support import parsed

from rrn_fees import Catalogue, RequestError
from rrn_fees.documents.blocks import Document, shown
from rrn_fees.formats import _WRITERS, ANSWERS, PAGES, Format, formats_of, render
from rrn_fees.formats.terminal.style import TerminalStyle
from rrn_fees.render_options import RenderOptions

EVERY = (Format.TABLE, Format.JSON, Format.MARKDOWN, Format.HTML, Format.PDF, Format.XLSX)
"""The formats that every answer has."""
MORE = {
    "Quotation": {Format.CSV},
    "Refusal": {Format.CSV},
    "Comparison": {Format.CSV},
    "Deadlines": {Format.CSV, Format.ICS},
    "Eligibility": {Format.CSV},
    "PublishedPrices": {Format.CSV},
    "PublishedQualification": {Format.CSV},
    "Report": {Format.GITHUB, Format.SARIF, Format.JUNIT},
}
"""What some have besides: rows, dates, or what a CI job reads."""
CATALOGUE = parsed(EVERYTHING)
SAMPLES = answers(CATALOGUE, EVERYTHING)
EVERY_SAMPLE = pytest.mark.parametrize("name", SAMPLES)


def kind(name: str) -> str:
    return type(SAMPLES[name]).__name__


WRITTEN = [
    pytest.param(name, form, id=f"{name}, {form}")
    for name in SAMPLES
    for form in formats_of(kind(name))
]


# The two tables


def imported(name: str) -> Any:
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)


def functions() -> Iterator[tuple[str, str, Any]]:
    """Yield what writes each kind of answer, with what it is for."""
    for answer, entry in ANSWERS.items():
        yield answer, "document", imported(entry.document)
        yield answer, "contract", imported(entry.contract)
        for form, name in entry.others.items():
            yield answer, form.value, imported(name)


FUNCTIONS = [pytest.param(*row, id=f"{row[0]}, {row[1]}") for row in functions()]


def test_every_kind_of_answer_has_an_example_here() -> None:
    assert {kind(name) for name in SAMPLES} == ANSWERS.keys()


@pytest.mark.parametrize(("answer", "what", "function"), FUNCTIONS)
def test_what_writes_an_answer_takes_it_its_catalogue_and_options(
    answer: str, what: str, function: Any
) -> None:
    styled = ["style"] if what == Format.TABLE else []
    of_answer, *others = inspect.signature(function).parameters.values()
    # In some modules annotations are text, in others types.
    assert answer in (of_answer.annotation, getattr(of_answer.annotation, "__name__", None))
    assert [each.name for each in others] == ["catalogue", "options", *styled]


@pytest.mark.parametrize("form", _WRITERS)
def test_what_lays_out_documents_takes_one_and_on_a_terminal_a_style(form: Format) -> None:
    taken = [*inspect.signature(imported(_WRITERS[form].function)).parameters]
    assert taken == ["document", *(["style"] if form.is_styled else [])]


@EVERY_SAMPLE
def test_every_answer_is_a_document_that_says_whose_it_is_and_of_which_day(name: str) -> None:
    make = imported(ANSWERS[kind(name)].document)
    document = make(SAMPLES[name], CATALOGUE, RenderOptions())
    assert isinstance(document, Document)
    assert document.title
    assert document.lead
    assert document.author in ("Example College", "rrn-fees")
    assert document.dated.year in (2024, 2025)
    assert document.sections


@pytest.mark.parametrize("answer", ANSWERS)
def test_every_answer_has_the_formats_of_all_and_its_own(answer: str) -> None:
    assert set(formats_of(answer)) == {*EVERY, *MORE.get(answer, set())}
    assert formats_of(answer)[0] is Format.TABLE


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_ending_of_a_file_tells_its_format(answer: str) -> None:
    endings = [form.ending for form in formats_of(answer) if form is not Format.GITHUB]
    assert len(set(endings)) == len(endings)
    assert all(ending.startswith(".") and ending == ending.casefold() for ending in endings)


def test_what_a_terminal_cannot_show_is_not_text() -> None:
    assert {form for form in Format if not form.is_text} == {Format.PDF, Format.XLSX}
    assert set(PAGES) < set(_WRITERS)


def test_a_format_that_an_answer_does_not_have_is_refused() -> None:
    for name, answer in SAMPLES.items():
        for form in set(Format) - set(formats_of(kind(name))):
            with pytest.raises(ValueError, match="not a format"):
                render(answer, CATALOGUE, form)


# What is written


@cache
def plainly(name: str, form: Format) -> bytes:
    return render(SAMPLES[name], CATALOGUE, form)


@pytest.mark.parametrize(("name", "form"), WRITTEN)
def test_every_answer_is_written_the_same_each_time_and_wherever_it_is_read(
    name: str, form: Format
) -> None:
    content = plainly(name, form)
    assert content
    assert render(SAMPLES[name], CATALOGUE, form) == content
    if not form.is_styled:
        style = TerminalStyle(width=20, colour=True, ascii_only=True)
        assert render(SAMPLES[name], CATALOGUE, form, style=style) == content


@pytest.mark.parametrize("name", ["a quotation", "an indicative quotation"])
def test_the_working_is_told_on_request_in_every_format_that_lays_it_out(name: str) -> None:
    for form in (Format.TABLE, Format.MARKDOWN, Format.HTML):
        explained = render(SAMPLES[name], CATALOGUE, form, RenderOptions(explain=True)).decode()
        assert "How this is worked out" in explained
        assert "How this is worked out" not in plainly(name, form).decode()


def test_what_each_check_found_is_counted_on_request() -> None:
    report = SAMPLES["a report"]
    for form in (Format.TABLE, Format.JSON, Format.MARKDOWN, Format.HTML):
        counted = render(report, None, form, RenderOptions(statistics=True)).decode()
        assert len(counted) > len(render(report, None, form).decode())


TEXTS = {
    **{name: text for name, text in HOSTILE.items() if text.isprintable() and len(text) < 100},
    "formulas": "=1+1",
    "commands": "::error::a ##[error]b ##vso[task.c]d",
    "markdown": "*a* _b_ `c` [d](http://e) | # f ![g](h) <i>",
    "rich": "[bold]a[/bold] :smile:",
    "typst": "#panic(1) $x$ @y \\ *z*",
}
EVERY_TEXT = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


@cache
def saying(text: str) -> tuple[Catalogue, dict[str, object]]:
    """Return a catalogue that says *text* wherever it may, and an answer of each kind from it."""
    written = with_text(text)
    of = parsed(written)
    return of, answers(of, written, customer=f"{text}\x1b[31m\r\n\u202e{text}")


def of_every_answer(text: str, form: Format) -> Iterator[tuple[str, bytes]]:
    """Yield each answer in a format; but for those on checks, which say nothing of a catalogue."""
    of, made = saying(text)
    for name, answer in made.items():
        if kind(name) != "Rules" and form in formats_of(kind(name)):
            yield name, render(answer, of, form, RenderOptions(explain=True, statistics=True))


@EVERY_TEXT
@pytest.mark.parametrize("colour", [False, True])
def test_no_text_acts_on_a_terminal(text: str, *, colour: bool) -> None:
    of, made = saying(text)
    for name, answer in made.items():
        for width in (40, 80, 120):
            style = TerminalStyle(width=width, colour=colour)
            page = render(answer, of, Format.TABLE, RenderOptions(explain=True), style).decode()
            assert harm_in(page, colour=colour) == [], name


@EVERY_TEXT
def test_no_text_is_markup_in_a_page(text: str) -> None:
    benign = dict(of_every_answer("Plain text", Format.HTML))
    for name, content in of_every_answer(text, Format.HTML):
        assert harm_in(content.decode()) == [], name
        tags = [
            sorted(each.tag for each in page(content).iter() if each.tag not in ("bdi", "a"))
            for content in (content, benign[name])
        ]
        assert tags[0] == tags[1], name


def page(content: bytes) -> ET.Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    found: ET.Element = parser.parse(content)
    return found


@EVERY_TEXT
def test_no_text_is_markup_in_markdown(text: str) -> None:
    plain = {"text", "strong_open", "strong_close", "softbreak", "link_open", "link_close"}
    for name, content in of_every_answer(text, Format.MARKDOWN):
        assert harm_in(content.decode()) == [], name
        tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(content.decode())
        blocks = {token.type for token in tokens}
        assert not blocks & {"code_block", "fence", "hr", "blockquote_open"}, name
        html = [token.content.strip() for token in tokens if token.type == "html_block"]
        assert html in ([], ["<!-- rrn-fees catalogue diff -->"]), name
        children = [child for token in tokens for child in token.children or ()]
        assert {child.type for child in children} <= plain, name
        links = [child.attrs["href"] for child in children if child.type == "link_open"]
        assert all(str(link).startswith("https://example.org") for link in links), name


@EVERY_TEXT
def test_no_text_is_a_formula_in_a_spreadsheet(text: str) -> None:
    for name, content in of_every_answer(text, Format.XLSX):
        cells = [
            cell
            for sheet in load_workbook(BytesIO(content))
            for row in sheet.iter_rows()
            for cell in row
        ]
        formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
        assert all(formula.startswith("=SUM(") for formula in formulas), name
        assert [cell for cell in cells if acting_in(str(cell.value))] == []
        assert not any(cell.hyperlink for cell in cells)
    for name, content in of_every_answer(text, Format.CSV):
        rows = csv.reader(io.StringIO(content.decode(), newline=""))
        starts = {cell[:1] for row in rows for cell in row if not is_number(cell)}
        assert not starts & set("=+-@\t\r"), name


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


@EVERY_TEXT
def test_no_text_breaks_what_programs_read(text: str) -> None:
    for _, content in of_every_answer(text, Format.JSON):
        assert content.isascii()
        assert json.loads(content)["schema"].startswith("rrn-fees/")
    for _, content in of_every_answer(text, Format.SARIF):
        assert json.loads(content)["version"] == "2.1.0"
    for _, content in of_every_answer(text, Format.JUNIT):
        assert ET.fromstring(content.decode()).tag == "testsuites"  # noqa: S314 - our own
    for _, content in of_every_answer(text, Format.ICS):
        assert icalendar.Calendar.from_ical(content.decode()).walk("VEVENT")
    for _, content in of_every_answer(text, Format.GITHUB):
        *commands, summary = content.decode().removesuffix("\n").split("\n")
        assert all(line.startswith("::") and harm_in(line[2:]) == [] for line in commands)
        assert summary.startswith("Checked")


@pytest.mark.slow
@EVERY_TEXT
def test_every_text_makes_a_pdf(text: str) -> None:
    for name, content in of_every_answer(text, Format.PDF):
        assert content.startswith(b"%PDF-1.7"), name


@pytest.mark.parametrize("form", [Format.TABLE, Format.MARKDOWN, Format.HTML])
def test_a_title_is_in_every_answer_about_it(form: Format) -> None:
    title = "A title & more"
    for name, content in of_every_answer(title, form):
        if kind(name) == "Report" or name == "no change":
            continue
        read = " ".join(content.decode().replace("&amp;", "&").replace("\\&", "&").split())
        assert title in read or name.startswith(("a verification", "deadlines", "a refusal")), name


def test_a_title_that_does_not_print_is_shown_by_its_escapes() -> None:
    of, made = saying("Non\xa0breaking")
    text = render(made["a price list"], of, Format.MARKDOWN).decode()
    assert shown("Non\xa0breaking").replace("\\", "\\\\") in text


# What is not installed


MISSING = {
    Format.PDF: ("typst", "A PDF", "pdf"),
    Format.XLSX: ("xlsxwriter", "A spreadsheet", "xlsx"),
}


@pytest.mark.parametrize("form", MISSING)
@EVERY_SAMPLE
def test_a_missing_extra_is_a_sentence(
    name: str, form: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, what, extra = MISSING[form]
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delitem(sys.modules, f"rrn_fees.formats.{form}.writer", raising=False)
    with pytest.raises(RequestError) as caught:
        render(SAMPLES[name], CATALOGUE, form)
    assert str(caught.value) == (
        f"{what} needs an extra that is not installed: pip install 'rrn-fees[{extra}]'"
    )


def test_a_module_of_ours_that_is_missing_is_no_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rrn_fees.formats.pdf.writer", None)
    with pytest.raises(ModuleNotFoundError):
        render(SAMPLES["a quotation"], CATALOGUE, Format.PDF)
