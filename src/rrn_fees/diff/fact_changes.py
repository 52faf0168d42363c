"""What a change of the catalogue does to all that it states: two catalogues, value by value. Pure.

Mappings are compared by their keys. Lists are compared as multisets: what is equal goes together,
then what is about the same thing, then what is left, in its order. So every difference is reported,
and no reordering or reformatting is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import Field, dataclass, fields, is_dataclass
from enum import Enum, StrEnum
from itertools import zip_longest
from typing import Any, Literal, get_args

from rrn_fees.catalogue.model import (
    Catalogue,
    Criterion,
    FeeSchedule,
    Notice,
    VatRate,
    default_of,
)
from rrn_fees.money import Pence, Percent, decimal_text, percent_text


class Section(StrEnum):
    """What a fact bears on."""

    VAT = "vat"
    ELIGIBILITY = "eligibility"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """One value that is not what it was, as the file writes it."""

    old_path: str | None
    """Where it stood in the old file, such as ``vat.rates.standard[3].percent``."""
    new_path: str | None
    """Where it stands in the new one."""
    old: str | None
    """None: it was not there."""
    new: str | None
    """None: it is not there any more."""

    @property
    def kind(self) -> Literal["changed", "new", "gone"]:
        """What became of it."""
        if self.old is None:
            return "new"
        return "gone" if self.new is None else "changed"

    @property
    def path(self) -> str:
        """Where it stands, or stood if it is gone."""
        return self.new_path or self.old_path or ""

    @property
    def steps(self) -> list[str]:
        """The path's keys and places, one by one."""
        return steps_of(self.path)

    @property
    def section(self) -> Section:
        """What it bears on."""
        match self.steps:
            case ["vat", *_]:
                return Section.VAT
            case (
                ["facts" | "requirements", *_]
                | ["categories", _, "claim"]
                | ["qualifications", _, "criteria", *_]
                | ["qualifications", _, "fees", _, "cohort", "size"]
            ):
                return Section.ELIGIBILITY
            case _:
                return Section.OTHER


def steps_of(path: str) -> list[str]:
    """Return the keys and places of *path*: ``fees[0].vat`` is fees, 0 and vat."""
    return [key or place for key, place in re.findall(r"([^.\[\]]+)|\[([0-9]+)\]", path)]


def fact_changes(old: Catalogue, new: Catalogue) -> tuple[FactChange, ...]:
    """Return every value of *old* or *new* that differs, whatever it is."""
    return tuple(_between(_At("", old), _At("", new), Catalogue))


@dataclass(frozen=True, slots=True)
class _At:
    """A value and where it stands; None is a value that is not there."""

    path: str | None
    value: Any

    def below(self, step: str, value: Any) -> _At:
        joint = "." if self.path and not step.startswith("[") else ""
        return _At(f"{self.path}{joint}{step}", value)


def _between(old: _At, new: _At, written: Any) -> Iterator[FactChange]:
    """Yield what differs between two values that are *written* as that annotation has it."""
    kinds = {_shape(at.value) for at in (old, new) if at.value is not None}
    if len(kinds) > 1:  # a figure in place of a gap: all of the one goes, all of the other comes
        yield from _between(old, _At(None, None), written)
        yield from _between(_At(None, None), new, written)
        return
    [children] = kinds or {None}
    if children is None:
        texts = _text(old.value, written), _text(new.value, written)
        if texts[0] != texts[1]:
            yield FactChange(old_path=old.path, new_path=new.path, old=texts[0], new=texts[1])
        return
    none_so_far = True
    for before, after, kind in children(old, new, written):
        for change in _between(before, after, kind):
            none_so_far = False
            yield change
    if none_so_far and (old.value is None) != (new.value is None):
        yield FactChange(
            old_path=old.path,
            new_path=new.path,
            old=None if old.value is None else _EMPTY,
            new=None if new.value is None else _EMPTY,
        )


_EMPTY = "{}"
"""What is there and says nothing more than that it is."""

