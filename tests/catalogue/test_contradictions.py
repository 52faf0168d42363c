"""What a record may not say: each contradiction on both sides of its bound, and in full."""

import pytest
from support import parsed

from rrn_fees.errors import CatalogueError

HEAD = """\
format: 1
currency: GBP
categories: {member: {label: Member}, other: {label: Other}}
sources: {page: {title: Page}}
"""
RATES = 'vat: {rates: {standard: [{valid_from: 2011-01-04, percent: "20", source: page}]}}\n'
COURSE = "  course: {title: Course, kind: training, source: page"


def rates(*days: str) -> str:
    """Return a catalogue with a rate for each of *days*, such as ``2011-01-04 2012-01-01``."""
    each = []
    for first_and_last in days:
        first, _, last = first_and_last.partition(" ")
        through = f"valid_through: {last}, " if last else ""
        each.append(f'{{valid_from: {first}, {through}percent: "20", source: page}}')
    return f"{HEAD}vat: {{rates: {{standard: [{', '.join(each)}]}}}}\nqualifications: {{}}\n"


def course(more: str) -> str:
    return f"{HEAD}{RATES}qualifications:\n{COURSE}, {more}}}\n"


def intake(more: str) -> str:
    return course(f"intakes: {{a: {{{more}}}}}")


def fees(more: str) -> str:
    return course(f"fees: [{{vat: standard, source: page, {more}}}]")


HOLDS = "valid_from: 2020-01-01"
SINGLE = 'individual: {member: "10.00"}'
GROUP = 'cohort: {size: 6, prices: {member: "60.00"}}'


def early(more: str, of: str = f"{HOLDS}, {SINGLE}, {GROUP}") -> str:
    return fees(f"{of}, early_bird: {{until: not-announced, {more}}}")


FEES = "qualifications.course.fees[0]"
INTAKE = "qualifications.course.intakes.a"


