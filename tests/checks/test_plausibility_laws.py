"""Laws of implausible values: where one learner more costs less it is told, and nowhere else."""

from datetime import date
from random import Random

from hypothesis import assume, given, settings
from support import examples, made_at_random, parsed, working_days

from rrn_fees import Catalogue, CatalogueError, Item, Quote, Request, price
from rrn_fees.catalogue.draft import draft_of
from rrn_fees.checks.registry import codes_of
from rrn_fees.checks.report import checked
from rrn_fees.money import decimal_text

UNTIL, AFTER = date(2024, 2, 1), date(2024, 2, 2)
WRONG_AS_A_FIGURE = codes_of(["F303", "F307", "F703"])


ROUNDINGS = ("half-up", "down")
PERCENTS = ("0", "5", "17.5", "12.34", "100")


def course(by: Random) -> tuple[str, int]:
    """Return a catalogue of one course with a cohort fee near to where it matters; and its size."""
    size, single = by.randint(2, 7), by.choice((1, by.randint(1, 40), by.randint(1, 100_000)))
    around = by.choice((size * single, (size - 1) * single, size * single // 2))
    cohort = max(1, around + by.choice((0, -1, 1, by.randint(-size - 2, size + 2))))
    fees = [
        f"vat: {by.choice(('standard', 'standard', 'other', 'exempt'))}",
        f"prices_include_vat: {by.choice(('false', 'false', 'true'))}",
        f'individual: {{member: "{decimal_text(single)}"}}',
        f'cohort: {{size: {size}, prices: {{member: "{decimal_text(cohort)}"}}}}',
        *early_birds(by, single, cohort),
    ]
    per, mode = by.choice(("unit", "line", "rate")), by.choice(ROUNDINGS)
    rates = "".join(
        f'    {code}: [{{valid_from: 2011-01-04, percent: "{percent}", source: page}}]\n'
        for code, percent in (("standard", "20"), ("other", by.choice(PERCENTS)))
    )
    return (
        "format: 1\ncurrency: GBP\ncategories: {member: {label: Member}}\n"
        "sources: {page: {title: Page}}\n"
        f"vat:\n  rounding: {{per: {per}, mode: {mode}}}\n  rates:\n{rates}"
        "qualifications:\n  course:\n    title: Course\n    kind: training\n    source: page\n"
        f"    fees: [{{valid_from: 2020-01-01, source: page, {', '.join(fees)}}}]\n"
    ), size


def early_birds(by: Random, single: int, cohort: int) -> list[str]:
    """Return an early bird by per cent, with printed prices of some kind, or none."""
    kind = by.choice(("none", "percent", "individual", "cohort", "both"))
    prices = [
        f'{basis}: {{member: "{decimal_text(lower(by, pence))}"}}'
        for basis, pence in (("individual", single), ("cohort", cohort))
        if kind in (basis, "both") and pence > 1
    ]
    if kind == "percent":
        prices = [f'percent: "{by.randint(1, 50)}"']
    return [f"early_bird: {{{', '.join([*prices, f'until: {UNTIL}'])}}}"] if prices else []


def lower(by: Random, pence: int) -> int:
    return by.choice((pence - 1, by.randint((pence + 1) // 2, pence - 1)))


def gross(catalogue: Catalogue, learners: int, on: date) -> int:
    request = Request(items=(Item("course", learners),), category="member", on=on)
    quote = price(catalogue, request)
    assert isinstance(quote, Quote)
    return sum(line.gross for line in quote.lines)


@settings(max_examples=examples(100))
@given(made_at_random(course))
def test_a_group_that_pays_less_with_one_learner_more_is_told_and_no_other(
    course: tuple[str, int],
) -> None:
    text, size = course
    try:
        catalogue = parsed(text)
    except CatalogueError:  # an early bird by per cent that is no less
        assume(condition=False)
    report = checked(draft_of(text.encode(), "fees.yaml"), working_days, as_at=AFTER)
    found = {finding.check.code for finding in report.findings}
    assume(not found & WRONG_AS_A_FIGURE)
    totals = [
        [gross(catalogue, learners, on) for learners in range(1, 2 * size + 1)]
        for on in (UNTIL, AFTER)
    ]
    is_cheaper = any(totals_of != sorted(totals_of) for totals_of in totals)
    assert bool(found & {"F702", "F705"}) is is_cheaper
    assert not {"F702", "F705"} <= found or "early_bird" in text
