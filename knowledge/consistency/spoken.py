"""Spoken texts that take far longer, or far less, than the time the guide gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from domain.contradiction import Contradiction, ContradictionClass, Severity
from knowledge.consistency.asking import asked, long
from knowledge.consistency.finding import found
from knowledge.consistency.statements import Statement, figures_of
from knowledge.consistency.voices import Voice, is_asked
from knowledge.lines.times import spoken_seconds
from language.figures import Dimension, Figure

_SPOKEN = re.compile(
    r"pitch|tell me about yourself|introduc|opening|closing|elevator|version|about you|summary", re.IGNORECASE
)
# Interview speech runs at about 150 words a minute. A quarter more than fits, or less than half, is reported.
_WORDS_PER_MINUTE = 150.0
_FASTEST = 1.25 * _WORDS_PER_MINUTE
_SLOWEST = 0.5 * _WORDS_PER_MINUTE
_FEWEST_WORDS = 30
_FEWEST_IN_A_SENTENCE = 12
_LONGEST_NAME = 60
_NOTE = re.compile(r"→|->|\[[^\]]+\]|\{[^}]+\}|_{3,}|\.{3}|…")
_STOPS = (".", "!", "?", "。", "！", "？")


def spoken_times(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """Sections such as "Pitch (30 seconds)" whose text does not fit their time."""
    for _, group in groupby(statements, key=lambda held: (held.guide, held.heading_line)):
        section = list(_until_asked(group))
        if not section or not section[0].headings or not _SPOKEN.search(section[0].headings[-1]):
            continue
        time = _time(section[0].headings[-1])
        spoken = _without_outline([held for held in section if not _is_direction(held)])
        words = sum(len(held.text.split()) for held in spoken)
        if time is None or words < _FEWEST_WORDS:
            continue
        fastest, slowest = words / (time.high / 60), words / (time.low / 60)
        # Notes are filled in when they are spoken: only whole sentences can be too short.
        too_short = slowest < _SLOWEST and not any(_is_a_note(held) for held in spoken)
        if fastest > _FASTEST or too_short:
            yield _contradiction(section[0].heading(), spoken[0], time, words, too_long=fastest > _FASTEST)


def _until_asked(section: Iterable[Statement]) -> Iterator[Statement]:
    """The candidate's statements of a section up to the first question behind them."""
    spoken = False
    for held in section:
        if held.voice is Voice.CANDIDATE:
            spoken = True
            yield held
        elif spoken and is_asked(held.text):
            return


def _without_outline(said: Sequence[Statement]) -> Sequence[Statement]:
    """`Present (30 sec): …` plans a part; where the text stands beside such lines, they are not spoken."""
    text = [held for held in said if not _is_timed_part(held)]
    words = sum(len(held.text.split()) for held in text)
    return text if words >= _FEWEST_WORDS else said


def _is_timed_part(statement: Statement) -> bool:
    name = statement.text.partition(":")[0] if ":" in statement.text[:_LONGEST_NAME] else ""
    return any(spoken_seconds(part) is not None for part in (name, *statement.labels))


def _time(heading: str) -> Figure | None:
    times = [figure for figure in figures_of(heading) if figure.dimension is Dimension.TIME]
    return times[0] if len(times) == 1 and 10 <= times[0].high <= 600 else None


def _is_direction(statement: Statement) -> bool:
    return statement.text.endswith(":") and len(statement.text.split()) < 8


def _is_a_note(statement: Statement) -> bool:
    """`Present → Bridge → Future`, `[your role]`: something to speak from."""
    text = statement.text.rstrip('"”»*_')
    return bool(_NOTE.search(text)) or (
        len(text.split()) < _FEWEST_IN_A_SENTENCE and not text.endswith(_STOPS)
    )


def _contradiction(
    heading: Statement, text: Statement, time: Figure, words: int, *, too_long: bool
) -> Contradiction:
    given, side = long(time.low, time.high), "over" if too_long else "under"
    seconds = words / _WORDS_PER_MINUTE * 60
    return found(
        "spoken time",
        heading.text,
        (heading, text),
        f"The text has {words} words, about {seconds:.0f} seconds of speech, {side} the "
        f"{given} it is meant for.",
        asked("spoken time", text.language, time=long(time.low, time.high, text.language)),
        kind=ContradictionClass.LABEL,
        severity=Severity.LOW,
    )
