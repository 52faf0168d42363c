"""Write the JSON Schemas that ship with the package. Run it when a document's type has changed."""

from pathlib import Path

from rrn_fees.render.schemas import DOCUMENTS, schema_text

SCHEMAS = Path(__file__).parents[1] / "src" / "rrn_fees" / "schemas"


def main() -> None:
    """Write every schema anew."""
    for name in DOCUMENTS:
        (SCHEMAS / f"{name}.json").write_text(schema_text(name), encoding="utf-8")


if __name__ == "__main__":
    main()
