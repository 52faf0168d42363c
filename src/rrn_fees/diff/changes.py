"""What a change of the catalogue does: `diff_catalogues` compares two. Pure.

Prices and deadlines are compared as those who pay meet them; whatever else differs is reported
value by value, but for values that the changes of prices and deadlines report already.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.deadlines.events import Deadline, Event
from rrn_fees.deadlines.working_days import Calendar
from rrn_fees.diff.deadline_changes import (
    DeadlineChange,
    DeadlineChangeKind,
    deadline_changes,
    when,
)
from rrn_fees.diff.fact_changes import FactChange, Section, fact_changes, steps_of
from rrn_fees.diff.namesakes import possible_renames
from rrn_fees.diff.price_changes import (
    NO_DEARER,
    Amounts,
    Limit,
    Paid,
    PriceChange,
    PriceChangeKind,
    difference,
)
from rrn_fees.diff.price_comparison import price_changes
from rrn_fees.diff.prices_left import Purchases
from rrn_fees.diff.rename_search import find_renames
from rrn_fees.diff.renames import NameKind, Purchase, Renames
from rrn_fees.diff.unmatched import Unmatched
from rrn_fees.diff.vat_changes import VatRateChange, vat_rate_changes
from rrn_fees.errors import RequestError
from rrn_fees.pricing.price_list import Basis, PriceRow
from rrn_fees.pricing.quote import require_days

LEARNERS = 6
"""How many learners a group has, unless it is said."""
FEWEST_LEARNERS, MOST_LEARNERS = 2, 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that differs between two catalogues, at the rates of VAT of the day *on*."""

    old: Catalogue
    new: Catalogue
    on: date
    learners: int
    """How many learners a group has, where it is not a cohort."""
    renames: Renames
    """What is reported under its new name; what is gone, under its old one."""
    unmatched: tuple[Unmatched, ...]
    """What may have been renamed and may not, so that its prices cannot be compared."""
    prices: tuple[PriceChange, ...]
    deadlines: tuple[DeadlineChange, ...]
    vat_rates: tuple[VatRateChange, ...]
    """On which days from *on* on another rate is in force."""
    facts: tuple[FactChange, ...]
    """Whatever else differs."""

    @property
    def is_empty(self) -> bool:
        """Whether the two say the same, in whatever order and layout."""
        return not (self.renames.are_any or self.prices or self.deadlines or self.facts)

    @property
    def has_increase(self) -> bool:
        """Whether something is dearer: a price, or what is left to pay where a lower one is gone.

        So it counts where a price cannot be compared.
        """
        return bool(self.unmatched) or bool(self.above(NO_DEARER))

    def above(self, limit: Limit) -> tuple[PriceChange, ...]:
        """Return the prices that rose by more than *limit*, or that cannot be compared."""
        left = Purchases(self.new, self.on)
        return tuple(change for change in self.prices if self._is_above(change, limit, left))

    def _is_above(self, change: PriceChange, limit: Limit, left: Purchases) -> bool:
        old, new = change.old, change.new
        match change.kind:
            case PriceChangeKind.NOT_COMPARABLE:
                return True
            case PriceChangeKind.DEARER if old and new:
                return limit.is_passed(old.purchase, new.purchase, old.row.size) or limit.is_passed(
                    old.group, new.group, old.learners
                )
            case PriceChangeKind.GONE if old:
                return any(
                    instead and all(_is_dearer(old, amounts, limit) for amounts in instead)
                    for instead in left.instead_of(old, self._purchase_now(change, old))
                )
            case _:
                return False

    def _purchase_now(self, change: PriceChange, old: Paid) -> Purchase:
        """Return what *old* was for, by the names of today, or by the names that have moved."""
        qualification, intake, category = self.renames.purchase(old.row)
        new_names = {moved.kind: moved.new for moved in change.names}
        return (
            new_names.get(NameKind.QUALIFICATION, qualification),
            new_names.get(NameKind.INTAKE, intake),
            new_names.get(NameKind.CATEGORY, category),
        )

    def of(self, section: Section) -> tuple[FactChange, ...]:
        """Return the facts that bear on *section*."""
        return tuple(fact for fact in self.facts if fact.section is section)

    @property
    def price_counts(self) -> dict[str, int]:
        """How many prices became what; kinds of which there is none are left out."""
        counts = Counter(change.kind for change in self.prices)
        return {kind.value: counts[kind] for kind in PriceChangeKind if counts[kind]}

    @property
    def deadline_counts(self) -> dict[str, int]:
        """How many deadlines became what; kinds of which there is none are left out."""
        counts = Counter(change.kind for change in self.deadlines)
        return {kind.value: counts[kind] for kind in DeadlineChangeKind if counts[kind]}


def _is_dearer(old: Paid, amounts: Amounts, limit: Limit) -> bool:
    apart = difference(old.purchase, amounts)
    is_more = (apart.gross or apart.net or 0) > 0
    return is_more and limit.is_passed(old.purchase, amounts, old.row.size)


