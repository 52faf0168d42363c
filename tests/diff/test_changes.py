"""What a change of the catalogue does: each thing that differs is told, once, and nothing else."""

import json
import re
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from support import FEBRUARY, SHIPPED, catalogue, parsed, working_days, written

from rrn_fees import Catalogue, Changes, RequestError, diff_catalogues
from rrn_fees.diff.fact_changes import Section, steps_of
from rrn_fees.diff.price_changes import Amounts, Difference, Limit, PriceChange
from rrn_fees.formats import Format
from rrn_fees.money import percent_change, signed_percent_text

TEXT = SHIPPED.read_text(encoding="utf-8")
HEAD = """
format: 1
currency: GBP
categories: {member: {label: Member}}
sources: {page: {title: Page}}
vat:
  rates:
    standard: [{valid_from: 2011-01-04, percent: "20", source: page}]
    reduced: [{valid_from: 2011-01-04, percent: "5", source: page}]
"""


def edited(*edits: tuple[str, str], text: str = TEXT) -> Catalogue:
    """Return a catalogue with one or more passages of its text replaced."""
    for passage, by in edits:
        assert text.count(passage) == 1, passage
        text = text.replace(passage, by)
    return parsed(text)


def changes(old: Catalogue, new: Catalogue, on: date = FEBRUARY, **more: int) -> Changes:
    return diff_catalogues(old, new, on, working_days(), **more)


def of_edit(*edits: tuple[str, str], text: str = TEXT, **more: Any) -> Changes:
    return changes(parsed(text), edited(*edits, text=text), **more)


def course(*fees: str, head: str = HEAD, more: str = "") -> str:
    """Return the text of a catalogue with one qualification and these fee schedules."""
    listed = "".join(f"      - {{source: page, {fee}}}\n" for fee in fees)
    return (
        f"{head}qualifications:\n  course:\n    title: Course\n    kind: training\n"
        f"    source: page\n{more}    fees:\n{listed}"
    )


def between(old: str, new: str, **more: Any) -> Changes:
    return changes(parsed(course(old)), parsed(course(new)), **more)


def only(found: Changes) -> PriceChange:
    [change] = found.prices
    assert not found.deadlines
    assert not found.facts
    return change


def facts(found: Changes, section: Section) -> list[tuple[str, str | None, str | None]]:
    return [(fact.path, fact.old, fact.new) for fact in found.of(section)]


# Prices ----------------------------------------------------------------------------------------


def test_one_price_that_differs_is_that_row_in_pounds_for_one_learner_and_for_six() -> None:
    change = only(of_edit(('member: "799.00"', 'member: "829.00"')))
    row = change.row
    assert (change.kind, row.qualification, row.category, row.basis, row.intake) == (
        "dearer", "certificate", "member", "individual", "2024-05"
    )  # fmt: skip
    assert change.old
    assert change.new
    assert change.old.one == Amounts(799_00, 159_80, 958_80)
    assert change.new.one == Amounts(829_00, 165_80, 994_80)
    assert change.one == Difference(30_00, 36_00, 375, 375)
    assert (change.at.learners, change.old.group.net, change.new.group.net) == (6, 4794_00, 4974_00)
    assert change.group == Difference(180_00, 216_00, 375, 375)
    assert change.differences == (change.one, change.group)


def test_the_group_may_have_another_size() -> None:
    change = only(of_edit(('member: "799.00"', 'member: "829.00"'), learners=12))
    assert change.group == Difference(360_00, 432_00, 375, 375)


def test_a_cohort_price_is_told_whole_and_for_each_of_its_learners() -> None:
    change = only(of_edit(('member: "4794.00"', 'member: "4700.00"'), learners=100))
    assert (change.kind, change.row.basis, change.at.learners) == ("cheaper", "cohort", 6)
    assert change.group == Difference(-94_00, -112_80, -196, -196)
    assert change.new
    assert change.new.purchase is change.new.group
    assert change.new.one == Amounts(783_33, 156_67, 940_00)
    assert change.one == Difference(-15_67, -18_80, -196, -196)


def test_an_early_bird_is_a_price_of_its_own_for_each_intake() -> None:
    found = of_edit(('{member: "1656.00"', '{member: "1600.00"'))
    assert [(each.kind, each.row.early_bird, each.row.intake) for each in found.prices] == [
        ("cheaper", True, "2024-autumn"),
        ("cheaper", True, "2025-early"),
    ]
    assert not found.facts


