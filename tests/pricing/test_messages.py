"""The sentences that go with a quote, each in full, for what it can be given."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from support import ask, catalogue, parsed, quoted

from rrn_fees import Quote
from rrn_fees.catalogue.model import EarnedBy, IntakeStatus, Notice, NotPublished, VatRate
from rrn_fees.deadlines.notes import NoteCode, NoteLevel
from rrn_fees.deadlines.windows import ClosedBy, IntakeWindow
from rrn_fees.pricing import messages
from rrn_fees.pricing.price_list import Basis, PriceRow

RULES = catalogue("rules")
ROW = quoted("cheap-cohort", of=RULES).lines[0].row
COHORT = quoted("cheap-cohort:6", of=RULES).lines[0].row
MAY, JUNE = date(2024, 5, 31), date(2024, 6, 30)


def row(code: str = "standard", *, inside: bool = False, **more: Any) -> PriceRow:
    return replace(ROW, vat_code=code, includes_vat=inside, **more)


@pytest.mark.parametrize(
    ("of", "text"),
    [
        pytest.param(row(), "£1,234.50 + VAT", id="VAT on top"),
        pytest.param(row(inside=True), "£1,234.50 with VAT", id="VAT inside"),
        pytest.param(row("zero"), "£1,234.50 + VAT", id="a rate of zero is a rate"),
        pytest.param(row("exempt"), "£1,234.50", id="exempt"),
        pytest.param(row("outside-scope"), "£1,234.50", id="outside the scope"),
        pytest.param(row("exempt", inside=True), "£1,234.50", id="exempt, whatever is inside"),
    ],
)
def test_an_amount_is_written_as_its_fee_schedule_prints_it(of: PriceRow, text: str) -> None:
    assert messages.as_printed(1234_50, of) == text


def publishing(publisher: str, provider: str = "") -> Any:
    return parsed(
        f"format: 1\n{publisher}currency: GBP\ncategories: {{member: {{label: Member}}}}\n"
        "sources: {page: {title: Page}}\n"
        "qualifications:\n"
        f"  course: {{title: Course, kind: training, source: page{provider}}}\n"
    )


@pytest.mark.parametrize(
    ("publisher", "provider", "text"),
    [
        pytest.param("", "", "Ask whoever publishes the fees.", id="nobody is named"),
        pytest.param("publisher: {name: College}\n", "", "Ask College.", id="a name"),
        pytest.param(
            "publisher: {name: College, email: fees@example.org}\n", "",
            "Ask College at fees@example.org.", id="a name and an address"),
        pytest.param(
            "publisher: {name: College, email: fees@example.org}\n", ", provider: Trust",
            "Ask its provider, Trust.", id="a provider comes first"),
        pytest.param("", ", provider: Trust", "Ask its provider, Trust.", id="a provider alone"),
    ],
)  # fmt: skip
def test_whom_to_ask_is_the_provider_else_the_publisher(
    publisher: str, provider: str, text: str
) -> None:
    assert messages.whom_to_ask(publishing(publisher, provider), "course") == text


def test_of_no_qualification_the_publisher_is_to_be_asked() -> None:
    of = publishing("publisher: {name: College}\n", ", provider: Trust")
    assert messages.whom_to_ask(of, None) == "Ask College."


@pytest.mark.parametrize("claim", ["membership", "membership.", "membership.."])
def test_a_claim_ends_in_one_full_stop(claim: str) -> None:
    assert messages.claimed("RRN member", claim) == (
        "RRN member price claimed: subject to verification of membership."
    )


def window(**more: Any) -> IntakeWindow:
    known: dict[str, Any] = {
        "intake": "2024-09",
        "label": None,
        "status": IntakeStatus.SCHEDULED,
        "opens_on": None,
        "last_day": None,
        "closed_by": None,
        "starts_on": None,
        "final_payment_on": None,
        **more,
    }
    return IntakeWindow(scheduled=known["status"] is IntakeStatus.SCHEDULED, **known)


ENDED = {"last_day": MAY, "starts_on": JUNE}


@pytest.mark.parametrize(
    ("of", "on", "text"),
    [
        pytest.param(
            window(status=IntakeStatus.CLOSED), MAY,
            "intake 2024-09 is closed, as its page says", id="closed by its page"),
        pytest.param(
            window(status=IntakeStatus.CLOSED, label="Autumn", **ENDED), JUNE,
            "intake Autumn (2024-09) is closed, as its page says", id="closed, with dates"),
        pytest.param(
            window(status=IntakeStatus.SPECULATIVE), MAY,
            "intake 2024-09 takes speculative applications only; its dates are not announced",
            id="speculative, without dates"),
        pytest.param(
            window(status=IntakeStatus.SPECULATIVE, starts_on=JUNE), MAY,
            "intake 2024-09 takes speculative applications only", id="speculative, with a start"),
        pytest.param(
            window(opens_on=JUNE, last_day=date(2024, 8, 1)), MAY,
            "intake 2024-09 opens for applications on Sunday 30 June 2024", id="not yet open"),
        pytest.param(
            window(), MAY,
            "intake 2024-09 has neither a start nor a last day for applying or paying announced",
            id="no dates"),
        pytest.param(
            window(opens_on=date(2024, 1, 1)), MAY,
            "intake 2024-09 has neither a start nor a last day for applying or paying announced",
            id="a first day alone"),
        pytest.param(
            window(closed_by=ClosedBy.APPLICATIONS_CLOSE, **ENDED), JUNE,
            "intake 2024-09 is closed: applications closed on Friday 31 May 2024",
            id="applications closed"),
        pytest.param(
            window(closed_by=ClosedBy.FINAL_PAYMENT, **ENDED), JUNE,
            "intake 2024-09 is closed: final payment was due on Friday 31 May 2024",
            id="final payment was due"),
        pytest.param(
            window(closed_by=ClosedBy.COURSE_STARTS, **ENDED), JUNE,
            "intake 2024-09 is closed: the last day before its start was Friday 31 May 2024",
            id="the course started"),
    ],
)  # fmt: skip
def test_what_keeps_an_intake_from_being_open_is_said_with_its_date(
    of: IntakeWindow, on: date, text: str
) -> None:
    assert messages.not_open(of, of.state(on)) == text
    note = messages.indicative_intake("course", of, of.state(on))
    assert note[:4] == (
        NoteCode.INDICATIVE,
        f"Indicative only, not an offer: {text}.",
        "course",
        None,
    )


@pytest.mark.parametrize(
    ("paying_on", "late"),
    [
        pytest.param(date(2024, 6, 1), "Saturday 1 June 2024 would be 1 day", id="one day"),
        pytest.param(date(2024, 6, 30), "Sunday 30 June 2024 would be 30 days", id="a month"),
    ],
)
def test_a_payment_that_would_be_late_is_told_by_how_much(paying_on: date, late: str) -> None:
    note = messages.indicative_payment("course", window(final_payment_on=MAY), paying_on)
    assert note.text == f"Payment on {late} late for intake 2024-09."
    assert note.level is NoteLevel.WARNING


@pytest.mark.parametrize(
    ("saving", "than"),
    [
        pytest.param(1000, "£10.00 + VAT more", id="it saves"),
        pytest.param(0, "the same", id="it saves nothing"),
        pytest.param(-1000, "£10.00 + VAT less", id="it costs more"),
    ],
)
def test_an_early_bird_without_a_deadline_is_told_with_what_comes_without_it(
    saving: int, than: str
) -> None:
    assert messages.indicative_early_bird("course", saving, row()).text == (
        "Indicative only, not an offer: the early-bird price was asked for, but its deadline has "
        f"not been announced. Without it the fee is {than}."
    )


def test_an_early_bird_that_is_not_applied_is_told_with_what_it_would_come_to() -> None:
    assert messages.early_bird_unannounced("course", 90_00, row(inside=True))[:4] == (
        NoteCode.EARLY_BIRD_UNANNOUNCED,
        (
            "An early-bird price is published, but no date by which it is earned, so it is not "
            "applied. It would come to £90.00 with VAT."
        ),
        "course",
        "page",
    )


@pytest.mark.parametrize(
    ("earned_by", "on", "text"),
    [
        pytest.param(
            EarnedBy.APPLICATION, JUNE,
            "The early-bird price ended on Friday 31 May 2024. It would have been £10.00 + VAT "
            "less.", id="by applying"),
        pytest.param(
            EarnedBy.PAYMENT, date(2024, 5, 1),
            "The early-bird price is earned by paying by Friday 31 May 2024. It would be £10.00 + "
            "VAT less.", id="by paying, before"),
        pytest.param(
            EarnedBy.PAYMENT, MAY,
            "The early-bird price is earned by paying by Friday 31 May 2024. It would be £10.00 + "
            "VAT less.", id="by paying, on the last day"),
        pytest.param(
            EarnedBy.PAYMENT, date(2024, 6, 1),
            "The early-bird price was earned by paying by Friday 31 May 2024. It would have been "
            "£10.00 + VAT less.", id="by paying, the day after"),
    ],
)  # fmt: skip
def test_an_early_bird_that_is_missed_is_told_in_the_tense_of_the_day(
    earned_by: EarnedBy, on: date, text: str
) -> None:
    of = row(earned_by=earned_by)
    assert messages.early_bird_missed("course", MAY, on, 1000, of).text == text


@pytest.mark.parametrize(
    ("saving", "standard_until", "after"),
    [
        pytest.param(1000, None, " After that it is £10.00 + VAT more.", id="without an end"),
        pytest.param(1000, JUNE, " After that it is £10.00 + VAT more.", id="the standard goes on"),
        pytest.param(0, None, " After that it is the same.", id="at the same price"),
        pytest.param(1000, MAY, "", id="both end on one day"),
        pytest.param(
            1000, date(2024, 5, 30), " No price is to be had after Thursday 30 May 2024.",
            id="the standard ends a day before"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("earned_by", "act"), [(EarnedBy.APPLICATION, "applying"), (EarnedBy.PAYMENT, "paying")]
)
def test_an_early_bird_that_is_applied_is_told_with_what_comes_after(
    earned_by: EarnedBy, act: str, saving: int, standard_until: date | None, after: str
) -> None:
    of = row(earned_by=earned_by)
    note = messages.early_bird_applied("course", MAY, saving, of, standard_until)
    assert note.text == f"Early-bird price, earned by {act} by Friday 31 May 2024.{after}"


@pytest.mark.parametrize(("today", "rate"), [(17_50, "17.5%"), (None, "not in the catalogue")])
def test_another_rate_at_the_tax_point_is_told_with_that_of_the_day(
    today: int | None, rate: str
) -> None:
    def of(percent: int) -> VatRate:
        return VatRate(valid_from=date(2011, 1, 4), percent=percent, source="law")

    note = messages.tax_point_rate("course", of(20_00), JUNE, of(today) if today else None, MAY)
    assert note[:4] == (
        NoteCode.TAX_POINT_RATE,
        (
            "VAT is charged at 20%, the rate on the tax point, Sunday 30 June 2024. On the day of "
            f"the quote, Friday 31 May 2024, the rate is {rate}."
        ),
        "course",
        "law",
    )


@pytest.mark.parametrize(
    ("cohorts", "used", "text"),
    [
        pytest.param(
            1, True,
            "The cohort fee saves £150.00 + VAT against individual fees (1 cohort of 6).",
            id="one is used"),
        pytest.param(
            2, True,
            "The cohort fee saves £150.00 + VAT against individual fees (2 cohorts of 6).",
            id="two are used"),
        pytest.param(
            1, False,
            "The cohort fee would save £150.00 + VAT against individual fees (1 cohort of 6); "
            "individual fees were asked for.", id="none is used"),
    ],
)  # fmt: skip
def test_what_a_cohort_saves_is_said_of_as_many_as_there_are(
    cohorts: int, *, used: bool, text: str
) -> None:
    note = messages.cohort_saving("course", COHORT, 150_00, cohorts, used=used)
    assert (note.code, note.text) == (NoteCode.COHORT_SAVING, text)


def test_a_cohort_that_saves_nothing_is_compared_with_its_individual_fees() -> None:
    assert messages.cohort_no_saving("course", COHORT, ROW).text == (
        "The cohort fee saves nothing: a cohort of 6 costs exactly 6 individual fees of "
        "£100.00 + VAT."
    )


@pytest.mark.parametrize(
    ("used", "outcome"),
    [(True, "It was asked for and is used."), (False, "Individual fees are used instead.")],
)
def test_a_cohort_that_costs_more_is_told_with_what_is_used(*, used: bool, outcome: str) -> None:
    assert messages.cohort_dearer("course", COHORT, 1, used=used).text == (
        f"A cohort of 6 costs £0.01 + VAT more than 6 individual fees. {outcome}"
    )


@pytest.mark.parametrize(
    ("learners", "code", "text"),
    [
        pytest.param(
            5, "standard", "6 learners fill a cohort of 6, and the total falls by £9.99 with VAT.",
            id="one cohort"),
        pytest.param(
            11, "standard",
            "12 learners fill 2 cohorts of 6, and the total falls by £9.99 with VAT.",
            id="two cohorts"),
        pytest.param(
            5999, "standard",
            "6,000 learners fill 1,000 cohorts of 6, and the total falls by £9.99 with VAT.",
            id="a thousand cohorts"),
        pytest.param(
            5, "exempt", "6 learners fill a cohort of 6, and the total falls by £9.99.",
            id="without VAT"),
    ],
)  # fmt: skip
def test_one_learner_more_is_told_with_how_far_the_total_falls(
    learners: int, code: str, text: str
) -> None:
    note = messages.cohort_short("course", replace(COHORT, vat_code=code), learners, 999)
    assert note.text == f"One learner more would cost less: {text}"


@pytest.mark.parametrize(
    ("texts", "more", "text"),
    [
        pytest.param(
            ["cheap-cohort"], {},
            "1 learner at the individual fee comes to £100.00 + VAT, £120.00 with VAT.",
            id="one learner"),
        pytest.param(
            ["cheap-cohort:5"], {},
            "5 learners at the individual fee come to £500.00 + VAT, £600.00 with VAT.",
            id="several learners"),
        # 450.00 for six and 100.00 for the seventh, and 20% of it.
        pytest.param(
            ["cheap-cohort:7"], {},
            "7 learners at the standard fee come to £550.00 + VAT, £660.00 with VAT.",
            id="a cohort and another"),
        pytest.param(
            ["early-singles:2"], {},
            "2 learners at the early-bird individual fee come to £1,800.00 + VAT, £2,160.00 with "
            "VAT.", id="an early bird"),
        pytest.param(
            ["early:6"], {},
            "6 learners at the early-bird fee come to £5,300.00 + VAT, £6,360.00 with VAT.",
            id="an early cohort"),
        pytest.param(
            ["exempt:2"], {}, "2 learners at the individual fee come to £20.00.", id="without VAT"),
        pytest.param(
            ["undated"], {"indicative": True},
            "1 learner at the individual fee comes to £10.00 + VAT, £12.00 with VAT (indicative).",
            id="indicative"),
    ],
)  # fmt: skip
def test_the_way_out_says_what_the_learners_would_cost(
    texts: list[str], more: dict[str, object], text: str
) -> None:
    quote = ask(*texts, of=RULES, **more)  # type: ignore[arg-type]
    assert isinstance(quote, Quote), quote
    assert messages.way_out(quote, quote.learners) == text


@pytest.mark.parametrize(
    ("code", "reason", "note", "text"),
    [
        pytest.param(
            "exempt", "The college is an eligible body.", NoteCode.VAT_EXEMPT,
            "The fee is exempt from VAT: The college is an eligible body.", id="a sentence"),
        pytest.param(
            "exempt", "it is education", NoteCode.VAT_EXEMPT,
            "The fee is exempt from VAT: it is education.", id="no sentence"),
        pytest.param(
            "outside-scope", "is it a grant?", NoteCode.VAT_OUTSIDE_SCOPE,
            "The fee is outside the scope of VAT: is it a grant?", id="a question"),
        pytest.param(
            "outside-scope", None, NoteCode.VAT_OUTSIDE_SCOPE,
            "The fee is outside the scope of VAT: its fee schedule records it so.", id="no reason"),
    ],
)  # fmt: skip
def test_a_fee_without_vat_is_told_with_its_reason(
    code: str, reason: str | None, note: NoteCode, text: str
) -> None:
    given = f", vat_reason: '{reason}'" if reason else ""
    of = parsed(
        "format: 1\ncurrency: GBP\ncategories: {member: {label: Member, claim: a card}}\n"
        "sources: {page: {title: Page}}\nqualifications:\n"
        "  course: {title: Course, kind: training, source: page, fees: [\n"
        f"    {{valid_from: 2020-01-01, vat: {code}{given}, source: page,\n"
        "     individual: {member: '1.00'}}]}\n"
    )
    [told] = [each for each in quoted("course", of=of).notes if each.code is note]
    assert told[:4] == (note, text, "course", "page")


def test_a_page_is_told_with_its_notices_and_what_it_is_silent_about() -> None:
    found = messages.of_page(RULES, "notices-b", None, "member")
    assert [(note.code.value, note.text, note.source) for note in found] == [
        ("price-claimed", "Member price claimed: subject to verification of membership.", "page"),
        ("notice", "Something to read.", "law"),
        ("notice-silent", "Its page says nothing about certified training.", "page"),
    ]


def test_that_applications_may_close_early_is_told_of_an_open_intake_alone() -> None:
    [claim, early] = messages.of_page(RULES, "notices-a", "next", "member")
    assert claim.code is NoteCode.PRICE_CLAIMED
    assert (early.code, early.source) == (NoteCode.MAY_CLOSE_EARLY, "law")
    assert messages.of_page(RULES, "notices-a", None, "member") == (claim,)
    assert messages.of_page(RULES, "notices-a", None, "non-member") == ()


@pytest.mark.parametrize(
    ("about", "text", "said"),
    [
        ("travel", "Travel is not included.", "Travel is not included."),
        ("travel", NotPublished.NOT_PUBLISHED, "Its page says nothing about travel."),
        ("travel-to-it", NotPublished.NOT_PUBLISHED, "Its page says nothing about travel to it."),
    ],
)
def test_a_notice_is_in_the_words_of_its_page(
    about: str, text: str | NotPublished, said: str
) -> None:
    assert messages.notice_text(Notice(about=about, text=text, source="page")) == said


HEAVIEST_FIRST: list[tuple[str, Callable[[], Any]]] = [
    ("indicative", lambda: messages.indicative_early_bird("a", 1, ROW)),
    ("cohort-short", lambda: messages.cohort_short("a", COHORT, 5, 1)),
    ("early-bird-missed", lambda: messages.early_bird_missed("a", MAY, JUNE, 1, ROW)),
    ("cohort-dearer", lambda: messages.cohort_dearer("a", COHORT, 1, used=True)),
    ("early-bird-unannounced", lambda: messages.early_bird_unannounced("a", 1, ROW)),
    ("early-bird-applied", lambda: messages.early_bird_applied("a", MAY, 1, ROW, None)),
    ("cohort-saving", lambda: messages.cohort_saving("a", COHORT, 1, 1, used=True)),
    ("cohort-no-saving", lambda: messages.cohort_no_saving("a", COHORT, ROW)),
]


def test_notes_are_sorted_by_what_they_weigh() -> None:
    made = [make() for _, make in HEAVIEST_FIRST]
    for shuffled in (made[::-1], made[::2] + made[1::2]):
        in_turn = sorted(shuffled, key=messages.weight)
        assert [note.code.value for note in in_turn] == [code for code, _ in HEAVIEST_FIRST]


def test_the_rows_that_are_told_of_are_those_of_the_catalogue() -> None:
    assert (ROW.basis, ROW.price, ROW.source) == (Basis.INDIVIDUAL, 100_00, "page")
    assert (COHORT.basis, COHORT.size, COHORT.price) == (Basis.COHORT, 6, 450_00)
