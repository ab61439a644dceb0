"""How long a reply may be, over real HTTP: what is asked for, and what becomes of a reply that is cut."""

from __future__ import annotations

from typing import Any

import pytest

from agents.evaluator.judging.judgement import judgement_of, most_tokens
from domain.errors import ModelUnavailable
from models.langchain_messages import bound
from models.registry import parse_model_name
from models.structured import Rung, is_strict, without_lengths
from tests.models.samples import GOOD, Ready, model_of, prompt
from tests.support.openai_server import Body, OpenAIServer, Reply, Status, Stopped

pytestmark = [pytest.mark.network, pytest.mark.enable_socket]


async def test_the_reply_is_bounded_in_every_request_streamed_or_not() -> None:
    with OpenAIServer([GOOD]) as server:
        async with model_of(server) as model:
            await model.reply(prompt("one").at_most(70), Ready)
            await model.reply(prompt("two").at_most(70), Ready, lambda value: None)
            await model.reply(prompt("three"), Ready)

    assert [body.get("max_tokens") for body in server.requests] == [70, 70, None]
    assert all("max_completion_tokens" not in body for body in server.requests)
    assert all("response_format" in body for body in server.requests)


def _knows_the_newer_name_alone(body: Body) -> Reply:
    if "max_tokens" in body:
        return Status(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
    return GOOD


async def test_a_server_that_wants_the_newer_name_gets_it_from_then_on() -> None:
    with OpenAIServer(_knows_the_newer_name_alone) as server:
        async with model_of(server) as model:
            await model.reply(prompt("one").at_most(70), Ready)
            await model.reply(prompt("two").at_most(70), Ready)

    limits = [(body.get("max_tokens"), body.get("max_completion_tokens")) for body in server.requests]
    assert limits == [(70, None), (None, 70), (None, 70)]


async def test_a_server_that_knows_no_limit_is_asked_without() -> None:
    def refusing(body: Body) -> Reply:
        return Status(400, "max_tokens is not permitted") if "max_tokens" in body else GOOD

    with OpenAIServer(refusing) as server:
        async with model_of(server) as model:
            assert (await model.reply(prompt().at_most(70), Ready)).value == Ready(**GOOD)


async def test_a_model_that_thought_its_tokens_away_gets_room_to_think_from_then_on() -> None:
    with OpenAIServer([Stopped("<think>It could be", "length"), GOOD]) as server:
        async with model_of(server) as model:
            await model.reply(prompt("one").at_most(70), Ready)
            await model.reply(prompt("two").at_most(70), Ready)

    assert [body["max_tokens"] for body in server.requests] == [70, 70 + 8192, 70 + 8192]


async def test_a_value_that_was_cut_is_not_taken_for_whole() -> None:
    with OpenAIServer([Stopped('{"word": "rea', "length")]) as server:
        async with model_of(server) as model:
            with pytest.raises(ModelUnavailable, match="ran into its limit of tokens"):
                await model.reply(prompt().at_most(70), Ready)

    assert len(server.requests) == 1


def test_the_judges_schema_has_exactly_one_label_a_key_point_and_no_endless_quote() -> None:
    shape = judgement_of(4).model_json_schema()
    listed: dict[str, Any] = shape["properties"]["key_points"]
    each = listed["items"]

    assert (listed["minItems"], listed["maxItems"]) == (4, 4)
    assert (each["properties"]["number"]["minimum"], each["properties"]["number"]["maximum"]) == (1, 4)
    assert (
        each["required"] == ["number", "label", "quote"] and each["properties"]["quote"]["maxLength"] == 400
    )
    assert is_strict(shape) and "$defs" not in shape
    assert judgement_of(4).__name__ == judgement_of(2).__name__ == "Judgement"
    assert judgement_of(2).model_json_schema() != shape
    assert most_tokens(4) > most_tokens(2)


def test_a_judgement_of_less_or_more_is_read_all_the_same() -> None:
    label = {"number": 9, "label": "missing", "quote": "x" * 900}
    assert len(judgement_of(2).model_validate({"key_points": [label] * 5}).key_points) == 5


def test_openais_own_server_gets_no_length_of_a_text_which_its_strict_mode_refuses() -> None:
    class Chat:
        def bind(self, **given: Any) -> Any:
            return given

    name = parse_model_name("openai:gpt-5-mini")
    chat: Any = Chat()
    theirs, others = (
        bound(chat, Rung.JSON_SCHEMA, judgement_of(2), name, openais_own=own) for own in (True, False)
    )
    assert "maxLength" not in str(theirs) and "maxLength" in str(others)
    assert "'strict': True" in str(theirs) and "maxItems" in str(theirs)
    assert without_lengths({"maxLength": 3, "items": [{"minLength": 1, "type": "x"}]}) == {
        "items": [{"type": "x"}]
    }
