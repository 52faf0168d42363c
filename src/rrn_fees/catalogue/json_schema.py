"""The JSON Schema of a catalogue file, for editors: made from `model`, and shipped beside the data.

A walk over the annotations, parallel to `structure.reader_of`: what the loader reads, the schema
accepts, and a shape that the loader refuses, it rejects. What only the loader can see is whatever
depends on another part of the file (references, the order of dates) or on how a value is spelt.

Descriptions are the docstrings that stand below the fields. They are no part of a class at run
time, so this reads the model's source, which is why a schema is made by the project's developers
and not by a command.
"""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from rrn_fees.catalogue import model
from rrn_fees.catalogue.contradictions import (
    FEWEST_OF_A_COHORT,
    MOST_MONTHS,
    MOST_OF_A_COHORT,
    MOST_WEEKS_BEFORE_START,
)
from rrn_fees.catalogue.scalars import (
    ACCOUNT_CODE,
    IDENTIFIER,
    LONGEST_ACCOUNT_CODE,
    LONGEST_IDENTIFIER,
    LONGEST_LINE,
    LONGEST_PROSE,
    MOST,
)
from rrn_fees.money import MOST_POUNDS_DIGITS, Pence, Percent

Schema = dict[str, Any]


def _text(pattern: str, wrong: str, *examples: str) -> Schema:
    """Return the schema of a text; *wrong* is what editors say of one that does not match."""
    return {
        "type": "string",
        "pattern": pattern,
        "patternErrorMessage": wrong,
        "examples": [*examples],
    }


def _identifier(*examples: str) -> Schema:
    """Return the schema of a name, which may also be a number, such as an intake called 2025."""
    wrong = "a name has lower-case letters, digits and hyphens"
    return _text(f"^{IDENTIFIER.pattern}$", wrong, *examples) | {
        "type": ["string", "integer"],
        "minimum": 0,
        "maxLength": LONGEST_IDENTIFIER,
    }


_ANY_DAY = "0[1-9]|[12][0-9]"
_ISO_DATE = (
    "^(199[0-9]|20[0-9]{2}|2100)-"
    f"(02-({_ANY_DAY})|(0[469]|11)-({_ANY_DAY}|30)|(0[13578]|1[02])-({_ANY_DAY}|3[01]))$"
)
_PERCENT = r"^(100(\.0{1,2})?|(0|[1-9][0-9]?)(\.[0-9]{1,2})?)$"
_NO_PERCENT = r"^0(\.0{1,2})?$"
_SPACE = r"\t\n\r \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Written out: \\s has other members in JavaScript, which most editors match patterns with."""
_NOT_TEXT = (
    r"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e"
    r"\u2066-\u2069\ufeff\ufffe\uffff"
)
"""What `yaml.not_text` finds, but for halves of a surrogate pair: without the flag u, which editors
need not set, JavaScript takes a character of two halves for two."""
_ONE_LINE = rf"^[{_SPACE}]*[^{_SPACE}{_NOT_TEXT}][^\n\r{_NOT_TEXT}]*[{_SPACE}]*$"
_SOME_TEXT = rf"^[{_SPACE}]*[^{_SPACE}{_NOT_TEXT}][^{_NOT_TEXT}]*$"

