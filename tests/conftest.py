"""What all tests share: generated examples are judged by what they find, never by the clock."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
# `--hypothesis-profile=long` looks further, where time is no matter.
settings.register_profile("long", settings.get_profile("any machine"), max_examples=1000)
settings.load_profile("any machine")
