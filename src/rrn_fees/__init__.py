"""Fee quotes for qualifications, worked out from a catalogue that names its sources.

`load_catalogue` reads a catalogue, and `price` answers a `Request` with a `Quote` or a `Refusal`.
Amounts are whole pence; `pounds` turns one into `Decimal`. `deadlines_of` lists dates,
`with_deadline` adds to a quote the one that governs it, `assess` answers an `Enquiry` about
eligibility. `diff_catalogues` tells what a change of the catalogue does.
"""

TYPE_CHECKING = False  # as type checkers know it, without an import that an interrupt could hit
if TYPE_CHECKING:
    from rrn_fees.catalogue.loader import load_catalogue as load_catalogue
    from rrn_fees.catalogue.model import Catalogue as Catalogue
    from rrn_fees.deadlines.bank_holidays import load_working_days as load_working_days
    from rrn_fees.deadlines.events import Deadline as Deadline
    from rrn_fees.deadlines.events import Deadlines as Deadlines
    from rrn_fees.deadlines.events import Event as Event
    from rrn_fees.deadlines.events import PaymentOutcome as PaymentOutcome
    from rrn_fees.deadlines.listing import deadlines_of as deadlines_of
    from rrn_fees.deadlines.notes import Note as Note
    from rrn_fees.deadlines.notes import NoteCode as NoteCode
    from rrn_fees.deadlines.working_days import WorkingDays as WorkingDays
    from rrn_fees.diff.changes import Changes as Changes
    from rrn_fees.diff.changes import diff_catalogues as diff_catalogues
    from rrn_fees.eligibility.assessment import assess as assess
    from rrn_fees.eligibility.assessment import next_question as next_question
    from rrn_fees.eligibility.enquiry import Answer as Answer
    from rrn_fees.eligibility.enquiry import Eligibility as Eligibility
    from rrn_fees.eligibility.enquiry import Enquiry as Enquiry
    from rrn_fees.eligibility.enquiry import Finding as Finding
    from rrn_fees.eligibility.enquiry import Outcome as Outcome
    from rrn_fees.eligibility.enquiry import Verdict as Verdict
    from rrn_fees.errors import CatalogueError as CatalogueError
    from rrn_fees.errors import RequestError as RequestError
    from rrn_fees.errors import RrnFeesError as RrnFeesError
    from rrn_fees.money import Pence as Pence
    from rrn_fees.money import pounds as pounds
    from rrn_fees.pricing.engine import price as price
    from rrn_fees.pricing.payment_deadline import with_deadline as with_deadline
    from rrn_fees.pricing.price_list import Basis as Basis
    from rrn_fees.pricing.quote import Item as Item
    from rrn_fees.pricing.quote import Line as Line
    from rrn_fees.pricing.quote import Quote as Quote
    from rrn_fees.pricing.quote import Refusal as Refusal
    from rrn_fees.pricing.quote import RefusalCode as RefusalCode
    from rrn_fees.pricing.quote import Request as Request
    from rrn_fees.pricing.quote import Status as Status

__version__ = "0.1.0"

_PUBLIC = {
    "catalogue.loader": ("load_catalogue",),
    "catalogue.model": ("Catalogue",),
    "deadlines.bank_holidays": ("load_working_days",),
    "deadlines.events": ("Deadline", "Deadlines", "Event", "PaymentOutcome"),
    "deadlines.listing": ("deadlines_of",),
    "deadlines.notes": ("Note", "NoteCode"),
    "deadlines.working_days": ("WorkingDays",),
    "diff.changes": ("Changes", "diff_catalogues"),
    "eligibility.assessment": ("assess", "next_question"),
    "eligibility.enquiry": ("Answer", "Eligibility", "Enquiry", "Finding", "Outcome", "Verdict"),
    "errors": ("CatalogueError", "RequestError", "RrnFeesError"),
    "money": ("Pence", "pounds"),
    "pricing.engine": ("price",),
    "pricing.payment_deadline": ("with_deadline",),
    "pricing.price_list": ("Basis",),
    "pricing.quote": ("Item", "Line", "Quote", "Refusal", "RefusalCode", "Request", "Status"),
}
"""The public names, under the module that each is imported from when it is first used."""

_HOMES = {name: module for module, names in _PUBLIC.items() for name in names}

__all__ = [*_HOMES, "__version__"]  # noqa: PLE0604 - each is a string

if not TYPE_CHECKING:  # to a type checker there are the names above, and no other

    def __getattr__(name: str) -> object:
        """Import a public name when it is first used, so that the command line starts at once."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """Return the public names, whether they have been used yet or not."""
    return [*__all__]
