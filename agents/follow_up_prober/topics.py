"""What a key point is about, in words that are no secret any more."""

from __future__ import annotations

import re

from agents.discretion import leaks
from agents.follow_up_prober import cues
from agents.follow_up_prober.clauses import keys
from domain.guide import KeyPoint
from knowledge.lines.labels import STAR, Role, labels_of
from language.figures import values
from language.words import small_words

_PARTS = (*STAR, Role.LEARNING)
_LABEL = re.compile(r"\s*([^:：]{2,40})[:：]\s*\S")
_LONGEST = 40
_MOST_WORDS = 4
_STEM = 6
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{3}")


def reveals(said: str, missing: str, known: str, language: str) -> bool:
    """Whether `said` reveals something of `missing` that does not stand in `known`."""
    small = {word[:_STEM] for word in small_words(language)}
    if set(leaks(said, missing, known)) - small:
        return True
    if language != "zh":
        return False
    # Without spaces the words do not stand apart: three signs in a row are no chance any more.
    secret = _in_threes(missing) - _in_threes(known)
    return bool(secret & _in_threes(said))


def _in_threes(text: str) -> set[str]:
    return {text[at : at + 3] for at in range(len(text) - 2) if _HAN_RUN.match(text, at)}


def topic_of(missing: KeyPoint, question: str, known: str, language: str) -> str:
    """The guide's own label or heading for `missing`, where it gives nothing away; "" where it has none.

    `known` are the question and the answer, whose words are no secret.
    """
    # A part of a story is asked for as such, and not by its name.
    of_a_story = any(each.role in _PARTS for each in labels_of(missing.text, missing.text))
    label = None if of_a_story else _LABEL.match(missing.text)
    heading = missing.source.heading_path[-1].strip(" *#:") if missing.source.heading_path else ""
    # The heading of the whole answer is the question again.
    if keys(heading, language) <= keys(question, language) or "?" in heading:
        heading = ""
    for words in (label[1].strip() if label else "", heading):
        about = keys(words, language)
        if (
            about
            and _is_name(words, language)
            and len(words.split()) <= _MOST_WORDS
            and about & keys(missing.text, language)
            and not values(words)
            and not cues.pattern(language, "aims.learnt").search(words)
            and not reveals(words, missing.text, known, language)
        ):
            return words
    return ""


def _is_name(words: str, language: str) -> bool:
    """Whether a heading names something: "In production, you'd add" is the start of a sentence."""
    begins = cues.words(language, "clause_begins") - cues.words(language, "before_nouns")
    each = {word.casefold().replace("’", "'").split("'")[0] for word in re.findall(r"[\w’']+", words)}
    return "," not in words and not each & begins