@pytest.mark.parametrize(
    ("old", "new", "kind", "one"),
    [
        pytest.param(
            'prices_include_vat: true, vat: standard, individual: {member: "120.00"}',
            'prices_include_vat: true, vat: standard, individual: {member: "126.00"}',
            "dearer", Difference(5_00, 6_00, 500, 500), id="with VAT",
        ),
        pytest.param(
            'vat: exempt, individual: {member: "100.00"}',
            'vat: exempt, individual: {member: "99.00"}',
            "cheaper", Difference(-1_00, -1_00, -100, -100), id="exempt",
        ),
        pytest.param(
            'vat: outside-scope, individual: {member: "0.00"}',
            'vat: outside-scope, individual: {member: "99.00"}',
            "dearer", Difference(99_00, 99_00, None, None), id="from nothing",
        ),
        pytest.param(
            'vat: standard, individual: {member: "100.00"}',
            'vat: reduced, individual: {member: "100.00"}',
            "cheaper", Difference(0, -15_00, 0, -1250), id="another rate",
        ),
        pytest.param(
            'vat: standard, individual: {member: "100.00"}',
            'vat: reduced, individual: {member: "110.00"}',
            "cheaper", Difference(10_00, -4_50, 1000, -375), id="dearer before VAT",
        ),
        pytest.param(
            'prices_include_vat: true, vat: standard, individual: {member: "120.00"}',
            'prices_include_vat: true, vat: reduced, individual: {member: "120.00"}',
            "dearer", Difference(14_29, 0, 1429, 0), id="only before VAT",
        ),
    ],
)  # fmt: skip
def test_what_is_paid_decides(old: str, new: str, kind: str, one: Difference) -> None:
    found = between(f"valid_from: 2024-01-01, {old}", f"valid_from: 2024-01-01, {new}")
    [change] = found.prices
    assert (change.kind, change.one) == (kind, one)
    assert found.has_increase is (kind == "dearer")


def test_another_vat_code_at_the_same_rate_is_no_change_of_price_and_is_told() -> None:
    head = HEAD.replace('"5"', '"20"')
    fee = 'valid_from: 2024-01-01, vat: standard, individual: {member: "100.00"}'
    found = changes(
        parsed(course(fee, head=head)),
        parsed(course(fee.replace("standard", "reduced"), head=head)),
    )
    assert not found.prices
    assert facts(found, Section.OTHER) == [
        ("qualifications.course.fees[0].vat", "standard", "reduced")
    ]


def test_a_price_printed_with_vat_in_place_of_without_is_told_though_nobody_pays_more() -> None:
    fee = "valid_from: 2024-01-01, vat: standard"
    found = between(
        f'{fee}, individual: {{member: "100.00"}}',
        f'{fee}, prices_include_vat: true, individual: {{member: "120.00"}}',
    )
    assert not found.prices
    assert facts(found, Section.OTHER) == [
        ("qualifications.course.fees[0].prices_include_vat", "false", "true"),
        ("qualifications.course.fees[0].individual.member", "100.00", "120.00"),
    ]


BEFORE_ANY_RATE = date(2010, 1, 1)


def test_without_a_rate_in_force_vat_is_unknown_and_prices_are_compared_as_printed() -> None:
    fee = "valid_from: 2009-01-01, vat: standard"
    dearer = between(
        f'{fee}, individual: {{member: "100.00"}}',
        f'{fee}, individual: {{member: "110.00"}}',
        on=BEFORE_ANY_RATE,
    )
    change = only(dearer)
    assert (change.kind, change.one) == ("dearer", Difference(10_00, None, 1000, None))
    assert not change.at.is_known_with_vat
    with_vat = f"{fee}, prices_include_vat: true"
    change = only(
        between(
            f'{with_vat}, individual: {{member: "100.00"}}',
            f'{with_vat}, individual: {{member: "90.00"}}',
            on=BEFORE_ANY_RATE,
        )
    )
    assert (change.kind, change.one) == ("cheaper", Difference(None, -10_00, None, -1000))


def test_what_cannot_be_compared_is_told_and_may_be_an_increase() -> None:
    fee = "valid_from: 2009-01-01, vat: standard"
    found = between(
        f'{fee}, individual: {{member: "100.00"}}',
        f'{fee}, prices_include_vat: true, individual: {{member: "100.00"}}',
        on=BEFORE_ANY_RATE,
    )
    [change] = found.prices
    assert (change.kind, change.one) == ("not-comparable", Difference(None, None, None, None))
    assert found.has_increase


def test_a_cohort_without_a_rate_is_shared_out_as_printed() -> None:
    fee = "valid_from: 2009-01-01, vat: standard, cohort: {size: 6, prices: {member: "
    change = only(between(f'{fee}"600.00"}}}}', f'{fee}"606.00"}}}}', on=BEFORE_ANY_RATE))
    assert change.one == Difference(1_00, None, 100, None)


def test_rounding_that_shows_only_in_a_group_is_a_change() -> None:
    fee = 'valid_from: 2024-01-01, vat: standard, individual: {member: "1.02"}'
    per_unit = HEAD.replace("  rates:", "  rounding: {per: unit}\n  rates:")
    found = changes(parsed(course(fee)), parsed(course(fee, head=per_unit)))
    [change] = found.prices
    assert change.one == Difference(0, 0, 0, 0)
    assert change.group
    assert (change.kind, change.group.gross) == ("cheaper", -2)
    assert facts(found, Section.VAT) == [("vat.rounding.per", "rate", "unit")]


