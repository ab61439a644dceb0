"""Sentences beside the point: what was said keeps its labels, whichever it has."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from evals.entailment.beside import MOST_POINTS, Beside, sentences_beside
from evals.entailment.data import Answer, Conveyed, Item, by_language

_TRAINING = sentences_beside("training")


def _item(*labels: Conveyed, points: int = 1) -> Item:
    answers = tuple(
        Answer("own_words", f"I did it {label.name.lower()}. It was late.", (label,) * points)
        for label in labels
    )
    return Item("porter", "why", "Why?", tuple(f"Point {at}" for at in range(points)), answers)


def _told(item: Item, language: str = "en", part: str = "training") -> list[tuple[str, Conveyed]]:
    beside = Beside([item], language, part, random.Random(3))
    return [(each.text, each.labels[0]) for each in (beside.draw() for _ in range(300))]


def test_what_was_said_stands_whole_among_them_with_its_labels() -> None:
    said = {f"I did it {each.name.lower()}.": each for each in Conveyed}
    for text, label in _told(_item(*Conveyed)):
        (own,) = [each for each in said if each in text]
        assert said[own] is label
        assert "It was late." in text
        assert text != f"{own} It was late."


def test_what_denies_is_drawn_as_often_as_all_else() -> None:
    drawn = Counter(label for _, label in _told(_item(*Conveyed)))
    assert 0.4 < drawn[Conveyed.DENIED] / drawn.total() < 0.6


def test_they_stand_before_between_and_after() -> None:
    begins = Counter(text.startswith("I did it") for text, _ in _told(_item(Conveyed.COVERED)))
    ends = Counter(text.endswith("It was late.") for text, _ in _told(_item(Conveyed.COVERED)))
    assert min(begins.values()) > 50
    assert min(ends.values()) > 50


def test_long_guides_are_not_its_matter() -> None:
    with pytest.raises(IndexError):
        Beside([_item(Conveyed.COVERED, points=MOST_POINTS + 1)], "en", "training", random.Random(3)).draw()


@pytest.mark.parametrize("language", sorted({"en", *by_language()}))
def test_every_language_has_sentences_and_others_to_measure_with(language: str) -> None:
    training, held_out = (
        {each for several in sentences_beside(part)[language].values() for each in several}
        for part in ("training", "held_out")
    )
    assert len(training) >= 20
    assert held_out
    assert not training & held_out


def test_chinese_is_joined_without_spaces() -> None:
    item = Item(
        "保安",
        "why",
        "为什么？",
        ("关灯",),
        (Answer("own_words", "我先关灯。再锁门。", (Conveyed.COVERED,)),),
    )
    assert all(" " not in text for text, _ in _told(item, "zh"))
