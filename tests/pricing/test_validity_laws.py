"""Laws of how long a quote holds, for any catalogue whose dates fall close together."""

from datetime import date, timedelta
from typing import Any

from hypothesis import event
from hypothesis import strategies as st
from support import REQUESTS, of_each, parsed, sent, written

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
DAYS = st.dates(FIRST, LAST)
MAYBE = st.none() | DAYS
FOUR_DAYS = st.lists(DAYS, min_size=4, max_size=4, unique=True)


def entries(**of: object) -> str:
    """Return a mapping in YAML, without what is None."""
    return f"{{{', '.join(f'{key}: {value}' for key, value in of.items() if value is not None)}}}"


@st.composite
def intakes(draw: st.DrawFn) -> str:
    """Draw an intake whose dates are in order, each of them left out now and then."""
    known = [day if draw(st.integers(0, 2)) else None for day in sorted(draw(FOUR_DAYS))]
    opens_on, closes_on, final_payment_on, starts_on = known
    return entries(
        status=draw(st.sampled_from([IntakeStatus.SCHEDULED.value] * 4 + [*IntakeStatus])),
        starts_on=starts_on,
        final_payment_on=final_payment_on,
        applications=entries(opens_on=opens_on, closes_on=closes_on),
    )


@st.composite
def schedules(draw: st.DrawFn, intakes: list[str]) -> str:
    named = draw(st.lists(st.sampled_from(intakes), unique=True)) if intakes else []
    always = st.just(date(2023, 1, 1))
    first = draw(always | always | DAYS)
    last = draw(st.none() | MAYBE)
    if last is not None:
        first, last = sorted([first, last])
    early = entries(
        individual='{member: "80.00"}',
        until=draw(DAYS | st.sampled_from(["not-announced", "{weeks_before_start: 1}"])),
        earned_by=draw(st.sampled_from(["application", "payment"])),
    )
    return entries(
        intakes=f"[{', '.join(named)}]" if named else None,
        valid_from=first,
        valid_through=last,
        vat=draw(st.sampled_from(["standard", "reduced", "exempt"])),
        individual='{member: "100.00"}',
        cohort=draw(st.sampled_from([None, '{size: 2, prices: {member: "190.00"}}'])),
        early_bird=draw(st.sampled_from([None, early])),
        source="page",
    )


@st.composite
def rates(draw: st.DrawFn) -> str:
    """Draw up to three rates of one code that follow one another, seldom with a gap between."""
    days = sorted(draw(st.sets(DAYS | st.just(date(2020, 1, 1)), min_size=1, max_size=3)))
    found = [
        entries(
            valid_from=day,
            valid_through=None if draw(st.integers(0, 3)) else day,
            percent=draw(st.sampled_from(['"5"', '"17.5"', '"20"'])),
            source="page",
        )
        for day in days
    ]
    return f"[{', '.join(found)}]"


@st.composite
def cases(draw: st.DrawFn) -> tuple[Catalogue, list[Request]]:
    """Draw a catalogue of one or two courses, and requests for some of them."""
    courses = []
    for at in range(draw(st.sampled_from([1, 1, 2]))):
        names = [f"intake-{number}" for number in range(draw(st.integers(0, 3)))]
        held = entries(**{name: draw(intakes()) for name in names})
        fees = draw(st.lists(schedules(names), min_size=1, max_size=2))
        courses.append(
            f"  course-{at}: {{title: Course, kind: training, source: page, "
            f"intakes: {held}, "
            f"fees: [{', '.join(fees)}]}}\n"
        )
    catalogue = parsed(
        "format: 1\ncurrency: GBP\ncategories: {member: {label: Member}}\n"
        "sources: {page: {title: Page}}\n"
        f"vat: {{rates: {{standard: {draw(rates())}, reduced: {draw(rates())}}}}}\n"
        f"qualifications:\n{''.join(courses)}"
    )
    return catalogue, [draw(requests(catalogue)) for _ in range(REQUESTS)]


@st.composite
def requests(draw: st.DrawFn, catalogue: Catalogue) -> Request:
    on = draw(DAYS | st.dates(FIRST, FIRST + 7 * A_DAY))
    return Request(
        items=tuple(
            Item(name, draw(st.integers(1, 3)))
            for name in draw(st.lists(st.sampled_from([*catalogue.qualifications]), min_size=1))
        ),
        category="member",
        on=on,
        basis=draw(st.sampled_from([None, None, None, *Basis])),
        early_bird=draw(st.sampled_from([False, False, False, True])),
        paying_on=draw(st.none() | st.dates(on, LAST)),
        tax_point=draw(st.none() | DAYS),
        indicative=draw(st.booleans()),
    )


def saved(catalogue: Catalogue, quote: Quote) -> SavedQuote:
    """Return *quote* as it is read back from the JSON that is saved of it."""
    sent_quote = sent(quote, catalogue)
    text = written(sent_quote, catalogue, Format.JSON)
    return read_quote(text.encode(), "quote.json")


@of_each(cases(), 200)
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


@of_each(cases(), 100)
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
