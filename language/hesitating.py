"""What is said while one thinks, and what says that one does not know, in eight languages."""

from __future__ import annotations

import re
from functools import cache

from language.patterns import regex
from language.tables import table
from language.terms import fold
from language.words import LANGUAGES

_CHINESE = "zh"
_NOTHING = regex(r"(?!)")
_STUTTERED = regex(r"(?i)(?<![\w’'])([\w’']{1,12})(?:,|…|\.\.\.| ?[–—])\s+\1(?![\w’'])")
# What somebody else says, or a thing that is called so: "it said I don't know", "behind the 'I don't know'".
_QUOTING = regex(
    r"(?:\b(?:say|says|said|saying|answers?|answered|replie[sd]|the|their|an?|sagt|sagte|sagen|das|ein|dice|dicen|dijo"
    r"|decir|el|un|dit|disait|dire|le|dicono|disse|diz|dizer|o|um|zegt|zei|zeggen|het|een)|说|[\"'“”„«»‘’])[\s:,]*"
    r"[\"'“”„«»‘’]?$"
)

# Without its accent "no sé" is known by what follows: "no se cierra" is that it is not closed.
_UNACCENTED = regex(
    r"\s*(?:$|[,.;:!?]|(?:si|que|como|cual|cuando|cuanto|quien|donde|por que|muy|bien|nada|exacta\w*)\b)"
)


def hesitates(text: str, language: str) -> bool:
    """Whether a sound that is no word ("um") stands in `text`, or a word that was begun again: "I'd, I'd"."""
    return _sounds(language).search(text) is not None or _STUTTERED.search(text) is not None


def fillers_in(text: str, language: str) -> list[str]:
    """What is said in `text` only to fill, in order: sounds, drawn out or not, and phrases."""
    return [found[0] for found in _fillers(language).finditer(text.replace("’", "'").lower())]


def without_hesitation(text: str, language: str) -> str:
    """`text` without sounds that are no words, and without the padding before and after what it says.

    The capital that the first word had is given to the one that is first now.
    """
    said = " ".join(_sounds(language).sub(" ", text).split())
    bare = trimmed(said, language)
    if bare and bare != said and text.strip()[:1].isupper():
        bare = bare[:1].upper() + bare[1:]
    ended = re.search(r"[.!?…。！？]+$", said)
    return bare + ended[0] if bare and ended and not bare.endswith(ended[0]) else bare


def without_stutter(text: str, language: str) -> str:
    """`text` with a word that was begun again said once: "I, um, I looked" is "I looked"."""
    sounds = _sounds(language).pattern
    again = re.compile(rf"(?<![\w’'])([\w’']{{1,12}})(?:{sounds})+\s*\1(?![\w’'])", re.IGNORECASE)
    return _STUTTERED.sub(r"\1", again.sub(r"\1", text))


def is_padded(text: str, language: str) -> bool:
    """Whether padding stands in the middle of `text`, where it cannot be cut off: "I stop, sort of"."""
    padding = _padding(language)
    if language == _CHINESE or not padding:
        return False
    return re.search(rf"[,…] (?:{padding})(?:,|…|\.\.\.| -)", text, re.IGNORECASE) is not None


def trimmed(text: str, language: str) -> str:
    """`text` from its first word that says something to its last, as it stood there."""
    begins, ends = _edges(language)
    kept = text.strip(" \t\n,;:–—-…，；：")
    # Each turn takes one piece off, so they are no more than it has words.
    while (shorter := ends.sub("", begins.sub("", kept))) != kept:
        kept = shorter
    return kept


def knows_not(text: str, language: str) -> bool:
    """Whether `text` says that one does not know, or not for sure."""
    told = fold(text)
    accented = "no sé" in text.casefold()
    return any(
        not _QUOTING.search(told, 0, found.start())
        and (found[0] != "no se" or accented or _UNACCENTED.match(told, found.end()) is not None)
        for found in _unknowing(language).finditer(told)
    )


@cache
def _sounds(language: str) -> re.Pattern[str]:
    listed = table("hesitations")["sounds"].get(language, "").split()
    if not listed:
        return _NOTHING
    either = "|".join(map(re.escape, sorted(listed, key=len, reverse=True)))
    if language == _CHINESE:
        return re.compile(rf"[，、,…]?(?:{either})+[，、,…]?")
    return re.compile(rf",? ?(?<!\w)(?:{either})(?!\w)(?:,|…|\.\.\.)?", re.IGNORECASE)


@cache
def _fillers(language: str) -> re.Pattern[str]:
    listed = table("hesitations")
    known = f"{listed['sounds'].get(language, '')} {listed['anywhere']}".split()
    # Sounds are drawn out as one likes, but "err" is a word.
    sounds = "|".join(
        "".join(re.escape(sign) + "+" * (sign != "r") for sign in each)
        for each in sorted(known, key=len, reverse=True)
        if each not in listed["units"].split()
    )
    phrases = [re.escape(each) for each in str(listed["fillers"].get(language, "")).split("|") if each]
    either = "|".join(sorted(phrases, key=len, reverse=True)) or r"(?!)"
    # Chinese words stand side by side, and a phrase has its comma there.
    end = "" if language == _CHINESE else r"(?!\w)"
    return re.compile(rf"(?<!\w)(?:(?:{sounds})(?!\w)|(?:{either}){end})")


@cache
def _padding(language: str) -> str:
    listed = [each.strip() for each in table("hesitations")["padding"].get(language, "").split("|")]
    return "|".join(map(re.escape, sorted(filter(None, listed), key=len, reverse=True)))


@cache
def _edges(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    listed = table("hesitations")
    words = _padding(language)
    sounds = "|".join(map(re.escape, listed["sounds"].get(language, "").split()))
    if not words:
        return _NOTHING, _NOTHING
    if language == _CHINESE:
        return re.compile(rf"^(?:{words}|{sounds})[，、：]?"), re.compile(rf"[，、]?(?:{sounds})$")
    # "So I moved" is a link, "like" and "right" are words; where they are padding a comma or a pause tells.
    before = (
        rf"^(?:(?:{words})(?:,|:|…|\.\.\.|(?= (?:{sounds})\b))\s*|(?:{sounds})\b[,…]?\s*|(?:{words})[.!…]\s+)"
    )
    behind = "|".join(map(re.escape, listed["hedges_behind"][language].split("|")))
    after = rf"(?:,\s*(?:{words})|,?\s+(?:{behind})|,?\s*\b(?:{sounds}))[\s,.…]*$"
    return re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE)


@cache
def _unknowing(language: str) -> re.Pattern[str]:
    listed = table("hesitations")["unknowing"]
    rows = listed.get(language, listed[LANGUAGES[0]]).split("|")
    either = "|".join(re.escape(fold(row.strip())) for row in rows)
    return re.compile(either if language == _CHINESE else rf"(?<!\w)(?:{either})(?!\w)")
