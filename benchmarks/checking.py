"""``rrn-fees catalogue check`` on 10,000 qualifications, against libyaml composing the same text.

``python benchmarks/checking.py [QUALIFICATIONS]``: 10,000 unless told otherwise. Whole processes:
what they take in time, the memory that they take at most, and how both grow with the file.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from loading import many
from timing import Bound, report

_COMPOSE = """\
import gc, sys
from pathlib import Path
from yaml import CSafeLoader, compose
gc.disable()
compose(Path(sys.argv[1]).read_text(encoding="utf-8"), CSafeLoader)
import os
os._exit(0)
"""


def taken(arguments: list[str]) -> tuple[float, int]:
    """Run a process; return the seconds it took and the most memory it had, in KiB."""
    begun = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    assert os.waitstatus_to_exitcode(status) == 0, arguments
    return seconds, usage.ru_maxrss


def main() -> None:
    """Measure and print the ratios."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as directory:
        large, small = Path(directory, "large.yaml"), Path(directory, "small.yaml")
        large.write_text(many(number), encoding="utf-8")
        small.write_text(many(number // 10), encoding="utf-8")
        print(f"{number:,} qualifications, {large.stat().st_size / 1e6:.1f} MB\n")
        check = [sys.executable, "-m", "rrn_fees", "catalogue", "check", "--as-at", "2024-02-01"]
        commands = {
            "yaml.compose": [sys.executable, "-c", _COMPOSE, str(large)],
            "catalogue check": [*check, str(large)],
            "a tenth of the file": [*check, str(small)],
        }
        runs: dict[str, list[tuple[float, int]]] = {name: [] for name in commands}
        for _ in range(5):
            for name, command in commands.items():
                runs[name].append(taken(command))
    seconds = {name: median(each for each, _ in of) for name, of in runs.items()}
    most = {name: median(each for _, each in of) for name, of in runs.items()}
    for name, kib in most.items():
        print(f"{name:60} {kib / 1024:9.0f} MiB {kib / most['yaml.compose']:5.2f}")
    print()
    memory = most["catalogue check"] / most["yaml.compose"]
    print(f"catalogue check: {memory:.2f} times the memory of yaml.compose, bound 3")
    report(
        seconds,
        Bound("catalogue check", "yaml.compose", 5),
        Bound("catalogue check", "a tenth of the file", 11),
        failed=memory > 3,
    )


if __name__ == "__main__":
    main()
