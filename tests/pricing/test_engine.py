"""Examples of pricing that a boundary of its own decides, each with its figures."""

from datetime import date

import pytest
from support import FEBRUARY, catalogue, items, lines_of, parsed, quoted, refused

from rrn_fees import Catalogue, Item, Request, RequestError, price
from rrn_fees.deadlines.notes import NoteCode

RULES = catalogue("rules")
ABOUT_COHORTS = {
    NoteCode.COHORT_SAVING,
    NoteCode.COHORT_NO_SAVING,
    NoteCode.COHORT_DEARER,
    NoteCode.COHORT_SHORT,
}


def pence_catalogue(per: str, mode: str, *, individual: str, cohort: str, size: int) -> Catalogue:
    return parsed(
        "format: 1\ncurrency: GBP\ncategories: {non-member: {label: Non-member}}\n"
        "sources: {page: {title: Page}}\n"
        f"vat:\n  rounding: {{per: {per}, mode: {mode}}}\n"
        '  rates: {standard: [{valid_from: 2011-01-04, percent: "20", source: page}]}\n'
        "qualifications:\n  course:\n    {title: Course, kind: training, source: page, fees: [\n"
        "     {valid_from: 2020-01-01, vat: standard, source: page,\n"
        f'      individual: {{non-member: "{individual}"}},\n'
        f'      cohort: {{size: {size}, prices: {{non-member: "{cohort}"}}}}}}]}}\n'
    )


def test_a_line_says_the_price_as_it_is_printed_and_the_rate_of_vat() -> None:
    [line] = quoted("certificate:6", of=catalogue()).lines
    assert (line.unit_price, line.vat_percent) == (4794_00, 20_00)
    [exempt] = quoted("exempt", of=RULES).lines
    assert (exempt.unit_price, exempt.vat_percent) == (exempt.row.price, None)


@pytest.mark.parametrize(
    ("of", "learners", "gross"),
    [
        # 4 x (0.23 + 0.04) = 1.08, but 0.92 + 0.18 = 1.10: the same net, 2p more VAT.
        pytest.param(
            pence_catalogue("unit", "down", individual="0.23", cohort="0.92", size=4), 4, 108,
            id="the same price, each unit"),
        # The cohort is a penny cheaper, and its VAT two pence dearer.
        pytest.param(
            pence_catalogue("unit", "down", individual="0.23", cohort="0.91", size=4), 4, 108,
            id="a penny cheaper, each unit"),
        # 0.91 + 0.18 = 1.09, but 0.78 + 0.16 and 0.13 + 0.03 are 1.10: rounded up twice.
        pytest.param(
            pence_catalogue("line", "half-up", individual="0.13", cohort="0.78", size=6), 7, 109,
            id="the same price, each line"),
    ],
)  # fmt: skip
def test_cohorts_that_are_dearer_by_pence_of_vat_are_not_used_and_nothing_is_said(
    of: Catalogue, learners: int, gross: int
) -> None:
    quote = quoted(f"course:{learners}", of=of, category="non-member")
    assert [basis for basis, _, _ in lines_of(quote)] == ["individual"]
    assert quote.totals.gross == gross
    assert not ABOUT_COHORTS & {note.code for note in quote.notes}


def test_a_cohort_that_is_dearer_as_printed_is_not_used_where_vat_makes_it_cheaper() -> None:
    # 6 x (0.03 + 0.01) = 0.24, but 0.19 + 0.04 = 0.23.
    of = pence_catalogue("unit", "half-up", individual="0.03", cohort="0.19", size=6)
    quote = quoted("course:6", of=of, category="non-member")
    assert [basis for basis, _, _ in lines_of(quote)] == ["individual"]
    assert quote.totals.gross == 24
    assert NoteCode.COHORT_DEARER in {note.code for note in quote.notes}


@pytest.mark.parametrize(
    ("cohort", "saved"),
    [
        # 3 x (0.23 + 0.05) = 0.84 against 0.70 + 0.14 for four: the same, and nothing is said.
        pytest.param("0.70", None, id="the same total"),
        # 0.84 against 0.69 + 0.14 = 0.83 for four.
        pytest.param("0.69", "£0.01", id="a penny less"),
    ],
)
def test_one_learner_more_is_advised_where_it_lowers_the_total_by_a_penny(
    cohort: str, saved: str | None
) -> None:
    of = pence_catalogue("unit", "half-up", individual="0.23", cohort=cohort, size=4)
    quote = quoted("course:3", of=of, category="non-member")
    told = [note.text for note in quote.notes if note.code is NoteCode.COHORT_SHORT]
    assert len(told) == (saved is not None)
    assert all(f"the total falls by {saved} with VAT" in text for text in told)


