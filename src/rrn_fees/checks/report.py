"""What was found in catalogue files: every finding, what was accepted, what was not asked for."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from rrn_fees.catalogue.draft import Draft
from rrn_fees.catalogue.model import BankHolidays, Qualification, QualificationId
from rrn_fees.catalogue.reading import MOST_KEPT, links_of, spelt
from rrn_fees.catalogue.yaml import MappingNode, Node, ScalarNode, children, place_of
from rrn_fees.checks.acceptance import Acceptance, acceptances_in
from rrn_fees.checks.check import Check, Found, Level, Subject
from rrn_fees.checks.registry import BY_CODE, CHECKS
from rrn_fees.deadlines.working_days import Calendar
from rrn_fees.errors import FaultKind, Place, shortened

DEFAULT_HORIZON = 12
"""Months ahead of the day in question in which an intake is looked for."""

MOST_WRITTEN = 1000
"""How many findings of a file are written, unless more or fewer are asked for."""

_LEVELS = tuple(Level)
"""From the one that weighs most."""

_BY_NAME = {check.name: check for check in CHECKS}

CalendarOf = Callable[[BankHolidays], Calendar]


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueFinding:
    """One outcome of a check: which, where, and what to say."""

    check: Check
    file: str
    place: Place | None
    """None: it is about the file as a whole."""
    path: str
    known_by: str
    """Its path with lists by what tells their items apart: the same wherever an item stands."""
    message: str
    hint: str | None

    @property
    def level(self) -> Level:
        """How much it weighs."""
        return self.check.level


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A finding that its catalogue accepts, and the reason that it gives."""

    finding: CatalogueFinding
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """All that was found in one file."""

    file: str
    """How answers name it."""
    location: str
    """Where it is, seen from the root of its repository if it is in one; for other programs."""
    text: str
    findings: tuple[CatalogueFinding, ...]
    """In the order of the file; of each level at most `MOST_KEPT`."""
    beyond: Mapping[str, int] = field(default_factory=dict)
    """By the code of their check: how many findings there are besides, which are not kept."""
    accepted: tuple[Accepted, ...] = ()
    """At most `MOST_KEPT`."""
    more_accepted: int = 0
    """How many accepted findings there are besides."""
    unselected: int = 0
    """How many findings there are besides, of checks that were not asked for."""
    in_base: int = 0
    """How many findings there are besides, which the file that it is compared with has too."""
    was_read: bool
    """False: it could not be read at all, and `findings` say why, whatever was asked for."""

    @property
    def by_code(self) -> Counter[str]:
        """How many findings each check has, by its code."""
        return Counter(finding.check.code for finding in self.findings) + Counter(self.beyond)

    def counted(self, *levels: Level) -> int:
        """Return how many findings there are of *levels*."""
        return sum(times for code, times in self.by_code.items() if BY_CODE[code].level in levels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found in all files, seen from one day."""

    files: tuple[FileReport, ...]
    as_at: date
    horizon: int
    strict: bool = False
    """Whether a warning fails too."""
    level: Level = Level.INFO
    """The least level of what is written. It changes neither what is counted nor what fails."""
    most: int = MOST_WRITTEN
    """How many findings of a file are written."""
    base: str | None = None
    """The file that it was compared with, if any: what that has too is no finding here."""

    def written(self, file: FileReport) -> list[CatalogueFinding]:
        """Return the findings of *file* to write, in its order.

        If there are too many, those that weigh more come before those that weigh less.
        """
        of_level = [each for each in file.findings if each.level in self._levels]
        if len(of_level) <= self.most:
            return of_level
        by_weight = sorted(range(len(of_level)), key=lambda at: _LEVELS.index(of_level[at].level))
        return [of_level[at] for at in sorted(by_weight[: self.most])]

    def unwritten(self, file: FileReport) -> int:
        """Return how many findings of *file* were asked for and are too many to write."""
        return file.counted(*self._levels) - len(self.written(file))

    def written_accepted(self, file: FileReport) -> list[Accepted]:
        """Return the accepted findings of *file* to write."""
        of_level = [each for each in file.accepted if each.finding.level in self._levels]
        return of_level[: self.most]

    @property
    def _levels(self) -> tuple[Level, ...]:
        return _LEVELS[: _LEVELS.index(self.level) + 1]

    @property
    def failing(self) -> tuple[Level, ...]:
        """The levels that make the answer a no."""
        return (Level.ERROR, Level.WARNING) if self.strict else (Level.ERROR,)

    def fails(self, finding: CatalogueFinding) -> bool:
        """Return whether *finding* makes the answer a no."""
        return finding.level in self.failing

    @property
    def has_failed(self) -> bool:
        """Whether the answer is a no."""
        return any(file.counted(*self.failing) for file in self.files)

    @property
    def counts(self) -> Mapping[Level, int]:
        """How many findings there are of each level, written or not."""
        return {level: sum(file.counted(level) for file in self.files) for level in Level}

    @property
    def by_check(self) -> list[tuple[Check, int]]:
        """How many findings each check has, the most first."""
        counted = sum((file.by_code for file in self.files), Counter[str]())
        return [(BY_CODE[code], times) for code, times in counted.most_common()]


def checked(  # noqa: PLR0913 - what a check is seen from, each by its name
    draft: Draft,
    calendar_of: CalendarOf,
    *,
    as_at: date,
    location: str | None = None,
    horizon: int = DEFAULT_HORIZON,
    selected: frozenset[str] = frozenset(BY_CODE),
) -> FileReport:
    """Return what every check finds in *draft*, seen from *as_at*, of the checks *selected*."""
    subject = _subject(draft, calendar_of, as_at, horizon)
    found = _Collected(draft, subject.acceptances, selected)
    for check in CHECKS:
        if not check.family.comes_last:
            found.take_all(check, subject)
    for kind, times in draft.reading.beyond.items():
        found.count(_BY_NAME[kind.value], times)
    subject = replace(subject, unmatched=tuple(_unmatched(subject, found.matched)))
    for check in CHECKS:
        if check.family.comes_last:
            found.take_all(check, subject)
    return found.report(location or draft.file)


class _Collected:
    """What the checks find in one file: the first of each level are kept, the rest is counted."""

    def __init__(
        self, draft: Draft, acceptances: Iterable[Acceptance], selected: frozenset[str]
    ) -> None:
        self.draft = draft
        self.was_read = draft.root is not None
        self.selected = selected if self.was_read else frozenset(BY_CODE)
        self.accepting = {
            (acceptance.line, code): acceptance
            for acceptance in acceptances
            for code in acceptance.codes
            if acceptance.reason
        }
        self.matched: set[tuple[Acceptance, str]] = set()
        self.kept: dict[Level, list[tuple[Check, Found]]] = {level: [] for level in Level}
        self.accepted: list[tuple[Check, Found, str]] = []
        self.beyond: Counter[str] = Counter()
        self.more_accepted = 0
        self.unselected = 0
        self.seen: set[int] = set()

    def take_all(self, check: Check, subject: Subject) -> None:
        """Take what *check* finds; what an alias repeats is found once."""
        for found in check.find(subject):
            where = id(found.where) if isinstance(found.where, Node) else found.where
            mark = hash((check.code, where, found.message))
            if mark not in self.seen:
                self.seen.add(mark)
                self._take(check, found)

    def _take(self, check: Check, found: Found) -> None:
        acceptance = self._acceptance_of(check, found)
        if acceptance is not None and acceptance.reason is not None:
            self.matched.add((acceptance, check.code))
            if check.code not in self.selected:
                return
            if len(self.accepted) < MOST_KEPT:
                self.accepted.append((check, found, acceptance.reason))
            else:
                self.more_accepted += 1
        elif check.code in self.selected and len(self.kept[check.level]) < MOST_KEPT:
            self.kept[check.level].append((check, found))
        else:
            self.count(check, 1)

    def count(self, check: Check, times: int) -> None:
        """Count findings that are not kept."""
        if check.code in self.selected:
            self.beyond[check.code] += times
        else:
            self.unselected += times

    def _acceptance_of(self, check: Check, found: Found) -> Acceptance | None:
        if not check.acceptable or not self.accepting:
            return None
        where = place_of(found.where) if isinstance(found.where, Node) else found.where
        return self.accepting.get((where.line, check.code)) if where else None

    def report(self, location: str) -> FileReport:
        """Return what was found, each finding with its place and path."""
        kept = [each for of_level in self.kept.values() for each in of_level]
        both = [*kept, *((check, found) for check, found, _ in self.accepted)]
        findings = _findings(both, self.draft)
        reasons = (reason for _, _, reason in self.accepted)
        return FileReport(
            file=self.draft.file,
            location=location,
            text=self.draft.text,
            findings=tuple(sorted(findings[: len(kept)], key=_in_order)),
            beyond=self.beyond,
            accepted=tuple(
                Accepted(finding=finding, reason=reason)
                for finding, reason in zip(findings[len(kept) :], reasons, strict=True)
            ),
            more_accepted=self.more_accepted,
            unselected=self.unselected,
            was_read=self.was_read,
        )


def compared(found: FileReport, base: FileReport) -> FileReport:
    """Return *found* without what the file *base* has too, wherever it stands there.

    A file that could not be read at all keeps what is said of it: nothing else of it was checked.
    What neither report keeps cannot be told from what the other has, and counts as new.
    """
    if not found.was_read:
        return found
    left = Counter(map(identity, base.findings))
    findings = tuple(each for each in found.findings if not _taken(left, identity(each)))
    left = Counter(identity(each.finding) for each in base.accepted)
    accepted = tuple(each for each in found.accepted if not _taken(left, identity(each.finding)))
    in_base = len(found.findings) - len(findings)
    return replace(found, findings=findings, accepted=accepted, in_base=in_base)


def _taken(left: Counter[str], what: str) -> bool:
    """Take one of *what* away, if one is left."""
    if not left[what]:
        return False
    left[what] -= 1
    return True


def identity(finding: CatalogueFinding) -> str:
    """Return by what a finding is known again in another version of its file.

    That is its check, its path and what it says, without the numbers of lines and of items of a
    list, which change when something else is added. In the path an item is known by what tells it
    apart: a fee schedule by its intakes and its first day.
    """
    return "\n".join((finding.check.code, finding.known_by, _NUMBERED.sub("", finding.message)))


_NUMBERED = re.compile(r"(?<=\bline )[0-9]+|(?<=\[)[0-9]+(?=\])")
"""What tells a line or an item of a list by its number."""

_TELLING = ("intakes", "valid_from", "fact", "about")
"""What tells items of the lists of a catalogue apart. The last day of a fee schedule does not: it
is given to the schedule that was in force when another one follows."""


class _Items:
    """The items of lists by what tells them apart, which may be long: a short digest of it."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}

    def name(self, _: int, item: Node) -> str:
        """Return by what *item* is known, the same in each version and in each run."""
        if id(item) not in self._known:
            self._known[id(item)] = self._digest(item)
        return self._known[id(item)]

    def _digest(self, item: Node) -> str:
        if not isinstance(item, MappingNode):
            return ""
        telling = sorted(
            f"{key.value}: {', '.join(sorted(_texts(value)))}"
            for key, value in item.value
            if isinstance(key, ScalarNode) and key.value in _TELLING
        )
        if not telling:
            return ""
        from hashlib import sha256

        return sha256("\n".join(telling).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _texts(node: Node) -> list[str]:
    """Return the text of a scalar, or of those in a list."""
    if isinstance(node, ScalarNode):
        return [node.value]
    return [child.value for child in children(node) if isinstance(child, ScalarNode)]


def _unmatched(
    subject: Subject, matched: Collection[tuple[Acceptance, str]]
) -> Iterator[tuple[Acceptance, str]]:
    """Yield each acceptance with a code of it that could have matched a finding and did not."""
    if not subject.is_sound:  # what was not looked for, since a part is unreadable, is not stale
        return
    for acceptance in subject.acceptances:
        for code in acceptance.codes:
            could = acceptance.reason and subject.codes.get(code)
            if could and (acceptance, code) not in matched:
                yield acceptance, code


def _subject(draft: Draft, calendar_of: CalendarOf, as_at: date, horizon: int) -> Subject:
    noted: dict[FaultKind, list[Found]] = {}
    for node, kind, message, hint in draft.reading.noted:
        noted.setdefault(kind, []).append(Found(node, message, hint))
    if draft.root is None:
        for fault in draft.faults:
            noted.setdefault(fault.kind, []).append(Found(fault.place, fault.message, fault.hint))
    catalogue = draft.catalogue
    return Subject(
        draft=draft,
        as_at=as_at,
        horizon=horizon,
        calendar=calendar_of(
            catalogue.bank_holidays if catalogue else BankHolidays.ENGLAND_AND_WALES
        ),
        acceptances=acceptances_in(draft.text, draft.root) if draft.root else (),
        codes={check.code: check.acceptable for check in CHECKS},
        noted={kind: tuple(found) for kind, found in noted.items()},
        whole=dict(_whole(draft, catalogue.qualifications if catalogue else {})),
    )


def _whole(
    draft: Draft, qualifications: Mapping[QualificationId, Qualification]
) -> Iterator[tuple[QualificationId, Qualification]]:
    """Yield the qualifications that have no fault anywhere, as far as every fault is known."""
    if draft.reading.beyond:
        return
    paths = (fault.path.split(".", 2) for fault in draft.faults)
    faulty = {path[1] for path in paths if path[0] == "qualifications" and len(path) > 1}
    yield from (each for each in qualifications.items() if each[0] not in faulty)


def _findings(found: list[tuple[Check, Found]], draft: Draft) -> list[CatalogueFinding]:
    """Give each thing found its place and path."""
    nodes = [each.where for _, each in found if isinstance(each.where, Node)]
    links = links_of(nodes, draft.root) if draft.root is not None and nodes else {}
    items = _Items()
    return [
        CatalogueFinding(
            check=check,
            file=draft.file,
            place=place_of(where) if isinstance(where, Node) else where,
            path=spelt(links.get(id(where))),
            known_by=spelt(links.get(id(where)), items.name),
            message=shortened(message),
            hint=shortened(hint) if hint else None,
        )
        for check, (where, message, hint) in found
    ]


def _in_order(finding: CatalogueFinding) -> tuple[int, int, str]:
    place = finding.place
    return (place.line, place.column, finding.check.code) if place else (0, 0, finding.check.code)