def diff_catalogues(
    old: Catalogue, new: Catalogue, on: date, working_days: Calendar, *, learners: int = LEARNERS
) -> Changes:
    """Return what *new* changes of *old*: prices row by row, deadlines, and every other value.

    Prices are compared under the rates of VAT of the day *on*, for one learner and for a group of
    *learners*, in whole pence. `RequestError` if so many learners are no group, or *on* is no day.
    """
    require_days(on=on, paying_on=None)
    if type(learners) is not int or not FEWEST_LEARNERS <= learners <= MOST_LEARNERS:
        raise RequestError(
            f"A group has from {FEWEST_LEARNERS} to {MOST_LEARNERS:,} learners, not {learners!r}."
        )
    renames = find_renames(old, new)
    prices = price_changes(old, new, on, learners, renames)
    deadlines = deadline_changes(old, new, on, working_days, renames)
    reported = _AlreadyReported(old, new, renames, prices, deadlines)
    old_names = renames.backwards()
    facts = map(old_names.of_old_side, fact_changes(renames.applied_to(old), new))
    return Changes(
        old=old,
        new=new,
        on=on,
        learners=learners,
        renames=renames,
        unmatched=possible_renames(old, new, renames, on),
        prices=prices,
        deadlines=deadlines,
        vat_rates=tuple(vat_rate_changes(old, new, on)),
        facts=tuple(fact for fact in facts if not reported.holds(fact)),
    )


_EVENTS = {
    ("starts_on",): Event.COURSE_STARTS,
    ("final_payment_on",): Event.FINAL_PAYMENT,
    ("applications", "opens_on"): Event.APPLICATIONS_OPEN,
    ("applications", "closes_on"): Event.APPLICATIONS_CLOSE,
}
"""The values of an intake that are the day of an event, and of nothing else."""

_PRICES = {
    ("individual",): (Basis.INDIVIDUAL, False),
    ("cohort", "prices"): (Basis.COHORT, False),
    ("early_bird", "individual"): (Basis.INDIVIDUAL, True),
    ("early_bird", "cohort"): (Basis.COHORT, True),
}
"""Where a fee schedule prints the prices of which rows."""

PrintedPrice = tuple[str, str, Basis, bool]
"""A fee schedule's path, the category, the basis, and whether it is an early bird's."""


class _AlreadyReported:
    """Which values the changes of prices and deadlines report already."""

    def __init__(
        self,
        old: Catalogue,
        new: Catalogue,
        renames: Renames,
        prices: Sequence[PriceChange],
        deadlines: Sequence[DeadlineChange],
    ) -> None:
        self.old, self.new, self.renames = old, new, renames
        self.events = {
            (change.at.qualification, change.at.intake, change.at.event) for change in deadlines
        }
        self.early_birds = {
            (*self._by_new_name(change), _day(change.old), _day(change.new))
            for change in deadlines
            if change.at.event is Event.EARLY_BIRD_ENDS
        }
        self.old_prices = {
            _printed(change.old.row) for change in prices if change.old and change.is_of_one_price
        }
        self.new_prices = {
            _printed(change.new.row) for change in prices if change.new and change.is_of_one_price
        }
        self.of_every_intake: dict[tuple[bool, str, str | None, str | None], bool] = {}
        """What was found of an early bird for every intake: whether it is the old one, and what."""

    def holds(self, fact: FactChange) -> bool:
        match fact.steps:
            case ["qualifications", name, "intakes", intake, *date_of]:
                event = _EVENTS.get(tuple(date_of))
                return event is not None and (name, intake, event) in self.events
            case ["qualifications", _, "fees", _, "early_bird", "until"]:
                return self._reports_early_bird(fact)
            case ["qualifications", _, "fees", _, *printed, _] if tuple(printed) in _PRICES:
                sides = ((fact.old_path, self.old_prices), (fact.new_path, self.new_prices))
                return all(path is None or _price_at(path) in reported for path, reported in sides)
            case _:
                return False

    def _by_new_name(self, change: DeadlineChange) -> tuple[str, str | None]:
        name, intake = change.at.qualification, change.at.intake
        if change.new is not None:
            return name, intake
        return self.renames.qualification(name), self.renames.intake(name, intake)

    def _reports_early_bird(self, fact: FactChange) -> bool:
        """Whether each intake of the fee schedule is reported to have exactly this change."""
        sides = (
            (self.old, fact.old_path, self.renames),
            (self.new, fact.new_path, Renames()),
        )
        return all(
            self._is_reported_for_each(fact, catalogue, path, renames)
            for catalogue, path, renames in sides
            if path
        )

    def _is_reported_for_each(
        self, fact: FactChange, catalogue: Catalogue, path: str, renames: Renames
    ) -> bool:
        """Whether the change is reported of each intake of the fee schedule at *path*."""
        _, name, _, at, *_ = steps_of(path)
        qualification = catalogue.qualifications[name]
        named = qualification.fees[int(at)].intakes
        key = catalogue is self.old, name, fact.old, fact.new
        if not named and key in self.of_every_intake:
            return self.of_every_intake[key]
        new_name = renames.qualification(name)
        is_reported = all(
            (new_name, renames.intake(name, intake), fact.old, fact.new) in self.early_birds
            for intake in named or tuple(qualification.intakes) or (None,)
        )
        if not named:
            self.of_every_intake[key] = is_reported
        return is_reported


def _day(deadline: Deadline | None) -> str | None:
    """Return the day of a deadline as the file writes it; None if there is none."""
    at = when(deadline) if deadline else None
    if at is None:
        return None
    return at.isoformat() if isinstance(at, date) else at.value


def _printed(row: PriceRow) -> PrintedPrice:
    return row.schedule, row.category, row.basis, row.early_bird


def _price_at(path: str) -> PrintedPrice:
    """Return which price is printed at *path*."""
    _, name, _, at, *printed, category = steps_of(path)
    return f"qualifications.{name}.fees[{at}]", category, *_PRICES[tuple(printed)]
