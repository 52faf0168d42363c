"""How quotes are worked out: every step in full, with the sources of its figures."""

from dataclasses import replace
from datetime import date

import pytest
from support import catalogue, parsed, quoted

from rrn_fees.catalogue.model import IntakeStatus
from rrn_fees.deadlines.windows import IntakeWindow
from rrn_fees.pricing.explanation import explanation, sources_of, validity
from rrn_fees.pricing.price_list import PriceRow

RULES = catalogue("rules")
DAY = "The quote is for Thursday 1 February 2024."
ROUNDED = "rounded once, on the sum of the lines, to the nearest penny, half a penny up"
TAX_POINT = "at the tax point Thursday 1 February 2024"
STANDARD = f"VAT at the standard rate, 20% since Tuesday 4 January 2011, {TAX_POINT}"


@pytest.mark.parametrize(
    ("texts", "more", "steps"),
    [
        pytest.param(
            ["cheap-cohort:7"], {},
            [
                (DAY, ""),
                (("Member: the price of a cohort of 6 learners of one organisation is "
                  "£450.00 + VAT "
                 "(from 1 Jan 2020). 1 full cohort at £450.00 comes to £450.00."), "page"),
                (("Member: the price of one learner is £100.00 + VAT (from 1 Jan 2020). 1 learner "
                 "at £100.00 comes to £100.00."), "page"),
                ("The cohort fee saves £150.00 + VAT against individual fees (1 cohort of 6).",
                 "page"),
                (f"{STANDARD}: 20% of £550.00 is £110.00, {ROUNDED}.", "law"),
                # 660 / 7 = 94.2857
                ("Together £550.00 + £110.00 VAT = £660.00, about £94.29 for each of 7 learners.",
                 ""),
            ],
            id="a cohort and another"),
        pytest.param(
            ["early:2"], {},
            [
                (DAY, ""),
                (("Early Bird: intake 2024-09 starts on Monday 2 September 2024 and is open until "
                 "Wednesday 31 July 2024, when final payment is due."), "page"),
                (("Member: the early-bird price of one learner is £900.00 + VAT (until 31 May "
                 "2024). 2 learners at £900.00 come to £1,800.00."), "page"),
                (("Early-bird price, earned by applying by Friday 31 May 2024. After that it is "
                 "£200.00 + VAT more."), "page"),
                (f"{STANDARD}: 20% of £1,800.00 is £360.00, {ROUNDED}.", "law"),
                ("Together £1,800.00 + £360.00 VAT = £2,160.00, £1,080.00 for each of 2 learners.",
                 ""),
            ],
            id="an early bird of an intake"),
        pytest.param(
            ["exempt", "outside-scope", "reduced:2"], {},
            [
                (DAY, ""),
                (("exempt, Member: the price of one learner is £10.00 (from 1 Jan 2020). 1 learner "
                 "at £10.00 comes to £10.00."), "page"),
                (("outside-scope, Member: the price of one learner is £10.00 (from 1 Jan 2020). 1 "
                 "learner at £10.00 comes to £10.00."), "page"),
                (("reduced, Member: the price of one learner is £0.30 + VAT (from 1 Jan 2020). 2 "
                 "learners at £0.30 come to £0.60."), "page"),
                ("£10.00 is exempt from VAT and carries none.", "page"),
                ("£10.00 is outside the scope of VAT and carries none.", "page"),
                (("VAT at the reduced rate, 5% since Saturday 1 January 2000, at the tax point "
                 f"Thursday 1 February 2024: 5% of £0.60 is £0.03, {ROUNDED}."), "law"),
                # 20.63 / 4 = 5.1575
                ("Together £20.60 + £0.03 VAT = £20.63, about £5.16 for each of 4 learners.", ""),
            ],
            id="three treatments of VAT"),
        pytest.param(
            ["inclusive:3", "cheap-cohort"], {},
            [
                (DAY, ""),
                (("inclusive, Member: the price of a cohort of 3 learners of one organisation is "
                 "£299.99 with VAT (from 1 Jan 2020). 1 full cohort at £299.99 comes to £299.99."),
                 "page"),
                (("cheap-cohort, Member: the price of one learner is £100.00 + VAT (from 1 Jan "
                 "2020). 1 learner at £100.00 comes to £100.00."), "page"),
                (("inclusive: The cohort fee saves £0.01 with VAT against individual fees "
                  "(1 cohort "
                 "of 3)."), "page"),
                # 20.00 + 49.998 = 69.998
                ((f"{STANDARD}: 20% of £100.00 and 20/120 of £299.99, which includes it, is "
                  "£70.00, "
                 f"{ROUNDED}."), "law"),
                # 419.99 / 4 = 104.9975
                ("Together £349.99 + £70.00 VAT = £419.99, about £105.00 for each of 4 learners.",
                 ""),
            ],
            id="VAT inside and on top"),
        pytest.param(
            ["odd-standard", "odd-other"], {},
            [
                (DAY, ""),
                (("odd-standard, Member: the price of one learner is £0.02 + VAT (from 1 "
                  "Jan 2020). "
                 "1 learner at £0.02 comes to £0.02."), "page"),
                (("odd-other, Member: the price of one learner is £0.02 + VAT (from 1 Jan 2020). 1 "
                 "learner at £0.02 comes to £0.02."), "page"),
                (("VAT at the standard rate, 20% since Tuesday 4 January 2011 and the other rate, "
                 f"20% since Tuesday 4 January 2011, {TAX_POINT}: 20% of £0.04 is £0.01, "
                 f"{ROUNDED}."), "law"),
                ("Together £0.04 + £0.01 VAT = £0.05, about £0.03 for each of 2 learners.", ""),
            ],
            id="two codes at one rate"),
        pytest.param(
            ["early-percent"], {"tax_point": date(2009, 6, 1)},
            [
                (DAY, ""),
                # 99.99 x 0.875 = 87.49125
                (("Member: the early-bird price of one learner is £87.49 + VAT, the standard price "
                 "less 12.5% (from 1 Jan 2020 until 31 May 2024). 1 learner at £87.49 comes to "
                 "£87.49."), "page"),
                (("Early-bird price, earned by applying by Friday 31 May 2024. After that it is "
                 "£12.50 + VAT more."), "page"),
                # 13.1235
                (("VAT at the standard rate, 15% since Monday 1 December 2008, at the tax point "
                 f"Monday 1 June 2009: 15% of £87.49 is £13.12, {ROUNDED}."), "law"),
                ("Together £87.49 + £13.12 VAT = £100.61.", ""),
            ],
            id="a per cent off, and another tax point"),
        pytest.param(
            ["closed-beside"], {"intake": "later", "indicative": True},
            [
                (DAY, ""),
                ("Closed Beside a Dated One: intake later is closed, as its page says.", "page"),
                (("Member: the price of one learner is £10.00 + VAT (closed). 1 learner at £10.00 "
                 "comes to £10.00."), "page"),
                (f"{STANDARD}: 20% of £10.00 is £2.00, {ROUNDED}.", "law"),
                ("Together £10.00 + £2.00 VAT = £12.00.", ""),
            ],
            id="an intake that is closed"),
    ],
)  # fmt: skip
def test_a_quote_is_explained_step_by_step(
    texts: list[str], more: dict[str, object], steps: list[tuple[str, str]]
) -> None:
    found = explanation(quoted(*texts, of=RULES, **more), RULES)
    assert [(step.text, " ".join(step.sources)) for step in found] == steps


