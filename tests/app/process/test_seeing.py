"""What the command shows of itself, and that it shows nothing unless it is asked to."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from rich.console import Console

from app.bootstrap.memory import Memory
from app.display.labels import label
from app.display.screen import Screen
from app.process.seeing import seen
from app.session.seen import session_seen
from domain.errors import BadSetting
from memory.counts import RedisCounts
from memory.keys import Keys
from memory.sessions import RedisSessionStore
from telemetry import spans
from telemetry.counters import Counts, count
from telemetry.sending import goes_to_langsmith
from tests.support import guards
from tests.support.built import with_graphs
from tests.support.past import Workspace
from tests.support.watching import spans_kept, tree

ROOT = Path(__file__).resolve().parents[3]
GUIDE = """# Notes

### Q1: How do you keep deployments boring?

**Your Answer** (1 min):
"We ship small changes behind a flag. Every change has one owner. A failed check rolls it back by itself."
"""
# Neither OpenTelemetry nor Prometheus can be imported, and every address that is looked up or called is kept.
ALONE = """
import sys
called = []
def heard(event, args):
    if event == "socket.getaddrinfo" or event == "socket.connect" and isinstance(args[1], tuple):
        called.append(event)
sys.addaudithook(heard)
for name in ("opentelemetry", "prometheus_client"):
    sys.modules[name] = None
from app.cli import main
try:
    main()
finally:
    assert not called, called
"""


def run(code: str, home: Path, *arguments: str, said: str = "", **variables: str) -> tuple[int, str, str]:
    """The command's exit code, output and errors in a process of its own, with no setting but `variables`."""
    guide = home / "notes.md"
    with_graphs(home / "home")
    guide.write_text(GUIDE, encoding="utf-8")
    mine = ("INTERVIEW", "OTEL", "LANGSMITH", "LANGCHAIN", "OPENAI", "REDIS_URL")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(mine)}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        input=said,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=guards.SECONDS,
        env={**kept, "INTERVIEW_HOME": str(home / "home"), "INTERVIEW_GUIDES": str(guide), **variables},
        check=False,
    )
    # Told where reading takes two seconds, as on a busy machine.
    told = done.stderr.splitlines(keepends=True)
    return done.returncode, done.stdout, "".join(line for line in told if line not in READING)


READING = ("Reading notes.md …\n", "Reading your guides …\n")
MAIN = "from app.cli import main; main()"


def test_unless_it_is_asked_for_nothing_is_imported_logged_or_sent(tmp_path: Path) -> None:
    code, out, err = run(ALONE, tmp_path, "start", "--minutes", "5", said="We ship small changes.\n")
    assert (code, err) == (0, "")
    assert "Report" in out
    assert not (tmp_path / "home" / "interview.log").exists()


def test_a_session_is_logged_and_traced_where_that_is_asked_for(tmp_path: Path) -> None:
    log = tmp_path / "log"
    code, out, err = run(
        MAIN,
        tmp_path,
        "start",
        "--minutes",
        "5",
        said="We ship small changes.\n",
        INTERVIEW_LOG=str(log),
        OTEL_TRACES_EXPORTER="console",
    )
    assert code == 0
    assert '"name": "session"' in err and '"name": "session"' not in out
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [line["event"] for line in lines][-2:] == ["turn", "session"]
    assert len({line["session"] for line in lines}) == 1


def test_tracing_that_cannot_work_costs_a_sentence_and_no_session(tmp_path: Path) -> None:
    code, out, err = run(
        ALONE,
        tmp_path,
        "start",
        "--minutes",
        "5",
        said="We ship small changes.\n",
        OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:9",
    )
    assert code == 0
    assert "Report" in out
    assert err == (
        "interview: Nothing is traced: opentelemetry-sdk is not installed: "
        "pip install 'mock-interviewer[tracing]'.\n"
    )


def test_a_log_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(BadSetting, match="cannot be written"),
        seen({"INTERVIEW_LOG": str(tmp_path / "file" / "log")}, print),
    ):
        pass


def test_a_level_alone_puts_the_log_into_the_home_folder(tmp_path: Path) -> None:
    with seen({"INTERVIEW_LOG_LEVEL": "debug", "INTERVIEW_HOME": str(tmp_path)}, print):
        pass
    assert (tmp_path / "interview.log").exists()


