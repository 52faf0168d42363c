"""An answer in a format: `render` is the only way from a result to bytes.

Two tables say all there is to know. `ANSWERS` has, for each kind of answer, the function that makes
a document of it and those that write it as rows or records. `_WRITERS` has, for each format that
lays out documents, its writer and the extra that it needs. Their entries are names, imported when
they are needed: an answer on a terminal does not wait for what makes a PDF.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from rrn_fees.documents.options import RenderOptions
from rrn_fees.errors import RequestError
from rrn_fees.formats.terminal.style import TerminalStyle
from rrn_fees.printable import shown_page

if TYPE_CHECKING:
    from rrn_fees.catalogue.model import Catalogue


class Format(StrEnum):
    """What an answer can be written as."""

    TABLE = "table"
    """For a terminal."""
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    XLSX = "xlsx"
    JSON = "json"
    CSV = "csv"
    ICS = "ics"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"

    @property
    def ending(self) -> str:
        """The ending of a file in this format."""
        return _ENDINGS.get(self, f".{self.value}")

    @property
    def is_text(self) -> bool:
        """Whether it can be shown on a terminal."""
        return self not in (Format.PDF, Format.XLSX)

    @property
    def is_styled(self) -> bool:
        """Whether it depends on where it is read; the others are the same bytes everywhere."""
        return self is Format.TABLE


_ENDINGS = {
    Format.TABLE: ".txt",
    Format.MARKDOWN: ".md",
    Format.GITHUB: ".txt",
    Format.JUNIT: ".xml",
}


class _Answer(NamedTuple):
    """How one kind of answer is written."""

    document: str
    """The function that makes a document of it, for the formats that lay out documents."""
    records: Mapping[Format, str]
    """By format: the function that writes it as that, instead of a document."""


_DOCUMENTS, _FORMATS = "rrn_fees.documents", "rrn_fees.formats"

ANSWERS = {
    "Quotation": _Answer(
        document=f"{_DOCUMENTS}.quotation:quotation_document",
        records={
            Format.JSON: f"{_FORMATS}.json:write_quotation",
            Format.CSV: f"{_FORMATS}.csv:write_quotation",
        },
    ),
    "Refusal": _Answer(
        document=f"{_DOCUMENTS}.refusal:refusal_document",
        records={
            Format.JSON: f"{_FORMATS}.json:write_refusal",
            Format.CSV: f"{_FORMATS}.csv:write_refusal",
        },
    ),
    "Comparison": _Answer(
        document=f"{_DOCUMENTS}.comparison:comparison_document",
        records={
            Format.JSON: f"{_FORMATS}.json:write_comparison",
            Format.CSV: f"{_FORMATS}.csv:write_comparison",
        },
    ),
    "Verification": _Answer(
        document=f"{_DOCUMENTS}.verification:verification_document",
        records={Format.JSON: f"{_FORMATS}.json:write_verification"},
    ),
    "Deadlines": _Answer(
        document=f"{_DOCUMENTS}.deadlines:deadlines_document",
        records={
            Format.JSON: f"{_FORMATS}.json:write_deadlines",
            Format.CSV: f"{_FORMATS}.csv:write_deadlines",
            Format.ICS: f"{_FORMATS}.ics:write_deadlines",
        },
    ),
    "Eligibility": _Answer(
        document=f"{_DOCUMENTS}.eligibility:eligibility_document",
        records={
            Format.JSON: f"{_FORMATS}.json:write_eligibility",
            Format.CSV: f"{_FORMATS}.csv:write_eligibility",
        },
    ),
    "PublishedPrices": _Answer(
        document=f"{_DOCUMENTS}.price_list:price_list_document",
        records={
            Format.JSON: f"{_FORMATS}.json:write_price_list",
            Format.CSV: f"{_FORMATS}.csv:write_price_list",
        },
    ),
    "PublishedQualification": _Answer(
        document=f"{_DOCUMENTS}.qualification:qualification_document",
        records={
            Format.JSON: f"{_FORMATS}.json:write_qualification",
            Format.CSV: f"{_FORMATS}.csv:write_qualification",
        },
    ),
    "Changes": _Answer(
        document=f"{_DOCUMENTS}.diff:diff_document",
        records={Format.JSON: f"{_FORMATS}.json:write_diff"},
    ),
    "Report": _Answer(
        document=f"{_DOCUMENTS}.check_report:report_document",
        records={
            # It shows the lines of the file, which no document holds.
            Format.TABLE: f"{_FORMATS}.terminal.report:write_report",
            Format.JSON: f"{_FORMATS}.check_json:write_report",
            Format.GITHUB: f"{_FORMATS}.github:write_report",
            Format.SARIF: f"{_FORMATS}.sarif:write_report",
            Format.JUNIT: f"{_FORMATS}.junit:write_report",
        },
    ),
    "Rules": _Answer(
        document=f"{_DOCUMENTS}.rules:rules_document",
        records={Format.JSON: f"{_FORMATS}.check_json:write_rules"},
    ),
}
"""By the name of its type: how an answer is written."""


class _Writer(NamedTuple):
    """What lays out documents in one format."""

    function: str
    extra: str | None = None
    """What has to be installed for it."""
    name: str = ""
    """What a file of the format is called where that is missing."""


_WRITERS = {
    Format.TABLE: _Writer(function=f"{_FORMATS}.terminal.writer:write_document"),
    Format.MARKDOWN: _Writer(function=f"{_FORMATS}.markdown.writer:write_document"),
    Format.HTML: _Writer(function=f"{_FORMATS}.html.writer:write_document"),
    Format.PDF: _Writer(
        function=f"{_FORMATS}.pdf.writer:write_document", extra="pdf", name="A PDF"
    ),
    Format.XLSX: _Writer(
        function=f"{_FORMATS}.xlsx.writer:write_document", extra="xlsx", name="A spreadsheet"
    ),
}


PAGES = (Format.MARKDOWN, Format.HTML, Format.PDF, Format.XLSX)
"""The formats of documents that are sent, printed or filed."""


def formats_of(answer: str) -> tuple[Format, ...]:
    """Return the formats in which answers of the type named *answer* can be written."""
    records = ANSWERS[answer].records
    return tuple(form for form in Format if form in records or form in _WRITERS)


def render(
    answer: object,
    catalogue: Catalogue | None,
    form: Format,
    options: RenderOptions | None = None,
    style: TerminalStyle | None = None,
) -> bytes:
    """Return *answer*, worked out from *catalogue*, in a format: the same bytes for the same input.

    *style* says how a terminal is to be written to, and changes no other format. `RequestError` is
    how to install what the format needs, if that is missing; `OutputError` says that there is no
    way to write the answer so. Text is in UTF-8.
    """
    options, style = options or RenderOptions(), style or TerminalStyle()
    kind = ANSWERS[type(answer).__name__]
    styled = (style,) if form.is_styled else ()
    if form in kind.records:
        written = _imported(kind.records[form])(answer, catalogue, options, *styled)
    else:
        write = _writer(_WRITERS[form])
        written = write(_imported(kind.document)(answer, catalogue, options), *styled)
    if form.is_styled:
        written = shown_page(written, colour=style.colour)
    return written.encode("utf-8", "backslashreplace") if isinstance(written, str) else written


def _imported(name: str) -> Any:
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)


def _writer(writer: _Writer) -> Any:
    if writer.extra is None:
        return _imported(writer.function)
    try:
        return _imported(writer.function)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "rrn_fees":
            raise
        raise RequestError(
            f"{writer.name} needs an extra that is not installed: "
            f"pip install 'rrn-fees[{writer.extra}]'"
        ) from None
