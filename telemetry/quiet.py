"""Libraries that would report home, told not to before any of them is imported."""

from __future__ import annotations

from collections.abc import MutableMapping

SWITCHES = {
    # onnxruntime writes a device id and an event store into the user's home and looks up names. It reads this
    # once, when it is loaded; switching it off by its own function comes too late.
    "ORT_DISABLE_TELEMETRY": "1",
    # Comes with tokenizers. Nothing of ours downloads from there.
    "HF_HUB_DISABLE_TELEMETRY": "1",
    # What libraries agree on that have no switch of their own: https://donottrack.sh
    "DO_NOT_TRACK": "1",
}
"""Environment variables and what they are set to.

LangSmith and OpenTelemetry are not here: they are off until their own variables are set.
"""


def switch_off(environment: MutableMapping[str, str]) -> None:
    """Set what is not set yet. The packages that import vendors' libraries call this before they do."""
    for name, value in SWITCHES.items():
        environment.setdefault(name, value)
