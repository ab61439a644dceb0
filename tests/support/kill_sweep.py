"""Kills an interview, or a drill, at every write it makes, resumes it, and reads what is left.

`python -m tests.support.kill_sweep FOLDER interview|drill SERVER killed|put-back STRIDE FIRST…`, where SERVER
is embedded, redis-server or valkey-server, prints a JSON object a line: the write at which the process was
killed, from each FIRST on each STRIDE-th of all, and what the transcript held after the session had been
resumed and finished.

With `put-back` nothing is killed: a session is held once to its end, and what stands in the database at each
of these writes is kept, as a process killed there would leave it. A process that knows nothing of it resumes
from there. That is the same to whoever resumes, for half the work: no session is begun for each write.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import importlib
import itertools
import json
import os
import pickle
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from agents import beside_the_loop
from app.session.interviewing import Interview
from domain.errors import ModelUnavailable
from domain.interview import MessageKind, Session, SessionStatus
from domain.prompting import RenderedPrompt
from graphs.interview import drill_on, interview_on
from graphs.state import InterviewContext
from knowledge.base import KnowledgeBase
from memory.checkpointer import RedisSaver
from memory.connection import RedisHandle
from memory.mastery import RedisMasteryStore
from memory.sessions import RedisSessionStore
from models.scripted import Line, ScriptedModel
from tests.support.interviews import POINTS, Clock, a_session, does, says, some_knowledge
from tests.support.redis_servers import opened

_WRITES = ("aput", "aput_writes", "keep_with")
_MASTERY_WRITES = ("record",)
_STORE_WRITES = ("save", "list_session", "put_turn", "keep_message", "put_report")


Database = dict[str | bytes, tuple[int, bytes]]
"""What a database holds: by key the milliseconds that it has left, 0 for ever, and its value as dumped."""


class Countdown:
    """Kills this process, as `kill -9` does, before or after its n-th write."""

    def __init__(self, at: int, *, after: bool) -> None:
        self._at = at
        self._after = after
        self._writes = 0

    def wrap(self, write: Callable[..., Any]) -> Callable[..., Any]:
        async def counted(*args: Any, **kwargs: Any) -> Any:
            self._writes += 1
            # Writes overlap, so each remembers which one it is.
            mine = self._writes == self._at
            if mine and not self._after:
                os.kill(os.getpid(), signal.SIGKILL)
            result = await write(*args, **kwargs)
            if mine:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return counted


class Pictures:
    """Keeps what the database holds before, or after, each write that `wanted` asks for."""

    def __init__(self, handle: RedisHandle, wanted: Callable[[int], bool]) -> None:
        self._handle = handle
        self._wanted = wanted
        self._writes = 0
        self.taken: dict[int, Database] = {}

    def wrap(self, write: Callable[..., Any]) -> Callable[..., Any]:
        async def pictured(*args: Any, **kwargs: Any) -> Any:
            self._writes += 1
            mine = self._writes
            if self._wanted(mine) and not is_after(mine):
                self.taken[mine] = database(self._handle)
            result = await write(*args, **kwargs)
            if self._wanted(mine) and is_after(mine):
                self.taken[mine] = database(self._handle)
            return result

        return pictured


def database(handle: RedisHandle) -> Database:
    """All that `handle`'s database holds."""
    client = handle.sync_client
    keys = client.keys("*")
    asked = client.pipeline(transaction=True)
    for key in keys:
        asked.pttl(key)
        asked.dump(key)
    told = asked.execute()
    return {
        key: (max(0, left), held)
        for key, left, held in zip(keys, told[::2], told[1::2], strict=True)
        if held is not None
    }


def put_back(handle: RedisHandle, held: Database) -> None:
    """Make `handle`'s database hold that and nothing else."""
    handle.sync_client.flushall()
    asked = handle.sync_client.pipeline(transaction=True)
    for key, (left, value) in held.items():
        asked.restore(key, left, value)
    asked.execute()


