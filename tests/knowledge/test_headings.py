"""What headings announce, in the words that people use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.lines.annotated import Phrase
from knowledge.lines.topics import Topic

HEADINGS = Path(__file__).with_name("headings.txt")
# These decide nothing of what stands below them.
_OPEN = {None, Topic.TIPS, Topic.QUESTIONS, Topic.COMPANY}


def headings() -> Iterator[tuple[str, str]]:
    for line in HEADINGS.read_text(encoding="utf-8").splitlines():
        topic, _, written = line.partition(": ")
        if not line.startswith("#") and written:
            yield from ((topic, heading) for heading in written.split(" / "))


@pytest.mark.parametrize(("topic", "heading"), list(headings()))
def test_a_heading_announces_what_its_writer_meant(topic: str, heading: str) -> None:
    found = Phrase(heading).topic

    if topic == "none":
        assert found in _OPEN
    else:
        assert found is Topic(topic)


@pytest.mark.parametrize(
    ("written", "simplified"),
    [
        ("反問面試官", "反问面试官"),
        ("檢查清單", "检查清单"),
        ("優勢與劣勢", "优势与劣势"),
        ("地雷區", "地雷区"),
    ],
)
def test_both_kinds_of_chinese_characters_announce_the_same(written: str, simplified: str) -> None:
    assert Phrase(written).topic is Phrase(simplified).topic
