"""Laws of pricing, for any catalogue and any request."""

from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given, note, settings
from support import (
    FEBRUARY,
    REQUESTS,
    chance,
    examples,
    made_at_random,
    of_each,
    parsed,
    sent,
    written,
)

from rrn_fees import Catalogue, Item, Quote, Refusal, Request, price
from rrn_fees.deadlines.notes import NoteCode
from rrn_fees.formats import Format
from rrn_fees.money import decimal_text
from rrn_fees.pricing.price_list import Basis

RATES = ("0", "5", "15", "17.5", "20", "12.34", "100")
SIZES = (2, 3, 4, 5, 6, 7, 24, 30, 30)


def amount(by: Random) -> int:
    """Return a price in pence: the least, the greatest, a few pence or some pounds."""
    most = by.choice((1, 10, 10, 10, 300, 300, 2_000_00, 9_999_999_99 // max(SIZES)))
    return by.choice((most, by.randint(1, most), by.randint(1, most)))


def money(pence: int) -> str:
    return f'"{decimal_text(pence)}"'


def fee_schedule(by: Random) -> dict[str, Any]:
    """Return a fee schedule: cohorts near their individuals' price, so that every case arises."""
    single, size = amount(by), by.choice(SIZES)
    around = by.randint(max(0, single * (size - 2)), min(single * (size + 1), 9_999_999_99))
    group = by.choice((None, single * size, single * size, single * (size - 1), around, around))
    return {
        "single": single,
        "size": size,
        "group": group,
        "early_single": lower(by, single),
        "early_group": -1 if group is None else lower(by, group),
        "until": by.choice(("2024-01-31", "2024-02-01", "not-announced")),
        "with_vat": by.choice((True, False)),
        "vat": by.choice(("standard", "standard", "reduced", "exempt")),
    }


def lower(by: Random, pence: int) -> int:
    """Return an early bird below *pence*, nothing among them; below 0 there is none."""
    if pence == 0:
        return -1
    return by.choice((-1, -1, -1, 0, pence - 1, by.randrange(pence), by.randrange(pence)))


def schedule_text(schedule: dict[str, Any]) -> str:
    parts = [
        "valid_from: 2020-01-01",
        "source: page",
        f"vat: {schedule['vat']}",
        f"prices_include_vat: {str(schedule['with_vat']).lower()}",
        f"individual: {{member: {money(schedule['single'])}}}",
    ]
    if schedule["group"] is not None:
        price_of = f"{{member: {money(schedule['group'])}}}"
        parts.append(f"cohort: {{size: {schedule['size']}, prices: {price_of}}}")
    early = []
    if schedule["early_single"] >= 0:
        early.append(f"individual: {{member: {money(schedule['early_single'])}}}")
    if schedule["early_group"] >= 0:
        early.append(f"cohort: {{member: {money(schedule['early_group'])}}}")
    if early:
        parts.append(f"early_bird: {{until: {schedule['until']}, {', '.join(early)}}}")
    return f"{{{', '.join(parts)}}}"


def case(by: Random) -> tuple[Catalogue, list[Request]]:
    """Return a catalogue of up to three courses, and requests for some of them."""
    schedules = [fee_schedule(by) for _ in range(by.choice((1, 1, 2, 3)))]
    per, mode = by.choice(("unit", "line", "rate")), by.choice(("half-up", "down"))
    courses = "\n".join(
        f"  course-{at}: {{title: Course, kind: training, source: page, "
        f"fees: [{schedule_text(schedule)}]}}"
        for at, schedule in enumerate(schedules)
    )
    text = (
        "format: 1\ncurrency: GBP\ncategories: {member: {label: Member}}\n"
        "sources: {page: {title: Page}}\n"
        f"vat:\n  rounding: {{per: {per}, mode: {mode}}}\n  rates:\n"
        f"    standard: [{{valid_from: 2000-01-01, percent: {by.choice(RATES)!r}, source: page}}]\n"
        f"    reduced: [{{valid_from: 2000-01-01, percent: {by.choice(RATES)!r}, source: page}}]\n"
        f"qualifications:\n{courses}\n"
    )
    note(text)
    catalogue = parsed(text)
    return catalogue, [request(by, [each["size"] for each in schedules]) for _ in range(REQUESTS)]


def request(by: Random, sizes: list[int]) -> Request:
    items = []
    for _ in range(by.randint(1, 3)):
        at = by.randrange(len(sizes))
        size = sizes[at]
        learners = by.choice((1, by.randint(1, 30), size - 1, size - 1, size, 2 * size - 1))
        items.append(Item(f"course-{at}", learners))
    return Request(
        items=tuple(items),
        category="member",
        on=FEBRUARY,
        basis=by.choice((None, None, None, Basis.INDIVIDUAL, Basis.COHORT)),
        early_bird=by.choice((False, False, True)),
    )


@of_each(case, 100)
def test_totals_add_up_to_the_penny_in_every_vat_mode(case: tuple[Catalogue, Request]) -> None:
    quote = price(*case)
    if isinstance(quote, Refusal):
        return
    for line in quote.lines:
        assert line.gross - line.net == line.vat >= 0
        printed = line.row.price * line.quantity
        assert printed == (line.gross if line.row.includes_vat else line.net)
    totals = quote.totals
    assert totals.net == sum(line.net for line in quote.lines)
    assert totals.vat == sum(line.vat for line in quote.lines)
    assert totals.gross == totals.net + totals.vat
    assert totals.net == sum(total.net for total in quote.vat_summary)
    assert totals.vat == sum(total.vat for total in quote.vat_summary)
    assert sum(line.learners for line in quote.lines) == sum(i.learners for i in case[1].items)


def exact_vat(line: Any) -> Fraction:
    """Return the VAT of a line in pence, by fractions, unrounded."""
    if line.rate is None:
        return Fraction(0)
    printed = Fraction(line.row.price * line.quantity)
    rate = Fraction(line.rate.percent, 10_000)
    return printed * rate / (1 + rate) if line.row.includes_vat else printed * rate


def rounded(amount: Fraction, mode: str) -> int:
    return int(amount + Fraction(1, 2)) if mode == "half-up" else int(amount)


@of_each(case, 100)
def test_vat_is_what_fractions_say_rounded_where_the_catalogue_has_it(
    case: tuple[Catalogue, Request],
) -> None:
    catalogue, _ = case
    quote = price(*case)
    if isinstance(quote, Refusal):
        return
    per, mode = catalogue.vat.rounding.per.value, catalogue.vat.rounding.mode.value
    if per == "rate":
        by_rate: dict[Any, list[Any]] = {}
        for line in quote.lines:
            by_rate.setdefault(line.rate, []).append(line)
        for lines in by_rate.values():
            exact = sum((exact_vat(line) for line in lines), Fraction(0))
            assert sum(line.vat for line in lines) == rounded(exact, mode)
            assert all(abs(line.vat - exact_vat(line)) < 1 for line in lines)
    for line in quote.lines:
        if per == "line":
            assert line.vat == rounded(exact_vat(line), mode)
        elif per == "unit":
            assert line.vat == rounded(exact_vat(line) / line.quantity, mode) * line.quantity


@of_each(case, 100)
def test_a_default_quote_never_exceeds_its_learners_at_the_individual_price(
    case: tuple[Catalogue, Request],
) -> None:
    catalogue, request = case
    for item in request.items:
        alone: dict[str, Any] = {"items": (item,), "category": "member", "on": FEBRUARY}
        by_default = price(catalogue, Request(**alone))
        one_by_one = price(catalogue, Request(**alone, basis=Basis.INDIVIDUAL))
        assert isinstance(by_default, Quote)
        assert isinstance(one_by_one, Quote)
        assert by_default.totals.gross <= one_by_one.totals.gross


@of_each(case, 300)
def test_cohort_short_appears_exactly_when_one_learner_more_would_lower_the_total(
    case: tuple[Catalogue, Request],
) -> None:
    catalogue, request = case
    for item in request.items:
        asked: dict[str, Any] = {"category": "member", "on": FEBRUARY}
        asked["early_bird"] = request.early_bird
        quote = price(catalogue, Request(items=(item,), **asked))
        more = Item(item.qualification, item.learners + 1)
        with_one_more = price(catalogue, Request(items=(more,), **asked))
        if isinstance(quote, Refusal) or isinstance(with_one_more, Refusal):
            continue
        told = any(note.code is NoteCode.COHORT_SHORT for note in quote.notes)
        assert told == (with_one_more.totals.gross < quote.totals.gross)


@of_each(case, 300)
def test_among_other_items_one_learner_more_is_advised_by_what_it_saves_in_all(
    case: tuple[Catalogue, Request],
) -> None:
    catalogue, request = case
    asked: dict[str, Any] = {"category": "member", "on": FEBRUARY}
    asked["early_bird"] = request.early_bird
    quote = price(catalogue, Request(items=request.items, **asked))
    if isinstance(quote, Refusal):
        return
    advised = {note.qualification for note in quote.notes if note.code is NoteCode.COHORT_SHORT}
    for item in quote.request.items:
        one_more = tuple(
            Item(each.qualification, each.learners + (each is item)) for each in quote.request.items
        )
        with_one_more = price(catalogue, Request(items=one_more, **asked))
        if isinstance(with_one_more, Quote):
            is_less = with_one_more.totals.gross < quote.totals.gross
            assert (item.qualification in advised) is is_less


FORMS = (Format.TABLE, Format.JSON, Format.CSV)


def case_in_a_form(by: Random) -> tuple[Catalogue, list[tuple[Request, Format]]]:
    catalogue, requests = case(by)
    return catalogue, [(request, by.choice(FORMS)) for request in requests]


@of_each(case_in_a_form, 100)
def test_the_same_input_gives_the_same_bytes(
    case: tuple[Catalogue, tuple[Request, Format]],
) -> None:
    catalogue, (request, form) = case
    assert answered(catalogue, request, form) == answered(catalogue, request, form)


def answered(catalogue: Catalogue, request: Request, form: Format) -> str:
    answer = price(catalogue, request)
    if isinstance(answer, Refusal):
        return written(answer, catalogue, form)
    return written(sent(answer, catalogue), catalogue, form, explain=form is not Format.CSV)


@of_each(case, 100)
def test_an_answer_is_a_quote_or_a_refusal_that_says_why(case: tuple[Catalogue, Request]) -> None:
    answer = price(*case)
    if isinstance(answer, Refusal):
        assert answer.message.endswith(".")
        assert answer.hint.endswith(".")
    else:
        assert all(note.text.strip() for note in answer.notes)
        assert "£-" not in " ".join(note.text for note in answer.notes)


FIRST, LAST = date(2023, 11, 1), date(2024, 8, 1)


def dates_of_an_intake(by: Random, days: list[date]) -> dict[str, date]:
    """Return the dates of an intake, each perhaps missing."""
    found = {
        key: by.choice(days)
        for key in ("starts_on", "final_payment_on", "opens_on", "closes_on")
        if chance(by, 0.5)
    }
    opens_on = found.pop("opens_on", None)
    starts_on = found.get("starts_on", date.max)
    if opens_on and opens_on <= min(found.values(), default=date.max) and opens_on < starts_on:
        found["opens_on"] = opens_on
    return found


def intakes_and_a_day(by: Random) -> tuple[list[dict[str, date]], date]:
    """Return the dates of up to three intakes and a day to ask on, often the same or the next."""
    first = FIRST + timedelta(by.randrange((LAST - FIRST).days))
    near = [first + timedelta(by.randrange(4)) for _ in range(4)]
    days = [*near, *(FIRST + timedelta(by.randint(0, (LAST - FIRST).days)) for _ in range(4))]
    return [dates_of_an_intake(by, days) for _ in range(by.randint(1, 3))], by.choice(days)


@given(made_at_random(intakes_and_a_day))
@settings(max_examples=examples(100))
def test_a_firm_quote_is_within_every_date_that_is_known(
    case: tuple[list[dict[str, date]], date],
) -> None:
    drawn, on = case
    texts = []
    for at, days in enumerate(drawn):
        parts = [f"{key}: {days[key]}" for key in ("starts_on", "final_payment_on") if key in days]
        windows = [f"{key}: {days[key]}" for key in ("opens_on", "closes_on") if key in days]
        parts += [f"applications: {{{', '.join(windows)}}}"] if windows else []
        texts.append(f"intake-{at}: {{{', '.join(parts)}}}")
    catalogue = parsed(
        "format: 1\ncurrency: GBP\ncategories: {member: {label: Member}}\n"
        "sources: {page: {title: Page}}\n"
        "qualifications:\n  course:\n    {title: Course, kind: training, source: page,\n"
        f"     intakes: {{{', '.join(texts)}}},\n"
        "     fees: [{valid_from: 2020-01-01, source: page, vat: exempt,"
        ' individual: {member: "1.00"}}]}\n'
    )

    def is_open(days: dict[str, date]) -> bool:
        ends = [days[key] for key in ("final_payment_on", "closes_on") if key in days]
        if "starts_on" in days:
            ends.append(days["starts_on"] - timedelta(days=1))
        return bool(ends) and on <= min(ends) and on >= days.get("opens_on", date.min)

    answer = price(catalogue, Request(items=(Item("course"),), category="member", on=on))
    open_ones = [
        (days.get("starts_on", date.max), f"intake-{at}")
        for at, days in enumerate(drawn)
        if is_open(days)
    ]
    if open_ones:
        assert isinstance(answer, Quote)
        assert answer.lines[0].row.intake == min(open_ones)[1]
    else:
        assert isinstance(answer, Refusal)
        anyhow = Request(items=(Item("course"),), category="member", on=on, indicative=True)
        assert isinstance(indicative := price(catalogue, anyhow), Quote)
        assert indicative.status.value == "indicative"


@pytest.mark.parametrize("precision", [1, 3])
def test_the_decimal_context_of_the_caller_changes_nothing(precision: int) -> None:
    from decimal import localcontext

    from support import catalogue, quoted

    expected = quoted("diploma:200", of=catalogue())
    with localcontext() as context:
        context.prec = precision
        assert quoted("diploma:200", of=catalogue()) == expected
