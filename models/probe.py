"""What a configured model can do, for `interview doctor`."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from pydantic import Field

from domain.errors import ModelUnavailable, UnusableReply
from domain.prompting import RenderedPrompt
from domain.values import Frozen
from models.chat import ChatModel
from models.failures import TooLate
from models.structured import Message, Rung

LEAST_CONTEXT = 4096
"""Tokens that the longest prompts of an interview and their replies come to."""
_PROMPT = RenderedPrompt(
    reference="probe",
    system="You help to test a connection.",
    user='Reply with the word "ready" and the sum of 19 and 23.',
    most_tokens=200,
)


class Ready(Frozen):
    """The reply the probe asks for."""

    word: str
    sum: int


class Probe(Frozen):
    """What was found out about a model.

    `rung` is the way by which it fills a schema, None where none worked; `streams` is None where that was
    not tried; `context` is how many tokens it takes, prompt and reply together, None where nobody tells.
    Times are in milliseconds: until the filled schema, and until the first streamed piece. `problems` are
    lines for a person, each with what to do.
    """

    model: str
    server: str
    reachable: bool
    rung: Rung | None = None
    streams: bool | None = None
    reply_ms: float | None = None
    first_piece_ms: float | None = None
    context: int | None = None
    problems: tuple[str, ...] = Field(default=())


async def probe(
    model: ChatModel, *, seconds: float = 20.0, clock: Callable[[], float] = time.perf_counter
) -> Probe:
    """Ask `model` for a small value and a short stream; each is given up after `seconds`. Never raises."""
    found = Probe(model=model.name, server=model.server, reachable=False)
    try:
        # Imports are no part of a reply's time.
        await model.prepare()
        began = clock()
        _, rung = await model.check(_PROMPT, Ready)
        reply_ms = (clock() - began) * 1000
    except UnusableReply as error:
        problem = (
            f"{error}. It answers, but fills no form; drafts will be used. Try a model made for instructions."
        )
        found = found.model_copy(update={"reachable": True, "problems": (problem,)})
    except TooLate as error:
        advice = "If it is only slow, INTERVIEW_MODEL_TIMEOUT gives it more seconds (up to 600)."
        return found.model_copy(update={"problems": (f"{_sentence(error)} {advice}",)})
    except ModelUnavailable as error:
        return found.model_copy(update={"problems": (f"{_sentence(error)} Until then drafts are used.",)})
    else:
        found = found.model_copy(update={"reachable": True, "rung": rung, "reply_ms": reply_ms})
    return await _with_context(await _with_stream(found, model, seconds, clock), model)


def _sentence(error: Exception) -> str:
    told = str(error)
    return told if told.endswith((".", "?")) else f"{told}."


async def _with_context(found: Probe, model: ChatModel) -> Probe:
    # After the calls: servers that load a model when it is asked know only then what they gave it.
    length = await model.context_length()
    problems = found.problems
    if length is not None and length < LEAST_CONTEXT:
        short = (
            f"{model.name} takes only {length:,} tokens at once. A long answer may need {LEAST_CONTEXT:,}, "
            "and some servers cut off the rest without a word. Start it with a longer context."
        )
        problems = (*problems, short)
    return found.model_copy(update={"context": length, "problems": problems})


async def _with_stream(found: Probe, model: ChatModel, seconds: float, clock: Callable[[], float]) -> Probe:
    began, first, pieces = clock(), 0.0, 0
    try:
        async with asyncio.timeout(seconds):
            async for piece in model.stream([Message("user", "Count from one to ten in words.")]):
                first = first or (clock() - began) * 1000
                pieces += bool(piece)
    except (ModelUnavailable, TimeoutError) as error:
        why = str(error) or f"{model.name} did not finish a stream within {seconds:g} s"
        problems = (*found.problems, f"{why}. Replies come in one piece instead.")
        return found.model_copy(update={"streams": False, "problems": problems})
    return found.model_copy(update={"streams": pieces > 1, "first_piece_ms": first if pieces else None})
