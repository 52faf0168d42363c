"""Every check does what it says: its bad example gives its code alone, the mended one nothing."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import SHIPPED, examples, working_days

from rrn_fees.catalogue import reading
from rrn_fees.catalogue.draft import draft_of
from rrn_fees.catalogue.loader import CatalogueFile, read_draft
from rrn_fees.catalogue.model import Intake
from rrn_fees.catalogue.yaml import MappingNode, Node, ScalarNode, SequenceNode, compose
from rrn_fees.checks import acceptance, report
from rrn_fees.checks.check import Check, Example, Family, Level, Pair, Within
from rrn_fees.checks.examples import AS_AT, whole_file
from rrn_fees.checks.intake_names import contradiction, named_time
from rrn_fees.checks.registry import BY_CODE, CHECKS, checks_named, codes_of
from rrn_fees.checks.report import FileReport, checked
from rrn_fees.errors import FaultKind, RequestError

TODAY = date(2026, 11, 22)


def report_on(text: str | bytes, **more: object) -> FileReport:
    content = text.encode() if isinstance(text, str) else text
    asked = {"as_at": AS_AT, **more}
    return checked(draft_of(content, "fees.yaml"), working_days, **asked)  # type: ignore[arg-type]


def codes(report: FileReport) -> list[str]:
    return [finding.check.code for finding in report.findings]


IN_FILES = [
    pytest.param(check, id=f"{check.code} {check.name}")
    for check in CHECKS
    if check.bad.within is not Within.FILE_NAME
]


@pytest.mark.parametrize("check", IN_FILES)
def test_the_bad_example_of_a_check_gives_its_code_and_no_other(check: Check) -> None:
    found = report_on(whole_file(check.bad)).findings
    assert {each.check.code for each in found} == {check.code}, found


@pytest.mark.parametrize("check", IN_FILES)
def test_the_mended_example_of_a_check_gives_nothing(check: Check) -> None:
    report = report_on(whole_file(check.good))
    assert report.findings == (), report.findings


PAIRS = [
    pytest.param(check, pair, id=f"{check.code} {pair.called}")
    for check in CHECKS
    for pair in check.also
]


@pytest.mark.parametrize(("check", "pair"), PAIRS)
def test_each_further_example_gives_its_code_until_it_is_mended(check: Check, pair: Pair) -> None:
    found = report_on(whole_file(pair.bad)).findings
    assert {each.check.code for each in found} == {check.code}, found
    assert not any("this is not YAML" in each.message for each in found)
    assert report_on(whole_file(pair.good)).findings == ()


def test_an_example_is_saved_as_it_says() -> None:
    assert whole_file(Example("£", Within.FILE, encoding="latin-1", times=2)) == b"\xa3\xa3"
    assert whole_file(Example("# £", Within.END_OF_FILE, encoding="latin-1")).endswith(b"# \xa3")


def test_the_example_that_is_the_name_of_a_file_gives_its_code(tmp_path: Path) -> None:
    [check] = [check for check in CHECKS if check.bad.within is Within.FILE_NAME]
    (tmp_path / check.good.text).write_bytes(SHIPPED.read_bytes())
    for example, expected in ((check.bad, [check.code]), (check.good, [])):
        draft = read_draft(CatalogueFile(tmp_path / example.text, example.text))
        found = checked(draft, working_days, as_at=date(2024, 2, 1)).findings
        assert [each.check.code for each in found if each.level is Level.ERROR] == expected


def test_the_registry_is_in_order_and_each_check_has_a_code_and_a_name_of_its_own() -> None:
    in_order = [check.code for check in CHECKS]
    assert in_order == sorted(set(in_order))
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    for check in CHECKS:
        assert re.fullmatch(r"F[0-9]{3}", check.code)
        assert check.family.prefix == check.code[:2]
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", check.name)
        assert not check.summary.endswith(".")
        assert check.summary[0].islower()
        assert check.why.endswith(".")
    assert {check.family for check in CHECKS} == set(Family)


def test_every_kind_of_fault_has_one_check_and_none_of_them_can_be_accepted() -> None:
    of_faults = {check.name: check for check in CHECKS if check.family is not Family.ACCEPTANCES}
    for kind in FaultKind:
        assert (of_faults[kind].level, of_faults[kind].acceptable) == (Level.ERROR, False)
    others = [check for name, check in of_faults.items() if name not in set(FaultKind)]
    assert others
    assert all(check.acceptable for check in others)


def test_a_code_or_a_family_that_does_not_exist_is_refused_with_the_nearest() -> None:
    assert codes_of(["f5", " F305 "]) == codes_of(["sizes", "f305"]) == {"F501", "F502", "F305"}
    with pytest.raises(RequestError) as caught:
        codes_of(["F35", "F305", "price", ""])
    assert len(str(caught.value).splitlines()) == 3
    assert 'There is no check or family of checks "F35"; did you mean F305?' in str(caught.value)
    assert '"price"; did you mean prices?' in str(caught.value)
    assert "A check or family of checks is missing" in str(caught.value)
    assert [check.code for check in checks_named("f305")] == ["F305"]
    assert [check.code for check in checks_named("F5")] == ["F501", "F502"]
    with pytest.raises(RequestError, match="did you mean"):
        checks_named("F999")


ALWAYS = [
    ("F305", "qualifications.certificate.fees[0].cohort.prices.member"),
    ("F305", "qualifications.certificate.fees[0].cohort.prices.non-member"),
    ("F405", "qualifications.diploma.intakes.2024-05.final_payment_on"),
    ("F305", "qualifications.diploma.fees[0].cohort.prices.member"),
    ("F305", "qualifications.diploma.fees[0].cohort.prices.non-member"),
    ("F410", "qualifications.hopes-diploma.intakes"),
    ("F411", "qualifications.hopes-diploma.intakes.2025-early.starts_on"),
    ("F411", "qualifications.hopes-diploma.intakes.2025-early.final_payment_on"),
    ("F411", "qualifications.hopes-diploma.fees[0].early_bird.until"),
]
ONCE_THE_INTAKES_ARE_PAST = [
    ("F409", "qualifications.certificate.intakes"),
    ("F409", "qualifications.diploma.intakes"),
]
# All six were read on one day, which is told once.
BEFORE_THE_PAGES_WERE_READ = [("F412", "sources.certificate-page.read_on")]


@pytest.mark.parametrize(
    ("as_at", "expected"),
    [
        pytest.param(
            date(2024, 2, 1),
            [*ALWAYS, *BEFORE_THE_PAGES_WERE_READ],
            id="while the intakes of May 2024 are open",
        ),
        pytest.param(TODAY, ALWAYS + ONCE_THE_INTAKES_ARE_PAST, id="once they are past"),
    ],
)
def test_what_the_shipped_catalogue_shows_is_true_and_no_error(
    as_at: date, expected: list[tuple[str, str]]
) -> None:
    report = report_on(SHIPPED.read_bytes(), as_at=as_at)
    found = [(finding.check.code, finding.path) for finding in report.findings]
    assert sorted(found) == sorted(expected)
    assert Level.ERROR not in {finding.level for finding in report.findings}


SHIPPED_TEXT = SHIPPED.read_text(encoding="utf-8")


def scalars(node: Node) -> list[tuple[ScalarNode, bool]]:
    """Return every key, and every value, of the shipped catalogue; and whether it is a key."""
    if isinstance(node, ScalarNode):
        return [(node, False)]
    if isinstance(node, SequenceNode):
        return [found for item in node.value for found in scalars(item)]
    assert isinstance(node, MappingNode)
    found = []
    for key, value in node.value:
        found += [(key, True), *scalars(value)]
    return found


EVERY_SCALAR = scalars(compose(SHIPPED_TEXT, "shipped"))


@settings(max_examples=examples(60))
@given(st.sampled_from(EVERY_SCALAR), st.sampled_from(["{a: {b: [c]}}", "[[a]]", '"\\e"']))
def test_a_fault_planted_anywhere_is_reported_where_it_is(
    planted: tuple[ScalarNode, bool], fault: str
) -> None:
    node, is_key = planted
    replaced = '"\\e"' if is_key else fault  # a key that is a mapping is another kind of syntax
    text = SHIPPED_TEXT[: node.start_mark.index] + replaced + SHIPPED_TEXT[node.end_mark.index :]
    if node.style in ("|", ">"):
        text = text.replace(replaced, f"{replaced}\n", 1)
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    found = report_on(text, as_at=TODAY).findings
    there = [f for f in found if f.place and (f.place.line, f.place.column) == (line, column)]
    assert [f for f in there if f.level is Level.ERROR], (line, column, replaced)
    assert all(finding.check.code in BY_CODE for finding in found)


SOUND = """\
format: 1
currency: GBP
categories: {member: {label: Member}, non-member: {label: Non-member}}
sources: {page: {title: Page}}
vat: {rates: {standard: [{valid_from: 2011-01-04, percent: "20", source: page}]}}
qualifications:
  course:
    title: Course
    kind: training
    source: page
    credits: 10
    learning_hours: 100
    intakes:
      2025-05: {starts_on: 2025-05-06, final_payment_on: 2025-03-28}
    fees:
      - intakes: [2025-05]
        vat: standard
        individual: {member: "100.00", non-member: "120.00"}
        cohort: {size: 6, prices: {member: "590.00", non-member: "700.00"}}
        source: page
