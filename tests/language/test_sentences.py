"""Where sentences end."""

from __future__ import annotations

from language.sentences import count_words, sentences


def test_sentences_are_told_from_abbreviations_and_decimals() -> None:
    assert sentences("We saved 4.5 hours, e.g. on Monday. It was v2.1 by then! Was it? Yes.") == [
        "We saved 4.5 hours, e.g. on Monday.",
        "It was v2.1 by then!",
        "Was it?",
        "Yes.",
    ]
    assert sentences("队列会忘记消息。日志不会！") == ["队列会忘记消息。", "日志不会！"]


def test_chinese_words_are_counted_by_two_signs() -> None:
    assert count_words("队列会忘记消息") == 4
    assert count_words("four words, not five") == 4
