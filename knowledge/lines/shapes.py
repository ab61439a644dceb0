"""Does a text read like a question to the candidate?"""

from __future__ import annotations

import re

from knowledge.inline import clean, folded, is_quoted, without_emoji, without_marks
from knowledge.lines.cues import cue


def ends_as_question(text: str) -> bool:
    """Does `text` end with a question mark, brackets and quotes aside?"""
    plain = without_emoji(without_marks(text)).rstrip()
    plain = re.sub(r"\s*[(（][^()（）]*[)）]\s*$", "", plain).rstrip(" \"'”’»」』*_.)")
    return plain.endswith(("?", "？"))


def asks(text: str) -> bool:
    """Does `text` read like an interviewer's question, with or without a question mark?"""
    plain = folded(clean(text))
    if cue("list_words").match(plain):
        return False
    return ends_as_question(text) or bool(cue("asks").match(plain))


def is_quoted_title(text: str) -> bool:
    """Does a heading consist of somebody's words in quotes?"""
    return is_quoted(re.sub(r"\s*[(（][^()（）]*[)）]\s*$", "", without_emoji(without_marks(text))))