def test_a_rate_of_vat_added_is_told_and_compared_from_its_day_on() -> None:
    added = 'percent: "20", source: finance-no2-act-2010}\n'
    new = f'{added}      - {{valid_from: 2027-01-01, percent: "22", source: finance-act-1991}}\n'
    before = of_edit((added, new), on=date(2026, 12, 31))
    assert not before.prices
    assert facts(before, Section.VAT) == [
        ("vat.rates.standard[4].valid_from", None, "2027-01-01"),
        ("vat.rates.standard[4].percent", None, "22"),
        ("vat.rates.standard[4].source", None, "finance-act-1991"),
    ]
    after = of_edit((added, new), on=date(2027, 1, 1))
    assert len(after.prices) == 16
    assert after.prices[0].one == Difference(0, 15_98, 0, 167)


RATES = '[{valid_from: 2011-01-04, percent: "20", source: page}'


def with_rates(*later: str) -> Catalogue:
    rates = ", ".join([RATES, *(f"{{{rate}, source: page}}" for rate in later)])
    head = HEAD.replace(f"{RATES}]", f"{rates}]")
    return parsed(course("valid_from: 2024-01-01, vat: standard" + held("100.00"), head=head))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], ['valid_from: 2030-01-01, percent: "25"'],
         [(20_00, 25_00, date(2030, 1, 1), None)]),
        (['valid_from: 2030-01-01, percent: "25"'], ['valid_from: 2031-01-01, percent: "25"'],
         [(25_00, 20_00, date(2030, 1, 1), date(2030, 12, 31))]),
        (['valid_from: 2030-01-01, percent: "25"'], ['valid_from: 2030-01-01, percent: "22.5"'],
         [(25_00, 22_50, date(2030, 1, 1), None)]),
        ([], ['valid_from: 2012-01-01, percent: "25"', 'valid_from: 2013-01-01, percent: "20"'],
         []),
        ([], ['valid_from: 2030-01-01, valid_through: 2030-06-30, percent: "20"'],
         [(20_00, None, date(2030, 7, 1), None)]),
        ([], ['valid_from: 2030-01-01, percent: "25"', 'valid_from: 2031-01-01, percent: "25"'],
         [(20_00, 25_00, date(2030, 1, 1), None)]),
    ],
    ids=["added", "put off", "another", "in the past", "ends", "said twice"],
)  # fmt: skip
def test_another_rate_of_vat_is_told_with_its_days(
    old: list[str], new: list[str], expected: list[tuple[Any, ...]]
) -> None:
    found = changes(with_rates(*old), with_rates(*new))
    assert [
        (each.old, each.new, each.valid_from, each.valid_through) for each in found.vat_rates
    ] == expected
    assert {each.code for each in found.vat_rates} <= {"standard"}


def test_a_rate_of_vat_of_a_later_day_stands_in_every_format() -> None:
    later = with_rates('valid_from: 2030-01-01, percent: "25"')
    found = changes(with_rates(), later)
    text = written(found)
    assert "No change" not in text
    assert re.search(r"standard +from 1 Jan 2030 +20% +25%", text)
    markdown = written(found, form=Format.MARKDOWN)
    assert "| standard | from 1 Jan 2030 | 20% | 25% |" in markdown
    document = json.loads(written(found, form=Format.JSON))
    assert document["vat_rates"] == [
        {"code": "standard", "valid_from": "2030-01-01", "valid_through": None, "old": "20",
         "new": "25"}
    ]  # fmt: skip


YEAR = "valid_from: 2024-01-01, valid_through: 2024-12-31, vat: exempt"
FIRST_HALF = "valid_from: 2024-01-01, valid_through: 2024-06-30, vat: exempt"
SECOND_HALF = "valid_from: 2024-07-01, valid_through: 2024-12-31, vat: exempt"


def held(price: str) -> str:
    return f', individual: {{member: "{price}"}}'


def days(found: Changes) -> list[tuple[str, str, str, int | None]]:
    return [
        (each.kind, str(each.valid_from), str(each.valid_through), each.one and each.one.net)
        for each in found.prices
    ]


def test_a_schedule_split_in_time_is_compared_on_the_days_that_both_hold() -> None:
    whole = parsed(course(YEAR + held("100.00")))
    split = parsed(course(SECOND_HALF + held("110.00"), FIRST_HALF + held("100.00")))
    assert days(changes(whole, split)) == [("dearer", "2024-07-01", "2024-12-31", 10_00)]
    assert days(changes(split, whole)) == [("cheaper", "2024-07-01", "2024-12-31", -10_00)]
    both = parsed(course(FIRST_HALF + held("90.00"), SECOND_HALF + held("110.00")))
    assert days(changes(whole, both)) == [
        ("cheaper", "2024-01-01", "2024-06-30", -10_00),
        ("dearer", "2024-07-01", "2024-12-31", 10_00),
    ]


def test_the_same_price_on_other_days_is_no_change_of_price_and_its_days_are_told() -> None:
    found = between(FIRST_HALF + held("100.00"), SECOND_HALF + held("100.00"))
    assert not found.prices
    assert [fact[1:] for fact in facts(found, Section.OTHER)] == [
        ("2024-01-01", "2024-07-01"),
        ("2024-06-30", "2024-12-31"),
    ]


