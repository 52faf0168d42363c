"""What the benchmarks share: interleaved runs, medians, and a verdict on a bound."""

import statistics
import sys
import time
from collections.abc import Callable, Mapping


def interleaved(tasks: Mapping[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """Run every task once in turn, *runs* times over, and return each one's median in seconds."""
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(runs):
        for name, task in tasks.items():
            begun = time.perf_counter()
            task()
            taken[name].append(time.perf_counter() - begun)
    return {name: statistics.median(times) for name, times in taken.items()}


def report(medians: Mapping[str, float], of: str, against: str, bound: float) -> None:
    """Print the medians and the ratio that is bounded; leave with 1 if it is over its bound."""
    for name, seconds in medians.items():
        scaled, unit = (seconds * 1e3, "ms") if seconds > 1e-3 else (seconds * 1e6, "us")
        print(f"{name:60} {scaled:9.2f} {unit}  {seconds / medians[against]:6.2f}")
    ratio = medians[of] / medians[against]
    verdict = "within" if ratio <= bound else "OVER"
    print(f"\n{of}: {ratio:.2f} times {against}, {verdict} the bound of {bound}")
    sys.exit(0 if ratio <= bound else 1)
