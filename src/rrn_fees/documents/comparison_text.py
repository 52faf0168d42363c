"""A comparison in words: who pays what, what is cheapest, and whether joining pays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.comparison import MOST_TRIED, Comparison, Joining, Option, Reason, SizeComparison
from rrn_fees.dates import counted, long_date, short_date
from rrn_fees.deadlines.notes import Note, NoteCode, NoteLevel
from rrn_fees.documents.quote_text import intake_text, pay_by_text
from rrn_fees.money import percent_text, sterling
from rrn_fees.pricing.price_list import Basis
from rrn_fees.pricing.quote import Quote, Status

if TYPE_CHECKING:
    from datetime import date

    from rrn_fees.deadlines.windows import IntakeWindow
    from rrn_fees.deadlines.working_days import CalendarDay

BASES = {
    None: "best price",
    Basis.INDIVIDUAL: "individual fees",
    Basis.COHORT: "cohort fees",
}
"""What is charged on a basis, or on the best price."""

NO_OFFER = "A comparison, not an offer: rrn-fees quote prices one option as a quotation."


class Group(NamedTuple):
    """The options of one category, at the standard or at the early-bird price."""

    title: str
    options: tuple[tuple[Option, Quote], ...]
    is_indicative: bool
    """Whether any of its quotes is only indicative."""


def groups(size: SizeComparison, catalogue: Catalogue) -> Iterator[Group]:
    """Yield the options that are available, by category and by standard or early bird."""
    for _, found in groupby(size.priced, key=lambda pair: (pair[0].category, pair[0].early_bird)):
        options = tuple(found)
        yield Group(
            _title([option for option, _ in options], catalogue),
            options,
            is_indicative=any(quote.status is Status.INDICATIVE for _, quote in options),
        )


def _title(options: Sequence[Option], catalogue: Catalogue) -> str:
    days = {option.from_day for option in options}
    first = days.pop() if len(days) == 1 else None
    return group_name(options[0], catalogue) + (f", from {short_date(first)}" if first else "")


def group_name(option: Option, catalogue: Catalogue) -> str:
    """Say who pays, and whether it is the early-bird price."""
    label = catalogue.categories[option.category].label
    return f"{label}, early bird" if option.early_bird else label


def option_name(option: Option, catalogue: Catalogue) -> str:
    """Say which option it is, wherever it stands."""
    return f"{group_name(option, catalogue)}, {BASES[option.basis]}"


def subjects(comparison: Comparison, catalogue: Catalogue) -> Iterator[tuple[str, str | None]]:
    """Yield what is bought for how many learners, and of which intake as far as it is known."""
    first, last = comparison.sizes[0], comparison.sizes[-1]
    taken: dict[str, tuple[IntakeWindow, Quote]] = {}
    for quote in (quote for size in comparison.sizes for _, quote in size.priced):
        for row in (line.row for line in quote.lines):
            if row.window is not None:
                taken.setdefault(row.qualification, (row.window, quote))
    for item, at_most in zip(first.items, last.items, strict=True):
        number = counted(item.learners, "learner")
        if item != at_most:
            number = f"{item.learners:,} to {counted(at_most.learners, 'learner')}"
        of = taken.get(item.qualification)
        title = catalogue.qualifications[item.qualification].title
        yield f"{title}, {number}", intake_text(*of) if of else None


def payment_dates(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """Yield by when to pay, and the days that were asked for beside the day in question."""
    on = comparison.wanted.on
    priced = [pair for size in comparison.sizes for pair in size.priced]
    quotes = [quote for _, quote in priced]
    days: dict[date, set[str]] = {}
    seen: dict[date, CalendarDay | None] = {}
    for option, quote in priced:
        if quote.pay_by is not None:
            days.setdefault(quote.pay_by, set()).add(_EARLY[_kind(option.name)[1]])
            seen[quote.pay_by] = quote.pay_by_day
    for day, whose in days.items():
        label = "Payment was due" if day < on else "Pay by"
        of = f" ({' and '.join(sorted(whose))})" if len(days) > 1 else ""
        yield label, f"{pay_by_text(day, seen[day], on)}{of}"
    yield from (("VAT", text) for text in dict.fromkeys(_rates(quotes)))
    if comparison.tax_point != on:
        yield "Tax point", long_date(comparison.tax_point)
    if comparison.wanted.paying_on is not None:
        yield "Paying on", long_date(comparison.wanted.paying_on)


def _rates(quotes: Iterable[Quote]) -> Iterator[str]:
    for quote in quotes:
        for total in quote.vat_summary:
            rate = "none" if total.percent is None else f"{percent_text(total.percent)}%"
            yield f"{rate} ({total.name})"


def cheapest_text(size: SizeComparison) -> str:
    """Say what the cheapest option saves against the dearest."""
    if not size.differs:
        return "Every option costs the same."
    saving = next(size.saving(quote) for _, quote in size.priced if size.is_cheapest(quote))
    percent = "" if saving.gross_percent is None else f" ({percent_text(saving.gross_percent)}%)"
    if saving.net == saving.gross:
        return f"The cheapest: {sterling(saving.gross)}{percent} below the dearest."
    return (
        f"The cheapest: {sterling(saving.gross)}{percent} below the dearest with VAT, "
        f"{sterling(saving.net)} without."
    )


class SizeRow(NamedTuple):
    """One number of learners: what each category pays, and which begin to pay for a cohort."""

    learners: int
    quotes: tuple[Quote | None, ...]
    begins: str


class SizeTable(NamedTuple):
    """Whichever costs no more by number of learners, at the standard or at the early-bird price."""

    title: str
    labels: tuple[str, ...]
    rows: tuple[SizeRow, ...]


def by_size(comparison: Comparison, catalogue: Catalogue) -> Iterator[SizeTable]:
    """Yield a table of the standard prices and one of the early-bird prices, if available.

    A category that has none of them at any size stands with what is not available.
    """
    for early_bird, title in ((False, "Standard prices"), (True, "Early-bird prices")):
        shown: dict[str, list[Option]] = {}
        for size in comparison.sizes:
            for option in size.options:
                if option.basis is None and option.early_bird is early_bird:
                    shown.setdefault(option.category, []).append(option)
        found = {of: options for of, options in shown.items() if any(o.quote for o in options)}
        if not found:
            continue
        labels = {of: catalogue.categories[of].label for of in found}
        quotes = [option.quote for of in found.values() for option in of if option.quote]
        indicative = any(quote.status is Status.INDICATIVE for quote in quotes)
        begins = {
            of: next((at for at, o in enumerate(found[of]) if o.uses_cohort), None) for of in found
        }
        rows = (
            SizeRow(
                size.learners,
                tuple(options[at].quote for options in found.values()),
                _begins([labels[of] for of in found if begins[of] == at], len(found)),
            )
            for at, size in enumerate(comparison.sizes)
        )
        undated = any(
            line.row.early_bird and line.row.until is None for of in quotes for line in of.lines
        )
        called = f"{title}, indicative" if indicative else title
        called += ": no deadline is announced" if undated else ""
        yield SizeTable(called, tuple(labels.values()), tuple(rows))


def _begins(who: Sequence[str], of: int) -> str:
    if not who:
        return ""
    return "first cohort" if len(who) == of else f"first cohort: {', '.join(who)}"


def same_lines_text(comparison: Comparison, catalogue: Catalogue) -> Iterator[str]:
    """Yield which options charge the very lines of another."""
    of: dict[tuple[str, str], list[str]] = {}
    if len(comparison.sizes) > 1:
        return
    [size] = comparison.sizes
    for option in size.options:
        other = size.same_as(option)
        if other is not None:
            pair = BASES[option.basis], BASES[other.basis]
            of.setdefault(pair, []).append(group_name(option, catalogue))
    for (basis, other_basis), who in of.items():
        options = basis[0].upper() + basis[1:]
        same_as = "the best price" if other_basis == BASES[None] else other_basis
        yield f"{options} come to the same lines as {same_as}: {'; '.join(who)}."


def later_text(comparison: Comparison, catalogue: Catalogue) -> Iterator[str]:
    """Yield which standard prices are available only once an early bird has ended."""
    of: dict[tuple[str, str], list[str]] = {}
    for size in comparison.sizes:
        for option, quote in size.priced:
            if option.from_day is not None:
                by_paying = quote.request.on == comparison.wanted.on
                verb = "paid" if by_paying else "applied for"
                key = verb, long_date(option.from_day)
                of.setdefault(key, []).append(option_name(option, catalogue))
    for (verb, day), who in of.items():
        yield (
            f"The early bird applies by itself, so the standard price is the one of what is {verb} "
            f"from {day} on: {'; '.join(dict.fromkeys(who))}."
        )


def unavailable(comparison: Comparison, catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Yield which options are not available, at which numbers of learners, and why.

    The way out is another option, unless there is none.
    """
    found: dict[tuple[str, str], tuple[Option, Reason, list[int]]] = {}
    for size in comparison.sizes:
        for option in size.options:
            for reason in option.reasons:
                key = option.name, f"{reason.code} {reason.qualification}"
                found.setdefault(key, (option, reason, []))[2].append(size.learners)
    alike: dict[tuple[str, str, str], list[str]] = {}
    for option, reason, learners in found.values():
        at = _runs(learners) if len(comparison.sizes) > 1 else ""
        text = reason.message if comparison.is_answered else f"{reason.message} {reason.hint}"
        alike.setdefault((reason.code.value, text, at), []).append(option_name(option, catalogue))
    every = len(comparison.sizes[0].options)
    for (code, text, at), who in alike.items():
        whom = "; ".join(who) if len(who) < every else "every option"
        yield whom, f"{code}, at {at} learners" if at else code, text


