"""What every model of a JSON answer is made of: how it is filled, and how it is written.

A field is a key of the answer, in the order in which the answer has them. It holds the domain's
value, and is filled from the attribute of the result that has its name, or from the path that
`at` names. `values` has the types that are written as text.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from types import SimpleNamespace
from typing import Any, NamedTuple, Self

from pydantic import AliasPath, BaseModel, ConfigDict, Field

from rrn_fees.contract.values import Digest


class Model(BaseModel):
    """A part of an answer: what it is filled from has values of its very types.

    Built when it is first used, so that an answer pays for the models that it needs.
    """

    model_config = ConfigDict(
        frozen=True, strict=True, from_attributes=True, defer_build=True, serialize_by_alias=True
    )

    @classmethod
    def of(cls, **sources: object) -> Self:
        """Return the model, filled from several *sources*: the first step of its paths."""
        return cls.model_validate(SimpleNamespace(**sources))

    @classmethod
    def read(cls, text: bytes) -> Self:
        """Return the model that *text* holds as JSON; ValidationError says what is wrong.

        By the names of the keys: the paths of the fields are those of a result.
        """
        return cls.model_validate_json(text, by_alias=False, by_name=True)


class Absent(Enum):
    """What a key has that an answer does not have: it is not written."""

    ABSENT = "absent"


def at(path: str) -> Any:
    """Return a field that is filled from the *path* of attributes, such as ``row.title``."""
    return Field(validation_alias=_alias(path))


def at_if_there(path: str) -> Any:
    """Return a field as `at` does, that is None where the *path* ends early.

    For no part of a quote: read back, its key may be left out.
    """
    return Field(default=None, validation_alias=_alias(path))


def optional(path: str | None = None) -> Any:
    """Return a field whose key is not written where there is nothing to fill it from.

    It holds `Absent.ABSENT` then, whatever its type says: that is the type of what is written.
    """
    return Field(
        default=Absent.ABSENT,
        validation_alias=_alias(path) if path else None,
        exclude_if=_is_absent,
    )


def optional_list(path: str) -> Any:
    """Return a field as `optional` does, whose key is not written where the list is empty."""
    return Field(
        default=Absent.ABSENT, validation_alias=_alias(path), exclude_if=_is_absent_or_empty
    )


def schema_key(name: str) -> Any:
    """Return the field that holds the *name* of an answer's schema, under the key ``schema``.

    pydantic has a method of that name.
    """
    return Field(default=name, serialization_alias="schema", title="Schema")


def _alias(path: str) -> AliasPath:
    return AliasPath(*path.split("."))


def _is_absent(value: object) -> bool:
    return value is Absent.ABSENT


def _is_absent_or_empty(value: object) -> bool:
    return value in (Absent.ABSENT, ())


class JsonAnswer(NamedTuple):
    """An answer, ready to be written as JSON.

    Of what there may be more than there is room for, *written* has an empty list.
    """

    written: dict[str, Any]
    rows: Mapping[str, Iterable[dict[str, Any]]] = {}
    """By the keys of those lists, in their order: what stands in them, made as it is asked for."""


def written(model: Model) -> dict[str, Any]:
    """Return *model* as it is written in JSON."""
    return model.model_dump(mode="json")


def written_rows(model: type[Model], results: Iterable[object]) -> Iterator[dict[str, Any]]:
    """Yield each of *results* as *model* writes it."""
    return (written(model.model_validate(result)) for result in results)


class OriginModel(Model):
    """Which catalogue answered."""

    path: str
    sha256: Digest


class RemarkModel(Model):
    """Something worth knowing about what was published."""

    text: str
    source: str
