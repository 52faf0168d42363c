"""Laws of comparing, for any catalogue."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import note
from support import FEBRUARY, REQUESTS, chance, of_each, parsed, written

from rrn_fees import Catalogue, Item, Quote, price
from rrn_fees.comparison import Wanted, compare
from rrn_fees.formats import Format
from rrn_fees.money import decimal_text

CATEGORIES = ("member", "non-member")
UNTIL = ("2024-01-31", "2024-02-01", "2024-03-01", "not-announced")


def prices(by: Random, near: int) -> dict[str, int]:
    """Return what each category pays, in pence about *near*, or that it has no price."""
    found = {
        of: by.choice((None, 1, near, by.randint(1, 900), by.randint(1, near))) for of in CATEGORIES
    }
    return {of: pence for of, pence in found.items() if pence is not None}


def text(of: dict[str, int]) -> str:
    return "{" + ", ".join(f'{who}: "{decimal_text(pence)}"' for who, pence in of.items()) + "}"


def course(by: Random, at: int) -> str:
    """Return a course with individual and cohort fees, and perhaps an early bird."""
    single, size = prices(by, 900), by.randint(2, 5)
    group = {
        of: by.choice((1, pence * size, pence * (size - 1), by.randint(1, 900 * size)))
        for of, pence in single.items()
        if chance(by, 0.75)
    }
    early = {of: by.choice((0, pence - 1, by.randrange(pence))) for of, pence in single.items()}
    parts = ["valid_from: 2020-01-01", "source: page", f"vat: {by.choice(VAT)}"]
    parts += [f"prices_include_vat: {by.choice(('true', 'false'))}"]
    parts += [f"individual: {text(single)}"] if single else []
    parts += [f"cohort: {{size: {size}, prices: {text(group)}}}"] if group else []
    if early and chance(by, 0.6):
        earned_by = by.choice(("application", "payment"))
        parts.append(
            f"early_bird: {{individual: {text(early)}, until: {by.choice(UNTIL)}, "
            f"earned_by: {earned_by}}}"
        )
    fees = f"fees: [{{{', '.join(parts)}}}]" if single else "award: none"
    return f"  course-{at}: {{title: Course, kind: training, source: page, {fees}}}"


VAT = ("standard", "exempt")
BOUGHT = (("course-0",), ("course-1",), ("course-0", "course-1"))


def case(by: Random) -> tuple[Catalogue, list[Wanted]]:
    """Return a catalogue of two courses, and one or both of them to be bought, several times."""
    per = by.choice(("unit", "line", "rate"))
    listed = "\n".join(course(by, at) for at in range(2))
    catalogue_text = (
        "format: 1\ncurrency: GBP\n"
        "categories: {member: {label: Member}, non-member: {label: Other}}\n"
        "sources: {page: {title: Page}}\n"
        f"vat: {{rounding: {{per: {per}, mode: half-up}}, rates: {{standard: "
        '[{valid_from: 2000-01-01, percent: "17.5", source: page}]}}\n'
        f"qualifications:\n{listed}\n"
    )
    note(catalogue_text)
    wanted = [
        Wanted(
            items=tuple(
                Item(name, by.choice((1, 12, *(by.randint(1, 12) for _ in range(4)))))
                for name in by.choice(BOUGHT)
            ),
            on=FEBRUARY,
            paying_on=by.choice((None, FEBRUARY, date(2024, 3, 5))),
        )
        for _ in range(REQUESTS)
    ]
    return parsed(catalogue_text), wanted


@of_each(case, 100)
def test_no_figure_differs_from_what_price_gives(case: tuple[Catalogue, Wanted]) -> None:
    catalogue, wanted = case
    [size] = compare(catalogue, wanted).sizes
    for option, quote in size.priced:
        assert price(catalogue, quote.request) == quote
        asked = quote.request
        assert (asked.category, asked.basis, asked.items) == (
            option.category, option.basis, wanted.request(option.category).items,
        )  # fmt: skip
        if option.from_day is None:
            assert replace(asked, early_bird=False) == wanted.request(option.category, option.basis)
        early = any(line.row.early_bird for line in quote.lines)
        assert early is option.early_bird


@of_each(case, 100)
def test_a_standard_price_of_a_later_day_is_not_to_be_had_the_day_before(
    case: tuple[Catalogue, Wanted],
) -> None:
    catalogue, wanted = case
    [size] = compare(catalogue, wanted).sizes
    for option, quote in size.priced:
        if option.from_day is None:
            continue
        at, before = quote.request, option.from_day - timedelta(days=1)
        earlier: Any = {"paying_on": before} if at.paying_on == option.from_day else {}
        if at.on == option.from_day:
            earlier["on"] = before
            paying = at.paying_on
            earlier["paying_on"] = before if paying == at.on else paying
        answer = price(catalogue, replace(at, **earlier))
        assert isinstance(answer, Quote)
        assert any(line.row.early_bird for line in answer.lines)


@of_each(case, 100)
def test_savings_add_up(case: tuple[Catalogue, Wanted]) -> None:
    [size] = compare(*case).sizes
    if not size.priced:
        return
    dearest = max(quote.totals.gross for _, quote in size.priced)
    for _, quote in size.priced:
        saving = size.saving(quote)
        assert saving.gross >= 0
        assert saving.gross + quote.totals.gross == dearest
        assert size.is_cheapest(quote) is (
            saving.gross == max(size.saving(other).gross for _, other in size.priced)
        )
    assert any(size.saving(quote).gross == 0 for _, quote in size.priced)


@of_each(case, 100)
def test_every_option_is_there_in_the_same_order_with_a_price_or_a_reason(
    case: tuple[Catalogue, Wanted],
) -> None:
    found = compare(*case)
    [size] = found.sizes
    kinds = ("standard", "early-bird") if len(size.options) > 6 else ("standard",)
    assert [option.name for option in size.options] == [
        f"{category}/{kind}/{basis}"
        for category in CATEGORIES
        for kind in kinds
        for basis in ("whichever", "individual", "cohort")
    ]
    for option in size.options:
        assert (option.quote is None) is bool(option.reasons)
    assert found == compare(*case)


def case_in_a_form(by: Random) -> tuple[Catalogue, list[tuple[Wanted, Format]]]:
    catalogue, wanted = case(by)
    return catalogue, [(each, by.choice(FORMS)) for each in wanted]


FORMS = (Format.TABLE, Format.JSON, Format.CSV)


@of_each(case_in_a_form, 30)
def test_the_same_input_gives_the_same_bytes(case: tuple[Catalogue, tuple[Wanted, Format]]) -> None:
    catalogue, (wanted, form) = case
    first, second = (written(compare(catalogue, wanted), catalogue, form) for _ in range(2))
    assert first == second