@pytest.mark.parametrize(
    ("name", "intake", "text"),
    [
        pytest.param(
            "windows", "2024-03",
            "Windows: intake March 2024 (2024-03) starts on Wednesday 20 March 2024 and is open "
            "until Saturday 10 February 2024, when applications close.", id="applications close"),
        pytest.param(
            "same-day", "next",
            "Same Day: intake next is open until Friday 1 March 2024, when applications close.",
            id="without a start"),
        pytest.param(
            "cohort-elsewhere", "a",
            "Cohorts in Another Intake: intake a starts on Wednesday 1 May 2024 and is open until "
            "Tuesday 30 April 2024, the day before it starts.", id="the day before it starts"),
        pytest.param(
            "undated", "next",
            "Undated: intake Next (next) has neither a start nor a last day for applying or paying "
            "announced.", id="without dates"),
    ],
)  # fmt: skip
def test_the_intake_is_explained_by_what_ends_it(name: str, intake: str, text: str) -> None:
    quote = quoted(name, of=RULES, intake=intake, indicative=True)
    assert explanation(quote, RULES)[1] == (text, ("page",))


def test_an_intake_has_its_own_source_where_it_names_one() -> None:
    [_, intake, *_] = explanation(quoted("notices-a", of=RULES), RULES)
    assert intake.sources == ("law",)


