"""Fee quotes for qualifications, worked out from a catalogue that names its sources.

`load_catalogue` reads a catalogue, and `price` answers a `Request` with a `Quote` or a `Refusal`.
Amounts are whole pence; `pounds` turns one into `Decimal`.
"""

TYPE_CHECKING = False  # as type checkers know it, without an import that an interrupt could hit
if TYPE_CHECKING:
    from rrn_fees.catalogue.loader import load_catalogue
    from rrn_fees.catalogue.model import Catalogue
    from rrn_fees.errors import CatalogueError, RequestError, RrnFeesError
    from rrn_fees.money import Pence, pounds
    from rrn_fees.price_list import Basis
    from rrn_fees.pricing import price
    from rrn_fees.quote import (
        Item,
        Line,
        Note,
        NoteCode,
        Quote,
        Refusal,
        RefusalCode,
        Request,
        Status,
    )

__version__ = "0.1.0"

_HOMES = {
    "Basis": "price_list",
    "Catalogue": "catalogue.model",
    "CatalogueError": "errors",
    "Item": "quote",
    "Line": "quote",
    "Note": "quote",
    "NoteCode": "quote",
    "Pence": "money",
    "Quote": "quote",
    "Refusal": "quote",
    "RefusalCode": "quote",
    "Request": "quote",
    "RequestError": "errors",
    "RrnFeesError": "errors",
    "Status": "quote",
    "load_catalogue": "catalogue.loader",
    "pounds": "money",
    "price": "pricing",
}

__all__ = [
    "Basis",
    "Catalogue",
    "CatalogueError",
    "Item",
    "Line",
    "Note",
    "NoteCode",
    "Pence",
    "Quote",
    "Refusal",
    "RefusalCode",
    "Request",
    "RequestError",
    "RrnFeesError",
    "Status",
    "__version__",
    "load_catalogue",
    "pounds",
    "price",
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
