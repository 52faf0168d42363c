"""Write the JSON Schemas that ship with the package.

Run it when the model of an answer, or that of the catalogue, has changed.
"""

from pathlib import Path

from rrn_fees.catalogue import json_schema
from rrn_fees.catalogue.loader import SCHEMA_NAME
from rrn_fees.contract.schemas import MODELS, schema_text

REPOSITORY = Path(__file__).parents[1]
SCHEMAS = REPOSITORY / "src" / "rrn_fees" / "schemas"


def main() -> None:
    """Write every schema anew."""
    for name in MODELS:
        (SCHEMAS / f"{name}.json").write_text(schema_text(name), encoding="utf-8")
    of_catalogue = REPOSITORY / "data" / SCHEMA_NAME
    of_catalogue.write_text(json_schema.schema_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
