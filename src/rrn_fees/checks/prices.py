"""Checks of prices: what is printed, against itself and against what it would cost otherwise."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from rrn_fees.catalogue.contradictions import FEWEST_OF_A_COHORT
from rrn_fees.catalogue.model import (
    MEMBER,
    NON_MEMBER,
    CategoryId,
    Cohort,
    FeeSchedule,
    IntakeId,
    IntakeStatus,
)
from rrn_fees.checks.check import Check, Example, Found, Level, Subject, Within, fault
from rrn_fees.checks.spans import BEFORE_ALL, Held, Span, days_of, runs
from rrn_fees.dates import long_date
from rrn_fees.errors import FaultKind
from rrn_fees.money import Pence, less_percent, percent_text, sterling


class _Printed(NamedTuple):
    """The prices that a fee schedule prints on one basis."""

    called: str
    below: tuple[str, ...]
    prices: Mapping[CategoryId, Pence]


def _printed(schedule: FeeSchedule) -> Iterator[_Printed]:
    yield _Printed("individual fee", ("individual",), schedule.individual)
    if isinstance(schedule.cohort, Cohort):
        yield _Printed("cohort fee", ("cohort", "prices"), schedule.cohort.prices)
    early = schedule.early_bird
    if early is not None:
        below = ("early_bird", "individual")
        yield _Printed("early-bird individual fee", below, early.individual)
        yield _Printed("early-bird cohort fee", ("early_bird", "cohort"), early.cohort)


def _members_pay_more(subject: Subject) -> Iterator[Found]:
    for _, schedule in subject.schedules():
        for called, below, prices in _printed(schedule):
            member, other = prices.get(MEMBER), prices.get(NON_MEMBER)
            if member is not None and other is not None and member > other:
                yield Found(
                    subject.node(schedule, *below, MEMBER),
                    f"a member's {called}, {sterling(member)}, is above a non-member's, "
                    f"{sterling(other)}",
                    "are the two the wrong way round?",
                )


def _percent_gives_another_price(subject: Subject) -> Iterator[Found]:
    for _, schedule in subject.schedules():
        early = schedule.early_bird
        if early is None or early.percent is None:
            continue
        cohort = schedule.cohort.prices if isinstance(schedule.cohort, Cohort) else {}
        for basis, standard, printed in (
            ("individual", schedule.individual, early.individual),
            ("cohort", cohort, early.cohort),
        ):
            for category in printed.keys() & standard.keys():
                price, lowered = standard[category], printed[category]
                given = less_percent(price, early.percent)
                if lowered != given:
                    yield Found(
                        subject.node(schedule, "early_bird", basis, category),
                        f"{percent_text(early.percent)}% off {sterling(price)} is "
                        f"{sterling(given)}, not {sterling(lowered)}",
                        "the printed price holds; leave out a per cent that no page prints",
                    )


class _Group(NamedTuple):
    """A cohort fee beside as many individual fees."""

    schedule: FeeSchedule
    below: tuple[str, ...]
    price: Pence
    size: int
    single: Pence


def _groups(subject: Subject) -> Iterator[_Group]:
    """Yield each cohort fee that can be held against individual fees; a zero fee is no measure."""
    for _, schedule in subject.schedules():
        cohort, early = schedule.cohort, schedule.early_bird
        if not isinstance(cohort, Cohort) or cohort.size < FEWEST_OF_A_COHORT:
            continue
        fees = [(("cohort", "prices"), cohort.prices, schedule.individual)]
        if early is not None:
            payable = {**schedule.individual, **early.individual}
            fees.append((("early_bird", "cohort"), early.cohort, payable))
        for below, prices, singles in fees:
            for category, price in prices.items():
                single = singles.get(category)
                if single:
                    yield _Group(schedule, (*below, category), price, cohort.size, single)


def _cohort_is_dearer(subject: Subject) -> Iterator[Found]:
    for schedule, below, price, size, single in _groups(subject):
        if price > single * size:
            yield Found(
                subject.node(schedule, *below),
                f"the cohort fee, {sterling(price)}, is above {size} individual fees of "
                f"{sterling(single)}, {sterling(single * size)}",
                "nobody would choose it, and a quote never does unless it is told to",
            )


def _cohort_saves_nothing(subject: Subject) -> Iterator[Found]:
    for schedule, below, price, size, single in _groups(subject):
        if price == single * size:
            yield Found(
                subject.node(schedule, *below),
                f"the cohort fee, {sterling(price)}, is exactly {size} individual fees of "
                f"{sterling(single)}: it saves nothing",
            )


def _priced_here_and_not_there(subject: Subject) -> Iterator[Found]:
    """Yield where a category that its qualification prices has no price beside the others'."""
    for qualification in subject.whole.values():
        priced = dict.fromkeys(
            category
            for schedule in qualification.fees
            for printed in _printed(schedule)
            for category in printed.prices
        )
        for schedule in qualification.fees:
            standard: dict[str, Mapping[CategoryId, Pence]] = {}
            for called, below, prices in _printed(schedule):
                # An early bird lowers a standard price: where there is none, that is what is told.
                expected = standard.get(below[-1], {}) if below[0] == "early_bird" else priced
                standard.setdefault(below[0], prices)
                for category in expected if prices else ():
                    if category not in prices:
                        yield Found(
                            subject.node(schedule, *below),
                            f"{category} has no {called} here and is priced elsewhere in this "
                            "qualification",
                            "who asks for it is told that it is not published",
                        )


