"""A whole quote, as a process, against importing what it is made of; bean-check beside it.

Run it with the Python of an environment that has rrn-fees, and beancount if it is to be compared:
``python benchmarks/start_up.py [RUNS]``.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from timing import Bound, interleaved, report

BIN = Path(sys.executable).parent
BASELINE = "import typer, yaml; from pydantic import BaseModel"


def command(*arguments: str) -> Callable[[], object]:
    """Return what runs *arguments* where there is no catalogue and discards what it prints."""

    def run() -> None:
        gone = subprocess.DEVNULL
        subprocess.run(arguments, cwd="/", stdout=gone, stderr=gone, check=True)

    return run


def main() -> None:
    """Measure, print, and leave with 1 if a command is over its bound."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    rrn_fees = str(BIN / "rrn-fees")
    asked = ("certificate:6", "--as", "member", "--on", "2024-02-01")
    tasks = {
        f'python -c "{BASELINE}"': command(sys.executable, "-c", BASELINE),
        "rrn-fees quote": command(rrn_fees, "quote", *asked),
        "rrn-fees quote -f json": command(rrn_fees, "quote", *asked, "-f", "json"),
        "rrn-fees deadlines": command(rrn_fees, "deadlines", "--on", "2024-03-01"),
        "rrn-fees eligibility": command(
            rrn_fees, "eligibility", "certificate", "--on", "2024-02-01", "--no-input"
        ),
        "rrn-fees --help": command(rrn_fees, "--help"),
    }
    handle, name = tempfile.mkstemp(suffix=".beancount")
    os.write(handle, b"2024-01-01 open Assets:Bank\n")
    os.close(handle)
    bean_check = BIN / "bean-check"
    if bean_check.exists():
        tasks["bean-check"] = command(str(bean_check), name)
    else:
        print("bean-check is not in this environment: pip install beancount to compare with it")
    handle, page = tempfile.mkstemp(suffix=".html")
    os.close(handle)
    tasks["rrn-fees quote -o quote.html"] = command(rrn_fees, "quote", *asked, "-o", page)
    for task in tasks.values():
        task()  # once unmeasured, to fill the caches of the disk
    medians = interleaved(tasks, runs)
    Path(name).unlink()
    Path(page).unlink()
    report(
        medians,
        Bound("rrn-fees quote", f'python -c "{BASELINE}"', 1.3),
        Bound("rrn-fees quote -f json", "rrn-fees quote", 1.6),
        Bound("rrn-fees deadlines", "rrn-fees quote", 1.15),
        Bound("rrn-fees quote -o quote.html", "rrn-fees quote", 1.3),
    )


if __name__ == "__main__":
    main()