def test_a_price_moved_to_days_of_its_own_is_compared_all_the_same() -> None:
    found = between(FIRST_HALF + held("100.00"), SECOND_HALF + held("120.00"))
    assert days(found) == [("dearer", "2024-07-01", "2024-12-31", 20_00)]


def test_a_price_for_days_that_had_none_is_new_and_one_that_ends_is_gone() -> None:
    one = parsed(course(FIRST_HALF + held("100.00")))
    two = parsed(course(FIRST_HALF + held("100.00"), SECOND_HALF + held("120.00")))
    assert days(changes(one, two)) == [("new", "2024-07-01", "2024-12-31", None)]
    assert days(changes(two, one)) == [("gone", "2024-07-01", "2024-12-31", None)]


def test_prices_that_hold_on_the_same_days_are_compared_in_their_order() -> None:
    old = parsed(course(YEAR + held("100.00"), YEAR + held("200.00"), YEAR + held("300.00")))
    new = parsed(course(YEAR + held("300.00"), YEAR + held("210.00"), YEAR + held("100.00")))
    assert days(changes(old, new)) == [("dearer", "2024-01-01", "2024-12-31", 10_00)]


def test_two_that_share_one_day_are_compared_on_that_day() -> None:
    last_day = "valid_from: 2024-06-30, valid_through: 2024-12-31, vat: exempt"
    found = between(FIRST_HALF + held("100.00"), last_day + held("120.00"))
    assert days(found) == [("dearer", "2024-06-30", "2024-06-30", 20_00)]
    ambiguous = course(FIRST_HALF + held("100.00"), last_day + held("120.00"))
    found = changes(parsed(ambiguous), parsed(course(YEAR + held("110.00"))))
    assert days(found) == [
        ("dearer", "2024-01-01", "2024-12-31", 10_00),
        ("gone", "2024-06-30", "2024-12-31", None),
    ]


def test_a_price_that_was_there_twice_and_is_there_once_is_gone_once() -> None:
    twice = course(YEAR + held("100.00"), YEAR + held("100.00"))
    found = changes(parsed(twice), parsed(course(YEAR + held("100.00"))))
    assert days(found) == [("gone", "2024-01-01", "2024-12-31", None)]


def test_a_price_that_can_never_be_had_is_told_as_what_the_file_says() -> None:
    intakes = "    intakes: {may: {starts_on: 2023-05-01}}\n"
    old, new = (course(YEAR + held(price), more=intakes) for price in ("100.00", "110.00"))
    found = changes(parsed(old), parsed(new))
    assert not found.prices
    path = "qualifications.course.fees[0].individual.member"
    assert facts(found, Section.OTHER) == [(path, "100.00", "110.00")]


def test_another_size_of_cohort_is_another_price() -> None:
    found = of_edit(('size: 6, prices: {member: "4794.00"', 'size: 5, prices: {member: "4794.00"'))
    assert [(each.kind, each.row.size) for each in found.prices] == [
        ("new", 5), ("new", 5), ("gone", 6), ("gone", 6),
    ]  # fmt: skip
    assert facts(found, Section.ELIGIBILITY) == [
        ("qualifications.certificate.fees[0].cohort.size", "6", "5")
    ]


def test_a_group_has_at_least_two_learners_and_a_day_no_time() -> None:
    for learners in (2, 100_000):
        assert changes(catalogue(), catalogue(), learners=learners).is_empty
    for learners in (1, 100_001, True):
        with pytest.raises(RequestError, match="from 2 to 100,000 learners"):
            changes(catalogue(), catalogue(), learners=learners)
    with pytest.raises(RequestError, match="date without a time"):
        changes(catalogue(), catalogue(), on=datetime(2024, 2, 1))  # noqa: DTZ001


def test_a_percent_of_change_is_rounded_half_up_whichever_way_it_goes() -> None:
    assert percent_change(80_000, 80_002) == 0
    assert percent_change(20_000, 20_001) == 1  # 0.005%
    assert percent_change(20_000, 19_999) == -1
    assert percent_change(0, 1) is None
    assert [signed_percent_text(percent) for percent in (375, -375, -5, 0)] == [
        "3.75", "-3.75", "-0.05", "0",
    ]  # fmt: skip


