"""What stands behind an answer and is not said: how long it took, how to say it, what is to be checked."""

from __future__ import annotations

import re

from knowledge.inline import clean, folded
from knowledge.lines.cues import cue
from language.patterns import regex
from language.sentences import count_words

_MOST_WORDS = 10
_LONGEST = 1000
_LONGEST_REMARK = 90
# Most answers have none of these in their last words, and asking costs little.
_MAY_DIRECT = regex(
    r"only |see |cf|nur |siehe|vgl|solo |s[oó] se |ver |v[eé]ase| que s|seulement|voir|vedi|zie "
)
_LAST_WORDS = 100
_ORDERS = frozenset(
    "so i i'd i'll say tell mention explain add ich sage sagen erzähle erzählen erwähne erwähnen antworte "
    "decir digo contar cuento explicar responder dire je expliquer raconter répondre dico spiegare "
    "raccontare dizer zeggen zeg ik vertellen decirles".split()
)
_MOST_WORDS_IN_BRACKETS = 8
_BRACKETED = re.compile(r"^[\[(（【](?P<held>[^\[\]()（）【】]+)[\])）】][.!]?$")
_CLOCK = re.compile(r"^\W*\d{1,2}[:.]\d{2}\b")


def is_remark(text: str) -> bool:
    """Is `text`, a line behind something that is said, a remark on it to oneself?

    In brackets a few words to oneself are, whatever they say; outside of them they have to speak of the
    answer: its length, how it is to be practised, that it is good.
    """
    if len(text) > _LONGEST_REMARK:
        return False
    said = clean(text)
    bracketed = _BRACKETED.match(said)
    if bracketed is not None:
        held = folded(bracketed["held"])
        whole = bracketed["held"].rstrip().endswith((".", "。"))
        return count_words(held) <= _MOST_WORDS_IN_BRACKETS and not whole and not _speaks(held)
    plain = folded(said).strip(" .!…")
    if count_words(plain) > _MOST_WORDS or _speaks(plain):
        return False
    return bool(cue("of_the_answer").match(plain)) or _tells_its_length(plain)


def without_directions(text: str) -> str:
    """`text` without what it says of itself at its end: "but only say that if they ask", "see story 2"."""
    if len(text) > _LONGEST or not _MAY_DIRECT.search(text, max(len(text) - _LAST_WORDS, 0)):
        return text
    found = cue("direction_at_the_end").search(folded(text))
    if found is None or len(folded(text)) != len(text):
        return text
    return text[: found.start()].rstrip(" ,;–—-(") or text


def as_said(text: str) -> str:
    """`Say that I did the labs` as what is said: "I did the labs"."""
    if text.split(" ", 1)[0].rstrip(",:").lower() not in _ORDERS:
        return text
    found = cue("say_that_i").match(folded(text))
    if found is None or len(folded(text)) != len(text):
        return text
    said = text[found.end() :]
    return said[:1].upper() + said[1:] if text[:1].isupper() else said


def _tells_its_length(plain: str) -> bool:
    """`52 secs on the bus, ok`, `1:52, still too long`: a length that begins the line, and a mark for it."""
    return bool(_CLOCK.match(plain) or cue("begins_with_a_length").match(plain)) and bool(
        cue("marks_an_answer").search(plain)
    )


def _speaks(plain: str) -> bool:
    return bool(cue("first_person").search(plain))