"""


def with_changes(*changes: tuple[str, str]) -> str:
    text = SOUND
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


SCHEDULE = SOUND.partition("    fees:\n")[2]


def on_days(*windows: str) -> str:
    """Return the fee schedule once for each window, such as ``2025-01-10 2025-01-20``."""
    days = (window.split() for window in windows)
    return "".join(
        SCHEDULE.replace(
            "        vat",
            f"        valid_from: {first}\n        valid_through: {last}\n        vat",
        )
        for first, last in days
    )


def test_the_sound_catalogue_shows_nothing() -> None:
    assert codes(report_on(SOUND)) == []


PAID = "final_payment_on: 2025-03-28"
COHORT = '{size: 6, prices: {member: "590.00", non-member: "700.00"}}'


def early(text: str) -> tuple[str, str]:
    """Return the change that adds an early bird, in line 20."""
    return "        source: page\n", f"        early_bird: {{{text}}}\n        source: page\n"


def scheduled(text: str) -> tuple[str, str]:
    """Return the change that adds to the fee schedule."""
    return "        vat: standard\n", f"        {text}\n        vat: standard\n"


def more_intakes(text: str) -> tuple[str, str]:
    return "    fees:\n", f"      {text}\n    fees:\n"


EARLY_COHORT = (
    'individual: {member: "90.00", non-member: "110.00"}, until: 2025-02-03, '
    'cohort: {member: "541.00", non-member: "650.00"}'
)


def early_individual(member: str, other: str | None = None) -> tuple[str, str]:
    return early(f"individual: {prices(member, other)}, until: 2025-02-03")


def early_cohort(member: str, other: str | None = None) -> tuple[str, str]:
    return early(f"cohort: {prices(member, other)}, until: 2025-02-03")


def prices(member: str, other: str | None) -> str:
    beside = f', non-member: "{other}"' if other else ""
    return f'{{member: "{member}"{beside}}}'


LATE_RATE = '{valid_from: 2011-01-04, percent: "20", source: page}'
EARLY_RATE = '{valid_from: 2008-12-01, valid_through: 2009-12-31, percent: "15", source: page}'
RATE = f"standard: [{LATE_RATE}]"
TEN_OFF = 'percent: "10", until: 2025-02-03'
OPENING = f"{PAID}, applications: {{opens_on: 2024-10-01}}"
RUN = "2025-05: {starts_on: 2025-05-06, final_payment_on: 2025-03-28}"


def run(text: str) -> list[tuple[str, str]]:
    """Return the changes that give the intake a name that says nothing, and other dates."""
    return [(RUN, f"run: {{{text}}}"), ("[2025-05]", "[run]")]


def page_with(key: str) -> tuple[str, str]:
    return "{title: Page}", f"{{title: Page, {key}}}"


def cohort_of_two(member: str) -> tuple[str, str]:
    return COHORT, f'{{size: 2, prices: {{member: "{member}", non-member: "239.00"}}}}'


NO_COHORT = (COHORT, "not-published")
FINDINGS = [
    # id, changes, code, line:column, what the sentence says
    ("a member's cohort fee above a non-member's",
     [('"120.00"', '"105.00"'), ('"700.00"', '"589.00"')], "F301", "19:44",
     "a member's cohort fee, £590.00, is above a non-member's, £589.00"),
    ("a member's early-bird fee above a non-member's", [early_individual("99.00", "98.00")],
     "F301", "20:43", "a member's early-bird individual fee, £99.00, is above a non-member's"),
    ("a member's early-bird cohort fee above a non-member's",
     [('"120.00"', '"105.00"'), ('"700.00"', '"620.00"'), early_cohort("589.00", "588.00")],
     "F301", "20:39", "a member's early-bird cohort fee, £589.00, is above a non-member's"),
    ("members and others alike is no finding", [('"100.00"', '"117.00"'), ('"120.00"', '"117.00"')],
     None, "", ""),
    ("a per cent beside prices that it does not give",
     [early(f'individual: {{member: "90.01", non-member: "108.00"}}, {TEN_OFF}')],
     "F303", "20:43", "10% off £100.00 is £90.00, not £90.01"),
    ("a per cent beside prices below those that it gives",
     [early(f'individual: {{member: "89.99", non-member: "108.00"}}, {TEN_OFF}')],
     "F303", "20:43", "10% off £100.00 is £90.00, not £89.99"),
    ("a per cent beside cohort fees that it does not give",
     [early(f'cohort: {{member: "530.00", non-member: "630.00"}}, {TEN_OFF}')],
     "F303", "20:39", "10% off £590.00 is £531.00, not £530.00"),
    ("a cohort fee of a penny more", [('"590.00"', '"600.01"')], "F304", "19:44",
     "the cohort fee, £600.01, is above 6 individual fees of £100.00, £600.00"),
    ("a cohort fee that is as much", [('"590.00"', '"600.00"')], "F305", "19:44",
     "is exactly 6 individual fees of £100.00: it saves nothing"),
    ("a cohort fee of a penny less is no finding", [('"590.00"', '"599.99"')], None, "", ""),
    ("an early cohort fee against early individual fees", [early(EARLY_COHORT)], "F304", "20:111",
     "the cohort fee, £541.00, is above 6 individual fees of £90.00, £540.00"),
    ("a zero price", [('"100.00"', '"0.00"'), (COHORT, "not-published")], "F307", "18:30",
     "the individual fee of member is zero"),
    ("a zero early-bird price", [early_individual("0.00", "98.00")], "F307", "20:43",
     "the early-bird individual fee of member is zero"),
    ("a zero early-bird cohort price", [early_cohort("0.00", "650.00")], "F307", "20:39",
     "the early-bird cohort fee of member is zero"),
    ("an early-bird price for members alone", [early_individual("90.00")], "F306", "20:34",
     "non-member has no early-bird individual fee here"),
    ("an early-bird cohort price for members alone", [early_cohort("580.00")], "F306", "20:30",
     "non-member has no early-bird cohort fee here"),
    ("a penny is a price",
     [('"100.00"', '"0.01"'), ('"120.00"', '"0.02"'), (COHORT, "not-published")], None, "", ""),
    ("a schedule that ends before the window", [scheduled("valid_through: 2025-03-27")],
     "F309", "14:7", "no price is in force for intake 2025-05 on Friday 28 March 2025"),
    ("a schedule that ends with the window is no finding",
     [scheduled("valid_through: 2025-03-28")], None, "", ""),
    ("a schedule that begins after the window", [scheduled("valid_from: 2025-04-01")],
     "F309", "14:7", "no price is in force for intake 2025-05 on Friday 28 March 2025"),
    ("a schedule that begins after the applications",
     [(PAID, OPENING), scheduled("valid_from: 2024-12-01")],
     "F309", "14:7", "from Tuesday 1 October 2024 to Saturday 30 November 2024"),
    ("an intake that no schedule holds for", [more_intakes("2025-09: {starts_on: 2025-09-02}")],
     "F309", "15:7", "no fee schedule holds for intake 2025-09"),
    ("a closed intake needs no price",
     [more_intakes("2025-09: {starts_on: 2025-09-02, status: closed}")], None, "", ""),
    ("final payment on the day of the start is no finding",
     [(PAID, "final_payment_on: 2025-05-06")], None, "", ""),
    ("final payment a day after the start", [(PAID, "final_payment_on: 2025-05-07")],
     "F402", "14:58",
     "final payment is due on Wednesday 7 May 2025, after the start on Tuesday 6 May 2025"),
    ("applications that close a day after the start",
     [(PAID, "applications: {closes_on: 2025-05-07}")], "F403", "14:66",
     "applications close on Wednesday 7 May 2025, after the start"),
    ("applications that close on the day of the start are no finding",
     [(PAID, "applications: {closes_on: 2025-05-06}")], None, "", ""),
    ("an early bird that ends after final payment",
     [early('percent: "5", until: 2025-03-31')], "F404", "20:43",
     "ends on Monday 31 March 2025, after final payment is due on Friday 28 March 2025"),
    ("an early bird that ends after final payment and after the start is one finding",
     [early('percent: "5", until: 2025-05-07')], "F404", "20:43",
     "ends on Wednesday 7 May 2025, after final payment is due on Friday 28 March 2025"),
    ("an early bird that ends with final payment is no finding",
     [early('percent: "5", until: 2025-03-28')], None, "", ""),
    ("an early bird that ends after the start",
     [(PAID, "applications: {may_close_early: true}"), early('percent: "5", until: 2025-05-07')],
     "F404", "20:43", "after it starts on Tuesday 6 May 2025"),
    ("weeks before a start that lead to a bank holiday",
     [("starts_on: 2025-05-06", "starts_on: 2025-05-22"), (PAID, "label: May"),
      early('percent: "5", until: {weeks_before_start: 21}')], "F405", "20:43",
     "the early bird ends on Thursday 26 December 2024, Boxing Day in England and Wales"),
    ("an early bird that ends on a Sunday", [early('percent: "5", until: 2025-02-02')],
     "F405", "20:43", "the early bird ends on Sunday 2 February 2025: no working day"),
    ("applications that close on Easter Monday",
     [(PAID, "applications: {closes_on: 2025-04-21}")], "F405", "14:66",
     "Monday 21 April 2025, Easter Monday in England and Wales: no working day"),
    ("a closed intake is past, whatever its dates", [(PAID, f"{PAID}, status: closed")],
     "F409", "13:5", "every intake is past on Monday 6 January 2025"),
    ("a speculative intake is not known to open", [(PAID, f"{PAID}, status: speculative")],
     "F410", "13:5", "still to come: 2025-05"),
    ("an intake without dates is not known to open",
     [(f"{{starts_on: 2025-05-06, {PAID}}}", "{label: May}")], "F410", "13:5",
     "still to come: 2025-05"),
    ("applications whose end is not announced",
     [(PAID, f"{PAID}, applications: {{closes_on: not-announced}}")], "F411", "14:96",
     "when applications close is not announced"),
    ("a start that is not published", [("starts_on: 2025-05-06", "starts_on: not-published")],
     "F411", "14:28", "the start is not published"),
    ("a source that was read on the day itself is no finding", [page_with("read_on: 2025-01-06")],
     None, "", ""),
    ("a source that was read on the day after", [page_with("read_on: 2025-01-07")], "F412", "4:40",
     "it was read on Tuesday 7 January 2025, after the day in question, Monday 6 January 2025"),
    ("a source that was read on the day it came out is no finding",
     [page_with("read_on: 2024-12-02, published_on: 2024-12-02")], None, "", ""),
    ("a source that was read before it came out",
     [page_with("read_on: 2024-12-01, published_on: 2024-12-02")], "F412", "4:40",
     "it was read on Sunday 1 December 2024, before it came out on Monday 2 December 2024"),
    ("rates that leave a gap, the latest first", [(RATE, f"standard: [{LATE_RATE}, {EARLY_RATE}]")],
     "F408", "5:121", "from Friday 1 January 2010 to Monday 3 January 2011"),
    ("a code without a rate", [(RATE, "standard: []")], "F408", "5:15",
     'no rate of "standard" is in force on Monday 6 January 2025'),
    ("hours that are not ten times the credits", [("100\n", "99\n")], "F501", "12:21",
     "99 hours of learning are not ten times 10 credits"),
    ("hours that are not published are no finding", [("100\n", "not-published\n")], None, "", ""),
    ("a standard rate that there never was", [('"20"', '"22"')], "F701", "5:60",
     "no UK standard rate of VAT of 22% is known from Tuesday 4 January 2011 on"),
    ("the standard rate a day too early", [("2011-01-04", "2011-01-03")], "F701", "5:60",
     "no UK standard rate of VAT of 20% is known on Monday 3 January 2011"),
    ("the reduced rate as the standard one", [('"20"', '"5"')], "F701", "5:60",
     "no UK standard rate of VAT of 5% is known from Tuesday 4 January 2011 on"),
    ("a cohort fee of a penny less than half", [('"590.00"', '"299.99"')], "F702", "19:44",
     "the cohort fee, £299.99, is below half of 6 individual fees of £100.00, £600.00"),
    ("a cohort fee of half is told as below five fees", [('"590.00"', '"300.00"')],
     "F705", "19:44", "6 learners pay less than 5"),
    ("a cohort of two for a penny less than half", [cohort_of_two("99.99")],
     "F702", "19:44", "is below half of 2 individual fees of £100.00, £200.00"),
    ("a cohort of two for half is no finding",
     [cohort_of_two("100.00")], None, "", ""),
    ("an early cohort fee of a penny less than half",
     [('"590.00"', '"599.00"'), early_cohort("299.99", "650.00")], "F702", "20:39",
     "the early-bird cohort fee, £299.99, is below half of 6 individual fees"),
    ("an early-bird price of a penny less than half", [early_individual("49.99", "110.00")],
     "F703", "20:43",
     "the early-bird individual fee of member, £49.99, is below half of the standard one, £100.00"),
    ("an early-bird price of half is no finding", [early_individual("50.00", "110.00")],
     None, "", ""),
    ("an early-bird cohort fee of a penny less than half",
     [early('individual: {member: "50.00", non-member: "110.00"}, until: 2025-02-03, '
            'cohort: {member: "294.99", non-member: "650.00"}')], "F703", "20:111",
     "the early-bird cohort fee of member, £294.99, is below half of the standard one, £590.00"),
    ("early-bird prices of half are no finding",
     [early('individual: {member: "50.00", non-member: "110.00"}, until: 2025-02-03, '
            'cohort: {member: "295.00", non-member: "650.00"}')], None, "", ""),
    ("a per cent above half", [early('percent: "50.01", until: 2025-02-03')], "F703", "20:31",
     "50.01% off is more than half of the standard price"),
    ("a per cent of half is no finding", [early('percent: "50", until: 2025-02-03')],
     None, "", ""),
    ("a per cent above half is told once, beside the prices that it gives",
     [early('individual: {member: "40.00", non-member: "48.00"}, percent: "60", '
            'until: 2025-02-03, cohort: {member: "236.00", non-member: "280.00"}')],
     "F703", "20:83", "60% off is more than half"),
    ("two categories that are five times apart", [('"100.00"', '"24.00"'), NO_COHORT],
     "F704", "18:30",
     "the individual fee of non-member, £120.00, is 5 times that of member, £24.00, or more"),
    ("two categories that are a penny nearer are no finding",
     [('"100.00"', '"24.01"'), NO_COHORT], None, "", ""),
    ("a cohort fee of a penny less than five fees", [('"590.00"', '"499.99"')], "F705", "19:44",
     "the cohort fee, £499.99, is below 5 individual fees of £100.00, £500.00: 6 learners pay"),
    ("a cohort fee of five fees is no finding", [('"590.00"', '"500.00"')], None, "", ""),
    ("an early cohort fee of a penny less than five fees", [early_cohort("499.99", "650.00")],
     "F705", "20:39", "the early-bird cohort fee, £499.99, is below 5 individual fees of £100.00"),
    ("an early bird that ends the day before its prices hold",
     [scheduled("valid_from: 2025-02-04"), early(TEN_OFF)], "F706", "21:44",
     "ends on Monday 3 February 2025, before anyone can apply at its prices"),
    ("an early bird that ends the day its prices begin to hold is no finding",
     [scheduled("valid_from: 2025-02-03"), early(TEN_OFF)], None, "", ""),
    ("an early bird that ends the day before applications open",
     [(PAID, OPENING), early('percent: "10", until: 2024-09-30')], "F706", "20:44",
     "ends on Monday 30 September 2024, before anyone can apply"),
    ("an early bird that ends the day applications open is no finding",
     [(PAID, OPENING), early('percent: "10", until: 2024-10-01')], None, "", ""),
    ("weeks that lead to before applications open",
     [(PAID, OPENING), early('percent: "10", until: {weeks_before_start: 32}')], "F706", "20:44",
     "ends 32 weeks before the start, before anyone can apply"),
    ("weeks that lead to the day applications open are no finding",
     [(PAID, OPENING), early('percent: "10", until: {weeks_before_start: 31}')], None, "", ""),
    ("weeks that lead to before its prices hold",
     [scheduled("valid_from: 2024-10-01"), early('percent: "10", until: {weeks_before_start: 32}')],
     "F706", "21:44", "ends 32 weeks before the start, before anyone can apply"),
    ("weeks that lead to the day its prices begin to hold are no finding",
     [scheduled("valid_from: 2024-10-01"), early('percent: "10", until: {weeks_before_start: 31}')],
     None, "", ""),
    ("final payment a year and a day before the start",
     run("starts_on: 2026-03-11, final_payment_on: 2025-03-10"), "F707", "14:54",
     "10 March 2025, more than a year before the start on Wednesday 11 March 2026"),
    ("final payment a year before the start is no finding",
     run("starts_on: 2026-03-10, final_payment_on: 2025-03-10"), None, "", ""),
    ("final payment on a leap day, more than a year before the start",
     run("starts_on: 2029-03-01, final_payment_on: 2028-02-29"), "F707", "14:54", "more than a"),
    ("final payment on a leap day, a year before the start, is no finding",
     run("starts_on: 2029-02-28, final_payment_on: 2028-02-29"), None, "", ""),
    ("applications that close a year and a day before the start",
     run("starts_on: 2026-03-11, applications: {closes_on: 2025-03-10}"), "F707", "14:62",
     "applications close on Monday 10 March 2025, more than a year before the start"),
    ("final payment and applications long before the start are told once",
     run("starts_on: 2026-03-11, final_payment_on: 2025-03-10, "
         "applications: {closes_on: 2025-03-10}"), "F707", "14:54", "final payment"),
    ("an early bird that ends a year and a day before the start",
     [*run("starts_on: 2026-02-04, final_payment_on: 2026-01-05"), early(TEN_OFF)],
     "F707", "20:44", "February 2025, more than a year before the start on Wednesday 4 February"),
    ("an early bird that ends a year before the start is no finding",
     [*run("starts_on: 2026-02-03, final_payment_on: 2026-01-05"), early(TEN_OFF)], None, "", ""),
    ("an early bird of 53 weeks",
     [*run("starts_on: 2026-02-03, final_payment_on: 2026-01-05"),
      early('percent: "10", until: {weeks_before_start: 53}')],
     "F707", "20:44", "the early bird ends 53 weeks before the start, more than a year before"),
    ("an early bird of 52 weeks is no finding",
     [*run("starts_on: 2026-02-03, final_payment_on: 2026-01-05"),
      early('percent: "10", until: {weeks_before_start: 52}')], None, "", ""),
    ("a start on the last day of the month before", [("2025-05-06", "2025-04-30")],
     "F708", "14:28",
     "intake 2025-05 starts on Wednesday 30 April 2025, and its name says May 2025"),
    ("a start on the first day of the month is no finding", [("2025-05-06", "2025-05-01")],
     None, "", ""),
    ("a start on the first day of the month after", [("2025-05-06", "2025-06-02")],
     "F708", "14:28", "intake 2025-05 starts on Monday 2 June 2025"),
    ("a start in that month of another year",
     [("2025-05-06", "2026-05-06"), (PAID, "final_payment_on: 2026-03-27")], "F708", "14:28",
     "intake 2025-05 starts on Wednesday 6 May 2026, and its name says May 2025"),
    ("a start in another month than the label says",
     run("starts_on: 2025-05-06, final_payment_on: 2025-03-28, label: June 2025"),
     "F708", "14:24", 'intake run starts on Tuesday 6 May 2025, and its label says "June 2025"'),
    ("a start on a bank holiday", [("2025-05-06", "2025-05-05")], "F709", "14:28",
     "intake 2025-05 starts on Monday 5 May 2025, Early May bank holiday in England and Wales: no"),
    ("a start on a Saturday", [("2025-05-06", "2025-05-03")], "F709", "14:28",
     "intake 2025-05 starts on Saturday 3 May 2025: no working day"),
    ("a start on Christmas Day of a year whose bank holidays are unknown is no finding",
     run("starts_on: 2031-12-25, final_payment_on: 2031-11-28"), None, "", ""),
    ("applications that close a working day after final payment",
     [(PAID, f"{PAID}, applications: {{closes_on: 2025-03-31}}")], "F710", "14:96",
     "applications close on Monday 31 March 2025, after final payment is due on Friday 28 March"),
    ("applications that close with final payment are no finding",
     [(PAID, f"{PAID}, applications: {{closes_on: 2025-03-28}}")], None, "", ""),
    ("applications that close after final payment and after the start are one finding",
     [(PAID, f"{PAID}, applications: {{closes_on: 2025-05-07}}")], "F403", "14:96", "after the"),
    ("a level that no framework has", [("credits: 10", "credits: 10\n    level: 13")],
     "F711", "12:12", "no framework of the UK has a level 13"),
    ("the highest level of Scotland is no finding",
     [("credits: 10", "credits: 10\n    level: 12")], None, "", ""),
    ("a course of 61 months", [("credits: 10", "credits: 10\n    duration_months: 61")],
     "F712", "12:22", "61 months are more than five years"),
    ("a course of 60 months is no finding",
     [("credits: 10", "credits: 10\n    duration_months: 60")], None, "", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code", "place", "says"), [pytest.param(*row[1:], id=row[0]) for row in FINDINGS]
)
def test_a_check_finds_it_on_the_day_and_not_the_day_before(
    changes: list[tuple[str, str]], code: str | None, place: str, says: str
) -> None:
    report = report_on(with_changes(*changes))
    if code is None:
        assert codes(report) == []
        return
    [finding] = report.findings
    assert finding.check.code == code
    assert finding.place is not None
    assert f"{finding.place.line}:{finding.place.column}" == place
    assert says in finding.message


OF_THE_UK = [
    # code, its rates as "first, last or -, per cent", what is told
    ("standard", ["1991-04-01 2008-11-30 17.5", "2008-12-01 - 15", "2010-01-01 - 17.5",
                  "2011-01-04 - 20"], []),
    ("training", ["1991-04-01 2008-11-30 17.5", "2008-12-01 - 15", "2010-01-01 - 17.5",
                  "2011-01-04 - 20"], []),
    ("standard", ["1990-01-01 1991-03-31 15", "2011-01-04 - 20"], []),
    ("standard", ["1990-01-01 1991-04-01 15", "2011-01-04 - 20"],
     ["of 15% is known on Monday 1 April 1991"]),
    ("standard", ["1991-03-31 2008-11-30 17.5", "2011-01-04 - 20"],
     ["of 17.5% is known on Sunday 31 March 1991"]),
    ("standard", ["1991-04-01 2008-12-01 17.5", "2011-01-04 - 20"],
     ["of 17.5% is known on Monday 1 December 2008"]),
    ("standard", ["2008-11-30 2009-12-31 15", "2011-01-04 - 20"],
     ["of 15% is known on Sunday 30 November 2008"]),
    ("standard", ["2008-12-01 2010-01-01 15", "2011-01-04 - 20"],
     ["of 15% is known on Friday 1 January 2010"]),
    ("standard", ["2010-01-01 2011-01-04 17.5", "2021-01-04 - 20"],
     ["of 17.5% is known on Tuesday 4 January 2011"]),
    ("standard", ["2005-01-01 - 20"],
     ["of 20% is known from Saturday 1 January 2005 to Monday 3 January 2011"]),
    ("training", ["2010-01-01 - 17.5"],
     ["no UK rate of VAT of 17.5% is known from Tuesday 4 January 2011 on"]),
    ("reduced", ["1994-04-01 1997-08-31 8", "1997-09-01 - 5"], []),
    ("reduced", ["1994-03-31 1997-08-31 8", "1998-09-01 - 5"],
     ["no UK reduced rate of VAT of 8% is known on Thursday 31 March 1994"]),
    ("reduced", ["1994-04-01 1997-09-01 8", "1998-09-01 - 5"],
     ["of 8% is known on Monday 1 September 1997"]),
    ("reduced", ["1997-08-31 - 5"], ["of 5% is known on Sunday 31 August 1997"]),
    ("reduced", ["2021-10-01 2022-03-31 12.5", "2022-04-01 - 5"], []),
    ("meals", ["2021-09-30 2022-03-31 12.5", "2022-04-01 - 20"],
     ["no UK rate of VAT of 12.5% is known on Thursday 30 September 2021"]),
    ("meals", ["2021-10-01 - 12.5"], ["of 12.5% is known from Friday 1 April 2022 on"]),
    ("reduced", ["2011-01-04 - 20"], ["no UK reduced rate of VAT of 20% is known from Tuesday 4"]),
    ("zero", ["1990-01-01 - 0"], []),
    ("zero", ["2011-01-04 - 20"], ["no UK zero rate of VAT of 20% is known from"]),
    ("standard", ["2011-01-04 - 0"], ["no UK standard rate of VAT of 0% is known from"]),
    ("training", ["1990-01-01 - 0"], []),
    ("training", ["2011-01-04 2026-03-31 20", "2026-04-01 - 20.5"],
     ["no UK rate of VAT of 20.5% is known from Wednesday 1 April 2026 on"]),
    ("training", ["2026-04-01 - 20.5", "2011-01-04 - 17"],
     ["of 17% is known from Tuesday 4 January 2011 to Tuesday 31 March 2026", "of 20.5%"]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "rates", "told"), OF_THE_UK)
def test_a_rate_of_vat_is_held_against_those_that_the_uk_had_on_its_days(
    code: str, rates: list[str], told: list[str]
) -> None:
    written = []
    for first, last, percent in (each.split() for each in rates):
        through = "" if last == "-" else f"valid_through: {last}, "
        written.append(f'{{valid_from: {first}, {through}percent: "{percent}", source: page}}')
    text = with_changes((RATE, f"{code}: [{', '.join(written)}]"))
    report = report_on(text.replace("vat: standard", f"vat: {code}"), selected=codes_of(["F701"]))
    messages = sorted(finding.message for finding in report.findings)
    assert len(messages) == len(told)
    assert all(said in message for said, message in zip(told, messages, strict=True))


def test_a_rate_that_the_uk_did_not_have_comes_with_those_that_it_had() -> None:
    [finding] = report_on(with_changes(('"20"', '"5"'))).findings
    assert finding.hint == (
        "on the first of these days there was 20% (Finance (No. 2) Act 2010, section 3)"
    )
    other = with_changes((RATE, f"fees: [{LATE_RATE}]"), ('"20"', '"21"'))
    [finding] = report_on(other.replace("vat: standard", "vat: fees")).findings
    assert finding.hint is not None
    assert re.findall(r"[0-9.]+%", finding.hint) == ["20%", "5%", "0%"]


NAMES = [
    # the name of an intake, a day on which it may start, one on which it may not
    ("2024-05", "2024-05-31", "2024-06-03"),
    ("2024-05-evening", "2024-05-01", "2024-04-30"),
    ("london-2024-05", "2024-05-01", "2023-05-01"),
    ("2024-05-07", "2024-05-14", "2024-07-05"),
    ("may-2024", "2024-05-01", "2024-06-03"),
    ("2024-may", "2024-05-01", "2025-05-01"),
    ("sept-2024", "2024-09-02", "2024-08-30"),
    ("2024-09-b", "2024-09-02", "2024-02-09"),
    ("2024-spring", "2024-01-02", "2024-07-01"),
    ("2024-spring", "2024-06-28", "2023-12-29"),
    ("summer-2024", "2024-04-02", "2024-03-29"),
    ("summer-2024", "2024-09-30", "2024-10-01"),
    ("2024-autumn", "2024-08-01", "2024-07-31"),
    ("2024-autumn", "2024-12-31", "2025-01-02"),
    ("2012-11", "2012-11-01", "2012-09-03"),
    ("2023-11", "2023-11-01", "2023-09-03"),
    ("2026-06b", "2026-06-09", "2026-07-09"),
    ("202606", "2026-06-09", "2026-07-09"),
    ("202606b", "2026-06-09", "2026-07-09"),
    ("london-202606", "2026-06-09", "2025-06-09"),
    ("06-2026", "2026-06-09", "2026-07-09"),
    ("06b-2026", "2026-06-09", "2026-07-09"),
    ("june2026", "2026-06-09", "2026-07-09"),
    ("jun2026-b", "2026-06-09", "2025-06-09"),
    ("2026june", "2026-06-09", "2026-07-09"),
    ("autumn2026", "2026-08-03", "2026-07-31"),
    ("jun-26", "2026-06-09", "2026-07-09"),
    ("jun-26", "2025-06-26", "2025-06-25"),  # or the day of the month
    ("june26", "2026-06-30", "2025-06-09"),
    ("26-jun-evening", "2026-06-09", "2026-05-26"),
]
SILENT = [
    "2024", "may", "autumn", "2024-early", "2024-winter", "2024-25", "2024-25-spring", "2010-11",
    "1999-00", "cohort-05-2024", "2024-5", "2024-13", "2024-00", "2024-05-2024-09",
    "may-2024-06", "3024-05", "0024-05", "next", "2024-mayday", "a2024-05",
    "06-26", "2606", "jun-02", "jun-6", "jun-26-2027", "autumn-26", "autumn26", "201011", "202613",
    "2026060", "05-06-2026", "06-2026-07", "jun-26-27", "2026-06bc", "mayday2026", "b-06-2026",
]  # fmt: skip


@pytest.mark.parametrize(("name", "within", "outside"), NAMES)
def test_an_intake_starts_when_its_name_says(name: str, within: str, outside: str) -> None:
    def said(day: str, label: str | None = None) -> str | None:
        return contradiction(name, Intake(label=label, starts_on=date.fromisoformat(day)))

    assert said(within) is None
    assert said(outside) is not None
    assert said(outside, "Anything") == said(outside)


@pytest.mark.parametrize("name", SILENT)
def test_a_name_that_is_not_clear_says_nothing(name: str) -> None:
    assert named_time(name) is None


@pytest.mark.parametrize(
    ("label", "is_told"),
    [
        ("June 2024", True), ("june  2024", True), ("Spring 2023", True), ("2024 June", True),
        ("May 2024", False), ("Early 2025", False), ("The June 2024 course", False),
        ("June", False), ("June \u0662\u0660\u0662\u0664", False), ("2024-06", False), ("", False),
    ],
)  # fmt: skip
def test_a_label_says_a_month_if_it_is_nothing_else(label: str, *, is_told: bool) -> None:
    said = contradiction("run", Intake(label=label, starts_on=date(2024, 5, 7)))
    assert (said is not None) is is_told
    assert contradiction("run", Intake(label=label)) is None


def test_an_intake_in_another_month_is_not_told_as_a_copy_too() -> None:
    copied = "2025-09: {starts_on: 2025-05-06, final_payment_on: 2025-03-28}"
    text = with_changes(more_intakes(copied), ("intakes: [2025-05]", "intakes: [2025-05, 2025-09]"))
    assert codes(report_on(text)) == ["F708"]
    assert codes(report_on(text.replace("2025-09", "second"))) == ["F406"]


def priced_for(**prices: str) -> str:
    """Return a catalogue with individual fees alone, for these categories."""
    categories = ", ".join(f"{name}: {{label: {name}}}" for name in prices)
    fees = ", ".join(f'{name}: "{price}"' for name, price in prices.items())
    return with_changes(
        (CATEGORIES, f"categories: {{{categories}}}"),
        ('{member: "100.00", non-member: "120.00"}', f"{{{fees}}}"),
        NO_COHORT,
    )


@pytest.mark.parametrize(
    ("prices", "told"),
    [
        pytest.param({"a": "10.00", "b": "20.00", "c": "49.99"}, [], id="none"),
        pytest.param({"a": "10.00", "b": "20.00", "c": "50.00"}, ["c a"], id="by small steps"),
        pytest.param({"a": "80.00", "b": "90.00", "c": "900.00"}, ["c a"], id="one too high"),
        pytest.param({"a": "90.00", "b": "9.00", "c": "80.00"}, ["c b"], id="one too low"),
        pytest.param({"a": "1.00", "b": "10.00", "c": "100.00"}, ["b a", "c b"], id="each too far"),
        pytest.param({"a": "0.01"}, [], id="one category"),
    ],
)
def test_a_price_far_from_the_others_is_told_once(prices: dict[str, str], told: list[str]) -> None:
    found = report_on(priced_for(**prices)).findings
    assert {each.check.code for each in found} <= {"F704"}
    pairs = [re.findall(r"of ([abc]), £", each.message) for each in found]
    assert [" ".join(pair) for pair in pairs] == told


def test_categories_that_are_far_apart_on_every_basis_are_told_once() -> None:
    text = with_changes(
        ('"100.00"', '"20.00"'), ('"590.00"', '"118.00"'), early_individual("18.00", "110.00"),
    )  # fmt: skip
    assert codes(report_on(text)) == ["F704"]


def test_cohort_fees_are_held_against_each_other_where_there_are_no_individual_fees() -> None:
    alone = ('        individual: {member: "100.00", non-member: "120.00"}\n', "")
    [finding] = report_on(with_changes(alone, ('"590.00"', '"140.00"'))).findings
    assert finding.check.code == "F704"
    assert "the cohort fee of non-member, £700.00, is 5 times that of member" in finding.message
    assert codes(report_on(with_changes(alone, ('"590.00"', '"140.01"')))) == []


def test_a_slip_of_the_point_is_told_beside_what_else_is_told_of_the_same_prices() -> None:
    assert codes(report_on(with_changes(('"590.00"', '"140.00"')))) == ["F702", "F704"]
    dear = with_changes(('"100.00"', '"600.00"'), NO_COHORT)
    assert codes(report_on(dear)) == ["F301", "F704"]
    accepted = report_on(
        dear.replace('non-member: "120.00"}', 'non-member: "120.00"} # rrn-fees: accept F301 so')
    )
    assert (codes(accepted), len(accepted.accepted)) == (["F704"], 1)


def test_an_early_cohort_fee_that_is_told_is_told_once() -> None:
    by_percent = 'percent: "10", until: 2025-02-03, cohort: {member: "53.10", non-member: "630.00"}'
    for early_bird, expected in (
        (by_percent, "F303"),
        (by_percent.replace('percent: "10", ', ""), "F703"),
        (by_percent.replace('"10"', '"91"').replace('"630.00"', '"63.00"'), "F703"),
    ):
        assert codes(report_on(with_changes(early(early_bird)))) == [expected], early_bird


@pytest.mark.parametrize(
    "early_bird",
    [TEN_OFF, 'individual: {member: "90.00", non-member: "110.00"}, until: 2025-02-03'],
)
@pytest.mark.parametrize(("price", "expected"), [("440.00", "F705"), ("260.00", "F702")])
def test_what_follows_from_a_cheap_cohort_is_not_told_of_its_early_bird(
    early_bird: str, price: str, expected: str
) -> None:
    text = with_changes(('"590.00"', f'"{price}"'), early(early_bird))
    assert codes(report_on(text)) == [expected]


def test_an_early_bird_by_per_cent_may_round_a_cohort_below_its_individual_fees() -> None:
    text = with_changes(
        ('"100.00"', '"0.15"'), ('"120.00"', '"0.16"'), ("size: 6", "size: 3"),
        ('"590.00"', '"0.30"'), ('"700.00"', '"0.40"'), early('percent: "9", until: 2025-02-03'),
    )  # fmt: skip
    [finding] = report_on(text).findings
    assert (finding.check.code, finding.path) == (
        "F705", "qualifications.course.fees[0].early_bird.percent",
    )  # fmt: skip
    assert "the early-bird cohort fee, £0.27, is below 2 individual fees of £0.14, £0.28" in (
        finding.message
    )


def test_an_early_bird_that_one_intake_can_earn_is_no_finding() -> None:
    opens = "applications: {opens_on: 2025-10-01}"
    later = f"second: {{starts_on: 2026-09-08, final_payment_on: 2026-07-31, {opens}}}"
    for early_bird in (TEN_OFF, 'percent: "10", until: {weeks_before_start: 30}'):
        text = with_changes(
            (PAID, OPENING), more_intakes(later), early(early_bird),
            ("intakes: [2025-05]", "intakes: [2025-05, second]"),
        )  # fmt: skip
        assert codes(report_on(text)) == []
        unnamed = text.replace("intakes: [2025-05, second]", "valid_from: 2024-09-02")
        assert codes(report_on(unnamed)) == []
        alone = text.replace("intakes: [2025-05, second]", "intakes: [second]")
        assert "F706" in codes(report_on(alone)) or "weeks" in early_bird


def test_an_early_bird_for_closed_intakes_alone_is_no_finding() -> None:
    shut = (PAID, f"{OPENING}, status: closed")
    for bird in ('percent: "10", until: 2024-09-30', 'percent: "10", until: 2024-03-04'):
        assert codes(report_on(with_changes(shut, early(bird)))) == ["F409"]
    assert codes(report_on(with_changes(early('percent: "10", until: 2024-03-04')))) == ["F707"]


def test_an_early_bird_is_not_told_beside_an_intake_that_cannot_be_read() -> None:
    text = with_changes((PAID, OPENING), early('percent: "10", until: 2024-09-30'))
    assert codes(report_on(text)) == ["F706"]
    other = "    fees:\n", "      later: {starts_on: 2025-9-02}\n    fees:\n"
    assert codes(report_on(text.replace(*other))) == ["F106"]


def test_an_intake_is_looked_for_as_far_ahead_as_asked() -> None:
    opens = "final_payment_on: 2025-03-28, applications: {opens_on: 2025-02-06}"
    text = with_changes(("final_payment_on: 2025-03-28", opens))
    assert codes(report_on(text, horizon=1)) == []
    later = text.replace("2025-02-06", "2025-02-07")
    assert codes(report_on(later, horizon=1)) == ["F410"]
    assert codes(report_on(later, horizon=2)) == []


def test_an_intake_is_past_the_day_after_its_last_day() -> None:
    assert codes(report_on(SOUND, as_at=date(2025, 3, 28))) == []
    assert codes(report_on(SOUND, as_at=date(2025, 3, 29))) == ["F409"]


def test_two_schedules_overlap_only_within_the_window_of_an_intake() -> None:
    another = (
        "        source: page\n"
        "      - valid_from: {}\n"
        "        vat: exempt\n"
        '        individual: {{member: "110.00", non-member: "130.00"}}\n'
        "        source: page\n"
    )

    def overlapping(day: str) -> list[str]:
        return codes(report_on(with_changes(("        source: page\n", another.format(day)))))

    assert overlapping("2025-03-28") == ["F308"]
    assert overlapping("2025-03-29") == []


def test_each_schedule_is_held_against_the_one_that_holds_longest() -> None:
    year, january, february = (
        "2024-01-01 2025-03-28",
        "2025-01-10 2025-01-20",
        "2025-02-01 2025-02-10",
    )
    found = report_on(SOUND.replace(SCHEDULE, on_days(year, january, february))).findings
    assert [(each.check.code, each.message) for each in found] == [
        (
            "F308",
            f"two fee schedules hold for intake 2025-05 on {day}: this one, the other in line 16",
        )
        for day in ("Friday 10 January 2025", "Saturday 1 February 2025")
    ]


def test_two_schedules_overlap_from_the_day_on_which_applications_open() -> None:
    both = on_days("2023-01-01 2025-03-28", "2024-01-01 2025-03-28")
    [finding] = report_on(with_changes((PAID, OPENING)).replace(SCHEDULE, both)).findings
    assert "hold for intake 2025-05 on Tuesday 1 October 2024" in finding.message


def test_a_schedule_within_another_leaves_no_gap_behind_it() -> None:
    days = "2024-01-01 2025-02-28", "2025-01-10 2025-01-20", "2025-03-01 2025-03-28"
    assert codes(report_on(SOUND.replace(SCHEDULE, on_days(*days)))) == ["F308"]


def test_an_early_cohort_fee_is_held_against_the_standard_fee_where_that_is_not_lowered() -> None:
    found = report_on(with_changes(('"590.00"', '"610.00"'), early_cohort("605.00", "650.00")))
    assert [each.message.partition(", is")[0] for each in found.findings] == [
        "the cohort fee, £610.00", "the cohort fee, £605.00",
    ]  # fmt: skip


def test_schedules_without_intakes_overlap_and_leave_gaps_by_their_dates_alone() -> None:
    before, _, after = SOUND.partition("    intakes:\n")
    fees = after.partition("    fees:\n")[2].replace("intakes: [2025-05]", "valid_from: FIRST")
    first = fees.replace("FIRST", "2024-01-01\n        valid_through: 2024-12-31")

    def found(begins: str) -> list[tuple[str, str]]:
        second = fees.replace("FIRST", begins)
        report = report_on(f"{before}    fees:\n{first}{second}")
        return [(finding.check.code, finding.message) for finding in report.findings]

    assert found("2025-01-01") == []
    [(code, message)] = found("2024-12-31")
    assert code == "F308"
    assert message == (
        "two fee schedules hold on Tuesday 31 December 2024: this one, the other in line 14"
    )
    [(code, message)] = found("2025-02-01")
    assert code == "F309"
    assert message == (
        "no price is in force from Wednesday 1 January 2025 to Friday 31 January 2025"
    )


def test_an_early_bird_without_an_intake_ends_before_nothing() -> None:
    before, _, after = with_changes(early(TEN_OFF)).partition("    intakes:\n")
    fees = after.partition("    fees:\n")[2].replace("intakes: [2025-05]", "valid_from: 2024-01-01")
    assert codes(report_on(f"{before}    fees:\n{fees}")) == []


@pytest.mark.parametrize(
    ("intake", "expected"),
    [
        pytest.param("{starts_on: 2025-09-02, status: shut}", "F109", id="no longer past"),
        pytest.param("{starts_on: 2025-9-02}", "F106", id="with a date to come"),
    ],
)
def test_of_intakes_of_which_one_cannot_be_read_it_is_not_told_that_none_is_to_come(
    intake: str, expected: str
) -> None:
    text = with_changes(more_intakes(f"2025-09: {intake}"))
    assert codes(report_on(text, as_at=date(2025, 6, 2))) == [expected]


SOURCES = "sources: {page: {title: Page}}"
CATEGORIES = "categories: {member: {label: Member}, non-member: {label: Non-member}}"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(("currency: GBP", "currency: EUR"), "F109", id="the currency"),
        pytest.param(("kind: training", "kind: trainin"), "F109", id="the kind"),
        pytest.param((CATEGORIES, "categories: none"), "F108", id="every category"),
        pytest.param((SOURCES, "sources: none"), "F108", id="every source"),
    ],
)
def test_a_fault_that_no_price_hangs_on_hides_no_other_finding(
    change: tuple[str, str], expected: str
) -> None:
    text = with_changes(change, ('"590.00"', '"601.00"'))
    assert codes(report_on(text)) == [expected, "F304"]


def test_what_is_sound_in_a_file_with_faults_is_checked_all_the_same() -> None:
    text = with_changes(
        ("title: Course", "titel: Course"),
        ('{member: "100.00"', '{member: "100.0"'),
        ("final_payment_on: 2025-03-28", "final_payment_on: 2025-05-09"),
        ("learning_hours: 100", "learning_hours: 1"),
        ('"700.00"', '"600.00"'),
    )
    assert codes(report_on(text)) == ["F101", "F102", "F501", "F402", "F104"]


def test_one_bad_record_does_not_hide_what_is_wrong_with_its_neighbours() -> None:
    other = SOUND.partition("qualifications:\n")[2].replace("course:", "other:")
    text = with_changes(('"100.00"', '"1e2"')) + other.replace('"590.00"', '"601.00"')
    assert codes(report_on(text)) == ["F104", "F304"]


def test_what_is_missing_is_not_told_of_what_could_not_be_read() -> None:
    text = with_changes(
        ("        source: page\n", "        source: pgae\n"),
        ('{member: "100.00", non-member', '{member: "1", non-member'),
    )
    assert codes(report_on(text)) == ["F104", "F201"]


def test_five_hundred_faults_are_five_hundred_findings() -> None:
    text = SOUND + "".join(f"unknown-{at}: 1\n" for at in range(500))
    assert len(report_on(text).findings) == 500


def test_what_an_alias_repeats_is_found_once() -> None:
    text = with_changes(
        ("        individual: {", "        individual: &fees {"), ('"100.00"', '"0.00"'),
        (COHORT, "not-published"),
    )  # fmt: skip
    text += (
        "      - intakes: [2025-09]\n        vat: standard\n        individual: *fees\n"
        "        source: page\n"
    )
    later = "  2025-09: {starts_on: 2025-09-02}\n"
    text = text.replace("    fees:\n", f"    {later}    fees:\n")
    [finding] = report_on(text).findings
    assert finding.check.code == "F307"
    assert finding.path == "qualifications.course.fees[0].individual.member"


def test_only_what_was_asked_for_is_told_and_the_rest_is_counted() -> None:
    report = report_on(SHIPPED.read_bytes(), selected=codes_of(["F4"]), as_at=TODAY)
    assert {code[:2] for code in codes(report)} == {"F4"}
    assert report.unselected == 4


def test_a_file_that_cannot_be_read_is_told_whatever_was_asked_for() -> None:
    report = report_on("a: [", selected=codes_of(["F4"]))
    assert (codes(report), report.was_read) == (["F005"], False)


EVERY_PRICE = '        individual: {member: "118.00", non-member: "117.00"}'


def accepting(comment: str, *, above: bool = False) -> FileReport:
    line = f"        {comment}\n{EVERY_PRICE}" if above else f"{EVERY_PRICE}  {comment}"
    sound = '        individual: {member: "100.00", non-member: "120.00"}'
    return report_on(with_changes((sound, line)))


@pytest.mark.parametrize("above", [False, True], ids=["beside", "above"])
def test_a_finding_is_accepted_with_a_reason_on_its_line_or_above_it(*, above: bool) -> None:
    report = accepting("# rrn-fees: accept F301 as the page prints it", above=above)
    assert report.findings == ()
    [accepted] = report.accepted
    assert accepted.reason == "as the page prints it"
    assert accepted.finding.check.code == "F301"


def test_an_acceptance_is_about_the_line_below_all_comments() -> None:
    report = accepting("# rrn-fees: accept F301 as printed\n        # so it is\n", above=True)
    assert (report.findings, len(report.accepted)) == ((), 1)


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("# rrn-fees: accept F301", {"F301", "F602"}),
        ("# rrn-fees: accept F301,F305 two at once", {"F601"}),
        ("# rrn-fees: accept F301 , F104 with a fault", {"F602"}),
        ("# rrn-fees: accept F399 no such check", {"F301", "F602"}),
        ("# rrn-fees: accept F3 a family", {"F301", "F602"}),
        ("# rrn-fees: accept all", {"F301", "F602"}),
        ("# rrn-fees: ignore F301 reason", {"F301", "F602"}),
        ("# rrn-fees:", {"F301", "F602"}),
        ("# rrn-fees: accept F305 not this one", {"F301", "F601"}),
        ("# rrn-fees: accept F601 itself", {"F301", "F602"}),
        ("# see rrn-fees: accept F301 reason", {"F301"}),
    ],
)
def test_an_acceptance_that_does_not_hold_is_a_finding(comment: str, expected: set[str]) -> None:
    assert set(codes(accepting(comment))) == expected


def test_a_stale_acceptance_is_told_at_its_comment() -> None:
    text = with_changes(("title: Course", "title: Course  # rrn-fees: accept F301 once so"))
    [finding] = report_on(text).findings
    assert (finding.check.code, finding.message) == (
        "F601", "F301 is accepted here and is not found in line 8",
    )  # fmt: skip
    assert finding.place is not None
    assert (finding.place.line, finding.place.column, finding.place.end_column) == (8, 20, 51)


@pytest.mark.parametrize(
    "text",
    [
        "title: 'Course  # rrn-fees: accept F301 no comment'",
        'title: "Course  # rrn-fees: accept F301 no comment"',
        "title: Course#rrn-fees: accept",
        "title: Course\n    duration: >-\n      one day\n      # rrn-fees: accept F301 no comment",
    ],
)
def test_what_stands_in_a_text_is_no_acceptance(text: str) -> None:
    found = codes(report_on(with_changes(("title: Course", text))))
    assert not {"F601", "F602"} & set(found)


def test_a_comment_after_a_block_of_text_is_a_comment() -> None:
    text = with_changes(
        ("title: Course", "title: >-\n      Course\n    # rrn-fees: accept F301 once so")
    )
    assert codes(report_on(text)) == ["F601"]
    assert codes(report_on(text.replace("    # rrn", "# rrn"))) == ["F601"]


def test_an_acceptance_at_the_end_of_a_file_is_about_nothing() -> None:
    assert codes(report_on(SOUND + "# rrn-fees: accept F301 reason\n\n# end\n")) == ["F601"]


def test_acceptances_are_matched_whatever_was_asked_for() -> None:
    sound = '        individual: {member: "100.00", non-member: "120.00"}'
    comment = f"{EVERY_PRICE}  # rrn-fees: accept F301 as printed"
    report = report_on(with_changes((sound, comment)), selected=codes_of(["F5", "F6"]))
    assert (report.findings, report.accepted) == ((), ())


def with_early(text: str) -> str:
    return with_changes(early(text))


def test_every_gap_of_an_intake_is_told() -> None:
    opened = "final_payment_on: 2025-03-28, applications: {opens_on: 2025-01-06}"
    both = on_days("2025-01-10 2025-01-20", "2025-02-01 2025-02-28")
    text = with_changes((PAID, opened)).replace(SCHEDULE, both)
    messages = [finding.message for finding in report_on(text).findings]
    assert [message.partition(" from ")[2] for message in messages] == [
        "Monday 6 January 2025 to Thursday 9 January 2025",
        "Friday 21 January 2025 to Friday 31 January 2025".replace("Friday 21", "Tuesday 21"),
        "Saturday 1 March 2025 to Friday 28 March 2025",
    ]


def test_an_early_bird_is_not_held_against_an_intake_it_never_meets() -> None:
    past = "2024-05: {starts_on: 2024-05-07, final_payment_on: 2024-03-28, status: closed}"
    text = with_changes(
        more_intakes(past),
        ("      - intakes: [2025-05]\n", "      - valid_from: 2024-09-02\n"),
        early(TEN_OFF),
    )
    assert codes(report_on(text)) == []
    assert codes(report_on(text.replace(", status: closed", ""))) == ["F309"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([scheduled("valid_through: 2025-1-31")], ["F106"]),
        ([scheduled("valid_thru: 2025-01-31")], ["F101"]),
        ([("intakes: [2025-05]", "intakes: [2025_05]")], ["F107"]),
        ([("{starts_on: 2025-05-06", "{status: close, starts_on: not-published")], ["F109"]),
        ([early(EARLY_COHORT.replace('"90.00"', '"90.0"'))], ["F104"]),
        ([("currency: GBP", "currency: GBP\nbank_holidays: scotlnd"),
          (PAID, "final_payment_on: 2025-03-30")], ["F109"]),
        ([('{size: 6, prices: {member: "590', '{size: 1, prices: {member: "590')], ["F113"]),
        ([("    kind: training\n", "    kind: trainin\n"),
          ('"700.00"', '"600.00"  # rrn-fees: accept F301 as printed\n          ')],
         ["F109"]),
    ],
    ids=str,
)  # fmt: skip
def test_a_fault_leads_to_no_finding_that_would_go_with_it(
    changes: list[tuple[str, str]], expected: list[str]
) -> None:
    another = SOUND.partition("    fees:\n")[2].replace(
        "intakes: [2025-05]", "valid_from: 2025-04-01"
    )
    text = with_changes(*changes) + another
    assert codes(report_on(text)) == expected


def rate(valid_from: str, valid_through: str = "") -> str:
    through = f", valid_through: {valid_through}" if valid_through else ""
    return f'{{valid_from: {valid_from}{through}, percent: "20", source: page}}'


@pytest.mark.parametrize(
    ("holds", "other_holds", "expected"),
    [
        ("intakes: [2025_05], valid_from: 2024-01-01", "intakes: [2025-05]", "F107"),
        ("valid_from: 2025-2-01", "valid_from: 2024-01-01, valid_through: 2025-01-31", "F106"),
        ("intakes: [2025-05], valid_from: 2025-2-01", "valid_from: 2024-01-01", "F106"),
        ("valid_from: 2024-01-01, valid_through: 2025-1-31", "valid_from: 2025-02-01", "F106"),
        ("valid_from: 2024-01-01, valid_thru: 2025-01-31", "valid_from: 2025-02-01", "F101"),
    ],
)
def test_a_schedule_of_which_it_cannot_be_read_when_it_holds_is_held_against_no_other(
    holds: str, other_holds: str, expected: str
) -> None:
    fees = 'vat: standard, individual: {member: "100.00"}, source: page'
    both = "".join(f"      - {{{held}, {fees}}}\n" for held in (holds, other_holds))
    assert codes(report_on(SOUND.replace(SCHEDULE, both))) == [expected]


@pytest.mark.parametrize(
    ("early_bird", "expected"),
    [
        ('individual: {member: "90.0"}, percent: "100", until: 2025-02-03', "F104"),
        ('cohort: {member: "530.0"}, percent: "100", until: 2025-02-03', "F104"),
        ('individuals: {member: "90.00"}, percent: "100", until: 2025-02-03', "F101"),
        ('percent: "10%", until: 2025-04-03', "F105"),
        ('percent: "10", until: {weeks_before_start: eight}', "F108"),
        ('percent: "10", until: {weeks_before_start: 1, at: noon}', "F101"),
    ],
)
def test_nothing_is_told_of_an_early_bird_of_which_a_part_cannot_be_read(
    early_bird: str, expected: str
) -> None:
    assert codes(report_on(with_changes(early(early_bird)))) == [expected]


def test_a_rate_that_cannot_be_read_leaves_no_gap() -> None:
    first, last = rate("2011-01-04", "2019-12-31"), rate("2021-01-04")
    for between, expected in (("2020-1-01", "F106"), ("2020-01-02", "F408")):
        rates = f"standard: [{first}, {rate(between, '2021-01-03')}, {last}]"
        assert codes(report_on(with_changes((RATE, rates)))) == [expected]


@pytest.mark.parametrize("rates", [rate("2011-01-04", "2012-01-01"), rate("2030-01-04"), ""])
def test_a_code_that_is_used_and_has_no_rate_on_the_day_is_told(rates: str) -> None:
    [finding] = report_on(with_changes((RATE, f"standard: [{rates}]"))).findings
    assert finding.check.code == "F408"
    assert finding.message == 'no rate of "standard" is in force on Monday 6 January 2025'
    assert finding.path == "vat.rates.standard"


def test_fee_schedules_without_intakes_are_past_the_day_after_the_last_ends() -> None:
    before, _, after = SOUND.partition("    intakes:\n")
    fees = after.partition("    fees:\n")[2].replace(
        "intakes: [2025-05]", "valid_from: 2024-01-01\n        valid_through: 2025-01-05"
    )
    text = f"{before}    fees:\n{fees}"
    assert codes(report_on(text, as_at=date(2025, 1, 5))) == []
    [finding] = report_on(text).findings
    assert (finding.check.code, finding.path) == ("F409", "qualifications.course.fees")
    assert finding.place
    assert (finding.place.line, finding.place.column) == (13, 5)


def test_early_prices_derived_to_nothing_or_to_no_less_are_told() -> None:
    free = report_on(with_early('percent: "100", until: 2025-02-03'))
    assert set(codes(free)) == {"F307"}
    assert "100% off the individual fee of member leaves a price of zero" in {
        finding.message for finding in free.findings
    }
    no_less = with_early('percent: "0.01", until: 2025-02-03').replace('"100.00"', '"40.00"')
    assert "F302" in codes(report_on(no_less.replace('"590.00"', '"230.00"')))


def test_an_intake_that_opens_when_it_starts_has_no_day() -> None:
    opens = "applications: {opens_on: 2025-05-06}"
    assert codes(report_on(with_changes((PAID, opens)))) == ["F401"]
    assert codes(report_on(with_changes((PAID, opens.replace("06", "05"))))) == []


def test_an_alias_read_as_two_things_is_a_fault_of_each() -> None:
    text = SOUND.replace("sources: {page: {title: Page}}", "sources: &s {page: {title: P, b: 1}}")
    text = text.replace("    units:", "").replace("    intakes:", "    units: *s\n    intakes:")
    assert set(codes(report_on(text))) == {"F101", "F108"}


def test_what_stands_under_a_bad_name_is_checked_too() -> None:
    text = with_changes(
        ("  course:", "  Course_X:"), ('"100.00"', '"130.00"'), ('"590.00"', '"690.00"')
    )
    assert codes(report_on(text)) == ["F107", "F301"]


def test_of_a_key_that_stands_twice_the_one_that_counts_is_shown() -> None:
    text = with_changes(
        ('{member: "100.00", ', '{member: "110.00", member: "130.00", '), (COHORT, "not-published")
    )
    found = report_on(text).findings
    assert [finding.check.code for finding in found] == ["F010", "F301"]
    assert found[1].place is not None
    assert found[1].place.column == 48


def test_a_category_used_through_an_alias_is_used() -> None:
    text = with_changes(
        ("{member: {label: Member}", "{&m member: {label: Member}"),
        ('{member: "100.00"', '{*m : "100.00"'),
        ('prices: {member: "590.00"', 'prices: {*m : "590.00"'),
    )
    assert codes(report_on(text)) == []


def test_comments_are_read_in_time_however_long_and_many_they_are() -> None:
    blank = " " * 100_000
    assert codes(report_on(SOUND + f"# rrn-fees: a{blank}x\n")) == ["F602"]
    many = "# rrn-fees: accept F301 reason\n" * 5_000
    assert len(report_on(SOUND + many).findings) == 5_000


def test_the_first_comment_outside_a_text_counts() -> None:
    title = 'title: "x # rrn-fees: y"  # rrn-fees: accept F301 once so'
    assert codes(report_on(with_changes(("title: Course", title)))) == ["F601"]
    block = "title: Course\n    duration: >-  # rrn-fees: accept F301 once so\n      a day"
    assert codes(report_on(with_changes(("title: Course", block)))) == ["F601"]


@pytest.mark.parametrize("reason", ["F305 two codes", "as printed # rrn-fees: accept F305 too"])
def test_a_code_without_a_comma_is_no_reason(reason: str) -> None:
    assert set(codes(accepting(f"# rrn-fees: accept F301 {reason}"))) == {"F301", "F602"}


def test_of_a_file_with_more_faults_than_are_kept_nothing_is_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "MOST_KEPT", 3)
    text = with_changes().replace("sources: {", "sources: {unused: {title: U}, ")
    assert "F202" in codes(report_on(text))
    slips = "".join(f"slip-{at}: 1\n" for at in range(5))
    found = report_on(text + slips)
    assert set(codes(found)) == {"F101"}
    assert (len(found.findings), found.by_code) == (3, {"F101": 5})


def test_findings_beyond_those_that_are_kept_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "MOST_KEPT", 2)
    sources = "".join(f"unused-{at}: {{title: U}}, " for at in range(5))
    text = with_changes().replace("sources: {", f"sources: {{{sources}")
    found = report_on(text)
    assert (len(found.findings), found.by_code) == (2, {"F202": 5})
    assert found.counted(Level.WARNING) == 5
    other = report_on(text, selected=frozenset({"F305"}))
    assert (other.findings, other.unselected) == ((), 5)
    comments = text.replace("sources: {", "sources: {  # rrn-fees: accept F202 to come\n  ")
    accepted = report_on(comments.replace("}, unused", "},  # rrn-fees: accept F202 x\n  unused"))
    assert (len(accepted.accepted), accepted.more_accepted) == (2, 2)


def test_comments_to_this_program_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acceptance, "MOST_ACCEPTED", 3)
    text = with_changes()
    assert report_on(text + "# rrn-fees: accept F301,F304,F305 x\n").counted(Level.ERROR) == 0
    found = report_on(text + "# rrn-fees: accept F301,F301 x\n" * 5)
    [error] = [finding for finding in found.findings if finding.check.code == "F602"]
    assert "more than 3 comments like this" in error.message


def test_a_comment_on_its_own_line_is_about_the_next_line_however_many_stand_there() -> None:
    root = compose("a: 1\n", "x")
    text = (
        "# rrn-fees: accept F301 one\n\n  # rrn-fees: accept F302 two\n# more\na: 1\n"
        "b: 1  # rrn-fees: accept F303 three\n# rrn-fees: accept F304 four\nc: 1\n"
        "# rrn-fees: accept F305 five\n"
    )
    found = [(each.place.line, each.line) for each in acceptance.acceptances_in(text, root)]
    assert found == [(1, 5), (3, 5), (6, 6), (7, 8), (9, 9)]


def test_a_day_to_come_on_which_several_sources_were_read_is_told_once() -> None:
    sources = ", ".join(
        f"{name}: {{title: T, read_on: {day}}}"
        for name, day in (("page", "2026-01-05"), ("law", "2026-01-05"), ("other", "2026-01-06"))
    )
    text = with_changes(
        ("{page: {title: Page}}", f"{{{sources}}}"),
        ('percent: "20", source: page', 'percent: "20", source: law'),
        ("    credits: 10", "    remarks: [{text: R, source: other}]\n    credits: 10"),
    )
    found = report_on(text).findings
    assert [(each.check.code, each.path) for each in found] == [
        ("F412", "sources.page.read_on"),
        ("F412", "sources.other.read_on"),
    ]


def test_a_source_is_in_use_if_it_says_what_joining_costs_or_how_to_apply() -> None:
    changes = [
        ("{page: {title: Page}}", "{page: {title: Page}, join: {title: J}, form: {title: F}}"),
        ("{label: Member}", '{label: Member, joining: {fee: "0.00", source: join}}'),
        ("    credits: 10", "    how_to_apply: {text: T, source: form}\n    credits: 10"),
    ]
    assert codes(report_on(with_changes(*changes))) == []
    assert codes(report_on(with_changes(changes[0], changes[1]))) == ["F202"]
    assert codes(report_on(with_changes(changes[0], changes[2]))) == ["F202"]
