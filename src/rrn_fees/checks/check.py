"""What a check is, and what it looks at. Pure: the day and the bank holidays are handed in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from typing import NamedTuple

from rrn_fees.catalogue.draft import Draft
from rrn_fees.catalogue.model import Catalogue, FeeSchedule, Qualification, QualificationId
from rrn_fees.catalogue.yaml import Node
from rrn_fees.checks.acceptance import Acceptance
from rrn_fees.deadlines.working_days import Calendar
from rrn_fees.errors import FaultKind, Place


class Level(StrEnum):
    """How much a finding weighs: an error is wrong, a warning likely so, an info worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Family(Enum):
    """What checks are about; a check's code begins with the prefix of its family."""

    FILE = "F0", "File and YAML"
    SHAPE = "F1", "Shape"
    REFERENCES = "F2", "References"
    PRICES = "F3", "Prices"
    DATES = "F4", "Dates"
    SIZES = "F5", "Sizes"
    ACCEPTANCES = "F6", "Acceptances"
    PLAUSIBILITY = "F7", "Plausibility"

    @property
    def prefix(self) -> str:
        """What the codes of its checks begin with."""
        return self.value[0]

    @property
    def title(self) -> str:
        """What it is called to a person."""
        return self.value[1]

    @property
    def comes_last(self) -> bool:
        """Whether its checks look at what became of the findings of all the others."""
        return self is Family.ACCEPTANCES


class Within(Enum):
    """Where an example stands: the rest around it is a sound catalogue."""

    FILE_NAME = "the name of the file"
    FILE = "the whole file"
    END_OF_FILE = "at the end of a file"
    CATALOGUE = "in a catalogue"
    QUALIFICATION = "in a qualification"
    INTAKE = "in an intake"
    FEES = "in a fee schedule"


@dataclass(frozen=True, slots=True)
class Example:
    """Some lines of a catalogue; `examples.whole_file` makes a file of them."""

    text: str
    within: Within = Within.FEES
    encoding: str = "utf-8"
    times: int = 1
    """How many times they stand there one after the other."""


class Pair(NamedTuple):
    """Another way in which the same check finds something, and how that is mended."""

    called: str
    bad: Example
    good: Example


class Found(NamedTuple):
    """What a check found: where, and what to say."""

    where: Node | Place | None
    """None: in the file as a whole."""
    message: str
    hint: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What checks look at: a catalogue as far as it could be read, seen from a day."""

    draft: Draft
    as_at: date
    horizon: int
    """How many months ahead of `as_at` an intake is looked for."""
    calendar: Calendar
    acceptances: tuple[Acceptance, ...] = ()
    unmatched: tuple[tuple[Acceptance, str], ...] = ()
    """Acceptances and their codes that no finding matched: known to the family that comes last."""
    codes: Mapping[str, bool] = field(default_factory=dict)
    """The code of every check, and whether a catalogue may accept what it finds."""
    noted: Mapping[FaultKind, tuple[Found, ...]]
    """What was found wrong while the file was read."""
    whole: Mapping[QualificationId, Qualification]
    """The qualifications without a fault, from which alone it may be told what is missing."""
    catalogue: Catalogue | None = field(init=False)
    """As far as it could be read; None if nothing of it could be."""
    qualifications: Mapping[QualificationId, Qualification] = field(init=False)
    """Every qualification, as far as it could be read."""

    def __post_init__(self) -> None:
        catalogue = self.draft.catalogue
        object.__setattr__(self, "catalogue", catalogue)
        object.__setattr__(self, "qualifications", catalogue.qualifications if catalogue else {})

    def is_whole(self, key: str) -> bool:
        """Whether nothing is at fault under a key of the catalogue."""
        if self.draft.reading.beyond:  # the place of a fault that is only counted is not known
            return False
        paths = (fault.path for fault in self.draft.faults)
        return not any(path == key or path.startswith((f"{key}.", f"{key}[")) for path in paths)

    @property
    def is_sound(self) -> bool:
        """Whether the whole file could be read, and nothing in it is at fault."""
        return not self.draft.faults

    def node(self, record: object, *below: str | int, at_key: bool = False) -> Node | None:
        """Return the node of a record of the catalogue, or of what stands below it."""
        reading = self.draft.reading
        placed = reading.records.get(id(record))
        if placed is None:
            return self.draft.root
        return reading.entries.node_below(placed[1], below, at_key=at_key)

    def schedules(self) -> Iterator[tuple[Qualification, FeeSchedule]]:
        """Yield every fee schedule with its qualification."""
        for qualification in self.qualifications.values():
            for schedule in qualification.fees:
                yield qualification, schedule


Find = Callable[[Subject], Iterator[Found]]


def noted(kind: FaultKind) -> Find:
    """Return the function that finds what was noted as *kind* while the file was read."""

    def find(subject: Subject) -> Iterator[Found]:
        yield from subject.noted.get(kind, ())

    return find


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check, and all there is to know about it: nothing else in the project does."""

    code: str
    """Stable: scripts select it and catalogues accept it. The family's prefix and two digits."""
    name: str
    level: Level
    summary: str
    """One line, without a full stop."""
    why: str
    bad: Example
    good: Example
    find: Find
    also: tuple[Pair, ...] = ()
    """Further examples, where one cannot show all that it finds."""
    acceptable: bool = True
    """Whether a catalogue may accept it with a reason: not what leaves nothing to compute with."""

    @property
    def family(self) -> Family:
        """What it is about."""
        return next(family for family in Family if self.code.startswith(family.prefix))


def fault(  # noqa: PLR0913 - what a check is made of, each in its turn
    code: str,
    kind: FaultKind,
    summary: str,
    why: str,
    *,
    bad: Example,
    good: Example,
    also: tuple[Pair, ...] = (),
) -> Check:
    """Return the check of a fault that is found while a file is read: the file cannot be used."""
    return Check(
        code=code,
        name=kind.value,
        level=Level.ERROR,
        summary=summary,
        why=why,
        bad=bad,
        good=good,
        also=also,
        find=noted(kind),
        acceptable=False,
    )
