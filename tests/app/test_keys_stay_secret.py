"""A key reaches the provider and nobody else: no output, no error, no file."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest

from tests.support.built import with_graphs
from tests.support.commands import Commands, variables_but
from tests.support.openai_server import Body, OpenAIServer, Raw, Reply, Status

pytestmark = [pytest.mark.enable_socket, pytest.mark.network]

KEY = "sk-proj-4f9XnQ27LmTz81RwYkVb"
GUIDE = """# Notes

### Q1: How do you keep deployments boring?

**Your Answer** (1 min):
"We ship small changes behind a flag. Every change has one owner. A failed check rolls it back by itself."
"""


def drafts(body: Body) -> Reply:
    """A server whose replies fit nothing but the probe."""
    return {"word": "ready", "sum": 42} if "sum of 19" in json.dumps(body) else {"question": ""}


def quoting() -> Callable[[Body], Reply]:
    """A server in trouble that says the key in every way it can, one after the other."""
    troubles = cycle(
        (
            Status(400, f"Bad request, header was Authorization: Bearer {KEY}"),
            Raw(f"<html>{KEY}</html>".encode()),
            Status(500, f"stack trace: key={KEY}"),
            Status(401, f"Incorrect API key provided: {KEY}."),
        )
    )
    return lambda body: next(troubles)


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(drafts, id="answers", marks=pytest.mark.sweep),
        pytest.param(quoting(), id="quotes the key"),
    ],
)
def test_a_key_is_in_no_output_and_in_no_file(
    command_line: Commands, tmp_path: Path, reply: Callable[[Body], Reply]
) -> None:
    guide = tmp_path / "notes.md"
    guide.write_text(GUIDE, encoding="utf-8")
    home = with_graphs(tmp_path / "home")
    with OpenAIServer(reply) as server:
        environment = {
            **variables_but("INTERVIEW"),
            "INTERVIEW_HOME": str(home),
            "INTERVIEW_GUIDES": str(guide),
            "INTERVIEW_MODEL": "openai:test-model",
            "INTERVIEW_MODEL_TIMEOUT": "5",
            "OPENAI_BASE_URL": server.base_url,
            "OPENAI_API_KEY": KEY,
            "INTERVIEW_LOG": str(home / "log"),
            "INTERVIEW_LOG_LEVEL": "debug",
            "OTEL_TRACES_EXPORTER": "console",
        }
        told = ""
        for arguments, said in (
            (["doctor"], ""),
            (["start", "--no-mask", "--minutes", "5"], "We ship small changes.\n/why\n/stop\n"),
            (["report"], ""),
            (["replay", "--json"], ""),
        ):
            done = command_line.run(arguments, environment, said=said)
            told += done.stdout + done.stderr
        assert KEY in server.keys
    assert '"chat test-model"' in told
    assert "chat test-model" in (home / "log").read_text("utf-8")
    assert "Traceback" not in told
    assert "Report" in told
    assert KEY not in told
    assert KEY[8:] not in told
    files = [path for path in home.rglob("*") if path.is_file()]
    assert files
    assert all(KEY.encode() not in path.read_bytes() for path in files)
