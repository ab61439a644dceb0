"""The several things that a sentence of a posting asks for, each by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from knowledge.posting.parts import without_mark
from knowledge.posting.words import folded, pattern, words_of
from language.sentences import count_words, sentences

# Not in "1,5 years", and not within brackets.
_COMMA = re.compile(r"[,;]\s+(?![^()]*\))")
_GERMAN_VERB = re.compile(r"[a-zäöü]\w{2,}(?:en|eln|ern)\s")
_SPOKEN_TO = re.compile(r"\b(?:Sie \w+en|\w+en Sie)\b")
# "Able to lift and carry 15 kg": what is lifted stands behind.
_WANTS_ITS_OBJECT = re.compile(r"^\W*(?:\w+ ){1,3}(?:to|de|à|di|te|a) \w+$", re.IGNORECASE)
_FEWEST_WORDS = 3
"""Words of a thing that is asked for by itself: "planners, drivers and the yard" are no three."""


def things_in(text: str, language: str) -> tuple[str, ...]:
    """What a sentence in `language` asks for, thing by thing: `text` alone where it asks for one.

    Each thing has some words of its own, and begins as one: with what is done, or with what somebody has. A
    list of names, or of those one works with, is one thing, and so is what cannot be told.
    """
    if len(list(sentences(text))) > 1:
        return (text,)
    parts = [part for each in _at_commas(text.rstrip(" .;"), language) for part in _at_and(each, language)]
    return tuple(parts) if len(parts) > 1 else (text,)


def _at_commas(text: str, language: str) -> list[str]:
    """`text` at those of its commas behind which something else begins."""
    parts: list[str] = []
    start = 0
    for found in _COMMA.finditer(text):
        before = text[start : found.start()]
        behind = text[found.end() :]
        rest = _and(language).sub("", behind, count=1) if _and(language).match(behind) else behind
        thing = _COMMA.split(rest, maxsplit=1)[0]
        if _is_whole(before) and (_stands_alone(thing, language) or _is_done_too(thing, before, language)):
            parts.append(before)
            start = len(text) - len(rest)
    return [*parts, text[start:]]


def _at_and(text: str, language: str) -> Iterator[str]:
    """`text` where "and" joins it to something else that is done: "mix the dough and train the baker"."""
    start = 0
    for found in re.finditer(rf"\s{_and(language).pattern}", text):
        before, rest = text[start : found.start()], text[found.end() :]
        if _is_whole(before) and not _WANTS_ITS_OBJECT.search(before) and _begins_anew(rest, language):
            yield before
            start = found.end()
    yield text[start:]


@cache
def _and(language: str) -> re.Pattern[str]:
    joins = words_of("joins", whole=False)
    return re.compile(rf"(?:{joins[language].pattern})\s+" if language in joins else r"(?!)")


def _is_whole(before: str) -> bool:
    """Whether what stands before is a thing of its own: no "As we grow, …", which leads up to one."""
    plain = folded(before)
    leads = pattern("leads_up").match(plain) is not None and pattern("to_you").search(plain) is None
    conditional = pattern("conditional").match(plain) is not None
    return count_words(before) >= _FEWEST_WORDS and not leads and not conditional


def _stands_alone(thing: str, language: str) -> bool:
    """Whether what stands behind a comma is asked for by itself: "a licence for the crane"."""
    if count_words(thing) < _FEWEST_WORDS or _goes_on(thing, language):
        return False
    return _begins_anew(thing, language) or pattern("asks").search(folded(thing)) is not None


def _is_done_too(thing: str, before: str, language: str) -> bool:
    """Whether a German sentence goes on with what one does: "Sie machen die Löhne, prüfen Bescheide"."""
    done = language == "de" and _GERMAN_VERB.match(thing) is not None and count_words(thing) >= _FEWEST_WORDS
    goes_on = words_of("part_goes_on", whole=False)["de"].match(folded(thing)) is not None
    return done and _SPOKEN_TO.search(before) is not None and not goes_on


def _begins_anew(rest: str, language: str) -> bool:
    """Whether what stands behind an "and" or a comma begins with what is done, known or had."""
    anew = pattern("begins_anew").match(folded(rest)) is not None
    return anew and count_words(without_mark(rest)) >= _FEWEST_WORDS and not _goes_on(rest, language)


def _goes_on(part: str, language: str) -> bool:
    """Whether a part belongs to what is before it: "with some patience", "testing and sign-off"."""
    plain = folded(part)
    by_language = words_of("part_goes_on", whole=False).get(language)
    listed = pattern("one_of_several").match(plain) is not None
    return listed or (by_language is not None and by_language.match(plain) is not None)