ONE_HUNDRED = 'individual: {member: "100.00"}'
SIX_AT_590 = 'cohort: {size: 6, prices: {member: "590.00"}}'
EARLY_90 = 'early_bird: {individual: {member: "90.00"}, until: 2024-03-01}'
LEFT = [
    # id, the fee schedule before, and after, whether anyone pays more than before
    ("an early bird removed", f"{ONE_HUNDRED}, {EARLY_90}", ONE_HUNDRED, True),
    ("an early bird removed, and the standard price is as low",
     f"{ONE_HUNDRED}, {EARLY_90}", 'individual: {member: "90.00"}', False),
    ("a cohort fee removed", f"{ONE_HUNDRED}, {SIX_AT_590}", ONE_HUNDRED, True),
    ("a cohort fee of six individual fees removed",
     f"{ONE_HUNDRED}, {SIX_AT_590.replace('590', '600')}", ONE_HUNDRED, False),
    ("a cohort of six become a cohort of five", f"{ONE_HUNDRED}, {SIX_AT_590}",
     f"{ONE_HUNDRED}, {SIX_AT_590.replace('6, ', '5, ')}", True),
    ("a cohort of six become one of three for less than half", f"{ONE_HUNDRED}, {SIX_AT_590}",
     f"{ONE_HUNDRED}, {SIX_AT_590.replace('6, ', '3, ').replace('590', '290')}", False),
    ("a cohort of six become one of three for more than half", f"{ONE_HUNDRED}, {SIX_AT_590}",
     f"{ONE_HUNDRED}, {SIX_AT_590.replace('6, ', '3, ').replace('590', '296')}", True),
    ("a cohort fee removed that only an early bird undercuts",
     f"{ONE_HUNDRED}, {EARLY_90}, {SIX_AT_590}", f"{ONE_HUNDRED}, {EARLY_90}", True),
]  # fmt: skip


@pytest.mark.parametrize("vat", ["vat: standard", "vat: exempt"])
@pytest.mark.parametrize(
    ("old", "new", "dearer"), [pytest.param(*row[1:], id=row[0]) for row in LEFT]
)
def test_a_lower_price_that_is_gone_is_an_increase_where_what_is_left_costs_more(
    old: str, new: str, vat: str, *, dearer: bool
) -> None:
    fee = f"valid_from: 2024-01-01, {vat}"
    found = between(f"{fee}, {old}", f"{fee}, {new}")
    assert "gone" in found.price_counts
    assert "dearer" not in found.price_counts
    assert found.has_increase is dearer


def test_a_lower_price_that_is_gone_is_an_increase_without_a_rate_of_vat_too() -> None:
    fee = "valid_from: 2009-01-01, vat: standard"
    found = between(
        f"{fee}, {ONE_HUNDRED}, {SIX_AT_590}", f"{fee}, {ONE_HUNDRED}", on=BEFORE_ANY_RATE
    )
    assert found.has_increase


def test_what_can_no_longer_be_had_at_all_is_no_increase() -> None:
    may_and_june = "    intakes: {may: {}, june: {}}\n"
    dear = 'vat: exempt, intakes: [june], individual: {member: "900.00"}'
    text = course(f"vat: exempt, intakes: [may], {ONE_HUNDRED}", dear, more=may_and_june)
    may = f"      - {{source: page, vat: exempt, intakes: [may], {ONE_HUNDRED}}}\n"
    no_may = changes(parsed(text), edited(("may: {}, ", ""), (may, ""), text=text))
    assert no_may.price_counts == {"gone": 1}
    assert not no_may.has_increase
    other = text.partition("qualifications:\n")[2].replace("course:", "other:")
    no_other = changes(parsed(text + other), parsed(text))
    assert no_other.price_counts == {"gone": 2}
    assert not no_other.has_increase


SPRING_2024 = "intakes: {may: {starts_on: 2024-06-01, final_payment_on: 2024-05-20}}"
EARLY_FEE = f"intakes: [may], vat: exempt, {ONE_HUNDRED}, {EARLY_90}"
SHORTER: list[Any] = [
    # id, what of the early bird is edited, the days on which it is dearer
    ("ends before", ("until: 2024-03-01", "until: 2024-02-10"), ("2024-02-11", "2024-03-01")),
    ("ended long ago", ("until: 2024-03-01", "until: 2020-01-01"), ("2024-02-01", "2024-03-01")),
    ("has no day", ("until: 2024-03-01", "until: not-announced"), ("2024-02-01", "2024-03-01")),
    ("is earned by paying", ("2024-03-01", "2024-03-01, earned_by: payment"),
     ("2024-02-01", "2024-03-01")),
    ("is earned by paying at all", ("2024-03-01", "2024-05-20, earned_by: payment"), None),
    ("ends later", ("until: 2024-03-01", "until: 2024-03-02"), None),
    ("ends before, and what is left is as low",
     (f"{ONE_HUNDRED}, {EARLY_90}",
      ('individual: {member: "90.00"}, '
      'early_bird: {individual: {member: "80.00"}, until: 2024-02-10}')), None),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "days"), [pytest.param(*row[1:], id=row[0]) for row in SHORTER])
def test_days_on_which_only_a_dearer_price_is_left_are_an_increase(
    edit: tuple[str, str], days: tuple[str, str] | None
) -> None:
    text = course(EARLY_FEE, more=f"    {SPRING_2024}\n")
    found = changes(parsed(text), edited(edit, text=text))
    assert found.has_increase is bool(days)
    instead = [each for each in found.prices if each.is_instead]
    if days is None:
        assert not instead
        return
    [change] = instead
    assert (str(change.valid_from), str(change.valid_through)) == days
    assert change.kind == "dearer"
    assert change.row.early_bird
    assert change.one == Difference(10_00, 10_00, 11_11, 11_11)
    assert change.old
    assert change.new
    assert not change.new.row.early_bird
    assert found.above(Limit(percent=11_00)) == (change,)
    assert not found.above(Limit(percent=11_12))
    assert found.above(Limit(amount=9_99))
    assert not found.above(Limit(amount=10_00))
    for form in (Format.TABLE, Format.MARKDOWN):
        told = " ".join(written(found, form=form).split())
        assert "only a dearer price is left" in told
    assert '"another_price_is_left": true' in written(found, form=Format.JSON)


