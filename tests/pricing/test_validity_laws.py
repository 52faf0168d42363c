"""Laws of how long a quote holds, for any catalogue whose dates fall close together."""

from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import event, note
from support import REQUESTS, chance, of_each, parsed, sent, written

from rrn_fees import Catalogue, Item, Quote, Refusal, Request, Status, price
from rrn_fees.catalogue.model import IntakeStatus
from rrn_fees.contract.verification import read_quote
from rrn_fees.formats import Format
from rrn_fees.pricing.price_list import Basis
from rrn_fees.pricing.validity import days_of_change, figures_of
from rrn_fees.verification import SavedQuote, Verdict, verify

A_DAY = timedelta(days=1)
FIRST, LAST = date(2024, 1, 1), date(2024, 2, 19)
"""Every date of these catalogues: fifty days, so that windows, rates and early birds meet."""


class Days:
    """Days at random, every other one among a few that are the same or next to each other."""

    def __init__(self, by: Random) -> None:
        self._by = by
        near = [self._any() for _ in range(by.randint(2, 4))]
        self._near = [day for each in near for day in (each, each, each + A_DAY)]

    def _any(self) -> date:
        return FIRST + self._by.randint(0, (LAST - FIRST).days - 1) * A_DAY

    def one(self) -> date:
        return self._by.choice((*self._near, *(self._any() for _ in self._near)))

    def perhaps(self) -> date | None:
        return self.one() if chance(self._by, 0.5) else None

    def several(self, number: int) -> list[date]:
        """Return so many days, none of them twice, in their order."""
        found: set[date] = set()
        while len(found) < number:
            found.add(self.one())
        return sorted(found)


def entries(**of: object) -> str:
    """Return a mapping in YAML, without what is None."""
    return f"{{{', '.join(f'{key}: {value}' for key, value in of.items() if value is not None)}}}"


def intake(by: Random, days: Days) -> str:
    """Return an intake whose dates are in order, each of them left out now and then."""
    known = [day if chance(by, 0.67) else None for day in days.several(4)]
    opens_on, closes_on, final_payment_on, starts_on = known
    return entries(
        status=by.choice([IntakeStatus.SCHEDULED.value] * 4 + [*IntakeStatus]),
        starts_on=starts_on,
        final_payment_on=final_payment_on,
        applications=entries(opens_on=opens_on, closes_on=closes_on),
    )


def schedule(by: Random, days: Days, intakes: list[str]) -> str:
    named = by.sample(intakes, by.randint(0, len(intakes)))
    first = by.choice((date(2023, 1, 1), date(2023, 1, 1), days.one()))
    last = by.choice((None, None, days.one()))
    if last is not None:
        first, last = sorted([first, last])
    early = entries(
        individual='{member: "80.00"}',
        until=by.choice((days.one(), days.one(), "not-announced", "{weeks_before_start: 1}")),
        earned_by=by.choice(("application", "payment")),
    )
    return entries(
        intakes=f"[{', '.join(named)}]" if named else None,
        valid_from=first,
        valid_through=last,
        vat=by.choice(("standard", "reduced", "exempt")),
        individual='{member: "100.00"}',
        cohort=by.choice((None, '{size: 2, prices: {member: "190.00"}}')),
        early_bird=by.choice((None, early)),
        source="page",
    )


def rates(by: Random, days: Days) -> str:
    """Return up to three rates of one code that follow one another, seldom with a gap between."""
    begin = {by.choice((date(2020, 1, 1), days.one())) for _ in range(by.randint(1, 3))}
    found = [
        entries(
            valid_from=day,
            valid_through=day if chance(by, 0.25) else None,
            percent=by.choice(('"5"', '"17.5"', '"20"')),
            source="page",
        )
        for day in sorted(begin)
    ]
    return f"[{', '.join(found)}]"


