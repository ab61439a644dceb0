"""The microphone's own process: writes what it hears to standard output, until it is ended.

A line "ready" comes first, or "none". Libraries of sound complain on standard error, wait for ever or take
the process down; here that ends a microphone and nothing else. Run by its path, and needs nothing of ours.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Generator

import miniaudio

_MILLISECONDS = 50
_GONE_AFTER = 3.0
"""Seconds without a sample after which the device is gone: unplugged, or taken by another program."""


def main() -> int:
    """Capture one channel at the rate in `argv[1]`; 0 where it was ended, 1 where the device went away."""
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    came = threading.Event()
    closed = threading.Event()

    def heard() -> Generator[None, bytes, None]:
        while True:
            piece = yield
            came.set()
            try:
                out.write(piece)
            except OSError:
                closed.set()
                return

    try:
        device = miniaudio.CaptureDevice(
            input_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=int(sys.argv[1]),
            buffersize_msec=_MILLISECONDS,
            app_name="mock-interviewer",
        )
        into = heard()
        next(into)
        device.start(into)
    except miniaudio.MiniaudioError:
        out.write(b"none\n")
        return 1
    out.write(b"ready\n")
    while not closed.is_set():
        came.clear()
        if not came.wait(_GONE_AFTER):
            return 1
    return 0


if __name__ == "__main__":
    code = main()
    # The library's own threads may be in the middle of something.
    os._exit(code)
