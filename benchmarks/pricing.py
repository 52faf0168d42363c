"""One request priced, against the least that could be called pricing."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from timing import Bound, interleaved, report

from rrn_fees import Item, Quote, Request, load_catalogue, price

ON = date(2024, 2, 1)
PENNY, VAT = Decimal("0.01"), Decimal("0.20")
ROUNDS = 2_000


@dataclass(frozen=True)
class BareLine:
    """What the bare loop builds."""

    qualification: str
    category: str
    learners: int
    net: Decimal
    vat: Decimal
    gross: Decimal


def main() -> None:
    """Measure one-line requests: one to five learners, and whole cohorts of six and twelve."""
    catalogue = load_catalogue()
    asked = [
        (name, category, learners)
        for name in ("certificate", "diploma")
        for category in ("member", "non-member")
        for learners in (1, 2, 3, 4, 5, 6, 12)
    ]
    requests = [
        Request(items=(Item(name, learners),), category=category, on=ON)
        for name, category, learners in asked
    ]
    for request in requests:
        quote = price(catalogue, request)
        assert isinstance(quote, Quote)
        assert len(quote.lines) == 1
    fees = {
        (name, category): Decimal(catalogue.qualifications[name].fees[0].individual[category]) / 100
        for name, category, _ in asked
    }

    def bare() -> None:
        for name, category, learners in asked:
            net = fees[name, category] * learners
            vat = (net * VAT).quantize(PENNY, ROUND_HALF_UP)
            BareLine(name, category, learners, net, vat, net + vat)

    def priced() -> None:
        for request in requests:
            price(catalogue, request)

    medians = interleaved({"a bare loop": bare, "price()": priced}, ROUNDS)
    per_request = {name: seconds / len(requests) for name, seconds in medians.items()}
    report(per_request, Bound("price()", "a bare loop", 5))


if __name__ == "__main__":
    main()
