"""Every way to buy the same thing: figures typed by hand, and the command as users run it."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from support import (
    FEBRUARY,
    Outcome,
    catalogue,
    has_no_traceback,
    items,
    parsed,
    run,
    working_days,
    written,
)
from test_contracts import validated

from rrn_fees import Catalogue, RequestError
from rrn_fees.comparison import Comparison, Option, Wanted, compare, with_deadlines
from rrn_fees.formats import Format
from rrn_fees.formats.csv import OPTION_COLUMNS
from rrn_fees.formats.terminal.style import TerminalStyle
from rrn_fees.money import parse_pounds

ON = ("--on", "2024-02-01")
RULES = catalogue("rules")
BASES = ("whichever", "individual", "cohort")


def compared(*texts: str, of: str | Catalogue = "shipped", **more: Any) -> Comparison:
    asked: dict[str, Any] = {"on": FEBRUARY, **more}
    loaded = catalogue(of) if isinstance(of, str) else of
    return compare(loaded, Wanted(items=items(*texts), **asked))


def options(comparison: Comparison) -> dict[str, Option]:
    [size] = comparison.sizes
    return {option.name: option for option in size.options}


def totals(comparison: Comparison) -> dict[str, tuple[int, int] | str]:
    """Return of each option net and gross in pence, or why there is none."""
    return {
        name: (option.quote.totals.net, option.quote.totals.gross)
        if option.quote
        else " ".join(reason.code for reason in option.reasons)
        for name, option in options(comparison).items()
    }


def test_members_stand_beside_non_members_and_cohorts_beside_individuals() -> None:
    found = compared("certificate:6")
    assert totals(found) == {
        **{f"member/standard/{basis}": (479400, 575280) for basis in BASES},
        **{f"non-member/standard/{basis}": (528000, 633600) for basis in BASES},
    }
    [size] = found.sizes
    savings = [size.saving(quote) for _, quote in size.priced]
    assert [(of.net, of.gross) for of in savings] == [(48600, 58320)] * 3 + [(0, 0)] * 3
    # 486 of 5,280 is 9.2045 per cent
    assert {(of.net_percent, of.gross_percent) for of in savings[:3]} == {(920, 920)}
    assert [size.is_cheapest(quote) for _, quote in size.priced] == [True] * 3 + [False] * 3


def test_what_charges_the_same_lines_is_said_to_be_the_same() -> None:
    [size] = compared("certificate:6").sizes
    same = {option.name: size.same_as(option) for option in size.options}
    assert {name: other.name for name, other in same.items() if other} == {
        "member/standard/cohort": "member/standard/whichever",
        "non-member/standard/cohort": "non-member/standard/whichever",
    }


def test_an_early_bird_without_a_deadline_is_an_option_and_indicative() -> None:
    found = compared("hopes-diploma", indicative=True)
    assert totals(found) == {
        "member/standard/whichever": (184000, 220800),
        "member/standard/individual": (184000, 220800),
        "member/standard/cohort": "not-published",
        "member/early-bird/whichever": (165600, 198720),
        "member/early-bird/individual": (165600, 198720),
        "member/early-bird/cohort": "not-published",
        "non-member/standard/whichever": (210000, 252000),
        "non-member/standard/individual": (210000, 252000),
        "non-member/standard/cohort": "not-published",
        "non-member/early-bird/whichever": (189000, 226800),
        "non-member/early-bird/individual": (189000, 226800),
        "non-member/early-bird/cohort": "not-published",
    }
    early = options(found)["member/early-bird/whichever"].quote
    assert early is not None
    assert early.status.value == "indicative"
    assert found.sizes[0].saving(early).gross_percent == 2114  # 532.80 of 2,520.00


def test_a_standard_price_that_an_early_bird_displaces_is_the_one_of_the_day_after() -> None:
    found = compared("early:6", of="rules", on=date(2024, 5, 1))
    assert totals(found)["member/standard/whichever"] == (600000, 720000)
    assert totals(found)["member/early-bird/whichever"] == (530000, 636000)
    standard = options(found)["member/standard/whichever"]
    assert standard.from_day == date(2024, 6, 1)
    assert standard.quote is not None
    assert standard.quote.tax_point == date(2024, 5, 1)
    assert options(found)["non-member/standard/whichever"].from_day is None
    assert totals(found)["non-member/early-bird/cohort"] == "not-published"


def test_an_early_bird_that_is_earned_by_paying_is_beside_paying_a_day_too_late() -> None:
    # Eight weeks before 2 September is 8 July.
    found = compared("early-paid", of="rules", on=date(2024, 5, 1), paying_on=date(2024, 6, 1))
    standard = options(found)["member/standard/individual"]
    assert standard.from_day == date(2024, 7, 9)
    assert standard.quote is not None
    assert standard.quote.request.on == date(2024, 5, 1)
    assert totals(found)["member/standard/individual"] == (100000, 120000)
    assert totals(found)["member/early-bird/individual"] == (90000, 108000)
    page = written(found, RULES)
    assert "what is paid from Tuesday 9 July 2024 on" in " ".join(page.split())


def test_an_early_bird_that_was_missed_is_not_to_be_had_and_says_so() -> None:
    found = compared("early:6", of="rules", on=date(2024, 6, 1))
    assert totals(found)["member/early-bird/whichever"] == "early-bird-missed"
    [reason] = options(found)["member/early-bird/whichever"].reasons
    assert "ended on Friday 31 May 2024" in reason.message
    assert totals(found)["member/standard/whichever"] == (600000, 720000)


def test_a_standard_price_that_is_never_to_be_had_is_refused_with_the_reason() -> None:
    # The early bird lasts longer than the intake is open.
    found = compared("early-outlived", of="rules", on=FEBRUARY)
    assert totals(found)["member/standard/whichever"] == "intake-closed"
    assert totals(found)["member/early-bird/whichever"] == (9000, 10800)


def test_an_early_bird_of_one_of_several_items_is_an_option_where_it_applies() -> None:
    found = compared("early-percent:2", "exempt", of="rules", on=FEBRUARY)
    assert totals(found)["member/standard/individual"] == (20998, 24998)
    # 99.99 less 12.5 per cent is 87.49; 174.98 and a fifth of it, and 10.00 exempt
    assert totals(found)["member/early-bird/individual"] == (18498, 21998)


TWO_INTAKES = parsed(
    "format: 1\ncurrency: GBP\ncategories: {member: {label: Member}}\n"
    "sources: {page: {title: Page}}\n"
    "qualifications:\n"
    "  a: {title: A, kind: training, source: page,\n"
    "      intakes: {one: {final_payment_on: 2024-02-10, starts_on: 2024-03-01},"
    " two: {final_payment_on: 2024-06-01, starts_on: 2024-07-01}},\n"
    "      fees: [{intakes: [one, two], source: page, vat: exempt,"
    ' individual: {member: "100.00"}, early_bird: {percent: "10", until: 2024-02-10}}]}\n'
    "  b: {title: B, kind: training, source: page,\n"
    "      fees: [{valid_from: 2020-01-01, source: page, vat: exempt,"
    ' individual: {member: "50.00"}}]}\n'
)


def test_another_intake_is_never_taken_for_the_same_thing() -> None:
    # Alone, its intake is kept to, and closed the day after; of several items it cannot be.
    alone = compared("a", of=TWO_INTAKES)
    assert totals(alone)["member/standard/whichever"] == "intake-closed"
    [reason] = options(alone)["member/standard/whichever"].reasons
    assert "Intake one is closed" in reason.message
    together = compared("a", "b", of=TWO_INTAKES)
    assert totals(together)["member/early-bird/whichever"] == (14000, 14000)
    [reason] = options(together)["member/standard/whichever"].reasons
    assert "another intake would be taken" in reason.message


ONE_EARLY = parsed(
    "format: 1\ncurrency: GBP\ncategories: {member: {label: Member}}\n"
    "sources: {page: {title: Page}}\nqualifications:\n"
    "  a: {title: A, kind: training, source: page,\n"
    "      intakes: {one: {starts_on: 2024-05-01}, two: {starts_on: 2024-06-01}}, fees: [\n"
    '      {intakes: [one], source: page, vat: exempt, individual: {member: "100.00"}},\n'
    '      {intakes: [two], source: page, vat: exempt, individual: {member: "100.00"},\n'
    '       early_bird: {percent: "10", until: 2024-02-10}}]}\n'
)


@pytest.mark.parametrize(("intake", "has_one"), [("one", False), ("two", True)])
def test_an_intake_that_is_asked_for_decides_whether_there_is_an_early_bird(
    intake: str, *, has_one: bool
) -> None:
    found = options(compared("a", of=ONE_EARLY, intake=intake))
    assert ("member/early-bird/whichever" in found) is has_one


@pytest.mark.parametrize(
    ("texts", "more", "refused"),
    [
        pytest.param(["hopes-diploma:6"], {"indicative": True}, {"not-published"}, id="cohort"),
        pytest.param(["certificate:7"], {}, {"cohort-size"}, id="seven"),
        pytest.param(["restraint-reduction-training"], {}, {"no-fee-published"}, id="no fee"),
        pytest.param(["certificate"], {"on": date(2026, 11, 22)}, {"intake-closed"}, id="closed"),
    ],
)
def test_what_is_refused_is_listed_with_its_reason(
    texts: list[str], more: dict[str, Any], refused: set[str]
) -> None:
    found = compared(*texts, **more)
    reasons = [reason for option in options(found).values() for reason in option.reasons]
    assert {reason.code.value for reason in reasons} == refused
    page = written(found, catalogue())
    for reason in reasons:
        assert reason.message in " ".join(page.split())


# Joining -------------------------------------------------------------------------------------


def course(member: str, non_member: str, cohort: str = "") -> Catalogue:
    return parsed(
        "format: 1\ncurrency: GBP\n"
        "categories: {member: {label: Member}, non-member: {label: Other}}\n"
        "sources: {page: {title: Page}}\nqualifications:\n"
        "  course: {title: Course, kind: training, source: page, fees: [{valid_from: 2020-01-01,\n"
        f"    vat: exempt, source: page, individual: {{member: {member!r}, "
        f"non-member: {non_member!r}}}{cohort}}}]}}\n"
    )


LARGE = ', cohort: {size: 6, prices: {member: "500.00", non-member: "510.00"}}'


@pytest.mark.parametrize(
    ("fees", "membership", "first", "always"),
    [
        # 81 saved on each: 9 x 81 = 729, 10 x 81 = 810
        pytest.param(("799.00", "880.00"), "799.00", 10, 10, id="from ten on"),
        pytest.param(("799.00", "880.00"), "810.00", 11, 11, id="at ten it is the same"),
        pytest.param(("799.00", "880.00"), "0.00", 1, 1, id="for nothing"),
        pytest.param(("10.00", "10.01"), "5.00", None, None, id="not up to 500"),
        pytest.param(("10.00", "10.01"), "4.99", 500, 500, id="only at the last that is tried"),
        pytest.param(("10.00", "9.00"), "1.00", None, None, id="members pay more"),
        # 50 saved on each, but 10 on a cohort of six: 3 x 50 pays, 6 to 7 learners do not, and
        # what ten cohorts save is the fee and no more
        pytest.param(("100.00", "150.00", LARGE), "100.00", 3, 61, id="here and not there"),
        # five beside 69 cohorts save 250 + 690, two beside 83 cohorts 100 + 830
        pytest.param(("100.00", "150.00", LARGE), "935.00", 419, None, id="not at the last"),
    ],
)
def test_joining_pays_from_as_many_learners_as_by_hand(
    fees: tuple[str, ...], membership: str, first: int | None, always: int | None
) -> None:
    found = compared("course", of=course(*fees), membership_fee=parse_pounds(membership)).joining
    assert found is not None
    assert (found.first, found.always_from) == (first, always)


@pytest.mark.parametrize(
    ("fees", "text", "membership", "says"),
    [
        (("799.00", "880.00"), "course:6", "400.00", "For 6 learners joining saves £86.00."),
        (("799.00", "880.00"), "course:6", "500.00", "costs £14.00 more than it saves."),
        (("799.00", "880.00"), "course:6", "486.00", "saves exactly what it costs."),
        (("799.00", "880.00"), "course:6", "486.00", "pays from 7 learners on."),
        (("10.00", "10.01"), "course", "9.00", "does not pay, not up to 500 learners."),
        (("100.00", "150.00", LARGE), "course", "100.00",
         "pays first at 3 learners, and at every number from 61 on; 500 were tried."),
        (("100.00", "150.00", LARGE), "course", "935.00",
         "pays first at 419 learners, but not at every number above; 500 were tried."),
    ],
)  # fmt: skip
def test_joining_is_told_in_a_sentence(
    fees: tuple[str, ...], text: str, membership: str, says: str
) -> None:
    of = course(*fees)
    found = compared(text, of=of, membership_fee=parse_pounds(membership))
    assert says in " ".join(written(found, of).split())


def test_joining_that_cannot_be_told_says_why() -> None:
    found = compared("cohort-only", of="rules", membership_fee=100)
    assert found.joining is not None
    assert (found.joining.first, found.joining.saved) == (None, (None,))
    page = written(found, RULES)
    said = " ".join(page.split())
    assert "Whether joining for £1.00 pays is not known. No individual fee is" in said
    # At whole cohorts members have a price, but non-members never do.
    by_six = compared("cohort-only:6", of="rules", membership_fee=100)
    text = written(by_six, RULES)
    assert "No fee is published for Cohort Only, Non-member." in " ".join(text.split())


def test_one_number_of_learners_that_is_refused_is_left_out_of_the_count() -> None:
    of = course("10.00", "12.00", ', cohort: {size: 2, prices: {member: "10.00"}}')
    whole = parsed(
        "format: 1\ncurrency: GBP\n"
        "categories: {member: {label: Member}, non-member: {label: Other}}\n"
        "sources: {page: {title: Page}}\nqualifications:\n"
        "  course: {title: Course, kind: training, source: page, fees: [{valid_from: 2020-01-01,\n"
        "    vat: exempt, source: page, cohort: {size: 2, prices:"
        ' {member: "20.00", non-member: "24.00"}}}]}\n'
    )
    found = compared("course", of=whole, membership_fee=900)
    assert found.joining is not None
    assert (found.joining.first, found.joining.always_from) == (6, 6)
    assert found.joining.saved == (None,)
    page = written(compared("course:3", of=whole, membership_fee=900), whole)
    assert "For 3 learners this is not known: a price is refused." in " ".join(page.split())
    assert compared("course:2", of=of, membership_fee=1300).joining is not None


def test_a_catalogue_without_members_has_nothing_to_join() -> None:
    with pytest.raises(RequestError, match="has the categories member and non-member"):
        compared("course", of=catalogue("everything"), membership_fee=100)


# By size -------------------------------------------------------------------------------------


def test_a_range_has_every_option_at_every_size() -> None:
    found = compared("certificate", sizes=(5, 7))
    assert [size.learners for size in found.sizes] == [5, 6, 7]
    members = [size.options[0] for size in found.sizes]
    assert [o.quote.totals.gross for o in members if o.quote] == [479400, 575280, 671160]
    assert [o.uses_cohort for o in members] == [False, True, True]


@pytest.mark.parametrize(
    ("sizes", "says"),
    [
        ((0, 3), "from 1 to at most 100,000"),
        ((3, 2), "go up"),
        ((1, 100_001), "at most 100,000"),
        ((1, 201), "201 sizes; a comparison has at most 200"),
    ],
)
def test_sizes_that_cannot_be_meant_are_refused(sizes: tuple[int, int], says: str) -> None:
    with pytest.raises(RequestError, match=says):
        compared("certificate", sizes=sizes)


def test_a_category_without_any_price_has_no_columns_and_is_told_below() -> None:
    found = compared("exempt", of="rules", sizes=(1, 2))
    page = written(found, RULES)
    [head] = [line for line in page.splitlines() if line.startswith("Learners")]
    assert "Member, each" in head
    assert "Non-member" not in head
    assert "No fee is published for Exempt, Non-member." in " ".join(page.split())


# Formats -------------------------------------------------------------------------------------

ASKED: list[tuple[list[str], dict[str, Any], str]] = [
    (["certificate:6"], {"membership_fee": 25000}, "shipped"),
    (["hopes-diploma"], {"indicative": True}, "shipped"),
    (["certificate"], {"on": date(2026, 11, 22)}, "shipped"),
    (["certificate"], {"on": date(2026, 11, 22), "sizes": (1, 2)}, "shipped"),
    (["certificate", "diploma"], {"sizes": (5, 7), "membership_fee": 900000}, "shipped"),
    (["early:7"], {"on": date(2024, 5, 1), "tax_point": date(2024, 5, 2)}, "rules"),
    (["early:2"], {"on": date(2024, 6, 1), "paying_on": date(2024, 6, 3)}, "rules"),
    (["free-sixth", "exempt"], {"membership_fee": 1}, "rules"),
    (["cohort-only"], {"sizes": (5, 6), "membership_fee": 1}, "rules"),
]


@pytest.mark.parametrize(("texts", "more", "of"), ASKED, ids=lambda part: str(part)[:30])
def test_every_format_tells_every_option(texts: list[str], more: dict[str, Any], of: str) -> None:
    loaded = catalogue(of)
    found = with_deadlines(compared(*texts, of=of, **more), loaded, working_days())
    every = [(size, option) for size in found.sizes for option in size.options]
    document = validated("comparison-1", written(found, loaded, Format.JSON))
    told = [option for size in document["sizes"] for option in size["options"]]
    assert [option["option"] for option in told] == [option.name for _, option in every]
    for (size, option), read in zip(every, told, strict=True):
        assert (read["status"] == "refused") is (option.quote is None)
        assert bool(read["refusals"]) is (option.quote is None)
        if option.quote:
            assert parse_pounds(read["totals"]["gross"]) == option.quote.totals.gross
            saved = size.saving(option.quote)
            assert Decimal(read["saving"]["gross"]) == Decimal(saved.gross) / 100
    text = written(found, loaded, Format.CSV)
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert tuple(rows[0]) == OPTION_COLUMNS
    assert [row["option"] for row in rows] == [option.name for _, option in every]
    assert [row["gross"] for row in rows] == [
        read["totals"]["gross"] if read["totals"] else "" for read in told
    ]
    assert written(found, loaded)
    markdown = written(found, loaded, Format.MARKDOWN)
    tokens = MarkdownIt().enable("table").parse(markdown)
    assert any(token.type == "table_open" for token in tokens) is found.is_answered


def test_figures_below_nothing_are_numbers_in_a_spreadsheet() -> None:
    # Members pay 100 + 20% and 50 exempt, 170 in all; the others 90 + 20% and 61, 169 in all.
    one, other = (
        f"{{title: Course, kind: training, source: page, fees: [{{valid_from: 2020-01-01, "
        f"vat: {vat}, source: page, individual: {{member: {member!r}, non-member: {others!r}}}}}]}}"
        for vat, member, others in (("standard", "100.00", "90.00"), ("exempt", "50.00", "61.00"))
    )
    of = parsed(
        "format: 1\ncurrency: GBP\n"
        "categories: {member: {label: Member}, non-member: {label: Other}}\n"
        "sources: {page: {title: Page}}\n"
        'vat: {rates: {standard: [{valid_from: 2000-01-01, percent: "20", source: page}]}}\n'
        f"qualifications:\n  one: {one}\n  other: {other}\n"
    )
    found = compared("one", "other", of=of, membership_fee=500)
    rows = list(csv.DictReader(io.StringIO(written(found, of, Format.CSV))))
    by_name = {row["option"]: row for row in rows}
    row = by_name["non-member/standard/individual"]
    assert (row["saving_net"], row["saving_net_percent"]) == ("-1.00", "-0.67")
    assert (row["saving_gross"], row["saved_by_joining"]) == ("1.00", "-4.00")
    assert "-£1.00" in written(found, of, Format.MARKDOWN)
    assert "-£1.00" in written(found, of, style=TerminalStyle(width=120))


def test_what_costs_nothing_saves_no_per_cent() -> None:
    of = course("0.00", "0.00")
    found = compared("course:2", of=of)
    assert "Every option costs the same." in written(found, of)
    document = validated("comparison-1", written(found, of, Format.JSON))
    assert document["sizes"][0]["options"][0]["saving"]["gross_percent"] is None
    assert "none" in written(found, of, Format.MARKDOWN)


@pytest.mark.parametrize("title", ["=1+1", "[bold]x[/bold]", "a|b", ":smile:"])
def test_names_from_the_catalogue_stay_names(title: str) -> None:
    of = parsed(
        f"format: 1\ncurrency: GBP\ncategories: {{member: {{label: {json.dumps(title)}}}}}\n"
        "sources: {page: {title: Page}}\nqualifications:\n"
        f"  course: {{title: {json.dumps(title)}, kind: training, source: page, fees: [\n"
        "    {valid_from: 2020-01-01, vat: exempt, source: page,"
        ' individual: {member: "10.00"}}]}\n'
    )
    found = compared("course", of=of)
    assert title in written(found, of, style=TerminalStyle(colour=True))


# The bars ------------------------------------------------------------------------------------


WIDE = TerminalStyle(width=140)


def bars(style: TerminalStyle, *prices: str) -> list[str]:
    names = ", ".join(f"c{at}: {{label: C{at}}}" for at in range(len(prices)))
    fees = ", ".join(f"c{at}: {price!r}" for at, price in enumerate(prices))
    of = parsed(
        f"format: 1\ncurrency: GBP\ncategories: {{{names}}}\nsources: {{page: {{title: Page}}}}\n"
        "qualifications:\n  course: {title: Course, kind: training, source: page, fees: [\n"
        f"    {{valid_from: 2020-01-01, vat: exempt, source: page, individual: {{{fees}}}}}]}}\n"
    )
    page = written(compared("course", of=of), of, style=style)
    rows = [line for line in page.splitlines() if "individual fees  " in line]
    return [line.split()[-1] if line[-1] in "█▏▎▍▌▋▊▉#" else "" for line in rows]


def test_a_bar_is_as_long_as_its_price() -> None:
    whole, half, least, nothing = bars(WIDE, "800.00", "400.00", "0.01", "0.00")
    assert set(whole) == {"█"}
    assert 2 * len(half) - len(whole) in {0, 1}
    assert (least, nothing) == ("▏", "")


def test_a_bar_on_an_ascii_terminal_is_made_of_hashes() -> None:
    whole, half, least, nothing = bars(
        TerminalStyle(width=140, ascii_only=True), "800.00", "400.00", "0.01", "0.00"
    )
    assert (set(whole), half, least, nothing) == ({"#"}, "#" * (len(whole) // 2), "#", "")


def test_there_is_no_bar_without_room_or_a_difference() -> None:
    assert bars(TerminalStyle(width=80), "800.00", "400.00") == ["", ""]
    assert bars(WIDE, "800.00", "800.00") == ["", ""]


# The command ---------------------------------------------------------------------------------


def command(*arguments: str, **more: Any) -> Outcome:
    return run("compare", *arguments, **more)


def test_the_command_answers_and_exits_with_0_if_anything_is_to_be_had() -> None:
    done = command("hopes-diploma", *ON, "--indicative")
    assert (done.code, done.err) == (0, "")
    assert "£1,656.00" in done.out
    closed = command("certificate:6", "--on", "2026-11-22", "-f", "json")
    assert (closed.code, closed.err) == (1, "")
    refusals = [
        option["refusals"][0]["code"] for option in json.loads(closed.out)["sizes"][0]["options"]
    ]
    assert refusals == ["intake-closed"] * 6


def test_every_option_of_the_command_is_heard(tmp_path: Path) -> None:
    done = command(
        "certificate", "diploma:6", "-n", "3", *ON, "--intake", "2024-05", "--paying-on",
        "2024-03-01", "--tax-point", "2024-03-02", "--membership-fee", "799.00", "-o", "c.json",
        cwd=tmp_path,
    )  # fmt: skip
    assert (done.code, done.out) == (0, "")
    document = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    assert document["sizes"][0]["items"] == [
        {"qualification": "certificate", "learners": 3},
        {"qualification": "diploma", "learners": 6},
    ]
    assert (document["intake"], document["paying_on"], document["tax_point"]) == (
        "2024-05",
        "2024-03-01",
        "2024-03-02",
    )
    # Members save 3 x 81 and 6 x 240, which is 1,683, and pay 799.
    assert document["sizes"][0]["saved_by_joining"] == "884.00"
    assert document["joining"]["pays_from"] == 3  # 321 on each of both


def test_a_range_is_a_table_by_size() -> None:
    done = command("certificate", "--learners", "1..12", *ON)
    assert done.code == 0
    [row] = [line for line in done.out.splitlines() if "first cohort" in line]
    assert row.split()[:5] == ["6", "£5,752.80", "£958.80", "£6,336.00", "£1,056.00"]
    assert len(json.loads(command("certificate", "-n1..12", *ON, "-f", "json").out)["sizes"]) == 12
    by_one = command("certificate", "-n", "1..1", *ON)
    assert "Learners" in by_one.out


def test_a_markdown_document_is_written(tmp_path: Path) -> None:
    done = command("certificate:6", *ON, "-o", "compare.md", cwd=tmp_path)
    assert done.code == 0
    text = (tmp_path / "compare.md").read_text(encoding="utf-8")
    assert text.startswith("# Comparison of prices\n")
    assert "| RRN member | cohort fees | £4,794.00 | £5,752.80 | £799.00 | £958.80 |" in text


WRONG = [
    ("nothing to compare", [], "QUALIFICATION"),
    ("an unknown qualification", ["certificat"], 'did you mean "certificate"?'),
    ("an unknown intake", ["certificate", "--intake", "2024-50"], 'did you mean "2024-05"?'),
    ("no learners", ["certificate:0"], "from 1 to 100,000"),
    ("a range from nothing", ["certificate", "-n", "0..3"], "from 1 to 100,000"),
    ("a range that goes down", ["certificate", "-n", "6..1"], "the smaller number first"),
    ("a range of a million", ["certificate", "-n", "1..1000000"], "from 1 to 100,000"),
    ("a range that is too long", ["certificate", "-n", "1..201"], "at most 200 numbers"),
    ("a range without an end", ["certificate", "-n", "1.."], "whole number"),
    ("a range with a third dot", ["certificate", "-n", "1...3"], "whole number"),
    ("a range in an item", ["certificate:1..3"], "whole number"),
    ("a range and a number", ["certificate:6", "diploma", "-n", "1..3"],
     "leave out the number after certificate"),
    ("a number that serves no item", ["certificate:6", "-n", "3"], "leave out --learners"),
    ("a fee that is no amount", ["certificate", "--membership-fee", "2.5"], '"1,250.00"'),
    ("a fee below nothing", ["certificate", "--membership-fee", "-1.00"], "cannot be negative"),
    ("a fee of two amounts", ["certificate", "--membership-fee", "1,25"], '"1,250.00"'),
    ("who pays", ["certificate", "--as", "member"], "--as"),
    ("a payment before the day", ["certificate", "--paying-on", "2024-01-31"], "before the day"),
    ("a calendar", ["certificate", "-f", "ics"], "is not one of"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "says"), [pytest.param(*row[1:], id=row[0]) for row in WRONG]
)
def test_what_cannot_be_meant_is_one_sentence_and_exits_with_2(
    arguments: list[str], says: str
) -> None:
    done = command(*arguments, *ON)
    assert (done.code, done.out) == (2, "")
    assert says in " ".join(done.err.split())
    assert has_no_traceback(done.err)