FIRST_HALF = "valid_from: 2024-01-01, valid_through: 2024-06-30, vat: exempt"


def test_a_cheap_window_that_is_moved_into_the_past_leaves_the_dear_one() -> None:
    later = 'valid_from: 2024-07-01, vat: exempt, individual: {member: "200.00"}'
    text = course(f"{FIRST_HALF}, {ONE_HUNDRED}", later)
    for window, days in (
        ("valid_from: 2023-01-01, valid_through: 2023-06-30", ("2024-02-01", "2024-06-30")),
        ("valid_from: 2024-01-01, valid_through: 2024-03-31", ("2024-04-01", "2024-06-30")),
    ):
        edit = ("valid_from: 2024-01-01, valid_through: 2024-06-30", window)
        found = changes(parsed(text), edited(edit, text=text))
        [change] = found.prices
        assert (str(change.valid_from), str(change.valid_through)) == days
        assert change.one == Difference(100_00, 100_00, 100_00, 100_00)
        assert found.has_increase
        assert not changes(parsed(text), edited(edit, ("200.00", "99.00"), text=text)).has_increase


def test_a_cohort_fee_of_fewer_days_leaves_as_many_individual_fees() -> None:
    text = course(
        f"{FIRST_HALF}, {ONE_HUNDRED}, {SIX_AT_590}",
        f"valid_from: 2024-07-01, vat: exempt, {ONE_HUNDRED}",
    )
    without = (
        f"{FIRST_HALF}, {ONE_HUNDRED}, {SIX_AT_590}",
        (
            f"valid_from: 2024-01-01, valid_through: 2024-02-29, vat: exempt, {ONE_HUNDRED}, "
            f"{SIX_AT_590}}}\n      - {{source: page, valid_from: 2024-03-01, "
            f"valid_through: 2024-06-30, vat: exempt, {ONE_HUNDRED}"
        ),
    )
    found = changes(parsed(text), edited(without, text=text))
    [change] = found.prices
    assert (change.row.basis, change.row.size, change.is_instead) == ("cohort", 6, True)
    assert (str(change.valid_from), str(change.valid_through)) == ("2024-03-01", "2024-06-30")
    assert change.group == Difference(10_00, 10_00, 1_69, 1_69)
    assert found.above(Limit(amount=1_66))
    assert not found.above(Limit(amount=1_67))


def test_days_before_the_day_of_the_comparison_are_no_increase() -> None:
    text = course(EARLY_FEE, more=f"    {SPRING_2024}\n")
    edit = ("until: 2024-03-01", "until: 2024-01-10")
    assert not changes(parsed(text), edited(edit, text=text), on=date(2024, 3, 2)).has_increase


def test_a_category_that_loses_its_price_is_left_with_that_of_another() -> None:
    head = HEAD.replace("{member: {label: Member}}", "{member: {label: M}, other: {label: O}}")
    both = 'valid_from: 2024-01-01, vat: exempt, individual: {member: "100.00", other: "120.00"}'
    members_gone = both.replace('member: "100.00", ', "")
    others_gone = both.replace(', other: "120.00"', "")
    for left, is_dearer in ((members_gone, True), (others_gone, False)):
        found = changes(parsed(course(both, head=head)), parsed(course(left, head=head)))
        assert found.price_counts == {"gone": 1}
        assert found.has_increase is is_dearer
        assert bool(found.above(Limit(percent=19_99))) is is_dearer
        assert not found.above(Limit(percent=20_00))


def test_an_individual_fee_that_is_gone_leaves_a_whole_cohort() -> None:
    fee = "valid_from: 2024-01-01, vat: exempt"
    found = between(f"{fee}, {ONE_HUNDRED}, {SIX_AT_590}", f"{fee}, {SIX_AT_590}")
    assert found.price_counts == {"gone": 1}
    assert found.has_increase


# Deadlines -------------------------------------------------------------------------------------


def moves(found: Changes) -> list[tuple[str, str, str, str, str]]:
    def told(deadline: Any) -> str:
        return str(deadline and (deadline.date or (deadline.gap and deadline.gap.value)))

    return [
        (each.kind, each.at.subject, each.at.event, told(each.old), told(each.new))
        for each in found.deadlines
    ]


def test_a_deadline_that_moves_is_told_once_and_onto_which_day() -> None:
    found = of_edit(("final_payment_on: 2024-03-28", "final_payment_on: 2024-03-29"))
    assert moves(found) == [
        ("moved", "certificate 2024-05", "final-payment", "2024-03-28", "2024-03-29")
    ]
    [change] = found.deadlines
    assert change.new
    assert change.new.day
    assert change.new.day.off == "Good Friday"
    assert not found.prices
    assert not found.facts


