"""What there is to know beside an answer: a code, a sentence, and how much it weighs."""

from enum import StrEnum
from typing import NamedTuple

from rrn_fees.catalogue.model import LONGEST_SHORT_LINE, SourceId


class NoteLevel(StrEnum):
    """How much a note weighs."""

    WARNING = "warning"
    NOTICE = "notice"
    INFO = "info"


class NoteCode(StrEnum):
    """What a note is about, in order of weight."""

    def __init__(self, _: str) -> None:
        """Rank each code as it is declared: to look it up in a mapping takes ten times as long."""
        self.rank = len(type(self).__members__)

    INDICATIVE = "indicative"
    TAX_POINT_RATE = "tax-point-rate"
    NOT_WORKING_DAY = "not-working-day"
    PAYMENT_NOT_WORKING_DAY = "payment-not-working-day"
    WORKING_DAY_UNKNOWN = "working-day-unknown"
    COHORT_SHORT = "cohort-short"
    EARLY_BIRD_MISSED = "early-bird-missed"
    COHORT_DEARER = "cohort-dearer"
    PRICE_CLAIMED = "price-claimed"
    NOTICE = "notice"
    NOTICE_SILENT = "notice-silent"
    EARLY_BIRD_UNANNOUNCED = "early-bird-unannounced"
    EARLY_BIRD_APPLIED = "early-bird-applied"
    COHORT_SAVING = "cohort-saving"
    COHORT_NO_SAVING = "cohort-no-saving"
    VAT_EXEMPT = "vat-exempt"
    VAT_OUTSIDE_SCOPE = "vat-outside-scope"
    FOLLOWS_BANK_HOLIDAY = "follows-bank-holiday"
    EXPECTED = "expected"
    NO_DATE = "no-date"
    MAY_CLOSE_EARLY = "may-close-early"


_WARNINGS = frozenset(
    {
        NoteCode.INDICATIVE,
        NoteCode.TAX_POINT_RATE,
        NoteCode.NOT_WORKING_DAY,
        NoteCode.PAYMENT_NOT_WORKING_DAY,
        NoteCode.WORKING_DAY_UNKNOWN,
        NoteCode.COHORT_SHORT,
        NoteCode.EARLY_BIRD_MISSED,
        NoteCode.COHORT_DEARER,
    }
)
_NOTICES = frozenset({NoteCode.PRICE_CLAIMED, NoteCode.NOTICE, NoteCode.NOTICE_SILENT})


class Note(NamedTuple):
    """Something to know about a quote or a date, as a sentence."""

    code: NoteCode
    text: str
    qualification: str
    """The qualification that it is about; empty where it is about none."""
    source: SourceId | None
    short: str | None = None
    """The same in one line for a terminal, as far as that has room; None: the text is that line."""

    @property
    def line(self) -> str:
        """What a terminal shows: the short line, or else the whole text."""
        return self.short or self.text

    @property
    def level(self) -> NoteLevel:
        """How much it weighs."""
        if self.code in _WARNINGS:
            return NoteLevel.WARNING
        return NoteLevel.NOTICE if self.code in _NOTICES else NoteLevel.INFO


def first_that_fits(*lines: str) -> str:
    """Return the first of *lines* that fits in one line of a terminal; the last if none does.

    Names of a catalogue may be long, so each line that has one stands before one that has not.
    """
    fitting = (line for line in lines if len(line) <= LONGEST_SHORT_LINE)
    return next(fitting, lines[-1])
