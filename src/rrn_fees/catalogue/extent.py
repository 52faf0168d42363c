"""How many rows an answer would have, counted before one is made, and how many it may have.

A few thousand intakes and fee schedules make millions of prices: a file within the bounds of
`catalogue.yaml` can ask for more rows than any machine has room for. Counts are from above: a price
for which there is no day is among them.
"""

from collections.abc import Collection, Iterable

from rrn_fees.catalogue.model import Catalogue, Cohort, FeeSchedule, Qualification
from rrn_fees.errors import OutputError

_MOST_ROWS = 100_000
_MOST_ROWS_OF = {"table": 1_000_000, "html": 60_000, "xlsx": 60_000, "pdf": 5_000}
"""By format, so that none takes more than three quarters of a GiB, as measured.

A table says once what its rows have in common, HTML takes 9 KiB a row, a PDF has pages to lay out.
"""
_MOST_COMPARED = 200_000
_MOST_COMPARED_AS = {"json": 120_000}
"""By format: as JSON each row takes 6 KiB if all of them differ."""
_MOST_OPTIONS = 20_000
"""How many ways to buy a comparison may have, for all sizes together."""

_A_TITLE = 100
"""Characters: a row whose title is longer counts as so many rows more."""
_EVENTS = 5
"""How many events an intake has at most, besides the ends of its early birds."""


def prices_of(catalogue: Catalogue, names: Collection[str] | None = None) -> int:
    """Return how many prices there are of *names*, by default of all."""
    return sum(_weight(of, _prices(of)) for of in _named(catalogue, names))


def listed_of(catalogue: Catalogue, names: Collection[str] | None = None) -> int:
    """Return how many prices there are of *names*, and how many that nobody published."""
    bases = 2
    return prices_of(catalogue, names) + sum(
        _weight(of, bases * len(catalogue.categories) if of.fees else 1)
        for of in _named(catalogue, names)
    )


def events_of(catalogue: Catalogue, names: Collection[str] | None = None) -> int:
    """Return how many events there are of *names*, by default of all."""
    return sum(_weight(of, _events(of)) for of in _named(catalogue, names))


def options_of(catalogue: Catalogue, sizes: int) -> int:
    """Return how many ways to buy there are, for so many numbers of learners."""
    bases, early_or_not = 3, 2  # each basis and the best of both
    return sizes * len(catalogue.categories) * bases * early_or_not


def most_rows(form: str) -> int:
    """Return how many rows an answer may have in the format *form*."""
    return _MOST_ROWS_OF.get(form, _MOST_ROWS)


def most_compared(form: str) -> int:
    """Return how many rows two catalogues may have together that are compared in a format."""
    return _MOST_COMPARED_AS.get(form, _MOST_COMPARED)


def most_options() -> int:
    """Return how many ways to buy a comparison may have, for all sizes together."""
    return _MOST_OPTIONS


def refuse_beyond(most: int, rows: int, what: str, instead: str) -> None:
    """Raise OutputError if there are more than *most* rows; it says what to do *instead*."""
    if rows > most:
        raise OutputError(
            f"{what} would have up to {rows:,} rows, and at most {most:,} can be written. {instead}"
        )


def _named(catalogue: Catalogue, names: Collection[str] | None) -> Iterable[Qualification]:
    every = catalogue.qualifications.items()
    return (of for name, of in every if names is None or name in names)


def _weight(of: Qualification, rows: int) -> int:
    return rows * (1 + len(of.title) // _A_TITLE)


def _prices(of: Qualification) -> int:
    return sum(_intakes(schedule, of) * _in_each(schedule) for schedule in of.fees)


def _in_each(schedule: FeeSchedule) -> int:
    """Return how many prices a fee schedule has for one intake."""
    cohort, early = schedule.cohort, schedule.early_bird
    standard = len(schedule.individual) + (len(cohort.prices) if isinstance(cohort, Cohort) else 0)
    if early is None:
        return standard
    return standard + (len(early.individual) + len(early.cohort) or standard)


def _events(of: Qualification) -> int:
    early = (schedule for schedule in of.fees if schedule.early_bird is not None)
    return _EVENTS * len(of.intakes) + sum(_intakes(schedule, of) for schedule in early)


def _intakes(schedule: FeeSchedule, of: Qualification) -> int:
    return len(schedule.intakes or of.intakes) or 1
