"""Talking points as units of search."""

from __future__ import annotations

from domain.guide import StarParts, TalkingPointKind
from knowledge.search.passages import MAX_WORDS, Role, chunks, units_of
from tests.support.knowledge import talking_point


def test_an_answer_is_one_unit_with_its_question_as_title() -> None:
    (unit,) = units_of([talking_point("Why streaming?", "Batch was late.")])

    assert (unit.role, unit.title, unit.body, unit.shown) == (
        Role.POINT,
        "Why streaming?",
        "Batch was late.",
        "Batch was late.",
    )
    assert unit.texts == ("Why streaming?", "Batch was late.")


def test_a_question_without_an_answer_is_found_and_shown_by_its_title() -> None:
    (unit,) = units_of([talking_point("Why us?", kind=TalkingPointKind.UNANSWERED_QUESTION)])

    assert unit.texts == ("Why us?", "Why us?")
    assert unit.shown == "Why us?"


def test_key_points_and_hooks_are_units_of_their_own() -> None:
    point = talking_point("Why?", "Late. Costly.", key_points=("Late", "Costly"), hooks=("How late?",))

    units = units_of([point])

    assert [(unit.role, unit.shown, unit.source.first_line) for unit in units] == [
        (Role.POINT, "Late. Costly.", 1),
        (Role.KEY_POINT, "Late", 2),
        (Role.KEY_POINT, "Costly", 3),
        (Role.HOOK, "How late?", 1),
    ]


def test_a_story_without_text_is_found_by_its_parts() -> None:
    star = StarParts(situation="Jobs failed at night.", result="No page for a year.")
    point = talking_point("Nights", kind=TalkingPointKind.STAR_STORY).model_copy(update={"star": star})

    (unit,) = units_of([point])

    assert unit.body == "Jobs failed at night.\nNo page for a year."


def test_what_to_say_instead_of_a_red_flag_is_found_with_it() -> None:
    flag = talking_point("I only used the library", kind=TalkingPointKind.RED_FLAG)

    (unit,) = units_of([flag.model_copy(update={"say_instead": "I chose it over two others"})])

    assert unit.body == "I chose it over two others"


def test_a_long_answer_is_cut_at_sentences_and_loses_nothing() -> None:
    text = " ".join(f"Sentence {number} says something about a subject." for number in range(60))

    units = units_of([talking_point("Long", text)])

    assert len(units) == 8
    assert all(len(unit.body.split()) <= MAX_WORDS for unit in units)
    assert " ".join(unit.body.replace("\n", " ") for unit in units) == text
    assert {unit.title for unit in units} == {"Long"}


def test_signs_of_chinese_count_as_words() -> None:
    assert len(chunks("我们把检索做得更快了。" * 12)) == 3


def test_a_sentence_longer_than_a_chunk_stays_whole() -> None:
    assert chunks("word " * 500) == [("word " * 500).strip()]


def test_no_text_has_no_chunks() -> None:
    assert chunks(" \n ") == []
