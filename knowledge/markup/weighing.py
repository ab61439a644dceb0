"""What a section is about where no rule knows its title: many small signs added up, none of which decides.

Once for each section by itself, and once more for those that are left, beside what the others of the guide
are about: whoever has their questions, figures and what to bring under titles of their own has something else
under the next.

A sign is a share between 0 and 1 that can be read in any of our languages: how many lines ask, have a
figure, begin with a ban, what a word of the title hints at. `weights.yaml` says how much each counts for each
topic (fitted by `python -m evals.titles`, on guides of our own). What is not clear stays without a topic, and
is told as not understood.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence, Set
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.inline import folded
from knowledge.lines.cues import cue
from knowledge.lines.deeds import is_told
from knowledge.lines.labels import STAR, Role
from knowledge.lines.times import spoken_seconds
from knowledge.lines.topics import Topic
from knowledge.markup.line import BOX_MARKER, Kind, Line
from language.sentences import count_words, sentences
from language.tables import read_yaml
from language.words import LANGUAGES, small_words

LEAST_SHARE = 0.6
"""How sure a topic must be that a title's words hint at."""
_LEAST_SHARE_UNHINTED = 0.85
# "Common mistakes in Excel" is about Excel. A story's title has names.
_LEAST_OF_A_TITLE = 0.51
_NAMED_FREELY = frozenset({Topic.STORIES, Topic.PITCH})
OTHER = "other"
LEAST_SHARE_LEFT = 0.6
"""How sure a topic must be where a title may hint at nothing, and others of the guide are known."""
# What is taken for one of these wrongly does harm: what one may well say, a strength, what is only listed.
_LEAST_SHARE_OF_HARM = {Topic.RED_FLAGS: 0.75, Topic.WEAK_AREAS: 0.75, Topic.CHECKLIST: 0.85}
_A_THIRD = 0.33
_SIGNS_OF = {
    Topic.RED_FLAGS: ("begins with a ban", "is quoted", "is crossed out", "has an arrow"),
    Topic.WEAK_AREAS: ("falls short", "has an arrow", "is quoted"),
}
FEWEST_ELSEWHERE = 3
_MUCH_ELSEWHERE = 6
_MOST_WORDS_OF_A_TITLE = 8
_MOST_LINES = 40
_MOST_SENTENCES = 40
_FEW_WORDS = 5
_MOST_WORDS_BESIDE_A_FIGURE = 8
_A_SENTENCE = 15
_A_PASSAGE = 35
_A_LONG_LIST = 6
_MOST_WORDS = 150
_AT_THE_START = 15
_TURN = re.compile(r"\s(?:->|=>|→|⇒|–|—|-)\s|[:：]\s|\t")
_ARROW = re.compile(r"\s(?:->|=>|→|⇒)\s")
_IN_BRACKETS = re.compile(r"^[(（\[][^()（）\[\]]*[)）\]]$")
_TABLE_RULE = frozenset("|-: +")
_CROSSES = ("❌", "✗", "✘", "×", "✖", "🚫", "⛔")
_QUOTES = ('"', "“", "„", "«", "「")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FEWEST_LETTERS = 3


def topic_by_signs(heading: Line, lines: Sequence[Line]) -> Topic | None:
    """What `lines` below a title are about, by all signs of both; None where these do not agree."""
    if heading.asks or heading.topic is not None:
        return None
    if count_words(heading.clean) > _MOST_WORDS_OF_A_TITLE or heading.label(
        *STAR, Role.QUESTION, Role.ANSWER
    ):
        return None
    # A title that hints at nothing is hardly ever sure enough, and most of a guide's are such.
    signs = signs_of(heading, lines) if hints_of(heading.clean) else None
    if signs is None:
        return None
    best, share = _surest(signs, _weights("weights"))
    if best == OTHER or share < (LEAST_SHARE if _is_hinted_at(best, signs) else _LEAST_SHARE_UNHINTED):
        return None
    return Topic(best)


def topic_left(heading: Line, lines: Sequence[Line], elsewhere: Set[Topic]) -> tuple[Topic, float] | None:
    """What `lines` are about below a title that may hint at nothing, where the guide has `elsewhere` besides,
    and how sure that is.

    None where that is not sure, and where the guide has too little elsewhere to tell by.
    """
    if len(elsewhere) < FEWEST_ELSEWHERE or heading.asks or heading.topic is not None:
        return None
    if count_words(heading.clean) > _MOST_WORDS_OF_A_TITLE or heading.heading_label(
        *STAR, Role.QUESTION, Role.ANSWER
    ):
        return None
    signs = signs_left(heading, lines, elsewhere)
    if signs is None:
        return None
    best, share = _surest(signs, _weights("weights_left"))
    if best == OTHER or share < _least_share_left(Topic(best), signs):
        return None
    return Topic(best), share


