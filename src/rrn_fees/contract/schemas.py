"""The JSON Schemas of the answers, made from their models.

The files in ``rrn_fees/schemas`` are what this writes; a test keeps them so.
"""

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic.version import version_short
from pydantic_core import core_schema

from rrn_fees.contract.base import Absent, Model
from rrn_fees.contract.check import CheckModel, RulesModel
from rrn_fees.contract.comparison import ComparisonModel
from rrn_fees.contract.deadlines import DeadlinesModel
from rrn_fees.contract.diff import DiffModel
from rrn_fees.contract.eligibility import EligibilityModel
from rrn_fees.contract.price_list import PriceListModel
from rrn_fees.contract.qualification import QualificationModel
from rrn_fees.contract.quote import QuoteModel
from rrn_fees.contract.refusal import RefusalModel
from rrn_fees.contract.verification import VerificationModel

MODELS: dict[str, type[Model]] = {
    "quote-1": QuoteModel,
    "refusal-1": RefusalModel,
    "deadlines-1": DeadlinesModel,
    "eligibility-1": EligibilityModel,
    "price-list-1": PriceListModel,
    "qualification-1": QualificationModel,
    "check-1": CheckModel,
    "rules-1": RulesModel,
    "diff-1": DiffModel,
    "verification-1": VerificationModel,
    "comparison-1": ComparisonModel,
}
"""By the name of its schema's file: the model of each answer."""

_BEFORE = {
    ("QuoteModel", "explanation"): "catalogue",
    ("DeadlineModel", "payment"): "notes",
    ("EligibilityModel", "satisfied_by"): "catalogue",
    ("EligibilityModel", "not_satisfied_by"): "catalogue",
    ("EligibilityModel", "remarks"): "catalogue",
}
"""Keys that some answers have and write last: before which key their schemas have always had them.

The order of properties means nothing; a file that ships changes when an answer does.
"""


class _Schemas(GenerateJsonSchema):
    """The schemas as they have always been: programs have ``$ref``s to ``LineDocument`` in them."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.enums: dict[str, Any] = {}
        """By their references: the words that several keys have."""

    def normalize_name(self, name: str) -> str:
        """Return the name of a definition."""
        return _document(super().normalize_name(name))

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Return the schema of a model, under its title."""
        made = super().model_schema(schema)
        name = schema["cls"].__name__
        properties = made["properties"]
        for (model, key), before in _BEFORE.items():
            if model == name:
                moved = properties.pop(key)
                at = [*properties].index(before)
                entries = [*properties.items()]
                properties = dict([*entries[:at], (key, moved), *entries[at:]])
        return made | {"title": _document(made["title"]), "properties": properties}

    def field_is_required(self, field: Any, total: bool) -> bool:  # noqa: FBT001 - pydantic's own
        """Return whether every answer has the key: a default stands for it in memory alone."""
        del total
        return field["schema"].get("default") is not Absent.ABSENT

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Return the schema of the value, without the default: every answer is written whole."""
        return self.generate_inner(schema["schema"])

    def definitions_schema(self, schema: core_schema.DefinitionsSchema) -> JsonSchemaValue:
        """Return a schema with definitions of models alone: words stand where they are used."""
        definitions: list[Any] = schema["definitions"]
        self.enums = {each["ref"]: each for each in definitions if each["type"] == "enum"}
        models = [each for each in definitions if each["type"] != "enum"]
        return super().definitions_schema({**schema, "definitions": models})

    def generate_inner(self, schema: Any) -> JsonSchemaValue:
        """Return a schema; that of an enum has its words, and neither a name nor a description."""
        enum = self._enum(schema)
        if enum is None:
            return super().generate_inner(schema)
        return {"type": "string", "enum": [member.value for member in enum["members"]]}

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Return whether a key has a title of its own: words have none."""
        return self._enum(schema) is not None or super().field_title_should_be_set(schema)

    def _enum(self, schema: Any) -> Any:
        if schema["type"] == "definition-ref":
            return self.enums.get(schema["schema_ref"])
        return schema if schema["type"] == "enum" else None


def _document(name: str) -> str:
    return f"{name.removesuffix('Model')}Document" if name.endswith("Model") else name


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the answer *name*, such as ``quote-1``."""
    schema = MODELS[name].model_json_schema(schema_generator=_Schemas, mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:rrn-fees:{name}",
        "$comment": f"made with pydantic {version_short()}",
        **schema,
    }


def schema_text(name: str) -> str:
    """Return the text of the file that ships for the answer *name*."""
    return json.dumps(json_schema(name), indent=2) + "\n"
