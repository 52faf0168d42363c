"""Until when a quote holds: the same request, asked again on each day that may change it. Pure.

Nothing here knows what makes a price end. `days_of_change` lists the days on which any date of the
catalogue starts or ends something, and `price_for_intakes` says what the request costs on each.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from rrn_fees.catalogue.model import WITHOUT_VAT, Catalogue, IntakeId, QualificationId, VatCode
from rrn_fees.catalogue.schedules import schedules_of
from rrn_fees.deadlines.windows import early_bird_until, window_of
from rrn_fees.pricing.engine import price_for_intakes
from rrn_fees.pricing.quote import Item, Line, Quote, Request

_DAY = timedelta(days=1)


def asked_again(request: Request, on: date) -> Request:
    """Return *request* as it is asked on the day *on*, without a payment date that has passed."""
    paying_on = request.paying_on
    is_ahead = paying_on is not None and paying_on >= on
    return replace(request, on=on, paying_on=paying_on if is_ahead else None)


def intakes_of(quote: Quote) -> dict[QualificationId, IntakeId | None]:
    """Return the intake that each qualification of *quote* is for; None where it has none."""
    return {line.row.qualification: line.row.intake for line in quote.lines}


def holds_until(catalogue: Catalogue, quote: Quote) -> date | None:
    """Return the last day on which the request of *quote*, for its intakes, gets its figures.

    Figures are those of each line, the day to pay by, and whether the quote is firm. What can end
    them is an intake's window, a fee schedule, an early bird, and a rate of VAT where the tax point
    is the day of the quote. The day of a payment ends nothing by itself: a price that it earns
    ends with its own deadline. None: nothing in the catalogue ends them.
    """
    request, intakes = quote.request, intakes_of(quote)
    items = {item.qualification: _ItemOverTime(catalogue, request, item, intakes)
             for item in request.items}  # fmt: skip
    concerned: dict[date, set[QualificationId]] = {}
    for name, intake in intakes.items():
        for day in days_of_change(catalogue, name, intake):
            if day > request.on:
                concerned.setdefault(day, set()).add(name)
    days = sorted(concerned)
    # A payment date that has passed is not asked for again, of any item.
    passed = next((day for day in days if request.paying_on and day > request.paying_on), None)
    for day in days:
        names = items if day == passed else concerned[day]
        # Each is to be asked, even if another has changed already.
        if not any([items[name].has_changed(day) for name in names]):  # noqa: C419
            continue
        again = price_for_intakes(catalogue, asked_again(request, day), intakes)
        if not isinstance(again, Quote) or _figures(again) != _figures(quote):
            return day - _DAY
    return None


class _ItemOverTime:
    """What one item of a request comes to by itself, from day to day.

    No item's price depends on another's, so on a day that concerns few of many items the others
    need not be priced again: that takes time in proportion to the square of how many there are.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        request: Request,
        item: Item,
        intakes: Mapping[QualificationId, IntakeId | None],
    ) -> None:
        self._catalogue, self._intakes = catalogue, intakes
        self._request = replace(request, items=(item,))
        self._is_alone = len(request.items) == 1
        self._figures = () if self._is_alone else self._on(request.on)

    def has_changed(self, day: date) -> bool:
        """Whether it may differ on *day* from what it was on the last day asked about."""
        if self._is_alone:  # then the whole request is asked, which is the same
            return True
        before, self._figures = self._figures, self._on(day)
        return self._figures != before

    def _on(self, day: date) -> tuple[object, ...]:
        request = asked_again(self._request, day)
        answer = price_for_intakes(self._catalogue, request, self._intakes)
        return _figures(answer) if isinstance(answer, Quote) else ()


def days_of_change(
    catalogue: Catalogue, name: QualificationId, intake: IntakeId | None
) -> Iterator[date]:
    """Yield each day on which a price of *intake* may begin to differ from the day before.

    *intake* is None for a qualification without intakes. The days come in no order, some twice.
    """
    qualification = catalogue.qualifications[name]
    window = None if intake is None else window_of(intake, qualification.intakes[intake])
    first_days = [window.opens_on] if window else []
    last_days = [window.last_day] if window else []
    schedules = schedules_of(catalogue, name)
    codes: set[VatCode] = set()
    for schedule in (schedules.fees[at] for at in schedules.held_for(intake)):
        first_days.append(schedule.valid_from)
        last_days.append(schedule.valid_through)
        if schedule.early_bird is not None:
            last_days.append(early_bird_until(schedule.early_bird, window))
        codes.add(schedule.vat)
    for rate in (rate for code in codes - WITHOUT_VAT for rate in catalogue.vat.rates[code]):
        first_days.append(rate.valid_from)
        last_days.append(rate.valid_through)
    yield from (day for day in first_days if day is not None)
    yield from (day + _DAY for day in last_days if day is not None)


def _figures(quote: Quote) -> tuple[object, ...]:
    return quote.status, quote.pay_by, tuple(map(figures_of, quote.lines))


def figures_of(line: Line) -> tuple[object, ...]:
    """Return all that must stay the same for a line to hold."""
    row = line.row
    return (
        row.qualification, row.intake, row.category, row.basis, row.early_bird, line.quantity,
        line.learners, row.price, row.vat_code, line.vat_percent,
        line.net, line.vat, line.gross,
    )  # fmt: skip
