"""How an answer was spoken, in a line: what was measured, and what to look at before it is sent."""

from __future__ import annotations

from agents.quoting import quoted
from agents.reasons.said import decimal
from app.display.labels import label, of_list
from domain.interview import ENGLISH
from domain.spoken import Spoken
from voice.heard import Doubt, Heard

_WHY = {Doubt.FIGURE: "doubt_figure", Doubt.DENIAL: "doubt_denial", Doubt.WORD: "doubt_word"}
_MOST = 6


def measured_line(spoken: Spoken, expected: tuple[int, int] | None = None, language: str = ENGLISH) -> str:
    """ "Spoken in 48 s (60 to 90 s are the time for it), 142 words a minute, 2 pauses, 1 filler at least"."""
    head = label("spoken_in", language, seconds=f"{spoken.seconds:.0f}")
    if expected is not None:
        head += label("spoken_time", language, least=expected[0], most=expected[1])
    return _measured(head, spoken, language)


def over_line(spoken: Spoken, answers: int, language: str = ENGLISH) -> str:
    """ "3 answers spoken in 2:24, 142 words a minute, 2 pauses": a whole session's."""
    minutes, seconds = divmod(round(spoken.seconds), 60)
    key = "spoken_one_answer" if answers == 1 else "spoken_answers"
    head = label(key, language, count=answers, time=f"{minutes}:{seconds:02d}")
    return _measured(head, spoken, language)


def of_doubt(doubt: Doubt, language: str = ENGLISH) -> str:
    """Why a word is to be looked at."""
    return label(_WHY[doubt], language)


def _measured(head: str, spoken: Spoken, language: str) -> str:
    parts = [head, label("spoken_rate", language, count=spoken.words_per_minute)]
    if spoken.pauses:
        key = "spoken_one_pause" if spoken.pauses == 1 else "spoken_pauses"
        longest = decimal(spoken.longest_pause, 1, language)
        parts.append(label(key, language, count=spoken.pauses, longest=longest))
    heard = [
        label(one if count == 1 else many, language, count=count)
        for count, one, many in (
            (spoken.fillers, "spoken_one_filler", "spoken_fillers"),
            (spoken.restarts, "spoken_one_restart", "spoken_restarts"),
        )
        if count
    ]
    if heard:
        parts.append(label("spoken_at_least", language, found=of_list(heard, language)))
    return f"{', '.join(parts)}."


def heard_line(heard: Heard, language: str = ENGLISH) -> str:
    """What to look at, "" where nothing is doubtful."""
    offered = {at for offer in heard.offers for at in range(offer.first, offer.last)}
    parts = [f"{quoted(offer.heard, language)} → {offer.term}?" for offer in heard.offers]
    parts += [
        f"{quoted(word.bare, language)} ({of_doubt(word.doubtful, language)})"
        for at, word in enumerate(heard.words)
        if word.doubtful is not None and at not in offered
    ]
    if not parts:
        return ""
    words = ", ".join(parts[:_MOST])
    if len(parts) > _MOST:
        words = label("look_at_more", language, words=words, count=len(parts) - _MOST)
    return label("look_at", language, words=words)
