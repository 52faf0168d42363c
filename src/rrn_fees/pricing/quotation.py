"""A quotation: a quote as it is sent to a customer, with a reference and the days it holds. Pure.

It is not a VAT invoice (VATREC9020; SI 1995/2518, regulation 14, says what one must show).
"""

from datetime import date
from hashlib import sha256
from typing import NamedTuple

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.dates import long_date
from rrn_fees.errors import RequestError
from rrn_fees.pricing.quote import Quote, Status
from rrn_fees.pricing.validity import holds_until

LONGEST_REFERENCE = 60


class Addressed(NamedTuple):
    """What a customer's quotation carries besides the quote."""

    reference: str | None = None
    """None: one that is derived from the content."""
    valid_until: date | None = None
    """None: as long as its figures hold."""
    customer: str | None = None
    purchase_order: str | None = None


class Quotation(NamedTuple):
    """A quote as it is sent: `quotation` makes one."""

    quote: Quote
    reference: str
    valid_until: date | None
    """The last day on which it holds; None if it is only indicative or nothing known ends it."""
    addressed: Addressed
    """What was asked to stand on it."""

    @property
    def issued_on(self) -> date:
        """The day of the quote."""
        return self.quote.request.on


def quotation(quote: Quote, addressed: Addressed, catalogue: Catalogue) -> Quotation:
    """Return *quote*, priced from *catalogue*, as it is sent to a customer.

    `RequestError` if it is to be valid on days on which its figures do not hold, or at all though
    it is only indicative, if the reference is not one short line, and if a name is blank.
    """
    reference = addressed.reference
    if reference is not None and not _is_reference(reference.strip()):
        raise RequestError(
            f"A reference has from 1 to {LONGEST_REFERENCE} characters, all of which print."
        )
    for name, text in (
        ("customer", addressed.customer),
        ("purchase order", addressed.purchase_order),
    ):
        if text is not None and not text.strip():
            raise RequestError(f"The {name} is blank; name it, or leave it out.")
    valid_until = _valid_until(quote, addressed.valid_until, catalogue)
    return Quotation(
        quote=quote,
        reference=reference.strip() if reference else _derived(quote, addressed, valid_until),
        valid_until=valid_until,
        addressed=addressed,
    )


def _is_reference(text: str) -> bool:
    return 0 < len(text) <= LONGEST_REFERENCE and text.isprintable()


def _valid_until(quote: Quote, asked: date | None, catalogue: Catalogue) -> date | None:
    if quote.status is Status.INDICATIVE:
        if asked is not None:
            raise RequestError("An indicative quote is no offer and is valid until no day.")
        return None
    ends = holds_until(catalogue, quote)
    if asked is None:
        return ends
    if asked < quote.request.on:
        raise RequestError(
            f"A quote of {long_date(quote.request.on)} cannot be valid until {long_date(asked)}, "
            "which is before it."
        )
    if ends is not None and asked > ends:
        raise RequestError(
            f"The quote cannot be valid until {long_date(asked)}: its figures hold until "
            f"{long_date(ends)}."
        )
    return asked


def _derived(quote: Quote, addressed: Addressed, valid_until: date | None) -> str:
    """Return a reference that is the same for the same content, and another for any other."""
    request = quote.request
    lines = [
        (
            line.row.qualification,
            line.row.title,
            line.row.intake,
            line.row.window.starts_on if line.row.window else None,
            line.row.category,
            line.row.basis.value,
            line.row.size,
            line.row.early_bird,
            line.row.price,
            line.row.source,
            line.row.vat_code,
            line.vat_percent,
            line.quantity,
            line.net,
            line.vat,
        )
        for line in quote.lines
    ]
    content = repr(
        (
            request.on,
            request.paying_on,
            quote.status.value,
            quote.tax_point,
            lines,
            quote.pay_by,
            valid_until,
            addressed.customer,
            addressed.purchase_order,
        )
    )
    digest = sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return f"Q{request.on:%Y%m%d}-{digest[:8].upper()}"
