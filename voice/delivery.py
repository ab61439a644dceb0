"""How an answer was spoken, measured: times from the detector of speech, words from the recogniser."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from domain.spoken import Spoken
from language.hesitating import fillers_in
from language.tables import read_yaml
from voice.doubting import is_figure
from voice.heard import HeardWord, Stretch

PAUSE_SECONDS = 1.0
"""A silence of so long between two stretches of speech is a pause."""
_LONGEST_RESTART = 4
_JOINING = frozenset("and or und oder y o et ou e en of".split())
_CUT_OFF = ("-", "–", "—")


def delivered(words: Sequence[HeardWord], speech: Sequence[Stretch], language: str) -> Spoken:
    """The delivery of `words` that were said in the stretches of `speech`, either at least one."""
    said = [word for word in words if _bare(word)]
    starts = [stretch.start for stretch in speech] or [word.start for word in words[:1]]
    ends = [stretch.end for stretch in speech] or [word.end for word in words[-1:]]
    seconds = max(ends, default=0.0) - min(starts, default=0.0)
    gaps = [after.start - before.end for before, after in pairwise(speech)]
    pauses = [gap for gap in gaps if gap >= PAUSE_SECONDS]
    small = [_bare(word) for word in said]
    return Spoken(
        seconds=round(max(0.0, seconds), 1),
        words=len(said),
        words_per_minute=round(len(said) * 60 / seconds) if seconds > 0 else 0,
        pauses=len(pauses),
        longest_pause=round(max(pauses, default=0.0), 1),
        fillers=len(fillers_in(" ".join(small), language)),
        restarts=_restarts(said, small, language),
    )


def together(parts: Sequence[Spoken]) -> Spoken:
    """The delivery of an answer that was given in several recordings; at least one."""
    seconds = sum(part.seconds for part in parts)
    words = sum(part.words for part in parts)
    return Spoken(
        seconds=round(seconds, 1),
        words=words,
        words_per_minute=round(words * 60 / seconds) if seconds else 0,
        pauses=sum(part.pauses for part in parts),
        longest_pause=max(part.longest_pause for part in parts),
        fillers=sum(part.fillers for part in parts),
        restarts=sum(part.restarts for part in parts),
        audio=" ".join(part.audio for part in parts if part.audio),
    )


def _restarts(said: Sequence[HeardWord], words: Sequence[str], language: str) -> int:
    """How often something was begun again: the same words twice in a row, or a word broken off."""
    twice = frozenset(str(_listed()["twice"].get(language, "")).split())
    found = at = 0
    while at < len(words):
        length = _repeated(words, at)
        if length and not (length == 1 and (words[at] in twice or is_figure(words[at], language))):
            found += 1
            at += length
        elif said[at].text.rstrip(",.").endswith(_CUT_OFF) and at + 1 < len(words):
            found += 1
            at += 1
        else:
            at += 1
    return found


def _repeated(words: Sequence[str], at: int) -> int:
    """How many words from `at` on are said again right after them; 0 where none are."""
    for length in range(_LONGEST_RESTART, 0, -1):
        first, second = words[at : at + length], words[at + length : at + 2 * length]
        # "Again and again and …" says something twice for a reason.
        if len(second) == length and first == second and not (length == 2 and first[1] in _JOINING):
            return length
    return 0


def _bare(word: HeardWord) -> str:
    return word.bare.replace("’", "'").lower()


@cache
def _listed() -> dict[str, Any]:
    file = Path(__file__).parent / "data" / "hesitations.yaml"
    found: dict[str, Any] = read_yaml(file)
    return found
