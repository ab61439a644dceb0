"""Lines that a label calls a question."""

from __future__ import annotations

import re

from knowledge.inline import folded
from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.lines.labels import Role
from knowledge.markup.line import Kind, Line
from language.sentences import count_words, sentences

MOST_WORDS_IN_A_QUESTION = 70
_NAMED = re.compile(r"^(\*\*|__)[^*_:：\n]{3,60}(?:[:：]\s*\1|\1\s*[:：])\s*(?P<rest>\S.*)$", re.DOTALL)
_OPENING_QUOTES = ('"', "“", "„", "«", "»", "「", "『", "*", "_")
_MOST_WORDS_OF_A_NOD = 3
_FEWEST_WORDS_OF_TALK = 4
_MOST_WORDS_WITHOUT_A_CASE = 6
_FEWEST_WORDS_OF_A_CASE = 5
_QUOTED_TO_THE_END = re.compile(
    r"[\s,:：]*[\"“„«「](?P<said>[^\"“”„»«「」]{4,300})[\"“”»」][?？]?\s*[,:：]?\s*$"
)


def labelled_question(line: Line) -> str | None:
    """The text after a question's label, "" where it stands on the next line; None without a label."""
    if line.kind not in {Kind.TEXT, Kind.ITEM, Kind.HEADING}:
        return None
    strong = line.text.startswith(("**", "__"))
    if strong and (asked := asked_in_a_sentence(line) or _quoted_behind_a_name(line)):
        return asked
    if line.question:
        return question_in(line.question) if line.is_spoken_by_them else line.question
    label = line.label(Role.QUESTION)
    if label is None or not label.strong or label.rest:
        return None
    # "3. HR" is a stage of the process.
    return None if label.is_speaker and line.kind is Kind.ITEM else ""


def asked_in_a_sentence(line: Line) -> str:
    """The question of `**When asked "How do you measure success?":**`, "" for any other line."""
    if not line.text.startswith(("**", "__")) or line.kind is not Kind.TEXT:
        return ""
    begun = cue("when_asked").match(line.unmarked)
    quoted = _QUOTED_TO_THE_END.match(line.unmarked, begun.end()) if begun else None
    return quoted["said"].strip() if quoted else ""


def _quoted_behind_a_name(line: Line) -> str:
    """The question of `**They all bring it up:** "Why us?"`, whose label is none that we know."""
    named = _NAMED.match(line.text) if line.kind is Kind.TEXT else None
    if named is None or line.labels or not named["rest"].lstrip().startswith(_OPENING_QUOTES):
        return ""
    said = Phrase(named["rest"])
    # `**Clarify first:** "Should I optimise?"` is what to say.
    theirs = said.stands_in_quotes and said.ends_as_question and not cue("first_person").search(said.clean)
    return said.clean if theirs else ""


def without_nods(asked: str) -> str:
    """What is asked without an `Excellent.` or `Sehr gut.` before it."""
    said = sentences(asked)
    first = 0
    while first + 1 < len(said) and _is_a_nod(said[first]):
        first += 1
    return " ".join(said[first:]) if first else asked


def _is_a_nod(sentence: str) -> bool:
    few = count_words(sentence) <= _MOST_WORDS_OF_A_NOD and sentence.endswith((".", "!", "。", "！"))
    return few and not any(map(str.isdigit, sentence)) and bool(cue("nods").match(folded(sentence)))


def is_talk(said: str) -> bool:
    """Does an interviewer only talk here, of themselves or in thanks: `Thank you for coming so early.`?"""
    phrase = Phrase(said)
    if phrase.asks or phrase.requests or phrase.closes_with_a_request or phrase.stands_in_quotes:
        return False
    if not said.rstrip().endswith((".", "!", "。", "！")) or count_words(said) < _FEWEST_WORDS_OF_TALK:
        return False
    return bool(cue("talk").search(folded(said)))


def _is_a_case(sentence: str) -> bool:
    """Does a sentence before a question tell what it is about, and is it neither a nod nor a greeting?"""
    long_enough = count_words(sentence) >= _FEWEST_WORDS_OF_A_CASE
    return long_enough and not is_talk(sentence) and not cue("nods").match(folded(sentence))


def question_in(spoken: str) -> str:
    """What a speaker said from the first sentence on that asks; a short one keeps the case before it."""
    said = sentences(spoken)
    first = next((number for number, sentence in enumerate(said) if Phrase(sentence).asks), 0)
    asked = " ".join(said[first:])
    if count_words(asked) <= _MOST_WORDS_WITHOUT_A_CASE:
        # "Our line stops at five. What do you do?"
        while first and _is_a_case(said[first - 1]):
            first -= 1
    return " ".join(said[first:])