@pytest.mark.parametrize(
    ("per", "mode", "vat", "how"),
    [
        # 3 at 0.23: 13.8 pence of VAT in all, 4.6 on each.
        ("rate", "half-up", "0.14",
         "rounded once, on the sum of the lines, to the nearest penny, half a penny up"),
        ("rate", "down", "0.13", "rounded once, on the sum of the lines, down"),
        ("line", "half-up", "0.14", "rounded on each line, to the nearest penny, half a penny up"),
        ("line", "down", "0.13", "rounded on each line, down"),
        ("unit", "half-up", "0.15", "rounded on each price, to the nearest penny, half a penny up"),
        ("unit", "down", "0.12", "rounded on each price, down"),
    ],
)  # fmt: skip
def test_the_rounding_is_explained_as_the_catalogue_has_it(
    per: str, mode: str, vat: str, how: str
) -> None:
    of = parsed(
        "format: 1\ncurrency: GBP\ncategories: {member: {label: Member}}\n"
        f"sources: {{page: {{title: Page}}}}\nvat:\n  rounding: {{per: {per}, mode: {mode}}}\n"
        '  rates: {standard: [{valid_from: 2011-01-04, percent: "20", source: page}]}\n'
        "qualifications:\n  course: {title: Course, kind: training, source: page, fees: [\n"
        "    {valid_from: 2020-01-01, vat: standard, source: page,\n"
        '     individual: {member: "0.23"}}]}\n'
    )
    [*_, of_vat, _] = explanation(quoted("course:3", of=of), of)
    assert of_vat.text == f"{STANDARD}: 20% of £0.69 is £{vat}, {how}."


STANDING = quoted("cheap-cohort", of=RULES).lines[0].row
EARLY = quoted("early-paid", of=RULES).lines[0].row
WINDOW = EARLY.window
assert WINDOW is not None
FIRST, LAST = date(2024, 1, 2), date(2024, 12, 3)


def within(window: IntakeWindow) -> PriceRow:
    return replace(STANDING, window=window, valid_from=FIRST, valid_through=LAST)


@pytest.mark.parametrize(
    ("row", "text"),
    [
        pytest.param(replace(STANDING, valid_from=None), "at any time", id="no days"),
        pytest.param(replace(STANDING, valid_from=FIRST), "from 2 Jan 2024", id="a first day"),
        pytest.param(
            replace(STANDING, valid_from=None, valid_through=LAST), "until 3 Dec 2024",
            id="a last day"),
        pytest.param(
            replace(STANDING, valid_from=FIRST, valid_through=LAST),
            "from 2 Jan 2024 until 3 Dec 2024", id="both days"),
        pytest.param(EARLY, "until 8 Jul 2024, by payment", id="earned by payment"),
        pytest.param(
            replace(EARLY, until=None), "deadline not announced", id="an early bird's deadline"),
        pytest.param(
            replace(EARLY, early_bird=False, earned_by=None, until=None), "until 8 Jul 2024",
            id="a standard price has no such deadline"),
        pytest.param(within(WINDOW), "from 2 Jan 2024 until 3 Dec 2024", id="an intake with dates"),
        pytest.param(
            within(WINDOW._replace(last_day=None)), "dates not announced",
            id="an intake without a last day"),
        pytest.param(
            within(WINDOW._replace(status=IntakeStatus.SPECULATIVE, scheduled=False)),
            "dates not announced", id="a speculative intake"),
        pytest.param(
            within(WINDOW._replace(status=IntakeStatus.CLOSED, scheduled=False, last_day=None)),
            "closed", id="a closed intake"),
    ],
)  # fmt: skip
def test_when_a_price_can_be_had_is_said_by_what_is_announced(row: PriceRow, text: str) -> None:
    assert validity(row) == text


@pytest.mark.parametrize(
    ("name", "sources"),
    [
        pytest.param("cheap-cohort", ["page"], id="of its page and its fees"),
        pytest.param("notices-a", ["page", "law"], id="of an intake"),
        pytest.param("notices-b", ["page", "law"], id="of a notice"),
    ],
)
def test_the_sources_of_a_qualification_are_those_that_its_facts_name(
    name: str, sources: list[str]
) -> None:
    found = sources_of(name, RULES)
    assert [*found] == sources
    assert all(found[source] is RULES.sources[source] for source in sources)