def _costs_nothing(subject: Subject) -> Iterator[Found]:
    hint = "a price that is not published is left out, or not-published"
    for _, schedule in subject.schedules():
        for called, below, prices in _printed(schedule):
            for category, price in prices.items():
                if price == 0:
                    node = subject.node(schedule, *below, category)
                    yield Found(node, f"the {called} of {category} is zero", hint)
        early = schedule.early_bird
        if early is None or early.individual or early.cohort or early.percent is None:
            continue
        for called, _, prices in _printed(schedule):
            for category, price in prices.items():
                if price and less_percent(price, early.percent) == 0:
                    off = f"{percent_text(early.percent)}% off the {called} of {category}"
                    node = subject.node(schedule, "early_bird", "percent")
                    yield Found(node, f"{off} leaves a price of zero", hint)


def _two_prices_at_once(subject: Subject) -> Iterator[Found]:
    for qualification in subject.qualifications.values():
        held = Held(qualification)
        for name, intake in runs(qualification):
            for span, longest, first in held.overlaps(name, *days_of(intake)):
                yield _ambiguous(subject, span, longest, name, first)


def _ambiguous(
    subject: Subject, span: Span, other: Span, intake: IntakeId | None, day: date
) -> Found:
    node = subject.node(span.schedule)
    earlier = subject.node(other.schedule)
    line = f", the other in line {earlier.start_mark.line + 1}" if earlier else ""
    whom = f" for intake {intake}" if intake else ""
    when = f" on {long_date(day)}" if day > BEFORE_ALL else ""
    return Found(
        node,
        f"two fee schedules hold{whom}{when}: this one{line}",
        "give each its own intakes, or its own days with valid_from and valid_through",
    )


def _no_price_on_a_day(subject: Subject) -> Iterator[Found]:
    for qualification in subject.whole.values():
        held = Held(qualification)
        for name, intake in runs(qualification):
            if not qualification.fees or (intake and intake.status is IntakeStatus.CLOSED):
                continue
            whom = f" for intake {name}" if name else ""
            messages = [] if held.any_for(name) else [f"no fee schedule holds{whom}"]
            for first, last in held.gaps(name, *days_of(intake)):
                days = f"on {long_date(last)}"
                if first < last:
                    days = f"from {long_date(first)} to {long_date(last)}"
                messages.append(f"no price is in force{whom} {days}")
            below = ("intakes", name) if name is not None else ("fees",)
            where = subject.node(qualification, *below, at_key=True)
            yield from (
                Found(where, message, "a quote on such a day is refused") for message in messages
            )


_ONE_SCHEDULE = Example(
    "fees:\n"
    "  - intakes: [2025-05]\n"
    "    vat: standard\n"
    '    individual: {member: "100.00", non-member: "120.00"}\n'
    "    source: page",
    Within.QUALIFICATION,
)
_AGREEING = Example('individual: {member: "100.00", non-member: "120.00"}')

