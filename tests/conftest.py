"""Settings for the whole suite."""

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