def is_after(at: int) -> bool:
    """Before and after take turns: after write n is nearly before write n + 1."""
    return at % 2 == 0


def has_model(at: int) -> bool:
    """With and without a model take turns."""
    return at % 4 >= 2


def message(number: int) -> Any:
    """What is said to turn `number`: weak answers, an aside, a skip, always the same."""
    if number == 2:
        return does(MessageKind.CLARIFY)
    if number == 6:
        return does(MessageKind.SKIP)
    return says(f"Answer {number}: it was something we changed with the team some time ago.")


def models(at: int) -> dict[str, ScriptedModel]:
    """With and without a model take turns: one that words the questions and refuses everything else."""
    if not has_model(at):
        return {}

    def answers(prompt: RenderedPrompt, schema: type[BaseModel]) -> Line:
        if prompt.reference.startswith("interviewer/"):
            draft = next(point.title for point in POINTS if point.title in prompt.user)
            return {"question": f"So then: {draft}"}
        return ModelUnavailable("it has nothing to say to that")

    return dict.fromkeys(("interviewer", "follow_up_prober", "evaluator", "coach"), ScriptedModel(answers))


async def run(
    handle: RedisHandle,
    knowledge: KnowledgeBase,
    session: Session,
    at: int,
    watch: Countdown | Pictures | None,
) -> None:
    """Begin or go on, and answer to the end, while `watch` counts the writes."""
    client = handle.new_client()
    saver, store = RedisSaver(async_client=client), RedisSessionStore(client)
    mastery = RedisMasteryStore(client)
    if watch is not None:
        for target, names in ((saver, _WRITES), (store, _STORE_WRITES), (mastery, _MASTERY_WRITES)):
            for name in names:
                setattr(target, name, watch.wrap(getattr(target, name)))
    context = InterviewContext(knowledge, store, Clock(), models(at), mastery)
    graph = (drill_on if session.drill else interview_on)(saver)
    interview = Interview(graph, context, session.id)
    known = {kept.id for kept in await store.sessions()}
    step = await (interview.go_on() if session.id in known else interview.begin(session))
    while step.waiting is not None:
        step = await interview.answer(step.waiting.number, message(step.waiting.number))
    await client.aclose()


async def left(handle: RedisHandle, session_id: str) -> dict[str, Any]:
    """What the store holds of the session."""
    client = handle.new_client()
    store = RedisSessionStore(client)
    turns = await store.turns(session_id)
    session = await store.session(session_id)
    practices = await RedisMasteryStore(client).practices()
    await client.aclose()
    return {
        "numbers": [turn.number for turn in turns],
        "said": [turn.message.text if turn.message is not None else None for turn in turns],
        "questions": [turn.question.id for turn in turns if turn.kind.value == "question"],
        "finished": session.status is SessionStatus.FINISHED,
        "asked": session.asked,
        "worded": [turn.question.text for turn in turns if turn.kind.value == "question"],
        "practised": sorted(kept.question_id for kept in practices if kept.session_id == session_id),
    }


