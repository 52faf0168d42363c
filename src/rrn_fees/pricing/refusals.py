"""The sentences of a refusal: why not, and the way out. Given what was found; prices nothing."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.dates import counted, long_date
from rrn_fees.deadlines.windows import IntakeState, IntakeWindow
from rrn_fees.errors import MOST_NAMED, listed
from rrn_fees.pricing.messages import not_open, whom_to_ask
from rrn_fees.pricing.price_list import FEE_NAMES, Basis, PriceRow
from rrn_fees.pricing.quote import MOST_LEARNERS, Item, Quote, Refusal, RefusalCode, Request


class RefusalMessages(NamedTuple):
    """Writes the refusals of one item of one request."""

    catalogue: Catalogue
    request: Request
    item: Item

    def _refusal(self, code: RefusalCode, message: str, hint: str) -> Refusal:
        return Refusal(
            code=code,
            message=message,
            hint=hint,
            qualification=self.item.qualification,
            on=self.request.on,
            catalogue=self.catalogue.origin,
        )

    @property
    def _title(self) -> str:
        return self.catalogue.qualifications[self.item.qualification].title

    @property
    def _payer(self) -> str:
        return self.catalogue.categories[self.request.category].label

    @property
    def _ask(self) -> str:
        return whom_to_ask(self.catalogue, self.item.qualification)

    def no_fee_published(self) -> Refusal:
        """No fee of the qualification was ever published."""
        return self._refusal(
            RefusalCode.NO_FEE_PUBLISHED,
            f"No fee is published for {self._title}.",
            self._ask,
        )

    def not_published(self, basis: Basis | None, way_out: str | None) -> Refusal:
        """No price on that basis, or none at all, was published for the category."""
        message = f"No {FEE_NAMES[basis]} is published for {self._title}, {self._payer}."
        return self._unpublished(message, way_out)

    def not_published_now(self) -> Refusal:
        """Another fee schedule has a price for the category, the one in force has none."""
        on = long_date(self.request.on)
        message = f"The fees of {self._title} in force on {on} have none for {self._payer}."
        return self._unpublished(message, "rrn-fees list shows when each price holds.")

    def not_individual(self, cohort: PriceRow | None) -> Refusal:
        """Learners are left over, and the category has no individual price."""
        way_out = None
        if cohort is not None and self.item.learners % cohort.size:
            numbers = self._whole_cohorts(cohort)
            way_out = f"It is sold to whole cohorts of {cohort.size:,}: quote {numbers} learners."
        elif cohort is not None:
            way_out = "It is sold to whole cohorts: leave out --basis individual."
        return self.not_published(Basis.INDIVIDUAL, way_out)

    def no_early_bird(self, way_out: str | None, *, elsewhere: bool) -> Refusal:
        """An early-bird price was asked for where none was published."""
        where = " for what is asked" if elsewhere else ""
        message = f"No early-bird price is published{where}: {self._title}, {self._payer}."
        return self._unpublished(message, way_out)

    def _unpublished(self, message: str, way_out: str | None) -> Refusal:
        hint = f"{way_out} {self._ask}" if way_out else self._ask
        return self._refusal(RefusalCode.NOT_PUBLISHED, message, hint)

    def _whole_cohorts(self, cohort: PriceRow) -> str:
        """Name the numbers of learners nearest to those asked for that fill whole cohorts."""
        below = self.item.learners // cohort.size * cohort.size
        around = [number for number in (below, below + cohort.size) if 0 < number <= MOST_LEARNERS]
        return " or ".join(f"{number:,}" for number in around)

    def intake(
        self,
        window: IntakeWindow,
        state: IntakeState,
        windows: Sequence[IntakeWindow],
        last_published: Quote | None,
    ) -> Refusal:
        """The intake asked for, or each there is, cannot be applied for on the day.

        *last_published* is the indicative quote for the same item, if it gets one.
        """
        on = self.request.on
        unannounced = state is IntakeState.NOT_ANNOUNCED
        why = not_open(window, state)
        why = f"{why[0].upper()}{why[1:]}"
        if self.request.intake is None:
            message = f"No intake of {self._title} is open on {long_date(on)}. {why}."
        else:
            message = f"{why}. The day of the quote is {long_date(on)}."
        cost = "cost" if state is IntakeState.CLOSED else "would cost"
        anyhow = ""
        if last_published is not None:
            anyhow = f"Add --indicative to see what intake {window.name} {cost}."
        others = _others(windows, window, self.request)
        hint = " ".join(part for part in (others, anyhow, self._ask) if part)
        code = RefusalCode.INTAKE_NOT_ANNOUNCED if unannounced else RefusalCode.INTAKE_CLOSED
        return replace(self._refusal(code, message, hint), last_published=last_published)

    def payment_too_late(self, window: IntakeWindow) -> Refusal:
        """The intended payment date is after the final payment date."""
        assert window.final_payment_on is not None  # noqa: S101 - only a known date can be missed
        assert self.request.paying_on is not None  # noqa: S101 - likewise
        late = window.days_late(self.request.paying_on) or 0
        return self._refusal(
            RefusalCode.PAYMENT_TOO_LATE,
            f"Payment on {long_date(self.request.paying_on)} is {counted(late, 'day')} late: final "
            f"payment for intake {window.name} is due by {long_date(window.final_payment_on)}.",
            # Which days those are is not known here: no price depends on a calendar.
            f"Pay by {long_date(window.final_payment_on)}, on a day on which banks move money.",
        )

    def no_price_in_force(self, window: IntakeWindow | None) -> Refusal:
        """No fee schedule holds for the intake on the day."""
        where = f", intake {window.name}," if window else ""
        return self._refusal(
            RefusalCode.NO_PRICE_IN_FORCE,
            f"No fee of {self._title}{where} is in force on {long_date(self.request.on)}.",
            f"rrn-fees list shows when each price holds. {self._ask}",
        )

    def ambiguous_price(self, schedules: Sequence[str]) -> Refusal:
        """Two fee schedules hold at once: the catalogue is at fault."""
        return self._refusal(
            RefusalCode.AMBIGUOUS_PRICE,
            f"{len(schedules)} fee schedules of {self._title} are in force on "
            f"{long_date(self.request.on)}: {listed(schedules)}.",
            "Mend the catalogue, so that one fee schedule holds for an intake on any day.",
        )

    def cohort_size(self, cohort: PriceRow, way_out: str | None) -> Refusal:
        """A cohort fee was asked for, and the learners do not fill whole cohorts."""
        learners, size = self.item.learners, cohort.size
        otherwise = ", or leave out --basis cohort. " + way_out if way_out else "."
        return self._refusal(
            RefusalCode.COHORT_SIZE,
            f"A cohort of {self._title} is exactly {size} learners; {counted(learners, 'learner')} "
            f"{'does' if learners == 1 else 'do'} not fill whole cohorts.",
            f"Quote {self._whole_cohorts(cohort)} learners{otherwise}",
        )

    def no_vat_rate(self, code: str) -> Refusal:
        """The catalogue has no rate of VAT for the tax point."""
        tax_point = self.request.tax_point or self.request.on
        return self._refusal(
            RefusalCode.NO_VAT_RATE_IN_FORCE,
            f'The catalogue has no "{code}" rate of VAT in force on {long_date(tax_point)}.',
            "Choose another --tax-point, or add the rate and its source to the catalogue.",
        )


def _others(windows: Sequence[IntakeWindow], refused: IntakeWindow, request: Request) -> str:
    """Say what other intakes there are to be had, or will be."""
    sentences: list[str] = []
    for window in windows:
        if window is refused:
            continue
        match window.state(request.on):
            case IntakeState.OPEN if window.last_day is not None:
                sentences.append(
                    f"Intake {window.name} is open until {long_date(window.last_day)}."
                )
            case IntakeState.NOT_YET_OPEN if window.opens_on is not None:
                sentences.append(f"Intake {window.name} opens on {long_date(window.opens_on)}.")
            case IntakeState.NOT_ANNOUNCED:
                sentences.append(f"Intake {window.name} is announced without dates.")
            case _:
                pass
    more = len(sentences) - MOST_NAMED
    others = [f"{counted(more, 'more intake')} can be applied for, or will be."] if more > 0 else []
    return " ".join([*sentences[:MOST_NAMED], *others])