def test_keys_and_personal_data_in_a_text_are_masked_in_the_log(tmp_path: Path) -> None:
    environment = {
        "INTERVIEW_LOG": str(tmp_path / "log"),
        "INTERVIEW_MASK_NAMES": "Balthasar",
        "ANTHROPIC_API_KEY": "of-no-known-form",
    }
    with seen(environment, print):
        logging.getLogger("memory.x").warning("of-no-known-form by Balthasar, jo@example.org")
    (line,) = (tmp_path / "log").read_text("utf-8").splitlines()
    assert json.loads(line)["event"] == "[key] by [name 1], [email 1]"


def test_what_is_seen_within_what_is_seen_stands_once_in_the_log(tmp_path: Path) -> None:
    # A command is watched, and so is the service that it holds in its own process.
    environment = {"INTERVIEW_LOG": str(tmp_path / "log")}
    log = logging.getLogger("memory.x")
    with seen(environment, print):
        with seen(environment, print):
            log.warning("first")
        log.warning("second")
    log.warning("third")
    with seen(environment, print):
        log.warning("fourth")
    lines = [json.loads(line)["event"] for line in (tmp_path / "log").read_text("utf-8").splitlines()]
    assert lines == ["first", "second", "fourth"]


@pytest.mark.parametrize(
    ("environment", "goes"),
    [
        ({}, False),
        ({"LANGSMITH_API_KEY": "x"}, False),
        ({"LANGSMITH_TRACING": "true"}, True),
        ({"LANGCHAIN_TRACING_V2": "true"}, True),
        ({"LANGSMITH_TRACING_V2": "false", "LANGSMITH_TRACING": "true"}, False),
        ({"LANGSMITH_TRACING_V2": "", "LANGSMITH_TRACING": "true"}, True),
    ],
)
def test_we_know_when_langchain_sends_to_langsmith(
    environment: dict[str, str], goes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from langsmith.utils import get_env_var, tracing_is_enabled

    assert goes_to_langsmith(environment) is goes
    for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    get_env_var.cache_clear()
    assert bool(tracing_is_enabled()) is goes
    monkeypatch.undo()
    get_env_var.cache_clear()


def head(workspace: Workspace, environment: dict[str, str]) -> tuple[str, dict[str, str]]:
    """What a session's head says, and the spans of the session."""
    screen = Screen(Console(file=StringIO(), width=110))

    async def watch() -> None:
        client = workspace.handle.new_client()
        memory = Memory(
            redis=workspace.handle,
            keys=Keys(),
            store=RedisSessionStore(client),
            drills=RedisSessionStore(client),
            unsent=workspace.home / "unsent",
            audio=workspace.home / "audio",
        )
        workspace.handle.client = client
        async with session_seen(memory, "k3f9", screen, environment) as keep:
            count("interview_turns", "question")
            await keep()
        await client.aclose()

    import asyncio

    with spans_kept() as kept:
        asyncio.run(watch())
    assert isinstance(screen.console.file, StringIO)
    return screen.console.file.getvalue(), tree(kept.get_finished_spans())


def test_the_head_of_a_session_says_that_langsmith_reads_everything(workspace: Workspace) -> None:
    assert label("langsmith_sees") in head(workspace, {"LANGSMITH_TRACING": "true"})[0]
    told, parents = head(workspace, {})
    assert told == ""
    assert parents["session"] == "" and parents["EVALSHA counts/add"] == "session"
    assert not spans.are_made()


def test_the_doctor_says_what_became_of_refinements_over_all_sessions(workspace: Workspace) -> None:
    async def keep(_: object) -> None:
        client = workspace.handle.new_client()
        counts = Counts()
        for labels, by in (
            (("coach", "accepted", ""), 1200),
            (("evaluator", "accepted", ""), 3),
            (("evaluator", "repaired", ""), 2),
            (("interviewer", "rejected", "it asked something else"), 4),
            (("interviewer", "failed", ""), 1),
        ):
            counts.add("interview_refinements", *labels, by=by)
        await RedisCounts(client).keep(counts)
        await client.aclose()

    assert "Refinements" not in workspace.run("doctor").out
    workspace.does(keep)
    told = [line.strip() for line in workspace.run("doctor").out.splitlines()]
    at = next(number for number, line in enumerate(told) if line.startswith("Refinements"))
    assert told[at : at + 5] == [
        "Refinements 1,203 accepted, 2 repaired, 4 rejected, 1 failed",
        "coach: 1,200 accepted",
        "evaluator: 3 accepted, 2 repaired",
        "interviewer: 0 accepted, 4 rejected, 1 failed",
        "4 × it asked something else",
    ]

    printed = workspace.run("doctor", "--counters").out
    families = {family.name: family for family in text_string_to_metric_families(printed)}
    refinements = families["interview_refinements"].samples
    assert sum(sample.value for sample in refinements) == 1210
    assert families["interview_turns"].samples == []
