"""A program that is told to end while a language model thinks goes quietly and keeps its session."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.app.commands.test_command import a_guide
from tests.support import guards
from tests.support.built import with_graphs
from tests.support.openai_server import Hang, OpenAIServer

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = [sys.executable, "-c", "from app.cli import main; main()"]


@pytest.mark.network
@pytest.mark.enable_socket
def test_sigterm_while_a_model_thinks_leaves_no_traceback_and_an_open_session(tmp_path: Path) -> None:
    hung = threading.Event()
    with OpenAIServer([Hang(guards.SECONDS)], on_hang=hung.set) as server:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("INTERVIEW_")},
            "INTERVIEW_HOME": str(with_graphs(tmp_path / "home")),
            "INTERVIEW_MODEL": "openai:test-model",
            "INTERVIEW_MODEL_TIMEOUT": "500",
            "OPENAI_BASE_URL": server.base_url,
            "PYTHONPATH": str(ROOT),
        }
        with subprocess.Popen(
            [*PROGRAM, "demo", "--minutes", "3", "--guides", str(a_guide(tmp_path))],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as program:
            assert hung.wait(guards.SECONDS), "the model was never asked"
            program.send_signal(signal.SIGTERM)
            _, told = program.communicate(timeout=guards.SECONDS)

    assert program.returncode == 128 + signal.SIGTERM
    assert "Traceback" not in told and "unhandled exception" not in told
    sessions = subprocess.run(
        [*PROGRAM, "sessions"], env=environment, capture_output=True, text=True, check=True
    )
    assert "open" in sessions.stdout


def test_a_thread_that_never_comes_back_keeps_nothing_alive() -> None:
    code = (
        "import os, signal, threading; from app.process import ending\n"
        "ending.TO_END = 0.3; ending.end_cleanly_on_signals()\n"
        "threading.Thread(target=threading.Event().wait).start()\n"
        "os.kill(os.getpid(), signal.SIGTERM)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, timeout=60)

    assert done.returncode == 128 + signal.SIGTERM