Children = Callable[[_At, _At, Any], Iterator[tuple[_At, _At, Any]]]


def _shape(value: object) -> Children | None:
    """Return how to find what stands below *value*; None if it is one value."""
    if is_dataclass(value):
        return _of_record
    if isinstance(value, Mapping):
        return _of_mapping
    return _of_list if isinstance(value, tuple) else None


def _of_record(old: _At, new: _At, written: Any) -> Iterator[tuple[_At, _At, Any]]:
    del written
    for field in fields(new.value if old.value is None else old.value):
        if field.metadata.get("in_file", True):
            before, after = (_field(at, field, other) for at, other in ((old, new), (new, old)))
            yield before, after, field.type


def _field(at: _At, field: Field[Any], other: _At) -> _At:
    """Return a field of a record; of one that is there alone, nothing where it is the default."""
    if at.value is None:
        return _At(None, None)
    value = getattr(at.value, field.name)
    alone = other.value is None
    return at.below(field.name, None if alone and value == default_of(field) else value)


def _of_mapping(old: _At, new: _At, written: Any) -> Iterator[tuple[_At, _At, Any]]:
    were, are = old.value or {}, new.value or {}
    kind = get_args(written)[1]
    for key in dict.fromkeys([*are, *were]):
        before = old.below(key, were[key]) if key in were else _At(None, None)
        after = new.below(key, are[key]) if key in are else _At(None, None)
        yield before, after, kind


def _of_list(old: _At, new: _At, written: Any) -> Iterator[tuple[_At, _At, Any]]:
    kind = get_args(written)[0]
    for before, after in paired(old.value or (), new.value or ()):
        yield _item(old, before), _item(new, after), kind


def _item(at: _At, place: int | None) -> _At:
    return _At(None, None) if place is None else at.below(f"[{place}]", at.value[place])


def paired(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[int | None, int | None]]:
    """Yield the places of what belongs together in two lists, equals left out."""
    were, are = [*range(len(old))], [*range(len(new))]
    for alike in (canonical, _about):
        pairs = [*_alike(old, new, were, are, alike)]
        if alike is _about:
            yield from pairs
        gone, come = {was for was, _ in pairs}, {now for _, now in pairs}
        were = [place for place in were if place not in gone]
        are = [place for place in are if place not in come]
    yield from zip_longest(were, are)


def _alike(
    old: Sequence[Any],
    new: Sequence[Any],
    were: Sequence[int],
    are: Sequence[int],
    alike: Callable[[Any], Hashable],
) -> Iterator[tuple[int, int]]:
    waiting: dict[Hashable, list[int]] = {}
    for place in reversed(were):
        waiting.setdefault(alike(old[place]), []).append(place)
    for place in are:
        if same := waiting.get(alike(new[place])):
            yield same.pop(), place


def _about(item: Any) -> Hashable:
    """Return what an item of a list is about, by which it is known again when it has changed."""
    match item:
        case FeeSchedule():
            return frozenset(item.intakes), item.valid_from
        case Criterion():
            return item.fact
        case Notice():
            return item.about
        case VatRate():
            return item.valid_from
        case _:
            return canonical(item)


def canonical(value: Any) -> Hashable:
    """Return what is equal for values that mean the same, in whatever order they are written."""
    if is_dataclass(value):
        return tuple(canonical(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, Mapping):
        return frozenset((key, canonical(of)) for key, of in value.items())
    if isinstance(value, tuple):
        return frozenset(Counter(map(canonical, value)).items())
    found: Hashable = value
    return found


def _text(value: Any, written: Any) -> str | None:
    """Return *value* as the file has it; None if it is not there."""
    match value:
        case Enum():
            text = str(value.value)
        case bool():
            text = "true" if value else "false"
        case int() if Pence in (written, *get_args(written)):
            text = decimal_text(value)
        case int() if Percent in (written, *get_args(written)):
            text = percent_text(value)
        case _:  # a date is written as ISO has it
            text = str(value)
    return None if value is None else text
