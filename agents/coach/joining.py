"""Sentences of a better answer as one would say them one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agents.coach.own_words import told
from agents.coach.spoken import sentence
from domain.interview import ENGLISH
from domain.report import Cited, Words
from language.hesitating import knows_not, without_hesitation
from language.patterns import regex
from language.sentences import count_words
from language.wording import lower_first, upper_first

_FEWEST_WORDS = 4
_LONGEST = 45
"""No sentence to be said is made longer than so many words."""
COMMA = regex(r"[,;，；]\s*")
_BUT = regex(
    r"^(?:but|though|although|however|and|so|aber|doch|und|pero|y|mais|et|mas|e|ma|però|maar|en)\b[ ,]*"
    r"|^(?:不过|但是?|可是)",
    re.IGNORECASE,
)
_END = regex(r"[.。]$")
# What one begins with while one still thinks; it is no part of what is said.
_LEAD_IN = regex(
    r"^(?:(?:well|hm+|so|right|okay|ok|yeah|yes|sure|honestly|look|um|uh|also|ja|na|naja|äh|ähm|gut|bueno|pues|vale|eh|ben|bon|bah"
    r"|euh|oui|allora|beh|mah|dunque|bom|bem|então|tá|nou|tja|eh)\b[ ]?)+(?:[,:…]|\.\.\.)\s+",
    re.IGNORECASE,
)


# What links a sentence to one that is no longer before it.
_LINKS = {
    "en": "and|but|so|then",
    "de": "und|aber|also",
    "es": "y|pero|entonces",
    "fr": "et|mais|donc",
    "it": "e|ma|quindi",
    "nl": "en|maar|dus",
    "pt": "e|mas|então",
    "zh": "而且|但是|不过|然后|所以",
}


def beginning(said: str, language: str) -> str:
    """A sentence of the candidate's as the first one: without what links it to another before it."""
    spoken = _LINKS.get(language, "")
    rest = re.sub(rf"^(?:{spoken})(?:[ ,，]+|(?<=[\u4e00-\u9fff]))", "", said, count=1, flags=re.IGNORECASE)
    return upper_first(rest) if spoken and count_words(rest) >= _FEWEST_WORDS else said


def without_lead_in(said: str) -> str:
    """A sentence of the candidate's without the words that only begin it: "Well, ", "Also ja, "."""
    return upper_first(after_lead_in(said))


def after_lead_in(said: str) -> str:
    """`said` from where it says something, as it was said."""
    rest = _LEAD_IN.sub("", said)
    return rest if rest.strip() else said


def speakable(said: str, language: str) -> str:
    """A sentence of the candidate's as one would say it again: no lead-in, no "um", no "I don't know".

    Empty where nothing is left.
    """
    text = without_hesitation(without_lead_in(" ".join(said.split())), language)
    return upper_first(_what_is_known(text, language)) if knows_not(text, language) else text


def _what_is_known(said: str, language: str) -> str:
    """What stands after the clauses that say that one does not know, else what stands before them."""
    clauses = COMMA.split(said)
    places = [at for at, clause in enumerate(clauses) if knows_not(clause, language)]
    if not places:
        return ""
    after, before = clauses[places[-1] + 1 :], clauses[: places[0]]
    for kept in (after, before):
        rest = _BUT.sub("", ", ".join(kept)).strip()
        if count_words(rest) >= _FEWEST_WORDS or len(rest) > len(said) / 2:
            return rest
    return ""


def joined(sentences: Iterable[Cited], language: str) -> list[Cited]:
    """`sentences` with those of the guide that follow each other and begin alike made one.

    "I built checks for types." and "I built checks for ranges." is one thing to say.
    """
    found: list[Cited] = []
    for cited in sentences:
        before = found[-1] if found else None
        begun = (
            _begun_alike(before.text, cited.text) if before is not None and _both_new(before, cited) else ""
        )
        if before is None or not begun or count_words(before.text) + count_words(cited.text) > _LONGEST:
            found.append(cited)
            continue
        rest = cited.text[len(begun) :]
        rest = lower_first(rest) if language == ENGLISH else rest
        text = f"{_END.sub('', before.text)}{told('note.plus', language)}{rest}"
        sources = tuple(dict.fromkeys((*before.sources, *cited.sources)))
        found[-1] = before.model_copy(update={"text": sentence(text), "sources": sources})
    return found


def _both_new(one: Cited, other: Cited) -> bool:
    return one.words is Words.GUIDE and other.words is Words.GUIDE


def _begun_alike(one: str, other: str) -> str:
    """The words that both sentences begin with, where these are enough to be said only once."""
    if "," in one and "." in one[:-1]:
        return ""
    at = 0
    for words in zip(one.split(" "), other.split(" "), strict=False):
        if words[0] != words[1]:
            break
        at += len(words[0]) + 1
    begun = one[:at]
    whole = begun.rstrip().endswith((":", "：", ",", "，"))
    return begun if whole or len(begun.split()) >= _FEWEST_WORDS else ""
