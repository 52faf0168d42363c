"""An answer in a format: `render` is the only way from a result to bytes.

Two tables say all there is to know. `ANSWERS` has, for each kind of answer, what makes a document
of it, what makes its JSON and what makes rows of that. `_WRITERS` has, for each format that lays
out documents, its writer and the extra that it needs. Their entries are names, imported when they
are needed, as entry points are: an answer on a terminal does not wait for what makes a PDF.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from rrn_fees.errors import RequestError
from rrn_fees.formats.terminal.style import TerminalStyle
from rrn_fees.printable import shown_page
from rrn_fees.render_options import RenderOptions

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
    """How one kind of answer is written; each name is a module and a function in it."""

    document: str
    """What makes a document of it, for the formats that lay out documents."""
    contract: str
    """What makes its JSON."""
    rows: str | None = None
    """What makes rows of its JSON, if it is made of rows."""
    others: Mapping[Format, str] = {}
    """By format: what writes it as nothing else is written."""


ANSWERS = {
    "Quotation": _Answer(
        document="rrn_fees.documents.quotation:quotation_document",
        contract="rrn_fees.contract.quote:quote_answer",
        rows="rrn_fees.formats.csv:quote_rows",
    ),
    "Refusal": _Answer(
        document="rrn_fees.documents.refusal:refusal_document",
        contract="rrn_fees.contract.refusal:refusal_answer",
        rows="rrn_fees.formats.csv:refusal_rows",
    ),
    "Comparison": _Answer(
        document="rrn_fees.documents.comparison:comparison_document",
        contract="rrn_fees.contract.comparison:comparison_answer",
        rows="rrn_fees.formats.csv:option_rows",
    ),
    "Verification": _Answer(
        document="rrn_fees.documents.verification:verification_document",
        contract="rrn_fees.contract.verification:verification_answer",
    ),
    "Deadlines": _Answer(
        document="rrn_fees.documents.deadlines:deadlines_document",
        contract="rrn_fees.contract.deadlines:deadlines_answer",
        rows="rrn_fees.formats.csv:deadline_rows",
        others={
            Format.ICS: "rrn_fees.formats.ics:write_deadlines",
        },
    ),
    "Eligibility": _Answer(
        document="rrn_fees.documents.eligibility:eligibility_document",
        contract="rrn_fees.contract.eligibility:eligibility_answer",
        rows="rrn_fees.formats.csv:finding_rows",
    ),
    "PublishedPrices": _Answer(
        document="rrn_fees.documents.price_list:price_list_document",
        contract="rrn_fees.contract.price_list:price_list_answer",
        rows="rrn_fees.formats.csv:price_rows",
    ),
    "PublishedQualification": _Answer(
        document="rrn_fees.documents.qualification:qualification_document",
        contract="rrn_fees.contract.qualification:qualification_answer",
        rows="rrn_fees.formats.csv:fact_rows",
    ),
    "Changes": _Answer(
        document="rrn_fees.documents.diff:diff_document",
        contract="rrn_fees.contract.diff:diff_answer",
    ),
    "Report": _Answer(
        document="rrn_fees.documents.check_report:report_document",
        contract="rrn_fees.contract.check:check_answer",
        others={
            # It shows the lines of the file, which no document holds.
            Format.TABLE: "rrn_fees.formats.terminal.report:write_report",
            Format.GITHUB: "rrn_fees.formats.github:write_report",
            Format.SARIF: "rrn_fees.formats.sarif:write_report",
            Format.JUNIT: "rrn_fees.formats.junit:write_report",
        },
    ),
    "Rules": _Answer(
        document="rrn_fees.documents.rules:rules_document",
        contract="rrn_fees.contract.check:rules_answer",
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
    Format.TABLE: _Writer(function="rrn_fees.formats.terminal.writer:write_document"),
    Format.MARKDOWN: _Writer(function="rrn_fees.formats.markdown.writer:write_document"),
    Format.HTML: _Writer(function="rrn_fees.formats.html.writer:write_document"),
    Format.PDF: _Writer(
        function="rrn_fees.formats.pdf.writer:write_document", extra="pdf", name="A PDF"
    ),
    Format.XLSX: _Writer(
        function="rrn_fees.formats.xlsx.writer:write_document", extra="xlsx", name="A spreadsheet"
    ),
}


PAGES = (Format.MARKDOWN, Format.HTML, Format.PDF, Format.XLSX)
"""The formats of documents that are sent, printed or filed."""


def formats_of(answer: str) -> tuple[Format, ...]:
    """Return the formats in which answers of the type named *answer* can be written."""
    kind = ANSWERS[answer]
    has = {Format.JSON, *_WRITERS, *kind.others} | ({Format.CSV} if kind.rows else set())
    return tuple(form for form in Format if form in has)


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
    way to write the answer so; ValueError that the answer does not have the format. Text is in
    UTF-8.
    """
    options, style = options or RenderOptions(), style or TerminalStyle()
    name = type(answer).__name__
    if form not in formats_of(name):
        raise ValueError(f"{form} is not a format of {name}")
    kind = ANSWERS[name]
    styled = (style,) if form.is_styled else ()
    if form in kind.others:
        written = _imported(kind.others[form])(answer, catalogue, options, *styled)
    elif form is Format.JSON:
        written = _imported("rrn_fees.formats.json:json_text")(
            _imported(kind.contract)(answer, catalogue, options)
        )
    elif form is Format.CSV and kind.rows:
        rows = _imported(kind.rows)(_imported(kind.contract)(answer, catalogue, options))
        written = _imported("rrn_fees.formats.csv:csv_text")(rows)
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