SCALARS: dict[Any, Schema] = {
    str: _text(_ONE_LINE, "write one line of text") | {"maxLength": LONGEST_LINE},
    int: {"type": "integer", "minimum": 0, "maximum": MOST, "examples": [1]},
    bool: {"type": "boolean", "examples": [True, False]},
    date: _text(_ISO_DATE, "write a date as year, month and day, like 2024-05-07", "2025-05-06")
    | {"format": "date"},
    Pence: _text(
        rf"^(0|[1-9][0-9]{{0,{MOST_POUNDS_DIGITS - 1}}})\.[0-9]{{2}}$",
        'write pounds and pence in quotes, like "799.00"',
        "799.00",
    ),
    Percent: _text(_PERCENT, 'write a rate from 0 to 100 in quotes, like "17.5"', "20", "17.5"),
    model.Prose: _text(_SOME_TEXT, "write some text") | {"maxLength": LONGEST_PROSE},
    model.ShortLine: _text(
        _ONE_LINE, f"write one line of at most {model.LONGEST_SHORT_LINE} characters"
    )
    | {"maxLength": model.LONGEST_SHORT_LINE},
    model.AccountCode: _text(
        f"^{ACCOUNT_CODE.pattern}$", "write letters, digits, hyphens, dots and slashes", "4000"
    )
    | {"maxLength": LONGEST_ACCOUNT_CODE},
    model.Count: {"type": "integer", "minimum": 1, "maximum": MOST, "examples": [6]},
    model.Timezone: _text(
        "^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$",
        "write a timezone, like Europe/London",
        "Europe/London",
    ),
    model.Identifier: _identifier("standard"),
    model.QualificationId: _identifier("certificate"),
    model.IntakeId: _identifier("2025-05"),
    model.CategoryId: _identifier("member", "non-member"),
    model.SourceId: _identifier("fees-page"),
    model.FactId: _identifier("works-in-services"),
    model.VatCode: _identifier("standard", model.EXEMPT, model.OUTSIDE_SCOPE),
}
"""By type, what `scalars.SCALARS` reads."""


def _some(key: str) -> Schema:
    """Return the schema of a record in which the mapping or list at *key* is not empty."""
    return {"required": [key], "properties": {key: {"minProperties": 1, "minItems": 1}}}


def _names_but(*reserved: str) -> Schema:
    names = {
        "pattern": f"^{IDENTIFIER.pattern}$",
        "maxLength": LONGEST_IDENTIFIER,
        "not": {"enum": sorted(reserved)},
    }
    return {"propertyNames": names}


_SOME_COHORT = {
    "required": ["cohort"],
    "properties": {"cohort": {"type": "object", **_some("prices")}},
}


def _lowers(basis: str, standard: Schema) -> Schema:
    """Return the rule that early-bird prices on a *basis* have *standard* prices to lower."""
    early = {"required": ["early_bird"], "properties": {"early_bird": _some(basis)}}
    return {"if": early, "then": standard}


BOUNDS: dict[type, dict[str, Schema]] = {
    model.Catalogue: {
        "format": {"const": 1},
        "facts": _names_but(model.SAME_ORGANISATION, model.SAME_INTAKE),
    },
    model.Vat: {"rates": _names_but(*model.WITHOUT_VAT)},
    model.Cohort: {"size": {"minimum": FEWEST_OF_A_COHORT, "maximum": MOST_OF_A_COHORT}},
    model.WeeksBeforeStart: {"weeks_before_start": {"maximum": MOST_WEEKS_BEFORE_START}},
    model.Qualification: {"duration_months": {"maximum": MOST_MONTHS}},
    model.Rule: {"satisfied_when": {"anyOf": [_some("all"), _some("any")]}},
}
"""By record and field: what `contradictions` says of its value."""

SHAPES: dict[type, Schema] = {
    model.EarlyBird: {
        "anyOf": [
            _some("individual"),
            _some("cohort"),
            {"required": ["percent"], "properties": {"percent": {"not": {"pattern": _NO_PERCENT}}}},
        ]
    },
    model.FeeSchedule: {
        "allOf": [
            {"anyOf": [_some("individual"), _SOME_COHORT]},
            {"anyOf": [_some("intakes"), {"required": ["valid_from"]}]},
            _lowers("individual", _some("individual")),
            _lowers("cohort", _SOME_COHORT),
        ]
    },
}
"""By record: what `contradictions` says of several of its fields together."""


