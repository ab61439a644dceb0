"""What a key point is about, in words that are no secret any more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from agents.discretion import leaks
from agents.follow_up_prober import cues
from agents.follow_up_prober.clauses import Piece, keys, pieces
from domain.guide import KeyPoint
from knowledge.lines.labels import STAR, labels_of
from language.figures import values
from language.words import small_words

_LABEL = re.compile(r"\s*([^:：]{2,40})[:：]\s*\S")
_LONGEST = 40
_MOST_WORDS = 4
_ARTICLE_AND_NOUN = 2
_STEM = 6
_COMPOUND = 12
"""From so many letters on a German noun is made of several."""
_WORD_BEFORE = re.compile(r"([^\W\d_]+) $")
_WORD_AFTER = re.compile(r"[ -]([^\W\d_]+)")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{3}")


class Origin(StrEnum):
    """Where a topic's words stand: in the answer, in the question, or as the guide's label or heading."""

    SAID = "said"
    ASKED = "asked"
    NAMED = "named"


class Topic(NamedTuple):
    """A few words that name what is missing without saying it."""

    words: str
    origin: Origin


def topic_of(
    missing: KeyPoint, others: Sequence[KeyPoint], question: str, answer: str, language: str
) -> Topic | None:
    """The words that tell `missing` from the `others` and give nothing away; None where there are none."""
    known = f"{question}\n{answer}"
    if named := _named(missing, question, known, language):
        return Topic(named, Origin.NAMED)
    elsewhere = frozenset().union(*(keys(other.text, language) for other in others))
    own = keys(missing.text, language) - elsewhere
    for text, origin in ((answer, Origin.SAID), (question, Origin.ASKED)):
        runs = [run for run in _runs(text, own, language) if not values(run)]
        # A single word of the question is what all of it is about.
        if origin is Origin.ASKED and language != "zh":
            runs = [run for run in runs if len(run.split()) > _ARTICLE_AND_NOUN]
        if runs:
            return Topic(max(runs, key=len), origin)
    return None


def is_particular(words: str, language: str) -> bool:
    """Whether `words` name one thing among others: "the numbers" may be any, "token bucket" is not."""
    bare = [word for word in words.split() if word.casefold() not in cues.words(language, "before_nouns")]
    if language == "zh" or len(bare) != 1:
        return True
    if language == "de":
        return len(bare[0]) >= _COMPOUND or any(map(str.isupper, bare[0][1:]))
    return any(map(str.isupper, bare[0])) or any(map(str.isdigit, bare[0]))


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


def _named(missing: KeyPoint, question: str, known: str, language: str) -> str:
    # A part of a story is asked for as such, and not by its name.
    of_a_story = any(each.role in STAR for each in labels_of(missing.text, missing.text))
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
            and not reveals(words, missing.text, known, language)
        ):
            return words
    return ""


def _is_name(words: str, language: str) -> bool:
    """Whether a heading names something: "In production, you'd add" is the start of a sentence."""
    begins = cues.words(language, "clause_begins") - cues.words(language, "before_nouns")
    each = {word.casefold().replace("’", "'").split("'")[0] for word in re.findall(r"[\w’']+", words)}
    return "," not in words and not each & begins


def _runs(text: str, wanted: frozenset[str], language: str) -> Iterator[str]:
    """The phrases of `text` made of `wanted` words that stand beside each other."""
    run: list[Piece] = []
    for piece in (*pieces(text, language), Piece("", len(text) + 2, len(text) + 2)):
        joined = run and (piece.start <= run[-1].end or text[run[-1].end : piece.start] in " -")
        if run and not (joined and piece.key in wanted):
            if run[-1].end - run[0].start <= _LONGEST and (words := _noun(text, run, language)):
                yield words
            run = []
        if piece.key in wanted:
            run.append(piece)


def _noun(text: str, run: Sequence[Piece], language: str) -> str:
    """The words with their article where they name something, as far as that can be told; "" where not.

    Verbs make no topic, and what stands behind an article is none.
    """
    words = text[run[0].start : run[-1].end]
    if language == "zh":
        return words if len(words) > 2 or words.isascii() else ""
    # Every German noun has a capital, and its article a case that would not fit elsewhere.
    if language == "de" or words.isupper():
        return words if words[-1].isalpha() and text[run[-1].start].isupper() else ""
    before = _WORD_BEFORE.search(text[: run[0].start])
    article = before[1].casefold() if before is not None else ""
    # "The document work" is no document: what goes on as a name would be cut in two.
    if (after := _WORD_AFTER.match(text[run[-1].end :])) and after[1].casefold() not in small_words(language):
        return ""
    # "Let's stay with a feature" sounds like any one; the bare word is the one that was told.
    if article in cues.words(language, "indefinite"):
        return words
    if article in cues.words(language, "before_nouns"):
        return f"{article} {words}"
    return words if words[1:2] in "'’" else ""
