"""The scripted model says its lines, and fails as a real one does."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel

from domain.errors import ModelUnavailable, UnusableReply
from domain.prompting import RenderedPrompt
from models.language_model import LanguageModel
from models.scripted import Line, ScriptedModel
from tests.models.samples import GOOD, Ready, prompt


async def test_lines_are_given_in_order_whatever_their_form() -> None:
    model: LanguageModel = ScriptedModel([GOOD, Ready(word="two", sum=2), '{"word": "three", "sum": 3}'])

    assert [(await model.reply(prompt(), Ready)).value.word for _ in range(3)] == ["ready", "two", "three"]


async def test_at_its_end_a_script_is_unavailable() -> None:
    model = ScriptedModel([])

    with pytest.raises(ModelUnavailable, match="scripted has no more lines"):
        await model.reply(prompt(), Ready)


async def test_a_line_that_does_not_fit_is_an_unusable_reply() -> None:
    model = ScriptedModel([{"word": "ready"}, "not json"])

    for _ in range(2):
        with pytest.raises(UnusableReply, match="does not fit Ready"):
            await model.reply(prompt(), Ready)


async def test_a_failure_in_the_script_is_raised() -> None:
    with pytest.raises(ModelUnavailable, match="gone fishing"):
        await ScriptedModel([ModelUnavailable("gone fishing")]).reply(prompt(), Ready)


async def test_a_function_sees_the_prompt_and_the_schema() -> None:
    def answer(asked: RenderedPrompt, schema: type[BaseModel]) -> Line:
        return {"word": f"{asked.user} for {schema.__name__}", "sum": 0}

    model = ScriptedModel(answer, name="echo")

    assert (await model.reply(prompt("hello"), Ready)).value.word == "hello for Ready"
    assert model.prompts == [prompt("hello")]
    assert model.name == "echo"


async def test_a_line_is_heard_sign_by_sign() -> None:
    heard: list[dict[str, Any]] = []
    await ScriptedModel([{"word": "ready", "sum": 4}]).reply(prompt(), Ready, heard.append)

    assert heard[0] == {} and heard[-1] == {"word": "ready", "sum": 4}
    assert {"word": "rea"} in heard
