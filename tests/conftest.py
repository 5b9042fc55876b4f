"""Hypothesis profiles: `quick` for every run, `deep` for CI; derandomised, so that a failure is the same everywhere."""

from __future__ import annotations

import os
import signal

from hypothesis import HealthCheck, settings

from tests.pictures import pictures as pictures
from tests.steady import draw_steadily

draw_steadily()
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell has its background jobs ignore Ctrl-C, and with them every program that a test starts and interrupts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
for _name, _examples in (("quick", 60), ("deep", 400)):
    settings.register_profile(
        _name,
        max_examples=_examples,
        derandomize=True,
        database=None,
        deadline=None,
        print_blob=False,
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
