"""Lists on one line: `Ask them: How …? Who …?`, `Numbers to remember: 44 demos, 12 deals`."""

from __future__ import annotations

import re
from dataclasses import replace

from domain.guide import TalkingPointKind
from knowledge.inline import clean, without_marks
from knowledge.lines.annotated import Phrase
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line
from knowledge.markup.prose import pieces_of
from knowledge.parse.draft import Draft, Reading, is_placeholder
from knowledge.parse.place import Place
from language.sentences import count_words, sentences

_NAMED = re.compile(r"^(?P<name>[^:：.?!]{3,60})[:：]\s*(?P<rest>\S.*)$", re.DOTALL)
_MOST_WORDS_IN_AN_ENTRY = 6
_MOST_WORDS_IN_A_NAME = 4
_BETWEEN = re.compile(r"[,，;；、]\s*")
_SIDES = {Topic.STRENGTHS: TalkingPointKind.STRENGTH, Topic.WEAK_AREAS: TalkingPointKind.WEAK_AREA}
_KINDS = {
    Topic.TO_ASK: TalkingPointKind.QUESTION_TO_ASK,
    Topic.FACTS: TalkingPointKind.FACT,
    Topic.RED_FLAGS: TalkingPointKind.RED_FLAG,
}


def read_inline_lists(place: Place, reading: Reading) -> None:
    """Paragraphs of one line that name a kind of list and hold at least two entries of it."""
    lines = place.section.lines
    for index, line in enumerate(lines):
        alone = index == 0 or lines[index - 1].kind is not Kind.TEXT
        if line.kind is not Kind.TEXT or not alone or line.number in reading.taken:
            continue
        topic, entries = _entries(line)
        # Below a heading a line of figures is more likely a part of what the heading is about.
        if len(entries) < 2 or (topic is not Topic.TO_ASK and place.section.heading is not None):
            continue
        for entry in entries:
            reading.add(Draft(_KINDS[topic], entry, line.number, line.number, place.path))


def read_named_sides(place: Place, reading: Reading) -> None:
    """`6) Strengths: patient, organised`, `Weakness: I keep too much. Now …`: a side on one line."""
    if place.is_an_answer:
        return
    above = Line(0, Kind.BLANK)
    for line in reading.free(place.section.lines):
        answers, above = above.kind in {Kind.ITEM, Kind.TEXT} and above.asks, line
        if line.kind not in {Kind.ITEM, Kind.TEXT} or line.indent > 1 or line.labels or answers:
            continue
        found = _NAMED.match(line.clean)
        named = (
            Phrase(found["name"]) if found and len(found["name"].split()) <= _MOST_WORDS_IN_A_NAME else None
        )
        if found is None or named is None or named.asks or named.topic not in _SIDES:
            continue
        kind, rest = _SIDES[named.topic], found["rest"]
        entries = [clean(part) for part in _BETWEEN.split(rest.rstrip(" .。"))]
        if not all(0 < count_words(entry) <= _MOST_WORDS_IN_AN_ENTRY for entry in entries):
            entries = [rest]
        for entry in entries:
            said = sentences(entry)
            draft = Draft(kind, clean(said[0]).rstrip("."), line.number, line.number, place.path)
            if len(said) > 1:
                draft.answer = pieces_of([replace(line, kind=Kind.TEXT, indent=0, text=" ".join(said[1:]))])
            if not is_placeholder(entry):
                reading.add(draft)


def _entries(line: Line) -> tuple[Topic, list[str]]:
    found = _NAMED.match(without_marks(line.text))
    topic = Phrase(found["name"]).topic if found else None
    if found is None or topic not in _KINDS:
        return Topic.TIPS, []
    if topic is Topic.TO_ASK:
        asked = sentences(found["rest"])
        if len(asked) < 2:
            asked = re.findall(r"[^?？]+[?？]", found["rest"])
        return topic, [clean(text) for text in asked] if all(
            Phrase(text).ends_as_question for text in asked
        ) else []
    entries = [clean(text) for text in re.split(r"[,;，；]\s+", found["rest"].rstrip(" ."))]
    short = all(0 < count_words(text) <= _MOST_WORDS_IN_AN_ENTRY for text in entries)
    told = all(any(sign.isdigit() for sign in text) for text in entries) or topic is Topic.RED_FLAGS
    return topic, entries if short and told and not any(map(is_placeholder, entries)) else []
