"""Settings for the whole suite: how many examples the laws are tried with, and which."""

from hypothesis import HealthCheck, settings

# The same examples in every run, and no example judged by a clock.
settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
# Other examples in every run, and many: `python -m pytest -m hypothesis --hypothesis-profile thorough`.
# What fails prints its seed, for --hypothesis-seed.
settings.register_profile(
    "thorough",
    settings.get_profile("repeatable"),
    derandomize=False,
    max_examples=300,
    print_blob=True,
)
# The option is read after this, and prevails.
settings.load_profile("repeatable")
