"""Fee quotes for qualifications, worked out from a catalogue that names its sources.

`load_catalogue` reads a catalogue, and `price` answers a `Request` with a `Quote` or a `Refusal`.
Amounts are whole pence; `pounds` turns one into `Decimal`. `deadlines_of` lists dates,
`with_deadline` adds to a quote the one that governs it, `assess` answers an `Enquiry` about
eligibility. `diff` tells what a change of the catalogue does.
"""

TYPE_CHECKING = False  # as type checkers know it, without an import that an interrupt could hit
if TYPE_CHECKING:
    from rrn_fees.bank_holidays import (
        load_working_days,
    )
    from rrn_fees.catalogue.loader import (
        load_catalogue,
    )
    from rrn_fees.catalogue.model import (
        Catalogue,
    )
    from rrn_fees.changes import Changes, diff
    from rrn_fees.deadline import Deadline, Deadlines, Event, PaymentOutcome
    from rrn_fees.deadlines import deadlines_of
    from rrn_fees.due import (
        with_deadline,
    )
    from rrn_fees.eligibility import (
        assess,
        next_question,
    )
    from rrn_fees.enquiry import (
        Answer,
        Eligibility,
        Enquiry,
        Finding,
        Outcome,
        Verdict,
    )
    from rrn_fees.errors import (
        CatalogueError,
        RequestError,
        RrnFeesError,
    )
    from rrn_fees.money import (
        Pence,
        pounds,
    )
    from rrn_fees.note import Note, NoteCode
    from rrn_fees.price_list import (
        Basis,
    )
    from rrn_fees.pricing import (
        price,
    )
    from rrn_fees.quote import Item, Line, Quote, Refusal, RefusalCode, Request, Status
    from rrn_fees.working_days import (
        WorkingDays,
    )

__version__ = "0.1.0"

_HOMES = {
    "Answer": "enquiry",
    "Basis": "price_list",
    "Catalogue": "catalogue.model",
    "CatalogueError": "errors",
    "Changes": "changes",
    "Deadline": "deadline",
    "Deadlines": "deadline",
    "Eligibility": "enquiry",
    "Enquiry": "enquiry",
    "Event": "deadline",
    "Finding": "enquiry",
    "Item": "quote",
    "Line": "quote",
    "Note": "note",
    "NoteCode": "note",
    "Outcome": "enquiry",
    "PaymentOutcome": "deadline",
    "Pence": "money",
    "Quote": "quote",
    "Refusal": "quote",
    "RefusalCode": "quote",
    "Request": "quote",
    "RequestError": "errors",
    "RrnFeesError": "errors",
    "Status": "quote",
    "Verdict": "enquiry",
    "WorkingDays": "working_days",
    "assess": "eligibility",
    "deadlines_of": "deadlines",
    "diff": "changes",
    "load_catalogue": "catalogue.loader",
    "load_working_days": "bank_holidays",
    "next_question": "eligibility",
    "pounds": "money",
    "price": "pricing",
    "with_deadline": "due",
}

__all__ = [
    "Answer",
    "Basis",
    "Catalogue",
    "CatalogueError",
    "Changes",
    "Deadline",
    "Deadlines",
    "Eligibility",
    "Enquiry",
    "Event",
    "Finding",
    "Item",
    "Line",
    "Note",
    "NoteCode",
    "Outcome",
    "PaymentOutcome",
    "Pence",
    "Quote",
    "Refusal",
    "RefusalCode",
    "Request",
    "RequestError",
    "RrnFeesError",
    "Status",
    "Verdict",
    "WorkingDays",
    "__version__",
    "assess",
    "deadlines_of",
    "diff",
    "load_catalogue",
    "load_working_days",
    "next_question",
    "pounds",
    "price",
    "with_deadline",
]


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
    return list(__all__)
