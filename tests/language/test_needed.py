"""A text that lacks what a match needs is not searched, and whatever would match still does."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from knowledge import stories
from knowledge.inline import folded
from knowledge.key_points import openings
from knowledge.lines import cues, topics
from language.needed import begun, runs_needed, sought

ROOT = Path(__file__).parents[2]
put_plainly: Any = import_module("agents.evaluator.by_meaning.put_plainly")
_OWN = (
    "Tell me about a time you failed.",
    "TELL ME ABOUT A MISTAKE",
    "Cuéntame de una vez que fallaste",
    "Erzählen Sie mir von einer Krise",
    "讲一下失败的经历",
    "What they may ask: the panel asks you",
    "面试官可能会问的",
    "Patient safety is at the heart of everything I do.",
    "安全是我的核心强项。",
    "",
)


def texts() -> list[str]:
    """Lines of the sample guides and of the headings under test, and some of our own."""
    lines = [
        line
        for path in (
            *sorted((ROOT / "knowledge" / "guides").glob("*.md")),
            ROOT / "tests/knowledge/headings.txt",
        )
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [*_OWN, *lines]


@pytest.mark.parametrize(
    ("pattern", "flags", "said", "found"),
    [
        (r"\b(?P<who>they|panel) asks?\b", 0, "the panel asks", "panel asks"),
        (r"\b(?P<who>they|panel) asks?\b", 0, "the Panel asks", None),
        (r"\b(?P<who>they|panel) asks?\b", re.IGNORECASE, "the Panel Asks", "Panel Asks"),
        (r"[ab]\d+", 0, "x b12", "b12"),
        ("erz[äa]hl|经历", re.IGNORECASE, "ERZÄHL", "ERZÄHL"),
        ("别(?:说|提)|don't say", 0, "别提", "别提"),
    ],
)
def test_what_is_sought_is_found_as_ever(pattern: str, flags: int, said: str, found: str | None) -> None:
    match = sought(pattern, flags).search(said)

    assert (match and match[0]) == found


@pytest.mark.parametrize(
    ("pattern", "said", "found"),
    [
        (r"^(?:tell me|walk us)\b", "Tell me more", "Tell me"),
        (r"^(?:tell me|walk us)\b", "I tell me more", None),
        (r"^(?P<who>they|panel)\S+", "THEY'd", "THEY'd"),
        # What would be another pattern in small letters is none.
        (r"^(?:[A-Z]\d|I)\b", "b7 it is", "b7"),
        ("^(?:ſo|ja)", "so", "so"),
        ("^(?:ja|erzähl)", "ERZÄHL mal", "ERZÄHL"),
        # Another sign for "k" is the same letter to who heeds no capitals.
        ("^(?:kilo|ja)", "\u212ailo", "\u212ailo"),
    ],
)
def test_what_begins_so_is_found_as_ever(pattern: str, said: str, found: str | None) -> None:
    match = begun(pattern).match(said)

    assert (match and match[0]) == found


def test_every_cue_finds_what_its_words_find() -> None:
    said = [each for text in texts()[::12] for each in (text, folded(text), text.upper())]
    for name in cues._rows():
        pattern = cues.cue(name)
        plain = re.compile(pattern.pattern, re.IGNORECASE)
        # As it is asked: at the beginning where its words begin a line.
        how = "match" if pattern.pattern.startswith("^") else "search"
        asks, asks_plainly = getattr(pattern, how), getattr(plain, how)
        assert [bool(asks(each)) for each in said] == [bool(asks_plainly(each)) for each in said], name


def test_what_is_sought_may_be_sought_from_a_place_on() -> None:
    for pattern in (sought("they ask"), begun("^they|ask")):
        for where in ((0,), (1,), (5,), (0, 3)):
            text = "they ask what they ask"
            plain = re.compile(pattern.pattern, pattern.flags)
            assert str(pattern.search(text, *where)) == str(plain.search(text, *where))
            assert str(pattern.match(text, *where)) == str(plain.match(text, *where))
            assert len(list(pattern.finditer(text, *where))) == len(list(plain.finditer(text, *where)))


def test_a_sign_beyond_ascii_tells_enough_by_itself() -> None:
    assert runs_needed("(?:别|避免)(?:说|讲)") == {"别", "避免"}
    assert runs_needed("前[天日]x?") == {"前"}
    assert not runs_needed("[a-zé]x?")


def test_what_needs_other_signs_is_not_tried_on_ascii() -> None:
    pattern = sought("经历|冲突")

    assert pattern.search("a conflict") is None
    assert pattern.search("有冲突") is not None


def test_nothing_in_front_of_a_lazy_count_is_taken_for_a_sign_of_its_own() -> None:
    assert runs_needed("give .{6,120}? away") == {"give "}


_DENIED = (
    "We refrain from mixing the two.",
    "That a drip helps is an old wives' tale.",
    "Whoever thinks that the first dose is enough is fooling themselves.",
    "I would never dream of skipping it.",
    "The last thing I'd do is lift him alone; we give the lift a miss.",
    "WE KEPT CLEAR OF IT, it is anything but safe.",
    "We ſkip it, and he\u212a no way.",
    "It’s far from being done.",
)


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in put_plainly._RULES])
def test_no_denial_is_left_out(pattern: re.Pattern[str]) -> None:
    plain = re.compile(pattern.pattern, pattern.flags)

    for text in (*_DENIED, *texts()):
        assert [found.span() for found in pattern.finditer(text)] == [
            found.span() for found in plain.finditer(text)
        ], text


@pytest.mark.parametrize("pattern", [stories._BEHAVIOURAL, topics._THEY_ASK, openings._signs()[1]])
def test_no_text_is_left_out_that_would_match(pattern: re.Pattern[str]) -> None:
    plain = re.compile(pattern.pattern, pattern.flags)
    found = {text for text in texts() if plain.search(text) or plain.search(folded(text))}

    assert found
    for text in texts():
        for written in (text, folded(text)):
            assert (pattern.search(written) is None) == (plain.search(written) is None), written


def test_no_opening_is_left_out() -> None:
    said = [folded(each.strip()) for text in texts() for each in text.split(". ")]
    found = [each for each in said if any(pattern.search(each) for _, _, pattern in openings._patterns())]

    assert found
    assert [each for each in said if openings._may_open(each)] == found
