"""Hypothesis profiles: `quick` for every run, `deep` for CI; derandomised, so that a failure is the same everywhere.

`fuzz` draws anew each time, for a night.
"""

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
for _name, _examples in (("quick", 60), ("deep", 400), ("fuzz", 20_000)):
    settings.register_profile(
        _name,
        max_examples=_examples,
        derandomize=_name != "fuzz",
        database=None,
        deadline=None,
        print_blob=_name == "fuzz",
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