def _runs(numbers: Sequence[int]) -> str:
    """Write whole numbers that go up: ``1 to 5, 7``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]:,} to {run[-1]:,}" if len(run) > 1 else f"{run[0]:,}" for run in runs
    )


def joining_text(comparison: Comparison) -> Iterator[str]:
    """Yield from how many learners it pays to join, and what it saves or costs as asked."""
    joining = comparison.joining
    if joining is None:
        return
    each = " on each" if len(comparison.sizes[0].items) > 1 else ""
    if joining.refused is not None:
        fee = sterling(joining.fee)
        yield f"Whether joining for {fee} pays is not known. {joining.refused.message}"
        return
    pays = _joining_pays_text(joining, each)
    yield f"{pays} Compared without VAT, the fee as it was given, paid once."
    if len(comparison.sizes) == 1:
        [saved], learners = joining.saved, counted(comparison.sizes[0].learners, "learner")
        if saved is None:
            yield f"For {learners} this is not known: a price is refused."
        elif saved > 0:
            yield f"For {learners} joining saves {sterling(saved)}."
        elif saved < 0:
            yield f"For {learners} joining costs {sterling(-saved)} more than it saves."
        else:
            yield f"For {learners} joining saves exactly what it costs."


def _joining_pays_text(joining: Joining, each: str) -> str:
    fee, first, always = sterling(joining.fee), joining.first, joining.always_from
    if first is None:
        return f"Joining for {fee} does not pay, not up to {MOST_TRIED} learners{each}."
    at_first = f"Joining for {fee} pays first at {counted(first, 'learner')}{each}"
    if always is None:
        return f"{at_first}, but not at every number above; {MOST_TRIED} were tried."
    if always > first:
        return f"{at_first}, and at every number from {always:,} on; {MOST_TRIED} were tried."
    return f"Joining for {fee} pays from {counted(first, 'learner')}{each} on."


def comparison_notes(comparison: Comparison, catalogue: Catalogue) -> list[tuple[NoteLevel, str]]:
    """Return what there is to know, each once: of a table by size, what holds at every size.

    Those of the options that charge the best price: the others are told by their figures.
    """
    about: dict[str, dict[str, tuple[Note, list[str]]]] = {}
    priced: dict[str, int] = {}
    for size in comparison.sizes:
        for option, quote in size.priced:
            if option.basis is not None or option.from_day is not None:
                continue
            priced[option.name] = priced.get(option.name, 0) + 1
            for note in quote.notes:
                of = about.setdefault(note.text, {}).setdefault(note.qualification, (note, []))
                of[1].append(option.name)
    several = len(comparison.sizes[0].items) > 1
    kinds = _Kinds(priced, catalogue)
    notes_in_words: list[tuple[Note, str]] = []
    for text, by_name in about.items():
        note, where = next(iter(by_name.values()))
        options = {name for _, names in by_name.values() for name in names}
        if any(times < priced[name] for name, times in Counter(where).items()):
            continue  # of one size, not of all
        named = [", ".join(by_name)] if several else []
        names_them = note.code is NoteCode.PRICE_CLAIMED
        whom = [] if names_them else kinds.whom(options)
        prefix = "; ".join([*whom, *named])
        notes_in_words.append((note, f"{prefix}: {text}" if prefix else text))
    notes_in_words.sort(key=lambda pair: pair[0].code.rank)
    return [(note.level, text) for note, text in notes_in_words]


class _Kinds:
    """Who is given a price, at the standard or at the early-bird one: counted for all notes."""

    def __init__(self, priced: Iterable[str], catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        every = {_kind(name) for name in priced}
        self.number = len(every)
        self.of_category = Counter(category for category, _ in every)
        self.of_kind = Counter(kind for _, kind in every)

    def whom(self, options: set[str]) -> list[str]:
        """Return which options a note is about, if it is not about all of them."""
        theirs = {_kind(name) for name in options}
        if len(theirs) == self.number:
            return []
        categories, kinds = ({kind[at] for kind in theirs} for at in (0, 1))
        if len(theirs) == sum(self.of_kind[kind] for kind in kinds):
            return [_EARLY[kind].capitalize() for kind in sorted(kinds)]
        if len(theirs) == sum(self.of_category[category] for category in categories):
            return [self.catalogue.categories[of].label for of in sorted(categories)]
        return [
            f"{self.catalogue.categories[of].label}, {_EARLY[kind]}" for of, kind in sorted(theirs)
        ]


_EARLY = {"early-bird": "early bird", "standard": "standard price"}


def _kind(name: str) -> tuple[str, str]:
    """Return the category of an option, and whether it is an early bird."""
    category, kind, _ = name.split("/")
    return category, kind
