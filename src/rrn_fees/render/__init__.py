"""Answers to text, one module per format. Takes results and computes no figure of its own."""

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from rrn_fees.catalogue.model import Catalogue, QualificationId
    from rrn_fees.changes import Changes
    from rrn_fees.deadline import Deadlines
    from rrn_fees.enquiry import Eligibility
    from rrn_fees.price_list import PriceList
    from rrn_fees.quote import Quote, Refusal
    from rrn_fees.render.look import Look


class Format(StrEnum):
    """What an answer can be written as; which formats an answer has is for its command to say."""

    TABLE = "table"
    TEXT = "text"
    MARKDOWN = "markdown"
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

    def deadlines(self, found: "Deadlines", catalogue: "Catalogue", look: "Look") -> str:
        """Write the deadlines that were found."""


class Renderer(DeadlinesRenderer, Protocol):
    """What the module of each format for every kind of answer does."""

    def quote(self, quote: "Quote", catalogue: "Catalogue", look: "Look", *, explain: bool) -> str:
        """Write a quote."""

    def refusal(self, refusal: "Refusal", catalogue: "Catalogue", look: "Look") -> str:
        """Write a refusal."""

    def eligibility(self, found: "Eligibility", catalogue: "Catalogue", look: "Look") -> str:
        """Write what was found on a subject."""

    def price_list(self, prices: "PriceList", catalogue: "Catalogue", look: "Look") -> str:
        """Write every price."""

    def qualification(self, name: "QualificationId", catalogue: "Catalogue", look: "Look") -> str:
        """Write all that is known of one qualification."""


def renderer(form: Format) -> Renderer:
    """Return the module that writes *form*, importing it and what it needs now."""
    match form:
        case Format.TABLE:
            from rrn_fees.render import as_table

            return as_table
        case Format.JSON:
            from rrn_fees.render import as_json

            return as_json
        case Format.CSV:
            from rrn_fees.render import as_csv

            return as_csv
        case _:
            raise ValueError(f"{form} is not a format of every answer")


def deadlines_renderer(form: Format) -> DeadlinesRenderer:
    """Return the module that writes deadlines as *form*."""
    if form is Format.ICS:
        from rrn_fees.render import as_ics

        return as_ics
    return renderer(form)


def changes_writer(form: Format) -> "Callable[[Changes, Look], str]":
    """Return the function that writes what a change of the catalogue does as *form*."""
    match form:
        case Format.TEXT:
            from rrn_fees.render.as_table import changes

            return changes.changes
        case Format.MARKDOWN:
            from rrn_fees.render import as_markdown

            return as_markdown.changes
        case Format.JSON:
            from rrn_fees.render import as_json

            return as_json.changes
        case _:
            raise ValueError(f"{form} is not a format of changes")
