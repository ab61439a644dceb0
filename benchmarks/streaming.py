"""How soon the first words are there: `python -m benchmarks.streaming [--calls 20] [--tokens-a-second 40]`.

The interviewer and the coach word something with a model that speaks slowly, on a server of ours (the one of
the tests): the time until a person sees the first words that passed the check, and until the reply is
whole, which is when anything was seen before replies were streamed.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

import numpy as np

from agents.aloud import Say
from agents.coach import refine as coach
from agents.interviewer import refine as interviewer
from domain.guide import Source
from domain.interview import Phase, Question
from domain.report import Advice, Cited
from domain.verdict import Provenance
from models.factory import make_language_model
from models.language_model import LanguageModel
from tests.support.openai_server import Body, OpenAIServer, Reply

_LETTERS_A_TOKEN = 4
_QUESTION = "How did you make the nightly job faster, and how did you measure that it was?"
_LINES = (
    "I replaced the nightly batch with a stream of parcel events, one partition for each depot",
    "Consumers are idempotent because redelivery is certain, which the old job never had to care about",
    "The run went from four hours to about forty minutes, measured over thirty nights",
    "I would do it in smaller steps today, because the switch cost us a weekend of reconciliation",
)

Ask = Callable[[LanguageModel, Say, str], Awaitable[object]]


def reply(body: Body) -> Reply:
    """The draft, led in; the lines, one sentence each."""
    if "The numbered lines of the guide" in body["messages"][-1]["content"]:
        return {
            "sentences": [
                {"lines": [number], "text": f"{line}."} for number, line in enumerate(_LINES, start=1)
            ]
        }
    return {"question": f"Let us go on then: {_QUESTION}"}


async def ask_question(model: LanguageModel, say: Say, mark: str) -> None:
    """The interviewer words a question."""
    worded = await interviewer.phrase(_QUESTION, "", mark, model, say)
    assert worded.prompt, worded.refinement


async def word_advice(model: LanguageModel, say: Say, mark: str) -> None:
    """The coach words a better answer."""
    source = Source(guide="guide.md", first_line=1, last_line=1)
    draft = Advice(
        opening="Nearly.",
        better_answer=tuple(Cited(text=line, sources=(source,)) for line in _LINES),
        provenance=Provenance(agent="coach"),
    )
    asked = Question(
        id="q1",
        talking_point_id="p",
        phase=Phase.TECHNICAL,
        text=_QUESTION,
        seconds=60,
        reason="a benchmark",
        sources=(source,),
        provenance=Provenance(agent="interviewer"),
    )
    worded = await coach.word(draft, asked, mark, "not judged", model, say)
    assert worded.prompt, worded.refinement


async def timed(ask: Ask, model: LanguageModel, mark: str) -> tuple[float, float]:
    """Seconds until the first words, and until the whole."""
    first: list[float] = []
    began = time.perf_counter()
    await ask(model, lambda text: first.append(time.perf_counter() - began), mark)
    whole = time.perf_counter() - began
    return first[0] if first else whole, whole


def told(name: str, took: Sequence[float]) -> None:
    p50, p95 = np.percentile(took, [50, 95])
    print(f"{name:<36} p50 {p50:5.2f} s   p95 {p95:5.2f} s   ({len(took)} calls)")


async def measure(calls: int, tokens_a_second: float) -> None:
    with OpenAIServer(reply, pace=1 / tokens_a_second, piece=_LETTERS_A_TOKEN) as server:
        model = make_language_model("openai:test-model", base_url=server.base_url, retries=0)
        assert model is not None
        await model.prepare()
        asks: tuple[tuple[str, Ask], ...] = (("question", ask_question), ("better answer", word_advice))
        for name, ask in asks:
            # Each with another mark, since the same call is answered from the cache.
            await timed(ask, model, "warm-up")
            took = [await timed(ask, model, str(number)) for number in range(calls)]
            told(f"{name}: first words", [first for first, _ in took])
            told(f"{name}: the whole", [whole for _, whole in took])
        await model.aclose()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=20)
    parser.add_argument("--tokens-a-second", type=float, default=40.0)
    given = parser.parse_args()
    asyncio.run(measure(given.calls, given.tokens_a_second))


if __name__ == "__main__":
    main()