def case(by: Random) -> tuple[Catalogue, list[Request]]:
    """Return a catalogue of one or two courses, and requests for some of them."""
    days = Days(by)
    courses = []
    for at in range(by.randint(1, 2)):
        names = [f"intake-{number}" for number in range(by.randint(0, 3))]
        held = entries(**{name: intake(by, days) for name in names})
        fees = [schedule(by, days, names) for _ in range(by.randint(1, 2))]
        courses.append(
            f"  course-{at}: {{title: Course, kind: training, source: page, "
            f"intakes: {held}, "
            f"fees: [{', '.join(fees)}]}}\n"
        )
    text = (
        "format: 1\ncurrency: GBP\ncategories: {member: {label: Member}}\n"
        "sources: {page: {title: Page}}\n"
        f"vat: {{rates: {{standard: {rates(by, days)}, reduced: {rates(by, days)}}}}}\n"
        f"qualifications:\n{''.join(courses)}"
    )
    note(text)
    catalogue = parsed(text)
    return catalogue, [request(by, days, [*catalogue.qualifications]) for _ in range(REQUESTS)]


def request(by: Random, days: Days, courses: list[str]) -> Request:
    on = by.choice((days.one(), days.one(), FIRST + by.randint(0, 7) * A_DAY))
    return Request(
        items=tuple(
            Item(by.choice(courses), by.randint(1, 3)) for _ in range(by.choice((1, 1, 2, 3)))
        ),
        category="member",
        on=on,
        basis=by.choice((None, None, None, *Basis)),
        early_bird=chance(by, 0.25),
        paying_on=by.choice((None, max(on, days.one()))),
        tax_point=days.perhaps(),
        indicative=chance(by, 0.5),
    )


def saved(catalogue: Catalogue, quote: Quote) -> SavedQuote:
    """Return *quote* as it is read back from the JSON that is saved of it."""
    sent_quote = sent(quote, catalogue)
    text = written(sent_quote, catalogue, Format.JSON)
    return read_quote(text.encode(), "quote.json")


@of_each(case, 200)
def test_a_firm_quote_holds_on_every_day_until_the_last_and_on_no_day_after(
    case: tuple[Catalogue, Request],
) -> None:
    catalogue, request = case
    quote = price(catalogue, request)
    if not isinstance(quote, Quote) or quote.status is not Status.FIRM:
        return
    event("firm")
    found = saved(catalogue, quote)
    until = found.valid_until
    day = request.on
    while day <= (until or LAST + 10 * A_DAY):
        assert verify(catalogue, found, day).verdict is Verdict.HOLDS, day
        day += A_DAY
    if until is not None:
        event("ends")
        after = verify(catalogue, found, until + A_DAY)
        assert after.verdict in (Verdict.CHANGED, Verdict.GONE)


@of_each(case, 100)
def test_between_two_days_of_change_an_answer_stays_the_same(
    case: tuple[Catalogue, Request],
) -> None:
    catalogue, request = case
    changes = {
        day
        for item in request.items
        for intake in (None, *catalogue.qualifications[item.qualification].intakes)
        for day in days_of_change(catalogue, item.qualification, intake)
    }
    asked: dict[str, Any] = {
        "items": request.items,
        "category": request.category,
        "basis": request.basis,
        "early_bird": request.early_bird,
        "indicative": request.indicative,
    }
    before = answer_of(catalogue, Request(on=FIRST, **asked))
    day = FIRST + A_DAY
    while day <= LAST + 10 * A_DAY:
        answer = answer_of(catalogue, Request(on=day, **asked))
        if day not in changes:
            assert answer == before, day
        before = answer
        day += A_DAY


def answer_of(catalogue: Catalogue, request: Request) -> object:
    """Return all of an answer but the dates that it mentions."""
    answer = price(catalogue, request)
    if isinstance(answer, Refusal):
        return [(no.code, no.qualification) for no in (answer, *answer.also)]
    notes = [(note.code, note.qualification) for note in answer.notes]
    return answer.status, answer.pay_by, [*map(figures_of, answer.lines)], notes
