"""Personal data is masked on the way to a model and comes back on the way home."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

pytest.importorskip("stdnum", reason="python-stdnum, which knows the checksums, is not installed")
pytest.importorskip(
    "phonenumbers", reason="phonenumbers, which knows the countries' numbers, is not installed"
)

from domain.prompting import RenderedPrompt
from evals.privacy.__main__ import measure
from evals.privacy.samples import samples
from models.privacy import MaskingModel, Masks, blank, blanking
from models.privacy.recognisers import Kind, recognise
from models.scripted import Line, ScriptedModel


class Said(BaseModel):
    """A reply with texts at several depths."""

    text: str
    parts: list[dict[str, str]]
    number: int


def prompt(user: str) -> RenderedPrompt:
    return RenderedPrompt(reference="test/said@1", system="You help to test.", user=user)


def test_of_made_up_samples_nearly_everything_is_found_and_next_to_nothing_else() -> None:
    rates, _ = measure(samples())
    assert len(samples()) >= 150
    assert rates["all"].recall >= 0.97
    assert rates["all"].precision >= 0.97
    assert all(rates[country].recall >= 0.9 for country in ("US", "GB", "DE", "FR", "ES", "IT"))


async def test_the_model_sees_placeholders_and_the_reply_holds_the_values() -> None:
    def echo(asked: RenderedPrompt, schema: type[BaseModel]) -> Line:
        return {"text": f"You wrote: {asked.user}", "parts": [{"quote": "to [email 1]"}], "number": 7}

    behind = ScriptedModel(echo)
    answered = await MaskingModel(behind, Masks()).reply(
        prompt("Write to jo@example.com or +49 30 901820."), Said
    )
    reply = answered.value
    assert behind.prompts[0].user == "Write to [email 1] or [phone 1]."
    assert reply.text == "You wrote: Write to jo@example.com or +49 30 901820."
    assert reply.parts == [{"quote": "to jo@example.com"}]
    assert reply.number == 7


def test_the_same_value_has_one_placeholder_and_another_has_another() -> None:
    masks = Masks()
    assert masks.mask("a@example.com, b@example.com, a@example.com") == "[email 1], [email 2], [email 1]"
    assert masks.mask("b@example.com") == "[email 2]"


def test_a_placeholder_that_somebody_typed_never_turns_into_a_value() -> None:
    masks = Masks()
    masked = masks.mask("They write [email 1] where I write a@example.com.")
    assert masked == "They write [email 1] where I write [email 2]."
    assert masks.unmask(masked) == "They write [email 1] where I write a@example.com."


def test_names_are_masked_only_by_choice() -> None:
    assert Masks().mask("I worked with Ottilie.") == "I worked with Ottilie."
    assert Masks(["Ottilie"]).mask("I worked with Ottilie.") == "I worked with [name 1]."


def test_the_ids_of_a_fence_are_left_alone() -> None:
    text = "<answer id=123456789012>\nnothing\n</answer id=123456789012>"
    assert recognise(text) == ()


def test_a_card_with_a_wrong_checksum_is_a_figure() -> None:
    assert [found.kind for found in recognise("4111 1111 1111 1111")] == [Kind.CARD]
    assert recognise("4111 1111 1111 1112") == ()


def test_what_was_masked_is_in_no_representation() -> None:
    masks = Masks()
    masks.mask("jo@example.com")
    assert "jo@" not in repr(masks)
    assert masks.count == 1


async def test_a_placeholder_is_heard_whole_as_its_value_or_not_at_all() -> None:
    heard: list[str] = []
    behind = ScriptedModel([{"text": "Write [email 1] or [phone 1] [soon].", "parts": [], "number": 7}])
    await MaskingModel(behind, Masks()).reply(
        prompt("Write to jo@example.com or +49 30 901820."),
        Said,
        lambda value: heard.append(value.get("text", "")),
    )
    whole = "Write jo@example.com or +49 30 901820 [soon]."
    assert heard[-1] == whole
    assert all(whole.startswith(text) for text in heard)


def test_what_is_blanked_comes_out_the_same_whatever_was_blanked_before() -> None:
    text = "Ask a.b@example.org or c.d@example.org, or ring +44 20 7946 0958."

    assert blank(text) == "Ask [email] or [email], or ring [phone]."
    assert blank("x.y@example.org") == "[email]"
    assert blank(text) == "Ask [email] or [email], or ring [phone]."
    assert blank("The figures stay: 91.2 % in 4 weeks.") == "The figures stay: 91.2 % in 4 weeks."


def test_other_names_are_another_way_of_blanking_and_none_is_told() -> None:
    assert blanking(["Brightwater", "Ferro"]) == blanking(["ferro", "Brightwater"])
    assert len({blanking(), blanking(["Brightwater"]), blanking(["Ferro"])}) == 3
    assert "ferro" not in blanking(["Ferro"]).lower()