CHECKS = (
    Check(
        code="F301",
        name="member-above-non-member",
        level=Level.WARNING,
        summary="members pay more than non-members",
        why="Members pay less, or as much: where they pay more, the two prices have most likely "
        "changed places.",
        bad=Example('individual: {member: "120.00", non-member: "100.00"}'),
        good=_AGREEING,
        find=_members_pay_more,
    ),
    fault(
        "F302",
        FaultKind.EARLY_BIRD_NOT_LOWER,
        "an early-bird price is not below the standard price",
        "An early bird is a lower price by its meaning: one that is not would charge those who "
        "come early as much, or more.",
        bad=Example(
            'early_bird: {individual: {member: "100.00", non-member: "110.00"}, until: 2025-02-03}'
        ),
        good=Example(
            'early_bird: {individual: {member: "90.00", non-member: "110.00"}, until: 2025-02-03}'
        ),
    ),
    Check(
        code="F303",
        name="percent-mismatch",
        level=Level.ERROR,
        summary="an early bird's per cent does not give its printed prices",
        why="Beside printed prices a per cent is only a check of them. The printed price is what a "
        "quote charges: one of the two is mistyped, or the page itself is wrong.",
        bad=Example(
            "early_bird:\n"
            '  individual: {member: "91.00", non-member: "108.00"}\n'
            '  percent: "10"\n'
            "  until: 2025-02-03"
        ),
        good=Example(
            "early_bird:\n"
            '  individual: {member: "90.00", non-member: "108.00"}\n'
            '  percent: "10"\n'
            "  until: 2025-02-03"
        ),
        find=_percent_gives_another_price,
    ),
    Check(
        code="F304",
        name="cohort-dearer",
        level=Level.WARNING,
        summary="a cohort fee is above as many individual fees",
        why="A group would pay less without it. A quote then charges individual fees, so the fee "
        "is of no use, and most likely mistyped.",
        bad=Example('cohort: {size: 6, prices: {member: "660.00", non-member: "710.00"}}'),
        good=Example('cohort: {size: 6, prices: {member: "560.00", non-member: "710.00"}}'),
        find=_cohort_is_dearer,
    ),
    Check(
        code="F305",
        name="cohort-no-saving",
        level=Level.INFO,
        summary="a cohort fee is exactly as many individual fees",
        why="It saves nothing, and every quote for a cohort says so. If the page prints it like "
        "this, it is right.",
        bad=Example('cohort: {size: 6, prices: {member: "600.00", non-member: "710.00"}}'),
        good=Example('cohort: {size: 6, prices: {member: "590.00", non-member: "710.00"}}'),
        find=_cohort_saves_nothing,
    ),
    Check(
        code="F306",
        name="category-gap",
        level=Level.WARNING,
        summary="a category is priced in one place of a qualification and missing in another",
        why="Whoever asks in that category is told that the price is not published. That may be "
        "so; or a price was forgotten.",
        bad=Example('cohort: {size: 6, prices: {member: "590.00"}}'),
        good=Example('cohort: {size: 6, prices: {member: "590.00", non-member: "710.00"}}'),
        find=_priced_here_and_not_there,
    ),
    Check(
        code="F307",
        name="zero-price",
        level=Level.ERROR,
        summary="a price is zero",
        why="Zero is a price, and a quote would charge it. A fee that nobody published is left "
        "out, never written as zero.",
        bad=Example('individual: {member: "0.00", non-member: "120.00"}'),
        good=_AGREEING,
        find=_costs_nothing,
    ),
    Check(
        code="F308",
        name="ambiguous-price",
        level=Level.ERROR,
        summary="two fee schedules hold for one intake on one day",
        why="Which of two prices holds would be a guess, so a quote on such a day is refused.",
        bad=Example(
            f"{_ONE_SCHEDULE.text}\n"
            "  - valid_from: 2025-02-01\n"
            "    vat: standard\n"
            '    individual: {member: "110.00", non-member: "130.00"}\n'
            "    source: page",
            Within.QUALIFICATION,
        ),
        good=Example(
            "fees:\n"
            "  - intakes: [2025-05]\n"
            "    valid_through: 2025-01-31\n"
            "    vat: standard\n"
            '    individual: {member: "100.00", non-member: "120.00"}\n'
            "    source: page\n"
            "  - valid_from: 2025-02-01\n"
            "    vat: standard\n"
            '    individual: {member: "110.00", non-member: "130.00"}\n'
            "    source: page",
            Within.QUALIFICATION,
        ),
        find=_two_prices_at_once,
    ),
    Check(
        code="F309",
        name="day-without-price",
        level=Level.WARNING,
        summary="on a day of an intake's window no price is in force",
        why="The intake can be applied for on that day and nobody can say what it costs: a quote "
        "is refused.",
        bad=Example("valid_through: 2025-02-28"),
        good=Example("valid_through: 2025-03-28"),
        find=_no_price_on_a_day,
    ),
    fault(
        "F310",
        FaultKind.NO_SOURCE,
        "a figure has no source",
        "Every price, date and criterion names where it was published: what nobody published is "
        "not in a catalogue.",
        bad=Example(
            'vat: {rates: {standard: [{valid_from: 2011-01-04, percent: "20"}]}}', Within.CATALOGUE
        ),
        good=Example(
            'vat: {rates: {standard: [{valid_from: 2011-01-04, percent: "20", source: page}]}}',
            Within.CATALOGUE,
        ),
    ),
)
"""In the order of their codes."""
