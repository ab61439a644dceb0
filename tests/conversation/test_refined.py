"""A draft in a model's words, or the draft with the reason why it stands: the one way for three agents."""

from __future__ import annotations

from pydantic import BaseModel

from agents.refined import Checks, Refined, Refused, refined
from domain.errors import ModelUnavailable
from domain.prompting import RenderedPrompt
from domain.refinement import Fault, Outcome, Refinement
from domain.verdict import DRAFT, Provenance
from models.scripted import Line, ScriptedModel

PROMPT = RenderedPrompt(reference="tester/word@1", system="Word it.", user="the draft")


class Worded(BaseModel):
    text: str


def _whole(reply: Worded) -> str | Refused:
    return Refused(Fault.UNKNOWN_NAME, "Kafka") if "Kafka" in reply.text else reply.text


def _so_far(words: str) -> Refused | None:
    return Refused(Fault.UNKNOWN_NAME, "Kafka") if "Kafka" in words else None


async def worded(reply: Line, heard: list[str]) -> Refined[str]:
    checks: Checks[str, Worded] = Checks(_whole, lambda value: [value.get("text", "")], _so_far)
    model = ScriptedModel([reply], name="a:b")
    return await refined("the draft", PROMPT, Worded, checks, model, heard.append)


async def test_what_passes_is_the_models_with_its_prompt() -> None:
    found = await worded({"text": "better words"}, [])

    assert found == Refined("better words", "a:b", "tester/word@1")
    made = found.made(Provenance(agent="tester", index_version="v"))
    assert (made.outcome, made.model, made.index_version) == (Outcome.ACCEPTED, "a:b", "v")


async def test_what_fails_the_check_leaves_the_draft_and_unsays_its_beginning() -> None:
    heard: list[str] = []
    found = await worded({"text": "we put it into Kafka at once"}, heard)

    assert (found.value, found.model, found.prompt) == ("the draft", DRAFT, "")
    assert found.refinement == Refinement(
        outcome=Outcome.REJECTED, fault=Fault.UNKNOWN_NAME, what="Kafka", taken_back=True
    )
    assert heard[-1] == "" and not any("Kafka" in words for words in heard)


async def test_a_model_that_is_away_leaves_the_draft_and_says_what_it_said() -> None:
    found = await worded(ModelUnavailable("no answer within 20 s"), [])

    assert found.value == "the draft"
    assert found.refinement == Refinement(outcome=Outcome.FAILED, what="no answer within 20 s")
