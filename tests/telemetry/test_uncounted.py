"""Redis does not import OpenTelemetry's SDK, and whoever else wants it has it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_redis_goes_without_the_sdk_and_others_do_not() -> None:
    pytest.importorskip("opentelemetry.sdk.metrics")
    code = (
        "import sys; from telemetry.uncounted import without_counting; without_counting()\n"
        "import redis; from redis.observability import providers\n"
        "assert not providers.OTEL_AVAILABLE and 'opentelemetry.sdk.metrics' not in sys.modules\n"
        "from opentelemetry.sdk.metrics import MeterProvider\n"
        "assert MeterProvider is not None"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