def test_rounded_on_each_unit_one_learner_more_can_cost_less_where_a_cohort_saves_nothing() -> None:
    # 29 x (0.03 + 0.01) = 1.16, but 0.90 + 0.18 = 1.08 for thirty.
    of = pence_catalogue("unit", "half-up", individual="0.03", cohort="0.90", size=30)
    quote = quoted("course:29", of=of, category="non-member")
    [told] = [note.text for note in quote.notes if note.code is NoteCode.COHORT_SHORT]
    assert "the total falls by £0.08 with VAT" in told


def test_notes_of_several_items_are_in_one_order_of_weight() -> None:
    of = parsed(
        "format: 1\ncurrency: GBP\ncategories: {member: {label: Member}}\n"
        "sources: {page: {title: Page}}\nqualifications:\n"
        + "\n".join(
            f"  {name}: {{title: Course, kind: training, source: page,"
            " intakes: {a: {starts_on: 2024-05-07, applications: {may_close_early: true}}},"
            " fees: [{intakes: [a], vat: exempt, source: page, individual: {member: '1.00'}}]}"
            for name in ("one", "two")
        ).replace("vat: exempt", "vat: zero")
        + '\nvat: {rates: {zero: [{valid_from: 2020-01-01, percent: "0", source: page}]}}\n'
    )
    notes = quoted("one", "two", of=of).notes
    assert [(note.code.value, note.qualification) for note in notes] == [
        ("price-claimed", "one"),
        ("price-claimed", "two"),
        ("may-close-early", "one"),
        ("may-close-early", "two"),
    ]


def test_every_unknown_name_of_a_request_is_told_at_once() -> None:
    wrong = Request(
        items=(Item("coarse"), Item("early")), category="membr", on=FEBRUARY, intake="2024-10"
    )
    with pytest.raises(RequestError) as error:
        price(RULES, wrong)
    lines = str(error.value).split("\n")
    begins = (
        'There is no category "membr"; did you mean "member"?',
        'There is no qualification "coarse"; ',
        'There is no intake of early called "2024-10"; did you mean "2024-09"?',
    )
    assert len(lines) == 3
    assert all(line.startswith(begin) for line, begin in zip(lines, begins, strict=True))


@pytest.mark.parametrize(
    ("item", "asked", "hint"),
    [
        pytest.param(
            "reduced:6", {"basis": "cohort"},
            "6 learners at the individual fee come to £1.80 + VAT, £1.89 with VAT.",
            id="individual fees instead of cohorts"),
        pytest.param(
            "cohort-only:12", {"basis": "individual"},
            "12 learners at the standard fee come to £1,200.00 + VAT, £1,440.00 with VAT.",
            id="cohorts instead of individual fees"),
        pytest.param(
            "cohort-only:7", {"basis": "individual"}, None,
            id="nothing where the cohorts would not be filled"),
        pytest.param(
            "cheap-cohort:7", {"early_bird": True},
            "7 learners at the standard fee come to £550.00 + VAT, £660.00 with VAT.",
            id="the standard fee instead of an early bird"),
        pytest.param(
            "cheap-cohort:7", {"early_bird": True, "basis": "individual"},
            "7 learners at the individual fee come to £700.00 + VAT, £840.00 with VAT.",
            id="the standard fee on the basis that was asked for"),
    ],
)  # fmt: skip
def test_what_is_not_published_is_refused_with_what_the_same_learners_cost(
    item: str, asked: dict[str, object], hint: str | None
) -> None:
    refusal = refused(item, of=RULES, on=FEBRUARY, **asked)
    assert refusal.code == "not-published"
    assert ("come to" in refusal.hint) is (hint is not None)
    assert refusal.hint.startswith(hint or "Ask ")


def test_a_refusal_over_an_intake_carries_the_indicative_quote_for_the_same_item() -> None:
    on = date(2026, 11, 22)
    refusal = refused("certificate:7", "diploma:2", of=catalogue(), on=on)
    for each, item in zip(
        (refusal, *refusal.also), items("certificate:7", "diploma:2"), strict=True
    ):
        request = Request(items=(item,), category="member", on=on, indicative=True)
        assert each.last_published == price(catalogue(), request)


def test_a_refusal_over_an_intake_that_has_no_price_carries_none() -> None:
    # No rate of VAT was recorded for that day, whatever the intake.
    on = date(2026, 11, 22)
    refusal = refused("certificate", of=catalogue(), on=on, tax_point=date(1980, 1, 1))
    assert refusal.code == "intake-closed"
    assert refusal.last_published is None
