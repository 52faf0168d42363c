"""A quote as a document, as a whole process, against the same quote as a table: processor time.

Run it with the Python of an environment that has rrn-fees and its extras, not editable:
``python benchmarks/documents.py [RUNS]``.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median

from processor import processor_time

RRN_FEES = str(Path(sys.executable).parent / "rrn-fees")
ASKED = ("quote", "certificate:6", "--as", "member", "--on", "2024-02-01")
MOST_SECONDS = {"pdf": 1.0}
"""How much more than the table each format may take."""


def main() -> None:
    """Measure, print, and leave with 1 if a format is over its bound."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as directory:
        commands: dict[str, tuple[str, ...]] = {"table": ASKED}
        for form in MOST_SECONDS:
            commands[form] = (*ASKED, "-o", str(Path(directory, f"quote.{form}")))
        for command in commands.values():
            processor_time(RRN_FEES, *command)  # once unmeasured, to fill the caches of the disk
        times: dict[str, list[float]] = {form: [] for form in commands}
        for _ in range(runs):
            for form, command in commands.items():
                times[form].append(processor_time(RRN_FEES, *command))
    medians = {form: median(each) for form, each in times.items()}
    over = False
    print(f"{'table':10} {medians['table'] * 1e3:9.0f} ms of processor time")
    for form, most in MOST_SECONDS.items():
        more = medians[form] - medians["table"]
        over = over or more > most
        verdict = "OVER" if more > most else "within"
        print(
            f"{form:10} {medians[form] * 1e3:9.0f} ms, {more * 1e3:.0f} more, "
            f"{verdict} the bound of {most * 1e3:.0f} more"
        )
    sys.exit(1 if over else 0)


if __name__ == "__main__":
    main()
