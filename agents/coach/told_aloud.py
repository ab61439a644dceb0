"""A key point to be said aloud: a story's note is told as what was, or not at all."""

from __future__ import annotations

import re

from agents.coach.headings import without_heading
from agents.coach.in_no_tense import in_a_sentence, is_in_no_tense
from agents.coach.orders import BASE, asks_for_habit
from agents.coach.own_words import told
from agents.coach.spoken import IMPERATIVE, VERB_FIRST, sentence, spoken, without_marks
from agents.coach.story import is_story, part_of
from domain.guide import KeyPoint, TalkingPoint
from domain.interview import ENGLISH
from knowledge.lines.labels import Role
from language.sentences import sentences
from language.text import read
from language.wording import lower_first

_TO = re.compile(r"^to (?=[a-z])", re.IGNORECASE)
# Past and base are one word: in a task they are the base.
_BOTH = re.compile(r"^(?:cut|put|set|hit|split|let)\b", re.IGNORECASE)
_WAS_TO = re.compile(r"^(?:had|needed|was (?:asked|told|to)|wanted|was)\b", re.IGNORECASE)


def told_aloud(key_point: KeyPoint, point: TalkingPoint, language: str) -> str | None:
    """`key_point` of `point` as a sentence to be said; None where it cannot be made one honestly.

    A story's task is what one was to do; an order or a plain verb elsewhere in a story is in no tense and
    left out.
    """
    text = without_heading(key_point.text, point)
    if not is_story(point):
        return spoken(text, language, habit=asks_for_habit(point.title))
    note = without_marks(text)
    task = part_of(key_point, point) is Role.TASK
    said = [_told(each, text, language, task=task) for each in sentences(note)]
    if any(each is None for each in said):
        return None
    if task and any(each != one for each, one in zip(said, sentences(note), strict=True)):
        return " ".join(sentence(each) for each in said if each)
    whole = spoken(text, language)
    before = told("note.add", language, note="")
    if whole is not None and part_of(key_point, point) is Role.RESULT and whole.startswith(before):
        return told("note.result", language, note=whole.removeprefix(before))
    return whole


def _told(note: str, whole: str, language: str, *, task: bool) -> str | None:
    """One sentence of a story's note as what was; as it is where it can stand, None where it cannot."""
    if task and language == ENGLISH and _WAS_TO.match(note):
        return f"I {lower_first(note)}"
    if not _is_order(note, language, task=task):
        # In doubt what is no sentence of a task is left out.
        return note if not task or _stands(note, whole, language) else None
    if not task:
        return None
    bare = _TO.sub("", note) if language == ENGLISH else note
    return told("note.task", language, note=in_a_sentence(bare, language).rstrip(".。"))


def _is_order(note: str, language: str, *, task: bool) -> bool:
    """Whether a note is what is to be done, in no tense."""
    if language == ENGLISH:
        if _BOTH.match(note):
            return task
        if VERB_FIRST.match(note):
            return False
        # "Show the work" is an order, "Kept a diary" and "Work went on" are not.
        return bool(_TO.match(note) or BASE.match(note) or IMPERATIVE.match(note))
    return is_in_no_tense(note, language)


def _stands(note: str, whole: str, language: str) -> bool:
    said = spoken(whole, language)
    if said is None:
        return False
    if language != ENGLISH:
        return read(said).stems <= read(note).stems or note.rstrip(".。") in said
    return bool(VERB_FIRST.match(note)) or said.rstrip(".").endswith(note.rstrip("."))
