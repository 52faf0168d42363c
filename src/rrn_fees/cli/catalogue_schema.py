"""``rrn-fees catalogue schema``: what editors read to complete and check a catalogue."""

from rrn_fees.catalogue.loader import shipped_schema
from rrn_fees.cli.delivery import Delivery
from rrn_fees.cli.options import OutputOption
from rrn_fees.formats import Format


def schema(*, output: OutputOption = "-") -> None:
    """Print the JSON Schema (draft-07) of a catalogue, by which editors complete and check one.

    Editors with a YAML language server read it where the first line of the catalogue is
    "# yaml-language-server: $schema=qualifications.schema.json" and it stands beside it.
    """
    Delivery((Format.JSON,), "json", output, "never").write_bytes(shipped_schema())