def test_a_start_that_moves_moves_what_hangs_on_it() -> None:
    leap = "      leap: {starts_on: 2024-02-29, final_payment_on: 2024-02-28}"
    path = SHIPPED.parent.parent / "tests" / "catalogues" / "dates.yaml"
    text = path.read_text(encoding="utf-8")
    found = of_edit((leap, leap.replace("2024-02-29", "2024-03-14")), text=text)
    assert [(event, old, new) for _, _, event, old, new in moves(found)] == [
        ("early-bird-ends", "2024-02-15", "2024-02-29"),
        ("course-starts", "2024-02-29", "2024-03-14"),
        ("course-completes", "2025-02-28", "2025-03-14"),
    ]
    assert not found.facts


def test_a_date_that_is_announced_or_withdrawn_is_a_deadline_moved() -> None:
    gap = "status: speculative\n        starts_on: not-announced"
    found = of_edit((gap, gap.replace("not-announced", "2025-02-03")))
    assert (
        "moved",
        "hopes-diploma 2025-early",
        "course-starts",
        "not-announced",
        "2025-02-03",
    ) in (moves(found))
    assert not found.facts


def test_the_end_of_an_early_bird_is_told_once() -> None:
    found = of_edit(("until: not-announced", "until: 2024-09-01"))
    assert moves(found) == [
        ("moved", "hopes-diploma 2024-autumn", "early-bird-ends", "not-announced", "2024-09-01"),
        ("moved", "hopes-diploma 2025-early", "early-bird-ends", "not-announced", "2024-09-01"),
    ]
    assert not found.facts


def early(price: str, until: str) -> str:
    return (
        f'valid_from: 2024-01-01, vat: exempt, individual: {{member: "{price}"}}, '
        f'early_bird: {{individual: {{member: "1.00"}}, until: {until}}}'
    )


def test_early_birds_that_swap_their_ends_are_told_though_the_dates_are_the_same() -> None:
    intakes = "    intakes: {may: {final_payment_on: 2024-03-01}}\n"
    old = course(early("10.00", "2024-03-01"), early("20.00", "2024-03-08"), more=intakes)
    new = course(early("10.00", "2024-03-08"), early("20.00", "2024-03-01"), more=intakes)
    found = changes(parsed(old), parsed(new.replace("_on: 2024-03-01", "_on: 2024-03-08")))
    assert [event for _, _, event, _, _ in moves(found)] == ["final-payment"]
    assert len(facts(found, Section.OTHER)) == 2


def test_the_end_of_an_early_bird_is_told_for_the_intakes_of_its_schedule_alone() -> None:
    intakes = "    intakes: {may: {}, june: {}}\n"
    old, new = (
        course(f"intakes: [may], {early('10.00', until)}", more=intakes)
        for until in ("2024-03-01", "2024-03-08")
    )
    found = changes(parsed(old), parsed(new))
    assert [subject for _, subject, _, _, _ in moves(found)] == ["course may"]
    assert not found.facts


def test_a_deadline_that_two_fee_schedules_share_is_told_once() -> None:
    old, new = (
        course(f"{FIRST_HALF}, {early_until(until)}", f"{SECOND_HALF}, {early_until(until)}")
        for until in ("2024-03-01", "2024-03-08")
    )
    moved = changes(parsed(old), parsed(new))
    assert [move[1:] for move in moves(moved)] == [
        ("course", "early-bird-ends", "2024-03-01", "2024-03-08")
    ]
    assert not moved.facts
    first_alone = old.replace(f", {early_until('2024-03-01')}", f", {ONE_HUNDRED}", 1)
    assert not changes(parsed(old), parsed(first_alone)).deadlines


def early_until(until: str) -> str:
    return f'{ONE_HUNDRED}, early_bird: {{percent: "10", until: {until}}}'


def test_an_early_bird_earned_by_another_act_is_another_deadline() -> None:
    old = course(early("10.00", "2024-03-01"))
    found = changes(parsed(old), parsed(old.replace("until:", "earned_by: payment, until:")))
    assert [(kind, event) for kind, _, event, _, _ in moves(found)] == [
        ("new", "early-bird-ends"),
        ("gone", "early-bird-ends"),
    ]
    assert len(found.facts) == 1


def test_an_early_bird_of_a_qualification_without_intakes_has_a_deadline_too() -> None:
    old, new = (course(early("10.00", until)) for until in ("2024-03-01", "2024-03-08"))
    found = changes(parsed(old), parsed(new))
    assert [move[1:] for move in moves(found)] == [
        ("course", "early-bird-ends", "2024-03-01", "2024-03-08")
    ]
    assert not found.facts


def test_an_early_bird_that_begins_to_count_from_the_start_is_told_as_such() -> None:
    found = of_edit(("until: not-announced", "until: {weeks_before_start: 8}"))
    assert not found.deadlines
    path = "qualifications.hopes-diploma.fees[0].early_bird.until"
    assert facts(found, Section.OTHER) == [
        (path, "not-announced", None),
        (f"{path}.weeks_before_start", None, "8"),
    ]


