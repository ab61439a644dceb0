"""How an answer was spoken: what can be measured of it, and nothing about tone, emotion or accent."""

from __future__ import annotations

from domain.values import Count, Frozen, Seconds


class Spoken(Frozen):
    """The delivery of one spoken answer.

    `seconds` go from the first sound of speech to the last; `words_per_minute` are over these. A pause is a
    silence of a second or more between two stretches of speech: `longest_pause` is the longest in seconds, 0
    where there is none. Fillers and restarts are those that the recogniser wrote down: at least so many.
    `audio` is the name of the recording in the session's folder, "" where none was kept.
    """

    seconds: Seconds
    words: Count
    words_per_minute: Count
    pauses: Count = 0
    longest_pause: Seconds = 0.0
    fillers: Count = 0
    restarts: Count = 0
    audio: str = ""