def in_a_child(work: Callable[[], None]) -> bool:
    """Run `work` in a forked process; whether it came to its end."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            # Whatever happens, it does not go on as a second one of its parent.
            os._exit(code)
    return os.waitpid(child, 0)[1] == 0


def warm_up(handle: RedisHandle, knowledge: KnowledgeBase, drill: str) -> None:
    """Hold the session once in this process, so that no child has to load and compile what one needs."""
    for at in (0, 2):
        asyncio.run(run(handle, knowledge, begun(f"warm{at}", drill), at, None))
    beside_the_loop._threads().shutdown()
    beside_the_loop._threads.cache_clear()
    # A lock that a thread of ours holds would stay locked in the child.
    assert threading.active_count() == 1, threading.enumerate()
    gc.collect()
    gc.freeze()


def begun(session_id: str, drill: str) -> Session:
    """The session that is held."""
    return a_session(session_id).model_copy(update={"drill": drill, "planned": 2 if drill else 0})


def main(folder: Path, drill: str, server: str, how: str, stride: int, firsts: list[int]) -> None:
    """Sweep from each of `firsts` over every `stride`-th write, and print what was left of each."""
    # Where tqdm happens to be installed, the search uses it, and it starts a thread that watches its bars.
    with contextlib.suppress(ImportError):
        importlib.import_module("tqdm").tqdm.monitor_interval = 0
    knowledge = some_knowledge(folder / "index", *POINTS[:2])
    # A socket's path is short.
    with tempfile.TemporaryDirectory(prefix="sweep-") as home, opened(server, Path(home)) as handle:
        warm_up(handle, knowledge, drill)
        sweep = {"killed": all_killed, "put-back": all_put_back}[how]
        for told in sweep(handle, knowledge, drill, stride, firsts):
            sys.stdout.write(json.dumps(told) + "\n")
        handle.shutdown()


def all_killed(
    handle: RedisHandle, knowledge: KnowledgeBase, drill: str, stride: int, firsts: list[int]
) -> Iterator[dict[str, Any]]:
    """A session for each write, whose process is killed there."""
    for first in firsts:
        for at in itertools.count(first, stride):
            told = killed(handle, knowledge, drill, at)
            yield told
            if told["survived"]:
                break


def killed(handle: RedisHandle, knowledge: KnowledgeBase, drill: str, at: int) -> dict[str, Any]:
    """What is left of a session that was killed at write `at`, if it came so far, and resumed."""
    session = begun(f"s{at}", drill)
    # What an earlier run practised would change what this one asks.
    handle.sync_client.flushall()
    countdown = Countdown(at, after=is_after(at))
    survived = in_a_child(lambda: asyncio.run(run(handle, knowledge, session, at, countdown)))
    return resumed(handle, knowledge, session, at) | {"survived": survived}


def resumed(handle: RedisHandle, knowledge: KnowledgeBase, session: Session, at: int) -> dict[str, Any]:
    """What is left of `session`, that had come to write `at`, when a process of its own has resumed it."""
    in_a_child(lambda: asyncio.run(run(handle, knowledge, session, at, None)))
    own = {"at": at, "after": is_after(at), "model": has_model(at)}
    return own | asyncio.run(left(handle, session.id))


def all_put_back(
    handle: RedisHandle, knowledge: KnowledgeBase, drill: str, stride: int, firsts: list[int]
) -> Iterator[dict[str, Any]]:
    """One session with a model, one without; from what stood at each write it is resumed; the whole last."""
    session = begun("s", drill)
    for at in (0, 2):
        handle.sync_client.flushall()
        taken = pictures(handle, knowledge, session, at, stride, firsts)
        whole = {"at": max(taken), "after": True, "model": has_model(at), "survived": True}
        whole |= asyncio.run(left(handle, session.id))
        for write, held in sorted(taken.items()):
            put_back(handle, held)
            yield resumed(handle, knowledge, session, write) | {"survived": False}
        yield whole


def pictures(
    handle: RedisHandle, knowledge: KnowledgeBase, session: Session, at: int, stride: int, firsts: list[int]
) -> dict[int, Database]:
    """What stands at the writes to be looked at of a session that a process of its own holds, as at `at`."""
    wanted = {first % stride for first in firsts}
    watch = Pictures(handle, lambda write: write % stride in wanted and has_model(write) == has_model(at))

    with tempfile.NamedTemporaryFile() as kept:

        def held() -> None:
            asyncio.run(run(handle, knowledge, session, at, watch))
            Path(kept.name).write_bytes(pickle.dumps(watch.taken))

        assert in_a_child(held), "the session that is pictured does not come to its end"
        taken: dict[int, Database] = pickle.loads(Path(kept.name).read_bytes())
    return taken


if __name__ == "__main__":
    where, what, name, way, each, *starts = sys.argv[1:]
    main(
        Path(where),
        "questions" if what == "drill" else "",
        name,
        way,
        int(each),
        [int(start) for start in starts],
    )
