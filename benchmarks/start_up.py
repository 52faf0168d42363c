"""A whole quote, as a process, against importing Typer alone; bean-check beside it.

Processor time, medians of interleaved runs. Run it with the Python of an environment that has
rrn-fees, not editable, and beancount if it is to be compared: ``python benchmarks/start_up.py
[RUNS]``. With ``--modules`` it tells what a quote imports, and what each module takes.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from processor import process
from timing import Bound, interleaved, report

BIN = Path(sys.executable).parent
RRN_FEES = str(BIN / "rrn-fees")
QUOTE = ("quote", "certificate:6", "--as", "member", "--on", "2024-02-01")
TYPER = "import typer"


def main() -> None:
    """Measure, print, and leave with 1 if a command is over its bound."""
    arguments = [each for each in sys.argv[1:] if each != "--modules"]
    if "--modules" in sys.argv:
        print_modules()
        return
    runs = int(arguments[0]) if arguments else 20
    with tempfile.TemporaryDirectory() as directory:
        ledger = Path(directory, "one.beancount")
        ledger.write_text("2024-01-01 open Assets:Bank\n", encoding="utf-8")
        page = str(Path(directory, "quote.html"))
        tasks = {
            f'python -c "{TYPER}"': process(sys.executable, "-c", TYPER),
            "rrn-fees quote": process(RRN_FEES, *QUOTE),
            "rrn-fees quote -f json": process(RRN_FEES, *QUOTE, "-f", "json"),
            "rrn-fees quote -o quote.html": process(RRN_FEES, *QUOTE, "-o", page),
            "rrn-fees deadlines": process(RRN_FEES, "deadlines", "--on", "2024-03-01"),
            "rrn-fees list": process(RRN_FEES, "list"),
            "rrn-fees catalogue check": process(RRN_FEES, "catalogue", "check"),
            "rrn-fees --help": process(RRN_FEES, "--help"),
        }
        if (BIN / "bean-check").exists():
            tasks["bean-check"] = process(str(BIN / "bean-check"), str(ledger))
        else:
            print("bean-check is not in this environment: pip install beancount to compare with it")
        for task in tasks.values():
            task()  # once unmeasured, to fill the caches of the disk
        medians = interleaved(tasks, runs)
    if "bean-check" in medians:
        ratio = medians["rrn-fees quote"] / medians["bean-check"]
        print(f"rrn-fees quote: {ratio:.2f} times bean-check\n")
    report(
        medians,
        Bound("rrn-fees quote", f'python -c "{TYPER}"', 2.0),
        Bound("rrn-fees quote -f json", "rrn-fees quote", 1.6),
        Bound("rrn-fees quote -o quote.html", "rrn-fees quote", 1.3),
        Bound("rrn-fees deadlines", "rrn-fees quote", 1.15),
    )


def print_modules() -> None:
    """Print how long a quote takes to import each package, and each module of its own."""
    code = (
        f"import sys; sys.argv = ['rrn-fees', *{QUOTE!r}]\n"
        "from rrn_fees.__main__ import main\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code],
        cwd="/", capture_output=True, text=True, check=True, env=os.environ,
    )  # fmt: skip
    own: Counter[str] = Counter()
    for taken, name in re.findall(r"import time: +(\d+) \| +\d+ \| +(\S+)", done.stderr):
        package = name.partition(".")[0]
        own[name if package == "rrn_fees" else package] += int(taken)
    for name, microseconds in own.most_common(45):
        print(f"{microseconds / 1e3:8.1f} ms  {name}")


if __name__ == "__main__":
    main()
