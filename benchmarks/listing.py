"""The deadlines and the prices of a large catalogue listed, against loading that catalogue.

``python benchmarks/listing.py [QUALIFICATIONS]``: 1,000, with ten intakes each, by default.
"""

import gc
import sys
from datetime import date, timedelta

from timing import Bound, interleaved, report

from rrn_fees.catalogue.loader import parse_catalogue
from rrn_fees.catalogue.model import Catalogue
from rrn_fees.deadlines.bank_holidays import load_working_days
from rrn_fees.deadlines.listing import deadlines_of
from rrn_fees.formats import Format, render
from rrn_fees.pricing.price_list import price_list
from rrn_fees.pricing.published import PublishedPrices

ON = date(2024, 3, 1)
INTAKES = 10

HEAD = """\
format: 1
currency: GBP
categories: {member: {label: RRN member}, non-member: {label: Non-member}}
sources: {page: {title: A page of fees}}
vat: {rates: {standard: [{valid_from: 2011-01-04, percent: "20", source: page}]}}
qualifications:
"""
QUALIFICATION = """\
  course-{number}:
    title: Course Number {number}
    kind: qualification
    duration_months: 10
    source: page
    intakes:
{intakes}    fees:
      - valid_from: 2024-01-01
        vat: standard
        individual: {{member: "799.00", non-member: "880.00"}}
        cohort: {{size: 6, prices: {{member: "4794.00", non-member: "5280.00"}}}}
        source: page
"""
INTAKE = """\
      run-{number}:
        starts_on: {starts_on}
        final_payment_on: {final_payment_on}
        source: page
"""


def many(number: int) -> str:
    """Return a catalogue of *number* qualifications, each with ten intakes spread over years."""

    def intake(of: int, at: int) -> str:
        starts_on = date(2024, 1, 8) + timedelta(days=90 * at + of % 60)
        return INTAKE.format(
            number=at, starts_on=starts_on, final_payment_on=starts_on - timedelta(days=40)
        )

    return HEAD + "".join(
        QUALIFICATION.format(number=of, intakes="".join(intake(of, at) for at in range(INTAKES)))
        for of in range(number)
    )


def listed(catalogue: Catalogue, form: Format) -> bytes:
    """Return the deadlines of *catalogue*, found and written."""
    found = deadlines_of(catalogue, load_working_days(catalogue.bank_holidays), ON)
    return render(found, catalogue, form)


def priced(catalogue: Catalogue, form: Format) -> bytes:
    """Return the price list of *catalogue*, flattened anew and written."""
    price_list.cache_clear()
    return render(PublishedPrices(prices=price_list(catalogue), on=ON), catalogue, form)


def main() -> None:
    """Measure and print the ratio."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    content = many(number).encode()
    catalogue = parse_catalogue(content, "many.yaml")
    events = len(deadlines_of(catalogue, load_working_days(), ON).deadlines)
    print(f"{number:,} qualifications, {events:,} events, {len(content) / 1e6:.1f} MB\n")
    gc.disable()
    load, table, prices = "load the catalogue", "deadlines as a table", "prices as a table"
    medians = interleaved(
        {
            load: lambda: parse_catalogue(content, "many.yaml"),
            "deadlines as JSON": lambda: listed(catalogue, Format.JSON),
            "deadlines as CSV": lambda: listed(catalogue, Format.CSV),
            table: lambda: listed(catalogue, Format.TABLE),
            "prices as JSON": lambda: priced(catalogue, Format.JSON),
            prices: lambda: priced(catalogue, Format.TABLE),
        },
        5,
    )
    report(medians, Bound(table, load, 3), Bound(prices, load, 3))


if __name__ == "__main__":
    main()
