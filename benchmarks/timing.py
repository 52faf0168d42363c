"""What the benchmarks share: interleaved runs, medians, and a verdict on each bound."""

import statistics
import sys
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple


def interleaved(tasks: Mapping[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """Run every task once in turn, *runs* times over, and return each one's median in seconds.

    A task that returns a float has measured itself.
    """
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(runs):
        for name, task in tasks.items():
            begun = time.perf_counter()
            measured = task()
            elapsed = time.perf_counter() - begun
            taken[name].append(measured if isinstance(measured, float) else elapsed)
    return {name: statistics.median(times) for name, times in taken.items()}


class Bound(NamedTuple):
    """How many times as long as *against* the task *of* may take."""

    of: str
    against: str
    times: float


def report(medians: Mapping[str, float], *bounds: Bound, failed: bool = False) -> None:
    """Print the medians and the ratios that are bounded; leave with 1 if one is over its bound.

    *failed* tells of a bound on something else that is over.
    """
    for name, seconds in medians.items():
        scaled, unit = (seconds * 1e3, "ms") if seconds > 1e-3 else (seconds * 1e6, "us")
        print(f"{name:60} {scaled:9.2f} {unit}  {seconds / medians[bounds[0].against]:6.2f}")
    print()
    over = failed
    for of, against, times in bounds:
        ratio = medians[of] / medians[against]
        over = over or ratio > times
        verdict = "OVER" if ratio > times else "within"
        print(f"{of}: {ratio:.2f} times {against}, {verdict} the bound of {times}")
    sys.exit(1 if over else 0)
