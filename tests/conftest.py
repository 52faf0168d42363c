"""Settings for the whole suite: with how many examples the laws are tried, and with which."""

import os
from random import SystemRandom

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run, and none is judged by a clock.
settings.register_profile(
    "repeatable",
    derandomize=True,
    max_examples=50,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
# Other examples in every run; what fails prints the seed that shows it again.
settings.register_profile(
    "varied",
    settings.get_profile("repeatable"),
    derandomize=False,
    max_examples=500,
    print_blob=True,
)
settings.register_profile("thorough", settings.get_profile("varied"), max_examples=5_000)
# `--hypothesis-profile` is read later and prevails.
settings.load_profile("repeatable")


_SEED = "hypothesis_seed"


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Choose a seed for what varies, unless one was given, so that it can be told and given.

    In CI, refuse to write what is to be compared with: every page would pass.
    """
    if os.environ.get("RRN_FEES_WRITE_GOLDENS") and os.environ.get("CI") not in {None, "", "false"}:
        msg = "RRN_FEES_WRITE_GOLDENS is set in CI, where the pages are compared and never written."
        raise pytest.UsageError(msg)
    if getattr(config.option, _SEED, None) is None and not _repeatable(config):
        setattr(config.option, _SEED, str(SystemRandom().getrandbits(32)))


def _repeatable(config: pytest.Config) -> bool:
    return config.getoption("--hypothesis-profile") in {None, "repeatable"}


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Tell the seed, also of a run without a failure: it is what was tried."""
    seed = getattr(config.option, _SEED, None)
    if seed is not None:
        terminalreporter.write_line(f"The same examples again: --hypothesis-seed {seed}")


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> str:
    """Return the seed of the run, which is 0 where nothing varies."""
    return request.config.getoption("--hypothesis-seed") or "0"
