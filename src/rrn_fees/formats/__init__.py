"""Answers to text, one module per format. Takes results and computes no figure of its own."""

from __future__ import annotations

import contextlib
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from rrn_fees.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rrn_fees.catalogue.model import Catalogue, QualificationId
    from rrn_fees.comparison import Comparison
    from rrn_fees.deadlines.events import Deadlines
    from rrn_fees.diff.changes import Changes
    from rrn_fees.documents.blocks import Paper
    from rrn_fees.documents.change_words import Labels
    from rrn_fees.eligibility.enquiry import Eligibility
    from rrn_fees.formats.look import Look
    from rrn_fees.pricing.price_list import PriceList
    from rrn_fees.pricing.quotation import Quotation
    from rrn_fees.pricing.quote import Refusal
    from rrn_fees.verification import Verification


class Format(StrEnum):
    """What an answer can be written as; which formats an answer has is for its command to say."""

    TABLE = "table"
    TEXT = "text"
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
    def is_paper(self) -> bool:
        """Whether it is a document that is sent, printed or filed."""
        return self in (Format.MARKDOWN, Format.HTML, Format.PDF, Format.XLSX)

    @property
    def is_text(self) -> bool:
        """Whether it can be shown on a terminal."""
        return self not in (Format.PDF, Format.XLSX)

    @property
    def is_laid_out(self) -> bool:
        """Whether it is laid out for where it is read, rather than the same bytes everywhere."""
        return self in (Format.TABLE, Format.TEXT)


_ENDINGS = {
    Format.TABLE: ".txt",
    Format.TEXT: ".txt",
    Format.MARKDOWN: ".md",
    Format.GITHUB: ".txt",
    Format.JUNIT: ".xml",
}


class DeadlinesRenderer(Protocol):
    """What the module of each format for deadlines does."""

    def deadlines(self, found: Deadlines, catalogue: Catalogue, look: Look) -> str:
        """Write the deadlines that were found."""


class Renderer(DeadlinesRenderer, Protocol):
    """What the module of each format for every kind of answer does."""

    def quotation(self, sent: Quotation, catalogue: Catalogue, look: Look, *, explain: bool) -> str:
        """Write a quote."""

    def refusal(self, refusal: Refusal, catalogue: Catalogue, look: Look) -> str:
        """Write a refusal."""

    def eligibility(self, found: Eligibility, catalogue: Catalogue, look: Look) -> str:
        """Write what was found on a subject."""

    def price_list(self, prices: PriceList, catalogue: Catalogue, look: Look) -> str:
        """Write every price."""

    def qualification(self, name: QualificationId, catalogue: Catalogue, look: Look) -> str:
        """Write all that is known of one qualification."""


def renderer(form: Format) -> Renderer:
    """Return the module that writes *form*, importing it and what it needs now."""
    match form:
        case Format.TABLE:
            from rrn_fees.formats import as_table

            return as_table
        case Format.JSON:
            from rrn_fees.formats import as_json

            return as_json
        case Format.CSV:
            from rrn_fees.formats import as_csv

            return as_csv
        case _:
            raise ValueError(f"{form} is not a format of every answer")


def deadlines_renderer(form: Format) -> DeadlinesRenderer:
    """Return the module that writes deadlines as *form*."""
    if form is Format.ICS:
        from rrn_fees.formats import as_ics

        return as_ics
    return renderer(form)


class ChangesWriter(Protocol):
    """A function that writes what a change of the catalogue does."""

    def __call__(self, changes: Changes, look: Look, labels: Labels = ...) -> str:
        """Write *changes*, with *labels* for what was before and what is after."""
        ...


def changes_writer(form: Format) -> ChangesWriter:
    """Return the function that writes what a change of the catalogue does as *form*."""
    match form:
        case Format.TEXT:
            from rrn_fees.formats.as_table import changes

            return changes.changes
        case Format.MARKDOWN:
            from rrn_fees.formats.as_markdown import changes as markdown

            return markdown.changes
        case Format.JSON:
            from rrn_fees.formats import as_json

            return as_json.changes
        case _:
            raise ValueError(f"{form} is not a format of changes")


def verification_writer(form: Format) -> Callable[[Verification, Look], str]:
    """Return the function that writes what has become of a saved quote as *form*."""
    match form:
        case Format.TABLE:
            from rrn_fees.formats.as_table import verification

            return verification.verification
        case Format.JSON:
            from rrn_fees.formats import as_json

            return as_json.verification
        case _:
            raise ValueError(f"{form} is not a format of a verification")


def comparison_writer(form: Format) -> Callable[[Comparison, Catalogue, Look], str]:
    """Return the function that writes every way to buy as *form*."""
    match form:
        case Format.TABLE:
            from rrn_fees.formats.as_table import comparison

            return comparison.comparison
        case Format.JSON:
            from rrn_fees.formats import as_json

            return as_json.comparison
        case Format.CSV:
            from rrn_fees.formats import as_csv

            return as_csv.comparison
        case _:
            raise ValueError(f"{form} is not a format of comparisons")


def paper_writer(form: Format) -> Callable[[Paper], bytes]:
    """Return the function that writes a paper as *form*, importing it and what it needs now.

    `RequestError` says how to install what *form* needs, if that is missing.
    """
    match form:
        case Format.MARKDOWN:
            from rrn_fees.formats.as_markdown import papers

            return papers.paper
        case Format.HTML:
            from rrn_fees.formats.as_html import papers as html

            return html.paper
        case Format.PDF:
            with _needing("pdf", "A PDF"):
                from rrn_fees.formats.as_pdf import papers as pdf

            return pdf.paper
        case Format.XLSX:
            with _needing("xlsx", "A spreadsheet"):
                from rrn_fees.formats import as_xlsx

            return as_xlsx.paper
        case _:
            raise ValueError(f"{form} is not a format of papers")


@contextlib.contextmanager
def _needing(extra: str, what: str) -> Iterator[None]:
    """Say how to install an extra if what is imported within cannot be found."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "rrn_fees":
            raise
        raise RequestError(
            f"{what} needs an extra that is not installed: pip install 'rrn-fees[{extra}]'"
        ) from None
