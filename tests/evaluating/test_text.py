"""Text cut into tokens that remember where they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agents.evaluator.hearing.judgeable import language
from agents.evaluator.text import read


@given(st.text(max_size=300))
def test_every_sentence_is_a_quote_of_the_text(text: str) -> None:
    for sentence in read(text).sentences:
        evidence = sentence.evidence()
        assert text[evidence.start : evidence.end] == evidence.quote
        assert evidence.quote


def test_words_figures_and_signs_are_kept_apart_as_people_write_them() -> None:
    assert read("I didn’t cut p95 by 91.2% in C++; end-to-end it's 1,000.").words == (
        "i", "didn't", "cut", "p95", "by", "91.2%", "in", "c++", "end", "to", "end", "it's", "1,000",
    )  # fmt: skip


def test_compatibility_forms_read_like_plain_letters() -> None:
    assert read("𝐊𝐚𝐟𝐤𝐚 ｆｕｌｌ").words == ("kafka", "full")


def test_a_flood_of_marks_leaves_a_short_word() -> None:
    (token,) = read("a" + "\u0301" * 100_000).tokens
    assert len(token.word) <= 64


def test_languages_are_told_apart_only_when_sure() -> None:
    assert (
        language(read("Wir haben die Daten nach Regionen geteilt und das ist nun viel schneller."))
        == "German"
    )
    assert language(read("我们把数据按地区拆分，所以现在快多了")) == "Chinese or Japanese"
    assert language(read("push pop stack")) == ""
    assert language(read("Kafka, Redis")) == ""


def test_an_abbreviation_ends_no_sentence() -> None:
    text = read("We tried two plans vs. one, e.g. a queue. It held.")

    assert [sentence.said for sentence in text.sentences] == [
        "We tried two plans vs. one, e.g. a queue",
        "It held",
    ]


def test_a_number_in_words_is_the_figure() -> None:
    assert read("from four hours to forty minutes").stems >= {"4", "40"}
    assert read("twelve models").stems == read("12 models").stems
