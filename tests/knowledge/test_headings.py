"""What headings announce, in the words that people use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from knowledge.inline import folded
from knowledge.lines import topics
from knowledge.lines.annotated import Phrase
from knowledge.lines.topics import Topic
from language.needed import key_of_run, keys_of, runs_needed

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


@pytest.mark.parametrize(
    ("pattern", "keys"),
    [
        (r"\bred flags?", {"red"}),
        (r"(?:my|our) questions\b(?! and)", {" qu"}),
        (r"^(?:bad|poor) answers?$", {" an"}),
        ("(?:fach|grund)?begriffe$", {"beg"}),
        (r"^(?=.*starken)(?=.*schwachen)", {"sch"}),
        ("面试(?:流程|安排)", {"面试"}),
        (r"cheat|by the (?:way|numbers)", {"che", "by "}),
        (r"[abc]x?\d{2}", set()),
    ],
)
def test_a_pattern_is_tried_where_it_can_match(pattern: str, keys: set[str]) -> None:
    assert frozenset(map(key_of_run, runs_needed(pattern))) == keys


def test_no_pattern_is_left_out_that_would_match() -> None:
    rows = yaml.safe_load(Path(topics.__file__).with_name("topics.yaml").read_text(encoding="utf-8"))
    words = [word for row in rows for word in row["words"]]
    patterns = [(word, re.compile(word), runs_needed(word)) for word in words]
    for text in {folded(heading) for _, heading in headings()}:
        held = keys_of(text)
        for word, pattern, runs in patterns:
            held_back = runs and not any(run in text and key_of_run(run) in held for run in runs)
            assert not held_back or not pattern.search(text), (word, text)
