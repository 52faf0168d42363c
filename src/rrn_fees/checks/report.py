"""What was found in catalogue files: every finding, what was accepted, what was not asked for."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from rrn_fees.catalogue.draft import Draft
from rrn_fees.catalogue.model import BankHolidays, Qualification, QualificationId
from rrn_fees.catalogue.reading import paths_of
from rrn_fees.catalogue.yaml import Node, place_of
from rrn_fees.checks.acceptance import Acceptance, acceptances_in
from rrn_fees.checks.check import Check, Found, Level, Subject
from rrn_fees.checks.registry import BY_CODE, CHECKS
from rrn_fees.errors import Fault, FaultKind, Place
from rrn_fees.working_days import Calendar

DEFAULT_HORIZON = 12
"""Months ahead of the day in question in which an intake is looked for."""

CalendarOf = Callable[[BankHolidays], Calendar]


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueFinding:
    """One outcome of a check: which, where, and what to say."""

    check: Check
    file: str
    place: Place | None
    """None: it is about the file as a whole."""
    path: str
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
    """In the order of the file."""
    accepted: tuple[Accepted, ...] = ()
    unselected: int = 0
    """How many findings there are besides, of checks that were not asked for."""
    was_read: bool
    """False: it could not be read at all, and `findings` say why, whatever was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found in all files, seen from one day."""

    files: tuple[FileReport, ...]
    as_at: date
    horizon: int
    strict: bool = False
    """Whether a warning fails too."""

    @property
    def findings(self) -> Iterator[CatalogueFinding]:
        """Every finding, file by file."""
        for file in self.files:
            yield from file.findings

    def fails(self, finding: CatalogueFinding) -> bool:
        """Return whether *finding* makes the answer a no."""
        return finding.level is Level.ERROR or (self.strict and finding.level is Level.WARNING)

    @property
    def has_failed(self) -> bool:
        """Whether the answer is a no."""
        return any(self.fails(finding) for finding in self.findings)

    @property
    def counts(self) -> Mapping[Level, int]:
        """How many findings there are of each level."""
        counted = Counter(finding.level for finding in self.findings)
        return {level: counted[level] for level in Level}

    @property
    def by_check(self) -> list[tuple[Check, int]]:
        """How many findings each check has, the most first."""
        counted = Counter(finding.check.code for finding in self.findings)
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
    matched, accepted, left = _accepted(_found_in(subject, last=False), subject.acceptances)
    subject = replace(subject, unmatched=tuple(_unmatched(subject, matched)))
    left += _found_in(subject, last=True)
    was_read = draft.root is not None
    kept = [each for each in left if not was_read or each.check.code in selected]
    return FileReport(
        file=draft.file,
        location=location or draft.file,
        text=draft.text,
        findings=tuple(sorted(kept, key=_in_order)),
        accepted=tuple(each for each in accepted if each.finding.check.code in selected),
        unselected=len(left) - len(kept),
        was_read=was_read,
    )


def _found_in(subject: Subject, *, last: bool) -> list[CatalogueFinding]:
    """Return what the checks find that come last, or all the others."""
    running = [check for check in CHECKS if check.family.comes_last is last]
    found = [(check, each) for check in running for each in check.find(subject)]
    return _findings(found, subject.draft)


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
        whole=dict(_whole(draft.faults, catalogue.qualifications if catalogue else {})),
    )


def _whole(
    faults: Iterable[Fault], qualifications: Mapping[QualificationId, Qualification]
) -> Iterator[tuple[QualificationId, Qualification]]:
    """Yield the qualifications that have no fault anywhere."""
    paths = (fault.path.split(".", 2) for fault in faults)
    faulty = {path[1] for path in paths if path[0] == "qualifications" and len(path) > 1}
    yield from (each for each in qualifications.items() if each[0] not in faulty)


def _findings(found: list[tuple[Check, Found]], draft: Draft) -> list[CatalogueFinding]:
    """Give each thing found its place and path; what an alias repeats is found once."""
    nodes = [each.where for _, each in found if isinstance(each.where, Node)]
    paths = paths_of(nodes, draft.root) if draft.root is not None and nodes else {}
    findings = dict.fromkeys(
        CatalogueFinding(
            check=check,
            file=draft.file,
            place=place_of(where) if isinstance(where, Node) else where,
            path=paths.get(id(where), ""),
            message=message,
            hint=hint,
        )
        for check, (where, message, hint) in found
    )
    return [*findings]


def _accepted(
    findings: Iterable[CatalogueFinding], acceptances: Iterable[Acceptance]
) -> tuple[set[tuple[Acceptance, str]], list[Accepted], list[CatalogueFinding]]:
    """Set apart the findings that are accepted where they stand."""
    by_line: dict[tuple[int, str], Acceptance] = {
        (acceptance.line, code): acceptance
        for acceptance in acceptances
        for code in acceptance.codes
        if acceptance.reason
    }
    matched: set[tuple[Acceptance, str]] = set()
    accepted: list[Accepted] = []
    left: list[CatalogueFinding] = []
    for finding in findings:
        line = finding.place.line if finding.place else 0
        acceptance = by_line.get((line, finding.check.code))
        if acceptance is None or acceptance.reason is None or not finding.check.acceptable:
            left.append(finding)
        else:
            matched.add((acceptance, finding.check.code))
            accepted.append(Accepted(finding=finding, reason=acceptance.reason))
    return matched, accepted, left


def _in_order(finding: CatalogueFinding) -> tuple[int, int, str]:
    place = finding.place
    return (place.line, place.column, finding.check.code) if place else (0, 0, finding.check.code)