def _least_share_left(topic: Topic, signs: Mapping[str, float]) -> float:
    """How sure `topic` must be; more than can be where nothing of it is to be seen."""
    if _is_hinted_at(topic, signs):
        return LEAST_SHARE_LEFT
    seen = topic not in _SIGNS_OF or sum(signs.get(sign, 0.0) for sign in _SIGNS_OF[topic]) >= _A_THIRD
    return _LEAST_SHARE_OF_HARM.get(topic, LEAST_SHARE_LEFT) if seen else 1.0


def signs_left(heading: Line, lines: Sequence[Line], elsewhere: Set[Topic]) -> dict[str, float] | None:
    """The signs of a title and of what stands below it, beside what else is in the guide."""
    signs = signs_of(heading, lines)
    if signs is None:
        return None
    entries = _entries([line for line in lines[:_MOST_LINES] if _says_something(line)])
    return (
        signs
        | {name: sum(map(has, entries)) / len(entries) for name, has in _FURTHER_MARKS.items()}
        | {f"elsewhere {topic}": 1.0 for topic in elsewhere}
        | {"how much elsewhere": min(len(elsewhere), _MUCH_ELSEWHERE) / _MUCH_ELSEWHERE}
    )


def _surest(signs: Mapping[str, float], weights: Mapping[str, Mapping[str, float]]) -> tuple[str, float]:
    """The topic that most speaks for, and its share among all."""
    seen = [(sign, share) for sign, share in signs.items() if share]
    counted = {
        topic: sum(counts[sign] * share for sign, share in seen if sign in counts) + counts.get("always", 0.0)
        for topic, counts in weights.items()
    }
    most = max(counted.values())
    whole = sum(math.exp(value - most) for value in counted.values())
    return max(counted, key=lambda topic: counted[topic]), 1 / whole


def topic_hinted_at(line: Line, below: Sequence[Line]) -> Topic | None:
    """The same of a line that may be no title at all: only what its own words hint at."""
    topic = topic_by_signs(line, below)
    return topic if topic is not None and topic in hints_of(line.clean) else None


def _is_hinted_at(topic: str, signs: Mapping[str, float]) -> bool:
    if f"title hints at {topic}" not in signs:
        return False
    return topic in _NAMED_FREELY or signs["title says nothing else"] >= _LEAST_OF_A_TITLE


def signs_of(heading: Line, lines: Sequence[Line]) -> dict[str, float] | None:
    """The signs of a title and of what stands below it, each from 0 to 1; None where nothing does."""
    said = [line for line in lines[:_MOST_LINES] if _says_something(line)]
    said = [line for line in said if not _IN_BRACKETS.match(line.text)] or said
    if not said:
        return None
    return _of_the_entries(said) | _of_the_whole(said, lines) | _of_the_title(heading)


def _says_something(line: Line) -> bool:
    if line.kind is Kind.ROW:
        return not set(line.text) <= _TABLE_RULE
    return line.kind in {Kind.TEXT, Kind.ITEM}


def _of_the_entries(said: Sequence[Line]) -> dict[str, float]:
    """What share of the outer items, or else of the lines, has each mark."""
    entries = _entries(said)
    return {name: sum(map(has, entries)) / len(entries) for name, has in _MARKS.items()}


def _entries(said: Sequence[Line]) -> Sequence[Line]:
    return [line for line in said if line.kind is Kind.ITEM and line.indent <= 1] or said


def _words(line: Line) -> int:
    return count_words(line.text)


def _has_figure(line: Line) -> bool:
    return any(map(str.isdigit, line.text))


_MARKS: dict[str, Callable[[Line], bool]] = {
    "asks": lambda line: line.ends_as_question,
    "asks without a mark": lambda line: line.asks and not line.ends_as_question,
    "asks you": lambda line: line.asks and line.speaks_to_you,
    "demands": lambda line: line.requests,
    "has a figure": _has_figure,
    "is a figure in few words": lambda line: (
        _has_figure(line) and _words(line) <= _MOST_WORDS_BESIDE_A_FIGURE
    ),
    "is short": lambda line: _words(line) <= _FEW_WORDS,
    "is a sentence": lambda line: _words(line) >= _A_SENTENCE,
    "is a passage": lambda line: _words(line) >= _A_PASSAGE,
    "has two sides": lambda line: bool(_TURN.search(line.text)),
    "has an arrow": lambda line: bool(_ARROW.search(line.text)),
    "falls short": lambda line: bool(cue("falls_short").search(folded(line.clean))),
    "falls short and turns": lambda line: bool(
        _TURN.search(line.text) and cue("falls_short").search(folded(line.clean))
    ),
    "begins with a ban": lambda line: bool(cue("begins_with_a_ban").match(folded(line.clean))),
    "is quoted": lambda line: line.text.lstrip("*_ ").startswith(_QUOTES),
    "speaks of me": lambda line: bool(cue("first_person").search(line.clean)),
    "tells a deed": lambda line: is_told(line.clean),
    "speaks to you": lambda line: line.speaks_to_you,
    "says what to do": lambda line: bool(cue("tells_to_do").match(folded(line.clean))),
    "ends in a stop": lambda line: line.clean.rstrip().endswith((".", "。", "!")),
    "is labelled as asked": lambda line: bool(line.question or line.label(Role.QUESTION, Role.ANSWER)),
    "is a part of a story": lambda line: line.label(*STAR) is not None,
}


