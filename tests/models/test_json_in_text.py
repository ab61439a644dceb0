"""JSON is found in what models write around it, in bounded time."""

from __future__ import annotations

import pytest

from models.json_in_text import objects_in


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}',
        ' \n{"a": 1}\n',
        'Here you go:\n```json\n{"a": 1}\n```',
        "<think>Hmm, {braces}.</think>\n" + '{"a": 1}',
        'I weigh it up. </think> {"a": 1}',
        'As in {this}, the answer is {"a": 1}.',
        '{"a": 1} and with that I am done',
    ],
)
def test_the_object_is_found(text: str) -> None:
    assert list(objects_in(text)) == [{"a": 1}]


def test_the_last_object_comes_first() -> None:
    assert list(objects_in('The form is {"a": 0}. My answer: {"a": 1}')) == [{"a": 1}, {"a": 0}]


def test_what_was_only_thought_is_no_answer() -> None:
    assert list(objects_in('<think>Perhaps {"a": 0}?</think> I cannot say.')) == []
    assert list(objects_in('<think>Perhaps {"a": 0}? Or')) == []


def test_a_tag_quoted_inside_a_whole_object_stays() -> None:
    assert list(objects_in('{"quote": "</think> she said"}')) == [{"quote": "</think> she said"}]


@pytest.mark.parametrize("text", ["", "no", "[1, 2]", '"a"', "{", "{'a': 1}", '{"a": 1'])
def test_no_object_is_nothing(text: str) -> None:
    assert list(objects_in(text)) == []


@pytest.mark.timeout(10)
@pytest.mark.parametrize("piece", ['{"a":', "{", "[", "<think>", "</think>", '{"a": "', "\\"])
def test_two_hundred_thousand_hostile_characters_are_read_at_once(piece: str) -> None:
    text = piece * (200_000 // len(piece))

    assert list(objects_in(text)) == []
