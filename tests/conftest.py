"""Settings for the whole suite."""

import os

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run, and no example judged by a clock.
settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("repeatable")


def pytest_configure() -> None:
    """Refuse to write in CI what it is to compare with: every page would pass."""
    if os.environ.get("RRN_FEES_WRITE_GOLDENS") and os.environ.get("CI") not in {None, "", "false"}:
        msg = "RRN_FEES_WRITE_GOLDENS is set in CI, where the pages are compared and never written."
        raise pytest.UsageError(msg)