# These count only beside what is elsewhere.
_FURTHER_MARKS: dict[str, Callable[[Line], bool]] = {
    "is a box": lambda line: line.marker == BOX_MARKER,
    "is crossed out": lambda line: line.text.startswith(_CROSSES),
}


def _of_the_whole(said: Sequence[Line], lines: Sequence[Line]) -> dict[str, float]:
    outer = [line for line in said if line.kind is Kind.ITEM and line.indent <= 1]
    entries = len(outer) or len(said)
    told = sentences("\n".join(line.clean for line in said))[:_MOST_SENTENCES]
    return {
        "is a list": float(bool(outer)),
        "has rows": float(any(line.kind is Kind.ROW for line in said)),
        "has code": float(any(line.kind is Kind.CODE for line in lines[:_MOST_LINES])),
        "is nested": min(sum(line.indent > 1 for line in said) / entries, 1.0),
        "is one": float(entries == 1),
        "are two": float(entries == 2),
        "are many": float(entries >= _A_LONG_LIST),
        "is long": min(sum(map(_words, said)), _MOST_WORDS) / _MOST_WORDS,
        "tells deeds": sum(map(is_told, told)) / max(len(told), 1),
        "presents oneself": float(bool(cue("presents_oneself").match(folded(said[0].clean)))),
    }


def _of_the_title(heading: Line) -> dict[str, float]:
    hinted = hints_of(heading.clean)
    return {
        "title has a time": float(spoken_seconds(heading.text) is not None),
        "title speaks of me": float(bool(cue("first_person").search(heading.clean))),
        "title is long": min(count_words(heading.clean), _MOST_WORDS_OF_A_TITLE) / _MOST_WORDS_OF_A_TITLE,
        "title stands early": float(heading.number <= _AT_THE_START),
        "title hints at nothing": float(not hinted),
        "title says nothing else": _share_of_hints(heading.clean),
        **{f"title hints at {topic}": share for topic, share in hinted.items()},
    }


def hints_of(title: str) -> dict[str, float]:
    """What the words of a title hint at, by topic; a word that hints at several counts less for each."""
    found: dict[str, float] = {}
    text = folded(title).replace("’", "'")
    for word in _WORD.findall(text):
        topics = _topics_of(word)
        for topic in sorted(topics):
            found[topic] = max(found.get(topic, 0.0), 1 / math.sqrt(len(topics)))
    for sign, topic in _signs_within():
        if sign in title:
            found[topic] = 1.0
    return found


def _share_of_hints(title: str) -> float:
    """How many of the words of a title hint at something, but for small words: "Common mistakes in Excel"."""
    words = [word for word in _WORD.findall(folded(title).replace("’", "'")) if word not in _small_words()]
    return sum(bool(_topics_of(word)) for word in words) / len(words) if words else 1.0


@cache
def _small_words() -> frozenset[str]:
    return frozenset(folded(word) for language in LANGUAGES for word in small_words(language))


def _topics_of(word: str) -> frozenset[str]:
    whole, beginnings = _hints()
    found = set(whole.get(word, ()))
    for end in range(_FEWEST_LETTERS, len(word) + 1):
        found |= beginnings.get(word[:end], frozenset())
    return frozenset(found)


@cache
def _hints() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """The topics of whole words, and those of beginnings of words."""
    whole: dict[str, frozenset[str]] = {}
    beginnings: dict[str, frozenset[str]] = {}
    for topic, by_language in _read("hints").items():
        for language, listed in by_language.items():
            for word in folded(listed).split() if language != "zh" else ():
                held = beginnings if word.endswith("*") else whole
                bare = word.rstrip("*")
                held[bare] = held.get(bare, frozenset()) | {topic}
    return whole, beginnings


@cache
def _signs_within() -> list[tuple[str, str]]:
    """What Chinese titles have within them, with its topic."""
    return [(sign, topic) for topic, held in _read("hints").items() for sign in held["zh"].split()]


@cache
def _weights(name: str) -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = _read(name)
    return weights


def _read(name: str) -> Any:
    read = read_yaml(Path(__file__).with_name(f"{name}.yaml"))
    return read
