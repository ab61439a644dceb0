"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.sentences import count_words, sentences, spans
from tests.support.growth import assert_linear


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


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I worked with Dr. Smith at Acme Inc. on the U.S. rollout. It took approx. 40 days.", 2),
        ("No. 5 in the list is what we chose.", 1),
        ("The alarm goes at 5 p.m. on Monday. Then I call the crew.", 2),
        ("We waited. then it ran.", 2),
        ("kafka was slow. restarting helped. nothing was lost.", 3),
        ("it was slow, e.g. at night. we restarted it, i.e. the broker.", 2),
        ("One line\nanother line", 2),
        ("A semicolon parts no sentence; it joins two.", 1),
        ("\n \n", 0),
        ("... !!! ???", 1),
    ],
)
def test_a_text_has_so_many_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.text(alphabet=st.sampled_from("aB .!?…\n。\"'é1"), max_size=80))
def test_spans_are_in_order_and_leave_out_nothing_but_blanks(text: str) -> None:
    found = spans(text)
    assert [text[start:end] for start, end in found] == sentences(text)
    places = [0, *(place for span in found for place in span), len(text)]
    assert places == sorted(places)
    assert not "".join(text[end:start] for end, start in zip(places[::2], places[1::2], strict=True)).strip()


@pytest.mark.parametrize("piece", [".", ". ", "a. ", "?!", "\n", "e.g. ", "。", ".)", "Ab. "])
def test_a_hostile_text_is_cut_in_time(piece: str) -> None:
    for first in ("", "a"):
        assert_linear(sentences, lambda length, first=first: first + piece * (length // len(piece)), 80_000)