def json_schema() -> Schema:
    """Return the JSON Schema (draft-07, which editors know best) of a catalogue file."""
    definitions: dict[str, Schema] = {}
    root = _record(model.Catalogue, definitions)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "urn:rrn-fees:catalogue-1",
        "title": "A catalogue of rrn-fees",
        **root,
        "definitions": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    """Return the text of the file that ships."""
    return json.dumps(json_schema(), indent=2) + "\n"


def _record(record: type[Any], definitions: dict[str, Schema]) -> Schema:
    in_file = [field for field in fields(record) if field.metadata.get("in_file", True)]
    return {
        "description": _one_paragraph(record.__doc__ or ""),
        "type": "object",
        "properties": {field.name: _property(record, field, definitions) for field in in_file},
        "required": [field.name for field in in_file if _written_default(field) is MISSING],
        "additionalProperties": False,
        **SHAPES.get(record, {}),
    }


def _property(record: type[Any], field: Field[Any], definitions: dict[str, Schema]) -> Schema:
    schema = _of(field.type, definitions)
    default = _written_default(field)
    examples = field.metadata.get("examples", schema.get("examples"))
    return {
        "description": _field_descriptions()[record.__name__, field.name],
        **({"default": default} if default not in (MISSING, None, {}, []) else {}),
        **({"examples": [*examples]} if examples else {}),
        **{key: value for key, value in schema.items() if key != "examples"},
        **BOUNDS.get(record, {}).get(field.name, {}),
    }


def _of(annotation: Any, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of what *annotation* says; records are put among the *definitions*."""
    if annotation in SCALARS:
        return SCALARS[annotation]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        members = [member for member in arguments if member is not type(None)]
        schemas = [_of(member, definitions) for member in members]
        return schemas[0] if len(schemas) == 1 else _either(schemas)
    if origin is tuple:
        return {"type": "array", "items": _of(arguments[0], definitions)}
    if origin is Mapping:
        return {
            "type": "object",
            "propertyNames": {
                key: of
                for key, of in SCALARS[arguments[0]].items()
                if key in ("pattern", "maxLength")
            },
            "additionalProperties": _of(arguments[1], definitions),
        }
    if is_dataclass(annotation):
        assert isinstance(annotation, type)  # noqa: S101 - an annotation is no instance
        if annotation.__name__ not in definitions:
            definitions[annotation.__name__] = _record(annotation, definitions)
        # Draft-07 has no word beside a $ref: in an allOf it leaves room for a description.
        return {"allOf": [{"$ref": f"#/definitions/{annotation.__name__}"}]}
    return {"enum": [member.value for member in annotation]}


def _either(schemas: list[Schema]) -> Schema:
    examples = [example for schema in schemas for example in schema.get("examples", ())]
    bare = [{key: of for key, of in schema.items() if key != "examples"} for schema in schemas]
    return {"anyOf": bare, "examples": examples}


def _written_default(field: Field[Any]) -> Any:
    """Return a field's default as a file would have it; MISSING for one that is required."""
    if field.default_factory is not MISSING:
        return _written(field.default_factory())
    return field.default if field.default is MISSING else _written(field.default)


def _written(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {key: _written(of) for key, of in value.items()}
    if isinstance(value, tuple):
        return [_written(item) for item in value]
    if is_dataclass(value):
        written = {field.name: _written(getattr(value, field.name)) for field in fields(value)}
        return {name: of for name, of in written.items() if of not in (None, {}, [])}
    return value


@cache
def _field_descriptions() -> dict[tuple[str, str], str]:
    """Return the docstring below each field of the model, by record and field."""
    found = {}
    for record in ast.parse(inspect.getsource(model)).body:
        if isinstance(record, ast.ClassDef):
            for field, below in zip(record.body, record.body[1:], strict=False):
                match field, below:
                    case (
                        ast.AnnAssign(target=ast.Name(id=name)),
                        ast.Expr(value=ast.Constant(value=str(text))),
                    ):
                        found[record.name, name] = _one_paragraph(text)
    return found


def _one_paragraph(docstring: str) -> str:
    return " ".join(docstring.replace("``", "").replace("*", "").split())