def test_the_status_of_an_intake_is_told() -> None:
    found = of_edit(
        ("status: scheduled\n        starts_on: 2024-05-07\n        final_payment_on: 2024-03-29",
         "status: closed\n        starts_on: 2024-05-07\n        final_payment_on: 2024-03-29"),
    )  # fmt: skip
    assert facts(found, Section.OTHER) == [
        ("qualifications.diploma.intakes.2024-05.status", "scheduled", "closed")
    ]
    assert not found.prices
    assert not found.deadlines


# Eligibility and everything else ---------------------------------------------------------------


def test_criteria_and_rules_are_told_by_what_they_are_about() -> None:
    found = of_edit(
        ("statement: It is meant for those who give direct support.",
         "statement: It is for those who give direct support.\n        required: true"),
        ("applies_from: 2020-04-01", "applies_from: 2020-05-01"),
        ("question: Is the service in England?", "question: Is it in England?"),
        ("claim: membership of the Restraint Reduction Network", "claim: membership"),
    )  # fmt: skip
    assert len(found.facts) == 5
    told = {path: (old, new) for path, old, new in facts(found, Section.ELIGIBILITY)}
    assert told["qualifications.diploma.criteria[1].required"] == ("false", "true")
    rule = "requirements.certified-training.rules.nhs-commissioning.applies_from"
    assert told[rule] == ("2020-04-01", "2020-05-01")
    assert told["facts.in-england.question"][1] == "Is it in England?"
    assert told["categories.member.claim"][1] == "membership"


def test_a_criterion_removed_is_one_that_is_gone_and_no_other_is_another() -> None:
    text = (
        "      - fact: works-in-services\n"
        "        statement: The Diploma is meant for people who work in services.\n"
        "        source: diploma-page\n"
    )
    found = of_edit((text, ""))
    assert [(fact.old_path, fact.new_path, fact.new) for fact in found.facts] == [
        (f"qualifications.diploma.criteria[0].{key}", None, None)
        for key in ("fact", "statement", "source")
    ]
    assert {fact.kind for fact in found.facts} == {"gone"}


def test_criteria_and_notices_that_change_places_and_words_are_each_known_again() -> None:
    head = HEAD.replace("vat:\n", "facts: {able: {question: A?}, keen: {question: K?}}\nvat:\n")
    able, keen = (
        f"{{fact: {fact}, statement: They are {fact}., source: page}}" for fact in ("able", "keen")
    )
    food, travel = (
        f"{{about: {about}, text: No {about} is included., source: page}}"
        for about in ("food", "travel")
    )
    fee = f"{YEAR}, {ONE_HUNDRED}"
    old = course(
        fee, head=head, more=f"    criteria: [{able}, {keen}]\n    notices: [{food}, {travel}]\n"
    )
    new = course(
        fee, head=head, more=f"    criteria: [{keen}, {able}]\n    notices: [{travel}, {food}]\n"
    )
    new = new.replace("They are", "They may be").replace("No ", "Not even ")
    found = changes(parsed(old), parsed(new)).facts
    assert {fact.kind for fact in found} == {"changed"}
    assert [(fact.old_path, fact.new_path, fact.old, fact.new) for fact in found] == [
        (
            f"qualifications.course.{below}[{was}].{key}",
            f"qualifications.course.{below}[{now}].{key}",
            *said,
        )
        for below, key, was, now, said in (
            ("criteria", "statement", 1, 0, ("They are keen.", "They may be keen.")),
            ("criteria", "statement", 0, 1, ("They are able.", "They may be able.")),
            ("notices", "text", 1, 0, ("No travel is included.", "Not even travel is included.")),
            ("notices", "text", 0, 1, ("No food is included.", "Not even food is included.")),
        )
    ]


def test_a_path_is_taken_apart_into_keys_and_places() -> None:
    assert steps_of("fees[0].cohort") == ["fees", "0", "cohort"]


def test_two_that_say_the_same_have_no_changes() -> None:
    for name in ("shipped", "rules", "dates", "everything"):
        found = changes(catalogue(name), replace(catalogue(name)))
        assert found.is_empty
        assert not found.has_increase


def test_what_joining_costs_is_told_in_pounds_or_as_not_published() -> None:
    [change] = of_edit(('      fee: "0.00"', '      fee: "25.50"')).facts
    assert (change.path, change.old, change.new) == (
        "categories.member.joining.fee", "0.00", "25.50"
    )  # fmt: skip
    told = of_edit(('      fee: "0.00"', "      fee: not-published")).facts
    assert {(fact.old, fact.new) for fact in told} == {("0.00", "not-published")}


def test_another_way_to_apply_and_an_account_code_are_told() -> None:
    found = of_edit(
        ("      email: qualifications@bild.org.uk", "      email: apply@example.org"),
        (
            "    award: BTEC Level 4 Certificate",
            '    award: BTEC Level 4 Certificate\n    account_code: "4000"',
        ),
    )
    assert facts(found, Section.OTHER) == [
        ("qualifications.certificate.how_to_apply.email", "qualifications@bild.org.uk",
         "apply@example.org"),
        ("qualifications.certificate.account_code", None, "4000"),
    ]  # fmt: skip
    assert not found.prices