@pytest.mark.parametrize(
    ("text", "kind", "path", "message"),
    [
        pytest.param(
            course("").replace("format: 1", "format: 0"), "format", "format",
            "format 0 is not known; this version reads format 1", id="a format before the first"),
        # The days of a rate
        pytest.param(
            rates("2011-01-04 2011-01-03"), "date-order", "vat.rates.standard[0].valid_through",
            "the last day, 2011-01-03, is before the first, 2011-01-04", id="a rate of no day"),
        pytest.param(
            rates("2011-01-04 2012-01-01", "2012-01-01"), "vat-overlap",
            "vat.rates.standard[1].valid_from",
            'two rates of "standard" are in force on 2012-01-01',
            id="two rates on one day"),
        pytest.param(
            rates("2012-01-01", "2011-01-04 2012-06-30"), "vat-overlap",
            "vat.rates.standard[0].valid_from",
            'two rates of "standard" are in force on 2012-01-01',
            id="two rates, the later first"),
        pytest.param(
            rates("2012-01-01", "2012-01-01 2012-01-01"), "vat-overlap",
            "vat.rates.standard[1].valid_from",
            'two rates of "standard" begin on 2012-01-01',
            id="two rates that begin at once"),
        pytest.param(
            course("").replace("{standard:", "{outside-scope: [], standard:"), "reserved-name",
            "vat.rates.outside-scope",
            '"outside-scope" has a meaning of its own and cannot be the code of a rate',
            id="a rate outside the scope"),
        # The days of an intake
        pytest.param(
            intake("applications: {opens_on: 2024-02-02, closes_on: 2024-02-01}"), "date-order",
            f"{INTAKE}.applications.closes_on",
            "the last day, 2024-02-01, is before the first, 2024-02-02",
            id="applications close a day before they open"),
        pytest.param(
            intake("final_payment_on: 2024-02-01, applications: {opens_on: 2024-02-02}"),
            "date-order", f"{INTAKE}.applications.opens_on",
            "applications open on 2024-02-02, after final payment is due on 2024-02-01",
            id="applications open a day after final payment"),
        pytest.param(
            intake("starts_on: 2024-02-01, applications: {opens_on: 2024-02-01}"),
            "date-order", f"{INTAKE}.applications.opens_on",
            "applications open on 2024-02-01, not before it starts on 2024-02-01",
            id="applications open as it starts"),
        # A fee schedule
        pytest.param(
            fees(HOLDS), "incomplete", FEES,
            "a fee schedule has prices: individual, cohort or both", id="no prices"),
        pytest.param(
            fees(f"{HOLDS}, cohort: not-published"), "incomplete", FEES,
            "a fee schedule has prices: individual, cohort or both", id="a cohort not published"),
        pytest.param(
            fees(SINGLE), "incomplete", FEES,
            "a fee schedule says when it holds: intakes, valid_from or both", id="no time"),
        pytest.param(
            fees(f"{SINGLE}, intakes: []"), "incomplete", FEES,
            "a fee schedule says when it holds: intakes, valid_from or both", id="no intakes"),
        pytest.param(
            fees(f"{HOLDS}, valid_through: 2019-12-31, {SINGLE}"), "date-order",
            f"{FEES}.valid_through", "the last day, 2019-12-31, is before the first, 2020-01-01",
            id="prices for no day"),
        pytest.param(
            fees(f"{HOLDS}, cohort: {{size: 1, prices: {{member: '1.00'}}}}"), "out-of-bounds",
            f"{FEES}.cohort.size", "a cohort has at least 2 learners and at most 100,000, not 1",
            id="a cohort of one"),
        pytest.param(
            fees(f"{HOLDS}, cohort: {{size: 100001, prices: {{member: '1.00'}}}}"), "out-of-bounds",
            f"{FEES}.cohort.size",
            "a cohort has at least 2 learners and at most 100,000, not 100,001",
            id="a cohort of one too many"),
        # An early bird
        pytest.param(
            early('individual: {member: "10.00"}'), "early-bird-not-lower",
            f"{FEES}.early_bird.individual.member",
            "the early-bird price of member, £10.00, is not below the standard price, £10.00",
            id="an early bird at the same price"),
        pytest.param(
            early('cohort: {member: "60.01"}'), "early-bird-not-lower",
            f"{FEES}.early_bird.cohort.member",
            "the early-bird price of member, £60.01, is not below the standard price, £60.00",
            id="an early cohort a penny dearer"),
        pytest.param(
            early('individual: {other: "9.00"}'), "incomplete",
            f"{FEES}.early_bird.individual.other",
            "an early-bird price needs the standard price that it lowers: other",
            id="an early bird for whom there is no price"),
        pytest.param(
            early('cohort: {member: "9.00"}', f"{HOLDS}, {SINGLE}, cohort: not-published"),
            "incomplete", f"{FEES}.early_bird.cohort.member",
            "an early-bird price needs the standard price that it lowers: member",
            id="an early cohort where none is published"),
        pytest.param(
            early("individual: {}"), "incomplete", f"{FEES}.early_bird",
            "an early bird has prices (individual, cohort) or a percent above 0",
            id="an early bird without prices"),
        pytest.param(
            early('percent: "0"'), "incomplete", f"{FEES}.early_bird",
            "an early bird has prices (individual, cohort) or a percent above 0",
            id="an early bird of no per cent"),
        # 0.50 less 0.99% is 0.495, half-up 0.50 again.
        pytest.param(
            early('percent: "0.99"', f'{HOLDS}, individual: {{member: "0.50"}}'),
            "early-bird-not-lower", f"{FEES}.early_bird.percent",
            "0.99% off the price of member, £0.50, is no less", id="a per cent of less than half"),
        pytest.param(
            early('percent: "50"', f'{HOLDS}, cohort: {{size: 6, prices: {{member: "0.00"}}}}'),
            "early-bird-not-lower", f"{FEES}.early_bird.percent",
            "50% off the price of member, £0.00, is no less", id="half of nothing"),
        pytest.param(
            early('percent: "10"').replace("not-announced", "{weeks_before_start: 521}"),
            "out-of-bounds", f"{FEES}.early_bird.until.weeks_before_start",
            "a deadline is at most 520 weeks before the start", id="a week more than ten years"),
        # Names, rules and lengths
        pytest.param(
            course("") + "requirements:\n"
            "  course: {title: R, source: page, satisfied_by: is-so, rules: {}}\n"
            "facts: {is-so: {question: Is it so?}}\n",
            "reserved-name", "requirements.course",
            '"course" is a qualification and a requirement; one of them needs another name',
            id="a name for two things"),
        pytest.param(
            course("") + "facts: {same-intake: {question: Is it?}}\n", "reserved-name",
            "facts.same-intake",
            'the fact "same-intake" means the same in every catalogue and is not for one to '
            "declare", id="a fact of every catalogue"),
        pytest.param(
            course("") + "facts: {other-verified: {question: Is it?}}\n", "reserved-name",
            "facts.other-verified",
            'the fact "other-verified" means the same in every catalogue and is not for one to '
            "declare", id="the fact that a category is verified"),
        pytest.param(
            course("duration_months: 601"), "out-of-bounds",
            "qualifications.course.duration_months", "a course takes at most 600 months, not 601",
            id="a month more than fifty years"),
    ],
)  # fmt: skip
def test_a_contradiction_is_told_where_it_stands(
    text: str, kind: str, path: str, message: str
) -> None:
    with pytest.raises(CatalogueError) as caught:
        parsed(text)
    told = [(fault.kind.value, fault.path, fault.message) for fault in caught.value.faults]
    assert (kind, path, message) in told
    assert [each for each in told if each[0] == kind] == [(kind, path, message)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(rates("2011-01-04 2011-01-04"), id="a rate of one day"),
        pytest.param(rates("2011-01-04 2011-12-31", "2012-01-01"), id="rates day by day"),
        pytest.param(rates("2012-01-01", "2011-01-04"), id="a rate that the next one ends"),
        pytest.param(
            intake("applications: {opens_on: 2024-02-01, closes_on: 2024-02-01}"),
            id="applications of one day"),
        pytest.param(
            intake("final_payment_on: 2024-02-01, applications: {opens_on: 2024-02-01}"),
            id="applications open as final payment is due"),
        pytest.param(
            intake("starts_on: 2024-02-02, applications: {opens_on: 2024-02-01}"),
            id="applications open the day before it starts"),
        pytest.param(
            intake("starts_on: not-announced, applications: {opens_on: 2024-02-01}"),
            id="applications open before an unknown start"),
        pytest.param(fees(f"{HOLDS}, {SINGLE}"), id="individual prices alone"),
        pytest.param(fees(f"{HOLDS}, {GROUP}"), id="cohort prices alone"),
        pytest.param(fees(f"{HOLDS}, valid_through: 2020-01-01, {SINGLE}"), id="prices of a day"),
        pytest.param(
            fees(f"{HOLDS}, cohort: {{size: 2, prices: {{member: '1.00'}}}}"),
            id="a cohort of two"),
        pytest.param(
            fees(f"{HOLDS}, cohort: {{size: 100000, prices: {{member: '1.00'}}}}"),
            id="the largest cohort"),
        pytest.param(early('individual: {member: "9.99"}'), id="an early bird a penny lower"),
        pytest.param(early('cohort: {member: "59.99"}'), id="an early cohort a penny lower"),
        pytest.param(early('percent: "0.01"', f'{HOLDS}, individual: {{member: "100.00"}}'),
            id="the least per cent, of a hundred pounds"),
        # 0.50 less 1.01% is 0.49495, half-up 0.49.
        pytest.param(early('percent: "1.01"', f'{HOLDS}, individual: {{member: "0.50"}}'),
            id="a per cent that lowers a price by a penny"),
        # Beside printed prices a per cent is only a check.
        pytest.param(early('percent: "0", individual: {member: "9.00"}'),
            id="no per cent beside a price"),
        pytest.param(
            early('percent: "10"').replace("not-announced", "{weeks_before_start: 520}"),
            id="ten years before the start"),
        pytest.param(course("duration_months: 600"), id="fifty years"),
        pytest.param(course("") + "facts: {member: {question: Is it?}}\n", id="a fact of its own"),
    ],
)  # fmt: skip
def test_what_is_just_within_its_bounds_is_sound(text: str) -> None:
    assert parsed(text).format == 1
