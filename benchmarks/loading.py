"""A catalogue of many qualifications loaded, against libyaml composing the same text.

``python benchmarks/loading.py [QUALIFICATIONS]``: 1,000 unless told otherwise.
"""

import gc
import re
import sys

from timing import Bound, interleaved, report
from yaml import CSafeLoader, compose

from rrn_fees.catalogue.loader import parse_catalogue, shipped


def many(number: int) -> str:
    """Return the shipped catalogue with its qualifications over and over, *number* in all."""
    text = shipped().path.read_text(encoding="utf-8")
    before, _, rest = text.partition("\nqualifications:\n")
    qualifications, _, after = rest.partition("\nrequirements:\n")
    blocks = [block for block in re.split(r"(?m)^(?=  [a-z-]+:$)", qualifications) if block.strip()]
    copies = (
        re.sub(r"^  ([a-z-]+):", rf"  \1-{at}:", blocks[at % len(blocks)]) for at in range(number)
    )
    return f"{before}\nqualifications:\n{''.join(copies)}\nrequirements:\n{after}"


def main() -> None:
    """Measure and print the ratio."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    text = many(number)
    content = text.encode()
    catalogue = parse_catalogue(content, "many.yaml")
    assert len(catalogue.qualifications) == number
    print(f"{number:,} qualifications, {len(content) / 1e6:.1f} MB\n")
    gc.disable()
    medians = interleaved(
        {
            "yaml.compose": lambda: compose(text, CSafeLoader),
            "load the catalogue": lambda: parse_catalogue(content, "many.yaml"),
        },
        9,
    )
    report(medians, Bound("load the catalogue", "yaml.compose", 4))


if __name__ == "__main__":
    main()
